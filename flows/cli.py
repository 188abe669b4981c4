"""The command line `gongkai`: thin over the flow and the warehouse folder.

Exit codes: 0 published, or nothing was to do; 1 refused, the served release is as it was; 2 wrong
use. Whatever libraries print goes to `logs/` of the warehouse; people see our own lines only.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table

from flows.imports import imports_at_once
from flows.prefect_server import TemporaryServer
from flows.progress import Progress
from flows.warehouse import (
    SERVED_NAME,
    Refused,
    Warehouse,
    WrongUse,
    existing_warehouse,
    is_no_room,
    kept_releases,
    make_folder,
    only_one,
    release_facts,
    release_file,
    repair,
    roll_back,
)

REFUSED: Final = 1
WRONG_USE: Final = 2
LOG_NAME: Final = "last_run.log"
SERVER_LOG_NAME: Final = "prefect_server.log"


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"gongkai {metadata.version('gongkai')}")
        raise typer.Exit


app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="A warehouse of China's government-information-disclosure annual reports.",
)


@app.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_print_version, help="Print the version and end."
        ),
    ] = False,
) -> None:
    pass


WarehouseOption = Annotated[Path, typer.Option("--warehouse", help="The warehouse folder.")]
ReportsOption = Annotated[
    list[Path],
    typer.Option(
        "--reports",
        help="A folder of reports; may be given several times.",
        default_factory=lambda: [Path("sample_reports")],
        show_default="sample_reports",
    ),
]
MirrorOption = Annotated[
    bool, typer.Option("--mirror", help="Leave out documents that the folders no longer hold.")
]
DEFAULT_WAREHOUSE: Final = Path("warehouse")


@app.command()
def refresh(
    reports: ReportsOption,
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
    mirror: MirrorOption = False,
) -> None:
    """Read what is new in the report folders and publish a release."""
    with _speaking() as console:
        _refresh(console, warehouse, reports, [], mirror)


@app.command()
def load(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Landing tables, Parquet or CSV (report*, figure*, extraction_note*), or folders."
        ),
    ],
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
) -> None:
    """Load someone else's extracted tables through the landing gate and publish a release."""
    with _speaking() as console:
        _refresh(console, warehouse, [], files, mirror=False)


@app.command()
def extract(
    folders: Annotated[list[Path], typer.Argument(help="Folders of reports.")],
    out: Annotated[Path, typer.Option("--out", help="Where the landing tables go.")],
) -> None:
    """Read documents into landing tables only, one folder of Parquet files."""
    with _speaking() as console:
        from flows import landing, reading  # noqa: PLC0415 - Polars is not needed for --help

        progress = Progress(console)
        landing.expect_folders(folders)
        make_folder(out)
        progress.step("Read documents")
        rejected, remarks = reading.extract(folders, out, progress.advance)
        progress.end()
        for remark in remarks:
            progress.note(remark)
        for row in rejected:
            progress.note(f"Set aside: {row['message']}")
        progress.note(f"Landing tables are in {out}.")


@app.command()
def collect(  # noqa: PLR0913, PLR0917 - one for each option
    sources: Annotated[
        Path, typer.Argument(help="A CSV list: file (name to save under), url, jurisdiction, year.")
    ],
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder for the documents; by default the list's.")
    ] = None,
    attachments: Annotated[
        bool, typer.Option("--attachments", help="Also what pages link to as their attachments.")
    ] = False,
    rate: Annotated[
        float, typer.Option("--rate", min=0.001, help="Requests a second to one host.")
    ] = 1.0,
    max_mb: Annotated[int, typer.Option("--max-mb", min=1, help="Largest document.")] = 50,
    timeout: Annotated[
        float, typer.Option("--timeout", min=0.1, help="Seconds without a byte before giving up.")
    ] = 30.0,
    tries: Annotated[int, typer.Option("--tries", min=1, help="Tries for each document.")] = 4,
    contact: Annotated[
        str | None, typer.Option("--contact", help="Your mail or page; the sites are told.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also from addresses of a local network.")
    ] = False,
) -> None:
    """Download the documents of a list, politely; what has not changed is not fetched again."""
    with _speaking("Stopped; what was fetched stays, and the same command goes on.") as console:
        from flows import collect as collecting  # noqa: PLC0415 - not needed for --help
        from flows.fetching import Manners  # noqa: PLC0415

        listed = collecting.read_sources(sources)
        folder = out or sources.parent
        manners = Manners(
            per_second=rate,
            largest=max_mb * 2**20,
            timeout=timeout,
            tries=tries,
            contact=contact,
            allow_private=allow_private,
        )
        progress = Progress(console)
        progress.step("Collect documents", len(listed))
        try:
            outcomes = collecting.collect(listed, folder, manners, attachments, progress.advance)
        finally:
            progress.end()
        _say_rows(console, collecting.counts(outcomes))
        for outcome in outcomes:
            if outcome.status == "new edition":
                _say(console, f"New edition: {outcome.file}; {outcome.remark}.")
        failures = [outcome.remark for outcome in outcomes if outcome.status == "failed"]
        if failures:
            raise Refused(*failures)
        _say(console, f"All there: `gongkai refresh --reports {folder}` reads them.")


