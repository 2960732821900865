"""Action plans across countries: where they stand, what is due, what is reported."""

import polars as pl
import streamlit as st

from dashboard import session
from dashboard.filters import REGION, STATUS, THEME
from dashboard.language import _, count, plural, share
from dashboard.parts import chart_card, figures, filter_bar, key_figures, records
from dashboard.queries import action_plans, headline
from dashboard.shown import record_link, shown

snapshot, clock = session.snapshot(), session.clock()
selection = session.selection().only(REGION, THEME.key, STATUS.key)


def figures_above(rows: pl.DataFrame, overdue: int) -> None:
    actions, reported = int(rows["actions"].sum()), int(rows["reported"].sum())
    key_figures.show(
        (
            _("Plans in their period"),
            count(rows["state"].to_list().count("running")),
            _("Adopted or under way, and the end of the period not passed."),
        ),
        (_("Actions published"), count(actions), _("Many plans publish no single actions.")),
        (
            _("Share reported"),
            share(reported / actions) if actions else _("none"),
            _("Of the actions published; not reported is never the same as not started."),
        ),
        (
            _("Actions overdue"),
            count(overdue),
            _("Planned, under way or delayed after the due date; not reported not counted."),
        ),
    )


def without_period(rows: pl.DataFrame) -> None:
    """The plans that the chart cannot draw."""
    left = rows.filter(pl.any_horizontal(pl.col("first", "last").is_null()))
    if left.is_empty():
        return
    said = plural(
        "{n} plan without a known period", "{n} plans without a known period", left.height
    )
    with st.expander(said, key="plans-without-period"):
        lines = [
            f"- {record_link(title, plan)} :gray[{shown(place)} \N{MIDDLE DOT} {label}]"
            for title, plan, place, label in left.select(
                "title", "id", "place", "label"
            ).iter_rows()
        ]
        st.markdown("\n".join(lines))


st.title(_("Action plans"))
filter_bar.show(THEME, STATUS)
rows = action_plans.rows(snapshot, selection, clock)
due = headline.due(snapshot, selection.only(REGION), clock)
due = due.filter(pl.col("plan").is_in(rows["id"].to_list()))
if rows.is_empty():
    st.info(_("No action plan fits this selection. Take a filter away or choose another date."))
else:
    if clock.is_past:
        st.caption(_("Statuses of actions are those reported today; due dates are looked at then."))
    figures_above(rows, due["standing"].to_list().count("overdue"))
    drawn = figures.exhibit("plan-periods", snapshot, selection, clock, session.style())
    if not drawn.rows.is_empty():
        chart_card.picture(drawn)
        chart_card.equivalents(drawn)
    without_period(rows)
records.due_list(_("Overdue and due soon"), due, shown_at_once=40)
