"""A web site of our own on this machine, for the tests of `gongkai collect`.

Each path has replies, given in order; the last one stays. Every request is remembered.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Reply:
    """One answer.

    `declared` is a Content-Length that may be wrong, `wait` halts the body in its middle, and
    `is_endless` repeats it until nobody listens any more.
    """

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    declared: int | None = None
    wait: threading.Event | None = None
    is_endless: bool = False


@dataclass(frozen=True)
class Request:
    path: str
    headers: dict[str, str]
    at: float


class Site:
    """What the site answers, and what it was asked."""

    def __init__(self) -> None:
        self.url = ""
        self.requests: list[Request] = []
        self._replies: dict[str, list[Reply]] = {}

    def put(self, path: str, *replies: Reply | bytes | str) -> str:
        """Answer requests for the path with the replies; gives its address."""
        self._replies[path] = [
            reply
            if isinstance(reply, Reply)
            else Reply(body=reply if isinstance(reply, bytes) else reply.encode())
            for reply in replies
        ]
        return self.url + path

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.requests.append(Request(handler.path, dict(handler.headers), time.monotonic()))
        replies = self._replies.get(handler.path, [Reply(404)])
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        etag = reply.headers.get("ETag")
        if etag and handler.headers.get("If-None-Match") == etag:
            reply = Reply(304, headers={"ETag": etag})
        since = handler.headers.get("If-Modified-Since")
        if since and since == reply.headers.get("Last-Modified"):
            reply = Reply(304)
        handler.send_response(reply.status)
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        if reply.status != 304 and not reply.is_endless:
            length = len(reply.body) if reply.declared is None else reply.declared
            handler.send_header("Content-Length", str(length))
        handler.end_headers()
        handler.close_connection = reply.declared is not None or reply.is_endless
        half = len(reply.body) // 2 if reply.wait else len(reply.body)
        handler.wfile.write(reply.body[:half])
        while reply.is_endless:
            handler.wfile.write(reply.body)
        if reply.wait:
            handler.wfile.flush()
            reply.wait.wait(60)
            handler.wfile.write(reply.body[half:])


@contextmanager
def open_site() -> Iterator[Site]:
    """A site that answers until the block ends."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            try:
                site.answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
