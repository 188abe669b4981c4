"""Two releases with their dashboards, served, and a real browser to read them.

The sample has few reports and blanks of every kind; the synthetic one is a whole province over
fifteen years and all forms, with misprints, conflicts and gaps.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
from playwright.sync_api import Browser, Page

from bench.synthetic import Extent, Rates, write_synthetic
from flows.serve import Site
from flows.warehouse import Warehouse
from tests.flows.command import SAMPLE, Once, gongkai

WIDTHS = (400, 1280)
HEIGHT = 900
# 宁夏: a province, five prefectures, and their counties.
PROVINCE = Extent(first_years={2010: 100}, province_code="640000", further_statements=False)
DOCUMENTS = 440


@dataclass(frozen=True)
class Served:
    """A release that is served: its address, and a connection to its file."""

    name: str
    warehouse: Warehouse
    address: str
    connection: duckdb.DuckDBPyConnection

    @property
    def site(self) -> Path:
        return self.warehouse.current / "site"

    def rows(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        """What the release's own file answers."""
        return self.connection.execute(query, values or None).fetchall()


@pytest.fixture(scope="session")
def warehouses(sample_warehouse: Path, once: Once) -> dict[str, Path]:
    """The two warehouses, made by the real command."""
    synthetic = once("synthetic", _load_synthetic) / "warehouse"
    return {"sample": sample_warehouse, "synthetic": synthetic}


def _load_synthetic(folder: Path) -> None:
    landing, home = folder / "landing", folder / "home"
    home.mkdir()
    rates = Rates(department=0.03, conflict=0.02)
    write_synthetic(landing, DOCUMENTS, rates=rates, extent=PROVINCE)
    ran = gongkai("load", landing, "--warehouse", folder / "warehouse", home=home)
    assert ran.code == 0, ran


@pytest.fixture(scope="session")
def releases(warehouses: dict[str, Path]) -> Iterator[dict[str, Served]]:
    """Both, served as `gongkai serve` does."""
    sites = []
    served = {}
    for name, root in warehouses.items():
        warehouse = Warehouse(root)
        site = Site(warehouse, [SAMPLE], "127.0.0.1", 0)
        threading.Thread(target=site.serve_forever, daemon=True).start()
        sites.append(site)
        connection = duckdb.connect(str(warehouse.served), read_only=True)
        served[name] = Served(name, warehouse, site.address, connection)
    yield served
    for site in sites:
        site.shutdown()
        site.server_close()


class Reader:
    """One window of the browser, and all that went wrong in it."""

    def __init__(self, page: Page, address: str) -> None:
        """Watch a page's console and what it asks for."""
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._ask(request.url))

    def _note(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _ask(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.elsewhere.append(url)

    def open(self, path: str) -> None:
        """Go to a page of the current release and wait until all of it is drawn."""
        self.page.goto(f"{self.address}site/{path}")
        self.wait()

    def wait(self) -> None:
        self.page.wait_for_selector("html[data-ready]", timeout=20_000)

    def table(self, selector: str) -> dict[str, dict[str, str]]:
        """A table as {row: {column: text}}, the small print left out."""
        found: dict[str, dict[str, str]] = self.page.evaluate(
            """selector => {
                const text = cell => {
                    const copy = cell.cloneNode(true);
                    copy.querySelectorAll("small, sup").forEach(one => one.remove());
                    return copy.textContent.trim();
                };
                const table = document.querySelector(selector);
                const columns = [...table.querySelectorAll("thead th")].slice(1).map(text);
                return Object.fromEntries([...table.querySelectorAll("tbody tr")].map(row => [
                    text(row.querySelector("th")),
                    Object.fromEntries([...row.querySelectorAll("td")].map((cell, at) =>
                        [columns[at], text(cell)])),
                ]));
            }""",
            selector,
        )
        return found

    def small(self, selector: str) -> dict[str, dict[str, str]]:
        """The small print of a table's cells, as `table` gives their text."""
        found: dict[str, dict[str, str]] = self.page.evaluate(
            """selector => {
                const table = document.querySelector(selector);
                const columns = [...table.querySelectorAll("thead th")].slice(1)
                    .map(cell => cell.firstChild?.textContent.trim());
                return Object.fromEntries([...table.querySelectorAll("tbody tr")].map(row => [
                    row.querySelector("th").textContent.trim(),
                    Object.fromEntries([...row.querySelectorAll("td")].map((cell, at) =>
                        [columns[at], cell.querySelector("small")?.textContent ?? ""])),
                ]));
            }""",
            selector,
        )
        return found

    def marks(self, selector: str = ".chart") -> int:
        """How many marks the charts have drawn: bars, points and lines with an extent."""
        return self.page.locator(
            f"{selector} svg .mark-rect path, {selector} svg .mark-symbol.role-mark path, "
            f"{selector} svg .mark-line path"
        ).count()


@pytest.fixture
def reader(browser: Browser, releases: dict[str, Served], request: Any) -> Iterator[Reader]:
    """A window on the release and of the width that the test's parameters name."""
    values = request.node.callspec.params if hasattr(request.node, "callspec") else {}
    served = releases[values.get("name", "sample")]
    context = browser.new_context(
        viewport={"width": values.get("width", 1280), "height": HEIGHT}, locale="zh-CN"
    )
    yield Reader(context.new_page(), served.address)
    context.close()
