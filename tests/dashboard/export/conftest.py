"""Exhibits with their sources, of the shipped data and of a small folder."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from functools import cache

import openpyxl
import pytest
from openpyxl import Workbook
from pptx import Presentation
from pptx.slide import Slide

from dashboard.exhibits import EXHIBITS
from dashboard.export import FORMATS, Handout, of
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


@pytest.fixture(scope="session")
def slides_of(handout) -> Callable[..., list[Slide]]:
    """What python-pptx reads back of an exhibit: `slides_of("timeline", "kind")`.

    Each is written once, for all tests that look at it.
    """

    @cache
    def read(code: str, option: str = "", **chosen: str) -> list[Slide]:
        content = FORMATS["pptx"].write(handout(code, option, **chosen))
        return list(Presentation(io.BytesIO(content)).slides)

    return read


@pytest.fixture(scope="session")
def workbook_of(handout) -> Callable[..., Workbook]:
    """What openpyxl reads back of an exhibit, which is written once as well."""

    @cache
    def read(code: str, option: str = "") -> Workbook:
        return openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].write(handout(code, option))))

    return read
