"""One line of the benchmark's table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What was measured against what, and the bound that the ratio has to keep."""

    what: str
    measured: str
    against: str
    ratio: float
    bound: str
    """As a reader sees it: '>= 6' or '<= 1.3'."""

    @property
    def kept(self) -> bool:
        sign, number = self.bound.split()
        return self.ratio >= float(number) if sign == ">=" else self.ratio <= float(number)
