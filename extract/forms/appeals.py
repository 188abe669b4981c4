"""Table 四 of the forms of 2019 and 2021: administrative reviews and lawsuits (C lines).

Three routes (行政复议, 未经复议直接起诉, 复议后起诉) by five results: one wide table with a
three-row header, three tables, a list from top to bottom, routes down and results across, or any
of these flattened.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

from extract.document import Cell
from extract.forms import alignment
from extract.forms.labels import core
from extract.forms.plans import SectionReading
from extract.forms.rows import Row, TableFigure, covers, texts
from extract.lines import LABEL_PARTS, line_items
from extract.notes import Note
from extract.values import is_value, read_value

_TOTAL: Final = "总计"
_RESULTS: Final = ("结果维持", "结果纠正", "其他结果", "尚未审结", _TOTAL)
_RESULT_VARIANTS: Final = {
    "维持": "结果维持",
    "维持结果": "结果维持",
    "维持原行政行为": "结果维持",
    "纠正": "结果纠正",
    "纠正结果": "结果纠正",
    "其他": "其他结果",
    "结果其他": "其他结果",
    "未审结": "尚未审结",
    "尚未结案": "尚未审结",
    "尚未办结": "尚未审结",
    "小计": _TOTAL,
}
_OWN_RESULTS: Final = frozenset(_RESULTS[:-1])  # 总计 stands in every table
# Words for a result that other tables use too.
_COMMON_WORDS: Final = frozenset({"维持", "纠正", "其他", "小计", _TOTAL})
_REVIEW, _DIRECT, _AFTER_REVIEW = _ROUTES = ("行政复议", "未经复议直接起诉", "复议后起诉")
_LAWSUITS: Final = "行政诉讼"  # both routes together
_SUE: Final = r"(?:起诉|(?:提起)?(?:行政)?诉讼)"
_ROUTE_WORDS: Final = (
    (re.compile(rf"(?:未经?(?:行政)?复议)?直接{_SUE}|未经(?:行政)?复议{_SUE}"), _DIRECT),
    (re.compile(rf"经?(?:行政)?复议后再?{_SUE}"), _AFTER_REVIEW),
    (re.compile(r"行政复议(?:情况|案件)?"), _REVIEW),
    (re.compile(r"行政诉讼(?:情况|案件)?"), _LAWSUITS),
)
_WIDTH: Final = len(_ROUTES) * len(_RESULTS)
LONGEST_HEAD: Final = 20
ROWS_OF_HEADER: Final = 2  # below the name of a route
ROWS_OF_TABLE: Final = 6  # from the names of results to the end of a table, blank ones included
LONGEST_HEADING: Final = 40
MOST_NOTES: Final = 5  # on the numbers of one table
LONGEST_PIECE: Final = 2  # characters of a word that is printed downwards, on each line

_Name = tuple[str, str]  # route and result


@cache
def _codes() -> dict[_Name, str]:
    """(route, result) → line code, from the official labels."""
    codes = {}
    for item in line_items("2021"):
        if item.code.startswith("C") and not item.is_heading:
            parts = item.label.split(LABEL_PARTS)
            codes[parts[-2], parts[-1]] = item.code
    return codes


_UNDIVIDED: Final = {(_LAWSUITS, _TOTAL): "P.litigation_total"}  # a line of the vocabulary of prose
_VOCABULARY: Final = "prose"


def _result(text: str) -> str | None:
    if len(text) > LONGEST_HEAD:
        return None
    words = core(text)
    words = _RESULT_VARIANTS.get(words, words)
    if words in _RESULTS:
        return words
    # A route that runs down beside its results stands before them, a word or two to each line.
    *before, last = text.split() or [text]
    is_piece = bool(before) and max(map(len, before)) <= LONGEST_PIECE
    return _result(last) if is_piece else None


@lru_cache(maxsize=4096)
def _route(text: str) -> str | None:
    if len(text) > LONGEST_HEAD:
        return None
    words = core(text)
    return next((route for pattern, route in _ROUTE_WORDS if pattern.fullmatch(words)), None)


def speaks_of_appeals(row: Row) -> bool:
    """Whether a row by itself belongs to this table."""
    named = False
    for text in row.words:
        if len(text) > LONGEST_HEAD:
            continue
        if _result(text) in _OWN_RESULTS and core(text) not in _COMMON_WORDS:
            return True
        named = named or _route(text) is not None
    # 行政复议 beside a number may be a line of an older table.
    return named and not any(map(is_value, texts(row.cells)))


def heads_appeals(row: Row) -> bool:
    """Whether a row is the heading of section 四: its table may have lost its own headers."""
    return names_both(row) and len(_all_words(row)) <= LONGEST_HEADING


def names_both(row: Row) -> bool:
    """Whether a row speaks of reviews and of lawsuits."""
    if not any("复" in text or "復" in text for text in row.words):
        return False  # as nearly every row
    words = _all_words(row)
    return _REVIEW in words and _LAWSUITS in words


def _all_words(row: Row) -> str:
    return "".join([core(text) for text in texts(row.cells)])


def is_bare(row: Row) -> bool:
    """Whether a row holds nothing but the numbers of a table 四 without headers."""
    found = texts(row.cells)
    if not found or not all(word and is_value(word) for text in found for word in text.split()):
        return False
    return len(" ".join(found).split()) == _WIDTH or "".join(found) == "0" * _WIDTH


@dataclass(slots=True)
class _Part:
    """Header cells of one table and the numbers that follow them."""

    context: str = ""
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Placed:
    name: _Name
    cell: Cell
    row: Row
    proof: str | None = None


def read_appeals(
    rows: Sequence[Row], contexts: Sequence[str], line_form: str, *, keeps_blanks: bool
) -> SectionReading:
    """Figures and notes. `contexts`: for each row the text that stands above its table;
    `keeps_blanks`: flattened text of the document has kept its empty cells.
    """
    figures: list[TableFigure] = []
    notes: list[Note] = []
    taken: dict[str, TableFigure] = {}
    for part in _parts(rows, contexts):
        for placed in _placed(part, notes, keeps_blanks=keeps_blanks):
            figure = _figure(placed, line_form)
            if figure is None:
                continue
            earlier = taken.setdefault(figure.line_code, figure)
            if earlier is figure:
                figures.append(figure)
            elif not alignment.is_same(earlier.value, figure.value):
                notes.append(_second_value_note(figure, earlier))
    return SectionReading(figures, notes)


def _figure(placed: _Placed, line_form: str) -> TableFigure | None:
    code = _codes().get(placed.name)
    if code is None:
        code, line_form = _UNDIVIDED.get(placed.name), _VOCABULARY
        if code is None:
            return None
    value = read_value(placed.cell.text)
    return TableFigure(
        line_form=line_form,
        line_code=code,
        column_code="value",
        cell=placed.cell,
        table_number=placed.row.table_number,
        label=LABEL_PARTS.join(placed.name),
        value=value,
        unit=value.unit,
        reading="inferred" if placed.proof else "printed",
        proof=placed.proof,
    )


def _parts(rows: Sequence[Row], contexts: Sequence[str]) -> Iterator[_Part]:
    """One part a table; lines of text that follow each other are one part as well."""
    part = _Part()
    last: Row | None = None
    for at, (row, context) in enumerate(zip(rows, contexts, strict=True)):
        is_next = last is not None and row.table is not last.table and bool(part.rows)
        if (is_next and (_has_numbers(part) or _is_whole(row))) or _heads_next(
            row, part, rows[at + 1 :]
        ):
            yield part
            part = _Part()
        if not part.rows:
            part.context = context
        part.rows.append(row)
        last = row
    if part.rows:
        yield part


def _heads_next(row: Row, part: _Part, below: Sequence[Row]) -> bool:
    """Whether a row of a sheet names the route of a table whose results stand below, as those of
    the one before stand above."""
    if not row.is_grid or any(map(_result, row.words)) or not any(map(_route, row.words)):
        return False
    under = [other for other in below[:ROWS_OF_HEADER] if other.table is row.table]
    above = part.rows[-ROWS_OF_TABLE:]
    return any(map(_names_results, under)) and any(map(_names_results, above))


def _names_results(row: Row) -> bool:
    return {_result(word) for word in row.words} >= _OWN_RESULTS


def _is_whole(row: Row) -> bool:
    """Whether the row's table names all results: it needs no headers from above it."""
    if row.table is None or not row.table.is_grid:
        return False
    return {_result(text) for text in texts(row.table.cells)} >= _OWN_RESULTS


