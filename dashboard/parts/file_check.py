"""A file that an officer uploads or pastes is checked; nothing of it is kept."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import drafts, session
from dashboard.language import _, countries
from dashboard.parts import draft_picker, problem_list
from loaders.additions import path_of
from loaders.snapshot import faults


def show() -> None:
    """What the file is, where it comes from, and what is wrong with it."""
    snapshot = session.served().snapshot
    with st.container(width=740):
        st.caption(_("The file is looked at and forgotten: nothing is kept and nothing changes."))
        # Whatever it is called and however long: what is wrong is said here, in words. A file that
        # the widget refuses has a red mark alone, whose reason is in English and under the pointer.
        uploaded = st.file_uploader(_("A YAML file"), key="check-file")
        pasted = st.text_area(_("Or its text"), key="check-text", height=160)
    content = uploaded.getvalue() if uploaded else (pasted or "").encode(errors="replace")
    if not content.strip():
        if uploaded:
            st.error(_("Nothing stands in this file. Choose the one that you saved."))
        return
    if content.startswith(b"PK\x03\x04"):
        st.error(
            _(
                "This is not text but a workbook or the like. A workbook is handed in under "
                "'Spreadsheet'."
            )
        )
        return
    path = _path(snapshot.reference, uploaded.name if uploaded else "", content)
    if len(content) > drafts.MAX_BYTES:
        st.error(_(drafts.TOO_LARGE))
        return
    found = faults(snapshot, {Path(path): content})
    if not found:
        st.success(_("Nothing is wrong with this file."), icon=":material/check:")
        return
    st.markdown(f"**{problem_list.counts(found)}**")
    problem_list.by_line(found, content.decode("utf-8", "replace"))


def _path(reference, name: str, content: bytes) -> str:
    """Where such a file would stand: by its name and its first id, unless chosen otherwise."""
    names = {draft_picker.INTERNATIONAL: _("International"), **countries(reference)}
    guessed = _country_in(content, names)
    with st.container(horizontal=True, key="check-place"):
        place = st.selectbox(
            _("Of which country"),
            list(names),
            index=list(names).index(guessed),
            format_func=lambda code: names.get(code, code),
            key=f"check-country-{guessed}",
            width=300,
        )
        kinds = draft_picker.kinds_of(place)
        by_file = {path_of(draft_picker.addition(kind), "").name: kind for kind in kinds}
        kind = st.selectbox(
            _("What it holds"),
            kinds,
            index=kinds.index(by_file.get(name.rpartition("/")[2], kinds[0])),
            format_func=draft_picker.kind_name,
            key=f"check-kind-{place}-{name}",
            width=220,
        )
    iso3 = "" if place == draft_picker.INTERNATIONAL else place
    return str(path_of(draft_picker.addition(kind), iso3))


def _country_in(content: bytes, names) -> str:
    """The country that the ids of a file begin with; international where they begin with none."""
    for line in content.decode("utf-8", "replace").split("\n")[:400]:
        found = line.strip().removeprefix("- ").removeprefix("id:").strip().strip("'\"")
        if "id:" in line and found[:3].upper() in names and found[3:4] == "-":
            return found[:3].upper()
    return draft_picker.INTERNATIONAL
