"""One country: where it stands; laws with what amends them, institutions, plans, and more."""

import streamlit as st

from dashboard import language, session
from dashboard.filters import FROM, SCOPE, STATUS, THEME
from dashboard.language import _
from dashboard.parts import (
    country_names,
    country_picker,
    country_sections,
    downloads,
    filter_bar,
    sections,
)
from dashboard.parts.country_asked import Asked
from dashboard.parts.country_sections import IN_FULL, SECTIONS
from dashboard.shown import address, shown

CHOICES = (THEME, SCOPE, STATUS)
"""The kind is a section here."""

if chosen := country_picker.opened():
    session.change({"country": chosen})

snapshot, clock = session.snapshot(), session.clock()
selection = session.selection().only(FROM, *(choice.key for choice in CHOICES))
asked = session.query().get("country", "")
country = asked.upper()
known = country in snapshot.reference.countries

st.title(shown(language.country(snapshot.reference, country)) if known else _("Country"))
with st.container(horizontal=True, vertical_alignment="bottom", key="country-bar"):
    country_picker.show(_("Country or area"), country)
    filter_bar.controls(*CHOICES, region=False, period=True)
    if known:
        downloads.brief_menu(snapshot, country, clock)
        st.page_link(
            "views/officers.py",
            label=_("Correct or add"),
            icon=":material/edit:",
            query_params={"country": country} | language.to_query(),
        )
filter_bar.complaints(selection)
sections.complaint(SECTIONS)
filter_bar.complain_unless_in(("1",), IN_FULL, _("Use the switch above the records."))

if not country:
    st.info(_("Choose a country above, or click one on the map of the overview."))
elif not known:
    said = country_names.unknown(
        snapshot.reference, asked, lambda iso3: address("country", country=iso3)
    )
    st.warning(f"{said} {_('Choose one above.')}")
else:
    in_full = session.query().get(IN_FULL, "") == "1"
    country_sections.show(Asked(snapshot, country, selection, clock, in_full=in_full))
