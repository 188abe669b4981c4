"""`sources.csv`: what people know of documents, which wins over what the documents let us guess.

Taken: folders of documents, each of which may hold a `sources.csv` for itself and the folders below
it. Given: `Source` by path, to `extract.landing` and `flows`; `gongkai collect` downloads what the
same list names. A page that links to a workbook beside it says as much as a row with a main_file.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes

from extract.metadata import FIRST_YEAR, LAST_YEAR
from extract.notes import UnreadableDocumentError
from extract.readers.encoding import decode
from extract.readers.kinds import READERS

FILE_NAME: Final = "sources.csv"
REQUIRED_COLUMNS: Final = ("file", "url", "jurisdiction", "year")
OPTIONAL_COLUMNS: Final = ("division_code", "main_file")
MOST_MESSAGES: Final = 20
LARGEST_PAGE: Final = 8 * 2**20  # bytes; a larger one is looked at in its beginning only
Cells = Mapping[str, str]  # of one row, by column

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:.+", re.IGNORECASE)
_DIVISION = re.compile(r"\d{6}(?:\d{3}(?:\d{3})?)?")
_LINK = re.compile(rb"""href\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s>"']+))""", re.IGNORECASE)
_PAGES: Final = frozenset({"html", "mhtml"})
_ATTACHMENTS: Final = frozenset({"xlsx", "docx", "doc", "pdf"})


class SourceListError(Exception):
    """A `sources.csv` that cannot be followed; `lines` say where and what to do."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of one document from outside of it. None: not known.

    `main` is the page that it is attached to, `main_source` what is known of that page, and
    `main_report_id` its sha256, where the caller has it. `is_linked`: the page only links to it,
    as it may to the reports of other years; no list says so.
    """

    url: str | None = None
    jurisdiction: str | None = None
    year: int | None = None
    division_code: str | None = None
    main: Path | None = None
    main_source: Source | None = None
    main_report_id: str | None = None
    is_linked: bool = False

    def as_row(self) -> str | None:
        """JSON of what is known, for landing: another text, and the document is read again."""
        known = self._known()
        return json.dumps(known, ensure_ascii=False, sort_keys=True) if known else None

    def _known(self) -> dict[str, object]:
        known: dict[str, object] = {
            name: value
            for name in ("url", "jurisdiction", "year", "division_code")
            if (value := getattr(self, name)) is not None
        }
        if self.main is not None:
            page = self.main_source._known() if self.main_source is not None else {}
            known["main"] = {"report_id": self.main_report_id, **page}
        return known


NO_SOURCE: Final = Source()


@dataclass(slots=True)
class SourceLists:
    """What the lists and pages of some folders say: by path, and remarks for whoever runs it."""

    sources: dict[Path, Source] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def of(self, path: Path, report_ids: Mapping[Path, str]) -> Source | None:
        """The source of a document, with the identity of its page; None where nothing is known."""
        source = self.sources.get(path)
        if source is None or source.main is None:
            return source
        return replace(source, main_report_id=report_ids.get(source.main))


def read_sources(folders: Sequence[Path], documents: Iterable[Path]) -> SourceLists:
    """Read every `sources.csv` beside or above the documents, and the links of their pages.

    Args:
        folders: where the documents were found; no list above these counts. A file stands for
            its folder.
        documents: the documents.

    Raises:
        SourceListError: a list has an unknown column, or a row that cannot be followed.
    """
    paths = list(documents)
    found = SourceLists()
    lists = _lists(folders, paths)
    by_name = {_normal(path): path for path in paths} if lists else {}
    errors: list[str] = []
    rows: dict[Path, Source] = {}
    for file in lists:
        rows |= _read_list(file, by_name, found.remarks, errors)  # a deeper list wins
    if errors:
        more = len(errors) - MOST_MESSAGES
        raise SourceListError(
            errors[:MOST_MESSAGES] + ([f"and {more} more rows"] if more > 0 else [])
        )
    for path, page in _linked(paths).items():
        row = rows.get(path, NO_SOURCE)
        if row.main is None and rows.get(page, NO_SOURCE).main is None:
            rows[path] = replace(row, main=page, is_linked=True)
    for path, row in rows.items():
        source = replace(row, main_source=rows.get(row.main)) if row.main is not None else row
        if source != NO_SOURCE:
            found.sources[path] = source
    return found


def _normal(path: Path) -> str:
    """One spelling for names of one look: some systems write 々 and é as two characters."""
    return unicodedata.normalize("NFC", path.absolute().as_posix())


def _lists(folders: Sequence[Path], documents: Iterable[Path]) -> list[Path]:
    """The lists beside and above the documents, those of outer folders first."""
    holders = {folder if folder.is_dir() else folder.parent for folder in folders}
    for parent in {path.parent for path in documents}:
        for folder in (parent, *parent.parents):
            if folder in holders:
                break
            holders.add(folder)
    found = [folder / FILE_NAME for folder in holders if (folder / FILE_NAME).is_file()]
    return sorted(found, key=lambda path: (len(path.absolute().parts), path))


