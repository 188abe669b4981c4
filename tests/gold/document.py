"""A document of the gold set: what it holds in reading order, and what must be read in it.

Made by `generator`, rendered by the `as_*` modules, judged by `score`. Nothing here knows a file
type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tests.gold.layout import Table
from tests.gold.model import Expected


@dataclass(frozen=True, slots=True)
class Spec:
    """What a document is to be: drawn once for the whole set, see `plan`."""

    number: int
    form: str  # of its tables, or of its prose where it has none
    content: str  # both, tables, prose
    format: str
    body: str  # government, department, township, institution
    traps: frozenset[str] = frozenset()
    sentences: frozenset[str] = frozenset()  # traps of prose that it should hold

    @property
    def name(self) -> str:
        return f"{self.number:04d}_{self.form}_{self.content}_{self.format}"


@dataclass(slots=True)
class Paragraph:
    """A title, a heading, a paragraph of the text, the signature or the page's furniture."""

    text: str
    kind: str = "body"  # title, heading, body, right, menu, foot
    figures: tuple[Expected, ...] = ()
    traps: frozenset[str] = frozenset()  # of its sentences


@dataclass(frozen=True, slots=True)
class PageEnd:
    """Where print begins a new page; nothing elsewhere."""


Block = Paragraph | Table | PageEnd


@dataclass(slots=True)
class Options:
    """How a document is laid out, beyond what its blocks say. Each renderer knows some of them."""

    flat: str = ""  # how tables become lines, see as_text.FLATTENED; '' where they stay tables
    vertical_stubs: bool = False  # merged labels are printed one character a line
    paragraphs: bool = False  # a cell's text is broken into paragraphs
    furniture: bool = False  # menus, buttons and contacts around the report
    drop_empty: bool = False  # empty cells are not there at all
    attached: bool = False  # tables stand in a file of their own, in one archive with the page


@dataclass(slots=True)
class Document:
    """`tolerated` may be read and need not be; `refused` is the code of the note that must be."""

    spec: Spec
    title: str
    place: str
    body: str
    year: int
    blocks: list[Block]
    traps: set[str]
    options: Options
    refused: str = ""
    tolerated: set[Expected] = field(default_factory=set)
    inferred: set[Expected] = field(default_factory=set)  # right only as `reading = inferred`

    def tables(self) -> Iterator[Table]:
        for block in self.blocks:
            if isinstance(block, Table):
                yield block

    def expected(self) -> list[Expected]:
        """Every figure that must be read, of tables and of prose."""
        return [] if self.refused or self.spec.format == "scan" else list(self.stated())

    def stated(self) -> Iterator[Expected]:
        """What tables and sentences say."""
        source = "attachment" if self.options.attached else "table"
        for block in self.blocks:
            if isinstance(block, Table):
                for cell in block.cells():
                    for figure in cell.figures():
                        if figure.line_code != "-":
                            yield replace(figure, source=source)
            elif isinstance(block, Paragraph):
                yield from block.figures