@app.command()
def status(warehouse: WarehouseOption = DEFAULT_WAREHOUSE) -> None:
    """Show the kept releases, what the served one holds, failed rules and the quarantine."""
    with _speaking() as console:
        _status(console, existing_warehouse(warehouse))


@app.command()
def show(
    figure_id: Annotated[str, typer.Argument(help="The figure's id, or its first digits.")],
    reports: ReportsOption,
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="File or folder for the picture; by default a temporary one."),
    ] = None,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Do not show it on the screen.")
    ] = False,
) -> None:
    """Show where a figure stands: the page (PDF) or the fragment (other types), marked."""
    with _speaking() as console:
        house = existing_warehouse(warehouse)
        from flows import show as showing  # noqa: PLC0415 - the readers are not needed for --help

        figure = showing.find_figure(house, figure_id)
        facts = showing.tell(figure)
        _say_rows(console, facts)
        file = showing.find_file(figure, reports)
        exhibit = showing.make_exhibit(figure, file, facts)
        written = showing.write_exhibit(exhibit, figure["figure_id"], out)
        _say_rows(console, [("Shown in", str(written))], max(len(what) for what, _ in facts))
        if not no_open:
            showing.open_exhibit(written)


@app.command()
def serve(
    reports: ReportsOption,
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; by default this machine alone.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0: any.")] = 8000,
) -> None:
    """Serve the dashboard of the current release, until Ctrl-C."""
    with _speaking("Stopped.") as console:
        house = existing_warehouse(warehouse)
        from flows.serve import Site  # noqa: PLC0415 - the readers are not needed for --help

        with Site(house, reports, host, port) as site:
            _say(console, f"The dashboard is at {site.address} (Ctrl-C ends it).")
            site.serve_forever()


@app.command()
def rollback(
    version: Annotated[str | None, typer.Argument(help="By default the one before.")] = None,
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
) -> None:
    """Serve an older kept release again."""
    with _speaking() as console:
        house = existing_warehouse(warehouse)
        with only_one(house):
            repair(house)
            served = roll_back(house, version)
        _say(console, f"Release {served} is served again: {house.served}")


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="The older release.")],
    after: Annotated[str | None, typer.Argument(help="By default the served one.")] = None,
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
) -> None:
    """Tell what one kept release changed against another: rows, places and years, restatements."""
    with _speaking() as console:
        from flows import changes  # noqa: PLC0415 - DuckDB is not needed for --help

        house = existing_warehouse(warehouse)
        files = [release_file(house, version) for version in (before, after)]
        for line in changes.diff(*files).lines():
            _say(console, line)


@app.command()
def publish(
    url: Annotated[str, typer.Argument(help="postgres://user:password@host:port/database")],
    schema: Annotated[str, typer.Option("--schema", help="Where readers find it.")] = "gongkai",
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
) -> None:
    """Put the served release into PostgreSQL, for tools that speak only that."""
    with _speaking() as console:
        from flows import postgres  # noqa: PLC0415 - the driver is not needed for --help

        house = existing_warehouse(warehouse)
        written = postgres.publish(release_file(house, None), url, schema)
        _say(console, f"{sum(written.values()):,} rows of {len(written)} tables are in {schema}.")


