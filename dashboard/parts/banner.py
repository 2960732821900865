"""What stands above every page when data could not be read."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.language import _, plural
from dashboard.shown import shown
from loaders.problems import Problem

SHOWN = 20


def show() -> None:
    """For officers: which records are missing and why, or why newer files are not shown yet."""
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
