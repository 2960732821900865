"""What makes a chart of a question: `EXHIBITS`. The pages and the command line draw from it."""

from __future__ import annotations

from datetime import date
from functools import partial

import polars as pl

from dashboard import geometry
from dashboard.charts import (
    action_schedule,
    action_standings,
    chain,
    comparison,
    country_map,
    events_calendar,
    plan_periods,
    position_matrix,
    timeline,
)
from dashboard.charts.chart import Chart, Words, boundary_sentence
from dashboard.charts.country_map import HATCHED, Ground
from dashboard.exhibit import LICENCE, Drawing, Exhibit
from dashboard.filters import (
    FROM,
    OF_EVENTS,
    PLACE,
    REGION,
    STATUS,
    THEME,
    Selection,
)
from dashboard.language import N_, _, day, fold, listed, plural
from dashboard.queries import (
    action_plans,
    chain_layout,
    compare,
    completeness,
    resolutions,
    workshops,
)
from dashboard.queries import chain as chain_query
from dashboard.queries import timeline as timeline_query
from dashboard.queries.map_measures import MEASURES, Measure
from dashboard.shown import APART
from loaders import Snapshot
from loaders.measures import Clock
from loaders.tuples import tuples


def country_map_of(
    measure: Measure,
    snapshot: Snapshot,
    selection: Selection,
    clock: Clock,
    option: str = "",
) -> Exhibit:
    """A measure as a map, for the region and what else acts on it."""
    rows = measure.rows(snapshot, selection, clock, option)
    said = selection.says(snapshot.reference, clock.as_of)
    if measure.options and option:
        said = f"{measure.options(snapshot)[option]}{APART}{said}"
    number = _number(rows["id"])
    rests_on = plural(
        "{n} record: for each country the one that decides, or the newest counted",
        "{n} records: for each country the one that decides, or the newest counted",
        number,
    )
    if number == 1:  # as one instrument
        rests_on = plural("{n} record", "{n} records", number)
    elif not number:
        rests_on = plural("{n} country or area", "{n} countries and areas", rows.height)
    hatched = _("Hatched: not researched.") if HATCHED in rows["level"].to_list() else ""
    words = Words(
        _(measure.title), said, _caption(snapshot, rests_on, hatched, boundary_sentence())
    )
    layers = geometry.layers(snapshot)
    extent = layers.layer.extent(selection.members(snapshot.reference))
    ground = Ground(layers.areas.path, layers.stripes.path, layers.layer, extent)
    own = measure.code == country_map.CHART.name
    chart = country_map.CHART if own else country_map.CLASSES
    name = _file_name("_".join(filter(None, [measure.code, option])), selection, clock)
    return Exhibit(chart, rows, words, name, clock.as_of, snapshot.version, (ground,))


def events_timeline(snapshot: Snapshot, selection: Selection, clock: Clock, lanes: str) -> Exhibit:
    """The timeline of all dated events chosen, up to whatever date; the as-of date is marked."""
    rows = timeline_query.rows(snapshot, selection, lanes, clock.today)
    drawn = _("A bar spans the days of an event, or the month or year that is known.")
    drawn += " " + _("A record counts with each of its dates.")
    # What is shown has no date of its own, so that of the line stands beside it.
    drawn += " " + _("The dotted line marks {date}.").format(date=day(clock.as_of))
    if beyond := timeline.beyond(rows, clock.as_of):
        drawn += " " + plural(
            "{n} event lies before or after the years shown.",
            "{n} events lie before or after the years shown.",
            beyond,
        )
    words = Words(
        _title(timeline.CHART),
        selection.says(snapshot.reference, clock.as_of, with_date=False),
        _caption(snapshot, plural("{n} dated record", "{n} dated records", _number(rows["id"]))),
        drawn,
    )
    return _exhibit(timeline.CHART, rows, words, snapshot, selection, clock, clock.as_of)


def plan_periods_chart(
    snapshot: Snapshot, selection: Selection, clock: Clock, _option: str = ""
) -> Exhibit:
    """The periods of the plans that are chosen; those without a known period are left out."""
    plans = action_plans.rows(snapshot, selection, clock)
    known = [at for at, ends in enumerate(tuples(plans, "first", "last")) if all(ends)]
    rows = plans[known]
    words = Words(
        _title(plan_periods.CHART),
        selection.says(snapshot.reference, clock.as_of),
        _caption(
            snapshot,
            plural(
                "{n} plan with a known period",
                "{n} plans with a known period",
                _number(rows["id"]),
            ),
        ),
        _("The dotted line is the as-of date."),
    )
    return _exhibit(plan_periods.CHART, rows, words, snapshot, selection, clock, clock.as_of)


