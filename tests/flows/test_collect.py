"""`gongkai collect` against a real web server on this machine, with what real ones do."""

from __future__ import annotations

import csv
import gzip
import io
import signal
import threading
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from extract.landing import find_documents
from flows.collect import STATE_NAME, Outcome, Source, collect, read_sources
from flows.fetching import Fetcher, Manners, Validators, retry_after
from flows.warehouse import Refused, WrongUse
from tests.extract import layouts, office
from tests.flows.command import NOISE, gongkai, rows, started
from tests.flows.site import Reply, Site, open_site

MANNERS = Manners(per_second=1000, timeout=5, tries=3, first_wait=0.01, allow_private=True)
PAGE = "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>{1}</p></body></html>"
REPORT = PAGE.format("某县2019年政府信息公开工作年度报告", "收到政府信息公开申请12件。")
PDF = b"%PDF-1.4\n" + b"0" * 2000


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


def listed(**urls: str) -> list[Source]:
    more = {"jurisdiction": "某县", "year": "2019"}
    return [
        Source({"file": file.replace("__", "."), "url": url, **more}, "list, line 2")
        for file, url in urls.items()
    ]


def advance(done: int, total: int) -> None:
    assert 0 < done <= total


def run(
    sources: Sequence[Source], out: Path, manners: Manners = MANNERS, attachments: bool = False
) -> list[Outcome]:
    return collect(sources, out, manners, attachments, advance)


def only(sources: Sequence[Source], out: Path, manners: Manners = MANNERS) -> Outcome:
    [outcome] = run(sources, out, manners)
    return outcome


def rows_in(folder: Path) -> dict[str, dict[str, str]]:
    text = (folder / "sources.csv").read_text("utf-8-sig")
    return {row["file"]: row for row in csv.DictReader(io.StringIO(text))}


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {STATE_NAME, "sources.csv"}


# --- what comes -------------------------------------------------------------------------------


def test_documents_come_with_the_list_beside_them(site: Site, tmp_path: Path) -> None:
    sources = listed(a__html=site.put("/a", REPORT), b__pdf=site.put("/b", PDF))
    outcomes = run(sources, tmp_path)
    assert [outcome.status for outcome in outcomes] == ["fetched", "fetched"]
    assert (tmp_path / "a.html").read_text() == REPORT
    assert (tmp_path / "b.pdf").read_bytes() == PDF
    assert rows_in(tmp_path) == {source.file: dict(source.row) for source in sources}
    assert [path.name for path in find_documents([tmp_path])] == ["a.html", "b.pdf"]
    [request] = site.asked("/a")
    assert request.headers["User-Agent"].startswith("gongkai/")


@pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
def test_what_has_not_changed_is_not_fetched_again(header: str, site: Site, tmp_path: Path) -> None:
    value = {"ETag": '"1"', "Last-Modified": "Wed, 01 Jan 2020 00:00:00 GMT"}[header]
    sources = listed(a__html=site.put("/a", Reply(body=REPORT.encode(), headers={header: value})))
    assert only(sources, tmp_path).status == "fetched"
    assert only(sources, tmp_path).status == "unchanged"
    asked = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[header]
    assert [request.headers.get(asked) for request in site.asked("/a")] == [None, value]
    # A file that is gone or was changed by hand is asked for as a whole.
    (tmp_path / "a.html").unlink()
    assert only(sources, tmp_path).status == "fetched"
    assert site.asked("/a")[-1].headers.get(asked) is None


def test_another_edition_keeps_the_old_one(site: Site, tmp_path: Path) -> None:
    second, third = REPORT.replace("12件", "13件"), REPORT.replace("12件", "14件")
    sources = listed(a__html=site.put("/a", REPORT, second, second, third))
    statuses = [only(sources, tmp_path).status for _ in range(4)]
    assert statuses == ["fetched", "new edition", "unchanged", "new edition"]
    found = {name: (tmp_path / name).read_text() for name in names_in(tmp_path)}
    assert found == {"a.html": third, "a.1.html": REPORT, "a.2.html": second}
    rows = rows_in(tmp_path)
    # At its address there is another one now.
    assert rows["a.1.html"] == {**rows["a.html"], "file": "a.1.html", "url": ""}
    # The list that was left behind is as good as the one given.
    again = run(read_sources(tmp_path / "sources.csv"), tmp_path)
    assert {outcome.file: outcome.status for outcome in again} == {
        "a.html": "unchanged",
        "a.1.html": "at hand",
        "a.2.html": "at hand",
    }
    assert names_in(tmp_path) == {"a.html", "a.1.html", "a.2.html"}


