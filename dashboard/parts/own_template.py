"""The presenter's own template: chosen once, then every presentation of the session takes it."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.export.template import ENDINGS, LARGEST, Template, TemplateError, checked
from dashboard.language import _
from dashboard.shown import shown

_CHOSEN = "own-template"


def chosen() -> Template | None:
    """What the presenter gave in this session."""
    return st.session_state.get(_CHOSEN)


def line(name: str, popover: str = "") -> None:
    """Says in a menu whose design slides take, and lets the presenter choose.

    `name` is the menu's own; `popover` the key of the one in which it stands, which would lie
    over the dialog.
    """
    own = chosen()
    with st.container(horizontal=True, vertical_alignment="center", key=f"{name}-template"):
        if own:
            said = _("PowerPoint files take the design of {name}.")
            st.caption(said.format(name=shown(own.name)), width="content")
            label, icon = _("Remove the template"), ":material/close:"
            if st.button(label, icon=icon, type="tertiary", key=f"{name}-template-remove"):
                del st.session_state[_CHOSEN]
                # All menus of the page say so, not only this one.
                st.rerun()
        elif st.button(
            _("PowerPoint on my own template"),
            icon=":material/format_paint:",
            type="tertiary",
            key=_key(name),
            on_click=_close,
            args=(popover,),
        ):
            session.dialog(_("PowerPoint on your own template"), _ask)


def is_asked_for(name: str) -> bool:
    """Whether the presenter just asked to choose in this menu, which the question has closed."""
    return bool(st.session_state.get(_key(name)))


def _key(name: str) -> str:
    return f"{name}-template-choose"


def _close(popover: str) -> None:
    if popover:
        st.session_state[popover] = False


def _ask() -> None:
    given = st.file_uploader(
        _("A PowerPoint file whose design the slides take"),
        type=list(ENDINGS),
        max_upload_size=LARGEST // 1_000_000,
        key="own-template-file",
        help=_("Title, footer, page number, fonts and size are its own; its slides are not."),
    )
    st.caption(_("Every PowerPoint file takes it until you remove it or reload the page."))
    if given is None:
        return
    try:
        st.session_state[_CHOSEN] = checked(given.getvalue(), given.name)
    except TemplateError as error:
        st.error(shown(str(error)) + " " + _("Until then the slides take our own design."))
    else:
        st.rerun()
