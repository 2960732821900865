"""One country: laws with what amends them, institutions, plans, events, positions, sources."""

import streamlit as st

from dashboard import language, session
from dashboard.filters import FROM, OF_RECORDS
from dashboard.language import _
from dashboard.parts import country_names, country_sections, downloads, filter_bar, records
from dashboard.shown import address, shown

if chosen := records.opened():
    session.change({"country": chosen})

snapshot, clock = session.snapshot(), session.clock()
selection = session.selection().only(FROM, *(choice.key for choice in OF_RECORDS))
asked = session.query().get("country", "")
country = asked.upper()
known = country in snapshot.reference.countries

st.title(shown(language.country(snapshot.reference, country)) if known else _("Country"))
with st.container(horizontal=True, vertical_alignment="bottom", key="country-bar"):
    records.country_picker(_("Country or area"), country)
    filter_bar.controls(*OF_RECORDS, region=False, period=True)
    if known:
        downloads.brief_menu(snapshot, country, clock)
        st.page_link(
            "views/officers.py",
            label=_("Correct or add"),
            icon=":material/edit:",
            query_params={"country": country} | language.to_query(),
        )
filter_bar.complaints(selection)

if not country:
    st.info(_("Choose a country above, or click one on the map of the overview."))
elif not known:
    said = country_names.unknown(
        snapshot.reference, asked, lambda iso3: address("country", country=iso3)
    )
    st.warning(f"{said} {_('Choose one above.')}")
else:
    country_sections.show(snapshot, country, selection, clock)
