"""The frame around every page: configuration, language, pages, navigation."""

from base64 import b64encode
from pathlib import Path

import streamlit as st

from dashboard import session
from dashboard.language import _
from dashboard.parts import banner, footer

STATIC = Path(__file__).parent / "static"
# Sent inside the page: browsers ask for an icon's address anew whenever that of the page changes.
ICON = b64encode((STATIC / "icon.png").read_bytes()).decode()

st.set_page_config(
    page_title="SSE Policy Tracker", page_icon=f"data:image/png;base64,{ICON}", layout="wide"
)
session.speak()

PAGES = (
    st.Page("views/overview.py", title=_("Overview"), default=True),
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
st.html(STATIC / "page.css")
session.carry(page.url_path)
banner.show()


# A fragment: a control changed on a page runs the page again, and not the frame around it.
@session.fragment
def body() -> None:
    page._can_be_called = True  # Streamlit has a page run once; only the fragment runs it again
    page.run()


body()
footer.show()