def test_a_page_that_differs_only_where_nobody_reads_is_the_same(
    site: Site, tmp_path: Path
) -> None:
    pages = [REPORT.replace("</body>", f"<script>count({n})</script></body>") for n in (1, 2)]
    sources = listed(a__html=site.put("/a", *pages))
    assert [only(sources, tmp_path).status for _ in range(2)] == ["fetched", "unchanged"]
    assert names_in(tmp_path) == {"a.html"}


def test_a_file_that_someone_put_there_is_never_lost(site: Site, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 put here by hand")
    assert only(listed(a__pdf=site.put("/a", PDF)), tmp_path).status == "new edition"
    assert (tmp_path / "a.1.pdf").read_bytes() == b"%PDF-1.4 put here by hand"


def test_addresses_and_names_in_chinese(site: Site, tmp_path: Path) -> None:
    path = "/" + quote("年报".encode("gbk")) + ".html"
    plain = site.put("/" + quote("年报") + "/a.html", REPORT)
    assert plain != site.url
    sources = listed(
        渠县2019年报__html=site.put(path, REPORT.encode("gbk")),
        另一个__html=f"{site.url}/年报/a.html",
    )
    assert {outcome.status for outcome in run(sources, tmp_path)} == {"fetched"}
    assert names_in(tmp_path) == {"渠县2019年报.html", "另一个.html"}


def test_a_list_from_excel_in_china(site: Site, tmp_path: Path) -> None:
    url = site.put("/a", REPORT)
    file = tmp_path / "list.csv"
    file.write_bytes(
        f"file,url,jurisdiction,year\r\n渠县.html,{url},渠县,2019\r\n".encode("gb18030")
    )
    out = tmp_path / "out"
    assert only(read_sources(file), out).status == "fetched"
    assert rows_in(out)["渠县.html"]["jurisdiction"] == "渠县"


def test_rows_of_other_lists_stay_in_the_folder(site: Site, tmp_path: Path) -> None:
    run(listed(a__html=site.put("/a", REPORT)), tmp_path)
    run(listed(b__html=site.put("/b", REPORT)), tmp_path)
    assert list(rows_in(tmp_path)) == ["a.html", "b.html"]


def test_documents_may_lie_in_folders(site: Site, tmp_path: Path) -> None:
    page = REPORT.replace("</body>", "<a href=fj.pdf>附件</a></body>")
    site.put("/fj.pdf", PDF)
    url = site.put("/a", page, page.replace("12件", "13件"))
    sources = listed(**{"四川/渠县/a__html": url, "四川/a__html": site.put("/b", REPORT)})
    for _ in range(2):
        run(sources, tmp_path, attachments=True)
    there = {path.relative_to(tmp_path).as_posix() for path in find_documents([tmp_path])}
    assert there == {
        "四川/a.html",
        "四川/渠县/a.html",
        "四川/渠县/a.1.html",
        "四川/渠县/a_fj.pdf",
    }
    rows = rows_in(tmp_path)
    assert rows.keys() == there
    assert rows["四川/渠县/a_fj.pdf"]["main_file"] == "四川/渠县/a.html"


def test_a_list_that_is_whole_is_not_touched(site: Site, tmp_path: Path) -> None:
    own = f"file,url,jurisdiction,year,note\na.html,{site.put('/a', REPORT)},,,our own words\n"
    (tmp_path / "sources.csv").write_text(own)
    assert only(read_sources(tmp_path / "sources.csv"), tmp_path).status == "fetched"
    assert (tmp_path / "sources.csv").read_text() == own


# --- what goes wrong --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("replies", "found"),
    [
        ([Reply(404)], "found 404"),
        ([Reply(410)], "found 410"),
        ([Reply(500)], "found 500 Internal Server Error (3 tries)"),
        ([Reply(200)], "found no content"),
        ([Reply(429, headers={"Retry-After": "86400"})], "request to wait 86,400 s"),
        ([Reply(body=b"\x89PNG\r\n\x1a\n" + b"0" * 99)], "found a picture"),
        ([Reply(body=b"MZ" + bytes(range(256)) * 9)], "expected"),
        ([Reply(body=PDF, declared=len(PDF) + 1000)], "(3 tries)"),
        ([Reply(body=REPORT.encode())], "found a web page"),
        (
            [Reply(body=b"<html><script>location='/b'</script><body></body></html>")],
            "found one that",
        ),
        ([Reply(302, headers={"Location": "ftp://example.org/x"})], "http:// or https://"),
        ([Reply(302, headers={"Location": "/b"})], "found 404"),
    ],
)
def test_a_document_that_cannot_be_had_says_why(
    replies: list[Reply], found: str, site: Site, tmp_path: Path
) -> None:
    outcome = only(listed(a__pdf=site.put("/a", *replies)), tmp_path)
    assert outcome.status == "failed"
    assert outcome.remark.startswith(f"a.pdf, {site.url}/a: expected ")
    assert found in outcome.remark
    assert names_in(tmp_path) == set(), "nothing half"


