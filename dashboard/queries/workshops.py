"""Workshops and other events: where and when, by whom, how many came, what they led to."""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from dashboard.filters import Selection
from dashboard.language import N_, _, country, current, offered, span
from dashboard.queries import chain
from loaders import Snapshot
from loaders.dates import last_day
from loaders.frames import all_countries
from loaders.measures import Clock
from loaders.tuples import taken

STANDINGS = {"held": N_("To date"), "to_come": N_("To come")}


def host() -> pl.Expr:
    """The country in which an event took place: without a host the folder's, online none."""
    took_place = pl.col("host_country").is_not_null() | pl.col("format").ne_missing("online")
    return pl.when(took_place).then(pl.coalesce("host_country", "country"))


def chosen(snapshot: Snapshot, selection: Selection, clock: Clock) -> pl.DataFrame:
    """The events that are chosen, newest first; those without a date last, and only today.

    Columns: those of `workshops` (with the folder's country and the host among the `countries`);
    `host`; `when where type_label level_label organiser_names funder_names programme_title` in
    words; `year` and `month` in which it begins, null where not known; `begun` (the last day of
    `start`), and `standing`: `held` by the as-of date, or `to_come`. What is known to the month or
    year is to come until that is over.
    """
    found = selection.narrow(_timeless(snapshot, current()), snapshot.reference)
    # Loops, since pages ask for every date: see `loaders.tuples`.
    begun = found["begun"].to_list()
    if clock.is_past:
        found = taken(found, [at for at, day in enumerate(begun) if day])
        begun = [day for day in begun if day]
    standing = ["to_come" if day and day > clock.as_of else "held" for day in begun]
    return found.hstack([pl.Series("standing", standing, dtype=pl.String)])


def rows(snapshot: Snapshot, selection: Selection, clock: Clock) -> pl.DataFrame:
    """The events that are chosen, and what they led to.

    Columns: those of `chosen`, `standing_label`, and `led_to`: how many records say that they
    follow from the event, and stood on the date; `chain.answers` tells which.
    """
    found, following = chosen(snapshot, selection, clock), chain.answers(snapshot, clock)
    labels = {standing: _(label) for standing, label in STANDINGS.items()}
    stands = [labels[standing] for standing in found["standing"].to_list()]
    led_to = [len(following.get(event, ())) for event in found["id"].to_list()]
    return found.hstack(
        [
            pl.Series("standing_label", stands, dtype=pl.String),
            pl.Series("led_to", led_to, dtype=pl.Int64),
        ]
    )


@lru_cache(maxsize=2 * len(offered()))
def _timeless(snapshot: Snapshot, _language: str) -> pl.DataFrame:
    """All events, with what no date changes: the columns of `chosen` but `standing`."""
    frame, reference = snapshot.frames["workshops"], snapshot.reference
    every = frame.with_columns(
        countries=all_countries(frame),
        host=host(),
        begun=last_day("start"),
        year=pl.col("start").dt.year(),
        month=pl.when(pl.col("start_precision") != "year").then(pl.col("start").dt.month()),
    ).sort("start", "id", descending=[True, False], nulls_last=True)
    words = [
        {
            "when": span(row["start"], row["start_precision"], row["end"], row["end_precision"]),
            "where": ", ".join(filter(None, [row["host_city"], country(reference, row["host"])])),
            "type_label": _(reference.label("event-type", row["type"])),
            "level_label": _(reference.label("event-level", row["level"])),
            "organiser_names": ", ".join(map(reference.organisation_name, row["organisers"] or ())),
            "funder_names": ", ".join(map(reference.organisation_name, row["funders"] or ())),
            "programme_title": reference.programmes.get(row["programme"], ""),
        }
        for row in every.iter_rows(named=True)
    ]
    return every.hstack(pl.DataFrame(words, schema=dict.fromkeys(WORDS, pl.String)))


WORDS = (
    "when",
    "where",
    "type_label",
    "level_label",
    "organiser_names",
    "funder_names",
    "programme_title",
)
"""Columns in the page's language."""
