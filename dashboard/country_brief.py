"""What one or two pages on a country say, for a meeting: all in words, and no more than fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard import geometry, language
from dashboard.charts.chart import boundary_sentence
from dashboard.charts.country_map import Ground
from dashboard.exhibit import LICENCE
from dashboard.filters import KIND_NAMES, Selection
from dashboard.language import _, count, day, labelled, of_event, plural
from dashboard.queries import completeness, headline, legal_framework, sources
from dashboard.queries import country as query
from dashboard.queries.action_plans import STANDINGS, period
from dashboard.queries.timeline import EVENTS
from dashboard.shown import shortened
from loaders import Snapshot
from loaders.dates import last_day
from loaders.measures import Clock

LAWS, PLANS, DUE, POSITIONS, LATEST, SOURCES = 8, 4, 5, 6, 6, 12
"""Rows of each section; what is left out is counted."""
LONGEST = 110
"""Characters of a title."""


@dataclass(frozen=True)
class Section:
    """A table of texts under a heading."""

    heading: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    """Shares of the page's width."""
    rows: tuple[tuple[str, ...], ...]
    more: str
    """How many rows are left out; '' where none is."""


@dataclass(frozen=True)
class Brief:
    """All that a country's brief says."""

    iso3: str
    title: str
    subtitle: str
    as_of: date
    version: str
    standing: str
    decided: str
    """The text that decides where the country stands; '' where none does."""
    figures: tuple[tuple[str, str], ...]
    """Label and number."""
    sections: tuple[Section, ...]
    """Those with rows."""
    sources: tuple[str, ...]
    caption: str
    surroundings: Ground | None = None
    """What the map of where the country lies is drawn on; `None` for one without outlines."""


def of(snapshot: Snapshot, country: str, clock: Clock) -> Brief:
    """The brief of a country of the reference list, as of the date."""
    level = legal_framework.of(snapshot, country, clock)
    name = language.country(snapshot.reference, country)
    plans = query.plans(snapshot, country, Selection(), clock).frame
    laws = _foremost(query.laws(snapshot, country, Selection(), clock).frame, level["id"])
    acts = query.bound(snapshot, country, Selection(), clock).frame
    cited = [level["id"], *laws["id"].head(LAWS), *plans["id"].head(PLANS)]
    due = headline.due(snapshot, Selection(), clock).filter(pl.col("country") == country)
    every = (
        _laws(laws, acts, level["id"], snapshot),
        _plans(plans),
        _due(due),
        _positions(snapshot, country, clock),
        _latest(snapshot, country, clock),
    )
    version = snapshot.version
    overdue = due["standing"].to_list().count("overdue")

    there = {"law": laws.height or level["in_force"], "action_plan": plans.height}

    def told(kind: str, number: int) -> str:
        # None is no nought where nobody has looked; what is there is not all where a record of the
        # kind could not be read.
        is_known = there[kind] or query.is_researched(snapshot, country, kind)
        return count(number) if is_known and not snapshot.is_lost(country, kind) else "\N{EN DASH}"

    return Brief(
        iso3=country,
        title=name,
        subtitle=_("The Social and Solidarity Economy in law and policy, as of {date}").format(
            date=day(clock.as_of)
        ),
        as_of=clock.as_of,
        version=version,
        standing=level["label"],
        decided=_decided(level),
        figures=(
            (_("Laws in force"), told("law", level["in_force"])),
            (_("Laws adopted only"), told("law", level["adopted"])),
            (_("Bills"), told("law", level["drafts"])),
            (_("Subnational laws"), told("law", level["subnational"])),
            (_("Action plans"), told("action_plan", plans.height)),
            (_("Actions overdue"), told("action_plan", overdue)),
        ),
        sections=tuple(section for section in every if section.rows),
        sources=tuple(_sources(snapshot, cited)),
        caption=" ".join(
            filter(
                None,
                (
                    _("Source: SSE Policy Tracker."),
                    _("Data version {v}.").format(v=version),
                    completeness.left_out(snapshot),
                    f"{LICENCE}.",
                    boundary_sentence(),
                ),
            )
        ),
        surroundings=_surroundings(snapshot, country),
    )


def _surroundings(snapshot: Snapshot, country: str) -> Ground | None:
    layers = geometry.layers(snapshot)
    around = layers.layer.around(country)
    if around is None:
        return None
    return Ground(layers.areas.path, layers.stripes.path, layers.layer, around)


def with_records(snapshot: Snapshot) -> list[str]:
    """The countries in whose folders records stand, by ISO3."""
    return sorted(set(snapshot.frames["records"]["country"].drop_nulls().to_list()))


