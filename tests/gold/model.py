"""What the generators of the gold set give each other: figures to be read, text that states them.

Taken by the renderers (one per file type) and by the scorer. Nothing here knows `extract/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

Key = tuple[str, str]  # line_code, column_code
Numbers = Mapping[Key, Decimal]  # what the report states, in the printed unit


@dataclass(frozen=True, slots=True)
class Expected:
    """One figure that a careful reader finds, in the unit that the document prints.

    The words are those of the landing contract (DESIGN.md): state is value_state, `source` is
    table, prose or attachment. `printed` is the verbatim text that holds the number.
    """

    line_code: str
    value: Decimal | None
    printed: str
    column_code: str = "value"
    state: str = "number"
    qualifier: str = "exact"
    subject: str = "report"
    period: str = "year"
    source: str = "table"
    line_form: str = ""  # whose line_code it is; '' where the forms share it
    unit: str = ""  # that the document prints for it; '' is not compared


@dataclass(frozen=True, slots=True)
class Sentence:
    """Running text, one or more sentences, and every figure that it states."""

    text: str
    figures: tuple[Expected, ...] = ()
    traps: frozenset[str] = frozenset()  # ids of the traps of DOMAIN.md, section 6, in it


@dataclass(frozen=True, slots=True)
class Section:
    """A headed section; each member of `paragraphs` is one paragraph of sentences."""

    heading: str  # numbering included; '' for text without one
    paragraphs: tuple[tuple[Sentence, ...], ...]
