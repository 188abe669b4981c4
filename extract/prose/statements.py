"""What was read: statements of numbers, and doubts; and which statements stay.

Given by `extract.prose.stating`; taken by `extract.prose`, which turns them into figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract.contract import WHOLE_REPORT
from extract.prose.clauses import Sentence
from extract.prose.text import Passage
from extract.prose.vocabulary import Line


@dataclass(slots=True, unsafe_hash=True)
class Statement:
    """One thing counted: `start`, `end` span the amount or the words for none in the passage."""

    thing: str
    line: Line
    passage: Passage
    sentence: Sentence
    start: int
    end: int
    value: Decimal
    unit: str | None
    scale: int
    qualifier: str
    subject: str
    period: str
    strength: int = 0


@dataclass(slots=True, unsafe_hash=True)
class Doubt:
    """An amount that speaks of a line, and why it was not taken."""

    passage: Passage
    sentence: Sentence
    start: int
    end: int
    reason: str


def settle(statements: Sequence[Statement]) -> tuple[list[Statement], list[Statement]]:
    """Where statements of the whole report differ for one line, those said most plainly stay.

    Two equally plain statements that differ both stay: the report contradicts itself.
    """
    best: dict[tuple[str, str, str], int] = {}
    values: dict[tuple[str, str, str], set[Decimal]] = {}
    for statement in statements:
        if _is_whole(statement):
            key = (statement.line.form, statement.line.code, statement.line.column)
            best[key] = max(best.get(key, statement.strength), statement.strength)
            values.setdefault(key, set()).add(statement.value * statement.scale)
    kept: list[Statement] = []
    left: list[Statement] = []
    for statement in statements:
        key = (statement.line.form, statement.line.code, statement.line.column)
        weaker = _is_whole(statement) and len(values[key]) > 1 and statement.strength < best[key]
        (left if weaker else kept).append(statement)
    return kept, left


def _is_whole(statement: Statement) -> bool:
    return (
        statement.subject == WHOLE_REPORT
        and statement.period == "year"
        and statement.qualifier == "exact"
    )
