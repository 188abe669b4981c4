"""What a term counts in its clause: the name of a thing in `vocabulary.LINES`, or None.

One function for each kind of term; a decision list reads from the most special case down.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extract.contract import WHOLE_REPORT
from extract.prose.amounts import CASE_UNITS, EVENT_UNITS, ITEM_UNITS, PERSON_UNITS, Amount
from extract.prose.lexicon import Term
from extract.prose.scan import LEFT_FILLER, Scan, is_kind
from extract.prose.statements import Statement
from extract.prose.subjects import WHOLE
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

HANDLED: Final = "handled"  # the new ones and those carried in, or something else
AMBIGUOUS: Final = "ambiguous"  # speaks of a line, and which one cannot be told

# What the results of the forms of 2019 and 2021 add up from.
OTHERS: Final = "other"  # the column of applicants of no named kind
_NAMED_APPLICANTS: Final = (
    ".natural_person", ".commercial", ".research", ".public_welfare", ".legal_service",
)  # fmt: skip
ALL_RESULTS: Final = (
    "granted", "partly_granted", "refused", "unable", "not_processed", "other_handling",
)  # fmt: skip
COMPLAINTS: Final = frozenset({"complaint", "administrative_complaint"})
_REQUEST_CHANNELS: Final = frozenset(
    {
        "in_person",
        "fax",
        "internet",
        "website",
        "request_channel_form",
        "letter",
        "other_request_channel",
    }
)
_ITEM_CHANNELS: Final = frozenset({"gazette", "website", "microblog", "wechat", "other_channel"})
# In the order in which one act outweighs another: 按时答复办结 is on time.
_DONE: Final = {"on_time": "on_time", "extended": "extended", "reply": "replied", "close": "closed"}
_APPEALS: Final = frozenset({"review", "suit", "complaint", "suit_direct", "suit_after_review"})
_OF_DISCLOSURE_WORK: Final = frozenset(
    {"staff", "full_time", "part_time", "full_and_part_time", "training", "meetings", "trainees"}
)
_EVENTS_AND_PEOPLE: Final = frozenset({"meetings", "training", "trainees", "staff"})
_WORDS_OF_TIME: Final = re.compile(r"\d{4}年度?|\d{1,2}月(?:\d{1,2}日)?|[本今当]年度?|全年|新增|共")
_ALL_FEES: Final = re.compile(
    r"信息公开(?:有关)?(?:的)?(?:共|总)?(?:收费|收取)|信息公开费用|收费总[数额]"
)
_ACCOUNTS: Final = frozenset({"个", "家", "户"})
_ALL_INFORMATION: Final = re.compile(r"公开.*政府信息")
_DEFINITE: Final = re.compile(
    r"(?:对|针对|就)[^,;]+的.{1,4}$|(?:对于|上述|以上|这)[\d一二两三四五六七八九十百]+[件宗条份](?:的)?$"
)
_OF_REQUESTS: Final = re.compile(
    r"的?[\d,零一二三四五六七八九十百]+[件宗条](?:政府信息公开)?申请"  # 不予公开的3件申请
)
_DEALT_WITH: Final = re.compile(r"[均已全部]*作出了?(?:书面)?(?:处理|答复)")
_PUBLISHED: Final = re.compile(r"(?:主动)?(?:公开|发布|刊登|刊载|推送)")
_OTHER_REQUESTS: Final = re.compile(
    r"(?:办事|许可|审批|业务|服务|登记|补贴|补助|救助|低保|资助|贷款|仲裁|执行|认定|评审|项目|入学|注册|备案|"
    r"资格|职称|行政|证照|证件|调解|援助)(?:类|事项|的)?$"
)
_OF_A_KIND: Final = frozenset({"reply", "close", "handle"})
_SOME_KIND: Final = re.compile(
    r"公开类|会同|协助|配合|经[^,;。]{1,8}后|会商|研判|复杂|疑难|征求|电话|当场|口头|协商"
)
_OTHER_COMPLAINTS: Final = re.compile(
    r"市场监管|消费者|热线|平台|信访|环境|环保|纪检|监察|网信|双随机|抽查"
)
_WITH_OTHERS: Final = re.compile(r"(?:咨询|求助|建议|意见)(?:和|、|及|与|或)?$")
_APPOINTED: Final = re.compile(
    r"(?:指定|制定|确定|明确|安排|指派|抽调)(?:了|专人)?$"
)  # not all there are
_TRAINED: Final = re.compile(r"参加|参训")
_LABEL_OF_REQUESTS: Final = re.compile(r"申请(?:总数|总量)")
_LETTERS: Final = re.compile(r"来信|信件|来访|上门|到访")
_DECISIONS: Final = frozenset({"licences", "penalties", "coercion"})
_SHOWN: Final = re.compile(r"公示|公布|公开|上传|归集|晒")
_OF_EITHER: Final = frozenset({"normative_documents_repealed", "normative_documents_in_force"})
_DOCUMENTS: Final = ("normative_documents", "rules")
_FEE_PARTS: Final = frozenset({"search", "postage", "delivery", "copies", "discs", "diskettes"})
_RENAMED: Final = {
    "full_and_part_time": "staff",
    "fee_collected": "processing_fee",
    "fee_notice": None,
    "fee_part": None,
}
_ATTENDED_WITHIN: Final = 12  # characters before 培训 in which 参加 means another body's training


def thing_of(scan: Scan, head: Term, clause: Sequence[Term], amount: Amount) -> str | None:
    """The thing that an amount counts if `head` is its term and `clause` the terms around it."""
    kind = head.kind
    if kind == VOID:
        thing = None
    elif kind == CARRY:
        thing = carry_of(scan, head) if _is_carry_of_requests(scan, clause) else None
    elif kind == ROUTE:
        thing = head.name if scan.speaks_of_appeals(head) else None
    elif kind == RESULT:
        thing = _result(scan, head)
    elif kind in (OUTCOME, REASON):
        thing = _outcome(scan, head, clause)
    elif kind == REQUEST:
        thing = _requested(scan, head, clause)
    elif kind == CHANNEL:
        thing = _through(scan, head, clause, amount)
    elif kind == INFORMATION:
        thing = _published(scan, head, clause)
    else:
        thing = _direct(scan, head, clause, amount)
    return thing


def done_with(
    scan: Scan, clause: Sequence[Term], amount: Amount, nearest: Sequence[Term] = ()
) -> list[str] | None:
    """共受理5件, 已答复3件: what was done, of what the talk is about.

    `nearest` are the acts of the amount's own member of a list, `clause` all terms of its clause.
    """
    if clause[-1].name == "publish" and _is_a_result(scan, clause[-1], amount):
        return ["granted"]
    if clause[-1].name == "publish":
        return ["disclosed"] if _of_all_information(scan, clause[-1], amount) else None
    if amount.measure is not None and amount.measure not in CASE_UNITS:
        return None
    acts = {term.name for term in nearest or clause if term.kind == ACT}
    if _is_of_some_kind(scan, acts, amount.start):
        return None
    about = scan.talk.about
    thing: str | None = None
    if about == "request":
        carried = [term for term in clause if term.kind == CARRY]
        if carried:
            thing = carry_of(scan, carried[-1])
        else:
            thing = "received" if "receive" in acts else _done(acts)
    elif about in _APPEALS:
        # 收到12件,受理11件,办结9件: the first is the number, unless the others are its parts.
        is_counted = any(one.thing == about for one in scan.found) and not scan.talk.of_which
        is_total = "receive" in acts and not is_counted
        thing = about if is_total else f"{about}.other_end"
    elif "extended" in acts and scan.is_tied():
        thing = "extended"  # nothing else is concluded late by leave
    return [thing] if thing else None


def _is_a_result(scan: Scan, act: Term, amount: Amount) -> bool:
    """答复22件,其中公开1件: of requests, 公开 is how some of them ended."""
    words = scan.text[act.start : act.end]
    is_divided = scan.talk.of_which is not None or scan.talk.thing in ("replied", "closed")
    is_of_requests = scan.talk.about == "request" and is_divided
    return is_of_requests and words == "公开" and amount.measure in CASE_UNITS


def _of_all_information(scan: Scan, act: Term, amount: Amount) -> bool:
    """其中2018年公开680条: nothing but time before the act, so that it is of all information."""
    before = _WORDS_OF_TIME.sub("", scan.text[scan.clause_start : act.start])
    is_item = amount.measure is None or amount.measure in ITEM_UNITS
    return is_item and scan.talk.about == "information" and bool(LEFT_FILLER.fullmatch(before))


def carry_of(scan: Scan, head: Term) -> str | None:
    """Carried in or forward; None where the year named with it is on the wrong side."""
    report_year = scan.context.report_year
    for year in re.findall(r"\d{4}", scan.text[head.start : head.end]):
        if report_year is not None and (int(year) > report_year) != (
            head.name == "carried_forward"
        ):
            return None
    return head.name


def fee_thing(scan: Scan, head: Term | None = None) -> str | None:
    """The fee that a form asks for; the processing fee wherever the sentence names it.

    `head` is the fee's term where its clause is to tell, not the whole sentence.
    """
    words = scan.sentence.words
    if "处理费" in words:
        return "processing_fee"
    if head is not None:
        words = scan.text[scan.clause_start : head.end + 2]
    if "fee.all" in scan.context.lines and _ALL_FEES.search(words) and "申请" not in words:
        return "fee.all"
    return "fee" if "fee" in scan.context.lines else "processing_fee"


def _is_carry_of_requests(scan: Scan, clause: Sequence[Term]) -> bool:
    if scan.talk.about in (None, "request") or any(term.kind == REQUEST for term in clause):
        return True
    return scan.talk.about not in _APPEALS and scan.is_tied()


def _result(scan: Scan, head: Term) -> str | None:
    route = scan.talk.route
    last = scan.found[-1] if scan.found else None
    if head.name == "other_result" and last and last.thing.endswith(_NAMED_APPLICANTS):
        return f"{last.thing.partition('.')[0]}.{OTHERS}"  # 自然人8件、商业企业2件、其他1件
    if scan.talk.of_which == "other_handling" and head.name == "other_result":
        return "other_handling.other_result"
    if route is None or scan.talk.about in ("request", "information", "else"):
        return None
    return f"{route}.{head.name}"


def _outcome(scan: Scan, head: Term, clause: Sequence[Term]) -> str | None:
    about = scan.talk.about
    is_of_request = about is None and ("申请" in scan.text or "答复" in scan.text)
    is_of_request = is_of_request or _OF_REQUESTS.match(scan.text, head.end) is not None
    if not is_of_request and (about is None or about in _APPEALS | {"else", "information"}):
        return None
    if head.name == "refused":
        reasons = {term.name for term in clause if term.kind == REASON}
        if len(reasons) == 1 and "等" not in scan.text[clause[0].start : head.start]:
            return reasons.pop()
    return head.name


def _requested(scan: Scan, head: Term, clause: Sequence[Term]) -> str | None:
    words = scan.text[head.start : head.end]
    is_other = not scan.speaks_of_requests() or _is_for_something_else(scan, head)
    acts = {term.name for term in clause if term.kind == ACT}
    if ("公开" not in words and is_other) or _is_of_some_kind(scan, acts, head.start):
        return None
    channels = {
        term.name for term in clause if term.kind == CHANNEL and term.name in _REQUEST_CHANNELS
    }
    carried = [term for term in clause if term.kind == CARRY]
    ended = [term for term in clause if term.kind in (OUTCOME, REASON)]
    thing: str | None
    if carried:
        thing = carry_of(scan, carried[-1])
    elif any(term.name == "in_writing" for term in clause) and _is_one_of_several(scan):
        thing = AMBIGUOUS
    elif "receive" in acts:
        is_one_channel = len(channels) == 1 and not _is_open_list(scan, clause)
        thing = f"received.{channels.pop()}" if is_one_channel else "received"
    elif channels:
        thing = f"received.{channels.pop()}" if len(channels) == 1 else None
    elif ended:
        thing = _outcome(scan, ended[-1], clause)
    else:
        thing = _done(acts) or _merely_named(scan, head, words, clause, acts)
    return thing


def _is_of_some_kind(scan: Scan, acts: set[str], end: int) -> bool:
    """疑难申请经会商后答复3件, 协助有关单位答复5件: not all that were answered."""
    is_done = bool(acts) and acts <= _OF_A_KIND
    return is_done and _SOME_KIND.search(scan.text, scan.clause_start, end) is not None


def _is_one_of_several(scan: Scan) -> bool:
    """Whether the sentence names more than one way in which requests came."""
    ways = {item.name for item in scan.items if isinstance(item, Term) and item.kind == CHANNEL}
    return len(ways) > 1


def _is_for_something_else(scan: Scan, head: Term) -> bool:
    """办事申请, 行政许可申请: a noun right before it says what was applied for."""
    return _OTHER_REQUESTS.search(scan.text, scan.clause_start, head.start) is not None


def _merely_named(
    scan: Scan, head: Term, words: str, clause: Sequence[Term], acts: set[str]
) -> str | None:
    """政府信息公开申请15件: received, if nothing else is said of them."""
    is_disclosed = "信息" in words.removeprefix("依申请公开")[:4] and "申请" not in words[3:]
    if "handle" in acts or is_disclosed:
        return HANDLED if "handle" in acts else AMBIGUOUS
    if _DEALT_WITH.match(scan.text, head.end):
        return "replied"  # 对15件申请作出处理
    is_of_applicant = any(term.kind == APPLICANT for term in clause)
    is_said = scan.talk.says_received or says_received(scan.found)
    is_definite = _DEFINITE.match(scan.text, scan.clause_start, head.start) is not None
    is_part = scan.talk.of_which is not None or scan.text.startswith("其中", scan.sentence.start)
    if not is_of_applicant and (is_said or is_definite or is_part):
        return None  # 其中1件申请属于…, 对涉及多个部门的3件申请: some of those received
    is_plain = "公开" in words or _LABEL_OF_REQUESTS.fullmatch(words)
    return "received" if is_plain or _stands_alone(scan, head, clause) else None


def says_received(found: Sequence[Statement]) -> bool:
    """Whether the report's number of requests has been said; that of a part is another."""
    return any(
        one.thing == "received" and one.period == "year" and one.subject == WHOLE_REPORT
        for one in found
    )


