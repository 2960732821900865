"""Where countries stand, what changed last, what is due."""

import polars as pl
import streamlit as st

from dashboard import session
from dashboard.filters import REGION, SCOPE, THEME
from dashboard.language import _, count, plural
from dashboard.parts import chart_card, figures, filter_bar, records
from dashboard.queries import headline

if country := records.opened():
    records.go_to_country(country)

snapshot, selection, clock = session.snapshot(), session.selection(), session.clock()
here = selection.only(REGION, THEME.key)

FIGURE = 168  # pixels: two stand side by side on a phone

st.title(_("Where countries stand"))
filter_bar.show(SCOPE, THEME)

drawn = figures.legal_framework_map(snapshot, selection, clock, session.style())
levels = drawn.rows["level"]
due = headline.due(snapshot, here, clock)

with st.container(horizontal=True, key="figures"):
    st.metric(
        _("Framework law in force"),
        count(levels.filter(levels == "framework_in_force").len()),
        help=_("Countries and areas with a law on the SSE as a whole that applies."),
        width=FIGURE,
    )
    st.metric(
        _("Adopted, or SSE strategy"),
        count(levels.filter(levels == "framework_adopted").len()),
        help=_("Entry into force not confirmed, or a national SSE strategy covers the date."),
        width=FIGURE,
    )
    st.metric(
        _("Laws in force"),
        count(int(drawn.rows["in_force"].sum())),
        help=plural(
            "National framework and specific laws, with directly applicable acts of regional "
            "bodies; and {n} subnational.",
            "National framework and specific laws, with directly applicable acts of regional "
            "bodies; and {n} subnational.",
            int(drawn.rows["subnational"].sum()),
        ),
        width=FIGURE,
    )
    st.metric(
        _("Actions overdue"),
        count(due.filter(pl.col("standing") == "overdue").height),
        help=_("Planned, under way or delayed after the due date; not reported is not counted."),
        width=FIGURE,
    )

if country := chart_card.picture(drawn, selectable=True):
    records.go_to_country(country)
records.country_picker(_("Open a country"))
chart_card.equivalents(drawn)

left, right = st.columns(2, gap="large")
with left:
    st.subheader(_("Latest"))
    records.event_list(headline.latest(snapshot, here, clock))
with right:
    st.subheader(_("Overdue and due soon"))
    records.due_list(due)
