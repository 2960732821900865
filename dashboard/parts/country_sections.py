"""A country's page below its controls: where it stands, then one of its `SECTIONS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from dashboard import session
from dashboard.filters import KIND, KIND_LABELS, Selection
from dashboard.language import N_, _, count, day, labelled, plural
from dashboard.parts import country_records, key_figures, record_rows, sections
from dashboard.parts.chart_card import source_line
from dashboard.parts.country_asked import Asked
from dashboard.parts.key_figures import Figure
from dashboard.parts.record_rows import Entry
from dashboard.parts.sections import Sections
from dashboard.queries import country as query
from dashboard.queries import legal_framework
from dashboard.queries.action_plans import STANDINGS
from dashboard.shown import APART, shown
from dashboard.style import PROSE
from loaders.texts import ASSUMED_YEARS

Row = dict[str, Any]
LATE = 5
"""Overdue actions that are named above the records; their plans name all."""


@dataclass(frozen=True)
class Section:
    """Records of one kind."""

    kind: str
    """In addresses of the section, and in the coverage of a country."""
    heading: str
    number: Callable[[Asked], int]
    """How many rows there are."""
    entries: Callable[[Asked], Iterator[Entry]]
    counted: Callable[[Asked], str] | None = None
    """What is said of the entries as a whole."""
    without: str = ""
    """What is said where there is none, of kinds whose coverage nobody states."""
    tells_more: bool = True
    """Whether its rows have a summary and sources of their own."""


IN_FULL = "full"
"""In addresses: that rows are told in full."""
SOURCES = "sources"
OF_KINDS = (
    Section(
        "law",
        KIND_LABELS["law"],
        lambda asked: asked.texts.height + asked.acts.height,
        country_records.laws,
        counted=country_records.laws_counted,
    ),
    Section(
        "institution",
        KIND_LABELS["institution"],
        lambda asked: asked.institutions.height,
        country_records.institutions,
    ),
    Section(
        "action_plan",
        KIND_LABELS["action_plan"],
        lambda asked: asked.plans.height,
        country_records.plans,
    ),
    Section(
        "workshop",
        KIND_LABELS["workshop"],
        lambda asked: asked.events.height,
        country_records.workshops,
    ),
    Section(
        "resolution",
        N_("Positions on resolutions"),
        lambda asked: asked.positions.height,
        country_records.positions,
        counted=country_records.positions_counted,
        without=N_("No position is recorded."),
        tells_more=False,
    ),
    Section(
        "programme",
        KIND_LABELS["programme"],
        lambda asked: asked.programmes.height,
        country_records.programmes,
        without=N_("No programme is recorded."),
    ),
    Section(
        "news",
        KIND_LABELS["news"],
        lambda asked: asked.news.height,
        country_records.news,
    ),
)


def show(asked: Asked) -> None:
    """Where the country stands, then the section that the address asks for.

    Where it asks for none, that of the kind by which the reader filters elsewhere.
    """
    _standing(asked)
    # No number where none is known, nor where there may be more: a 0 would say that there is none.
    numbers = {
        section.kind: number
        for section in OF_KINDS
        if (number := section.number(asked)) and not _is_lost(section, asked)
    }
    if cited := _cited(asked).height:
        numbers[SOURCES] = cited
    sections.show(SECTIONS, asked, numbers=numbers, default=session.query().get(KIND.key, ""))


def whole(asked: Asked) -> None:
    """Where the country stands, then all of its records."""
    _standing(asked)
    _everything(asked)


def _everything(asked: Asked) -> None:
    """Each kind under its heading, then the sources."""
    for section in OF_KINDS:
        st.header(_(section.heading))
        _of_kind(section, asked)
    st.header(_("Sources"))
    _sources(asked)


def _is_lost(section: Section, asked: Asked) -> bool:
    return asked.snapshot.is_lost(asked.country, section.kind)


def _of_kind(section: Section, asked: Asked) -> None:
    if is_lost := _is_lost(section, asked):
        said = _("Some records of this kind could not be read.")
        st.markdown(f":orange[{said}]")
    if section.counted and (said := section.counted(asked)):
        st.caption(said)
    record_rows.show(section.entries(asked), asked.side)
    if not section.number(asked) and not is_lost:
        _empty(asked, section)


def _sources(asked: Asked) -> None:
    found = _cited(asked)
    st.caption(
        plural(
            "{n} page or document cited for this country.",
            "{n} pages and documents cited for this country.",
            found.height,
        )
    )
    if found.height:
        lines = [f"- {source_line(row)}" for row in found.iter_rows(named=True)]
        st.markdown("\n".join(lines), width=PROSE)


def _cited(asked: Asked) -> pl.DataFrame:
    return query.cited(asked.snapshot, asked.country)


def _alone(section: Section, asked: Asked) -> None:
    if section.tells_more and section.number(asked):
        _how_full(asked)
    _of_kind(section, asked)


def _together(asked: Asked) -> None:
    _how_full(asked)
    _everything(asked)


def _how_full(asked: Asked) -> None:
    """Has rows told in full or in short."""
    st.toggle(
        _("With summaries and sources"),
        key=session.control(IN_FULL, asked.in_full),
        on_change=lambda: session.change({IN_FULL: "1" if st.session_state[IN_FULL] else ""}),
    )


SECTIONS: Sections = {
    **{each.kind: (each.heading, partial(_alone, each)) for each in OF_KINDS},
    SOURCES: (N_("Sources"), _sources),
    "all": (N_("All together"), _together),
}
"""Of the page, as addresses call them."""


def figures(asked: Asked) -> list[Figure]:
    """What stands above the records: the level, the key figures, the last review."""
    level, folder = _level(asked), _folder(asked)
    legal = Figure(_("Legal framework"), level["label"], "")
    return [
        legal,
        *_numbers(asked, level, len(query.overdue(asked.snapshot, asked.country, asked.clock))),
        Figure(_("Review"), _reviewed(folder), ""),
    ]


def _numbers(asked: Asked, level: Row, overdue: int) -> list[Figure]:
    return [_laws(level), *_of_plans(asked, overdue), _positions(asked)]


def _level(asked: Asked) -> Row:
    return legal_framework.of(asked.snapshot, asked.country, asked.clock)


def _folder(asked: Asked) -> Row:
    """What the country's own file says of its records."""
    return query.folders(asked.snapshot)[asked.country]


