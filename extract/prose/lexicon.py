"""Finding the vocabulary's terms in a text, fast: at each letter, only words that may start there.

Taken: `vocabulary.TERMS`. Given: `find_terms`. One alternation of all words would try hundreds of
them at each letter; here a letter that starts no word costs one look into a dictionary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from extract.prose.vocabulary import TERMS

SEPARATOR: Final = "separator"
_SEPARATORS: Final = frozenset(",;、():")
_ANY: Final = "^"
_EVERY: Final = frozenset({_ANY})
_NOTHING: Final = frozenset({""})
_DIGITS: Final = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the vocabulary, or a separator (kind SEPARATOR, name the mark itself)."""

    name: str
    kind: str
    start: int
    end: int


def find_terms(text: str, start: int, end: int) -> list[Term]:
    """Terms and separators of text[start:end], left to right, none overlapping."""
    terms = []
    known = _second_letters()
    position = start
    while position < end:
        letter = text[position]
        seconds = known.get(letter)
        if seconds is not None:
            if seconds is _EVERY or text[position + 1 : position + 2] in seconds:
                matcher, names = _matcher(letter)
                found = matcher.match(text, position, end)
                if found is not None and found.end() > position:
                    name, kind = names[(found.lastindex or 1) - 1]
                    terms.append(Term(name, kind, position, found.end()))
                    position = found.end()
                    continue
        elif letter in _SEPARATORS:
            terms.append(Term(letter, SEPARATOR, position, position + 1))
        position += 1
    return terms


@cache
def _prefixes(pattern: str) -> frozenset[str]:
    return _Start(pattern).prefixes()


@cache
def _first_letters() -> dict[str, list[tuple[str, str, str]]]:
    """Letter → (name, kind, pattern) of the words that may start with it, in order."""
    words: dict[str, list[tuple[str, str, str]]] = {}
    for name, kind, patterns in TERMS:
        for pattern in patterns:
            for letter in {prefix[0] for prefix in _prefixes(pattern)}:
                words.setdefault(letter, []).append((name, kind, pattern))
    return words


@cache
def _second_letters() -> dict[str, frozenset[str]]:
    """First letter → the letters that may stand second; _EVERY where that is not known."""
    seconds: dict[str, set[str]] = {}
    for _, _, patterns in TERMS:
        for pattern in patterns:
            for prefix in _prefixes(pattern):
                seconds.setdefault(prefix[0], set()).add(prefix[1:] or _ANY)
    return {
        letter: _EVERY if _ANY in second else frozenset(second)
        for letter, second in seconds.items()
    }


@cache
def _matcher(letter: str) -> tuple[re.Pattern[str], list[tuple[str, str]]]:
    words = _first_letters()[letter]
    alternatives = "|".join(f"({pattern})" for _, _, pattern in words)
    return re.compile(alternatives), [(name, kind) for name, kind, _ in words]


class _Start:
    """With which two letters a pattern may start. Knows the few signs that TERMS are written in.

    Raises ValueError on any other sign, so that no word is silently never found.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.position = 0

    def prefixes(self) -> frozenset[str]:
        """Its first two letters, or the one that is the whole of it; '^' is any letter."""
        prefixes = self._alternatives()
        is_open = any(prefix[:1] in ("", _ANY) for prefix in prefixes)
        if is_open or self.position < len(self.pattern):
            raise ValueError(f"{self.pattern} may start with anything, or has a stray bracket")
        return prefixes

    def _alternatives(self) -> frozenset[str]:
        prefixes = self._sequence()
        while self._sign() == "|":
            self.position += 1
            prefixes |= self._sequence()
        return prefixes

    def _sequence(self) -> frozenset[str]:
        prefixes = _NOTHING
        while self._sign() not in ("|", ")", ""):
            prefixes = _joined(prefixes, self._repeated())
        return prefixes

    def _repeated(self) -> frozenset[str]:
        prefixes = self._atom()
        sign = self._sign()
        if sign and sign in "?*+":
            self.position += 1
            if sign in "*+":
                prefixes |= _joined(prefixes, prefixes)
            if sign != "+":
                prefixes |= _NOTHING
        elif sign == "{":
            stop = self.pattern.index("}", self.position)
            prefixes |= _joined(prefixes, prefixes)
            if self.pattern[self.position + 1] == "0":
                prefixes |= _NOTHING
            self.position = stop + 1
        if self._sign() == "?":  # as few as possible
            self.position += 1
        return prefixes

    def _atom(self) -> frozenset[str]:
        rest = self.pattern[self.position :]
        look = re.match(r"\(\?(?:=|!|<=|<!)", rest)
        if look or rest.startswith("(?:"):
            self.position += look.end() if look else 3
            inner = self._alternatives()
            self.position += 1
            return _NOTHING if look else inner
        if rest[0] == "[":
            stop = self.pattern.index("]", self.position)
            signs = self.pattern[self.position + 1 : stop]
            self.position = stop + 1
            return self._set(signs)
        if rest[0] == "\\":
            self.position += 2
            return _DIGITS if rest[1] == "d" else frozenset(rest[1])
        if rest[0] == "$":
            self.position += 1
            return _NOTHING
        if rest[0] in "(.^":
            raise ValueError(f"a sign that terms are not written in: {self.pattern}")
        self.position += 1
        return frozenset(rest[0])

    @staticmethod
    def _set(signs: str) -> frozenset[str]:
        if signs.startswith("^"):
            return frozenset(_ANY)
        spans = re.findall(r"(\d)-(\d)", signs)
        letters = set(re.sub(r"\d-\d|\\d", "", signs).replace("\\", ""))
        letters |= _DIGITS if "\\d" in signs else set()
        for low, high in spans:
            letters |= {str(digit) for digit in range(int(low), int(high) + 1)}
        return frozenset(letters)

    def _sign(self) -> str:
        return self.pattern[self.position : self.position + 1]


def _joined(first: frozenset[str], second: frozenset[str]) -> frozenset[str]:
    """The first two letters of every member of one set followed by one of the other."""
    full = {prefix for prefix in first if len(prefix) == 2}
    short = first - full
    return frozenset(full | {(prefix + more)[:2] for prefix in short for more in second})