def _has_numbers(part: _Part) -> bool:
    """Whether the part of a table is all there; its numbers may be blank."""
    return (
        any(map(_is_value_row, part.rows))
        or any(is_value(text) for row in part.rows for text in texts(row.cells))
        or (part.rows[-1].is_grid and len(part.rows) > 1 and not texts(part.rows[-1].cells))
    )


def _placed(part: _Part, notes: list[Note], *, keeps_blanks: bool) -> list[_Placed]:
    # Text that keeps its empty cells is as good as a grid, where each row has the same number.
    widths = {len(row.cells) for row in part.rows}
    if not all(row.is_grid for row in part.rows) and not (keeps_blanks and len(widths) == 1):
        return _in_sequence(part, notes, keeps_blanks=keeps_blanks)
    found = _by_headers(part)
    if found:
        return found
    found = _in_sequence(part, notes, keeps_blanks=keeps_blanks)
    if not _are_repeated([found]):
        return found
    return [item for item in found if item.proof or _ties_as_read(item.name[0], found)]


# --- a grid -----------------------------------------------------------------------------------


def _by_headers(part: _Part) -> list[_Placed] | None:
    """Each number with the route and the result that stand above it or to its left.

    None where a row is shorter or longer than the others, so that it may have lost or gained a
    cell: then the sums must decide.
    """
    cells = [cell for row in part.rows for cell in row.own_cells]
    results = [(cell, result) for cell in cells if (result := _result(cell.text))]
    routes = _route_heads(cells)
    if not {result for _, result in results} >= _OWN_RESULTS:
        return None
    values = _value_rows(part)
    heads = {cell.row for cell, _ in (*results, *routes)} | {row.number for row in values}
    # A row of one cell has nothing that could have moved.
    if len({row.end for row in part.rows if row.number in heads and len(row.cells) > 1}) > 1:
        return None
    context = _route_of_context(part)
    reaches = _reaches(routes, cells)
    first = min(cell.column for cell, _ in (*results, *routes))
    by_row: list[list[_Placed]] = []
    for row in values:
        placed: list[_Placed] = []
        for cell in row.cells:
            if cell.row != row.number or (cell.text and not is_value(cell.text)):
                continue
            result = _over(cell, results)
            route = (
                _over(cell, routes)
                or context
                or _last_above(row, routes)
                or _before_blanks(cell, routes, reaches)
            )
            if result is not None and route is not None:
                placed.append(_Placed((route, result), cell, row))
            elif cell.text and cell.column >= first:
                return None
        kept = _one_a_name(placed)
        if kept is None:
            return None
        by_row.append(kept)
    if _are_repeated(by_row):
        # Rows of something else under the table have fewer numbers than its own.
        counts = [sum(bool(item.cell.text) for item in placed) for placed in by_row]
        most = max(counts)
        by_row = [placed for placed, count in zip(by_row, counts, strict=True) if count == most]
    if _are_repeated(by_row):
        return None
    return _without_undivided([item for placed in by_row for item in placed])


