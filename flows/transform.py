"""dbt, run inside the flow's process on the build file: models, tests, and the catalog.

Given to the flow. dbt's own messages go to `logs/dbt.log` of the warehouse.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from flows.warehouse import Refused, Warehouse

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

PROJECT: Final = Path(__file__).resolve().parent.parent
_STATIC_NAME: Final = "static_index.html"
_MAX_LINES: Final = 10


def parse(warehouse: Warehouse) -> Manifest:
    """Import dbt and read the project (kept parsed under `build/target` for the next time)."""
    result = _invoke(warehouse, ["parse"])
    manifest: Manifest = result.result
    return manifest


def build(
    warehouse: Warehouse,
    manifest: Manifest,
    with_reference: bool,
    advance: Callable[[int, int], None],
) -> None:
    """Build seeds and models and run their data tests; unit tests belong to `make test`.

    Args:
        warehouse: its build file must hold the schema `raw`.
        manifest: the parsed project.
        with_reference: also what depends on the project's code alone and on no document.
        advance: called with (nodes done, nodes in all) after each node.

    Raises:
        Refused: a node failed or warned; one line for each.
    """
    done = total = 0

    def on_event(event: Any) -> None:
        nonlocal done, total
        if event.info.name == "LogStartLine":
            total = event.data.total
        elif event.info.name == "NodeFinished":
            done += 1
            advance(done, total)

    selected = [] if with_reference else ["--select", "source:landing+"]
    _invoke(
        warehouse,
        ["build", *selected, "--exclude-resource-type", "unit_test", "--warn-error"],
        manifest,
        on_event,
    )


def write_catalog(warehouse: Warehouse, manifest: Manifest, served: Path, folder: Path) -> None:
    """Write the catalog of a release into `folder`: its pages, and dbt's page of all models."""
    # dbt is imported by now; its templates and parser of SQL are ours here.
    from flows.catalog import MODELS_NAME, write_pages  # noqa: PLC0415

    _invoke(warehouse, ["docs", "generate", "--static", "--no-compile"], manifest)
    target = warehouse.build / "target"
    write_pages(
        served,
        warehouse.build_file,
        target / "compiled" / str(manifest.metadata.project_name),
        manifest,
        folder,
    )
    shutil.copyfile(target / _STATIC_NAME, folder / MODELS_NAME)


def _invoke(
    warehouse: Warehouse,
    arguments: list[str],
    manifest: Manifest | None = None,
    on_event: Callable[[Any], None] | None = None,
) -> Any:
    os.environ["GONGKAI_BUILD_FILE"] = str(warehouse.build_file)
    os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
    # Seconds of import; a refresh with nothing new never comes here.
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager  # noqa: PLC0415
    from dbt.cli.main import dbtRunner  # noqa: PLC0415

    runner = dbtRunner(manifest=manifest, callbacks=[on_event] if on_event else [])
    result = runner.invoke(
        [
            *arguments,
            *("--project-dir", str(PROJECT)),
            *("--profiles-dir", str(PROJECT)),
            *("--target-path", str(warehouse.build / "target")),
            *("--log-path", str(warehouse.logs)),
            *("--log-level", "none"),
            *("--log-level-file", "warn"),
        ]
    )
    # dbt keeps its connection for the next command; the steps after it open the file themselves.
    DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]
    if result.success:
        return result
    log = warehouse.logs / "dbt.log"
    if result.exception is not None:
        raise Refused(f"dbt {arguments[0]}: {_one_line(str(result.exception))}; see {log}.")
    outcome: Any = result.result
    failed = [node for node in outcome.results if node.status in ("error", "fail", "warn")]
    lines = [
        f"{node.node.name}: expected to pass, found {node.status}: {_one_line(node.message or '')}"
        for node in failed[:_MAX_LINES]
    ]
    more = len(failed) - len(lines)
    raise Refused(
        *lines,
        *([f"and {more} more"] if more > 0 else []),
        f"The models do not hold on these documents; nothing is published. See {log}.",
    )


def _one_line(text: str) -> str:
    # dbt adds which macro called which; the log has it.
    return " ".join(text.partition("\n  > in macro")[0].split())
