"""A page, the workbook beside it and sources.csv, through the whole refresh."""

from __future__ import annotations

import re
from pathlib import Path

from tests.extract import layouts, office
from tests.flows.command import gongkai, rows


def test_a_workbook_feeds_the_facts_of_the_page_that_it_hangs_on(tmp_path: Path) -> None:
    reports, home, warehouse = (tmp_path / name for name in ("reports", "home", "warehouse"))
    reports.mkdir()
    home.mkdir()
    report = layouts.make_report("2021", seed=3, name="渠县")
    (reports / "page.html").write_text(
        f"<html><body><h1>{report.title}</h1><a href='附件.xlsx'>附件</a></body></html>", "utf-8"
    )
    (reports / "附件.xlsx").write_bytes(office.make_xlsx(report, title=False))
    sources = reports / "sources.csv"
    sources.write_text(
        "file,url,jurisdiction,year\npage.html,https://www.example.gov.cn/1,四川省渠县,2022\n",
        "utf-8",
    )

    def refresh() -> str:
        ran = gongkai("refresh", "--reports", reports, "--warehouse", warehouse, home=home)
        assert ran.code == 0, ran.out + ran.err
        return ran.out

    refresh()
    served = warehouse / "gongkai.duckdb"
    assert rows(
        served,
        "select d.file_name, d.is_attachment, r.report_year, j.division_code "
        "from bridge_report_document as d inner join dim_report as r using (report_key) "
        "inner join dim_jurisdiction as j using (jurisdiction_key) order by all",
    ) == [("page.html", False, 2022, "511725"), ("附件.xlsx", True, 2022, "511725")]
    assert rows(served, "select sum(new_count) from fct_requests") == [
        (int(report.requests["B1"][6]),)
    ]
    assert rows(served, "select distinct method from fct_figures") == [("attachment",)]
    assert "Nothing new" in refresh()

    sources.write_text(
        "file,url,jurisdiction,year\npage.html,https://www.example.gov.cn/1,四川省渠县,2023\n",
        "utf-8",
    )
    assert re.search(r"^Documents read now +2$", refresh(), re.MULTILINE)
    assert rows(served, "select distinct report_year from fct_requests") == [(2023,)]
    assert not (warehouse / "restated.parquet").exists()
    sources.write_text("file,year\n", "utf-8")
    wrong = gongkai("refresh", "--reports", reports, "--warehouse", warehouse, home=home)
    assert wrong.code == 2
    assert "sources.csv: expected the columns" in wrong.err
