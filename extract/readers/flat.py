"""Lines of flattened text to paragraphs and tables, for readers that have no layout to go by.

Tables leave traces in lines: tabs, bars, wide gaps, numbers in a row, or one cell a line. Which
form they belong to is not asked here. Paragraphs are rebuilt over the line ends of a layout, over
page numbers and over the blank line that a page end left; page numbers are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from itertools import pairwise
from typing import Final

from extract.document import Box, Cell, PrintedLine, printed_boxes
from extract.readers.blocks import BlockBuilder, join_lines, squeeze
from extract.values import COUNT_UNITS, is_value

SHORTEST_WRAPPED_LINE: Final = 20  # a shorter line without a stop is a heading or a menu item
LONGEST_PAGE_NUMBER: Final = 60
LONGEST_HEADING: Final = 35
LONGEST_CELL: Final = 60  # the longest official label of any form has 45 characters
# One cell a line: between two numbers the longest run of labels is 行政诉讼 and 未经复议直接起诉
# printed downwards, 12 lines and the name of a result; before the first it is the header of the
# appeals table, 20 cells and the titles above it.
MOST_LABELS_BETWEEN_VALUES: Final = 16
MOST_HEADER_CELLS: Final = 30
MOST_HEADER_LINES: Final = 6  # where values stand in rows
FEWEST_ROWS: Final = 2
FEWEST_BARS: Final = 2
FEWEST_BAR_LINES: Final = 5  # lines with one cell and a bar before it
MOST_BLANK_LINES: Final = 4  # between two lines of one row
FEWEST_VALUES: Final = 5
LEAST_REGULAR: Final = 0.8  # rows of a pipe table with as many fields as its rule
LEAST_DENSITY: Final = 0.25  # values among the lines of a table of one cell a line

_PAGE_NUMBER = re.compile(
    r"^(?:[-–—―－]\s*\d{1,3}\s*[-–—―－]|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?"
    r"|\d{1,3}\s*/\s*\d{1,3})$"
)
_TABLE_RULE = re.compile(
    r"^(?:[\s|:+]|[-=–—_\u2500-\u257f](?![-=–—_\u2500-\u257f]))*+[-=–—_\u2500-\u257f]{2}"
    r"[\s|:+=\-–—_\u2500-\u257f]*$"
)
_DASH_ROW = re.compile(r"^(?:[|│┃] ?(?:[—–]{1,2})? ?){2,}[|│┃]?$")  # a row of dashes for zeros
_BARS: Final = "|│┃"
_PIPE_RULE = re.compile(r"^\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$")
_BAR = re.compile(r"(?<!\\)[|│┃]")
_OUTER_BARS = re.compile(r"^[|│┃]|(?<!\\)[|│┃]$")
_LAST_BAR = re.compile(r"(?<!\\)[|│┃]$")
_FIRST_BAR = re.compile(r"^[|│┃]")
_REMARK = re.compile(r"[(（][^()（）]*[)）]")
_WIDE_GAP = re.compile(r"[ \u00a0]{2,}|\u3000+")
_UNITS: Final = frozenset({*COUNT_UNITS.split("|"), "万元", "万条", "万件"})
_UNIT_CELLS: Final = frozenset(f"{unit} |" for unit in _UNITS)
_WORD = re.compile(r"\S+")
_LABEL = re.compile(
    r"^(?:(?P<serial>\d{1,3})\s+)?"
    r"(?P<label>(?:[(（]?\d{1,2}[.、．)）])?[^\d\s，,。][^，,。]{0,59})$"
)
_UNIT_AT_END = re.compile(rf"^(.*\S)\s+((?:万)?(?:{COUNT_UNITS}))$")
_SENTENCE_ENDS: Final = frozenset("。；;！!？?")
_STOPS: Final = _SENTENCE_ENDS | frozenset("：:")
_INNER_PUNCTUATION = re.compile(r"[，,。；;]")
_OPENS_PARAGRAPH = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]\d{1,2}[)）]|\d{1,2}(?:[)）、]|[.．](?!\d))"
    r"|第[一二三四五六七八九十]+[章条节部]|附件|附表|注[:：]|[●■▪◆①-⑳])"
)
_FURNITURE = re.compile(  # of a page: what stands around its title
    r"^(?:[您你]?(?:当前|现在|所在|的)*位置|(?:发布|发文|发表|生成|成文|更新|信息提供)?(?:时间|日期)"
    r"|(?:信息|文章)?来源|发布(?:者|机构)|索\s*引\s*号|标\s*题)\s*[:：]"
)
_SHOWS_ROWS = re.compile(r"\t|[|│┃]")  # such tables have their header in rows too
_HEADER_WORD = re.compile(
    r"^(?:\d{4}年?)?[\u4e00-\u9fff/]{2,12}(?:[((（].{1,10}[))）][\u4e00-\u9fff]{0,2})?$"
)
_SPREAD = re.compile(r"(?<!\S)[\u4e00-\u9fff](?: [\u4e00-\u9fff](?!\S))+")  # 单 位
_TITLE_END = re.compile(
    r"(?:报告|年报|情况|通知|意见|统计表|事项|措施|報告|年報|情況|意見|統計表|事項)$"
)


@dataclass(slots=True)
class Line:
    """One line as it stands in the source. `number` from 1; page for PDF, path for HTML."""

    text: str
    number: int | None = None
    page: int | None = None
    path: str | None = None
    printed: tuple[PrintedLine, ...] = ()  # PDF: its text then has no white space to squeeze


class _Kind(Enum):
    NOTHING = auto()
    ROW = auto()  # shows by itself that it is a row of a table
    VALUE = auto()  # a number alone, or a label and a number
    CELL = auto()  # may be one cell
    SENTENCE = auto()


@dataclass(slots=True)
class _Fields:
    kind: _Kind
    fields: tuple[str, ...]
    line: Line
    lines: tuple[Line, ...] = ()  # one for each field, where a row runs over several lines


def add_lines(builder: BlockBuilder, lines: Sequence[Line], *, is_wrapped: bool = True) -> None:
    """Append the lines to the builder as paragraphs and tables in their order.

    `is_wrapped`: line ends may be those of a layout; False where each line is a paragraph already.
    """
    lines = _without_page_numbers(lines)
    read = _reader_of_bars(lines)
    if read is not None:
        items = list(_rows_of_bars(lines, read))
    else:
        outer = _outer_bars(lines)
        zeros = _dashes_beside_numbers(lines)
        items = _with_blank_rows([_classify(line, outer=outer, zeros=zeros) for line in lines])
    position = 0
    for start, end in _parted(items, _table_ranges(items)):
        _add_paragraphs(builder, items[position:start], is_wrapped=is_wrapped)
        _add_table(builder, items[start:end])
        position = end
    _add_paragraphs(builder, items[position:], is_wrapped=is_wrapped)


def _outer_bars(lines: Sequence[Line]) -> re.Pattern[str]:
    """Which bars of a line are none between two cells.

    Where a bar ends each cell, one that begins a line ends an empty cell; where bars stand only
    between cells, one that ends a line has an empty cell behind it.
    """
    bare = [text for line in lines if "|" in line.text and not _is_rule(text := line.text.strip())]
    several = [text for text in bare if text.count("|") >= FEWEST_BARS]
    ended = sum(text.endswith("|") for text in several)
    led = sum(text.startswith("|") for text in several)
    if ended >= LEAST_REGULAR * len(several) and led < (1 - LEAST_REGULAR) * len(several):
        return _LAST_BAR
    both = sum(text[0] == "|" == text[-1] for text in several)
    one = sum((text[0] == "|") != (text[-1] == "|") for text in bare)
    return _OUTER_BARS if both or one > len(bare) / 2 else _FIRST_BAR


def _dashes_beside_numbers(lines: Sequence[Line]) -> frozenset[str]:
    """The dashes that stand for zeros: those of a row with a number and nothing but values."""
    rows = [line.text.split() for line in lines if "—" in line.text or "--" in line.text]
    return frozenset(
        word
        for words in rows
        if all(map(is_value, words)) and any(word.isdecimal() for word in words)
        for word in words
        if not any(map(str.isalnum, word))
    )


def _with_blank_rows(items: list[_Fields]) -> list[_Fields]:
    """A line of nothing but tabs is a row with blanks only where it has as many as the row above;
    else it is an empty line."""
    for above, item in pairwise(items):
        if item.kind is _Kind.NOTHING and "\t" in item.line.text and above.kind is _Kind.ROW:
            fields = _tabbed(item.line.text)
            if len(fields) == len(above.fields) and any(above.fields) and not any(fields):
                item.kind, item.fields = _Kind.ROW, fields
    return items


def _classify(
    line: Line,
    *,
    outer: re.Pattern[str] = _OUTER_BARS,
    zeros: frozenset[str] = frozenset(),
) -> _Fields:
    """`outer`: its bars that are none between two cells. `zeros`: dashes that stand for one."""
    bare = squeeze(line.text)
    # No rule begins with a letter or a digit, as nearly every line does.
    if not bare or (
        not bare[0].isalnum() and _is_rule(bare) and not zeros.issuperset(bare.split())
    ):
        return _Fields(_Kind.NOTHING, (), line)
    fields = _split_fields(line.text, bare, outer)
    if fields is not None:
        return _Fields(_Kind.ROW, fields, line)
    if "。" in bare or bare[-1] in _SENTENCE_ENDS or _is_too_long(bare):
        return _Fields(_Kind.SENTENCE, (bare,), line)
    if is_value(bare):
        return _Fields(_Kind.VALUE, (bare,), line)
    label, values = _trailing_values(bare)
    if len(values) == 1 and (found := _LABEL.match(label)):
        serial = (found["serial"],) if found["serial"] else ()
        return _Fields(_Kind.VALUE, (*serial, *_label_fields(found["label"]), *values), line)
    return _Fields(_Kind.CELL, (bare,), line)


def _without_page_numbers(lines: Sequence[Line]) -> list[Line]:
    filled = [line for line in lines if line.text.strip()]
    kept = set()  # a number between two dashes is a row of a table beside others of three
    for above, line, below in zip([None, *filled], filled, [*filled[1:], None], strict=False):
        if _is_page_number(line.text) and " " in (words := line.text.strip()):
            near = [other.text.split() for other in (above, below) if other is not None]
            count = len(words.split())
            if any(len(row) == count and all(map(is_value, row)) for row in near):
                kept.add(id(line))
    return [line for line in lines if id(line) in kept or not _is_page_number(line.text)]


def _is_rule(bare: str) -> bool:
    return len(bare) > 2 and _TABLE_RULE.match(bare) is not None and not _DASH_ROW.match(bare)


def _is_page_number(text: str) -> bool:
    bare = text.strip()
    return len(bare) <= LONGEST_PAGE_NUMBER and _PAGE_NUMBER.match(bare) is not None


def _is_too_long(bare: str) -> bool:
    """Too long for a cell; what some bodies explain in brackets behind a label does not count."""
    return len(bare) > LONGEST_CELL and len(_REMARK.sub("", bare)) > LONGEST_CELL / 2


_RowOfLines = tuple[list[str], list[Line], int]  # fields, the line of each, lines taken
_BarReader = Callable[[Sequence[Line], Sequence[str], int], _RowOfLines]


def _reader_of_bars(lines: Sequence[Line]) -> _BarReader | None:
    """How to read lines of which each holds one cell, behind a bar or before one; else None.

    Every cell but the first of a row begins with a bar, an empty one being a bar alone; or a bar
    alone begins a row and every cell ends with a bar; or a bar ends every cell, the first included.
    """
    texts = [squeeze(line.text) for line in lines if "|" in line.text]
    led = sum(text.startswith("|") and text.count("|") == 1 for text in texts)
    if _are_ended(texts):
        if texts[0] == "|":
            return _cells_before_bars
        has_serials = _have_serials([squeeze(line.text) for line in lines])
        return partial(_cells_ended_by_bars, has_serials=has_serials)
    if led < FEWEST_BAR_LINES or led * 2 <= len(texts):
        return None
    leading = sum(text.startswith("|") and len(text) > 1 for text in texts)
    if leading * 2 <= len(texts) and any(text.endswith("|") and len(text) > 1 for text in texts):
        return _cells_before_bars
    return _cells_after_closed_bars if _are_closed(lines) else _cells_after_bars


def _are_ended(texts: Sequence[str]) -> bool:
    """Whether lines with bars end with one, and hold one cell each: some may be whole rows."""
    ended = sum(text.endswith("|") for text in texts)
    values = sum(_is_one_cell(text) and is_value(text.rstrip("| ")) for text in texts)
    return values >= FEWEST_BAR_LINES and ended >= LEAST_REGULAR * len(texts)


def _is_one_cell(text: str) -> bool:
    return text.endswith("|") and "|" not in text.rstrip("| ")


def _rows_of_bars(lines: Sequence[Line], read: _BarReader) -> Iterator[_Fields]:
    texts = [squeeze(line.text) for line in lines]
    outer = _outer_bars(lines)
    position = 0
    while position < len(lines):
        fields, own, taken = read(lines, texts, position)
        if fields:
            yield _Fields(_Kind.ROW, tuple(fields), lines[position], tuple(own))
        elif not taken:
            yield _classify(lines[position], outer=outer)
        position += max(taken, 1)


def _are_closed(lines: Sequence[Line]) -> bool:
    """Whether every run of lines with bars ends with a bar alone, which ends the row."""
    filled = [text for line in lines if (text := squeeze(line.text))]
    pairs = [
        (text, following)
        for text, following in pairwise([*filled, ""])
        if text.startswith("|") and not following.startswith("|")
    ]
    return sum(text == "|" for text, _ in pairs) > LEAST_REGULAR * len(pairs)


def _cells_after_bars(lines: Sequence[Line], texts: Sequence[str], start: int) -> _RowOfLines:
    """`label`, `| 条`, `|`, `| 5`: the next line without a bar begins the next row."""
    if texts[start].startswith("|") or not _next_text(texts, start + 1).startswith("|"):
        return [], [], 0
    fields, own, position = [texts[start]], [lines[start]], start + 1
    are_apart = not texts[start + 1]  # by a blank line after each
    while position < len(texts) and (not texts[position] or texts[position].startswith("|")):
        if not (texts[position] or are_apart) and _next_text(texts, position).startswith("|"):
            break  # the empty first cell of the next row
        if texts[position]:
            fields.append(texts[position].strip("| "))
            own.append(lines[position])
        position += 1
    return fields, own, position - start


def _cells_after_closed_bars(
    lines: Sequence[Line], texts: Sequence[str], start: int
) -> _RowOfLines:
    """`label`, `| 条`, `| 01`, `|`, `| 5`, `|`: the last bar ends the row."""
    if texts[start].startswith("|") or not _next_text(texts, start + 1).startswith("|"):
        return [], [], 0
    fields, own, position = [texts[start]], [lines[start]], start + 1
    while position < len(texts):
        text = texts[position]
        if text.startswith("|"):
            fields.append(text.strip("| "))
            own.append(lines[position])
        elif text and not _ends_row(texts, position):
            fields[-1] += text  # the rest of a cell that a line end broke
        elif text:
            break
        position += 1
    if not fields[-1]:
        fields, own = fields[:-1], own[:-1]
    return fields, own, position - start


def _ends_row(texts: Sequence[str], position: int) -> bool:
    """Whether a row is over before a line without a bar: a bar alone stands before it."""
    before = next((texts[at] for at in range(position - 1, -1, -1) if texts[at]), "")
    return before == "|" or not _next_text(texts, position + 1).startswith("|")


def _next_text(texts: Sequence[str], start: int) -> str:
    return next((text for text in texts[start : start + MOST_BLANK_LINES] if text), "")


def _cells_before_bars(lines: Sequence[Line], texts: Sequence[str], start: int) -> _RowOfLines:
    """`|`, `label |`, `0 |`, `5 ||`: the first bar begins the row."""
    if texts[start] != "|":
        return [], [], 0
    fields: list[str] = []
    own: list[Line] = []
    position, begun = start + 1, ""
    while position < len(texts):
        text = texts[position]
        if text == "|" and _next_text(texts, position + 1) != "|":
            break
        if text.endswith("|"):
            fields += [field.strip() for field in (begun + text[:-1]).split("|")]
            own += [lines[position]] * (len(fields) - len(own))
            begun = ""
        elif text and begun == "" and _next_text(texts, position + 1).rstrip("|") != "":
            if not _next_text(texts, position + 1).endswith("|"):
                break
            begun = text
        elif text:
            break
        position += 1
    return fields, own, position - start if fields else 0


def _cells_ended_by_bars(
    lines: Sequence[Line], texts: Sequence[str], start: int, *, has_serials: bool = False
) -> _RowOfLines:
    """`label |`, `0 |`, `|`, `5 |`, `||`: numbers and empty cells go with the label before them.
    Several bars at the end of a row, also behind its last cell (`5 | ||`), stand for what its
    merged cells cover, between two numbers for empty cells. Labels in a row are a header.

    `has_serials`: a number before a label begins a row.
    """
    if not _is_one_cell(texts[start]):
        return [], [], 0
    fields: list[str] = []
    own: list[Line] = []
    position, labels = start, 0
    while position < len(texts) and (not texts[position] or _is_one_cell(texts[position])):
        text = texts[position]
        field = text.rstrip("| ")
        is_serial = has_serials and _is_before_label(texts, position)
        is_label = _is_label(field)
        if fields and (is_serial or (is_label and labels + has_serials < len(fields))):
            break
        if is_label and labels and _has_values(texts, position + 1, has_serials):
            break
        if field or (fields and text == "|"):
            fields.append(field)
            own.append(lines[position])
            labels += is_label
        position += 1
        if fields and (empty := text.count("|") - 1):
            following = _next_text(texts, position).rstrip("| ")
            is_over = has_serials and _is_before_label(texts, position)
            if not field or is_over or not is_value(following):
                break
            fields += [""] * empty
            own += [own[-1]] * empty
    return fields, own, position - start


def _is_label(field: str) -> bool:
    return bool(field) and not is_value(field) and field not in _UNITS


def _is_before_label(texts: Sequence[str], position: int) -> bool:
    """Whether a number has a label right behind it: a serial number, or the end of a row."""
    number, label = texts[position], _next_text(texts, position + 1)
    return is_value(number.rstrip("| ")) and label.endswith("|") and _is_label(label.rstrip("| "))


def _have_serials(texts: Sequence[str]) -> bool:
    """Whether the numbers before labels count up, those with a bar behind them."""
    before = [text.rstrip("| ") for at, text in enumerate(texts) if _is_before_label(texts, at)]
    serials = [int(number) for number in before if number.isdecimal()]
    pairs = list(pairwise(serials))
    following = sum(second == first + 1 for first, second in pairs)
    return len(pairs) >= FEWEST_BAR_LINES and following >= LEAST_REGULAR * len(before)


def _has_values(texts: Sequence[str], start: int, has_serials: bool) -> bool:
    """Whether numbers or empty cells follow, not the single empty one at the end of a header."""
    following = [text for text in texts[start : start + 2 * MOST_BLANK_LINES] if text]
    first, second = [*following, "", ""][:2]
    if first in _UNIT_CELLS:
        return True
    if first == "|":
        return second == "|" or is_value(second.rstrip("| "))
    is_serial = has_serials and _is_label(second.rstrip("| "))
    return is_value(first.rstrip("| ")) and not is_serial


def _split_fields(text: str, bare: str, outer: re.Pattern[str]) -> tuple[str, ...] | None:
    if "\t" in text:
        return _tabbed(text)
    has_bars = "|" in bare or "│" in bare or "┃" in bare
    if has_bars and (bars := len(_BAR.findall(bare))):
        inner = _BAR.split(outer.sub("", bare))
        fields = tuple(field.strip().replace("\\|", "|") for field in inner)
        if bars >= FEWEST_BARS or is_value(fields[-1]):
            return fields
    if bare[-1] in _SENTENCE_ENDS:
        return None
    if " " in bare and (is_value((last := bare.rsplit(" ", 2))[-1]) or _is_amount(last[-2:])):
        label, values = _trailing_values(text.strip())
        if len(values) > 1 and len(label) <= LONGEST_CELL and "。" not in label:
            return (*_label_fields(label), *values)
    text = text.strip()
    has_gaps = "  " in text or "\u00a0" in text or "\u3000" in text
    parts = _WIDE_GAP.split(text) if has_gaps else ()
    gaps = tuple(filter(None, (squeeze(field) for field in parts)))
    if len(gaps) >= 3 and all(len(field) <= LONGEST_CELL for field in gaps):
        return gaps
    return None


def _tabbed(text: str) -> tuple[str, ...]:
    return tuple(squeeze(field) for field in text.strip(" \r\n").split("\t"))


def _trailing_values(text: str) -> tuple[str, list[str]]:
    """What stands before the values at the end of a line, and they; a unit goes with its number."""
    words = text.split()
    values: list[str] = []
    while words and (is_value(words[-1]) or (len(words) > 1 and _is_amount(words[-2:]))):
        size = 1 if is_value(words[-1]) else 2
        values.insert(0, " ".join(words[-size:]))
        del words[-size:]
    return text[: _length(text, len(words))].strip(), values


def _is_amount(words: Sequence[str]) -> bool:
    return words[1] in _UNITS and words[0][-1].isdecimal() and is_value(words[0])


def _length(text: str, words: int) -> int:
    """How many characters of a text its first words take, the space between them included."""
    found = list(_WORD.finditer(text))
    return found[words - 1].end() if words else 0


def _label_fields(label: str) -> Iterator[str]:
    """The cells before the values of a line: wide gaps part them, and a unit stands at the end."""
    for part in filter(None, map(squeeze, _WIDE_GAP.split(label))):
        unit = _UNIT_AT_END.match(part)
        yield from unit.groups() if unit else _header_words(part)


def _table_ranges(items: Sequence[_Fields]) -> list[tuple[int, int]]:
    """Half-open ranges of items that are tables, in order, not overlapping."""
    ranges: list[tuple[int, int]] = []
    anchors: list[int] = []
    between = 0
    floor = 0  # nothing before it may be taken as a header
    for position, item in enumerate(items):
        if item.kind in (_Kind.ROW, _Kind.VALUE):
            anchors.append(position)
            between = 0
        elif item.kind is _Kind.CELL:
            between += 1
        if item.kind is _Kind.SENTENCE or (anchors and between > MOST_LABELS_BETWEEN_VALUES):
            _close(items, anchors, floor, ranges)
            floor = ranges[-1][1] if ranges else 0
            anchors, between = [], 0
    _close(items, anchors, floor, ranges)
    return ranges


def _parted(
    items: Sequence[_Fields], ranges: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The ranges, parted where the rule below a header of bars shows that a table begins; what
    stands between two tables is in neither."""
    for start, end in ranges:
        begun, head, last = start, start, start  # where it begins, its last row, its last number
        has_rule = False
        before = start  # the last row with a number or bars above `head`
        for number in range(start, end):
            item = items[number]
            if _PIPE_RULE.match(item.line.text.strip()):
                if has_rule and before > begun:
                    yield begun, before + 1
                    begun = head
                has_rule = True
            elif item.kind is not _Kind.NOTHING:
                head, before = number, last
                if item.kind is not _Kind.CELL:
                    last = number
        yield begun, end


