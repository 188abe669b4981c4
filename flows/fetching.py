"""Polite downloads over HTTP: at a rate per host, as robots.txt allows, and only what has changed.

Takes an address and what is known of it from the last time; gives the file, or that it has not
changed, or why it cannot be had. Used by `flows.collect`.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass
from urllib.robotparser import RobotFileParser

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_random_exponential

ROBOT_NAME: Final = "gongkai"  # what robots.txt calls us
MOST_REDIRECTS: Final = 5
LARGEST_ROBOTS: Final = 512 * 1024  # bytes; RFC 9309 asks for no less
_CHUNK: Final = 64 * 1024
_TRY_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_ACCEPT: Final = "text/html,application/xhtml+xml,application/pdf,*/*;q=0.8"
_LATER: Final = "try again later"

_Given = TypeVar("_Given")


@dataclass(frozen=True, slots=True)
class Manners:
    """How a site is treated, and what is too much for us. Times in seconds."""

    per_second: float = 1.0  # requests to one host
    largest: int = 50 * 2**20  # bytes of a document
    timeout: float = 30.0  # without a byte
    longest: float = 300.0  # for one document
    tries: int = 4
    first_wait: float = 2.0  # after a failure; doubles with each
    longest_wait: float = 120.0  # that a site may ask for
    contact: str | None = None  # of whoever collects; the sites are told
    allow_private: bool = False  # addresses of a local network, too

    @property
    def user_agent(self) -> str:
        """Names the project, what it does, and whom to write to."""
        about = "reads published annual reports of government information disclosure"
        told = "; ".join(filter(None, (about, self.contact)))
        return f"{ROBOT_NAME}/{version('gongkai')} ({told})"


@dataclass(frozen=True, slots=True)
class Validators:
    """What a site said of the version that we have, to ask it for another one only."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The headers of a conditional request."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came. `is_new` is False where the site says that nothing has changed."""

    url: str  # after redirects
    is_new: bool
    content_type: str
    validators: Validators


class FetchError(Exception):
    """A document that cannot be had: what was expected, what was found, what to do."""

    def __init__(self, expected: str, found: str, action: str) -> None:
        super().__init__(f"expected {expected}, found {found}; {action}")


class Stopped(Exception):  # noqa: N818
    """The user ended it."""


class _TryAgainError(Exception):
    """A failure that may pass; `after` is how many seconds the site asks to wait."""

    def __init__(self, found: str, after: float = 0.0) -> None:
        super().__init__(found)
        self.after = after


@dataclass(slots=True)
class _Host:
    """When a host may be asked again, and what each of its origins forbids."""

    pace: threading.Lock = field(default_factory=threading.Lock)
    next_at: float = 0.0
    delay: float = 0.0  # Crawl-delay
    asking: threading.Lock = field(default_factory=threading.Lock)
    robots: dict[str, RobotFileParser | FetchError] = field(default_factory=dict)


class Fetcher:
    """Downloads; several threads may share it."""

    def __init__(self, manners: Manners, stop: threading.Event) -> None:
        self._manners = manners
        self._stop = stop
        self._hosts: dict[str, _Host] = {}
        self._hosts_lock = threading.Lock()
        self._client = httpx.Client(
            headers={"User-Agent": manners.user_agent, "Accept": _ACCEPT},
            timeout=manners.timeout,
            follow_redirects=False,  # each address on the way is looked at
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def fetch(self, url: str, known: Validators, into: Path) -> Answer:
        """Download a document.

        Args:
            url: its address.
            known: what the site said of the version that is there already.
            into: the file to write; it is whole exactly if an answer that is new is returned.

        Raises:
            FetchError: it cannot be had; says why.
            Stopped: the user ended it.
        """
        way = [url]
        # An address may lead to itself: sites set a cookie and ask to come again.
        while len(way) <= MOST_REDIRECTS + 1:
            self._expect_allowed(way[-1])
            answer = self._retrying(partial(self._attempt, way[-1], known, into))
            if isinstance(answer, Answer):
                return answer
            way.append(answer)
        raise FetchError(
            f"at most {MOST_REDIRECTS} redirects",
            " → ".join(way),
            "look the address up in a browser and correct it",
        )

    def _attempt(self, url: str, known: Validators, into: Path) -> Answer | str:
        """The answer, or where it is to be had."""
        with self._response(url, known.headers()) as response:
            status, headers = response.status_code, response.headers
            validators = Validators(headers.get("ETag"), headers.get("Last-Modified"))
            content_type = headers.get("Content-Type", "")
            if status == 304 and known.headers():
                return Answer(url, False, content_type, validators)
            if status in _REDIRECTS and headers.get("Location"):
                return urljoin(url, headers["Location"])
            if status != 200:
                raise FetchError(
                    "the document",
                    f"{status} {response.reason_phrase}".strip(),
                    "look the address up in a browser and correct it",
                )
            self._write(response, into)
        return Answer(url, True, content_type, validators)

    def _write(self, response: httpx.Response, into: Path) -> None:
        largest, end = self._manners.largest, time.monotonic() + self._manners.longest
        declared = response.headers.get("Content-Length", "")
        size = int(declared) if declared.isascii() and declared.isdecimal() else 0
        with into.open("wb") as file:
            if size <= largest:
                size = 0
                for chunk in response.iter_bytes(_CHUNK):
                    size += len(chunk)
                    if size > largest:
                        break
                    file.write(chunk)
                    if self._stop.is_set():
                        raise Stopped
                    if time.monotonic() > end:
                        raise _TryAgainError(f"no end of it in {self._manners.longest:g} s")
        if size > largest:
            raise FetchError(
                f"at most {largest:,} bytes",
                f"{size:,} or more",
                "raise --max-mb if it is a report",
            )
        if not size:
            raise FetchError("a document", "no content", _LATER)

    # --- what we ask before -------------------------------------------------------------------

    def _expect_allowed(self, url: str) -> None:
        self._expect_reachable(url)
        robots = self._robots(url)
        if isinstance(robots, FetchError):
            raise robots
        if not robots.can_fetch(ROBOT_NAME, url):
            raise FetchError(
                "an address that programs may read",
                "one that the site's robots.txt forbids",
                "fetch it by hand, or ask the site",
            )

    def _expect_reachable(self, url: str) -> None:
        """No other scheme, and no address of a local network: lists come from elsewhere."""
        expect_web_address(url)
        if self._manners.allow_private or _goes_through_proxy(url):
            return
        parts = urlsplit(url)
        try:
            found = socket.getaddrinfo(parts.hostname, parts.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise FetchError(
                f"the host {parts.hostname}", str(error), "check the address and your connection"
            ) from error
        for *_, address in found:
            _expect_public(str(address[0]))

    def _expect_public_peer(self, response: httpx.Response) -> None:
        """The name may have meant something else when the connection was made."""
        if self._manners.allow_private or _goes_through_proxy(str(response.url)):
            return
        stream = response.extensions.get("network_stream")
        address = stream.get_extra_info("server_addr") if stream is not None else None
        if address is not None:
            _expect_public(str(address[0]))

    def _robots(self, url: str) -> RobotFileParser | FetchError:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        host = self._host(url)
        with host.asking:
            if origin not in host.robots:
                host.robots[origin] = self._read_robots(f"{origin}/robots.txt", host)
            return host.robots[origin]

    def _read_robots(self, url: str, host: _Host) -> RobotFileParser | FetchError:
        """What RFC 9309 makes of it: missing allows all, unreachable forbids all."""
        parser = RobotFileParser(url)
        try:
            status, text = self._robots_text(url)
        except FetchError as error:
            return FetchError("the site's robots.txt", str(error), _LATER)
        if status != 200:
            text = "User-agent: *\nDisallow: /" if status in (401, 403) else ""
        parser.parse(text.splitlines())
        host.delay = float(parser.crawl_delay(ROBOT_NAME) or 0)
        if host.delay > self._manners.longest_wait:
            return FetchError(
                f"a site that may be asked every {self._manners.longest_wait:g} s",
                f"{host.delay:g} s in its robots.txt",
                "fetch it by hand, or ask the site",
            )
        return parser

    def _robots_text(self, url: str) -> tuple[int, str]:
        def ask(url: str) -> tuple[int, str, str | None]:
            with self._response(url, {}) as response:
                if response.status_code in _REDIRECTS:
                    return response.status_code, "", response.headers.get("Location")
                body = b""
                for chunk in response.iter_bytes(_CHUNK):
                    body += chunk
                    if len(body) > LARGEST_ROBOTS:
                        break
                return response.status_code, body.decode("utf-8-sig", errors="replace"), None

        for _ in range(MOST_REDIRECTS + 1):
            self._expect_reachable(url)
            status, text, location = self._retrying(partial(ask, url))
            if not location:
                return status, text
            url = urljoin(url, location)
        return 404, ""

    # --- one request --------------------------------------------------------------------------

    @contextmanager
    def _response(self, url: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """A response whose body is not read yet; failures that may pass are _TryAgainError."""
        self._wait_for_turn(url)
        try:
            with self._client.stream("GET", url, headers=dict(headers)) as response:
                self._expect_public_peer(response)
                if response.status_code in _TRY_AGAIN:
                    found = f"{response.status_code} {response.reason_phrase}".strip()
                    raise _TryAgainError(found, self._asked_to_wait(response))
                yield response
        except httpx.InvalidURL as error:
            raise _no_web_address(url, str(error)) from error
        except httpx.TimeoutException as error:
            raise _TryAgainError(f"no answer in {self._manners.timeout:g} s") from error
        except (httpx.HTTPError, httpx.StreamError, RuntimeError) as error:
            if self._stop.is_set():  # connections are closed under those that wait for them
                raise Stopped from error
            if isinstance(error, RuntimeError):
                raise
            found = str(error) or type(error).__name__
            if "CERTIFICATE_VERIFY_FAILED" in found:
                raise FetchError(
                    "a site whose certificate can be verified", found, "fetch it by hand"
                ) from error
            raise _TryAgainError(found) from error

    def _asked_to_wait(self, response: httpx.Response) -> float:
        seconds = retry_after(response.headers.get("Retry-After"))
        if seconds > self._manners.longest_wait:
            raise FetchError(
                "the document",
                f"{response.status_code} and the request to wait {seconds:,.0f} s",
                "try again after that",
            )
        return seconds

    def _retrying(self, attempt: Callable[[], _Given]) -> _Given:
        manners = self._manners
        growing = wait_random_exponential(manners.first_wait, manners.longest_wait)

        def wait(state: RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            asked = error.after if isinstance(error, _TryAgainError) else 0.0
            return max(growing(state), asked)

        retrying = Retrying(
            stop=stop_after_attempt(manners.tries),
            wait=wait,
            sleep=self._sleep,
            retry=retry_if_exception_type(_TryAgainError),
            reraise=True,
        )
        try:
            return retrying(attempt)
        except _TryAgainError as error:
            found = f"{error} ({manners.tries} tries)"
            raise FetchError("the document", found, _LATER) from error

    def _host(self, url: str) -> _Host:
        name = urlsplit(url).hostname or ""
        with self._hosts_lock:
            return self._hosts.setdefault(name, _Host())

    def _wait_for_turn(self, url: str) -> None:
        host = self._host(url)
        with host.pace:
            self._sleep(max(host.next_at - time.monotonic(), 0.0))
            host.next_at = time.monotonic() + max(1 / self._manners.per_second, host.delay)

    def _sleep(self, seconds: float) -> None:
        if self._stop.wait(seconds):
            raise Stopped


def expect_web_address(url: str) -> None:
    """Raise FetchError for what is no absolute http or https address."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise _no_web_address(url, str(error)) from error
    if parts.scheme not in ("http", "https") or not host:
        raise _no_web_address(url, url or "nothing")


def _no_web_address(url: str, found: str) -> FetchError:
    what = f"{url}: {found}" if found != url else found
    return FetchError("an address that begins with http:// or https://", what, "correct it")


def _expect_public(address: str) -> None:
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    if not (mapped or found).is_global:
        raise FetchError(
            "an address of the public network", address, "give --allow-private if it is meant"
        )


def _goes_through_proxy(url: str) -> bool:
    """Then names are looked up and connections made by the proxy, not by us."""
    parts = urlsplit(url)
    proxies = getproxies()
    return bool(proxies.get(parts.scheme) or proxies.get("all")) and not proxy_bypass(
        parts.hostname or ""
    )


def retry_after(header: str | None) -> float:
    """Seconds that a Retry-After header asks for; 0 where it says nothing that can be read."""
    header = (header or "").strip()
    if header.isascii() and header.isdecimal():
        return float(header)
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return 0.0
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max((until - datetime.now(UTC)).total_seconds(), 0.0)
