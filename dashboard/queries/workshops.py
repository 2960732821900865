"""Workshops and other events: where and when, by whom, how many came, what they led to."""

from __future__ import annotations

import polars as pl

from dashboard.filters import Selection
from dashboard.language import N_, _, country, span
from dashboard.queries import chain
from loaders import Snapshot
from loaders.dates import last_day
from loaders.frames import all_countries
from loaders.measures import Clock

STANDINGS = {"held": N_("To date"), "to_come": N_("To come")}


def host() -> pl.Expr:
    """The country in which an event took place: without a host the folder's, online none."""
    took_place = pl.col("host_country").is_not_null() | pl.col("format").ne_missing("online")
    return pl.when(took_place).then(pl.coalesce("host_country", "country"))


def chosen(snapshot: Snapshot, selection: Selection, clock: Clock) -> pl.DataFrame:
    """The events that are chosen, newest first; those without a date last, and only today.

    Columns: those of `workshops` (with the folder's country and the host among the `countries`),
    `host`, and `standing`: `held` by the as-of date, or `to_come`. What is known to the month or
    year is to come until that is over.
    """
    frame = snapshot.frames["workshops"]
    placed = frame.with_columns(
        all_countries(frame).alias("countries"),
        host().alias("host"),
        pl.when(last_day("start") > pl.lit(clock.as_of))
        .then(pl.lit("to_come"))
        .otherwise(pl.lit("held"))
        .alias("standing"),
    )
    found = placed.filter(selection.where(placed.columns, snapshot.reference))
    if clock.is_past:
        found = found.drop_nulls("start")
    return found.sort("start", "id", descending=[True, False], nulls_last=True)


def rows(snapshot: Snapshot, selection: Selection, clock: Clock) -> pl.DataFrame:
    """The events that are chosen, in words.

    Columns: those of `chosen`; `when where type_label level_label standing_label organiser_names
    funder_names programme_title` in words; `year` and `month` in which it begins, null where not
    known; `followed_by` (ids of the records that name the event as what they follow from, and
    stood on the date) and `led_to` (how many).
    """
    found, reference = chosen(snapshot, selection, clock), snapshot.reference
    following = chain.answers(snapshot, clock)
    words = [
        {
            "when": span(row["start"], row["start_precision"], row["end"], row["end_precision"]),
            "where": ", ".join(filter(None, [row["host_city"], country(reference, row["host"])])),
            "type_label": _(reference.label("event-type", row["type"])),
            "level_label": _(reference.label("event-level", row["level"])),
            "standing_label": _(STANDINGS[row["standing"]]),
            "organiser_names": ", ".join(map(reference.organisation_name, row["organisers"] or ())),
            "funder_names": ", ".join(map(reference.organisation_name, row["funders"] or ())),
            "programme_title": reference.programmes.get(row["programme"], ""),
            "followed_by": following.get(row["id"], []),
        }
        for row in found.iter_rows(named=True)
    ]
    return found.hstack(pl.DataFrame(words, schema=_WORDS)).with_columns(
        pl.col("start").dt.year().alias("year"),
        pl.when(pl.col("start_precision") != "year")
        .then(pl.col("start").dt.month())
        .alias("month"),
        pl.col("followed_by").list.len().cast(pl.Int64).alias("led_to"),
    )


_WORDS = dict.fromkeys(
    (
        "when",
        "where",
        "type_label",
        "level_label",
        "standing_label",
        "organiser_names",
        "funder_names",
        "programme_title",
    ),
    pl.String,
) | {"followed_by": pl.List(pl.String)}
