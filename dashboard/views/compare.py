"""Two to six countries side by side, on the same lines."""

from functools import partial

import polars as pl
import streamlit as st

from dashboard import language, session
from dashboard.filters import PLACE, Selection
from dashboard.language import N_, _, count, labelled
from dashboard.parts import chart_card, country_names, figures, filter_bar, sections
from dashboard.parts.instrument_page import instrument_link
from dashboard.parts.sections import Sections
from dashboard.queries import compare, levers
from dashboard.queries.titles import titles
from dashboard.shown import DASH, address, record_link, shortened, shown, worded
from dashboard.style import PROSE

snapshot, clock = session.snapshot(), session.clock()
known = language.countries(snapshot.reference)
options = country_names.options(snapshot.reference)
asked = list(dict.fromkeys(filter(None, session.query().get("countries", "").split(","))))
countries = [code for code in asked if code in known][: compare.MOST]


def choose() -> None:
    chosen = country_names.codes(st.session_state["compare-countries"])
    session.change({"countries": ",".join(chosen)})


def instead_of(unknown: str, iso3: str) -> str:
    """The address with a country for what is none."""
    meant = [iso3 if code == unknown else code for code in asked]
    return address("compare", countries=",".join(dict.fromkeys(meant)))


def fill_up() -> None:
    """A button that compares with countries of the same sub-region; none where no more fit."""
    place, more = compare.neighbours(snapshot, countries)
    if more:
        st.button(
            _("Fill up with {place}").format(place=shown(place)),
            icon=":material/add:",
            key="compare-fill-up",
            help=_("Countries of the same ILO sub-region, those with the most records first."),
            on_click=session.change,
            args=({"countries": ",".join([*countries, *more])},),
        )


def cell(found: compare.Cell) -> str:
    """The class, and what puts the country there; one of the two opens the record."""
    if not found.record:
        return f":gray[{worded(found.label)}]"
    opened = address("record", id=found.record)
    if not found.detail:
        return f"**[{worded(found.label)}]({opened})**"
    opens = f"[{worded(found.detail)}]({opened})"
    return labelled(f"**{shown(found.label)}**", opens) if found.label else opens


def position_cell(found: compare.Cell) -> str:
    """The position, when it was taken and what is noted; the line's head opens the instrument."""
    if not found.record:
        return cell(found)
    position = f"**{shown(found.label)}**"
    return labelled(position, worded(found.detail)) if found.detail else position


def table(key: str, head: str, lines: list[tuple[str, list[str]]]) -> None:
    """A column for each country; on a phone it scrolls beside the first, see `page.css`."""
    opens = {code: address("country", country=code) for code in countries}
    names = [f"**[{shown(known[code])}]({opens[code]})**" for code in countries]
    columns = zip(*([title, *cells] for title, cells in lines), strict=True)
    with st.container(key=f"wide-{key}"):
        # As a frame: of a dictionary each table took 1.3 ms more.
        rows = pl.DataFrame(dict(zip([head, *names], columns, strict=True)))
        # Else Streamlit makes it a frame of pandas, to see whether its index says anything.
        st.table(rows, border="horizontal", hide_index=True)


def lever_cell(theme: str, number: int) -> str:
    """How many records of a country use the lever; opens the list of them, below."""
    if not number:
        return f":gray[{DASH}]"
    return f"[{count(number)}]({address('compare', countries=','.join(countries), lever=theme)})"


