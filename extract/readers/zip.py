"""ZIP (.zip): a report with its attachments, read as one document.

The main part is the page, else the text that looks most like the report; the others follow it in
the order of the archive. Nothing is unpacked to disk: a member's name is a name, never a path.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import PurePosixPath
from typing import Final

from extract.notes import Note, UnreadableDocumentError
from extract.readers.blocks import BlockBuilder
from extract.readers.kinds import READERS, reader_name, unpacked
from extract.readers.package import LARGEST_PART, open_archive, read_member, too_large

MEDIA_TYPE = "application/zip"

LARGEST_ARCHIVE: Final = 256 * 2**20  # bytes of all members, as they declare themselves
MOST_DOCUMENTS: Final = 100
DENSEST: Final = 400  # bytes unpacked for one packed; office documents and pages stay below 60
SMALLEST_BOMB: Final = 4 * 2**20
# How near to the report itself a type is: the page, a text, a workbook.
_RANKS: Final = {"html": 0, "mhtml": 0, "docx": 1, "doc": 1, "pdf": 1, "text": 1, "markdown": 1}
_LAST_RANK: Final = 2
_ATTACHMENT_NAME = re.compile(r"附件|附表|统计表|attach", re.IGNORECASE)
_REPORT_NAME = re.compile(r"报告|年报")
# What a browser saves beside a page, and systems beside files.
_FURNITURE = re.compile(
    r"(?:^|/)(?:__MACOSX/|\.(?!\.?/)|thumbs\.db$|desktop\.ini$|[^/]*(?:_files|\.files)/)",
    re.IGNORECASE,
)
_UTF_8: Final = 0x800


@dataclass(frozen=True, slots=True)
class _Member:
    name: str
    data: bytes
    reader: str

    @property
    def rank(self) -> tuple[int, bool, bool, int, int, str]:
        """Sorts the report before what is attached to it."""
        path = PurePosixPath(self.name)
        return (
            _RANKS.get(self.reader, _LAST_RANK),
            bool(_ATTACHMENT_NAME.search(path.name)),
            not _REPORT_NAME.search(path.name),
            len(path.parts),
            -len(self.data),
            self.name,
        )


def read(data: bytes, builder: BlockBuilder) -> tuple[dict[str, str], list[Note]]:
    """Append the members' blocks to the builder; give what the main one declares, and notes."""
    notes: list[Note] = []
    members = _members(open_archive(data), notes)
    main = min(members, key=lambda member: member.rank, default=None)
    declared: dict[str, str] = {}
    for member in [main, *(other for other in members if other is not main)] if main else []:
        found = _read_member(member, builder, notes)
        declared = declared or (found or {})
    if not builder.blocks:
        cause = next((note for note in notes if note.severity == "warning"), None)
        if cause is not None:
            raise UnreadableDocumentError(replace(cause, severity="error"))
    return declared, notes


def _read_member(
    member: _Member, builder: BlockBuilder, notes: list[Note]
) -> dict[str, str] | None:
    mark = builder.mark()
    builder.member = member.name
    try:
        module = import_module(f"extract.readers.{member.reader}")
        declared, remarks = module.read(member.data, builder)
    except UnreadableDocumentError as error:
        builder.rewind(mark)
        notes.append(_of_member(member.name, error.note))
        return None
    finally:
        builder.member = None
    notes += [_of_member(member.name, note) for note in remarks]
    return dict(declared)


def _of_member(name: str, note: Note) -> Note:
    """A note on a member: the archive can be read without it."""
    severity = "warning" if note.severity == "error" else note.severity
    place = name if note.place in (name, "whole file") else f"{name}, {note.place}"
    return replace(note, severity=severity, place=place)


def _members(archive: zipfile.ZipFile, notes: list[Note]) -> list[_Member]:
    """The documents in the archive; what is left out gets a note."""
    total = sum(info.file_size for info in archive.infolist())
    if total > LARGEST_ARCHIVE:
        raise too_large("whole file", total, LARGEST_ARCHIVE)
    members: list[_Member] = []
    for info in archive.infolist():
        name = member_name(info)
        if info.is_dir() or _FURNITURE.search(name) or not _may_be_document(name):
            continue
        try:
            _expect_harmless(name, info)
            data = unpacked(read_member(archive, info, LARGEST_PART))
            reader = reader_name(name, data)
        except UnreadableDocumentError as error:
            notes.append(_of_member(name, error.note))
            continue
        if reader == "zip":
            notes.append(
                Note("warning", "nested_archive", name, "a document", "an archive in the archive",
                     "unpack it and give its documents")
            )  # fmt: skip
        else:
            members.append(_Member(name, data, reader))
    if len(members) > MOST_DOCUMENTS:
        raise UnreadableDocumentError(
            Note("error", "too_many_members", "whole file",
                 f"one report and its attachments, at most {MOST_DOCUMENTS} documents",
                 f"{len(members):,}", "unpack it and give each report as a file of its own")
        )  # fmt: skip
    return members


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's name: UTF-8 if it says so or is, else that of a Chinese Windows."""
    name = info.orig_filename
    if not info.flag_bits & _UTF_8:
        raw = name.encode("cp437", errors="replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            break
    return name.split("\0")[0].replace("\\", "/")


def _may_be_document(name: str) -> bool:
    """Pictures, styles and scripts are no documents; what has no suffix may be anything."""
    suffix = PurePosixPath(name).suffix.lower()
    return suffix in READERS or suffix in ("", ".bin", ".tmp")


def _expect_harmless(name: str, info: zipfile.ZipInfo) -> None:
    """Refuse what no report needs: names that lead elsewhere, members that unpack without end."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:", name):
        raise UnreadableDocumentError(
            Note("error", "unsafe_member", name, "a name within the archive",
                 "a path that leads out of it", "pack the report again")
        )  # fmt: skip
    if info.file_size > SMALLEST_BOMB and info.file_size > info.compress_size * DENSEST:
        raise UnreadableDocumentError(
            Note("error", "unsafe_member", name, f"at most {DENSEST} bytes for one packed",
                 f"{info.file_size:,} bytes of {info.compress_size:,}", "pack the report again")
        )  # fmt: skip
