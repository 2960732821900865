"""A form for whatever has declared fields: which widget a field gets follows from its type.

Each widget shows what the draft's text says and writes to it when it is left. A new type of field
is one function and its entry in `WIDGETS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import streamlit as st

from dashboard import session
from dashboard.language import N_, _, countries
from dashboard.parts import drafting, problem_list
from dashboard.shown import shortened, shown
from loaders.additions import Answers, Value
from loaders.documents import visible
from loaders.edits import has_ids
from loaders.fields import Field, Group, Many, Records, Structs, Table
from loaders.problems import Problem
from loaders.reference import Reference
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
AREA = 1_000
"""A text that may be longer is written in an area of several lines."""


@dataclass(frozen=True)
class Place:
    """What a form is about: a record or an action in a file, and what is wrong with it."""

    file: str
    owner: str
    answers: Answers
    """What the record or the action says."""
    reference: Reference
    country: str
    """ISO3; '' for international records."""
    problems: Mapping[str, Sequence[Problem]]
    """By the field that they stand at."""
    opened_by: str = "id"
    """The parameter of addresses that names it."""
    fixed: frozenset[str] = frozenset()
    """Fields that are shown and not changed: an id that is published."""
    drafted: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Kind and title, by id, of the records in the draft's files."""

    def key(self, path: str) -> str:
        return f"form-{self.file}-{self.owner}-{path}"

    def at(self, path: str, *, inside: bool = True) -> list[Problem]:
        """The problems of a field, and of what it holds."""
        return [
            problem
            for place, found in self.problems.items()
            if place == path or (inside and place.startswith(f"{path}."))
            for problem in found
        ]

    def save(self, path: str, value: Value | None) -> None:
        """Writes a field into the draft; what is opened by its id stays open under a new one."""
        saved = drafting.correct(self.file, self.owner, self.answers, path, value)
        if saved and path == "id":
            session.change({self.opened_by: str(value)})


@dataclass(frozen=True)
class Asked:
    """One field of a form: where it is and what it says."""

    place: Place
    field: Field
    path: str
    value: Value | None
    is_alone: bool = False
    """Whether nothing else is said where it stands."""
    is_begun: bool = True
    """Whether anything is said where it stands: of what is left out, no field is required."""

    @property
    def key(self) -> str:
        return self.place.key(self.path)

    @property
    def label(self) -> str:
        label = _(self.field.label)
        wanted = self.field.required and self.is_begun
        # Plain: a screen reader would read Markdown aloud, sign by sign.
        return f"{label} ({_('required')})" if wanted else label

    @property
    def texts(self) -> list[str]:
        """The value as a list of texts."""
        values = self.value if isinstance(self.value, list) else [self.value]
        return [each for each in values if isinstance(each, str) and each]

    @property
    def text(self) -> str:
        return self.value if isinstance(self.value, str) else ""

    @property
    def options(self) -> dict[str, Any]:
        """What every widget is given."""
        return {
            "help": f"{_(self.field.doc)} (`{self.field.name}`)",
            "on_change": _write,
            "args": (self,),
            "disabled": self.field.name in self.place.fixed and "." not in self.path,
        }


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


# --- What a widget writes ---


def _write(asked: Asked) -> None:
    """Writes what a widget holds into the draft."""
    said = st.session_state[asked.key]
    value: Value | None
    if isinstance(asked.field.type, Many):
        lines = said.split("\n") if isinstance(said, str) else said
        value = [text for text in map(_clean, lines) if text] or None
    else:
        value = _clean(said or "") or None
    if value == (asked.value or None):
        return
    entry = asked.path.rpartition(".")[0]
    if value is None and asked.is_alone and entry.rpartition(".")[2].isdecimal():
        # An entry of a list stays when its last field is emptied: it is still being written.
        asked.place.save(entry, {})
    else:
        asked.place.save(asked.path, value)


def _clean(text: str) -> str:
    """The text without characters that nobody sees; says so where there were any."""
    plain = visible(text)
    if plain != text:
        drafting.say(N_("Invisible control characters were taken out of the text."))
    return plain.strip()


# --- A widget for each type ---


def _text(asked: Asked) -> None:
    limit = asked.field.type.limit if isinstance(asked.field.type, Text) else 0
    key = session.control(asked.key, asked.text)
    if limit > AREA or "\n" in asked.text:
        st.text_area(asked.label, key=key, height="content", **asked.options)
    else:
        st.text_input(asked.label, key=key, **asked.options)


def _short(asked: Asked) -> None:
    st.text_input(asked.label, key=session.control(asked.key, asked.text), **asked.options)


def _date(asked: Asked) -> None:
    st.text_input(
        asked.label,
        key=session.control(asked.key, asked.text),
        placeholder=_("2011, 2011-03 or 2011-03-29"),
        **asked.options,
    )


