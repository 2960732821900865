"""The sections of a country's page. `SECTIONS` lists them in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import polars as pl
import streamlit as st

from dashboard.filters import KIND, KIND_LABELS, Selection
from dashboard.language import N_, _, country, day, labelled, plural
from dashboard.parts.chart_card import source_line
from dashboard.queries import country as query
from dashboard.queries import legal_framework, sources
from dashboard.queries.action_plans import standing_label
from dashboard.shown import APART, address, record_link, shown
from loaders import Snapshot
from loaders.legal_framework import LAW_TYPES
from loaders.measures import Clock
from loaders.texts import ASSUMED_YEARS

Row = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """What a section is to show."""

    snapshot: Snapshot
    country: str
    selection: Selection
    clock: Clock

    def label(self, codelist: str, code: str | None) -> str:
        return _(self.snapshot.reference.label(codelist, code)) if code else ""

    def names(self, organisations: list[str] | None) -> str:
        name = self.snapshot.reference.organisation_name
        return ", ".join(name(organisation) for organisation in organisations or ())

    def countries(self, codes: list[str] | None) -> str:
        return ", ".join(country(self.snapshot.reference, code) for code in codes or ())

    def title(self, identifier: str) -> str:
        found = self.snapshot.frames["records"].filter(pl.col("id") == identifier)["title"]
        return str(found[0]) if len(found) else identifier


def show(snapshot: Snapshot, country: str, selection: Selection, clock: Clock) -> None:
    """Where the country stands, then each section that the kind filter leaves."""
    asked = Asked(snapshot, country, selection, clock)
    _standing(asked)
    kinds = selection.chosen.get(KIND.key, ())
    for kind, heading, section in SECTIONS:
        if not kinds or kind in kinds:
            st.subheader(_(heading), divider="gray")
            section(asked)
    st.subheader(_("Sources"), divider="gray")
    _sources(asked)


def _standing(asked: Asked) -> None:
    rows = legal_framework.rows(asked.snapshot, Selection(), asked.clock)
    row = rows.row(by_predicate=pl.col("iso3") == asked.country, named=True)
    date = day(asked.clock.as_of)
    st.markdown(f"**{shown(row['label'])}** :gray[{_('as of {date}').format(date=date)}]")
    if row["title"]:
        since = ", ".join(part for part in (_since(row), _assumed(row)) if part)
        said = _("Decided by: {text}").format(text=shown(row["title"]))
        st.markdown(said + (f" :gray[({since})]" if since else ""))
    reference = asked.snapshot.reference.countries[asked.country]
    folder = asked.snapshot.frames["countries"].row(
        by_predicate=pl.col("iso3") == asked.country, named=True
    )
    notes = [reference.get("note"), folder["folder_note"]]
    reviewed = (
        _("Reviewed by an officer in {date}.").format(
            date=day(folder["reviewed"], folder["reviewed_precision"])
        )
        if folder["reviewed"]
        else _("Not yet reviewed by a country officer.")
    )
    if folder["researched"]:
        gathered = _("Records gathered in {date}.").format(
            date=day(folder["researched"], folder["researched_precision"])
        )
        notes.append(f"{gathered} {reviewed}")
    for note in filter(None, notes):
        st.caption(shown(note))


def _since(row: Row) -> str:
    """When the text began, and how sure that is."""
    parts = []
    date = day(row["since"], row["since_precision"])
    if date:
        parts.append(
            {
                "in_force": _("in force since {date}"),
                "published": _("published {date}"),
                "adopted": _("adopted {date}"),
                "proposed": _("proposed {date}"),
            }[row["since_basis"]].format(date=date)
        )
    if row.get("through"):
        parts.append(_("through {body}").format(body=shown(row["through"])))
    return ", ".join(parts)


def _assumed(row: Row) -> str:
    """That the level rests on a period nobody states; said only where it decides."""
    if not row["assumed"]:
        return ""
    return plural(
        "period not known: {n} year assumed", "period not known: {n} years assumed", ASSUMED_YEARS
    )


def _entry(title: str, facts: list[str], row: Row, asked: Asked, more: str = "") -> None:
    """One record: title and facts in a line that opens; summary, links and sources inside."""
    line = APART.join(fact for fact in facts if fact)
    with st.expander(f"**{shown(title)}**  :gray[{line}]", key=f"record-{row['id']}"):
        originals = row.get("original_title") or ()
        body = [" / ".join(f"*{shown(original['text'])}*" for original in originals)]
        body += [shown(row["summary"]), more]
        body += [_("Note: {note}").format(note=shown(row["note"])) if row["note"] else ""]
        cited = sources.of(asked.snapshot, [row["id"]]).iter_rows(named=True)
        body += ["\n".join(f"- :small[{source_line(source)}]" for source in cited)]
        body += [f":small[{record_link(_('This record on a page of its own'), row['id'])}]"]
        st.markdown("\n\n".join(part for part in body if part))


def _empty(asked: Asked, kind: str) -> None:
    """Says which of the four it is: none known, nothing found so far, not researched, filtered."""
    frame = asked.snapshot.frames["countries"]
    folder = frame.row(by_predicate=pl.col("iso3") == asked.country, named=True)
    coverage = folder.get(f"coverage_{kind}")
    narrowed = asked.selection.only(*(choice for choice in asked.selection.chosen)).chosen
    if (asked.country, kind) in asked.snapshot.lost:
        st.markdown(f":orange[{_('A file of this country could not be read.')}]")
    elif {key for key in narrowed if key != KIND.key}:
        st.caption(_("Nothing that fits the filters."))
    elif coverage in ("none_known", "complete"):
        st.caption(_("None known: looked for, and nothing found."))
    elif coverage == "partial":
        st.caption(_("Nothing found so far."))
    else:
        st.caption(_("Not researched yet."))


def _status(row: Row, codelist: str, asked: Asked) -> str:
    """The status and how fresh it is; a missing one is not a status."""
    status = asked.label(codelist, row["status"]) or _("Status not reported")
    return status + _freshness(row, asked)


def _laws(asked: Asked) -> None:
    found = query.laws(asked.snapshot, asked.country, asked.selection, asked.clock)
    acts = query.bound(asked.snapshot, asked.country)
    if found.is_empty() and acts.is_empty():
        return _empty(asked, "law")
    national = found.filter(pl.col("jurisdiction").fill_null("national") == "national")
    laws = national.filter(pl.col("type").is_in(LAW_TYPES)).height
    others = national.height - laws
    subnational = found.height - national.height
    counts = [
        plural("{n} law", "{n} laws", laws),
        plural("{n} other text", "{n} other texts", others) if others else "",
        plural("{n} subnational", "{n} subnational", subnational) if subnational else "",
    ]
    st.caption(APART.join(said for said in counts if said))
    for row in found.iter_rows(named=True):
        facts = [
            asked.label("law-type", row["type"]),
            shown(row["number"]),
            _law_state(row, asked),
            shown(row["area_name"]),
            ", ".join(asked.label("scope", code) for code in row["scope"] or ()),
        ]
        _entry(row["title"], facts, row, asked, _relations(row, asked))
    for row in acts.iter_rows(named=True):
        body = asked.snapshot.reference.organisation_name(row["body"])
        facts = [_("Applies directly, through {body}").format(body=shown(body))]
        _entry(row["title"], facts, row, asked)


def _law_state(row: Row, asked: Asked) -> str:
    """Where the text stands on the date and since when: 'In force, adopted 24 April 1969'."""
    states = {"not_yet": _("Not yet adopted"), "date_not_known": _("Date not known")}
    label = states.get(row["state"]) or asked.label("law-status", row["state"])
    since, ended = _since(row), day(row["repealed"], row["repealed_precision"])
    if row["since_basis"] == row["state"]:
        since, label = "", since[:1].upper() + since[1:]
    parts = [f"{label} {ended}" if row["state"] == "repealed" and ended else label, since]
    return ", ".join(part for part in parts if part) + _freshness(row, asked)


def _freshness(row: Row, asked: Asked) -> str:
    """When the status was last confirmed; only today's status has that."""
    if asked.clock.is_past or not row["status_as_of"]:
        return ""
    date = day(row["status_as_of"], row["status_as_of_precision"])
    said = _("last confirmed {date}").format(date=date)
    return f" (:orange[{said}])" if row["stale"] else f" ({said})"


