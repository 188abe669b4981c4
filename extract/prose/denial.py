"""Zero said in words: which countable things a sentence says there were none of.

无, 没有, 未发生, 未收取: the words bind to what they govern to their right, list members included;
where they close a clause, to what stands before them; where a section says only 无, to its heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from extract.prose.amounts import Amount
from extract.prose.counting import carry_of, fee_thing
from extract.prose.lexicon import SEPARATOR, Term
from extract.prose.scan import HEADS, Scan, is_kind
from extract.prose.statements import Statement
from extract.prose.stating import strength
from extract.prose.subjects import subject_of
from extract.prose.vocabulary import (
    ACT,
    CARRY,
    INFORMATION,
    NEGATION,
    OUTCOME,
    REASON,
    REQUEST,
    RESULT,
    ROUTE,
    THING,
    TIME,
    VOID,
)

_CLOSES: Final = re.compile(
    r"(?:发生|收到|收取|受理|产生|出现|涉及|接到|此类|该类|相关|有关|上述|类似|以上|这类|任何|一|起|例|件|情况|情形|事项|案件|行为|现象|申请|的|过|、|\s)*$"
)
_QUALIFIED: Final = re.compile(r"不及时|不当|不规范|违规|违法|逾期|超期|超时|不准确|不完整|败诉|被撤销|错误")
# 未 denies the verb after it; only these deny that there was anything to count.
_HAPPENING: Final = re.compile(
    r"收|接到|接收|受理|发生|产生|出现|引|涉及|因|被|有|提起|申请|对|向|发现|存在|发出|形成|结转|公民|开展|办理|就|就此"
)
_HAVINGS: Final = frozenset({"funding", "full_time", "part_time", "specialised_units", "reading_points"})
_NO_HAVING: Final = re.compile(r"(?:设立|设置|安排|配备|列支|设|投入|使用|政府信息公开|政务公开)*")
_SOME: Final = re.compile(r"部分|个别|有的|一些|少数|多数|不少")
_ONE_CASE: Final = frozenset({"起", "例", "件", "次", "宗", "项", "人", "条", "份", "个"})


def read_negation(scan: Scan, index: int, none: Term) -> None:
    names_before = {i.name for i in scan.items[:index] if isinstance(i, Term)}
    if scan.is_plan or "condition" in names_before:
        return
    scope, position = _scope(scan, index)
    end = scan.text.find(",", none.end, scan.sentence.end)
    if _has_other_amount(scan, index, position):
        return
    targets = _denied(scan, none, scope)
    if targets is None:
        return
    last = none.end
    if not targets:
        rest_end = scan.items[position].start if position < len(scan.items) else scan.sentence.end
        rest = scan.text[none.end : rest_end].rstrip("。!?")
        if not _CLOSES.fullmatch(rest):
            return
        last = none.end + len(rest)
        targets = _denied_before(scan, index)
        first = targets[0].start if targets else none.start
        if not targets:
            targets = _denied_heading(scan)
    else:
        first = none.start
        last = max(term.end for term in targets)
    del end
    last = _to_word_end(scan, last)
    scan.skip_to = max(scan.skip_to, position)
    for term in targets:
        _state_none(scan, term, min(first, none.start), last)


def _to_word_end(scan: Scan, last: int) -> int:
    found = re.compile(r"(?:的)?(?:情况|案件|事项|情形)").match(scan.text, last)
    return found.end() if found else last


def _scope(scan: Scan, index: int) -> tuple[list[Term], int]:
    """Terms that a word for none governs: to the end of its clause, lists included."""
    scope: list[Term] = []
    position = index + 1
    while position < len(scan.items):
        item = scan.items[position]
        if isinstance(item, Amount):
            if not (item.is_words and item.value == 1 and item.measure in _ONE_CASE):
                break
        elif item.kind == SEPARATOR and item.name in ",;()":
            following = _next_clause(scan, position + 1)
            if item.name != "," or not following or not scope:
                break
        elif item.kind == NEGATION:
            break
        elif item.kind != SEPARATOR:
            scope.append(item)
        position += 1
    return scope, position


def _next_clause(scan: Scan, position: int) -> bool:
    """Whether the next clause only goes on listing: …复议,行政诉讼和举报投诉."""
    start = scan.items[position].start if position < len(scan.items) else 0
    last = scan.items[position - 1].end
    if not start or not re.fullmatch(r"(?:也|或|和|及|因)?", scan.text[last:start]):
        return False
    for item in scan.items[position:]:
        if isinstance(item, Amount) or item.kind in (NEGATION, ACT, INFORMATION, OUTCOME, TIME):
            return False
        if item.kind == SEPARATOR and item.name != "、":
            return True
    first = scan.items[position]
    return isinstance(first, Term) and first.kind in (ROUTE, THING)


def _has_other_amount(scan: Scan, index: int, position: int) -> bool:
    return position < len(scan.items) and isinstance(scan.items[position], Amount)


def _denied(scan: Scan, none: Term, scope: Sequence[Term]) -> list[Term] | None:
    """The countable things that are said not to have been; None where another thing is denied."""
    words = scan.text[none.start : none.end]
    if words.endswith("未") and not _HAPPENING.match(scan.text, none.end):
        return None
    if not scope:
        return []
    heads = [
        t
        for place, t in enumerate(scope)
        if t.kind in HEADS
        and not (t.kind == INFORMATION and any(is_kind(later, REQUEST) for later in scope[place:]))
    ]
    appeals = [t for t in heads if t.kind == ROUTE or t.name in ("complaint", "administrative_complaint")]
    reach = scan.text[none.end : heads[0].start] if heads else ""
    if _QUALIFIED.search(reach):
        return None
    fees = [t for t in heads if t.name in ("fee", "processing_fee", "fee_part")]
    if fees:
        named = [t for t in fees if t.name == "processing_fee"][:1]
        return (named or fees[-1:]) + appeals
    carried = [t for t in heads if t.kind == CARRY]
    if carried:
        return carried
    results = [t for t in heads if t.kind == RESULT]
    if results and results[-1] is heads[-1]:
        return results[-1:] if scan.talk.route and results[-1].name == "corrected" else None
    if appeals:
        requests = [
            t for t in heads if t.kind == REQUEST and t is heads[0] and _is_denied_request(scan, none, t, scope)
        ]
        return requests + appeals
    if heads and heads[0].name in _HAVINGS and len(heads) == 1:
        return heads if _has_none(scan, none, heads[0]) else None
    if any(t.kind in (VOID, OUTCOME, REASON, INFORMATION, RESULT) for t in heads):
        refusals = [t for t in heads if t.name == "refused"]
        return refusals[:1] if len(heads) == 1 and refusals else None
    requests = [t for t in heads if t.kind == REQUEST]
    if requests and _is_denied_request(scan, none, requests[-1], scope):
        return requests[-1:]
    return None if heads else []


def _has_none(scan: Scan, none: Term, having: Term) -> bool:
    before = scan.text[scan.clause_start : none.start]
    return bool(_NO_HAVING.fullmatch(scan.text, none.end, having.start)) and not _SOME.search(before)


def _is_denied_request(scan: Scan, none: Term, request: Term, scope: Sequence[Term]) -> bool:
    before = scan.text[none.end : request.start]
    after = scan.text[request.end : request.end + 4]
    is_last = not any(t.kind in HEADS and t.start > request.start for t in scope)
    if re.search(r"因" if is_last else r"因|对|针对|就|关于|按|涉及|通过|根据", before):
        return False
    if re.match(r"(?:的|而|等|所)*(?:引|提|导|产|发生|被|行政|公开|收|答|复|办|不|相关|工作(?!情况))", after):
        return False
    words = scan.text[none.start : none.end]
    acts = [t.name for t in scope if t.kind == ACT and t.start < request.start]
    if words.rstrip("曾有被再").endswith("未"):
        return acts == ["receive"]
    return not acts or acts == ["receive"]


def _denied_before(scan: Scan, index: int) -> list[Term]:
    targets: list[Term] = []
    for item in reversed(scan.items[:index]):
        if isinstance(item, Amount) or item.kind == NEGATION:
            break
        if item.kind == SEPARATOR and item.name == ";":
            break
        if item.kind == ROUTE or item.name in (
            "complaint",
            "administrative_complaint",
            "processing_fee",
            "fee",
        ):
            targets.append(item)
        elif item.kind == REQUEST and not targets:
            targets.append(item)
            break
        elif item.kind in (VOID, OUTCOME, RESULT, INFORMATION) and not targets:
            return []
    targets.reverse()
    return targets


def _denied_heading(scan: Scan) -> list[Term]:
    """四、收费及减免情况 / 无。: the heading says what there was none of."""
    if scan.found or any(
        isinstance(i, Term) and i.kind in HEADS for i in scan.items
    ) or any(isinstance(i, Amount) for i in scan.items):
        return []
    named = [
        t
        for t in scan.context.nearest_terms()
        if t.kind == ROUTE or t.name in ("complaint", "fee", "processing_fee")
    ]
    if named:
        return named
    return [t for t in scan.context.nearest_terms() if t.kind == REQUEST][:1]


def _state_none(scan: Scan, term: Term, start: int, end: int) -> None:
    thing: str | None = {REQUEST: "received"}.get(term.kind, term.name)
    if term.kind == CARRY:
        thing = carry_of(scan, term)
    elif term.kind == RESULT:
        thing = f"{scan.talk.route}.{term.name}"
    elif term.name in ("fee", "fee_part"):
        if not _is_request_fee(scan):
            return
        thing = fee_thing(scan)
    elif term.kind == ROUTE or term.name == "complaint":
        if not scan.is_tied():
            return
    line = scan.context.lines.get(thing or "")
    if line is None or thing is None:
        return
    amount = Amount(start, end, start, Decimal(0), None, None, 1, "exact", is_words=True)
    subject = subject_of(scan, thing, amount)
    scan.found.append(
        Statement(
            thing=thing,
            line=line,
            passage=scan.passage,
            sentence=scan.sentence,
            start=start,
            end=end,
            value=Decimal(0),
            unit=None,
            scale=1,
            qualifier="exact",
            subject=subject,
            period=scan.clause_period or scan.talk.period,
            strength=strength(scan, thing),
        )
    )
    scan.talk.thing = thing


def _is_request_fee(scan: Scan) -> bool:
    words = scan.sentence.words
    if "行政事业性" in words:
        return False
    topic = scan.context.topic()
    return (
        bool(re.search(r"信息公开|依申请|公开(?:政府)?信息|处理费|收费(?:及|和|、|与)?减免", words))
        or "申请人" in words
        or topic in ("fee", "request", "processing_fee", "other_matters")
    )
