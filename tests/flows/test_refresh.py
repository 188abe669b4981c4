"""The main job as a person runs it: what it says, how it ends, and what readers see meanwhile."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.catalog.cookbook import PAGE
from flows.session import CODE
from flows.warehouse import sha256_of
from tests.flows.command import (
    NOISE,
    ROOT,
    Published,
    Running,
    copy_warehouse,
    gongkai,
    parquet_bytes,
    rows,
    started,
    state,
    surroundings,
)
from tests.flows.conftest import READABLE


def test_a_refresh_publishes_a_whole_release(published: Published) -> None:
    assert published.ran.code == 0, published.ran
    assert published.ran.err == ""
    served = published.warehouse / "gongkai.duckdb"
    release = published.warehouse / "releases" / "current"
    [(version, documents)] = rows(served, "select version, document_count from meta.release")
    assert documents == len(READABLE)
    assert release.readlink() == Path(version)
    assert served.read_bytes() == (release / "gongkai.duckdb").read_bytes()
    assert not list(published.warehouse.rglob("*.wal"))
    assert not list(published.warehouse.glob("releases/.*"))
    check = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(check, cwd=release, check=False).returncode == 0
    summed = {line.split("  ")[1] for line in (release / "SHA256SUMS").read_text().splitlines()}
    files = {str(path.relative_to(release)) for path in release.rglob("*") if path.is_file()}
    assert files == summed | {"SHA256SUMS"}
    for gate in ("landing", "marts", "release"):
        assert list((release / "gates" / gate).rglob("index.html")), gate
    assert (release / "catalog" / "models.html").stat().st_size > 100_000
    assert (release / "catalog" / "index.html").is_file()


def test_the_data_package_describes_every_mart(published: Published) -> None:
    release = published.warehouse / "releases" / "current"
    served = published.warehouse / "gongkai.duckdb"
    package = json.loads((release / "datapackage.json").read_text("utf-8"))
    listed = {resource["name"]: resource for resource in package["resources"]}
    marts = {
        name
        for (name,) in rows(
            served,
            "select table_name from information_schema.tables where table_schema = 'main'",
        )
    }
    assert listed.keys() == marts == {path.stem for path in release.glob("*.parquet")}
    assert marts == {path.stem for path in (release / "csv").glob("*.csv")}
    assert len(marts) > 20
    chinese = dict(
        rows(
            served,
            "select l.object_name, v.view_name from duckdb_views() as v "
            "inner join read_csv('seeds/labels_zh.csv') as l "
            "on l.object_kind = 'table' and l.label_zh = v.view_name where v.schema_name = 'zh'",
        )
    )
    assert chinese.keys() == marts
    for name, described in listed.items():
        [(count,)] = rows(served, f'select count(*) from "{name}"')
        assert rows(served, f'select count(*) from zh."{chinese[name]}"') == [(count,)]
        assert described["gongkai:row_count"] == count
        assert described["hash"] == f"sha256:{sha256_of(release / described['path'])}"
        assert described["schema"]["primaryKey"], name
        assert all(field["description"] for field in described["schema"]["fields"]), name


def test_the_end_is_a_short_table(published: Published) -> None:
    shown = dict(
        line.split("  ", 1)
        for line in published.ran.out.splitlines()
        if line[:1].isupper() and "  " in line
    )
    assert shown["Documents found"].strip() == "4"
    assert shown["Documents read now"].strip() == "3"
    assert shown["Documents set aside"].strip() == "2"
    assert int(shown["Rules held"]) > 0
    assert Path(shown["File"].strip()) == published.warehouse / "gongkai.duckdb"
    assert not [word for word in NOISE if word in published.ran.out]


def test_a_document_set_aside_is_told_in_one_line(published: Published) -> None:
    lines = [line for line in published.ran.out.splitlines() if line.startswith("Set aside: ")]
    assert len(lines) == 2
    for name in ("menu.html", "broken.pdf"):
        [line] = [line for line in lines if name in line]
        assert "expected" in line
        assert "found" in line
    again = [line for line in published.ran.out.splitlines() if "the same bytes as" in line]
    assert len(again) == 1
    assert rows(
        published.warehouse / "gongkai.duckdb",
        "select file_name, gate from meta.quarantined_documents order by all",
    ) == [("broken.pdf", "extraction"), ("menu.html", "extraction")]


def test_nothing_is_left_in_the_home_folder(published: Published) -> None:
    assert not list(published.home.iterdir())


def test_nothing_new_ends_without_the_engines(published: Published, tmp_path: Path) -> None:
    before = state(published.warehouse)
    modules = tmp_path / "modules"
    script = (
        "import sys, pathlib, flows.cli\n"
        "try:\n    flows.cli.main()\n"
        f"finally:\n    pathlib.Path({str(modules)!r}).write_text('\\n'.join(sys.modules))\n"
    )
    arguments = ["--reports", str(published.reports), "--warehouse", str(published.warehouse)]
    done = subprocess.run(
        [sys.executable, "-c", script, "refresh", *arguments],
        cwd=ROOT,
        env=surroundings(published.home),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done
    assert "Nothing new" in done.stdout
    assert "broken.pdf" in done.stdout
    imported = set(modules.read_text().splitlines())
    assert "duckdb" in imported
    assert not imported & {"dbt", "great_expectations", "prefect", "pandas"}
    assert state(published.warehouse) == before


@pytest.mark.parametrize("make", [False, True], ids=["missing", "empty"])
def test_without_documents_it_is_wrong_use(
    make: bool, published: Published, tmp_path: Path
) -> None:
    folder = tmp_path / "reports"
    if make:
        folder.mkdir()
    warehouse = tmp_path / "warehouse"
    ran = gongkai("refresh", "--reports", folder, "--warehouse", warehouse, home=published.home)
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert str(folder) in ran.err
    assert not (warehouse / "gongkai.duckdb").exists()
    mirror = ("--warehouse", published.warehouse, "--mirror")
    before = state(published.warehouse)
    assert gongkai("refresh", "--reports", folder, *mirror, home=published.home).code == 2
    assert state(published.warehouse) == before


def test_a_second_refresh_is_told_of_the_first(published: Published, tmp_path: Path) -> None:
    warehouse = copy_warehouse(published.warehouse, tmp_path / "warehouse")
    arguments = ("refresh", "--reports", _one_more(published, tmp_path), "--warehouse", warehouse)
    with started(*arguments, home=published.home) as first:
        first.until("Start")
        before = state(warehouse)
        second = gongkai(*arguments, home=published.home)
        assert second.code == 1
        assert second.err.count("\n") == 1
        assert f"process {first.process.pid} " in second.err
        assert state(warehouse) == before
        ended = first.finish()
    assert ended.code == 0, ended


def test_a_later_release_can_be_rolled_back_and_a_document_forgotten(
    published: Published, tmp_path: Path
) -> None:
    warehouse = copy_warehouse(published.warehouse, tmp_path / "warehouse")
    reports = _one_more(published, tmp_path)
    arguments = ("refresh", "--reports", reports, "--warehouse", warehouse)
    served = warehouse / "gongkai.duckdb"
    first = (warehouse / "releases" / "current").readlink()
    old = parquet_bytes(warehouse / "releases" / "current")
    assert gongkai(*arguments, home=published.home).code == 0
    second = (warehouse / "releases" / "current").readlink()
    changes = (warehouse / "releases" / second / "CHANGES.md").read_text("utf-8")
    assert f"Compared with release {first}" in changes
    assert "| `bridge_report_document` | 3 | 1 | 0 | 0 |" in changes
    told = gongkai("diff", first, "--warehouse", warehouse, home=published.home)
    assert (told.code, told.err) == (0, "")
    assert told.out.strip() in changes
    since = f"select table_name, added_count from changes_since('{first}')"
    assert ("bridge_report_document", 1) in rows(served, since)

    back = gongkai("rollback", "--warehouse", warehouse, home=published.home)
    assert (back.code, back.err) == (0, "")
    assert (warehouse / "releases" / "current").readlink() == first
    assert rows(served, "select version from meta.release") == [(str(first),)]
    none = gongkai("rollback", "--warehouse", warehouse, home=published.home)
    assert none.code == 2
    forward = gongkai("rollback", second, "--warehouse", warehouse, home=published.home)
    assert forward.code == 0
    with (warehouse / "releases" / first / "gongkai.duckdb").open("ab") as changed:
        changed.write(b"x")
    refused = gongkai("rollback", first, "--warehouse", warehouse, home=published.home)
    assert refused.code == 1
    assert "sha256" in refused.err
    assert rows(served, "select version from meta.release") == [(str(second),)]

    [(report_id,)] = rows(
        served, "select report_id from bridge_report_document where file_name = 'one_more.md'"
    )
    forget = ("forget", report_id[:12], "--reason", "a test", "--warehouse", warehouse)
    assert gongkai(*forget, home=published.home).code == 0
    ran = gongkai(*arguments, home=published.home)
    assert ran.code == 0, ran
    assert "forgotten on purpose" in ran.out
    assert parquet_bytes(warehouse / "releases" / "current") == old

    status = gongkai("status", "--warehouse", warehouse, home=published.home)
    assert status.code == 0
    assert status.out.count(" (served)") == 1
    assert "menu.html" in status.out


def test_a_fall_in_rows_stops_the_publish(published: Published, tmp_path: Path) -> None:
    warehouse = copy_warehouse(published.warehouse, tmp_path / "warehouse")
    reports = tmp_path / "reports"
    reports.mkdir()
    shutil.copy(published.reports / READABLE[0], reports)
    shutil.rmtree(warehouse / "landing")
    before = state(warehouse)
    ran = gongkai("refresh", "--reports", reports, "--warehouse", warehouse, home=published.home)
    assert ran.code == 1
    assert "marts gate refused" in ran.err
    assert not [word for word in NOISE if word in ran.out + ran.err]
    assert state(warehouse) == before
    mirror = ("--reports", reports, "--warehouse", warehouse, "--mirror")
    meant = gongkai("refresh", *mirror, home=published.home)
    assert meant.code == 0, meant
    assert rows(warehouse / "gongkai.duckdb", "select document_count from meta.release") == [(1,)]


def _no_more_bytes(run: Running, warehouse: Path) -> None:
    served = (warehouse / "gongkai.duckdb").stat().st_size
    resource.prlimit(run.process.pid, resource.RLIMIT_FSIZE, (served // 4, served // 4))


def _full_device(run: Running, warehouse: Path) -> None:
    (warehouse / ".gongkai.duckdb.next").symlink_to("/dev/full")


@pytest.mark.parametrize(
    ("step", "fill"),
    [("Assemble the release", _no_more_bytes), ("Release gate", _full_device)],
    ids=["while assembling", "while publishing"],
)
def test_a_full_disk_leaves_the_served_release(
    step: str, fill: Callable[[Running, Path], None], published: Published, tmp_path: Path
) -> None:
    warehouse = copy_warehouse(published.warehouse, tmp_path / "warehouse")
    before = state(warehouse)
    arguments = ("refresh", "--reports", _one_more(published, tmp_path), "--warehouse", warehouse)
    with started(*arguments, home=published.home) as run:
        run.until(step)
        fill(run, warehouse)
        ended = run.finish()
    assert ended.code == 1, ended
    assert ended.err.startswith("Disk full: ")
    assert ended.err.count("\n") == 1
    assert state(warehouse) == before
    assert rows(warehouse / "gongkai.duckdb", "select count(*) from meta.release") == [(1,)]


def test_loading_what_was_extracted_gives_the_same_release(
    published: Published, tmp_path: Path
) -> None:
    out = tmp_path / "landing"
    ran = gongkai("extract", published.reports, "--out", out, home=published.home)
    assert ran.code == 0, ran
    assert "menu.html" in ran.out
    warehouse = tmp_path / "warehouse"
    ran = gongkai("load", out, "--warehouse", warehouse, home=published.home)
    assert ran.code == 0, ran
    assert parquet_bytes(warehouse / "releases" / "current") == parquet_bytes(
        published.warehouse / "releases" / "current"
    )


def test_tables_that_break_the_contract_are_refused(published: Published, tmp_path: Path) -> None:
    out = tmp_path / "landing"
    gongkai("extract", published.reports, "--out", out, home=published.home)
    (out / "figure.parquet").unlink()
    (out / "figure.csv").write_text("figure_id,report_id\n1,2\n")
    before = state(published.warehouse)
    ran = gongkai("load", out, "--warehouse", published.warehouse, home=published.home)
    assert ran.code == 1
    assert "figure.csv" in ran.err
    assert "line_code" in ran.err
    assert state(published.warehouse) == before


def test_a_release_kept_open_by_a_reader_is_replaced_all_the_same(
    published: Published, tmp_path: Path
) -> None:
    warehouse = copy_warehouse(published.warehouse, tmp_path / "warehouse")
    served = warehouse / "gongkai.duckdb"
    descriptor = os.open(served, os.O_RDONLY)
    try:
        arguments = ("--reports", _one_more(published, tmp_path), "--warehouse", warehouse)
        assert gongkai("refresh", *arguments, home=published.home).code == 0
        assert os.fstat(descriptor).st_nlink == 0
    finally:
        os.close(descriptor)


def _one_more(published: Published, folder: Path) -> Path:
    """The same reports and another document with the same figures."""
    reports = folder / "one_more"
    shutil.copytree(published.reports, reports, symlinks=True)
    text = (published.reports / READABLE[0]).read_text("utf-8")
    (reports / "one_more.md").write_text(f"{text}\n", "utf-8")
    return reports


def test_a_release_follows_every_file_that_it_is_made_of() -> None:
    """Else a refresh would say 'Nothing new' where a page or a query has changed."""
    followed = {file for pattern in CODE for file in ROOT.glob(pattern)}
    made_of = {
        file
        for folder in ("dashboards", "expectations", "flows", "macros", "models", "seeds")
        for file in (ROOT / folder).rglob("*")
        if file.is_file()
        and not any(part.startswith((".", "__pycache__")) for part in file.relative_to(ROOT).parts)
        # Scripts and notes beside the seeds make no release.
        and not (folder == "seeds" and file.suffix not in (".csv", ".yml"))
    }
    assert len(made_of) > 150
    assert sorted(made_of - followed) == []
    assert PAGE in followed
