"""Rules across records: links exist, positions stand once, coverage agrees with what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath

from loaders.kinds import KINDS
from loaders.kinds.country import COVERED
from loaders.problems import Problem, did_you_mean, quoted
from loaders.records import Reading, Use

Check = Callable[[Reading], Iterator[Problem]]


def links_exist(reading: Reading) -> Iterator[Problem]:
    """Every id that a record names is the id of a record of a fitting kind.

    An id that may stand in a file that could not be read is left alone: one fault, one problem.
    """
    unreadable = {country.lower() for country, _ in reading.lost}
    for use in reading.links:
        seen = reading.ids.get(use.target)
        if use.target == use.owner:
            yield _at(use, "links-itself")
        elif seen is None and use.target.split("-")[0] not in unreadable and "" not in unreadable:
            hint = did_you_mean(use.target, _ids_of(reading, use.kinds), list_up_to=0)
            values = {"value": quoted(use.target), "what": _any_of(use.kinds), "hint": hint}
            yield _at(use, "missing-link", **values)
        elif seen is not None and use.kinds and seen.kind not in use.kinds:
            found = _with_article(seen.kind)
            values = {"value": quoted(use.target), "found": found, "what": _any_of(use.kinds)}
            yield _at(use, "wrong-kind", **values)


def _at(use: Use, code: str, **values: object) -> Problem:
    return Problem(use.file, use.line, use.column, code, use.field, values)


def _ids_of(reading: Reading, kinds: tuple[str, ...]) -> list[str]:
    return [found for found, seen in reading.ids.items() if not kinds or seen.kind in kinds]


_SINGULAR = {kind.name: kind.table.singular for kind in KINDS}


def _with_article(kind: str) -> str:
    return _SINGULAR.get(kind, f"an {kind}")


def _any_of(kinds: tuple[str, ...]) -> str:
    names = [_SINGULAR[kind].split(" ", 1)[1] for kind in kinds]
    return " or ".join(names) or "record"


def framework_laws_are_umbrellas(reading: Reading) -> Iterator[Problem]:
    """A framework law covers the SSE as a whole or a related notion, as the OECD counts them."""
    scopes = reading.reference.codes("scope") or {}
    umbrella = {code for code, row in scopes.items() if row.get("umbrella")}
    for row in reading.rows["laws"]:
        if row.get("type") == "framework_law" and umbrella and not umbrella & set(row["scope"]):
            values = {"umbrella": ", ".join(sorted(umbrella))}
            yield Problem(row["file"], row["line"], 1, "scope-not-umbrella", "scope", values)


def positions_fit(reading: Reading) -> Iterator[Problem]:
    """One position of a country and kind on a resolution; adherents are of OECD instruments."""
    bodies = {row["id"]: row["body"] for row in reading.rows["resolutions"]}
    first: dict[tuple[str, str], int] = {}
    for row in reading.rows["positions"]:
        key = (row["resolution"], row["country"])
        if key in first:
            values = {"value": row["country"], "first": first[key]}
            yield Problem(row["file"], row["line"], 1, "repeated-country", "country", values)
        first.setdefault(key, row["line"])
        body = bodies.get(row["resolution"], "")
        if row["position"] == "adherent" and not body.casefold().startswith("oecd"):
            yield Problem(row["file"], row["line"], 1, "adherent-elsewhere", "position")


def coverage_agrees(reading: Reading) -> Iterator[Problem]:
    """A kind of which records exist is covered partly or completely."""
    for country in reading.rows["country"]:
        for kind in KINDS:
            coverage = country.get(f"coverage_{kind.name}") if kind.name in COVERED else None
            if coverage in ("none_known", "not_researched"):
                rows = reading.rows[kind.table.name]
                count = sum(row["country"] == country["country"] for row in rows)
                values = {"kind": kind.name, "coverage": coverage, "count": count}
                if count:
                    place = (country["file"], country["line"], 1)
                    yield Problem(*place, "coverage-contradicts", "coverage", values)


CHECKS: tuple[Check, ...] = (
    links_exist,
    framework_laws_are_umbrellas,
    positions_fit,
    coverage_agrees,
)


def in_scope(problem: Problem, paths: tuple[str, ...]) -> bool:
    """Whether the problem stands in one of the files or folders named."""
    place = PurePath(problem.file)
    return not paths or any(place.is_relative_to(path) for path in paths)
