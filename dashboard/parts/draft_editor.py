"""The editor of a draft: a record is chosen, and changed in a form or as text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard import drafts, session
from dashboard.drafts import Draft
from dashboard.language import N_, _
from dashboard.parts import draft_picker, drafting, problem_list, record_form
from dashboard.parts.draft_picker import COUNTRY_FILE, Chosen
from dashboard.queries import drafted
from dashboard.shown import shortened, shown
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
from loaders.annotated import Unreadable
from loaders.edits import Said, has_ids, places_of, said, without_record
from loaders.fields import Field, Records, Table
from loaders.kinds import KINDS
from loaders.merging import merged
from loaders.problems import Problem

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
    way = _way()
    problems = _problems(snapshot, draft, chosen.file)
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
    _as_form(snapshot, chosen, text or "", known, problems)


def _way() -> str:
    way = session.query().get("as", FORM)
    st.segmented_control(
        _("How to edit"),
        list(WAYS),
        format_func=lambda code: _(WAYS[code]),
        key=session.control("edit-as", way if way in WAYS else FORM),
        required=True,
        label_visibility="collapsed",
        on_change=lambda: session.change({"as": st.session_state["edit-as"]}),
    )
    return way if way in WAYS else FORM


def _problems(snapshot: Snapshot, draft: Draft, file: str) -> list[Problem]:
    """What is wrong in a file as the draft has it, or as it is published."""
    name = f"{snapshot.root.name}/{file}"
    if file in draft.files:
        found = drafted.problems(snapshot, draft)
    else:
        found = (*session.served().snapshot.problems, *session.served().rejected)
    return [problem for problem in found if problem.file == name]


# --- As text ---


def _as_text(chosen: Chosen, text: str, problems: Sequence[Problem]) -> None:
    file = chosen.file
    unsaved: dict[str, str] = st.session_state.setdefault("edit-unsaved", {})
    st.caption(
        _("{file}. Press Ctrl and Enter, or leave the field, and it is checked.").format(
            file=f"`{session.served().snapshot.root.name}/{file}`"
        )
    )
    # In YAML the columns tell what belongs to what.
    st.html("<style>.st-key-draft-text textarea { font-family: monospace; }</style>")
    with st.container(key="draft-text"):
        st.text_area(
            _("The file as text"),
            key=session.control(f"text-{file}", unsaved.get(file, text)),
            height=520,
            label_visibility="collapsed",
            on_change=_write_text,
            args=(chosen, text),
        )
    if file in unsaved:
        st.error(_("What stands above is not kept in the draft yet; copy it before you leave."))
        st.button(
            _("Show what the draft holds"), on_click=_discard, args=(file,), key="edit-discard"
        )
    if problems:
        st.markdown(f"**{problem_list.counts(problems)}**")
        problem_list.by_line(problems, text)
    elif text.strip():
        st.success(_("Nothing is wrong with this file."), icon=":material/check:")


def _discard(file: str) -> None:
    st.session_state["edit-unsaved"].pop(file, None)


def _write_text(chosen: Chosen, seen: str) -> None:
    """Keeps the whole text; where another tab changed it meanwhile, both changes."""
    file = chosen.file
    written = st.session_state[f"text-{file}"] or ""
    unsaved: dict[str, str] = st.session_state["edit-unsaved"]
    if len(written.encode(errors="replace")) > MAX_CHARACTERS:
        drafting.say(_(drafts.TOO_LARGE))
        unsaved[file] = written
        return
    unsaved.pop(file, None)

    def changed(now: str) -> str:
        if now == seen or file in unsaved:
            return written
        found = merged(seen, written, now, drafting.kind_of(file))
        if found.collisions:
            raise drafts.DraftError(OTHER_TAB)
        return found.text

    if not drafting.edit(file, changed):
        unsaved[file] = written


OTHER_TAB = N_(
    "Another tab changed the same field of this draft. Your text stays below and is not kept yet."
)


# --- In a form ---


def _as_form(
    snapshot: Snapshot,
    chosen: Chosen,
    text: str,
    known: Mapping[str, Said],
    problems: Sequence[Problem],
) -> None:
    if chosen.kind == COUNTRY_FILE:
        if "" in known:
            _form(snapshot, chosen, "", known, text, problems)
        else:
            _begin_country(chosen)
        return
    records = {record: each for record, each in known.items() if not each.owner}
    _record_picker(chosen, records)
    if chosen.record in records:
        _form(snapshot, chosen, chosen.record, known, text, problems)
    elif chosen.record == NEW or not records:
        _begin_record(snapshot, chosen, known)
    elif chosen.record:
        st.warning(
            _("There is no record {id} in this file. Choose another.").format(
                id=shown(chosen.record[:80])
            )
        )


NEW = "new"
"""In addresses, in the place of an id: a record that is to be added."""


def _record_picker(chosen: Chosen, records: Mapping[str, Said]) -> None:
    names = {record: _title(each) for record, each in records.items()}
    add = f"+ {_('Add: {what}').format(what=_(_article_less(chosen.table)))}"
    options = [*sorted(names, key=lambda record: names[record].casefold()), NEW]
    there = chosen.record if chosen.record in options else None
    st.selectbox(
        _("Record"),
        options,
        index=None,
        format_func=lambda record: add if record == NEW else names.get(record, record),
        key=session.control("edit-id", there),
        placeholder=_("Type words of the title, or add a record"),
        on_change=draft_picker.pick,
        args=("id",),
        width=record_form.WIDE,
    )


def _article_less(table: Table) -> str:
    return table.singular.split(" ", 1)[1]


def _title(each: Said) -> str:
    title = each.answers.get("title")
    return shortened(title, 120) if isinstance(title, str) and title else each.id


def _form(
    snapshot: Snapshot,
    chosen: Chosen,
    owner: str,
    known: Mapping[str, Said],
    text: str,
    problems: Sequence[Problem],
) -> None:
    """The form of a record, and of the action of a plan that is open."""
    found = _by_owner(chosen, text, problems)
    inside = [each for each in known.values() if each.owner == owner and each.id != owner]
    _wrong(chosen, known, owner, found, inside)
    published = {*snapshot.frames["records"]["id"], *snapshot.frames["actions"]["id"], ""}
    kind_name = KINDS_BY_TABLE.get(chosen.table.name, "")
    titles = {
        record: (kind_name if not each.owner else "action", _title(each))
        for record, each in known.items()
        if record
    }

    def place(of: str) -> record_form.Place:
        return record_form.Place(
            chosen.file,
            of,
            snapshot.reference,
            chosen.iso3,
            found.get(of, {}),
            frozenset({"id"} if of in published else ()),
            titles,
        )

    record_form.show(place(owner), chosen.table, known[owner].answers)
    for field in chosen.table.fields:
        if has_ids(field) and isinstance(field.type, Records):
            _parts(snapshot, chosen, owner, field, field.type.table, inside, place)
    if owner:
        _take_out(chosen, owner, _("Take this record out"))


KINDS_BY_TABLE = {kind.table.name: kind.name for kind in KINDS}


def _by_owner(
    chosen: Chosen, text: str, problems: Sequence[Problem]
) -> Mapping[str, Mapping[str, list[Problem]]]:
    """The problems of a file by the record or action, and the field, that they stand at."""
    found: defaultdict[str, defaultdict[str, list[Problem]]] = defaultdict(
        lambda: defaultdict(list)
    )
    places = places_of(text, file_kind_of(chosen.table), problems)
    for (owner, path), problem in zip(places, problems, strict=True):
        found[owner][path].append(problem)
    return found


def _wrong(
    chosen: Chosen,
    known: Mapping[str, Said],
    owner: str,
    found: Mapping[str, Mapping[str, list[Problem]]],
    inside: Sequence[Said],
) -> None:
    """What is wrong with the record, in words, above its form; of the rest of the file how much."""
    of_record = [owner, *(each.id for each in inside)]
    here = [
        (problem, _named(chosen, known, one, path))
        for one in of_record
        for path, problems in found.get(one, {}).items()
        for problem in problems
    ]
    for is_warning in (False, True):
        group = [pair for pair in here if pair[0].is_warning is is_warning]
        if group:
            problems, names = zip(*group, strict=True)
            show_box = st.warning if is_warning else st.error
            with st.container(width=record_form.WIDE):
                show_box(
                    problem_list.counts(problems) + "\n\n" + problem_list.as_list(problems, names)
                )
    elsewhere = [
        problem
        for one, paths in found.items()
        if one not in of_record
        for problems in paths.values()
        for problem in problems
    ]
    if elsewhere:
        said_so = _("Elsewhere in this file: {counts}. 'As text' shows them.")
        st.caption(said_so.format(counts=problem_list.counts(elsewhere)))


def _named(chosen: Chosen, known: Mapping[str, Said], owner: str, path: str) -> str:
    """A field as the form calls it: 'Sources 2, Url'; of an action with its title."""
    table = known[owner].table if owner in known else chosen.table
    parts: list[str] = []
    for step in path.split(".") if path else ():
        field = table.by_name.get(step)
        if step.isdecimal() and parts:
            parts[-1] = f"{parts[-1]} {step}"
            continue
        parts.append(_(field.label) if field else step)
        table = getattr(field.type, "table", table) if field else table
    is_part = owner in known and known[owner].owner
    return ", ".join([*([_title(known[owner])] if is_part else []), *parts])


def _parts(
    snapshot: Snapshot,
    chosen: Chosen,
    owner: str,
    field: Field,
    table: Table,
    inside: Sequence[Said],
    place,
) -> None:
    """What has ids within a record: the actions of a plan, one of them open."""
    st.subheader(_(field.label), divider="gray")
    names = {each.id: _part_name(snapshot, each) for each in inside}
    there = chosen.part if chosen.part in names else None
    with st.container(horizontal=True, vertical_alignment="bottom", key="edit-parts"):
        if names:
            st.selectbox(
                _("Open one of {n}").format(n=len(names)),
                list(names),
                index=None,
                format_func=lambda part: names.get(part, part),
                key=session.control("edit-part", there),
                placeholder=_("Type words of the title"),
                on_change=draft_picker.pick,
                args=("part",),
                width=560,
            )
        st.button(
            _("Add: {what}").format(what=_(_article_less(table))),
            icon=":material/add:",
            key="edit-part-add",
            on_click=_add_part,
            args=(chosen, owner, field, table),
        )
    if there:
        opened = next(each for each in inside if each.id == there)
        record_form.show(place(there), table, opened.answers)
        _take_out(chosen, there, _("Take this action out"))


def _part_name(snapshot: Snapshot, each: Said) -> str:
    status = each.answers.get("status")
    label = snapshot.reference.label("action-status", status if isinstance(status, str) else "")
    number = each.id.rpartition("-")[2]
    return f"{number} {_title(each)}" + (f" ({_(label)})" if label else "")


def _add_part(chosen: Chosen, owner: str, field: Field, table: Table) -> None:
    kind = file_kind_of(chosen.table)
    made: list[str] = []

    def added(text: str) -> str:
        identifier = next_id(table, owner, said(text, kind))
        made.append(identifier)
        return with_entry(text, kind, owner, field.name, block(table, {"id": identifier})).text

    if drafting.edit(chosen.file, added):
        session.change({"part": made[-1]})


def _take_out(chosen: Chosen, owner: str, label: str) -> None:
    with st.popover(label, icon=":material/delete:", type="tertiary"):
        st.markdown(
            _("It goes from the draft. What is published stays as it is until somebody agrees.")
        )
        st.button(
            label,
            key=f"edit-out-{owner}",
            on_click=_remove,
            args=(chosen, owner),
        )


def _remove(chosen: Chosen, owner: str) -> None:
    kind = file_kind_of(chosen.table)
    drafting.edit(chosen.file, lambda text: without_record(text, kind, owner))


# --- What is new ---


def _begin_record(snapshot: Snapshot, chosen: Chosen, known: Mapping[str, Said]) -> None:
    """Asks for the title, from which the id follows; then the form opens."""
    with st.form("edit-begin", width=record_form.WIDE):
        st.text_input(
            _("Title of the new record"),
            key="edit-begin-title",
            help=_(chosen.table.by_name["title"].doc),
        )
        st.form_submit_button(
            _("Add: {what}").format(what=_(_article_less(chosen.table))),
            on_click=_add_record,
            args=(snapshot, chosen, tuple(known)),
            type="primary",
        )


def _add_record(snapshot: Snapshot, chosen: Chosen, known: tuple[str, ...]) -> None:
    title = st.session_state["edit-begin-title"].strip()
    kind = chosen.addition.kind
    if not title or kind is None:
        drafting.say(_("Write the title first."))
        return
    taken = {*snapshot.frames["records"]["id"], *snapshot.frames["actions"]["id"], *known}
    identifier = proposed_id(kind, chosen.iso3, {"title": title}, taken)
    answers: Answers = {"id": identifier, "title": title}
    if _add(chosen, answers):
        session.change(
            {"country": chosen.country, "kind": chosen.kind, "id": identifier, "part": ""}
        )


def _add(chosen: Chosen, answers: Answers) -> bool:
    kind = file_kind_of(chosen.table)
    new = block(chosen.table, answers)
    return drafting.edit(chosen.file, lambda text: with_record(text, kind, new).text)


def _begin_country(chosen: Chosen) -> None:
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
    _add(chosen, answers)


def _coverage_names(table: Table) -> list[str]:
    inner = getattr(table.by_name["coverage"].type, "table", None)
    return list(inner.by_name) if inner else []
