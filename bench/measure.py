"""One row of the benchmark: what was measured, against its target. Given by all parts of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

AT_MOST: Final = "<="
AT_LEAST: Final = ">="


@dataclass(frozen=True)
class Measure:
    """`measured` is to be at most or at least `target`, as `bound` says."""

    name: str
    measured: float
    target: float
    unit: str
    holds: bool
    remark: str
    bound: str = AT_MOST

    @classmethod
    def at_most(cls, name: str, measured: float, target: float, unit: str, remark: str) -> Measure:
        return cls(name, round(measured, 3), target, unit, measured <= target, remark)

    @classmethod
    def at_least(cls, name: str, measured: float, target: float, unit: str, remark: str) -> Measure:
        holds = measured >= target
        return cls(name, round(measured, 3), target, unit, holds, remark, AT_LEAST)
