"""The fields that every record has, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations

from loaders import dates
from loaders.fields import Fault, Field, Group, Many, Records, Structs, Table, as_label
from loaders.kinds.source import SOURCES
from loaders.phrases import small
from loaders.values import LANGUAGE, SLUG, SUBDIVISION, Code, Date, Link, Row, Text

TITLE = Table(
    "original_title",
    "an original title",
    (
        Field("text", Text(), "The title as its language writes it", required=True),
        Field("language", LANGUAGE, "BCP 47 tag such as tr or pt-BR; left out where unsure"),
    ),
)

AREA = Table(
    "area",
    "an area",
    (
        Field("name", Text(200), "The province, region or city", required=True),
        Field("code", SUBDIVISION, "ISO 3166-2, where one exists"),
    ),
)

PERIOD = Table(
    "period",
    "a period",
    (
        Field("start", Date(), "First day, as precise as the source"),
        Field("end", Date(), "Last day, as precise as the source"),
    ),
)

_HEAD = (
    Field("id", SLUG, "Never changed, never used again; starts with the country's code", True),
    Field("title", Text(500), "In English, as the text is usually called", required=True),
    Field("original_title", Structs(TITLE), "The title in its own languages"),
    Field("jurisdiction", Code("jurisdiction", "a jurisdiction"), "National where left out"),
    Field("area", Group(AREA), "Where a subnational record applies"),
)

_TAIL = (
    Field("responds_to", Many(Link()), "Ids of what it answers or follows from, by a source"),
    Field("themes", Many(Code("theme", "a theme")), "What it is about"),
    Field("summary", Text(), "In our own words, no more than the sources say"),
    Field("note", Text(), "Where sources differ, or what a reader should know"),
    Field("sources", Records(SOURCES), "Where each fact stands; at least one", required=True),
)


def record(*own: Field) -> tuple[Field, ...]:
    """The fields of a record kind, in the order in which a file keeps them."""
    return (*_HEAD, *own, *_TAIL)


def area_where_subnational(row: Row) -> Iterable[Fault]:
    """A subnational record names its area, and only such a record does."""
    subnational = row.get("jurisdiction") == "subnational"
    if subnational and "area_name" not in row:
        yield "area-missing", "jurisdiction", {}
    if "area_name" in row and row.get("jurisdiction", "national") == "national":
        yield "area-not-subnational", "area", {}


def in_order(*names: str) -> Callable[[Row], Iterable[Fault]]:
    """A rule: where two of these dates are known, the earlier named is not after the later.

    Compared with the precision of the less precise one, so 2011-03-29 is not after 2011.
    """

    def rule(row: Row) -> Iterable[Fault]:
        known = [name for name in names if row.get(name)]
        for earlier, later in combinations(known, 2):
            before, after = _comparable(row, earlier, later)
            if before > after:
                values = {"value": _shown(row, later), "earlier": _shown(row, earlier)}
                said = {"field": _said(later), "other": _said(earlier)}
                yield "dates-out-of-order", _field(later), {**said, **values}

    return rule


def _field(column: str) -> str:
    return "period" if column.startswith("period_") else column


def _said(column: str) -> str:
    return small(as_label(column))


def _shown(row: Row, name: str) -> str:
    return dates.shown(row[name], row[f"{name}_precision"])


def _comparable(row: Row, one: str, other: str) -> tuple[str, str]:
    first, second = _shown(row, one), _shown(row, other)
    length = min(len(first), len(second))
    return first[:length], second[:length]
