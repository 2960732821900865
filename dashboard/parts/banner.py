"""What stands above every page when its address or data could not be read."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.filters import Complaint
from dashboard.language import KEY, _, offered, plural
from dashboard.parts.filter_bar import complain
from dashboard.shown import shown
from loaders.problems import Problem

SHOWN = 20


def show() -> None:
    """A language that is not offered; for officers, which records are missing and why, or why newer
    files are not shown yet."""
    asked = session.query().get(KEY, "")
    if asked and asked not in offered():
        complain(Complaint(KEY, asked, _("Choose a language below the page.")))
    served = session.served()
    if served.rejected:
        _list(
            served.rejected,
            plural(
                "The files have changed, but {n} problem keeps them from being shown. "
                "This page shows the last data without a problem.",
                "The files have changed, but {n} problems keep them from being shown. "
                "This page shows the last data without a problem.",
                len(served.rejected),
            ),
        )
    elif served.snapshot.problems:
        _list(
            served.snapshot.problems,
            plural(
                "{n} problem in the data: what it concerns is not shown.",
                "{n} problems in the data: what they concern is not shown.",
                len(served.snapshot.problems),
            ),
        )


def _list(problems: tuple[Problem, ...], heading: str) -> None:
    with st.expander(heading, icon=":material/warning:"):
        st.markdown("\n".join(f"- {shown(str(problem))}" for problem in problems[:SHOWN]))
        if len(problems) > SHOWN:
            st.caption(_("Run 'sse check' for the whole list."))
