"""Action plans across countries: where they stand, what is due, what is reported."""

from typing import NamedTuple

import polars as pl
import streamlit as st

from dashboard import session
from dashboard.filters import PLAN_STATUS, REGION, THEME, Selection
from dashboard.language import N_, _, count, plural, share
from dashboard.parts import (
    chain,
    chart_card,
    data_grid,
    figures,
    filter_bar,
    key_figures,
    records,
    sections,
    updates,
)
from dashboard.parts.sections import Sections
from dashboard.queries import action_plans, headline
from dashboard.queries import chain as chain_query
from dashboard.queries.titles import named_in_sentences
from dashboard.shown import APART, record_link, sentences, shown, worded
from dashboard.style import PROSE
from loaders import Snapshot
from loaders.measures import Clock
from loaders.reference import Reference
from loaders.tuples import taken, tuples


class Asked(NamedTuple):
    """What the address asks for."""

    snapshot: Snapshot
    selection: Selection
    clock: Clock


def figures_above(rows: pl.DataFrame, *first: key_figures.Figure) -> None:
    """What is reported of the actions of these plans, after `first`."""
    actions, reported, completed, overdue = (
        int(rows[name].sum()) for name in ("actions", "reported", "completed", "overdue")
    )
    key_figures.show(
        *first,
        (
            _("Actions published"),
            count(actions),
            _(
                "Of the plans in any state, also those whose period is over. Many publish no "
                "individual actions."
            ),
        ),
        (
            _("Share reported"),
            share(reported / actions) if actions else _("none"),
            _("Of the actions published; not reported is never the same as not started."),
        ),
        (_("Actions completed"), count(completed), _("As a source reports them.")),
        (
            _("Actions overdue"),
            count(overdue),
            _("Planned, under way or delayed after the due date; not reported not counted."),
        ),
    )


def picture(asked: Asked, chart: str) -> None:
    """A chart of the chosen plans; nothing where it would be empty."""
    drawn = figures.exhibit(chart, *asked)
    if not drawn.rows.is_empty():
        chart_card.picture(drawn)
        chart_card.equivalents(drawn)


def without_period(rows: pl.DataFrame) -> None:
    """The plans that the chart cannot draw, with the beginning or end where one is known."""
    columns = ("first", "last", "title", "id", "place", "label", "period")
    left = [about for first, last, *about in tuples(rows, *columns) if not (first and last)]
    if not left:
        return
    said = plural(
        "{n} plan whose beginning or end is not known",
        "{n} plans whose beginning or end is not known",
        len(left),
    )
    with st.expander(said, key="plans-without-period", on_change="rerun") as expander:
        if expander.open:
            lines = [
                f"- {record_link(title, plan)} "
                f":gray[{APART.join(filter(None, [shown(place), label, period]))}]"
                for title, plan, place, label, period in left
            ]
            st.markdown("\n".join(lines))


def picker(snapshot: Snapshot, plans: pl.DataFrame, plan: str) -> None:
    """Opens one plan, or all again."""
    begun = set(plans["id"].to_list())
    names = {
        record: name for record, name in action_plans.titles(snapshot).items() if record in begun
    }
    st.selectbox(
        _("Plan"),
        list(names),
        index=None,
        format_func=lambda record: names.get(record, record),
        key=session.control("plans-plan", plan or None),
        on_change=lambda: session.change({PLAN: st.session_state["plans-plan"] or ""}),
        placeholder=_("All plans"),
        width=360,
    )


def actions(asked: Asked, rows: pl.DataFrame) -> None:
    """What is due, and where the actions of the current plans stand."""
    snapshot, selection, clock = asked
    # Seen together on a desk; on a phone what is overdue comes before the long chart.
    left, right = st.columns([3, 5], gap="large")
    with right:
        picture(asked, "action-standings")
    with left.container(key="plans-due"):
        due = headline.due(snapshot, selection.only(REGION), clock)
        plans = set(rows["id"].to_list())
        due = due[[at for at, plan in enumerate(due["plan"].to_list()) if plan in plans]]
        records.due_list(_("Overdue and due soon"), due, shown_at_once=DUE_SHOWN)


def periods(asked: Asked, rows: pl.DataFrame) -> None:
    """The plans in time."""
    picture(asked, "plan-periods")
    without_period(rows)


def chains(asked: Asked, _rows: pl.DataFrame) -> None:
    """The chains in which the plans stand."""
    said = _("What followed from what, where a source says so.")
    if asked.selection.chosen:
        said += " " + _("Only chains in which a chosen plan stands.")
    st.caption(said)
    chain.listed(asked.snapshot, chain_query.chains(*asked))


def what_stands(rows: pl.DataFrame, clock: Clock) -> None:
    """Key figures of these plans."""
    if rows.is_empty():
        st.info(_("No action plan fits this selection. Take a filter away or choose another date."))
        return
    if clock.is_past:
        st.caption(STATUSES_OF_THEN)
    # By plan in its period: how many actions it publishes, null for none; whether that is known.
    running = [
        (actions, bool(first and last))
        for state, actions, first, last in tuples(rows, "state", "actions", "first", "last")
        if state == "running"
    ]
    explained = _("Adopted or under way; the end of the period, where it is known, has not passed.")
    if drawn := sum(bool(actions) for actions, _dated in running):
        said = plural(
            "The chart of actions shows the {n} that publishes individual actions.",
            "The chart of actions shows the {n} that publish individual actions.",
            drawn,
        )
        explained = f"{explained} {said}"
    # The chart of periods draws no other.
    dated = sum(is_dated for _actions, is_dated in running)
    note = plural("{n} with a known period", "{n} with a known period", dated)
    label, number = _("Current plans"), count(len(running))
    figures_above(
        rows, key_figures.Figure(label, number, explained, note if dated < len(running) else "")
    )


