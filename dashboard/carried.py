"""What links to pages of ours carry along, so that the reader stays in the same view of the data.

The date, the release that is shown, the charts collected, and the language that was chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from types import MappingProxyType

from dashboard import language

LONGEST = 600
"""Characters of one parameter; a longer one, such as a long briefing, would swell every link."""

_carried: ContextVar[Mapping[str, str]] = ContextVar("carried", default=MappingProxyType({}))


def keep(query: Mapping[str, str]) -> None:
    """From here on, this session's links carry these parameters; empty and long ones are left."""
    _carried.set({key: value for key, value in query.items() if 0 < len(value) <= LONGEST})


def to_query() -> dict[str, str]:
    """What the address of another page needs; the language last."""
    return {**_carried.get(), **language.to_query()}
