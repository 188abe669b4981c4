"""Score of the reader on the gold set: recall and precision, and the first faults.

    python -m tests.gold.score [--seed N] [--keep DIR] [--only TEXT] [--faults N]
                               [--accept | --rewrite]

The committed score of the default seed is in score.json and may only rise: a fall, or a form or
format below the targets, is exit code 1; `--accept` writes what was reached if nothing fell,
`--rewrite` in any case (the set itself was changed). The part that the tests read (`in_tests`) has
numbers of its own there.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from extract import Extraction, read_bytes
from tests.gold.as_docx import has_office
from tests.gold.as_text import GRIDS
from tests.gold.document import Document, Spec
from tests.gold.generator import make_document
from tests.gold.model import Expected
from tests.gold.plan import make_plan
from tests.gold.render import render

DEFAULT_SEED: Final = 20_260
SCORE_FILE: Final = Path(__file__).with_name("score.json")
TARGETS: Final = {"tables": (0.999, 0.999), "prose": (0.95, 0.98)}  # recall, precision
FAULTS_SHOWN: Final = 60
FAULTS_A_DOCUMENT: Final = 3  # shown of each kind
BATCH: Final = 4
TESTED_SHARE: Final = 5  # the tests read every fifth document

Statement = tuple[str, str, str]  # line code, column code, value or state


@dataclass(slots=True)
class Tally:
    """What was expected, how much of it was read, and what was read besides."""

    expected: int = 0
    right: int = 0
    extra: int = 0
    documents: int = 0

    def add(self, other: Tally) -> None:
        self.expected += other.expected
        self.right += other.right
        self.extra += other.extra
        self.documents += other.documents

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        read = self.right + self.extra
        return self.right / read if read else 1.0


@dataclass(frozen=True, slots=True)
class Fault:
    document: str
    kind: str  # tables, prose, apart, refusal, report
    statement: str
    expected: str
    found: str

    def __str__(self) -> str:
        return (
            f"  {self.document} {self.kind} {self.statement}: "
            f"expected {self.expected}, found {self.found}"
        )


@dataclass(slots=True)
class Judged:
    """One document against its expectation. `apart` holds what cannot feed a fact."""

    spec: Spec
    traps: frozenset[str]
    tallies: dict[str, Tally] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    inferred: int = 0
    inferred_expected: int = 0


def feeds_facts(figure: Mapping[str, Any]) -> bool:
    return (
        figure["value_state"] == "number"
        and figure["qualifier"] == "exact"
        and figure["subject"] == "report"
        and figure["period"] == "year"
        and figure["unit"] not in ("%", "％")
    )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _kind(figure: Expected) -> str:
    """Group in which a figure counts: a cell without a number counts with the table's numbers."""
    special = figure.qualifier != "exact" or figure.subject != "report" or figure.period != "year"
    if special:
        return "apart"
    return "prose" if figure.source == "prose" else "tables"


def _wanted(figures: Iterable[Expected]) -> dict[str, dict[Statement, Expected]]:
    wanted: dict[str, dict[Statement, Expected]] = {"tables": {}, "prose": {}, "apart": {}}
    for figure in figures:
        value = figure.state if figure.value is None else _plain(figure.value)
        wanted[_kind(figure)][figure.line_code, figure.column_code, value] = figure
    return wanted


def _read(rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[Statement, Mapping[str, Any]]]:
    """The same of what was read. 'states' are cells that hold no number."""
    read: dict[str, dict[Statement, Mapping[str, Any]]] = defaultdict(dict)
    for row in rows:
        is_number = row["value_state"] == "number" and row["value"] is not None
        value = _plain(Decimal(row["value"])) if is_number else row["value_state"]
        if feeds_facts(row):
            kind = "prose" if row["method"] == "prose" else "tables"
        else:
            kind = "apart" if is_number else "states"
        read[kind][row["line_code"], row["column_code"], value] = row
    return read


def judge(document: Document, extraction: Extraction) -> Judged:
    """Hold what was read against what the document states."""
    judged = Judged(document.spec, frozenset(document.traps))
    name = document.spec.name
    if document.refused:
        _judge_refusal(document, extraction, judged)
        return judged
    wanted, read = _wanted(document.expected()), _read(extraction.figures)
    for kind in ("tables", "prose", "apart"):
        tally = judged.tallies[kind] = Tally(len(wanted[kind]))
        cells = {**read[kind], **(read["states"] if kind == "tables" else {})}
        for statement, figure in wanted[kind].items():
            row = cells.get(statement)
            objection = _objection(document, figure, row)
            if objection is None:
                tally.right += 1
                continue
            same = [
                found[2] for found in cells if found[:2] == statement[:2] and found != statement
            ]
            found = objection or ", ".join(same) or _notes(extraction)
            printed = f"{statement[2]} ({figure.printed[:40]})"
            judged.faults.append(Fault(name, kind, " ".join(statement[:2]), printed, found))
        if kind == "apart":
            continue
        tolerated = _wanted(document.tolerated)[kind]
        for statement, row in read[kind].items():
            if statement in wanted[kind] or statement in tolerated:
                continue
            tally.extra += 1
            place = json.loads(row["locator"] or "{}").get("text", "")
            said = f"{statement[2]} in '{place[:80]}'"
            judged.faults.append(Fault(name, kind, " ".join(statement[:2]), "nothing", said))
    judged.inferred = sum(row["reading"] == "inferred" for row in extraction.figures)
    judged.inferred_expected = len(document.inferred)
    if document.spec.format != "scan":
        _judge_report(document, extraction, judged)
    return judged


