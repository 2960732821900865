"""One measure of every country on a map: which one is chosen here."""

import streamlit as st

from dashboard import session
from dashboard.filters import CHOICES
from dashboard.language import _
from dashboard.parts import chart_card, figures, filter_bar, records
from dashboard.queries.map_measures import MEASURES
from dashboard.shown import shown


# A fragment: a control changed here runs this again, and not the frame around it.
@session.fragment
def chosen_map() -> None:
    snapshot, selection, clock = session.snapshot(), session.selection(), session.clock()
    asked = session.query().get("show", "")
    measure = MEASURES.get(asked) or next(iter(MEASURES.values()))
    if asked and asked not in MEASURES:
        st.warning(_("The address asks for a map that does not exist. Choose one from the list."))
    of = session.query().get("of", "")
    option = measure.option(snapshot, of)
    if of and option != of:
        said = _("The address asks for {code}, which this map cannot show. Choose from the list.")
        st.warning(said.format(code=shown(of[:80])))
    with st.container(horizontal=True, vertical_alignment="bottom", key="map-controls"):
        st.selectbox(
            _("Shown on the map"),
            list(MEASURES),
            format_func=lambda code: _(MEASURES[code].title),
            key=session.control("map-show", measure.code),
            on_change=lambda: session.change({"show": st.session_state["map-show"], "of": ""}),
            width=320,
        )
        if measure.options:
            offered = measure.options(snapshot)
            st.selectbox(
                _(measure.option_label),
                list(offered),
                format_func=lambda code: offered.get(code, code),
                key=session.control("map-of", option or None),
                on_change=lambda: session.change({"of": st.session_state["map-of"] or ""}),
                width=420,
            )
    filter_bar.show(*(choice for choice in CHOICES if choice.key in measure.choices))
    drawn = figures.country_map_of(measure, snapshot, selection, clock, session.style(), option)
    st.caption(_(measure.explained))
    if country := chart_card.picture(drawn, selectable=True):
        records.go_to_country(country)
    chart_card.equivalents(drawn)


st.title(_("Map"))
chosen_map()
