"""For officers: correct and add records in a draft, look at it, hand it in; check a file."""

import streamlit as st

from dashboard.language import N_, _
from dashboard.parts import draft_desk, file_check, sections, spreadsheet, worklist
from dashboard.parts.sections import Sections

SECTIONS: Sections = {
    "edit": (N_("Correct and add"), draft_desk.show),
    "sheet": (N_("Spreadsheet"), spreadsheet.show),
    "check": (N_("Check a file"), file_check.show),
    "worklist": (N_("Worklist"), worklist.show),
}

st.title(_("Officers"))
sections.complaint(SECTIONS)
sections.show(SECTIONS)
