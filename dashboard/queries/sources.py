"""The sources of some records, each page once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl

from dashboard.kept import with_snapshot
from dashboard.language import day
from loaders import Snapshot
from loaders.tuples import taken, tuples


def of(snapshot: Snapshot, records: Iterable[str | None]) -> pl.DataFrame:
    """Columns: those of the frame `sources`; each page or document once, in order of records."""
    known, pages = _known(snapshot), {}
    for record in sorted({record for record in records if record}):
        for place in known.of_record.get(record, ()):
            pages.setdefault(known.pages[place], place)
    return taken(known.rows, list(pages.values()))


def by_record(snapshot: Snapshot, records: Collection[str]) -> Mapping[str, list[dict[str, Any]]]:
    """The sources of each of the records as a whole, by its id; an empty list where it has none."""
    return {record: of_part(snapshot, record, None) for record in records}


def of_part(snapshot: Snapshot, record: str, part: str | None) -> list[dict[str, Any]]:
    """The sources that one nested row of a record has of its own: 'positions/8'; `None`: the record
    as a whole."""
    known = _known(snapshot)
    return [known.rows.row(place, named=True) for place in known.of_part.get((record, part), ())]


class _Known(NamedTuple):
    """All sources by record, part and number, and where in them stands what is asked for."""

    rows: pl.DataFrame
    pages: Sequence[Hashable]
    """By what each page or document is told from others."""
    of_record: Mapping[str, Sequence[int]]
    of_part: Mapping[tuple[str, str | None], Sequence[int]]


@with_snapshot(1)
def _known(snapshot: Snapshot) -> _Known:
    rows = snapshot.frames["sources"].sort("record", "part", "n", nulls_last=False)
    of_record, of_part = defaultdict(list), defaultdict(list)
    for place, (record, part) in enumerate(tuples(rows, "record", "part")):
        of_record[record].append(place)
        of_part[record, part].append(place)
    return _Known(rows, list(tuples(rows, "url", "reference", "title")), of_record, of_part)


def line(row: Mapping[str, Any]) -> str:
    """Title, publisher, reference, date and address in one line of plain text."""
    published = day(row["published"], row["published_precision"])
    parts = (row["title"], row["publisher"], row["reference"], published, row["url"])
    return ", ".join(part for part in parts if part)