def _are_repeated(by_row: Sequence[Sequence[_Placed]]) -> bool:
    names = [item.name for placed in by_row for item in placed]
    return len(set(names)) < len(names)


def _without_undivided(placed: list[_Placed]) -> list[_Placed]:
    """Without numbers of lawsuits beside those of one of their routes: it is the other route whose
    header is lost."""
    named = {route for route, _ in (item.name for item in placed)}
    if named.isdisjoint((_DIRECT, _AFTER_REVIEW)):
        return placed
    return [item for item in placed if item.name[0] != _LAWSUITS]


def _one_a_name(placed: Sequence[_Placed]) -> list[_Placed] | None:
    """Each name with its cell; right of a list, empty columns may go on beside the numbers."""
    by_name: dict[_Name, list[_Placed]] = {}
    for item in placed:
        by_name.setdefault(item.name, []).append(item)
    kept = []
    for items in by_name.values():
        filled = [item for item in items if item.cell.text]
        if len(filled) > 1:
            return None
        kept.append((filled or items)[0])
    return kept


def _route_heads(cells: Sequence[Cell]) -> list[tuple[Cell, str]]:
    """Cells that name a route; a page end may have torn the name over two of them."""
    found = [(cell, route) for cell in cells if (route := _route(cell.text))]
    words = [cell for cell in cells if cell.text and not is_value(cell.text)]
    for upper in words:
        for lower in words:
            if lower.row != upper.row + upper.row_span or _route(upper.text):
                continue
            is_under = (
                lower.column < upper.column + upper.column_span
                and upper.column < lower.column + lower.column_span
            )
            if is_under and (route := _route(upper.text + lower.text)):
                found += [(upper, route), (lower, route)]
    return found