def _standing(asked: Asked) -> None:
    """The level and what decides it, the key figures, what is to be known of these records."""
    level, folder = _level(asked), _folder(asked)
    explained = _("How far the law on the SSE as a whole has come; the page on data explains it.")
    decided = _decided(asked, level)
    st.markdown(f"## {shown(level['label'])}\n\n{decided}", help=explained)
    late = query.overdue(asked.snapshot, asked.country, asked.clock)
    key_figures.show(*_numbers(asked, level, len(late)))
    if overdue := _overdue(asked, late):
        st.markdown("\n".join(overdue))
    st.caption(_reviewed(folder))
    reference = asked.snapshot.reference.countries[asked.country]
    for note in filter(None, [reference.get("note"), folder["folder_note"]]):
        st.caption(shown(note))


def _decided(asked: Asked, level: Row) -> str:
    """What the level is of, the text that decides it and since when, the date."""
    as_of = _("as of {date}").format(date=day(asked.clock.as_of))
    parts = [f":gray[{_('Legal framework')}]", f":gray[{as_of}]"]
    if level["title"]:
        text = asked.link(level["title"], level["id"])
        about = ", ".join(
            filter(None, [country_records.since(level, asked.clock), _assumed(level)])
        )
        decided = _("Decided by: {text}").format(text=text) + (f" ({about})" if about else "")
        parts.insert(1, decided)
    return APART.join(parts)


def _laws(level: Row) -> Figure:
    beside = [
        plural("{n} adopted", "{n} adopted", level["adopted"]) if level["adopted"] else "",
        plural("{n} bill", "{n} bills", level["drafts"]) if level["drafts"] else "",
        plural("{n} subnational", "{n} subnational", level["subnational"])
        if level["subnational"]
        else "",
    ]
    if level["level"] == "not_readable":
        return _not_readable(_("Laws in force"))
    is_researched = level["level"] != "not_researched"
    return Figure(
        _("Laws in force"),
        level["in_force"] if is_researched else "\N{EN DASH}",
        _(
            "National framework and specific laws, with directly applicable acts of regional "
            "bodies. Laws adopted but not known to be in force, bills and subnational laws are "
            "counted apart."
        ),
        _("and {others}").format(others=", ".join(filter(None, beside)))
        if any(beside)
        else _("framework or specific")
        if is_researched
        else shown(level["label"]),
    )