def _close(
    items: Sequence[_Fields], anchors: list[int], floor: int, ranges: list[tuple[int, int]]
) -> None:
    if not anchors:
        return
    first, end = anchors[0], anchors[-1] + 1
    rows = sum(items[position].kind is _Kind.ROW for position in anchors)
    lines = sum(item.kind is not _Kind.NOTHING for item in items[first:end])
    if (
        rows < FEWEST_ROWS
        and not _is_row_under_header(items, first, floor)
        and (len(anchors) < FEWEST_VALUES or len(anchors) < LEAST_DENSITY * lines)
    ):
        return
    one_cell_a_line = rows < len(anchors) / 2
    if one_cell_a_line or not _SHOWS_ROWS.search(items[first].line.text):
        most = MOST_HEADER_CELLS if one_cell_a_line else MOST_HEADER_LINES
        first = _header_start(items, first, floor, most)
    ranges.append((first, end))


def _is_row_under_header(items: Sequence[_Fields], at: int, floor: int) -> bool:
    """Whether a row of many numbers alone stands right below the names of their columns."""
    fields = items[at].fields
    if len(fields) < FEWEST_VALUES or not all(map(is_value, fields)):
        return False
    above = at - 1
    while above >= floor and items[above].kind is _Kind.NOTHING:
        above -= 1
    is_cell = above >= floor and items[above].kind is _Kind.CELL
    return is_cell and len(_header_words(items[above].fields[0])) >= FEWEST_VALUES


