"""The draft of this session: what the address or the session names, changed by one function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

import streamlit as st

from dashboard import drafts, session
from dashboard.drafts import Change, Draft, DraftError
from dashboard.language import N_, _
from loaders import documents
from loaders.annotated import Unreadable
from loaders.edits import NoPlace
from loaders.files import FileKind, file_kind

KEY = "draft"
"""In addresses of the officers' page: the draft's id."""
_SAID = "draft-said"

GONE_UNDERNEATH = N_("What you changed is not there any more. Look at it again.")
READING = N_("Reading all of the data with your changes")
UNREADABLE = N_("The text of the file cannot be read now. Mend it as text first.")


def identifier() -> str:
    """The id of the draft; '' where none was begun."""
    return session.query().get(KEY) or st.session_state.get(KEY, "")


def current() -> Draft:
    """The draft, empty where none was begun; says so where the one asked for is gone."""
    asked = identifier()
    if not asked:
        return Draft()
    try:
        found = drafts.current().read(asked)
    except DraftError as error:
        _forget()
        st.warning(_(str(error)))
        return Draft()
    st.session_state[KEY] = asked
    if session.query().get(KEY) != asked:
        session.change({KEY: asked})
    return found


def _forget() -> None:
    st.session_state.pop(KEY, None)
    session.change({KEY: ""})


def kind_of(path: str) -> FileKind:
    """What a file of the data holds."""
    found = file_kind(PurePosixPath(path))
    if found is None:
        raise LookupError(path)
    return found


def published(path: str) -> str | None:
    """What a file says in the data that is served; `None` where it is not there."""
    place = session.served().snapshot.root / path
    if not place.exists():
        return None
    return documents.text(place, lambda *_place, **_values: None)


def text(path: str) -> str | None:
    """What a file says in the draft, else in the data."""
    return current().text(path, published(path))


def edit(path: str, change: Callable[[str], str]) -> bool:
    """Changes the text of a file in the draft, which is begun with the first change.

    What keeps it from being changed is said on the page; gives whether it was changed.
    """

    def changed(draft: Draft) -> Mapping[str, Change]:
        now = published(path)
        before = draft.files.get(path) or Change(now, now)
        after = change(before.text or "")
        return {**draft.files, path: Change(before.base, after if after.strip() else None)}

    return put(changed)


def empty() -> None:
    """Takes every file out of the draft."""
    put(lambda _draft: {})


def put(changed: Callable[[Draft], Mapping[str, Change]]) -> bool:
    """Changes the files of the draft."""
    try:
        kept = drafts.current()
        if not identifier() or not _is_there(kept):
            st.session_state[KEY] = kept.start()
            session.change({KEY: st.session_state[KEY]})
        kept.change(identifier(), changed)
    except (DraftError, NoPlace, Unreadable, OSError) as error:
        say(_why(error))
        return False
    return True


def _is_there(kept: drafts.Drafts) -> bool:
    try:
        kept.read(identifier())
    except DraftError:
        return False
    return True


def _why(error: Exception) -> str:
    if isinstance(error, NoPlace):
        return GONE_UNDERNEATH
    if isinstance(error, Unreadable):
        return UNREADABLE
    return str(error) if isinstance(error, DraftError) else drafts.UNWRITABLE


def say(message: str) -> None:
    """Notes what the page says at its next run, in English: a callback knows no language yet."""
    st.session_state.setdefault(_SAID, []).append(message)


def tell() -> None:
    """Says what was noted, once."""
    for message in dict.fromkeys(st.session_state.pop(_SAID, [])):
        st.warning(_(message))