def _decided(level: dict) -> str:
    if not level["title"]:
        return ""
    since = day(level["since"], level["since_precision"])
    said = _("Decided by: {text}").format(text=level["title"])
    return f"{said} ({since})" if since else said


def _section(
    heading: str, columns: Sequence[str], widths: tuple[int, ...], rows: list, most: int
) -> Section:
    left_out = len(rows) - most
    more = plural("And {n} more.", "And {n} more.", left_out) if left_out > 0 else ""
    return Section(heading, tuple(columns), widths, tuple(rows[:most]), more)


def _foremost(laws: pl.DataFrame, deciding: str | None) -> pl.DataFrame:
    """The text that decides first, then national ones, of these what is about the whole SSE."""
    return laws.sort(
        pl.col("id") != (deciding or ""),
        (pl.col("jurisdiction") == "subnational").fill_null(False),
        ~pl.col("names_sse"),
        maintain_order=True,
    )


def _laws(
    laws: pl.DataFrame, acts: pl.DataFrame, deciding: str | None, snapshot: Snapshot
) -> Section:
    """The country's own texts and the acts that apply in it directly; first those that decide."""
    unknown = {"date_not_known": _("Date not known")}
    label = snapshot.reference.label
    own = [
        (
            shortened(row["title"], LONGEST),
            unknown.get(row["state"]) or _(label("law-status", row["state"])),
            day(row["since"], row["since_precision"]),
        )
        for row in laws.iter_rows(named=True)
    ]
    regional = [
        (
            shortened(row["title"], LONGEST),
            _("Applies directly"),
            day(row["since"], row["since_precision"]),
        )
        for row in acts.iter_rows(named=True)
    ]
    decided_by_act = deciding in acts["id"].to_list()
    rows = regional + own if decided_by_act else own + regional
    heads = (_("Title"), _("Status"), _("Since"))
    return _section(_("Laws and policies"), heads, (6, 2, 2), rows, LAWS)


def _plans(plans: pl.DataFrame) -> Section:
    rows = [
        (
            shortened(row["title"], LONGEST),
            row["standing"],
            period(row),
            query.progress(row),
        )
        for row in plans.iter_rows(named=True)
    ]
    heads = (_("Plan"), _("Status"), _("Period"), _("Progress"))
    return _section(_("Action plans"), heads, (4, 2, 2, 3), rows, PLANS)


def _due(due: pl.DataFrame) -> Section:
    rows = [
        (
            shortened(row["title"], LONGEST),
            _(STANDINGS[row["standing"]]),
            day(row["due"], row["due_precision"]),
        )
        for row in due.iter_rows(named=True)
    ]
    heads = (_("Action"), _("Standing"), _("Due"))
    return _section(_("Overdue and due soon"), heads, (6, 2, 2), rows, DUE)


def _positions(snapshot: Snapshot, country: str, clock: Clock) -> Section:
    label = snapshot.reference.label
    rows = [
        (
            shortened(row["title"], LONGEST),
            _(label("position", row["position"])),
            day(row["date"], row["date_precision"]),
        )
        for row in query.positions(snapshot, country, Selection(), clock).rows()
        if row["position"]
    ]
    heads = (_("Instrument"), _("Position"), _("Date"))
    return _section(_("Positions on resolutions"), heads, (6, 2, 2), rows, POSITIONS)


def _latest(snapshot: Snapshot, country: str, clock: Clock) -> Section:
    events = snapshot.frames["timeline"].filter(
        (pl.col("country") == country)
        & (last_day("date") <= pl.lit(clock.as_of))
        & (pl.col("kind") != "action")
    )
    newest = events.unique("id", keep="last", maintain_order=True).reverse()
    rows = [
        (
            shortened(row["title"], LONGEST),
            labelled(_(KIND_NAMES[row["kind"]]), of_event(EVENTS[row["event"]])),
            day(row["date"], row["date_precision"]),
        )
        for row in newest.iter_rows(named=True)
    ]
    heads = (_("Title"), _("Event"), _("Date"))
    return _section(_("Latest"), heads, (6, 2, 2), rows, LATEST)


def _sources(snapshot: Snapshot, cited: Sequence[str | None]) -> list[str]:
    """The first source of each record that the brief rests on, each once."""
    named = list(dict.fromkeys(record for record in cited if record))[:SOURCES]
    found = sources.by_record(snapshot, named).values()
    return list(dict.fromkeys(sources.line(rows[0]) for rows in found if rows))
