"""What a record says, field by field, in words: from its kind's declaration.

A field that is added there is shown on the record's page and found by the search.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.language import _, count, country, day, of_event, period
from loaders.fields import Field, Group, Many, Records, Structs, Table
from loaders.kinds.record import PERIOD
from loaders.reference import Reference
from loaders.values import Code, Country, Date, Flag, GroupId, Integer, Link, Organisation

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """A piece of record text, and the record that it names or the address that it gives."""

    text: str
    record: str = ""
    url: str = ""
    is_ours: bool = False
    """In our own words, as a date is."""


@dataclass(frozen=True)
class Fact:
    """What one field of a record says."""

    label: str
    said: tuple[Said, ...]
    field: str = ""
    """Its name in the declaration; '' for what is derived."""
    meaning: str = ""
    """What its code means, in the page's language; '' for what is no code."""


@dataclass(frozen=True)
class Names:
    """What codes and ids are called in the page's language."""

    reference: Reference
    titles: Mapping[str, str]
    """Of records and actions, by id."""

    def facts(self, table: Table, row: Row, leave_out: tuple[str, ...] = ()) -> list[Fact]:
        """What the fields of a row say, in declared order; one that says nothing is left out.

        Its own id is none of it; the id of another record, as in an uptake, is.
        """
        return [
            Fact(self._label(field), said, field.name, self._meaning(field, row))
            for field in table.fields
            if not (field.name == "id" and field.required)
            and field.name not in leave_out
            and (said := tuple(self._said(field, row, field.name)))
        ]

    @staticmethod
    def _label(field: Field) -> str:
        """A date is what happened on it: 'Adopción', not 'Adoptado/a'."""
        return (of_event if isinstance(field.type, Date) else _)(field.label)

    def _meaning(self, field: Field, row: Row) -> str:
        if not isinstance(field.type, Code):
            return ""
        code = (self.reference.codes(field.type.codelist) or {}).get(row.get(field.name))
        return _(str(code["definition"])) if code else ""

    def _said(self, field: Field, row: Row, column: str) -> Iterator[Said]:
        kind, value = field.type, row.get(column)
        if isinstance(kind, Group):
            yield from self._group(kind.table, row, f"{column}_")
        elif value is None:
            return
        elif isinstance(kind, Date):
            yield Said(day(value, row[f"{column}_precision"]), is_ours=True)
        elif isinstance(kind, Structs):
            for entry in value:
                language = f" ({entry['language']})" if entry.get("language") else ""
                yield Said(f"{entry['text']}{language}")
        elif isinstance(kind, Many):
            for one in value:
                yield self._single(kind.of, one)
        elif isinstance(kind, Records):
            # Rows of another frame; a row holds them where they were put into it.
            for inside in value:
                yield from (one for fact in self.facts(kind.table, inside) for one in fact.said)
        else:
            yield self._single(kind, value)

    def _group(self, table: Table, row: Row, prefix: str) -> Iterator[Said]:
        """The parts of a group as one text: 'from 2024', 'Ankara, TR-06'."""
        if table is PERIOD:
            names = ("start", "start_precision", "end", "end_precision")
            parts = [period(*(row.get(f"{prefix}{name}") for name in names))]
        else:
            parts = [
                one.text
                for field in table.fields
                for one in self._said(field, row, prefix + field.name)
            ]
        if text := ", ".join(filter(None, parts)):
            yield Said(text, is_ours=table is PERIOD)

    def _single(self, kind: Any, value: Any) -> Said:
        reference = self.reference
        if isinstance(kind, Code):
            return Said(_(reference.label(kind.codelist, value)))
        if isinstance(kind, Country):
            return Said(country(reference, value))
        if isinstance(kind, Organisation):
            return Said(reference.organisation_name(value))
        if isinstance(kind, GroupId):
            group = reference.groups.get(value)
            return Said(_(str(group["name"])) if group else value)
        if isinstance(kind, Link):
            return Said(self.titles.get(value, value), record=value)
        if isinstance(kind, Flag):
            return Said(_("Yes") if value else _("No"))
        if isinstance(kind, Integer):
            return Said(count(value))
        return Said(value, url=value if value.startswith(("https://", "http://")) else "")