def _relations(row: Row, asked: Asked) -> str:
    parts = []
    for label, ids in (
        (_("Amends"), row["amends"]),
        (_("Amended by"), row["amended_by"]),
        (_("Replaces"), row["succeeds"]),
        (_("Follows from"), row["responds_to"]),
    ):
        if ids:
            titles = "; ".join(shown(asked.title(found)) for found in ids)
            parts.append(labelled(label, titles))
    if row["amended"] and not row["amended_by"]:
        date = day(row["last_amended"], row["last_amended_precision"])
        parts.append(_("Amended since") + (f" ({date})" if date else ""))
    return "  \n".join(parts)


def _institutions(asked: Asked) -> None:
    found = query.institutions(asked.snapshot, asked.country)
    for row in found.iter_rows(named=True):
        established = day(row["established"], row["established_precision"])
        dissolved = day(row["dissolved"], row["dissolved_precision"])
        facts = [
            asked.label("institution-type", row["type"]),
            shown(row["area_name"]),
            _("established {date}").format(date=established) if established else "",
            _("dissolved {date}").format(date=dissolved) if dissolved else "",
        ]
        _entry(row["title"], facts, row, asked)
    if found.is_empty():
        _empty(asked, "institution")


def _plans(asked: Asked) -> None:
    found = query.plans(asked.snapshot, asked.country, asked.selection, asked.clock)
    for row in found.iter_rows(named=True):
        over = f":orange[{_('period over, no outcome reported')}]" if row["over"] else ""
        lead = asked.names([row["lead"]] if row["lead"] else [])
        facts = [
            _status(row, "plan-status", asked),
            query.period(row),
            over,
            shown(row["area_name"]),
            shown(lead),
        ]
        more = [query.progress(row)]
        if row["carries_out"]:
            text = shown(asked.title(row["carries_out"]))
            more.append(_("One text with: {text}").format(text=text))
        if row["responds_to"]:
            titles = "; ".join(shown(asked.title(found)) for found in row["responds_to"])
            more.append(labelled(_("Follows from"), titles))
        _entry(row["title"], facts, row, asked, "  \n".join(more))
        _actions(row["id"], asked)
    if found.is_empty():
        _empty(asked, "action_plan")


