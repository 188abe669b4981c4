"""The command line with wrong arguments: what is said, the exit code, and that nothing is made."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from flows.landing import table_files
from flows.warehouse import WrongUse
from tests.flows.command import NOISE, ROOT, gongkai

# Of {tmp}: `file` is a file, `empty` a folder; nothing else is there.
WRONG = {
    "refresh --reports {tmp}/nowhere --warehouse {tmp}/w": "expected a folder of reports, found",
    "refresh --reports {tmp}/file --warehouse {tmp}/w": "expected a folder of reports, found a",
    "refresh --warehouse {tmp}/file": "expected a folder that can be made, found: ",
    "extract {tmp}/nowhere --out {tmp}/w": "expected a folder of reports, found nothing",
    "extract sample_reports --out {tmp}/file": "expected a folder that can be made, found: ",
    "load {tmp}/nowhere --warehouse {tmp}/w": "expected a Parquet or CSV file or a folder",
    "load {tmp}/file --warehouse {tmp}/w": "expected a file whose name begins with report",
    "load {tmp}/empty --warehouse {tmp}/w": "expected a table report",
    "status --warehouse {tmp}/empty": "expected a warehouse folder, found none",
    "rollback --warehouse {tmp}/empty": "expected a warehouse folder, found none",
    "show 00 --warehouse {tmp}/empty": "expected a warehouse folder, found none",
    "forget 00 --reason x --warehouse {tmp}/empty": "expected a warehouse folder, found none",
    "forget 00 --reason= --warehouse {tmp}/empty": "--reason: expected words",
    "collect {tmp}/nowhere": "expected a list in CSV",
    "collect {tmp}/empty": "expected a list in CSV",
    "schedule --cron nonsense --warehouse {tmp}/s": "--cron: expected five fields",
    "schedule": "Missing option '--cron'",
    "nonsense": "No such command 'nonsense'",
}


@pytest.mark.parametrize("line", WRONG)
def test_wrong_use_is_told_in_a_line(line: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("words")
    (tmp_path / "empty").mkdir()
    ran = gongkai(*line.format(tmp=tmp_path).split(), home=tmp_path)
    assert ran.code == 2, ran
    assert WRONG[line] in ran.err
    assert not any(noise in ran.err + ran.out for noise in NOISE)
    assert (tmp_path / "file").read_text() == "words"
    assert not list((tmp_path / "empty").iterdir())
    assert not (tmp_path / "w").exists()


def test_the_version_is_that_of_the_project(tmp_path: Path) -> None:
    ran = gongkai("--version", home=tmp_path)
    assert (ran.code, ran.out) == (0, f"gongkai {version('gongkai')}\n")


def test_every_command_is_in_the_readme() -> None:
    ran = gongkai("--help", home=ROOT)
    lines = ran.out.partition("Commands")[2].splitlines()
    commands = [line[2:].split()[0] for line in lines if line.startswith("│ ") and line[2] != " "]
    assert {"refresh", "show", "collect"} <= set(commands)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in commands if f"`gongkai {name}" not in readme] == []


def test_tables_are_known_by_their_names(tmp_path: Path) -> None:
    for name in ("report.parquet", "inner/figure_2.csv", "notes.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.touch()
    assert table_files([tmp_path]) == [
        ("figure", tmp_path / "inner" / "figure_2.csv"),
        ("report", tmp_path / "report.parquet"),
    ]
    with pytest.raises(WrongUse, match="expected a table figure"):
        table_files([tmp_path / "report.parquet"])
