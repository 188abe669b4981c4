"""`gongkai serve`: the dashboard of the current release, and the documents behind its numbers.

A small server for one's own machine. Each release stands under its own address,
`/releases/VERSION/…`, so that a page never takes its data from another release than its own; an
address without it (`/site/zh/`) leads to the current release, and so does the address of a release
that is gone. `/show` makes the page or picture of a statement, as `gongkai show` does, and tells
why if the document is not here.
"""

from __future__ import annotations

import gzip
import html
from collections.abc import Sequence
from functools import lru_cache
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from flows import show
from flows.release import SITE_NAME
from flows.warehouse import Refused, Warehouse, WrongUse, connect, kept_releases

# Tells the pages that statements can be shown here; a plain web server cannot.
SHOWS: Final = "show=1; Path=/; SameSite=Strict"
PACKED: Final = frozenset({".html", ".js", ".css", ".json", ".md"})
# What names a statement in the address of `/show`, beside its document: columns of fct_figures.
PLACES: Final = ("page_no", "table_no", "row_no", "column_no", "char_start")
PASSIVE: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
EVIDENCE_TYPES: Final = {".html": "text/html; charset=utf-8", ".png": "image/png"}


class Site(ThreadingHTTPServer):
    """Serves one warehouse until it is shut down."""

    daemon_threads = True

    def __init__(self, warehouse: Warehouse, reports: Sequence[Path], host: str, port: int) -> None:
        """Take the address at once.

        Args:
            warehouse: one with a release.
            reports: folders that may hold the documents.
            host: the address to listen on.
            port: its port; 0 for any that is free.

        Raises:
            Refused: there is no release.
            WrongUse: the port is taken, or the address is not this machine's.
        """
        self.warehouse = warehouse
        self.reports = reports
        if not warehouse.current.is_dir():
            raise Refused(
                f"{warehouse.current}: expected a release, found none; `gongkai refresh` publishes "
                "one."
            )
        try:
            super().__init__((host, port), _Handler)
        except OSError as error:
            raise WrongUse(
                f"{host}:{port}: expected an address that can be listened on, found: "
                f"{error.strerror}; name another with --port."
            ) from error

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{self.server_name}:{self.server_port}/"


class _Handler(SimpleHTTPRequestHandler):
    server: Site
    protocol_version = "HTTP/1.1"  # one connection for all that a page asks for

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, *_: Any) -> None:
        """Requests of one's own browser are no news."""

    def _answer(self, with_body: bool) -> None:
        address = urlsplit(self.path)
        parts = [part for part in unquote(address.path).split("/") if part]
        if parts[:1] != ["releases"]:
            self._go(self._current(*(parts or [f"{SITE_NAME}/"])), address.query)
            return
        version, *rest = parts[1:] or [""]
        if version not in kept_releases(self.server.warehouse):
            self._go(self._current(*(rest or [f"{SITE_NAME}/"])), address.query)
        elif rest == ["show"]:
            self._show(version, dict(parse_qsl(address.query)), with_body)
        else:
            self._file(version, rest, address.path, with_body)

    def _current(self, *rest: str) -> str:
        return "/".join(
            ["/releases", self.server.warehouse.current.resolve().name, *map(quote, rest)]
        )

    def _go(self, path: str, query: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", f"{path}?{query}" if query else path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _file(self, version: str, rest: Sequence[str], path: str, with_body: bool) -> None:
        folder = (self.server.warehouse.releases / version).resolve()
        file = folder.joinpath(*rest).resolve()
        if not file.is_relative_to(folder):
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        if file.is_dir():
            if not path.endswith("/"):
                self._go(f"{path}/", "")
                return
            file = file / "index.html"
        if not file.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        packs = "gzip" in self.headers.get("Accept-Encoding", "") and file.suffix in PACKED
        content = _packed(file) if packs else file.read_bytes()
        kind = "text/plain; charset=utf-8" if file.suffix == ".md" else self.guess_type(str(file))
        self._send(content, kind, with_body, packs)

    def _show(self, version: str, asked: dict[str, str], with_body: bool) -> None:
        release = Warehouse(self.server.warehouse.releases / version)
        try:
            figure_id = asked.get("figure") or _figure_at(release, asked)
            figure = show.find_figure(release, figure_id)
            file = show.find_file(figure, self.server.reports)
            exhibit = show.make_exhibit(figure, file, show.tell(figure))
        except Refused as refused:
            text = "<br>".join(html.escape(line) for line in refused.lines)
            page = f'<!doctype html><html lang="en"><title>Not shown</title><p>{text}</p></html>'
            self._send(page.encode(), EVIDENCE_TYPES[".html"], with_body, policy=PASSIVE)
            return
        self._send(exhibit.content, EVIDENCE_TYPES[exhibit.suffix], with_body, policy=PASSIVE)

    def _send(
        self,
        content: bytes,
        kind: str,
        with_body: bool,
        packed: bool = False,
        policy: str | None = None,
    ) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Set-Cookie", SHOWS)
        if packed:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        if with_body:
            self.wfile.write(content)


@lru_cache(maxsize=64)
def _packed(file: Path) -> bytes:
    # A release's files never change.
    return gzip.compress(file.read_bytes(), 6)


def _figure_at(release: Warehouse, asked: dict[str, str]) -> str:
    """The figure_id of the statement that stands at a place of a document.

    Raises:
        WrongUse: the place is not told, or there is no statement.
    """
    needed = ("report", "line", "column_code")
    if not all(asked.get(name) for name in needed):
        raise WrongUse(f"expected an address with {', '.join(needed)}, found {', '.join(asked)}.")
    told = [name for name in PLACES if asked.get(name)]
    places = "".join(f" and {name}::varchar = ${name}" for name in told)
    with connect(release.served, read_only=True) as connection:
        rows = connection.execute(
            "select figure_id from fct_figures where starts_with(report_id, $report) "  # noqa: S608
            f"and line_form || ':' || line_code = $line and column_code = $column_code{places} "
            "order by figure_id limit 1",
            {name: asked[name] for name in (*needed, *told)},
        ).fetchall()
    if not rows:
        raise WrongUse("expected a statement at this place of the document, found none.")
    return str(rows[0][0])