def _choice(asked: Asked, names: Mapping[str, str], **options: Any) -> None:
    """One of several; what is written and is none of them stays, and can be replaced."""
    known = list(dict.fromkeys([*names, *asked.texts]))
    st.selectbox(
        asked.label,
        known,
        index=None,
        key=session.control(asked.key, asked.text or None),
        format_func=lambda code: names.get(code, code),
        placeholder=_("Choose"),
        **asked.options,
        **options,
    )


def _choices(asked: Asked, names: Mapping[str, str], **options: Any) -> None:
    known = list(dict.fromkeys([*names, *asked.texts]))
    st.multiselect(
        asked.label,
        known,
        key=session.control(asked.key, list(dict.fromkeys(asked.texts))),
        format_func=lambda code: names.get(code, code),
        placeholder=_("Choose"),
        **asked.options,
        **options,
    )


def _flag(asked: Asked) -> None:
    _choice(asked, {"true": _("Yes"), "false": _("No")})


def _named(asked: Asked) -> None:
    """A code, a country, an organisation ...: by what it is called."""
    _choice(asked, _names(asked), **_options(asked.field.type))


def _many(asked: Asked) -> None:
    kind = asked.field.type.of if isinstance(asked.field.type, Many) else None
    if type(kind) in NAMES:
        names = _labels(kind, asked.place) if isinstance(kind, Code) else _names(asked)
        _choices(asked, names, **_options(kind))
        return
    key = session.control(asked.key, "\n".join(asked.texts))
    label = f"{asked.label} ({_('one on each line')})"
    st.text_area(label, key=key, height="content", **asked.options)


def _options(kind: object) -> dict[str, Any]:
    """An organisation may be one that nobody has named before."""
    return {"accept_new_options": True} if isinstance(kind, Organisation) else {}


def _names(asked: Asked) -> Mapping[str, str]:
    kind = getattr(asked.field.type, "of", asked.field.type)
    return NAMES[type(kind)](kind, asked.place)


def _codes(kind: Code, place: Place) -> Mapping[str, str]:
    """Label and definition of each code."""
    codes = place.reference.codes(kind.codelist) or {}
    return {
        code: shortened(f"{_(row['label'])} \N{EN DASH} {_(row['definition'])}", 110)
        for code, row in codes.items()
    }


def _labels(kind: Code, place: Place) -> Mapping[str, str]:
    """Where several are chosen, the label of each code alone."""
    codes = place.reference.codes(kind.codelist) or {}
    return {code: _(row["label"]) for code, row in codes.items()}


def _countries(_kind: Country, place: Place) -> Mapping[str, str]:
    return countries(place.reference)


def _groups(_kind: GroupId, place: Place) -> Mapping[str, str]:
    return {code: _(str(row["name"])) for code, row in place.reference.groups.items()}


def _organisations(_kind: Organisation, place: Place) -> Mapping[str, str]:
    known = place.reference.organisations
    return {code: str(row["name"]) for code, row in known.items()}


def _records(kind: Link, place: Place) -> Mapping[str, str]:
    """Records that may be named: those of the country and the international ones."""
    snapshot = session.served().snapshot
    frame = snapshot.frames["records"]
    here = [place.country or None, None]
    rows = zip(frame["id"], frame["kind"], frame["country"], frame["title"], strict=True)
    return {
        record: f"{shortened(title, 90)} ({record})"
        for record, its_kind, country, title in rows
        if country in here and (not kind.kinds or its_kind in kind.kinds)
    } | {
        record: f"{shortened(title, 90)} ({record})"
        for record, (its_kind, title) in place.drafted.items()
        if not kind.kinds or its_kind in kind.kinds
    }


NAMES: dict[type, Callable[[Any, Place], Mapping[str, str]]] = {
    Code: _codes,
    Country: _countries,
    GroupId: _groups,
    Organisation: _organisations,
    Link: _records,
}
"""What can be chosen, by the type of the field: what is written, and what it is called."""


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
        _("Add: {what}").format(what=_(_name(inner))),
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
            names = _labels(kind, place) if isinstance(kind, Code) else {}
            names = countries(place.reference) if isinstance(kind, Country) else names
            said.append(names.get(value, value))
    return ", ".join(said[:2]) or _(_name(inner))


def _name(table: Table) -> str:
    """What an entry is called: 'source'."""
    return table.singular.split(" ", 1)[1]


WIDGETS: dict[type, Callable[[Asked], None]] = {
    Text: _text,
    Matching: _short,
    Integer: _short,
    Date: _date,
    Flag: _flag,
    Code: _named,
    Country: _named,
    GroupId: _named,
    Organisation: _named,
    Link: _named,
    Many: _many,
    Group: _group,
    Structs: _list,
    Records: _list,
}
