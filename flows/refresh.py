"""The flow `refresh`: documents in, one published release out.

Run by the command line (`run_refresh`), on a schedule or by a Prefect worker (`refresh`). Every
step is a task that calls one plain function of flows/ or one gate of expectations/; only what
can pass by itself (a file that another process has open for a moment) is tried again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import duckdb
from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from rich.console import Console

from expectations import GateResult, check_marts, check_release
from extract.contract import EXTRACTOR_VERSION
from flows import arrivals, build, landing, release, transform
from flows.imports import imports_at_once
from flows.progress import Progress
from flows.session import Session, give, given_session, open_session
from flows.summary import Summary, summarise
from flows.warehouse import (
    SERVED_NAME,
    Refused,
    new_version,
    previous_file,
    publish,
    repair,
)

LOCK_RETRIES: Final = 3
LOCK_RETRY_SECONDS: Final = 2
_SHOWN_FAILURES: Final = 10


def warm_up(session: Session) -> None:
    """Do what needs no Prefect while its server comes up: imports, the parse, the first reading."""
    if session.find().to_read:
        session.reading()
    with imports_at_once():
        import dbt.cli.main  # noqa: F401, PLC0415 - seconds each
        import great_expectations  # noqa: F401, PLC0415

        session.manifest()


def _is_locked(_task: object, _run: object, state: Any) -> bool:
    error = state.result(raise_on_failure=False)
    return isinstance(error, duckdb.IOException) and "lock" in str(error).lower()


@flow(name="refresh", validate_parameters=False)
def refresh(
    reports: list[str] | None = None, warehouse: str = "warehouse", mirror: bool = False
) -> str:
    """Read what is new in the report folders and publish a release.

    Args:
        reports: folders of documents; by default `sample_reports`.
        warehouse: the warehouse folder.
        mirror: whether documents no longer in the folders leave the warehouse.

    Returns:
        The version served afterwards.
    """
    session = given_session()
    if session is not None:
        return _publish_new(session).version
    folders = [Path(folder) for folder in reports or ["sample_reports"]]
    progress = Progress(Console())
    with open_session(Path(warehouse), folders, [], mirror, progress) as own:
        served = own.served()
        if served is not None:
            return str(served["version"])
        return _publish_new(own).version


def run_refresh(session: Session) -> Summary:
    """Run the flow on a session that the caller has opened, in this process.

    Raises:
        Refused: a gate or a step refused; the served release is as it was.
    """
    with give(session):
        refresh(
            [str(folder) for folder in session.reports],
            str(session.warehouse.root),
            session.mirror,
        )
    return summarise(session.warehouse, session)


def _publish_new(session: Session) -> Summary:
    try:
        version = _run_steps(session)
    finally:
        session.tell_set_aside()
    summary = summarise(session.warehouse, session)
    create_table_artifact(
        key="refresh",
        table=[{"what": what, "found": found} for what, found in summary.rows()],
        description=f"Release {version}",
    )
    return summary


def _run_steps(session: Session) -> str:
    find_documents(session)
    gates = []
    if read_documents(session):
        gates.append(check_arrivals(session))
    load_landing(session)
    transform_models(session)
    gates.append(check_models(session))
    version = new_version(session.warehouse)
    try:
        assemble_release(session, version, gates)
        check_file(session, version)
        put_in_place(session, version)
    except BaseException:
        repair(session.warehouse)
        raise
    return version


@task(name="find", cache_policy=NO_CACHE)
def find_documents(session: Session) -> None:
    """Tell the new documents from those already read."""
    session.find()


@task(name="read", cache_policy=NO_CACHE)
def read_documents(session: Session) -> bool:
    """Read new documents, or someone else's tables; whether anything came in."""
    warehouse, progress = session.warehouse, session.progress
    to_read = session.find().to_read
    if session.tables:
        progress.step("Read tables")
        arrivals.lay_out_files(warehouse, session.tables)
        return True
    if not to_read:
        return False
    progress.step("Read documents", len(to_read))
    rows = session.reading().rejected(progress.advance)
    landing.set_aside(warehouse, rows, [document.report_id for document in to_read])
    session.set_aside += rows
    if not any(warehouse.incoming.iterdir()):
        return False
    arrivals.lay_out_shards(warehouse)
    return True


