"""DOC (.doc, .wps), RTF and ODT: through LibreOffice to DOCX, then as that.

LibreOffice costs seconds to start, so documents of a batch are converted together (`prepare`).
Each conversion has a profile of its own in a temporary folder and a time limit. Where LibreOffice
is not installed the document is set aside, with a note that says so.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from extract.notes import Note, UnreadableDocumentError
from extract.readers import docx
from extract.readers.blocks import BlockBuilder

MEDIA_TYPE = "application/msword"

PROGRAMS: Final = ("soffice", "libreoffice")
START_SECONDS: Final = 40.0  # a first start writes the profile; on a loaded machine that takes long
SECONDS_A_DOCUMENT: Final = 25.0  # after the one before
POLL_SECONDS: Final = 0.1
LARGEST_BATCH: Final = 40

_converted: dict[str, bytes] = {}  # what `prepare` made, by the sha256 of the original


def read(data: bytes, builder: BlockBuilder) -> tuple[dict[str, str], list[Note]]:
    """Append the document's blocks to the builder; give what it declares of itself, and notes."""
    found = _converted.pop(_key(data), None)
    if found is None:
        found = _convert([data]).get(_key(data))
    if found is None:
        raise UnreadableDocumentError(
            Note("error", "damaged_document", "whole file", "a document that LibreOffice opens",
                 "one that it does not convert", "save it as .docx, or fetch it again")
        )  # fmt: skip
    return docx.read(found, builder)


def program() -> str | None:
    """LibreOffice's program; None where it is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def prepare(documents: Iterable[bytes]) -> None:
    """Convert documents that `read` will be asked for soon, in one start for many."""
    _converted.clear()
    waiting = list(documents)
    if len(waiting) < 2 or program() is None:
        return
    for start in range(0, len(waiting), LARGEST_BATCH):
        _converted.update(_convert(waiting[start : start + LARGEST_BATCH]))


def _key(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _convert(documents: Sequence[bytes]) -> dict[str, bytes]:
    """DOCX by the original's sha256; without those that LibreOffice refused or was too slow for."""
    soffice = program()
    if soffice is None:
        raise UnreadableDocumentError(
            Note("error", "no_libreoffice", "whole file",
                 "LibreOffice (soffice), which converts Word 97 documents", "none installed",
                 "install libreoffice-writer, or save the document as .docx")
        )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="gongkai-doc-") as name:
        folder = Path(name)
        (folder / "in").mkdir()
        (folder / "out").mkdir()
        for data in documents:
            # The suffix does not decide; LibreOffice looks at the content.
            (folder / "in" / f"{_key(data)}.doc").write_bytes(data)
        is_whole = _run(soffice, folder)
        made = sorted((folder / "out").glob("*.docx"), key=lambda path: path.stat().st_mtime_ns)
        # One that was being written when LibreOffice was ended is not whole.
        return {path.stem: path.read_bytes() for path in (made if is_whole else made[:-1])}


def _run(soffice: str, folder: Path) -> bool:
    """Convert what is in the folder; False where it had to be ended."""
    command = [
        soffice, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"),
        *map(str, sorted((folder / "in").iterdir())),
    ]  # fmt: skip
    # A session of its own: soffice starts a child that outlives it when it is killed alone.
    process = subprocess.Popen(  # noqa: S603 - our own arguments
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(folder)},
        start_new_session=True,
    )
    made, begun, allowed = 0, time.monotonic(), START_SECONDS
    try:
        while process.poll() is None and time.monotonic() - begun < allowed:
            count = len(os.listdir(folder / "out"))  # noqa: PTH208 - names are enough
            if count > made:
                made, begun, allowed = count, time.monotonic(), SECONDS_A_DOCUMENT
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=POLL_SECONDS)
        return process.poll() is not None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
