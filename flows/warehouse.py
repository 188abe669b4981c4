"""The warehouse folder: its paths, its lock, its releases, and how the served file is replaced.

Given to every step of flows/. A release is built in `releases/.<version>.partial`; publishing
puts its DuckDB file in the served place by one rename, then names the folder, then the link.
Whatever moment that is interrupted at, `repair` ends it or takes it back, and readers of the
served file see the old release or the new one, never a part.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import duckdb

SERVED_NAME: Final = "gongkai.duckdb"
SUMS_NAME: Final = "SHA256SUMS"
KEPT_RELEASES: Final = 5
MEMORY_LIMIT: Final = "1GB"  # of one DuckDB connection; above it DuckDB works on disk

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_ROOM_WORDS: Final = ("No space left", "Disk quota exceeded", "File too large")


class Refused(Exception):  # noqa: N818
    """Nothing is published; each line names the place, what was expected and found, what to do."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class WrongUse(Refused):
    """The command was given something it cannot work on."""


@dataclass(frozen=True, slots=True)
class Warehouse:
    """The paths below one warehouse folder (absolute)."""

    root: Path

    @property
    def served(self) -> Path:
        """The file that readers open; only ever replaced as a whole."""
        return self.root / SERVED_NAME

    @property
    def next_served(self) -> Path:
        return self.root / f".{SERVED_NAME}.next"

    @property
    def releases(self) -> Path:
        return self.root / "releases"

    @property
    def current(self) -> Path:
        return self.releases / "current"

    @property
    def landing(self) -> Path:
        return self.root / "landing"

    @property
    def quarantine(self) -> Path:
        return self.root / "quarantine.parquet"

    @property
    def forgotten(self) -> Path:
        return self.root / "forgotten.parquet"

    @property
    def restated(self) -> Path:
        """Documents whose source row changed since the last publish."""
        return self.root / "restated.parquet"

    @property
    def build(self) -> Path:
        """Everything derived: it may be deleted between refreshes."""
        return self.root / "build"

    @property
    def build_file(self) -> Path:
        return self.build / "gongkai_build.duckdb"

    @property
    def incoming(self) -> Path:
        """Shards that were read and are not yet through the landing gate."""
        return self.build / "incoming"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    def partial(self, version: str) -> Path:
        return self.releases / f".{version}.partial"

    def create(self) -> None:
        """Make the folders that every step expects."""
        for folder in (self.releases, self.landing, self.build, self.logs):
            make_folder(folder)


def make_folder(folder: Path) -> None:
    """Make a folder that is to be written to; raise `WrongUse` where there can be none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if is_no_room(error):
            raise
        raise WrongUse(
            f"{folder}: expected a folder that can be made, found: {error.strerror}; name another."
        ) from error


def existing_warehouse(root: Path) -> Warehouse:
    """The warehouse in `root`, for the commands that do not make one."""
    warehouse = Warehouse(root.absolute())
    if not warehouse.releases.is_dir():
        raise WrongUse(
            f"{warehouse.root}: expected a warehouse folder, found none; "
            "run `gongkai refresh` first or name it with --warehouse."
        )
    return warehouse


def connect(file: Path, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file below a warehouse: what does not fit into memory goes beside the file."""
    return duckdb.connect(
        str(file),
        read_only=read_only,
        config={
            "memory_limit": MEMORY_LIMIT,
            # As dbt writes the build file, and as readers of DuckDB 1.x open a release.
            "storage_compatibility_version": "v1.0.0",
        },
    )


def is_no_room(error: BaseException) -> bool:
    """Whether an error of Python or DuckDB means that the disk (or a quota) is full."""
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return True
    return isinstance(error, duckdb.Error) and any(word in str(error) for word in _NO_ROOM_WORDS)


@contextmanager
def only_one(warehouse: Warehouse) -> Iterator[None]:
    """Hold the warehouse for one writer; a second one is refused at once.

    The kernel lets go of the lock when its holder ends, however it ends.
    """
    with warehouse.lock.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Refused(
                f"{warehouse.root}: process {lock.read().strip() or 'unknown'} is working on this "
                "warehouse; expected none. Nothing was changed; wait for it to end and try again."
            ) from None
        lock.seek(0)
        lock.truncate()
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


def version_order(version: str) -> tuple[str, int]:
    """What orders releases by age: '20261122.10' comes after '20261122.9'."""
    day, _, counter = version.partition(".")
    return day, int(counter)


def _is_version(name: str) -> bool:
    day, dot, counter = name.partition(".")
    return bool(dot) and len(day) == 8 and day.isdigit() and counter.isdigit()


def kept_releases(warehouse: Warehouse) -> list[str]:
    """Versions of the complete releases in the folder, oldest first."""
    names = (entry.name for entry in warehouse.releases.iterdir() if entry.is_dir())
    return sorted((name for name in names if _is_version(name)), key=version_order)


def release_facts(file: Path) -> dict[str, Any] | None:
    """The one row of `meta.release` in a release's DuckDB file; None if it cannot be read."""
    if not file.exists():
        return None
    try:
        with connect(file, read_only=True) as connection:
            cursor = connection.execute("select * from meta.release")
            names = [column[0] for column in cursor.description]
            row = cursor.fetchone()
    except duckdb.Error:
        return None
    return None if row is None else dict(zip(names, row, strict=True))


