"""Readers go on through publishes: a few of those that `readers` goes through."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from flows.warehouse import SERVED_NAME
from tests.connect import node
from tests.connect.readers import NODE, Plan, as_a_refresh, judge, over_the_served_file, run
from tests.connect.reading import KINDS

PUBLISHES = 3
READS = 5


def _hold(base: Path, folder: Path, kinds: tuple[str, ...]) -> None:
    for verdict in run(folder, base, kinds, Plan(PUBLISHES, READS, as_a_refresh)):
        assert verdict.faults == 0, verdict
        assert verdict.reads >= PUBLISHES * READS, verdict
        # The next one waits for readers of this one; only a kept connection may sit it out.
        assert verdict.releases == PUBLISHES + 1 or verdict.kind == "duckdb_kept", verdict


def test_readers_in_python_meet_new_releases_and_nothing_else(
    sample_warehouse: Path, tmp_path: Path
) -> None:
    _hold(sample_warehouse / SERVED_NAME, tmp_path, KINDS)


def test_readers_in_node_meet_new_releases_and_nothing_else(
    sample_warehouse: Path, tmp_path: Path
) -> None:
    if reason := node.missing():
        pytest.skip(reason)
    _hold(sample_warehouse / SERVED_NAME, tmp_path, (NODE,))


def test_a_copy_over_the_served_file_is_found_out(sample_warehouse: Path, tmp_path: Path) -> None:
    """That no fault was found above says something only if one would have been."""
    base = sample_warehouse / SERVED_NAME
    [verdict] = run(tmp_path, base, ("duckdb",), Plan(1, READS, over_the_served_file))
    assert verdict.faults, verdict


def _line(connection: int, published: int, version: int, *marks: int) -> dict[str, Any]:
    of = "20260101.{}".format
    return {
        "connection": connection,
        "published": of(published),
        "version": of(version),
        "marks": [of(mark) for mark in marks or (version, version)],
    }


@pytest.mark.parametrize(
    ("lines", "mixed", "stale"),
    [
        ([_line(1, 1, 1), _line(1, 1, 1), _line(2, 9, 10)], 0, 0),
        ([_line(1, 1, 2, 2, 1)], 1, 0),
        ([_line(1, 1, 1), _line(1, 1, 2)], 1, 0),
        ([_line(1, 10, 9), _line(1, 10, 9), _line(2, 10, 10)], 0, 1),
    ],
    ids=["as promised", "two releases in one read", "a connection changes", "an old one opened"],
)
def test_what_counts_as_a_fault(lines: list[dict[str, Any]], mixed: int, stale: int) -> None:
    verdict = judge("any", lines)
    assert (verdict.mixed, verdict.stale, verdict.errors) == (mixed, stale, ())
