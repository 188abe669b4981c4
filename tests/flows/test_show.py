"""`gongkai show` as a person runs it: from a served figure to its place in a document."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from lxml import html as lxml_html
from PIL import Image

from extract import read_document
from tests.flows.command import SAMPLE, Published, Ran, gongkai, rows

ONE_FIGURE = (
    "select f.figure_id, f.value_text from fct_figures as f join bridge_report_document as d "
    "using (report_id) where d.file_name = ? and f.method = ? and f.value_state = 'number' "
    "order by all limit 1"
)


def show(sample: Published, *arguments: object, reports: Path = SAMPLE) -> Ran:
    return gongkai(
        "show", "--no-open", "--warehouse", sample.warehouse, "--reports", reports, *arguments,
        home=sample.home,
    )  # fmt: skip


def figure_of(sample: Published, name: str, method: str = "table") -> tuple[str, str]:
    [(figure_id, value_text)] = rows(
        sample.warehouse / "gongkai.duckdb", ONE_FIGURE, [name, method]
    )
    return figure_id, value_text


def test_every_figure_is_served_with_the_place_where_it_was_read(sample: Published) -> None:
    columns = "figure_id, page{}, table_no, row_no, column_no, char_start, char_end, locator"
    served = rows(
        sample.warehouse / "gongkai.duckdb", f"select {columns.format('_no')} from fct_figures"
    )
    names = columns.format("").split(", ")
    read = {
        tuple(figure[name] for name in names)
        for name in {
            name
            for (name,) in rows(
                sample.warehouse / "gongkai.duckdb", "select file_name from bridge_report_document"
            )
        }
        for figure in read_document(SAMPLE / name).figures
    }
    assert len(read) > 1000
    assert set(served) == read


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("huaian_2024.html", "table"),
        ("huaian_2024.html", "prose"),
        ("quxian_2023.md", "table"),
        ("sichuan_2018.html", "prose"),
        ("yongchuan_2018.html", "table"),
        ("dayao_2018.txt", "prose"),
    ],
)
def test_a_page_of_its_own_shows_the_figure(
    name: str, method: str, sample: Published, tmp_path: Path
) -> None:
    figure_id, value_text = figure_of(sample, name, method)
    ran = show(sample, figure_id, "--out", tmp_path)
    assert (ran.code, ran.err) == (0, ""), ran
    told = dict(line.split("  ", 1) for line in ran.out.splitlines())
    told = {what: found.strip() for what, found in told.items()}
    assert told["Figure"] == figure_id
    assert told["Document"].startswith(name)
    assert told["Printed"] == value_text
    assert {".html": "path /html/", ".md": "line ", ".txt": "line "}[Path(name).suffix] in told[
        "Place"
    ]
    assert told["Label"].count(" · ") == 1, "Chinese and English"
    assert told["Became"]
    page = tmp_path / f"{figure_id}.html"
    assert told["Shown in"] == str(page)
    root = lxml_html.document_fromstring(page.read_text("utf-8"))
    shown = "".join(mark.text or "" for mark in root.iter("mark"))
    assert "".join(shown.split()) == "".join(value_text.split())


def test_a_picture_shows_a_figure_of_a_pdf(sample: Published, tmp_path: Path) -> None:
    figure_id, value_text = figure_of(sample, "huaian_2024.pdf")
    out = tmp_path / "page.png"
    ran = show(sample, figure_id, "--out", out)
    assert (ran.code, ran.err) == (0, ""), ran
    picture = Image.open(io.BytesIO(out.read_bytes()))
    assert f"Printed: {value_text}" in picture.info["Description"]


def test_the_first_digits_are_enough_if_they_name_one_figure(
    sample: Published, tmp_path: Path
) -> None:
    ids = [
        found
        for (found,) in rows(
            sample.warehouse / "gongkai.duckdb", "select figure_id from fct_figures order by all"
        )
    ]
    one = next(found[:8] for found in ids if sum(other.startswith(found[:8]) for other in ids) == 1)
    assert show(sample, one.upper(), "--out", tmp_path).code == 0
    several = show(sample, ids[0][0])
    assert several.code == 2
    assert ids[0] in several.err
    assert "and more" in several.err


@pytest.mark.parametrize("given", ["ffffffffffffffff", "nonsense", "%", " "])
def test_an_id_that_names_no_figure_is_wrong_use(given: str, sample: Published) -> None:
    ran = show(sample, given)
    assert ran.code == 2
    assert ran.err.startswith(f"{given}: expected the figure_id of one figure")
    assert ran.out == ""


def test_the_document_is_known_by_its_bytes(sample: Published, tmp_path: Path) -> None:
    figure_id, _ = figure_of(sample, "quxian_2023.md")
    inner = tmp_path / "2023" / "渠县"
    inner.mkdir(parents=True)
    shutil.copy(SAMPLE / "quxian_2023.md", inner / "年报 二〇二三.markdown")
    shutil.copy(SAMPLE / "dayao_2018.md", inner / "quxian_2023.md")
    ran = show(sample, figure_id, "--out", tmp_path, reports=tmp_path)
    assert (ran.code, ran.err) == (0, ""), ran


def test_a_document_that_is_not_there_is_named(sample: Published, tmp_path: Path) -> None:
    figure_id, _ = figure_of(sample, "quxian_2023.md")
    shutil.copy(SAMPLE / "dayao_2018.md", tmp_path / "other.md")
    ran = show(sample, figure_id, reports=tmp_path)
    assert ran.code == 2
    assert ran.err.startswith("quxian_2023.md: expected the document with sha256 ")
    assert "1 other file" in ran.err
    shutil.copy(SAMPLE / "dayao_2018.md", tmp_path / "quxian_2023.md")
    assert "with other bytes" in show(sample, figure_id, reports=tmp_path).err
    missing = show(sample, figure_id, reports=tmp_path / "nowhere")
    assert missing.code == 2
    assert "expected a folder of reports, found nothing" in missing.err


def test_a_name_that_cannot_be_written_is_wrong_use(sample: Published, tmp_path: Path) -> None:
    figure_id, _ = figure_of(sample, "quxian_2023.md")
    wrong_suffix = show(sample, figure_id, "--out", tmp_path / "x.png")
    assert wrong_suffix.code == 2
    assert "ends in .html" in wrong_suffix.err
    no_folder = show(sample, figure_id, "--out", tmp_path / "nowhere" / "x.html")
    assert no_folder.code == 2
    assert "No such file or directory" in no_folder.err
    assert not list(tmp_path.iterdir())


def test_without_a_warehouse_there_is_nothing_to_show(tmp_path: Path) -> None:
    ran = gongkai("show", "00", "--warehouse", tmp_path, home=tmp_path)
    assert ran.code == 2
    assert "expected a warehouse folder" in ran.err
