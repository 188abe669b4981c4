"""Reports of our own, laid out in the ways that government sites and flattened texts lay them out.

Official labels, made-up places and sentences, numbers that keep the form's arithmetic. Used by the
tests of readers and forms: whatever the layout, the figures that come back must be these.
"""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from extract.contract import APPLICANT_COLUMNS
from extract.lines import line_items

Key = tuple[str, str]

HEADERS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
ROUTES = ("行政复议", "未经复议直接起诉", "复议后起诉")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
REFUSED = [f"B3.3.{n}" for n in range(1, 9)]
UNABLE = [f"B3.4.{n}" for n in range(1, 4)]
NOT_PROCESSED = [f"B3.5.{n}" for n in range(1, 6)]
OTHER = [f"B3.6.{n}" for n in range(1, 4)]
GROUPS = (
    ("（三）不予公开", REFUSED),
    ("（四）无法提供", UNABLE),
    ("（五）不予处理", NOT_PROCESSED),
    ("（六）其他处理", OTHER),
)


@dataclass
class Report:
    """One report: line and column → printed text. `values` are what must be read."""

    form: str
    name: str
    year: int
    disclosure: dict[str, str] = field(default_factory=dict)
    requests: dict[str, list[str]] = field(default_factory=dict)
    appeals: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return f"{self.name}{self.year}年政府信息公开工作年度报告"

    def cells(self) -> dict[Key, str]:
        """Every cell with its line and column."""
        cells = {(code, "value"): text for code, text in self.disclosure.items()}
        for code, row in self.requests.items():
            cells |= {
                (code, column): text for column, text in zip(APPLICANT_COLUMNS, row, strict=True)
            }
        codes = [f"C{block}.{result}" for block in (1, 2, 3) for result in (1, 2, 3, 4, 5)]
        return cells | {
            (code, "value"): text for code, text in zip(codes, self.appeals, strict=True)
        }


def make_report(form: str = "2021", seed: int = 1, name: str = "青溪县") -> Report:
    """A report whose numbers keep every rule of the form."""
    draw = random.Random(seed)  # noqa: S311
    report = Report(form, name, 2020 if form == "2019" else 2022)
    for item in line_items(form):
        if item.code.startswith("A") and not item.is_heading:
            report.disclosure[item.code] = str(draw.randrange(400))
    others = OTHER if form == "2021" else ["B3.6"]
    leaves = ["B3.1", "B3.2", *REFUSED, *UNABLE, *NOT_PROCESSED, *others]
    columns: dict[str, list[int]] = {}
    for code in leaves:
        parts = [draw.choice((0, 0, 0, 1, 3, 12, 140)) for _ in range(6)]
        columns[code] = [*parts, sum(parts)]
    total = [sum(columns[code][at] for code in leaves) for at in range(7)]
    carried = [draw.choice((0, 1, 2)) for _ in range(6)]
    carried.append(sum(carried))
    before = [min(1, count) for count in total[:6]]
    before.append(sum(before))
    new = [total[at] + carried[at] - before[at] for at in range(7)]
    columns |= {"B1": new, "B2": before, "B3.7": total, "B4": carried}
    report.requests = {code: [str(count) for count in row] for code, row in columns.items()}
    for _ in range(3):
        block = [draw.randrange(9) for _ in range(4)]
        report.appeals += [*map(str, block), str(sum(block))]
    return report


def label(form: str, code: str) -> str:
    return next(item.label for item in line_items(form) if item.code == code)


# --- rows of each table, as spans (text, rowspan, colspan) ------------------------------------

Span = tuple[str, int, int]
SpanRow = list[Span]
Layout = Callable[[Sequence[SpanRow]], list[str]]


