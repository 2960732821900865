"""Workshops and other events: where and when, by whom, how many came, what they led to."""

from __future__ import annotations

import polars as pl

from dashboard.filters import Selection
from dashboard.language import _, country, day
from loaders import Snapshot
from loaders.measures import Clock


def rows(snapshot: Snapshot, selection: Selection, clock: Clock) -> pl.DataFrame:
    """The events that are chosen, newest first; those without a date last.

    Columns: those of `workshops`, and `when where type_label level_label organiser_names` in words,
    `led_to` (how many records name the event as what they follow from), `to_come` (begins after the
    as-of date; null where the date is not known).
    """
    frame, reference = snapshot.frames["workshops"], snapshot.reference
    chosen = frame.filter(selection.where(frame.columns, reference))
    following = _following(snapshot)
    words = [
        {
            "when": _span(row),
            "where": ", ".join(
                filter(None, [row["host_city"], country(reference, row["host_country"])])
            ),
            "type_label": _(reference.label("event-type", row["type"])),
            "level_label": _(reference.label("event-level", row["level"])),
            "organiser_names": ", ".join(
                reference.organisation_name(name) for name in row["organisers"] or ()
            ),
            "led_to": following.get(row["id"], 0),
        }
        for row in chosen.iter_rows(named=True)
    ]
    schema = dict.fromkeys(
        ("when", "where", "type_label", "level_label", "organiser_names"), pl.String
    ) | {"led_to": pl.Int64}
    return (
        chosen.hstack(pl.DataFrame(words, schema=schema))
        .with_columns(to_come=pl.col("start") > pl.lit(clock.as_of))
        .sort("start", "id", descending=[True, False], nulls_last=True)
    )


def _following(snapshot: Snapshot) -> dict[str, int]:
    """How many records say that they answer or follow from each id."""
    kinds = ("laws", "resolutions", "action_plans", "institutions", "workshops", "programmes")
    named = pl.concat(
        [snapshot.frames[kind].select("responds_to") for kind in (*kinds, "news")]
    ).drop_nulls()
    counts = named.explode("responds_to").group_by("responds_to").len()
    return dict(counts.iter_rows())


def _span(row: dict) -> str:
    start = day(row["start"], row["start_precision"])
    end = day(row["end"], row["end_precision"])
    return f"{start} \N{EN DASH} {end}" if end and end != start else start
