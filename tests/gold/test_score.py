"""The reader's score on a part of the gold set may not fall, and the set holds what it promises."""

from __future__ import annotations

from collections import defaultdict

from extract import Extraction
from tests.gold import score
from tests.gold.as_docx import has_office
from tests.gold.generator import make_document
from tests.gold.plan import make_plan
from tests.gold.prose import TRAPS as SENTENCE_TRAPS
from tests.gold.render import render
from tests.gold.traps import TRAPS


def test_score_of_a_part_does_not_fall() -> None:
    specs = [
        spec
        for spec in make_plan(score.DEFAULT_SEED)
        if score.in_tests(spec) and (has_office() or spec.format != "doc")
    ]
    reached = score.numbers(score.judge_specs(specs, score.DEFAULT_SEED))
    committed = score.committed_score()["tests"]
    assert committed, "no committed score: make score with --accept writes it"
    assert score.fallen(reached, committed) == []


def test_every_trap_is_in_five_documents_of_two_formats() -> None:
    formats: dict[str, list[str]] = defaultdict(list)
    for spec in make_plan(score.DEFAULT_SEED):
        for trap in make_document(spec, score.DEFAULT_SEED).traps:
            formats[trap].append(spec.format)
    short = {
        name: found
        for name in (*TRAPS, *SENTENCE_TRAPS)
        if len(found := formats[name]) < 5 or len(set(found)) < 2
    }
    assert short == {}


def test_same_seed_makes_the_same_bytes() -> None:
    for spec in make_plan(score.DEFAULT_SEED)[::16]:
        first, second = (render(make_document(spec, 7), 7) for _ in range(2))
        assert first == second


def test_a_figure_that_is_not_read_is_counted() -> None:
    """Nothing read of a document costs all of its figures; a number too many is a fault."""
    spec = next(spec for spec in make_plan(score.DEFAULT_SEED) if spec.content == "both")
    document = make_document(spec, score.DEFAULT_SEED)
    judged = score.judge(document, Extraction(None))
    assert judged.tallies["tables"].expected > 0
    assert judged.tallies["tables"].right == 0


def test_each_form_and_format_has_to_reach_the_targets() -> None:
    """One that is below them is not made up for by the others."""
    reached = {"all tables recall": 1.0, "pdf tables recall": 0.9989, "2014 prose precision": 0.97}
    assert [line.split(":")[0] for line in score.missed_targets(reached)] == [
        "pdf tables recall",
        "2014 prose precision",
    ]
    assert score.missed_targets({"pdf tables recall": 0.999, "2014 prose recall": 0.95}) == []
