"""The whole set: which documents there are, in which form and format, and which traps each holds.

Given: `Spec` by `Spec`; the numbers and words come from `generator`. Used by `score` and `fuzz`.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tests.gold.document import Spec
from tests.gold.draft import REQUEST_FORMS
from tests.gold.prose import PATTERNS
from tests.gold.prose import TRAPS as SENTENCE_TRAPS
from tests.gold.traps import FORMS, SHEETS, TRAPS, Trap

# Documents of each form in each format.
COUNTS: Final = {
    "html": 13,
    "text": 10,
    "markdown": 5,
    "pdf": 9,
    "docx": 8,
    "doc": 2,
    "xlsx": 5,
    "xls": 3,
    "zip": 4,
}
SCANS: Final = 2  # of each form that has three tables
DOCUMENTS_A_TRAP: Final = 6
REFUSED_A_TRAP: Final = 5
LARGE: Final = ("government", "department")
RARE_A_TRAP: Final = 14
SENTENCES_A_TRAP: Final = 6  # not every report has the numbers for every sentence
# Traps of prose that few sentences hold, or few reports have the numbers for.
RARE: Final = (
    "all_answered",
    "carried_in_excluded",
    "carried_in_included",
    "channels_of_one_item",
    "cumulative_stock",
    "each",
    "joint_channels",
    "nested_parts",
    "number_in_brackets",
    "number_in_definition",
    "of_the_new_ones_only",
    "part_of_disclosure",
    "parts_of_one_line",
    "parts_without_whole",
    "reasons_named_without_numbers",
    "scaled_unit",
    "sentence_cut",
    "share_without_number",
    "top_list",
    "total_without_line",
    "two_units",
    "years_respectively",
    "yuan_not_ten_thousand",
)
BODIES: Final = ("government", "government", "department", "department", "township", "institution")

_CELLS: Final = frozenset(
    {name for name, trap in TRAPS.items() if trap.stage == "cells"} | {"dropped_cells"}
)
_PLACED: Final = frozenset(
    {name for name, trap in TRAPS.items() if trap.stage == "tables"} | {"dropped_cells"}
)
_TEXT: Final = frozenset({name for name, trap in TRAPS.items() if trap.stage == "text"})
_FORM: Final = frozenset({"last_year_form", "undivided_row", "mixed_forms"})
# At most one of each group in one document: two of them would undo each other.
_APART: Final = (
    _CELLS,
    _PLACED,
    _TEXT,
    _FORM,
    # Without its place an empty cell cannot be told from none.
    frozenset({"blank_for_zero", "blank_total_column", "one_number_for_row", "dropped_cells"})
    | {"one_value_a_line", "labels_apart", "glued_columns"},
)  # fmt: skip


def make_plan(seed: int) -> list[Spec]:
    """The specs of the set, in a fixed order."""
    draw = random.Random(f"{seed}/plan")  # noqa: S311
    specs: list[Spec] = []
    for form in FORMS:
        for name, count in COUNTS.items():
            for _ in range(count):
                content = _content(form, name, draw)
                specs.append(Spec(len(specs), form, content, name, draw.choice(BODIES)))
        if form in REQUEST_FORMS:
            for _ in range(SCANS):
                specs.append(Spec(len(specs), form, "both", "scan", draw.choice(BODIES)))
    # Those that few documents can hold come first.
    dealt = [name for name, trap in TRAPS.items() if trap.stage != "refused"]
    dealt.sort(key=lambda name: sum(_may_hold(spec, name, TRAPS[name]) for spec in specs))
    for _ in range(DOCUMENTS_A_TRAP):
        for name in dealt:
            _deal(specs, name, TRAPS[name], draw)
    _deal_sentences(specs, draw)
    return [*specs, *_refused(len(specs), draw)]


def _content(form: str, name: str, draw: random.Random) -> str:
    if name in SHEETS:
        return "tables"
    if form in REQUEST_FORMS:
        return draw.choice(("both", "both", "both", "tables"))
    if name == "zip":
        return "both"
    return draw.choice(("both", "both", "tables", "prose", "prose"))


def _deal(specs: list[Spec], name: str, trap: Trap, draw: random.Random) -> None:
    """Give the trap to the document that has fewest, in the format that has it least often."""
    formats = Counter(spec.format for spec in specs if name in spec.traps)
    able = [at for at, spec in enumerate(specs) if _may_hold(spec, name, trap)]
    if not able:
        raise ValueError(f"no document left for the trap {name}")
    key = {at: (formats[specs[at].format], len(specs[at].traps), draw.random()) for at in able}
    chosen = min(able, key=lambda at: key[at])
    spec = specs[chosen]
    body = draw.choice(trap.bodies) if trap.bodies else spec.body
    specs[chosen] = replace(spec, body=body, traps=spec.traps | {name})


def _deal_sentences(specs: list[Spec], draw: random.Random) -> None:
    """Give each trap of prose to documents of forms that have a sentence for it."""
    for name in sorted(SENTENCE_TRAPS, key=lambda name: (name not in RARE, name)):
        count = RARE_A_TRAP if name in RARE else SENTENCES_A_TRAP
        forms = {form for pattern in PATTERNS if name in pattern.traps for form in pattern.forms}
        told = [
            at
            for at, spec in enumerate(specs)
            if spec.content != "tables" and spec.format != "scan" and spec.form in (forms or FORMS)
        ]
        # Few small bodies have the numbers; but equal ones are mostly theirs.
        small = name == "each"
        told.sort(
            key=lambda at: (
                (specs[at].body in LARGE) is small,
                len(specs[at].sentences),
                draw.random(),
            )
        )
        for at in told[:count]:
            spec = specs[at]
            specs[at] = replace(spec, sentences=spec.sentences | {name})


def _may_hold(spec: Spec, name: str, trap: Trap) -> bool:
    if spec.form not in trap.forms or spec.format not in trap.formats or name in spec.traps:
        return False
    if spec.content == "prose" and trap.stage != "text":
        return False
    return not any(name in group and group & spec.traps for group in _APART)


def _refused(first: int, draw: random.Random) -> list[Spec]:
    """Pages that are no annual report: nothing else is set in them."""
    specs: list[Spec] = []
    for name, trap in TRAPS.items():
        if trap.stage != "refused":
            continue
        formats: Sequence[str] = [found for found in trap.formats if found in COUNTS]
        for at in range(REFUSED_A_TRAP):
            form = draw.choice(trap.forms)
            shape = formats[at % len(formats)]
            content = "tables" if shape in SHEETS else "both"
            body = draw.choice(BODIES)
            number = first + len(specs)
            specs.append(Spec(number, form, content, shape, body, frozenset({name})))
    return specs
