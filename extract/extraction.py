"""One document to landing rows: the whole way, for one file.

Used by `extract.landing`, which does many. Whatever is wrong with a document becomes a note.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from extract import readers
from extract.contract import EXTRACTOR_VERSION
from extract.document import Document
from extract.figures import figure_rows
from extract.forms import FormReading, read_forms
from extract.identity import fill, follow_file_name, follow_source, is_same_report
from extract.metadata import (
    FIRST_YEAR,
    LAST_YEAR,
    Metadata,
    covers_a_year,
    is_part_of_year,
    is_plausible,
    name_by_sentence,
    read_metadata,
    speaks_as_report,
    year_of_sentences,
)
from extract.notes import Note, UnreadableDocumentError
from extract.proof import proven, sure_sentences
from extract.prose import ProseContext, read_prose
from extract.sources import NO_SOURCE, Source

FEWEST_TABLE_FIGURES: Final = 10  # a page without a title is a report if it has the form's tables
MOST_OTHER_REPORTS: Final = 1  # beside the archive's own: last year's; more are a collection
FEWEST_OTHER_TITLES: Final = 3  # reports of other years named on a page: it only links to them

# One encoder for all: json.dumps would make a new one for each note.
_as_json: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
ReportRow = dict[str, Any]  # of the landing table `report`


@dataclass(frozen=True)
class Extraction:
    """What one document gave: landing rows as dicts with the columns of `extract.contract`.

    `report` is None for a document that was turned away; a note of severity error says why.
    """

    report: dict[str, Any] | None
    figures: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)


TOO_MUCH_MEMORY: Final = Note(
    severity="error",
    code="took_too_much_memory",
    place="whole file",
    expected="a document that can be read in the memory that there is for one",
    found="one that needs more",
    action="look at the file, and load its figures with `gongkai load`",
)


def failure(error: Exception) -> Note:
    """What is said of a document that the extractor does not expect."""
    return Note(
        severity="error",
        code="extractor_failed",
        place="whole file",
        expected="a document like others",
        found=f"{type(error).__name__}: {error}",
        action="report it with the document",
    )


def read_document(path: Path, source: Source = NO_SOURCE) -> Extraction:
    """Read one document. Whatever is wrong with it becomes a note, never an exception.

    `source`: what `sources.csv` or the page that links to it says of the document.
    """
    name = name_of(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        # Without bytes there is no report_id; the name's hash keeps the notes of a batch apart.
        name_id = hashlib.sha256(name.encode()).hexdigest()
        note = Note(
            severity="error",
            code="unreadable_file",
            place="whole file",
            expected="a file that can be read",
            found=error.strerror or type(error).__name__,
            action="check its path and permissions",
        )
        return turned_away(name_id, name, [note])
    page = None
    if source.main is not None:
        page = read_document(source.main, source.main_source or NO_SOURCE).report
    return read_bytes(name, data, source, page)


def name_of(path: Path) -> str:
    """A file's name. One that is not in UTF-8 is in GB18030, as older systems write it."""
    try:
        path.name.encode()
    except UnicodeEncodeError:
        return os.fsencode(path.name).decode("gb18030", errors="replace")
    return path.name


def read_bytes(
    file_name: str, data: bytes, source: Source = NO_SOURCE, page: ReportRow | None = None
) -> Extraction:
    """Read the document that the bytes are.

    `page`: the landing row of the report that it is attached to.
    """
    report_id = hashlib.sha256(data).hexdigest()
    try:
        document, notes = readers.read_bytes(file_name, data)
        return _extract(document, notes, source, page)
    except MemoryError:
        pass  # what the document took is held until here
    except UnreadableDocumentError as error:
        return turned_away(report_id, file_name, [error.note])
    except Exception as error:  # one document must never stop the others
        return turned_away(report_id, file_name, [failure(error)])
    return turned_away(report_id, file_name, [TOO_MUCH_MEMORY])


