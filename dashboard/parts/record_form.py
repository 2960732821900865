"""A form for whatever has declared fields: which widget a field gets follows from its type.

Each widget shows what the draft's text says and writes to it when it is left. A new type of field
is one function and its entry in `WIDGETS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby

import streamlit as st

from dashboard.language import _, countries
from dashboard.parts import form_widgets, problem_list
from dashboard.parts.form_choices import labels
from dashboard.parts.form_field import Asked, Place
from dashboard.shown import shortened, shown
from loaders.additions import Value
from loaders.fields import Group, Many, Records, Structs, Table
from loaders.stated import has_ids
from loaders.values import (
    Code,
    Country,
    Date,
    Flag,
    GroupId,
    Integer,
    Link,
    Matching,
    Organisation,
    Text,
)

WIDE, SHORT = 740, 236
SHORT_TYPES = (Date, Integer, Flag)


def show(place: Place, table: Table) -> None:
    """The fields of a record or an action; what has ids of its own has a form of its own."""
    with st.container(width=WIDE, key=f"form-{place.owner}"):
        _fields(place, table, place.answers, "")
        _undeclared(place, table, place.answers, "")


def _fields(place: Place, table: Table, answers: Mapping[str, Value], within: str) -> None:
    """The fields in declared order; short ones that follow each other stand in one row."""
    asked = [
        Asked(
            place, each, within + each.name, answers.get(each.name), len(answers) < 2, bool(answers)
        )
        for each in table.fields
        if not has_ids(each)
    ]
    for is_short, group in groupby(asked, lambda one: isinstance(one.field.type, SHORT_TYPES)):
        row = list(group)
        if not is_short:
            for one in row:
                _field(one)
            continue
        with st.container(horizontal=True, gap="small", key=f"{row[0].key}-row"):
            for one in row:
                with st.container(width=SHORT):
                    _field(one)


def _field(asked: Asked) -> None:
    if not _fits(asked):
        said = _("The form cannot show this field as it is written. Change it as text.")
        st.markdown(f"{asked.label}  \n:gray[{said}]")
    else:
        WIDGETS[type(asked.field.type)](asked)
    nested = isinstance(asked.field.type, Group | Structs | Records)
    problem_list.beside(asked.place.at(asked.path, inside=not nested))


def _fits(asked: Asked) -> bool:
    """Whether a value has the shape that its field's widget shows."""
    value, kind = asked.value, asked.field.type
    if value is None or value == "":
        return True
    if isinstance(kind, Group):
        return isinstance(value, dict)
    if isinstance(kind, Structs | Records):
        return isinstance(value, list) and all(isinstance(each, dict) for each in value)
    if isinstance(kind, Many):
        many = isinstance(value, list) and len(asked.texts) == len(value)
        lines = isinstance(kind.of, Text) and any("\n" in text for text in asked.texts)
        return many and not lines
    return isinstance(value, str)


def _undeclared(place: Place, table: Table, answers: Mapping[str, Value], within: str) -> None:
    """What a record says under names that are no fields: it can be taken out."""
    for name in answers:
        if name not in table.by_name:
            problem_list.beside(place.at(within + name))
            st.button(
                _("Take '{name}' out").format(name=shown(shortened(name, 40))),
                key=place.key(f"{within}{name}-out"),
                on_click=place.save,
                args=(within + name, None),
                disabled="." in name,
            )


def _group(asked: Asked) -> None:
    inner = asked.field.type.table if isinstance(asked.field.type, Group) else None
    if inner is None:
        return
    answers = asked.value if isinstance(asked.value, dict) else {}
    st.markdown(f"**{asked.label}** :small[:gray[{shown(_(asked.field.doc))}]]")
    with st.container(border=True, key=f"{asked.key}-group"):
        _fields(asked.place, inner, answers, f"{asked.path}.")


def _list(asked: Asked) -> None:
    """Entries that can be opened, changed, taken out, and one more."""
    kind = asked.field.type
    inner = kind.table if isinstance(kind, Structs | Records) else None
    if inner is None:
        return
    st.markdown(f"**{asked.label}** :small[:gray[{shown(_(asked.field.doc))}]]")
    listed = asked.value if isinstance(asked.value, list) else []
    for number, answers in enumerate(listed, start=1):
        if isinstance(answers, dict):
            _entry(asked, inner, f"{asked.path}.{number}", number, answers)
    st.button(
        _("Add: {what}").format(what=_(inner.noun)),
        icon=":material/add:",
        key=f"{asked.key}-add",
        on_click=asked.place.save,
        args=(f"{asked.path}.{len(listed) + 1}", {}),
    )


def _entry(
    asked: Asked, inner: Table, path: str, number: int, answers: Mapping[str, Value]
) -> None:
    place = asked.place
    wrong = [problem for problem in place.at(path) if not problem.is_warning]
    key = place.key(f"{path}-open")
    # Streamlit draws an expander of another label anew: the field that is being written in would
    # go. So an entry keeps the label that it was opened with.
    kept: dict[str, tuple[str, bool]] = st.session_state.setdefault("form-opened", {})
    if not st.session_state.get(key):
        kept.pop(key, None)
    # What is wrong opens by itself; where it was closed, it has a mark.
    was_closed = st.session_state.get(key) is False
    mark = ":red[:material/error:] " if wrong and was_closed else ""
    label = f"{mark}{number}. {shown(shortened(_summary(place, inner, answers), 80))}"
    label, expanded = kept.get(key, (label, bool(wrong) and not was_closed))
    with st.expander(label, expanded=expanded, key=key, on_change="rerun") as entry:
        # Only what is open is drawn: a resolution has 60 positions.
        if not entry.open:
            return
        kept[key] = label, expanded
        problem_list.beside(place.at(path, inside=False))
        _fields(place, inner, answers, f"{path}.")
        _undeclared(place, inner, answers, f"{path}.")
        st.button(
            _("Take this entry out"),
            icon=":material/delete:",
            key=place.key(f"{path}-out"),
            on_click=_take_out,
            args=(place, path),
        )


def _take_out(place: Place, path: str) -> None:
    """Takes an entry out; those that follow have other numbers then."""
    listed = place.key(path.rpartition(".")[0])
    kept: dict[str, tuple[str, bool]] = st.session_state["form-opened"]
    for key in [key for key in kept if key.startswith(f"{listed}.")]:
        del kept[key]
    place.save(path, None)


def _summary(place: Place, inner: Table, answers: Mapping[str, Value]) -> str:
    """What an entry is recognised by: its first texts, and what codes are called."""
    said = []
    for each in inner.fields:
        value = answers.get(each.name)
        if isinstance(value, str) and value:
            kind = each.type
            names = labels(kind, place) if isinstance(kind, Code) else {}
            names = countries(place.reference) if isinstance(kind, Country) else names
            said.append(names.get(value, value))
    return ", ".join(said[:2]) or _(inner.noun)


WIDGETS: dict[type, Callable[[Asked], None]] = {
    Text: form_widgets.text,
    Matching: form_widgets.short,
    Integer: form_widgets.short,
    Date: form_widgets.date,
    Flag: form_widgets.flag,
    Code: form_widgets.named,
    Country: form_widgets.named,
    GroupId: form_widgets.named,
    Organisation: form_widgets.named,
    Link: form_widgets.named,
    Many: form_widgets.many,
    Group: _group,
    Structs: _list,
    Records: _list,
}