def _over(cell: Cell, heads: Sequence[tuple[Cell, str]]) -> str | None:
    """The word of the nearest header above a cell, or else to its left."""
    above = [head for head in heads if head[0].row < cell.row and covers(head[0], cell.column)]
    if above:
        return max(above, key=lambda head: head[0].row)[1]
    left = [
        head
        for head in heads
        if head[0].column < cell.column and head[0].row <= cell.row < head[0].row + head[0].row_span
    ]
    return max(left, key=lambda head: head[0].column)[1] if left else None


def _last_above(row: Row, routes: Sequence[tuple[Cell, str]]) -> str | None:
    """The route that a list names last: text that keeps covered cells has no spans."""
    if _result_of(row) is None:
        return None
    above = [route for route in routes if route[0].row <= row.number]
    return max(above, key=lambda route: (route[0].row, route[0].column))[1] if above else None


def _reaches(routes: Sequence[tuple[Cell, str]], cells: Sequence[Cell]) -> list[int]:
    """For each head of a route the last column that it may span: before the next text of its row,
    where text that kept covered cells has lost its span."""
    rows = {head.row for head, _ in routes}
    filled: dict[int, list[int]] = {row: [] for row in rows}
    for cell in cells:
        if cell.text and cell.row in rows:
            filled[cell.row].append(cell.column)
    return [
        min((column for column in filled[head.row] if column > head.column), default=10**6) - 1
        for head, _ in routes
    ]


def _before_blanks(
    cell: Cell, routes: Sequence[tuple[Cell, str]], reaches: Sequence[int]
) -> str | None:
    """The route whose head stands above a cell and left of it, with nothing in between."""
    found = [
        (head.row, route)
        for (head, route), end in zip(routes, reaches, strict=True)
        if head.row < cell.row and head.column < cell.column <= end
    ]
    return max(found)[1] if found else None


def _value_rows(part: _Part) -> list[Row]:
    """The rows with a number, and those all blank under the names of results."""
    rows = [
        row
        for above, row in zip([None, *part.rows], part.rows, strict=False)
        if any(is_value(cell.text) for cell in row.own_cells)
        or (above is not None and not texts(row.cells) and any(map(_result, texts(above.cells))))
    ]
    listed = [row for row in part.rows if _result_of(row)]
    # A list: the rows without a number name their result as well.
    return listed if {_result_of(row) for row in listed} >= _OWN_RESULTS else rows


def _result_of(row: Row) -> str | None:
    """The result that a row names beside its number, or beside an empty cell."""
    own = row.own_cells
    if not own or (own[-1].text and not is_value(own[-1].text)):
        return None
    return next((result for cell in own if (result := _result(cell.text))), None)


