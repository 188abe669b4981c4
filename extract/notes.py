"""Remarks of the extractor: what a reader of the landing must know of a document.

One wording for all of them: document, place, what was expected, what was found, what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Locator = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Note:
    """One remark. `code` is stable; severity is one of `contract.SEVERITIES`."""

    severity: str
    code: str
    place: str
    expected: str
    found: str
    action: str
    locator: Locator | None = None

    def message(self, file_name: str) -> str:
        return (
            f"{file_name}, {self.place}: expected {self.expected}, found {self.found}; "
            f"{self.action}"
        )


class UnreadableDocumentError(Exception):
    """A document that no reader can turn into text; carries the note that says why."""

    def __init__(self, note: Note) -> None:
        super().__init__(note.message("document"))
        self.note = note