def _of_plans(asked: Asked, overdue: int) -> tuple[Figure, Figure]:
    """How much of the actions of the country's plans is done and reported, and what is overdue."""
    if asked.snapshot.is_lost(asked.country, "action_plan"):
        return _not_readable(_("Actions completed")), _not_readable(_("Actions overdue"))
    plans = _unfiltered(asked).plans
    if not (plans.height or query.is_researched(asked.snapshot, asked.country, "action_plan")):
        return _not_researched(_("Actions completed")), _not_researched(_("Actions overdue"))
    actions, reported, base, completed = (
        sum(number or 0 for (number,) in plans.tuples(name))
        for name in ("actions", "reported", "base", "completed")
    )
    said = "\N{EN DASH}"
    if actions and reported * 2 >= actions and base:
        said = _("{completed} of {base}").format(completed=count(completed), base=count(base))
    return (
        Figure(
            _("Actions completed"),
            said,
            _(
                "Of the actions of all plans that are reported and not dropped; shown where at "
                "least half are reported. Not reported does not mean not started."
            ),
            _("{reported} of {actions} reported").format(
                reported=count(reported), actions=count(actions)
            )
            if actions
            else _("none published"),
        ),
        Figure(
            _("Actions overdue"),
            overdue,
            _("Planned, under way or delayed after the due date; not reported not counted."),
        ),
    )


def _overdue(asked: Asked, late: Sequence[Row]) -> list[str]:
    """Which actions the figure counts."""
    lines = [
        f"- :orange[**{_(STANDINGS['overdue'])}**] {asked.link(row['title'], row['plan'])} "
        f":gray[{_('due {date}').format(date=day(row['due'], row['due_precision']))}]"
        for row in late[:LATE]
    ]
    more = len(late) - LATE
    return [*lines, f"- {plural('And {n} more.', 'And {n} more.', more)}"] if more > 0 else lines


def _unfiltered(asked: Asked) -> Asked:
    return replace(asked, selection=Selection()) if asked.selection.narrows else asked


def _positions(asked: Asked) -> Figure:
    if asked.snapshot.is_lost(asked.country, "resolution"):
        return _not_readable(_("Positions"))
    taken, followed = country_records.positions_taken(_unfiltered(asked))
    return Figure(
        _("Positions"),
        taken,
        _("On international instruments, taken by the date."),
        plural("and {n} follow-up", "and {n} follow-ups", followed) if followed else "",
    )


def _not_readable(label: str) -> Figure:
    """In place of a figure that would count what is there as all."""
    explained = _("Some records of this kind could not be read.")
    return Figure(label, "\N{EN DASH}", explained, _("Not readable"))


def _not_researched(label: str) -> Figure:
    """In place of a nought, where nobody has looked."""
    explained = _("Nobody has looked for records of this kind yet.")
    return Figure(label, "\N{EN DASH}", explained, _("Not researched"))


def _reviewed(folder: Row) -> str:
    """When an officer last went through the records, and when they were gathered."""
    reviewed = day(folder["reviewed"], folder["reviewed_precision"]) or _("not yet")
    gathered = day(folder["researched"], folder["researched_precision"])
    parts = [labelled(_("Last review by an officer"), reviewed)]
    parts += [_("gathered {date}").format(date=gathered)] if gathered else []
    return APART.join(parts)


def _assumed(row: Row) -> str:
    """That the level rests on a period nobody states; said only where it decides."""
    if not row["assumed"]:
        return ""
    return plural(
        "period not known: {n} year assumed", "period not known: {n} years assumed", ASSUMED_YEARS
    )


def _empty(asked: Asked, section: Section) -> None:
    """Says which of the four it is: none known, nothing found so far, not researched, filtered."""
    coverage = _folder(asked).get(f"coverage_{section.kind}")
    if asked.selection.narrows:
        st.caption(_("Nothing that fits the filters."))
    elif section.without:
        st.caption(_(section.without))
    elif coverage in ("none_known", "complete"):
        st.caption(_("None known: looked for, and nothing found."))
    elif coverage == "partial":
        then = asked.clock.is_past
        st.caption(_("None recorded by this date.") if then else _("Nothing found so far."))
    else:
        st.caption(_("Not researched yet."))
