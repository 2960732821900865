"""Drafts that were worked on in this browser, offered again in a tab that does not know them.

A cookie names them until the browser is closed: no account, and nobody else's. It holds what the
browser's history holds too, and it is written with the first change, never for who only reads.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import drafts, session
from dashboard.drafts import Draft, DraftError
from dashboard.language import _, countries, labelled
from dashboard.parts import draft_picker, drafting
from dashboard.parts.components import component
from dashboard.parts.draft_picker import Chosen
from dashboard.shown import shown

COOKIE = "drafts"
MOST = 3


def show() -> None:
    """A button for each draft of this browser that another than the open one is."""
    found = _others()
    if not found:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="draft-again"):
        st.caption(_("Begun in this browser:"), width="content")
        for identifier, draft in found.items():
            first = draft_picker.in_file(min(draft.files), "")
            st.button(
                _holds(draft, first),
                icon=":material/history:",
                type="tertiary",
                key=f"draft-again-{identifier}",
                on_click=_open,
                args=(identifier, first),
            )


def _open(identifier: str, first: Chosen) -> None:
    session.change({drafting.KEY: identifier})
    draft_picker.open_record(first, "")


def remember() -> None:
    """Has the browser know the draft that is open."""
    if identifier := drafting.identifier():
        told = {"cookie": COOKIE, "draft": identifier, "most": MOST}
        component("draft_again")(key="draft-remember", data=told)


def _others() -> Mapping[str, Draft]:
    """By id: those that can be opened and hold a change."""
    kept, found = drafts.current(), {}
    for identifier in session.cookie(COOKIE).split(".")[:MOST]:
        try:
            draft = kept.read(identifier)
        except DraftError:
            continue
        if draft.files and identifier != drafting.identifier():
            found[identifier] = draft
    return found


def _holds(draft: Draft, first: Chosen) -> str:
    """'Türkiye: Laws and policies', of its first file; and how many more there are."""
    names = countries(session.snapshot().reference)
    place = names.get(first.country, _("International"))
    said = labelled(shown(place), draft_picker.kind_name(first.kind))
    more = len(draft.files) - 1
    return said + (_(" and {n} more").format(n=more) if more else "")
