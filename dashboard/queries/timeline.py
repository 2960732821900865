"""All dated events that are chosen, each in its lane."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

import polars as pl

from dashboard.filters import KIND_LABELS, Selection
from dashboard.kept import with_snapshot
from dashboard.language import N_, _, countries, current, fold, of_event, offered, span
from loaders import Snapshot
from loaders.dates import last_day
from loaders.kinds import KINDS
from loaders.tuples import tuples

LANES = ("kind", "region", "country")
SCHEME = "ilo-regions"

EVENTS = {
    "proposed": N_("Proposed"),
    "adopted": N_("Adopted"),
    "published": N_("Published"),
    "in_force": N_("In force"),
    "repealed": N_("Repealed"),
    "established": N_("Established"),
    "dissolved": N_("Dissolved"),
    "start": N_("Held"),
    "due": N_("Due"),
    "completed": N_("Completed"),
    "date": N_("Made public"),
}
EVENTS |= {
    field.name: field.label for kind in KINDS for field in kind.events if field.name not in EVENTS
}
"""What the day of each field is called; where nothing else stands here, as the field is."""
TO_COME = {
    "in_force": N_("To enter into force"),
    "repealed": N_("To be repealed"),
    "dissolved": N_("To be dissolved"),
    "start": N_("To be held"),
}
"""What is said until the day, of events that are otherwise told as past."""


def event_label(event: str, first: date, today: date) -> str:
    """What happens to a record on a day, in the page's language."""
    return _(TO_COME[event]) if event in TO_COME and first > today else of_event(EVENTS[event])


def rows(snapshot: Snapshot, selection: Selection, lanes: str, today: date) -> pl.DataFrame:
    """Columns: those of `timeline`, and `last` (last day of the event's interval), `event_label`,
    `when` (the date in words), `where` (countries in words), `lane` and `lane_label`, in the order
    in which lanes are drawn. An event of several countries stands once in each of their lanes.
    """
    return _rows(snapshot, replace(selection, as_of=None), lanes, today, current())


# A reader looks at the same events with the line on one date after another.
@with_snapshot(16)
def _rows(
    snapshot: Snapshot, selection: Selection, lanes: str, today: date, language: str
) -> pl.DataFrame:
    chosen = selection.narrow(_in_words(snapshot, today, language), snapshot.reference)
    members = selection.members(snapshot.reference)
    return _in_lanes(chosen, snapshot, lanes, members).sort("order", "date", "id")


@lru_cache(maxsize=2 * len(offered()))
def _in_words(snapshot: Snapshot, today: date, _language: str) -> pl.DataFrame:
    events = snapshot.frames["timeline"]
    return events.with_columns(
        pl.coalesce(last_day("end"), last_day("date")).alias("last"),
        _labels(events, today),
        _words(events, snapshot),
        _dates(events),
    )


def _labels(events: pl.DataFrame, today: date) -> pl.Series:
    pairs = tuples(events, "event", "date")
    labels = [event_label(event, first, today) for event, first in pairs]
    return pl.Series("event_label", labels, dtype=pl.String)


def _dates(events: pl.DataFrame) -> pl.Series:
    columns = events.select("date", "date_precision", "end", "end_precision")
    return pl.Series("when", [span(*dates) for dates in columns.iter_rows()], dtype=pl.String)


def _words(events: pl.DataFrame, snapshot: Snapshot) -> pl.Series:
    known = countries(snapshot.reference)
    words = []
    for codes in events["countries"].to_list():
        names = ", ".join(known.get(code, code) for code in codes[:4])
        more = len(codes) - 4
        words.append(names + (_(" and {n} more").format(n=more) if more > 0 else ""))
    return pl.Series("where", words, dtype=pl.String)


def _in_lanes(
    events: pl.DataFrame, snapshot: Snapshot, lanes: str, members: tuple[str, ...] | None
) -> pl.DataFrame:
    if lanes == "kind":
        kinds = list(KIND_LABELS)
        return events.with_columns(
            pl.col("kind").alias("lane"),
            pl.col("kind")
            .replace_strict({k: _(v) for k, v in KIND_LABELS.items()})
            .alias("lane_label"),
            pl.col("kind").replace_strict({k: n for n, k in enumerate(kinds)}).alias("order"),
        )
    several = events.explode("countries", empty_as_null=True).rename({"countries": "lane_country"})
    if members is not None:
        several = several.filter(pl.col("lane_country").is_in(members))
    if lanes == "country":
        return _labelled(several, "lane_country", countries(snapshot.reference))
    groups = snapshot.frames["groups"].filter(pl.col("scheme") == SCHEME)
    of_region = dict(tuples(groups, "member", "id"))
    regional = several.with_columns(
        pl.col("lane_country").replace_strict(of_region, default=None).alias("lane_region")
    ).unique(["id", "event", "lane_region"], maintain_order=True)
    regions = {code: _(str(row["name"])) for code, row in snapshot.reference.groups.items()}
    by_name = dict(sorted(regions.items(), key=lambda region: fold(region[1])))
    return _labelled(regional, "lane_region", by_name)


def _labelled(events: pl.DataFrame, column: str, names: Mapping[str, str]) -> pl.DataFrame:
    """Lanes in the order of `names`; what belongs to no country comes last."""
    place = {code: n for n, code in enumerate(names)}
    return events.with_columns(
        pl.col(column).fill_null("").alias("lane"),
        pl.col(column).replace_strict(names, default=_("International")).alias("lane_label"),
        pl.col(column).replace_strict(place, default=len(place)).alias("order"),
    )
