"""Where does each country stand? Rows of the map of the legal-framework level."""

from __future__ import annotations

import polars as pl

from dashboard.filters import SCOPE, THEME, Selection
from dashboard.language import _
from loaders import Snapshot
from loaders.measures import Clock, framework_level

ACTS = (SCOPE.key, THEME.key)
"""The choices that narrow the laws looked at; the region narrows the countries."""


def rows(snapshot: Snapshot, selection: Selection, clock: Clock) -> pl.DataFrame:
    """`framework_level` of the chosen countries, with `label` in the page's language.

    Frames and codes of the map, its legend, its table and its download are these rows.
    """
    choices = selection.only(*ACTS)
    narrowed = choices.where(snapshot.frames["texts"].columns, snapshot.reference)
    levels = framework_level(
        snapshot.frames, clock, snapshot.lost, narrowed if choices.chosen else None
    )
    members = selection.members(snapshot.reference)
    chosen = levels if members is None else levels.filter(pl.col("iso3").is_in(members))
    codes = snapshot.reference.codes("framework-level") or {}
    labels = {code: _(str(row["label"])) for code, row in codes.items()}
    label = pl.col("level").replace_strict(labels, default=pl.col("level"))
    name = snapshot.reference.organisation_short
    bodies = {body: name(body) for body in chosen["through"].drop_nulls().unique()}
    through = pl.col("through").replace(bodies)
    return chosen.with_columns(label.alias("label"), through.alias("through"))
