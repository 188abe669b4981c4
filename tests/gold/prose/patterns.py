# ruff: noqa: E501  (a Chinese character counts as two columns)
"""Sentence patterns as short texts with choices and slots, and their register.

A pattern reads like the sentence that it makes. `[a|b]` is a choice. Slots:

    {when} {who} {req}      the year, the body, what people file; {item} the author's word for 件
    {year} {last} {next}    years; {level} 县; {part1} {part2} {part3} named parts; {%} a percentage
    {3.1} {3.1 条/件}       a line's number with the author's unit, or one of those units; ∅ is no unit
    {B1@natural_person}     the same in another column
    {3.1+} {3.1-}           only if the number is not zero, only if it is
    {4=4.1+}                one number that states several lines, which must be equal
    {?B2-} {?B3.7>=B2}      prints nothing: a condition
    {!3.1,3.2 无/没有}      words that say zero, if those lines are zero
    {~1.1 条}               not exact; {<3.1} last year's; {&3.1} since the law came; {^3.1} half a year's
    {P2:3.1} {P3:3.1}       numbers of {part2} and {part3}, which make up the line's; {P1:3.1} of {part1} and
                            {O1:3.1} of {own1} lie inside the first
    {D1:3.1} {D2:3.1}       numbers of the departments {dept1} and {dept2}, which do not
    {*1.1 万条}             in ten thousands; {/7 元} a number given in 万元 printed in 元
    {#3-90 件} {#3.1}       a number that is nothing to the form; no more than half of a line's
    {OUTCOMES abc}          a list of those lines that are not zero, in one of these styles; with + after the
                            name now and then the zeros too, with - all but the last, with a number after : only
                            if there are so many
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from tests.gold.model import Sentence
from tests.gold.prose.words import Labelled, Piece, UnsayableError, Writer, join, trapped

HALF_WIDTH_MARKS = str.maketrans("，；：（）“”", ',;:()""')
TEN_THOUSAND = 10_000
DATE = re.compile(r"([0-9]+)([年月日])")
TOKEN = re.compile(r"[\[\]|{}]|[^\[\]|{}]+")
COUNT = re.compile(
    r"(?P<kind>[~<&^*/]?)(?P<lines>[A-Z0-9][\w.=]*)(?:@(?P<column>\w+))?(?P<sign>[+-]?)$"
)
PART = re.compile(r"[PDO]\d:")
LIST = re.compile(r"(?P<name>[A-Z]{3,}[A-Z_0-9]*)(?P<mode>[+-]?)(?::(?P<many>\d+))?$")

Labels = Mapping[str, tuple[str, ...]]
LISTS: dict[str, Labels] = {}


def names(name: str, labels: Labels) -> None:
    """Register the labels of a list of lines."""
    LISTS[name] = labels


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to state something: what it is about, on which forms, and what in it misleads.

    A clause has neither subject nor full stop, and can be strung together with others.
    """

    text: str
    topic: str
    forms: frozenset[str]
    traps: frozenset[str]
    is_clause: bool

    def piece(self, writer: Writer) -> Piece:
        """The words, or UnsayableError where they do not fit the report."""
        tokens = TOKEN.findall(self.text)
        piece, end = _sequence(writer, tokens, 0)
        if end != len(tokens):
            raise ValueError(f"pattern {self.text!r}: unbalanced brackets")
        return replace(piece, traps=piece.traps | self.traps)


PATTERNS: list[Pattern] = []


def say(topic: str, forms: str, text: str, traps: str = "") -> None:
    """Register a pattern that is a sentence of its own."""
    PATTERNS.append(
        Pattern(text, topic, frozenset(forms.split()), frozenset(traps.split()), is_clause=False)
    )


def clause(topic: str, forms: str, text: str, traps: str = "") -> None:
    """Register a pattern that can be strung together with others."""
    PATTERNS.append(
        Pattern(text, topic, frozenset(forms.split()), frozenset(traps.split()), is_clause=True)
    )


@dataclass(frozen=True, slots=True)
class Stack:
    """A list of which each row is a paragraph, under a paragraph that opens it."""

    head: Pattern
    listing: str
    unit: str

    def pieces(self, writer: Writer) -> list[Piece]:
        """The head and the rows, or UnsayableError where there are not two rows."""
        labels = LISTS[self.listing]
        lines = writer.positive(labels)
        if len(lines) < 2:
            raise UnsayableError
        head = self.head.piece(writer)
        number = writer.pick("", "", "{}.", "（{}）", "{}、", "——")
        rows = [head]
        for index, line in enumerate(lines, start=1):
            count = writer.stated(line, writer.value(line), self.unit or writer.item)
            label = Piece(number.format(index) + writer.pick(*labels[line]))
            rows.append(join((label, count, Piece("。" if index == len(lines) else "；"))))
        return [trapped(row, "list_in_paragraphs") for row in rows]


