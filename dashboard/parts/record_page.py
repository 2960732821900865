"""One record under its permanent address: all it says, what links to it, how to cite it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl
import streamlit as st

from dashboard import hosting, session
from dashboard.carried import to_query
from dashboard.filters import KIND_NAMES
from dashboard.language import _, country, day, field_label, labelled, listed
from dashboard.parts import chain, data_grid, field_changes, filter_bar, updates
from dashboard.parts.chart_card import source_list
from dashboard.parts.country_picker import COUNTRY_PAGE
from dashboard.queries import action_plans, freshness, sources
from dashboard.queries import chain as chain_query
from dashboard.queries.facts import Fact, Said
from dashboard.queries.record import Record, Rows, plan_of, record
from dashboard.queries.titles import named_in_sentences, titles
from dashboard.shown import APART, link, record_link, sentences, shown, worded
from dashboard.style import PROSE
from loaders import Snapshot
from loaders.measures import Clock

SEARCH_PAGE, OFFICERS_PAGE = "views/records.py", "views/officers.py"
SENTENCES = ("summary", "note")
"""Fields that are read as such: above the table."""


def show(snapshot: Snapshot, identifier: str) -> None:
    """The record, or what to do where the data holds none of this id."""
    action, identifier = identifier, plan_of(snapshot, identifier) or identifier
    found = record(snapshot, identifier)
    if found is None:
        _unknown(identifier)
        return
    st.title(shown(found.row["title"]))
    _heading(snapshot, found)
    filter_bar.complaints(session.selection().only())
    _then(found, session.clock())
    now = Clock(session.present(), session.present())
    if action != identifier:
        _action(snapshot, identifier, action, now)
    named = named_in_sentences(snapshot, session.clock())
    for fact in (fact for fact in found.facts if fact.field in SENTENCES):
        text = sentences(fact.said[0].text, named)
        said = text if fact.field == "summary" else labelled(f":gray[{fact.label}]", text)
        st.markdown(said, width=PROSE)
    _table(
        tuple(
            _in_full(fact, snapshot, found) for fact in found.facts if fact.field not in SENTENCES
        ),
        named,
    )
    for name, rows in found.nested:
        if name != "sources":
            st.header(field_label(name), divider="gray")
            data_grid.show(_rows(rows), f"record-{name}")
    updates.show(snapshot, identifier, now)
    st.header(_("Sources"), divider="gray")
    source_list(sources.of(snapshot, [identifier]))
    chain.around(snapshot, identifier, now)
    _named_by(snapshot, found, now)
    field_changes.history(identifier)
    _to_cite(snapshot, found)


def _action(snapshot: Snapshot, plan: str, action: str, clock: Clock) -> None:
    """That the address asks for this action of the plan, and where it stands."""
    every = action_plans.actions(snapshot, [plan], clock).rows(named=True)
    row = next(row for row in every if row["id"] == action)
    due = day(row["due"], row["due_precision"])
    stands = [
        row["label"],
        _("due {date}").format(date=due) if due else _("no date"),
        row["responsible_names"] or _("Responsible body not named"),
    ]
    said = _("An action of this plan: {title}").format(title=shown(row["title"]))
    st.info(f"{said}  \n{APART.join(map(worded, stands))}")


def _unknown(identifier: str) -> None:
    st.title(_("Record"))
    if identifier:
        said = _("The address asks for {id}, which is no record of this data.")
        remedy = _("It may have been merged with another: search for its title.")
        st.warning(f"{said.format(id=shown(identifier[:80]))} {remedy}")
    else:
        st.info(_("Each record has a page of its own. Search for one."))
    st.page_link(SEARCH_PAGE, label=_("Search all records"), icon=":material/search:")


def _named_by(snapshot: Snapshot, found: Record, clock: Clock) -> None:
    following = chain_query.following(snapshot, found.row["id"], clock)
    in_chain = {node.id for node in following.after} if following else set()
    named = [(other, label) for other, label in found.linked_from if other not in in_chain]
    if not named:
        return
    st.header(_("Named by"), divider="gray")
    called = titles(snapshot)
    lines = [
        f"- {record_link(called.get(other, other), other)} :gray[{shown(label)}]"
        for other, label in named
    ]
    st.markdown("\n".join(lines))


def _heading(snapshot: Snapshot, found: Record) -> None:
    iso3 = found.row["country"]
    kind = _(KIND_NAMES[found.kind.name])
    if not iso3:
        st.caption(f"{kind}{APART}{_('International')}")
        return
    with st.container(horizontal=True, vertical_alignment="center", key="record-heading"):
        st.caption(kind, width="content")
        st.page_link(
            COUNTRY_PAGE,
            label=shown(country(snapshot.reference, iso3)),
            query_params={"country": iso3} | to_query(),
        )


def _then(found: Record, clock: Clock) -> None:
    """Where the address asks for an earlier date: that this page tells what is known today."""
    if not clock.is_past:
        return
    said = _("This page tells all that is known now, not only what stood on {date}.")
    st.caption(said.format(date=day(clock.as_of)))


def _in_full(fact: Fact, snapshot: Snapshot, found: Record) -> Fact:
    """A status with what it means and, where it is undated, how fresh it is; others as they are."""
    row = found.row
    if fact.field != "status":
        return fact
    meaning = (Said(fact.meaning),) if fact.meaning else ()
    fact = replace(fact, said=(*fact.said, *meaning))
    if "status_as_of" not in row or row["status_as_of"]:
        return fact
    [told] = freshness.with_told(
        snapshot.frames[found.kind.table.name].filter(id=row["id"]), snapshot
    ).iter_rows(named=True)
    return replace(fact, said=(*fact.said, Said(freshness.says(told), is_ours=True)))


def _table(facts: tuple[Fact, ...], named: Mapping[str, str]) -> None:
    """Field and what it says, a row each; `named`: see `dashboard.shown.sentences`."""
    said = {
        _("Field"): [f"**{shown(fact.label)}**" for fact in facts],
        _("What is known"): [_in_cell(fact.said, named) for fact in facts],
    }
    st.table(pl.DataFrame(said), border="horizontal", hide_header=True, hide_index=True)


def _in_cell(said: tuple[Said, ...], named: Mapping[str, str]) -> str:
    return APART.join(_in_part(one, named) for one in said)


def _in_part(said: Said, named: Mapping[str, str]) -> str:
    if said.record:
        return record_link(said.text, said.record)
    if said.is_ours:
        return worded(said.text)
    return link(said.text, said.url) if said.url else sentences(said.text, named)


def _rows(rows: Rows) -> pl.DataFrame:
    """Nested rows by the labels of the fields that any of them fills."""
    labels = dict.fromkeys(fact.label for row in rows for fact in row)
    said = [{fact.label: listed(one.text for one in fact.said) for fact in row} for row in rows]
    return pl.DataFrame({label: [row.get(label, "") for row in said] for label in labels})


def _to_cite(snapshot: Snapshot, found: Record) -> None:
    st.header(_("To cite this record"), divider="gray")
    identifier = found.row["id"]
    site = session.site()
    address = f"{site}/record?id={identifier}" if site else ""
    cited = _("SSE Policy Tracker, record {id}, data version {version}, as read on {date}.").format(
        id=identifier, version=snapshot.version, date=day(session.today())
    )
    parts = [f"{found.row['title']}.", cited, address]
    st.code(" ".join(filter(None, parts)), language=None, wrap_lines=True)
    place = _("Kept in {file}, line {line}.")
    said = place.format(file=shown(found.row["file"]), line=found.row["line"])
    st.page_link(
        OFFICERS_PAGE,
        label=_("Correct this record"),
        icon=":material/edit:",
        query_params={"id": identifier} | to_query(),
    )
    report = hosting.current().report_address(identifier)
    if report:
        st.caption(said)
        st.link_button(_("Report an error in this record"), report, icon=":material/flag:")
    else:
        st.caption(f"{said} {_('To report an error, see README.md in the data folder.')}")
