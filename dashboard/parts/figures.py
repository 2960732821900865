"""Exhibits as pages show them: worked out once per data version, date, selection and language, and
drawn once per theme."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from typing import Generic, TypeVar

from dashboard.charts.chart import Figure
from dashboard.exhibit import Exhibit, address
from dashboard.exhibits import EXHIBITS
from dashboard.filters import Selection
from dashboard.language import current
from dashboard.style import Style
from loaders import Snapshot
from loaders.measures import Clock

Made = TypeVar("Made")
KEPT = 64
"""Exhibits and figures kept in all, each; the oldest goes first."""


def exhibit(
    code: str, snapshot: Snapshot, selection: Selection, clock: Clock, option: str = ""
) -> Exhibit:
    """What `EXHIBITS` has under this code, for the part of the selection that acts on it."""
    drawing = EXHIBITS[code]
    # The clock has the date: one that is asked for on many dates, as the ends of the years of
    # `/map`, is the same exhibit on each.
    chosen = replace(drawing.narrowed(selection), as_of=None)
    key = repr((code, snapshot.digest, chosen.to_query(), clock, current(), option))

    def draw() -> Exhibit:
        drawn = drawing.draw(snapshot, chosen, clock, option)
        return replace(drawn, address=address(code, chosen, clock, option), made_of=key)

    return _exhibits.once(key, draw)


def figure(drawn: Exhibit, style: Style) -> Figure:
    """The exhibit's chart in a style."""
    key = repr((drawn.made_of, drawn.words, style))
    return _figures.once(key, lambda: drawn.figure(style))


class Kept(Generic[Made]):
    """What was made for the newest keys, whichever reader asked.

    Streamlit's own `cache_resource` took 0.4 ms for each, of the 27 that a change of `/plans` took
    the server.
    """

    def __init__(self) -> None:
        self._made: OrderedDict[str, Made] = OrderedDict()

    def once(self, key: str, make: Callable[[], Made]) -> Made:
        """What is kept under this key; made now where nothing is."""
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = make()
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
        return made


_exhibits: Kept[Exhibit] = Kept()
_figures: Kept[Figure] = Kept()