STACKS: list[Stack] = []


def stack(topic: str, forms: str, head: str, listing: str) -> None:
    """Register a list in paragraphs; the unit of its numbers may stand behind the list's name."""
    name, _, unit = listing.partition(" ")
    pattern = Pattern(head, topic, frozenset(forms.split()), frozenset(), is_clause=False)
    STACKS.append(Stack(pattern, name, unit))


def sentence(writer: Writer, piece: Piece) -> Sentence:
    """A finished sentence in the author's marks."""
    text, figures = piece.text, piece.figures
    if writer.half_width:
        text = text.translate(HALF_WIDTH_MARKS)
        figures = tuple(
            replace(
                figure,
                printed=figure.printed.translate(HALF_WIDTH_MARKS),
                subject=figure.subject.translate(HALF_WIDTH_MARKS),
            )
            for figure in figures
        )
    if writer.spaced:
        text = DATE.sub(r" \1 \2", text)
    habits = {"spaces_around_numbers": writer.spaced, "half_width_marks": writer.half_width}
    return Sentence(text, figures, piece.traps | {trap for trap, has in habits.items() if has})


def _sequence(writer: Writer, tokens: list[str], at: int) -> tuple[Piece, int]:
    """The pieces up to a closing bracket or a bar."""
    pieces: list[Piece] = []
    while at < len(tokens) and tokens[at] not in "]|":
        if tokens[at] == "[":
            piece, at = _choice(writer, tokens, at + 1)
        elif tokens[at] == "{":
            piece, at = _slot(writer, tokens[at + 1]), at + 3
        else:
            piece, at = Piece(tokens[at]), at + 1
        pieces.append(piece)
    return join(pieces), at


def _choice(writer: Writer, tokens: list[str], at: int) -> tuple[Piece, int]:
    """One of the alternatives; the others are passed over unread."""
    starts, depth = [at], 0
    while tokens[at] != "]" or depth:
        depth += {"[": 1, "]": -1}.get(tokens[at], 0)
        at += 1
        if tokens[at - 1] == "|" and not depth:
            starts.append(at)
    piece, _ = _sequence(writer, tokens, writer.draw.choice(starts))
    return piece, at + 1


def _slot(writer: Writer, text: str) -> Piece:  # noqa: PLR0911
    """What a slot stands for."""
    head, _, rest = text.partition(" ")
    if head in WORDS:
        return Piece(WORDS[head](writer))
    if head.startswith("?"):
        return _condition(writer, head[1:])
    if head.startswith("!"):
        return writer.none(writer.pick(*rest.split("/")), head[1:].split(","))
    unit = writer.pick(*rest.split("/")).replace("∅", "") if rest else writer.item
    if head.startswith("#"):
        return _nothing(writer, head[1:], unit if rest or "-" not in head else "")
    if PART.match(head):
        return _part(writer, head, unit)
    listing = LIST.match(head)
    if listing:
        return _list(writer, listing, rest)
    return _count(writer, head, unit)


WORDS: dict[str, Callable[[Writer], str]] = {
    "when": Writer.when,
    "who": Writer.whole,
    "req": Writer.request,
    "item": lambda writer: writer.item,
    "year": lambda writer: str(writer.year),
    "last": lambda writer: str(writer.year - 1),
    "next": lambda writer: str(writer.year + 1),
    "level": lambda writer: writer.level,
    "body": lambda writer: writer.body,
    "%": Writer.percentage,
    "part1": lambda writer: writer.parts()[0],
    "part2": lambda writer: writer.parts()[1],
    "part3": lambda writer: writer.parts()[2],
    "own1": Writer.own_level,
    "number": lambda writer: str(writer.draw.randrange(1, 120)),
    "postcode": lambda writer: str(writer.draw.randrange(100_000, 860_000)),
    "telephone": lambda writer: (
        f"0{writer.draw.randrange(310, 999)}-{writer.draw.randrange(2_000_000, 8_999_999)}"
    ),
    "early": lambda writer: str(writer.year - writer.draw.randrange(3, 6)),
    "hundreds": lambda writer: f"{writer.draw.randrange(11, 90) / 10}",
    "score": lambda writer: f"{writer.draw.randrange(800, 1000) / 10}",
    "%+": lambda writer: f"{writer.draw.randrange(900, 1000) / 10}%",
    "dept1": lambda writer: writer.departments[0],
    "dept2": lambda writer: writer.departments[1],
}


