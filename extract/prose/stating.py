"""From a thing and its amount to a statement: line, subject, period, and how plainly it is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from extract.contract import COLUMN_CODES, WHOLE_REPORT
from extract.prose.amounts import Amount
from extract.prose.context import ELSE, TIE
from extract.prose.lexicon import Term
from extract.prose.scan import Scan
from extract.prose.statements import Doubt, Statement
from extract.prose.subjects import part_name, subject_of
from extract.prose.things import ALL_RESULTS, AMBIGUOUS, HANDLED, OTHERS
from extract.prose.vocabulary import APPLICANT, LINES, REQUEST, Line

_STOCKS: Final = frozenset(
    {
        "specialised_units",
        "reading_points",
        "staff",
        "full_time",
        "part_time",
        "normative_documents_in_force",
    }
)
_ASKED: Final = re.compile(r"公开[^,;。]{0,12}申请(?!公开)")
_MADE: Final = re.compile(r"制作|产生|形成|生成")
_PLAIN_BY_NAME: Final = frozenset(
    {"visitors", "online_questions", "calls", "full_time", "part_time"}
)
_OTHER_RESULTS: Final = (
    "already_public", "not_this_agency", "not_existing", "told_to_amend", "told_elsewhere",
)  # fmt: skip
ONE_TOTAL: Final = frozenset({"2019", "2021"})  # forms that count all results in one line
_TOGETHER: Final = re.compile(r"(?:共|合计|总计|累计)[^,;。]{0,12}$")
_NEW_ONES: Final = re.compile(r"新(?:增|设|建|成立|开通|配备)")
_SHARE: Final = re.compile(r",?(?:约)?占(?:总|全部|公开)")
_TO_DIFFER: Final = 2
_IS_OF_THEM: Final = ("为", "是", "系", "属")
_LIMITED: Final = re.compile(r"聚焦|紧扣|领域|方面|突出|围绕")


def state(scan: Scan, thing: str, amount: Amount, index: int) -> None:
    """State that the amount at `index` counts `thing`, if a line of the form does."""
    talk = scan.talk
    if thing == HANDLED:
        _keep_handled(scan, amount)
    if thing in (AMBIGUOUS, HANDLED):
        scan.doubt(amount, "more than one line could be meant")
        return
    if thing == "carried_in" and talk.of_which in ("received", "replied", "closed"):
        _include_carried(scan, talk.of_which)
    line = _line_of(scan, thing, index) or _line_of_others(scan, thing)
    is_left_open = line is None and thing in ("replied", "closed")
    if is_left_open and scan.context.form in ONE_TOTAL:
        line = scan.context.lines["replied"]
    if line is None or (amount.measure is not None and amount.measure not in line.units):
        talk.thing = thing
        return
    if talk.of_which in (ELSE, "information") and not _stands_alone(scan, thing, amount):
        scan.doubt(amount, "a part of a number that no line counts")
        return
    if _is_limited(scan, thing, amount):
        return
    applicants = _applicants(scan, index) if APPLICANT in scan.kinds else []
    if len(applicants) > 1:
        return
    column = with_applicant(line, applicants[0].name) if applicants else None
    if column is not None:
        line, thing = column, f"{thing}.{applicants[0].name}"
    if applicants and column is None:
        subject = scan.text[applicants[0].start : applicants[0].end]
    else:
        subject = subject_of(scan, thing, amount)
    add_statement(scan, thing, line, amount, subject)
    if is_left_open:
        scan.left_open.append(scan.found.pop())


def _applicants(scan: Scan, index: int) -> list[Term]:
    return [term for term in scan.left(index, ",;()") if term.kind == APPLICANT] or [
        term for term in scan.right(index)[:1] if term.kind == APPLICANT
    ]


def _keep_handled(scan: Scan, amount: Amount) -> None:
    """办理20件 may be the new ones and those carried in: what follows tells, or nothing does."""
    both = "received_incl_carried_in"
    add_statement(scan, both, scan.context.lines[both], amount, subject_of(scan, both, amount))
    scan.talk.handled = scan.found.pop()
    scan.talk.thing = HANDLED


def _is_limited(scan: Scan, thing: str, amount: Amount) -> bool:
    """Whether the number is of a share (22条,占总数的30%) or of what is new (新设查阅点5个)."""
    if thing == "disclosed":
        return _SHARE.match(scan.text, amount.end) is not None
    is_new = _NEW_ONES.search(scan.text, scan.clause_start, amount.start)
    return thing in _STOCKS and is_new is not None


def _stands_alone(scan: Scan, thing: str, amount: Amount) -> bool:
    """Whether a thing is plain by its own name, though it divides a number that no line counts."""
    if thing.partition(".")[0] in ("review", "suit", "suit_direct", "suit_after_review"):
        return TIE.search(scan.sentence.words) is not None
    if thing == "received" and _ASKED.search(scan.text, scan.clause_start, amount.start):
        return True  # 公开信息20条,其中文件2件,受理信息公开申请9件
    if scan.talk.of_which == "information":
        return thing.startswith("disclosed")
    if thing == "disclosed":
        return _MADE.search(scan.text, scan.sentence.start, scan.sentence.end) is not None
    return thing in _PLAIN_BY_NAME


def state_applicant(scan: Scan, applicant: Term, amount: Amount) -> None:
    """State how many of the requests just counted one kind of applicant made."""
    thing = scan.talk.of_which or "received"
    total = scan.context.lines.get(thing)
    line = with_applicant(total, applicant.name) if total else None
    if line is not None:
        add_statement(scan, f"{thing}.{applicant.name}", line, amount, scan.talk.subject)


def with_applicant(line: Line, name: str) -> Line | None:
    """The applicant's column of a line; None where the form has no such column."""
    has_column = line.column == "total" and name in COLUMN_CODES
    return replace(line, column=name) if has_column else None


