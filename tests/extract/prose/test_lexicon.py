"""The dispatch by the first two letters finds what one alternation of all words would find."""

from __future__ import annotations

import re

import pytest

from extract.prose.lexicon import SEPARATOR, Term, _Start, find_terms
from extract.prose.text import passages
from extract.prose.vocabulary import LINES, TERMS
from tests.extract.prose.test_sentences import CASES, paragraphs

NAMES = [(name, kind) for name, kind, patterns in TERMS for _ in patterns]
ALTERNATION = re.compile("|".join(f"({p})" for _, _, patterns in TERMS for p in patterns))


def found_by_alternation(text: str) -> list[Term]:
    """Terms as the plain, slow way finds them."""
    return [
        Term(*NAMES[(found.lastindex or 1) - 1], *found.span())
        for found in ALTERNATION.finditer(text)
    ]


def test_dispatch_finds_the_same_terms() -> None:
    compared = 0
    for _, text, _ in CASES:
        for passage in passages(paragraphs(text)):
            terms = find_terms(passage.text, 0, len(passage.text))
            named = [term for term in terms if term.kind != SEPARATOR]
            assert named == found_by_alternation(passage.text)
            compared += len(named)
    assert compared > 1_000


@pytest.mark.parametrize(
    ("pattern", "prefixes"),
    [
        ("(?:同意|予以)?部分公开", "同意 予以 部分"),
        ("不(?:予|同意)公开|免予公开", "不予 不同 免予"),
        ("自?[1-2]年", "自1 自2 1年 2年"),
        ("(?:甲|乙)*丙", "甲甲 甲乙 乙甲 乙乙 甲丙 乙丙 丙"),
        ("(?!甲)乙丙", "乙丙"),
        ("(?:甲?乙?)丙丁", "甲乙 甲丙 乙丙 丙丁"),
        ("甲[^乙]丙", "甲^"),
        ("甲{1,2}乙", "甲甲 甲乙"),
        ("各(?=甲)", "各"),
    ],
)
def test_first_two_letters(pattern: str, prefixes: str) -> None:
    assert _Start(pattern).prefixes() == frozenset(prefixes.split())


@pytest.mark.parametrize("pattern", ["甲?", "[^甲]乙", ".乙", "甲)乙", "(甲)"])
def test_patterns_that_cannot_be_dispatched_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"start with anything|terms are not written in"):
        _Start(pattern).prefixes()


def test_every_thing_that_a_line_counts_is_named_by_a_term() -> None:
    named = {name for name, _, _ in TERMS}
    acts = {"received", "replied", "closed", "received_incl_carried_in", "all"}
    for things in LINES.values():
        for thing in things:
            parts = set(thing.split(".")) - acts
            assert parts <= named, f"{thing}: no term is called {parts - named}"