@app.command()
def check_query(
    file: Annotated[Path, typer.Argument(help="A file of SQL.")],
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
) -> None:
    """Warn of sums and series in a query that the published numbers do not allow."""
    with _speaking() as console:
        from flows import check_query as lint  # noqa: PLC0415 - sqlglot is not needed for --help

        house = existing_warehouse(warehouse)
        try:
            sql = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise WrongUse(f"{file}: expected a file of SQL in UTF-8, found: {error}.") from error
        findings = lint.check(sql, lint.read_catalog(release_file(house, None)))
        for finding in findings:
            _say(console, f"{file}, {finding}")
    if findings:
        raise typer.Exit(REFUSED)


@app.command()
def forget(
    report_id: Annotated[str, typer.Argument(help="The document's report_id (sha256).")],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept beside the id.")],
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
) -> None:
    """Take a document out for good; the next refresh publishes without it."""
    with _speaking() as console:
        from flows import landing  # noqa: PLC0415 - Polars is not needed for --help

        if not reason.strip():
            raise WrongUse("--reason: expected words that say why, found none; give them.")
        house = existing_warehouse(warehouse)
        with only_one(house):
            name = landing.forget(house, report_id, reason)
        _say(console, f"{name} is forgotten; `gongkai refresh` publishes without it.")


@app.command()
def schedule(
    cron: Annotated[str, typer.Option("--cron", help='When, for example "0 3 * * *".')],
    reports: ReportsOption,
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
    mirror: MirrorOption = False,
) -> None:
    """Refresh on a schedule, until stopped (Prefect serves the flow)."""
    with _speaking() as console:
        house = Warehouse(warehouse.absolute())
        house.create()
        _quiet(house)
        wait_for_server = _prefect(house, with_services=True)
        from prefect.client.schemas.schedules import CronSchedule  # noqa: PLC0415

        from flows.refresh import refresh as flow  # noqa: PLC0415 - Prefect takes a second

        try:
            CronSchedule(cron=cron)
        except ValueError as error:
            raise WrongUse(
                f'--cron: expected five fields as of crontab, like "0 3 * * *", found "{cron}".'
            ) from error

        wait_for_server()
        _say(console, f"Refreshing {house.root} at {cron}; Ctrl-C ends it.")
        flow.serve(
            name="refresh",
            cron=cron,
            parameters={
                "reports": [str(folder.absolute()) for folder in reports],
                "warehouse": str(house.root),
                "mirror": mirror,
            },
            print_starting_message=False,
        )


def main() -> None:
    """Entry point of the `gongkai` command."""
    app()


def _refresh(
    console: Console, root: Path, reports: list[Path], tables: list[Path], mirror: bool
) -> None:
    from flows.session import open_session  # noqa: PLC0415 - Polars is not needed for --help

    progress = Progress(console)
    with open_session(root, reports, tables, mirror, progress) as session:
        _quiet(session.warehouse)
        if session.served() is not None:
            return
        progress.step("Start")
        wait_for_server = _prefect(session.warehouse)
        with imports_at_once():
            from flows.refresh import run_refresh, warm_up  # noqa: PLC0415 - takes seconds

        warm_up(session)
        wait_for_server()
        summary = run_refresh(session)
    _say_rows(console, list(summary.rows()))


def _status(console: Console, house: Warehouse) -> None:
    from flows.summary import summarise, violated_rules  # noqa: PLC0415

    if release_facts(house.served) is None:
        raise Refused(
            f"{house.served}: expected a release, found none; `gongkai refresh` publishes one."
        )
    summary = summarise(house)
    releases = Table("release", "published (UTC)", "documents", "figures", box=None)
    for version in reversed(kept_releases(house)):
        facts = release_facts(house.releases / version / SERVED_NAME)
        if facts is not None:
            mark = " (served)" if version == summary.version else ""
            releases.add_row(
                version + mark,
                f"{facts['published_at']:%Y-%m-%d %H:%M}",
                f"{facts['document_count']:,}",
                f"{facts['figure_count']:,}",
            )
    console.print(releases)
    for what, found in summary.rows():
        _say(console, f"{what}: {found}")
    failed = Table("failed rule", "times", "reports", box=None)
    for rule, times, reports in violated_rules(house):
        failed.add_row(rule, f"{times:,}", f"{reports:,}")
    if failed.row_count:
        console.print(failed)
    for message in summary.messages:
        _say(console, f"Set aside: {message}")


