"""Action plans with their actions: `action-plans.yaml`."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.fields import Fault, Field, Group, Many, Records, Table
from loaders.kinds.kind import Kind
from loaders.kinds.record import PERIOD, area_where_subnational, in_order, record
from loaders.kinds.source import SOURCES
from loaders.values import SLUG, Code, Date, Integer, Link, Organisation, Row, Text

_STATUS = Code("action-status", "an action status")

UPDATES = Table(
    "updates",
    "an update",
    (
        Field("date", Date(past=True), "When the status was so reported", required=True),
        Field("status", _STATUS, "The status reported", required=True),
        Field("note", Text(), "What was reported"),
        Field("sources", Records(SOURCES), "Where it stands"),
    ),
    owner="action",
)


def progress_fits(row: Row) -> Iterable[Fault]:
    """A completed action is at 100 %, a planned one at 0 %."""
    progress, status = row.get("progress"), row.get("status")
    expected = {"completed": 100, "planned": 0}.get(status or "")
    if progress is not None and expected is not None and progress != expected:
        yield "progress-contradicts", "progress", {"progress": progress, "status": status}


ACTIONS = Table(
    "actions",
    "an action",
    (
        Field("id", SLUG, "The plan's id and a number: <plan>-a01, never renumbered", True),
        Field("title", Text(1_000), "What is to be done", required=True),
        Field("horizon", Code("horizon", "a horizon"), "Short, medium or long term"),
        Field("responsible", Many(Organisation()), "Who is to do it"),
        Field("start", Date(), "When it begins"),
        Field("due", Date(), "By when", event=True),
        Field("status", _STATUS, "not_reported is never 'not started'", True, checked_later=True),
        Field("status_as_of", Date(past=True), "When the status was last confirmed"),
        Field("progress", Integer(0, 100), "Per cent, where a source gives it"),
        Field("completed", Date(past=True), "When it was completed", event=True),
        Field("delivers", Many(Link()), "Ids of the laws, institutions ... that came of it"),
        Field("themes", Many(Code("theme", "a theme")), "What it is about"),
        Field("updates", Records(UPDATES), "Each status reported, so a reversal stays visible"),
        Field("note", Text(), "What a reader should know"),
        Field("sources", Records(SOURCES), "The plan's, where left out"),
    ),
    rules=(in_order("start", "due"), in_order("start", "completed"), progress_fits),
    owner="plan",
)

ACTION_PLAN = Kind(
    Table(
        "action_plans",
        "an action plan",
        record(
            Field("status", Code("plan-status", "a plan status"), "Only where a source says so"),
            Field("status_as_of", Date(past=True), "When the status was last confirmed"),
            Field("adopted", Date(past=True), "When it was adopted", event=True),
            Field("period", Group(PERIOD), "The years it covers"),
            Field("lead", Organisation(), "Who is in charge"),
            Field("carries_out", Link(("law",)), "Id of the strategy that is the same text"),
            Field("actions", Records(ACTIONS), "What is to be done"),
        ),
        rules=(area_where_subnational, in_order("period_start", "period_end")),
    ),
    name="action_plan",
    file="action-plans.yaml",
    in_countries=True,
)
