"""One sentence under reading: its items, where the reading stands, and ways to look around.

Used by `counting`, `denial`, `subjects` and `stating`, which hold the rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extract.prose.amounts import Amount
from extract.prose.clauses import Item, Sentence
from extract.prose.context import ELSE, TIE, Context
from extract.prose.lexicon import SEPARATOR, Term
from extract.prose.statements import Doubt, Statement
from extract.prose.text import Passage
from extract.prose.vocabulary import (
    ACT,
    APPLICANT,
    CARRY,
    CHANNEL,
    CONTEXT,
    INFORMATION,
    LINK,
    NEGATION,
    OUTCOME,
    REASON,
    REMARK,
    REQUEST,
    RESULT,
    ROUTE,
    THING,
    TIME,
    VOID,
)

HEADS: Final = frozenset(
    {REQUEST, CHANNEL, OUTCOME, REASON, ROUTE, RESULT, CARRY, INFORMATION, THING, VOID}
)
_ALL_LAW: Final = re.compile(
    r"司法(?:行政|部门|局)|审理[^,;。]{0,12}各类|(?:征收|处罚|许可|工伤|强制|确权)[^,;。公开]{0,8}行政复议|各类行政复议|复议机构(?:受理|审)|"
    r"与[^,;。]{0,8}公开[^,;。]{0,6}无关|非(?:政府)?信息公开|作为复议机关|下级(?:行政)?机关|为被申请人(?![^,;。]{0,8}信息公开)"
)
# The forms' own words for the two ways of a suit; a review or suit that was brought against us.
_IS_AGAINST_US: Final = re.compile(
    r"未?经(?:行政)?复议|(?:行政)?复议后|直接(?:起诉|提起)|引发|被(?:申请|提起|诉)"
)
_APPEAL_TALK: Final = frozenset(
    {"request", "appeal", "review", "suit", "suit_direct", "suit_after_review", "complaint"}
)
CLAUSE_MARKS: Final = frozenset(",;()")  # what a clause starts after
_NAMELESS: Final = frozenset({TIME, VOID, REMARK})
_COUNTED: Final = HEADS | {ACT}
LEFT_FILLER: Final = re.compile(
    r"(?:信息|数量|总数|总量|次数|场次|人数|件数|数额|总?金额|总额|共计|合计|总计|累计|一共|总共|"
    r"为止|达到|分别|的有|情况|方式|形式|途径|渠道|"
    r"结果|案件|申请|[\d一二三四五六七八九十]+(?:批次?|笔)|事项|来信|全年|年内|其中|中|工作|各类|相关|有关|材料|文件|政府信息|活动|涉及|"
    r"决定|提出|提交|最多|其次|次之|再次|居多|人民币|由|的|了|数|量|共|计|有|为|是|达|仅|只|各|等|案|件|类|被|:|：|、|\(|\s)*"
)
_RIGHT_FILLER: Final = re.compile(
    r"(?:政府信息公开|政务公开|信息公开|公开|书面|依法|按规定|规定|按照|按|予以|相关|有关|政务|政府|"
    r"告知(?:申请人)?|各类|专题|全部|已经|已|均|都|工作|条例|答复为|时限|期限|时间|法定|在|内|针对|涉及|关于|[本我](?:部门|单位|机关|局|委|办|镇|乡|街道)|"
    r"属于|作|以|通过|采用|采取|(?:人民)?法院|复议机关|政府信息|的|为|属|系|由|因|经|被|是|其|未|《〓+》|、)*"
)


@dataclass(frozen=True, slots=True)
class Bracket:
    """What the talk was when a bracket opened, and how many statements had been found."""

    of_which: str | None
    route: str | None
    subject: str
    found: int


class Scan:
    """Items of one sentence, read from left to right."""

    def __init__(
        self, context: Context, passage: Passage, sentence: Sentence, items: Sequence[Item]
    ) -> None:
        self.context = context
        self.talk = context.talk
        self.passage = passage
        self.sentence = sentence
        self.text = sentence.text
        self.items = items
        terms = [item for item in items if isinstance(item, Term) and item.kind != SEPARATOR]
        self.kinds = {term.kind for term in terms}
        self.names = {term.name for term in terms}
        talk = context.talk
        # An amount can count what the sentence names, or go on about what the talk was of.
        self.names_anything = (
            not self.kinds <= _NAMELESS or talk.handled is not None or talk.thing == "training"
        )
        self.about_before = context.talk.about
        self.found: list[Statement] = []
        self.left_open: list[Statement] = []  # results, of all requests or of the new ones only
        self.doubts: list[Doubt] = []
        self.skip_to = 0  # items before it are read already
        self.clause_start = sentence.start
        self.brackets: list[Bracket] = []  # those open where the reading stands
        self.is_plan = False
        self.is_of_others = False  # the sentence speaks of other places
        self.time_words: set[str] = set()
        self.clause_period: str | None = None
        self.named_period: str | None = None  # of another year that the sentence names

    def left(self, index: int, marks: str) -> list[Term]:
        """Terms left of an amount, back to another amount or one of the marks."""
        items = self.items
        terms: list[Term] = []
        for place in range(index - 1, -1, -1):
            item = items[place]
            if isinstance(item, Amount):
                break
            if item.kind == SEPARATOR and item.name in marks:
                if item.name == ":" and item.end == items[index].start:
                    continue
                break
            terms.append(item)
        terms.reverse()
        return terms

    def after_last_amount(self, position: int) -> int:
        """Where the clause of a position starts, or its last amount before it ends."""
        ends = [i.end for i in self.items if isinstance(i, Amount) and i.end <= position]
        return max([self.clause_start, *ends])

    def right(self, index: int) -> list[Term]:
        terms: list[Term] = []
        for place in range(index + 1, len(self.items)):
            item = self.items[place]
            if isinstance(item, Amount) or item.kind == SEPARATOR or item.name == "of_which":
                break
            terms.append(item)
        return terms

    def member_start(self, index: int) -> int:
        for place in range(index - 1, -1, -1):
            item = self.items[place]
            if isinstance(item, Amount) or (item.kind == SEPARATOR and item.name in "、,;()"):
                return item.end
        return self.sentence.start

    def right_head(self, right: Sequence[Term], amount: Amount) -> Term | None:
        position = amount.end
        for term in right:
            if not _RIGHT_FILLER.fullmatch(self.text, position, term.start):
                return None
            if term.kind in HEADS or term.kind == ACT:
                return None if term.kind == VOID else term
            if term.kind not in (APPLICANT, CONTEXT, REMARK):
                return None
            position = term.end
        return None

    def is_thin(self, start: int, end: int, terms: Sequence[Term], extra: str = "") -> bool:
        """Whether nothing that changes the meaning stands between a term and its amount."""
        position = start
        for term in terms:
            if term.start < start:
                continue
            if not self.fills(position, term.start, extra):
                return False
            if term.kind in HEADS or (term.kind == CONTEXT and term.name != "disclosure"):
                return False
            if term.kind == NEGATION:
                return False
            position = term.end
        return self.fills(position, end, extra)

    def fills(self, start: int, end: int, extra: str = "") -> bool:
        words = self.text[start:end]
        for mark in extra:
            words = words.replace(mark, "")
        return not words or bool(LEFT_FILLER.fullmatch(words))

    def doubt(self, amount: Amount, reason: str) -> None:
        self.doubts.append(Doubt(self.passage, self.sentence, amount.start, amount.end, reason))

    def speaks_of_appeals(self, head: Term | None = None) -> bool:
        """Whether reviews, suits and complaints here are those of disclosure, not of all law."""
        start = self.sentence.start
        if head is not None:  # 作为复议机关受理12件;因信息公开被申请复议2件
            start = max(start, self.text.rfind(";", start, head.start))
        if _ALL_LAW.search(self.text, start, self.sentence.end):
            return False
        if head is not None and self.is_tied() and _IS_AGAINST_US.match(self.text, head.start):
            return True
        return (
            TIE.search(self.text, self.sentence.start, self.sentence.end) is not None
            or self.about_before in _APPEAL_TALK
            or self.context.topic in _APPEAL_TALK
            or (self.context.says_disclosure and self.context.topic is None)
        )

    def names_disclosure(self) -> bool:
        return TIE.search(self.text, self.sentence.start, self.sentence.end) is not None

    def is_tied(self) -> bool:
        """Whether the paragraph or a heading makes plain that the talk is of disclosure work."""
        return self.context.tied or bool(self.context.headings)

    def speaks_of_requests(self) -> bool:
        return (
            self.talk.about == "request"
            or bool(TIE.search(self.text, self.sentence.start, self.sentence.end))
            or OUTCOME in self.kinds
        )

    def thing_before(self, index: int) -> str | None:
        """The thing of the amount right before a bracket or 其中, commas aside."""
        for item in reversed(self.items[:index]):
            if isinstance(item, Amount):
                if self.found and self.found[-1].end == item.end:
                    return self.found[-1].thing
                about, thing = self.talk.about, self.talk.thing
                if thing == f"{about}.other_end":
                    return thing  # 审结11件,其中维持8件
                return about if about in ("request", "information") else ELSE
            if not is_kind(item, SEPARATOR) and not is_kind(item, LINK):
                return None
        return None

    def clause_words(self, amount: Amount) -> str:
        """The words of the amount's clause before what it counts."""
        start, end = self.clause_start, amount.start
        for item in self.items:
            if item.end > amount.start:
                break
            if (
                item.kind in _COUNTED
                and item.start >= start
                and isinstance(item, Term)
                and item.name not in ("website", "void")
            ):
                end = item.start
                break
        return self.text[start:end].strip("、,;:和及 ")


def is_kind(item: Item, kind: str) -> bool:
    return isinstance(item, Term) and item.kind == kind


def last_of(terms: Sequence[Term], kinds: frozenset[str]) -> Term | None:
    for term in reversed(terms):
        if term.kind in kinds:
            return term
    return None
