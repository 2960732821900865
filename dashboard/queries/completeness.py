"""How complete the data is."""

from __future__ import annotations

import polars as pl

from dashboard.filters import KIND_LABELS
from dashboard.language import _, plural
from loaders import Snapshot
from loaders.kinds import KINDS
from loaders.kinds.country import COUNTRY


def left_out(snapshot: Snapshot) -> str:
    """How many problems keep something from being shown, in words; '' where none does."""
    problems = len(snapshot.problems)
    if not problems:
        return ""
    return plural(
        "{n} problem in the data: what it concerns is not shown.",
        "{n} problems in the data: what they concern is not shown.",
        problems,
    )


def coverage(snapshot: Snapshot) -> pl.DataFrame:
    """By kind of record that countries' folders cover: how many there are, and how many countries
    are covered how well; of how many that is not readable, where there are such."""
    countries = snapshot.frames["countries"]
    unreadable = sum(kind == COUNTRY.name for _country, kind in snapshot.lost)
    rows = []
    for kind in KINDS:
        if f"coverage_{kind.name}" not in countries.columns:
            continue  # kept for international bodies only
        levels = countries[f"coverage_{kind.name}"].to_list()
        rows.append(
            (
                _(KIND_LABELS[kind.name]),
                snapshot.frames[kind.table.name].height,
                *(levels.count(code) for code in ("complete", "partial", "none_known")),
                levels.count("not_researched") + levels.count(None) - unreadable,
                *([unreadable] if unreadable else []),
            )
        )
    names = (
        _("Kind"),
        _("Records"),
        _("Countries: complete"),
        _("Partial"),
        _("None known"),
        _("Not researched"),
        *([_("Not readable")] if unreadable else []),
    )
    return pl.DataFrame(rows, schema=names, orient="row")


def filled(snapshot: Snapshot) -> pl.DataFrame:
    """By kind of record: how many there are, and how many have a summary, a date or a period, a
    source that says when it was published, more than one source."""
    cited = (
        snapshot.frames["sources"]
        .filter(pl.col("part").is_null())
        .group_by(id="record")
        .agg(cited=pl.len(), cited_dated=pl.col("published").count())
    )
    rows = []
    for kind in KINDS:
        frame = snapshot.frames[kind.table.name].join(cited, "id", "left")
        dates = {*(event.name for event in kind.events), "period_start", "period_end"}
        dated = frame.filter(
            pl.any_horizontal(pl.col(name).is_not_null() for name in frame.columns if name in dates)
        )
        rows.append(
            (
                _(KIND_LABELS[kind.name]),
                frame.height,
                frame["summary"].count(),
                dated.height,
                int((frame["cited_dated"] > 0).sum()),
                int((frame["cited"] > 1).sum()),
            )
        )
    names = (
        _("Kind"),
        _("Records"),
        _("With a summary"),
        _("With a date or period"),
        _("With a dated source"),
        _("With two sources or more"),
    )
    return pl.DataFrame(rows, schema=names, orient="row")
