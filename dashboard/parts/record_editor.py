"""The editor of one file in a form: a record is picked, and its fields and its actions changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard import session
from dashboard.language import _, called, distinct, fold, listed
from dashboard.parts import draft_picker, drafting, problem_list, record_additions, record_form
from dashboard.parts.draft_picker import COUNTRY_FILE, Chosen
from dashboard.parts.form_field import Place
from dashboard.shown import shortened, shown, worded
from loaders import Snapshot
from loaders.additions import file_kind_of
from loaders.edits import without_record
from loaders.fields import Field, Records, Table
from loaders.kinds import KINDS
from loaders.problems import Problem
from loaders.stated import Said, has_ids, places_of
from loaders.values import Code

NEW = "new"
"""In addresses, in the place of an id: a record that is to be added."""
KIND_OF = {kind.table.name: kind.name for kind in KINDS}


def show(
    snapshot: Snapshot,
    chosen: Chosen,
    text: str,
    known: Mapping[str, Said],
    problems: Sequence[Problem],
) -> None:
    """The record that the address asks for, or what is to be picked or begun."""
    if chosen.kind == COUNTRY_FILE:
        if "" in known:
            _record(Opened(snapshot, chosen, known, "", _by_owner(chosen, text, problems)))
        else:
            record_additions.begin_country(chosen)
        return
    _folder_hint(chosen)
    records = {record: each for record, each in known.items() if not each.owner}
    _record_picker(chosen, records)
    if chosen.record in records:
        found = _by_owner(chosen, text, problems)
        _record(Opened(snapshot, chosen, known, chosen.record, found))
    elif chosen.record == NEW or not records:
        record_additions.begin_record(snapshot, chosen)
    elif chosen.record:
        st.warning(
            _("There is no record {id} in this file. Choose another.").format(
                id=shown(chosen.record[:80])
            )
        )


def _folder_hint(chosen: Chosen) -> None:
    """Says so where a country has no file about its folder yet, which every country needs."""
    about = Chosen(chosen.country, COUNTRY_FILE, "", "")
    if chosen.iso3 and drafting.text(about.file) is None:
        st.button(
            _("This country has no file that says how complete its records are. Begin it"),
            icon=":material/info:",
            type="tertiary",
            key="edit-folder",
            on_click=draft_picker.open_record,
            args=(about, ""),
        )


Found = Mapping[str, Mapping[str, Sequence[Problem]]]
"""Problems by the record or action, and the field, that they stand at."""


def _by_owner(chosen: Chosen, text: str, problems: Sequence[Problem]) -> Found:
    found: defaultdict[str, defaultdict[str, list[Problem]]] = defaultdict(
        lambda: defaultdict(list)
    )
    places = places_of(text, file_kind_of(chosen.table), problems)
    for (owner, path), problem in zip(places, problems, strict=True):
        found[owner][path].append(problem)
    return found


@dataclass(frozen=True)
class Opened:
    """The record that is open, with all that is said in its file and what is wrong there."""

    snapshot: Snapshot
    chosen: Chosen
    known: Mapping[str, Said]
    owner: str
    found: Found

    @property
    def inside(self) -> dict[str, Said]:
        """What has ids within the record, such as the actions of a plan."""
        here = {each.id: each for each in self.known.values() if each.owner == self.owner}
        return here if self.owner else {}

    @property
    def parts(self) -> list[tuple[Field, Table]]:
        """The fields that list what has ids, with what they list."""
        return [
            (field, field.type.table)
            for field in self.chosen.table.fields
            if has_ids(field) and isinstance(field.type, Records)
        ]

    def place(self, of: str) -> Place:
        """Where the form of the record, or of an action, writes to."""
        published = {*self.snapshot.named["id"], ""}
        kind = KIND_OF.get(self.chosen.table.name, "")
        titles = {
            record: ("action" if each.owner else kind, _title(each))
            for record, each in self.known.items()
            if record
        }
        return Place(
            self.chosen.file,
            of,
            self.known[of].answers,
            self.snapshot.reference,
            self.chosen.iso3,
            self.found.get(of, {}),
            "part" if of in self.inside else "id",
            frozenset({"id"} if of in published else ()),
            titles,
        )

    def named(self, of: str, path: str) -> str:
        """A field as the form calls it: 'Sources 2, Web address'; of an action with its title."""
        title = _title(self.known[of]) if of in self.inside else ""
        name = problem_list.field_name(self.known[of].table, path)
        return ", ".join(filter(None, (title, name)))


def _title(each: Said) -> str:
    title = each.answers.get("title")
    return shortened(title, 120) if isinstance(title, str) and title else each.id


def _record_picker(chosen: Chosen, records: Mapping[str, Said]) -> None:
    names = distinct({record: _title(each) for record, each in records.items()})
    with st.container(horizontal=True, vertical_alignment="bottom", key="edit-records"):
        if names:
            st.selectbox(
                _("Record"),
                sorted(names, key=lambda record: fold(names[record])),
                index=None,
                format_func=lambda record: names.get(record, record),
                key=session.control("edit-id", chosen.record if chosen.record in names else None),
                placeholder=_("Type words of the title"),
                on_change=draft_picker.pick,
                args=("id",),
                width=record_form.WIDE - 180,
            )
        if names and chosen.record != NEW:
            st.button(
                _("Add: {what}").format(what=_(chosen.table.noun)),
                icon=":material/add:",
                key="edit-new",
                on_click=draft_picker.open_record,
                args=(chosen, NEW),
            )


def _record(opened: Opened) -> None:
    """What is wrong, then the form of the record or, where one is open, of its action."""
    part = opened.chosen.part if opened.chosen.part in opened.inside else ""
    # As in `draft_desk`: what is said does not move the form.
    with st.container():
        _wrong(opened)
        if opened.parts and opened.chosen.part != part:
            st.warning(
                _("There is no action {id} in this record. Choose another.").format(
                    id=shown(opened.chosen.part[:80])
                )
            )
    for field, table in opened.parts:
        _part_picker(opened, field, table, part)
    of = part or opened.owner
    record_form.show(opened.place(of), opened.known[of].table)
    if of:
        _take_out(
            opened.chosen, of, _("Take this action out") if part else _("Take this record out")
        )


def _wrong(opened: Opened) -> None:
    """What is wrong with the record, in words, above its form; of the rest of the file how much."""
    of_record = [opened.owner, *opened.inside]
    here = [
        (problem, opened.named(one, path))
        for one in of_record
        for path, problems in _as_in_form(opened.known[one].table, opened.found.get(one, {}))
        for problem in problems
    ]
    with st.container(width=record_form.WIDE):
        missing = [name for problem, name in here if problem.code == "missing-field"]
        if missing:
            said_so = _("Still to fill in: {fields}").format(fields=worded(listed(missing)))
            st.info(said_so, icon=":material/edit:")
        rest = [pair for pair in here if pair[0].code != "missing-field"]
        for is_warning, box in ((False, st.error), (True, st.warning)):
            _box(box, [pair for pair in rest if pair[0].is_warning is is_warning])
        others = [
            problem
            for one, paths in opened.found.items()
            if one not in of_record
            for problems in paths.values()
            for problem in problems
        ]
        if others:
            said_so = _("Elsewhere in this file: {counts}. 'As text' shows them.")
            st.caption(said_so.format(counts=problem_list.counts(others)))


def _as_in_form(
    table: Table, found: Mapping[str, Sequence[Problem]]
) -> list[tuple[str, Sequence[Problem]]]:
    """Problems by the field that they stand at, in the order in which the form shows the fields."""
    order = {name: number for number, name in enumerate(table.by_name)}
    return sorted(found.items(), key=lambda pair: order.get(pair[0].partition(".")[0], len(order)))


def _box(box: Callable[[str], object], pairs: Sequence[tuple[Problem, str]]) -> None:
    if pairs:
        problems, names = zip(*pairs, strict=True)
        lines = problem_list.as_list(problems, names, called)
        box(f"{problem_list.counts(problems)}\n\n{lines}")


# --- The actions of a plan ---


def _part_picker(opened: Opened, field: Field, table: Table, part: str) -> None:
    """Opens what has an id within a record; its form then stands in place of the record's."""
    names = {each.id: _part_name(opened.snapshot, each) for each in opened.inside.values()}
    with st.container(horizontal=True, vertical_alignment="bottom", key="edit-parts"):
        if names:
            st.selectbox(
                f"{_(field.label)} ({len(names)})",
                list(names),
                index=None,
                format_func=lambda part: names.get(part, part),
                key=session.control("edit-part", part or None),
                placeholder=_("Open one to change it"),
                on_change=draft_picker.pick,
                args=("part",),
                width=record_form.WIDE - 180,
            )
        st.button(
            _("Add: {what}").format(what=_(table.noun)),
            icon=":material/add:",
            key="edit-part-add",
            on_click=record_additions.add_part,
            args=(opened.chosen, opened.owner, field, table),
        )
    if part:
        st.button(
            _("Back to the record itself"),
            icon=":material/arrow_back:",
            type="tertiary",
            key="edit-part-close",
            on_click=session.change,
            args=({"part": ""},),
        )


def _part_name(snapshot: Snapshot, each: Said) -> str:
    status = each.answers.get("status")
    field = each.table.by_name.get("status")
    codelist = field.type.codelist if field and isinstance(field.type, Code) else ""
    label = snapshot.reference.label(codelist, status if isinstance(status, str) else "")
    number = each.id.rpartition("-")[2]
    return f"{number} {_title(each)}" + (f" ({_(label)})" if label else "")


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
