"""`gongkai serve`: each release under its own address, and no other file."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import duckdb
import pytest

from flows.serve import Site
from flows.warehouse import Refused, Warehouse, WrongUse, kept_releases
from tests.flows.command import SAMPLE, Published


@pytest.fixture(scope="module")
def site(published: Published) -> Iterator[Site]:
    with Site(Warehouse(published.warehouse), [SAMPLE], "127.0.0.1", 0) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield serving
        serving.shutdown()


def ask(site: Site, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    address = urlsplit(site.address)
    connection = http.client.HTTPConnection("127.0.0.1", address.port, timeout=60)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content


def test_addresses_without_a_release_lead_to_the_current_one(site: Site) -> None:
    (version,) = kept_releases(site.warehouse)
    for path, target in (
        ("/", "site/"),
        ("/site/zh/place.html?place=1", "site/zh/place.html?place=1"),
        ("/releases/20200101.1/site/en/", "site/en"),
    ):
        status, headers, _ = ask(site, path)
        assert (status, headers["location"]) == (302, f"/releases/{version}/{target}")


def test_files_of_a_release_are_packed_for_browsers(site: Site) -> None:
    (version,) = kept_releases(site.warehouse)
    status, headers, plain = ask(site, f"/releases/{version}/site/web/vega.js")
    assert (status, "content-encoding" in headers) == (200, False)
    status, headers, packed = ask(
        site, f"/releases/{version}/site/web/vega.js", **{"Accept-Encoding": "gzip"}
    )
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert len(packed) < len(plain) / 2


@pytest.mark.parametrize("path", ["../../lock", "..%2f..%2flock", "nothing.html", "../../"])
def test_nothing_outside_a_release_is_served(site: Site, path: str) -> None:
    (version,) = kept_releases(site.warehouse)
    status, _, content = ask(site, f"/releases/{version}/{path}")
    assert status == 404
    assert b"duckdb" not in content


def test_a_statement_is_shown_by_its_place_or_its_figure(site: Site) -> None:
    (version,) = kept_releases(site.warehouse)
    with duckdb.connect(str(site.warehouse.served), read_only=True) as connection:
        figure, report, line, column, *places = connection.execute(
            "select figure_id, report_id[:16], line_form || ':' || line_code, column_code, "
            "page_no, table_no, row_no, column_no, char_start from fct_figures "
            "where line_code = 'B1' and value_state = 'number' order by figure_id limit 1"
        ).fetchall()[0]
    names = ("page_no", "table_no", "row_no", "column_no", "char_start")
    told = {name: "" if value is None else value for name, value in zip(names, places, strict=True)}
    by_place = {"report": report, "line": line, "column_code": column, **told}
    for query in (by_place, {"figure": figure}):
        status, headers, content = ask(site, f"/releases/{version}/show?{urlencode(query)}")
        assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert figure.encode() in content
        assert headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("query", ["", "figure=zz", "report=00&line=2021:B1&column_code=total"])
def test_what_cannot_be_shown_says_why(site: Site, query: str) -> None:
    (version,) = kept_releases(site.warehouse)
    status, _, content = ask(site, f"/releases/{version}/show?{query}")
    assert status == 200
    assert b"expected" in content


def test_no_release_and_no_free_port_are_told(site: Site, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="expected a release"):
        Site(Warehouse(tmp_path), [], "127.0.0.1", 0)
    with pytest.raises(WrongUse, match="name another with --port"):
        Site(site.warehouse, [], "127.0.0.1", site.server_port)