def _header_start(items: Sequence[_Fields], first: int, floor: int, most: int) -> int:
    start, taken = first, 0
    for position in range(first - 1, floor - 1, -1):
        kind = items[position].kind
        if kind is _Kind.SENTENCE or taken == most:
            break
        if kind is _Kind.CELL:
            start, taken = position, taken + 1
    return start


def _header_words(text: str) -> tuple[str, ...]:
    words = tuple(_SPREAD.sub(lambda found: found[0].replace(" ", ""), text).split())
    return words if all(_HEADER_WORD.match(word) for word in words) else (text,)


def _words(item: _Fields) -> list[tuple[str, Line]]:
    """The fields of a row with their lines; a header row whose cells only a space parts is one
    field until here."""
    fields = item.fields
    if item.kind is _Kind.CELL:
        fields = _header_words(fields[0])
    return list(zip(fields, item.lines or [item.line] * len(fields), strict=True))


def _boxed(item: _Fields) -> Iterator[tuple[str, Line, Box | None]]:
    """The fields of a row with their lines, each with its box if the row is printed on a page."""
    position = 0
    for word, line in _words(item):
        boxes: list[tuple[int, Box]] = []
        start = line.text.find(word, position)
        if start >= 0:
            position = start + len(word)
            boxes = printed_boxes(line.printed, start, position)
        yield word, line, boxes[0][1] if boxes else None


