"""Programmes and projects that support the SSE in several countries: `programmes.yaml`."""

from __future__ import annotations

from loaders.fields import Field, Group, Many, Table
from loaders.kinds.kind import Kind
from loaders.kinds.record import PERIOD, in_order, record
from loaders.values import Country, Organisation

PROGRAMME = Kind(
    Table(
        "programmes",
        "a programme",
        record(
            Field("lead", Organisation(), "Who runs it"),
            Field("funders", Many(Organisation()), "Who pays for it"),
            Field("countries", Many(Country()), "Where it works"),
            Field("period", Group(PERIOD), "The years it runs"),
        ),
        rules=(in_order("period_start", "period_end"),),
    ),
    name="programme",
    file="programmes.yaml",
    international=True,
)
