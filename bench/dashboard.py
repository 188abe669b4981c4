"""The dashboard of a country: 3,000 places over 15 years, in a real browser.

Measures what a reader waits for and what a release carries for it. The release is made by the real
command from synthetic reports, half an hour; `python -m bench.run --only dashboard`.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import duckdb
from playwright.sync_api import Browser, Page

from bench.browser import browser
from bench.measure import Measure
from bench.synthetic import Extent, Rates, write_synthetic
from flows.serve import Site
from flows.warehouse import Warehouse

PLACES: Final = 3000
YEARS: Final = 15
EXTENT: Final = Extent(first_years={2010: 100}, further_statements=False)
RATES: Final = Rates(department=0.0)
MOST_SECONDS: Final = 3.0
MOST_MEGABYTES: Final = 30.0
MOST_FIRST: Final = 1.0  # MB until the first chart is there
SEARCHED: Final = 40_000  # townships too
MOST_SEARCH_SECONDS: Final = 1.0
# Bytes that came over the wire for the page and all that it has asked for so far.
_TRANSFERRED: Final = """() => [...performance.getEntriesByType("navigation"),
    ...performance.getEntriesByType("resource")].reduce((sum, one) => sum + one.transferSize, 0)"""


def measure_dashboard(say: Callable[[str], None]) -> list[Measure]:
    """Its rows, on a release made for it."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as name:
        scratch = Path(name)
        documents = round(PLACES * YEARS * (1 + RATES.second_edition + RATES.second_document))
        write_synthetic(scratch / "landing", documents, rates=RATES, extent=EXTENT)
        say(f"{documents:,} synthetic reports")
        load = [sys.executable, "-m", "flows.cli", "load", str(scratch / "landing")]
        subprocess.run(
            [*load, "--warehouse", str(scratch / "warehouse")],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        say("published")
        return measure_site(Warehouse(scratch / "warehouse"))


def measure_site(warehouse: Warehouse) -> list[Measure]:
    """The rows, on the current release of a warehouse."""
    files = [file for file in (warehouse.current / "site").rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files) / 1e6
    with duckdb.connect(str(warehouse.current / "gongkai.duckdb"), read_only=True) as release:
        ((place, reports, places),) = release.execute(
            "select max_by(lineage, years), sum(years), count(*) from (select lineage, "
            "count(*) as years from jurisdiction_year "
            "inner join dim_jurisdiction using (jurisdiction_key) where level_code = 'county' "
            "group by lineage)"
        ).fetchall()
    with _served(warehouse) as address, browser() as opened:
        overview, first, _ = _load(opened, f"{address}site/zh/index.html")
        one, _, _ = _load(opened, f"{address}site/zh/place.html?place={place}")
        evidence, _, _ = _load(
            opened,
            f"{address}site/zh/evidence.html?place={place}&year=2022&measure=refused_count",
            first_chart=False,
        )
        searched = _search(opened, f"{address}site/zh/quality.html")
    remark = f"{places:,} counties, {reports:,} reports on them"
    return [
        Measure.at_most("dashboard: size", size, MOST_MEGABYTES, "MB", f"{len(files):,} files"),
        Measure.at_most("dashboard: overview", overview, MOST_SECONDS, "s", remark),
        Measure.at_most("dashboard: one place", one, MOST_SECONDS, "s", place),
        Measure.at_most("dashboard: evidence of a number", evidence, MOST_SECONDS, "s", place),
        Measure.at_most("dashboard: until the first chart", first, MOST_FIRST, "MB", "transferred"),
        Measure.at_most(
            "dashboard: search", searched, MOST_SEARCH_SECONDS, "s", f"{SEARCHED:,} places"
        ),
    ]


@contextmanager
def _served(warehouse: Warehouse) -> Iterator[str]:
    with Site(warehouse, [], "127.0.0.1", 0) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield site.address
        site.shutdown()


def _load(opened: Browser, url: str, first_chart: bool = True) -> tuple[float, float, Page]:
    """Seconds until all is drawn, and MB until the first chart is, with an empty cache."""
    page = opened.new_context().new_page()
    began = time.perf_counter()
    page.goto(url)
    first = 0.0
    if first_chart:
        page.wait_for_selector(".chart svg")
        first = float(page.evaluate(_TRANSFERRED)) / 1e6
    page.wait_for_selector("html[data-ready]")
    return time.perf_counter() - began, first, page


def _search(opened: Browser, url: str) -> float:
    """Seconds from typing a name to the first place found, the index not yet there."""
    page = opened.new_context().new_page()
    content = gzip.compress(json.dumps(many_places(SEARCHED), ensure_ascii=False).encode())
    page.route("**/data/places.json.gz", lambda route: route.fulfill(body=content))
    page.goto(url)
    page.wait_for_selector("html[data-ready]")
    began = time.perf_counter()
    page.locator("#search").fill("jiedao39999")
    page.wait_for_selector("#found a")
    return time.perf_counter() - began


def many_places(count: int) -> dict[str, list[Any]]:
    """A search index of so many places, as the dashboard's `places` has it."""
    codes = [f"{110000000 + number}" for number in range(count)]
    return {
        "place": [f"{code}街道{number}" for number, code in enumerate(codes)],
        "code": codes,
        "name": [f"街道{number}" for number in range(count)],
        "pinyin": [f"jie dao {number}" for number in range(count)],
        "level": ["county"] * count,
        "province": ["北京市"] * count,
        "prefecture": [None] * count,
        "names": [None] * count,
        "parent": [None] * count,
        "reports": [1] * count,
    }
