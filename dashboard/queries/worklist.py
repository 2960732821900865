"""What officers should look at again, in a selection of countries."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import polars as pl

from dashboard.filters import Selection
from dashboard.language import N_, _, called, country, current
from loaders import Snapshot, agenda, worklist
from loaders.measures import Clock

WHATS = {
    "overdue-without-update": N_("Overdue, no update since"),
    "due-not-reported": N_("Due date passed, not reported"),
    "due-soon": N_("Due soon"),
    "stale-status": N_("Status to confirm again"),
    "probable-duplicate": N_("Probable duplicate"),
    "law-without-date": N_("Law in force without a date"),
    "plan-without-period": N_("Plan without a period"),
    "coverage-not-said": N_("Coverage not said"),
    "never-reviewed": N_("Never reviewed by an officer"),
    "undated-source": N_("Source without a date"),
}
"""What waits, by the code of its warning, in the order of buttons."""

URGENCIES = {"late": N_("Late"), "soon": N_("Due soon"), "open": N_("Without a day")}


CALENDAR = "/worklist.ics"
"""The route under which a calendar program subscribes; `?country=TUR` for one country."""


@lru_cache(maxsize=8)
def _items(snapshot: Snapshot, clock: Clock, _language: str) -> pl.DataFrame:
    return worklist.table(snapshot, worklist.items(snapshot, clock), _, called)


def rows(snapshot: Snapshot, selection: Selection, clock: Clock, iso3: str = "") -> pl.DataFrame:
    """What waits today in the region, or in one country: the most urgent first.

    Columns: those of `worklist.COLUMNS`, and in words `place`, `label` (what waits), `urgent`.
    Without a region, international records are among them.
    """
    found = _items(snapshot, Clock(clock.today, clock.today), current())
    if iso3:
        found = found.filter(country=iso3)
    elif (members := selection.members(snapshot.reference)) is not None:
        found = found.filter(pl.col("country").is_in(list(members)))
    places = [country(snapshot.reference, code) or _("International") for code in found["country"]]
    labels = {code: _(label) for code, label in WHATS.items()}
    urgent = {code: _(label) for code, label in URGENCIES.items()}
    return found.with_columns(
        pl.Series("place", places, dtype=pl.String),
        label=pl.col("what").replace_strict(labels, return_dtype=pl.String),
        urgent=pl.col("urgency").replace_strict(urgent, return_dtype=pl.String),
    )


def counts(found: pl.DataFrame) -> dict[str, int]:
    """How much of each waits, in the order of `WHATS`."""
    by_code = dict(found.group_by("what").len().iter_rows())
    return {code: by_code[code] for code in WHATS if code in by_code}


def calendar(snapshot: Snapshot, iso3: str, today: date, address: str = "") -> bytes:
    """The days of a country, or of all where that is '', as a calendar in the page's language."""
    name = f"SSE {country(snapshot.reference, iso3)}".strip()
    return agenda.ics(agenda.events(snapshot, iso3), name, today, address, _, called)


def as_table(found: pl.DataFrame) -> pl.DataFrame:
    """The rows under the names that a file's reader sees."""
    return found.select(
        pl.col("urgent").alias(_("Urgency")),
        pl.col("day").alias(_("Day")),
        pl.col("place").alias(_("Country or area")),
        pl.col("title").fill_null("country.yaml").alias(_("Record")),
        pl.col("record").alias("id"),
        pl.col("label").alias(_("What waits")),
        pl.col("said").alias(_("What to do")),
        pl.concat_str("file", pl.lit(":"), "line").alias(_("Place in the files")),
    )
