"""What must be true before landing is loaded, before marts are published and of the published file.

Three gates, each a set of Great Expectations suites evaluated inside DuckDB on the file it is
given: `check_landing`, `check_marts`, `check_release`. `flows` calls them; a failure that names a
report concerns that report alone, a failure without one stops what it gates.
Importing this package imports neither Great Expectations nor DuckDB; calling a gate does.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Failure:
    """One expectation that one report (or the whole table) does not meet.

    `count` is the number of rows in violation; `found` and the place in `message` are those of
    the first of them. `report_id` is None when no single report can be blamed.
    """

    gate: str
    table: str
    column: str | None
    expectation: str
    report_id: str | None
    expected: str
    found: str
    count: int
    message: str


@dataclass(frozen=True)
class GateResult:
    """What a gate found. `checked`: expectations evaluated; `seconds`: their evaluation alone,

    without the import of Great Expectations, opening the file and building the pages.
    """

    gate: str
    checked: int
    failures: tuple[Failure, ...]
    seconds: float

    @property
    def passed(self) -> bool:
        """Whether nothing failed, of at least one thing that was checked."""
        return self.checked > 0 and not self.failures


def check_landing(database: Path, schema: str, docs: Path | None = None) -> GateResult:
    """Hold the landing tables `report`, `figure` and `extraction_note` against their contract.

    `database`: a DuckDB file that no other connection of this process holds open for writing;
    `schema`: where in it the three tables are. A missing or mistyped column fails for the whole
    batch and nothing else is then evaluated; every other failure names its report_id.
    `docs`: folder for the gate's Data Docs, made in `docs/landing`.
    Raises `FileNotFoundError` without the file.
    """
    from expectations import landing  # noqa: PLC0415  Great Expectations takes seconds to import

    return landing.check(database, schema, docs)


def check_marts(
    database: Path,
    previous: Path | None,
    forgotten: Collection[str] = (),
    docs: Path | None = None,
) -> GateResult:
    """Hold the marts (schemas `main` and `meta` of the build file) against what they promise.

    `previous`: the served file of the last release, None for the first one. A table that has
    fewer rows of a year than before fails, unless as many rows as are missing came from the
    documents in `forgotten` (report_ids). `docs`: as in `check_landing`, in `docs/marts`.
    Raises `FileNotFoundError` without one of the files.
    """
    from expectations import marts  # noqa: PLC0415

    return marts.check(database, previous, forgotten, docs)


def check_release(file: Path, folder: Path, docs: Path | None = None) -> GateResult:
    """Hold the file that readers will open, opened read-only, against its release folder.

    `folder`: the release, with `datapackage.json` and `SHA256SUMS`. `docs`: as in
    `check_landing`, in `docs/release`. Raises `FileNotFoundError` without the file.
    """
    from expectations import release  # noqa: PLC0415

    return release.check(file, folder, docs)
