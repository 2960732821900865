"""The days that officers wait for, as a calendar file (iCalendar, RFC 5545).

A calendar program that subscribes to it replaces an event by its UID, so one that moves is moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import polars as pl

from loaders.dates import shown
from loaders.measures import OPEN
from loaders.phrases import Phrase, Translate
from loaders.snapshot import Snapshot
from loaders.worklist import to_confirm

PUBLISHER = "-//SSE Policy Tracker//Worklist//EN"
DOMAIN = "sse-policy-tracker"


@dataclass(frozen=True, order=True)
class Event:
    """A day on which something of a record is due."""

    day: date
    what: str
    """'due': an action is to be completed; 'confirm': a status is to be looked at again."""
    record: str
    country: str
    title: str
    said: Phrase

    @property
    def uid(self) -> str:
        return f"{self.record}-{self.what}@{DOMAIN}"


def events(snapshot: Snapshot, country: str = "") -> tuple[Event, ...]:
    """What is due in a country, or in all, oldest first: actions still open, statuses to confirm.

    An imprecise date stands on the last day of its interval.
    """
    open_ones = pl.col("status").is_in([*OPEN, "not_reported"])
    actions = snapshot.frames["planned"].filter(open_ones, pl.col("due_last").is_not_null())
    found = [
        Event(
            row["due_last"], "due", *_of(row), Phrase("Action of: {plan}", plan=row["plan_title"])
        )
        for row in actions.iter_rows(named=True)
    ]
    for row in to_confirm(snapshot).iter_rows(named=True):
        confirmed = shown(row["status_as_of"], row["status_as_of_precision"])
        status = snapshot.reference.code_name(row["codelist"], row["status"])
        said = Phrase("'{status}' was last confirmed {day}", status=status, day=confirmed)
        found.append(Event(row["confirm_by"], "confirm", *_of(row), said))
    return tuple(sorted(event for event in found if country in ("", event.country)))


def _of(row: dict[str, object]) -> tuple[str, str, str]:
    return str(row["id"]), str(row["country"] or ""), str(row["title"])


SUMMARIES: Mapping[str, Callable[[str], Phrase]] = {
    "due": lambda title: Phrase("Due: {title}", title=title),
    "confirm": lambda title: Phrase("Confirm the status: {title}", title=title),
}


def ics(
    found: Iterable[Event],
    name: str,
    today: date,
    address: str = "",
    translate: Translate = str,
    named: Translate = str,
) -> bytes:
    """The events as all-day events of a calendar, in the language of `translate`, with codes as
    `named` calls them.

    `address` is what the address of a record's page begins with.
    """
    # Half of what `sse` needs to start would go to this import.
    from icalendar import Calendar
    from icalendar import Event as Entry

    calendar = Calendar()
    calendar.add("prodid", PUBLISHER)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})
    for event in found:
        entry = Entry()
        entry.add("uid", event.uid)
        entry.add("dtstamp", datetime.combine(today, time(), UTC))
        entry.add("dtstart", event.day)
        entry.add("dtend", event.day + timedelta(days=1))
        entry.add("transp", "TRANSPARENT")
        title = f"{event.country} {event.title}".strip()
        entry.add("summary", SUMMARIES[event.what](title).spoken(translate))
        entry.add("description", f"{event.said.spoken(translate, named)}\n{event.record}")
        if address:
            entry.add("url", f"{address}{event.record}")
        calendar.add_component(entry)
    return calendar.to_ical()
