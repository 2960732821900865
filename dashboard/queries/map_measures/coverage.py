"""How complete a country is said to be."""

from __future__ import annotations

import polars as pl

from dashboard.filters import Selection
from dashboard.language import N_, _
from dashboard.queries.map_measures.measure import Class, Measure, classed
from loaders import Snapshot
from loaders.kinds import KINDS
from loaders.measures import Clock


def rows(snapshot: Snapshot, selection: Selection, clock: Clock, kind: str) -> pl.DataFrame:
    codes = snapshot.reference.codes("coverage") or {}
    labels = {code: _(str(row["label"])) for code, row in codes.items()}
    frame = snapshot.frames["countries"]
    pairs = zip(frame["iso3"].to_list(), frame[f"coverage_{kind}"].to_list(), strict=True)
    found: dict[str, Class] = {iso3: (coverage, None, "") for iso3, coverage in pairs if coverage}
    return classed(snapshot, selection, labels | {"not_readable": _("Not readable")}, kind, found)


def kinds_covered(snapshot: Snapshot) -> dict[str, str]:
    """The kinds of record whose coverage a country's folder states."""
    known = snapshot.frames["countries"].columns
    return {kind.name: _(kind.table.label) for kind in KINDS if f"coverage_{kind.name}" in known}


MEASURE = Measure(
    "coverage",
    N_("How well a country is covered"),
    N_("What the country's folder says about the completeness of its records of one kind."),
    rows,
    options=kinds_covered,
    option_label=N_("Kind of record"),
)
