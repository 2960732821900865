"""One measure of every country on a map: which one is chosen here."""

import math
import time
from datetime import date

import streamlit as st

from dashboard import session
from dashboard.charts.chart import labels_in_order
from dashboard.exhibit import Exhibit
from dashboard.filters import AS_OF, CHOICES, FROM
from dashboard.language import _
from dashboard.parts import chart_card, country_picker, figures, filter_bar
from dashboard.queries.map_measures import MEASURES, Measure
from dashboard.shown import shown
from dashboard.style import PROSE
from loaders.measures import Clock

NEXT = "map-next-year"
"""Held while the years are played: when the next is due, on the process's own clock."""
EVERY, EARLY = 1.2, 0.4  # seconds for which a year is shown; by which a run may come too soon
FIRST_YEAR, FIRST_PLAYED = 1960, 2000
"""Of the slider and of the playing at the earliest, whatever the oldest law."""


def year_bar(as_of: date, first: int) -> None:
    """Moves the as-of date by years from `first` on, by hand or by itself; the present year is
    today."""
    last, playing = session.present().year, NEXT in st.session_state

    def choose() -> None:
        st.session_state.pop(NEXT, None)
        to_year(st.session_state["map-year"])

    def press() -> None:
        if st.session_state.pop(NEXT, None) is None:
            st.session_state[NEXT] = time.monotonic() + EVERY - EARLY
            if as_of.year >= last:
                to_year(max(FIRST_PLAYED, first))

    with st.container(horizontal=True, vertical_alignment="center", key="map-years"):
        st.button(
            _("Stop") if playing else _("Play the years"),
            icon=":material/pause:" if playing else ":material/play_arrow:",
            on_click=press,
            key="map-play",
        )
        st.slider(
            _("As of the end of the year"),
            first,
            last,
            key=session.control("map-year", min(max(as_of.year, first), last)),
            on_change=choose,
            format="%d",
            label_visibility="collapsed",
        )


def first_year(measure: Measure, option: str) -> int:
    """The first of the years, from when on there is something to show."""
    begins = measure.first_year(session.snapshot(), option) or FIRST_YEAR
    return min(max(begins, FIRST_YEAR), session.present().year - 1)


def of_other_days(drawn: Exhibit, measure: Measure, option: str) -> list[str]:
    """Labels that the map has at an end of the years and not on the day that is drawn: while the
    years are played, a row more of the legend would move it."""
    if not measure.moved_by:
        return []
    snapshot, selection, today = session.snapshot(), session.selection(), session.present()
    ends = (date(first_year(measure, option), 12, 31), today)
    found = [
        label
        for day in ends
        for label in labels_in_order(
            figures.exhibit(measure.code, snapshot, selection, Clock(day, today), option).rows
        )
    ]
    own = set(drawn.rows["label"].to_list())
    return [label for label in dict.fromkeys(found) if label not in own]


def to_year(year: int) -> None:
    """31 December of a year; today for the present one."""
    session.change({AS_OF: f"{year}-12-31" if year < session.present().year else ""})


def play() -> None:
    """The next year, if it is due; after the present one the playing ends."""
    if time.monotonic() < st.session_state.get(NEXT, math.inf):
        return
    year = session.clock().as_of.year + 1
    to_year(year)
    st.session_state[NEXT] = time.monotonic() + EVERY - EARLY
    if year >= session.present().year:
        del st.session_state[NEXT]


def chosen_map(*, clocked: bool) -> None:
    """The map and its controls. `clocked`: run again by itself, as long as the years are played."""
    play()
    if clocked != (NEXT in st.session_state):
        st.rerun()
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
    above = st.container()
    # The map goes out first: the browser draws it while the rest comes.
    drawn = figures.exhibit(measure.code, snapshot, selection, clock, option)
    room = of_other_days(drawn, measure, option)
    if country := chart_card.picture(drawn, selectable=True, room=room):
        country_picker.go_to_country(country)
    # Below it: the first screen of a phone belongs to the map.
    st.caption(_(measure.explained), width=PROSE)
    chart_card.equivalents(drawn)
    with above:
        controls(measure, option)
        if measure.moved_by:
            year_bar(clock.as_of, first_year(measure, option))


def choose_measure() -> None:
    """Another measure; of one that no year changes the playing could not be stopped."""
    st.session_state.pop(NEXT, None)
    session.change({"show": st.session_state["map-show"], "of": ""})


def controls(measure: Measure, option: str) -> None:
    """What is shown, and of what."""
    snapshot = session.snapshot()
    choices = [choice for choice in CHOICES if choice.key in measure.choices]
    filter_bar.complaints(session.selection())
    with st.container(
        horizontal=True,
        vertical_alignment="bottom",
        key="map-controls",
        width="stretch" if measure.options else 900,
    ):
        st.selectbox(
            _("Shown on the map"),
            list(MEASURES),
            format_func=lambda code: _(MEASURES[code].title),
            key=session.control("map-show", measure.code),
            on_change=choose_measure,
            width=300,
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
        filter_bar.controls(*choices, period=FROM in measure.choices)


st.title(_("Map"))
# A fragment: a control changed here runs this again, and not the frame around it.
playing = NEXT in st.session_state
session.fragment(chosen_map, run_every=EVERY if playing else None)(clocked=playing)