def _route_of_context(part: _Part) -> str | None:
    """The route that the heading above a table names, where the table itself does not."""
    words = core(part.context)
    found = {route for pattern, route in _ROUTE_WORDS if pattern.search(words)}
    if _AFTER_REVIEW in found or _DIRECT in found:
        found -= {_REVIEW, _LAWSUITS}
    return found.pop() if len(found) == 1 else None


# --- flattened --------------------------------------------------------------------------------


@dataclass(slots=True)
class _Run:
    """Numbers that follow each other, and the headers that they stand under."""

    expected: list[_Name]
    has_heads: bool
    cells: list[tuple[Cell, Row]] = field(default_factory=list)


def _in_sequence(part: _Part, notes: list[Note], *, keeps_blanks: bool) -> list[_Placed]:
    """Headers, then numbers, in the form's order."""
    if listed := _listed(part):
        return listed
    placed: list[_Placed] = []
    left: list[_Run] = []
    for run in _runs(part):
        found = _sequence(run, keeps_blanks=keeps_blanks)
        placed += found
        if len(found) < len([cell for cell, _ in run.cells if cell.text]):
            left.append(run)
    notes += [_ambiguous_note(run) for run in left[:MOST_NOTES]]
    if not left:
        return placed
    # Where numbers are left over, one name with two numbers is not the form's alone.
    counts = Counter(item.name for item in placed)
    return [item for item in placed if item.proof or counts[item.name] == 1]


def _listed(part: _Part) -> list[_Placed]:
    """A list whose routes ran down beside its rows, a character or two to each line: the results
    of all routes stand one below the other, in the form's order, each before its number."""
    found: list[tuple[str, Cell, Row]] = []
    waiting: str | None = None  # a result alone on its line, its number on the next
    for row in part.rows:
        if not row.own_cells:  # all of it hangs down from the rows above
            continue
        *before, last = row.own_cells
        filled = [cell for cell in before if cell.text]
        # A result and its number, or the empty cell of one; a route may stand before them.
        result = _result(filled[-1].text) if filled else waiting
        waiting = None if before else _result(last.text)
        if result is not None and (is_value(last.text) or not last.text):
            found.append((result, last, row))
    names = [(route, result) for route in _ROUTES for result in _RESULTS]
    if [result for result, _, _ in found] != [result for _, result in names]:
        return []
    return [
        _Placed(name, cell, row, "the form's order of routes")
        for name, (_, cell, row) in zip(names, found, strict=True)
    ]


def _runs(part: _Part) -> Iterator[_Run]:
    route = _route_of_context(part)
    heads: list[str] = []  # results since the last number
    frame: list[str] = []  # the results that the numbers before stood under
    routes: set[str] = set()
    run: _Run | None = None
    for row in part.rows:
        is_blank = bool(heads) and len(row.cells) == len(heads) and not texts(row.cells)
        takes_blanks = is_blank or _is_value_row(row)
        for cell in [part for whole in row.cells for part in alignment.parts_of(whole)]:
            result, named = _result(cell.text), _route(cell.text)
            if result or named:
                if run is not None:
                    yield run
                    routes = set()
                run = None
            if named:
                route = named
                routes.add(named)
            elif result:
                heads.append(result)
            elif (cell.text and is_value(cell.text)) or (not cell.text and (run or takes_blanks)):
                if run is None:
                    frame = heads or frame
                    run = _Run(_expected(heads, frame, route, routes), bool(frame))
                    heads = []
                run.cells.append((cell, row))
    if run is not None:
        yield run


def _is_value_row(row: Row) -> bool:
    found = [part.text for cell in row.cells if cell.text for part in alignment.parts_of(cell)]
    return bool(found) and all(map(is_value, found))


