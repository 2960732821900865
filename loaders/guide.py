"""The part of the officers' guide that explains every field, from the declarations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from loaders.fields import Field, Group, Many, Records, Structs, Table
from loaders.kinds import KINDS
from loaders.kinds.country import COUNTRY
from loaders.reference import Reference
from loaders.values import (
    LANGUAGE,
    SLUG,
    SUBDIVISION,
    WEB_ADDRESS,
    Code,
    Country,
    Date,
    Flag,
    GroupId,
    Integer,
    Link,
    Matching,
    Organisation,
    Text,
)

GUIDE = Path("README.md")
"""From the data folder."""
BEGIN = "<!-- The fields, written by 'python -m loaders guide' from the declarations: -->"
END = "<!-- End of the fields. -->"
FEW = 12
"""Codes that are written out; of a longer list the file is named."""


class NoMarkers(Exception):
    """The guide lacks the two lines between which the fields stand."""


def with_fields(text: str, reference: Reference) -> str:
    """The guide with its fields as they are declared now; raises `NoMarkers`."""
    before, begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise NoMarkers(f"the guide needs a line '{BEGIN}' and a line '{END}'")
    fields = "\n".join(_fields(reference))
    return f"{before}{BEGIN}\n\n{fields}\n{END}{after}"


def _fields(reference: Reference) -> Iterator[str]:
    """A table of the fields that every record has, one per kind of record and nested table."""
    yield from _section("Every record", COMMON, reference)
    for kind in KINDS:
        own = tuple(field for field in kind.table.fields if field not in COMMON)
        yield from _section(f"`{kind.file}`: {kind.table.singular}", own, reference)
    yield from _section("`country.yaml`: once per country", COUNTRY.fields, reference)
    for table in _inner():
        yield from _section(f"`{table.name}`: {table.singular}", table.fields, reference)


COMMON = tuple(
    field for field in KINDS[0].table.fields if all(field in kind.table.fields for kind in KINDS)
)
"""The fields that records of every kind have."""


def _inner() -> Iterator[Table]:
    """The tables that stand inside records, each once, the outer before the inner."""
    found: dict[str, Table] = {}

    def add(table: Table) -> None:
        for field in table.fields:
            inner = getattr(field.type, "table", None)
            if inner is not None and inner.name not in found:
                found[inner.name] = inner
                add(inner)

    for table in (*(kind.table for kind in KINDS), COUNTRY):
        add(table)
    return iter(found.values())


def _section(title: str, fields: tuple[Field, ...], reference: Reference) -> Iterator[str]:
    yield f"### {title}"
    yield ""
    yield "| field | what it says | how it is written |"
    yield "|---|---|---|"
    for field in fields:
        name = f"`{field.name}`{' (required)' if field.required else ''}"
        yield f"| {name} | {_cell(field.doc)} | {_cell(_written(field.type, reference))} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", r"\|").replace("<", "&lt;")


def _written(kind: Any, reference: Reference) -> str:
    """How a value of a type is written."""
    return WRITTEN[type(kind)](kind, reference)


def _code(kind: Code, reference: Reference) -> str:
    codes = list(reference.codes(kind.codelist) or ())
    if 0 < len(codes) <= FEW:
        return ", ".join(f"`{code}`" for code in codes)
    return f"a code of `codelists/{kind.codelist}.yaml`"


_FORMS = {
    SLUG.pattern: "an id, such as `tur-law-1163`",
    WEB_ADDRESS.pattern: "an address that starts with `https://` or `http://`",
    LANGUAGE.pattern: "a language tag, such as `fr`",
    SUBDIVISION.pattern: "a code, such as `CA-QC`",
}


def _matching(kind: Matching, _reference: Reference) -> str:
    return _FORMS[kind.pattern]


def _link(kind: Link, _reference: Reference) -> str:
    names = [name.replace("_", " ") for name in kind.kinds]
    return f"the id of a {' or '.join(names)}" if names else "the id of a record"


def _many(kind: Many, reference: Reference) -> str:
    return f"a list of: {_written(kind.of, reference)}"


WRITTEN: dict[type, Callable[[Any, Reference], str]] = {
    Text: lambda kind, _r: f"text of at most {kind.limit:,} characters",
    Matching: _matching,
    Date: lambda _kind, _r: "`2011`, `2011-03` or `2011-03-29`",
    Integer: lambda kind, _r: (
        f"a whole number from {kind.least:,}" + (f" to {kind.most:,}" if kind.most <= 100 else "")
    ),
    Flag: lambda _kind, _r: "`true` or `false`",
    Code: _code,
    Country: lambda _kind, _r: "a country's code, such as `TUR`",
    GroupId: lambda _kind, _r: "the id of a group in `reference/groupings/`",
    Organisation: lambda _kind, _r: "an id of `codelists/organisations.yaml`, or a name",
    Link: _link,
    Many: _many,
    Group: lambda kind, _r: f"the fields of `{kind.table.name}`",
    Structs: lambda kind, _r: f"a list; each entry has the fields of `{kind.table.name}`",
    Records: lambda kind, _r: f"a list; each entry has the fields of `{kind.table.name}`",
}
"""In words, for each type of field."""
