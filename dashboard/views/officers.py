"""For officers: correct and add records in a draft, look at it, hand it in; check a file."""

from collections.abc import Callable

import streamlit as st

from dashboard.language import N_, _
from dashboard.parts import draft_desk, file_check, filter_bar, spreadsheet, switch, worklist

SECTIONS: dict[str, tuple[str, Callable[[], None]]] = {
    "edit": (N_("Correct and add"), draft_desk.show),
    "sheet": (N_("Spreadsheet"), spreadsheet.show),
    "check": (N_("Check a file"), file_check.show),
    "worklist": (N_("Worklist"), worklist.show),
}
"""By their code in addresses: what each is called, and what shows it."""

SECTION = "section"

st.title(_("Officers"))
names = {code: name for code, (name, _show) in SECTIONS.items()}
section = switch.show(_("Section"), names, SECTION, "officers-section")
filter_bar.complain_unless_in(SECTIONS, SECTION)
SECTIONS[section][1]()
