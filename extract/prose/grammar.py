"""From sentences to statements: which amount counts what, of which part and of which time.

Taken: passages (`extract.prose.text`) of one document. Given: `Statement`, one for each amount or
word for none that a line of the form can hold; and what could not be decided. Used by
`extract.prose`, which turns statements into figures.

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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from extract.prose.amounts import CASE_UNITS, EVENT_UNITS, MONEY_UNITS, PERSON_UNITS, Amount
from extract.prose.clauses import Item, Sentence, read_items, sentences
from extract.prose.lexicon import SEPARATOR, Term, find_terms
from extract.prose.text import Passage, heading_level
from extract.prose.vocabulary import (
    ACT,
    APPLICANT,
    CARRY,
    CHANNEL,
    CONTEXT,
    INFORMATION,
    LINES,
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
    Line,
)

WHOLE_REPORT: Final = "report"

_HEADS: Final = frozenset(
    {REQUEST, CHANNEL, OUTCOME, REASON, ROUTE, RESULT, CARRY, INFORMATION, THING, VOID}
)
_CASES: Final = frozenset({OUTCOME, REASON, CARRY})
_STOCKS: Final = frozenset(
    {"specialised_units", "reading_points", "staff", "full_time", "part_time", "normative_documents_in_force"}
)
_REQUEST_CHANNELS: Final = frozenset(
    {"in_person", "fax", "internet", "website", "request_channel_form", "letter"}
)
_ITEM_CHANNELS: Final = frozenset({"gazette", "website", "microblog", "wechat", "other_channel"})
_UNDIVIDED_CHANNELS: Final = frozenset({"social_media_both", "named_channel", "internet"})

LEFT_FILLER: Final = re.compile(
    r"(?:信息|数量|总数|总量|次数|场次|人数|件数|数额|金额|总额|共计|合计|总计|累计|一共|总共|为止|达到|分别|的有|情况|方式|形式|途径|渠道|"
    r"结果|案件|申请|事项|来信|全年|年内|其中|中|工作|各类|相关|有关|材料|文件|政府信息|活动|涉及|"
    r"的|了|数|量|共|计|有|为|是|达|仅|只|各|等|案|件|类|被|:|：|、|\s)*"
)
_RIGHT_FILLER: Final = re.compile(
    r"(?:政府信息公开|政务公开|信息公开|公开|依法|按规定|规定|按照|按|予以|相关|有关|政务|政府|各类|专题|全部|已经|已|均|都|工作|条例|答复为|"
    r"的|为|属|系|由|因|经|被|是|其|未|《〓+》|、)*"
)
# What may follow an amount that counts what stands before it. Another noun there is what it counts.
_AFTER_AMOUNT: Final = re.compile(
    r"$|[,;。、:()!?/…\s\d]|的|均|全|已|皆|都|并|且|同|比|较|占|其|和|及|与|以|按|依|经|在|于|是|为|由|因|将|未|无|没|尚|正|"
    r"结|顺|转|含|包|另|还|又|也|但|而|对|从|被|予|属|不|办|答|回|到|分|左|增|减|下|通|主|向|至|较|环|提|有|举|受|申|当|网|信|传|"
    r"行|复|诉|维|驳|撤|告|同意|部|拒|其|收|总|共|平|累|涉|发|参|培|接|兼|专|〓"
)
_COORDINATED: Final = re.compile(r"(?:[、,和及与或]|以及|或者|数量|案件|申请|\s)*")
_LIMITED: Final = re.compile(r"聚焦|紧扣|领域|方面|突出|围绕")
_PLAN_HEADING: Final = re.compile(
    r"(?:存在|主要|薄弱)[^,;]{0,8}(?:问题|不足)|问题(?:及|和|与|、)|不足(?:及|和|与|之处|、)|改进|"
    r"下一?步|工作(?:打算|思路|计划|安排|展望)|计划安排|努力方向"
)
_TIE: Final = re.compile(r"信息公开|公开的?政府信息|政务公开|依申请公开|主动公开|公开申请")
_RATE: Final = re.compile(r"每(?:半?年|季度?|个?月|周|个季度)")
_NEW_ONES: Final = re.compile(r"新(?:增|设|建|成立|开通|配备)")
_MOVED: Final = re.compile(r"(?:主动)?(?:公开|发布|推送|提交|提出|递交|投递|受理|收到|方式|渠道|申请)*")
_NAMED_PLACE: Final = re.compile(r"[\u4e00-\u9fff]{1,8}(?:市|县|区|州|旗|镇|乡|街道|局|委|厅|办)")
_RUN_IN: Final = re.compile(r".[^:,\d]{0,40}", re.DOTALL)
_COUNTED: Final = re.compile(r"\d[余多]?[万]?[件条次个人宗篇份起场期项元]")
_HEADING_LENGTH: Final = 45
_PLAIN_HEADING: Final = re.compile(r"^[^,。;:\d]{2,24}(?:情况|工作|概述|总体情况|公开)$")

_WHOLE: Final = re.compile(
    r"全(?:省|市|州|县|区|旗|盟|镇|乡|街|局|委|厅|办|院|系统|行业|校|所|域)|"
    r"(?:我|本)(?:省|市|州|县|区|旗|盟|镇|乡|街道|局|委|厅|办|院|机关|单位|部门|行政机关|级政府|系统|馆|中心|会|行)(?!级)|各地"
)
_PART: Final = re.compile(
    r"\d*个?(?:各)?(?:市\(州\)|市州|地市|设区市|各市|县\(市、?区\)|县市区|市县|区县|县区|各县|各区)(?:人民)?(?:政府)?|"
    r"各?(?:乡镇\(街道\)|镇\(街道\)|乡镇街道|镇街道?|乡镇|街道)(?:人民政府|办事处)?|"
    r"(?:(?:省|市|州|县|区|旗)(?:人民)?政府及)?(?:省|市|州|县|区|旗)?(?:人民)?政府(?:\(?办公厅\)?|\(?办公室\)?|办)|办公厅|"
    r"(?:省|市|州|县|区|旗)(?:级|直|本级|直属|政府)(?:各)?(?:行政)?(?:部门|单位|机关)|(?:省|市|州|县|区)本级|"
    r"各(?:委办局|部门|单位)|"
    r"(?:省|市|州|县|区)?[\u4e00-\u9fff]{1,10}(?:局|厅|委员会|支队|大队|管委会|(?:发改|住建|卫健|卫计|经信|国资|农|科|民宗)委)(?=[共受收接公发办答主]|$)|"
    r"各级[\u4e00-\u9fff]{2,8}(?:中心|馆)"
)
_TERRITORIES: Final = re.compile(r"乡镇|镇街|街道|市\(州\)|市州|县区|区县|各县|各市|各区|县\(市")
_OWN_BODY: Final = re.compile(
    r"(?:关于)?([\u4e00-\u9fff]{2,30}?)(?:〇|\d{4}年?|年)*度?(?:政府|政务)信息公开(?:工作)?(?:年度)?(?:工作)?(?:的)?(?:年度)?报告"
)
_CLOSES: Final = re.compile(
    r"(?:发生|收到|收取|受理|产生|出现|涉及|接到|此类|该类|相关|有关|上述|类似|以上|这类|任何|一|起|例|件|情况|情形|事项|案件|行为|现象|申请|的|过|、|\s)*$"
)
_QUALIFIED: Final = re.compile(r"不及时|不当|不规范|违规|违法|逾期|超期|超时|不准确|不完整|败诉|被撤销|错误")
# 未 denies the verb after it; only these deny that there was anything to count.
_HAPPENING: Final = re.compile(
    r"收|接到|接收|受理|发生|产生|出现|引|涉及|因|被|有|提起|申请|对|向|发现|存在|发出|形成|结转|公民|开展|办理|就|就此"
)
_ELSE: Final = "else"  # a total that no line counts
_HAVINGS: Final = frozenset({"funding", "full_time", "part_time", "specialised_units", "reading_points"})
_NO_HAVING: Final = re.compile(r"(?:设立|设置|安排|配备|列支|设|投入|使用|政府信息公开|政务公开)*")
_SOME: Final = re.compile(r"部分|个别|有的|一些|少数|多数|不少")
_FEES: Final = frozenset({"fee", "processing_fee"})
_KINDS: Final = frozenset({"种", "类", "个", "项"})  # 信函、网络、当面三种途径
_ONE_CASE: Final = frozenset({"起", "例", "件", "次", "宗", "项", "人", "条", "份", "个"})


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing counted: `start`, `end` span the amount or the words for none in the passage."""

    thing: str
    line: Line
    passage: Passage
    sentence: Sentence
    start: int
    end: int
    value: Decimal
    unit: str | None
    scale: int
    qualifier: str
    subject: str
    period: str
    strength: int = 0


