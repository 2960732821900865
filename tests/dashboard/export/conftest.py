"""Exhibits with their sources, of the shipped data and of a small folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dashboard.exhibits import EXHIBITS
from dashboard.export import Handout, of
from dashboard.filters import Selection
from loaders import Snapshot
from loaders.measures import Clock

TODAY = date(2026, 6, 30)


@pytest.fixture(scope="session")
def handout(snapshot) -> Callable[..., Handout]:
    """Draws an exhibit: `handout("timeline", "kind", region="ilo-africa")`."""

    def draw(code: str, option: str = "", data: Snapshot = snapshot, **chosen: str) -> Handout:
        drawing, clock = EXHIBITS[code], Clock(TODAY, TODAY)
        asked = option or next(iter(drawing.options(data) if drawing.options else [""]), "")
        selection = drawing.narrowed(Selection(**chosen))
        return of(drawing.draw(data, selection, clock, asked), data)

    return draw
