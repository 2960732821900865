"""What each record is called: in full, and in a sentence that leads to it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dashboard.kept import with_snapshot
from dashboard.shown import NAMED
from loaders import Snapshot
from loaders.measures import Clock
from loaders.tuples import tuples


@with_snapshot(1)
def titles(snapshot: Snapshot) -> Mapping[str, str]:
    """Of all that has an id; of one given twice the first stands."""
    found: dict[str, str] = {}
    for record, title in tuples(snapshot.named, "id", "title"):
        found.setdefault(record, title or record)
    return MappingProxyType(found)


def named_in_sentences(snapshot: Snapshot, clock: Clock) -> Mapping[str, str]:
    """By id, what a sentence calls a record that it may lead to: its title; of a resolution whose
    title is too long for that, its number.

    Nothing on an earlier date than today: the sentence may name what came later.
    """
    return {} if clock.is_past else _called(snapshot)


# A page asks for each of its sections.
@with_snapshot(1)
def _called(snapshot: Snapshot) -> Mapping[str, str]:
    called = {**titles(snapshot)}
    for record, title, number in tuples(snapshot.frames["resolutions"], "id", "title", "number"):
        # Cut short, titles of one series would read the same.
        if number and len(title) > NAMED >= len(number):
            called[record] = number
    return MappingProxyType(called)
