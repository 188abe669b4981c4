"""Randomly damaged documents: no crash, no hang, and nothing misread where nothing was damaged.

    python -m tests.gold.fuzz [--count 10000] [--seed N] [--only KIND] [--examples N] [--keep DIR]

Of the table figures that are still read, those whose own cell was not touched must be the undamaged
document's: a number under another line or column, or another number, is a misreading. Exit code 1
if a document crashed the reader, took longer than a minute, or less than 99.9 % were right.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from types import FrameType
from typing import Final

from extract import Extraction, read_bytes
from tests.gold.damage import (
    TEXT_DAMAGE,
    Damaged,
    Source,
    damage_model,
    kinds_for,
    make_source,
    packed_damage,
)
from tests.gold.document import Document, Spec
from tests.gold.generator import make_document
from tests.gold.model import Key
from tests.gold.render import render
from tests.gold.score import feeds_facts
from tests.gold.traps import FORMS, SHEETS

DEFAULT_SEED: Final = 20_260
DEFAULT_COUNT: Final = 10_000
TARGET: Final = 0.999
SECONDS: Final = 60
DAMAGES_A_DOCUMENT: Final = 25
# Formats by weight: print is slow to make and to read.
FORMATS: Final = {
    "html": 42,
    "text": 22,
    "markdown": 8,
    "docx": 12,
    "xlsx": 6,
    "xls": 3,
    "zip": 3,
    "pdf": 4,
}


class TooSlowError(Exception):
    """A document took longer than SECONDS."""


@dataclass(slots=True)
class Count:
    """What became of the documents of one kind of damage."""

    documents: int = 0
    away: int = 0  # turned away with a note
    crashed: int = 0
    hung: int = 0
    read: int = 0  # figures whose own cell was not touched
    equal: int = 0
    slowest: float = 0.0

    def add(self, other: Count) -> None:
        self.documents += other.documents
        self.away += other.away
        self.crashed += other.crashed
        self.hung += other.hung
        self.read += other.read
        self.equal += other.equal
        self.slowest = max(self.slowest, other.slowest)


@dataclass(slots=True)
class Result:
    counts: dict[tuple[str, str], Count] = field(default_factory=dict)  # by kind and format
    examples: list[str] = field(default_factory=list)


def _base(number: int, seed: int) -> Document:
    """A document without traps."""
    draw = random.Random(f"{seed}/fuzz/{number}")  # noqa: S311
    name = draw.choices(list(FORMATS), list(FORMATS.values()))[0]
    content = "tables" if name in SHEETS or draw.random() < 0.6 else "both"
    form = draw.choice((*FORMS, "2019", "2021"))
    body = draw.choice(("government", "department", "township"))
    return make_document(Spec(number, form, content, name, body), seed)


def _truth(document: Document) -> dict[Key, Decimal]:
    return {
        (figure.line_code, figure.column_code): figure.value
        for figure in document.stated()
        if figure.source != "prose" and figure.period == "year" and figure.value is not None
    }


def _stop(_: int, __: FrameType | None) -> None:
    raise TooSlowError


def _read(damaged: Damaged) -> tuple[Extraction | None, float]:
    """None where it took too long."""
    signal.signal(signal.SIGALRM, _stop)
    signal.alarm(SECONDS)
    start = time.perf_counter()
    try:
        extraction = read_bytes(damaged.name, damaged.data)
    except TooSlowError:
        return None, float(SECONDS)
    finally:
        signal.alarm(0)
    return extraction, time.perf_counter() - start


def _compare(
    damaged: Damaged, truth: dict[Key, Decimal], extraction: Extraction, count: Count
) -> Iterator[str]:
    """Count the figures; give each misreading."""
    for row in extraction.figures:
        key = (row["line_code"], row["column_code"])
        if row["method"] == "prose" or not feeds_facts(row) or key in damaged.touched:
            continue
        count.read += 1
        if key in truth and truth[key] == row["value"]:
            count.equal += 1
        else:
            true = truth.get(key, "nothing")
            yield f"{' '.join(key)} is {true}, read {row['value']} ({row['reading']})"


def run_batch(
    numbers: Sequence[int], seed: int, only: str = "", keep: Path | None = None
) -> Result:
    """Each of the documents damaged DAMAGES_A_DOCUMENT times, in this process."""
    result = Result()
    for number in numbers:
        document = _base(number, seed)
        truth = _truth(document)
        draw = random.Random(f"{seed}/damage/{number}")  # noqa: S311
        for at, (kind, damaged) in enumerate(_damages(document, seed, draw, only)):
            extraction, seconds = _read(damaged)
            format_name = document.spec.format
            count = result.counts.setdefault((kind, format_name), Count())
            count.documents += 1
            count.slowest = max(count.slowest, seconds)
            name = f"{number:05d}_{at:02d}_{kind.replace(' ', '_')}_{damaged.name}"
            remarks: list[str] = []
            if extraction is None:
                count.hung += 1
                remarks.append(f"took longer than {SECONDS} s")
            elif any(note["code"] == "extractor_failed" for note in extraction.notes):
                count.crashed += 1
                remarks += [
                    str(note["message"])
                    for note in extraction.notes
                    if note["code"] == "extractor_failed"
                ]
            elif extraction.report is None:
                count.away += 1
            # Whoever changes bytes of packed text does not know what he touched.
            elif kind != "packed bytes":
                remarks += _compare(damaged, truth, extraction, count)
            if remarks:
                result.examples.append(f"{name}: {'; '.join(remarks[:3])} ({len(remarks)})")
                if keep is not None:
                    (keep / name).write_bytes(damaged.data)
    return result


def _damages(
    document: Document, seed: int, draw: random.Random, only: str
) -> Iterator[tuple[str, Damaged]]:
    kinds = [kind for kind in kinds_for(document.spec.format) if only in kind]
    source: Source | None = None
    whole: tuple[str, bytes] | None = None
    if not kinds:
        return
    for _ in range(DAMAGES_A_DOCUMENT):
        kind = draw.choice(kinds)
        if kind in TEXT_DAMAGE:
            source = source or make_source(document, seed)
            yield kind, TEXT_DAMAGE[kind](source, draw)
        elif kind == "packed bytes":
            whole = whole or render(document, seed)
            yield kind, packed_damage(*whole, draw)
        else:
            yield kind, damage_model(document, kind, seed, draw)


def run(count: int, seed: int, only: str = "", keep: Path | None = None) -> Result:
    """`count` damaged documents on all cores."""
    documents = max(1, count // DAMAGES_A_DOCUMENT)
    batches = [[number] for number in range(documents)]
    result = Result()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        size = len(batches)
        for part in pool.map(run_batch, batches, [seed] * size, [only] * size, [keep] * size):
            for key, one in part.counts.items():
                result.counts.setdefault(key, Count()).add(one)
            result.examples += part.examples
    return result


def print_result(result: Result, examples: int) -> None:
    print(
        f"{'':18}{'docs':>7}{'away':>7}{'crashed':>9}{'hung':>6}{'figures':>10}"
        f"{'misread':>9}{'equal':>10}{'slowest':>9}"
    )
    groups: dict[str, dict[str, Count]] = {"damage": {}, "format": {}, "all": {}}
    for (kind, name), count in sorted(result.counts.items()):
        for heading, line in (("damage", kind), ("format", name), ("all", "all")):
            groups[heading].setdefault(line, Count()).add(count)
    for heading, lines in groups.items():
        print(f"-- by {heading}" if heading != "all" else "--")
        for line, count in lines.items():
            share = f"{count.equal / count.read:.5f}" if count.read else "-"
            print(
                f"{line:18}{count.documents:>7}{count.away:>7}{count.crashed:>9}{count.hung:>6}"
                f"{count.read:>10}{count.read - count.equal:>9}{share:>10}{count.slowest:>8.2f}s"
            )
    kinds = Counter(example.split(":")[0].split("_", 2)[2] for example in result.examples)
    print(f"{len(result.examples)} documents with remarks, {len(kinds)} kinds; the first:")
    for example in result.examples[:examples]:
        print(f"  {example}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=DEFAULT_COUNT)
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    parser.add_argument("--only", default="", help="kinds of damage whose name holds this")
    parser.add_argument("--examples", type=int, default=20)
    parser.add_argument("--keep", type=Path, help="write documents with remarks here")
    chosen = parser.parse_args(arguments)
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
    result = run(chosen.count, chosen.seed, chosen.only, chosen.keep)
    print_result(result, chosen.examples)
    total = Count()
    for count in result.counts.values():
        total.add(count)
    share = total.equal / total.read if total.read else 1.0
    failed = total.crashed or total.hung or share < TARGET
    print(
        f"{total.documents} documents: {total.crashed} crashes, {total.hung} hangs, "
        f"{share:.5f} of {total.read} figures equal (target {TARGET})"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
