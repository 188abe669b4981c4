"""One refresh of one warehouse: its lock, its inputs, and whether anything is new.

Given to the command line and to the flow. Imports neither Prefect nor dbt nor Great Expectations.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from extract.contract import EXTRACTOR_VERSION
from flows import landing, transform
from flows.progress import Progress
from flows.reading import Reading
from flows.warehouse import Warehouse, documents_of, only_one, release_facts, repair, sha256_of

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

# What decides the content of a release besides the documents.
CODE: Final = (
    "dbt_project.yml",
    "profiles.yml",
    "models/**/*",
    "seeds/**/*.csv",
    "seeds/**/*.yml",
    "macros/**/*",
    "tests/data/**/*",
    "expectations/**/*.py",
    "dashboards/*.*",
    "dashboards/sql/**/*",
    "dashboards/templates/*",
    "dashboards/web/*",
    "docs/cookbook.md",
    "flows/catalog/templates/*",
    "flows/**/*.py",
    "extract/contract.py",
)
ENGINES: Final = (
    "duckdb",
    "dbt-core",
    "dbt-duckdb",
    "sqlglot",
    "altair",
    "vl-convert-python",
    "jinja2",
)


class Session:
    """The state of one refresh, made by `open_session`."""

    def __init__(
        self,
        warehouse: Warehouse,
        reports: Sequence[Path],
        tables: Sequence[Path],
        mirror: bool,
        progress: Progress,
    ) -> None:
        """Take what the refresh is to do.

        Args:
            warehouse: where.
            reports: folders of documents.
            tables: files of someone else's landing tables.
            mirror: whether documents that are no longer in the folders leave the warehouse.
            progress: what a person sees.
        """
        self.warehouse = warehouse
        self.reports = reports
        self.tables = tables
        self.mirror = mirror
        self.progress = progress
        self.started_at = datetime.now(UTC)
        self.found: landing.Found | None = None
        self.set_aside: list[dict[str, Any]] = []  # quarantine rows of this refresh
        self._reading: Reading | None = None
        self._manifest: Manifest | None = None

    @property
    def gate_docs(self) -> Path:
        """Folder of the gates' Data Docs, kept until the next refresh also if a gate refuses."""
        return self.warehouse.build / "gates"

    def left_out(self, previous: Path | None) -> set[str]:
        """The report_ids whose rows may be missing: forgotten, no longer mirrored, or moved to

        another year or place by sources.csv.
        """
        gone = set(landing.read_forgotten(self.warehouse)["report_id"])
        gone |= landing.read_restated(self.warehouse)
        if self.mirror and previous is not None:
            there = {document.report_id for document in self.find().documents}
            gone |= documents_of(previous) - there
        return gone

    def find(self) -> landing.Found:
        """Look at the report folders, once; a mirror leaves out what they no longer hold."""
        if self.found is not None:
            return self.found
        if self.reports:
            self.progress.step("Find documents")
            self.found = landing.find(self.warehouse, self.reports)
            landing.note_restated(self.warehouse, self.found.restated)
            landing.set_aside(self.warehouse, self.found.unreadable, [None])
            self.set_aside += self.found.unreadable
            if self.mirror:
                landing.mirror(self.warehouse, self.found)
            total = len(self.found.documents) + len(self.found.unreadable)
            self.progress.advance(total, total)
            self.progress.end()
        else:
            self.found = landing.Found((), (), (), (), ())
        for second, first in self.found.same_files:
            self.progress.note(f"{second}: the same bytes as {first}; counted once.")
        for remark in self.found.remarks:
            self.progress.note(remark)
        for document in self.found.forgotten:
            self.progress.note(f"{document.path}: forgotten on purpose; not read.")
        return self.found

    def reading(self) -> Reading:
        """Begin to read the new documents, once."""
        if self._reading is None:
            self._reading = Reading(self.find().to_read, self.warehouse.incoming)
        return self._reading

    def manifest(self) -> Manifest:
        """Parse the dbt project, once."""
        if self._manifest is None:
            self._manifest = transform.parse(self.warehouse)
        return self._manifest

    def close(self) -> None:
        """Stop what an error left running."""
        if self._reading is not None:
            self._reading.cancel()

    def code(self) -> str:
        """Sha256 (hex) of what decides the content of a release besides the documents."""
        digest = hashlib.sha256()
        for engine in ENGINES:
            digest.update(f"{engine} {version(engine)}\n".encode())
        for pattern in CODE:
            for file in sorted(transform.PROJECT.glob(pattern)):
                if file.is_file() and "__pycache__" not in file.parts:
                    name = file.relative_to(transform.PROJECT).as_posix()
                    digest.update(f"{name} {sha256_of(file)}\n".encode())
        return digest.hexdigest()

    def fingerprint(self) -> str:
        """Sha256 (hex) of everything that decides the content of a release."""
        digest = hashlib.sha256(f"{self.code()} {EXTRACTOR_VERSION}\n".encode())
        for line in landing.inputs(self.warehouse):
            digest.update(f"{line}\n".encode())
        return digest.hexdigest()

    def served(self) -> dict[str, Any] | None:
        """`meta.release` of the served file if it was made from exactly these inputs; says so."""
        found = self.find()
        if self.tables or found.to_read:
            return None
        facts = release_facts(self.warehouse.served)
        if facts is None or facts["inputs_fingerprint"] != self.fingerprint():
            return None
        self.tell_set_aside()
        self.progress.note(
            f"Nothing new; release {facts['version']} stays: {self.warehouse.served}"
        )
        return facts

    def tell_set_aside(self) -> None:
        """End the running step and show, one line each, what this refresh set aside."""
        self.progress.end()
        for row in self.set_aside:
            self.progress.note(f"Set aside: {row['message']}")


@contextmanager
def open_session(
    root: Path,
    reports: Sequence[Path],
    tables: Sequence[Path],
    mirror: bool,
    progress: Progress,
) -> Iterator[Session]:
    """Lock the warehouse, mend what an interrupted refresh left, and give a `Session` on it.

    Raises:
        WrongUse: a folder of reports or a table is missing, or there can be no warehouse.
        Refused: another refresh is working on the warehouse.
    """
    landing.expect_folders(reports)
    if tables:
        landing.table_files(tables)
    warehouse = Warehouse(root.absolute())
    warehouse.create()
    with only_one(warehouse):
        repair(warehouse)
        landing.settle(warehouse)
        session = Session(warehouse, reports, tables, mirror, progress)
        try:
            yield session
        finally:
            session.close()


# A session cannot be a parameter of the flow: Prefect stores parameters as JSON.
_given: ContextVar[Session | None] = ContextVar("_given", default=None)


@contextmanager
def give(session: Session) -> Iterator[None]:
    """Make `session` the one that a flow begun within the `with` block works on."""
    token = _given.set(session)
    try:
        yield
    finally:
        _given.reset(token)


def given_session() -> Session | None:
    """The session that was given to the running flow; None on a schedule or a worker."""
    return _given.get()
