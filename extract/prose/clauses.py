"""Sentences as rows of items: amounts, terms of the vocabulary, and what separates them.

Taken: folded text (`extract.prose.text`). Given: `Sentence`, whose items stand in reading order.
Used by `extract.prose.grammar`, which joins amounts with terms; nothing here knows a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from extract.prose.amounts import MAY_BE_AMOUNT, Amount, bare_amount, find_amounts
from extract.prose.lexicon import SEPARATOR, Term, find_terms
from extract.prose.vocabulary import (
    APPLICANT,
    CHANNEL,
    NEGATION,
    REMARK,
    REQUEST,
    RESULT,
    ROUTE,
)

OPEN: Final = "("
CLOSE: Final = ")"

SENTENCE: Final = re.compile(r"[^。!?]+[。!?]*")  # in a folded text
# Without an amount, only words for none of something that a form counts can state a figure; a
# short sentence may deny what its heading names.
# Words that begin with letters and no sets: the engine then skips to one of these letters.
_NO: Final = r"未|无|没|零|不涉及|不存在|免费|不收|不予收"
_NONE: Final = re.compile(_NO)
# Most sentences of a report hold neither, and are passed over with one look.
MAY_STATE: Final = re.compile(rf"{MAY_BE_AMOUNT}|{_NO}")
_DENIABLE: Final = re.compile(
    r"申请|复议|诉讼|举报|投诉|申诉|费|结转|纠错|纠正|机构|人员|查阅|规范性文件|规章|予公开|意公开"
)
# 当面申请4件,网上申请6: in a list the unit is not always said again.
_BARE: Final = re.compile(
    r"(?<=[\u4e00-\u9fff])(?!(?:19|20)\d\d\b)"
    r"(?:\d{1,3}(?:,\d{3})+(?=[;。、()占]|$)|\d{1,7}(?=[,;。、()占](?!\d{3})|$)"
    r"|[零一二两三四五六七八九十百]{1,5}(?=[,;。)]|$)|[一二两三四五六七八九十百]{3,5}(?=、))"
)
_BEGINS_BARE: Final = frozenset("0123456789零一二两三四五六七八九十百")
_SHORT: Final = 30
_OF_NUMBERS: Final = frozenset({RESULT, CHANNEL, APPLICANT})
# (均为自然人提交) is no mere remark.
_OF_ALL: Final = re.compile(r"(?:(?:审理)?结果)?(?:均|全部|都|皆|悉数)")

Item = Term | Amount


@dataclass(slots=True, unsafe_hash=True)
class Sentence:
    """One sentence of a passage: its place in the folded text."""

    text: str  # of the whole passage
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]


def read_items(sentence: Sentence) -> tuple[Item, ...]:
    """Amounts and terms in order; brackets that hold no amount are left out with their words.

    Empty for a sentence that can state nothing, as most sentences of a report are.
    """
    text, start, end = sentence.text, sentence.start, sentence.end
    amounts = find_amounts(text, start, end)
    if not amounts and not (
        _NONE.search(text, start, end)
        and (end - start <= _SHORT or _DENIABLE.search(text, start, end))
    ):
        return ()
    terms = find_terms(text, start, end)
    if amounts:
        taken = {amount.end for amount in amounts}
        bare = [
            bare_amount(*found.span(), text)
            for term in terms
            if text[term.end : term.end + 1] in _BEGINS_BARE
            and term.end not in taken
            and (found := _BARE.match(text, term.end, end))
        ]
        if bare:
            amounts = sorted([*amounts, *bare], key=lambda amount: amount.start)
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
    if text.find(OPEN, start, end) < 0:
        return tuple(items)
    return tuple(_without_remarks(_unwrapped(items), text))


def _unwrapped(items: list[Item]) -> list[Item]:
    """结果维持(3件): brackets that hold a term's number alone are left out."""
    dropped: set[int] = set()
    for place in range(1, len(items) - 2):
        name, opening, number, closing = items[place - 1 : place + 3]
        is_wrapped = _is_mark(opening, OPEN) and _is_mark(closing, CLOSE)
        if is_wrapped and isinstance(number, Amount) and _is_name(name):
            dropped |= {place, place + 2}
    return [item for place, item in enumerate(items) if place not in dropped]


def _is_mark(item: Item, mark: str) -> bool:
    return isinstance(item, Term) and item.kind == SEPARATOR and item.name == mark


def _is_name(item: Item) -> bool:
    return isinstance(item, Term) and item.kind != SEPARATOR


def _without_remarks(items: list[Item], text: str) -> Iterator[Item]:
    position = 0
    while position < len(items):
        item = items[position]
        if isinstance(item, Term) and item.name == OPEN:
            close = _matching_close(items, position)
            inside = items[position + 1 : close]
            is_remark = not any(map(_may_count, inside)) and not _OF_ALL.match(text, item.end)
            if is_remark and not _is_of_number(inside, item, items[close : close + 1]):
                last = items[close] if close < len(items) else (inside or [item])[-1]
                yield Term("remark", REMARK, item.start, last.end)
                position = close + 1
                continue
        yield item
        position += 1


def _is_of_number(inside: list[Item], opening: Term, close: list[Item]) -> bool:
    """诉讼1件(维持), 申请2件(当面申请): the bracket is a word that says of all how they are."""
    if not inside or not close or inside[0].kind not in _OF_NUMBERS:
        return False
    is_alone = len(inside) == 1 or [item.kind for item in inside[1:]] == [REQUEST]
    return is_alone and inside[0].start == opening.end and inside[-1].end == close[0].start


def _may_count(item: Item) -> bool:
    return isinstance(item, Amount) or (item.kind == ROUTE and item.name != "review")


def _matching_close(items: list[Item], position: int) -> int:
    depth = 0
    for index in range(position, len(items)):
        item = items[index]
        if isinstance(item, Term) and item.kind == SEPARATOR:
            depth += (item.name == OPEN) - (item.name == CLOSE)
            if depth == 0:
                return index
    return len(items)
