"""What officers should look at again: no fault of a file, but work that waits.

Depends on today's date, so it is no part of a load; `sse check` asks for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from rapidfuzz import fuzz

from loaders.dates import agree, last_day, shown
from loaders.kinds import KINDS
from loaders.kinds.country import COUNTRY
from loaders.measures import Clock, actions_on, confirm_by, is_stale
from loaders.phrases import Translate
from loaders.problems import Problem, quoted
from loaders.snapshot import Snapshot
from loaders.tuples import tuples
from loaders.values import Code


@dataclass(frozen=True, order=True)
class Item:
    """One thing to look at again: what, as a warning with its place; where, and by which day."""

    problem: Problem
    country: str
    """ISO3; '' for international records."""
    record: str
    """The id of the record or action; '' for a country's folder."""
    day: date | None = None
    """The day by which it was or is to be done; `None` where none is set."""

    @property
    def urgency(self) -> str:
        """One of `URGENCIES`."""
        return _URGENT.get(self.problem.code, "open")


URGENCIES = ("late", "soon", "open")
"""Its day is past; its day is near; no day is set."""
_URGENT = {
    "overdue-without-update": "late",
    "due-not-reported": "late",
    "stale-status": "late",
    "due-soon": "soon",
}

Watch = Callable[[Snapshot, Clock], Iterator[Item]]
Row = dict[str, Any]


def stale_statuses(snapshot: Snapshot, clock: Clock) -> Iterator[Item]:
    """Statuses last confirmed longer ago than their kind allows (`measures.UNCONFIRMED_AFTER`)."""
    for row in to_confirm(snapshot).filter(is_stale(clock)).iter_rows(named=True):
        status = snapshot.reference.code_name(row["codelist"], row["status"])
        values = {"status": status, "day": _date(row, "status_as_of")}
        yield _at(row, "stale-status", "status_as_of", row["confirm_by"], **values)


def to_confirm(snapshot: Snapshot) -> pl.DataFrame:
    """Records and actions with a status to confirm again; the day, `confirm_by`, and the
    `codelist` of the status."""
    names = ["id", "country", "title", "status", "status_as_of", "status_as_of_precision"]
    frames = [
        snapshot.frames[name].select(
            *names, "file", "line", confirm_by=confirm_by(), codelist=pl.lit(codelist)
        )
        for name, codelist in _CODELISTS.items()
        if set(names) <= set(snapshot.frames[name].columns)
    ]
    return pl.concat(frames).drop_nulls("confirm_by")


_CODELISTS = {
    table.name: field.type.codelist
    for kind in KINDS
    for table in (kind.table, *kind.table.nested)
    for field in table.fields
    if field.name == "status" and isinstance(field.type, Code)
}
"""By table: what its statuses are codes of."""


def overdue_actions(snapshot: Snapshot, clock: Clock) -> Iterator[Item]:
    """Actions past their due date, of which nothing has been reported since that date."""
    updates = snapshot.frames["updates"].group_by("action").agg(told=last_day("date").max())
    actions = actions_on(snapshot.frames, clock).filter(standing="overdue")
    told = actions.join(updates, left_on="id", right_on="action", how="left")
    since = pl.max_horizontal("told", last_day("status_as_of")) > pl.col("due_last")
    yield from _due(snapshot, told.filter(~since.fill_null(False)), "overdue-without-update")


def due_actions(snapshot: Snapshot, clock: Clock) -> Iterator[Item]:
    """Actions that are due soon, and those past their date of which nothing is reported."""
    actions = actions_on(snapshot.frames, clock)
    yield from _due(snapshot, actions.filter(standing="due_soon"), "due-soon")
    yield from _due(snapshot, actions.filter(standing="due_not_reported"), "due-not-reported")


def _due(snapshot: Snapshot, actions: pl.DataFrame, code: str) -> Iterator[Item]:
    for row in actions.iter_rows(named=True):
        status = snapshot.reference.code_name("action-status", row["status"])
        values = {"status": status, "due": _date(row, "due")}
        yield _at(row, code, "due", row["due_last"], **values)


def undated_sources(snapshot: Snapshot, _clock: Clock) -> Iterator[Item]:
    """Sources that say neither when they were published nor when they were read."""
    undated = pl.col("published").is_null() & pl.col("accessed").is_null()
    for row in snapshot.frames["sources"].filter(undated).iter_rows(named=True):
        named = row | {"id": row["record"]}
        yield _at(named, "undated-source", "sources", value=quoted(row["title"]))


def incomplete_records(snapshot: Snapshot, _clock: Clock) -> Iterator[Item]:
    """Laws in force of which no date says since when; plans without their period."""
    dateless = pl.all_horizontal(pl.col("adopted", "published", "in_force").is_null())
    laws = snapshot.frames["laws"].filter(dateless, status="in_force")
    for row in laws.iter_rows(named=True):
        yield _at(row, "law-without-date", "in_force")
    plans = snapshot.frames["action_plans"]
    timeless = pl.all_horizontal(pl.col("period_start", "period_end").is_null())
    for row in plans.filter(timeless).iter_rows(named=True):
        yield _at(row, "plan-without-period", "period")


