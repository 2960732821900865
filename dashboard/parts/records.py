"""Records in lists: events, actions that are due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import polars as pl
import streamlit as st

from dashboard import session
from dashboard.filters import KIND_NAMES
from dashboard.language import _, count, country, day, labelled, listed, of_event, plural
from dashboard.queries.action_plans import STANDINGS
from dashboard.queries.timeline import EVENTS
from dashboard.shown import APART, record_link, shown

DUE_SHOWN = 8


def event_list(heading: str, events: list[dict[str, Any]]) -> None:
    """One line per event: when, which record, what happened to it and where."""
    lines = [
        f"- **{day(row['date'], row['date_precision'])}** "
        f"{record_link(row['title'], row['id'])}  \n"
        f"  :gray[{_happened(row)}]"
        for row in events
    ]
    _under(heading, lines or [_("Nothing found for this selection.")])


def _under(heading: str, lines: list[str]) -> None:
    # One element: each that is sent anew with the date costs the server and the browser 0.4 ms.
    st.markdown(f"## {heading}\n\n" + "\n".join(lines))


def _happened(row: dict[str, Any]) -> str:
    only = row["countries"] if len(row["countries"]) == 1 else []
    names = [shown(country(session.snapshot().reference, code)) for code in only]
    return APART.join([*names, _(KIND_NAMES[row["kind"]]), of_event(EVENTS[row["event"]])])


def due_list(heading: str, actions: pl.DataFrame, shown_at_once: int = DUE_SHOWN) -> None:
    """The most pressing actions, then how many there are of each standing, which opens the rest."""
    rows = actions.rows(named=True)
    first, rest = rows[:shown_at_once], rows[shown_at_once:]
    _under(heading, _due_lines(first) or [_("No action is overdue or due soon.")])
    if not rest:
        return
    counts = Counter(row["standing"] for row in rows)
    said = [
        labelled(_(label), count(counts[code]))
        for code, label in STANDINGS.items()
        if code in counts
    ]
    every = plural(
        "All {n}: {standings}", "All {n}: {standings}", len(rows), standings=listed(said)
    )
    opened_below(every, "due-all", lambda: _due_lines(rest))


def opened_below(said: str, key: str, lines: Callable[[], list[str]]) -> None:
    """A list behind a line that says what is in it; made for who opens it."""
    with st.expander(said, type="compact", key=key, on_change="rerun") as expander:
        if expander.open:
            st.markdown("\n".join(lines()))


def _due_lines(actions: list[dict[str, Any]]) -> list[str]:
    reference = session.snapshot().reference
    return [
        f"- :{_colour(row['standing'])}[**{_(STANDINGS[row['standing']])}**] "
        f"{record_link(row['title'], row['id'])}  \n"
        f"  :gray[{shown(country(reference, row['country']))}{APART}"
        f"{_('due {date}').format(date=day(row['due'], row['due_precision']))}]"
        for row in actions
    ]


def _colour(standing: str) -> str:
    return "orange" if standing == "overdue" else "gray"
