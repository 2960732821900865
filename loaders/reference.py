"""Code lists, countries, groups of countries and organisations: what records may refer to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from rapidfuzz import fuzz, process

from loaders.diacritics import without_diacritics
from loaders.fields import Field, Many, Records, Table
from loaders.kinds.source import SOURCES
from loaders.phrases import CodeName, hint
from loaders.values import SLUG, Code, Country, Date, Flag, Matching, Row, Text

_CODE = Matching(r"[a-z0-9]+(_[a-z0-9]+)*", "not-a-slug", "in_force")

CODES = Table(
    "codes",
    "a code",
    (
        Field("code", _CODE, "Stable; stands in records and in addresses", required=True),
        Field("label", Text(100), "As a page shows it", required=True),
        Field("definition", Text(1_000), "What it means", required=True),
        Field("role", Code("theme-role", "a theme role"), "Of a theme: lever or topic"),
        Field("umbrella", Flag(), "Of a scope: names the SSE as a whole or a related notion"),
    ),
)

COUNTRIES = Table(
    "countries",
    "a country or area",
    (
        Field("iso3", Matching(r"[A-Z]{3}", "not-a-slug", "TUR"), "ISO 3166-1 alpha-3", True),
        Field("iso2", Matching(r"[A-Z]{2}", "not-a-slug", "TR"), "ISO 3166-1 alpha-2", True),
        Field("m49", Matching(r"[0-9]{3}", "not-a-slug", "'792'"), "UN M49, where one exists"),
        Field("name", Text(100), "As the ILO writes it", required=True),
        Field("aliases", Many(Text(100)), "Other names a reader may type"),
        Field("status", Code("country-status", "a country status"), "UN member or other", True),
        Field("note", Text(), "What a reader should know"),
    ),
)

GROUPS = Table(
    "groups",
    "a group",
    (
        Field("id", SLUG, "Stable; stands in addresses", required=True),
        Field("name", Text(100), "As a page shows it", required=True),
        Field("part_of", SLUG, "The wider group it belongs to"),
        Field("note", Text(), "What a reader should know"),
        Field("members", Many(Country()), "ISO3 of the members", required=True),
    ),
    owner="scheme",
)

GROUPING = Table(
    "grouping",
    "a grouping",
    (
        Field("id", SLUG, "Of the scheme: the file's name", required=True),
        Field("title", Text(200), "As a page shows it", required=True),
        Field(
            "as_of", Date(past=True), "The day for which the membership was taken", required=True
        ),
        Field("note", Text(), "What a reader should know"),
        Field("sources", Records(SOURCES), "Where the membership stands", required=True),
        Field("groups", Records(GROUPS), "The groups of the scheme", required=True),
    ),
)

ORGANISATIONS = Table(
    "organisations",
    "an organisation",
    (
        Field("id", SLUG, "Stable; stands in records", required=True),
        Field("name", Text(300), "As it calls itself in English", required=True),
        Field("aliases", Many(Text(300)), "Other spellings, taken as the same"),
        Field("type", Code("organisation-type", "an organisation type"), "What it is", True),
        Field("country", Country(), "Of a national one"),
    ),
)


@dataclass(frozen=True, eq=False)
class Reference:
    """What records may refer to; each lookup is by stable code.

    Compared and hashed by identity: what is worked out from one can be kept by it.
    """

    codelists: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    countries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    groups: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    organisations: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    programmes: Mapping[str, str] = field(default_factory=dict)
    """Titles by id: records themselves, known once all are read."""

    def codes(self, codelist: str) -> Mapping[str, Mapping[str, Any]] | None:
        """The codes of a list in the file's order; `None` where the list is missing."""
        return self.codelists.get(codelist)

    def label(self, codelist: str, code: str | None) -> str:
        """The code as a page shows it; a code that no list knows is shown as it is."""
        row = (self.codes(codelist) or {}).get(code or "")
        return str(row["label"]) if row else (code or "").replace("_", " ")

    def code_name(self, codelist: str, code: str | None) -> CodeName:
        """The code as sentences quote it."""
        return CodeName(code or "", self.label(codelist, code))

    def country_name(self, iso3: str | None) -> str:
        row = self.countries.get(iso3 or "")
        return str(row["name"]) if row else iso3 or ""

    def organisation_name(self, text: str) -> str:
        row = self.organisations.get(text)
        return str(row["name"]) if row else text

    def organisation_short(self, text: str) -> str:
        """The abbreviation where the name ends in one: 'OHADA'; else the name."""
        name = self.organisation_name(text)
        found = re.search(r"\(([A-Z][\w-]{1,14})\)$", name)
        return found[1] if found else name

    def country_hint(self, text: str) -> str:
        """' Did you mean 'TUR'?' for a name, an alias, an ISO2 code or nearly a name."""
        if meant := self.country_meant(text):
            return hint("Did you mean '{meant}'?", meant=meant)
        return hint("Write its code of three letters, such as TUR")

    def country_meant(self, text: str) -> str:
        """The ISO3 for a name, an alias, an ISO2 code or nearly a name; '' for anything else."""
        spellings, said = self._country_spellings, text.casefold()
        if said not in spellings:
            # Every three letters are nearly some code: only names are guessed.
            names = [spelling for spelling in spellings if len(spelling) > 3]
            near = process.extractOne(
                said, names, scorer=fuzz.ratio, processor=without_diacritics, score_cutoff=80
            )
            said = near[0] if near else ""
        return spellings[said] if said else ""

    def organisation(self, text: str) -> str | None:
        """The id of an organisation given by id, name or alias."""
        return self._spellings.get(text.casefold())

    def nearly(self, text: str) -> tuple[str, str] | None:
        """Id and spelling of an organisation whose name is nearly this one."""
        if text not in self._nearly:
            found = process.extractOne(
                text.casefold(), self._spellings.keys(), scorer=fuzz.ratio, score_cutoff=92
            )
            identifier = self._spellings[found[0]] if found else ""
            name = self.organisation_name(identifier)
            self._nearly[text] = (identifier, name) if found else None
        return self._nearly[text]

    @cached_property
    def _nearly(self) -> dict[str, tuple[str, str] | None]:
        return {}

    @cached_property
    def _spellings(self) -> dict[str, str]:
        return {
            spelling.casefold(): identifier
            for identifier, row in self.organisations.items()
            for spelling in (identifier, row["name"], *row.get("aliases", ()))
        }

    @cached_property
    def _country_spellings(self) -> dict[str, str]:
        return {
            spelling.casefold(): iso3
            for iso3, row in self.countries.items()
            for spelling in (iso3, row["iso2"], row["name"], *row.get("aliases", ()))
        }


def frozen(rows: Mapping[str, Row]) -> Mapping[str, Mapping[str, Any]]:
    """A read-only view, so that one reference serves every session."""
    return MappingProxyType({key: MappingProxyType(row) for key, row in rows.items()})
