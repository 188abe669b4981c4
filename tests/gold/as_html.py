"""Documents as web pages: what government sites and Word leave around and inside the tables."""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.gold.as_text import FLATTENED
from tests.gold.document import Document, PageEnd, Paragraph
from tests.gold.layout import Cell, Table

_REMARKS = (
    "<!--[if gte mso 9]><xml><w:Zoom>7.8</w:Zoom></xml><![endif]-->"
    "<style>td {width: 64px} .a1 {color: #333}</style>"
    "<script>var total = 58; document.cookie = 'views=' + 301;</script>\n"
)
Dress = Callable[[str, random.Random], str]


@dataclass(frozen=True, slots=True)
class _Page:
    """How this page writes its cells; drawn once a document."""

    dress: Dress
    head: str  # th or td
    closes: bool  # </td> and </tr> are written
    nested: bool  # the table stands in a cell of a table that lays out the page
    empty: str  # what an empty cell holds
    pretty: bool  # indented source, so that cells have white space around them
    attributes: bool
    entities: bool  # characters are written as their numbers
    remarks: bool  # comments, scripts and styles between the blocks


def _bare(text: str, _: random.Random) -> str:
    return text


def _paragraph(text: str, _: random.Random) -> str:
    return f"<p>{text}</p>"


def _word(text: str, draw: random.Random) -> str:
    """As pasted from Word: a paragraph with spans, and a span may begin inside a label."""
    cut = draw.randrange(len(text)) if len(text) > 3 and "&" not in text else 0
    style = "font-family:仿宋_GB2312;mso-hansi-font-family:宋体;font-size:10.5pt"
    spans = [part for part in (text[:cut], text[cut:]) if part]
    inner = "".join(f'<span style="{style}">{part}</span>' for part in spans)
    return f'<p class="MsoNormal" align="center" style="text-align:center">{inner}<o:p></o:p></p>'


def _fonts(text: str, _: random.Random) -> str:
    return f'<div align="center"><font face="宋体"><b>{text}</b></font></div>'


def _spans(text: str, _: random.Random) -> str:
    return f'<span style="font-size:14px">{text}</span>'


DRESSES: tuple[Dress, ...] = (_bare, _bare, _paragraph, _word, _fonts, _spans)


def render_html(document: Document, draw: random.Random) -> bytes:
    """A page in UTF-8 or in GBK that says so (or, rarely, does not)."""
    page = _Page(
        dress=_word if document.options.paragraphs else draw.choice(DRESSES),
        head=draw.choice(("td", "td", "th")),
        closes=draw.random() < 0.88,
        nested=draw.random() < 0.12,
        empty=draw.choice(("", "&nbsp;", "<br>", "<p></p>", "　")),
        pretty=draw.random() < 0.4,
        attributes=draw.random() < 0.5,
        entities=draw.random() < 0.05,
        remarks=draw.random() < 0.15,
    )
    parts = [part for block in document.blocks for part in _block(block, document, page, draw)]
    charset = draw.choice(("utf-8", "utf-8", "gb2312", "gbk"))
    article = "\n".join(parts)
    if document.options.furniture:
        article = _furnished(document, article, draw)
    if page.remarks:
        article = f"{_REMARKS}{article}{_REMARKS}"
    if page.entities:
        article = "".join(char if ord(char) < 0x80 else f"&#{ord(char)};" for char in article)
    text = (
        f'<!DOCTYPE html>\n<html><head>\n<meta charset="{charset}">\n'
        f"<title>{html.escape(document.title)}</title>\n</head>\n<body>\n{article}\n</body></html>"
    )
    return text.encode("utf-8" if charset == "utf-8" else "gb18030")


