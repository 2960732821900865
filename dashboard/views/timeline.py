"""All dated records in lanes."""

import streamlit as st

from dashboard import session
from dashboard.filters import FROM, OF_RECORDS, REGION
from dashboard.language import _
from dashboard.parts import chart_card, figures, filter_bar
from dashboard.queries.timeline import LANES

snapshot, clock = session.snapshot(), session.clock()
selection = session.selection().only(REGION, FROM, *(choice.key for choice in OF_RECORDS))

st.title(_("Timeline"))
asked = session.query().get("lanes") or LANES[0]
lanes = asked if asked in LANES else LANES[0]
LABELS = {"kind": _("Kind"), "region": _("Region"), "country": _("Country")}


def choose_lanes() -> None:
    session.change({"lanes": st.session_state["lanes-control"] or ""})


filter_bar.complaints(session.selection())
if asked not in LANES:
    st.warning(_("The address asks for lanes that do not exist. Lanes by kind are shown."))
with st.container(horizontal=True, vertical_alignment="bottom", key="timeline-bar", width=860):
    filter_bar.controls(*OF_RECORDS, period=True)
    st.segmented_control(
        _("Lanes by"),
        LANES,
        format_func=lambda code: LABELS[code],
        key=session.control("lanes-control", lanes),
        on_change=choose_lanes,
    )

drawn = figures.exhibit("timeline", snapshot, selection, clock, lanes)
if drawn.rows.is_empty():
    st.info(_("No dated event fits this selection. Take a filter away or choose other years."))
else:
    chart_card.picture(drawn)
    chart_card.equivalents(drawn)
