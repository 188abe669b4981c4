"""Reports to measure the reading of: the gold set's, filled up to the length of a usual report.

Each has the three tables of the form of 2021, a fourth of its own, and `CHARACTERS` of prose with
as many numbers as real reports have at most: 26 in a thousand characters. Given to `bench.reading`
and `bench.memory`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from tests.gold.document import Block, Document, Paragraph, Spec
from tests.gold.generator import make_document
from tests.gold.layout import Table, head
from tests.gold.render import render

FORM: Final = "2021"
TABLES: Final = 3  # of the form; 二 may also come as one table for each block
CHARACTERS: Final = 8_000
SEED: Final = 20
NUMBERS: Final = 26  # in a thousand characters
_DIGITS = re.compile(r"\d+")
# What reports say without a number.
_TALK: Final = (
    "各单位把该让大家知道的事情按时放到网上，栏目重新作了归类，群众找起来比以前方便了许多。",
    "办公室牵头梳理了各部门的公开目录，逐条核对内容是否齐全，对过时的条目作了清理。",
    "信息发布前由经办人、科室负责人和分管领导依次把关，做到先审后发，责任到人。",
    "收到群众来信来电后当天登记，当天转给承办单位，办理情况由专人跟踪，办结后及时回访。",
    "政策出台时同步准备解读材料，用图表和问答把办事条件、流程和联系方式讲清楚。",
    "对照检查中发现的不足，列出清单，明确责任和时限，整改一项、销号一项。",
    "个别部门对公开工作重视不够，内容更新不够及时，公开的深度和群众的期待还有差距。",
    "下一步将加强对基层的指导，组织相互学习，把好的做法及时推广到其他单位。",
)


def reports(file_format: str, count: int, characters: int = CHARACTERS) -> list[tuple[str, bytes]]:
    """File name and bytes of so many reports, the same each time.

    Args:
        file_format: one of the gold set's: html, pdf, docx.
        count: how many.
        characters: of prose, at least.
    """
    documents = islice(_documents(file_format, characters), count)
    return [render(document, SEED) for document in documents]


def _documents(file_format: str, characters: int) -> Iterator[Document]:
    number = 0
    prose = _prose()
    draw = random.Random(SEED)  # noqa: S311
    while True:
        document = make_document(Spec(number, FORM, "both", file_format, "government"), SEED)
        number += 1
        if len(list(document.tables())) != TABLES:
            continue
        at = next(i for i, block in enumerate(document.blocks) if isinstance(block, Table))
        told = [block.text for block in document.blocks if isinstance(block, Paragraph)]
        text, numbers = len("".join(told)), len(_DIGITS.findall("\n".join(told)))
        more: list[Block] = [_own_table(number)]
        while text < characters:
            is_even = numbers * 1000 < NUMBERS * text
            paragraph = next(prose) if is_even else Paragraph(draw.choice(_TALK) * 3)
            more.append(paragraph)
            text += len(paragraph.text)
            numbers += len(_DIGITS.findall(paragraph.text))
        draw.shuffle(more)
        document.blocks[at:at] = more
        yield document


def _prose() -> Iterator[Paragraph]:
    """Paragraphs of reports that consist of prose."""
    number = 0
    while True:
        document = make_document(Spec(number, FORM, "prose", "html", "government"), SEED)
        number += 1
        for block in document.blocks:
            if isinstance(block, Paragraph) and block.kind == "body":
                yield block


def _own_table(number: int) -> Table:
    """What many bodies add: how much they published where."""
    places = ("政府网站", "政务新媒体", "政府公报", "公开栏")
    rows = [[head("渠道"), head("发布数量"), head("备注")]]
    rows += [[head(place), head(str(number * 7 + at)), head("")] for at, place in enumerate(places)]
    return Table("local", rows, 1)
