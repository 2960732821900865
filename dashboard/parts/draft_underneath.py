"""What was published since a draft began: taken over, or asked about where both changed a field."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard import session
from dashboard.drafts import Change, Draft
from dashboard.language import _, field_label, labelled
from dashboard.parts import drafting, problem_list
from dashboard.queries.titles import titles
from dashboard.shown import shortened, shown
from loaders.additions import NoPlace
from loaders.annotated import Unreadable
from loaders.layout import Unwritable
from loaders.merging import MINE, THEIRS, Collision, Merged, merged

WIDE = 740
LONG = 400
"""Characters of a value that are shown to choose by."""


def show() -> None:
    """Takes over what was published since the draft began; asks where both changed one field."""
    draft = drafting.current()
    for path, change in draft.files.items():
        now = drafting.published(path)
        if now == change.base:
            continue
        if wrong := drafting.unreadable(path):
            said = _("Somebody else saved {file} meanwhile in a way that cannot be read:")
            remedy = _("Your draft stays as it is until that is mended.")
            lines = problem_list.as_list(wrong, [""] * len(wrong))
            st.warning(f"{said.format(file=shown(path))}\n\n{lines}\n\n{remedy}")
            continue
        try:
            found = merged(change.base, change.text, now, drafting.kind_of(path))
        except (Unreadable, NoPlace, Unwritable):
            said = _("Somebody else changed {file} meanwhile, and your text of it cannot be read.")
            remedy = _("Mend it as text; then both changes are put together.")
            st.warning(f"{said.format(file=shown(path))} {remedy}")
            continue
        if found.collisions:
            _ask(path, change, now, found)
        elif _take_over(path, change, now, found):
            _tell(path, found)


def _take_over(path: str, before: Change, now: str | None, found: Merged) -> bool:
    """Their text with my changes becomes the draft's, begun from what is published now."""
    after = Change(now, found.text if found.text.strip() else None)

    def changed(draft: Draft) -> Mapping[str, Change]:
        # Another tab may have done it already.
        return {**draft.files, path: after} if draft.files.get(path) == before else draft.files

    return drafting.put(changed)


def _tell(path: str, found: Merged) -> None:
    said = _("Somebody else changed {file} meanwhile; both changes were put together:")
    places = [f"- {_place(*place)}" for place in found.taken]
    lost = [f"- {shown(comment)}" for comment in found.comments]
    more = f"\n\n{_('These comments of yours were left out:')}\n\n" if lost else ""
    st.info(
        said.format(file=shown(path)) + "\n\n" + "\n".join(places) + more + "\n".join(lost),
        icon=":material/merge:",
        width=WIDE,
    )


def _place(owner: str, field: str) -> str:
    """'Law No. 7339: Number'."""
    title = titles(session.served().snapshot).get(owner, owner) or _("About the country's folder")
    named = field_label(field) if field else _("the record as a whole")
    return labelled(shown(shortened(title, 120)), shown(named))


def _ask(path: str, change: Change, now: str | None, found: Merged) -> None:
    """Both values of each field that both changed, to choose from."""
    with st.container(border=True, width=WIDE, key=f"underneath-{path}"):
        st.markdown(
            ":material/merge: "
            + _("Somebody else changed {file} meanwhile. Choose what stays.").format(
                file=f"**{shown(path)}**"
            )
        )
        for collision in found.collisions:
            _choice(path, collision)
        st.button(
            _("Put both changes together"),
            type="primary",
            key=f"underneath-{path}-done",
            on_click=_decide,
            args=(path, change, now, found.collisions),
        )


def _choice(path: str, collision: Collision) -> None:
    says = {MINE: collision.mine, THEIRS: collision.theirs}
    names = {MINE: _("Mine"), THEIRS: _("Published now")}
    st.radio(
        _place(collision.owner, collision.field),
        [MINE, THEIRS],
        format_func=lambda side: labelled(names[side], shown(_in_short(says[side]))),
        key=_choice_key(path, collision),
    )


def _choice_key(path: str, collision: Collision) -> str:
    return f"underneath-{path}-{collision.owner}-{collision.field}"


def _in_short(value: object) -> str:
    if value is None:
        return _("taken out")
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return shortened(text, LONG)


def _decide(path: str, change: Change, now: str | None, collisions: Sequence[Collision]) -> None:
    choices = {
        (each.owner, each.field): st.session_state[_choice_key(path, each)] for each in collisions
    }
    found = merged(change.base, change.text, now, drafting.kind_of(path), choices)
    _take_over(path, change, now, found)
