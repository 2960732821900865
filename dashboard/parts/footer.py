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
        label = escape(_("Language"))
        st.html(f'<nav aria-label="{label}" style="font-size: small">{APART.join(links)}</nav>')
        if current() != DEFAULT:
            st.caption(_("Titles and summaries of records are in English, as they are written."))


def _link(code: str, name: str) -> str:
    if code == current():
        return f'<strong lang="{code}" aria-current="true">{escape(name)}</strong>'
    query = escape(urlencode(session.query() | {KEY: code}))
    style = "color: inherit"  # a browser's own blue cannot be read on the dark theme
    return f'<a href="?{query}" target="_self" lang="{code}" style="{style}">{escape(name)}</a>'