def _stands_alone(scan: Scan, head: Term, clause: Sequence[Term]) -> bool:
    """Whether nothing before a bare 申请 says more of it (撤回申请1件)."""
    before = WHOLE.sub("", scan.text[scan.after_last_amount(head.start) : head.start])
    for term in clause:
        if term.kind in (APPLICANT, TIME, LINK):
            before = before.replace(scan.text[term.start : term.end], "")
    return LEFT_FILLER.fullmatch(before) is not None


def _done(acts: set[str]) -> str | None:
    return next((thing for act, thing in _DONE.items() if act in acts), None)


def _is_open_list(scan: Scan, clause: Sequence[Term]) -> bool:
    """Whether the list of channels ends with 等 and so stands for all of them."""
    last = [term for term in clause if term.kind == CHANNEL][-1]
    return scan.text[last.end : last.end + 1] == "等"


def _through(scan: Scan, head: Term, clause: Sequence[Term], amount: Amount) -> str | None:
    if amount.measure in _ACCOUNTS:
        return None  # 开设政务微博19个
    if scan.talk.about == "request" and head.name in _REQUEST_CHANNELS:
        if _LETTERS.fullmatch(scan.text, head.start, head.end) and not _names_requests(scan):
            return None  # 全年收到来信2879件
        channels = {term.name for term in clause if term.kind == CHANNEL}
        is_aligned = any(isinstance(i, Term) and i.name == "respectively" for i in scan.items)
        if len(channels) > 1 and not is_aligned:
            is_received = any(term.name == "receive" for term in clause)
            return "received" if is_received else None
        return f"received.{head.name}"
    is_published = scan.talk.about is None and _PUBLISHED.match(scan.text, head.end) is not None
    if (scan.talk.about == "information" or is_published) and head.name in _ITEM_CHANNELS:
        return f"disclosed.{head.name}"
    return None