def _extract(
    document: Document, notes: list[Note], source: Source, page: ReportRow | None
) -> Extraction:
    main, *attachments = document.parts()
    metadata = read_metadata(main)
    attachments = _attached(metadata, attachments, notes)
    follow_source(metadata, _with_page(source, page))
    page = _page_of(metadata, page)
    if page is not None:
        fill(metadata, page)
    follow_file_name(metadata, document.file_name)
    is_named = page is not None or source.year is not None
    is_untitled = metadata.title is None and not is_named and speaks_as_report(main, metadata)
    if is_untitled:
        metadata.report_year = metadata.report_year or year_of_sentences(main)
    forms = _read_forms([main, *attachments], metadata.report_year)
    if metadata.title is None and (is_untitled or len(forms.figures) >= FEWEST_TABLE_FIGURES):
        name_by_sentence(main, metadata)
        metadata.report_year = metadata.report_year or year_of_sentences(main)
    objection = (
        _not_a_report(metadata, forms, document.text, is_named=is_named or is_untitled)
        or _part_of_a_year(metadata)
        or _no_year(metadata)
    )
    if objection is not None:
        return turned_away(document.report_id, document.file_name, [*notes, objection])
    prose = read_prose(
        [paragraph for part in (main, *attachments) for paragraph in part.paragraphs],
        ProseContext(
            form=forms.form,
            report_year=metadata.report_year,
            jurisdiction_name=metadata.jurisdiction_name,
            issuing_body=metadata.issuing_body,
        ),
    )
    table_figures, proof_notes = proven(forms.figures, document.recognised_pages)
    sentences, more_notes = sure_sentences(prose.figures, document.recognised_pages)
    figures = figure_rows(document, table_figures, sentences, is_attachment=page is not None)
    if not figures and is_untitled:
        return turned_away(document.report_id, document.file_name, [_no_report()])
    if not figures and metadata.other_titles >= FEWEST_OTHER_TITLES:
        return turned_away(document.report_id, document.file_name, [_index_page(metadata)])
    every = [*notes, *metadata.notes, *forms.notes, *prose.notes, *proof_notes, *more_notes]
    if metadata.title is None and not is_named:
        every.append(_no_title())
    if not figures:
        every.append(_no_figures())
    row = _report_row(document, metadata, forms)
    row["source_url"] = source.url or row["source_url"]
    row["division_code"] = source.division_code
    row["source_row"] = source.as_row()
    if page is not None:
        row["main_report_id"] = page["report_id"]
    return Extraction(
        row,
        figures,
        _note_rows(document.report_id, document.file_name, every),
    )


# --- a report and what is attached to it -------------------------------------------------------


def _attached(metadata: Metadata, parts: list[Document], notes: list[Note]) -> list[Document]:
    """The attachments without those that are reports of another year or body.

    Raises UnreadableDocumentError for several reports in one archive: which is meant is not said.
    """
    kept, others = [], []
    for part in parts:
        own = read_metadata(part)
        if own.title is not None:
            if not is_same_report(metadata, asdict(own)):
                others.append(_other_report(str(part.blocks[0].member), metadata.title, own.title))
                continue
            if metadata.title is None:  # the page only leads to it
                metadata.title = own.title
                fill(metadata, asdict(own))
        kept.append(part)
    if len(others) > MOST_OTHER_REPORTS:
        raise UnreadableDocumentError(
            _refusal(
                "several_reports",
                "whole file",
                "one report and its attachments",
                f"{len(others) + 1} reports, one of them {others[0].found}",
                "unpack it and give each report as a file of its own",
            )
        )
    notes += others
    return kept


def _other_report(place: str, title: str | None, found: str) -> Note:
    return Note(
        "warning",
        "other_report_attached",
        place,
        f"a part of {title or 'the report'}",
        found,
        "read it as a file of its own",
    )


def _with_page(source: Source, page: ReportRow | None) -> Source:
    """The source with what the page says, where a list says that it is the page."""
    if page is None or source.is_linked:
        return source
    return replace(
        source,
        year=source.year or page["report_year"],
        jurisdiction=source.jurisdiction or page["jurisdiction_name"],
    )


def _page_of(metadata: Metadata, page: ReportRow | None) -> ReportRow | None:
    """The page that the document is attached to, unless it is the report of another year or body.

    A page may link to the reports of other years beside its own attachments.
    """
    if page is None or metadata.title is None:
        return page
    return page if is_same_report(metadata, page) else None


def _read_forms(parts: list[Document], report_year: int | None) -> FormReading:
    """What the tables of all parts say, each part read by itself; the form is the main part's."""
    readings = [read_forms(part, report_year) for part in parts]
    by_table = (reading for reading in readings if reading.form_basis == "table_headers")
    by_words = (reading for reading in readings if reading.form_basis != "none")
    named = next(by_table, None) or next(by_words, readings[0])
    return FormReading(
        named.form,
        named.form_basis,
        [figure for reading in readings for figure in reading.figures],
        [note for reading in readings for note in reading.notes],
    )


