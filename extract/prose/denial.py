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
from extract.prose.lexicon import SEPARATOR, Term
from extract.prose.scan import HEADS, Scan
from extract.prose.stating import add_statement
from extract.prose.subjects import subject_of
from extract.prose.things import COMPLAINTS, carry_of, fee_thing
from extract.prose.vocabulary import (
    ACT,
    CARRY,
    CHANNEL,
    INFORMATION,
    NEGATION,
    OUTCOME,
    REQUEST,
    RESULT,
    ROUTE,
    THING,
    TIME,
    VOID,
)

_CLOSES: Final = re.compile(
    r"(?:发生|收到|收取|受理|产生|出现|涉及|接到|此类|该类|相关|有关|上述|类似|以上|这类|任何|一|"
    r"起|例|件|情况|情形|事项|案件|行为|现象|申请|的|过|、|\s)*$"
)
_QUALIFIED: Final = re.compile(
    r"不及时|不当|不规范|违规|违法|逾期|超期|超时|不准确|不完整|败诉|被撤销|错误"
)
# 未 denies the verb after it; only these deny that there was anything to count.
_HAPPENING: Final = re.compile(
    r"收|实际收|接到|接收|受理|发生|产生|出现|引|涉及|因|被|有|提起|申请|对|向|发现|存在|发出|形成|结转|"
    r"公民|开展|办理|就|就此|作出|安排|设立|设置|配备|投入|列支|制发|制定|出台|废止|召开|举办|组织|延期"
)
_POLICY: Final = re.compile(r"规定|条例|应当|办法|一般|原则|除")
_REQUEST_FEE: Final = re.compile(
    r"信息公开|公开申请|依申请|公开(?:政府)?信息|处理费|收费(?:及|和|、|与)?减免|申请人"
)
_FEE_TOPICS: Final = frozenset({"fee", "request", "processing_fee", "other_matters"})
_TAIL: Final = re.compile(r"(?:的)?(?:情况|案件|事项|情形)")
_FEES: Final = frozenset(
    {"fee", "processing_fee", "fee_part", "search", "postage", "delivery", "copies"}
)
_HAVINGS: Final = frozenset(
    {
        "funding", "full_time", "part_time", "specialised_units", "reading_points",
        "normative_documents_issued", "normative_documents_repealed", "rules_issued",
        "press_conference", "online_interview", "first_complaint", "meetings", "training",
        "administrative_charge", "waived",
    }
)  # fmt: skip
# Counted whatever the paragraph is about.
_OWN_LINES: Final = ("administrative_charge", "normative_documents_", "rules_")
_ENDS: Final = frozenset({"partly_granted", "refused", "unable", "not_processed"})
_NO_HAVING: Final = re.compile(
    r"(?:发生|产生|召开|举办|组织|开展|制发|制定|出台|废止|设立|设置|安排|配备|列支|设|投入|使用|收取|任何|政府信息公开|政务公开)*"
)
_RECEIVED: Final = re.compile(r"(?:收到|接到|受理|通过|以|采用)*")
_CARRIED: Final = re.compile(r"(?:申请)?(?:结转|转结)(?:的)?(?:申请|件|情况)*(?=[,;。]|$)")
_TURN_OF_YEAR: Final = re.compile(r"(?:(?P<last>上一?年度?)|下一?年度?|次年)(?:的)?$")
_OF_ANYONE: Final = re.compile(
    r"发生(?:任何|其[他它]|有人|公民|群众|个人|法人|组织|单位|或者?|和|、|提出|提交|要求|的)*"
)
_SOME: Final = re.compile(r"部分|个别|有的|一些|少数|多数|不少")
_SOME_BODIES: Final = re.compile(
    r"[\d一二三四五六七八九十]个(?:单位|部门|乡镇|镇|乡|街道|县|区|科室|行政机关)"
)
_ONE_CASE: Final = frozenset({"起", "例", "件", "次", "宗", "项", "人", "条", "份", "个"})