def _count(writer: Writer, head: str, unit: str) -> Piece:
    """The number of a line, in one of its ways."""
    match = COUNT.match(head)
    if not match:
        raise ValueError(f"pattern slot {head!r}: expected a line code, a list or a word")
    line, *others = match["lines"].split("=")
    column = match["column"] or ""
    value = writer.value(line, column)
    if any(writer.value(other) != value for other in others):
        raise UnsayableError
    if (match["sign"] == "+" and value <= 0) or (match["sign"] == "-" and value != 0):
        raise UnsayableError
    said = COUNTS[match["kind"]](writer, line, value, unit)
    if column:
        said = replace(said, figures=(replace(said.figures[0], column_code=column),))
    first = said.figures[0]
    more = (replace(first, line_code=other, column_code=writer.column(other)) for other in others)
    return replace(said, figures=(first, *more))


def _condition(writer: Writer, text: str) -> Piece:
    """Nothing, where the numbers are so."""
    more, compared, less = text.partition(">=")
    if not compared:
        _count(writer, text, "")
    elif writer.value(more) < writer.value(less):
        raise UnsayableError
    return Piece("")


def _nothing(writer: Writer, head: str, unit: str) -> Piece:
    """A number that states no line: between two numbers, or up to half of a line's."""
    if "-" in head:
        low, high = (int(end) for end in head.split("-"))
        return writer.nothing(low, high, unit)
    value = int(writer.value(head))
    if value < 4:
        raise UnsayableError
    return writer.nothing(1, value // 2 + 1, unit)


def _part(writer: Writer, head: str, unit: str) -> Piece:
    """The number of a named part: P1 inside P2, P2 and P3 together the whole; D1 and D2 some of it."""
    who, line = head.split(":")
    value = writer.value(line)
    if value < 8:
        raise UnsayableError
    second = value * 3 // 10
    shares = {
        "P1": second // 2,
        "O1": second // 2,
        "P2": second,
        "P3": value - second,
        "D1": value // 3,
        "D2": value // 5,
    }
    word = {"P": "part", "D": "dept", "O": "own"}[who[0]] + who[1]
    return trapped(
        writer.stated(line, shares[who], unit, subject=WORDS[word](writer)), "named_parts"
    )


def _last_year(writer: Writer, line: str, value: Decimal, unit: str) -> Piece:
    other = value + writer.draw.choice((1, -1)) * writer.draw.randrange(
        1, max(2, int(value) // 2 + 2)
    )
    return trapped(
        writer.stated(line, abs(other) + 1, unit, period="previous_year"), "previous_year_beside"
    )


def _since(writer: Writer, line: str, value: Decimal, unit: str) -> Piece:
    total = value * writer.draw.randrange(2, 7) + writer.draw.randrange(1, 60)
    return trapped(writer.stated(line, total, unit, period="cumulative"), "cumulative")


def _half_year(writer: Writer, line: str, value: Decimal, unit: str) -> Piece:
    if value < 4:
        raise UnsayableError
    half = (value / 2).to_integral_value() - writer.draw.choice((0, 1))
    return trapped(writer.stated(line, half, unit, period="part_year"), "part_year")


def _ten_thousands(writer: Writer, line: str, value: Decimal, unit: str) -> Piece:
    scaled = round(value / TEN_THOUSAND, 2)
    if not scaled:
        raise UnsayableError
    return trapped(writer.stated(line, scaled.normalize() + Decimal(0), unit), "scaled_unit")


def _yuan(writer: Writer, line: str, value: Decimal, unit: str) -> Piece:
    yuan = value * TEN_THOUSAND
    if yuan != yuan.to_integral_value():
        raise UnsayableError
    return trapped(writer.stated(line, yuan.quantize(Decimal(1)), unit), "yuan_not_ten_thousand")


COUNTS: dict[str, Callable[[Writer, str, Decimal, str], Piece]] = {
    "": lambda writer, line, value, unit: writer.stated(line, value, unit),
    "~": lambda writer, line, _, unit: writer.rounded(line, unit),
    "<": _last_year,
    "&": _since,
    "^": _half_year,
    "*": _ten_thousands,
    "/": _yuan,
}


def _list(writer: Writer, match: re.Match[str], rest: str) -> Piece:
    """A list of lines with their labels."""
    styles, _, unit = rest.partition(" ")
    labels = LISTS[match["name"]]
    lines = writer.positive(labels)
    if match["mode"] == "+" and writer.chance(0.3):
        lines = writer.known(labels)
    if match["mode"] == "-":
        lines = lines[:-1]
    if match["many"] and len(lines) < int(match["many"]):
        raise UnsayableError
    items: list[Labelled] = [
        (writer.pick(*labels[line]), writer.stated(line, writer.value(line), unit or writer.item))
        for line in lines
    ]
    whole = sum((writer.value(line) for line in lines), Decimal(0))
    return writer.listed(items, styles or "abc", whole)
