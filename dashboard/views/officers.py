"""For officers: correct and add records in a draft, look at it, hand it in; check a file."""

from collections.abc import Callable

import streamlit as st

from dashboard import session
from dashboard.language import N_, _
from dashboard.parts import draft_desk, file_check, spreadsheet, worklist

SECTIONS: dict[str, tuple[str, Callable[[], None]]] = {
    "edit": (N_("Correct and add"), draft_desk.show),
    "sheet": (N_("Spreadsheet"), spreadsheet.show),
    "check": (N_("Check a file"), file_check.show),
    "worklist": (N_("Worklist"), worklist.show),
}
"""By their code in addresses: what each is called, and what shows it."""

SECTION = "section"

st.title(_("Officers"))
asked = session.query().get(SECTION, "")
section = asked if asked in SECTIONS else next(iter(SECTIONS))
st.segmented_control(
    _("Section"),
    list(SECTIONS),
    format_func=lambda code: _(SECTIONS[code][0]),
    key=session.control("officers-section", section),
    required=True,
    label_visibility="collapsed",
    on_change=lambda: session.change({SECTION: st.session_state["officers-section"]}),
)
SECTIONS[section][1]()