def action_standings_chart(
    snapshot: Snapshot, selection: Selection, clock: Clock, _option: str = ""
) -> Exhibit:
    """Where the actions of the chosen plans stand that are in their period and publish some."""
    plans = action_plans.rows(snapshot, selection, clock)
    running = sorted(
        (-actions, fold(place), plan)
        for actions, place, plan, state in tuples(plans, "actions", "place", "id", "state")
        if actions and state == "running"
    )
    rows = action_plans.actions(snapshot, [plan for *_rest, plan in running], clock)
    words = Words(
        _title(action_standings.CHART),
        selection.says(snapshot.reference, clock.as_of),
        _caption(
            snapshot,
            _plans_and_actions(rows),
            _("Not reported does not mean not started."),
        ),
    )
    return _exhibit(action_standings.CHART, rows, words, snapshot, selection, clock)


def action_schedule_chart(
    snapshot: Snapshot, _selection: Selection, clock: Clock, plan: str
) -> Exhibit:
    """The actions of one plan in time, by responsible body."""
    rows = action_plans.actions(snapshot, [plan], clock)
    title, place = next(tuples(rows, "plan_title", "place"), ("", ""))
    as_of = _("as of {date}").format(date=day(clock.as_of))
    words = Words(
        _title(action_schedule.CHART),
        APART.join(filter(None, [place, title, as_of])),
        _caption(snapshot, _plans_and_actions(rows)),
        _(
            "A bar ends when the action is due; where no start is known it spans the due "
            "month or year."
        )
        + " "
        + _("The dotted line is the as-of date."),
    )
    name = f"{action_schedule.CHART.name}_{plan}_{clock.as_of}"
    chart, version = action_schedule.CHART, snapshot.version
    return Exhibit(chart, rows, words, name, clock.as_of, version, (clock.as_of,))


def positions_matrix(
    snapshot: Snapshot, selection: Selection, clock: Clock, _option: str = ""
) -> Exhibit:
    """Positions of the region's countries on international instruments, taken by the date."""
    rows = resolutions.positions(snapshot, selection, clock)
    words = Words(
        _title(position_matrix.CHART),
        selection.says(snapshot.reference, clock.as_of),
        _caption(
            snapshot,
            plural(
                "{n} instrument with positions",
                "{n} instruments with positions",
                _number(rows["id"]),
            ),
            _("No sign: no position recorded."),
        ),
    )
    return _exhibit(position_matrix.CHART, rows, words, snapshot, selection, clock)


def calendar_of_events(
    snapshot: Snapshot, selection: Selection, clock: Clock, _option: str = ""
) -> Exhibit:
    """The events that are chosen by year and month; those after the as-of date are marked."""
    rows = workshops.rows(snapshot, selection, clock)
    words = Words(
        _title(events_calendar.CHART),
        selection.says(snapshot.reference, clock.as_of),
        _caption(
            snapshot,
            plural("{n} event", "{n} events", _number(rows["id"])),
            _("An event counts in the month in which it begins."),
        ),
    )
    return _exhibit(events_calendar.CHART, rows, words, snapshot, selection, clock)


def chain_of_a_record(
    snapshot: Snapshot, _selection: Selection, clock: Clock, record: str
) -> Exhibit:
    """What one record follows from and what had followed from it by the date."""
    rows = chain_layout.around(snapshot, record, clock)
    own = (told for is_own, *told in tuples(rows, "own", "title", "place") if is_own)
    title, place = next(own, ("", ""))
    words = Words(
        _title(chain.CHART),
        APART.join(filter(None, [place, title, _("as of {date}").format(date=day(clock.as_of))])),
        _caption(
            snapshot,
            plural("{n} linked record", "{n} linked records", _number(rows["id"])),
            _("A line joins two where a source says so."),
        ),
    )
    name = f"{chain.CHART.name}_{record}_{clock.as_of}"
    return Exhibit(chain.CHART, rows, words, name, clock.as_of, snapshot.version)


