"""Sentences as rows of items: amounts, terms of the vocabulary, and what separates them.

Taken: folded text (`extract.prose.text`). Given: `Sentence`, whose items stand in reading order.
Used by `extract.prose.grammar`, which joins amounts with terms; nothing here knows a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extract.prose.amounts import Amount, find_amounts
from extract.prose.vocabulary import NEGATION, REMARK, ROUTE, TERMS

SEPARATOR: Final = "separator"
OPEN: Final = "("
CLOSE: Final = ")"

_SENTENCE: Final = re.compile(r"[^。!?]+[。!?]*")
# Only a sentence with a number or with a word for none can state a figure.
_MAY_STATE: Final = re.compile(r"[\d零〇一二两三四五六七八九十百千无未没免]|不涉及|不存在")
_LEXICON: Final = re.compile(
    "|".join(f"({words})" for _, _, words in TERMS) + r"|([,;、():])"
)
_PUNCTUATION_GROUP: Final = len(TERMS) + 1


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the vocabulary, or a separator (kind SEPARATOR, name the mark itself)."""

    name: str
    kind: str
    start: int
    end: int


Item = Term | Amount


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage: its place in the folded text, and its items."""

    text: str  # of the whole passage
    start: int
    end: int
    items: tuple[Item, ...]

    @property
    def has_amounts(self) -> bool:
        return any(isinstance(item, Amount) for item in self.items)

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a folded text; those that can state nothing come without items."""
    for found in _SENTENCE.finditer(text):
        start, end = found.span()
        yield Sentence(text, start, end, read_items(text, start, end) if _MAY_STATE.search(found[0]) else ())


def find_terms(text: str, start: int, end: int) -> list[Term]:
    """Terms and separators of text[start:end], left to right, none overlapping."""
    terms = []
    for found in _LEXICON.finditer(text, start, end):
        group = found.lastindex or 0
        if group == _PUNCTUATION_GROUP:
            terms.append(Term(found[0], SEPARATOR, *found.span()))
        else:
            name, kind, _ = TERMS[group - 1]
            terms.append(Term(name, kind, *found.span()))
    return terms


def read_items(text: str, start: int, end: int) -> tuple[Item, ...]:
    """Amounts and terms in order; brackets that hold no amount are left out with their words."""
    amounts = find_amounts(text, start, end)
    terms = find_terms(text, start, end)
    if not amounts and not any(term.kind == NEGATION for term in terms):
        return ()
    items: list[Item] = []
    position = 0
    for term in terms:
        while position < len(amounts) and amounts[position].end <= term.start:
            items.append(amounts[position])
            position += 1
        if position < len(amounts) and amounts[position].start < term.end:
            if term.start <= amounts[position].start and amounts[position].end <= term.end:
                position += 1  # the number belongs to the term
            else:
                continue
        items.append(term)
    items.extend(amounts[position:])
    return tuple(_without_remarks(items))


def _without_remarks(items: list[Item]) -> Iterator[Item]:
    position = 0
    while position < len(items):
        item = items[position]
        if isinstance(item, Term) and item.name == OPEN:
            close = _matching_close(items, position)
            inside = items[position + 1 : close]
            if not any(
                isinstance(inner, Amount) or inner.kind == ROUTE and inner.name != "review"
                for inner in inside
            ):
                end = items[close].end if close < len(items) else inside[-1].end if inside else item.end
                yield Term("remark", REMARK, item.start, end)
                position = close + 1
                continue
        yield item
        position += 1


def _matching_close(items: list[Item], position: int) -> int:
    depth = 0
    for index in range(position, len(items)):
        item = items[index]
        if isinstance(item, Term) and item.kind == SEPARATOR:
            depth += (item.name == OPEN) - (item.name == CLOSE)
            if depth == 0:
                return index
    return len(items)
