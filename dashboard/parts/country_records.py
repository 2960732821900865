"""What a country's page lists: each kind of record as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from dashboard.language import _, day, labelled, plural, span
from dashboard.parts import data_grid
from dashboard.parts.chart_card import source_line
from dashboard.parts.country_asked import Asked
from dashboard.parts.instrument_page import OTHER, instrument_link
from dashboard.parts.record_rows import Entry
from dashboard.queries import country as query
from dashboard.queries import freshness, sources
from dashboard.queries.action_plans import period, standing_label
from dashboard.queries.country import Found
from dashboard.shown import APART, address, shown
from loaders.dates import end
from loaders.legal_framework import LAW_TYPES
from loaders.measures import Clock
from loaders.tuples import tuples

Row = dict[str, Any]


def _entries(
    found: Found,
    asked: Asked,
    facts: Callable[[Row, Asked], list[str]],
    more: Callable[[Row, Asked], str] = lambda _row, _asked: "",
    below: Callable[[Row, Asked], Callable[[], None] | None] = lambda _row, _asked: None,
) -> Iterator[Entry]:
    """A row per record: title and facts; in full also summary, links, note and sources."""
    for row in found.rows():
        line = _line(facts(row, asked))
        yield Entry(
            key=row["id"],
            title=asked.link(row["title"], row["id"]),
            facts=line[:1].upper() + line[1:],
            more=_in_full(row, asked, more(row, asked)) if asked.in_full else "",
            below=below(row, asked),
            mark=asked.marks.get(row["id"], ""),
        )


def _in_full(row: Row, asked: Asked, more: str) -> str:
    originals = row.get("original_title") or ()
    note = asked.sentences(row["note"])
    cited = sources.by_record(asked.snapshot, [row["id"]])[row["id"]]
    parts = (
        " / ".join(f"*{shown(original['text'])}*" for original in originals),
        asked.sentences(row["summary"]),
        more,
        _("Note: {note}").format(note=note) if note else "",
        "\n".join(f"- :small[{source_line(source)}]" for source in cited),
    )
    return "\n\n".join(part for part in parts if part)


def _line(facts: Iterable[str]) -> str:
    return APART.join(fact for fact in facts if fact)


def laws(asked: Asked) -> Iterator[Entry]:
    """The country's own texts, then the acts that apply in it directly."""
    yield from _entries(asked.texts, asked, _law_facts, _relations)
    yield from _entries(asked.acts, asked, _act_facts)


def laws_counted(asked: Asked) -> str:
    """How many are laws, other texts, subnational, regional acts; '' without any."""
    found, acts = asked.texts, asked.acts.height
    national = [
        kind for where, kind in found.tuples("jurisdiction", "type") if where in (None, "national")
    ]
    of_law = sum(kind in LAW_TYPES for kind in national)
    others = len(national) - of_law
    subnational = found.height - len(national)
    return _line(
        [
            plural("{n} law", "{n} laws", of_law) if of_law else "",
            plural("{n} other text", "{n} other texts", others) if others else "",
            plural("{n} subnational", "{n} subnational", subnational) if subnational else "",
            plural("{n} act of a regional body", "{n} acts of regional bodies", acts)
            if acts
            else "",
        ]
    )


def _law_facts(row: Row, asked: Asked) -> list[str]:
    return [
        asked.label("law-type", row["type"]),
        shown(row["number"]),
        _law_state(row, asked),
        shown(row["area_name"]),
        ", ".join(asked.label("scope", code) for code in row["scope"] or ()),
    ]


def _act_facts(row: Row, asked: Asked) -> list[str]:
    body = asked.snapshot.reference.organisation_name(row["body"])
    return [_("Applies directly, through {body}").format(body=shown(body))]


def _law_state(row: Row, asked: Asked) -> str:
    """Where the text stands on the date and since when: 'In force, adopted 24 April 1969'."""
    unknown = row["state"] == "date_not_known"
    label = _("Date not known") if unknown else asked.label("law-status", row["state"])
    begun, ended = since(row, asked.clock), day(row["repealed"], row["repealed_precision"])
    if row["since_basis"] == row["state"]:
        begun, label = "", begun[:1].upper() + begun[1:]
    parts = [f"{label} {ended}" if row["state"] == "repealed" and ended else label, begun]
    return ", ".join(part for part in parts if part) + _freshness(row, asked)


