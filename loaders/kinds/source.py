"""A source: the page or document in which a fact stands."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.fields import Fault, Field, Table
from loaders.values import WEB_ADDRESS, Date, Row, Text


def has_address(row: Row) -> Iterable[Fault]:
    """A reader must be able to find it: by its web address or by a reference."""
    if "url" not in row and "reference" not in row:
        yield "no-address", "title", {}


SOURCES = Table(
    "sources",
    "a source",
    (
        Field("title", Text(1_000), "Of the page or document", required=True),
        Field("publisher", Text(500), "Who published it; a copy is called a copy", required=True),
        Field("url", WEB_ADDRESS, "Where it can be read", checked_later=True),
        Field("reference", Text(1_000), "How to find it where it has no address: symbol, gazette"),
        Field("published", Date(past=True), "The date on the page or document"),
        Field("accessed", Date(past=True), "When it was read"),
    ),
    rules=(has_address,),
    shared=True,
)
