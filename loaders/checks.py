"""Rules across fields and records: links exist, sources stand once, coverage is true ..."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from loaders.dates import end, shown
from loaders.kinds import KINDS
from loaders.kinds.country import COVERED
from loaders.phrases import Phrase, hint, one_of
from loaders.problems import Problem, did_you_mean, quoted
from loaders.records import MAX_HINTS, Reading, Use
from loaders.values import NAME_LIMIT, Row

Check = Callable[[Reading], Iterator[Problem]]


def links_exist(reading: Reading) -> Iterator[Problem]:
    """Every id that a record names is the id of a record of a fitting kind.

    An id that may stand in a file that could not be read is left alone: one fault, one problem.
    """
    hints = 0
    for use in reading.links:
        seen = reading.ids.get(use.target)
        if use.target == use.owner:
            yield _at(use, "links-itself")
        elif seen is None and not reading.unread & {"", use.target.split("-")[0]}:
            # A hint compares with every id; after the first hundred they cost more than they help.
            hints += 1
            known = _ids_of(reading, use.kinds) if hints <= MAX_HINTS else []
            hint = did_you_mean(use.target[:200], known, list_up_to=0) or _NO_HINT
            values = {"value": quoted(use.target), "what": _any_of(use.kinds), "hint": hint}
            yield _at(use, "missing-link", **values)
        elif seen is not None and use.kinds and seen.kind not in use.kinds:
            found = _with_article(seen.kind)
            values = {"value": quoted(use.target), "found": found, "what": _any_of(use.kinds)}
            yield _at(use, "wrong-kind", **values)


def bodies_have_names(reading: Reading) -> Iterator[Problem]:
    """A body is named, and not given by the id of its record: what stands there is shown."""
    for use in reading.names:
        if seen := reading.ids.get(use.target):
            values = {"value": use.target, "found": _with_article(seen.kind)}
            yield _at(use, "id-for-a-name", **values, hint=_its_name(reading, use.target))


def _its_name(reading: Reading, identifier: str) -> Phrase:
    """The title of the record, where it is among those that were read."""
    for kind in KINDS:
        for row in reading.rows[kind.table.name]:
            if row["id"] == identifier:
                return hint("Write '{name}'", name=quoted(row["title"], NAME_LIMIT))
    return hint("Write its name")


_NO_HINT = hint("Write the id of one that is there, or remove it")


def _at(use: Use, code: str, **values: object) -> Problem:
    return Problem(use.file, use.line, use.column, code, use.field, values)


def _ids_of(reading: Reading, kinds: tuple[str, ...]) -> list[str]:
    return [found for found, seen in reading.ids.items() if not kinds or seen.kind in kinds]


_TABLES = {kind.name: kind.table for kind in KINDS}


def _with_article(kind: str) -> str:
    return Phrase(_TABLES[kind].singular if kind in _TABLES else f"an {kind}")


def _any_of(kinds: tuple[str, ...]) -> str:
    return one_of([Phrase(_TABLES[kind].noun) for kind in kinds]) or Phrase("record")


def framework_laws_are_umbrellas(reading: Reading) -> Iterator[Problem]:
    """A framework law covers the SSE as a whole or a related notion, as the OECD counts them."""
    scopes = reading.reference.codes("scope") or {}
    umbrella = {code for code, row in scopes.items() if row.get("umbrella")}
    for row in reading.rows["laws"]:
        if row.get("type") == "framework_law" and umbrella and not umbrella & set(row["scope"]):
            values = {"umbrella": ", ".join(sorted(umbrella))}
            yield _of(row, "scope", "scope-not-umbrella", **values)


def statuses_have_begun(reading: Reading) -> Iterator[Problem]:
    """A law is in force, or repealed, from the day on that it names; that day may be to come."""
    for row in reading.rows["laws"]:
        status = row.get("status") or ""
        earlier = BEFORE.get(status, "")
        day = row.get(status) if earlier else None
        if day and day > reading.latest:
            said = shown(day, row[f"{status}_precision"])
            named = partial(reading.reference.code_name, "law-status")
            values = {"value": named(status), "day": said, "earlier": named(earlier)}
            yield _of(row, "status", "status-before-its-day", **values)


BEFORE = {"in_force": "adopted", "repealed": "in_force"}
"""The statuses of a law that begin on the day of the field of the same name; what holds before."""


def updates_agree(reading: Reading) -> Iterator[Problem]:
    """An action has the status that was reported last, where none was confirmed later.

    Of two imprecise dates that one is later whose interval is over later, as in `measures.reports`.
    """
    newest: dict[str, Row] = {}
    for row in reading.rows["updates"]:
        earlier = newest.get(row["action"])
        if row.get("date") and (earlier is None or _end(row, "date") >= _end(earlier, "date")):
            newest[row["action"]] = row
    for row in reading.rows["actions"]:
        update, status = newest.get(row["id"]), row.get("status")
        if update is None or status in (None, update.get("status")):
            continue
        if not row.get("status_as_of") or _end(row, "status_as_of") <= _end(update, "date"):
            day = shown(update["date"], update["date_precision"])
            named = partial(reading.reference.code_name, "action-status")
            reported = named(update.get("status"))
            values = {"value": named(status), "day": day, "reported": reported}
            yield _of(row, "status", "status-not-last-reported", **values)


def _end(row: Row, name: str) -> date:
    return end(row[name], row[f"{name}_precision"])


def positions_fit(reading: Reading) -> Iterator[Problem]:
    """A country takes one position once; adherents are of OECD instruments."""
    bodies = {row["id"]: row["body"] for row in reading.rows["resolutions"]}
    first: dict[tuple[str, str, str], int] = {}
    for row in reading.rows["positions"]:
        key = (row["resolution"], row["country"], row["position"])
        if key in first:
            values = {"value": row["country"], "first": first[key]}
            yield _of(row, "country", "repeated-country", **values)
        first.setdefault(key, row["line"])
        body = bodies.get(row["resolution"], "")
        if row["position"] == "adherent" and not body.casefold().startswith("oecd"):
            yield _of(row, "position", "adherent-elsewhere")


def sources_stand_once(reading: Reading) -> Iterator[Problem]:
    """One list of sources cites an address once; other records may cite it too."""
    first: dict[tuple[str, str | None, str], tuple[int, int]] = {}
    for row in reading.rows["sources"]:
        if address := row.get("url"):
            earlier = first.setdefault((row["record"], row.get("part"), address), row["@url"])
            if earlier != row["@url"]:
                yield _of(row, "url", "repeated-address", first=earlier[0])


def coverage_agrees(reading: Reading) -> Iterator[Problem]:
    """A kind of which records exist is covered partly or completely."""
    for kind in KINDS:
        if kind.name not in COVERED:
            continue
        counts = Counter(row["country"] for row in reading.rows[kind.table.name])
        for country in reading.rows["country"]:
            coverage, count = country.get(f"coverage_{kind.name}"), counts[country["country"]]
            if count and coverage in ("none_known", "not_researched"):
                values = {"kind": kind.name, "coverage": coverage, "count": count}
                place = country[f"coverage_@{kind.name}"]
                yield Problem(country["file"], *place, "coverage-contradicts", "coverage", values)


def _of(row: Row, field: str, code: str, **values: object) -> Problem:
    """A problem at a field that the row keeps the place of."""
    line, column = row[f"@{field}"]
    return Problem(row["file"], line, column, code, field, values)


CHECKS: tuple[Check, ...] = (
    links_exist,
    bodies_have_names,
    framework_laws_are_umbrellas,
    statuses_have_begun,
    updates_agree,
    positions_fit,
    sources_stand_once,
    coverage_agrees,
)
