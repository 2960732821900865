"""Which policy levers a country uses: finance, taxation, procurement, education ..."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from dashboard.language import _
from dashboard.queries.action_plans import states
from loaders import Snapshot
from loaders.dates import last_day
from loaders.measures import Clock
from loaders.texts import ENACTED, Text, rows_of, since_when, state
from loaders.tuples import tuples


def named(snapshot: Snapshot) -> dict[str, str]:
    """Code and label of each theme that is a lever."""
    codes = snapshot.reference.codes("theme") or {}
    return {code: _(str(row["label"])) for code, row in codes.items() if row.get("role") == "lever"}


# A comparison of countries asks for it three times on each date.
@lru_cache(maxsize=8)
def using(snapshot: Snapshot, clock: Clock) -> Mapping[tuple[str, str], Sequence[str]]:
    """By lever and country: the ids of the laws, institutions and plans that stand and use it, the
    newest first.

    Laws and other texts adopted or in force, strategies and plans in their period, and institutions
    that are there on the date; subnational ones too. On an earlier date an institution of which the
    founding date is not known is left out. A plan and a strategy that are one text count once.
    """
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    every = sorted(_standing(snapshot, clock), key=lambda one: one[3] or date.min, reverse=True)
    for record, country, themes, _begun in every:
        for theme in themes or ():
            found[theme, country][record] = None
    return {pair: list(records) for pair, records in found.items()}


Standing = tuple[str, str, list[str] | None, date | None]
"""Id, country and themes of a record, and when it began."""


def _standing(snapshot: Snapshot, clock: Clock) -> Iterator[Standing]:
    """In loops, since the comparison asks for every date: see `loaders.tuples`."""
    day = clock.as_of
    for text, themes in _texts(snapshot):
        now = state(text, clock)
        if now in ENACTED and (text.type not in ("strategy", "policy") or _runs(text, clock)):
            since, *_rest = since_when(text, now)
            yield text.id, text.country, themes, since
    for *body, established, dissolved in _bodies(snapshot):
        if clock.has_seen(established) and not (dissolved and dissolved <= day):
            yield tuple(body)
    plans = snapshot.frames["action_plans"]
    columns = ("id", "carries_out", "country", "themes", "period_start", "adopted")
    for plan, now in zip(tuples(plans, *columns), states(plans, clock), strict=True):
        record, strategy, country, themes, start, adopted = plan
        if now == "running":
            yield strategy or record, country, themes, start or adopted


def _runs(strategy: Text, clock: Clock) -> bool:
    """Whether it is in its period; one whose period is not known is today."""
    begins, ends = strategy.runs_from, strategy.runs_until
    if (begins and clock.as_of < begins) or (ends and ends < clock.as_of):
        return False
    return bool(begins and ends) or not clock.is_past


@lru_cache(maxsize=4)
def _texts(snapshot: Snapshot) -> Sequence[tuple[Text, list[str]]]:
    """The texts that have themes, with them."""
    found = snapshot.frames["texts"]
    every = zip(rows_of(found), found["themes"].to_list(), strict=True)
    return [(text, themes) for text, themes in every if themes]


@lru_cache(maxsize=4)
def _bodies(snapshot: Snapshot) -> Sequence[tuple[Any, ...]]:
    """Each institution as a `Standing`, and the last days on which it can have been founded and
    dissolved."""
    found = snapshot.frames["institutions"].with_columns(
        there=last_day("established"), gone=last_day("dissolved")
    )
    return list(tuples(found, "id", "country", "themes", "established", "there", "gone"))
