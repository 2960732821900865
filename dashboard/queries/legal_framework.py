"""Where does each country stand? Rows of the map of the legal-framework level."""

from __future__ import annotations

import polars as pl

from dashboard.filters import SCOPE, THEME, Selection
from dashboard.language import _
from loaders import Snapshot
from loaders.legal_framework import LEVELS, NO_LEVEL, framework_level
from loaders.measures import Clock

ACTS = (SCOPE.key, THEME.key)
"""The choices that narrow the laws looked at; the region narrows the countries."""

ORDER = (*LEVELS, *NO_LEVEL)


def rows(snapshot: Snapshot, selection: Selection, clock: Clock) -> pl.DataFrame:
    """`framework_level` of the chosen countries, with `label` in the page's language and `order`.

    Frames and codes of the map, its legend, its table and its download are these rows.
    """
    choices = selection.only(*ACTS)
    narrowed = choices.where(snapshot.frames["texts"].columns, snapshot.reference)
    levels = framework_level(snapshot, clock, narrowed if choices.chosen else None)
    members = selection.members(snapshot.reference)
    chosen = levels if members is None else levels.filter(pl.col("iso3").is_in(members))
    codes = snapshot.reference.codes("framework-level") or {}
    labels = {code: _(str(row["label"])) for code, row in codes.items()}
    label = [labels.get(level, level) for level in chosen["level"].to_list()]
    name = snapshot.reference.organisation_short
    through = [name(body) if body else None for body in chosen["through"].to_list()]
    order = [ORDER.index(level) for level in chosen["level"].to_list()]
    named = chosen.hstack(
        [pl.Series("label", label, dtype=pl.String), pl.Series("order", order, dtype=pl.Int64)]
    )
    return named.replace_column(
        named.get_column_index("through"), pl.Series("through", through, dtype=pl.String)
    )