def comparison_of_countries(
    snapshot: Snapshot, selection: Selection, clock: Clock, _option: str = ""
) -> Exhibit:
    """Two to six countries by every measure, lever and instrument; see `compare.chosen`."""
    rows = compare.rows(snapshot, selection, clock)
    names = dict(tuples(rows, "country", "name"))
    as_of = _("as of {date}").format(date=day(clock.as_of))
    words = Words(
        _title(comparison.CHART),
        APART.join(filter(None, [listed(names.values()), as_of])),
        _caption(
            snapshot,
            plural(
                "{n} record: for each measure and country the one that decides, or the newest "
                "counted; of a lever every one",
                "{n} records: for each measure and country the one that decides, or the newest "
                "counted; of a lever every one",
                _number(rows["id"]),
            ),
            _("A dash: nothing is recorded, which does not mean that there is nothing."),
        ),
    )
    name = "_".join([comparison.CHART.name, "-".join(names) or "none", clock.as_of.isoformat()])
    return Exhibit(comparison.CHART, rows, words, name, clock.as_of, snapshot.version)


def _exhibit(
    chart: Chart,
    rows: pl.DataFrame,
    words: Words,
    snapshot: Snapshot,
    selection: Selection,
    clock: Clock,
    *beside: date,
) -> Exhibit:
    name = _file_name(chart.name, selection, clock)
    return Exhibit(chart, rows, words, name, clock.as_of, snapshot.version, beside)


def _title(chart: Chart) -> str:
    return _(EXHIBITS[chart.name].title)


def _number(ids: pl.Series) -> int:
    """How many records: each once."""
    return len(set(ids.to_list()) - {None})


def _plans_and_actions(rows: pl.DataFrame) -> str:
    actions = plural("{n} action", "{n} actions", rows.height)
    return plural(
        "{n} plan with {actions}",
        "{n} plans with {actions}",
        _number(rows["plan"]),
        actions=actions,
    )


def _caption(snapshot: Snapshot, rests_on: str, *more: str) -> str:
    """How many records of which sort a chart rests on, the data's version, what is left out of it,
    the licence, `more`."""
    said = _("Source: SSE Policy Tracker, {records}.").format(records=rests_on)
    version = _("Data version {v}.").format(v=snapshot.version)
    parts = (said, version, completeness.left_out(snapshot), f"{LICENCE}.", *more)
    return " ".join(filter(None, parts))


def _file_name(what: str, selection: Selection, clock: Clock) -> str:
    """Says what the file is: 'legal-framework_ilo-africa_2026-11-21'."""
    return "_".join([what, selection.region or "world", clock.as_of.isoformat()])


def _map(measure: Measure) -> Drawing:
    keys = (REGION, *measure.choices)
    return Drawing(measure.title, partial(country_map_of, measure), keys, measure.options)


def _lanes(_snapshot: Snapshot) -> dict[str, str]:
    return {"kind": _("Kind"), "region": _("Region"), "country": _("Country")}


def _plans_with_actions(snapshot: Snapshot) -> dict[str, str]:
    actions = snapshot.frames["planned"].unique("plan", maintain_order=True)
    return dict(tuples(actions, "plan", "plan_title"))


EXHIBITS: dict[str, Drawing] = {
    **{code: _map(measure) for code, measure in MEASURES.items()},
    timeline.CHART.name: Drawing(
        N_("Laws, resolutions, plans, events"), events_timeline, options=_lanes
    ),
    plan_periods.CHART.name: Drawing(
        N_("Action plans and their periods"), plan_periods_chart, (REGION, THEME.key, STATUS.key)
    ),
    action_standings.CHART.name: Drawing(
        N_("Actions of current plans"),
        action_standings_chart,
        (REGION, THEME.key, STATUS.key),
    ),
    action_schedule.CHART.name: Drawing(
        N_("Actions by responsible body"), action_schedule_chart, (), _plans_with_actions
    ),
    events_calendar.CHART.name: Drawing(
        N_("Events by month"),
        calendar_of_events,
        (REGION, FROM, THEME.key, *(choice.key for choice in OF_EVENTS)),
    ),
    chain.CHART.name: Drawing(
        N_("From resolution to law"), chain_of_a_record, (), chain_query.linked
    ),
    position_matrix.CHART.name: Drawing(
        N_("Positions on international instruments"), positions_matrix, (REGION,)
    ),
    comparison.CHART.name: Drawing(
        N_("Countries compared"),
        comparison_of_countries,
        (REGION, PLACE.key),
        of_places=(compare.LEAST, compare.MOST),
    ),
}
"""By code: that of its measure for a map, the chart's name for any other."""
