"""How complete and fresh the data is."""

from __future__ import annotations

import polars as pl

from dashboard.language import _
from loaders import Snapshot
from loaders.kinds import KINDS
from loaders.measures import Clock, is_stale


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


def freshness(snapshot: Snapshot, clock: Clock) -> pl.DataFrame:
    """By kind of record with a status: of how many it is known when it was last confirmed."""
    rows = []
    for kind in KINDS:
        frame = snapshot.frames[kind.table.name]
        if "status_as_of" in frame.columns:
            stale = frame.select(is_stale(clock).fill_null(False).sum()).item()
            dated = frame["status_as_of"].count()
            name = _(kind.table.label)
            rows.append((name, frame.height, dated, stale, frame.height - dated))
    names = (
        _("Kind"),
        _("Records"),
        _("Status confirmed on a known date"),
        _("Of these long ago"),
        _("Date of confirmation unknown"),
    )
    return pl.DataFrame(rows, schema=names, orient="row")
