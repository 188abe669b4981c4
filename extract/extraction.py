"""One document to landing rows: the whole way, for one file.

Used by `extract.landing`, which does many. Whatever is wrong with a document becomes a note.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from extract import readers
from extract.contract import EXTRACTOR_VERSION
from extract.document import Document
from extract.figures import figure_rows
from extract.forms import FormReading, read_forms
from extract.metadata import (
    FIRST_YEAR,
    LAST_YEAR,
    Metadata,
    covers_a_year,
    is_part_of_year,
    is_plausible,
    read_metadata,
)
from extract.notes import Note, UnreadableDocumentError
from extract.prose import ProseContext, read_prose

FEWEST_TABLE_FIGURES: Final = 10  # a page without a title is a report if it has the form's tables
FEWEST_OTHER_TITLES: Final = 3  # reports of other years named on a page: it only links to them


@dataclass(frozen=True)
class Extraction:
    """What one document gave: landing rows as dicts with the columns of `extract.contract`.

    `report` is None for a document that was turned away; a note of severity error says why.
    """

    report: dict[str, Any] | None
    figures: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)


def read_document(path: Path) -> Extraction:
    """Read one document. Whatever is wrong with it becomes a note, never an exception."""
    try:
        data = path.read_bytes()
    except OSError as error:
        # Without bytes there is no report_id; the name's hash keeps the notes of a batch apart.
        name_id = hashlib.sha256(path.name.encode()).hexdigest()
        note = Note(
            severity="error",
            code="unreadable_file",
            place="whole file",
            expected="a file that can be read",
            found=error.strerror or type(error).__name__,
            action="check its path and permissions",
        )
        return _turned_away(name_id, path.name, [note])
    return read_bytes(path.name, data)


def read_bytes(file_name: str, data: bytes) -> Extraction:
    """Read the document that the bytes are."""
    report_id = hashlib.sha256(data).hexdigest()
    try:
        document, notes = readers.read_bytes(file_name, data)
        return _extract(document, notes)
    except UnreadableDocumentError as error:
        return _turned_away(report_id, file_name, [error.note])
    except Exception as error:  # one document must never stop the others
        found = f"{type(error).__name__}: {error}"
        note = Note(
            severity="error",
            code="extractor_failed",
            place="whole file",
            expected="a document like others",
            found=found,
            action="report it with the document",
        )
        return _turned_away(report_id, file_name, [note])


def _extract(document: Document, notes: list[Note]) -> Extraction:
    metadata = read_metadata(document)
    forms = read_forms(document)
    objection = _not_a_report(metadata, forms) or _part_of_a_year(metadata) or _no_year(metadata)
    if objection is not None:
        return _turned_away(document.report_id, document.file_name, [*notes, objection])
    prose = read_prose(
        document.paragraphs,
        ProseContext(
            form=forms.form,
            report_year=metadata.report_year,
            jurisdiction_name=metadata.jurisdiction_name,
            has_tables=bool(forms.figures),
            issuing_body=metadata.issuing_body,
        ),
    )
    figures = figure_rows(document, forms.figures, prose.figures)
    if not figures and metadata.other_titles >= FEWEST_OTHER_TITLES:
        return _turned_away(document.report_id, document.file_name, [_index_page(metadata)])
    every = [*notes, *metadata.notes, *forms.notes, *prose.notes]
    if metadata.title is None:
        every.append(_no_title())
    if not figures:
        every.append(_no_figures())
    return Extraction(
        _report_row(document, metadata, forms),
        figures,
        _note_rows(document.report_id, document.file_name, every),
    )


# --- why a document is no annual report that can be loaded ------------------------------------


def _refusal(code: str, place: str, expected: str, found: str, action: str) -> Note:
    return Note("error", code, place, expected, found, action)


def _not_a_report(metadata: Metadata, forms: FormReading) -> Note | None:
    if metadata.title is not None or len(forms.figures) >= FEWEST_TABLE_FIGURES:
        return None
    return _refusal(
        "not_an_annual_report",
        "title and tables",
        "the title of a 政府信息公开工作年度报告 or the tables of its form",
        "neither",
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
        "the form's tables without one",
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


def _turned_away(report_id: str, file_name: str, notes: list[Note]) -> Extraction:
    return Extraction(None, [], _note_rows(report_id, file_name, notes))


def _note_rows(report_id: str, file_name: str, notes: Iterable[Note]) -> list[dict[str, Any]]:
    return [
        {
            "report_id": report_id,
            "severity": note.severity,
            "code": note.code,
            "message": note.message(file_name),
            "locator": json.dumps(dict(note.locator), ensure_ascii=False, sort_keys=True)
            if note.locator
            else None,
        }
        for note in notes
    ]
