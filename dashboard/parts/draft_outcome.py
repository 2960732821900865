"""What becomes of a draft: what it changes, what was changed underneath, how it is handed in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import groupby

import streamlit as st

from dashboard import hosting, session
from dashboard.drafts import Change, Draft
from dashboard.filters import KIND_NAMES, Selection
from dashboard.language import N_, _, country, labelled
from dashboard.parts import country_sections, drafting, problem_list
from dashboard.queries import changes, drafted
from dashboard.shown import APART, shortened, shown
from loaders import Snapshot
from loaders.annotated import Unreadable
from loaders.edits import NoPlace
from loaders.measures import Clock
from loaders.merging import MINE, THEIRS, Collision, Merged, merged
from loaders.patches import changed_lines, patch

WIDE = 740
LONG = 400
Line = dict[str, str]


# --- A second officer ---


def underneath() -> None:
    """Takes over what was published since the draft began; asks where both changed one field."""
    draft = drafting.current()
    for path, change in draft.files.items():
        now = drafting.published(path)
        if now == change.base:
            continue
        try:
            found = merged(change.base, change.text, now, drafting.kind_of(path))
        except (Unreadable, NoPlace):
            said = _("{file} was changed underneath, and your text of it cannot be read.")
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
    said = _("{file} was changed underneath; the changes were put together with yours.")
    places = [f"- {_place(*place)}" for place in found.taken]
    lost = [f"- {shown(comment)}" for comment in found.comments]
    more = f"\n\n{_('These comments of yours were left out:')}\n\n" if lost else ""
    st.info(
        said.format(file=shown(path)) + "\n\n" + "\n".join(places) + more + "\n".join(lost),
        icon=":material/merge:",
    )


def _place(owner: str, field: str) -> str:
    return labelled(shown(owner or _("Country")), f"`{field}`" if field else _("the record"))


def _ask(path: str, change: Change, now: str | None, found: Merged) -> None:
    """Both values of each field that both changed, to choose from."""
    with st.container(border=True, width=WIDE, key=f"underneath-{path}"):
        st.markdown(
            ":material/merge: "
            + _("{file} was changed underneath. Choose what stays; nothing is lost.").format(
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


# --- What changes ---


def preview(clock: Clock) -> None:
    """The changes in words, and the pages of the countries with them."""
    served, draft = session.served().snapshot, drafting.current()
    if not draft.files:
        st.info(_("Nothing is changed yet."))
        return
    after = drafted.snapshot(served, draft)
    found = changes.rows(served, after, Selection())
    st.subheader(_("What changes"), divider="gray")
    for _id, group in groupby(found.iter_rows(named=True), lambda line: line["id"]):
        _of_record(list(group))
    if found.is_empty():
        st.caption(_("No record says anything else than before."))
    _lines(draft)
    _pages(after, draft, clock)


def _of_record(lines: list[Line]) -> None:
    first = lines[0]
    what = _(changes.WHATS[first["what"]])
    kind = _(KIND_NAMES[first["kind"]])
    st.markdown(f"**{shown(first['title'])}**  \n:gray[{kind}{APART}{what}]")
    fields = [line for line in lines if line["field"]]
    if fields:
        columns = {
            _("Field"): [shown(line["field"]) for line in fields],
            _("Before"): [shown(shortened(line["before"], LONG)) for line in fields],
            _("After"): [shown(shortened(line["after"], LONG)) for line in fields],
        }
        st.table(columns, border="horizontal", hide_index=True)


def _lines(draft: Draft) -> None:
    with st.expander(_("The lines that change"), key="draft-lines"):
        for path, change in draft.files.items():
            st.markdown(f"**{shown(path)}**")
            lines = "\n".join(changed_lines(change.base, change.text))
            st.code(lines, language="diff", wrap_lines=True)


def _pages(after: Snapshot, draft: Draft, clock: Clock) -> None:
    """The page of a country as it would be, and as it is."""
    countries = sorted({path.split("/")[1] for path in draft.files if path.startswith("countries")})
    known = [iso3 for iso3 in countries if iso3 in after.reference.countries]
    if not known:
        return
    st.subheader(_("The country's page"), divider="gray")
    views = {"draft": _("With your changes"), "published": _("As published")}
    with st.container(horizontal=True, vertical_alignment="bottom", key="preview-controls"):
        if len(known) > 1:
            iso3 = st.selectbox(
                _("Country or area"),
                known,
                format_func=lambda code: country(after.reference, code),
                key="preview-country",
                width=300,
            )
        else:
            iso3 = known[0]
        view = st.segmented_control(
            _("Show"),
            list(views),
            format_func=lambda code: views[code],
            default="draft",
            required=True,
            key="preview-view",
            label_visibility="collapsed",
        )
    shown_data = after if view == "draft" else session.served().snapshot
    with st.container(border=True, key=f"preview-{view}"):
        st.title(shown(country(after.reference, iso3)), anchor=False)
        country_sections.show(shown_data, iso3 or known[0], Selection(), clock)


# --- Handing in ---

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


def hand_in() -> None:
    """The changed files to take away, once nothing is wrong with them."""
    served, draft = session.served(), drafting.current()
    if not draft.files:
        st.info(_("Nothing is changed yet."))
        return
    known = (*served.snapshot.problems, *served.rejected)
    wrong = drafted.errors(served.snapshot, draft, known)
    stale = [path for path, each in draft.files.items() if drafting.published(path) != each.base]
    if wrong or stale:
        _left_to_do(wrong, stale)
        return
    st.success(_("Nothing is wrong. The change can be handed in."), icon=":material/check:")
    root = served.snapshot.root.name
    patches = [patch(f"{root}/{path}", each.base, each.text) for path, each in draft.files.items()]
    host = hosting.current()
    for path, change in draft.files.items():
        _file(root, path, change, host)
    st.subheader(_("All of it as one file"), divider="gray")
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


def _left_to_do(wrong: Sequence, stale: Sequence[str]) -> None:
    st.warning(_("This is left to do before the change can be handed in:"))
    for path in stale:
        said = _("{file} was changed underneath. Choose above what stays.")
        st.markdown(f"- {said.format(file=shown(path))}")
    if wrong:
        names = [f"{problem.file}, {problem.field}".strip(", ") for problem in wrong]
        st.markdown(problem_list.as_list(wrong, names))


def _file(root: str, path: str, change: Change, host: hosting.Hosting) -> None:
    st.subheader(shown(f"{root}/{path}"), divider="gray", anchor=False)
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