def _objection(document: Document, figure: Expected, row: Mapping[str, Any] | None) -> str | None:
    """Why a figure with the right value is not the right figure; '' if it was not read."""
    if row is None:
        return ""
    inferred = row["reading"] == "inferred"
    objections = {
        f"as a line of form {row['line_form']}": figure.line_form
        and row["line_form"] not in (figure.line_form, "prose"),
        f"unit {row['unit']}": figure.unit and row["unit"] != figure.unit,
        f"method {row['method']}": figure.source == "attachment" != row["method"],
        "a printed number as inferred": inferred
        and figure not in document.inferred
        and _has_grid(document),
        "a number out of its place as printed": not inferred and figure in document.inferred,
    }
    return next((objection for objection, holds in objections.items() if holds), None)


def _has_grid(document: Document) -> bool:
    """Whether every number stands in a cell of its own column: nothing has to be inferred then.

    A page in print has places and no cells; flattened lines have lost what spans covered.
    """
    if document.spec.format == "pdf" or "one_number_for_row" in document.spec.traps:
        return False
    return document.options.flat in GRIDS and not document.options.drop_empty


def _notes(extraction: Extraction) -> str:
    if extraction.report is None:
        codes = {note["code"] for note in extraction.notes if note["severity"] == "error"}
        return f"the document turned away: {', '.join(sorted(codes))}"
    return "nothing"


def _judge_refusal(document: Document, extraction: Extraction, judged: Judged) -> None:
    tally = judged.tallies["refused"] = Tally(expected=1)
    codes = {note["code"] for note in extraction.notes if note["severity"] == "error"}
    if extraction.report is None and codes & set(document.refused.split("|")):
        tally.right = 1
        return
    found = ", ".join(sorted(codes)) or f"a report with {len(extraction.figures)} figures"
    tally.extra = len(extraction.figures)
    judged.faults.append(
        Fault(document.spec.name, "refusal", document.title, document.refused, found)
    )


def _judge_report(document: Document, extraction: Extraction, judged: Judged) -> None:
    tally = judged.tallies["report"] = Tally(expected=1)
    report = extraction.report
    if report is None:
        return
    if report["report_year"] == document.year:
        tally.right = 1
        return
    judged.faults.append(
        Fault(
            document.spec.name,
            "report",
            "report_year",
            str(document.year),
            f"{report['report_year']} in '{report['title']}'",
        )
    )


# --- the whole set ------------------------------------------------------------------------------


def judge_specs(specs: Sequence[Spec], seed: int, keep: Path | None = None) -> list[Judged]:
    """Make, read and judge documents, in this process."""
    found = []
    for spec in specs:
        document = make_document(spec, seed)
        name, data = render(document, seed)
        if keep is not None:
            (keep / name).write_bytes(data)
        found.append(judge(document, read_bytes(name, data)))
    return found


