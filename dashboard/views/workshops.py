"""Workshops and other events: when and where, who came, what came of them, what is to come."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import streamlit as st

from dashboard import session
from dashboard.exhibit import Exhibit
from dashboard.filters import FROM, OF_EVENTS, REGION, THEME
from dashboard.language import N_, _, count, plural
from dashboard.parts import (
    chart_card,
    country_picker,
    data_grid,
    figures,
    filter_bar,
    key_figures,
    paging,
    records,
    sections,
)
from dashboard.parts.record_rows import BETWEEN
from dashboard.parts.sections import Sections
from dashboard.queries import chain
from dashboard.queries.titles import named_in_sentences, titles
from dashboard.shown import APART, address, record_link, sentences, worded
from dashboard.style import PROSE
from loaders.tuples import taken, tuples

Event = tuple[Any, ...]
"""Id, title, and what is said of it: when, where, by whom."""

PER_PAGE = 10
ROWS, ROW = 16, 35
"""Rows of the table that are seen at once; pixels of one."""
CHOICES = (*OF_EVENTS, THEME)

snapshot, clock = session.snapshot(), session.clock()
selection = session.selection().only(REGION, FROM, *(choice.key for choice in CHOICES))


def with_standing(events: pl.DataFrame, standing: str) -> list[int]:
    """The places of the events to date or to come among the rows."""
    return [at for at, each in enumerate(events["standing"].to_list()) if each == standing]


def figures_above(events: pl.DataFrame) -> None:
    rows = list(tuples(events, "host", "participants", "led_to"))
    held = [rows[at] for at in with_standing(events, "held")]
    told = [number for _host, number, _led_to in held if number is not None]
    key_figures.show(
        (
            _("Events to date"),
            len(held),
            _(
                "By their dates, the month or year being over; today also those without a date. "
                "A few are known from an announcement."
            ),
        ),
        (
            _("Host countries"),
            len({host for host, *_rest in held if host}),
            _("Countries and areas in which one of them took place."),
        ),
        (
            _("Participants"),
            sum(told),
            _("As reported for {n} of the events.").format(n=count(len(told))),
        ),
        (
            _("Led to another record"),
            sum(led_to > 0 for *_rest, led_to in held),
            _("Events that a law, plan, resolution or other record names as its origin."),
        ),
    )


def calendar(drawn: Exhibit) -> None:
    """The events by year and month, and what is to come."""
    chart_card.picture(drawn)
    chart_card.equivalents(drawn)
    if to_come := with_standing(drawn.rows, "to_come"):
        st.header(_("To come"), divider="gray")
        rows = list(tuples(drawn.rows, "id", "title", "when", "where", "organiser_names"))
        coming([rows[at] for at in reversed(to_come)])


def coming(events: Sequence[Event]) -> None:
    """What is to come, the nearest first; on an early date that is nearly all."""
    st.markdown("\n".join(map(event_line, events[:PER_PAGE])))
    if rest := events[PER_PAGE:]:
        said = plural("And {n} more.", "And {n} more.", len(rest))
        records.opened_below(said, "to-come-all", lambda: list(map(event_line, rest)))


def event_line(event: Event) -> str:
    record, title, *about = event
    line = APART.join(worded(part) for part in about if part)
    return f"- **{record_link(title, record)}**  \n  :gray[{line}]"


def places(calendar: Exhibit) -> None:
    """The map of hosts, and how many of the events it counts."""
    drawn = figures.exhibit("events-hosted", snapshot, selection, clock)
    hosts = calendar.rows["host"].to_list()
    held = [hosts[at] for at in with_standing(calendar.rows, "held")]
    on_map = {*drawn.rows["iso3"].to_list()}
    said = plural(
        "The map counts {n} of the {all} events to date: those that took place in a country or "
        "area that is shown. Online events, and those of which no source names the country, are "
        "on no map.",
        "The map counts {n} of the {all} events to date: those that took place in a country or "
        "area that is shown. Online events, and those of which no source names the country, are "
        "on no map.",
        sum(host in on_map for host in held),
        all=count(len(held)),
    )
    st.caption(said, width=PROSE)
    if country := chart_card.picture(drawn, selectable=True):
        country_picker.go_to_country(country)
    chart_card.equivalents(drawn)


def listed(drawn: Exhibit) -> None:
    """The events to date, with all that is known of each."""
    st.page_link(
        "views/timeline.py",
        label=_("On the timeline"),
        query_params=session.selection().to_query() | {"kind": "workshop"},
    )
    columns = {
        "when": _("Date"),
        "title": _("Title"),
        "type_label": _("Type"),
        "level_label": _("Level"),
        "where": _("Where"),
        "organiser_names": _("Organisers"),
        "participants": _("Participants"),
        "led_to": _("Led to"),
        "programme_title": _("Programme"),
        "funder_names": _("Funders"),
    }
    addresses = [address("record", id=record) for record in drawn.rows["id"].to_list()]
    opens = pl.Series("id", addresses, dtype=pl.String)
    every = pl.DataFrame([opens, *(drawn.rows[name] for name in columns)])
    held = taken(every, with_standing(drawn.rows, "held"))
    if held.is_empty():
        st.info(_("None of these events had taken place by this date."))
        return
    link = st.column_config.LinkColumn(_("Record"), display_text=_("Open"))
    data_grid.show(
        held,
        "workshops-table",
        height=ROW * (1 + min(held.height, ROWS)) + 3,
        column_config={"id": link, **columns},
    )


def outcomes(drawn: Exhibit) -> None:
    """The events of which a record or a source says what came of them, a page at a time."""
    told = ("outcomes", "next_steps", "led_to")
    rows, held = list(tuples(drawn.rows, *told)), with_standing(drawn.rows, "held")
    with_any = [at for at in held if any(rows[at])]
    if not with_any:
        st.caption(_("Of none of these events is it recorded."))
        return
    said = plural(
        "Known of {n} of the {all} events to date.",
        "Known of {n} of the {all} events to date.",
        len(with_any),
        all=count(len(held)),
    )
    st.caption(said)
    followed = chain.answers(snapshot, clock)
    names, named = titles(snapshot), named_in_sentences(snapshot, clock)
    on_page = taken(drawn.rows, paging.turned(with_any, PER_PAGE))
    said_of = [
        what_came(row, followed.get(row["id"], ()), names, named)
        for row in on_page.iter_rows(named=True)
    ]
    with st.container(key="rows-events", width=PROSE):
        st.markdown(BETWEEN.join(said_of))
    paging.controls(len(with_any), PER_PAGE)


def what_came(
    row: dict, led_to: Sequence[str], names: Mapping[str, str], named: Mapping[str, str]
) -> str:
    """An event with its outcomes, agreed steps and the records that followed; each where any.

    `led_to`: the records that followed; `names`: their titles, by id; `named`: what sentences call
    records.
    """
    followed = [record_link(names.get(record, record), record) for record in led_to]
    parts = (
        (_("Outcomes"), [sentences(outcome, named) for outcome in row["outcomes"] or ()]),
        (_("Agreed next steps"), [sentences(step, named) for step in row["next_steps"] or ()]),
        (_("Led to"), followed),
    )
    facts = (row["when"], row["where"], row["organiser_names"])
    about = APART.join(worded(part) for part in facts if part)
    said = [f"**{record_link(row['title'], row['id'])}**  \n:gray[{about}]"]
    for head, lines in parts:
        if lines:
            said.append(f":small[:gray[{head}]]\n" + "\n".join(f"- {line}" for line in lines))
    return "\n\n".join(said)


SECTIONS: Sections = {
    "calendar": (N_("Calendar"), calendar),
    "list": (N_("List"), listed),
    "places": (N_("Where"), places),
    "outcomes": (N_("What came of it"), outcomes),
}

st.title(_("Workshops and events"))
filter_bar.show(*CHOICES, period=True)
sections.complaint(SECTIONS)
drawn = figures.exhibit("events-calendar", snapshot, selection, clock)
if drawn.rows.is_empty():
    st.info(_("No event fits this selection. Take a filter away or choose a later date."))
else:
    figures_above(drawn.rows)
    sections.show(SECTIONS, drawn, default="outcomes" if paging.PAGE in session.query() else "")