def since(row: Row, clock: Clock) -> str:
    """When a text began or is to begin, and how sure that is."""
    parts = []
    date = day(row["since"], row["since_precision"])
    # Of what is repealed, or applies from a day to come, 'since' would say that it applies.
    applies = row.get("state", "in_force") == "in_force"
    if date:
        parts.append(
            {
                "in_force": _("in force since {date}")
                if applies and row["since"] <= clock.as_of
                else _("in force from {date}"),
                "published": _("published {date}"),
                "adopted": _("adopted {date}"),
                "proposed": _("proposed {date}"),
            }[row["since_basis"]].format(date=date)
        )
    if row.get("through"):
        parts.append(_("through {body}").format(body=shown(row["through"])))
    return ", ".join(parts)


def _freshness(row: Row, asked: Asked) -> str:
    """When the status was last confirmed; only today's status has that."""
    if asked.clock.is_past or not row["status_as_of"]:
        return ""
    said = freshness.says(row | {"told": None})
    return f" (:orange[{said}])" if row["stale"] else f" ({said})"


def _later(row: Row, name: str, asked: Asked) -> bool:
    """Whether something came after an earlier date than today, so that nothing was known of it."""
    if not asked.clock.is_past or row[name] is None:
        return False
    return end(row[name], row[f"{name}_precision"]) > asked.clock.as_of


def _undated(row: Row, asked: Asked, column: str) -> str:
    """Says that no date tells whether it was there already; '' of today, or with a date."""
    return _("Date not known") if asked.clock.is_past and row[column] is None else ""


def _relations(row: Row, asked: Asked) -> str:
    parts = [
        labelled(label, asked.links(ids))
        for label, ids in (
            (_("Amends"), row["amends"]),
            (_("Amended by"), row["amended_by"]),
            (_("Replaces"), row["succeeds"]),
            (_("Follows from"), row["responds_to"]),
        )
        if ids
    ]
    if row["amended"] and not row["amended_by"] and not _later(row, "last_amended", asked):
        date = day(row["last_amended"], row["last_amended_precision"])
        parts.append(_("Amended since") + (f" ({date})" if date else ""))
    return "  \n".join(parts)


def institutions(asked: Asked) -> Iterator[Entry]:
    return _entries(asked.institutions, asked, _institution_facts)


def _institution_facts(row: Row, asked: Asked) -> list[str]:
    established = day(row["established"], row["established_precision"])
    later = _later(row, "dissolved", asked)
    dissolved = "" if later else day(row["dissolved"], row["dissolved_precision"])
    return [
        asked.label("institution-type", row["type"]),
        shown(row["area_name"]),
        _("established {date}").format(date=established) if established else "",
        _undated(row, asked, "established"),
        _("dissolved {date}").format(date=dissolved) if dissolved else "",
    ]


def plans(asked: Asked) -> Iterator[Entry]:
    """Each plan, with the standing of its actions below it."""
    return _entries(asked.plans, asked, _plan_facts, _plan_more, _plan_below)


def _plan_facts(row: Row, asked: Asked) -> list[str]:
    over = row["state"] == "period_over" and not asked.clock.is_past
    return [
        shown(row["standing"]) + _freshness(row, asked),
        period(row),
        f":orange[{_('period over, no outcome reported')}]" if over else "",
        shown(row["area_name"]),
        shown(asked.names([row["lead"]] if row["lead"] else [])),
    ]


def _plan_more(row: Row, asked: Asked) -> str:
    # Of the actions it is told below the row, where there are any.
    parts = [] if row["actions"] else [query.progress(row)]
    if row["carries_out"]:
        parts.append(_("One text with: {text}").format(text=asked.links([row["carries_out"]])))
    if row["responds_to"]:
        parts.append(labelled(_("Follows from"), asked.links(row["responds_to"])))
    return "  \n".join(parts)


def _plan_below(row: Row, asked: Asked) -> Callable[[], None] | None:
    return partial(_actions, row, asked) if row["actions"] else None


