"""The catalog's pages in a real browser: nothing runs over the edge, nothing is asked elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # has none
from playwright.sync_api import Browser

from tests.dashboards.conftest import HEIGHT, WIDTHS
from tests.flows.command import Published

# The front page with the diagram, the longest page, one with many lines, and one of schema meta.
PAGES: Final = {
    "index.html": "Gongkai 公开: data catalog 数据目录",
    "jurisdiction_year.html": "jurisdiction_year 地区年度",
    "fct_request_outcomes.html": "fct_request_outcomes 办理结果件数",
    "meta.safe_sums.html": "meta.safe_sums",
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound(name: str, width: int, browser: Browser, sample: Published) -> None:
    file: Path = sample.warehouse / "releases" / "current" / "catalog" / name
    page = browser.new_page(viewport={"width": width, "height": HEIGHT})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.resolve().as_uri())
    assert page.title() == PAGES[name]
    for details in page.locator("details").all():
        details.evaluate("one => { one.open = true }")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    grave = [
        (found["id"], [node["html"][:200] for node in found["nodes"][:3]])
        for found in Axe().run(page).response["violations"]
        if found["impact"] in ("serious", "critical")
    ]
    assert grave == [], json.dumps(grave, ensure_ascii=False, indent=1)
    assert asked == [file.resolve().as_uri(), *(url for url in asked if url.startswith("data:"))]
    assert said == []
    page.close()
