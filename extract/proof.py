"""Figures that the form's own sums prove: what is kept of tables that were read from a picture.

Taken: the figures of a document's tables and the pages that were recognised and not printed.
Given: the figures that count, and notes on the others. Used by `extract.extraction`. The sums are
those of `seeds/rules.csv`, the same that the warehouse holds every report against.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from extract.contract import APPLICANT_COLUMNS
from extract.forms.rows import TableFigure
from extract.lines import LINE_ITEMS
from extract.notes import Note
from extract.prose import ProseFigure

RULES: Final = LINE_ITEMS.with_name("rules.csv")
TERMS: Final = LINE_ITEMS.with_name("rule_terms.csv")
EVERY: Final = "*"  # line or column: the rule holds for each
NAMED_IN_NOTE: Final = 12  # lines

_Key = tuple[str, str, str]  # form, line and column


@dataclass(frozen=True, slots=True)
class _Term:
    key: _Key
    is_left: bool
    sign: int
    is_required: bool
    group: str
    is_undivided: bool


def proven(
    figures: Sequence[TableFigure], recognised: frozenset[int]
) -> tuple[list[TableFigure], list[Note]]:
    """Figures of printed pages, and those of recognised ones that sums prove.

    At least one sum with the figure holds and none fails: a digit that is misread in the same way
    in a part and in its total still ties in their row, but not in their columns.
    """
    doubtful = [figure for figure in figures if figure.cell.page in recognised]
    if not doubtful:
        return list(figures), []
    tied = _tied(figures)
    left = [figure for figure in doubtful if _key(figure) not in tied]
    gone = set(map(id, left))
    return [figure for figure in figures if id(figure) not in gone], _notes(left)


def sure_sentences(
    figures: Sequence[ProseFigure], recognised: frozenset[int]
) -> tuple[list[ProseFigure], list[Note]]:
    """Figures of sentences on printed pages: nothing proves a number in a sentence."""
    kept = [figure for figure in figures if figure.page not in recognised]
    if len(kept) == len(figures):
        return kept, []
    return kept, [
        Note(
            "info", "unproven_recognition", "sentences read from a picture",
            "printed sentences", f"{len(figures) - len(kept)} numbers in recognised ones",
            "no figure was taken of them; read them from the picture or find an edition with text",
        )
    ]  # fmt: skip


def _notes(left: Sequence[TableFigure]) -> list[Note]:
    if not left:
        return []
    lines = list(dict.fromkeys(figure.line_code for figure in left))
    more = " and others" if len(lines) > NAMED_IN_NOTE else ""
    return [
        Note(
            "warning", "unproven_recognition", "tables read from a picture",
            "numbers that the form's own sums prove",
            f"{len(left)} of lines {', '.join(lines[:NAMED_IN_NOTE])}{more} that none does",
            "no figure was taken of them; read them from the picture or find an edition with text",
        )
    ]  # fmt: skip


def _key(figure: TableFigure) -> _Key:
    return figure.line_form, figure.line_code, figure.column_code


def _tied(figures: Iterable[TableFigure]) -> set[_Key]:
    """Every figure on a side of a sum that holds, and of none that does not."""
    stated: dict[_Key, list[TableFigure]] = defaultdict(list)
    for figure in figures:
        if figure.period == "year":
            stated[_key(figure)].append(figure)
    # Of a number that is stated twice, either may be the one in the sum.
    values = {key: _value(found[0]) for key, found in stated.items() if len(found) == 1}
    tied: set[_Key] = set()
    untied: set[_Key] = set()
    for terms in _sums():
        for wanted in _instances(terms, values):
            stated_terms, holds = _tested(wanted, values)
            (tied if holds else untied).update(stated_terms)
    return tied - untied


def _value(figure: TableFigure) -> Decimal | None:
    """The number; nothing printed counts as zero, as in every sum; None if it is not legible."""
    if figure.value.state == "illegible":
        return None
    return figure.value.value if figure.value.value is not None else Decimal(0)


@cache
def _sums() -> tuple[tuple[_Term, ...], ...]:
    """The terms of each sum within one report's tables."""
    with RULES.open(encoding="utf-8", newline="") as file:
        sums = {
            row["rule_code"]
            for row in csv.DictReader(file)
            if row["kind"] == "sum" and row["comparison"] == "eq"
        }
    terms: dict[tuple[str, ...], list[_Term]] = defaultdict(list)
    with TERMS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["rule_code"] in sums and row["year_offset"] == "0":
                name = ("rule_code", "form_code", "test_line_code", "test_column_code")
                terms[tuple(row[column] for column in (*name, "reading_code"))].append(
                    _Term(
                        (row["line_form"], row["line_code"], row["column_code"]),
                        row["side"] == "left",
                        int(row["sign"]),
                        row["is_required"] == "true",
                        row["group_line_code"],
                        row["is_undivided"] == "true",
                    )
                )
    return tuple(map(tuple, terms.values()))


def _instances(
    terms: Sequence[_Term], values: dict[_Key, Decimal | None]
) -> Iterator[list[tuple[_Term, _Key]]]:
    """The sum for each line and column that it is about."""
    lines = columns = [""]
    if any(term.key[1] == EVERY for term in terms):
        lines = sorted({line for form, line, _ in values if form == terms[0].key[0]})
    if any(term.key[2] == EVERY for term in terms):
        columns = list(APPLICANT_COLUMNS)
    for line in lines:
        for column in columns:
            yield [
                (term, (form, line if own == EVERY else own, column if at == EVERY else at))
                for term in terms
                for form, own, at in [term.key]
            ]


def _tested(
    wanted: Sequence[tuple[_Term, _Key]], values: dict[_Key, Decimal | None]
) -> tuple[set[_Key], bool]:
    """The stated terms of one sum, and whether it holds; no terms where it cannot be tested."""
    divided = {term.group for term, key in wanted if not term.is_undivided and key in values}
    sides = {True: Decimal(0), False: Decimal(0)}
    terms: dict[bool, set[_Key]] = {True: set(), False: set()}
    for term, key in wanted:
        if term.is_undivided and term.group in divided:
            continue
        if key not in values:
            if term.is_required:
                return set(), False
            continue
        value = values[key]
        if value is None:
            return set(), False
        sides[term.is_left] += term.sign * value
        terms[term.is_left].add(key)
    if not terms[True] or not terms[False]:
        return set(), False
    return terms[True] | terms[False], sides[True] == sides[False]