def alone(asked: Asked, rows: pl.DataFrame) -> None:
    """The one plan of the rows: where it stands, its actions in time, its place in the chain."""
    snapshot, selection, clock = asked
    plan = rows.row(0, named=True)
    lead = snapshot.reference.organisation_name(plan["lead"]) if plan["lead"] else ""
    facts = [plan["label"], plan["period"], lead]
    st.header(shown(plan["title"]))
    line = APART.join(worded(fact) for fact in facts if fact)
    opens = record_link(_("This record on a page of its own"), plan["id"])
    st.markdown(f"**{shown(plan['place'])}** :gray[{line}] {opens}")
    if plan["summary"]:
        named = named_in_sentences(snapshot, clock)
        st.markdown(sentences(plan["summary"], named), width=PROSE)
    if not plan["actions"]:
        st.info(_("This plan publishes no individual actions."))
    else:
        if clock.is_past:
            st.caption(STATUSES_OF_THEN)
        figures_above(rows)
        drawn = figures.exhibit("action-schedule", snapshot, selection, clock, plan["id"])
        horizons(snapshot.reference, drawn.rows)
        if drawn.rows["last"].count():
            chart_card.picture(drawn)
        else:  # an axis without a bar would say nothing
            listed = drawn.chart.table(drawn.rows)
            # As on the country's page: a phone shows the rest only to who moves the table.
            ahead = [_("Standing"), _("Action")]
            filled = [name for name in listed.columns if any(listed[name])]
            columns = [listed[name] for name in dict.fromkeys([*ahead, *filled])]
            data_grid.show(pl.DataFrame(columns), "plans-undated")
        chart_card.equivalents(drawn)
        updates.show(snapshot, plan["id"], clock)
    chain.around(snapshot, plan["id"], clock)


def horizons(reference: Reference, actions: pl.DataFrame) -> None:
    """How many actions of each horizon stand where; nothing where no horizon is stated."""
    if not any(actions["horizon"].to_list()):
        return
    pairs = sorted(set(tuples(actions, "order", "label")))
    codes = reference.codes("horizon") or {}
    named = [actions.filter(pl.col("horizon") == code) for code in codes]
    without = actions.filter(pl.col("horizon").is_null())
    groups = [(shown(found["horizon_label"][0]), found) for found in named if found.height]
    groups += [(_("Not stated"), without)] if without.height else []
    columns = {_("Horizon"): [label for label, _found in groups]}
    for _order, label in pairs:
        columns[shown(label)] = [
            count(found["label"].to_list().count(label)) for _label, found in groups
        ]
    st.table(pl.DataFrame(columns), border="horizontal", hide_index=True, width="content")


SECTIONS: Sections = {
    "actions": (N_("Actions"), actions),
    "periods": (N_("Periods"), periods),
    "chain": (N_("From resolution to law"), chains),
}
"""Of all plans that are chosen."""
PLAN = "plan"
DUE_SHOWN = 6
"""Pressing actions listed at once: they end with the screen."""
STATUSES_OF_THEN = _(
    "On an earlier date an action has the last status that a source dates by then; where there is "
    "none, it is not recorded."
)


# A fragment: a control changed here runs this again, and not the frame around it.
@session.fragment
def plans() -> None:
    snapshot, clock = session.snapshot(), session.clock()
    selection = session.selection().only(REGION, THEME.key, PLAN_STATUS.key)
    asked = Asked(snapshot, selection, clock)
    plan = session.query().get(PLAN, "")
    every = action_plans.rows(snapshot, Selection(), clock)
    found = [at for at, record in enumerate(every["id"].to_list()) if record == plan]
    is_found = bool(found)
    rows = taken(every, found) if is_found else action_plans.rows(*asked)
    # What is below goes out first, and of that the charts: the browser draws them while the rest
    # comes.
    above = st.container()
    if is_found:
        alone(asked, rows)
    else:
        sections.show(SECTIONS, asked, rows)
    with above:
        controls(every, plan, is_found=is_found)
        sections.complaint(SECTIONS)
        if not is_found:
            what_stands(rows, clock)


def controls(every: pl.DataFrame, plan: str, *, is_found: bool) -> None:
    """The controls, and what of the address cannot be read."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="plans-bar", width=900):
        picker(session.snapshot(), every, plan if is_found else "")
        if is_found:
            filter_bar.controls(region=False)
        else:
            filter_bar.controls(THEME, PLAN_STATUS)
    filter_bar.complaints(session.selection())
    if plan and not is_found:
        said = _("The address asks for {id}, which is no plan that had begun on this date.")
        st.warning(f"{said.format(id=shown(plan[:80]))} {_('Choose from the list.')}")


st.title(_("Action plans"))
plans()