def unreviewed_folders(snapshot: Snapshot, _clock: Clock) -> Iterator[Item]:
    """Countries of which nobody has said how complete their folder is, or gone through it."""
    countries = snapshot.frames["countries"]
    # What a file says that cannot be read is not known to be missing.
    unreadable = {country for country, kind in snapshot.lost if kind == COUNTRY.name}
    held = set(snapshot.frames["records"]["country"].drop_nulls()) - unreadable
    silent = countries.filter(pl.col("researched").is_null())["iso3"].to_list()
    for iso3 in (iso3 for iso3 in silent if iso3 in held):
        file = f"{snapshot.root.name}/countries/{iso3}/country.yaml"
        place = {"id": "", "country": iso3, "file": file, "line": 1}
        yield _at(place, "coverage-not-said", "coverage", country=iso3)
    unread = countries.filter(pl.col("researched").is_not_null(), pl.col("reviewed").is_null())
    for row in unread.iter_rows(named=True):
        named = row | {"id": "", "country": row["iso3"]}
        yield _at(named, "never-reviewed", "reviewed", day=_date(row, "researched"))


NEAR, WINDOW = 92, 3
"""How alike two titles are (0 to 100); how many neighbours a title is compared with."""
_WORD = re.compile(r"\w+")


def probable_duplicates(snapshot: Snapshot, _clock: Clock) -> Iterator[Item]:
    """Records of one kind and country with the same numbers, no other date and nearly one title.

    The sorted-neighbourhood method (Hernández and Stolfo, 1995): titles with their words in order
    of the alphabet are sorted, and each is compared with the few that follow, in linear time.
    """
    blocks: defaultdict[tuple[str, ...], list[tuple[str, Row]]] = defaultdict(list)
    for kind in KINDS:
        for row in snapshot.frames[kind.table.name].iter_rows(named=True):
            # 'Co-operative' is 'cooperative', and 2012-2016 a number as good as another.
            words = sorted(_WORD.findall(row["title"].casefold().replace("-", "")))
            numbers = " ".join(word for word in words if not word.isalpha())
            blocks[kind.name, row["country"] or "", numbers].append((" ".join(words), row))
    dates = {kind.name: [field.name for field in kind.events] for kind in KINDS}
    for (kind_name, *_), block in blocks.items():
        block.sort(key=lambda entry: entry[0])
        for i, (words, row) in enumerate(block):
            for other_words, other in block[i + 1 : i + 1 + WINDOW]:
                alike = fuzz.ratio(words, other_words, score_cutoff=NEAR)
                if alike and not _differ(row, other, dates[kind_name]):
                    first, later = sorted((row, other), key=lambda r: (r["file"], r["line"]))
                    place = {"file": first["file"], "line": first["line"]}
                    values = {"value": quoted(first["id"]), **place}
                    yield _at(later, "probable-duplicate", "title", **values)


def _differ(one: Row, other: Row, dates: list[str]) -> bool:
    """Whether a date or a place that both name tells two records apart."""
    names = ("area_name", "number")
    pairs = [(one.get(name), other.get(name)) for name in names]
    return any(a is not None and b is not None and a != b for a, b in pairs) or not all(
        agree(_date(one, name), _date(other, name)) for name in dates
    )


def _date(row: Row, name: str) -> str:
    return shown(row[name], row[f"{name}_precision"])


def _at(row: Row, code: str, field: str, by: date | None = None, /, **values: object) -> Item:
    problem = Problem(row["file"], row["line"], 1, code, field, values)
    return Item(problem, row["country"] or "", row["id"], by)


WATCHES: tuple[Watch, ...] = (
    probable_duplicates,
    overdue_actions,
    due_actions,
    stale_statuses,
    incomplete_records,
    unreviewed_folders,
    undated_sources,
)


def items(snapshot: Snapshot, clock: Clock) -> tuple[Item, ...]:
    """All that waits in a snapshot: the most urgent first, then in the order of `WATCHES`."""
    found = dict.fromkeys(item for watch in WATCHES for item in watch(snapshot, clock))
    return tuple(sorted(found, key=_rank))


def _rank(item: Item) -> tuple[int, date]:
    return URGENCIES.index(item.urgency), item.day or date.max


def waiting(snapshot: Snapshot, clock: Clock) -> tuple[Problem, ...]:
    """The same as warnings in the order of files and lines."""
    return tuple(sorted({item.problem for item in items(snapshot, clock)}))


COLUMNS = {
    "country": pl.String,
    "record": pl.String,
    "title": pl.String,
    "what": pl.String,
    "urgency": pl.String,
    "day": pl.Date,
    "said": pl.String,
    "file": pl.String,
    "line": pl.Int64,
}


def table(
    snapshot: Snapshot,
    found: Iterable[Item],
    translate: Translate = str,
    named: Translate = str,
) -> pl.DataFrame:
    """Items as a frame of `COLUMNS`: `what` is the warning's code, `said` its sentence, with fields
    and codes as `named` calls them."""
    titles = dict(tuples(snapshot.named, "id", "title"))
    rows = [
        {
            "country": item.country or None,
            "record": item.record or None,
            "title": titles.get(item.record),
            "what": item.problem.code,
            "urgency": item.urgency,
            "day": item.day,
            "said": item.problem.sentence(translate, named),
            "file": item.problem.file,
            "line": item.problem.line,
        }
        for item in found
    ]
    return pl.DataFrame(rows, schema=COLUMNS)