@dataclass(frozen=True, slots=True)
class Doubt:
    """An amount that speaks of a line, and why it was not taken."""

    passage: Passage
    sentence: Sentence
    start: int
    end: int
    reason: str


@dataclass(slots=True)
class Heading:
    """A heading in force: its depth, what it names, whether it opens plans."""

    level: int
    terms: tuple[Term, ...]
    is_plan: bool

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


@dataclass(slots=True)
class Reader:
    """Reads the passages of one document on one form."""

    form: str
    report_year: int | None
    own_names: tuple[str, ...] = ()
    statements: list[Statement] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    talk: Talk = field(default_factory=Talk)
    tied: bool = False  # the paragraph speaks of disclosure

    @property
    def lines(self) -> dict[str, Line]:
        return LINES[self.form]

    def read(self, passages: Sequence[Passage]) -> None:
        self.own_names = tuple(_own_names(passages)) + self.own_names
        for passage in passages:
            self._read_passage(passage)

    # ------------------------------------------------------------------ headings and context

    def _read_passage(self, passage: Passage) -> None:
        text = passage.text
        self.tied = bool(_TIE.search(text)) or bool(self.headings)
        if heading_level(text) == 0:
            self._new_talk()
        if _PLAIN_HEADING.match(text) and self._take_heading(text, 0, len(text), 5):
            return
        for sentence in sentences(text):
            if self._opens_section(text, sentence):
                continue
            if not any(heading.is_plan for heading in self.headings):
                self._read_sentence(passage, sentence)

    def _new_talk(self) -> None:
        self.talk = Talk(about=self._heading_topic(), route=self._heading_route())

    def _opens_section(self, text: str, sentence: Sentence) -> bool:
        """Take a numbered heading that opens the sentence; whether it is the whole sentence."""
        start, end = sentence.start, sentence.end
        level = heading_level(sentence.words)
        if level == 0 or (level > 2 and start > 0):
            return False
        if end - start <= _HEADING_LENGTH and self._take_heading(text, start, end, level):
            return True
        if level <= 2:  # 六、其他事项:收取… and headings that ran into their text
            self._take_heading(text, start, _RUN_IN.match(text, start, end).end(), level)  # type: ignore[union-attr]
        return False

    def _take_heading(self, text: str, start: int, end: int, level: int) -> bool:
        words = text[start:end]
        terms = tuple(term for term in find_terms(text, start, end) if term.kind != SEPARATOR)
        if any(term.kind == NEGATION for term in terms) or _COUNTED.search(words):
            return False
        self.headings = [heading for heading in self.headings if heading.level < level]
        is_plan = bool(_PLAN_HEADING.search(words)) and not any(t.kind == ROUTE for t in terms)
        self.headings.append(Heading(level, terms, is_plan))
        self._new_talk()
        return True

    def _heading_topic(self) -> str | None:
        for heading in reversed(self.headings):
            routes = heading.names(ROUTE)
            if routes:
                return routes[-1] if len(set(routes)) == 1 else "appeal"
            if "complaint" in heading.names(THING):
                return "complaint"
            if heading.names(REQUEST) or heading.names(OUTCOME):
                return "request"
            if any(act in ("reply", "close", "on_time") for act in heading.names(ACT)):
                return "request"
            if "proactive" in heading.names(CONTEXT) or heading.names(INFORMATION):
                return "information"
            if heading.names(THING):
                return heading.names(THING)[0]
            if "other_matters" in heading.names(CONTEXT):
                return "other_matters"
        return None

    def _heading_route(self) -> str | None:
        for heading in reversed(self.headings):
            routes = set(heading.names(ROUTE))
            if routes:
                return routes.pop() if len(routes) == 1 else None
        return None

    def _heading_terms(self) -> tuple[Term, ...]:
        return self.headings[-1].terms if self.headings else ()

    # ------------------------------------------------------------------ sentences

    def _read_sentence(self, passage: Passage, sentence: Sentence) -> None:
        items = read_items(sentence)
        if not items:
            return
        talk = self.talk
        first = next((item for item in items if not _is(item, SEPARATOR)), None)
        goes_on = isinstance(first, Term) and first.name == "of_which"
        if not goes_on:
            talk.subject, talk.is_whole, talk.of_which = WHOLE_REPORT, False, None
        elif talk.thing:
            talk.of_which = talk.thing
        talk.period = "year"
        if not self.tied:
            talk.about = talk.about if "申请" in sentence.words else None
        scan = _Scan(self, passage, sentence, items)
        scan.run()
        self.statements.extend(scan.settled())
        self.doubts.extend(scan.doubts)