def read_rows(file: Path, remarks: list[str], errors: list[str]) -> list[tuple[str, Cells]]:
    """The rows of a list, each with its place (file and line); `gongkai collect` reads them too.

    Args:
        file: the list, CSV in UTF-8 or GBK.
        remarks: takes what the list says in vain.
        errors: takes what makes it none, or a row of it.
    """
    rows: list[tuple[str, Cells]] = []
    try:
        text, _ = decode(file.read_bytes())
    except (OSError, UnreadableDocumentError) as error:
        found = error.strerror if isinstance(error, OSError) else error
        errors.append(f"{file}: expected a list in CSV (UTF-8 or GBK), found: {found}; mend it.")
        return rows
    reader = csv.DictReader(io.StringIO(text), restval="", strict=True)
    try:
        columns = [(name or "").strip() for name in reader.fieldnames or ()]
        unknown = [name for name in columns if name not in (*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS)]
        missing = [name for name in REQUIRED_COLUMNS if name not in columns]
        wanted = (
            f"{file}: expected the columns {', '.join(REQUIRED_COLUMNS)} and, if need be, "
            f"{', '.join(OPTIONAL_COLUMNS)}, found "
        )
        if missing or len(set(columns)) < len(columns):
            errors.append(f"{wanted}{', '.join(columns) or 'none'}; mend the first line.")
            return rows
        if unknown:
            remarks.append(f"{wanted}also {', '.join(unknown)}, which nothing is read from.")
        for row in reader:
            place = f"{file}, line {reader.line_num}"
            if None in row:
                errors.append(
                    f"{place}: expected {len(columns)} cells, found more; "
                    "put texts with commas in quotes."
                )
                continue
            cells = {(name or "").strip(): (value or "").strip() for name, value in row.items()}
            if any(cells.values()):
                rows.append((place, cells))
    except csv.Error as error:
        errors.append(f"{file}, line {reader.line_num}: expected CSV, found: {error}; mend it.")
    return rows


def cell_errors(place: str, cells: Cells) -> Iterator[str]:
    """What is wrong with the cells of a row by themselves."""
    year = _bare_year(cells)
    if year and not (year.isascii() and year.isdecimal() and FIRST_YEAR <= int(year) <= LAST_YEAR):
        yield (
            f"{place}, column year: expected a year from {FIRST_YEAR} to {LAST_YEAR} or nothing, "
            f"found {cells['year']}; correct it."
        )
    if cells["url"] and not _ADDRESS.fullmatch(cells["url"]):
        yield (
            f"{place}, column url: expected an address with its scheme (https://…) or nothing, "
            f"found {cells['url']}; correct it."
        )
    code = cells.get("division_code", "")
    if code and not _DIVISION.fullmatch(code):
        yield (
            f"{place}, column division_code: expected 6, 9 or 12 digits (GB/T 2260) or nothing, "
            f"found {code}; correct it."
        )


def _bare_year(cells: Cells) -> str:
    return cells["year"].removesuffix("年度").removesuffix("年")


def _read_list(
    file: Path, documents: Mapping[str, Path], remarks: list[str], errors: list[str]
) -> dict[Path, Source]:
    rows: dict[Path, Source] = {}
    places: dict[Path, str] = {}
    listed = read_rows(file, remarks, errors)
    names = {cells["file"] for _, cells in listed}
    for place, cells in listed:
        wrong = list(cell_errors(place, cells))
        main = _main(file, cells, documents)
        named = cells.get("main_file", "")
        if named and main is None and named in names and named != cells["file"]:
            remarks.append(f"{place}: {named}, its main_file, is not there yet; read without it.")
        elif named and (main is None or named == cells["file"]):
            wrong.append(
                f"{place}, column main_file: expected another document beside the list, found "
                f"{named}; correct it, or put the page there."
            )
        path = documents.get(_normal(file.parent / cells["file"])) if cells["file"] else None
        if wrong:
            errors += wrong
            continue
        if path is None:
            remarks.append(
                f"{place}: {cells['file'] or 'no file'}: expected a document beside the list, "
                "found none; `gongkai collect` downloads it, or take the row out."
            )
            continue
        source = _source(cells, main)
        if rows.setdefault(path, source) != source:
            errors.append(
                f"{place}, column file: expected each document once, found {cells['file']} "
                f"again with other words than in {places[path]}; leave one of them."
            )
        places.setdefault(path, place)
    return rows


def _main(file: Path, cells: Cells, documents: Mapping[str, Path]) -> Path | None:
    named = cells.get("main_file", "")
    return documents.get(_normal(file.parent / named)) if named else None


def _source(cells: Cells, main: Path | None) -> Source:
    year = _bare_year(cells)
    return Source(
        url=cells["url"] or None,
        jurisdiction=cells["jurisdiction"] or None,
        year=int(year) if year else None,
        division_code=cells.get("division_code") or None,
        main=main,
    )


# --- pages that link to what is attached ------------------------------------------------------


def _linked(documents: Sequence[Path]) -> dict[Path, Path]:
    """Page by attachment: a file that exactly one page in its folder links to, by its name."""
    folders: dict[Path, list[Path]] = {}
    for path in documents:
        folders.setdefault(path.parent, []).append(path)
    pages: dict[Path, set[Path]] = {}
    for paths in folders.values():
        attachments = {
            unicodedata.normalize("NFC", path.name): path
            for path in paths
            if READERS.get(path.suffix.lower()) in _ATTACHMENTS
        }
        if not attachments:
            continue
        for page in paths:
            if READERS.get(page.suffix.lower()) in _PAGES:
                for name in _linked_names(page):
                    if name in attachments:
                        pages.setdefault(attachments[name], set()).add(page)
    return {path: next(iter(found)) for path, found in pages.items() if len(found) == 1}


def _linked_names(page: Path) -> Iterator[str]:
    """Names of the files that a page links to, without their folders."""
    try:
        with page.open("rb") as file:
            data = file.read(LARGEST_PAGE)
    except OSError:
        return
    for found in _LINK.finditer(data):
        address = next(filter(None, found.groups()))
        bare = unquote_to_bytes(re.split(rb"[?#]", address)[0].rsplit(b"/", 1)[-1])
        for encoding in ("utf-8", "gb18030"):
            try:
                name = bare.decode(encoding)
            except UnicodeDecodeError:
                continue
            yield unicodedata.normalize("NFC", unescape(name))
            break
