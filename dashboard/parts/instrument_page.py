"""One international instrument in full: who stands where on it, and what came before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from textwrap import indent

import streamlit as st

from dashboard.filters import REGION, Selection
from dashboard.language import _, country, day, fold, labelled, plural
from dashboard.parts import chain, chart_card, country_picker, figures, key_figures
from dashboard.queries import chain as chain_query
from dashboard.queries import resolutions, sources
from dashboard.queries.facts import Row
from dashboard.queries.links import Node
from dashboard.queries.map_measures import MEASURES
from dashboard.queries.record import record
from dashboard.queries.titles import named_in_sentences
from dashboard.shown import APART, address, record_link, sentences, shown
from dashboard.style import PROSE
from loaders import Snapshot
from loaders.measures import Clock

OTHER = "other"
"""The code of an uptake of no other form."""
OPEN = 12
"""Positions of one sort that are listed at once; a longer list is opened by the reader."""


def show(snapshot: Snapshot, identifier: str, selection: Selection, clock: Clock) -> None:
    """The sections of an instrument that the data holds, for the region and by the date."""
    found = record(snapshot, identifier)
    if found is None:
        return
    st.markdown(f":gray[{about(snapshot, found.row)}]")
    if found.row["summary"]:
        named = named_in_sentences(snapshot, clock)
        st.markdown(sentences(found.row["summary"], named), width=PROSE)
    if not resolutions.is_adopted(snapshot, identifier, clock):
        st.info(_("It was not adopted by this date. Choose a later one to see what followed."))
        return
    here = selection.only(REGION)
    taken = resolutions.positions_on(snapshot, identifier, here, clock)
    followed = resolutions.uptake_of(snapshot, identifier, here, clock)
    chain_from_it = chain_query.following(snapshot, identifier, clock)
    after = _following(chain_from_it) if chain_from_it else 0
    _figures_above(snapshot, taken, followed, after)
    st.header(_("Positions"), divider="gray")
    if not taken:
        st.caption(_("No position is recorded for this region by this date."))
    else:
        _map(snapshot, identifier, selection, clock)
        _positions(snapshot, taken, here)
    st.header(_("What followed in countries"), divider="gray")
    if after and not followed:
        st.caption(_("Nothing is recorded beside what follows from it, below."))
    else:
        uptake_list(snapshot, followed)
    chain.around(snapshot, identifier, clock)
    st.header(_("Sources"), divider="gray")
    chart_card.source_list(sources.of(snapshot, [identifier]))
    st.markdown(f":small[{record_link(_('This record on a page of its own'), identifier)}]")


def _following(chain: Node) -> int:
    """How many records follow from the chain's first, however far on, each once; what countries
    took up of it is counted apart."""
    taken = {node.id for node in chain.after if node.how == "uptake"}
    return len({node.id for node in chain.every()} - taken - {"", chain.id})


def about(snapshot: Snapshot, row: Row) -> str:
    """Body, sort, number, date and status in a line, ready to be shown."""
    reference = snapshot.reference
    parts = [
        shown(reference.organisation_name(row["body"])),
        shown(_(reference.label("resolution-type", row["type"]))),
        shown(row["number"]),
        day(row["adopted"], row["adopted_precision"]),
        shown(_(reference.label("resolution-status", row["status"]))),
    ]
    return APART.join(part for part in parts if part)


def instrument_link(text: str | None, identifier: str, selection: Selection) -> str:
    """A Markdown link to the instrument's own view of this page, with the region and the date."""
    query = {**selection.only(REGION).to_query(), "of": identifier}
    return f"[{shown(text)}]({address('resolutions', **query)})"


def uptake_list(
    snapshot: Snapshot, followed: Iterable[Row], selection: Selection | None = None
) -> None:
    """What countries did, with the record where there is one; with a selection under the
    instrument that each followed."""
    lines = []
    of_instruments: defaultdict[str, list[Row]] = defaultdict(list)
    for row in followed:
        of_instruments[row["resolution"]].append(row)
    for of_one in of_instruments.values():
        rows = sorted(of_one, key=lambda row: fold(country(snapshot.reference, row["country"])))
        told = "\n".join(_uptake_line(snapshot, row) for row in rows)
        if selection is not None:
            link = instrument_link(rows[0]["title"], rows[0]["resolution"], selection)
            lines.append(f"- **{link}**")
            told = indent(told, "    ")
        lines.append(told)
    st.markdown("\n".join(lines) or _("None recorded."))


def _uptake_line(snapshot: Snapshot, row: Row) -> str:
    reference = snapshot.reference
    what = shown(_(reference.label("uptake", row["what"])))
    said = row["note"] or row["record_title"]
    if said:
        text = record_link(said, row["id"]) if row["record_title"] else shown(said)
        # "Other" says nothing that the text does not.
        what = text if row["what"] == OTHER else f"{what}, {text}"
    name = f"**{shown(country(reference, row['country']))}**"
    line = f"- {labelled(name, what)}"
    when = day(row["date"], row["date_precision"])
    return f"{line}  \n  :gray[{when}]" if when else line


def _figures_above(
    snapshot: Snapshot, taken: Sequence[Row], followed: Sequence[Row], after: int
) -> None:
    """`after`: how many records follow from the instrument that are no uptake."""
    codes = snapshot.reference.codes("position") or {}
    sorts = [
        (
            shown(of_sort[0]["label"]),
            len(of_sort),
            shown(_(str(codes.get(position, {}).get("definition", "")))),
        )
        for position, of_sort in _by_position(taken)
    ]
    uptake = key_figures.Figure(
        _("Taken up"),
        len(followed),
        _("What countries did with it, where a source says so."),
        plural("and {n} that follows from it", "and {n} that follow from it", after)
        if after
        else "",
    )
    key_figures.show(*sorts, uptake)


def _map(snapshot: Snapshot, identifier: str, selection: Selection, clock: Clock) -> None:
    measure = MEASURES["position"]
    st.caption(_(measure.explained), width=PROSE)
    drawn = figures.exhibit("position", snapshot, selection, clock, identifier)
    if opened := chart_card.picture(drawn, selectable=True):
        country_picker.go_to_country(opened)
    chart_card.equivalents(drawn)


def _by_position(taken: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The furthest first, each with its countries by name."""
    rows = sorted(taken, key=lambda row: (row["order"], row["position"], fold(row["name"])))
    return [(sort, list(of_sort)) for sort, of_sort in groupby(rows, key=itemgetter("position"))]


def _positions(snapshot: Snapshot, taken: Sequence[Row], selection: Selection) -> None:
    """One list for each sort of position, the furthest first."""
    said = _("A position without a source of its own beside it rests on those of the instrument.")
    st.caption(said)
    for position, of_sort in _by_position(taken):
        said = plural("{n} country or area", "{n} countries and areas", len(of_sort))
        heading = f"**{shown(of_sort[0]['label'])}**  :gray[{said}]"
        with st.expander(heading, expanded=len(of_sort) <= OPEN, key=f"positions-{position}"):
            lines = [_position_line(snapshot, row, selection) for row in of_sort]
            st.markdown("\n".join(lines))


def _position_line(snapshot: Snapshot, row: Row, selection: Selection) -> str:
    """Country, date, who says so, and the sources of this position where it has its own."""
    here = address("country", country=row["country"], **selection.to_query())
    cited = sources.of_part(snapshot, row["id"], f"positions/{row['n']}")
    parts = [row["when"], shown(row["note"]), *(chart_card.source_line(source) for source in cited)]
    line = APART.join(part for part in parts if part)
    name = f"- [{shown(row['name'])}]({here})"
    return f"{name} :gray[{line}]" if line else name
