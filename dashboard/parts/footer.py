"""What stands below every page: the languages it can be read in, and its address to copy."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.language import DEFAULT, _, current, day
from dashboard.parts import controls, languages


def show() -> None:
    """A link for each language, what is not translated, and the address of the view.

    None of it says what a control changes, so it is drawn once for a page.
    """
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        key="footer",
    ):
        languages.show()
        if current() != DEFAULT:
            said = _("Titles and summaries of records are in English, as they are written.")
            st.caption(said, width="content")
        _copy_link()
    controls.show()


# No fragment: each costs every page a copy of its state, and this one is rarely opened.
def _copy_link() -> None:
    """The address that shows this view on a later day too; made when it is opened."""
    with st.popover(
        _("Copy link"),
        icon=":material/link:",
        type="tertiary",
        key=session.COPY_LINK,
        on_change="rerun",
    ) as popover:
        if not popover.open:
            return
        with st.container(key="copy-link-shown"):
            st.code(session.told(), language=None, wrap_lines=True)
        st.caption(_pins())


def _pins() -> str:
    """What a link that is copied now opens on a later day."""
    release, snapshot = session.known(), session.served().snapshot
    kept = {one.version: one.day for one in session.served().releases}
    released = release.day if release else kept.get(snapshot.version)
    if released:
        said = _("It opens this view as of {date}, with the data as known on {known}.")
    else:
        said = _(
            "It opens this view as of {date}, with the data of version {version}; when that has "
            "changed without a release, it says so and shows the newest."
        )
    as_of, version = day(session.clock().as_of), snapshot.version
    return said.format(date=as_of, known=day(released), version=version)
