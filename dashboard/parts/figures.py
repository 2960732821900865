"""Exhibits as pages show them: worked out once per data version, date, selection and language, and
drawn once per theme."""

from __future__ import annotations

from dataclasses import replace

from dashboard.charts.chart import Figure
from dashboard.exhibit import Exhibit, address
from dashboard.exhibits import EXHIBITS
from dashboard.filters import Selection
from dashboard.kept import Kept
from dashboard.language import current
from dashboard.style import Style
from loaders import Snapshot
from loaders.measures import Clock

KEPT = 64
"""Exhibits and figures kept in all, each."""


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


_exhibits: Kept[Exhibit] = Kept(KEPT)
_figures: Kept[Figure] = Kept(KEPT)
