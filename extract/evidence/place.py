"""What the ways of showing share: the place that they are given, and the exhibit that they make."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from extract.document import Box

Facts = Sequence[tuple[str, str]]  # what is told of the figure: (what, found)
PART: Final = " · "  # between the parts of what was found


class PlaceNotFoundError(Exception):
    """The place does not hold what the figure says; tells what was expected and what was found."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands, as its landing row has it."""

    value_text: str
    char_start: int
    char_end: int
    page: int | None
    locator: Mapping[str, Any]

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Place:
        """The place of a row of `figure` or `fct_figures`."""
        locator = row["locator"]
        start = row["char_start"]
        return cls(
            value_text=row["value_text"] or "",
            char_start=-1 if start is None else start,
            char_end=-1 if start is None else row["char_end"],
            page=row["page"] if "page" in row else row["page_no"],
            locator=json.loads(locator) if locator else {},
        )

    @property
    def boxes(self) -> list[Box]:
        """The boxes on the page (PDF): one, or one for each line that the number runs over."""
        found = self.locator.get("bbox") or []
        several = found if found and isinstance(found[0], list) else [found] if found else []
        return [(float(x0), float(top), float(x1), float(low)) for x0, top, x1, low in several]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """The picture or page. `marked` is the text under the mark, as the document has it."""

    suffix: str  # .png or .html
    content: bytes
    marked: str
