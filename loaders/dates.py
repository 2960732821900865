"""Dates as precise as their source: `2011`, `2011-03` or `2011-03-29` (EDTF level 0).

In a frame such a date is its first day (`pl.Date`) beside a column `<name>_precision` that holds
`year`, `month` or `day`. Source of the notation: ISO 8601-2:2019, Extended Date/Time Format.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import polars as pl

PRECISIONS = ("day", "month", "year")
PRECISION = pl.Enum(PRECISIONS)
FIRST_YEAR, LAST_YEAR = 1500, 2200

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class NotADate(ValueError):
    """`code` is the problem's code, `values` what its sentence quotes."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@lru_cache(maxsize=50_000)
def parse(text: str) -> tuple[date, str]:
    """First day and precision of an EDTF level 0 date; raises `NotADate`."""
    found = _EDTF.fullmatch(text)
    if not found or not text.isascii():
        raise NotADate("not-a-date")
    year, month, day = found.groups()
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise NotADate("date-out-of-range", first=FIRST_YEAR, last=LAST_YEAR)
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise NotADate("impossible-date") from None
    return first, "year" if month is None else "month" if day is None else "day"


_LENGTH = {"year": 4, "month": 7, "day": 10}


def shown(day: date | None, precision: str | None) -> str:
    """A date as a file gives it: '2011', '2011-03' or '2011-03-29'; '' where there is none."""
    return "" if day is None else day.isoformat()[: _LENGTH[precision or "day"]]


def agree(one: str, other: str) -> bool:
    """Whether two dates as files give them may be one: '2011' and '2011-03-29', or '' and any."""
    return one.startswith(other) or other.startswith(one)


def last_day(name: str) -> pl.Expr:
    """The last day of the interval that column `name` stands for: 2013 ends on 2013-12-31.

    An imprecise date has happened only when its interval is over.
    """
    first, precision = pl.col(name), pl.col(f"{name}_precision")
    return (
        pl.when(precision == "year")
        .then(pl.date(first.dt.year(), 12, 31))
        .when(precision == "month")
        .then(first.dt.month_end())
        .otherwise(first)
    )
