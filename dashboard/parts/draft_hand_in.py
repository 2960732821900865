"""A draft is handed in: files and a patch to take away, once no error is left in them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import hosting, session
from dashboard.drafts import Change
from dashboard.language import N_, _
from dashboard.parts import draft_problems, drafting
from dashboard.queries import drafted
from dashboard.shown import shown
from loaders.patches import patch
from loaders.problems import Problem

STEPS = (
    N_("Open *The new file, to copy* below and press the sign of two sheets in its corner."),
    N_("Press *Open it on the site*: the site where the data is kept opens the file for editing."),
    N_("Select all of the text there and paste the new one over it."),
    N_("Press *Propose changes* or *Commit*. Say what was wrong and which source says so."),
)
STEPS_NEW = (
    STEPS[0],
    N_("On the site where the data is kept, make a new file of the name above and paste the text."),
    STEPS[-1],
)


def show() -> None:
    """The changed files to take away, once no error is left in them."""
    served, draft = session.served(), drafting.current()
    if not draft.files:
        st.info(_("Nothing is changed yet."))
        return
    known = (*served.snapshot.problems, *served.rejected)
    with st.spinner(_(drafting.READING)):
        wrong = drafted.errors(served.snapshot, draft, known)
    stale = [path for path, each in draft.files.items() if drafting.published(path) != each.base]
    if wrong or stale:
        _left_to_do(wrong, stale)
        return
    if not draft_problems.warn(served.snapshot, draft):
        st.success(_("Nothing is wrong. The change can be handed in."), icon=":material/check:")
    root = served.snapshot.root.name
    patches = [patch(f"{root}/{path}", each.base, each.text) for path, each in draft.files.items()]
    host = hosting.current()
    for path, change in draft.files.items():
        _file(root, path, change, host)
    st.header(_("All of it as one file"), divider="gray")
    st.caption(_("Send it to those who keep the data; they take it over with 'git apply'."))
    st.download_button(
        _("Download the patch"),
        "".join(patches),
        file_name="change.patch",
        mime="text/x-diff",
        on_click="ignore",
        icon=":material/download:",
        key="hand-in-patch",
    )
    st.divider()
    with st.popover(_("Empty the draft"), icon=":material/delete:", type="tertiary"):
        st.markdown(_("Everything that you changed here goes. What is published stays."))
        st.button(
            _("Empty the draft"),
            key="draft-empty",
            on_click=drafting.empty,
        )


def _left_to_do(wrong: Sequence[Problem], stale: Sequence[str]) -> None:
    """What keeps the draft, record by record, each with a button that opens it."""
    st.warning(_("This is left to do before the change can be handed in:"))
    for path in stale:
        why = _("Somebody else changed {file} meanwhile. Choose above what stays.")
        st.markdown(f"- {why.format(file=shown(path))}")
    draft_problems.by_record(wrong)


def _file(root: str, path: str, change: Change, host: hosting.Hosting) -> None:
    st.header(shown(f"{root}/{path}"), divider="gray", anchor=False)
    if change.text is None:
        st.markdown(_("This file holds no record any more. Delete it where the data is kept."))
        return
    is_new = change.base is None
    if is_new:
        st.markdown(_("This file is new. Make it under this name where the data is kept."))
    address = host.propose_address(f"{root}/{path}")
    with st.container(horizontal=True, vertical_alignment="center", key=f"hand-in-{path}"):
        st.download_button(
            _("Download the file"),
            change.text,
            file_name=path.rpartition("/")[2],
            mime="application/yaml",
            on_click="ignore",
            icon=":material/download:",
            key=f"hand-in-file-{path}",
        )
        if address and not is_new:
            st.link_button(_("Open it on the site"), address, icon=":material/open_in_new:")
    if not address:
        st.markdown(_("Send it to those who keep the data, with a sentence on what was wrong."))
    else:
        which = STEPS_NEW if is_new else STEPS
        steps = "\n".join(f"{number}. {_(step)}" for number, step in enumerate(which, 1))
        st.markdown(steps)
        with st.expander(_("The new file, to copy"), key=f"hand-in-copy-{path}"):
            st.code(change.text, language="yaml", height=300)
