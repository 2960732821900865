"""Laws, strategies and policies of a country: `laws.yaml`."""

from __future__ import annotations

from loaders.fields import Field, Group, Many, Table
from loaders.kinds.kind import Kind
from loaders.kinds.record import PERIOD, area_where_subnational, in_order, record
from loaders.values import Code, Date, Flag, Link, Text

LAW = Kind(
    Table(
        "laws",
        "a law",
        record(
            Field("type", Code("law-type", "a law type"), "What kind of text", required=True),
            Field(
                "scope",
                Many(Code("scope", "a scope")),
                "Which SSE entities it covers",
                required=True,
                checked_later=True,
            ),
            Field("number", Text(200), "As the country numbers it"),
            Field(
                "status",
                Code("law-status", "a law status"),
                "Where the text stands",
                required=True,
                checked_later=True,
            ),
            Field(
                "status_as_of",
                Date(past=True),
                "When an officer or a source last confirmed the status",
            ),
            Field("proposed", Date(past=True), "Tabled or made public as a bill", event=True),
            Field(
                "adopted", Date(past=True), "Final vote, else signature or promulgation", event=True
            ),
            Field("published", Date(past=True), "In the official gazette", event=True),
            Field("in_force", Date(), "First day on which it applies", event=True),
            Field("repealed", Date(), "Last day, or day on which its end took effect", event=True),
            Field("period", Group(PERIOD), "The years a strategy covers"),
            Field("amends", Many(Link(("law",))), "Ids of the laws it changes"),
            Field("succeeds", Many(Link(("law",))), "Ids of the laws it replaces"),
            Field("amended", Flag(), "true where it was changed by a text that is no record here"),
            Field("last_amended", Date(past=True), "The latest such change"),
        ),
        rules=(
            area_where_subnational,
            in_order("proposed", "adopted", "in_force", "repealed"),
            in_order("adopted", "published"),
            in_order("period_start", "period_end"),
        ),
    ),
    name="law",
    file="laws.yaml",
    in_countries=True,
)
