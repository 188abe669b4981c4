"""Whose number it is: the whole report's, or that of a part named as printed.

A part is a body below the one that reports (省直部门, 县政府办公室), or whatever divides a total
that was just named (其中市(州)收到47597件). Such numbers never stand for the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from extract.contract import WHOLE_REPORT
from extract.prose.amounts import Amount
from extract.prose.scan import HEADS, Scan, last_of
from extract.prose.statements import Statement
from extract.prose.text import Passage
from extract.prose.vocabulary import CHANNEL

WHOLE: Final = re.compile(
    r"全(?:省|市|州|县|区|旗|盟|镇|乡|街|局|委|厅|办|院|系统|行业|校|所|域)|"
    r"(?:我|本)(?:省|市|州|县|区|旗|盟|镇|乡|街道|分?局|委|厅|办|院|机关|单位|部门|行政机关|级政府|"
    r"管委会|新区|园区|开发区|支队|大队|站|署|处|所|校|"
    r"系统|馆|中心|会|行)(?!级)|各地|各级(?:人民)?(?:政府|行政机关|机关|各?部门)(?:、各部门)?"
)
_BEFORE_ACT: Final = r"(?=(?:本年度?|全年|\d{4}年度?)?(?:[共受收接公发答主新处累]|办(?!公))|$)"
PART: Final = re.compile(
    r"\d*个?(?:各)?(?:市\(州\)|市州|地市|设区市|各市|(?:各)?(?:县|区)\((?:[市县区]、?)+\)|县市区|市县|"
    r"区县|县区|各县|各区)(?:人民)?(?:政府)?|"
    r"各?(?:乡镇\(街道\)|镇\(街道\)|乡\(镇\)|乡镇街道|镇街道?|乡镇)(?:人民政府|办事处)?|各街道(?:办事处)?|"
    r"(?:(?:省|市|州|县|区|旗)(?:人民)?政府及)?(?:省|市|州|县|区|旗)?(?:人民)?"
    r"政府(?:\(?办公厅\)?|\(?办公室\)?|办|本级)|办公厅|"
    rf"[\u4e00-\u9fff]{{0,6}}(?:党政|综合)[\u4e00-\u9fff]{{0,2}}办公?室?{_BEFORE_ACT}|"
    rf"[\u4e00-\u9fff]{{0,6}}(?:局|厅|委|院|馆|校|所|会|中心|镇|乡|街道)(?:机关)?办公室{_BEFORE_ACT}|"
    r"(?:省|市|州|县|区|旗)(?:级|直|本级|直属|政府)(?:各)?(?:行政)?(?:部门|单位|机关)|(?:省|市|"
    r"州|县|区|局|厅|委|镇|乡)本级|"
    r"各(?:委办局|部门|单位)|"
    rf"(?:省|市|州|县|区|旗)?(?:人民)?(?:政府)?(?:信息|政务)公开办(?:公室)?{_BEFORE_ACT}|"
    rf"(?:省|市|州|县|区)?[\u4e00-\u9fff]{{1,10}}(?:局|厅|委员会|支队|大队|管委会|(?:发改|住建|卫健|"
    rf"卫计|经信|国资|农|科|民宗)委){_BEFORE_ACT}|"
    rf"[\u4e00-\u9fff]{{1,6}}(?:街道|镇|乡)(?:办事处|人民政府|政府)?{_BEFORE_ACT}|"
    r"各级[\u4e00-\u9fff]{2,8}(?:中心|馆)"
)
# A letter that every name of a part has; most words before a number have none.
_OF_BODIES: Final = re.compile(r"[市县区镇乡街府办局厅委门单机级队会心馆]")
_WITH_DEPARTMENTS: Final = re.compile(r"政府[及和与、](?:其|各|所属|直属|全部)*[^,;。]{0,4}部门")
_TERRITORIES: Final = re.compile(r"乡镇|镇街|街道|市\(州\)|市州|县区|区县|各县|各市|各区|县\(市")
# What says when, before the body that is spoken of: 2019年度街道受理…
_WHEN: Final = re.compile(
    r"^(?:[一二三四五六七八九]是)?(?:截[至止]到?)?(?:\d{4}年度?|\d{1,2}月(?:\d{1,2}日)?|(?:今|本|去)年度?|全年|一年来|其中|底|末|"
    r"[,:至—-])+"
)
_SEEN_FROM: Final = re.compile(r"从([^,;。\d]{2,15}?)(?:来)?看,$")
_KIND: Final = re.compile(
    r"(?:([镇乡]|街道)(?:人民政府|政府|办事处)?|局|厅|委员会|管委会|(?<!党)委|中心|支队|大队|分局)$"
)
_OWN_BODY: Final = re.compile(
    r"(?:关于)?([\u4e00-\u9fff]{2,30}?)(?:〇|\d{4}年?|年)*度?(?:政府|政务)信息公开(?:工作)?"
    r"(?:年度)?(?:工作)?(?:的)?(?:年度)?报告"
)
_NO_NAME: Final = re.compile(r"[我本]|公布|根据|按照|现将|社会")  # a sentence, not a title
_OPENING: Final = 60  # paragraphs in which a body has called itself something
_CALLED: Final = re.compile(r"[我本](?:镇|乡|街道|局|委|厅)|(?<=现将)[我本]办")
_TITLE: Final = re.compile(
    r"\d{4}年度?(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:年度)?报告"
)
_NAME: Final = re.compile(r"[\u4e00-\u9fff]{3,30}(?:政府|办公[室厅]|[局厅委院馆校所会处]|中心)")


def subject_of(scan: Scan, thing: str, amount: Amount) -> str:
    """Whose number it is: 'report', or the part as printed."""
    talk = scan.talk
    words = _WHEN.sub("", scan.clause_words(amount))
    name = _named_part(scan, words) or _seen_from(scan)
    if WHOLE.search(words):
        talk.is_whole = True
        if not name or not talk.of_which:
            talk.subject = WHOLE_REPORT
            return WHOLE_REPORT
    if talk.of_which is not None and (thing == talk.of_which or _is_same_line(scan, thing)):
        part = name or bare_part(words)
        talk.subject = part or talk.subject
        return part or talk.subject
    if name:
        talk.subject = name
        return name
    if thing == "carried_forward" and talk.of_which == "received":
        return WHOLE_REPORT  # 收到9件,其中书面8件,转办1件,2件结转下年: of all of them
    return talk.subject


def _seen_from(scan: Scan) -> str | None:
    """从区直部门看,主动公开…: the part that the clause before points at."""
    seen = _SEEN_FROM.search(scan.text, scan.sentence.start, scan.clause_start)
    found = PART.search(seen[1]) if seen else None
    return found[0] if found else None


def _is_same_line(scan: Scan, thing: str) -> bool:
    total = scan.talk.of_which or ""
    return {thing, total} == {"received", "received_incl_carried_in"}


def _named_part(scan: Scan, words: str) -> str | None:
    found = list(PART.finditer(words)) if _OF_BODIES.search(words) else []
    if not found:
        return None
    name = words[found[0].start() : found[-1].end()]
    bare = re.sub(r"人民政府|办事处", "", name)
    if WHOLE.fullmatch(name) or any(is_abbreviation(bare, own) for own in scan.context.own_names):
        return None
    if not scan.talk.of_which and "我办" in scan.context.own_names and name.endswith("办公室"):
        return None  # an office that speaks of an office
    kind = _kind(name)
    if kind and not scan.talk.of_which and kind in map(_kind, scan.context.own_names):
        return None  # a bureau that speaks of a bureau, shortened otherwise, speaks of itself
    is_together = len(found) > 1 and _TERRITORIES.search(name) is not None
    if not scan.talk.of_which and (is_together or _WITH_DEPARTMENTS.search(words)):
        return None  # 县级部门、各乡镇 together are the whole; so are 县政府及各部门
    return name


def part_name(scan: Scan, statement: Statement) -> str | None:
    """What tells this number from the other one for its line, as printed."""
    if statement.sentence is not scan.sentence:
        return None
    position = next(i for i, item in enumerate(scan.items) if item.end == statement.end)
    member = scan.left(position, ",;()")
    channel = last_of(member, frozenset({CHANNEL}))
    head = last_of(member, HEADS)
    if channel is not None:
        start = max(scan.member_start(position), scan.sentence.start)
        return bare_part(scan.text[start : channel.end])
    return scan.text[head.start : head.end] if head is not None else None


def _kind(name: str) -> str | None:
    """Township or bureau; None for an area, and for an office, which is a part of its area."""
    found = _KIND.search(name)
    return found and ("township" if found[1] else "bureau")


def own_names(passages: Sequence[Passage]) -> Iterator[str]:
    """Bodies that the title names, in its own line or in the one before."""
    before = ""
    for passage in passages[:15]:
        is_title = len(passage.text) < 80 and "报告" in passage.text
        found = _OWN_BODY.search(passage.text) if is_title else None
        if found and not _NO_NAME.search(found[1]):
            yield found[1].removeprefix("年")
        elif is_title and _TITLE.fullmatch(passage.text) and _NAME.fullmatch(before):
            yield before
        before = passage.text


def called(passages: Sequence[Passage]) -> str | None:
    """What a body that no title names calls itself (我镇, 我局), near the beginning."""
    found = (_CALLED.search(passage.text) for passage in passages[:_OPENING])
    return next((one[0].replace("本", "我") for one in found if one), None)


def bare_part(words: str) -> str | None:
    words = re.split(r"针对|对|就|围绕|为|按|\d", words, maxsplit=1)[0]
    name = re.sub(
        r"^(?:其中|在|通过|利用|以|由|:|,|、)+|(?:上|中|里|共|共计|累计|主动|新增|的)+$",
        "",
        words.strip("、,;:() "),
    )
    name = re.sub(r"^(?:其中|在|通过|利用|以|由)+", "", name)
    return name if 2 <= len(name) <= 30 else None


def is_abbreviation(name: str, full: str) -> bool:
    """Whether a name shortens a full one: 市住建局 for …市住房和城乡建设局."""
    letters = iter(full)
    return all(letter in letters for letter in name.strip("()") if letter not in "()")
