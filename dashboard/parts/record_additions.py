"""What is new in a file, added in a form: a record, an action, a country's own file."""

from __future__ import annotations

from collections.abc import Callable, Collection

import streamlit as st

from dashboard import session
from dashboard.language import N_, _
from dashboard.parts import draft_picker, drafting, record_form
from dashboard.parts.draft_picker import Chosen
from loaders import Snapshot
from loaders.additions import (
    Answers,
    Value,
    block,
    file_kind_of,
    next_id,
    proposed_id,
    with_entry,
    with_record,
)
from loaders.fields import Field, Table
from loaders.stated import said

_ADDED = "edit-added"
"""The id of what this session added last."""


def begin_record(snapshot: Snapshot, chosen: Chosen) -> None:
    """Asks for the title, from which the id follows; then the form opens."""
    with st.form("edit-begin", width=record_form.WIDE):
        st.text_input(
            _("Title of the new record"),
            key="edit-begin-title",
            help=_(chosen.table.by_name["title"].doc),
        )
        st.form_submit_button(
            _("Add: {what}").format(what=_(chosen.table.noun)),
            on_click=_add_record,
            args=(snapshot, chosen),
            type="primary",
        )


def _add_record(snapshot: Snapshot, chosen: Chosen) -> None:
    title = st.session_state["edit-begin-title"].strip()
    kind, record = file_kind_of(chosen.table), chosen.addition.kind
    if not title or record is None:
        drafting.say(N_("Write the title first."))
        return
    published = set(snapshot.named["id"])

    def begun(text: str, taken: Collection[str]) -> tuple[str, str]:
        identifier = proposed_id(record, chosen.iso3, {"title": title}, {*published, *taken})
        new = block(chosen.table, {"id": identifier, "title": title})
        return identifier, with_record(text, kind, new).text

    if identifier := _add(chosen, "", {"title": title}, begun):
        draft_picker.open_record(chosen, identifier)


def add_part(chosen: Chosen, owner: str, field: Field, table: Table) -> None:
    """Adds what has an id within a record, such as an action to its plan, and opens it."""
    kind = file_kind_of(chosen.table)
    published = session.served().snapshot.frames[table.name]["id"]

    def begun(text: str, taken: Collection[str]) -> tuple[str, str]:
        # An id is never used again, though the draft took out what had it.
        identifier = next_id(table, owner, {*taken, *published})
        new = block(table, {"id": identifier})
        return identifier, with_entry(text, kind, owner, field.name, new).text

    if part := _add(chosen, owner, {}, begun):
        session.change({"part": part})


Begun = Callable[[str, Collection[str]], tuple[str, str]]
"""Called with the text of a file and the ids in it: the id of what is new, the text with it."""


def _add(chosen: Chosen, owner: str, new: Answers, begun: Begun) -> str:
    """Adds to the file what says `new` beside its id, an action to its owner.

    Gives the id; '' where it could not.

    Where this session did so just now, and nothing was written in it since, it gives that one: the
    second click of a double click adds no more.
    """
    kind = file_kind_of(chosen.table)
    made = [st.session_state.get(_ADDED, "")]

    def added(text: str) -> str:
        taken = said(text, kind) if text.strip() else {}
        last = taken.get(made[-1])
        if last and last.owner == owner and last.answers == {"id": last.id, **new}:
            return text
        identifier, after = begun(text, taken)
        made.append(identifier)
        return after

    title = new.get("title")
    if not drafting.edit(chosen.file, added, written=title if isinstance(title, str) else ""):
        return ""
    st.session_state[_ADDED] = made[-1]
    return made[-1]


def begin_country(chosen: Chosen) -> None:
    """Offers to begin a country's own file, in which no kind is researched yet."""
    st.info(_("This country has no folder yet. Its file says how complete each kind is."))
    coverage: dict[str, Value] = dict.fromkeys(_coverage_names(chosen.table), "not_researched")
    answers: Answers = {"researched": session.today().isoformat()[:7], "coverage": coverage}
    st.button(
        _("Begin the country's file"),
        on_click=_add_country,
        args=(chosen, answers),
        key="edit-begin-file",
    )


def _add_country(chosen: Chosen, answers: Answers) -> None:
    kind, new = file_kind_of(chosen.table), block(chosen.table, answers)
    drafting.edit(chosen.file, lambda text: text or with_record(text, kind, new).text)


def _coverage_names(table: Table) -> list[str]:
    inner = getattr(table.by_name["coverage"].type, "table", None)
    return list(inner.by_name) if inner else []
