"""One field of a form: where it is, what it says, and how what is written goes into the draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from dashboard import session
from dashboard.language import N_, _
from dashboard.parts import drafting
from loaders.additions import Answers, Value
from loaders.documents import visible
from loaders.fields import Field, Many
from loaders.problems import Problem
from loaders.reference import Reference


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
