"""What of the data is to be edited: pickers of country, kind and record, set from the address."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard import session
from dashboard.filters import KIND_LABELS
from dashboard.language import _, countries
from dashboard.parts import drafting, filter_bar
from loaders import Snapshot
from loaders.additions import ADDITIONS, Addition, path_of
from loaders.fields import Table
from loaders.kinds import KINDS

INTERNATIONAL, COUNTRY_FILE = "international", "country"
"""In addresses: the folder of what belongs to no country; a country's own file as a kind."""
KIND = "what"
"""In addresses: the kind that is edited; the filter of that name goes along to other pages."""


@dataclass(frozen=True)
class Chosen:
    """What the address asks to be edited."""

    country: str
    """ISO3, or 'international'."""
    kind: str
    record: str
    part: str
    """Of a plan: the id of the action that is open."""

    @property
    def iso3(self) -> str:
        return "" if self.country == INTERNATIONAL else self.country

    @property
    def table(self) -> Table:
        return self.addition.table

    @property
    def addition(self) -> Addition:
        return addition(self.kind)

    @property
    def file(self) -> str:
        return str(path_of(self.addition, self.iso3))


def addition(kind: str) -> Addition:
    """What a kind of records, or a country's file, is declared as."""
    return next(each for each in ADDITIONS if each.name == kind.replace("_", "-"))


def in_file(path: str, record: str, part: str = "") -> Chosen:
    """A record of a file, and the action that is open in it."""
    folder, country = path.split("/")[:2]
    table = drafting.kind_of(path).table
    kind = next(each.name for each in ADDITIONS if each.table is table).replace("-", "_")
    return Chosen(country if folder == "countries" else INTERNATIONAL, kind, record, part)


def kinds_of(country: str) -> list[str]:
    """The kinds of records that are kept for a country, or of no country."""
    if country == INTERNATIONAL:
        return [kind.name for kind in KINDS if kind.international]
    return [*(kind.name for kind in KINDS if kind.in_countries), COUNTRY_FILE]


def chosen(snapshot: Snapshot) -> Chosen | None:
    """The pickers of country, kind and record, set from the address."""
    _name_plan(snapshot)
    asked = session.query()
    country, kind = asked.get("country", ""), asked.get(KIND, "")
    found = _of_record(snapshot, asked.get("id", ""))
    # An address may name the record alone, or it and its country.
    if found and ("country" not in asked or (not kind and country == found[0])):
        country, kind = found
    names = {INTERNATIONAL: _("International"), **countries(snapshot.reference)}
    # As in `draft_desk`: what is said does not move the pickers.
    with st.container():
        filter_bar.complain_unless_in(names, "country")
        if country in names:
            filter_bar.complain_unless_in(kinds_of(country), KIND)
        elif not country:
            filter_bar.complain_unless_in((), "id")
    with st.container(horizontal=True, vertical_alignment="bottom", key="edit-pickers"):
        st.selectbox(
            _("Country or area"),
            list(names),
            index=None,
            format_func=lambda code: names.get(code, code),
            key=session.control("edit-country", country if country in names else None),
            placeholder=_("Type a name"),
            on_change=pick,
            args=("country",),
            width=300,
        )
        if country not in names:
            return None
        kinds = kinds_of(country)
        kind = kind if kind in kinds else kinds[0]
        st.selectbox(
            _("What"),
            kinds,
            format_func=kind_name,
            key=session.control(f"edit-{KIND}", kind),
            on_change=pick,
            args=(KIND,),
            width=220,
        )
    record = asked.get("id", "")
    return Chosen(country, kind, record, asked.get("part", ""))


def kind_name(kind: str) -> str:
    return _("About the country's folder") if kind == COUNTRY_FILE else _(KIND_LABELS[kind])


def _of_record(snapshot: Snapshot, record: str) -> tuple[str, str] | None:
    """Country and kind of a published record."""
    row = snapshot.frames["records"].filter(id=record)
    return (row["country"][0] or INTERNATIONAL, row["kind"][0]) if row.height else None


def _name_plan(snapshot: Snapshot) -> None:
    """Writes an address that names an action in the place of a record with its plan too.

    The worklist and the command line give an action by its own id.
    """
    asked = session.query()
    row = snapshot.frames["actions"].filter(id=asked.get("id", ""))
    if row.height and asked.get("country", row["country"][0]) == row["country"][0]:
        plan = {"country": row["country"][0], KIND: "action_plan", "id": row["plan"][0]}
        session.change(plan | {"part": row["id"][0]})


def open_record(chosen: Chosen, record: str, part: str = "") -> None:
    """Writes another record of the same file to the address."""
    session.change({"country": chosen.country, KIND: chosen.kind, "id": record, "part": part})


def pick(what: str) -> None:
    """Writes a choice to the address; what follows from it is chosen anew."""
    follows = {"country": (KIND, "id", "part"), KIND: ("id", "part"), "id": ("part",)}
    chosen = st.session_state[f"edit-{what}"] or ""
    if what != "country" and "country" not in session.query():
        session.change({"country": st.session_state["edit-country"] or ""})
    if what in ("id", "part") and KIND not in session.query():
        session.change({KIND: st.session_state[f"edit-{KIND}"]})
    session.change(dict.fromkeys(follows.get(what, ()), "") | {what: chosen})