@task(name="landing gate", cache_policy=NO_CACHE)
def check_arrivals(session: Session) -> GateResult:
    """Hold what was read against the landing contract; what breaks it goes to the quarantine."""
    session.progress.step("Landing gate")
    result, rows = arrivals.check_arrivals(session.warehouse, session.gate_docs)
    turned_away = {row["report_id"] for row in rows}
    landing.set_aside(session.warehouse, rows, turned_away)
    session.set_aside += rows
    arrivals.accept(session.warehouse, turned_away)
    return result


@task(
    name="load",
    cache_policy=NO_CACHE,
    retries=LOCK_RETRIES,
    retry_delay_seconds=LOCK_RETRY_SECONDS,
    retry_condition_fn=_is_locked,
)
def load_landing(session: Session) -> None:
    """Bring the build file up to landing."""
    session.progress.step("Load")
    if not build.load_raw(session.warehouse)["report"]:
        raise Refused(
            f"{session.warehouse.landing}: expected at least one report, found none: every "
            "document was set aside; see the lines above, mend the documents and refresh again."
        )


@task(name="transform", cache_policy=NO_CACHE)
def transform_models(session: Session) -> None:
    """Build the models and run their data tests."""
    session.progress.step("Models and their tests")
    code = session.code()
    with_reference = not build.has_reference(session.warehouse, code)
    transform.build(session.warehouse, session.manifest(), with_reference, session.progress.advance)
    if with_reference:
        build.note_reference(session.warehouse, code)


@task(name="marts gate", cache_policy=NO_CACHE)
def check_models(session: Session) -> GateResult:
    """Hold the marts against their promises and against the release before."""
    session.progress.step("Marts gate")
    warehouse = session.warehouse
    previous = previous_file(warehouse)
    result = check_marts(
        warehouse.build_file, previous, session.left_out(previous), session.gate_docs
    )
    return _passed(result, session)


@task(name="assemble", cache_policy=NO_CACHE)
def assemble_release(session: Session, version: str, gates: list[GateResult]) -> None:
    """Write everything that a release holds beside the others, under a hidden name."""
    session.progress.step("Assemble the release")
    warehouse = session.warehouse
    folder = warehouse.partial(version)
    found = session.find()
    release.write_file(
        warehouse.build_file,
        folder,
        previous_file(warehouse),
        landing.read_quarantine(warehouse),
        release.RunFacts(
            version=version,
            started_at=session.started_at,
            inputs_fingerprint=session.fingerprint(),
            extractor_version=EXTRACTOR_VERSION,
            found=len(found.documents) + len(found.unreadable),
            read=len(found.to_read),
            set_aside=len({row["report_id"] for row in session.set_aside}),
            forgotten=landing.read_forgotten(warehouse).height,
            gate_checks=sum(gate.checked for gate in gates),
        ),
    )
    release.write_tables(folder)
    release.write_site(folder)
    transform.write_catalog(
        warehouse, session.manifest(), folder / SERVED_NAME, folder / release.CATALOG_NAME
    )
    release.add_folder(session.gate_docs, folder / release.GATES_NAME)
    release.write_descriptions(folder, gates)
    release.write_sums(folder)


@task(name="release gate", cache_policy=NO_CACHE)
def check_file(session: Session, version: str) -> None:
    """Open the new file as readers will and hold it against its descriptions."""
    session.progress.step("Release gate")
    folder = session.warehouse.partial(version)
    result = _passed(check_release(folder / SERVED_NAME, folder, session.gate_docs), session)
    release.add_folder(session.gate_docs, folder / release.GATES_NAME)
    release.add_gate_result(folder, result)
    release.write_sums(folder)


@task(name="publish", cache_policy=NO_CACHE)
def put_in_place(session: Session, version: str) -> None:
    """Make the release the one that readers see."""
    session.progress.step("Publish")
    publish(session.warehouse, version)
    session.warehouse.restated.unlink(missing_ok=True)


def _passed(result: GateResult, session: Session) -> GateResult:
    if result.passed:
        return result
    messages = [failure.message for failure in result.failures]
    more = len(messages) - _SHOWN_FAILURES
    raise Refused(
        *messages[:_SHOWN_FAILURES],
        *([f"and {more} more"] if more > 0 else []),
        f"The {result.gate} gate refused: {len(messages)} of {result.checked} expectations are not "
        f"met; nothing is published. See {session.gate_docs}.",
    )