def _names_requests(scan: Scan) -> bool:
    kinds = {item.kind for item in scan.items if isinstance(item, Term)}
    return REQUEST in kinds or scan.talk.of_which is not None


def _published(scan: Scan, head: Term, clause: Sequence[Term]) -> str | None:
    words = scan.text[head.start : head.end]
    channels = {term.name for term in clause if term.kind == CHANNEL}
    if head.name == "interpretation":
        return head.name
    if channels:
        is_open = _is_open_list(scan, clause)
        if len(channels) == 1 and channels <= _ITEM_CHANNELS and not is_open:
            return f"disclosed.{channels.pop()}"
        is_all = is_open or "其他" in scan.text[clause[0].start : head.start]
        is_whole = head.name == "disclosed" and len(channels) > 1 and is_all
        return "disclosed" if is_whole else AMBIGUOUS
    is_of_all = head.name != "disclosed_weak" or _ALL_INFORMATION.match(words) is not None
    if scan.found and (scan.found[-1].thing, scan.found[-1].period) == ("disclosed", "cumulative"):
        is_of_all = True  # 累计主动公开信息90条,其中今年新增公开信息15条
    return "disclosed" if is_of_all or _opens_with(scan, head) else None


def _opens_with(scan: Scan, head: Term) -> bool:
    """积极开展信息公开工作,全年共公开信息253条: of all, not of some field."""
    before = _WORDS_OF_TIME.sub("", scan.text[scan.clause_start : head.start])
    is_alone = not before and not any(is_kind(item, CHANNEL) for item in scan.items)
    return is_alone and scan.names_disclosure() and scan.text.startswith("公开", head.start)


