"""Figures stated in sentences: `read_prose` gives them with their words and their place.

Taken: the paragraphs of one document (`extract.document.Paragraph`) and what is known of it.
Given: `ProseFigure`, the columns of the landing table `figure` that prose can fill, and notes on
numbers that speak of a line and were not taken. Used by `extract`, which adds the identity.
Layers, each ignorant of the next: `text` (folding, with positions), `amounts`, `vocabulary`
(data), `clauses` (items of a sentence), `grammar` (which amount counts what).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from extract.contract import WHOLE_REPORT
from extract.document import Paragraph
from extract.notes import Note
from extract.prose.grammar import Reader
from extract.prose.statements import Doubt, Statement, settle
from extract.prose.text import passages

# Where the words of a document do not tell its form, the forms that its year cannot have do.
FIRST_YEAR_OF_2014_FORM: Final = 2014
FIRST_YEAR_OF_2019_FORM: Final = 2019
FIRST_YEAR_OF_2021_FORM: Final = 2021


@dataclass(frozen=True, slots=True)
class ProseContext:
    """What is known of the document before its sentences are read.

    `form` is one of contract.FORMS; `report_year` tells this year's numbers from last year's;
    `jurisdiction_name` is the place as printed.
    """

    form: str
    report_year: int | None
    jurisdiction_name: str | None
    issuing_body: str | None = None


@dataclass(slots=True, unsafe_hash=True)
class ProseFigure:
    """One figure: columns of `contract.FIGURE_SCHEMA` without identity, method and reading.

    `value` is in the printed unit; `char_start` and `char_end` are offsets in Document.text of
    `value_text`; `sentence` is the whole one, as printed.
    """

    line_form: str
    line_code: str
    column_code: str
    subject: str
    period: str
    qualifier: str
    value_text: str
    value: Decimal
    value_state: str
    unit: str | None
    unit_scale: int
    page: int | None
    char_start: int
    char_end: int
    sentence: str
    table_no: int | None = None
    row_no: int | None = None
    column_no: int | None = None


@dataclass(frozen=True, slots=True)
class ProseResult:
    figures: list[ProseFigure]
    notes: list[Note]


def read_prose(paragraphs: Sequence[Paragraph], context: ProseContext) -> ProseResult:
    """Read every figure that the sentences state; offsets are those of Document.text."""
    reader = Reader(_form(context), context.report_year, _own_names(context))
    reader.read(list(passages(paragraphs)))
    kept, left = settle(reader.statements)
    weaker = [
        Doubt(one.passage, one.sentence, one.start, one.end,
              f"{one.line.code} is stated more plainly elsewhere")
        for one in left
    ]  # fmt: skip
    return ProseResult(
        [_figure(statement) for statement in kept],
        [_note(doubt) for doubt in (*reader.doubts, *weaker)],
    )


def _own_names(context: ProseContext) -> tuple[str, ...]:
    """Names of the body that reports; an office that reports for its government is a part of it."""
    body = context.issuing_body
    is_office = body is not None and body.endswith(("办公室", "办公厅"))
    names = (context.jurisdiction_name, None if is_office else body)
    return tuple(name for name in names if name)


def _form(context: ProseContext) -> str:
    if context.form != "unknown":
        return context.form
    year = context.report_year or FIRST_YEAR_OF_2014_FORM
    if year >= FIRST_YEAR_OF_2021_FORM:
        return "2021"
    if year >= FIRST_YEAR_OF_2019_FORM:
        return "2019"
    return "2014" if year >= FIRST_YEAR_OF_2014_FORM else "2008"


def _figure(statement: Statement) -> ProseFigure:
    passage, sentence, line = statement.passage, statement.sentence, statement.line
    char_start, paragraph = passage.locate(statement.start)
    char_end, _ = passage.locate(statement.end - 1)
    return ProseFigure(
        line_form=line.form,
        line_code=line.code,
        column_code=line.column,
        subject=_as_printed(statement),
        period=statement.period,
        qualifier=statement.qualifier,
        value_text=passage.verbatim(statement.start, statement.end),
        value=statement.value,
        value_state="number",
        unit=statement.unit,
        unit_scale=statement.scale,
        page=paragraph.page,
        char_start=char_start,
        char_end=char_end + 1,
        sentence=passage.verbatim(sentence.start, sentence.end),
    )


def _as_printed(statement: Statement) -> str:
    """The part's name as the document prints it; it stands before the number."""
    passage, name = statement.passage, statement.subject
    start = -1 if name == WHOLE_REPORT else passage.text.rfind(name, 0, statement.end)
    return name if start < 0 else passage.verbatim(start, start + len(name))


def _place(paragraph: Paragraph) -> dict[str, str | int]:
    place: dict[str, str | int] = {}
    if paragraph.path is not None:
        place["path"] = paragraph.path
    if paragraph.line is not None:
        place["line"] = paragraph.line
    return place


def _note(doubt: Doubt) -> Note:
    passage = doubt.passage
    _, paragraph = passage.locate(doubt.start)
    sentence = passage.verbatim(doubt.sentence.start, doubt.sentence.end)
    return Note(
        severity="info",
        code="ambiguous_statement",
        place=f"sentence {sentence}",
        expected="one line of the form for each number",
        found=f"{passage.verbatim(doubt.start, doubt.end)}: {doubt.reason}",
        action="no figure was taken; look at the sentence if the line matters",
        locator={"text": sentence} | _place(paragraph),
    )