def _actions(plan: Row, asked: Asked) -> None:
    """The actions one click away, under how many of them are reported and done."""
    opens = (
        f"[{_('These actions in time, by responsible body')}]({address('plans', plan=plan['id'])})"
    )
    st.markdown(f":small[{query.progress(plan)}{APART}{opens}]")
    found = query.actions(asked.snapshot, plan["id"], asked.clock)
    reference = asked.snapshot.reference
    due = [day(*pair) for pair in tuples(found, "due", "due_precision")]
    columns = {
        # First: a phone shows the rest of the table only to who moves it.
        _("Standing"): [standing_label(reference, code) for code in found["standing"]],
        _("Action"): found["title"].to_list(),
        _("Due"): due,
        _("Horizon"): [_(reference.label("horizon", code)) for code in found["horizon"]],
        _("Responsible"): [asked.names(names) for names in found["responsible"].to_list()],
    }
    filled = pl.DataFrame({name: said for name, said in columns.items() if any(said)})
    data_grid.show(filled, f"actions-{asked.side}{plan['id']}")


def workshops(asked: Asked) -> Iterator[Entry]:
    return _entries(asked.events, asked, _workshop_facts, _outcomes)


def _workshop_facts(row: Row, asked: Asked) -> list[str]:
    return [
        span(row["start"], row["start_precision"], row["end"], row["end_precision"])
        or _undated(row, asked, "start"),
        asked.label("event-type", row["type"]),
        asked.label("event-level", row["level"]) if row["level"] != "national" else "",
        shown(row["host_city"]),
        {"host": _("hosted"), "took_part": _("took part")}.get(row["role"] or "", ""),
        shown(asked.names(row["organisers"])),
        plural("{n} participant", "{n} participants", row["participants"])
        if row["participants"]
        else "",
    ]


def _outcomes(row: Row, asked: Asked) -> str:
    return "\n".join(f"- {asked.sentences(outcome)}" for outcome in row["outcomes"] or ())


def positions(asked: Asked) -> Iterator[Entry]:
    """Positions on instruments, and what the country did with them, by the date."""
    for n, row in enumerate(asked.positions.rows()):
        yield _position(n, row, asked)


def positions_taken(asked: Asked) -> tuple[int, int]:
    """How many positions the country took, and in how many ways it followed an instrument up."""
    found = asked.positions.tuples("position")
    taken = sum(position is not None for (position,) in found)
    return taken, len(found) - taken


def positions_counted(asked: Asked) -> str:
    """How many of the rows are positions, how many follow-ups; '' where all are positions."""
    taken, followed = positions_taken(asked)
    if not followed:
        return ""
    return _line(
        [
            plural("{n} position", "{n} positions", taken) if taken else "",
            plural("{n} follow-up", "{n} follow-ups", followed),
        ]
    )


def _position(place: int, row: Row, asked: Asked) -> Entry:
    took = asked.label("position", row["position"]) or _followed(row["what"], asked)
    said = asked.links([row["record"]] if row["record"] else [])
    facts = [took, shown(row["number"]), day(row["date"], row["date_precision"]), said]
    return Entry(
        key=f"position-{place}",
        title=instrument_link(row["title"], row["resolution"], asked.selection),
        facts=_line([*facts, shown(row["note"])]),
    )


def _followed(what: str, asked: Asked) -> str:
    if what == OTHER:
        return _("Follow-up")
    return _("Followed by: {what}").format(what=asked.label("uptake", what).lower())


def programmes(asked: Asked) -> Iterator[Entry]:
    return _entries(asked.programmes, asked, _programme_facts)


def _programme_facts(row: Row, asked: Asked) -> list[str]:
    funders = shown(asked.names(row["funders"]))
    return [
        period(row) or _undated(row, asked, "period_start"),
        shown(asked.names([row["lead"]] if row["lead"] else [])),
        _("funded by {names}").format(names=funders) if funders else "",
    ]


def news(asked: Asked) -> Iterator[Entry]:
    return _entries(asked.news, asked, _news_facts)


def _news_facts(row: Row, asked: Asked) -> list[str]:
    date = day(row["date"], row["date_precision"]) or _undated(row, asked, "date")
    return [date, asked.label("news-type", row["type"])]