def _actions(plan: str, asked: Asked) -> None:
    found = query.actions(asked.snapshot, plan, asked.clock)
    if found.is_empty():
        return
    reference = asked.snapshot.reference
    standing = [standing_label(reference, code) for code in found["standing"]]
    due = [day(*pair) for pair in found.select("due", "due_precision").iter_rows()]
    st.dataframe(
        {
            _("Action"): found["title"],
            _("Standing"): standing,
            _("Due"): due,
            _("Horizon"): [asked.label("horizon", code) for code in found["horizon"]],
            _("Responsible"): [asked.names(names) for names in found["responsible"].to_list()],
        },
        hide_index=True,
        key=f"actions-{plan}",
    )
    said = _("These actions in time, by responsible body")
    st.markdown(f":small[[{said}]({address('plans', plan=plan)})]")


def _workshops(asked: Asked) -> None:
    found = query.concerning(asked.snapshot, "workshops", asked.country, asked.selection)
    for row in found.iter_rows(named=True):
        start = day(row["start"], row["start_precision"])
        end = day(row["end"], row["end_precision"])
        facts = [
            f"{start} \N{EN DASH} {end}" if end and end != start else start,
            asked.label("event-type", row["type"]),
            asked.label("event-level", row["level"]) if row["level"] != "national" else "",
            shown(row["host_city"]),
            {"host": _("hosted"), "took_part": _("took part")}.get(row["role"] or "", ""),
            shown(asked.names(row["organisers"])),
            plural("{n} participant", "{n} participants", row["participants"])
            if row["participants"]
            else "",
        ]
        outcomes = "\n".join(f"- {shown(outcome)}" for outcome in row["outcomes"] or ())
        _entry(row["title"], facts, row, asked, outcomes)
    if found.is_empty():
        _empty(asked, "workshop")


def _positions(asked: Asked) -> None:
    found = query.positions(asked.snapshot, asked.country)
    for row in found.iter_rows(named=True):
        took = asked.label("position", row["position"]) or _("Followed by: {what}").format(
            what=asked.label("uptake", row["what"]).lower()
        )
        facts = [took, shown(row["number"]), day(row["date"], row["date_precision"])]
        line = APART.join(fact for fact in facts if fact)
        note = f"  \n{shown(row['note'])}" if row["note"] else ""
        st.markdown(f"**{shown(row['title'])}**  \n:gray[{line}]{note}")
    if found.is_empty():
        st.caption(_("No position is recorded."))


def _programmes(asked: Asked) -> None:
    found = query.concerning(asked.snapshot, "programmes", asked.country, asked.selection)
    for row in found.iter_rows(named=True):
        facts = [
            query.period(row),
            shown(asked.names([row["lead"]] if row["lead"] else [])),
            _("funded by {names}").format(names=shown(asked.names(row["funders"])))
            if row["funders"]
            else "",
        ]
        _entry(row["title"], facts, row, asked)
    if found.is_empty():
        st.caption(_("No programme is recorded."))


def _news(asked: Asked) -> None:
    found = query.concerning(asked.snapshot, "news", asked.country, asked.selection)
    for row in found.iter_rows(named=True):
        facts = [day(row["date"], row["date_precision"]), asked.label("news-type", row["type"])]
        _entry(row["title"], facts, row, asked)
    if found.is_empty():
        _empty(asked, "news")


def _sources(asked: Asked) -> None:
    own = asked.snapshot.frames["records"].filter(pl.col("country") == asked.country)
    found = sources.of(asked.snapshot, own["id"].to_list())
    said = plural(
        "{n} page or document cited for this country.",
        "{n} pages and documents cited for this country.",
        found.height,
    )
    with st.expander(said, on_change="rerun", key="country-sources") as expander:
        if expander.open:
            lines = [f"- {source_line(row)}" for row in found.iter_rows(named=True)]
            st.markdown("\n".join(lines))


SECTIONS: tuple[tuple[str, str, Callable[[Asked], None]], ...] = (
    ("law", KIND_LABELS["law"], _laws),
    ("institution", KIND_LABELS["institution"], _institutions),
    ("action_plan", KIND_LABELS["action_plan"], _plans),
    ("workshop", KIND_LABELS["workshop"], _workshops),
    ("resolution", N_("Positions on resolutions"), _positions),
    ("programme", KIND_LABELS["programme"], _programmes),
    ("news", KIND_LABELS["news"], _news),
)
