"""The frame around every page: configuration, language, pages, navigation."""

from base64 import b64encode
from pathlib import Path

import streamlit as st

from dashboard import session
from dashboard.language import _
from dashboard.parts import banner, footer

# Sent inside the page: browsers ask for an icon's address anew whenever that of the page changes.
ICON = b64encode((Path(__file__).parent / "static" / "icon.png").read_bytes()).decode()

st.set_page_config(
    page_title="SSE Policy Tracker", page_icon=f"data:image/png;base64,{ICON}", layout="wide"
)
session.speak()

PAGES = (
    st.Page("views/overview.py", title=_("Overview"), url_path="overview", default=True),
    st.Page("views/map.py", title=_("Map"), url_path="map"),
    st.Page("views/timeline.py", title=_("Timeline"), url_path="timeline"),
    st.Page("views/plans.py", title=_("Action plans"), url_path="plans"),
    st.Page("views/resolutions.py", title=_("Resolutions"), url_path="resolutions"),
    st.Page("views/workshops.py", title=_("Events"), url_path="workshops"),
    st.Page("views/country.py", title=_("Country"), url_path="country"),
    st.Page("views/compare.py", title=_("Compare"), url_path="compare"),
    st.Page("views/records.py", title=_("Records"), url_path="records"),
    st.Page("views/changes.py", title=_("What changed"), url_path="changes"),
    st.Page("views/briefing.py", title=_("Briefing"), url_path="briefing"),
    st.Page("views/data.py", title=_("Data"), url_path="data"),
    st.Page("views/officers.py", title=_("Officers"), url_path="officers"),
    st.Page("views/record.py", title=_("Record"), url_path="record", visibility="hidden"),
)

# Inside another site's frame (?embed=true) a page stands alone.
page = st.navigation(list(PAGES), position="hidden" if st.context.is_embedded is True else "top")
# Streamlit leaves 96 pixels between its bar and the page; the first line belongs higher. The key of
# a container is a class of its element: rows of records stand under thin rules.
st.html("""<style>
.stMainBlockContainer { padding-top: 4.5rem; }
[class*="st-key-row-"] { border-top: 1px solid rgba(128, 136, 144, 0.3); padding: 0.5rem 0; }
</style>""")
session.carry(page.url_path)
banner.show()
page.run()
footer.show()
