"""Releases of one warehouse: numbered, kept, repaired after an interruption at any point."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from flows.warehouse import (
    KEPT_RELEASES,
    SERVED_NAME,
    Refused,
    Warehouse,
    WrongUse,
    kept_releases,
    new_version,
    only_one,
    previous_file,
    publish,
    release_facts,
    repair,
    roll_back,
    version_order,
)


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    house = Warehouse(tmp_path / "warehouse")
    house.create()
    return house


def _build(warehouse: Warehouse, version: str) -> Path:
    folder = warehouse.partial(version)
    folder.mkdir()
    with duckdb.connect(str(folder / SERVED_NAME)) as connection:
        connection.execute("create schema meta")
        connection.execute("create table meta.release as select ? as version", [version])
    (folder / "SHA256SUMS").write_text("")
    return folder


def _served(warehouse: Warehouse) -> str | None:
    facts = release_facts(warehouse.served)
    return None if facts is None else facts["version"]


def test_versions_are_ordered_by_their_counter() -> None:
    versions = ["20261122.10", "20261122.9", "20261121.11"]
    assert sorted(versions, key=version_order) == ["20261121.11", "20261122.9", "20261122.10"]


def test_a_new_version_counts_on_from_the_day_s_last(warehouse: Warehouse) -> None:
    today = datetime.now(UTC).strftime("%Y%m%d")
    assert new_version(warehouse) == f"{today}.1"
    for counter in (1, 10):
        _build(warehouse, f"{today}.{counter}")
        publish(warehouse, f"{today}.{counter}")
    assert new_version(warehouse) == f"{today}.11"


def test_the_last_five_releases_are_kept(warehouse: Warehouse) -> None:
    for counter in range(1, KEPT_RELEASES + 3):
        _build(warehouse, f"20261122.{counter}")
        publish(warehouse, f"20261122.{counter}")
    assert kept_releases(warehouse) == [f"20261122.{counter}" for counter in range(3, 8)]
    assert _served(warehouse) == "20261122.7"
    assert str(warehouse.current.readlink()) == "20261122.7"


def test_what_was_not_published_is_deleted(warehouse: Warehouse) -> None:
    _build(warehouse, "20261122.1")
    publish(warehouse, "20261122.1")
    _build(warehouse, "20261122.2")
    warehouse.next_served.write_bytes(b"half")
    repair(warehouse)
    assert kept_releases(warehouse) == ["20261122.1"]
    assert not list(warehouse.releases.glob(".*"))
    assert not warehouse.next_served.exists()
    assert _served(warehouse) == "20261122.1"


@pytest.mark.parametrize("renamed", [False, True], ids=["served", "served and named"])
def test_a_publish_interrupted_after_serving_is_ended(renamed: bool, warehouse: Warehouse) -> None:
    _build(warehouse, "20261122.1")
    publish(warehouse, "20261122.1")
    folder = _build(warehouse, "20261122.2")
    warehouse.served.write_bytes((folder / SERVED_NAME).read_bytes())
    if renamed:
        folder.rename(warehouse.releases / "20261122.2")
    repair(warehouse)
    assert kept_releases(warehouse) == ["20261122.1", "20261122.2"]
    assert str(warehouse.current.readlink()) == "20261122.2"


def test_a_file_with_its_log_beside_it_is_not_served(warehouse: Warehouse) -> None:
    folder = _build(warehouse, "20261122.1")
    (folder / f"{SERVED_NAME}.wal").write_bytes(b"log")
    with pytest.raises(Refused, match="wal"):
        publish(warehouse, "20261122.1")
    assert not warehouse.served.exists()


def test_an_unreadable_served_file_gives_way_to_the_release_s_copy(warehouse: Warehouse) -> None:
    _build(warehouse, "20261122.1")
    publish(warehouse, "20261122.1")
    assert previous_file(warehouse) == warehouse.served
    warehouse.served.write_bytes(b"no database")
    assert previous_file(warehouse) == warehouse.current / SERVED_NAME


def test_one_writer_at_a_time(warehouse: Warehouse) -> None:
    with only_one(warehouse), pytest.raises(Refused, match="process"), only_one(warehouse):
        pass
    with only_one(warehouse):
        pass


def test_rolling_back_needs_an_older_release(warehouse: Warehouse) -> None:
    _build(warehouse, "20261122.1")
    publish(warehouse, "20261122.1")
    with pytest.raises(WrongUse, match=r"20261122\.1"):
        roll_back(warehouse, None)
    with pytest.raises(WrongUse, match=r"20990101\.1"):
        roll_back(warehouse, "20990101.1")
