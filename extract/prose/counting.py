"""Which thing an amount counts: finds the term that it belongs to.

First that applies:
1. the nearest term left of it in its own member of the list (`当面申请31件`);
2. the term that follows it (`92件申请`, `3051场专题培训`);
3. what was done, with the requests that the sentence is about (`共受理5件`);
4. the nearest term left of it over commas, if no other amount lies between (`…的,共2件`).
Between term and amount only words that change nothing may stand (`scan.LEFT_FILLER`), so that
`行政许可事项599项` or `政策解读专栏3个` never count what they merely mention.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extract.contract import WHOLE_REPORT
from extract.prose.amounts import MONEY_UNITS, PERSON_UNITS, Amount
from extract.prose.context import ELSE
from extract.prose.lexicon import Term
from extract.prose.scan import HEADS, LEFT_FILLER, Scan, is_kind, last_of
from extract.prose.statements import Statement
from extract.prose.stating import ONE_TOTAL
from extract.prose.subjects import PART
from extract.prose.things import ALL_RESULTS, done_with, fee_thing, thing_of
from extract.prose.vocabulary import ACT, APPLICANT, CARRY, CHANNEL, INFORMATION, OUTCOME, VOID

# What may follow an amount that counts what stands before it. Another noun there is what it counts.
_AFTER_AMOUNT: Final = re.compile(
    r"$|(?:政府)?信息(?:[,;。]|$)|负责(?!人)|[,;。、:()"
    r"!?/…\s\d的均全已皆都并且同比较占其和及与以按依经在于是为由因将未无没尚正结顺转含包另还又也但而"
    r"对从被予属不办答回到分左增减下通主向至环提有举受申当网信传行复诉维驳撤告部拒收总共平累变涉发参培接兼专整调升降〓]"
)
_UNDER_WAY: Final = re.compile(r"(?:仍|尚|正|还)?在(?:办理?|处理)(?:之?中|过程中|期限内)?,")
_IS_SUBJECT: Final = re.compile(r"(?:申请)?(?:均|都|全部)?(?:属|系|是|为|涉及)")
_COORDINATED: Final = re.compile(r"(?:[、,和及与或]|以及|或者|数量|案件|申请|\s)*")
_MOVED: Final = re.compile(
    r"(?:主动)?(?:公开|发布|刊登|刊载|刊发|推送|的|共|有|\(|提交|提出|递交|投递|受理|收到|方式|渠道|申请)*"
)
_NAMED_PLACE: Final = re.compile(r"[\u4e00-\u9fff]{1,8}(?:市|县|区|州|旗|镇|乡|街道|局|委|厅|办)")
_OF_THIS_YEAR: Final = re.compile(
    r"(?:其中:?)?(?:本年度?|今年|当年|\d{4}年度?)(?:的|新增|共|有|为)*"
)
_TAKEN_ON: Final = frozenset({"handle", "receive"})
_SAYS_SUM: Final = re.compile(r"共|计")
_CARRIES: Final = frozenset({CARRY})
_APPLICANTS: Final = frozenset({APPLICANT})
_TOTAL_OF_FEES: Final = re.compile(r"总金额|共收取|收取(?:的)?金额")
_FEES: Final = frozenset({"fee", "processing_fee"})


def things_counted(scan: Scan, index: int, amount: Amount) -> list[str] | None:
    """Names of the things that an amount counts; None where it counts something else."""
    member = scan.left(index, "、,;:()")
    right = scan.right(index)
    left_head, right_head = last_of(member, HEADS), scan.right_head(right, amount)
    acts = [term for term in member if term.kind == ACT]
    may_count_left = bool(_AFTER_AMOUNT.match(scan.text, amount.end))
    if left_head is not None and may_count_left and _reaches(scan, left_head, member, amount):
        return _things(scan, left_head, _clause(scan, index), amount, index)
    if left_head is not None and (left_head.kind == VOID or right_head is None):
        return None
    under_way = _carried_after(scan, index, amount) if CARRY in scan.kinds else None
    carry = under_way or last_of(right, _CARRIES)
    if left_head is None and carry is not None and (right_head is None or under_way is not None):
        # 7件因未到期限顺延至下年度
        return _things(scan, carry, [*_clause(scan, index), *right], amount, index)
    applicant = _applicant(scan, member, amount)
    if applicant and may_count_left:
        return applicant
    if right_head is not None and not (acts and right_head.kind == ACT):
        return _things(scan, right_head, [*_clause(scan, index), *right], amount, index)
    return _without_head(scan, index, amount, member, acts) if may_count_left else None


def _carried_after(scan: Scan, index: int, amount: Amount) -> Term | None:
    """尚有2件在办理中,结转下年: what is said of the number after a comma."""
    after = scan.items[index + 1 : index + 4]
    carry = next((item for item in after if is_kind(item, CARRY)), None)
    if not isinstance(carry, Term) or not _UNDER_WAY.fullmatch(scan.text, amount.end, carry.start):
        return None
    return carry


def _clause(scan: Scan, index: int) -> list[Term]:
    return scan.left(index, ",;:()")


def _without_head(  # noqa: PLR0911  the decision list goes on: no term beside the amount
    scan: Scan, index: int, amount: Amount, member: Sequence[Term], acts: Sequence[Term]
) -> list[str] | None:
    if scan.talk.handled and _OF_THIS_YEAR.fullmatch(
        scan.text, scan.member_start(index), amount.start
    ):
        return ["received"]  # 办理20件,本年度18件,结转上年2件
    both = _sum(scan, index, amount) if {act.name for act in acts} <= _TAKEN_ON else []
    if both:
        return both
    if amount.measure in MONEY_UNITS and _is_total_of_notices(scan, index):
        return ["processing_fee"]
    if amount.measure in MONEY_UNITS and acts:
        return _goes_on(scan, [], amount)  # 累计收取1200元,今年收取300元
    if acts and scan.is_thin(acts[-1].end, amount.start, member):
        return done_with(scan, _clause(scan, index), amount, acts)
    if _names_part_only(scan, index, amount):
        return [scan.talk.of_which or ""]
    if _is_of_another_period(scan) and scan.is_thin(scan.member_start(index), amount.start, member):
        return [scan.found[-1].thing]
    if member and not scan.is_thin(member[0].start, amount.start, member):
        return _goes_on(scan, member, amount)
    return _over_commas(scan, index, amount)


def _is_of_another_period(scan: Scan) -> bool:
    """今年15件,历年累计56件; 今年15件,2017年为12件: the same thing at another time.

    So is 累计56件,其中今年新增15件.
    """
    if not scan.found:
        return False
    now, before = scan.clause_period or scan.talk.period, scan.found[-1].period
    return scan.clause_period not in (None, "year") or (now == "year" and before == "cumulative")


def _reaches(scan: Scan, head: Term, member: Sequence[Term], amount: Amount) -> bool:
    if scan.is_thin(head.end, amount.start, member):
        return True
    is_moved = head.kind in (CHANNEL, INFORMATION)  # 政府网站公开8000条
    return is_moved and bool(_MOVED.fullmatch(scan.text, head.end, amount.start))


def _over_commas(scan: Scan, index: int, amount: Amount) -> list[str] | None:
    for marks in (",;()", ";()", ""):
        wider = scan.left(index, marks)
        head = last_of(wider, HEADS)
        if head is not None:
            if scan.is_thin(head.end, amount.start, wider, extra=","):
                things = _things(scan, head, wider, amount, index)
                return None if _is_counted(scan, head, things) else things
            return None
        acts = [term for term in wider if term.kind == ACT]
        if acts and _IS_SUBJECT.match(scan.text, amount.end):
            return None  # 均已答复,3件均属于可以公开的信息
        if acts and scan.is_thin(acts[-1].end, amount.start, wider, extra=","):
            return done_with(scan, wider, amount)
    if LEFT_FILLER.fullmatch(scan.text, scan.member_start(index), amount.start):
        return _goes_on(scan, [], amount) or []
    return None


def _is_counted(scan: Scan, head: Term, things: Sequence[str] | None) -> bool:
    """其中1件属执法案卷,6件撤回: the amount before a name has counted it."""
    if not scan.found or not things:
        return False
    last = scan.found[-1]
    return last.end <= head.start and last.thing in things


def _sum(scan: Scan, index: int, amount: Amount) -> list[str]:
    """新收132件,上年结转2件,共计134件: both counted together; and all results together."""
    if not _SAYS_SUM.search(scan.text, scan.member_start(index), amount.start):
        return []
    results = [one.value for one in scan.found if one.thing in ALL_RESULTS]
    if "results_total" in scan.context.lines and results and sum(results) == amount.value:
        return ["results_total"]
    things = {statement.thing for statement in scan.found[-2:]}
    if things == {"received", "carried_in"}:
        return ["received_incl_carried_in"]
    parts = [one for one in scan.found if one.subject != WHOLE_REPORT]
    if len(things) == 1 and parts == scan.found and _adds_up(parts, amount):
        scan.talk.subject = WHOLE_REPORT  # 部门收到96件,镇街收到41件,合计137件
        return [parts[0].thing]
    return []


def _adds_up(parts: Sequence[Statement], amount: Amount) -> bool:
    is_one_thing = len({one.thing for one in parts}) == 1
    return is_one_thing and sum(one.value for one in parts) == amount.value


def _applicant(scan: Scan, member: Sequence[Term], amount: Amount) -> list[str]:
    """其中自然人10件: who applied, of the requests just counted."""
    named = last_of(member, _APPLICANTS)
    if named is None or not scan.is_thin(named.end, amount.start, member):
        return []
    of_which = scan.talk.of_which
    if of_which in scan.context.lines:
        return [of_which]
    return ["received"] if scan.talk.about == "request" else []


def _names_part_only(scan: Scan, index: int, amount: Amount) -> bool:
    """其中县直部门3200条: under a total, a part's name and an amount say the part's share."""
    if scan.talk.of_which in (None, "request", "information", ELSE):
        return False
    words = scan.text[scan.member_start(index) : amount.start]
    words = re.sub(r"^其中|(?:共|有|为|收到|受理|公开)+$", "", words.strip(":,、"))
    return bool(words) and bool(PART.fullmatch(words) or _NAMED_PLACE.fullmatch(words))


def _goes_on(scan: Scan, member: Sequence[Term], amount: Amount) -> list[str] | None:
    """培训班2期300人次: the amount goes on about the thing before it."""
    before = scan.talk.thing
    if amount.measure in PERSON_UNITS and before == "training":
        is_attendance = amount.measure == "人次" or not member
        return ["trainees"] if is_attendance and last_of(member, HEADS) is None else None
    if amount.measure in MONEY_UNITS:
        fees = [item for item in scan.items if isinstance(item, Term) and item.name in _FEES]
        thing = fee_thing(scan) if any(fee.end <= amount.start for fee in fees) else None
        return [thing] if thing else None
    is_principal = any(term.name == "principal" for term in member)
    if is_principal and before in ("press_conference", "online_interview"):
        return [f"{before}.principal"]
    return None


def _is_total_of_notices(scan: Scan, index: int) -> bool:
    """发出收费通知2件,总金额300元, where nothing is said of what was really collected."""
    names = [item.name for item in scan.items if isinstance(item, Term)]
    words = scan.text[scan.member_start(index) : scan.items[index].start]
    is_total = "fee_notice" in names and "fee_collected" not in names
    is_processing = "处理费" in scan.sentence.words
    return is_total and is_processing and _TOTAL_OF_FEES.search(words) is not None


def _things(
    scan: Scan, head: Term, clause: Sequence[Term], amount: Amount, index: int
) -> list[str] | None:
    if head.kind == ACT:
        return done_with(scan, clause, amount)
    thing = thing_of(scan, head, clause, amount)
    rival = _coordinated_rival(scan, head, index)
    if rival is not None and head.kind != CHANNEL:
        other = thing_of(scan, rival, clause, amount)
        if thing and other and thing != other:
            if scan.context.divides(other, thing):
                return [other]  # 因属于国家秘密不予公开3件
            if amount.value == 0:
                return [other, thing]  # 行政复议、诉讼0件: none of either
            scan.doubt(amount, f"one number for {rival.name} and {head.name} together")
            return []
    if thing == "closed" and scan.context.form not in ONE_TOTAL and _is_broken_down(scan, index):
        return [thing, "replied"]  # concluded, and broken down by how they were answered
    return [thing] if thing else None


def _is_broken_down(scan: Scan, index: int) -> bool:
    """Whether outcomes with amounts of their own follow, more than one of them."""
    after = list(scan.items[index + 1 :])
    stop = next((at for at, i in enumerate(after) if isinstance(i, Term) and i.name == ";"), None)
    after = after[:stop]
    counted = [
        item
        for place, item in enumerate(after)
        if is_kind(item, OUTCOME)
        and any(isinstance(other, Amount) for other in after[max(place - 1, 0) : place + 2])
    ]
    return len(counted) > 1


def _coordinated_rival(scan: Scan, head: Term, index: int) -> Term | None:
    """Another name joined to the head by 和 or 、 that would have to share its amount."""
    before: Term | None = None
    settled = scan.found[-1].end if scan.found else 0
    for item in scan.items[:index]:
        if item is head:
            break
        if item.end <= settled:
            continue
        if isinstance(item, Amount):
            before = None
        elif item.kind in HEADS:
            before = item
    if before is None or before.kind != head.kind:
        return None
    return before if _COORDINATED.fullmatch(scan.text, before.end, head.start) else None
