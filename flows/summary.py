"""What a release holds, in a few numbers: the end of a refresh, and `gongkai status`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flows.warehouse import Warehouse, connect

if TYPE_CHECKING:
    from flows.session import Session

RULE_STATUSES: Final = {
    "holds": "Rules held",
    "violated": "Rules violated",
    "not_testable": "Rules not testable",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of the served release and, for a refresh, of what it did."""

    version: str
    file: Path
    documents: int
    figures: int
    set_aside: int
    rules: dict[str, int]  # by status
    messages: tuple[str, ...]  # of the documents set aside
    found: int | None = None
    new: int | None = None

    def rows(self) -> Iterator[tuple[str, str]]:
        """(what, how many) in the order in which they are shown."""
        if self.found is not None:
            yield "Documents found", f"{self.found:,}"
        if self.new is not None:
            yield "Documents read now", f"{self.new:,}"
        yield "Documents set aside", f"{self.set_aside:,}"
        yield "Documents in the release", f"{self.documents:,}"
        yield "Figures", f"{self.figures:,}"
        for status, label in RULE_STATUSES.items():
            yield label, f"{self.rules.get(status, 0):,}"
        yield "Release", self.version
        yield "File", str(self.file)


def summarise(warehouse: Warehouse, session: Session | None = None) -> Summary:
    """Count what the served file holds.

    Args:
        warehouse: one with a served release.
        session: the refresh that published it, if this is the end of one.
    """
    with connect(warehouse.served, read_only=True) as connection:
        version, documents, figures = connection.execute(
            "select version, document_count, figure_count from meta.release"
        ).fetchall()[0]
        quarantined = connection.execute(
            "select coalesce(report_id, file_name), message from meta.quarantined_documents "
            "order by all"
        ).fetchall()
        rules = connection.execute(
            "select status, count(*) from fct_report_checks group by all"
        ).fetchall()
    # Tables of someone else are no documents that were found or read.
    found = session.find() if session is not None and session.reports else None
    return Summary(
        version=version,
        file=warehouse.served,
        documents=documents,
        figures=figures,
        set_aside=len({document for document, _ in quarantined}),
        messages=tuple(message for _, message in quarantined),
        rules=dict(rules),
        found=None if found is None else len(found.documents) + len(found.unreadable),
        new=None if found is None else len(found.to_read),
    )


def violated_rules(warehouse: Warehouse) -> list[tuple[str, int, int]]:
    """(rule, violations, reports concerned) of the served release, most violated first."""
    with connect(warehouse.served, read_only=True) as connection:
        return connection.execute(
            "select rule_code, count(*), count(distinct report_key) from fct_report_checks "
            "where status = 'violated' group by all order by 2 desc, 1"
        ).fetchall()
