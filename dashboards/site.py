"""The dashboard of a release: the pages as they stand, and beside them the data that they show.

Given to `flows.release`. Pages, scripts and charts come from `dashboards.skeleton` and are the same
for every release. Data come from the release's own file, by the queries in `sql/`, one for each
data set: `sql/NAME.sql` becomes `data/NAME.json.gz`; those in a folder, which say in the column
`chunk` which rows belong together, become one `data/FOLDER/CHUNK.json.gz` with a member for each.
A page loads the few of these that it shows. A data set is a JSON object of columns.

What grows with reports and not only with places (`BATCHED`) is made for some thousand reports at a
time, so that memory does not grow with the country: these queries join the table `batch`.
"""

from __future__ import annotations

import gzip
import json
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import duckdb

from dashboards.skeleton import skeleton

QUERIES: Final = Path(__file__).with_name("sql")
DATA_NAME: Final = "data"
CHUNKS_NAME: Final = "chunks"  # which chunks there are: a page asks for no other
LEVEL: Final = 6  # of compression; 9 takes twice the time for a hundredth less
BATCHED: Final = ("checks", "evidence", "places")
BATCH_REPORTS: Final = 4000

# The reports on whole places, those of one chunk (a prefecture's divisions) in one batch.
_REPORTS: Final = """
create temp table reports as
with placed as (
    select
        wide.report_key,
        wide.report_year as year,
        place.lineage as place,
        place.lineage[:4] as chunk
    from jurisdiction_year as wide
    inner join dim_jurisdiction as place on wide.jurisdiction_key = place.jurisdiction_key
)

select
    *,
    count(*) over (order by chunk) // $size as batch_no
from placed
"""
# A view over all reports, which each batch would make anew.
_RATES: Final = "create temp table rates as from jurisdiction_year_metrics"
_BATCH: Final = "create or replace temp table batch as select * from reports where batch_no = $no"


def write_site(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write the dashboard into `folder`, which must not be there.

    Args:
        connection: on a release's DuckDB file; temporary tables are made in it.
        folder: where the site goes.
    """
    shutil.copytree(skeleton(), folder)
    data = folder / DATA_NAME
    data.mkdir()
    for query in sorted(QUERIES.glob("*.sql")):
        ((_, content),) = _data_set(connection, query)
        _write(data / query.stem, content)
    groups = sorted(path for path in QUERIES.iterdir() if path.is_dir())
    written: dict[str, list[str]] = {group.name: [] for group in groups}
    for group in groups:
        (data / group.name).mkdir()
        if group.name not in BATCHED:
            written[group.name] += _write_chunks(connection, group, data)
    for _ in _batches(connection):
        for name in BATCHED:
            written[name] += _write_chunks(connection, QUERIES / name, data)
    _write(data / CHUNKS_NAME, json.dumps({name: sorted(written[name]) for name in written}))


def _batches(connection: duckdb.DuckDBPyConnection) -> Iterator[int]:
    """Fill the table `batch` with some of the reports, until all had their turn."""
    connection.execute(_REPORTS, {"size": BATCH_REPORTS})
    connection.execute(_RATES)
    numbers = connection.execute("select distinct batch_no from reports order by all").fetchall()
    for (number,) in numbers:
        connection.execute(_BATCH, {"no": number})
        yield number


def _write_chunks(connection: duckdb.DuckDBPyConnection, group: Path, data: Path) -> list[str]:
    """Write the data sets of a folder of queries, and tell which chunks there are."""
    chunks: dict[str, list[str]] = defaultdict(list)
    for query in sorted(group.glob("*.sql")):
        for chunk, content in _data_set(connection, query):
            chunks[chunk].append(f"{json.dumps(query.stem)}:{content}")
    for chunk, members in chunks.items():
        _write(data / group.name / chunk, f"{{{','.join(members)}}}")
    return list(chunks)


def _data_set(connection: duckdb.DuckDBPyConnection, query: Path) -> Iterator[tuple[str, str]]:
    """Each chunk of a data set (one, named '', if it has no such column) as JSON of its columns."""
    connection.execute(f"create temp table data_set as {query.read_text(encoding='utf-8')}")
    names = [name for name, *_ in connection.execute("describe data_set").fetchall()]
    columns = ", ".join(
        f'"{name}": list("{name}" order by rowid)' for name in names if name != "chunk"
    )
    chunk = "chunk" if "chunk" in names else "''"
    rows = connection.execute(
        f"select {chunk} as chunk, to_json({{{columns}}})::varchar from data_set "  # noqa: S608
        "group by all order by all"
    )
    while row := rows.fetchone():
        yield row
    connection.execute("drop table data_set")


def _write(file: Path, content: str) -> None:
    # No name and no time in the header: the same rows give the same bytes.
    packed = gzip.compress(content.encode(), LEVEL, mtime=0)
    file.with_name(f"{file.name}.json.gz").write_bytes(packed)
