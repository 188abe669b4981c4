"""What the talk is about: headings in force, and what the sentences so far have named.

Used by `extract.prose.grammar`, which keeps it up to date, and by everything that needs to know
whether `共受理5件` speaks of requests, of reviews or of something that no form counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from extract.contract import WHOLE_REPORT
from extract.prose.lexicon import SEPARATOR, Term, find_terms
from extract.prose.statements import Statement
from extract.prose.text import heading_level
from extract.prose.vocabulary import (
    ACT,
    CONTEXT,
    INFORMATION,
    LINES,
    NEGATION,
    OUTCOME,
    REQUEST,
    ROUTE,
    THING,
    Line,
)

_REFUSED_2008: Final = "K20"
_REASONS_2008: Final = frozenset(f"K{number}" for number in range(21, 32))
ELSE: Final = "else"  # the talk is about something that no line counts
_PLAN_HEADING: Final = re.compile(
    r"(?:存在|主要|薄弱)[^,;]{0,8}(?:问题|不足)|问题(?:及|和|与|、)|不足(?:及|和|与|之处|、)|改进|"
    r"下一?步|工作(?:打算|思路|计划|安排|展望)|计划安排|努力方向"
)
TIE: Final = re.compile(r"信息公开|公开的?政府信息|政务公开|依申请公开|主动公开|公开申请")
_RUN_IN: Final = re.compile(r".[^:,\d]{0,40}", re.DOTALL)
_COUNTED: Final = re.compile(
    r"\d[余多]?[万]?[件条次个人宗篇份起场期项元]|[零〇一二两三四五六七八九十百千][件宗条]|:[\d零〇一二两三四五六七八九十百千]{1,8}(?:[。;]|$)"
)
_REPLIES: Final = frozenset({"reply", "close", "on_time"})
_HEADING_LENGTH: Final = 45
_LONGEST_NUMBERING: Final = 8  # characters, as 第二十一部分, and one to look at
_LONGEST_PLAIN_HEADING: Final = 28
_PLAIN_HEADING_ENDS: Final = ("情况", "工作", "概述", "公开")
_PLAIN_HEADING: Final = re.compile(rf"^[^,。;:\d]{{2,24}}(?:{'|'.join(_PLAIN_HEADING_ENDS)})$")


@dataclass(slots=True)
class Heading:
    """A heading in force: its depth, what it names, whether it opens plans."""

    level: int
    terms: tuple[Term, ...]
    is_plan: bool
    topic: str | None = None  # what it is about, if it names anything countable

    def __post_init__(self) -> None:
        self.topic = _topic(self)

    def names(self, kind: str) -> list[str]:
        return [term.name for term in self.terms if term.kind == kind]


@dataclass(slots=True)
class Talk:
    """What the sentences so far are about."""

    about: str | None = None  # request, information, review, suit …, or 'else'
    route: str | None = None
    subject: str = WHOLE_REPORT
    is_whole: bool = False  # the sentence says 全省, 我局 …
    period: str = "year"
    thing: str | None = None  # thing of the last statement
    of_which: str | None = None  # thing of the amount that 其中 or a bracket divides
    handled: Statement | None = None  # a number of requests handled, new ones or all
    left_open: Sequence[Statement] = ()  # results, of all or of new ones
    says_received: bool = False  # the paragraph has said how many requests there were
    recent: Sequence[Statement] = ()  # of the sentence before


@dataclass(slots=True)
class Context:
    """What is known while a document is read, sentence by sentence."""

    form: str
    report_year: int | None
    own_names: tuple[str, ...] = ()  # names of the body that reports
    headings: list[Heading] = field(default_factory=list)
    is_plan: bool = False  # under a heading of problems and plans, whose numbers are no results
    talk: Talk = field(default_factory=Talk)
    says_disclosure: bool = False  # the paragraph names disclosure
    tied: bool = False  # it does, or stands under a heading
    topic: str | None = None  # of the nearest heading that names anything countable
    route: str | None = None  # of the nearest heading that names one, if it is the only one
    lines: dict[str, Line] = field(init=False)  # of the form

    def __post_init__(self) -> None:
        self.lines = LINES[self.form]

    def divides(self, part: str, whole: str | None) -> bool:
        """Whether the form counts one thing as a part of the other, as a reason of refusals."""
        if whole not in self.lines or part not in self.lines:
            return False
        code, total = self.lines[part].code, self.lines[whole].code
        return code.startswith(f"{total}.") or (total == _REFUSED_2008 and code in _REASONS_2008)

    def year_period(self, year: int) -> str | None:
        """The period that a year is for this report; None for a year to come."""
        if self.report_year is None or year == self.report_year:
            return "year"
        if year > self.report_year:
            return None
        return "previous_year" if year == self.report_year - 1 else "unknown"

    def new_paragraph(self, text: str) -> None:
        self.says_disclosure = TIE.search(text) is not None
        self.tied = self.says_disclosure or bool(self.headings)
        if heading_level(text) == 0:
            self._new_talk()

    def takes_title(self, text: str) -> bool:
        """Whether a paragraph is a heading without a number; it is then in force."""
        if len(text) > _LONGEST_PLAIN_HEADING or not text.endswith(_PLAIN_HEADING_ENDS):
            return False
        return bool(_PLAIN_HEADING.match(text)) and self._take_heading(text, 0, len(text), 5)

    def _new_talk(self) -> None:
        self.talk = Talk(about=self.topic, route=self.route)

    def opens_section(self, text: str, start: int, end: int) -> bool:
        """Take a numbered heading that opens text[start:end]; whether it is all of it."""
        level = heading_level(text[start : start + _LONGEST_NUMBERING])
        if level == 0 or (level > 2 and start > 0):
            return False
        if end - start <= _HEADING_LENGTH and self._take_heading(text, start, end, level):
            return True
        if level <= 2:  # 六、其他事项:收取… and headings that ran into their text
            run_in = _RUN_IN.match(text, start, end)
            self._take_heading(text, start, run_in.end() if run_in else end, level)
        return False

    def _take_heading(self, text: str, start: int, end: int, level: int) -> bool:
        words = text[start:end]
        terms = tuple(term for term in find_terms(text, start, end) if term.kind != SEPARATOR)
        if any(term.kind == NEGATION for term in terms) or _COUNTED.search(words):
            return False
        self.headings = [heading for heading in self.headings if heading.level < level]
        heading, _, _ = words.partition(":")  # 情况:一是…;二是人员不足、…
        is_plan = bool(_PLAN_HEADING.search(heading)) and not any(t.kind == ROUTE for t in terms)
        self.headings.append(Heading(level, terms, is_plan))
        self.is_plan = any(heading.is_plan for heading in self.headings)
        self.topic, self.route = self._nearest_topic(), self._nearest_route()
        self._new_talk()
        return True

    def _nearest_topic(self) -> str | None:
        for heading in reversed(self.headings):
            if heading.topic:
                return heading.topic
        return None

    def _nearest_route(self) -> str | None:
        for heading in reversed(self.headings):
            routes = set(heading.names(ROUTE))
            if routes:
                return routes.pop() if len(routes) == 1 else None
        return None

    def nearest_terms(self) -> tuple[Term, ...]:
        return self.headings[-1].terms if self.headings else ()


def _topic(heading: Heading) -> str | None:
    routes, things = heading.names(ROUTE), heading.names(THING)
    topic: str | None = None
    if routes:
        topic = routes[0] if len(set(routes)) == 1 else "appeal"
    elif "complaint" in things:
        topic = "complaint"
    elif heading.names(REQUEST) or heading.names(OUTCOME) or {*heading.names(ACT)} & _REPLIES:
        topic = "request"
    elif "proactive" in heading.names(CONTEXT) or heading.names(INFORMATION):
        topic = "information"
    elif things:
        topic = things[0]
    elif "other_matters" in heading.names(CONTEXT):
        topic = "other_matters"
    return topic