def read_negation(scan: Scan, index: int, none: Term) -> None:
    """State zero for everything that the word for none at `index` denies."""
    if none.name == "free_of_charge":
        _read_free(scan, none)
        return
    if _read_carried(scan, none) or _SOME_BODIES.search(scan.text, scan.clause_start, none.start):
        return  # 有8个单位未收到申请
    named_before = {item.name for item in scan.items[:index] if isinstance(item, Term)}
    if scan.is_plan or scan.is_of_others or "condition" in named_before:
        return
    scope, position = _scope(scan, index)
    if position < len(scan.items) and isinstance(scan.items[position], Amount):
        return
    denied = _denied(scan, none, scope)
    if denied is None:
        return
    start, end = none.start, none.end
    if denied:
        end = max(term.end for term in denied)
    else:
        stop = scan.items[position].start if position < len(scan.items) else scan.sentence.end
        rest = scan.text[none.end : stop].rstrip("。!?")
        if not _CLOSES.fullmatch(rest):
            return
        end += len(rest)
        denied = _denied_before(scan, index)
        start = denied[0].start if denied else start
        denied = denied or _denied_heading(scan)
    found = _TAIL.match(scan.text, end)
    scan.skip_to = max(scan.skip_to, position)
    for term in denied:
        _state_none(scan, term, start, found.end() if found else end)


def _read_carried(scan: Scan, none: Term) -> bool:
    """上年无结转, 下年度没有结转: the year before the word for none says which is denied."""
    carried = _CARRIED.match(scan.text, none.end)
    year = _TURN_OF_YEAR.search(scan.text, scan.clause_start, none.start)
    if carried is None or year is None or not scan.speaks_of_requests():
        return False
    name = "carried_in" if year["last"] else "carried_forward"
    scan.clause_period = "year"  # the year named is not the one that is counted
    _state_none(scan, Term(name, CARRY, year.start(), carried.end()), year.start(), carried.end())
    return True


def _read_free(scan: Scan, free: Term) -> None:
    """依申请公开信息全部免费提供: no fee was taken."""
    if _POLICY.search(scan.text, scan.sentence.start, free.start):
        return
    if not scan.is_plan and (scan.speaks_of_requests() or scan.context.topic in _FEE_TOPICS):
        _state_none(scan, Term("fee", THING, free.start, free.end), free.start, free.end)


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


def _denied(  # noqa: PLR0911  a decision list, most special case first
    scan: Scan, none: Term, scope: Sequence[Term]
) -> list[Term] | None:
    """The countable things that are said not to have been; None where another thing is denied."""
    if scan.text[none.start : none.end].endswith("未") and not _HAPPENING.match(
        scan.text, none.end
    ):
        return None
    heads = _heads(scan, scope)
    if not heads:
        late = [term for term in scope if term.name == "extended"]
        return late if late and late[0].start == none.end else []
    is_of_end = any(scan.text.startswith("败诉", term.start) for term in heads)  # …诉讼败诉
    if is_of_end or heads[-1].name == "expenses":
        return None
    if _QUALIFIED.search(scan.text, none.end, heads[0].start):
        return None
    appeals = [term for term in heads if term.kind == ROUTE or term.name in COMPLAINTS]
    fees = [term for term in heads if term.name in _FEES]
    if fees:
        processing = [term for term in fees if term.name == "processing_fee"]
        return [(processing or fees[-1:])[0], *appeals]
    carried = [term for term in heads if term.kind == CARRY]
    if carried:
        return carried
    if heads[-1].kind == RESULT:
        is_corrected = heads[-1].name == "corrected" and scan.talk.route is not None
        return heads[-1:] if is_corrected else None
    if appeals:
        is_request = heads[0].kind == REQUEST and _is_denied_request(scan, none, heads[0], scope)
        return [*heads[: int(is_request)], *appeals]
    if heads[0].name in _HAVINGS:
        return heads if len(heads) == 1 and _has_none(scan, none, heads[0]) else None
    kinds = {term.kind for term in heads}
    if (
        heads[0].kind == CHANNEL
        and kinds <= {CHANNEL, REQUEST}
        and _is_direct(scan, none, heads[0])
    ):
        return [term for term in heads if term.kind == CHANNEL]
    if heads[0].kind == REQUEST and len(heads) > 1 and _refuses(scan, heads[1:]):
        heads = heads[:1]  # 没有依申请公开和不予公开的政府信息
    if any(term.kind != REQUEST for term in heads):
        return heads[:1] if heads[0].name in _ENDS and kinds <= {OUTCOME, REQUEST} else None
    return heads[-1:] if _is_denied_request(scan, none, heads[-1], scope) else None


def _heads(scan: Scan, scope: Sequence[Term]) -> list[Term]:
    """Terms that can be counted; 公开政府信息 before 申请 only says what was asked for."""
    last_request = max((term.start for term in scope if term.kind == REQUEST), default=-1)
    return [
        term
        for term in scope
        if term.kind in HEADS
        and not (
            term.start < last_request and (term.kind == INFORMATION or _is_applicant(scan, term))
        )
    ]


