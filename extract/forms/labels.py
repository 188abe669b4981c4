"""Labels as printed against the official ones.

Numbering (`1、`, `1.`, `(1)`, `（一）`), spaces, quotes, brackets with remarks, full-width and
traditional characters do not count; a label that a layout cut, or that runs on from the label
beside it, is still found; a small slip in wording too, as long as one label alone is near it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache
from typing import Final

from extract.hanzi import SIMPLIFIED

SHORTEST_TAIL: Final = 5  # characters by which a label is known at the end of a longer text
SHORTEST_HEAD: Final = 6  # … and at the start of a label that was cut
LONG_LABEL: Final = 10
MOST_LOST: Final = 2  # characters of a label with its remark
NEAR_WITH_REMARK: Final = 0.93  # likeness of a label and its remark together
NEAR: Final = 0.78  # likeness of a misprinted label
LIKE: Final = 0.6  # … of one whose place says which label it should be
SHORTEST_LIKE: Final = 2
CLEARLY_NEARER: Final = 0.08

# Before a label's own number.
_SERIAL = re.compile(
    r"^\s*\d{1,3}\s+(?=[(（]?\d{1,2}[)）、.．]|[(（][一二三四五六七八九十]{1,2}[)）])"
)
_NUMBERING = re.compile(
    r"^(?:其中[::]?|\([一二三四五六七八九十]{1,3}\)[、.]?|[一二三四五六七八九十]{1,3}[、.]"
    r"|\(?\d{1,2}[)、.]|\d{1,2}(?=[\u4e00-\u9fff])|[\s·●■◆▪-]+)+"
)
_REMARK = re.compile(r"[(\[〔【][^()\[\]〔〕【】]*(?:[)\]〕】]|$)")
_PIECE = re.compile(r"(?<=[^\s\d])\s*(?=[1-9][0-9]?[.、．])")
_SIGN = re.compile(r"[\W_]+")


@lru_cache(maxsize=16_384)
def core(text: str) -> str:
    """The words of a label: what two printings of one label have in common."""
    folded = unicodedata.normalize("NFKC", _SERIAL.sub("", text)).translate(SIMPLIFIED)
    folded = "".join(folded.split())
    bare = _NUMBERING.sub("", folded)
    words = _SIGN.sub("", _REMARK.sub("", bare))
    return words.replace("其它", "其他").replace("合计", "总计")


def may_be_near(words: str, signs: frozenset[str], least: float) -> bool:
    """Whether a text has enough of the signs of labels that its likeness to one may be `least`.

    To measure the likeness takes a hundred times as long, and few texts of a page are labels.
    """
    known = sum(sign in signs for sign in words)
    return 2 * known >= least * (len(words) + known)


def _with_remark(text: str) -> str:
    """The words of a label and of the remark in brackets behind it."""
    folded = "".join(unicodedata.normalize("NFKC", text).split()).translate(SIMPLIFIED)
    return _SIGN.sub("", _NUMBERING.sub("", folded))


class Labels:
    """The official labels of one table, each with the code that it stands for."""

    def __init__(self, labels: Iterable[tuple[str, str]]) -> None:
        """`labels`: pairs of label as printed on the form and code."""
        labels = list(labels)
        self._codes = {core(label): code for label, code in labels}
        by_length = sorted(self._codes, key=len, reverse=True)
        self._tails = [label for label in by_length if len(label) >= SHORTEST_TAIL]
        self._long = [label for label in by_length if len(label) >= LONG_LABEL]
        self._numbered = re.compile(
            r"(?:\d[、.]|\([一二三四五六七八九十]\))(" + "|".join(map(re.escape, by_length)) + r")$"
        )
        self._signs = {label: Counter(label) for label in self._tails}
        self._remarked = {
            _with_remark(label): code
            for label, code in labels
            if _with_remark(label) != core(label)
        }
        self._all_signs = frozenset("".join(self._tails))
        self._found: dict[str, str | None] = {}

    def find(self, text: str) -> str | None:
        """The code of the label that a text is, ends with, is cut from, or misprints."""
        if text not in self._found:
            if len(self._found) > 50_000:  # labels repeat over documents, other texts do not
                self._found.clear()
            self._found[text] = self._find(text)
        return self._found[text]

    def nearly(self, text: str, code: str) -> bool:
        """Whether a text is like a label of `code`, which is where it stands in the form."""
        words = core(text)
        return len(words) >= SHORTEST_LIKE and any(
            SequenceMatcher(None, label, words, autojunk=False).ratio() >= LIKE
            for label, own in self._codes.items()
            if own == code
        )

    def _find(self, text: str) -> str | None:
        words = core(text)
        if words in self._codes:
            return self._codes[words]
        *before, last = _PIECE.split(text)
        if before and (code := self.find(last)):
            return code  # the label of a group before that of its row
        if len(words) < 2:
            return None
        tail = next((label for label in self._tails if words.endswith(label)), None)
        if tail is None:
            folded = "".join(unicodedata.normalize("NFKC", text).split()).translate(SIMPLIFIED)
            numbered = self._numbered.search(folded.replace("其它", "其他"))
            tail = numbered[1] if numbered else None
        if tail is not None:
            return self._codes[tail]
        cut = [label for label in self._long if self._is_cut(label, words)]
        if len(cut) == 1:
            return self._codes[cut[0]]
        return self._near(words) or self._near_with_remark(text)

    @staticmethod
    def _is_cut(label: str, words: str) -> bool:
        return len(words) >= SHORTEST_HEAD and (
            label.startswith(words) or label[: SHORTEST_HEAD + 2] in words
        )

    def _near_with_remark(self, text: str) -> str | None:
        """Short words that lost a character are known by the long remark behind them."""
        words = _with_remark(text)
        if len(words) < LONG_LABEL:
            return None
        as_long = [label for label in self._remarked if abs(len(label) - len(words)) <= MOST_LOST]
        near = get_close_matches(words, as_long, n=1, cutoff=NEAR_WITH_REMARK)
        return self._remarked[near[0]] if near else None

    def _near(self, words: str) -> str | None:
        if len(words) < SHORTEST_TAIL or not may_be_near(words, self._all_signs, NEAR):
            return None
        best = second = 0.0
        nearest = ""
        signs = Counter(words)
        for label in self._tails:
            length = len(label) + len(words)
            if abs(len(label) - len(words)) > 5:
                continue
            # Neither the nearest nor one that makes it doubtful, whatever the order of the signs.
            if 2 * (signs & self._signs[label]).total() < (NEAR - CLEARLY_NEARER) * length:
                continue
            likeness = SequenceMatcher(None, label, words, autojunk=False).ratio()
            if likeness > best:
                best, second, nearest = likeness, best, label
            else:
                second = max(second, likeness)
        if best >= NEAR and best - second >= CLEARLY_NEARER:
            return self._codes[nearest]
        return None