def _add_table(builder: BlockBuilder, items: Sequence[_Fields]) -> None:
    rows = [item for item in items if item.kind is not _Kind.NOTHING]
    builder.add_table(
        (
            Cell(
                field,
                row,
                column,
                path=line.path,
                page=line.page,
                line=line.number,
                bbox=box,
            )
            for row, item in enumerate(rows, start=1)
            for column, (field, line, box) in enumerate(_boxed(item), start=1)
        ),
        page=rows[0].line.page,
        is_grid=_is_pipe_table(items, rows),
    )


def _is_pipe_table(items: Sequence[_Fields], rows: Sequence[_Fields]) -> bool:
    """Whether a rule (`|---|---|`) says how many columns there are and the rows keep to it, or all
    rows are as wide between their outer bars: such a table has all its empty cells."""
    rule = next(
        (item.line.text for item in items if _PIPE_RULE.match(item.line.text.strip())), None
    )
    if rule is not None:
        width = len(_BAR.findall(_OUTER_BARS.sub("", rule.strip()))) + 1
        return sum(len(item.fields) == width for item in rows) >= LEAST_REGULAR * len(rows)
    width = len(rows[0].fields)
    return width >= FEWEST_BARS and all(
        len(item.fields) == width and not item.lines and _has_outer_bars(item.line.text)
        for item in rows
    )


