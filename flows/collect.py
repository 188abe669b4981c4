"""`gongkai collect`: download what a sources.csv lists, so that the folder is ready for a refresh.

Takes the list (columns file, url and whatever else; file is the name to save under) and a folder;
leaves the documents and a sources.csv there. Nothing that was published is lost: where another
version comes, the old one stays as `name.1.html` and is listed too. What was told of each file is
in `.collect.jsonl`: a line is added when a file is in its place, so that a run that was killed goes
on where it was.
"""

from __future__ import annotations

import csv
import fcntl
import hashlib
import io
import json
import os
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final, TextIO
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

from extract.notes import UnreadableDocumentError
from extract.readers import read_bytes
from extract.readers.html import parse_bytes
from extract.readers.kinds import READERS, reader_name, unpacked
from extract.sources import FILE_NAME, MOST_MESSAGES, Cells, cell_errors, read_rows
from flows.fetching import (
    Fetcher,
    FetchError,
    Manners,
    Validators,
    expect_web_address,
)
from flows.warehouse import Refused, WrongUse, make_folder, sha256_of

STATE_NAME: Final = ".collect.jsonl"
STATUSES: Final = ("fetched", "new edition", "unchanged", "at hand", "failed")
MOST_HOSTS: Final = 8  # at the same time; of each host, one document after the other
SHORTEST_PAGE: Final = 20  # characters; less is a script that loads the page, or a redirect
LONGEST_NAME: Final = 200  # bytes; file systems take 255
_PAGE_READERS: Final = frozenset({"html", "mhtml", "text", "markdown"})
_ATTACHED: Final = frozenset(
    {".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".pdf", ".zip", ".rtf"}
)
_ATTACHMENT_WORDS: Final = re.compile("附件|附表|年报|年度报告|统计表|公开工作报告")
_UNSAFE: Final = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')  # in names, on one system or another


@dataclass(frozen=True, slots=True)
class Source:
    """One row of a sources.csv: all its columns, and where it stands."""

    row: Cells
    place: str

    @property
    def file(self) -> str:
        return self.row["file"]

    @property
    def url(self) -> str:
        return self.row["url"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: one of STATUSES, and what else is to be said of it."""

    file: str
    status: str
    remark: str = ""


@dataclass(slots=True)
class _State:
    """What is known of the files in the folder, by name; written as it comes."""

    log: TextIO
    records: dict[str, dict[str, Any]]
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, record: dict[str, Any]) -> None:
        with self.lock:
            self.records[record["file"]] = record
            self.log.write(json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n")
            self.log.flush()
            os.fsync(self.log.fileno())


# --- the list ---------------------------------------------------------------------------------


def read_sources(file: Path) -> list[Source]:
    """The rows of a list of documents.

    Raises:
        WrongUse: it is no such list; one line for each thing to mend.
    """
    sources, errors = _read(file)
    errors += _wrong_rows(sources)
    if not sources and not errors:
        errors.append(f"{file}: expected documents, found none; add one a line.")
    if errors:
        more = [f"{file}: {len(errors) - MOST_MESSAGES} more."] * (len(errors) > MOST_MESSAGES)
        raise WrongUse(*errors[:MOST_MESSAGES], *more)
    return sources


def _read(file: Path) -> tuple[list[Source], list[str]]:
    errors: list[str] = []
    # What is remarked on rows is for those who read the documents.
    rows = read_rows(file, [], errors)
    for place, cells in rows:
        errors += cell_errors(place, cells)
    return [Source(cells, place) for place, cells in rows], errors


def _wrong_rows(sources: Iterable[Source]) -> Iterator[str]:
    """What stands in the way of downloading a row and saving it."""
    places: dict[str, str] = {}
    for source in sources:
        name = source.file
        wanted = f"{source.place}, column file: expected"
        parts = name.split("/")
        if any(not part or _UNSAFE.search(part) or part.startswith(".") for part in parts):
            yield f"{wanted} a file name within the folder, found {name or 'nothing'}; correct it."
        elif Path(name).suffix.lower() not in READERS:
            known = " ".join(READERS)
            yield f"{wanted} a name that ends in one of {known}, found {name}; correct it."
        elif max(len(part.encode()) for part in parts) > LONGEST_NAME:
            yield f"{wanted} a name of at most {LONGEST_NAME} bytes, found {name}; shorten it."
        elif name.casefold() in places:
            yield f"{wanted} a name of its own, found {name} of {places[name.casefold()]} again."
        places.setdefault(name.casefold(), source.place)
        if source.url:
            try:
                expect_web_address(source.url)
            except FetchError as error:
                yield f"{source.place}, column url: {error}."


# --- the whole --------------------------------------------------------------------------------


def collect(
    sources: Sequence[Source],
    out: Path,
    manners: Manners,
    with_attachments: bool,
    advance: Callable[[int, int], None],
) -> list[Outcome]:
    """Download the listed documents into a folder, and list them there.

    Args:
        sources: what to download.
        out: the folder; made if it is missing.
        manners: how.
        with_attachments: whether to download the attachments that a page links to, too.
        advance: called with (documents done, documents in all).

    Returns:
        What became of each, in the order of the list, attachments after their page.

    Raises:
        Refused: another run is working on the folder.
    """
    make_folder(out)
    before, errors = _read(out / FILE_NAME) if (out / FILE_NAME).is_file() else ([], [])
    if errors:
        raise WrongUse(*errors[:MOST_MESSAGES])
    stop = threading.Event()
    outcomes: dict[int, list[Outcome]] = {}
    with _state(out) as state:
        fetcher = Fetcher(manners, stop)
        collector = _Collector(
            out,
            state,
            fetcher,
            addresses={source.url for source in sources},
            names={source.file for source in (*before, *sources)},
        )

        def run(queue: Sequence[tuple[int, Source]]) -> None:
            for number, source in queue:
                found = [collector.document(source.file, source.url)]
                if with_attachments and found[0].status != "failed":
                    found += collector.attachments(source.file)
                outcomes[number] = found
                advance(len(outcomes), len(sources))

        with ThreadPoolExecutor(MOST_HOSTS) as pool:
            try:
                running = [pool.submit(run, queue) for queue in _by_host(sources)]
                _wait_for(running)
            finally:
                stop.set()
                fetcher.close()
                pool.shutdown(cancel_futures=True)
        _write_list(out, before, sources, state)
    return [outcome for number in sorted(outcomes) for outcome in outcomes[number]]


def counts(outcomes: Iterable[Outcome]) -> list[tuple[str, str]]:
    """What became of the documents, in numbers, for a person."""
    found = Counter(outcome.status for outcome in outcomes)
    return [(status.capitalize(), f"{found[status]:,}") for status in STATUSES if found[status]]


def _by_host(sources: Sequence[Source]) -> list[list[tuple[int, Source]]]:
    """What is to be done one after the other."""
    queues: dict[str, list[tuple[int, Source]]] = {}
    for number, source in enumerate(sources):
        queues.setdefault(urlsplit(source.url).hostname or "", []).append((number, source))
    return list(queues.values())


def _wait_for(running: Sequence[Future[None]]) -> None:
    """Wait, but hear the user's Ctrl-C; the first error of any ends it."""
    left = set(running)
    while left:
        done, left = wait(left, timeout=1)
        for future in done:
            future.result()


@contextmanager
def _state(out: Path) -> Iterator[_State]:
    """The folder's state, held by one run. A line that was cut off by a kill is no line."""
    with (out / STATE_NAME).open("a+", encoding="utf-8", errors="replace") as log:
        try:
            fcntl.flock(log, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(
                f"{out}: another `gongkai collect` is working on this folder; expected none. Wait "
                "for it to end and try again."
            ) from None
        for leftover in out.rglob(".*.part"):
            leftover.unlink()
        log.seek(0)
        lines = log.read().split("\n")
        if lines[-1]:
            log.write("\n")
        records: dict[str, dict[str, Any]] = {}
        for line in lines:
            try:
                record = json.loads(line)
            except ValueError:
                continue
            if isinstance(record, dict) and isinstance(record.get("file"), str):
                records[record["file"]] = record
        yield _State(log, records)


# --- one document -----------------------------------------------------------------------------


class _Collector:
    """Downloads single documents; several threads share it, each on a host of its own."""

    def __init__(
        self,
        out: Path,
        state: _State,
        fetcher: Fetcher,
        *,
        addresses: set[str],
        names: set[str],
    ) -> None:
        """Take what all documents share.

        Args:
            out: the folder.
            state: what is known of its files.
            fetcher: what downloads.
            addresses: those that are listed, and need not be found in a page.
            names: those of listed files, which no other file may get.
        """
        self._out = out
        self._state = state
        self._fetcher = fetcher
        self._listed = addresses
        self._taken = names
        self._naming = threading.Lock()

    def document(self, name: str, url: str, page: str | None = None) -> Outcome:
        """Download one document under its name if there is anything new.

        Args:
            name: the file, relative to the folder.
            url: its address; where there is none, the file must be there.
            page: the file of the page that it is attached to.
        """
        target = self._out / name
        if not url:
            if target.is_file():
                return Outcome(name, "at hand")
            return Outcome(name, "failed", f"{name}: expected an address or the file, found none.")
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.part")
        try:
            return self._document(name, url, page, part)
        except FetchError as error:
            return Outcome(name, "failed", f"{name}, {url}: {error}.")
        finally:
            part.unlink(missing_ok=True)

    def _document(self, name: str, url: str, page: str | None, part: Path) -> Outcome:
        target = self._out / name
        record = self._state.records.get(name, {})
        there = sha256_of(target) if target.is_file() else None
        known = Validators()
        if there is not None and (record.get("sha256"), record.get("url")) == (there, url):
            known = Validators(record.get("etag"), record.get("last_modified"))
        answer = self._fetcher.fetch(url, known, part)
        if not answer.is_new:
            return Outcome(name, "unchanged")
        data = part.read_bytes()
        _expect_document(name, data, answer.content_type)
        status, remark, found = "fetched", "", hashlib.sha256(data).hexdigest()
        if there is not None:
            status = "unchanged"
            if found != there and not _is_same_text(name, target.read_bytes(), data):
                status, remark = "new edition", f"the old one is {self._keep_old(name, there)}"
        if status != "unchanged":
            _sync(part)
            part.replace(target)
            _sync(target.parent)
            there = found
        self._state.add(
            {
                "file": name,
                "url": url,
                "page": page,
                "final_url": answer.url,
                "etag": answer.validators.etag,
                "last_modified": answer.validators.last_modified,
                "content_type": answer.content_type,
                "sha256": there,
                "fetched_at": datetime.now(UTC).isoformat(timespec="seconds"),
            }
        )
        return Outcome(name, status, remark)

    def _keep_old(self, name: str, sha256: str) -> str:
        """Put the version that is there aside under a name of its own; give that name."""
        path = PurePosixPath(name)
        kept = self._new_name(path.parent, f"{path.stem}.", path.suffix, first=1)
        # First the line, so that no file is ever there of which nothing is known.
        self._state.add({"file": kept, "edition_of": name, "sha256": sha256})
        (self._out / name).rename(self._out / kept)
        return kept

    def _new_name(self, folder: PurePosixPath, stem: str, suffix: str, first: int) -> str:
        """A name that no file has, by counting on from `first` (0: none) behind the stem."""
        with self._naming:
            there = {
                path.relative_to(self._out).as_posix() for path in (self._out / folder).iterdir()
            }
            taken = {name.casefold() for name in there | self._taken}
            number = first
            while (name := f"{folder / stem}{number or ''}{suffix}").casefold() in taken:
                number += 1
            self._taken.add(name)
            return name

    def attachments(self, page: str) -> Iterator[Outcome]:
        """Download what a page that is there links to as its attachments."""
        data = unpacked((self._out / page).read_bytes())
        try:
            if reader_name(page, data) != "html":
                return
        except UnreadableDocumentError:
            return
        records = self._state.records
        base = records.get(page, {}).get("final_url") or ""
        names = {
            record["url"]: name
            for name, record in list(records.items())
            if record.get("page") == page
        }
        for url in dict.fromkeys(attachment_links(data, base)):
            if url not in self._listed:
                yield self.document(names.get(url) or self._attachment_name(page, url), url, page)

    def _attachment_name(self, page: str, url: str) -> str:
        raw = unquote_to_bytes(urlsplit(url).path.rsplit("/", 1)[-1])
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("gb18030", errors="replace")
        stem = _UNSAFE.sub("_", f"{Path(page).stem}_{Path(name).stem}")
        stem = stem.encode()[: LONGEST_NAME - 20].decode(errors="ignore")
        return self._new_name(PurePosixPath(page).parent, stem, Path(name).suffix.lower(), first=0)


def attachment_links(data: bytes, base: str) -> Iterator[str]:
    """Addresses of the office documents that a page calls its attachment, report or table."""
    root = parse_bytes(data)
    for element in root.iter("base"):
        base = urljoin(base, element.get("href") or "")
        break
    for link in root.iter("a"):
        href = (link.get("href") or "").strip()
        try:
            url = urljoin(base, href)
            expect_web_address(url)
            path = unquote_to_bytes(urlsplit(url).path)
        except (FetchError, ValueError):
            continue
        told = "".join(map(str, link.itertext())) + (link.get("title") or "")
        if Path(os.fsdecode(path)).suffix.lower() in _ATTACHED and _ATTACHMENT_WORDS.search(told):
            yield url.partition("#")[0]


def _expect_document(name: str, data: bytes, content_type: str) -> None:
    """Content decides what a document is; an error page under a document's name is none."""
    try:
        found = reader_name(name, unpacked(data))
        if found == "html" and not _has_text(name, data):
            raise FetchError(
                "a page with text",
                "one that only a browser can make out",
                "open it in a browser and save it by hand",
            )
    except UnreadableDocumentError as error:
        note = error.note
        raise FetchError(note.expected, note.found, note.action) from error
    promised = READERS[Path(name).suffix.lower()]
    # Office documents are often saved web pages; then the site calls them what they are called.
    is_page = found == "html" and "html" in (content_type or "html")
    if promised not in _PAGE_READERS and is_page:
        raise FetchError(
            f"a {Path(name).suffix[1:].upper()} file",
            "a web page, as sites send for an error or a login",
            "look the address up in a browser and correct it",
        )


def _has_text(name: str, page: bytes) -> bool:
    try:
        return len(read_bytes(name, page)[0].text) >= SHORTEST_PAGE
    except UnreadableDocumentError as error:
        if error.note.code == "empty_document":
            return False
        raise


def _is_same_text(name: str, old: bytes, new: bytes) -> bool:
    """Pages carry counters and keys that differ each time; only what can be read is a version."""
    try:
        if reader_name(name, unpacked(new)) != "html":
            return False
        return read_bytes(name, old)[0].text == read_bytes(name, new)[0].text
    except UnreadableDocumentError:
        return False


# --- the list in the folder -------------------------------------------------------------------


def _write_list(
    out: Path, before: Sequence[Source], sources: Sequence[Source], state: _State
) -> None:
    """Leave a sources.csv in the folder: what it listed before, the given list, what was found.

    It is not touched where it lists everything already.
    """
    listed = {source.file: source.row for source in before}
    rows = listed | {source.file: source.row for source in sources}
    for name, record in state.records.items():
        owner = rows.get(record.get("page") or record.get("edition_of") or "")
        if name in rows or owner is None or not (out / name).is_file():
            continue
        if "edition_of" in record:  # it is at no address any more
            rows[name] = {**owner, "file": name, "url": ""}
        else:
            rows[name] = {
                **owner, "file": name, "url": record["url"], "main_file": record["page"]
            }  # fmt: skip
    if rows == listed:
        return
    columns = list(dict.fromkeys(name for row in rows.values() for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows.values())
    aside = out / f".{FILE_NAME}.part"
    # With a mark: without one, Excel takes it for the encoding of its own country.
    aside.write_text(text.getvalue(), encoding="utf-8-sig")
    _sync(aside)
    aside.replace(out / FILE_NAME)
    _sync(out)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
