"""Where does each country stand? Rows of the map of the legal-framework level."""

from __future__ import annotations

import polars as pl

from dashboard.filters import SCOPE, THEME, Selection
from dashboard.language import _, countries
from loaders import Snapshot
from loaders.legal_framework import LEVELS, NO_LEVEL, framework_level
from loaders.measures import Clock

ACTS = (SCOPE.key, THEME.key)
"""The choices that narrow the laws looked at; the region narrows the countries."""

ORDER = (*LEVELS, *NO_LEVEL)


def rows(snapshot: Snapshot, selection: Selection, clock: Clock) -> pl.DataFrame:
    """`framework_level` of the chosen countries, with `label` and `order`.

    `name` and `label` are in the page's language, and the rows in the order of those names.

    Frames and codes of the map, its legend, its table and its download are these rows.
    """
    choices = selection.only(*ACTS)
    narrowed = choices.where(snapshot.frames["texts"].columns, snapshot.reference)
    levels = framework_level(snapshot, clock, narrowed if choices.chosen else None)
    members = selection.members(snapshot.reference)
    names = {
        iso3: name
        for iso3, name in countries(snapshot.reference).items()
        if members is None or iso3 in members
    }
    place = {iso3: n for n, iso3 in enumerate(levels["iso3"].to_list())}
    chosen = levels[[place[iso3] for iso3 in names]]
    codes = snapshot.reference.codes("framework-level") or {}
    labels = {code: _(str(row["label"])) for code, row in codes.items()}
    label = [labels.get(level, level) for level in chosen["level"].to_list()]
    name = snapshot.reference.organisation_short
    through = [name(body) if body else None for body in chosen["through"].to_list()]
    order = [ORDER.index(level) for level in chosen["level"].to_list()]
    named = chosen.hstack(
        [pl.Series("label", label, dtype=pl.String), pl.Series("order", order, dtype=pl.Int64)]
    )
    for column, texts in {"name": list(names.values()), "through": through}.items():
        series = pl.Series(column, texts, dtype=pl.String)
        named.replace_column(named.get_column_index(column), series)
    return named
