"""What officers should look at again: no fault of a file, but work that waits.

Depends on today's date, so it is no part of a load; `sse check` asks for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import polars as pl
from rapidfuzz import fuzz

from loaders.dates import shown
from loaders.kinds import KINDS
from loaders.measures import Clock, actions_on, is_stale
from loaders.problems import Problem, quoted
from loaders.snapshot import Snapshot

Watch = Callable[[Snapshot, Clock], Iterator[Problem]]
Row = dict[str, Any]


def stale_statuses(snapshot: Snapshot, clock: Clock) -> Iterator[Problem]:
    """Statuses last confirmed longer ago than their kind allows (`measures.UNCONFIRMED_AFTER`)."""
    for name in ("laws", "action_plans", "actions"):
        for row in snapshot.frames[name].filter(is_stale(clock)).iter_rows(named=True):
            values = {"status": row["status"], "day": _date(row, "status_as_of")}
            yield _at(row, "stale-status", "status_as_of", **values)


def overdue_actions(snapshot: Snapshot, clock: Clock) -> Iterator[Problem]:
    """Actions past their due date, of which nothing has been reported since that date."""
    updates = snapshot.frames["updates"].group_by("action").agg(pl.col("date").max().alias("told"))
    actions = actions_on(snapshot.frames, clock).filter(standing="overdue")
    told = actions.join(updates, left_on="id", right_on="action", how="left")
    since = pl.max_horizontal("told", "status_as_of") > pl.col("due_last")
    for row in told.filter(~since.fill_null(False)).iter_rows(named=True):
        values = {"status": row["status"], "due": _date(row, "due")}
        yield _at(row, "overdue-without-update", "due", **values)


def undated_sources(snapshot: Snapshot, _clock: Clock) -> Iterator[Problem]:
    """Sources that say neither when they were published nor when they were read."""
    undated = pl.col("published").is_null() & pl.col("accessed").is_null()
    for row in snapshot.frames["sources"].filter(undated).iter_rows(named=True):
        yield _at(row, "undated-source", "sources", value=quoted(row["title"]))


NEAR, WINDOW = 92, 3
"""How alike two titles are (0 to 100); how many neighbours a title is compared with."""
_WORD = re.compile(r"\w+")


def probable_duplicates(snapshot: Snapshot, _clock: Clock) -> Iterator[Problem]:
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
    names = (*dates, "area_name", "number")
    pairs = [(one.get(name), other.get(name)) for name in names]
    return any(a is not None and b is not None and a != b for a, b in pairs)


def _date(row: Row, name: str) -> str:
    return shown(row[name], row[f"{name}_precision"])


def _at(row: Row, code: str, field: str, **values: object) -> Problem:
    return Problem(row["file"], row["line"], 1, code, field, values)


WATCHES: tuple[Watch, ...] = (
    probable_duplicates,
    overdue_actions,
    stale_statuses,
    undated_sources,
)


def waiting(snapshot: Snapshot, clock: Clock) -> tuple[Problem, ...]:
    """All that waits in a snapshot, as warnings in the order of files and lines."""
    return tuple(sorted({problem for watch in WATCHES for problem in watch(snapshot, clock)}))
