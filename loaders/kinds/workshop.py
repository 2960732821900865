"""Workshops, conferences, consultations and other events: `workshops.yaml`."""

from __future__ import annotations

from loaders.fields import Field, Group, Many, Table
from loaders.kinds.kind import Kind
from loaders.kinds.record import area_where_subnational, in_order, record
from loaders.values import Code, Country, Date, Integer, Link, Organisation, Text

HOST = Table(
    "host",
    "a host",
    (
        Field("country", Country(), "ISO3 of the country it took place in"),
        Field("city", Text(200), "The city or place"),
    ),
)

WORKSHOP = Kind(
    Table(
        "workshops",
        "a workshop",
        record(
            Field("type", Code("event-type", "an event type"), "What it was", required=True),
            Field("level", Code("event-level", "an event level"), "Whom it was for", required=True),
            Field("start", Date(), "First day", event=True),
            Field("end", Date(), "Last day"),
            Field("host", Group(HOST), "Where it took place"),
            Field("format", Code("event-format", "an event format"), "In person, online or both"),
            Field("organisers", Many(Organisation()), "Who held it"),
            Field("funders", Many(Organisation()), "Who paid for it"),
            Field("countries", Many(Country()), "Countries that took part"),
            Field("participants", Integer(1), "How many people"),
            Field("organisations", Many(Organisation()), "Which bodies took part"),
            Field("objectives", Many(Text()), "What it was for"),
            Field("sectors", Many(Text(200)), "Sectors of activity it dealt with"),
            Field("outcomes", Many(Text()), "What came of it"),
            Field("next_steps", Many(Text()), "What was agreed to follow"),
            Field("programme", Link(("programme",)), "Id of the programme it belongs to"),
        ),
        rules=(area_where_subnational, in_order("start", "end")),
    ),
    name="workshop",
    file="workshops.yaml",
    in_countries=True,
    international=True,
)
