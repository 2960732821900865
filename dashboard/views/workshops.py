"""Workshops and other events: when and where, who came, what came of them, what is to come."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl
import streamlit as st

from dashboard import session
from dashboard.exhibit import Exhibit
from dashboard.filters import FROM, OF_EVENTS, REGION, THEME
from dashboard.language import N_, _, count, plural
from dashboard.parts import chart_card, figures, filter_bar, key_figures, paging, records, sections
from dashboard.parts.sections import Sections
from dashboard.queries import chain
from dashboard.queries.records import named_in_sentences, titles
from dashboard.shown import APART, address, record_link, sentences, worded
from dashboard.style import PROSE
from loaders.tuples import tuples

PER_PAGE = 10
ROWS, ROW = 16, 35
"""Rows of the table that are seen at once; pixels of one."""
CHOICES = (*OF_EVENTS, THEME)

snapshot, clock = session.snapshot(), session.clock()
selection = session.selection().only(REGION, FROM, *(choice.key for choice in CHOICES))


def figures_above(held: pl.DataFrame) -> None:
    told = held["participants"].drop_nulls()
    key_figures.show(
        (
            _("Events to date"),
            held.height,
            _(
                "By their dates, the month or year being over; today also those without a date. "
                "A few are known from an announcement."
            ),
        ),
        (
            _("Host countries"),
            held["host"].drop_nulls().n_unique(),
            _("Countries and areas in which one of them took place."),
        ),
        (
            _("Participants"),
            int(told.sum()),
            _("As reported for {n} of the events.").format(n=count(len(told))),
        ),
        (
            _("Led to another record"),
            int((held["led_to"] > 0).sum()),
            _("Events that a law, plan, resolution or other record names as its origin."),
        ),
    )


def calendar(drawn: Exhibit) -> None:
    """The events by year and month, and what is to come."""
    chart_card.picture(drawn)
    chart_card.equivalents(drawn)
    to_come = of_standing(drawn, "to_come")
    if not to_come.is_empty():
        st.subheader(_("To come"), divider="gray")
        coming(to_come.reverse())


def of_standing(drawn: Exhibit, standing: str) -> pl.DataFrame:
    stands = drawn.rows["standing"].to_list()
    return drawn.rows[[at for at, each in enumerate(stands) if each == standing]]


def places(calendar: Exhibit) -> None:
    """The map of hosts, and how many of the events it counts."""
    held = of_standing(calendar, "held")
    drawn = figures.exhibit("events-hosted", snapshot, selection, clock)
    shown_here = held["host"].is_in(drawn.rows["iso3"].implode()).sum()
    said = plural(
        "The map counts {n} of the {all} events to date: those that took place in a country or "
        "area that is shown. Online events, and those of which no source names the country, are "
        "on no map.",
        "The map counts {n} of the {all} events to date: those that took place in a country or "
        "area that is shown. Online events, and those of which no source names the country, are "
        "on no map.",
        int(shown_here),
        all=count(held.height),
    )
    st.caption(said)
    if country := chart_card.picture(drawn, selectable=True):
        records.go_to_country(country)
    chart_card.equivalents(drawn)


def event_lines(events: pl.DataFrame) -> Iterator[str]:
    for record, title, *about in tuples(events, "id", "title", "when", "where", "organiser_names"):
        line = APART.join(worded(part) for part in about if part)
        yield f"- **{record_link(title, record)}**  \n  :gray[{line}]"


def listed(drawn: Exhibit) -> None:
    """The events to date, with all that is known of each."""
    held = of_standing(drawn, "held")
    if held.is_empty():
        st.info(_("None of these events had taken place by this date."))
        return
    shown_columns = held.select(
        pl.Series("id", [address("record", id=record) for record in held["id"]], dtype=pl.String),
        "when",
        "title",
        "type_label",
        "level_label",
        "where",
        "organiser_names",
        "participants",
        "led_to",
        "programme_title",
        "funder_names",
    )
    st.dataframe(
        shown_columns,
        hide_index=True,
        key="workshops-table",
        height=ROW * (1 + min(held.height, ROWS)) + 3,
        column_config={
            "id": st.column_config.LinkColumn(_("Record"), display_text=_("Open")),
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
        },
    )
    st.page_link(
        "views/timeline.py",
        label=_("On the timeline"),
        query_params=session.selection().to_query() | {"kind": "workshop"},
    )


def outcomes(drawn: Exhibit) -> None:
    """The events of which a record or a source says what came of them, a page at a time."""
    held = of_standing(drawn, "held")
    with_any = held.filter(
        pl.col("outcomes").is_not_null()
        | pl.col("next_steps").is_not_null()
        | (pl.col("led_to") > 0)
    )
    if with_any.is_empty():
        st.caption(_("Of none of these events is it recorded."))
        return
    said = plural(
        "Known of {n} of the {all} events to date.",
        "Known of {n} of the {all} events to date.",
        with_any.height,
        all=count(held.height),
    )
    st.caption(said)
    followed = chain.answers(snapshot, clock)
    names, named = titles(snapshot), named_in_sentences(snapshot, clock)
    on_page = with_any[list(paging.turned(range(with_any.height), PER_PAGE))]
    told = [
        what_came(row, followed.get(row["id"], ()), names, named)
        for row in on_page.iter_rows(named=True)
    ]
    st.markdown("\n\n---\n\n".join(told), width=PROSE)
    paging.controls(with_any.height, PER_PAGE)


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
    about = APART.join(worded(part) for part in (row["when"], row["where"]) if part)
    said = [f"**{record_link(row['title'], row['id'])}**  \n:gray[{about}]"]
    for head, lines in parts:
        if lines:
            said.append(f":small[:gray[{head}]]\n" + "\n".join(f"- {line}" for line in lines))
    return "\n\n".join(said)


def coming(events: pl.DataFrame) -> None:
    """What is to come, the nearest first; on an early date that is nearly all."""
    st.markdown("\n".join(event_lines(events[:PER_PAGE])))
    rest = events[PER_PAGE:]
    if rest.height:
        said = plural("And {n} more.", "And {n} more.", rest.height)
        records.opened_below(said, "to-come-all", lambda: list(event_lines(rest)))


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
    figures_above(of_standing(drawn, "held"))
    sections.show(SECTIONS, drawn)
