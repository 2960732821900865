"""How far the law goes on the SSE as a whole."""

from __future__ import annotations

import polars as pl

from dashboard.filters import SCOPE, THEME, Selection
from dashboard.language import N_
from dashboard.queries import legal_framework
from dashboard.queries.map_measures.measure import Measure
from loaders import Snapshot
from loaders.measures import Clock


def rows(snapshot: Snapshot, selection: Selection, clock: Clock, _option: str) -> pl.DataFrame:
    return legal_framework.rows(snapshot, selection, clock)


MEASURE = Measure(
    "legal-framework",
    N_("Legal framework for the SSE"),
    N_(
        "How far the law goes: from a framework law on the SSE as a whole that applies, "
        "over laws on single forms, to drafts. Subnational laws never raise a country's "
        "level."
    ),
    rows,
    (SCOPE.key, THEME.key),
    moved_by=("texts",),
)
