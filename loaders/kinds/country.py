"""What officers know about the completeness of a country's folder: `country.yaml`."""

from __future__ import annotations

from loaders.fields import Field, Group, Table
from loaders.kinds import KINDS
from loaders.values import Code, Date, Text

COVERED = tuple(kind.name for kind in KINDS if kind.in_countries)
"""The kinds that a country's folder may hold."""

_COVERAGE = Table(
    "coverage",
    "the coverage",
    tuple(
        Field(
            name,
            Code("coverage", "a coverage"),
            f"How complete records of kind {name} are",
            required=True,
            checked_later=True,
        )
        for name in COVERED
    ),
)

COUNTRY = Table(
    "country",
    "a country file",
    (
        Field("researched", Date(past=True), "When the files were first gathered", required=True),
        Field("reviewed", Date(past=True), "When an officer last went through them"),
        Field("coverage", Group(_COVERAGE), "How complete each kind is", required=True),
        Field("note", Text(), "What a reader should know about this folder"),
    ),
)
"""One mapping, not a list; its rows go into the frame `countries`."""
