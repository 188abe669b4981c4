# ruff: noqa: E501  (a Chinese character counts as two columns)
"""Prose of the gold set: sentences in our own words, with every figure that a careful reader finds.

Taken by the generator of documents (tests/gold). `write_prose` gives the headed sections of a report;
PATTERNS lists every way of stating something, TRAPS what the sentences do to a reader.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from decimal import Decimal

from tests.gold.model import Expected, Key, Numbers, Section, Sentence
from tests.gold.prose import common, form2008, form2014, newer
from tests.gold.prose.patterns import PATTERNS, STACKS, Pattern, sentence
from tests.gold.prose.traps import TRAPS
from tests.gold.prose.words import Piece, UnsayableError, Writer, enriched, join, trapped

__all__ = ["PATTERNS", "TRAPS", "facts", "sections_by", "write_prose"]

_ = (common, form2008, form2014, newer)  # their patterns are registered by the import

Stated = dict[Key, Decimal]
Paragraph = tuple[Sentence, ...]

OLDER_SECTIONS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("概述", "总体情况", "工作概述"), ()),
    (("主动公开政府信息情况", "政府信息主动公开情况"), ("disclosure", "interpretation", "consultation")),
    (("依申请公开政府信息情况", "政府信息依申请公开办理情况"), ("received", "concluded", "replies")),
    (("政府信息公开的收费及减免情况", "收费情况"), ("fees",)),
    (("因政府信息公开申请行政复议、提起行政诉讼的情况", "行政复议、行政诉讼和举报投诉情况"), ("appeals", "complaints")),
    (("机构建设、经费和培训情况", "保障情况"), ("organisation", "training")),
    (("存在的主要问题和改进措施", "主要问题及下步打算"), ()),
)  # fmt: skip
CLOSINGS = (
    "，有效保障了群众的知情权。", "，各项工作平稳有序。", "，社会反响良好。", "，工作质量进一步提升。", "，具体情况见附表。",
)  # fmt: skip
NUMERALS = "一二三四五六七八九"
NEWER_TOPICS: tuple[tuple[str, ...], ...] = (("disclosure",), ("received", "results", "appeals"))
LEADS = {
    "disclosure": ("主动公开情况", "主动公开"),
    "received": ("依申请公开情况", "依申请公开办理情况", "申请受理情况"),
    "concluded": ("申请办理情况",), "results": ("申请办理结果",), "replies": ("答复情况",),
    "appeals": ("行政复议、行政诉讼情况", "复议诉讼情况"),
}  # fmt: skip


def facts(figures: Sequence[Expected]) -> Stated:
    """Of the figures those that can feed a fact, by line and column."""
    return {
        (figure.line_code, figure.column_code): figure.value
        for figure in figures
        if figure.value is not None
        and (figure.qualifier, figure.subject, figure.period) == ("exact", "report", "year")
    }


def _say(
    writer: Writer, topic: str, stated: Stated, clauses: bool | None = None
) -> tuple[Piece, Pattern] | None:
    """The words of a pattern on a topic that fits the report, was not used in it and contradicts nothing.

    Two roundings of one number would contradict each other, and so would 元 and 万元.
    """
    patterns = [
        pattern
        for pattern in PATTERNS
        if pattern.topic == topic and writer.form in pattern.forms and pattern.text not in writer.used
        and clauses in (None, pattern.is_clause)
    ]  # fmt: skip
    shuffled = writer.draw.sample(patterns, len(patterns))
    for pattern in sorted(shuffled, key=lambda found: not found.traps & writer.wanted):
        try:
            piece = pattern.piece(writer)
        except UnsayableError:
            continue
        found = facts(piece.figures)
        if all(stated.get(fact, value) == value for fact, value in found.items()):
            stated.update(found)
            writer.used.append(pattern.text)
            return piece, pattern
    return None


def _stacked(writer: Writer, topic: str, stated: Stated) -> tuple[Paragraph, ...]:
    """A list on a topic of which each row is a paragraph, or none."""
    fitting = [s for s in STACKS if s.head.topic == topic and writer.form in s.head.forms]
    if not fitting:
        return ()
    try:
        pieces = writer.draw.choice(fitting).pieces(writer)
    except UnsayableError:
        return ()
    found = facts([figure for piece in pieces for figure in piece.figures])
    if any(stated.get(fact, value) != value for fact, value in found.items()):
        return ()
    stated.update(found)
    return tuple((sentence(writer, piece),) for piece in pieces)


def opened(writer: Writer, words: Iterable[Piece]) -> Piece:
    """Clauses strung together behind the year and the body, or behind less."""
    opening = writer.pick("{when}{who}", "{when}{who}", "{when}{who}", "{when}", "{who}", "")
    start = opening.replace("{when}", writer.when()).replace("{who}", writer.whole())
    if opening and writer.chance(0.06):
        start = writer.pick("据统计，", "经统计，", "截至目前，") + start
    end = writer.pick(*CLOSINGS) if writer.chance(0.08) else "。"
    return join((Piece(start), join(words), Piece(end)))


def _one(writer: Writer, topic: str, stated: Stated, before: str = "") -> Paragraph:
    """One sentence on a topic, behind an enumerator if any, or none."""
    said = _say(writer, topic, stated)
    if not said:
        return ()
    piece, pattern = said
    if pattern.is_clause:
        piece = opened(writer, (piece,))
    return (
        sentence(writer, trapped(join((Piece(before), piece)), "enumerators") if before else piece),
    )


def _long(writer: Writer, topics: Sequence[str], stated: Stated) -> Paragraph:
    """One long sentence that runs through several topics, as most reports write."""
    words: list[Piece] = []
    for topic in topics:
        said = None if words and writer.chance(0.2) else _say(writer, topic, stated, clauses=True)
        if said and words:
            has_list = any(mark in words[-1].text for mark in ("其中", "；", "："))
            words.append(Piece(writer.draw.choice("；。" if has_list else "，，；。")))
        if said:
            words.append(said[0])
    return (sentence(writer, opened(writer, words)),) if words else ()


def _on(writer: Writer, topics: Sequence[str], stated: Stated) -> tuple[Paragraph, ...]:
    """Paragraphs on the topics: now and then silent on one, now and then strung together, with asides.

    A quarter of the authors puts a heading before each topic, a sixth counts 一是, 二是.
    """
    paragraphs: list[Paragraph] = []
    if len(topics) > 1 and writer.chance(0.35):
        paragraphs.append(_long(writer, topics, stated))
        topics = [topic for topic in topics if writer.chance(0.3)]
    led, counted = writer.chance(0.25), writer.chance(0.17)
    lead_style = writer.pick(
        "（{0}）…。", "（{0}）…。", "{1}.…。", "{1}、…：", "（{0}）…¶", "{1}．…¶"
    )
    for topic in topics:
        if writer.chance(0.12):
            continue
        if writer.chance(0.1):
            paragraphs += _stacked(writer, topic, stated)
        said: Paragraph = ()
        for _ in range(writer.draw.choice((1, 1, 2))):
            number = f"{NUMERALS[len(said) % 9]}是" if counted and not led else ""
            said += _one(writer, topic, stated, number)
        for _ in range(writer.draw.choice((0, 0, 1, 1, 2))):
            aside = _one(writer, writer.pick("aside", "aside", "undecidable"), stated)
            said = aside + said if writer.chance(0.4) and not counted else said + aside
        if said and led and topic in LEADS:
            lead = lead_style.format(NUMERALS[len(paragraphs) % 9], len(paragraphs) + 1)
            lead = lead.replace("…", writer.draw.choice(LEADS[topic]))
            if lead.endswith("¶"):
                paragraphs.append((sentence(writer, Piece(lead.removesuffix("¶"))),))
            else:
                said = (sentence(writer, Piece(lead)), *said)
        if said and paragraphs and not led and writer.chance(0.4):
            paragraphs[-1] += said
        elif said:
            paragraphs.append(said)
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def _asides(writer: Writer, many: int, stated: Stated) -> tuple[Paragraph, ...]:
    """Paragraphs that state nothing of the form, one in three of them counted 一是, 二是."""
    paragraphs: list[Paragraph] = []
    while many > 0:
        size = min(many, writer.draw.choice((1, 2, 3, 4)))
        counted = size > 1 and writer.chance(0.33)
        said: Paragraph = ()
        for index in range(size):
            said += _one(writer, "aside", stated, f"{NUMERALS[index]}是" if counted else "")
        many -= size
        if said:
            paragraphs.append(said)
    return tuple(paragraphs)


def write_prose(  # noqa: PLR0917
    form: str,
    numbers: Numbers,
    place: str,
    body: str,
    year: int,
    draw: random.Random,
    wanted: frozenset[str] = frozenset(),
) -> tuple[Section, ...]:
    """The prose of one report.

    `numbers` is what the report states, by line and column, in the printed unit; lines that it lacks
    are not spoken of. On the forms of 2008 and 2014 the sections are a whole report; on those of
    2019 and 2021 they are 一, 五 and 六, between which the tables stand.
    """
    writer = Writer(form, enriched(form, numbers, draw), place, body, year, draw)
    writer.wanted = wanted
    return sections_by(writer)


def sections_by(writer: Writer) -> tuple[Section, ...]:
    """The sections that an author writes."""
    stated: Stated = {}
    if writer.form in ("2008", "2014"):
        return _older(writer, stated)
    overview = _asides(writer, writer.draw.choice((1, 2, 3, 5)), stated)
    for topics in NEWER_TOPICS:
        overview += _on(writer, topics, stated)
    problems = _asides(writer, writer.draw.choice((1, 2, 3)), stated)
    other = _one(writer, "fees", stated) if writer.form == "2021" else _one(writer, "aside", stated)
    return (
        Section("一、总体情况", overview),
        Section(f"五、{writer.pick('存在的主要问题及改进情况', '主要问题及改进措施')}", problems),
        Section("六、其他需要报告的事项", (other,) if other else ()),
    )


def _older(writer: Writer, stated: Stated) -> tuple[Section, ...]:
    """The sections of a report before 2019, numbered as they come."""
    sections: list[Section] = []
    for titles, topics in OLDER_SECTIONS:
        paragraphs = _on(writer, topics, stated) if topics else ()
        if not topics or writer.chance(0.2):
            paragraphs += _asides(writer, writer.draw.choice((1, 2, 3, 6)), stated)
        if paragraphs:
            number = NUMERALS[len(sections)]
            sections.append(Section(f"{number}、{writer.draw.choice(titles)}", paragraphs))
    return tuple(sections)
