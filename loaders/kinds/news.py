"""News, statements and publications: `news.yaml`."""

from __future__ import annotations

from loaders.fields import Field, Many, Table
from loaders.kinds.kind import Kind
from loaders.kinds.record import record
from loaders.values import Code, Country, Date, GroupId

NEWS = Kind(
    Table(
        "news",
        "a news item",
        record(
            Field("type", Code("news-type", "a news type"), "What it is", required=True),
            Field("date", Date(past=True), "When it appeared or was said", event=True),
            Field("countries", Many(Country()), "Countries it is about, beside the folder's"),
            Field("regions", Many(GroupId()), "Ids of the groups of countries it is about"),
        ),
    ),
    name="news",
    file="news.yaml",
    in_countries=True,
    international=True,
)