def _is(item: Item, kind: str) -> bool:
    return isinstance(item, Term) and item.kind == kind


def _own_names(passages: Sequence[Passage]) -> Iterator[str]:
    for passage in passages[:15]:
        found = _OWN_BODY.search(passage.text) if len(passage.text) < 80 else None
        if found:
            yield found[1].removeprefix("年")


class _Scan:
    """One pass over the items of one sentence."""

    def __init__(
        self, reader: Reader, passage: Passage, sentence: Sentence, items: Sequence[Item]
    ) -> None:
        self.reader = reader
        self.talk = reader.talk
        self.passage = passage
        self.sentence = sentence
        self.text = sentence.text
        self.items = items
        self.found: list[Statement] = []
        self.doubts: list[Doubt] = []
        self.skip_to = 0
        self.clause_start = sentence.start
        self.depth = 0
        self.totals: list[str | None] = []  # things divided by the open brackets
        self.is_plan = False
        self.time_words: set[str] = set()
        self.clause_period: str | None = None

    def run(self) -> None:
        for index, item in enumerate(self.items):
            if isinstance(item, Amount):
                if index >= self.skip_to:
                    self._read_amount(index, item)
            else:
                self._read_term(index, item)

    # ------------------------------------------------------------------ terms

    def _read_term(self, index: int, term: Term) -> None:
        talk = self.talk
        if term.kind == SEPARATOR:
            if term.name == "(":
                self.totals.append(talk.of_which)
                talk.of_which = self._thing_before(index)
            elif term.name == ")":
                talk.of_which = self.totals.pop() if self.totals else None
            if term.name in ",;()":
                self.clause_start = term.end
                self.clause_period = None
        elif term.kind == TIME:
            self._read_time(term)
        elif term.kind == NEGATION:
            if index >= self.skip_to:
                self._read_negation(index, term)
        elif term.kind == ROUTE:
            talk.about, talk.route = term.name, term.name
        elif term.kind == REQUEST:
            if "公开" in self.text[term.start : term.end] or _TIE.search(self.sentence.words):
                talk.about = "request"
        elif term.kind == INFORMATION:
            talk.about = "information"
        elif term.name in ("complaint",):
            talk.about = "complaint"
        elif term.name == "of_which":
            talk.of_which = self._thing_before(index) or talk.of_which or talk.thing
        elif term.name == "plan":
            self.is_plan = True

    def _thing_before(self, index: int) -> str | None:
        """The thing of the amount right before a bracket or 其中, commas aside."""
        for item in reversed(self.items[:index]):
            if isinstance(item, Amount):
                if self.found and self.found[-1].end == item.end:
                    return self.found[-1].thing
                return "request" if self.talk.about == "request" else _ELSE
            if not _is(item, SEPARATOR) and not _is(item, LINK):
                return None
        return None

    def _read_time(self, term: Term) -> None:
        words = self.text[term.start : term.end]
        self.time_words.add(term.name)
        period: str | None = None
        if term.name == "year":
            period = self._year_period(int(words[:4]))
            if period is None:
                self.is_plan = True
                return
            self.is_plan = False
        elif term.name in ("previous_year", "part_year"):
            period = term.name
        elif term.name in ("this_year", "whole_year"):
            period = "year"
            self.is_plan = False
        elif term.name == "since":
            period = "cumulative"
        elif term.name in ("accumulated", "up_to"):
            both = {"accumulated", "up_to"} <= self.time_words
            if both and not self.time_words & {"this_year", "whole_year"}:
                period = "cumulative"
        if period is None:
            return
        opens = re.fullmatch(r"[其中在到从自至于(（]*(?:[一二三四五六七八九]是|[\d.、]+)?", self.text[self.clause_start : term.start])
        if opens or term.name in ("since", "accumulated", "up_to"):
            self.talk.period = period
            self.clause_period = None
        else:
            self.clause_period = period

    def _year_period(self, year: int) -> str | None:
        report_year = self.reader.report_year
        if report_year is None or year == report_year:
            return "year"
        if year > report_year:
            return None
        return "previous_year" if year == report_year - 1 else "unknown"

    # ------------------------------------------------------------------ amounts

    def _read_amount(self, index: int, amount: Amount) -> None:
        if self.is_plan or _RATE.search(self.text, self.clause_start, amount.start):
            return
        if self._is_change(index, amount):
            return
        run = self._distributed(index)
        if run:
            return
        things = self._counted(index, amount)
        if things is None:
            if amount.measure in CASE_UNITS - _KINDS | {"项"}:
                self.talk.about = _ELSE
            return
        for thing in things:
            self._state(thing, amount, index)

    def _is_change(self, index: int, amount: Amount) -> bool:
        for item in reversed(self.items[:index]):
            if isinstance(item, Term):
                if item.kind in (TIME,) or item.name in "、":
                    return False
                return item.name == "change" and not self.text[item.end : amount.start].strip("约近了")
            return False
        return False

    def _distributed(self, index: int) -> bool:
        """分别为…: as many names as amounts, in the same order; 均为, 各: one amount for each."""
        place = index - 1
        while place > 0 and _is(self.items[place], ACT):
            place -= 1  # 分别收到
        before = self.items[place] if index else None
        if not isinstance(before, Term) or before.name not in ("respectively", "all_of_them"):
            return False
        amounts = [index]
        if before.name == "respectively":
            position = index + 1
            while position < len(self.items):
                item = self.items[position]
                if isinstance(item, Amount):
                    gap = self.text[self.items[amounts[-1]].end : item.start]
                    if not re.fullmatch(r"[、,和及与以]*", gap):
                        break
                    amounts.append(position)
                elif not (_is(item, SEPARATOR) and item.name in "、,"):  # type: ignore[union-attr]
                    break
                position += 1
        wanted = len(amounts) if before.name == "respectively" else 0
        names = self._names_before(place, wanted)
        if wanted > 1 and len(names) != wanted:
            self.skip_to = amounts[-1] + 1
            return True
        if not names or wanted == 1:
            return False
        first = self.items[index]
        for number, name in enumerate(names):
            at = amounts[number] if wanted else index
            amount = self.items[at]
            assert isinstance(amount, Amount)
            thing = self._thing_of(name, [name], amount)
            if thing:
                self._state(thing, amount, at)
        self.skip_to = amounts[-1] + 1
        return isinstance(first, Amount)

    def _names_before(self, index: int, wanted: int) -> list[Term]:
        """The listed names of one kind before 分别, in order."""
        names: list[Term] = []
        kinds: set[str] = set()
        for item in reversed(self.items[:index]):
            if isinstance(item, Amount):
                if item.measure in _KINDS:
                    continue
                break
            if item.kind in (SEPARATOR, LINK, TIME, CONTEXT, ACT, REMARK):
                continue
            if item.kind == REQUEST and (kinds <= {CHANNEL}):
                continue
            if kinds and item.kind not in kinds:
                break
            if wanted and len(names) == wanted:
                break
            kinds.add(item.kind)
            names.append(item)
        names.reverse()
        if not wanted:
            names = [n for n in names if n.kind != VOID]
        return names

    def _counted(self, index: int, amount: Amount) -> list[str] | None:
        """Names of the things that an amount counts; None where it counts something else."""
        member = self._left(index, "、,;:()")
        clause = self._left(index, ",;:()")
        right = self._right(index)
        head = _last(member, _HEADS)
        after_ok = bool(_AFTER_AMOUNT.match(self.text, amount.end))
        if head is not None:
            if after_ok and (
                self._is_thin(head.end, amount.start, member)
                or head.kind in (CHANNEL, INFORMATION)
                and _MOVED.fullmatch(self.text, head.end, amount.start)
            ):
                return self._things(head, clause, member, amount, index)
            right_head = self._right_head(right, amount)
            if right_head is not None and head.kind not in (VOID,):
                return self._things(right_head, [*clause, *right], right, amount, index)
            return None
        right_head = self._right_head(right, amount)
        acts = [term for term in member if term.kind == ACT]
        if right_head is not None and not (acts and right_head.kind == ACT):
            if right_head.kind == ACT:
                return self._acted([right_head, *right], amount)
            return self._things(right_head, [*clause, *right], right, amount, index)
        if not after_ok:
            return None
        if acts and self._is_thin(acts[-1].end, amount.start, member):
            return self._acted(clause, amount)
        if self._names_part_only(index, amount):
            return [self.talk.of_which or ""]
        if member and not self._is_filler(member, amount):
            return self._by_unit(member, amount)
        return self._over_commas(index, amount)

    def _over_commas(self, index: int, amount: Amount) -> list[str] | None:
        for marks in (",;()", ";()", ""):
            wider = self._left(index, marks)
            head = _last(wider, _HEADS)
            if head is not None:
                if self._is_thin(head.end, amount.start, wider, extra=","):
                    clause = [t for t in wider]
                    return self._things(head, clause, clause, amount, index)
                return None
            acts = [term for term in wider if term.kind == ACT]
            if acts and self._is_thin(acts[-1].end, amount.start, wider, extra=","):
                return self._acted(wider, amount)
        start = self._member_start(index)
        if LEFT_FILLER.fullmatch(self.text, start, amount.start):
            return self._by_unit([], amount)
        return None

    def _names_part_only(self, index: int, amount: Amount) -> bool:
        """其中县直部门3200条: under a total, a part's name and an amount say the part's share."""
        if self.talk.of_which in (None, "request", _ELSE):
            return False
        words = self.text[self._member_start(index) : amount.start]
        words = re.sub(r"^其中|(?:共|有|为|收到|受理|公开)+$", "", words.strip(":,、"))
        return bool(words) and bool(_PART.fullmatch(words) or _NAMED_PLACE.fullmatch(words))

    def _by_unit(self, member: Sequence[Term], amount: Amount) -> list[str] | None:
        """培训班2期300人次: the second amount goes on about the same event."""
        if amount.measure in PERSON_UNITS and self.talk.thing == "training" and not _last(member, _HEADS):
            if amount.measure == "人次" or not member:
                return ["trainees"]
        if amount.measure in MONEY_UNITS:
            is_fee = any(
                isinstance(item, Term) and item.name in _FEES and item.end <= amount.start
                for item in self.items
            )
            thing = self._fee() if is_fee else None
            return [thing] if thing else None
        if any(term.name == "principal" for term in member):
            if self.talk.thing in ("press_conference", "online_interview"):
                return [f"{self.talk.thing}.principal"]
        return None

    def _left(self, index: int, marks: str) -> list[Term]:
        """Terms left of an amount, back to another amount or one of the marks."""
        terms: list[Term] = []
        for item in reversed(self.items[:index]):
            if isinstance(item, Amount):
                break
            if item.kind == SEPARATOR and item.name in marks:
                if item.name == ":" and item.end == self.items[index].start:
                    continue
                break
            terms.append(item)
        terms.reverse()
        return terms

    def _member_start(self, index: int) -> int:
        for item in reversed(self.items[:index]):
            if isinstance(item, Amount) or (item.kind == SEPARATOR and item.name in "、,;()"):
                return item.end
        return self.sentence.start

    def _right(self, index: int) -> list[Term]:
        terms: list[Term] = []
        for item in self.items[index + 1 :]:
            if isinstance(item, Amount) or item.kind == SEPARATOR or item.name == "of_which":
                break
            terms.append(item)
        return terms

    def _right_head(self, right: Sequence[Term], amount: Amount) -> Term | None:
        position = amount.end
        for term in right:
            if not _RIGHT_FILLER.fullmatch(self.text, position, term.start):
                return None
            if term.kind in _HEADS or term.kind == ACT:
                return None if term.kind == VOID else term
            if term.kind not in (CONTEXT, REMARK):
                return None
            position = term.end
        return None

    def _is_thin(self, start: int, end: int, terms: Sequence[Term], extra: str = "") -> bool:
        """Whether nothing that changes the meaning stands between a term and its amount."""
        position = start
        for term in terms:
            if term.start < start:
                continue
            if not self._fills(position, term.start, extra):
                return False
            if term.kind in _HEADS or (term.kind == CONTEXT and term.name != "disclosure"):
                return False
            if term.kind == NEGATION:
                return False
            position = term.end
        return self._fills(position, end, extra)

    def _fills(self, start: int, end: int, extra: str = "") -> bool:
        words = self.text[start:end]
        for mark in extra:
            words = words.replace(mark, "")
        return not words or bool(LEFT_FILLER.fullmatch(words))

    def _is_filler(self, terms: Sequence[Term], amount: Amount) -> bool:
        return self._is_thin(terms[0].start, amount.start, terms)

    # ------------------------------------------------------------------ what is counted

    def _things(
        self,
        head: Term,
        clause: Sequence[Term],
        member: Sequence[Term],
        amount: Amount,
        index: int,
    ) -> list[str] | None:
        rival = self._coordinated_rival(head, index)
        if rival is not None and head.kind != CHANNEL:
            thing = self._thing_of(head, clause, amount)
            other = self._thing_of(rival, clause, amount)
            if thing and other and thing != other:
                self._doubt(amount, f"one number for {rival.name} and {head.name} together")
                return []
        if head.kind == ACT:
            return self._acted(clause, amount)
        thing = self._thing_of(head, clause, amount)
        if thing is None:
            return None
        things = [thing]
        if thing == "closed" and self._outcomes_follow(index):
            things.append("replied")
        return things

    def _coordinated_rival(self, head: Term, index: int) -> Term | None:
        """Another name joined to the head by 和 or 、 that would have to share its amount."""
        before: Term | None = None
        for item in self.items[:index]:
            if item is head:
                break
            if isinstance(item, Amount):
                before = None
            elif item.kind in _HEADS:
                before = item
        if before is None or before.kind != head.kind:
            return None
        if not _COORDINATED.fullmatch(self.text, before.end, head.start):
            return None
        return before

    def _thing_of(self, head: Term, clause: Sequence[Term], amount: Amount) -> str | None:
        kind, name, talk = head.kind, head.name, self.talk
        if kind == VOID:
            return None
        if kind == CARRY:
            is_other = talk.about not in (None, "request") and not any(t.kind == REQUEST for t in clause)
            return None if is_other else self._carried(head)
        if kind == ROUTE:
            if not self._is_tied():
                return None
            return name
        if kind == RESULT:
            route = talk.route
            if route is None or talk.about in ("request", "information", "else"):
                return None
            return f"{route}.{name}"
        if kind in (OUTCOME, REASON):
            return self._outcome(head, clause)
        if kind == REQUEST:
            return self._requested(head, clause)
        if kind == CHANNEL:
            return self._through(head, clause, amount)
        if kind == INFORMATION:
            return self._published(head, clause)
        return self._direct(head, clause, amount)

    def _is_tied(self) -> bool:
        return self.reader.tied or bool(self.reader.headings)

    def _carried(self, head: Term) -> str | None:
        if self.reader.report_year is not None:
            for year in re.findall(r"\d{4}", self.text[head.start : head.end]):
                is_later = int(year) > self.reader.report_year
                if is_later != (head.name == "carried_forward"):
                    return None
        return head.name

    def _outcome(self, head: Term, clause: Sequence[Term]) -> str | None:
        if self.talk.about in ("else", "information", "complaint", "review", "suit"):
            return None
        if self.talk.about is None and "申请" not in self.text and "答复" not in self.text:
            return None
        if head.name == "refused":
            reasons = {term.name for term in clause if term.kind == REASON}
            if len(reasons) == 1 and "等" not in self.text[clause[0].start : head.start]:
                return reasons.pop()
        return head.name

    def _requested(self, head: Term, clause: Sequence[Term]) -> str | None:
        words = self.text[head.start : head.end]
        if "公开" not in words and not self._speaks_of_requests():
            return None
        channels = [t.name for t in clause if t.kind == CHANNEL and t.name in _REQUEST_CHANNELS]
        acts = [term.name for term in clause if term.kind == ACT]
        carried = [term for term in clause if term.kind == CARRY]
        if carried:
            return self._carried(carried[-1])
        if "receive" not in acts and channels:
            return f"received.{channels[-1]}" if len(set(channels)) == 1 else None
        if "receive" in acts:
            return f"received.{channels[0]}" if len(set(channels)) == 1 and not self._or_more(clause) else "received"
        ended = [term for term in clause if term.kind in (OUTCOME, REASON)]
        if ended:
            return self._outcome(ended[-1], clause)
        done = self._done(acts)
        if done:
            return done
        if "handle" in acts or "信息" in words.removeprefix("依申请公开")[:4] and "申请" not in words[3:]:
            return "ambiguous"
        if self.talk.of_which is not None and not any(t.kind == APPLICANT for t in clause):
            return None
        start = max(
            [self.clause_start]
            + [i.end for i in self.items if isinstance(i, Amount) and i.end <= head.start]
        )
        before = _WHOLE.sub("", self.text[start : head.start])
        for term in clause:
            if term.kind in (APPLICANT, TIME, LINK):
                before = before.replace(self.text[term.start : term.end], "")
        if "公开" not in words and not LEFT_FILLER.fullmatch(before):
            return None  # 撤回申请1件
        return "received"

    def _or_more(self, clause: Sequence[Term]) -> bool:
        channel = next(term for term in clause if term.kind == CHANNEL)
        return self.text[channel.end : channel.end + 1] == "等"

    def _speaks_of_requests(self) -> bool:
        return (
            self.talk.about == "request"
            or bool(_TIE.search(self.text, self.sentence.start, self.sentence.end))
            or any(_is(item, OUTCOME) for item in self.items)
        )

    @staticmethod
    def _done(acts: Sequence[str]) -> str | None:
        for name, thing in (
            ("on_time", "on_time"),
            ("extended", "extended"),
            ("reply", "replied"),
            ("close", "closed"),
        ):
            if name in acts:
                return thing
        return None

    def _acted(self, clause: Sequence[Term], amount: Amount) -> list[str] | None:
        """共受理5件, 已答复3件: what was done, of what the talk is about."""
        acts = [term.name for term in clause if term.kind == ACT]
        about = self.talk.about
        if amount.measure is not None and amount.measure not in CASE_UNITS:
            return None
        if about == "request":
            carried = [term for term in clause if term.kind == CARRY]
            if carried:
                thing = self._carried(carried[-1])
                return [thing] if thing else None
            if "receive" in acts:
                return ["received"]
            done = self._done(acts)
            return [done] if done else None
        if about in ("review", "suit", "complaint", "suit_direct", "suit_after_review"):
            return [about] if "receive" in acts else None
        return None

    def _through(self, head: Term, clause: Sequence[Term], amount: Amount) -> str | None:
        name = head.name
        acts = [term.name for term in clause if term.kind == ACT]
        if self.talk.about == "request" and name in _REQUEST_CHANNELS:
            channels = {t.name for t in clause if t.kind == CHANNEL}
            if len(channels) > 1 and "respectively" not in {t.name for t in self.items if isinstance(t, Term)}:
                return "received" if "receive" in acts else None
            return f"received.{name}"
        if self.talk.about == "information" and name in _ITEM_CHANNELS:
            return f"disclosed.{name}"
        return None

    def _published(self, head: Term, clause: Sequence[Term]) -> str | None:
        words = self.text[head.start : head.end]
        if head.name == "interpretation":
            return "interpretation"
        channels = {t.name for t in clause if t.kind == CHANNEL}
        if channels:
            named = channels & _ITEM_CHANNELS
            if len(channels) == 1 and named and not self._or_more(clause):
                return f"disclosed.{named.pop()}"
            is_all = "其他" in self.text[clause[0].start : head.start] or self._or_last(clause)
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

    def _or_last(self, clause: Sequence[Term]) -> bool:
        channel = [term for term in clause if term.kind == CHANNEL][-1]
        return self.text[channel.end : channel.end + 1] == "等"

    def _direct(self, head: Term, clause: Sequence[Term], amount: Amount) -> str | None:
        name = head.name
        names = [term.name for term in clause]
        if name in ("staff", "full_time", "part_time", "full_and_part_time", "training", "meetings", "trainees"):
            if not self._is_tied():
                return None
        if "void" in names and name in ("meetings", "training", "trainees", "staff"):
            return None
        if name == "training":
            if amount.measure in PERSON_UNITS:
                return "trainees"
            if "参加" in self.text[max(self.clause_start, head.start - 12) : head.start]:
                return None
        if name == "trainees" and amount.measure in EVENT_UNITS - PERSON_UNITS:
            return "training"
        if name == "staff" and amount.measure in PERSON_UNITS:
            if "training" in names or self.text[amount.end : amount.end + 2] in ("参加", "参训"):
                return "trainees"
        if name == "full_and_part_time":
            return "staff"
        if name in ("press_conference", "online_interview") and "principal" in names:
            return f"{name}.principal"
        if name == "complaint" and not (self._is_tied() and self._is_complaint_of_disclosure(head)):
            return None
        if name == "fee_collected":
            return "processing_fee"
        if name in ("fee_notice", "fee_part"):
            return None
        if name == "fee":
            return None if self._is_fee_part(head) else self._fee()
        return name

    def _is_complaint_of_disclosure(self, head: Term) -> bool:
        before = self.text[self.clause_start : head.start]
        topic = self.reader._heading_topic()
        return "公开" in before or topic in ("complaint", "appeal", "review", "suit", "request")

    def _is_fee_part(self, head: Term) -> bool:
        words = self.text[head.start : head.end]
        return bool(re.search(r"检索|复制|邮寄|递送|打印", words)) and not re.search(r"[、和及与等]", words)

    def _fee(self) -> str | None:
        if "处理费" in self.sentence.words:
            return "processing_fee"
        return "fee" if "fee" in self.reader.lines else "processing_fee"

    def _outcomes_follow(self, index: int) -> bool:
        return any(_is(item, OUTCOME) for item in self.items[index + 1 :])

    def _doubt(self, amount: Amount, reason: str) -> None:
        self.doubts.append(Doubt(self.passage, self.sentence, amount.start, amount.end, reason))

    # ------------------------------------------------------------------ statements

    def _state(self, thing: str, amount: Amount, index: int) -> None:
        talk = self.talk
        if thing == "ambiguous":
            self._doubt(amount, "handled, received or disclosed cannot be told apart")
            return
        if thing == "carried_in" and talk.of_which in ("received", "replied", "closed"):
            self._include_carried(talk.of_which)
        line = self._line(thing, index)
        if line is None or (amount.measure is not None and amount.measure not in line.units):
            talk.thing = thing
            return
        if talk.of_which == _ELSE:
            self._doubt(amount, "a part of a number that no line counts")
            return
        if thing in _STOCKS and _NEW_ONES.search(self.text, self.clause_start, amount.start):
            return
        applicants = [term for term in self._left(index, ",;()") if term.kind == APPLICANT]
        if len(applicants) > 1:
            return
        if applicants and line.column == "total":
            name = applicants[0].name
            line, thing = replace(line, column=name), f"{thing}.{name}"
        subject = self._subject(thing, amount)
        if applicants and line.column == "value":
            subject = self.text[applicants[0].start : applicants[0].end]
        period = self.clause_period or talk.period
        if period == "cumulative" and thing.partition(".")[0] in _STOCKS:
            period = "year"
        self.found.append(
            Statement(
                thing=thing,
                line=line,
                passage=self.passage,
                sentence=self.sentence,
                start=amount.start,
                end=amount.end,
                value=amount.value,
                unit=amount.unit,
                scale=amount.scale,
                qualifier=amount.qualifier,
                subject=subject,
                period=period,
                strength=self._strength(thing),
            )
        )
        talk.thing = thing

    def _line(self, thing: str, index: int) -> Line | None:
        if thing == "replied" and "B3.7" == getattr(self.reader.lines.get(thing), "code", None):
            return self.reader.lines[thing] if self._speaks_of_all(index) else None
        if thing == "closed" and "closed" not in self.reader.lines:
            return self._line("replied", index) if "replied" in self.reader.lines else None
        return self.reader.lines.get(thing)

    def _speaks_of_all(self, index: int) -> bool:
        """On the forms of 2019 and 2021: replies to the new requests and to those carried in.

        Said where the carried-in ones are included (含上年结转), or where both were named before
        and what follows counts them together (新收…,上年结转…,共办结…).
        """
        items = self.items
        after = items[index + 1 : index + 5]
        names = [item.name if isinstance(item, Term) else "amount" for item in after]
        if names[:1] == ["("] or names[:2] == [",", "including"]:
            if "carried_in" in names and "not_including" not in names:
                return True
        before = [item.name for item in items[:index] if isinstance(item, Term)]
        amount = items[index]
        said_together = re.search(r"(?:共|合计|总计|累计)[^,;。]{0,12}$", self.text[self.clause_start : amount.start])
        return bool(said_together) and "carried_in" in before and "receive" in before

    def _include_carried(self, total: str) -> None:
        for place in range(len(self.found) - 1, -1, -1):
            statement = self.found[place]
            if statement.thing == total:
                if total == "received" and not self._excludes():
                    line = self.reader.lines["received_incl_carried_in"]
                    self.found[place] = replace(
                        statement, thing="received_incl_carried_in", line=line
                    )
                return

    def _excludes(self) -> bool:
        return any(isinstance(i, Term) and i.name == "not_including" for i in self.items)

    def _subject(self, thing: str, amount: Amount) -> str:
        """Whose number it is: 'report', or the part as printed."""
        talk = self.talk
        words = self._clause_words(amount)
        name = self._named_part(words)
        if _WHOLE.search(words):
            talk.is_whole = True
            if not name or not talk.of_which:
                talk.subject = WHOLE_REPORT
                return WHOLE_REPORT
        if talk.of_which is not None and (thing == talk.of_which or self._is_same_line(thing)):
            part = name or _bare_part(words)
            talk.subject = part or talk.subject
            return part or talk.subject
        if name:
            talk.subject = name
            return name
        return talk.subject

    def _is_same_line(self, thing: str) -> bool:
        total = self.talk.of_which or ""
        return {thing, total} == {"received", "received_incl_carried_in"}

    def _clause_words(self, amount: Amount) -> str:
        """The words of the amount's clause before what it counts."""
        start, end = self.clause_start, amount.start
        for item in self.items:
            if isinstance(item, Term) and item.start >= start and item.end <= amount.start:
                if item.kind in _HEADS | {ACT} and item.name not in ("website", "void"):
                    end = item.start
                    break
        return self.text[start:end].strip("、,;:和及 ")

    def _named_part(self, words: str) -> str | None:
        found = list(_PART.finditer(words))
        if not found:
            return None
        name = words[found[0].start() : found[-1].end()]
        bare = re.sub(r"人民政府|办事处", "", name)
        if any(_is_abbreviation(bare, own) for own in self.reader.own_names):
            return None
        if not self.talk.of_which and len(found) > 1 and _TERRITORIES.search(name):
            return None  # 县级部门、各乡镇 together are the whole
        return name

    def _strength(self, thing: str) -> int:
        """How plainly the whole report's number is stated, where two statements differ."""
        talk = self.talk
        words = self.sentence.words
        strength = 2 if talk.is_whole else 0
        strength += 1 if self._in_own_section(thing) else 0
        strength -= 2 if _LIMITED.search(words) else 0
        if thing.startswith("disclosed") and "主动公开" in words:
            strength += 1
        return strength

    def _in_own_section(self, thing: str) -> bool:
        topic = self.reader._heading_topic()
        family = thing.partition(".")[0]
        if topic is None:
            return False
        if family in ("review", "suit", "complaint"):
            return topic in (family, "appeal", "complaint")
        if family in ("disclosed", "interpretation"):
            return topic == "information"
        if family in LINES["2014"] and LINES["2014"][family].code.startswith("3."):
            return topic == "request"
        return topic == family

    # ------------------------------------------------------------------ none

    def _read_negation(self, index: int, none: Term) -> None:
        names_before = {i.name for i in self.items[:index] if isinstance(i, Term)}
        if self.is_plan or "condition" in names_before:
            return
        scope, position = self._scope(index)
        end = self.text.find(",", none.end, self.sentence.end)
        if self._has_other_amount(index, position):
            return
        targets = self._denied(none, scope)
        if targets is None:
            return
        last = none.end
        if not targets:
            rest_end = self.items[position].start if position < len(self.items) else self.sentence.end
            rest = self.text[none.end : rest_end].rstrip("。!?")
            if not _CLOSES.fullmatch(rest):
                return
            last = none.end + len(rest)
            targets = self._denied_before(index)
            first = targets[0].start if targets else none.start
            if not targets:
                targets = self._denied_heading()
        else:
            first = none.start
            last = max(term.end for term in targets)
        del end
        last = self._to_word_end(last)
        self.skip_to = max(self.skip_to, position)
        for term in targets:
            self._state_none(term, min(first, none.start), last)

    def _to_word_end(self, last: int) -> int:
        found = re.compile(r"(?:的)?(?:情况|案件|事项|情形)").match(self.text, last)
        return found.end() if found else last

    def _scope(self, index: int) -> tuple[list[Term], int]:
        """Terms that a word for none governs: to the end of its clause, lists included."""
        scope: list[Term] = []
        position = index + 1
        while position < len(self.items):
            item = self.items[position]
            if isinstance(item, Amount):
                if not (item.is_words and item.value == 1 and item.measure in _ONE_CASE):
                    break
            elif item.kind == SEPARATOR and item.name in ",;()":
                following = self._next_clause(position + 1)
                if item.name != "," or not following or not scope:
                    break
            elif item.kind == NEGATION:
                break
            elif item.kind != SEPARATOR:
                scope.append(item)
            position += 1
        return scope, position

    def _next_clause(self, position: int) -> bool:
        """Whether the next clause only goes on listing: …复议,行政诉讼和举报投诉."""
        start = self.items[position].start if position < len(self.items) else 0
        last = self.items[position - 1].end
        if not start or not re.fullmatch(r"(?:也|或|和|及|因)?", self.text[last:start]):
            return False
        for item in self.items[position:]:
            if isinstance(item, Amount) or item.kind in (NEGATION, ACT, INFORMATION, OUTCOME, TIME):
                return False
            if item.kind == SEPARATOR and item.name != "、":
                return True
        first = self.items[position]
        return isinstance(first, Term) and first.kind in (ROUTE, THING)

    def _has_other_amount(self, index: int, position: int) -> bool:
        return position < len(self.items) and isinstance(self.items[position], Amount)

    def _denied(self, none: Term, scope: Sequence[Term]) -> list[Term] | None:
        """The countable things that are said not to have been; None where another thing is denied."""
        words = self.text[none.start : none.end]
        if words.endswith("未") and not _HAPPENING.match(self.text, none.end):
            return None
        if not scope:
            return []
        heads = [
            t
            for place, t in enumerate(scope)
            if t.kind in _HEADS
            and not (t.kind == INFORMATION and any(_is(later, REQUEST) for later in scope[place:]))
        ]
        appeals = [t for t in heads if t.kind == ROUTE or t.name in ("complaint", "administrative_complaint")]
        reach = self.text[none.end : heads[0].start] if heads else ""
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
            return results[-1:] if self.talk.route and results[-1].name == "corrected" else None
        if appeals:
            requests = [
                t for t in heads if t.kind == REQUEST and t is heads[0] and self._is_denied_request(none, t, scope)
            ]
            return requests + appeals
        if heads and heads[0].name in _HAVINGS and len(heads) == 1:
            return heads if self._has_none(none, heads[0]) else None
        if any(t.kind in (VOID, OUTCOME, REASON, INFORMATION, RESULT) for t in heads):
            refusals = [t for t in heads if t.name == "refused"]
            return refusals[:1] if len(heads) == 1 and refusals else None
        requests = [t for t in heads if t.kind == REQUEST]
        if requests and self._is_denied_request(none, requests[-1], scope):
            return requests[-1:]
        return None if heads else []

    def _has_none(self, none: Term, having: Term) -> bool:
        before = self.text[self.clause_start : none.start]
        return bool(_NO_HAVING.fullmatch(self.text, none.end, having.start)) and not _SOME.search(before)

    def _is_denied_request(self, none: Term, request: Term, scope: Sequence[Term]) -> bool:
        before = self.text[none.end : request.start]
        after = self.text[request.end : request.end + 4]
        is_last = not any(t.kind in _HEADS and t.start > request.start for t in scope)
        if re.search(r"因" if is_last else r"因|对|针对|就|关于|按|涉及|通过|根据", before):
            return False
        if re.match(r"(?:的|而|等|所)*(?:引|提|导|产|发生|被|行政|公开|收|答|复|办|不|相关|工作(?!情况))", after):
            return False
        words = self.text[none.start : none.end]
        acts = [t.name for t in scope if t.kind == ACT and t.start < request.start]
        if words.rstrip("曾有被再").endswith("未"):
            return acts == ["receive"]
        return not acts or acts == ["receive"]

    def _denied_before(self, index: int) -> list[Term]:
        targets: list[Term] = []
        for item in reversed(self.items[:index]):
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

    def _denied_heading(self) -> list[Term]:
        """四、收费及减免情况 / 无。: the heading says what there was none of."""
        if self.found or any(
            isinstance(i, Term) and i.kind in _HEADS for i in self.items
        ) or any(isinstance(i, Amount) for i in self.items):
            return []
        named = [
            t
            for t in self.reader._heading_terms()
            if t.kind == ROUTE or t.name in ("complaint", "fee", "processing_fee")
        ]
        if named:
            return named
        return [t for t in self.reader._heading_terms() if t.kind == REQUEST][:1]

    def _state_none(self, term: Term, start: int, end: int) -> None:
        thing: str | None = {REQUEST: "received"}.get(term.kind, term.name)
        if term.kind == CARRY:
            thing = self._carried(term)
        elif term.kind == RESULT:
            thing = f"{self.talk.route}.{term.name}"
        elif term.name in ("fee", "fee_part"):
            if not self._is_request_fee():
                return
            thing = self._fee()
        elif term.kind == ROUTE or term.name == "complaint":
            if not self._is_tied():
                return
        line = self.reader.lines.get(thing or "")
        if line is None or thing is None:
            return
        amount = Amount(start, end, start, Decimal(0), None, None, 1, "exact", is_words=True)
        subject = self._subject(thing, amount)
        self.found.append(
            Statement(
                thing=thing,
                line=line,
                passage=self.passage,
                sentence=self.sentence,
                start=start,
                end=end,
                value=Decimal(0),
                unit=None,
                scale=1,
                qualifier="exact",
                subject=subject,
                period=self.clause_period or self.talk.period,
                strength=self._strength(thing),
            )
        )
        self.talk.thing = thing

    def _is_request_fee(self) -> bool:
        words = self.sentence.words
        if "行政事业性" in words:
            return False
        topic = self.reader._heading_topic()
        return (
            bool(re.search(r"信息公开|依申请|公开(?:政府)?信息|处理费|收费(?:及|和|、|与)?减免", words))
            or "申请人" in words
            or topic in ("fee", "request", "processing_fee", "other_matters")
        )

    # ------------------------------------------------------------------ the sentence as a whole

    def settled(self) -> list[Statement]:
        """Two numbers for one line in one list are numbers of its named parts, not the line's."""
        by_line: dict[tuple[Line, str, str], list[Statement]] = {}
        for statement in self.found:
            key = (statement.line, statement.subject, statement.period)
            by_line.setdefault(key, []).append(statement)
        parts: set[int] = set()
        for group in by_line.values():
            values = {statement.value for statement in group}
            if len(values) > 1 and group[0].subject == WHOLE_REPORT and len(group) > 1:
                parts.update(id(statement) for statement in group)
        settled = []
        for statement in self.found:
            if id(statement) in parts:
                name = self._part_name(statement)
                if name is None:
                    self.doubts.append(
                        Doubt(self.passage, self.sentence, statement.start, statement.end,
                              f"another number for {statement.thing} in the same sentence")
                    )
                    continue
                statement = replace(statement, subject=name)
            settled.append(statement)
        return settled

    def _part_name(self, statement: Statement) -> str | None:
        """What tells this number from the other one for its line, as printed."""
        position = next(i for i, item in enumerate(self.items) if item.end == statement.end)
        member = self._left(position, ",;()")
        channel = _last(member, frozenset({CHANNEL}))
        head = _last(member, _HEADS)
        if channel is not None:
            start = max(self._member_start(position), self.sentence.start)
            return _bare_part(self.text[start : channel.end])
        return self.text[head.start : head.end] if head is not None else None


