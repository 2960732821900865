"""The editor of a draft: a record is chosen, and changed in a form or as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from dashboard import drafts, session
from dashboard.drafts import Draft
from dashboard.language import N_, _
from dashboard.parts import (
    draft_picker,
    drafting,
    filter_bar,
    problem_list,
    record_editor,
    record_form,
    switch,
)
from dashboard.parts.draft_picker import Chosen
from dashboard.queries import drafted
from loaders import Snapshot
from loaders.additions import file_kind_of
from loaders.annotated import Unreadable
from loaders.merging import MINE, Place, merged
from loaders.problems import Problem
from loaders.stated import said

FORM, TEXT = "form", "text"
WAYS = {FORM: N_("Form"), TEXT: N_("As text")}
MAX_CHARACTERS = drafts.MAX_BYTES


def show() -> None:
    """Pickers, then the record that was picked."""
    snapshot = session.served().snapshot
    chosen = draft_picker.chosen(snapshot)
    if chosen is None:
        said_so = _("Choose a country, or international records. Then choose what to correct.")
        st.info(said_so, width=record_form.WIDE)
        return
    draft = drafting.current()
    text = draft.text(chosen.file, drafting.published(chosen.file))
    problems = _problems(snapshot, draft, chosen.file)
    # What an officer wrote and no draft holds stays on the page all the same.
    held = {*draft.files, *st.session_state.get("edit-unsaved", {})}
    if chosen.file not in held and drafting.unreadable(chosen.file):
        st.error(
            _("This file is no text that can be read, so nothing in it can be changed here."),
            width=record_form.WIDE,
        )
        problem_list.by_line(problems, "")
        return
    way = switch.show(_("How to edit"), WAYS, drafting.WAY, "edit-as")
    # As in `draft_desk`: what is said does not move the form.
    with st.container():
        filter_bar.complain_unless_in(WAYS, drafting.WAY)
    if way == TEXT:
        _as_text(chosen, text or "", problems)
        return
    try:
        known = said(text, file_kind_of(chosen.table)) if text and text.strip() else {}
    except Unreadable:
        st.error(
            _("The form cannot show this file, because its text cannot be read. Mend it as text.")
        )
        problem_list.by_line(problems, text or "")
        return
    record_editor.show(snapshot, chosen, text or "", known, problems)


def _problems(snapshot: Snapshot, draft: Draft, file: str) -> list[Problem]:
    """What is wrong in a file as the draft has it, or as it is published."""
    name = f"{snapshot.root.name}/{file}"
    if file in draft.files:
        found = drafted.problems(snapshot, draft)
    else:
        served = session.served()
        found = drafting.unreadable(file) or (*served.snapshot.problems, *served.rejected)
    return [problem for problem in found if problem.file == name]


# --- As text ---


def _as_text(chosen: Chosen, text: str, problems: Sequence[Problem]) -> None:
    file = chosen.file
    unsaved: dict[str, Unsaved] = st.session_state.setdefault("edit-unsaved", {})
    st.caption(
        _("{file}. Press Ctrl and Enter, or leave the field, and it is checked.").format(
            file=f"`{session.served().snapshot.root.name}/{file}`"
        )
    )
    if problems:
        said_so = _("{counts}: see below the text.").format(counts=problem_list.counts(problems))
        st.markdown(f":red[**{said_so}**]")
    with st.container(key="draft-text"):
        st.text_area(
            _("The file as text"),
            key=session.control(f"text-{file}", unsaved[file].text if file in unsaved else text),
            height=520,
            label_visibility="collapsed",
            on_change=_write_text,
            args=(chosen, text),
        )
    if file in unsaved:
        st.error(_("What stands above is not kept in the draft yet; copy it before you leave."))
        with st.container(horizontal=True, key="edit-unkept"):
            if unsaved[file].told:
                st.button(
                    _("Keep mine"), on_click=_write_text, args=(chosen, text), key="edit-insist"
                )
            st.button(
                _("Show what the draft holds"), on_click=_discard, args=(file,), key="edit-discard"
            )
    if problems:
        problem_list.by_line(problems, text)
    elif file in unsaved:
        return
    elif text.strip():
        st.success(_("Nothing is wrong with this file."), icon=":material/check:")
    elif (drafting.published(file) or "").strip():
        said = _("Nothing is left in this file: handed in like this, it loses all its records.")
        st.warning(said, width=record_form.WIDE)


def _discard(file: str) -> None:
    st.session_state["edit-unsaved"].pop(file, None)


@dataclass(frozen=True)
class Unsaved:
    """A text that the draft did not take."""

    text: str
    base: str
    """What the draft held when the officer began to write."""
    told: frozenset[Place] = frozenset()
    """What another tab changed too, as the officer was told."""


def _write_text(chosen: Chosen, seen: str) -> None:
    """Keeps the whole text; where another tab changed it meanwhile, both changes.

    Of a field that both changed this is told; who writes or keeps the text then means it.
    """
    file = chosen.file
    written = st.session_state[f"text-{file}"] or ""
    unsaved: dict[str, Unsaved] = st.session_state["edit-unsaved"]
    insists = file in unsaved
    before = unsaved.pop(file, Unsaved("", seen))
    if len(written.encode(errors="replace")) > MAX_CHARACTERS:
        drafting.say(drafts.TOO_LARGE)
        unsaved[file] = replace(before, text=written)
        return
    met: set[Place] = set()

    def changed(now: str) -> str:
        if now == before.base:
            return written
        kind, mine = drafting.kind_of(file), dict.fromkeys(before.told, MINE)
        try:
            found = merged(before.base, written, now, kind, mine)
        except Unreadable:
            # Of what cannot be read nothing can be put together: one of the two stays.
            if insists:
                return written
            raise
        met.update((one.owner, one.field) for one in found.collisions)
        if met - before.told:
            raise drafts.DraftError(OTHER_TAB)
        return found.text

    if not drafting.edit(file, changed):
        unsaved[file] = replace(before, text=written, told=before.told | met)


OTHER_TAB = N_(
    "Another tab changed the same field of this draft. Your text stays below and is not kept yet: "
    "keep yours of that field, or look at what the draft holds."
)