def add_statement(scan: Scan, thing: str, line: Line, amount: Amount, subject: str) -> None:
    """Add what the amount states. Stocks are those of the year, whatever was accumulated."""
    period = scan.clause_period or scan.talk.period
    if period == "cumulative" and thing in _STOCKS:
        period = "year"
    scan.found.append(
        Statement(
            thing=thing,
            line=line,
            passage=scan.passage,
            sentence=scan.sentence,
            start=amount.start,
            end=amount.end,
            value=amount.value,
            unit=amount.unit,
            scale=amount.scale,
            qualifier=amount.qualifier,
            subject=subject,
            period=period,
            strength=_strength(scan, thing),
        )
    )
    scan.talk.thing = thing


def _line_of(scan: Scan, thing: str, index: int) -> Line | None:
    if thing == "replied" and scan.context.form in ONE_TOTAL:
        return scan.context.lines[thing] if _speaks_of_all(scan, index) else None
    if thing == "closed" and "closed" not in scan.context.lines:
        return _line_of(scan, "replied", index) if "replied" in scan.context.lines else None
    return scan.context.lines.get(thing)


def _line_of_others(scan: Scan, thing: str) -> Line | None:
    """Of applicants that are named 其他 at the end of their list."""
    total, _, column = thing.partition(".")
    line = scan.context.lines.get(total) if column == OTHERS else None
    return with_applicant(line, column) if line else None


def _speaks_of_all(scan: Scan, index: int) -> bool:
    """On the forms of 2019 and 2021: replies to the new requests and to those carried in.

    Said where the carried-in ones are included (含上年结转), or where both were named before
    and what follows counts them together (新收…,上年结转…,共办结…).
    """
    items = scan.items
    after = items[index + 1 : index + 5]
    names = [item.name if isinstance(item, Term) else "amount" for item in after]
    is_including = names[:1] == ["("] or names[:2] == [",", "including"]
    if is_including and "carried_in" in names and "not_including" not in names:
        return True
    before = {item.name for item in items[:index] if isinstance(item, Term)}
    said_together = _TOGETHER.search(scan.text[scan.clause_start : items[index].start])
    if said_together is not None and {"carried_in", "receive"} <= before:
        return True
    stated = {one.thing for one in scan.found if one.qualifier == "exact"}
    recent = {statement.thing for statement in scan.talk.recent}
    # 新收70件,已答复65件 are of the new ones, whatever the sentence before counted together.
    nearest = stated if "received" in stated else stated | recent
    if "received_incl_carried_in" in nearest:
        return True
    if any(term.kind == REQUEST for term in scan.left(index, ",;:()")):
        return True  # 共办结政府信息公开申请20件, named anew and not 收到20件,办结20件
    return "received" not in stated | recent


def _include_carried(scan: Scan, total: str) -> None:
    """受理65件,其中新收62件,上年结转3件: the total, not the new ones, includes those carried in."""
    totals = [place for place, one in enumerate(scan.found) if one.thing == total]
    if not totals or total != "received" or _excludes(scan):
        return
    place = max(totals, key=lambda at: (scan.found[at].value, at))
    line = scan.context.lines["received_incl_carried_in"]
    scan.found[place] = replace(scan.found[place], thing="received_incl_carried_in", line=line)


def _excludes(scan: Scan) -> bool:
    return any(isinstance(i, Term) and i.name == "not_including" for i in scan.items)


def _strength(scan: Scan, thing: str) -> int:
    """How plainly the whole report's number is stated, where two statements differ."""
    words = scan.sentence.words
    is_plain = thing.startswith("disclosed") and "主动公开" in words
    is_limited = _LIMITED.search(words) is not None
    return 2 * scan.talk.is_whole + _in_own_section(scan, thing) + is_plain - 2 * is_limited