def _say(console: Console, line: str) -> None:
    console.print(line, markup=False, highlight=False, soft_wrap=True)


def _say_rows(console: Console, rows: Sequence[tuple[str, str]], width: int = 0) -> None:
    width = max(width, *(len(what) for what, _ in rows))
    for what, found in rows:
        _say(console, f"{what:<{width}}  {found}")


@contextmanager
def _speaking(stopped: str = "Stopped; nothing was published.") -> Iterator[Console]:
    """A console on the real standard output, and errors as lines with an exit code.

    Args:
        stopped: what to say after Ctrl-C.
    """
    # Copies of the descriptors: the originals are turned to the log while libraries run.
    output = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    errors = os.fdopen(os.dup(sys.stderr.fileno()), "w", encoding="utf-8")
    console = Console(file=output)
    lines: tuple[str, ...] = ()
    code = 0
    try:
        yield console
    except Refused as refused:
        lines = refused.lines
        code = WRONG_USE if isinstance(refused, WrongUse) else REFUSED
    except KeyboardInterrupt:
        lines = (stopped,)
        code = REFUSED
    except Exception as error:  # the last line of defence against a traceback
        lines = (_explain(error, _details_of(error)),)
        code = REFUSED
    try:
        print(*lines, sep="\n", end="\n" if lines else "", file=errors)
        errors.close()
        output.close()
    except OSError:  # nobody listens any more, or there is no room
        code = code or REFUSED
    if code:
        raise typer.Exit(code)


def _explain(error: Exception, details: str) -> str:
    found = " ".join(str(error).split()) or type(error).__name__
    if is_no_room(error):
        return (
            f"Disk full: expected room for what is written, found: {found}; make room and try "
            "again. The served release is as it was."
        )
    return (
        f"Unexpected: {type(error).__name__}: {found}; the served release is as it was. "
        f"{details} has the details."
    )


def _details_of(error: Exception) -> str:
    """Write the traceback where a person finds it; give that place."""
    if logging.getLogger().handlers:  # `_quiet` has set up the log of the warehouse
        logging.getLogger(__name__).error("unexpected", exc_info=error)
        return f"{LOG_NAME} in the warehouse's logs/"
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="gongkai-", suffix=".log", delete=False
    ) as log:
        log.writelines(traceback.format_exception(error))
    return log.name


def _quiet(warehouse: Warehouse) -> None:
    """Turn everything that libraries print or log to the log file, until the process ends."""
    log = (warehouse.logs / LOG_NAME).open("w", encoding="utf-8")
    sys.stdout.flush()
    sys.stderr.flush()
    os.dup2(log.fileno(), 1)
    os.dup2(log.fileno(), 2)
    logging.captureWarnings(capture=True)
    # A handler of our own on the root logger also keeps Prefect from adding its console.
    logging.basicConfig(
        stream=log, level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    os.environ.update(
        DO_NOT_TRACK="1",
        GX_ANALYTICS_ENABLED="false",
        DBT_SEND_ANONYMOUS_USAGE_STATS="false",
        PREFECT_SERVER_ANALYTICS_ENABLED="false",
    )


def _prefect(warehouse: Warehouse, with_services: bool = False) -> Callable[[], None]:
    """Set up Prefect's surroundings; to be called before it is imported.

    Returns:
        A function that waits until the API answers: a server that is running already
        (PREFECT_API_URL), else a temporary one.
    """
    home = warehouse.build / "prefect"
    os.environ.setdefault("PREFECT_HOME", str(home))
    if os.environ.get("PREFECT_API_URL"):
        return lambda: None
    server = TemporaryServer(home, warehouse.logs / SERVER_LOG_NAME, with_services)
    os.environ["PREFECT_API_URL"] = server.api_url
    # Its log store ends with it.
    os.environ["PREFECT_LOGGING_TO_API_ENABLED"] = str(with_services).lower()
    return server.wait


if __name__ == "__main__":
    main()
