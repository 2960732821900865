"""What a record says, changed at a place; and that place found again when the record has changed.

A field is known by its name. An entry of a list has no id: it is known by what it said, whatever
number it has by now.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.additions import Answers, NoPlace, Value


def number_in(text: str) -> int:
    """The number that a step says, from 1; 0 where it says none, or one that no list reaches."""
    return int(text) if re.fullmatch("[1-9][0-9]{0,5}", text) else 0


def plain(value: Value | None) -> Value | None:
    """A value as a file says it again: without white space around its texts."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [found for each in value if (found := plain(each)) is not None]
    if isinstance(value, dict):
        pairs = ((name, plain(each)) for name, each in value.items())
        return {name: each for name, each in pairs if each is not None}
    return value


def with_value(value: Value | None, steps: Sequence[str], new: Value | None) -> Value | None:
    """A value with something changed further in; `None` where nothing is left of it.

    Raises `NoPlace` where a step leads nowhere.
    """
    if not steps:
        return new
    step, *further = steps
    if isinstance(value, list):
        number = number_in(step) - 1
        if not 0 <= number <= len(value):
            raise NoPlace(step)
        inner = with_value(value[number] if number < len(value) else None, further, new)
        return [*value[:number], *([] if inner is None else [inner]), *value[number + 1 :]] or None
    if value is not None and not isinstance(value, dict):
        raise NoPlace(step)
    if value is None and step == "1":
        inner = with_value(None, further, new)
        return None if inner is None else [inner]
    inner = with_value((value or {}).get(step), further, new)
    rest = {name: each for name, each in (value or {}).items() if name != step or inner is not None}
    return (rest if inner is None else rest | {step: inner}) or None


@dataclass(frozen=True)
class Target:
    """What a change is made on: a field, or an entry of a list, and what that says."""

    way: tuple[str, ...]
    """The names that lead to the field or the list."""
    said: Value | None
    """`None`: it is not there yet."""
    number: int = 0
    """Which entry of the list; 0: the field itself."""
    further: tuple[str, ...] = ()
    """The way on within the entry."""

    def changed(self, value: Value | None) -> Target | None:
        """It as it is after the change; `None` for an entry that is new, or there no longer."""
        if self.number and self.said is None:
            return None
        said = with_value(self.said, self.further, plain(value))
        return None if self.number and said is None else replace(self, said=said)


def target(answers: Answers, field: str) -> Target:
    """What a change of `field` ('period.start', 'sources.2.title') is made on.

    Raises `NoPlace` where a list is entered without the number of an entry.
    """
    steps = tuple(field.split("."))
    value: Value | None = dict(answers)
    for place, step in enumerate(steps):
        number = number_in(step)
        if isinstance(value, list) or (value is None and number):
            if not number:
                raise NoPlace(step)
            listed = value or []
            said = listed[number - 1] if number <= len(listed) else None
            return Target(steps[:place], said, number, steps[place + 1 :])
        value = value.get(step) if isinstance(value, dict) else None
    return Target(steps, value)


def standing(answers: Answers, wanted: Target) -> str:
    """Where in a record it stands now, as `edits.with_field` takes it; a new entry comes last.

    Raises `NoPlace` where it says something else now, or is not there any more.
    """
    now = target(answers, ".".join(wanted.way)).said
    if not wanted.number:
        if now != wanted.said:
            raise NoPlace(".".join(wanted.way))
        return ".".join(wanted.way)
    listed = now if isinstance(now, list) else []
    places = [number for number, each in enumerate(listed, start=1) if each == wanted.said]
    if wanted.said is None:
        places = [len(listed) + 1]
    if not places:
        raise NoPlace(".".join(wanted.way))
    number = wanted.number if wanted.number in places else places[0]
    return ".".join((*wanted.way, str(number), *wanted.further))
