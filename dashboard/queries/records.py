"""Records found by any word in them, and each with what links to it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from operator import and_
from types import MappingProxyType
from typing import Any

import polars as pl

from dashboard.filters import KIND_NAMES, Choice, Selection
from dashboard.kept import with_snapshot
from dashboard.language import _, country, current, day, fold, offered, other_names
from dashboard.queries.facts import Fact, Names, Row
from dashboard.queries.word_index import WordIndex
from dashboard.shown import NAMED, shortened
from loaders import Snapshot
from loaders.fields import Records, Table
from loaders.kinds import KINDS, Kind
from loaders.measures import Clock
from loaders.tuples import tuples

Rows = tuple[tuple[Fact, ...], ...]


@dataclass(frozen=True)
class Found:
    """A record in full."""

    kind: Kind
    row: Row
    facts: tuple[Fact, ...]
    nested: tuple[tuple[str, Rows], ...]
    """Name of each nested table that has rows for this record (its sources too), and the rows."""
    linked_from: tuple[tuple[str, str], ...]
    """Id of each record that names this one, and the label of the field in which it does."""


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


@with_snapshot(1)
def titles(snapshot: Snapshot) -> Mapping[str, str]:
    """Of all that has an id; of one given twice the first stands."""
    found: dict[str, str] = {}
    for record, title in tuples(snapshot.named, "id", "title"):
        found.setdefault(record, title or record)
    return MappingProxyType(found)


def named_in_sentences(snapshot: Snapshot, clock: Clock) -> Mapping[str, str]:
    """By id, what a sentence calls a record that it may lead to: its title; of a resolution whose
    title is too long for that, its number.

    Nothing on an earlier date than today: the sentence may name what came later.
    """
    return {} if clock.is_past else _called(snapshot)


# A page asks for each of its sections.
@with_snapshot(1)
def _called(snapshot: Snapshot) -> Mapping[str, str]:
    called = {**titles(snapshot)}
    for record, title, number in tuples(snapshot.frames["resolutions"], "id", "title", "number"):
        # Cut short, titles of one series would read the same.
        if number and len(title) > NAMED >= len(number):
            called[record] = number
    return MappingProxyType(called)


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


def record(snapshot: Snapshot, identifier: str) -> Found | None:
    """All that is known of a record; None where the data holds no such id."""
    return _record(snapshot, identifier, current())


@with_snapshot(64)
def _record(snapshot: Snapshot, identifier: str, _language: str) -> Found | None:
    place = snapshot.frames["records"].filter(pl.col("id") == identifier)
    if place.is_empty():
        return None
    kind = next(kind for kind in KINDS if kind.name == place["kind"][0])
    row = snapshot.frames[kind.table.name].filter(pl.col("id") == identifier).row(0, named=True)
    every = catalogue(snapshot)
    return Found(
        kind,
        row,
        tuple(every.names.facts(kind.table, row, HEADING)),
        tuple(_nested(snapshot, every.names, kind.table, identifier)),
        every.linked_from.get(identifier, ()),
    )


def plan_of(snapshot: Snapshot, identifier: str) -> str | None:
    """The plan in which an action stands; `None` for an id that is no action's."""
    found = snapshot.frames["actions"].filter(pl.col("id") == identifier)["plan"].to_list()
    return found[0] if found else None


def _nested(
    snapshot: Snapshot, names: Names, table: Table, identifier: str
) -> Iterator[tuple[str, Rows]]:
    for field in table.fields:
        if not isinstance(field.type, Records):
            continue
        inner = field.type.table
        rows = snapshot.frames[inner.name].filter(pl.col(inner.owner) == identifier).sort("n")
        if inner.shared:
            rows = rows.filter(pl.col("part").is_null())
        if not rows.is_empty():
            said = (tuple(names.facts(inner, row)) for row in rows.iter_rows(named=True))
            yield field.name, tuple(said)


_BETWEEN = re.compile(r"[\W_]+")


def searched(text: str) -> str:
    """The text as it is searched: folded, its words apart by one space, one before the first."""
    return " " + _BETWEEN.sub(" ", fold(text)).strip()


def words_of(query: str) -> list[str]:
    """The words of a query as they are searched; what stands in quotation marks is one.

    A word in Latin letters or a number is found where a word begins with it; one in another script
    anywhere, as not all scripts set words apart.
    """
    found = re.findall(r'"([^"]+)"|(\S+)', query)
    words = [searched(quoted or word) for quoted, word in found][:MOST_WORDS]
    return [word if word.isascii() else word.lstrip() for word in words if word.strip()]


MOST_WORDS = 12


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


AROUND = 70
"""Characters of a text shown on either side of a hit."""


def excerpt(snapshot: Snapshot, hit: Row, query: str) -> list[tuple[str, bool]]:
    """Where the first word that is not in the title stands: pieces of text, and whether each is it.

    Empty where the title holds every word, or there is none.
    """
    words = [word for word in words_of(query) if word not in hit["heading"]]
    found = record(snapshot, hit["id"]) if words else None
    if found is None:
        return []
    rows = [row for _label, rows in found.nested for row in rows]
    texts = [said.text for row in [found.facts, *rows] for fact in row for said in fact.said]
    for text in texts:
        if place := _place(text, words[0]):
            return _cut(text, *place)
    return []


SNIPPET = 2 * AROUND
"""Characters of a summary that are shown where no word of a query is looked for."""


def snippet(snapshot: Snapshot, hit: Row, query: str) -> list[tuple[str, bool]]:
    """Like `excerpt`; where it is empty, the first hit in the summary, else how it begins."""
    if pieces := excerpt(snapshot, hit, query):
        return pieces
    found = record(snapshot, hit["id"])
    summary = (found.row["summary"] or "") if found else ""
    for word in words_of(query):
        if place := _place(summary, word):
            return _cut(summary, *place)
    return [(shortened(summary, SNIPPET), False)] if summary else []


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


def _place(text: str, word: str) -> tuple[int, int] | None:
    """Where the word stands in the text as it is written."""
    folded = [_fold_letter(letter) for letter in text]
    pattern = re.escape(word.strip()).replace("\\ ", r"[\W_]+")
    begins = r"(?<![^\W_])" if word.startswith(" ") else ""
    found = re.search(begins + pattern, "".join(folded))
    if not found:
        return None
    starts = [0]
    for letter in folded:
        starts.append(starts[-1] + len(letter))
    first = next(n for n in range(len(text)) if starts[n + 1] > found.start())
    last = next(n for n in range(first, len(text)) if starts[n + 1] >= found.end())
    return first, last + 1


@cache
def _fold_letter(letter: str) -> str:
    return fold(letter)


def _cut(text: str, first: int, last: int) -> list[tuple[str, bool]]:
    start, end = max(0, first - AROUND), min(len(text), last + AROUND)
    before, after = text[start:first], text[last:end]
    if start:
        before = "\N{HORIZONTAL ELLIPSIS}" + before.partition(" ")[2]
    if end < len(text):
        after = after.rpartition(" ")[0] + "\N{HORIZONTAL ELLIPSIS}"
    return [(before, False), (text[first:last], True), (after, False)]


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