def _block(
    block: Table | Paragraph | PageEnd, document: Document, page: _Page, draw: random.Random
) -> Iterator[str]:
    if isinstance(block, Table):
        if document.options.flat:
            for line in FLATTENED[document.options.flat](block):
                yield f"<p>{html.escape(line).replace(chr(9), '&nbsp;&nbsp;&nbsp;&nbsp;')}</p>"
        else:
            yield _table(block, document, page, draw)
        return
    if not isinstance(block, Paragraph):
        return
    text = html.escape(block.text, quote=False)
    if block.kind == "title":
        yield draw.choice(("<h1>{}</h1>", '<p align="center"><b>{}</b></p>', "<h2>{}</h2>")).format(
            text
        )
    elif block.kind == "heading":
        yield draw.choice(("<p><strong>{}</strong></p>", "<h3>{}</h3>", "<p>　　{}</p>")).format(
            text
        )
    elif block.kind in ("menu", "foot"):
        yield f'<div class="{block.kind}">{text}</div>'
    else:
        yield draw.choice(
            ('<p style="text-indent:2em">{}</p>', "<p>　　{}</p>", "<div>{}</div>")
        ).format(text)


def _table(table: Table, document: Document, page: _Page, draw: random.Random) -> str:
    rows = []
    for row in table.rows:
        cells = [
            _cell(cell, document, page, draw)
            for cell in row
            if not (document.options.drop_empty and cell.kind == "number" and not cell.text)
        ]
        between = "\n    " if page.pretty else ""
        closed = "</tr>" if page.closes else ""
        rows.append(f"<tr>{between}{between.join(cells)}{closed}")
    start = '<table border="1" cellspacing="0" width="100%">' if page.attributes else "<table>"
    inner = f"{start}<tbody>\n" + "\n".join(rows) + "\n</tbody></table>"
    if page.nested:
        return f'<table width="100%"><tr><td align="center">{inner}</td></tr></table>'
    return inner


def _cell(cell: Cell, document: Document, page: _Page, draw: random.Random) -> str:
    tag = page.head if cell.kind == "head" else "td"
    attributes = f' rowspan="{cell.down}"' if cell.down > 1 else ""
    attributes += f' colspan="{cell.across}"' if cell.across > 1 else ""
    if page.attributes:
        attributes += draw.choice((' width="64"', ' style="border:1px solid #000;padding:0 7px"'))
    text = html.escape(cell.text, quote=False)
    if document.options.vertical_stubs and cell.down > 2 and "&" not in text:
        inner = "<br>".join(text)
    elif not text:
        inner = page.empty
    else:
        inner = page.dress(text, draw)
    if page.pretty:
        inner = f"\n      {inner}\n    "
    return f"<{tag}{attributes}>{inner}" + (f"</{tag}>" if page.closes else "")


def _furnished(document: Document, article: str, draw: random.Random) -> str:
    """The site around the report. Every number in it belongs to the site."""
    menu = "".join(
        f'<li><a href="/{at}.html">{text}</a></li>'
        for at, text in enumerate(
            ("首页", "政务公开", "政务服务", "互动交流", "走进" + document.place[:2])
        )
    )
    day = f"{document.year + 1}-0{draw.randint(1, 3)}-{draw.randint(10, 28)}"
    views = draw.randint(11, 9999)
    tools = draw.choice(
        (
            f"<div>发布时间：{day}　浏览次数：<span>{views}</span>　字体：[大 中 小]</div>",
            f"<div>日期：{day} 10:2{draw.randint(0, 9)}　点击数：{views}　【打印】【关闭】</div>",
        )
    )
    foot = (
        f"<div class='footer'>主办：{document.place}人民政府办公室　"
        f"联系电话：0{draw.randint(310, 998)}-"
        f"{draw.randint(2000000, 8999999)}　邮编：{draw.randint(100000, 899999)}<br>"
        f"网站标识码：{draw.randint(1000000000, 6599999999)}　"
        f"公网安备 {draw.randint(11000000000000, 65999999999999)}号</div>"
    )
    share = "<div class='share'>分享到：<a>微信</a><a>微博</a> 扫一扫在手机打开当前页</div>"
    near = (
        f"<ul class='near'><li>上一篇：{document.body}{document.year - 1}年工作总结</li>"
        f"<li>下一篇：关于{document.year + 1}年部分节假日安排的通知</li></ul>"
    )
    crumbs = "<div>当前位置：首页 &gt; 政务公开 &gt; 政府信息公开年报</div>"
    return (
        f"<div class='nav'><ul>{menu}</ul></div>\n{crumbs}\n<div class='main'>{tools}\n"
        f"<div class='article'>{article}</div>\n{share}{near}</div>\n{foot}"
    )
