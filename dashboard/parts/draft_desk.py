"""Where a draft is worked on, in three steps: change, look at it, hand it in."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.drafts import Draft
from dashboard.language import N_, _, plural
from dashboard.parts import (
    draft_again,
    draft_editor,
    draft_hand_in,
    draft_preview,
    draft_underneath,
    drafting,
    filter_bar,
    switch,
)

STEPS: dict[str, tuple[str, Callable[[], None]]] = {
    "change": (N_("1. Change"), draft_editor.show),
    "look": (N_("2. Look at it"), draft_preview.show),
    "hand-in": (N_("3. Hand in"), draft_hand_in.show),
}
"""By their code in addresses."""


def show() -> None:
    """The steps, what was changed underneath, and the step that the address asks for."""
    # What is said above the form stands in places of its own, so that the form does not move with
    # it: of what is moved Streamlit may draw a picker anew, which then reports that nothing is
    # picked.
    with st.container():
        draft = drafting.current()
    names = {code: name for code, (name, _show) in STEPS.items()}
    with st.container(horizontal=True, vertical_alignment="center", key="draft-steps"):
        step = switch.show(_("Step"), names, drafting.STEP, "draft-step")
        st.caption(_state(len(draft.files)), width="content")
    with st.container(key="draft-told"):
        filter_bar.complain_unless_in(STEPS, drafting.STEP)
        draft_again.show()
        drafting.tell()
        draft_underneath.show()
    STEPS[step][1]()
    _further(step, draft)
    draft_again.remember()


def _further(step: str, draft: Draft) -> None:
    """Says below what was changed which step follows.

    Words, not a button: Streamlit would open the next step as far down as the reader is.
    """
    codes = list(STEPS)
    after = codes[codes.index(step) + 1 :]
    if draft.files and after:
        said = _("When you are done, go on with '{step}' at the top of this page.")
        st.caption(f":material/arrow_upward: {said.format(step=_(STEPS[after[0]][0]))}")


def _state(changed: int) -> str:
    if not changed:
        return _("Nothing is changed yet. What you change is kept as a draft, not published.")
    return plural(
        "{n} file changed in your draft. Keep the address of this page: it opens the draft again.",
        "{n} files changed in your draft. Keep the address of this page: it opens the draft again.",
        changed,
    )
