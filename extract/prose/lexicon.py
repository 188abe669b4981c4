"""Finding the vocabulary's terms in a text, fast: at each place, only words that may start there.

Taken: `vocabulary.TERMS`. Given: `find_terms`. One alternation of all words would try hundreds of
them at each letter; here a letter that starts no word costs one look into a dictionary, and two
letters that start one cost the words that start with both.
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
_NOTHING: Final = frozenset({""})
_DIGITS: Final = frozenset("0123456789")
# Only words of time start with a number (2021年, 1—3月): no other number needs to be tried.
_AFTER_DIGITS: Final = frozenset("年月—-至")


@dataclass(slots=True, unsafe_hash=True)
class Term:
    """A term of the vocabulary, or a separator (kind SEPARATOR, name the mark itself)."""

    name: str
    kind: str
    start: int
    end: int


def find_terms(text: str, start: int, end: int) -> list[Term]:
    """Terms and separators of text[start:end], left to right, none overlapping."""
    terms = []
    known = _matchers()
    position = start
    while position < end:
        letter = text[position]
        matchers = known.get(letter)
        if matchers is not None:
            if letter in _DIGITS:
                stop = position + 1
                while stop < end and text[stop] in _DIGITS:
                    stop += 1
                if text[stop : stop + 1] not in _AFTER_DIGITS:
                    position = stop
                    continue
            second = text[position + 1 : position + 2]
            if second in matchers or (second := _ANY) in matchers:
                matcher = matchers[second]
                if matcher is None:
                    matcher = matchers[second] = _matcher(letter, second)
                found = matcher[0].match(text, position, end)
                if found is not None and (stop := found.end()) > position:
                    name, kind = matcher[1][(found.lastindex or 1) - 1]
                    terms.append(Term(name, kind, position, stop))
                    position = stop
                    continue
        elif letter in _SEPARATORS:
            terms.append(Term(letter, SEPARATOR, position, position + 1))
        position += 1
    return terms


@cache
def _prefixes(pattern: str) -> frozenset[str]:
    return _Start(pattern).prefixes()


_Word = tuple[frozenset[str], str, str, str]  # second letters, name, kind, pattern
_Matcher = tuple[re.Pattern[str], list[tuple[str, str]]]  # a group for each of the names, kinds


@cache
def _words() -> dict[str, list[_Word]]:
    """First letter → the words that may start with it, in order."""
    words: dict[str, list[_Word]] = {}
    for name, kind, patterns in TERMS:
        for pattern in patterns:
            seconds: dict[str, set[str]] = {}
            for prefix in _prefixes(pattern):
                seconds.setdefault(prefix[0], set()).add(prefix[1:] or _ANY)
            if not _DIGITS.isdisjoint(seconds) and not {"年", "月"} & set(pattern):
                raise ValueError(f"{pattern} starts with a number and is no word of time")
            for letter, second in seconds.items():
                words.setdefault(letter, []).append((frozenset(second), name, kind, pattern))
    return words


@cache
def _matchers() -> dict[str, dict[str, _Matcher | None]]:
    """First letter → second letter, _ANY where all may stand there → what may start with the two;
    None until it is first met: a document has few of the pairs."""
    return {
        letter: dict.fromkeys(frozenset[str]().union(*(seconds for seconds, *_ in words)))
        for letter, words in _words().items()
    }


def _matcher(letter: str, second: str) -> _Matcher:
    words = [word for word in _words()[letter] if word[0] & {second, _ANY}]
    alternatives = "|".join(f"({pattern})" for *_, pattern in words)
    return re.compile(alternatives), [(name, kind) for _, name, kind, _ in words]


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