def _bare_part(words: str) -> str | None:
    words = re.split(r"针对|对|就|围绕|为|按|\d", words, maxsplit=1)[0]
    name = re.sub(r"^(?:其中|在|通过|利用|以|由|:|,|、)+|(?:上|中|里|共|共计|累计|主动|的)+$", "", words.strip("、,;:() "))
    name = re.sub(r"^(?:其中|在|通过|利用|以|由)+", "", name)
    return name if 2 <= len(name) <= 30 else None


def _is_abbreviation(name: str, full: str) -> bool:
    """Whether a name shortens a full one: 市住建局 for …市住房和城乡建设局."""
    letters = iter(full)
    return all(letter in letters for letter in name.strip("()") if letter not in "()")


def _last(terms: Sequence[Term], kinds: frozenset[str]) -> Term | None:
    for term in reversed(terms):
        if term.kind in kinds:
            return term
    return None


def settle(statements: Sequence[Statement]) -> tuple[list[Statement], list[Statement]]:
    """Where statements of the whole report differ for one line, those said most plainly stay.

    Two equally plain statements that differ both stay: the report contradicts itself.
    """
    best: dict[tuple[str, str, str], int] = {}
    values: dict[tuple[str, str, str], set[Decimal]] = {}
    for statement in statements:
        if _is_whole(statement):
            key = (statement.line.form, statement.line.code, statement.line.column)
            best[key] = max(best.get(key, statement.strength), statement.strength)
            values.setdefault(key, set()).add(statement.value * statement.scale)
    kept, left = [], []
    for statement in statements:
        key = (statement.line.form, statement.line.code, statement.line.column)
        weaker = (
            _is_whole(statement) and len(values[key]) > 1 and statement.strength < best[key]
        )
        (left if weaker else kept).append(statement)
    return kept, left


def _is_whole(statement: Statement) -> bool:
    return (
        statement.subject == WHOLE_REPORT
        and statement.period == "year"
        and statement.qualifier == "exact"
    )
