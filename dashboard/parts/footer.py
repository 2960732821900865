"""What stands below every page: the languages it can be read in."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard import session
from dashboard.language import DEFAULT, KEY, _, current, offered
from dashboard.shown import APART


def show() -> None:
    """A link for each language, and what is not translated."""
    with st.container(key="footer"):
        # Plain links: the whole document is sent anew, in its language and direction.
        links = [_link(code, name) for code, name in offered().items()]
        st.html(f'<nav aria-label="{escape(_("Language"))}">{APART.join(links)}</nav>')
        if current() != DEFAULT:
            st.caption(_("Titles and summaries of records are in English, as they are written."))


def _link(code: str, name: str) -> str:
    if code == current():
        return f'<strong lang="{code}" aria-current="true">{escape(name)}</strong>'
    query = urlencode(session.query() | {KEY: code})
    return f'<a href="?{escape(query)}" target="_self" lang="{code}">{escape(name)}</a>'
