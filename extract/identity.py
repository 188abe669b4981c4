"""Whose report a document is, and of which year, where it does not say so itself.

Taken: what a document says (`extract.metadata`), what `sources.csv` says of it, the page that it is
attached to, its file's name. `sources.csv` wins over all of them; the others only fill gaps.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from extract.metadata import FIRST_YEAR, LAST_YEAR, Metadata, scope_of
from extract.notes import Note
from extract.places import leading_places
from extract.sources import Source

_LAST_PLACE = re.compile(r"[^省市区县州盟旗]+[省市区县州盟旗]")
_GOVERNMENT = re.compile(r"(?:人民政府|政府)$")
# Beside a word: 2019-03-12 is when a page was put up, a year after the report's.
_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?=[\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff(（])((?:19|20)\d{2})(?=[)）]|$)"
)
_NOT_NAME = re.compile(r"[^\u4e00-\u9fff]+(?:年度?)?|附件|附表|关于")
# What one text of a report may take from another, where it does not say it itself.
_GAPS: Final = ("report_year", "issuing_body", "jurisdiction_name", "published_on")


def is_same_report(metadata: Metadata, other: Mapping[str, Any]) -> bool:
    """Whether a text may be a part of a report (its landing row): of the same year, place, body."""
    years = {metadata.report_year, other["report_year"]} - {None}
    scopes = {metadata.scope, other["scope"]} - {"unknown"}
    if len(years) > 1 or len(scopes) > 1:
        return False
    if not is_same_place(metadata.jurisdiction_name, other["jurisdiction_name"]):
        return False
    return scopes != {"own_body"} or _is_within(metadata.issuing_body, other["issuing_body"])


def _is_within(name: str | None, other: str | None) -> bool:
    """Whether one name is a part of the other: 教育局 and 渠县教育局; one not said is any."""
    return not name or not other or name in other or other in name


def is_same_place(name: str | None, other: str | None) -> bool:
    """Whether two names may be of one place: 渠县 and 四川省渠县; one that is not said is any."""
    if not name or not other:
        return True
    short, long = sorted((_GOVERNMENT.sub("", name), _GOVERNMENT.sub("", other)), key=len)
    last = _LAST_PLACE.findall(short)[-1:]
    return short in long or bool(last and last == _LAST_PLACE.findall(long)[-1:])


def fill(metadata: Metadata, other: Mapping[str, Any]) -> None:
    """Take from another text of the same report (its landing row) what this one does not say."""
    for name in _GAPS:
        if getattr(metadata, name) is None:
            setattr(metadata, name, other[name])
    if metadata.period_start is None and other["report_year"] == metadata.report_year:
        metadata.period_start, metadata.period_end = other["period_start"], other["period_end"]
    if metadata.scope == "unknown":
        metadata.scope = other["scope"]


def follow_source(metadata: Metadata, source: Source) -> None:
    """Let `sources.csv` win; a note wherever the document says something else."""
    if source.year is not None:
        _follow_year(metadata, source.year)
    if source.jurisdiction is not None:
        _follow_jurisdiction(metadata, source.jurisdiction)


def _follow_year(metadata: Metadata, year: int) -> None:
    if metadata.report_year not in (None, year):
        metadata.notes.append(_conflict("year", str(year), str(metadata.report_year)))
    metadata.report_year = year
    # A period or a date that belongs to the other year would contradict the one that is kept.
    end, published = metadata.period_end, metadata.published_on
    if end is not None and end.year != year:
        metadata.period_start = metadata.period_end = None
    if published is not None and published.year < year:
        metadata.published_on = None


def _follow_jurisdiction(metadata: Metadata, name: str) -> None:
    if not is_same_place(metadata.jurisdiction_name, name):
        metadata.notes.append(_conflict("jurisdiction", name, str(metadata.jurisdiction_name)))
        metadata.issuing_body = None
    _take_name(metadata, name)


def _take_name(metadata: Metadata, name: str) -> None:
    place = leading_places(name) or name
    metadata.jurisdiction_name = place
    is_body = _GOVERNMENT.sub("", name) != place
    if metadata.issuing_body is None and is_body:
        metadata.issuing_body = name
    if metadata.scope == "unknown":
        metadata.scope = "own_body" if is_body else scope_of(name)


def _conflict(what: str, expected: str, found: str) -> Note:
    return Note(
        severity="warning",
        code="source_conflict",
        place=what,
        expected=f"{expected}, as sources.csv says",
        found=f"{found} in the document",
        action="sources.csv is followed; correct it if the document is right",
    )


def follow_file_name(metadata: Metadata, file_name: str) -> None:
    """Take year and place from the name of the file, where nothing else says them."""
    stem = PurePosixPath(file_name).stem
    taken = []
    years = [int(before or after) for before, after in _YEAR.findall(stem)]
    years = [year for year in years if FIRST_YEAR <= year <= LAST_YEAR]
    if metadata.report_year is None and len(set(years)) == 1:
        metadata.report_year = years[0]
        taken.append(f"the year {years[0]}")
    if metadata.jurisdiction_name is None:
        place = leading_places(_NOT_NAME.sub("", stem))
        if place:
            _take_name(metadata, place)
            taken.append(f"the place {place}")
    if taken:
        metadata.notes.append(
            Note(
                severity="info",
                code="named_by_file",
                place="file name",
                expected="a title with year and place",
                found=" and ".join(taken) + " in the file name alone",
                action="check them, or name them in sources.csv",
            )
        )
