"""From passages to statements: reads a document's sentences from left to right.

Taken: passages (`extract.prose.text`). Given: `Reader.statements` and `Reader.doubts`. The rules
stand beside: `counting` (what an amount counts), `denial` (zero in words), `subjects` (of which
part), `stating` (line and period); here is only the order in which they are asked, and time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extract.contract import WHOLE_REPORT
from extract.prose.all_of_them import SAYS_OF_ALL, read_all
from extract.prose.amounts import CASE_UNITS, Amount
from extract.prose.clauses import MAY_STATE, SENTENCE, Sentence, read_items
from extract.prose.context import ELSE, TIE, Context
from extract.prose.counting import things_counted
from extract.prose.denial import read_negation
from extract.prose.lexicon import SEPARATOR, Term
from extract.prose.lists import KINDS, read_list
from extract.prose.scan import CLAUSE_MARKS, Bracket, Scan
from extract.prose.statements import Doubt, Statement
from extract.prose.stating import settled, state
from extract.prose.subjects import called, own_names
from extract.prose.text import BEGINS_NUMBERING, Passage
from extract.prose.things import says_received
from extract.prose.vocabulary import (
    CARRY,
    INFORMATION,
    NEGATION,
    OUTCOME,
    REASON,
    REQUEST,
    ROUTE,
    TERMS,
    TIME,
)

_RATE: Final = re.compile(r"每(?:半?年|季度?|个?月|周|个季度)")


# Requests are answered; what one applies for elsewhere is granted or handled.
_ANSWERED: Final = re.compile(
    r"(?:答复|办结)(?:的)?申请|申请(?:的)?(?:全部|均|已)*答复|申请(?:总|办结|答复|收到)数"
)
# …受理的信息公开申请中,公民占九成。全年共受理申请47件。
_ASKED: Final = re.compile(r"公开(?:的)?申请(?![表书])")
_JUST_BEFORE: Final = 120  # characters
# After a semicolon: not another member of the list, but the next thing that was done.
# A list without an end, or no sentence at all; to read it takes the square of its length.
LONGEST_SENTENCE: Final = 4_000  # characters
_NO_END: Final = f"more than {LONGEST_SENTENCE} characters without a full stop"
_NEXT: Final = (
    r"(?:全年|本年度?|共计?|另|同时|此外|已|新)*"
    r"(?:收到|受理|答复|办结|召开|举办|开展|组织|设置|配备|发生|发布政策|因)"
)
_GOES_ON: Final = re.compile(_NEXT)
# …,其中自然人8件;上年结转2件: not …,其中新收8件;上年结转2件.
_ENDS_LIST: Final = re.compile(rf"{_NEXT}|上一?年度?|去年|\d{{4}}年度?结转")
_OPENS_CLAUSE: Final = re.compile(
    r"(?:[一二三四五六七八九]是)?[其早中在对到从自至于(]*(?:\d{4}年)?(?:[一二三四五六七八九]是|[\d.、]+)?"
)
_PERIODS: Final = {
    "previous_year": "previous_year",
    "part_year": "part_year",
    "earlier_years": "unknown",
    "this_year": "year",
    "whole_year": "year",
    "since": "cumulative",
}
# What a sentence must name to take up the heading's topic after talk of something else.
_RESUMED: Final = {
    "request": ({OUTCOME, REASON, CARRY, REQUEST}, frozenset({"on_time", "extended"})),
    "information": ({INFORMATION}, frozenset({"gazette", "website", "microblog", "wechat"})),
}
# Outcomes in the forms' own words, which nothing but requests has.
_ONLY_OF_REQUESTS: Final = frozenset(
    {
        "correction_overdue", "fee_overdue", "unclear_after_correction", "needs_creation",
        "abusive_volume", "reconfirmation", "publication", "petition_or_complaint",
        "prohibited_by_law", "internal_affairs", "process_information", "enforcement_file",
        "administrative_query", "third_party_rights", "not_held", "repeat_request",
        "unable", "not_processed", "partly_granted", "results_total",
    }
)  # fmt: skip
_ENDS: Final = frozenset(name for name, kind, _ in TERMS if kind == OUTCOME)
_WITHDRAWN: Final = re.compile(
    r"(?:由|经|因|为)?(?:申请人|当事人)?(?:自愿|主动|自行)?(?:申请)?撤[回销诉]"
)
_NOT_OF_YEAR: Final = frozenset({"cumulative", "previous_year"})
_A_PAIR: Final = 2  # 公开、不予公开 may be said of anything, three results in a list may not
_AND_BEFORE: Final = re.compile(r"年度?(?:及|和|以及|与)$")  # 2014年度及历年来没有: the year too
# Units of cases: an amount of something else in them turns the talk away from requests.
_ANYTHING: Final = CASE_UNITS - KINDS | {"项"}


class Reader:
    """Reads the passages of one document on one form."""

    def __init__(self, form: str, report_year: int | None, names: tuple[str, ...]) -> None:
        self.context = Context(form, report_year, names)
        self.statements: list[Statement] = []
        self.doubts: list[Doubt] = []

    def read(self, passages: Sequence[Passage]) -> None:
        names = self.context.own_names + tuple(own_names(passages))
        self.context.own_names = names or tuple(filter(None, [called(passages)]))
        for passage in passages:
            self._read_passage(passage)

    def _read_passage(self, passage: Passage) -> None:
        context, text = self.context, passage.text
        context.new_paragraph(text)
        if context.takes_title(text):
            return
        for found in SENTENCE.finditer(text):
            start, end = found.span()
            if end - start > LONGEST_SENTENCE:
                opening = Sentence(text, start, start + 60)
                self.doubts.append(Doubt(passage, opening, start, start + 60, _NO_END))
            elif text[start] in BEGINS_NUMBERING and context.opens_section(text, start, end):
                continue
            elif not context.is_plan and MAY_STATE.search(text, start, end):
                self._read_sentence(passage, Sentence(text, start, end))

    def _read_sentence(self, passage: Passage, sentence: Sentence) -> None:
        items = read_items(sentence)
        if not items:
            return
        talk = self.context.talk
        at = 0
        while at < len(items) - 1 and items[at].kind == SEPARATOR:
            at += 1
        first = items[at]
        if not (isinstance(first, Term) and first.name == "of_which"):
            talk.subject, talk.is_whole, talk.of_which = WHOLE_REPORT, False, None
        elif talk.thing:
            talk.of_which = talk.thing
        talk.period = "year"
        if not self.context.tied:
            talk.about = talk.about if "申请" in sentence.words else None
        scan = Scan(self.context, passage, sentence, items)
        self._resume(scan.kinds, scan.names)
        for index, item in enumerate(items):
            if isinstance(item, Amount):
                if index >= scan.skip_to:
                    _read_amount(scan, index, item)
            elif item.kind == SEPARATOR:
                if item.name in CLAUSE_MARKS:
                    _read_separator(scan, index, item)
            else:
                _read_term(scan, index, item)
        found = settled(scan)
        talk.recent = found
        talk.says_received = talk.says_received or says_received(found)
        self.statements.extend(found)
        self.doubts.extend(scan.doubts)

    def _resume(self, kinds: set[str], names: set[str]) -> None:
        """Take up talk of requests, or the heading's topic, if the sentence's own words do."""
        context = self.context
        topic = context.topic
        is_of_appeals = ROUTE in kinds or "complaint" in names
        own = len(_ONLY_OF_REQUESTS & names)
        is_of_requests = own or {OUTCOME, REASON} <= kinds
        is_over_year = not is_of_appeals and {CARRY, REQUEST} <= kinds and context.tied
        lists_results = len(names & _ENDS) > _A_PAIR
        if own > 1 or lists_results or is_over_year or (topic is None and is_of_requests):
            context.talk.about = "request"
        if topic in _RESUMED and context.talk.about != topic and not is_of_appeals:
            own_kinds, own_names = _RESUMED[topic]
            if kinds & own_kinds or names & own_names:
                context.talk.about = topic


def _read_term(scan: Scan, index: int, term: Term) -> None:
    talk = scan.talk
    if term.kind in SAYS_OF_ALL and index >= scan.skip_to:
        read_all(scan, index, term)
    if term.kind == TIME:
        _read_time(scan, index, term)
    elif term.kind == NEGATION and index >= scan.skip_to:
        read_negation(scan, index, term)
    elif term.kind == ROUTE:
        talk.about, talk.route = term.name, term.name
    elif term.kind in (REQUEST, CARRY):
        talk.about = "request" if _names_requests(scan, term) else talk.about
    elif term.kind == INFORMATION or term.name == "complaint":
        talk.about = "complaint" if term.name == "complaint" else "information"
    elif term.kind == OUTCOME and scan.text.startswith("中", term.end):
        talk.of_which = term.name  # 其他处理中,…
    elif term.name == "of_which":
        talk.of_which = scan.thing_before(index) or talk.of_which or talk.thing
    elif term.name == "outcomes_follow" and scan.speaks_of_requests():
        talk.about = "request"
    elif term.name == "plan":
        scan.is_plan = True
    elif term.name == "others" or (term.name == "service_hall" and not scan.names_disclosure()):
        scan.is_of_others = True


def _names_requests(scan: Scan, term: Term) -> bool:
    """Whether requests for information are meant, and not any other application."""
    words = scan.text[term.start : term.end]
    if "申请" not in words:
        return False
    start = scan.sentence.start
    return (
        "公开" in words
        or TIE.search(scan.sentence.words) is not None
        or (scan.is_tied() and _ANSWERED.search(scan.sentence.words) is not None)
        or _ASKED.search(scan.text, max(0, start - _JUST_BEFORE), start) is not None
    )


def _read_separator(scan: Scan, index: int, mark: Term) -> None:
    """`mark` is one of CLAUSE_MARKS."""
    talk = scan.talk
    if mark.name == "(":
        scan.brackets.append(Bracket(talk.of_which, talk.route, talk.subject, len(scan.found)))
        talk.of_which = scan.thing_before(index)
    elif mark.name == ")":
        talk.of_which = None
        if scan.brackets:
            bracket = scan.brackets.pop()
            talk.of_which, talk.subject = bracket.of_which, bracket.subject
            if len(scan.found) > bracket.found + 1:  # it divided a number; what follows is of all
                talk.route = bracket.route
    if mark.name == ";" and not scan.brackets:
        talk.subject = WHOLE_REPORT
        scan.is_of_others = False
        is_of_years = scan.text.find("新", scan.clause_start, mark.start) >= 0
        ends_list = _GOES_ON if is_of_years else _ENDS_LIST
        if ends_list.match(scan.text, mark.end):
            talk.of_which = None
    scan.clause_start = mark.end
    scan.clause_period = None


def _read_time(scan: Scan, index: int, term: Term) -> None:
    if scan.text.startswith("当年", term.start) and scan.named_period:
        scan.clause_period = scan.named_period  # 回顾2016年工作,当年…
        return
    scan.time_words.add(term.name)
    period = _period(scan, term)
    if term.name == "accumulated" and _is_over_years(scan, index):
        scan.clause_period = "cumulative"
        return
    if term.name == "since" and _AND_BEFORE.search(scan.text, scan.clause_start, term.start):
        period = "year" if not any(isinstance(item, Amount) for item in scan.items) else period
    if term.name == "year":
        scan.is_plan = period is None  # 2019年 in the report of 2018 speaks of plans
    if period is None:
        return
    if term.name == "year" and period == "year":
        scan.time_words.add("this_year")  # 截至目前,2018年累计…
    if term.name == "year" and period != "year":
        scan.named_period = period
    before = scan.text[scan.clause_start : term.start].rpartition(":")[2]
    is_stock = term.name in ("since", "accumulated", "up_to")
    opens = _OPENS_CLAUSE.fullmatch(before) is not None
    if (is_stock and not scan.found) or (opens and not (scan.found and period in _NOT_OF_YEAR)):
        scan.talk.period = period
        scan.clause_period = None
    else:
        scan.clause_period = period


def _is_over_years(scan: Scan, index: int) -> bool:
    """今年公开信息15条,累计公开56条: more of the same than the year had."""
    if scan.talk.about != "information" or scan.talk.of_which is not None:
        return False
    if any(term.kind == TIME for term in scan.left(index, ",;()")):
        return False  # 今年累计公开
    before = [item for item in scan.items[:index] if isinstance(item, Amount)]
    after = next((item for item in scan.items[index:] if isinstance(item, Amount)), None)
    if after is None or not before or before[-1].measure != after.measure:
        return False
    most = max(sum(one.value * one.scale for one in before), before[-1].value * before[-1].scale)
    return after.value * after.scale > most


def _period(scan: Scan, term: Term) -> str | None:
    """The period that a word of time opens; None where it opens none."""
    if term.name == "year":
        return scan.context.year_period(int(scan.text[term.start : term.start + 4]))
    if term.name in ("accumulated", "up_to"):
        is_stock = {"accumulated", "up_to"} <= scan.time_words
        is_of_year = scan.time_words & {"this_year", "whole_year"}
        return "cumulative" if is_stock and not is_of_year else None
    return _PERIODS[term.name]


def _read_amount(scan: Scan, index: int, amount: Amount) -> None:
    talk = scan.talk
    if not scan.names_anything and (talk.about == ELSE or amount.measure not in _ANYTHING):
        return  # as most amounts of a report; what follows would find the same, and last
    before = scan.items[index - 1] if index else None
    word_before = before.name if isinstance(before, Term) else None
    is_new_level = word_before == "change" and _is_new_level(scan, index, amount)
    if (
        scan.is_plan
        or scan.is_of_others
        or _RATE.search(scan.text, scan.clause_start, amount.start)
        or (word_before == "change" and not is_new_level and _is_change(scan, index, amount))
        or read_list(scan, index)
    ):
        return
    if is_new_level:
        scan.clause_period = "year"
        state(scan, scan.found[-1].thing, amount, index)
        return
    things = things_counted(scan, index, amount)
    if things is None and amount.measure in _ANYTHING:
        # Of a list that was not all understood, or in a bracket after a member of it.
        is_part = talk.of_which in scan.context.lines or talk.of_which == "request"
        is_part = is_part or _WITHDRAWN.match(scan.text, amount.end) is not None
        if not is_part and word_before != "not_accepted":
            talk.about = ELSE
    for thing in things or ():
        state(scan, thing, amount, index)


def _is_new_level(scan: Scan, index: int, amount: Amount) -> bool:
    """由上年的10件下降到8件: the level reached, not how far it is from the one before."""
    before = scan.items[index - 1]
    if not scan.found:
        return False
    words = scan.text[before.start : amount.start]
    from_level = scan.text[scan.found[-1].end : before.start]
    return words.endswith(("到", "至", "为")) and not from_level.strip(",、的")


def _is_change(scan: Scan, index: int, amount: Amount) -> bool:
    """同比增加6件 is no count of the year."""
    return not scan.text[scan.items[index - 1].end : amount.start].strip("约近了")
