"""What a document says of itself: title, year, period, body, place, scope, date of publication.

Taken: `Document`. Given: `Metadata`, with names as printed; finding the jurisdiction and the body
in the reference data is SQL. What tells an annual report from its look-alikes is here too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final

from extract.document import Document
from extract.folding import nfkc
from extract.hanzi import SIMPLIFIED
from extract.notes import Note
from extract.places import leading_places, places_mentioned

FIRST_YEAR: Final = 2004  # Shanghai and Guangzhou reported before the national Regulations of 2008
LAST_YEAR: Final = 2049  # beyond it a year is a misprint; the landing gate knows the calendar
FIRST_NATIONAL_YEAR: Final = 2008
SHORTEST_PERIOD: Final = 250  # days; reports that close their books early in December exist
LONGEST_TITLE: Final = 70
MOST_TITLE_LINES: Final = 4
LONGEST_SIGNATURE: Final = 40
PERIOD_WITHIN: Final = 8000  # characters
_FIRST_DAY: Final = (1, 1)
_LAST_DAY: Final = (12, 31)

_SUBJECT: Final = r"(?:政府信息(?:与政务)?公开|政务信息公开|政务公开(?:与政府信息公开)?|信息公开)"
_TITLE = re.compile(
    rf"^(?P<before>.*?)(?P<subject>{_SUBJECT})"
    # No text fits two of these: a title of 年度年度年度 … would be tried in every combination.
    r"(?:工作|情况|实施|执行|开展|推进|和|与|暨|政务公开|的|年|度|总结|自查|\(?[12]\d{3}|(?<=[\d年度])\)"
    r"|(?!\d{4})[二2][〇零○ΟOo0]..年)*"
    r"(?:报告|年报)(?P<after>[((\[【][^。，；,;]{0,20}|[一二三四五六七八九十]?)$"
)
_NAMED = re.compile(
    r"(?:公布|编制|编写|撰写|制作|将|即)(?:了)?(?P<title>(?P<name>[\u4e00-\u9fff]{0,30}?)"
    rf"(?P<year>20\d{{2}})年度?的?{_SUBJECT}(?:工作)?(?:情况)?(?:年度)?(?:报告|年报))"
)
_TITLE_WORDS = re.compile("报告|年报|報告|年報")
_SELF = re.compile(r"[我本该]|公布|编制|要求|规定|做好")
FURTHEST_NAME: Final = 1500  # characters from the beginning of a document
_NO_TITLE = re.compile(
    r"通知|指南|制度|办法|格式|培训|解读|召开|举行|发布了|编制|要求|报送|上一篇|下一篇|目录|统计报表"
    r"|会议|做好|印发|根据|按照|情况通报|附件|附表|工作方案|考核|评估|专栏|栏目|浏览|更多|依申请"
)
_NEWS = re.compile(r"发布|公布|出炉|公示|上线|完成|晒出")
_PART_YEAR = re.compile(
    r"上半年|下半年|半年|季度|[一二三四1-4]季|\d{1,2}[-—~至]\d{1,2}月|月报|月份"
)
# A line that says: this is no report. Half-years and quarters have such lines too.
_TALK = re.compile(
    rf"{_SUBJECT}.*(?:通知|制度|办法|格式|指南|规定)$"
    rf"|(?:{_PART_YEAR.pattern}).{{0,8}}{_SUBJECT}|{_SUBJECT}.{{0,8}}(?:{_PART_YEAR.pattern})"
)
_CALLS_ITSELF = re.compile(
    rf"现将[^。]{{0,20}}\d{{4}}年度?的?{_SUBJECT}(?:工作)?(?:情况)?(?:年度)?(?:报告|年报)[^。]{{0,4}}如下"
)
# First-level headings of a report on any form: kind and words.
_SECTIONS: Final = {
    kind: re.compile(rf"(?:^|\s)[一二三四五六七八九]、[^。;；\s]{{0,20}}(?:{words})", re.MULTILINE)
    for kind, words in (
        ("overview", "总体情况|概述"),
        ("disclosure", "主动公开"),
        ("requests", "依申请公开|收到和处理政府信息公开申请"),
        ("fees", "收费|费用"),
        ("appeals", "复议|诉讼"),
        ("problems", "存在的?(?:主要)?问题|不足"),
    )
}
FEWEST_SECTIONS: Final = 3
LAST_TITLE_LINE: Final = 12  # of the lines that a page's title may be among
FEWEST_YEARS: Final = 3
_ANNUAL = re.compile(r"年度|年报|[0-9〇]年|年政府")
_YEAR = re.compile(r"(?<!\d)((?:19|20|21)\d{2})(?!\d)")
_CHINESE_YEAR = re.compile(r"[二2][〇零○ΟOo0][〇零○ΟOo0一二三四五六七八九]{2}(?=年)")
_CHINESE_DIGITS: Final = str.maketrans("〇零○ΟOo一二三四五六七八九", "000000123456789")
_ORGAN_END: Final = (
    r"(?:政府|厅|局|委|委员会|办公室|办公厅|政府办|院|省|市|区|县|旗|州|盟|镇|乡|街道|办事处|中心"
    r"|管委会|大学|学院|学校|公司|社|会|队|所|站|部|馆|办)"
)
_ORGAN = re.compile(rf"^[\u4e00-\u9fff()·、]{{1,40}}?{_ORGAN_END}(?:\(本级\))?$")
# Of a folded text. A search for a set of characters is five times as fast as one for a class.
_DATE = (
    r"(?P<{0}y>[0-9]\d{{3}})\s*[年.\-/]\s*(?P<{0}m>\d{{1,2}})\s*[月.\-/]"
    r"\s*(?P<{0}d>\d{{1,2}})(?!\d)(?:\s*日)?"
)
_ANY_DATE = re.compile(_DATE.format(""))
_PERIOD = re.compile(
    _DATE.format("a") + r"(?:\s*起)?\s*(?:至|到|—|－|-|~|——)\s*(?:(?P<by>\d{4})\s*年\s*)?"
    r"(?P<bm>\d{1,2})\s*月\s*(?P<bd>\d{1,2})\s*日"
)
_PERIOD_WORDS = re.compile(r"统计|期限|时限|数据|报告期|时间|起止")
# Two expressions that begin with a word are found in a third of the time of one that does not.
_PUBLISHED = tuple(re.compile(word + r"\s*[::]\s*" + _DATE.format("")) for word in ("日期", "时间"))
_BODY_LABEL = re.compile(
    r"(?:发布机构|发文机[构关]|公开主体|信息来源|发布单位|制作单位|公开机构|文章来源|来源|主办单位|主办)\s*[::]\s*"
    r"([\u4e00-\u9fff]{2,30})"
)
_COMPILED_BY = re.compile(
    rf"(?:报告)?由([\u4e00-\u9fff]{{2,30}}?{_ORGAN_END})(?:负责)?(?:根据|按照|依据|编制|组织编制)"
)
_JURISDICTION_END = re.compile(r"(?:[省市区县州旗盟]|地区|新区|开发区|管委会|管理委员会)$")
_GOVERNMENT_END = re.compile(r"(?:人民政府|政府)$")
_TOWNSHIP_END = re.compile(r"(?:镇|乡|苏木|街道)$")
_WHOLE_PLACE = re.compile(r"[全我](?:省|市|县|区|州|旗|盟)")
_LEADING_NOISE = re.compile(
    r"^(?:(?:标\s*题|名\s*称|题\s*名)[::]|关于|《|【[^】]*】|\[[^\]]*\]|附[::]|[\s·●■◆▪>]+)+"
)
_YEAR_PART = re.compile(
    r"(?:\(?(?:\d{4}|[二2][〇零○ΟOo0][〇零○ΟOo0一二三四五六七八九]{2})\)?年?度?(?:的)?|\(?本级\)?|关于|年度)"
)


@dataclass(slots=True)
class Metadata:
    """The document of itself; None where it does not say. Dates are the printed ones."""

    title: str | None = None
    report_year: int | None = None
    period_start: date | None = None
    period_end: date | None = None
    published_on: date | None = None
    issuing_body: str | None = None
    jurisdiction_name: str | None = None
    places: list[str] = field(default_factory=list)
    scope: str = "unknown"
    other_titles: int = 0  # titles of other years: an index of reports has many
    notes: list[Note] = field(default_factory=list)


def read_metadata(document: Document) -> Metadata:
    """Everything that a document says of itself."""
    lines = _lines(document.text)
    folded = nfkc(document.text)
    metadata = Metadata()
    chosen = _title(lines, document.declared.get("title", ""))
    named = ""
    if chosen is not None:
        metadata.title, named = chosen.text, chosen.name
        metadata.other_titles = chosen.others
    metadata.period_start, metadata.period_end = _period(folded)
    metadata.report_year = _report_year(chosen, metadata, document.text)
    metadata.published_on = _published(document, lines, folded)
    _drop_early_publication(metadata)
    metadata.issuing_body = _issuing_body(named, document, lines, folded)
    metadata.jurisdiction_name = _jurisdiction(named, metadata.issuing_body)
    metadata.places = places_mentioned(document.text)
    metadata.scope = _scope(named, metadata, document.text)
    return metadata


def name_by_sentence(document: Document, metadata: Metadata) -> None:
    """Title, body and place from the sentence that names the report, where its page left the title
    out (现公布某局2022年政府信息公开工作年度报告). Only for a document that has the form's tables:
    news and notices have such sentences too."""
    text = _fold(document.text[:FURTHEST_NAME]).translate(SIMPLIFIED)
    found = _NAMED.search(text)
    if found is None or _SELF.search(found["name"]):
        return
    metadata.title, metadata.report_year = found["title"], int(found["year"])
    if not found["name"]:  # 编制了2022年政府信息公开年度报告
        return
    body = found["name"] if not _is_place(found["name"]) else metadata.issuing_body
    metadata.issuing_body = body
    metadata.jurisdiction_name = _jurisdiction(found["name"], body)
    metadata.scope = _scope(found["name"], metadata, document.text)


def speaks_as_report(document: Document, metadata: Metadata) -> bool:
    """Whether a document without a title has a report's sections, or calls itself one.

    现将我局2010年度政府信息公开工作年度报告如下. Notices on how to write one say so in theirs.
    """
    lines = [_fold(line).translate(SIMPLIFIED) for line in _lines(document.text)]
    for line in lines[:LAST_TITLE_LINE]:
        if len(line) <= LONGEST_TITLE and _TALK.search(line):
            return False
    whole = nfkc(document.text).translate(SIMPLIFIED)
    sections = [kind for kind, words in _SECTIONS.items() if words.search(whole)]
    text = _fold(document.text[:FURTHEST_NAME]).translate(SIMPLIFIED)
    fewest = FEWEST_SECTIONS - (metadata.period_end is not None)
    return len(sections) >= fewest or _CALLS_ITSELF.search(text) is not None


def year_of_sentences(document: Document) -> int | None:
    """The year that most sentences of a report without a title and a period speak of."""
    counts = Counter(re.findall(r"(?<!\d)20\d\d(?=年)", _fold(document.text))).most_common(2)
    if not counts or counts[0][1] < FEWEST_YEARS:
        return None
    return int(counts[0][0]) if len(counts) == 1 or counts[0][1] >= 2 * counts[1][1] else None


@lru_cache(maxsize=4096)
def _fold(text: str) -> str:
    return "".join(nfkc(text).split())


def _lines(text: str) -> list[str]:
    """Lines of prose and headings; rows of tables have tabs."""
    return [line for line in text.split("\n") if line and "\t" not in line]


# --- title ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Title:
    text: str
    name: str  # the body or place that it names, '' if none
    year: int | None
    lines: int
    others: int = 0


def _title(lines: Sequence[str], declared: str) -> _Title | None:
    """The title of an annual report: the fullest of the candidates, of equals the first."""
    found = list(_title_candidates(lines))
    for segment in re.split(r"[_|]|\s[-–—]\s|(?<=报告)[-–—]|>", declared):
        title = _as_title(segment.strip(), 1)
        if title is not None:
            found.append(title)
    if not found:
        return None
    best = max(found, key=lambda title: (title.year is not None, bool(title.name), -title.lines))
    years = {(title.year, title.name) for title in found if title.year is not None}
    return _Title(best.text, best.name, best.year, best.lines, max(len(years) - 1, 0))


def _title_candidates(lines: Sequence[str]) -> Iterator[_Title]:
    for index, line in enumerate(lines):
        # Most lines have neither sign of any of the words.
        if ("报" not in line and "報" not in line) or not _TITLE_WORDS.search(line):
            continue
        if len(line) > LONGEST_TITLE * 2:
            if index >= MOST_TITLE_LINES:
                continue
            segment = line.split(maxsplit=1)[0]  # a page in one line begins with its title
        else:
            segment = re.split(r"[>»]", line)[-1]
        for count in range(MOST_TITLE_LINES):
            above = lines[index - count : index] if count <= index else None
            if above is None or not all(_is_title_line(text) for text in above):
                break
            title = _as_title("".join([*above, segment]), count + 1)
            if title is not None:
                yield title
                if title.name and title.year:
                    break


def _is_title_line(text: str) -> bool:
    return len(text) <= 40 and not re.search(r"[。，；：:,;>»|]", text)


def _as_title(text: str, lines: int) -> _Title | None:
    bare = _LEADING_NOISE.sub("", text.strip()).rstrip("》 ")
    folded = _fold(bare)
    if len(folded) > LONGEST_TITLE:
        return None
    folded = folded.translate(SIMPLIFIED)
    found = _TITLE.match(folded)
    if found is None or _NO_TITLE.search(folded) or _NEWS.search(found["before"]):
        return None
    name = _YEAR_PART.sub("", found["before"]).strip("的()")
    if name.endswith("人民"):  # 人民政府信息公开: one 政府 for two
        name += "政府"
    if name and ((lines > 1 and not _ORGAN.match(name)) or not re.match(r"^[\u4e00-\u9fff]", name)):
        return None
    return _Title(bare, name, _year_in(folded), lines)


def _year_in(folded: str) -> int | None:
    found = _YEAR.search(folded)
    if found:
        return int(found[1])
    chinese = _CHINESE_YEAR.search(folded)
    return int(chinese[0].translate(_CHINESE_DIGITS)) if chinese else None


def is_part_of_year(title: str) -> bool:
    """Whether a title is that of a half-year, a quarter or a month."""
    return _PART_YEAR.search(_fold(title)) is not None


# --- year and dates ---------------------------------------------------------------------------


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _period(folded: str) -> tuple[date | None, date | None]:
    """The statistical period (统计期限) that the report prints."""
    for found in _PERIOD.finditer(folded[:PERIOD_WITHIN]):
        start = _date(found["ay"], found["am"], found["ad"])
        end = _date(found["by"] or found["ay"], found["bm"], found["bd"])
        if start is None or end is None or end < start:
            continue
        whole = (start.month, start.day) == _FIRST_DAY and (end.month, end.day) == _LAST_DAY
        before = found.string[max(found.start() - 40, 0) : found.start()]
        if (whole and start.year == end.year) or _PERIOD_WORDS.search(before):
            return start, end
    return None, None


def _report_year(chosen: _Title | None, metadata: Metadata, text: str) -> int | None:
    """The year of the title, else of the period, else of the sentence that names the report."""
    titled = chosen.year if chosen else None
    period = metadata.period_end.year if metadata.period_end else None
    if titled is not None:
        if period is not None and period != titled:
            metadata.notes.append(
                Note(
                    severity="warning",
                    code="year_conflict",
                    place="title and statistical period",
                    expected=f"a period of {titled}, the year of the title",
                    found=f"one that ends in {period}",
                    action="the title is followed; compare both with the original",
                )
            )
        return titled
    if period is not None:
        return period
    said = re.search(
        rf"((?:19|20|21)\d{{2}})年度?[^。]{{0,20}}{_SUBJECT}(?:工作)?(?:情况)?(?:年度)?(?:报告|年报)",
        _fold(text[:3000]).translate(SIMPLIFIED),
    )
    return int(said[1]) if said else None


def is_plausible(year: int, published_on: date | None) -> bool:
    """Whether there can be a report for the year, given when it was published."""
    return FIRST_YEAR <= year <= LAST_YEAR and (published_on is None or year <= published_on.year)


def _drop_early_publication(metadata: Metadata) -> None:
    """A page may have been made years before the report was put on it.

    Title and statistical period together are believed rather than the page's date.
    """
    year, published, end = metadata.report_year, metadata.published_on, metadata.period_end
    if year is None or published is None or end is None or end.year != year:
        return
    if published.year < year <= LAST_YEAR:
        metadata.published_on = None
        metadata.notes.append(
            Note(
                severity="warning",
                code="early_publication",
                place="date of publication",
                expected=f"one after the period, which ends on {end}",
                found=str(published),
                action="the date is left out; title and period agree on the year",
            )
        )


def covers_a_year(metadata: Metadata) -> bool:
    """Whether the printed period, if any, is about a year: no half-year, no quarter."""
    if metadata.period_start is None or metadata.period_end is None:
        return True
    days = (metadata.period_end - metadata.period_start).days
    # The Regulations of 2008 came into force on 1 May of that year.
    return days >= SHORTEST_PERIOD or metadata.period_end.year == FIRST_NATIONAL_YEAR


def _published(document: Document, lines: Sequence[str], folded: str) -> date | None:
    """The date that the page gives for itself, else that under the signature."""
    declared = _ANY_DATE.search(nfkc(document.declared.get("published", "")))
    if declared:
        return _date(declared["y"], declared["m"], declared["d"])
    labelled = [found for words in _PUBLISHED for found in words.finditer(folded)]
    for found in sorted(labelled, key=re.Match.start):
        if "成文" not in found.string[max(found.start() - 3, 0) : found.start()]:
            return _date(found["y"], found["m"], found["d"])
    signed = _signature(lines)
    return signed[1] if signed else None


def _signature(lines: Sequence[str]) -> tuple[str | None, date | None] | None:
    """Body and date at the end of the report: the last line that is a date, and the one above."""
    for index in range(len(lines) - 1, max(len(lines) - 60, -1), -1):
        if len(lines[index]) > 2 * LONGEST_SIGNATURE:  # of each two characters one may be a space
            continue
        line = _fold(lines[index])
        if len(line) > LONGEST_SIGNATURE:
            continue
        chinese = re.search(
            r"([二2][〇零○ΟOo0]..)年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$",
            line,
        )
        found = _ANY_DATE.search(line)
        if found and found.end() == len(line):
            when = _date(found["y"], found["m"], found["d"])
            body = line[: found.start()]
        elif chinese:
            when = _date(
                chinese[1].translate(_CHINESE_DIGITS), _chinese(chinese[2]), _chinese(chinese[3])
            )
            body = line[: chinese.start()]
        else:
            continue
        above = _fold(lines[index - 1]) if index else ""
        named = body if _ORGAN.match(body) else above if _ORGAN.match(above) else None
        if body and named is None:
            continue  # a date in another line, as of a menu or a meeting
        return named, when
    return None


def _chinese(text: str) -> str:
    """十 to thirty-one in figures."""
    tens, ten, ones = text.rpartition("十")
    units = ones.translate(_CHINESE_DIGITS) if ones else "0"
    if not ten:
        return units
    return str(int(tens.translate(_CHINESE_DIGITS) if tens else "1") * 10 + int(units))


# --- body, place, scope -----------------------------------------------------------------------


def _issuing_body(named: str, document: Document, lines: Sequence[str], folded: str) -> str | None:
    """The body that the title names; else who signed, compiled or published the report."""
    if named and not _is_place(named):
        return named
    signed = _signature(lines)
    if signed and signed[0]:
        return signed[0]
    compiled = _COMPILED_BY.search("".join(folded[:3000].split()).translate(SIMPLIFIED))
    if compiled:
        return compiled[1]
    for line in _lines(folded):
        label = _BODY_LABEL.search(line) if ":" in line else None
        if label and _ORGAN.match(label[1]):
            return label[1]
    declared = document.declared.get("body", "")
    if _ORGAN.match(declared):
        return declared
    return next((line for line in map(_fold, lines[:12]) if _is_government(line)), None)


def _is_place(name: str) -> bool:
    return leading_places(name) == name


def _is_government(name: str) -> bool:
    return bool(_GOVERNMENT_END.search(name)) and _ORGAN.match(name) is not None


def _jurisdiction(named: str, body: str | None) -> str | None:
    """The place, with its superior if printed in front of it; a body's name where it has none."""
    for name in (named, body or ""):
        place = leading_places(name)
        if place:
            return place
    return named or body


def scope_of(name: str) -> str:
    """The scope of a report by the name that it is published under; unknown for a body's."""
    bare = _GOVERNMENT_END.sub("", name)
    if _TOWNSHIP_END.search(bare):
        return "own_body"
    return "jurisdiction" if _JURISDICTION_END.search(bare) else "unknown"


def _scope(named: str, metadata: Metadata, text: str) -> str:
    """jurisdiction for a government's report, own_body for that of one of its organs."""
    if "本级" in (metadata.title or ""):
        return "own_body"
    for name in (named, metadata.issuing_body or ""):
        if not name:
            continue
        scope = scope_of(name)
        if scope != "unknown":
            return scope
        if name == named:
            return "own_body"
    # The office that signs speaks for the whole place only if the text does.
    return "jurisdiction" if len(_WHOLE_PLACE.findall(text)) >= 3 else "unknown"
