# ruff: noqa: E501  (a Chinese character counts as two columns)
"""Prose of the gold set: sentences in our own words, with every figure that a careful reader finds.

Taken by the generator of documents (tests/gold). `write_prose` gives the headed sections of one report;
PATTERNS lists every way of stating something, TRAPS what the sentences do to a reader.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal

from tests.gold.model import Expected, Numbers, Section, Sentence
from tests.gold.prose import common, form2008, form2014, newer
from tests.gold.prose.traps import TRAPS
from tests.gold.prose.words import PATTERNS, UnsayableError, Writer, enriched

__all__ = ["PATTERNS", "TRAPS", "facts", "sections_by", "write_prose"]

_ = (common, form2008, form2014, newer)  # their patterns are registered by the import

Fact = tuple[str, str]
Stated = dict[Fact, Decimal]

OLDER_HEADINGS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("概述", "总体情况", "工作概述"), ()),
    (("主动公开政府信息情况", "政府信息主动公开情况"), ("disclosure", "interpretation", "consultation")),
    (("依申请公开政府信息情况", "政府信息依申请公开办理情况"), ("received", "concluded", "replies")),
    (("政府信息公开的收费及减免情况", "收费情况"), ("fees",)),
    (("因政府信息公开申请行政复议、提起行政诉讼的情况", "行政复议、行政诉讼和举报投诉情况"), ("appeals", "complaints")),
    (("机构建设、经费和培训情况", "保障情况"), ("organisation", "training")),
    (("存在的主要问题和改进措施", "主要问题及下步打算"), ()),
)  # fmt: skip
NEWER_TOPICS = ("disclosure", "received", "results", "appeals")


def facts(figures: Sequence[Expected]) -> Stated:
    """Of the figures those that can feed a fact, by line and column."""
    return {
        (figure.line_code, figure.column_code): figure.value
        for figure in figures
        if figure.value is not None
        and (figure.qualifier, figure.subject, figure.period) == ("exact", "report", "year")
    }


def _agrees(sentence: Sentence, stated: Stated) -> bool:
    """Whether a sentence contradicts nothing said before (two roundings of one number would)."""
    return all(stated.get(fact, value) == value for fact, value in facts(sentence.figures).items())


def _one(writer: Writer, topic: str, stated: Stated) -> tuple[Sentence, ...]:
    """One sentence on a topic, by a pattern that fits the report and was not used in it, or none."""
    patterns = [
        p
        for p in PATTERNS
        if p.topic == topic and writer.form in p.forms and p.name not in writer.used
    ]
    for pattern in writer.draw.sample(patterns, len(patterns)):
        try:
            sentence = pattern.sentence(writer)
        except UnsayableError:
            continue
        if _agrees(sentence, stated):
            stated.update(facts(sentence.figures))
            writer.used.append(pattern.name)
            return (sentence,)
    return ()


def _on(writer: Writer, topics: Sequence[str], stated: Stated) -> tuple[tuple[Sentence, ...], ...]:
    """Paragraphs on the topics: now and then silent on one, now and then two sentences, with asides."""
    paragraphs: list[tuple[Sentence, ...]] = []
    for topic in topics:
        if writer.chance(0.12):
            continue
        said: tuple[Sentence, ...] = ()
        for _ in range(writer.draw.choice((1, 1, 2))):
            said += _one(writer, topic, stated)
        if writer.chance(0.3):
            aside = _one(writer, writer.pick("aside", "aside", "undecidable"), stated)
            said = aside + said if writer.chance(0.4) else said + aside
        if said and paragraphs and writer.chance(0.4):
            paragraphs[-1] += said
        elif said:
            paragraphs.append(said)
    return tuple(paragraphs)


def _asides(writer: Writer, many: int, stated: Stated) -> tuple[tuple[Sentence, ...], ...]:
    """A paragraph that states nothing of the form."""
    said: tuple[Sentence, ...] = ()
    for _ in range(many):
        said += _one(writer, "aside", stated)
    return (said,) if said else ()


def _titled(writer: Writer, titles: Sequence[str], index: int) -> str:
    """A numbered heading."""
    return f"{'一二三四五六七八九'[index]}、{writer.draw.choice(titles)}"


def write_prose(  # noqa: PLR0917
    form: str, numbers: Numbers, place: str, body: str, year: int, draw: random.Random
) -> tuple[Section, ...]:
    """The prose of one report.

    `numbers` is what the report states, by line and column, in the printed unit; lines that it lacks
    are not spoken of. On the forms of 2008 and 2014 the sections are a whole report; on those of 2019
    and 2021 they are 一, 五 and 六, between which the tables stand.
    """
    return sections_by(Writer(form, enriched(form, numbers, draw), place, body, year, draw))


def sections_by(writer: Writer) -> tuple[Section, ...]:
    """The sections that an author writes."""
    form, draw = writer.form, writer.draw
    stated: Stated = {}
    if form in ("2008", "2014"):
        sections: list[Section] = []
        for titles, topics in OLDER_HEADINGS:
            paragraphs = _on(writer, topics, stated) if topics else ()
            if not topics or writer.chance(0.2):
                paragraphs += _asides(writer, draw.choice((1, 2, 3)), stated)
            if paragraphs:
                sections.append(Section(_titled(writer, titles, len(sections)), paragraphs))
        return tuple(sections)
    overview = _asides(writer, 1, stated) + _on(writer, NEWER_TOPICS, stated)
    problems = _asides(writer, draw.choice((1, 2)), stated)
    other = _one(writer, "fees", stated) if form == "2021" else _one(writer, "aside", stated)
    return (
        Section("一、总体情况", overview),
        Section(f"五、{writer.pick('存在的主要问题及改进情况', '主要问题及改进措施')}", problems),
        Section("六、其他需要报告的事项", (other,) if other else ()),
    )
