"""The draft of this session: what the address or the session names, changed by one function."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePosixPath

import streamlit as st

from dashboard import drafts, session
from dashboard.drafts import Change, Draft, DraftError
from dashboard.language import N_, _
from loaders import documents
from loaders.additions import Answers, NoPlace, Value
from loaders.annotated import Unreadable
from loaders.answers import Target, standing, target
from loaders.edits import NoId, with_field
from loaders.files import FileKind, file_kind
from loaders.layout import Unwritable
from loaders.problems import Problem
from loaders.stated import said, value_of

KEY, STEP, WAY = "draft", "step", "as"
"""In addresses of the officers' page: the draft's id; the step in which it is worked on; how."""
_SAID, _UNKEPT = "draft-said", "draft-unkept"
"""What is to be said; of it, what holds words of the officer that no file has."""
_MADE = "draft-made"
"""What this session made of each thing that it changed."""

OVERTAKEN = N_(
    "Your change was not made: the same was changed or taken out meanwhile in another tab of this "
    "draft. Look at what stands there now."
)
READING = N_("Reading all of the data with your changes")
UNREADABLE = N_("The text of the file cannot be read now. Mend it as text first.")
NO_ID = N_("A record needs its id, so it stays. Write another in its place.")
TAKEN_ID = N_("Another record has this id already, so the one before stays. Write another.")
UNSAYABLE = N_(
    "Your change was not made: the form cannot write it into the file as it stands. Write it as "
    "text."
)


class TakenId(Exception):
    """A record or an action would get the id of another."""


WHY: Mapping[type[Exception], str] = {
    NoPlace: OVERTAKEN,
    Unreadable: UNREADABLE,
    NoId: NO_ID,
    TakenId: TAKEN_ID,
    Unwritable: UNSAYABLE,
    OSError: drafts.UNWRITABLE,
}
"""What keeps a draft from being changed, by what is raised; a `DraftError` says it itself."""


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
    """What a file of the data says; `None` where it is not there, or no text: see `unreadable`."""
    place = session.served().snapshot.root / path
    if not place.exists():
        return None
    return documents.text(place, lambda *_place, **_values: None)


def unreadable(path: str) -> list[Problem]:
    """Why a file of the data that is there is no text; nothing where it is one or not there."""
    root = session.served().snapshot.root
    found: list[Problem] = []

    def report(code: str, line: int, column: int, field: str = "", /, **values: object) -> None:
        found.append(Problem(f"{root.name}/{path}", line, column, code, field, values))

    if (root / path).exists() and documents.text(root / path, report) is None:
        return found
    return []


def text(path: str) -> str | None:
    """What a file says in the draft, else in the data."""
    return current().text(path, published(path))


def correct(path: str, owner: str, seen: Answers, field: str, value: Value | None) -> bool:
    """Sets a field of a record or an action, which was seen to say `seen`; gives whether it could.

    Where another tab changed or took out what the change was made on, or an id is another's, it is
    refused, and the page says so with what was written.
    """
    kind, made_on = kind_of(path), target(seen, field)
    ids = set(session.served().snapshot.named["id"])
    found: list[Target] = []

    def changed(text: str) -> str:
        # Under the id of another, the form would open that one in its place.
        if field == "id" and value != owner and value in {*ids, *said(text, kind)}:
            raise TakenId(value)
        now, place = _standing(path, owner, value_of(text, kind, owner), made_on)
        found.append(now)
        return with_field(text, kind, owner, place, value)

    if not edit(path, changed, written=_in_words(value)):
        return False
    if after := found[-1].changed(value):
        made = st.session_state.setdefault(_MADE, {})
        made[_mark(path, owner, found[-1])] = after.said
    return True


Mark = tuple[str, str, str]
"""What a change was made on, in short: the file, the record, and the target."""


def _mark(path: str, owner: str, made_on: Target) -> Mark:
    return path, owner, json.dumps((made_on.way, made_on.said), sort_keys=True)


def _standing(path: str, owner: str, now: Answers, seen: Target) -> tuple[Target, str]:
    """Where it stands, as it was seen or as this session changed it since.

    An officer may fill in two fields of an entry before the page is drawn again.
    """
    made: dict[Mark, Value | None] = st.session_state.get(_MADE, {})
    states = [seen]
    while (mark := _mark(path, owner, states[-1])) in made and len(states) <= len(made):
        states.append(replace(seen, said=made[mark]))
    for state in states:
        with suppress(NoPlace):
            return state, standing(now, state)
    raise NoPlace(owner)


def _in_words(value: Value | None) -> str:
    """What an officer wrote, to be copied; '' for what is no text."""
    texts = value if isinstance(value, list) else [value]
    return "\n".join(text for text in texts if isinstance(text, str))


def edit(path: str, change: Callable[[str], str], *, written: str = "") -> bool:
    """Changes the text of a file in the draft, which is begun with the first change.

    What keeps it from being changed is said on the page, with what was `written`; gives whether it
    was changed.
    """

    def changed(draft: Draft) -> Mapping[str, Change]:
        if path not in draft.files and (wrong := unreadable(path)):
            raise Unreadable(wrong)
        now = published(path)
        before = draft.files.get(path) or Change(now, now)
        after = change(before.text or "")
        return {**draft.files, path: Change(before.base, after if after.strip() else None)}

    return put(changed, written)


def empty() -> None:
    """Takes every file out of the draft."""
    put(lambda _draft: {})


def put(changed: Callable[[Draft], Mapping[str, Change]], written: str = "") -> bool:
    """Changes the files of the draft; gives whether it could, and says on the page why not."""
    try:
        kept = drafts.current()
        if not identifier() or not _is_there(kept):
            st.session_state[KEY] = kept.start()
            session.change({KEY: st.session_state[KEY]})
        kept.change(identifier(), changed)
    except (DraftError, *WHY) as error:
        why = next((said for kind, said in WHY.items() if isinstance(error, kind)), str(error))
        say(why, written)
        return False
    return True


def _is_there(kept: drafts.Drafts) -> bool:
    try:
        kept.read(identifier())
    except DraftError:
        return False
    return True


def say(message: str, written: str = "") -> None:
    """Notes what the page says at its next run, in English: a callback knows no language yet.

    `written`: what an officer wrote and no file holds, to be copied.
    """
    st.session_state.setdefault(_SAID, []).append((message, written))


def tell() -> None:
    """Says what was noted, once; what an officer wrote stays until it is dismissed.

    It stands above the form, which may be long: so a word of it appears where the reader is.
    """
    noted = dict.fromkeys(st.session_state.pop(_SAID, []))
    unkept = st.session_state.setdefault(_UNKEPT, {})
    unkept.update({each: None for each in noted if each[1]})
    for each in noted:
        st.toast(_(each[0]), icon=":material/warning:", duration="long")
    for each in {**noted, **unkept}:
        _tell(*each)


def _tell(message: str, written: str) -> None:
    st.warning(_(message))
    if written:
        st.caption(_("You wrote:"))
        st.code(written, language=None, wrap_lines=True)
        st.button(
            _("Dismiss"),
            key=f"draft-unkept-{message}-{written}",
            type="tertiary",
            on_click=st.session_state[_UNKEPT].pop,
            args=((message, written), None),
        )
