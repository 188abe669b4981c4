"""The landing contract: the three tables that every extraction writes and everything later reads.

Given to `extract.landing` (which writes them), `expectations.landing` (which gates them), `flows`
(which loads them) and `bench` (which makes synthetic ones). A field is defined here and nowhere
else; code lists are closed: anything unknown is an error, never a default.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from extract.values import VALUE_DIGITS, VALUE_SCALE

# Raised whenever a change of extract/ may change what is read: landing rows of an older
# version are then read again from their documents.
EXTRACTOR_VERSION: Final = "5"

VALUE_TYPE: Final = pl.Decimal(VALUE_DIGITS, VALUE_SCALE)

REPORT_SCHEMA: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "report_id": pl.String,  # sha256 of the document's bytes, 64 hex
    "main_report_id": pl.String,  # the page that an attachment belongs to; its own id otherwise
    "file_name": pl.String,  # name without folder, as given
    "media_type": pl.String,
    "byte_size": pl.Int64,
    "source_url": pl.String,
    "title": pl.String,
    "issuing_body": pl.String,
    "jurisdiction_name": pl.String,
    "division_code": pl.String,  # only if a source list gives it
    # Names of places that the document prints (省, 市, 州, 县 …), most frequent first, joined
    # by '|': what tells two places of one name apart.
    "places_mentioned": pl.String,
    "report_year": pl.Int32,
    "period_start": pl.Date,
    "period_end": pl.Date,
    "published_on": pl.Date,
    "form": pl.String,
    "form_basis": pl.String,
    "scope": pl.String,
    "extractor_version": pl.String,
    # What sources.csv, or the page that it is attached to, says of the document (JSON, see
    # extract.sources); another text, and the document is read again.
    "source_row": pl.String,
}

FIGURE_SCHEMA: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "figure_id": pl.String,  # first 16 hex of sha256, see extract.figures.figure_id
    "report_id": pl.String,
    "line_form": pl.String,  # whose line_code it is
    "line_code": pl.String,
    "column_code": pl.String,
    "subject": pl.String,  # 'report', or the named part as printed
    "period": pl.String,
    "qualifier": pl.String,
    "value_text": pl.String,  # verbatim: the cell, or the amount's words in the sentence
    "value": VALUE_TYPE,  # in the printed unit
    "value_state": pl.String,
    "unit": pl.String,  # as printed, NULL where none is
    "unit_scale": pl.Int32,  # 10000 for 万元, 万条; 1 otherwise
    "method": pl.String,
    "reading": pl.String,
    "page": pl.Int32,  # 1-based, PDF only
    "table_no": pl.Int32,  # 1-based, within the document
    "row_no": pl.Int32,  # 1-based, within the table as laid out
    "column_no": pl.Int32,
    "char_start": pl.Int32,  # offsets into the document's text (see Document.text)
    "char_end": pl.Int32,
    # JSON. Always holds "text": the verbatim sentence (prose) or row label (table); and the
    # place: "path" (DOM, XPath of a DOCX), "cell" (Sheet1!C12, R3C2 elsewhere), "bbox" (PDF
    # points), "line" (text), "member" (file within an archive).
    "locator": pl.String,
}

NOTE_SCHEMA: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "report_id": pl.String,
    "severity": pl.String,
    "code": pl.String,  # snake_case, stable
    "message": pl.String,  # document, place, expected, found, what to do
    "locator": pl.String,
}

LANDING_SCHEMAS: Final = {
    "report": REPORT_SCHEMA,
    "figure": FIGURE_SCHEMA,
    "extraction_note": NOTE_SCHEMA,
}

# Columns that a foreign landing (CSV, Parquet) may leave out; they are then NULL.
OPTIONAL_COLUMNS: Final = frozenset({"places_mentioned", "source_row"})

FORMS: Final = ("2008", "2014", "2019", "2021", "unknown")
LINE_FORMS: Final = ("2008", "2014", "2019", "2021", "prose")
FORM_BASES: Final = ("table_headers", "section_headings", "vocabulary", "none")
SCOPES: Final = ("jurisdiction", "own_body", "unknown")
COLUMN_CODES: Final = (
    "value",
    "cumulative",
    "natural_person",
    "commercial",
    "research",
    "public_welfare",
    "legal_service",
    "other",
    "total",
)
APPLICANT_COLUMNS: Final = COLUMN_CODES[2:]
PERIODS: Final = ("year", "cumulative", "previous_year", "part_year", "unknown")
QUALIFIERS: Final = ("exact", "approximate", "at_least")
VALUE_STATES: Final = ("number", "blank", "dash", "not_applicable", "illegible")
METHODS: Final = ("table", "prose", "attachment")
READINGS: Final = ("printed", "inferred")
SEVERITIES: Final = ("info", "warning", "error")
WHOLE_REPORT: Final = "report"
