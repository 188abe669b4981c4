"""Documents to landing tables: one document, pure function, no exception because of a document.

`read_document` is the whole of it for one file; `extract.landing` does many and writes them. Readers
know file types, forms know tables, prose knows sentences; nothing here knows DuckDB, dbt or Prefect.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from extract.document import Document
    from extract.forms import FormReading
    from extract.metadata import Metadata
    from extract.notes import Note

FEWEST_TABLE_FIGURES: Final = 10  # a page without a title is a report if it has the form's tables


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
    from extract.notes import Note

    try:
        data = path.read_bytes()
    except OSError as error:
        # Without bytes there is no report_id; the name's hash keeps the notes of a batch apart.
        name_id = hashlib.sha256(path.name.encode()).hexdigest()
        note = Note("error", "unreadable_file", "whole file", "a file that can be read",
                    error.strerror or type(error).__name__, "check its path and permissions")  # fmt: skip
        return _turned_away(name_id, path.name, [note])
    return read_bytes(path.name, data)


def read_bytes(file_name: str, data: bytes) -> Extraction:
    """Read the document that the bytes are."""
    from extract import readers
    from extract.notes import Note, UnreadableDocumentError

    report_id = hashlib.sha256(data).hexdigest()
    try:
        document, notes = readers.read_bytes(file_name, data)
        return _extract(document, notes)
    except UnreadableDocumentError as error:
        return _turned_away(report_id, file_name, [error.note])
    except Exception as error:  # one document must never stop the others
        note = Note("error", "extractor_failed", "whole file", "a document like others",
                    f"{type(error).__name__}: {error}", "report it with the document")  # fmt: skip
        return _turned_away(report_id, file_name, [note])


def _extract(document: Document, notes: list[Note]) -> Extraction:
    from extract.figures import figure_rows
    from extract.forms import read_forms
    from extract.metadata import read_metadata
    from extract.prose import ProseContext, read_prose

    metadata = read_metadata(document)
    forms = read_forms(document)
    objection = _objection(metadata, forms)
    if objection is not None:
        return _turned_away(document.report_id, document.file_name, [*notes, objection])
    prose = read_prose(
        document.paragraphs,
        ProseContext(
            form=forms.form,
            report_year=metadata.report_year,
            jurisdiction_name=metadata.jurisdiction_name,
            has_tables=bool(forms.figures),
        ),
    )
    figures = figure_rows(document, forms.figures, prose.figures)
    every = [*notes, *metadata.notes, *forms.notes, *prose.notes]
    if metadata.title is None:
        every.append(_no_title(document))
    if not figures:
        every.append(_no_figures())
    return Extraction(
        _report_row(document, metadata, forms),
        figures,
        _note_rows(document.report_id, document.file_name, every),
    )


def _objection(metadata: Metadata, forms: FormReading) -> Note | None:
    """Why a document is no annual report that can be loaded; None if it is one."""
    from extract.metadata import FIRST_YEAR, LAST_YEAR, covers_a_year, is_part_of_year, is_plausible
    from extract.notes import Note

    title, year = metadata.title, metadata.report_year
    if title is None and len(forms.figures) < FEWEST_TABLE_FIGURES:
        return Note("error", "not_an_annual_report", "title and tables",
                    "the title of a 政府信息公开工作年度报告 or the tables of its form", "neither",
                    "leave it out, or give the page that holds the report")  # fmt: skip
    if title is not None and is_part_of_year(title):
        return Note("error", "part_of_a_year", "title", "a report on a year", title,
                    "leave it out; only annual reports are loaded")  # fmt: skip
    if not covers_a_year(metadata):
        return Note("error", "part_of_a_year", "statistical period", "a year",
                    f"{metadata.period_start} to {metadata.period_end}",
                    "leave it out; only annual reports are loaded")  # fmt: skip
    if title is not None and metadata.other_titles >= 3 and not forms.figures:
        return Note("error", "index_page", "titles", "one report",
                    f"titles of {metadata.other_titles + 1} reports",
                    "fetch the pages that it links to")  # fmt: skip
    if year is None:
        return Note("error", "no_report_year", "title and statistical period", "a year",
                    title or "no title", "correct the document's title, or leave it out")  # fmt: skip
    if not is_plausible(year, metadata.published_on):
        limit = f", published {metadata.published_on}" if metadata.published_on else ""
        return Note("error", "implausible_year", "title and statistical period",
                    f"a year from {FIRST_YEAR} to {LAST_YEAR}, not after publication",
                    f"{year}{limit}", "correct the year in the document, or leave it out")  # fmt: skip
    return None


def _no_title(document: Document) -> Note:
    from extract.notes import Note

    return Note("warning", "no_title", "whole text", "the title of an annual report",
                "the form's tables without one", f"check whose report {document.file_name} is")  # fmt: skip


def _no_figures() -> Note:
    from extract.notes import Note

    return Note("warning", "no_figures", "whole text", "tables or sentences with figures", "none",
                "check whether the report's text or its attachment is missing")  # fmt: skip


def _report_row(document: Document, metadata: Metadata, forms: FormReading) -> dict[str, Any]:
    from extract.contract import EXTRACTOR_VERSION

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