def disclosure_blocks(report: Report) -> list[list[SpanRow]]:
    """Table 二, one list of rows a block."""
    blocks: list[list[SpanRow]] = []
    rows: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for item in line_items(report.form):
        if item.code.startswith("A") and not item.is_heading:
            rows.setdefault(item.heading_code, {}).setdefault(item.row_label, []).append(
                (item.column_label, report.disclosure[item.code])
            )
    for heading, items in rows.items():
        columns = [name for name, _ in next(iter(items.values()))]
        spans = [3 // len(columns)] * len(columns)
        spans[-1] += 3 - sum(spans)
        block: list[SpanRow] = [[(label(report.form, heading), 1, 4)]]
        block.append(
            [("信息内容", 1, 1), *((n, 1, s) for n, s in zip(columns, spans, strict=True))]
        )
        for name, cells in items.items():
            block.append(
                [(name, 1, 1), *((t, 1, s) for (_, t), s in zip(cells, spans, strict=True))]
            )
        blocks.append(block)
    return blocks


def request_rows(report: Report) -> list[SpanRow]:
    """Table 三 with the official merged cells: three label columns, seven of numbers."""
    rule = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    rows: list[SpanRow] = [
        [(rule, 3, 3), ("申请人情况", 1, 7)],
        [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
        [(name, 1, 1) for name in HEADERS[1:6]],
    ]
    numbers = {code: [(text, 1, 1) for text in row] for code, row in report.requests.items()}
    say = report.form
    rows.append([(label(say, "B1"), 1, 3), *numbers["B1"]])
    rows.append([(label(say, "B2"), 1, 3), *numbers["B2"]])
    groups = [(name, [code for code in codes if code in numbers]) for name, codes in GROUPS]
    count = 3 + sum(max(len(codes), 1) for _, codes in groups)
    stub: SpanRow = [("三、本年度办理结果", count, 1)]
    rows.append([*stub, (label(say, "B3.1"), 1, 2), *numbers["B3.1"]])
    rows.append([(label(say, "B3.2"), 1, 2), *numbers["B3.2"]])
    for name, codes in groups:
        if not codes:
            rows.append([(name, 1, 2), *numbers["B3.6"]])
        for at, code in enumerate(codes):
            group: SpanRow = [(name, len(codes), 1)] if at == 0 else []
            rows.append([*group, (label(say, code), 1, 1), *numbers[code]])
    rows.append([(label(say, "B3.7"), 1, 2), *numbers["B3.7"]])
    rows.append([(label(say, "B4"), 1, 3), *numbers["B4"]])
    return rows


def appeal_rows(report: Report) -> list[SpanRow]:
    """Table 四 with its three header rows."""
    return [
        [("行政复议", 1, 5), ("行政诉讼", 1, 10)],
        [*((r, 2, 1) for r in RESULTS), ("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)],
        [(r, 1, 1) for r in RESULTS * 2],
        [(text, 1, 1) for text in report.appeals],
    ]


def appeal_tables(report: Report) -> list[tuple[str, list[SpanRow]]]:
    """Table 四 as three tables with a heading each."""
    return [
        (
            f"（{'一二三'[at]}）{name}",
            [
                [(r, 1, 1) for r in RESULTS],
                [(text, 1, 1) for text in report.appeals[at * 5 : at * 5 + 5]],
            ],
        )
        for at, name in enumerate(ROUTES)
    ]


def appeals_by_route(report: Report) -> list[list[str]]:
    """Table 四 as three tables without headings: route, results, numbers and an empty row each."""
    numbers = [report.appeals[at : at + 5] for at in (0, 5, 10)]
    return [
        row
        for route, row_of_numbers in zip(ROUTES, numbers, strict=True)
        for row in ([route], list(RESULTS), row_of_numbers, [])
    ]


def appeal_list(report: Report) -> list[SpanRow]:
    """Table 四 from top to bottom: route, result, number."""
    rows: list[SpanRow] = []
    for at, route in enumerate(ROUTES):
        for number, result in enumerate(RESULTS):
            head: SpanRow = [(route, 5, 1)] if number == 0 else []
            rows.append([*head, (result, 1, 1), (report.appeals[at * 5 + number], 1, 1)])
    return rows


def joined(blocks: Iterable[list[SpanRow]]) -> list[SpanRow]:
    return [row for block in blocks for row in block]


# --- layouts ----------------------------------------------------------------------------------


def grid(rows: Sequence[SpanRow]) -> list[list[str | None]]:
    """Rows laid out on their columns: the text at each cell's corner, None where it is covered."""
    width = sum(span for _, _, span in rows[0])
    laid: list[list[str | None]] = [[None] * width for _ in rows]
    taken = [[False] * width for _ in rows]
    for at, row in enumerate(rows):
        column = 0
        for text, down, across in row:
            while taken[at][column]:
                column += 1
            for r in range(at, min(at + down, len(rows))):
                for c in range(column, column + across):
                    taken[r][c] = True
            laid[at][column] = text
    return laid


def html_table(rows: Sequence[SpanRow], cell: str = "<p><span>{}</span></p>") -> str:
    lines = ["<table border='1'><tbody>"]
    for row in rows:
        lines.append("<tr>")
        for text, down, across in row:
            spans = (f" rowspan='{down}'" if down > 1 else "") + (
                f" colspan='{across}'" if across > 1 else ""
            )
            lines.append(f"<td{spans}>{cell.format(html.escape(text))}</td>")
        lines.append("</tr>")
    return "\n".join([*lines, "</tbody></table>"])


def tabs_in_place(rows: Sequence[SpanRow]) -> list[str]:
    """Copied from a spreadsheet: every cell at its place, merged ones empty."""
    return ["\t".join(text or "" for text in row) for row in grid(rows)]


def tabs_dropped(rows: Sequence[SpanRow]) -> list[str]:
    """Merged cells dropped: the numbers of a row begin wherever its labels end."""
    return ["\t".join(text for text, _, _ in row) for row in rows]


def bars(rows: Sequence[SpanRow]) -> list[str]:
    laid = grid(rows)
    lines = ["| " + " | ".join(text or "" for text in row) + " |" for row in laid]
    return [lines[0], "|" + "---|" * len(laid[0]), *lines[1:]]


def gaps(rows: Sequence[SpanRow]) -> list[str]:
    return ["    ".join(text for text, _, _ in row if text) for row in rows]


def single_spaces(rows: Sequence[SpanRow]) -> list[str]:
    """As a PDF's text comes out: one space between all cells of a line."""
    return [" ".join(text for text, _, _ in row if text) for row in rows]


def one_a_line(rows: Sequence[SpanRow]) -> list[str]:
    return [text for row in rows for text, _, _ in row if text]


def padded_bars(rows: Sequence[SpanRow]) -> list[str]:
    """As crawlers keep a page: empty cells dropped, rows filled up with bars at their ends."""
    width = max(sum(span for _, _, span in row) for row in rows)
    lines = []
    for row in rows:
        cells = [text for text, _, _ in row if text]
        lines.append(" | ".join(cells) + " | " + "|" * (width - len(cells)))
    return lines


def closing_bars(rows: Sequence[SpanRow]) -> list[str]:
    """Empty cells dropped, a bar after each of the others."""
    return [" | ".join(text for text, _, _ in row if text) + " |" for row in rows]


def bar_lines(rows: Sequence[SpanRow]) -> list[str]:
    """One cell a line behind a bar, but for the first; an empty cell is a bar alone."""
    return [
        f"| {text}".strip() if at else text for row in rows for at, (text, _, _) in enumerate(row)
    ]


def closed_bar_lines(rows: Sequence[SpanRow]) -> list[str]:
    """The same with a bar alone at the end of each row."""
    return [line for row in rows for line in [*bar_lines([row]), "|"]]


def leading_bar_lines(rows: Sequence[SpanRow]) -> list[str]:
    """A bar alone before each row, and one after each cell."""
    return [line for row in rows for line in ["|", *(f"{text} |" for text, _, _ in row if text)]]


def ended_bar_lines(rows: Sequence[SpanRow]) -> list[str]:
    """One cell a line with a bar behind it; what merged cells cover is bars after the row."""
    lines = []
    for row in rows:
        lines += [f"{text} |".strip() for text, _, _ in row]
        covered = sum(span - 1 for _, _, span in row)
        lines += ["|" * covered] if covered > 1 else []
    return lines


def padded_bar_lines(rows: Sequence[SpanRow]) -> list[str]:
    """The same, with the bars for empty and merged cells behind the cell before them."""
    lines: list[str] = []
    for row in rows:
        begun = len(lines)
        for text, _, _ in row:
            if text or len(lines) == begun:
                lines.append(f"{text} |".strip())
            else:
                lines[-1] += " |"
        covered = sum(span - 1 for _, _, span in row)
        lines[-1] += " " + "|" * covered if covered else ""
    return lines


def outer_bars(rows: Sequence[SpanRow]) -> list[str]:
    """Every cell of the grid between two bars, without a rule below the header."""
    return [line for line in bars(rows) if not line.startswith("|---")]


def inner_bars(rows: Sequence[SpanRow]) -> list[str]:
    """Bars between cells alone: merged cells dropped, empty ones kept."""
    lines = [" | ".join(text for text, _, _ in row) for row in rows]
    return [lines[0], "---" + "|---" * (len(rows[0]) - 1), *lines[1:]]


def paragraphs(report: Report) -> tuple[list[str], list[str]]:
    """Text before and after the tables, in our own words."""
    before = [
        report.title,
        f"本报告由{report.name}人民政府办公室编制，所列数据的统计期限为{report.year}年1月1日至"
        f"{report.year}年12月31日。",
        "一、总体情况",
        "这一年里各单位把该让大家知道的事情都放到了网上，群众找起来比以前方便了许多。",
    ]
    after = [
        "五、存在的主要问题及改进情况",
        "有的栏目更新慢了些，往后每个月检查一遍，发现问题马上就改。",
        "六、其他需要报告的事项",
        "没有别的事情需要说明。",
    ]
    return before, after


SECTIONS = (
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
)


def html_page(
    report: Report,
    *,
    appeals: str = "wide",
    blocks: str = "one",
    cell: str = "<p><span>{}</span></p>",
) -> str:
    """A web page with its furniture. `appeals`: wide, three, list; `blocks`: one, many."""
    before, after = paragraphs(report)
    parts = [f"<p style='text-indent:2em'>{html.escape(text)}</p>" for text in before]
    found = disclosure_blocks(report)
    tables = [joined(found)] if blocks == "one" else found
    parts.append(f"<p><strong>{SECTIONS[0]}</strong></p>")
    parts += [html_table(rows, cell) for rows in tables]
    parts += [f"<p>{SECTIONS[1]}</p>", html_table(request_rows(report), cell)]
    parts.append(f"<p>{SECTIONS[2]}</p>")
    if appeals == "wide":
        parts.append(html_table(appeal_rows(report), cell))
    elif appeals == "list":
        parts.append(html_table(appeal_list(report), cell))
    else:
        for heading, rows in appeal_tables(report):
            parts += [f"<p>{heading}</p>", html_table(rows, cell)]
    parts += [f"<p>{html.escape(text)}</p>" for text in after]
    menu = "".join(f"<li><a href='#'>{text}</a></li>" for text in ("首页", "政务公开", "办事服务"))
    return (
        f"<html><head><title>{report.title}_{report.name}人民政府</title>"
        f"<meta name='PubDate' content='{report.year + 1}-01-28 10:00'></head><body>"
        f"<div class='nav'><ul>{menu}</ul></div><div class='article'>{''.join(parts)}</div>"
        f"<div class='foot'>联系电话 0000-1234567 邮编 100000</div></body></html>"
    )


def flat_text(report: Report, layout: str, *, blank_lines: int = 0) -> str:
    """The report as text. `layout`: the name of one of the functions above."""
    lay = {
        "tabs_in_place": tabs_in_place,
        "tabs_dropped": tabs_dropped,
        "bars": bars,
        "gaps": gaps,
        "single_spaces": single_spaces,
        "one_a_line": one_a_line,
        "padded_bars": padded_bars,
        "closing_bars": closing_bars,
        "bar_lines": bar_lines,
        "closed_bar_lines": closed_bar_lines,
        "leading_bar_lines": leading_bar_lines,
        "ended_bar_lines": ended_bar_lines,
        "padded_bar_lines": padded_bar_lines,
        "outer_bars": outer_bars,
        "inner_bars": inner_bars,
    }[layout]
    before, after = paragraphs(report)
    parts: list[Iterable[str]] = [before, [SECTIONS[0]], lay(joined(disclosure_blocks(report)))]
    parts += [[SECTIONS[1]], lay(request_rows(report))]
    parts += [[SECTIONS[2]], lay(appeal_rows(report)), after]
    between = "\n" * (1 + blank_lines)
    return "\n\n".join(between.join(part) for part in parts) + "\n"
