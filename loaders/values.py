"""The types of values: each reads what stands in a field into the columns of a row.

Scalars stay text until their type speaks: `NO` is a country's code, `012` a number of a law.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import polars as pl

from loaders import dates, remedies
from loaders.documents import Node, Scalar, Sequence
from loaders.phrases import Phrase, hint
from loaders.problems import did_you_mean, quoted

if TYPE_CHECKING:
    from loaders.records import Reading

Row = dict[str, Any]
Columns = dict[str, Any]


class Type(Protocol):
    """Reads a node into `row`, under `name` or columns that start with it."""

    def columns(self, name: str) -> Columns: ...

    def read(self, node: Node, name: str, row: Row, reading: Reading) -> None: ...


def single(node: Node, name: str, reading: Reading) -> Scalar | None:
    """The node as a piece of text that is not empty; else `None`, reported."""
    if type(node) is not Scalar:
        return reading.report("not-a-value", node, name, hint=_value_in(node))
    if not node.text.strip() or (not node.quoted and node.text in ("~", "null")):
        return reading.report("empty-value", node, name)
    return node


def _value_in(node: Node) -> str:
    """How to write as a single value what stands in a list of one; else that it is to be one."""
    items = node.items if type(node) is Sequence else []
    if len(items) == 1 and type(items[0]) is Scalar:
        return hint("Write {value} without brackets or dash", value=quoted(items[0].text))
    return hint("Write one value behind the colon")


def within(limit: int, scalar: Scalar, name: str, reading: Reading) -> str | None:
    """The text without white space around it; a longer one is reported."""
    text = scalar.text.strip()
    if len(text) > limit:
        return reading.report("too-long", scalar, name, length=len(text), limit=limit)
    return text


class Single:
    """A type whose value is one column; `value` returns `None` for what it has reported."""

    is_code = False
    """Whether a value is a code or an id, so that several may stand with commas between them."""

    @property
    def dtype(self) -> Any:
        return pl.String

    def columns(self, name: str) -> Columns:
        return {name: self.dtype}

    def read(self, node: Node, name: str, row: Row, reading: Reading) -> None:
        # What could not be read is there as None: a rule then does not call it missing.
        scalar = single(node, name, reading)
        row[name] = None if scalar is None else self.value(scalar, name, reading)

    def value(self, scalar: Scalar, name: str, reading: Reading) -> Any:
        raise NotImplementedError


NAME_LIMIT, ADDRESS_LIMIT = 300, 2_000
"""Characters of an organisation's name or a link; of an address or anything else of fixed form."""


@dataclass(frozen=True)
class Text(Single):
    """Any text up to `limit` characters."""

    limit: int = 5_000

    def value(self, scalar: Scalar, name: str, reading: Reading) -> str | None:
        return within(self.limit, scalar, name, reading)


@dataclass(frozen=True)
class Matching(Single):
    """Text of a given form; `code` is the problem of text that has another."""

    pattern: str
    code: str
    example: str = ""
    likely: Callable[[str], str] = str
    """What was probably meant by a text of another form."""

    @cached_property
    def matches(self) -> Callable[[str], object]:
        return re.compile(self.pattern).fullmatch

    def value(self, scalar: Scalar, name: str, reading: Reading) -> str | None:
        if len(scalar.text) > ADDRESS_LIMIT:
            return within(ADDRESS_LIMIT, scalar, name, reading)
        if self.matches(scalar.text):
            return scalar.text
        quote = quoted(scalar.text)
        likely = self.likely(scalar.text)
        example = quoted(likely, 100) if self.matches(likely) else self.example
        return reading.report(self.code, scalar, name, value=quote, example=example)