def _is_applicant(scan: Scan, term: Term) -> bool:
    return scan.text[term.start : term.end] == "申请人"


def _refuses(scan: Scan, terms: Sequence[Term]) -> bool:
    return all(scan.text.startswith("不予公开", term.start) for term in terms)


def _is_direct(scan: Scan, none: Term, head: Term) -> bool:
    return _RECEIVED.fullmatch(scan.text, none.end, head.start) is not None


def _has_none(scan: Scan, none: Term, having: Term) -> bool:
    before = scan.text[scan.clause_start : none.start]
    is_direct = _NO_HAVING.fullmatch(scan.text, none.end, having.start) is not None
    return is_direct and not _SOME.search(before)


def _is_denied_request(scan: Scan, none: Term, request: Term, scope: Sequence[Term]) -> bool:
    before = scan.text[none.end : request.start]
    after = scan.text[request.end : request.end + 4]
    is_last = not any(t.kind in HEADS and t.start > request.start for t in scope)
    if re.search(r"因" if is_last else r"因|对|针对|就|关于|按|涉及|通过|根据", before):
        return False
    if re.match(
        r"(?:的|而|等|所)*(?:引|提|导|产|发生|被|行政|公开|收|答|复|办(?!理(?:事项|情况|业务))|不|相关|工作(?!情况))",
        after,
    ):
        return False
    words = scan.text[none.start : none.end]
    if is_last and _OF_ANYONE.fullmatch(before):
        return True
    acts = [t.name for t in scope if t.kind == ACT and t.start < request.start]
    if words.rstrip("曾有被再").endswith("未"):
        return acts == ["receive"]
    return not acts or acts == ["receive"]


def _denied_before(scan: Scan, index: int) -> list[Term]:
    """行政复议、行政诉讼均未发生: what stands before a word for none that closes its clause."""
    denied: list[Term] = []
    for item in reversed(scan.items[:index]):
        if isinstance(item, Amount) or item.kind == NEGATION or item.name == ";":
            break
        if item.kind == ROUTE or item.name in COMPLAINTS | _FEES:
            denied.append(item)
        elif item.kind == REQUEST and not denied:
            way = next((i for i in scan.items[:index] if i.end == item.start), None)
            is_way = isinstance(way, Term) and way.kind == CHANNEL
            return [way] if is_way and isinstance(way, Term) else [item]
        elif item.kind in (VOID, OUTCOME, RESULT, INFORMATION) and not denied:
            return []
    return denied[::-1]


def _denied_heading(scan: Scan) -> list[Term]:
    """四、收费及减免情况 / 无。: the heading says what there was none of."""
    if scan.found or any(isinstance(item, Amount) or item.kind in HEADS for item in scan.items):
        return []
    named = scan.context.nearest_terms()
    appeals = [term for term in named if term.kind == ROUTE or term.name in COMPLAINTS | _FEES]
    return appeals or [term for term in named if term.kind == REQUEST][:1]


def _state_none(scan: Scan, term: Term, start: int, end: int) -> None:
    thing = _thing_denied(scan, term)
    line = scan.context.lines.get(thing) if thing else None
    if thing is None or line is None:
        return
    zero = Amount(start, end, Decimal(0), None, None, 1, "exact", is_words=True)
    add_statement(scan, thing, line, zero, subject_of(scan, thing, zero))


def _thing_denied(scan: Scan, term: Term) -> str | None:
    if term.kind == REQUEST:
        return "received"
    if term.kind == CARRY:
        return carry_of(scan, term)
    if term.kind == CHANNEL:
        return f"received.{term.name}" if scan.talk.about == "request" else None
    if term.kind == RESULT:
        return f"{scan.talk.route}.{term.name}"
    if term.name in _FEES:
        return fee_thing(scan) if _is_request_fee(scan) else None
    is_appeal = term.kind == ROUTE or term.name in COMPLAINTS
    is_tied = scan.speaks_of_appeals(term) if is_appeal else scan.is_tied()
    return term.name if is_tied or term.name.startswith(_OWN_LINES) else None


def _is_request_fee(scan: Scan) -> bool:
    words = scan.sentence.words
    is_named = bool(_REQUEST_FEE.search(words)) or scan.context.topic in _FEE_TOPICS
    is_named = is_named or scan.talk.says_received  # 收到申请13件。未收取任何费用。
    return is_named and "行政事业性" not in words
