"""Ministries, agencies, councils and funds in charge of the SSE: `institutions.yaml`."""

from __future__ import annotations

from loaders.fields import Field, Table
from loaders.kinds.kind import Kind
from loaders.kinds.record import area_where_subnational, in_order, record
from loaders.values import Code, Date

INSTITUTION = Kind(
    Table(
        "institutions",
        "an institution",
        record(
            Field("type", Code("institution-type", "an institution type"), "What it is", True),
            Field("established", Date(past=True), "When it was set up", event=True),
            Field("dissolved", Date(), "When it ended", event=True),
        ),
        rules=(area_where_subnational, in_order("established", "dissolved")),
    ),
    name="institution",
    file="institutions.yaml",
    in_countries=True,
)