def _in_own_section(scan: Scan, thing: str) -> bool:
    topic = scan.context.topic
    family = thing.partition(".")[0]
    if family in ("review", "suit", "complaint"):
        return topic in (family, "appeal", "complaint")
    if family in ("disclosed", "interpretation"):
        return topic == "information"
    if family in LINES["2014"] and LINES["2014"][family].code.startswith("3."):
        return topic == "request"
    return topic == family


def _closed_by_sum(scan: Scan) -> list[Statement]:
    """Results that are those of all requests because only so new and carried in are used up."""
    if not (scan.talk.left_open or scan.left_open):
        return []
    counts = {
        statement.thing: statement.value
        for statement in (*scan.talk.recent, *scan.found)
        if statement.subject == WHOLE_REPORT and statement.scale == 1
    }
    new, old = counts.get("received"), counts.get("carried_in")
    results = sum(counts.get(name, 0) for name in ALL_RESULTS)
    later = counts.get("carried_forward", Decimal(0))
    return [
        one
        for one in (*scan.talk.left_open, *scan.left_open)
        if one.subject == WHOLE_REPORT
        and (
            one.value == 0
            or old == 0
            or (new is not None and one.value > new)
            or (new is not None and old is not None and one.value + later == new + old)
            or one.value == results
        )
    ]


def _handled(scan: Scan) -> list[Statement]:
    """办理20件,其中新收18件,上年结转2件: what was handled is both together."""
    handled, scan.talk.handled = scan.talk.handled, None
    if handled is None:
        return []
    counts = {statement.thing: statement.value for statement in scan.found}
    if sum(counts.get(name, 0) for name in (*ALL_RESULTS, *_OTHER_RESULTS)) == handled.value:
        line = scan.context.lines.get("replied")  # 处理申请20件,其中同意公开12件,…
        return [replace(handled, thing="replied", line=line)] if line else []
    for parts in (("received", "carried_in"), ("replied", "carried_forward")):
        values = [counts[name] for name in parts if name in counts]
        if len(values) == len(parts) and sum(values) == handled.value:
            return [handled]
    if handled.sentence is scan.sentence:
        scan.talk.handled = handled  # the next sentence may divide it
    return []


def _is_divided(scan: Scan, group: Sequence[Statement]) -> bool:
    """Whether the first number is a total that the others divide.

    12条,其中:邮递1条,平台11条; 3件,2件为自然人申请,1件为商会申请.
    """
    first, *others = group
    marks = [
        item.start for item in scan.items if isinstance(item, Term) and item.name == "of_which"
    ]
    is_said = any(first.end <= mark < others[0].start for mark in marks) or all(
        scan.text.startswith(_IS_OF_THEM, one.end) for one in others
    )
    return is_said and sum(one.value for one in others) <= first.value


def _key(statement: Statement) -> tuple[str, str, str, str, str]:
    line = statement.line
    return line.form, line.code, line.column, statement.subject, statement.period


def settled(scan: Scan) -> list[Statement]:
    """Two numbers for one line in one list are numbers of its named parts, not the line's."""
    talk = scan.talk
    if not (scan.found or scan.left_open or talk.left_open or talk.handled):
        return []
    closed = _closed_by_sum(scan)
    scan.found.extend(closed)
    # The next sentence may break them down.
    scan.talk.left_open = [one for one in scan.left_open if one not in closed]
    scan.found.extend(_handled(scan))
    # What the sentence before left open does not stand against a number of this one.
    said = {_key(one) for one in scan.found if one.sentence is scan.sentence}
    scan.found[:] = [
        one for one in scan.found if one.sentence is scan.sentence or _key(one) not in said
    ]
    if len(scan.found) < _TO_DIFFER:
        return scan.found
    by_line: dict[tuple[str, str, str, str, str], list[Statement]] = {}
    for statement in scan.found:
        by_line.setdefault(_key(statement), []).append(statement)
    parts: set[int] = set()
    for group in by_line.values():
        values = {statement.value for statement in group}
        if len(values) > 1 and group[0].subject == WHOLE_REPORT and len(group) > 1:
            parts.update(id(one) for one in group[_is_divided(scan, group) :])
    settled = []
    for statement in scan.found:
        if id(statement) not in parts:
            settled.append(statement)
            continue
        name = part_name(scan, statement)
        if name is not None:
            settled.append(replace(statement, subject=name))
            continue
        reason = f"another number for {statement.thing} in the same sentence"
        scan.doubts.append(
            Doubt(scan.passage, scan.sentence, statement.start, statement.end, reason)
        )
    return settled