SLUG = Matching(r"[a-z0-9]+(-[a-z0-9]+)*", "not-a-slug", "tur-law-1163", remedies.slug)
WEB_ADDRESS = Matching(
    r'https?://[^\s<>"\\.]+\.[^\s<>"\\]+',
    "not-a-web-address",
    Phrase("one that starts with https:// or http:// and has no space"),
    remedies.web_address,
)
LANGUAGE = Matching(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", "not-a-language")
SUBDIVISION = Matching(r"[A-Z]{2}-[A-Z0-9]{1,3}", "not-a-subdivision")


MANY = 1_000_000_000


@dataclass(frozen=True)
class Integer(Single):
    """A whole number between `least` and `most`."""

    least: int = 0
    most: int = MANY

    @property
    def dtype(self) -> Any:
        return pl.Int64

    def value(self, scalar: Scalar, name: str, reading: Reading) -> int | None:
        text = scalar.text
        is_number = text.isascii() and text.isdigit() and len(text) < 12
        if is_number and self.least <= (number := int(text)) <= self.most:
            return number
        limits = (
            hint("from {least} to {most}", least=self.least, most=self.most)
            if self.most < MANY
            else hint("from {least} up", least=self.least)
        )
        example = remedies.number(text[:100], self.least, self.most) or "40"
        values = {"value": quoted(text), "range": limits, "example": example}
        return reading.report("not-a-number", scalar, name, **values)


@dataclass(frozen=True)
class Flag(Single):
    """`true` or `false`."""

    @property
    def dtype(self) -> Any:
        return pl.Boolean

    def value(self, scalar: Scalar, name: str, reading: Reading) -> bool | None:
        if scalar.text in ("true", "false"):
            return scalar.text == "true"
        values = {"value": quoted(scalar.text), "remedy": remedies.flag(scalar.text)}
        return reading.report("not-true-or-false", scalar, name, **values)


@dataclass(frozen=True)
class Date:
    """A date as precise as its source: the column and `<name>_precision`."""

    past: bool = False
    """Whether it tells what happened, so that a day in the future is a mistake."""

    def columns(self, name: str) -> Columns:
        return {name: pl.Date, f"{name}_precision": dates.PRECISION}

    def read(self, node: Node, name: str, row: Row, reading: Reading) -> None:
        if (scalar := single(node, name, reading)) is None:
            return
        try:
            row[name], row[f"{name}_precision"] = dates.parse(scalar.text)
        except dates.NotADate as error:
            code, values = _date_meant(scalar.text) or (error.code, error.values)
            reading.report(code, scalar, name, value=quoted(scalar.text), **values)
        else:
            if self.past and row[name] > reading.latest:
                reading.report("day-in-the-future", scalar, name, value=scalar.text)


def _date_meant(text: str) -> tuple[str, dict[str, object]] | None:
    """The problem of a text that tells what to write instead."""
    if len(text) > 100:
        return None
    if remedies.says_unknown(text):
        return "date-not-known", {}
    for code, remedy in (
        ("date-in-doubt", remedies.date_in_doubt(text)),
        ("date-form", remedies.date_form(text)),
    ):
        if remedy:
            return code, {"remedy": remedy}
    return None


@dataclass(frozen=True)
class Code(Single):
    """A code of a code list under `data/codelists/`."""

    codelist: str
    what: str
    """With its article: 'a law status'."""

    is_code = True

    def value(self, scalar: Scalar, name: str, reading: Reading) -> str | None:
        codes = reading.reference.codes(self.codelist)
        # A code list that is missing has been reported once; its codes then pass.
        if codes is None or scalar.text in codes:
            return scalar.text
        labels = {str(row.get("label")).casefold(): code for code, row in codes.items()}
        meant = labels.get(scalar.text.casefold(), scalar.text)
        near = _several(scalar.text, codes) or did_you_mean(meant, codes)
        values = {"value": quoted(scalar.text), "what": Phrase(self.what), "hint": near}
        return reading.report("unknown-code", scalar, name, **values)


def _several(text: str, codes: Collection[str]) -> str:
    """What to write where all that stands between commas are codes: none of them is meant alone."""
    parts = [part.strip() for part in re.split("[,;]", text)]
    if len(parts) > 1 and all(part in codes for part in parts):
        return hint("Write one code alone; in a list each has an entry of its own")
    return ""


@dataclass(frozen=True)
class Country(Single):
    """An ISO 3166-1 alpha-3 code of the reference list (XKX for Kosovo)."""

    is_code = True

    def value(self, scalar: Scalar, name: str, reading: Reading) -> str | None:
        reference = reading.reference
        if scalar.text in reference.countries or not reference.countries:
            return scalar.text
        near = reference.country_hint(scalar.text)
        return reading.report("unknown-country", scalar, name, value=quoted(scalar.text), hint=near)


@dataclass(frozen=True)
class GroupId(Single):
    """The id of a group of countries of `data/reference/groupings/`."""

    is_code = True

    def value(self, scalar: Scalar, name: str, reading: Reading) -> str | None:
        groups = reading.reference.groups
        if scalar.text in groups or not groups:
            return scalar.text
        what, near = Phrase("a group of countries"), did_you_mean(scalar.text, groups)
        values = {"value": quoted(scalar.text), "what": what, "hint": near}
        return reading.report("unknown-code", scalar, name, **values)


@dataclass(frozen=True)
class Organisation(Single):
    """An id of `codelists/organisations.yaml`, or free text for one that does not recur."""

    def value(self, scalar: Scalar, name: str, reading: Reading) -> str | None:
        if (text := within(NAME_LIMIT, scalar, name, reading)) is None:
            return None
        known = reading.reference.organisation(text)
        if known:
            return known
        reading.name(text, scalar, name)
        if near := reading.reference.nearly(text):
            values = {"value": quoted(text), "id": near[0], "spelling": near[1]}
            reading.report("near-organisation", scalar, name, **values)
        return text


@dataclass(frozen=True)
class Link(Single):
    """The id of another record, of one of `kinds` (any kind where that is empty)."""

    kinds: tuple[str, ...] = ()

    is_code = True

    def value(self, scalar: Scalar, name: str, reading: Reading) -> str | None:
        text = within(NAME_LIMIT, scalar, name, reading)
        if text is not None:
            reading.link(scalar, name, self.kinds)
        return text
