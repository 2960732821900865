"""Records found by any word in them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import and_
from typing import Any

import polars as pl

from dashboard.filters import KIND_NAMES, Choice, Selection
from dashboard.language import _, country, current, day, offered, other_names
from dashboard.queries.facts import Fact, Names, Row
from dashboard.queries.query_words import searched, words_of
from dashboard.queries.titles import titles
from dashboard.queries.word_index import WordIndex
from loaders import Snapshot
from loaders.kinds import KINDS
from loaders.tuples import tuples


@dataclass(frozen=True)
class Catalogue:
    """All records of a snapshot, ready to be searched, in one language."""

    names: Names
    index: pl.DataFrame
    """`id kind country countries title status themes scope heading`, and the `date` and
    `date_precision` of the newest event; newest first, then by heading (the title as it is
    `searched`), what has no date last."""
    words: Mapping[str, WordIndex]
    """Of what is searched of each, in their order: `heading`, `number` (of a law, a resolution) and
    `text`, which is all that it says."""
    linked_from: Mapping[str, tuple[tuple[str, str], ...]]


def catalogue(snapshot: Snapshot) -> Catalogue:
    """The records of a snapshot in the page's language; made once for each pair."""
    return _catalogue(snapshot, current())


_LIST = pl.List(pl.String)
_KEPT: dict[str, Any] = {
    "id": pl.String,
    "country": pl.String,
    "title": pl.String,
    "status": pl.String,
    "themes": _LIST,
    "scope": _LIST,
}
_ADDED = {
    "kind": pl.String,
    "countries": _LIST,
    "heading": pl.String,
    "number": pl.String,
    "text": pl.String,
}
HEADING = ("title",)


@lru_cache(maxsize=2 * len(offered()))
def _catalogue(snapshot: Snapshot, language: str) -> Catalogue:
    names = Names(snapshot.reference, titles(snapshot))
    links: Links = defaultdict(dict)
    nested = _texts_of_nested(snapshot, names, links)
    rows = []
    for kind in KINDS:
        for row in snapshot.frames[kind.table.name].iter_rows(named=True):
            facts = names.facts(kind.table, row, HEADING)
            _link(links, row["id"], facts)
            place = country(snapshot.reference, row["country"])
            also = _also_called(names, row)
            texts = [row["id"], row["title"], place, *also, *_texts(facts), *nested[row["id"]]]
            rows.append(
                {
                    **{name: row.get(name) for name in _KEPT},
                    "kind": kind.name,
                    "countries": countries_of(row),
                    "heading": searched(row["title"] or ""),
                    "number": searched(row.get("number") or ""),
                    "text": searched("\n".join(filter(None, texts))),
                }
            )
    dates = _newest(events(snapshot)).select("id", "date", "date_precision")
    index = (
        pl.DataFrame(rows, schema=_KEPT | _ADDED, orient="row")
        .join(dates, on="id", how="left")
        .sort("date", "heading", "id", descending=[True, False, False], nulls_last=True)
    )
    words = {name: WordIndex(index[name]) for name in ("heading", "number", "text")}
    linked_from = {record: tuple(by) for record, by in links.items()}
    return Catalogue(names, index.drop("number", "text"), words, linked_from)


Links = dict[str, dict[tuple[str, str], None]]
"""By id of a record: the records that name it, each with the field in which it does."""


def _link(links: Links, record: str, facts: list[Fact]) -> None:
    for fact in facts:
        for said in fact.said:
            if said.record:
                links[said.record][record, fact.label] = None


def _texts(facts: list[Fact]) -> list[str]:
    return [said.text for fact in facts for said in fact.said]


def countries_of(row: Row) -> list[str]:
    """The country of the folder, the host and those that took part, each once."""
    several = [row.get("country"), row.get("host_country"), *(row.get("countries") or ())]
    return list(dict.fromkeys(filter(None, several)))


