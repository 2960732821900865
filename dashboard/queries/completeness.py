"""How complete the data is."""

from __future__ import annotations

import polars as pl

from dashboard.language import _
from loaders import Snapshot
from loaders.kinds import KINDS


def coverage(snapshot: Snapshot) -> pl.DataFrame:
    """By kind of record that countries' folders cover: how many there are, and how many countries
    are covered how well."""
    countries = snapshot.frames["countries"]
    rows = []
    for kind in KINDS:
        if f"coverage_{kind.name}" not in countries.columns:
            continue  # kept for international bodies only
        levels = countries[f"coverage_{kind.name}"].to_list()
        rows.append(
            (
                _(kind.table.label),
                snapshot.frames[kind.table.name].height,
                *(levels.count(code) for code in ("complete", "partial", "none_known")),
                levels.count("not_researched") + levels.count(None),
            )
        )
    names = (
        _("Kind"),
        _("Records"),
        _("Countries: complete"),
        _("Partial"),
        _("None known"),
        _("Not researched"),
    )
    return pl.DataFrame(rows, schema=names, orient="row")
