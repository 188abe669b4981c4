"""What is written: the same bytes from the same file, no other host, fresh charts, known words."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboards.charts import CHARTS, specification
from dashboards.site import QUERIES, write_site
from dashboards.skeleton import HERE, PAGES, VEGA_NAME, skeleton, words
from flows.warehouse import sha256_of
from tests.dashboards.conftest import Served

# Names of vocabularies that look like addresses and are never asked for.
VOCABULARIES = ("http://www.w3.org/", "https://vega.github.io/schema/")


@pytest.fixture(scope="module")
def files(
    releases: dict[str, Served], tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, str], dict[str, str]]:
    """Sums of the files of a site written twice."""
    folders = [tmp_path_factory.mktemp("site") / "site" for _ in range(2)]
    for folder in folders:
        with duckdb.connect(str(releases["synthetic"].warehouse.served), read_only=True) as release:
            write_site(release, folder)
    one, other = (
        {
            file.relative_to(folder).as_posix(): sha256_of(file)
            for file in folder.rglob("*")
            if file.is_file()
        }
        for folder in folders
    )
    return one, other


def test_the_same_release_gives_the_same_bytes(
    files: tuple[dict[str, str], dict[str, str]],
) -> None:
    one, other = files
    assert one == other
    assert {f"{language}/{page}.html" for language in ("zh", "en") for page in PAGES} <= one.keys()
    assert "data/evidence/6401.json.gz" in one


def test_a_release_holds_its_dashboard(releases: dict[str, Served]) -> None:
    for served in releases.values():
        sums = (served.warehouse.current / "SHA256SUMS").read_text(encoding="utf-8")
        assert "site/zh/index.html" in sums
        assert "site/data/release.json.gz" in sums


def test_every_query_is_a_data_set_and_chunks_are_listed(releases: dict[str, Served]) -> None:
    def read(file: Path) -> Any:
        return json.loads(gzip.decompress(file.read_bytes()))

    members = set()  # only the sample has several documents of one report
    for served in releases.values():
        data = served.site / "data"
        for folder, chunks in read(data / "chunks.json.gz").items():
            found = {file.name.removesuffix(".json.gz") for file in (data / folder).iterdir()}
            assert found == set(chunks)
            members |= {
                (folder, member)
                for chunk in found
                for member in read(data / folder / f"{chunk}.json.gz")
            }
    for query in QUERIES.rglob("*.sql"):
        if query.parent == QUERIES:
            columns = read(releases["synthetic"].site / "data" / f"{query.stem}.json.gz")
            assert len({len(values) for values in columns.values()}) == 1
        else:
            assert (query.parent.name, query.stem) in members


def test_pages_name_no_other_host() -> None:
    folder = skeleton()
    for file in folder.rglob("*"):
        if file.suffix not in (".html", ".css", ".js") or file.name == VEGA_NAME:
            continue
        addresses = re.findall(r"https?://[\w./-]+", file.read_text(encoding="utf-8"))
        assert [one for one in addresses if not one.startswith(VOCABULARIES)] == [], file
    for page in folder.rglob("*.html"):
        assert "default-src 'none'; script-src 'self'" in page.read_text(encoding="utf-8")


def test_charts_are_those_of_altair_as_it_is_now() -> None:
    written = (skeleton() / "web" / "charts.js").read_text(encoding="utf-8")
    kept = json.loads(written.removeprefix("export default ").rstrip().rstrip(";"))
    assert kept == {name: specification(name) for name in CHARTS}


def test_scripts_say_only_words_that_there_are() -> None:
    known = words("zh").keys()
    said = {
        (file.name, key)
        for file in (HERE / "web").glob("*.js")
        for key in re.findall(r'\bsay\("(\w+)"\)', file.read_text(encoding="utf-8"))
    }
    assert len(said) > 50
    assert {(name, key) for name, key in said if key not in known} == set()
