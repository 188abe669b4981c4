"""Markdown (.md): pipe tables and HTML tables between paragraphs with inline marks."""

from __future__ import annotations

import re
from typing import Final

from extract.notes import Note
from extract.readers import html
from extract.readers.blocks import BlockBuilder
from extract.readers.encoding import decode
from extract.readers.flat import Line, add_lines
from extract.values import is_value

MEDIA_TYPE = "text/markdown"

FEWEST_IN_ROW: Final = 3  # numbers; fewer are an item of a list

_HTML_TABLE = re.compile(r"<table\b.*?</table\s*>", re.IGNORECASE | re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_DECLARED = re.compile(r"^(title|source_url|published|body):[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.M)
_BLOCK_MARK = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+(?=\S))")
_CLOSING_MARK = re.compile(r"(?<!\s)\s+#+\s*$")
_EMPHASIS = re.compile(r"(\*\*|__|\*|`)(?=\S)(.{1,500}?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_TAG = re.compile(r"<br\s*/?>|</?(?:p|span|div|u|b|i|sup|sub|font|center)\b[^<>]*>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!~>-])")


def read(data: bytes, builder: BlockBuilder) -> tuple[dict[str, str], list[Note]]:
    """Append the document's blocks to the builder; give what it declares of itself, and notes."""
    text, notes = decode(data)
    declared: dict[str, str] = {}
    front = _FRONT_MATTER.match(text)
    if front:
        declared = {key: value for key, value in _DECLARED.findall(front[1]) if value}
        text = "\n" * front[0].count("\n") + text[front.end() :]
    position = 0
    for found in _HTML_TABLE.finditer(text):
        _add_markdown(builder, text, position, found.start())
        html.add_html(builder, found[0])
        position = found.end()
    _add_markdown(builder, text, position, len(text))
    return declared, notes


def _add_markdown(builder: BlockBuilder, text: str, start: int, end: int) -> None:
    first = text.count("\n", 0, start) + 1
    lines = text[start:end].split("\n")
    add_lines(builder, [Line(_plain(line), number) for number, line in enumerate(lines, first)])


def _plain(line: str) -> str:
    words = line.split()
    # - 3 4 in a row of numbers: the dash stands for the first of them.
    if len(words) < FEWEST_IN_ROW or not all(map(is_value, words)):
        line = _BLOCK_MARK.sub("", line)
    line = _CLOSING_MARK.sub("", line)
    line = _TAG.sub("", _LINK.sub(r"\1", line))
    return _ESCAPE.sub(r"\1", _EMPHASIS.sub(r"\2", line))