def _has_outer_bars(text: str) -> bool:
    bare = text.strip()
    return len(bare) > 1 and bare[0] in _BARS and _LAST_BAR.search(bare) is not None


def _add_paragraphs(builder: BlockBuilder, items: Sequence[_Fields], *, is_wrapped: bool) -> None:
    texts: list[str] = []
    opening: Line | None = None
    blanks = 0
    for item in items:
        is_whole = item.kind is _Kind.SENTENCE or item.kind is _Kind.CELL  # one field, the line
        text = item.fields[0] if is_whole else squeeze(item.line.text)
        if not text:
            blanks += 1
            continue
        if opening is not None and not (is_wrapped and runs_on(texts[-1], text, blanks)):
            _add_paragraph(builder, texts, opening)
            texts, opening = [], None
        if opening is None:
            opening = item.line
        texts.append(text)
        blanks = 0
    if opening is not None:
        _add_paragraph(builder, texts, opening)


def _add_paragraph(builder: BlockBuilder, texts: Sequence[str], opening: Line) -> None:
    builder.add_paragraph(
        join_lines(texts),
        page=opening.page,
        path=opening.path,
        line=opening.number,
        printed=opening.printed,
    )


def runs_on(last: str, following: str, blanks: int) -> bool:
    """Whether a paragraph whose last line is `last` goes on with the next line of text."""
    if len(last) < SHORTEST_WRAPPED_LINE or last[-1] in _STOPS or blanks > 1:
        return False
    if _OPENS_PARAGRAPH.match(following):
        return False
    if _FURNITURE.match(last) or _FURNITURE.match(following):
        return False
    if _INNER_PUNCTUATION.search(last):
        return True
    is_heading = len(last) <= LONGEST_HEADING and _OPENS_PARAGRAPH.match(last)
    return blanks == 0 and not is_heading and not _TITLE_END.search(last)