def judge_all(specs: Sequence[Spec], seed: int, keep: Path | None = None) -> list[Judged]:
    """The same on all cores."""
    batches = [specs[at : at + BATCH] for at in range(0, len(specs), BATCH)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        parts = pool.map(judge_specs, batches, [seed] * len(batches), [keep] * len(batches))
        return [judged for part in parts for judged in part]


def _groups(judged: Iterable[Judged]) -> Iterator[tuple[str, str, Judged]]:
    """Every line of the table that a document counts in: heading, line, document.

    DOC files need LibreOffice: where it is missing they are not there, and the other lines are the
    same all the same.
    """
    for one in judged:
        if one.spec.format != "doc":
            yield "all", "all", one
            yield "form", one.spec.form, one
        yield "format", one.spec.format, one
        for trap in sorted(one.traps):
            yield "trap", trap, one


def summary(judged: Sequence[Judged]) -> dict[str, dict[str, dict[str, Tally]]]:
    """Heading → line → kind → tally."""
    table: dict[str, dict[str, dict[str, Tally]]] = {}
    for heading, line, one in _groups(judged):
        row = table.setdefault(heading, {}).setdefault(line, {})
        for kind in ("tables", "prose", "apart", "refused", "report"):
            tally = one.tallies.get(kind, Tally())
            row.setdefault(kind, Tally()).add(tally)
        row.setdefault("documents", Tally()).documents += 1
    return table


def print_summary(judged: Sequence[Judged], faults: int) -> None:
    print(
        f"{'':24}{'docs':>5} |{'tables':>7} {'recall':>8} {'precis.':>8} "
        f"|{'prose':>6} {'recall':>7} {'precis.':>8} |{'apart':>6} {'recall':>7} | turned away"
    )
    for heading, lines in summary(judged).items():
        print(f"-- {heading}")
        for line, row in sorted(lines.items()):
            tables, prose, apart = row["tables"], row["prose"], row["apart"]
            refused = f"{row['refused'].right}/{row['refused'].expected}"
            print(
                f"{line:24}{row['documents'].documents:>5} |{tables.expected:>7} "
                f"{tables.recall:>8.4f} {tables.precision:>8.4f} |{prose.expected:>6} "
                f"{prose.recall:>7.4f} {prose.precision:>8.4f} |{apart.expected:>6} "
                f"{apart.recall:>7.4f} | {refused if row['refused'].expected else ''}"
            )
    years = Tally()
    for one in judged:
        years.add(one.tallies.get("report", Tally()))
    print(
        f"inferred: {sum(one.inferred for one in judged)} read, "
        f"{sum(one.inferred_expected for one in judged)} expected; "
        f"years right: {years.right}/{years.expected}"
    )
    found = [fault for one in judged for fault in one.faults]
    print(f"{len(found)} faults" + (", the first of each document by kind:" if found else ""))
    chosen = [
        fault
        for kind in ("refusal", "report", "tables", "prose", "apart")
        for one in judged
        for fault in [fault for fault in one.faults if fault.kind == kind][:FAULTS_A_DOCUMENT]
    ]
    for fault in chosen[:faults]:
        print(fault)


def numbers(judged: Sequence[Judged]) -> dict[str, float]:
    """What is committed: name of a score → its value, six digits."""
    table = summary(judged)
    found: dict[str, float] = {}
    for heading in ("all", "form", "format"):
        for line, row in sorted(table[heading].items()):
            for kind in ("tables", "prose"):
                if row[kind].expected:
                    found[f"{line} {kind} recall"] = round(row[kind].recall, 6)
                    found[f"{line} {kind} precision"] = round(row[kind].precision, 6)
            if row["refused"].expected:
                found[f"{line} refused"] = round(row["refused"].recall, 6)
    found["all years"] = round(table["all"]["all"]["report"].recall, 6)
    return found


def missed_targets(reached: Mapping[str, float]) -> list[str]:
    """Scores below the targets: each form and each format has to reach them, not only all together.

    Pages that are pictures hold nothing that must be read.
    """
    found = []
    for name, value in reached.items():
        line, _, score = name.partition(" ")
        kind, _, measure = score.partition(" ")
        if kind in TARGETS and line != "scan":
            target = TARGETS[kind][measure == "precision"]
            if value < target:
                found.append(f"{line} {kind} {measure}: {value} is below {target}")
    return found


def fallen(reached: Mapping[str, float], committed: Mapping[str, float]) -> list[str]:
    """Scores that are lower than the committed ones, or gone."""
    return [
        f"{name}: {reached.get(name)} after {value}"
        for name, value in committed.items()
        if reached.get(name, -1.0) < value and (has_office() or not name.startswith("doc "))
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    parser.add_argument("--keep", type=Path, help="write the documents here")
    parser.add_argument("--only", default="", help="documents whose name or a trap holds this")
    parser.add_argument("--faults", type=int, default=FAULTS_SHOWN)
    parser.add_argument("--accept", action="store_true", help="commit a score that rose")
    parser.add_argument("--rewrite", action="store_true", help="commit the score of another set")
    chosen = parser.parse_args(arguments)
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
    specs = [
        spec
        for spec in make_plan(chosen.seed)
        if chosen.only in spec.name or chosen.only in spec.traps
    ]
    if not has_office():
        specs = [spec for spec in specs if spec.format != "doc"]
        print("LibreOffice (soffice) is not here: no DOC files are made or read")
    judged = judge_all(specs, chosen.seed, chosen.keep)
    print_summary(judged, chosen.faults)
    if chosen.only:
        return 0
    reached = numbers(judged)
    problems = missed_targets(reached)
    if chosen.seed == DEFAULT_SEED:
        problems += _against_committed(judged, accept=chosen.accept, rewrite=chosen.rewrite)
    for problem in problems:
        print(f"FAIL: {problem}")
    if not problems:
        print("PASS: every form and every format reaches the targets")
    return 1 if problems else 0


def in_tests(spec: Spec) -> bool:
    return spec.number % TESTED_SHARE == 0


def committed_score() -> dict[str, dict[str, float]]:
    """'set' and 'tests': what the whole set and the tests' part of it reached."""
    score: dict[str, dict[str, float]] = json.loads(SCORE_FILE.read_text())
    return score


def _against_committed(judged: Sequence[Judged], *, accept: bool, rewrite: bool) -> list[str]:
    tested = [one for one in judged if in_tests(one.spec)]
    reached = {"set": numbers(judged), "tests": numbers(tested)}
    fell: list[str] = []
    if not rewrite:
        committed = committed_score()
        fell = [line for part, found in reached.items() for line in fallen(found, committed[part])]
    if rewrite or (accept and not fell):
        SCORE_FILE.write_text(json.dumps(reached, indent=1, ensure_ascii=False) + "\n")
    return fell


if __name__ == "__main__":
    sys.exit(main())
