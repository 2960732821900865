"""What stands above every page: which state of the data it shows, and what could not be read."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.filters import Complaint
from dashboard.language import KEY, _, day, offered, plural
from dashboard.parts import problem_list
from dashboard.parts.filter_bar import complain
from dashboard.queries import completeness
from dashboard.shown import shown
from loaders.problems import Problem

SHOWN = 20


def show() -> None:
    """Nothing, unless the page shows another state of the data than the files of today."""
    _language()
    _as_known()
    _unread()


def _language() -> None:
    """Says so where the address asks for a language that is not offered."""
    asked = session.query().get(KEY, "")
    if asked and asked not in offered():
        complain(Complaint(KEY, asked, _("Choose a language below the page.")))


def _as_known() -> None:
    """As known on which day the data is shown; or why not as the address asks for."""
    asked, found = session.query().get(session.KNOWN, ""), session.release()
    known_on = session.read_on() or (found.day if found else session.today())
    if not asked or (session.asks_for_now() and known_on == session.today()):
        return
    released = session.served().releases
    if found or session.asks_for_now():
        said = plural(
            "Data as known on {date}: {n} record.",
            "Data as known on {date}: {n} records.",
            session.snapshot().frames["records"].height,
            date=day(known_on),
        )
        if found and session.known() is None:
            said = _(
                "This page works on the data as it is now. The other pages show it as known on "
                "{date}."
            ).format(date=day(found.day))
        with st.container(horizontal=True, vertical_alignment="center", key="as-known"):
            st.markdown(f":blue[:material/history: **{said}**]", width="content")
            now = _("Show the data as it is now")
            st.button(now, on_click=session.change, args=({session.KNOWN: ""},), type="tertiary")
    elif released:
        said = _("No state of the data is kept for {asked}; the first is of {date}.")
        first = day(released[0].day)
        remedy = _("This page shows the data as it is now.")
        st.warning(f"{said.format(asked=shown(asked[:40]), date=first)} {remedy}")
    else:
        st.warning(_("No state of the data was kept so far. This page shows it as it is now."))


def _unread() -> None:
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
        _list(served.snapshot.problems, completeness.left_out(served.snapshot))


def _list(problems: tuple[Problem, ...], heading: str) -> None:
    with st.expander(f"{heading} :blue[{_('What is wrong?')}]", icon=":material/warning:"):
        places = [problem.place for problem in problems[:SHOWN]]
        st.markdown(problem_list.as_list(problems[:SHOWN], places))
        if len(problems) > SHOWN:
            st.caption(_("Run 'sse check' for the whole list."))
