"""What can be chosen in a field of a form, by its type: what is written, and what it is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dashboard import session
from dashboard.language import _, countries
from dashboard.parts.form_field import Place
from dashboard.shown import shortened
from loaders.values import Code, Country, GroupId, Link, Organisation


def _codes(kind: Code, place: Place) -> Mapping[str, str]:
    """Label and definition of each code."""
    codes = place.reference.codes(kind.codelist) or {}
    return {
        code: shortened(f"{_(row['label'])} \N{EN DASH} {_(row['definition'])}", 110)
        for code, row in codes.items()
    }


def labels(kind: Code, place: Place) -> Mapping[str, str]:
    """Where several are chosen, the label of each code alone."""
    codes = place.reference.codes(kind.codelist) or {}
    return {code: _(row["label"]) for code, row in codes.items()}


def _countries(_kind: Country, place: Place) -> Mapping[str, str]:
    return countries(place.reference)


def _groups(_kind: GroupId, place: Place) -> Mapping[str, str]:
    return {code: _(str(row["name"])) for code, row in place.reference.groups.items()}


def _organisations(_kind: Organisation, place: Place) -> Mapping[str, str]:
    known = place.reference.organisations
    return {code: str(row["name"]) for code, row in known.items()}


def _records(kind: Link, place: Place) -> Mapping[str, str]:
    """Records that may be named: those of the country and the international ones."""
    snapshot = session.served().snapshot
    frame = snapshot.frames["records"]
    here = [place.country or None, None]
    rows = zip(frame["id"], frame["kind"], frame["country"], frame["title"], strict=True)
    return {
        record: f"{shortened(title, 90)} ({record})"
        for record, its_kind, country, title in rows
        if country in here and (not kind.kinds or its_kind in kind.kinds)
    } | {
        record: f"{shortened(title, 90)} ({record})"
        for record, (its_kind, title) in place.drafted.items()
        if not kind.kinds or its_kind in kind.kinds
    }


NAMES: dict[type, Callable[[Any, Place], Mapping[str, str]]] = {
    Code: _codes,
    Country: _countries,
    GroupId: _groups,
    Organisation: _organisations,
    Link: _records,
}
"""What can be chosen, by the type of the field: what is written, and what it is called."""