def behind(labels: dict[str, str], counted: dict[str, list[int]]) -> None:
    """The records behind the numbers of one lever, by country."""
    offered = {
        theme: f"{shown(labels[theme])} ({count(sum(numbers))})"
        for theme, numbers in counted.items()
        if sum(numbers)
    }
    asked = session.query().get(LEVER, "")
    chosen = st.pills(
        _("The records behind the numbers"),
        list(offered),
        format_func=lambda theme: offered[theme],
        key=session.control("compare-lever", asked if asked in offered else None),
        on_change=lambda: session.change({LEVER: st.session_state["compare-lever"] or ""}),
    )
    if asked and asked not in offered:
        said = _("The address asks for {code}, which is no lever that one of them uses.")
        st.warning(said.format(code=shown(asked[:80])))
    if not chosen:
        return
    found = compare.lever_records(snapshot, countries, clock, chosen)
    names = titles(snapshot)
    for iso3, records in found.items():
        if records:
            lines = [f"- {record_link(names.get(record, record), record)}" for record in records]
            st.markdown(
                "\n".join([f"**{shown(known[iso3])}** ({count(len(records))})", "", *lines])
            )


def standing() -> None:
    """Each measure of the countries as a whole; the whole comparison as a chart in files."""
    lines = [
        (f"**{shown(line.title)}**", [cell(one) for one in line.cells])
        for line in compare.measures(snapshot, countries, clock)
    ]
    table("words-measures", _("Measure"), lines)
    compared = Selection(chosen={PLACE.key: tuple(countries)})
    chart_card.equivalents_of(
        COMPARISON, lambda: figures.exhibit(COMPARISON, snapshot, compared, clock)
    )


def policy_levers() -> None:
    """How many records use each policy lever."""
    st.caption(
        _(
            "How many laws, institutions and plans in place on the date use each lever, "
            "subnational ones included; a number opens them. A dash means that none is recorded, "
            "not that there is none."
        ),
        width=PROSE,
    )
    labels = levers.named(snapshot)
    counted = compare.levers(snapshot, countries, clock)
    rows = [
        (
            f"**{shown(labels[theme])}**",
            [lever_cell(theme, number) for number in numbers],
        )
        for theme, numbers in counted.items()
        if any(numbers)
    ]
    if rows:
        table("levers", _("Lever"), rows)
        behind(labels, counted)
    else:
        st.caption(_("No lever is recorded for any of them."))


def positions() -> None:
    """The position of each country on the instruments on which one of them took any."""
    lines = [
        (
            instrument_link(shortened(line.title, LONGEST), line.instrument, Selection()),
            [position_cell(one) for one in line.cells],
        )
        for line in compare.positions(snapshot, countries, clock)
    ]
    if is_lost := snapshot.is_lost("", "resolution"):
        said = _("Some records of this kind could not be read.")
        st.markdown(f":orange[{said}]")
    if lines:
        table("words-positions", _("Instrument"), lines)
    elif not is_lost:
        st.caption(_("No position is recorded for any of them."))


SECTIONS: Sections = {
    "standing": (N_("Where they stand"), standing),
    "levers": (N_("Policy levers"), policy_levers),
    "positions": (N_("Positions"), positions),
}
COMPARISON = "comparison"
LEVER = "lever"
LONGEST = 70
"""Characters of an instrument's title; the whole stands on its page."""

st.title(_("Compare"))
with st.container(horizontal=True, vertical_alignment="bottom", key="compare-bar", width=1060):
    st.multiselect(
        _("Countries or areas (two to six)"),
        list(options),
        format_func=lambda option: options.get(option, option),
        placeholder=_("Choose"),
        select_all=False,  # else Enter chooses all that resemble the name
        key=session.control("compare-countries", countries),
        max_selections=compare.MOST,
        on_change=choose,
        width=560,
    )
    filter_bar.controls(region=False)
    fill_up()
filter_bar.complaints(session.selection())
sections.complaint(SECTIONS)
for unknown in [code for code in asked if code not in known][: filter_bar.SHOWN]:
    st.warning(country_names.unknown(snapshot.reference, unknown, partial(instead_of, unknown)))
if len(asked) > compare.MOST:
    st.warning(_("No more than six can be compared; the first six are shown."))
if len(countries) < 2:
    st.info(_("Choose at least two countries or areas."))
else:
    sections.show(SECTIONS, default="levers" if LEVER in session.query() else "")