def documents_of(file: Path) -> set[str]:
    """The report_ids of the documents in a release's DuckDB file."""
    with connect(file, read_only=True) as connection:
        rows = connection.execute("select report_id from bridge_report_document").fetchall()
    return {report_id for (report_id,) in rows}


def previous_file(warehouse: Warehouse) -> Path | None:
    """The readable file of the last release: the served one, else the current release's copy."""
    for file in (warehouse.served, warehouse.current / SERVED_NAME):
        if release_facts(file) is not None:
            return file
    return None


def release_file(warehouse: Warehouse, version: str | None) -> Path:
    """The DuckDB file of a kept release; of the served one for None.

    Raises:
        WrongUse: there is no such release.
    """
    if version is None:
        return warehouse.served
    kept = kept_releases(warehouse)
    if version not in kept:
        raise WrongUse(
            f"{warehouse.releases}: expected release {version}, found {', '.join(kept) or 'none'}; "
            "name one of these."
        )
    return warehouse.releases / version / SERVED_NAME


def new_version(warehouse: Warehouse) -> str:
    """Today's date (UTC) and the first counter above every release seen on that day."""
    today = datetime.now(UTC).strftime("%Y%m%d")
    seen = kept_releases(warehouse)
    facts = release_facts(warehouse.served)
    if facts is not None:
        seen.append(str(facts["version"]))
    counters = [counter for day, counter in map(version_order, seen) if day == today]
    return f"{today}.{max(counters, default=0) + 1}"


def repair(warehouse: Warehouse) -> None:
    """End or take back what an interrupted publish left; every other leftover is deleted.

    The served file is replaced after the last gate and before its folder is named, so a partial
    folder is complete exactly if its version is the served one.
    """
    warehouse.next_served.unlink(missing_ok=True)
    facts = release_facts(warehouse.served)
    served_version = None if facts is None else str(facts["version"])
    if served_version is not None:
        partial = warehouse.partial(served_version)
        if partial.is_dir():
            partial.rename(warehouse.releases / served_version)
        if (warehouse.releases / served_version).is_dir():
            _point_current(warehouse, served_version)
    for leftover in warehouse.releases.glob(".*"):
        if leftover.is_dir() and not leftover.is_symlink():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()
    for folder in (warehouse.incoming, warehouse.build / "gates"):
        shutil.rmtree(folder, ignore_errors=True)


def publish(warehouse: Warehouse, version: str) -> None:
    """Make the built and gated partial folder of `version` the release that readers see."""
    partial = warehouse.partial(version)
    for file in sorted(partial.rglob("*")):
        _sync(file)
    _put_in_place(warehouse, partial / SERVED_NAME)
    partial.rename(warehouse.releases / version)
    _point_current(warehouse, version)
    _drop_old_releases(warehouse, version)


def roll_back(warehouse: Warehouse, version: str | None) -> str:
    """Serve an older kept release again.

    Args:
        version: the release; by default the newest one older than the served one.

    Returns:
        The version now served.
    """
    kept = kept_releases(warehouse)
    facts = release_facts(warehouse.served)
    if version is None:
        older = [
            name
            for name in kept
            if facts is not None and version_order(name) < version_order(str(facts["version"]))
        ]
        if not older:
            raise WrongUse(
                f"{warehouse.releases}: expected a release older than the served one, found "
                f"{', '.join(kept) or 'none'}; name one of these or leave it as it is."
            )
        version = older[-1]
    file = release_file(warehouse, version)
    printed = _printed_sum(warehouse.releases / version / SUMS_NAME, SERVED_NAME)
    found = sha256_of(file)
    if found != printed:
        raise Refused(
            f"{file}: expected sha256 {printed} as in {SUMS_NAME}, found {found}; the file was "
            "changed after its publish. The served release stays; roll back to another one."
        )
    _put_in_place(warehouse, file)
    _point_current(warehouse, version)
    return version


def sha256_of(file: Path) -> str:
    """The 64 hex digits of a file's sha256."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _printed_sum(sums: Path, name: str) -> str | None:
    for line in sums.read_text(encoding="utf-8").splitlines():
        digest, _, listed = line.partition("  ")
        if listed == name:
            return digest
    return None


def _put_in_place(warehouse: Warehouse, file: Path) -> None:
    leftover = Path(f"{file}.wal")
    if leftover.exists():
        raise Refused(f"{leftover}: expected a closed database file, found its log; run it again.")
    try:
        shutil.copyfile(file, warehouse.next_served)
        _sync(warehouse.next_served)
        # A log left beside the served name would make the new file unopenable.
        Path(f"{warehouse.served}.wal").unlink(missing_ok=True)
        warehouse.next_served.replace(warehouse.served)
    except OSError:
        warehouse.next_served.unlink(missing_ok=True)
        raise
    _sync(warehouse.root)


def _point_current(warehouse: Warehouse, version: str) -> None:
    if warehouse.current.is_symlink() and str(warehouse.current.readlink()) == version:
        return
    next_link = warehouse.releases / ".current.next"
    next_link.unlink(missing_ok=True)
    next_link.symlink_to(version)
    next_link.replace(warehouse.current)
    _sync(warehouse.releases)


def _drop_old_releases(warehouse: Warehouse, current: str) -> None:
    for version in kept_releases(warehouse)[:-KEPT_RELEASES]:
        if version == current:
            continue
        # Renamed first: a release is never seen half deleted.
        doomed = warehouse.releases / f".{version}.dropped"
        (warehouse.releases / version).rename(doomed)
        shutil.rmtree(doomed)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