def _texts_of_nested(snapshot: Snapshot, names: Names, links: Links) -> dict[str, list[str]]:
    """What the nested rows say, by the id of the record they stand in, however deep; and what they
    link to."""
    texts: dict[str, list[str]] = defaultdict(list)
    tables = {table.name: table for kind in KINDS for table in kind.table.nested}.values()
    # First of all tables: a source may stand in what a table that comes later gives an id.
    inside: dict[str, str] = {}
    for table in tables:
        if "id" in table.required_names:
            for part, owner in tuples(snapshot.frames[table.name], "id", table.owner):
                inside[part] = inside.get(owner, owner)
    for table in tables:
        for row in snapshot.frames[table.name].iter_rows(named=True):
            owner = inside.get(row[table.owner], row[table.owner])
            facts = names.facts(table, row)
            _link(links, owner, facts)
            texts[owner] += [*_texts(facts), *_also_called(names, row)]
    return texts


def _also_called(names: Names, row: Row) -> list[str]:
    """The other names of the countries in a row: who looks for Turkey finds Türkiye's records."""
    known = (iso3 for iso3 in countries_of(row) if iso3 in names.reference.countries)
    return [name for iso3 in known for name in other_names(names.reference, iso3)]


def search(snapshot: Snapshot, query: str, selection: Selection) -> pl.DataFrame:
    """The records that hold every word of the query in any field and are chosen.

    The more of the words a title has, the earlier; what has all of them in its number is as good as
    one that has them in its title. Then, and without words, newest first. Columns: those of
    `Catalogue.index`.
    """
    every, words = catalogue(snapshot), words_of(query)
    found = every.index[_best_first(every.words, words)] if words else every.index
    return selection.narrow(found, snapshot.reference)


def _best_first(indexes: Mapping[str, WordIndex], words: Sequence[str]) -> pl.Series:
    """The places of the records that hold every word."""
    in_text, in_title, in_number = (
        [indexes[name].holding(word) for word in words] for name in ("text", "heading", "number")
    )
    score = sum((held.cast(pl.UInt8) for held in in_title[1:]), in_title[0].cast(pl.UInt8))
    score = score.set(reduce(and_, in_number), len(words))
    places = reduce(and_, in_text).arg_true()
    of_each = score[places]
    # Each part is in the index's order, so that nothing is sorted.
    return pl.concat([places.filter(of_each == number) for number in range(len(words), -1, -1)])


@lru_cache(maxsize=4)
def events(snapshot: Snapshot) -> pl.DataFrame:
    """The dated events of every record, oldest first: `id event date date_precision`.

    A strategy and the plan that is the same text stand here both, in the timeline once.
    """
    parts = []
    for kind in KINDS:
        for name in (field.name for field in kind.events):
            dated = snapshot.frames[kind.table.name].drop_nulls(name)
            event = pl.lit(name).alias("event")
            parts.append(dated.select("id", event, date=name, date_precision=f"{name}_precision"))
    return pl.concat(parts).sort("date", "id", "event")


def newest(snapshot: Snapshot, records: Collection[str]) -> dict[str, Row]:
    """By id: the newest dated event of each record that has one; columns of `events`."""
    found = events(snapshot).filter(pl.col("id").is_in(list(records)))
    return {row["id"]: row for row in _newest(found).iter_rows(named=True)}


def _newest(found: pl.DataFrame) -> pl.DataFrame:
    return found.unique("id", keep="last", maintain_order=True)


def counts(found: pl.DataFrame, choice: Choice) -> dict[str, int]:
    """How many of the records found have each code of a choice."""
    codes = found[choice.column].drop_nulls()
    each = codes.explode() if choice.several else codes
    return dict(Counter(each.to_list()))


def as_table(snapshot: Snapshot, found: pl.DataFrame) -> pl.DataFrame:
    """The records found for reading, with headings in the page's language."""
    reference = snapshot.reference
    rows = [
        (
            row["title"],
            _(KIND_NAMES[row["kind"]]),
            country(reference, row["country"]) or _("International"),
            day(row["date"], row["date_precision"]),
            ", ".join(_(reference.label("theme", theme)) for theme in row["themes"] or ()),
            row["id"],
        )
        for row in found.iter_rows(named=True)
    ]
    names = (
        _("Title"),
        _("Kind"),
        _("Country or area"),
        _("Date"),
        _("Themes"),
        _("Identifier"),
    )
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