def test_what_may_pass_is_tried_again(site: Site, tmp_path: Path) -> None:
    url = site.put("/a", Reply(500), Reply(503), PDF)
    assert only(listed(a__pdf=url), tmp_path).status == "fetched"
    assert len(site.asked("/a")) == 3


class Clock(threading.Event):
    """A stop signal that never comes, and that takes no time to wait for; remembers the waits."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout or 0)
        return False


@pytest.mark.parametrize("status", [429, 503])
def test_a_site_that_asks_to_wait_is_heard(status: int, site: Site, tmp_path: Path) -> None:
    clock = Clock()
    url = site.put("/a", Reply(status, headers={"Retry-After": "100"}), PDF)
    with Fetcher(MANNERS, clock) as fetcher:
        assert fetcher.fetch(url, Validators(), tmp_path / "a").is_new
    assert [wait for wait in clock.waits if wait > 1] == [100]


def test_waits_grow_where_a_site_says_nothing(site: Site, tmp_path: Path) -> None:
    clock = Clock()
    url = site.put("/a", *[Reply(500)] * 9, PDF)
    with Fetcher(replace(MANNERS, tries=10, first_wait=8.0), clock) as fetcher:
        fetcher.fetch(url, Validators(), tmp_path / "a")
    waits = [wait for wait in clock.waits if wait > 0.01]
    assert len(waits) > 5
    assert max(waits[:2]) <= 16
    assert 16 < max(waits) <= MANNERS.longest_wait


def test_retry_after_is_read_in_both_ways() -> None:
    later = datetime.now(UTC) + timedelta(seconds=100)
    assert retry_after("7") == 7
    assert 90 < retry_after(format_datetime(later, usegmt=True)) <= 100
    assert retry_after(format_datetime(later - timedelta(days=1))) == 0
    assert retry_after(None) == retry_after("soon") == retry_after("-5") == 0


@pytest.mark.parametrize(("robots", "least"), [("", 50), ("User-agent: *\nCrawl-delay: 90", 80)])
def test_no_more_than_the_rate(robots: str, least: int, site: Site, tmp_path: Path) -> None:
    site.put("/robots.txt", robots)
    urls = [site.put(f"/{n}", REPORT) for n in range(4)]
    clock = Clock()
    with Fetcher(replace(MANNERS, per_second=1 / 60), clock) as fetcher:
        for url in urls:
            fetcher.fetch(url, Validators(), tmp_path / "a")
    assert len(site.requests) == 5, "robots.txt too"
    first, _, *later = clock.waits
    assert first == 0
    assert len(later) == 3
    assert min(later) > least


@pytest.mark.parametrize(
    "reply",
    [
        Reply(body=PDF * 100),
        Reply(body=gzip.compress(PDF * 100), headers={"Content-Encoding": "gzip"}),
        Reply(body=PDF, is_endless=True),
    ],
    ids=["as declared", "unpacked", "endless"],
)
def test_what_is_too_large_is_not_kept(reply: Reply, site: Site, tmp_path: Path) -> None:
    manners = replace(MANNERS, largest=50_000, longest=10, tries=1)
    outcome = only(listed(a__pdf=site.put("/a", reply)), tmp_path, manners)
    assert "expected at most 50,000 bytes" in outcome.remark
    assert len(site.asked("/a")) == 1
    assert names_in(tmp_path) == set()


def test_a_document_without_end_is_given_up(site: Site, tmp_path: Path) -> None:
    manners = replace(MANNERS, longest=0.2, tries=1, largest=2**40)
    outcome = only(
        listed(a__pdf=site.put("/a", Reply(body=PDF, is_endless=True))), tmp_path, manners
    )
    assert "no end of it in 0.2 s" in outcome.remark
    assert names_in(tmp_path) == set()


def test_a_site_that_falls_silent_is_given_up(site: Site, tmp_path: Path) -> None:
    never = threading.Event()
    url = site.put("/a", Reply(body=PDF, wait=never))
    outcome = only(listed(a__pdf=url), tmp_path, replace(MANNERS, timeout=0.3, tries=2))
    never.set()
    assert "found no answer in 0.3 s (2 tries)" in outcome.remark
    assert len(site.asked("/a")) == 2
    assert names_in(tmp_path) == set()


def test_redirects_are_followed_but_not_for_ever(site: Site, tmp_path: Path) -> None:
    to_b = site.put("/a", Reply(301, headers={"Location": "b?x=1"}))
    site.put("/b?x=1", Reply(302, headers={"Location": f"{site.url}/c"}))
    site.put("/c", PDF)
    assert only(listed(a__pdf=to_b), tmp_path).status == "fetched"
    loop = site.put("/1", Reply(302, headers={"Location": "/2"}))
    site.put("/2", Reply(302, headers={"Location": "/1"}))
    outcome = only(listed(loop__pdf=loop), tmp_path)
    assert (
        f"at most 5 redirects, found {site.url}/1 → {site.url}/2 → {site.url}/1" in outcome.remark
    )
    for n in range(20):
        site.put(f"/hop{n}", Reply(302, headers={"Location": f"/hop{n + 1}"}))
    outcome = only(listed(long__pdf=f"{site.url}/hop0"), tmp_path)
    assert "expected at most 5 redirects" in outcome.remark
    assert len([request for request in site.requests if request.path.startswith("/hop")]) == 6


def test_a_site_may_set_a_cookie_and_ask_to_come_again(site: Site, tmp_path: Path) -> None:
    again = Reply(302, headers={"Location": "/a", "Set-Cookie": "seen=1; Path=/"})
    assert only(listed(a__pdf=site.put("/a", again, PDF)), tmp_path).status == "fetched"
    assert [request.headers.get("Cookie") for request in site.asked("/a")] == [None, "seen=1"]


def test_robots_are_told_and_obey(site: Site, tmp_path: Path) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /inner/\n")
    sources = listed(
        a__html=site.put("/inner/a", REPORT),
        b__html=site.put("/b", REPORT),
        c__html=site.put("/c", Reply(302, headers={"Location": "/inner/a"})),
    )
    outcomes = {outcome.file: outcome for outcome in run(sources, tmp_path)}
    assert "robots.txt forbids" in outcomes["a.html"].remark
    assert outcomes["b.html"].status == "fetched"
    assert outcomes["c.html"].status == "failed"
    assert not site.asked("/inner/a")
    assert len(site.asked("/robots.txt")) == 1


@pytest.mark.parametrize(
    ("reply", "status", "found"),
    [
        (Reply(404), "fetched", ""),
        (Reply(403), "failed", "robots.txt forbids"),
        (Reply(500), "failed", "robots.txt, found expected the document, found 500"),
        (Reply(body=b"<html>no such page</html>"), "fetched", ""),
        (Reply(302, headers={"Location": "/robots.txt"}), "fetched", ""),
        (Reply(body=b"User-agent: gongkai\nDisallow: /\n"), "failed", "robots.txt forbids"),
        (Reply(body=b"User-agent: other\nDisallow: /\n"), "fetched", ""),
        (Reply(body=b"User-agent: *\nCrawl-delay: 9999\n"), "failed", "9999 s"),
    ],
)
def test_what_a_missing_or_odd_robots_txt_means(
    reply: Reply, status: str, found: str, site: Site, tmp_path: Path
) -> None:
    site.put("/robots.txt", reply)
    outcome = only(listed(a__pdf=site.put("/a", PDF)), tmp_path)
    assert (outcome.status, found in outcome.remark) == (status, True), outcome


def test_a_local_network_is_not_reached_from_a_list(site: Site, tmp_path: Path) -> None:
    url = site.put("/a", PDF)
    port = site.url.rpartition(":")[2]
    strict = replace(MANNERS, allow_private=False)
    for address in (url, f"http://localhost:{port}/a", f"http://[::ffff:127.0.0.1]:{port}/a"):
        outcome = only(listed(a__pdf=address), tmp_path, strict)
        assert "expected an address of the public network" in outcome.remark, outcome
    assert site.requests == []


# --- attachments ------------------------------------------------------------------------------


def xlsx() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return buffer.getvalue()


def test_what_a_page_links_to_as_its_attachment_comes_too(site: Site, tmp_path: Path) -> None:
    encoded = quote("统计表".encode("gbk"))
    site.put(f"/files/{encoded}.xlsx", xlsx())
    site.put("/files/b.pdf", PDF)
    site.put("/files/manual.pdf", PDF)
    site.put("/files/gone.doc", Reply(404))
    page = REPORT.replace(
        "</body>",
        f"<a href='files/{encoded}.xlsx'>附件1：政府信息公开情况统计表</a>"
        "<a href='/files/b.pdf#page=2' title='附件2'>下载</a>"
        "<a href='files/manual.pdf'>网站使用手册</a>"
        "<a href='files/gone.doc'>附件3</a>"
        "<a href='list.html'>历年年报</a><a href='javascript:x()'>附件</a></body>",
    )
    sources = listed(a__html=site.put("/a", page))
    found = run(sources, tmp_path, attachments=True)
    assert {outcome.file: outcome.status for outcome in found} == {
        "a.html": "fetched",
        "a_统计表.xlsx": "fetched",
        "a_b.pdf": "fetched",
        "a_gone.doc": "failed",
    }
    rows = rows_in(tmp_path)
    assert rows.keys() == {"a.html", "a_统计表.xlsx", "a_b.pdf"}
    assert rows["a_b.pdf"] == {
        **rows["a.html"],
        "file": "a_b.pdf",
        "url": f"{site.url}/files/b.pdf",
        "main_file": "a.html",
    }
    # The same names the next time, whether from the same list or from the one left behind.
    for again in (sources, read_sources(tmp_path / "sources.csv")):
        found = run(again, tmp_path, attachments=True)
        unchanged = {outcome.file for outcome in found if outcome.status == "unchanged"}
        assert unchanged == {"a.html", "a_b.pdf", "a_统计表.xlsx"}
        assert names_in(tmp_path) == {"a.html", "a_b.pdf", "a_统计表.xlsx"}


def test_attachments_of_one_name_do_not_meet(site: Site, tmp_path: Path) -> None:
    site.put("/1/fj.pdf", PDF + b"1")
    site.put("/2/fj.pdf", PDF + b"2")
    page = REPORT.replace("</body>", "<a href=/1/fj.pdf>附件</a><a href=/2/fj.pdf>附件</a></body>")
    run(listed(a__html=site.put("/a", page)), tmp_path, attachments=True)
    assert names_in(tmp_path) == {"a.html", "a_fj.pdf", "a_fj1.pdf"}
    assert {(tmp_path / f"a_fj{n}.pdf").read_bytes()[-1:] for n in ("", "1")} == {b"1", b"2"}


# --- lists ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("", "expected documents, found none"),
        ("../a.html,http://example.org,,", "line 2, column file: expected a file name within"),
        ("/etc/a.html,http://example.org,,", "line 2, column file: expected a file name within"),
        ("a/../../b.html,http://example.org,,", "column file: expected a file name within"),
        ("a\\b.html,http://example.org,,", "column file: expected a file name within"),
        (".a.html,http://example.org,,", "line 2, column file: expected a file name within"),
        (",http://example.org,,", "line 2, column file: expected a file name within"),
        ("a.exe,http://example.org,,", "expected a name that ends in one of"),
        ("a.html,http://e.org,,\nA.html,http://e.org,,", "line 3, column file: expected a name of"),
        ("a.html,ftp://example.org/a,,", "line 2, column url: expected an address that begins"),
        ("a.html,http://[::1/a,,", "line 2, column url: expected an address that begins"),
        ("a.html,example.org,,", "line 2, column url: expected an address"),
        ("a.html,http://example.org,,soon", "line 2, column year: expected a year"),
        (f"{'长' * 99}.html,http://example.org,,", "at most 200 bytes"),
    ],
)
def test_a_wrong_row_says_what_to_mend(rows: str, found: str, tmp_path: Path) -> None:
    expect_wrong_list(f"file,url,jurisdiction,year\n{rows}\n", found, tmp_path)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "no content"),
        ("name,address\na.html,http://example.org\n", "expected the columns file, url"),
        ("\0\1\2\3" * 99, "binary data"),
    ],
)
def test_a_wrong_list_says_what_to_mend(text: str, found: str, tmp_path: Path) -> None:
    expect_wrong_list(text, found, tmp_path)


def expect_wrong_list(text: str, found: str, folder: Path) -> None:
    file = folder / "list.csv"
    file.write_text(text)
    with pytest.raises(WrongUse) as wrong:
        read_sources(file)
    assert any(found in line for line in wrong.value.lines), wrong.value.lines
    assert all(line.startswith(str(file)) for line in wrong.value.lines)


def test_a_wrong_list_in_the_folder_stops_it_before_anything_is_fetched(
    site: Site, tmp_path: Path
) -> None:
    (tmp_path / "sources.csv").write_text("name\na.html\n")
    with pytest.raises(WrongUse, match="expected the columns file, url"):
        run(listed(a__html=site.put("/a", REPORT)), tmp_path)
    assert site.requests == []


# --- as a person runs it ----------------------------------------------------------------------


def write_list(folder: Path, **urls: str) -> Path:
    file = folder / "list.csv"
    rows = [f"{name.replace('__', '.')},{url},某县,2019" for name, url in urls.items()]
    file.write_text("\n".join(["file,url,jurisdiction,year", *rows, ""]))
    return file


def command(file: Path, out: Path) -> list[object]:
    return ["collect", file, "--out", out, "--rate", 100, "--tries", 1, "--allow-private"]


def test_the_command_says_what_came(site: Site, tmp_path: Path) -> None:
    file = write_list(tmp_path, a__html=site.put("/a", REPORT), b__pdf=site.put("/b", PDF))
    out = tmp_path / "out"
    ran = gongkai(*command(file, out), "--contact", "who@example.org", home=tmp_path)
    assert (ran.code, ran.err) == (0, ""), ran
    assert "Fetched  2" in ran.out
    assert f"gongkai refresh --reports {out}" in ran.out
    assert "who@example.org" in site.asked("/a")[0].headers["User-Agent"]
    site.put("/a", REPORT.replace("12件", "13件"))
    site.put("/b", Reply(404))
    ran = gongkai(*command(file, out), home=tmp_path)
    assert ran.code == 1
    assert "New edition: a.html; the old one is a.1.html." in ran.out
    assert "Failed" in ran.out
    assert ran.err.startswith(f"b.pdf, {site.url}/b: expected the document, found 404")
    assert not any(noise in ran.err for noise in NOISE if noise != "http://")


def test_what_was_collected_is_published_and_shown(site: Site, tmp_path: Path) -> None:
    report = layouts.make_report("2021", seed=8)
    stub = PAGE.format(report.title, "统计表见附件。<a href='fj.xlsx'>附件：统计表</a>")
    site.put("/fj.xlsx", office.make_xlsx(report, title=False))
    file = write_list(tmp_path, page__html=site.put("/a", stub))
    out, warehouse = tmp_path / "out", tmp_path / "warehouse"
    assert gongkai(*command(file, out), "--attachments", home=tmp_path).code == 0
    ran = gongkai("refresh", "--reports", out, "--warehouse", warehouse, home=tmp_path)
    assert ran.code == 0, ran
    [(figure_id, value_text, url)] = rows(
        warehouse / "gongkai.duckdb",
        "select figure_id, value_text, source_url from fct_figures "
        "join bridge_report_document using (report_id) "
        "where is_attachment and method = 'attachment' and value_text <> '0' order by 1 limit 1",
    )
    assert url == f"{site.url}/fj.xlsx"
    shown = tmp_path / "shown.html"
    ran = gongkai(
        "show", figure_id, "--warehouse", warehouse, "--reports", out, "--out", shown, "--no-open",
        home=tmp_path,
    )  # fmt: skip
    assert ran.code == 0, ran
    assert "page_fj.xlsx" in ran.out
    assert f">{value_text}</mark>" in shown.read_text("utf-8")


def test_wrong_use_of_the_command(tmp_path: Path) -> None:
    for arguments in (["collect"], ["collect", tmp_path / "none.csv"], ["collect", tmp_path]):
        ran = gongkai(*arguments, home=tmp_path)
        assert ran.code == 2, ran
        assert ran.err
    assert gongkai("collect", "x.csv", "--rate", "0", home=tmp_path).code == 2


def test_a_killed_run_goes_on_where_it_was(site: Site, tmp_path: Path) -> None:
    never = threading.Event()
    tagged = Reply(body=REPORT.encode(), headers={"ETag": '"1"'})
    slow = Reply(body=PDF * 1000, wait=never)
    file = write_list(tmp_path, a__html=site.put("/a", tagged), b__pdf=site.put("/b", slow))
    out = tmp_path / "out"
    with started(*command(file, out), home=tmp_path) as running:
        while not site.asked("/b"):
            assert running.process.poll() is None
            never.wait(0.05)
        running.process.kill()
    never.set()
    assert names_in(out) <= {"a.html", ".b.pdf.part"}
    site.put("/b", PDF)
    ran = gongkai(*command(file, out), home=tmp_path)
    assert ran.code == 0, ran
    assert names_in(out) == {"a.html", "b.pdf"}
    assert site.asked("/a")[-1].headers["If-None-Match"] == '"1"'
    assert (out / "b.pdf").read_bytes() == PDF


def test_ctrl_c_ends_it_at_once(site: Site, tmp_path: Path) -> None:
    never = threading.Event()
    file = write_list(tmp_path, a__pdf=site.put("/a", Reply(body=PDF, wait=never)))
    with started(*command(file, tmp_path / "out"), home=tmp_path) as running:
        while not site.asked("/a"):
            assert running.process.poll() is None
            never.wait(0.05)
        running.process.send_signal(signal.SIGINT)
        ran = running.finish()
    never.set()
    assert ran.code == 1
    assert ran.err == "Stopped; what was fetched stays, and the same command goes on.\n"
    assert names_in(tmp_path / "out") == set()


def test_one_run_at_a_time_in_a_folder(site: Site, tmp_path: Path) -> None:
    never = threading.Event()
    file = write_list(tmp_path, a__pdf=site.put("/a", Reply(body=PDF, wait=never)))
    out = tmp_path / "out"
    with started(*command(file, out), home=tmp_path) as running:
        while not site.asked("/a"):
            assert running.process.poll() is None
            never.wait(0.05)
        with pytest.raises(Refused, match="another `gongkai collect`"):
            run(read_sources(file), out)
        never.set()
        assert running.finish().code == 0


def test_a_state_that_was_cut_off_or_lost_costs_only_a_request(site: Site, tmp_path: Path) -> None:
    sources = listed(a__html=site.put("/a", Reply(body=REPORT.encode(), headers={"ETag": "1"})))
    run(sources, tmp_path)
    state = tmp_path / STATE_NAME
    whole = state.read_bytes()
    for damaged in (whole[:-20], b"", b"\xff\xfe nonsense\n[1]\n" + whole):
        state.write_bytes(damaged)
        assert only(sources, tmp_path).status == "unchanged"
        assert only(sources, tmp_path).status == "unchanged"
        assert site.asked("/a")[-1].headers.get("If-None-Match") == "1"
    assert names_in(tmp_path) == {"a.html"}
