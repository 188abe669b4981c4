"""Office documents as packages of parts: ZIP files (docx, xlsx), or one XML file (Flat OPC).

Given to `docx` and `xlsx`. A part is read whole, within a limit, and parsed without entities or
network; relationships are followed by type, so that no part's name is taken for granted.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from functools import lru_cache
from typing import Final

from lxml import etree

from extract.notes import Note, UnreadableDocumentError

LARGEST_PART: Final = 32 * 2**20  # bytes; the longest report's document part has 3 MB
MOST_MEMBERS: Final = 5_000
_FLAT_ROOT: Final = "package"

Element = etree._Element  # lxml has no public name for the class

# What zipfile, zlib and bz2/lzma raise for damaged archives, and for methods nobody can read.
DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
    RuntimeError,
    KeyError,
)


@lru_cache(maxsize=4096)  # a document has a hundred tags, each of them thousands of times
def local_name(tag: object) -> str:
    """The tag without its namespace: the strict and the transitional one are read alike."""
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its local name, whatever namespace its prefix stands for."""
    for key, value in element.items():
        if local_name(key) == name:
            return str(value)
    return None


def child(element: Element, name: str) -> Element | None:
    """The first child of a local name."""
    for found in element:
        if local_name(found.tag) == name:
            return found
    return None


def damaged(found: str) -> UnreadableDocumentError:
    """The refusal of a package whose parts cannot be read."""
    return UnreadableDocumentError(
        Note("error", "damaged_package", "whole file", "a whole office document or archive", found,
             "fetch the document again")
    )  # fmt: skip


def too_large(place: str, size: int, largest: int) -> UnreadableDocumentError:
    """The refusal of what would not fit into memory."""
    return UnreadableDocumentError(
        Note("error", "too_large", place, f"at most {largest:,} bytes unpacked", f"{size:,}",
             "take the annual report out of the volume")
    )  # fmt: skip


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open a ZIP file.

    Raises:
        UnreadableDocumentError: it is damaged, or holds more members than any document.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGED as error:
        raise damaged(str(error) or type(error).__name__) from error
    if len(archive.infolist()) > MOST_MEMBERS:
        raise damaged(f"{len(archive.infolist()):,} members")
    return archive


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, largest: int) -> bytes:
    """One member unpacked; never more than it declares, and that within the limit.

    Raises:
        UnreadableDocumentError: it is damaged, encrypted or too large.
    """
    if info.file_size > largest:
        raise too_large(info.filename, info.file_size, largest)
    if info.flag_bits & 1:
        raise UnreadableDocumentError(
            Note("error", "password", info.filename, "a member that opens",
                 "one that asks for a password", "unpack it and read it again")
        )  # fmt: skip
    try:
        with archive.open(info) as member:
            return member.read(largest)
    except DAMAGED as error:
        raise damaged(f"{info.filename}: {error or type(error).__name__}") from error


def parse_xml(data: bytes, place: str) -> Element:
    """The root of an XML text.

    Raises:
        UnreadableDocumentError: it is not well-formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(f"{place}: {error}") from error


class Package:
    """The parts of one document, by name without the leading slash."""

    def __init__(self, data: bytes) -> None:
        """Open it.

        Raises:
            UnreadableDocumentError: it is damaged.
        """
        self._flat: dict[str, Element] = {}
        self._archive: zipfile.ZipFile | None = None
        self._members: dict[str, zipfile.ZipInfo] = {}
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            self._read_flat(data)
        else:
            self._archive = open_archive(data)
            for info in self._archive.infolist():
                # Some writers of packages use the separators of Windows.
                self._members.setdefault(info.filename.replace("\\", "/").lower(), info)

    def _read_flat(self, data: bytes) -> None:
        root = parse_xml(data, "whole file")
        if local_name(root.tag) != _FLAT_ROOT:
            self._flat["word/document.xml"] = root  # Word 2003 XML: the document itself
            return
        for part in root:
            name = attribute(part, "name") or ""
            holder = child(part, "xmlData")
            if holder is not None and len(holder):
                self._flat[name.lstrip("/").lower()] = holder[0]

    def part(self, name: str) -> Element | None:
        """The root of a part; None where there is none.

        Raises:
            UnreadableDocumentError: it is damaged or too large.
        """
        key = name.lstrip("/").lower()
        if self._archive is None:
            return self._flat.get(key)
        info = self._members.get(key)
        if info is None:
            return None
        return parse_xml(read_member(self._archive, info, LARGEST_PART), name)

    def related(self, source: str, kind: str) -> list[str]:
        """Names of the parts that a part ('' for the package) is related to by a type."""
        folder, base = posixpath.split(source)
        relations = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        if relations is None:
            return []
        return [
            posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip(
                "/"
            )
            for relation in relations
            if (relation.get("Type") or "").endswith(f"/{kind}")
            and relation.get("TargetMode") != "External"
        ]

    def targets(self, source: str) -> dict[str, str]:
        """Name of the related part by relationship id."""
        folder, base = posixpath.split(source)
        relations = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        if relations is None:
            return {}
        return {
            relation.get("Id") or "": posixpath.normpath(
                posixpath.join("/", folder, relation.get("Target") or "")
            ).lstrip("/")
            for relation in relations
            if relation.get("TargetMode") != "External"
        }