def _direct(  # noqa: PLR0911  a decision list, most special case first
    scan: Scan, head: Term, clause: Sequence[Term], amount: Amount
) -> str | None:
    name = head.name
    names = {term.name for term in clause}
    if "fee" in name and scan.text[: head.start].endswith("减免"):
        return None  # what was waived was not collected
    if name in _RENAMED:
        return _RENAMED[name] if name != "full_and_part_time" or scan.is_tied() else None
    if name in _FEE_PARTS:
        return f"fee.{name}"
    if name == "fee":
        return None if _is_fee_part(scan, head) else fee_thing(scan, head)
    if name == "complaint":
        return name if _is_complaint_of_disclosure(scan, head) else None
    if name in ("press_conference", "online_interview"):
        return f"{name}.principal" if "principal" in names else name
    if name in _DECISIONS and _SHOWN.search(scan.text, scan.clause_start, head.start):
        return None  # 公示行政许可9件、一般程序行政处罚6件
    if name in _OF_DISCLOSURE_WORK and not scan.is_tied():
        return None
    if name in _DOCUMENTS:
        return _listed_document(scan, head)
    is_bare = "文件" not in scan.text[head.start : head.end]
    if name in _OF_EITHER and is_bare and (scan.talk.thing or "").startswith("rules_"):
        return name.replace("normative_documents", "rules")  # 规章制发2件、废止1件
    if name in _EVENTS_AND_PEOPLE:
        return None if "void" in names else _event_or_people(scan, head, names, amount)
    return name


