"""What changed in a record, in words: of one change, and of all that the releases tell."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import streamlit as st

from dashboard import session
from dashboard.language import _, day, labelled
from dashboard.queries import changes
from dashboard.shown import APART, shortened, shown, worded
from loaders.releases import ReleaseError, opened

LONG = 60
"""Characters of a text from which it is only said to be another."""


Of = tuple[str, str, str, str]
"""The title of the action that it is of, else ''; a field, what it said before and after."""


def all_said(every: Iterable[Of]) -> str:
    """The changes of a record in a line; those of one action in brackets after its title."""
    parts = []
    for title, group in groupby(every, lambda change: change[0]):
        of_one = [said(*change) for _title, *change in group]
        if title:
            parts.append(f"{shown(shortened(title, LONG))} ({', '.join(of_one)})")
        else:
            parts += of_one
    return APART.join(parts)


def said(field: str, before: str, after: str) -> str:
    """One field in words: 'Status: Proposed -> In force'."""
    label = shown(field)
    if max(len(before), len(after)) > LONG:
        what = _("reworded") if before and after else _("added") if after else _("taken out")
        return f"{label} :gray[({what})]"
    return labelled(label, turn(before, after))


def turn(before: str, after: str) -> str:
    """A value and what became of it: 'Proposed -> In force'; without a value before, the new."""
    # Of a status, 'taken out' would be read as the end of the law or the plan.
    now = f"**{worded(after) or _('no longer stated')}**"
    return f"{worded(before)} \N{RIGHTWARDS ARROW} {now}" if before else now


def history(record: str) -> None:
    """What changed in a record with each release, the newest first; worked out when opened."""
    with st.expander(_("History"), type="compact", key="history", on_change="rerun") as expander:
        if expander.open:
            st.markdown("\n".join(_lines(record)) or _("No release holds it yet."))


def _lines(record: str) -> list[str]:
    until = session.known()
    releases = [one for one in session.served().releases if not until or one.day <= until.day]
    try:
        states = {day(one.day): opened(one) for one in releases}
    except ReleaseError:
        return [_("A release cannot be read.")]
    if until is None and (not releases or releases[-1].digest != session.snapshot().digest):
        states[_("Not released yet")] = session.snapshot()
    found = zip(states, changes.history(list(states.values()), record), strict=True)
    return [f"- **{name}** {_said(of_state)}" for name, of_state in list(found)[::-1] if of_state]


def _said(of_state: list[changes.Change]) -> str:
    what = of_state[0].what
    if what != "changed":
        return _("Added") if what == "added" else _("Taken out")
    return all_said((one.within, one.field, one.before, one.after) for one in of_state)