# --- why a document is no annual report that can be loaded ------------------------------------


def _refusal(code: str, place: str, expected: str, found: str, action: str) -> Note:
    return Note("error", code, place, expected, found, action)


def _not_a_report(
    metadata: Metadata, forms: FormReading, text: str, *, is_named: bool
) -> Note | None:
    """`is_named`: a list or a page says that it is one; a title is then not needed."""
    if metadata.title is not None or len(forms.figures) >= FEWEST_TABLE_FIGURES:
        return None
    if is_named and (forms.figures or "信息公开" in text):
        return None
    return _no_report()


def _no_report() -> Note:
    return _refusal(
        "not_an_annual_report",
        "title, sections and tables",
        "the title of a 政府信息公开工作年度报告, its form's tables, or its sections with figures",
        "none",
        "leave it out, or give the page that holds the report",
    )


def _part_of_a_year(metadata: Metadata) -> Note | None:
    if metadata.title is not None and is_part_of_year(metadata.title):
        place, found = "title", metadata.title
    elif not covers_a_year(metadata):
        place, found = "statistical period", f"{metadata.period_start} to {metadata.period_end}"
    else:
        return None
    action = "leave it out; only annual reports are loaded"
    return _refusal("part_of_a_year", place, "a report on a year", found, action)


def _no_year(metadata: Metadata) -> Note | None:
    place, year = "title and statistical period", metadata.report_year
    action = "correct the year in the document, or leave it out"
    if year is None:
        found = metadata.title or "no title"
        return _refusal("no_report_year", place, "a year", found, action)
    if is_plausible(year, metadata.published_on):
        return None
    published = f", published {metadata.published_on}" if metadata.published_on else ""
    return _refusal(
        "implausible_year",
        place,
        f"a year from {FIRST_YEAR} to {LAST_YEAR}, not after publication",
        f"{year}{published}",
        action,
    )


def _index_page(metadata: Metadata) -> Note:
    return _refusal(
        "index_page",
        "titles",
        "one report",
        f"titles of {metadata.other_titles + 1} reports and no figures",
        "fetch the pages that it links to",
    )


# --- what a reader of the landing should look at ----------------------------------------------


def _no_title() -> Note:
    return Note(
        "warning",
        "no_title",
        "whole text",
        "the title of an annual report",
        "the form's tables, or its sections, without one",
        "check whose report it is",
    )


def _no_figures() -> Note:
    return Note(
        "warning",
        "no_figures",
        "whole text",
        "tables or sentences with figures",
        "none",
        "check whether the report's text or its attachment is missing",
    )


# --- landing rows -----------------------------------------------------------------------------


def _report_row(document: Document, metadata: Metadata, forms: FormReading) -> dict[str, Any]:
    return {
        "report_id": document.report_id,
        "main_report_id": document.report_id,
        "file_name": document.file_name,
        "media_type": document.media_type,
        "byte_size": document.byte_size,
        "source_url": document.declared.get("source_url"),
        "title": metadata.title,
        "issuing_body": metadata.issuing_body,
        "jurisdiction_name": metadata.jurisdiction_name,
        "division_code": None,
        "places_mentioned": "|".join(metadata.places) or None,
        "report_year": metadata.report_year,
        "period_start": metadata.period_start,
        "period_end": metadata.period_end,
        "published_on": metadata.published_on,
        "form": forms.form,
        "form_basis": forms.form_basis,
        "scope": metadata.scope,
        "extractor_version": EXTRACTOR_VERSION,
    }


def turned_away(report_id: str, file_name: str, notes: list[Note]) -> Extraction:
    """What a document gave that is no report, or none that can be read: its notes alone."""
    return Extraction(None, [], _note_rows(report_id, file_name, notes))


def _note_rows(report_id: str, file_name: str, notes: Iterable[Note]) -> list[dict[str, Any]]:
    return [
        {
            "report_id": report_id,
            "severity": note.severity,
            "code": note.code,
            "message": note.message(file_name),
            "locator": _as_json(dict(note.locator)) if note.locator else None,
        }
        for note in notes
    ]