def _listed_document(scan: Scan, head: Term) -> str | None:
    """制发规章2部、规范性文件12件: what was done goes on through the list."""
    if head.name == "normative_documents" and scan.talk.of_which == "disclosed":
        return "normative_documents_disclosed"
    if not scan.found:
        return None
    last = scan.found[-1]
    is_next = re.fullmatch(r"[、,和及]?", scan.text[last.end : head.start]) is not None
    for document in _DOCUMENTS:
        if is_next and last.thing.startswith(f"{document}_"):
            return head.name + last.thing.removeprefix(document)
    return None


def _event_or_people(scan: Scan, head: Term, names: set[str], amount: Amount) -> str | None:
    is_people = amount.measure in PERSON_UNITS
    if head.name == "training":
        return _training(scan, head, is_people)
    if head.name == "trainees" and amount.measure in EVENT_UNITS - PERSON_UNITS:
        return "training"
    if head.name == "staff" and is_people:
        if "training" in names or _TRAINED.match(scan.text, amount.end):
            return "trainees"
        if scan.text.startswith("作为专职", head.end):
            return "full_time"
        is_some = _APPOINTED.search(scan.text, scan.clause_start, amount.start) is not None
        return None if is_some else "staff"
    return head.name


def _training(scan: Scan, head: Term, is_people: bool) -> str | None:
    before = scan.text[max(scan.clause_start, head.start - _ATTENDED_WITHIN) : head.start]
    if _is_of_something_else(scan, head) or ("参加" in before and not is_people):
        return None
    return "trainees" if is_people else "training"


def _is_of_something_else(scan: Scan, head: Term) -> bool:
    """举办安全生产、农业技术等各类培训班: topics before it that are not disclosure's."""
    before = scan.text[scan.after_last_amount(head.start) : head.start]
    return before.endswith(("等", "等各类", "等方面")) and "公开" not in before


def _is_complaint_of_disclosure(scan: Scan, head: Term) -> bool:
    before = scan.text[scan.clause_start : head.start]
    if _OTHER_COMPLAINTS.search(scan.text, scan.sentence.start, head.start):
        return False
    if _WITH_OTHERS.search(before):
        return False  # 咨询和投诉36件
    topic = scan.context.topic
    return "公开" in before or topic in ("complaint", "appeal", "review", "suit", "request")


def _is_fee_part(scan: Scan, head: Term) -> bool:
    words = scan.text[head.start : head.end]
    return bool(re.search(r"检索|复制|邮寄|递送|打印", words)) and not re.search(
        r"[、和及与等]", words
    )
