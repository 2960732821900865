"""What international bodies adopt, who stands behind it and who acts on it: `resolutions.yaml`."""

from __future__ import annotations

from loaders.fields import Field, Many, Records, Table
from loaders.kinds.kind import Kind
from loaders.kinds.record import in_order, record
from loaders.kinds.source import SOURCES
from loaders.values import Code, Country, Date, Link, Organisation, Text

POSITIONS = Table(
    "positions",
    "a position",
    (
        Field("country", Country(), "ISO3 of the country", required=True, checked_later=True),
        Field(
            "position",
            Code("position", "a position"),
            "What it did",
            required=True,
            checked_later=True,
        ),
        Field("date", Date(), "When"),
        Field("note", Text(), "Who says so, and how"),
        Field("sources", Records(SOURCES), "The resolution's, where left out"),
    ),
    owner="resolution",
)

UPTAKE = Table(
    "uptake",
    "an uptake",
    (
        Field("country", Country(), "ISO3 of the country", required=True),
        Field("what", Code("uptake", "a form of uptake"), "What followed", required=True),
        Field("id", Link(), "Of the record, where one exists"),
        Field("date", Date(past=True), "When"),
        Field("note", Text(), "What followed, in a few words"),
        Field("sources", Records(SOURCES), "The resolution's, where left out"),
    ),
    owner="resolution",
)

RESOLUTION = Kind(
    Table(
        "resolutions",
        "a resolution",
        record(
            Field("body", Organisation(), "Who adopted it", required=True),
            Field("type", Code("resolution-type", "a resolution type"), "What it is", True),
            Field(
                "status", Code("resolution-status", "a resolution status"), "Draft or adopted", True
            ),
            Field("status_as_of", Date(past=True), "When the status was last confirmed"),
            Field("number", Text(200), "Its symbol: A/RES/77/281"),
            Field("scope", Many(Code("scope", "a scope")), "Where it binds: the forms it rules"),
            Field("adopted", Date(past=True), "When it was adopted", event=True),
            Field("in_force", Date(), "Where it binds: when it began to", event=True),
            Field("positions", Records(POSITIONS), "Who sponsored, voted, signed or is bound"),
            Field("uptake", Records(UPTAKE), "What countries did with it, by a source"),
            Field("carries_out", Many(Link(("resolution",))), "Ids of what it puts into practice"),
        ),
        rules=(in_order("adopted", "in_force"),),
    ),
    name="resolution",
    file="resolutions.yaml",
    international=True,
)
