"""Which thing an amount counts.

How an amount finds what it counts, first that applies:
1. the nearest term left of it in its own member of the list (`当面申请31件`);
2. the term that follows it (`92件申请`, `3051场专题培训`);
3. what was done, with the requests that the sentence is about (`共受理5件`);
4. the nearest term left of it over commas, if no other amount lies between (`…的,共2件`).
Between term and amount only words that change nothing may stand (`LEFT_FILLER`), so that
`行政许可事项599项` or `政策解读专栏3个` never count what they merely mention.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extract.prose.amounts import CASE_UNITS, EVENT_UNITS, MONEY_UNITS, PERSON_UNITS, Amount
from extract.prose.context import ELSE
from extract.prose.lexicon import Term
from extract.prose.scan import HEADS, LEFT_FILLER, Scan, is_kind, last_of
from extract.prose.subjects import PART, WHOLE
from extract.prose.vocabulary import (
    ACT,
    APPLICANT,
    CARRY,
    CHANNEL,
    INFORMATION,
    LINK,
    OUTCOME,
    REASON,
    REQUEST,
    RESULT,
    ROUTE,
    TIME,
    VOID,
)

_REQUEST_CHANNELS: Final = frozenset(
    {"in_person", "fax", "internet", "website", "request_channel_form", "letter"}
)
_ITEM_CHANNELS: Final = frozenset({"gazette", "website", "microblog", "wechat", "other_channel"})
_AFTER_AMOUNT: Final = re.compile(
    r"$|[,;。、:()!?/…\s\d]|的|均|全|已|皆|都|并|且|同|比|较|占|其|和|及|与|以|按|依|经|在|于|是|为|由|因|将|未|无|没|尚|正|"
    r"结|顺|转|含|包|另|还|又|也|但|而|对|从|被|予|属|不|办|答|回|到|分|左|增|减|下|通|主|向|至|较|环|提|有|举|受|申|当|网|信|传|"
    r"行|复|诉|维|驳|撤|告|同意|部|拒|其|收|总|共|平|累|涉|发|参|培|接|兼|专|〓"
)
_COORDINATED: Final = re.compile(r"(?:[、,和及与或]|以及|或者|数量|案件|申请|\s)*")
_MOVED: Final = re.compile(r"(?:主动)?(?:公开|发布|推送|提交|提出|递交|投递|受理|收到|方式|渠道|申请)*")
_NAMED_PLACE: Final = re.compile(r"[\u4e00-\u9fff]{1,8}(?:市|县|区|州|旗|镇|乡|街道|局|委|厅|办)")
_FEES: Final = frozenset({"fee", "processing_fee"})


def things_counted(scan: Scan, index: int, amount: Amount) -> list[str] | None:
    """Names of the things that an amount counts; None where it counts something else."""
    member = scan.left(index, "、,;:()")
    clause = scan.left(index, ",;:()")
    right = scan.right(index)
    head = last_of(member, HEADS)
    after_ok = bool(_AFTER_AMOUNT.match(scan.text, amount.end))
    if head is not None:
        if after_ok and (
            scan.is_thin(head.end, amount.start, member)
            or head.kind in (CHANNEL, INFORMATION)
            and _MOVED.fullmatch(scan.text, head.end, amount.start)
        ):
            return _things(scan, head, clause, member, amount, index)
        right_head = scan.right_head(right, amount)
        if right_head is not None and head.kind not in (VOID,):
            return _things(scan, right_head, [*clause, *right], right, amount, index)
        return None
    right_head = scan.right_head(right, amount)
    acts = [term for term in member if term.kind == ACT]
    if right_head is not None and not (acts and right_head.kind == ACT):
        if right_head.kind == ACT:
            return _acted(scan, [right_head, *right], amount)
        return _things(scan, right_head, [*clause, *right], right, amount, index)
    if not after_ok:
        return None
    if acts and scan.is_thin(acts[-1].end, amount.start, member):
        return _acted(scan, clause, amount)
    if _names_part_only(scan, index, amount):
        return [scan.talk.of_which or ""]
    if member and not scan.is_filler(member, amount):
        return _by_unit(scan, member, amount)
    return _over_commas(scan, index, amount)


def _over_commas(scan: Scan, index: int, amount: Amount) -> list[str] | None:
    for marks in (",;()", ";()", ""):
        wider = scan.left(index, marks)
        head = last_of(wider, HEADS)
        if head is not None:
            if scan.is_thin(head.end, amount.start, wider, extra=","):
                clause = [t for t in wider]
                return _things(scan, head, clause, clause, amount, index)
            return None
        acts = [term for term in wider if term.kind == ACT]
        if acts and scan.is_thin(acts[-1].end, amount.start, wider, extra=","):
            return _acted(scan, wider, amount)
    start = scan.member_start(index)
    if LEFT_FILLER.fullmatch(scan.text, start, amount.start):
        return _by_unit(scan, [], amount)
    return None


def _names_part_only(scan: Scan, index: int, amount: Amount) -> bool:
    """其中县直部门3200条: under a total, a part's name and an amount say the part's share."""
    if scan.talk.of_which in (None, "request", ELSE):
        return False
    words = scan.text[scan.member_start(index) : amount.start]
    words = re.sub(r"^其中|(?:共|有|为|收到|受理|公开)+$", "", words.strip(":,、"))
    return bool(words) and bool(PART.fullmatch(words) or _NAMED_PLACE.fullmatch(words))


def _by_unit(scan: Scan, member: Sequence[Term], amount: Amount) -> list[str] | None:
    """培训班2期300人次: the second amount goes on about the same event."""
    if amount.measure in PERSON_UNITS and scan.talk.thing == "training" and not last_of(member, HEADS):
        if amount.measure == "人次" or not member:
            return ["trainees"]
    if amount.measure in MONEY_UNITS:
        is_fee = any(
            isinstance(item, Term) and item.name in _FEES and item.end <= amount.start
            for item in scan.items
        )
        thing = fee_thing(scan) if is_fee else None
        return [thing] if thing else None
    if any(term.name == "principal" for term in member):
        if scan.talk.thing in ("press_conference", "online_interview"):
            return [f"{scan.talk.thing}.principal"]
    return None


def _things(
    scan: Scan,
    head: Term,
    clause: Sequence[Term],
    member: Sequence[Term],
    amount: Amount,
    index: int,
) -> list[str] | None:
    rival = _coordinated_rival(scan, head, index)
    if rival is not None and head.kind != CHANNEL:
        thing = thing_of(scan, head, clause, amount)
        other = thing_of(scan, rival, clause, amount)
        if thing and other and thing != other:
            scan.doubt(amount, f"one number for {rival.name} and {head.name} together")
            return []
    if head.kind == ACT:
        return _acted(scan, clause, amount)
    thing = thing_of(scan, head, clause, amount)
    if thing is None:
        return None
    things = [thing]
    if thing == "closed" and _outcomes_follow(scan, index):
        things.append("replied")
    return things


def _coordinated_rival(scan: Scan, head: Term, index: int) -> Term | None:
    """Another name joined to the head by 和 or 、 that would have to share its amount."""
    before: Term | None = None
    for item in scan.items[:index]:
        if item is head:
            break
        if isinstance(item, Amount):
            before = None
        elif item.kind in HEADS:
            before = item
    if before is None or before.kind != head.kind:
        return None
    if not _COORDINATED.fullmatch(scan.text, before.end, head.start):
        return None
    return before


def thing_of(scan: Scan, head: Term, clause: Sequence[Term], amount: Amount) -> str | None:
    kind, name, talk = head.kind, head.name, scan.talk
    if kind == VOID:
        return None
    if kind == CARRY:
        is_other = talk.about not in (None, "request") and not any(t.kind == REQUEST for t in clause)
        return None if is_other else carry_of(scan, head)
    if kind == ROUTE:
        if not scan.is_tied():
            return None
        return name
    if kind == RESULT:
        route = talk.route
        if route is None or talk.about in ("request", "information", "else"):
            return None
        return f"{route}.{name}"
    if kind in (OUTCOME, REASON):
        return _outcome(scan, head, clause)
    if kind == REQUEST:
        return _requested(scan, head, clause)
    if kind == CHANNEL:
        return _through(scan, head, clause, amount)
    if kind == INFORMATION:
        return _published(scan, head, clause)
    return _direct(scan, head, clause, amount)


def carry_of(scan: Scan, head: Term) -> str | None:
    if scan.context.report_year is not None:
        for year in re.findall(r"\d{4}", scan.text[head.start : head.end]):
            is_later = int(year) > scan.context.report_year
            if is_later != (head.name == "carried_forward"):
                return None
    return head.name


def _outcome(scan: Scan, head: Term, clause: Sequence[Term]) -> str | None:
    if scan.talk.about in ("else", "information", "complaint", "review", "suit"):
        return None
    if scan.talk.about is None and "申请" not in scan.text and "答复" not in scan.text:
        return None
    if head.name == "refused":
        reasons = {term.name for term in clause if term.kind == REASON}
        if len(reasons) == 1 and "等" not in scan.text[clause[0].start : head.start]:
            return reasons.pop()
    return head.name


def _requested(scan: Scan, head: Term, clause: Sequence[Term]) -> str | None:
    words = scan.text[head.start : head.end]
    if "公开" not in words and not scan.speaks_of_requests():
        return None
    channels = [t.name for t in clause if t.kind == CHANNEL and t.name in _REQUEST_CHANNELS]
    acts = [term.name for term in clause if term.kind == ACT]
    carried = [term for term in clause if term.kind == CARRY]
    if carried:
        return carry_of(scan, carried[-1])
    if "receive" not in acts and channels:
        return f"received.{channels[-1]}" if len(set(channels)) == 1 else None
    if "receive" in acts:
        return f"received.{channels[0]}" if len(set(channels)) == 1 and not _or_more(scan, clause) else "received"
    ended = [term for term in clause if term.kind in (OUTCOME, REASON)]
    if ended:
        return _outcome(scan, ended[-1], clause)
    done = _done(scan, acts)
    if done:
        return done
    if "handle" in acts or "信息" in words.removeprefix("依申请公开")[:4] and "申请" not in words[3:]:
        return "ambiguous"
    if scan.talk.of_which is not None and not any(t.kind == APPLICANT for t in clause):
        return None
    start = max(
        [scan.clause_start]
        + [i.end for i in scan.items if isinstance(i, Amount) and i.end <= head.start]
    )
    before = WHOLE.sub("", scan.text[start : head.start])
    for term in clause:
        if term.kind in (APPLICANT, TIME, LINK):
            before = before.replace(scan.text[term.start : term.end], "")
    if "公开" not in words and not LEFT_FILLER.fullmatch(before):
        return None  # 撤回申请1件
    return "received"


def _or_more(scan: Scan, clause: Sequence[Term]) -> bool:
    channel = next(term for term in clause if term.kind == CHANNEL)
    return scan.text[channel.end : channel.end + 1] == "等"


def _done(scan: Scan, acts: Sequence[str]) -> str | None:
    for name, thing in (
        ("on_time", "on_time"),
        ("extended", "extended"),
        ("reply", "replied"),
        ("close", "closed"),
    ):
        if name in acts:
            return thing
    return None


def _acted(scan: Scan, clause: Sequence[Term], amount: Amount) -> list[str] | None:
    """共受理5件, 已答复3件: what was done, of what the talk is about."""
    acts = [term.name for term in clause if term.kind == ACT]
    about = scan.talk.about
    if amount.measure is not None and amount.measure not in CASE_UNITS:
        return None
    if about == "request":
        carried = [term for term in clause if term.kind == CARRY]
        if carried:
            thing = carry_of(scan, carried[-1])
            return [thing] if thing else None
        if "receive" in acts:
            return ["received"]
        done = _done(scan, acts)
        return [done] if done else None
    if about in ("review", "suit", "complaint", "suit_direct", "suit_after_review"):
        return [about] if "receive" in acts else None
    return None


def _through(scan: Scan, head: Term, clause: Sequence[Term], amount: Amount) -> str | None:
    name = head.name
    acts = [term.name for term in clause if term.kind == ACT]
    if scan.talk.about == "request" and name in _REQUEST_CHANNELS:
        channels = {t.name for t in clause if t.kind == CHANNEL}
        if len(channels) > 1 and "respectively" not in {t.name for t in scan.items if isinstance(t, Term)}:
            return "received" if "receive" in acts else None
        return f"received.{name}"
    if scan.talk.about == "information" and name in _ITEM_CHANNELS:
        return f"disclosed.{name}"
    return None


def _published(scan: Scan, head: Term, clause: Sequence[Term]) -> str | None:
    words = scan.text[head.start : head.end]
    if head.name == "interpretation":
        return "interpretation"
    channels = {t.name for t in clause if t.kind == CHANNEL}
    if channels:
        named = channels & _ITEM_CHANNELS
        if len(channels) == 1 and named and not _or_more(scan, clause):
            return f"disclosed.{named.pop()}"
        is_all = "其他" in scan.text[clause[0].start : head.start] or _or_last(scan, clause)
        return "disclosed" if head.name == "disclosed" and len(channels) > 1 and is_all else "ambiguous"
    if head.name == "disclosed":
        return "disclosed"
    if head.name == "disclosed_bare":
        return "disclosed"
    if re.search(r"相关|有关", words):
        return None
    if "政府信息" in words and words.startswith("公开"):
        return "disclosed"
    return None


def _or_last(scan: Scan, clause: Sequence[Term]) -> bool:
    channel = [term for term in clause if term.kind == CHANNEL][-1]
    return scan.text[channel.end : channel.end + 1] == "等"


def _direct(scan: Scan, head: Term, clause: Sequence[Term], amount: Amount) -> str | None:
    name = head.name
    names = [term.name for term in clause]
    if name in ("staff", "full_time", "part_time", "full_and_part_time", "training", "meetings", "trainees"):
        if not scan.is_tied():
            return None
    if "void" in names and name in ("meetings", "training", "trainees", "staff"):
        return None
    if name == "training":
        if amount.measure in PERSON_UNITS:
            return "trainees"
        if "参加" in scan.text[max(scan.clause_start, head.start - 12) : head.start]:
            return None
    if name == "trainees" and amount.measure in EVENT_UNITS - PERSON_UNITS:
        return "training"
    if name == "staff" and amount.measure in PERSON_UNITS:
        if "training" in names or scan.text[amount.end : amount.end + 2] in ("参加", "参训"):
            return "trainees"
    if name == "full_and_part_time":
        return "staff"
    if name in ("press_conference", "online_interview") and "principal" in names:
        return f"{name}.principal"
    if name == "complaint" and not (scan.is_tied() and _is_complaint_of_disclosure(scan, head)):
        return None
    if name == "fee_collected":
        return "processing_fee"
    if name in ("fee_notice", "fee_part"):
        return None
    if name == "fee":
        return None if _is_fee_part(scan, head) else fee_thing(scan)
    return name


def _is_complaint_of_disclosure(scan: Scan, head: Term) -> bool:
    before = scan.text[scan.clause_start : head.start]
    topic = scan.context.topic()
    return "公开" in before or topic in ("complaint", "appeal", "review", "suit", "request")


def _is_fee_part(scan: Scan, head: Term) -> bool:
    words = scan.text[head.start : head.end]
    return bool(re.search(r"检索|复制|邮寄|递送|打印", words)) and not re.search(r"[、和及与等]", words)


def fee_thing(scan: Scan) -> str | None:
    if "处理费" in scan.sentence.words:
        return "processing_fee"
    return "fee" if "fee" in scan.context.lines else "processing_fee"


def _outcomes_follow(scan: Scan, index: int) -> bool:
    return any(is_kind(item, OUTCOME) for item in scan.items[index + 1 :])
