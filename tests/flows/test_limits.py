"""Documents that hang, swell or crash are set aside with a note, and cost the others nothing."""

from __future__ import annotations

import hashlib
import resource
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from extract.landing import read_shards
from flows.landing import Document
from flows.limits import NOTHING, Guard, Limits, TookTooLong
from flows.reading import Reading
from flows.workers import Done, Workers
from tests.extract import layouts
from tests.extract.layouts import make_report
from tests.flows.bad_readers import SUFFIX, read_bad_batch

# Long enough for a first document on a machine that is busy with other tests.
LIMITS = Limits(seconds=5, memory=2**28, grace=2)


def documents(folder: Path, deeds: Mapping[str, str]) -> list[Document]:
    """One document for each name, whose reader does the deed; no two are the same."""
    found = []
    for number, (name, deed) in enumerate(deeds.items()):
        page = layouts.html_page(make_report("2021", seed=number + 1))
        path = folder / f"{name}{SUFFIX}"
        path.write_text(f"{deed} {number}\n{page}", encoding="utf-8")
        found.append(Document(path, hashlib.sha256(path.read_bytes()).hexdigest()))
    return found


def read(tmp_path: Path, deeds: Mapping[str, str]) -> tuple[dict[str, str], set[str]]:
    """Name → code of the documents set aside, and the names of those landed."""
    steps: list[tuple[int, int]] = []
    reading = Reading(documents(tmp_path, deeds), tmp_path / "shards", LIMITS, read_bad_batch)
    rejected = reading.rejected(lambda *step: steps.append(step))
    assert steps[-1] == (len(deeds), len(deeds))
    for row in rejected:
        assert row["message"].startswith(row["file_name"])
        assert ": expected " in row["message"]
    landed = read_shards(tmp_path / "shards").report["file_name"]
    assert landed.n_unique() == len(landed)
    codes = {Path(row["file_name"]).stem: row["code"] for row in rejected}
    assert len(codes) == len(rejected)
    return codes, {Path(name).stem for name in landed}


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        ("loops", "took_too_long"),
        ("catches", "took_too_long"),
        ("calls", "took_too_long"),
        ("sleeps", "took_too_long"),
        ("eats", "took_too_much_memory"),
        ("nibbles", "took_too_much_memory"),
        ("aborts", "reader_crashed"),
        ("exits", "reader_crashed"),
        ("fails", "extractor_failed"),
    ],
)
def test_a_bad_document_is_set_aside_and_the_others_are_read(
    deed: str, code: str, tmp_path: Path
) -> None:
    deeds = {f"good{number}": "reads" for number in range(20)}
    items = list(deeds.items())
    items.insert(9, ("bad", deed))
    codes, landed = read(tmp_path, dict(items))
    assert codes == {"bad": code}
    assert landed == set(deeds)


def test_many_bad_documents_among_good_ones(tmp_path: Path) -> None:
    wanted = {"loops": "took_too_long", "aborts": "reader_crashed", "calls": "took_too_long",
              "eats": "took_too_much_memory", "exits": "reader_crashed"}  # fmt: skip
    deeds = {}
    for number, deed in enumerate([*wanted, "aborts", "eats"]):
        deeds[f"{deed}{number}"] = deed
        deeds[f"good{number}"] = "reads"
    codes, landed = read(tmp_path, deeds)
    assert codes == {name: wanted[deed] for name, deed in deeds.items() if deed != "reads"}
    assert landed == {name for name, deed in deeds.items() if deed == "reads"}


def test_a_file_larger_than_memory(tmp_path: Path) -> None:
    batch = documents(tmp_path, {"good": "reads"})
    large = tmp_path / "large.html"
    with large.open("wb") as file:
        file.truncate(2 * LIMITS.memory)
    batch.append(Document(large, "0" * 64))
    [row] = Reading(batch, tmp_path / "shards", LIMITS, read_bad_batch).rejected(lambda *_: None)
    assert (row["report_id"], row["code"]) == ("0" * 64, "took_too_much_memory")
    assert len(read_shards(tmp_path / "shards").report) == 1


def test_what_is_no_documents_fault_is_raised(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        read(tmp_path, {"good": "reads", "disk_full": "reads"})


def test_a_batch_may_take_longer_than_a_document(tmp_path: Path) -> None:
    batch = documents(tmp_path, {f"good{number}": "naps" for number in range(9)})
    limits = Limits(seconds=3, grace=0.5)
    workers = Workers(partial(read_bad_batch, tmp_path / "shards"), [batch], limits)
    assert [type(end) for end in workers.ends()] == [Done]
    assert len(read_shards(tmp_path / "shards").report) == len(batch)


def _raise() -> None:
    raise TookTooLong


@pytest.mark.parametrize("deed", [int, _raise])
def test_limits_end_with_their_document(deed: Callable[[], object]) -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    mark = [0.0, 0.0]
    guard = Guard(LIMITS, mark)
    with suppress(TookTooLong):
        guard.read(3, deed)
    guard.end()
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert mark[0] == NOTHING
    assert mark[1] > 0
    signal.signal(signal.SIGALRM, signal.SIG_DFL)


def test_cancelled_reading_ends(tmp_path: Path) -> None:
    found = documents(tmp_path, {f"bad{number}": "loops" for number in range(50)})
    reading = Reading(found, tmp_path / "shards", LIMITS, read_bad_batch)
    reading.cancel()
    with pytest.raises(InterruptedError):
        reading.rejected(lambda *_: None)