def _expected(
    heads: Sequence[str], frame: Sequence[str], route: str | None, routes: set[str]
) -> list[_Name]:
    """What the numbers after these headers stand for."""
    if route and 1 <= len(frame) <= len(_RESULTS) and len(set(frame)) == len(frame):
        return [(route, result) for result in frame]
    suits = [(name, result) for name in (_DIRECT, _AFTER_REVIEW) for result in _RESULTS]
    if len(heads) == len(suits) and _REVIEW not in routes:
        return suits
    return [(_REVIEW, result) for result in _RESULTS] + suits


def _sequence(run: _Run, *, keeps_blanks: bool) -> list[_Placed]:
    cells = [cell for cell, _ in run.cells]
    filled = [cell for cell in cells if cell.text]
    width = len(run.expected)
    # Flattened text drops empty cells, and some of it pads its rows at their ends: only a blank
    # between numbers shows that blanks were kept, or a row of nothing else.
    inner = cells[: cells.index(filled[-1])] if filled else cells
    keeps_blanks = keeps_blanks or run.cells[0][1].is_grid or any(not cell.text for cell in inner)
    if len(filled) == width and run.has_heads:
        return _as_expected(run, filled)
    if len(cells) == width and run.has_heads and keeps_blanks:
        return _as_expected(run, cells)
    for ways in _ways(cells if keeps_blanks else filled, width):
        tying = [placed for placed in ways if _ties(run.expected, placed)]
        if tying:
            return _as_expected(run, alignment.agreed(tying), "R4 in each block")
    return []


def _ways(fields: Sequence[Cell], width: int) -> Iterator[Iterator[alignment.Placement]]:
    """The readings of a row that lost or gained cells; then those of cells that ran together."""
    yield alignment.readings(fields, width)
    yield alignment.unglued([cell for cell in fields if cell.text], width)


def _as_expected(
    run: _Run, placed: Sequence[Cell | None], proof: str | None = None
) -> list[_Placed]:
    rows = {cell.char_start: row for cell, row in run.cells}
    first = run.cells[0][1]
    return [
        _Placed(name, cell, rows.get(cell.char_start, first), proof)
        for name, cell in zip(run.expected, placed, strict=True)
        if cell is not None
    ]


def _ties_as_read(route: str, found: Sequence[_Placed]) -> bool:
    """Whether the results of a route tie, each as it stands first."""
    first: dict[_Name, Cell | None] = {}
    for item in found:
        if item.name[0] == route:
            first.setdefault(item.name, item.cell)
    return _ties(list(first), tuple(first.values()))


def _ties(expected: Sequence[_Name], placed: alignment.Placement) -> bool:
    """R4: in each block the total is the sum of the other results."""
    blocks: dict[str, list[tuple[str, Cell | None]]] = {}
    for (route, result), cell in zip(expected, placed, strict=True):
        blocks.setdefault(route, []).append((result, cell))
    for block in blocks.values():
        if len(block) < len(_RESULTS):
            return False  # without one of its parts a total proves nothing
        total = next((alignment.number(cell) for result, cell in block if result == _TOTAL), None)
        parts = [cell for result, cell in block if result != _TOTAL]
        if alignment.total_of(parts) != (total or 0) or (
            total is None and any(cell is not None and cell.text for _, cell in block)
        ):
            return False
    return True


# --- notes ------------------------------------------------------------------------------------


def _ambiguous_note(run: _Run) -> Note:
    filled = [cell for cell, _ in run.cells if cell.text]
    return Note(
        "warning",
        "ambiguous_columns",
        "table 四",
        f"{len(run.expected)} numbers or empty cells",
        f"{len(filled)} numbers ({' '.join(cell.text for cell in filled)[:60]})",
        "what the sums leave open is left out; read the table in the original",
        {"text": "四", "line": filled[0].line or filled[0].row} if filled else None,
    )


def _second_value_note(figure: TableFigure, earlier: TableFigure) -> Note:
    return Note(
        "warning",
        "second_table",
        f"table 四, {figure.label}",
        f"line {figure.line_code} once",
        f"{figure.cell.text} after {earlier.cell.text}",
        "the first is kept; compare the two in the original",
        {"text": figure.label, "line": figure.cell.line or figure.cell.row},
    )
