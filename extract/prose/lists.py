"""Lists whose names and numbers stand apart: 分别为, 均为, 各; years and levels of one thing.

Used by `extract.prose.grammar` for an amount that stands in such a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extract.prose.amounts import Amount
from extract.prose.counting import things_counted
from extract.prose.lexicon import SEPARATOR, Term
from extract.prose.scan import Scan, is_kind
from extract.prose.stating import state, state_applicant
from extract.prose.things import COMPLAINTS, thing_of
from extract.prose.vocabulary import (
    ACT,
    APPLICANT,
    CHANNEL,
    CONTEXT,
    INFORMATION,
    LINK,
    REMARK,
    REQUEST,
    ROUTE,
    TIME,
    VOID,
)

KINDS: Final = frozenset({"种", "类", "个", "项"})  # 信函、网络、当面三种途径
_BESIDE_NAMES: Final = frozenset({SEPARATOR, LINK, TIME, CONTEXT, ACT, REMARK})
_LIST_MARKS: Final = re.compile(r"[、,和及与以]*")


def read_list(scan: Scan, index: int) -> bool:
    """State the amounts of a list that starts at `index`; whether there is one."""
    place = index - 1
    while place > 0 and (is_kind(scan.items[place], ACT) or is_kind(scan.items[place], REQUEST)):
        place -= 1  # 分别收到申请
    before = scan.items[place] if index else None
    name = before.name if isinstance(before, Term) else None
    if name == "previous_year":
        return _read_levels(scan, place, index)
    if name == "all_of_them":
        names = [term for term in _names_before(scan, place, 0) if term.kind != VOID]
        return _state_each(scan, names, [index] * len(names))
    return name == "respectively" and _read_aligned(scan, place, index)


def _read_aligned(scan: Scan, place: int, index: int) -> bool:
    """当面、信函分别为3件、5件: as many names as amounts, in the same order."""
    amounts = _listed_amounts(scan, index)
    if _read_years(scan, place, amounts):
        return True
    if len(amounts) == 1:
        return False
    names = _names_before(scan, place, len(amounts))
    scan.skip_to = amounts[-1] + 1
    if len(names) == len(amounts):  # else nobody can tell which number is whose
        _state_each(scan, names, amounts)
    return True


def _state_each(scan: Scan, names: Sequence[Term], positions: Sequence[int]) -> bool:
    """State for each name the amount at its position; False if there is no name."""
    for name, position in zip(names, positions, strict=True):
        amount = scan.items[position]
        if not isinstance(amount, Amount):
            continue
        if name.kind == APPLICANT:
            state_applicant(scan, name, amount)
            continue
        thing = thing_of(scan, name, [name], amount)
        if thing:
            state(scan, thing, amount, position)
    if positions:
        scan.skip_to = positions[-1] + 1
    return bool(names)


def _read_levels(scan: Scan, place: int, index: int) -> bool:
    """复议、诉讼由上年的5件、2件变为3件、0件: two lists, of last year and of this one."""
    old = _listed_amounts(scan, index)
    after = scan.items[old[-1] + 1 : old[-1] + 3]
    if len(old) < 2 or len(after) < 2 or not is_kind(after[0], LINK):
        return False
    new = _listed_amounts(scan, old[-1] + 2)
    names = _names_before(scan, place, len(old))
    if not isinstance(after[1], Amount) or not len(old) == len(new) == len(names):
        return False
    for period, positions in (("previous_year", old), ("year", new)):
        scan.clause_period = period
        _state_each(scan, names, positions)
    scan.clause_period = None
    return True


def _read_years(scan: Scan, place: int, amounts: Sequence[int]) -> bool:
    """2017年、2018年分别收到申请12件、15件: one thing at as many times."""
    years = [i for i in scan.items[:place] if isinstance(i, Term) and i.name == "year"]
    if len(years) != len(amounts) or len(years) == 1:
        return False
    first = scan.items[amounts[0]]
    things = things_counted(scan, amounts[0], first) if isinstance(first, Amount) else None
    for year, position in zip(years, amounts, strict=True):
        amount = scan.items[position]
        scan.clause_period = scan.context.year_period(int(scan.text[year.start : year.start + 4]))
        if isinstance(amount, Amount):
            for thing in things or ():
                state(scan, thing, amount, position)
    scan.skip_to, scan.clause_period = amounts[-1] + 1, None
    return True


def _listed_amounts(scan: Scan, index: int) -> list[int]:
    """Positions of the amounts that follow each other with nothing but list marks between."""
    amounts = [index]
    for position in range(index + 1, len(scan.items)):
        item = scan.items[position]
        if isinstance(item, Amount):
            gap = scan.text[scan.items[amounts[-1]].end : item.start]
            if not _LIST_MARKS.fullmatch(gap):
                break
            amounts.append(position)
        elif item.name not in ("、", ","):
            break
    return amounts


def _names_before(scan: Scan, index: int, wanted: int) -> list[Term]:
    """The listed names of one kind before 分别, in order."""
    names: list[Term] = []
    kinds: set[str] = set()
    for place in range(index - 1, -1, -1):
        item = scan.items[place]
        if isinstance(item, Amount):
            if item.measure in KINDS:
                continue
            break
        if item.kind in _BESIDE_NAMES or _says_of_what(scan, place, item, kinds):
            continue
        kind = ROUTE if item.name in COMPLAINTS else item.kind
        if (kinds and kind not in kinds) or (wanted and len(names) == wanted):
            break
        kinds.add(kind)
        names.append(item)
    return names[::-1]


def _says_of_what(scan: Scan, place: int, item: Term, kinds: set[str]) -> bool:
    """当面申请、信函申请; 政府网站公开信息、政务微博公开信息: what the listed ways are ways of."""
    if item.kind == REQUEST:
        return kinds <= {CHANNEL, APPLICANT}
    is_after_way = place > 0 and is_kind(scan.items[place - 1], CHANNEL)
    return item.kind == INFORMATION and kinds <= {CHANNEL} and is_after_way
