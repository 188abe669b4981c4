"""A number that is said again without digits: 均维持, 全部公开, all of the cases just counted.

The same words without 均 say it of a single case (复议1件,结果维持). That all requests received
were answered (收到20件,均已答复) is no number of replies, unless those carried in are among the 20.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extract.prose.amounts import Amount
from extract.prose.lexicon import SEPARATOR, Term
from extract.prose.scan import Scan, is_kind
from extract.prose.statements import Statement
from extract.prose.stating import ONE_TOTAL, with_applicant
from extract.prose.vocabulary import (
    ACT,
    APPLICANT,
    CHANNEL,
    NEGATION,
    OUTCOME,
    REASON,
    RESULT,
    ROUTE,
    Line,
)

SAYS_OF_ALL: Final = frozenset({ACT, APPLICANT, CHANNEL, OUTCOME, REASON, RESULT, ROUTE})
_ALL: Final = re.compile(r"均|全部|都|全数|悉数|皆|一律")
_ADVERBS: Final = re.compile(
    r"(?:(?:[省市县区州]|上级)(?:人民)?政府|复议(?:决定)?|该案件?|[该此]件?申请|此案|至本?报告[发公]布之?[时日]|截至(?:目前|年底)|至今|目前|已经|已|予以|给予|被|于|在|按照|按|依照|依法|依规|法定|规定|要求|严格|分别|时间|时限|期限|工作日|个|"
    r"之内|以内|内|里|(?:人民)?法院|复议机关|当事人|经审理|经|审理|最终|后|为|是|由|通过|以|采取|采用|属于|属|系|因|涉及|第三方|他人|而|其|向|进行|及时|作出|做出|做了|得到|获得|获|"
    r"妥善|书面|顺利|处于|结果|均|全部|都|全数|悉数|皆|一律|申请人|方式|\d|、)*"
)
_DONE: Final = {
    "reply": ("replied",),
    "close": ("closed",),
    "on_time": ("closed", "on_time"),
    "extended": ("extended",),
}
_REQUESTS: Final = frozenset({"received", "received_incl_carried_in"})
_ANSWERS: Final = frozenset({"replied", "closed"})
_PUBLISHED: Final = frozenset({"publish", "already_public", "granted"})
_DOCUMENTS: Final = frozenset({"normative_documents_issued"})
_AND_OR: Final = frozenset({"或", "或者", "和", "及", "与", "、", "以及"})
_OF_COURTS: Final = re.compile(r"法院|判决|诉讼请求|原告")
_SUITS: Final = frozenset({"suit"})
_ROUTES: Final = frozenset({"review", "suit", "suit_direct", "suit_after_review"})


def read_all(scan: Scan, index: int, term: Term) -> None:
    """State the number of the cases just counted for what all of them, or the only one, came to."""
    talk = scan.talk
    if not (scan.found or talk.recent or talk.handled) or _has_own_amount(scan, index):
        return
    if _is_one_of_two(scan, index, term):
        return
    start = scan.after_last_amount(term.start)
    said = _ALL.search(scan.text, start, term.end)
    if said is None:
        said_from, words = term.start, scan.text[start : term.start].lstrip(",、;()")
    else:
        said_from, words = said.start(), scan.text[said.start() : term.start]
    for other in scan.items[:index]:
        if is_kind(other, OUTCOME) and other.start >= said_from:
            words = words.replace(scan.text[other.start : other.end], "")
    if not _ADVERBS.fullmatch(words) or _is_denied(scan, index, start):
        return
    bases = _bases(scan, term)
    if said is None:
        if scan.text.startswith(("的", "中"), term.end):
            return  # 在已答复的申请中
        is_bracket = scan.text.startswith("(", term.start - 1)  # 申请2件(当面申请)
        bases = [base for base in bases[:1] if is_bracket or base.value * base.scale == 1]
    for base in bases:
        for thing in _things(term, base):
            _state_again(scan, base, thing, said_from, term)


def _has_own_amount(scan: Scan, index: int) -> bool:
    for item in scan.items[index + 1 :]:
        if isinstance(item, Amount):
            return True
        if item.kind == SEPARATOR and item.name in ",;():":
            return False
    return False


def _is_one_of_two(scan: Scan, index: int, term: Term) -> bool:
    """均为当面或信函申请: nobody can tell how many were which."""
    following = next((i for i in scan.items[index + 1 :] if not is_kind(i, SEPARATOR)), None)
    if following is None or following.kind != term.kind:
        return False
    return scan.text[term.end : following.start].removeprefix("申请") in _AND_OR


def _is_denied(scan: Scan, index: int, start: int) -> bool:
    return any(
        isinstance(item, Term) and item.kind == NEGATION and item.start >= start
        for item in scan.items[:index]
    )


def _bases(scan: Scan, term: Term) -> list[Statement]:
    """The statements of which the term says that it holds for all cases."""
    counts_else = any(isinstance(item, Amount) and item.end <= term.start for item in scan.items)
    found: Sequence[Statement] = scan.found or ([] if counts_else else scan.talk.recent)
    if term.kind == RESULT:
        return _appeals(scan, term, found)
    if term.kind == ROUTE:
        is_way_of_suit = term.name in ("suit_direct", "suit_after_review")
        return _trailing(found, _SUITS)[:1] if is_way_of_suit else []
    last = found[-1].thing if found else None
    is_of_documents = term.name in _PUBLISHED and last in _DOCUMENTS
    if is_of_documents or scan.context.divides(term.name, last):
        return [found[-1]]  # 制发规范性文件9件,均已公开; 不予公开6件,均涉及个人隐私
    says_how = term.kind in (OUTCOME, REASON) or term.name in ("on_time", "extended")
    totals = _REQUESTS | _ANSWERS if says_how else _REQUESTS
    places = [place for place, one in enumerate(found) if one.thing in totals]
    if not places:
        handled = scan.talk.handled
        return [handled] if says_how and handled and handled.sentence is scan.sentence else []
    place = _first_of_same(found, places)
    base = found[place]
    parts = [one for one in found[place + 1 :] if one.thing != "carried_in" or one.value]
    if scan.brackets and parts:
        return []  # it is said of the last of them
    return [base] if not parts or _sums_up(base, parts) else []


def _first_of_same(found: Sequence[Statement], places: Sequence[int]) -> int:
    """Place of the total meant: of 5件,4件为自然人申请,1件为商会申请 the first."""
    last = found[places[-1]]
    larger = (at for at in places if found[at].thing == last.thing and found[at].value > last.value)
    return next(larger, places[-1])


def _appeals(scan: Scan, term: Term, found: Sequence[Statement]) -> list[Statement]:
    """Reviews and suits that all ended so; in a bracket only those just counted."""
    bases = [base for base in _trailing(found, _ROUTES) if base.value]
    if _OF_COURTS.search(scan.text, scan.clause_start, term.end):
        bases = [base for base in bases if base.thing != "review"]
    return bases[:1] if scan.brackets else bases


def _trailing(found: Sequence[Statement], things: frozenset[str]) -> list[Statement]:
    bases: list[Statement] = []
    for statement in reversed(found):
        if statement.thing not in things:
            break
        bases.append(statement)
    return bases


def _sums_up(base: Statement, parts: Sequence[Statement]) -> bool:
    """Whether the list after the total is the whole of it, or already speaks of all of it."""
    if all(part.value == base.value for part in parts):
        return True
    columns = [part.value for part in parts if part.line.column != base.line.column]
    channels = [part.value for part in parts if part.thing.startswith("received.")]
    everything = [part.value for part in parts]
    return base.value in (sum(columns), sum(channels), sum(everything))


def _things(term: Term, base: Statement) -> Sequence[str]:
    if term.kind == RESULT:
        return (f"{base.thing}.{term.name}",)
    if base.thing in _DOCUMENTS:
        return ("normative_documents_disclosed",)
    if term.kind == ACT:
        return _DONE.get(term.name, ())
    if term.kind in (CHANNEL, APPLICANT):
        return (f"{base.thing}.{term.name}",)
    return (term.name,)


def _line(scan: Scan, term: Term, thing: str, base: Statement) -> Line | None:
    lines = scan.context.lines
    if term.kind == APPLICANT:
        return with_applicant(base.line, term.name)
    is_everything = base.thing != "received" or _nothing_carried_in(scan)
    if term.kind == ACT and not is_everything:
        return None  # 收到20件,均已答复: a form counts replies to those carried in, too
    if thing in ("replied", "closed") and scan.context.form in ONE_TOTAL:
        return lines["replied"] if is_everything and base.thing in _REQUESTS else None
    if thing == "closed" and thing not in lines:
        thing = "replied"
    return lines.get(thing)


def _nothing_carried_in(scan: Scan) -> bool:
    said = (*scan.found, *scan.talk.recent)
    return any(one.thing == "carried_in" and not one.value for one in said)


def _state_again(scan: Scan, base: Statement, thing: str, start: int, term: Term) -> None:
    line = _line(scan, term, thing, base)
    if line is None:
        return
    again = replace(
        base,
        thing=thing,
        line=line,
        passage=scan.passage,
        sentence=scan.sentence,
        start=start,
        end=term.end,
    )
    scan.found.append(again)
    scan.talk.thing = thing
