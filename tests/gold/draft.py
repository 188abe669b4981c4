"""A document in the making: what the traps may change at each stage.

Made by `generator`; changed by the `*_traps` modules.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Final

from tests.gold import labels
from tests.gold.document import Block, Options, Spec
from tests.gold.model import Expected, Key
from tests.gold.places import Place

REQUEST_FORMS: Final = ("2019", "2021")


@dataclass(slots=True)
class Draft:
    """A document in the making. `tables`: name → its blocks, in the order of the report."""

    spec: Spec
    draw: random.Random
    place: Place
    body: str
    year: int
    printed: dict[Key, Expected]
    options: Options
    lines: tuple[labels.Line, ...] = ()
    tables: dict[str, list[Block]] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    refused: str = ""
    tolerated: set[Expected] = field(default_factory=set)
    inferred: set[Expected] = field(default_factory=set)
