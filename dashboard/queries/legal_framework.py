"""Where does each country stand? Rows of the map of the legal-framework level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dashboard.filters import PLACE, SCOPE, THEME, Selection
from dashboard.language import _, countries
from loaders import Snapshot
from loaders.legal_framework import LEVEL_COLUMNS, LEVELS, NO_LEVEL, levels
from loaders.measures import Clock

ACTS = (SCOPE.key, THEME.key)
"""The choices that narrow the laws looked at; the region narrows the countries."""

ORDER = (*LEVELS, *NO_LEVEL)
SCHEMA = {**LEVEL_COLUMNS, "label": pl.String, "order": pl.Int64}


def rows(snapshot: Snapshot, selection: Selection, clock: Clock) -> pl.DataFrame:
    """`framework_level` of the chosen countries, with `label` and `order`.

    `name` and `label` are in the page's language, and the rows in the order of those names.

    Frames and codes of the map, its legend, its table and its download are these rows.
    """
    every = _columns(snapshot, selection, clock)
    return pl.DataFrame([pl.Series(name, every[name], dtype=SCHEMA[name]) for name in SCHEMA])


def of(snapshot: Snapshot, country: str, clock: Clock) -> dict[str, Any]:
    """The row of one country or area."""
    every = _columns(snapshot, Selection(chosen={PLACE.key: (country,)}), clock)
    return {name: every[name][0] for name in SCHEMA}


def _columns(snapshot: Snapshot, selection: Selection, clock: Clock) -> Mapping[str, Sequence[Any]]:
    reference = snapshot.reference
    choices, narrowed = selection.only(*ACTS), None
    if choices.chosen:
        narrowed = choices.where(snapshot.frames["texts"].columns, reference)
    members = selection.members(reference)
    names = {
        iso3: name
        for iso3, name in countries(reference).items()
        if members is None or iso3 in members
    }
    found = {row[0]: row for row in levels(snapshot, clock, narrowed, members)}
    chosen = [found[iso3] for iso3 in names]
    turned = list(zip(*chosen, strict=True)) or [()] * len(LEVEL_COLUMNS)
    columns = dict(zip(LEVEL_COLUMNS, turned, strict=True))
    codes = reference.codes("framework-level") or {}
    labels = {code: _(str(row["label"])) for code, row in codes.items()}
    short = reference.organisation_short
    said = {
        "name": list(names.values()),
        "through": [short(body) if body else None for body in columns["through"]],
        "label": [labels.get(level, level) for level in columns["level"]],
        "order": [ORDER.index(level) for level in columns["level"]],
    }
    return columns | said
