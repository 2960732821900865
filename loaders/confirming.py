"""A status that was changed, and the day that confirms it.

No state of a file is wrong here, only a change of it: so this compares two texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from loaders.additions import owner_of
from loaders.annotated import Unreadable, parse
from loaders.files import file_kind
from loaders.problems import Problem, quoted
from loaders.stated import said

STATUS, DAY = "status", "status_as_of"


def unconfirmed(
    root: str, place: PurePath, before: str | None, after: str | None
) -> Iterator[Problem]:
    """A warning of each record whose status is another than before, on the day as before.

    `place` is the file's from the data folder, whose name is `root`; `None` for a text: there is no
    such file. What cannot be read is told by a load.
    """
    kind = file_kind(place)
    if kind is None or not before or not after:
        return
    try:
        was, tree = said(before, kind), parse(after)
        now = said(after, kind)
    except Unreadable:
        return
    for identifier in was.keys() & now.keys():
        old, new = was[identifier].answers, now[identifier].answers
        day = new.get(DAY)
        if day and day == old.get(DAY) and new.get(STATUS) != old.get(STATUS):
            block = owner_of(tree, kind, identifier).block
            entry = block.get(DAY)
            line = entry.line if entry else 1
            where = (f"{root}/{place}", line, block.column + 1)
            yield Problem(*where, "status-without-its-day", DAY, {"value": quoted(str(day))})
