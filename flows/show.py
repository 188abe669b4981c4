"""`gongkai show`: from a figure in the served file to the page or fragment where it stands.

Takes a figure's id, the warehouse and the folders that may hold its document; gives what there is
to tell of the figure, and writes the picture or page that `extract.evidence` makes.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import webbrowser
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import duckdb

from extract.evidence import PART, Exhibit, Place, PlaceNotFoundError, show_place
from extract.notes import UnreadableDocumentError
from flows.warehouse import Refused, Warehouse, WrongUse, connect, release_facts, sha256_of

MOST_NAMED: Final = 5  # ids in a message
_HEX: Final = frozenset("0123456789abcdef")
# Members of a locator that are told in words of their own.
_PLACES: Final = ("path", "bbox")  # beside those that explain_figure tells
_TOLD: Final = frozenset(
    {*_PLACES, "member", "cell", "line", "text", "table", "page", "start", "proof"}
)

Facts = list[tuple[str, str]]


def find_figure(warehouse: Warehouse, figure_id: str) -> dict[str, Any]:
    """What the served file tells of a figure and of its document.

    Args:
        warehouse: one with a served release.
        figure_id: its id, or enough first digits of it to name one figure.

    Raises:
        WrongUse: no figure has that id, or several begin with it.
        Refused: there is no served release.
    """
    if release_facts(warehouse.served) is None:
        raise Refused(
            f"{warehouse.served}: expected a release, found none; `gongkai refresh` publishes one."
        )
    prefix = figure_id.strip().lower()
    if not prefix or not _HEX.issuperset(prefix):
        raise _no_figure(figure_id, "something else")
    with connect(warehouse.served, read_only=True) as connection:
        # A range, not a pattern: the file is ordered and need not be read as a whole.
        ids = [
            found
            for (found,) in connection.execute(
                "select figure_id from fct_figures where figure_id >= $prefix "
                "and figure_id < $prefix || 'g' order by all limit $most",
                {"prefix": prefix, "most": MOST_NAMED + 1},
            ).fetchall()
        ]
        if len(ids) != 1:
            more = " and more" if len(ids) > MOST_NAMED else ""
            found = f"{', '.join(ids[:MOST_NAMED])}{more}" if ids else "no figure"
            raise _no_figure(figure_id, found)
        figure = _row(
            connection,
            "select e.*, f.* exclude (locator), d.byte_size "
            "from explain_figure($id) as e, fct_figures as f "
            "inner join bridge_report_document as d using (report_id) where f.figure_id = $id",
            ids[0],
        )
        checks = connection.execute(
            "select rule_code, status, count(*) from fct_report_checks "
            "where list_contains(figure_ids, $id) group by all order by all",
            {"id": ids[0]},
        ).fetchall()
    figure["checks"] = [f"{rule} {status.replace('_', ' ')}" for rule, status, _ in checks]
    return figure


def _row(connection: duckdb.DuckDBPyConnection, query: str, figure_id: str) -> dict[str, Any]:
    cursor = connection.execute(query, {"id": figure_id})
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchall()[0], strict=True))


def _no_figure(given: str, found: str) -> WrongUse:
    return WrongUse(
        f"{given}: expected the figure_id of one figure (or its first digits), found {found}; "
        "fct_figures lists them, and figure_ids in every fact row names them."
    )


def find_file(figure: Mapping[str, Any], folders: Sequence[Path]) -> Path:
    """The file of a figure's document among the folders, known by the sha256 of its bytes.

    Raises:
        WrongUse: a folder is missing, or none of them holds the document.
    """
    for folder in folders:
        if not folder.exists():
            raise WrongUse(
                f"{folder}: expected a folder of reports, found nothing; name one with --reports."
            )
    files = sorted(file for folder in folders for file in _files(folder))
    name, size = figure["file_name"], figure["byte_size"]
    # What has its name and size is most likely it; only what may be it is hashed.
    likely = [file for file in files if file.name == name or file.stat().st_size == size]
    likely.sort(key=lambda file: (file.name != name, file.stat().st_size != size))
    for file in likely:
        if sha256_of(file) == figure["report_id"]:
            return file
    namesake = next((file for file in likely if file.name == name), None)
    found = (
        f"{namesake} with other bytes"
        if namesake
        else f"{len(files)} other files in {', '.join(map(str, folders))}"
    )
    source = f", or fetch it from {figure['source_url']}" if figure["source_url"] else ""
    raise WrongUse(
        f"{name}: expected the document with sha256 {figure['report_id']} ({size:,} bytes), found "
        f"{found}; name its folder with --reports{source}."
    )


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_file():
        yield folder
    for file in folder.rglob("*"):
        if file.is_file():
            yield file


def tell(figure: Mapping[str, Any]) -> Facts:
    """What there is to tell of a figure: (what, found), in the order in which it is read."""
    locator: dict[str, Any] = json.loads(figure["locator"] or "{}")
    more = {key: value for key, value in locator.items() if key not in _TOLD}
    rows = [
        ("Figure", figure["figure_id"]),
        ("Document", _joined(figure["file_name"], figure["document_title"])),
        ("Source", figure["source_url"]),
        ("Place", ", ".join([figure["place"], *_places(locator)])),
        ("Printed", figure["value_text"] or "(nothing)"),
        ("Statement", figure["statement_text"]),
        ("Value", _value(figure)),
        ("Line", f"form {figure['line_form']}, {figure['line_code']}, {figure['column_code']}"),
        ("Label", _joined(figure["line_label_zh"], figure["line_label_en"])),
        ("Of", _joined(figure["subject"], figure["period"], figure["qualifier"])),
        ("Read from", _joined(figure["method"], figure["reading"])),
        ("Proof", locator.get("proof")),
        ("Also", json.dumps(more, ensure_ascii=False) if more else None),
        ("Became", _became(figure)),
        ("Checked by", ", ".join(figure["checks"]) or "no rule"),
    ]
    return [(what, found) for what, found in rows if found]


def _joined(*parts: str | None) -> str:
    return PART.join(filter(None, parts))


def _places(locator: Mapping[str, Any]) -> Iterator[str]:
    for key in _PLACES:
        found = locator.get(key)
        if found is not None:
            yield f"{'box' if key == 'bbox' else key} {found}"


def _value(figure: Mapping[str, Any]) -> str:
    if figure["published_value"] is None:
        return str(figure["value_state"])
    value = f"{figure['published_value']:,f}"
    value = value.rstrip("0").rstrip(".") if "." in value else value
    return f"{value} {figure['unit'] or ''}".strip()


def _became(figure: Mapping[str, Any]) -> str:
    if figure["fact_key"]:
        return f"{figure['fact_table']}, row {figure['fact_key']}"
    return f"no fact: {figure['not_in_fact_reason']}"


def make_exhibit(figure: Mapping[str, Any], file: Path, facts: Facts) -> Exhibit:
    """The picture or page of a figure.

    Raises:
        Refused: the document, as it is read now, does not hold the figure at its place.
    """
    title = _joined(figure["line_label_zh"], figure["line_label_en"], _value(figure))
    place = Place.of(figure)
    try:
        return show_place(figure["file_name"], file.read_bytes(), place, title, facts)
    except UnreadableDocumentError as error:
        raise Refused(error.note.message(str(file))) from error
    except PlaceNotFoundError as error:
        raise Refused(
            f"{file}, {figure['place']}: {error}; it was read by another version of the extractor "
            "or by someone else: refresh the warehouse and show the figure again."
        ) from error


def write_exhibit(exhibit: Exhibit, figure_id: str, out: Path | None) -> Path:
    """Write the picture or page.

    Args:
        exhibit: what to write.
        figure_id: names the file where `out` does not.
        out: a file, or a folder that is there; None for a new folder among the temporary ones.

    Raises:
        WrongUse: the name does not fit what is written, or its folder is missing.
    """
    if out is None:
        out = Path(tempfile.mkdtemp(prefix="gongkai-show-"))
    if out.is_dir():
        out = out / f"{figure_id}{exhibit.suffix}"
    if out.suffix.lower() != exhibit.suffix:
        raise WrongUse(
            f"{out}: expected a name that ends in {exhibit.suffix}, which is what this document's "
            "type is shown as, found another; or name a folder that is there."
        )
    try:
        out.write_bytes(exhibit.content)
    except OSError as error:
        raise WrongUse(
            f"{out}: expected a file that can be written, found: {error.strerror}; name another "
            "with --out."
        ) from error
    return out


def open_exhibit(file: Path) -> bool:
    """Show the file on the screen, if there is one; whether it was handed over."""
    has_screen = sys.platform in ("darwin", "win32") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    return has_screen and webbrowser.open(file.absolute().as_uri())
