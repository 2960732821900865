"""Opens the page of a country: a picker of all of them, and what leads there from elsewhere."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.language import countries, plural
from dashboard.parts import country_names

COUNTRY_PAGE = "views/country.py"
PICKER = "country-picker"


def show(label: str, current: str = "") -> None:
    """Reaches every country and area of the reference list, by keyboard and on a phone."""
    reference = session.snapshot().reference
    options = country_names.options(reference)
    number = len(countries(reference))
    st.selectbox(
        label,
        list(options),
        index=None,
        format_func=lambda option: options.get(option, option),
        key=session.control(PICKER, current or None),
        on_change=_open,
        placeholder=plural("Type a name ({n} country)", "Type a name ({n} countries)", number),
        width=360,
    )


def _open() -> None:
    if option := st.session_state[PICKER]:
        st.session_state["open-country"] = country_names.code(option)


def opened() -> str:
    """The country that the picker was just asked for, once."""
    return st.session_state.pop("open-country", "")


def go_to_country(iso3: str) -> None:
    """Opens the country's page with the filters as they are."""
    query = session.selection().to_query()
    st.switch_page(COUNTRY_PAGE, query_params={"country": iso3} | query)
