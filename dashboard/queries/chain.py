"""What follows from what: resolution, event, plan, action, law; only where a source says so."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import polars as pl

from dashboard.filters import KIND_NAMES, Selection
from dashboard.language import N_, _, country, current, day, labelled, offered
from dashboard.queries.records import titles
from loaders import Snapshot
from loaders.dates import last_day
from loaders.kinds import KINDS
from loaders.measures import Clock

HOW = {
    "responds_to": N_("follows from it"),
    "carries_out": N_("carries it out"),
    "delivers": N_("came of it"),
    "uptake": N_("taken up"),
}
"""By the field that states a link: what the later record is to the earlier one."""


class First(NamedTuple):
    """The first date of a record, as precise as it is known, and the day by which it had begun."""

    start: date | None = None
    precision: str | None = None
    begun: date | None = None


UNDATED = First()


@dataclass(frozen=True)
class Node:
    """A record in a chain, and what follows from it."""

    id: str
    """'' for an uptake that is no record of its own."""
    kind: str
    title: str
    country: str | None
    how: str
    """A key of `HOW`: how it follows from what stands above it; '' at the top."""
    first: First = UNDATED
    after: tuple[Node, ...] = ()

    def every(self) -> Iterator[Node]:
        """This one and all that follows."""
        yield self
        for node in self.after:
            yield from node.every()


@dataclass(frozen=True)
class _Links:
    """All links of a snapshot, by the earlier record and by the later."""

    about: Mapping[str, Node]
    later: Mapping[str, Mapping[Node, None]]
    earlier: Mapping[str, Mapping[str, None]]

    def on(self, clock: Clock) -> _Links:
        """The links between what stood on an earlier date than today; all of them today.

        A record without a date stood, unless one that it follows from did not.
        """
        if not clock.is_past:
            return self
        # All dates are asked for: no call for each record.
        gone = {
            record
            for record, node in self.about.items()
            if (begun := node.first.begun) and begun > clock.as_of
        }
        waiting = list(gone)
        while waiting:
            for node in self.later.get(waiting.pop(), ()):
                if node.id and not node.first.start and node.id not in gone:
                    gone.add(node.id)
                    waiting.append(node.id)
        return _Links(
            {record: node for record, node in self.about.items() if record not in gone},
            {
                before: {
                    node: None
                    for node in after
                    if node.id not in gone and (node.id or not _is_after(node, clock))
                }
                for before, after in self.later.items()
                if before not in gone
            },
            {
                after: {before: None for before in named if before not in gone}
                for after, named in self.earlier.items()
                if after not in gone
            },
        )


def _is_after(node: Node, clock: Clock) -> bool:
    return node.first.begun is not None and node.first.begun > clock.as_of


def _links(snapshot: Snapshot) -> _Links:
    return _links_in(snapshot, current())


@lru_cache(maxsize=2 * len(offered()))
def _links_in(snapshot: Snapshot, _language: str) -> _Links:
    names = titles(snapshot)
    numbered = snapshot.frames["resolutions"].select("id", "number").drop_nulls()
    names |= {record: labelled(number, names[record]) for record, number in numbered.iter_rows()}
    first = _first_dates(snapshot)
    about = {
        record: Node(record, kind, names[record], country, "", first.get(record, UNDATED))
        for record, kind, country in snapshot.frames["records"]
        .select("id", "kind", "country")
        .iter_rows()
    }
    owner = dict(snapshot.frames["actions"].select("id", "plan").iter_rows())
    about |= {
        action: Node(action, "action", names[action], about[plan].country, "")
        for action, plan in owner.items()
        if plan in about
    }
    later: dict[str, dict[Node, None]] = defaultdict(dict)
    earlier: dict[str, dict[str, None]] = defaultdict(dict)
    for before, after, how in _stated(snapshot):
        if before in about and after in about:
            node = about[after]
            later[before][replace(node, how=how)] = None
            earlier[after][before] = None
    uptake = snapshot.frames["uptake"].with_columns(begun=last_day("date"))
    for row in uptake.iter_rows(named=True):
        if not row["id"]:
            said = row["note"] or _(snapshot.reference.label("uptake", row["what"]))
            dated = First(row["date"], row["date_precision"], row["begun"])
            node = Node("", "uptake", said, row["country"], "uptake", dated)
            later[row["resolution"]][node] = None
    return _Links(about, later, earlier)


def _first_dates(snapshot: Snapshot) -> dict[str, First]:
    """By id: when each record began; by its period where nothing else tells it."""
    events = snapshot.frames["timeline"].filter(pl.col("kind") != "action")
    found = {
        record: First(*dated)
        for record, *dated in events.select("id", "date", "date_precision", last=last_day("date"))
        .sort("last", descending=True)
        .iter_rows()
    }
    for kind in KINDS:
        frame = snapshot.frames[kind.table.name]
        if "period_start" in frame.columns:
            dated = frame.select("id", "period_start", "period_start_precision").drop_nulls()
            for record, start, precision in dated.iter_rows():
                found.setdefault(record, First(start, precision, start))
    return found


def _stated(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    """Earlier record, later record, and the field that states the link."""
    for kind in KINDS:
        frame = snapshot.frames[kind.table.name]
        for field in ("responds_to", "carries_out"):
            if field in frame.columns:
                for later, named in frame.select("id", field).drop_nulls().iter_rows():
                    for earlier in [named] if isinstance(named, str) else named:
                        yield earlier, later, field
    actions = snapshot.frames["actions"].select("plan", "id", "delivers").drop_nulls("delivers")
    for plan, action, delivered in actions.iter_rows():
        yield plan, action, "delivers"
        for record in delivered:
            yield action, record, "delivers"
    for resolution, record in snapshot.frames["uptake"].select("resolution", "id").iter_rows():
        if record:
            yield resolution, record, "uptake"


def answers(snapshot: Snapshot, clock: Clock) -> dict[str, list[str]]:
    """By id: the records that say that they answer or follow from it, and stood on the date."""
    later = _links(snapshot).on(clock).later.items()
    return {
        record: [node.id for node in after if node.how == "responds_to"] for record, after in later
    }


DEEPEST = 40
"""Steps from a record to what followed that a nested list still tells; the drawing shows all."""


def following(snapshot: Snapshot, record: str, clock: Clock) -> Node | None:
    """A record with all that followed from it by the date; `None` for an id that is none then.

    What followed in several ways is named in each, and itself followed in the shortest.
    """
    links = _links(snapshot).on(clock)
    start = links.about.get(record)
    return _grown(links, start, _ways(links, record), ()) if start else None


Way = tuple[str, str]
"""The earlier record, and how the later one follows from it."""


def _ways(links: _Links, record: str) -> dict[str, Way]:
    """By id: a record and all that followed from it, each with the shortest way there."""
    found = {record: ("", "")}
    waiting = deque([record])
    while waiting:
        earlier = waiting.popleft()
        for one in links.later.get(earlier, ()):
            if one.id and one.id not in found:
                found[one.id] = earlier, one.how
                waiting.append(one.id)
    return found


def _grown(links: _Links, node: Node, ways: Mapping[str, Way], above: tuple[str, ...]) -> Node:
    """The node with what follows, unless that is told elsewhere: ways through a net are many."""
    came = (above[-1] if above else "", node.how)
    if not node.id or ways[node.id] != came or len(above) == DEEPEST:
        return node
    path = (*above, node.id)
    after = [one for one in links.later.get(node.id, ()) if one.id not in path]
    grown = (_grown(links, one, ways, path) for one in sorted(after, key=_order))
    return replace(node, after=tuple(grown))


def _order(node: Node) -> tuple[str, str, str]:
    return node.country or "", node.kind, node.title


def before(snapshot: Snapshot, record: str, clock: Clock) -> list[Node]:
    """What a record follows from and stood on the date, the nearest first, each once."""
    return _before(_links(snapshot).on(clock), record)


def _before(links: _Links, record: str) -> list[Node]:
    found: dict[str, None] = {}
    waiting = list(links.earlier.get(record, ()))
    while waiting:
        one = waiting.pop(0)
        if one not in found and one != record:
            found[one] = None
            waiting += links.earlier.get(one, ())
    return [links.about[one] for one in found]


LANES = {
    "resolution": 0,
    **dict.fromkeys(("workshop", "news", "programme"), 1),
    "action_plan": 2,
    "action": 3,
    **dict.fromkeys(("law", "institution", "uptake"), 4),
}
"""From left to right: the way from a resolution to a law."""
UPTAKE = N_("What a country did")
STEP = 0.3
"""By how much of a lane a record stands to the right of one of the same lane that it follows."""
_LIST = pl.List(pl.String)
_ROW: dict[str, Any] = {
    "id": pl.String,
    "key": pl.String,
    "kind": pl.String,
    "label": pl.String,
    "order": pl.Int64,
    "title": pl.String,
    "place": pl.String,
    "when": pl.String,
    "lane": pl.Float64,
    "row": pl.Int64,
    "earlier": _LIST,
    "how": _LIST,
    "own": pl.Boolean,
}


def around(snapshot: Snapshot, record: str, clock: Clock) -> pl.DataFrame:
    """A record, all that it follows from and all that followed from it by the date, to be drawn.

    A row for each, in an order in which what follows stands below: `id` (null for an uptake that is
    no record), `key` (of its own), `kind label order`, `title place when`, `lane` (empty ones left
    out) and `row`, `earlier` (the keys of what it follows from) and `how`, `own` (whether it is the
    record). No row where no source states a link.
    """
    links = _links(snapshot).on(clock)
    start = links.about.get(record)
    if start is None:
        return pl.DataFrame(schema=_ROW)
    above = {node.id for node in _before(links, record)}
    if not (above or links.later.get(record)):
        return pl.DataFrame(schema=_ROW)
    below = set(_ways(links, record))
    order = _in_order(links, above | below, below)
    rows = {key: _row(snapshot, node, key) for key, node in order.items()}
    for earlier in order:
        for one in links.later.get(earlier, ()):
            if row := rows.get(_key(one, earlier)):
                row["earlier"].append(earlier)
                row["how"].append(_(HOW[one.how]))
    lanes = sorted({row["lane"] for row in rows.values()})
    steps: dict[str, float] = {}
    for number, (key, row) in enumerate(rows.items()):
        same = [
            steps[one]
            for one in row["earlier"]
            if rows[one]["lane"] == row["lane"] and one in steps
        ]
        steps[key] = min(max(same, default=-STEP) + STEP, 1 - STEP)
        row |= {"row": number, "own": key == record}
    for key, row in rows.items():
        row["lane"] = lanes.index(row["lane"]) + steps[key]
    return pl.DataFrame(list(rows.values()), schema=_ROW, orient="row")


def _in_order(links: _Links, shown: set[str], below: set[str]) -> dict[str, Node]:
    """The records that are shown, each after all that it follows from, by key.

    Uptakes that are no record are shown of those in `below`. Of records that follow from one
    another in a circle, one has to come first.
    """
    found: dict[str, Node] = {}

    def visit(node: Node, key: str) -> None:
        found[key] = node
        waiting = [(key, later(node))]
        while waiting:
            key, rest = waiting[-1]
            one = next(rest, None)
            if one is None:
                waiting.pop()
            elif is_next(one, key):
                found[_key(one, key)] = one
                waiting.append((_key(one, key), later(one)))

    def later(node: Node) -> Iterator[Node]:
        # What stands in the same lane first: it is then drawn as following from this record.
        after = links.later.get(node.id, ()) if node.id else ()
        return iter(sorted(after, key=lambda one: (_lane(one), _order(one))))

    def is_next(one: Node, key: str) -> bool:
        is_shown = one.id in shown if one.id else key in below
        waits = any(e in shown and e not in found for e in links.earlier.get(one.id, ()))
        return is_shown and not waits and _key(one, key) not in found

    firsts = sorted(one for one in shown if not shown & set(links.earlier.get(one, ())))
    for one in [*firsts, *sorted(shown)]:
        if one not in found:
            visit(links.about[one], one)
    return found


def _key(node: Node, earlier: str) -> str:
    return node.id or f"{earlier}/{node.country}/{node.title}"


def _lane(node: Node) -> int:
    return LANES.get(node.kind, max(LANES.values()))


def _row(snapshot: Snapshot, node: Node, key: str) -> dict[str, Any]:
    kinds = [*KIND_NAMES, "uptake"]
    return {
        "id": node.id or None,
        "key": key,
        "kind": node.kind,
        "label": _(KIND_NAMES.get(node.kind, UPTAKE)),
        "order": kinds.index(node.kind),
        "title": node.title,
        "place": country(snapshot.reference, node.country),
        "when": when(node),
        "lane": _lane(node),
        "earlier": [],
        "how": [],
    }


def when(node: Node) -> str:
    """The first date of a record in words; '' for an action, which has its plan's."""
    said = day(node.first.start, node.first.precision)
    return said or ("" if node.kind == "action" else _("Date not known"))


def linked(snapshot: Snapshot) -> dict[str, str]:
    """Id and title of every record that stands in a chain."""
    links = _links(snapshot)
    ids = [record for record in links.about if links.later.get(record) or links.earlier.get(record)]
    return {record: links.about[record].title for record in ids}


def chains(snapshot: Snapshot, selection: Selection, clock: Clock) -> list[Node]:
    """Each chain from its first record as it stood on the date, the longest first.

    Of a region, those in which a country of it stands. A strategy and the plan that is the same
    text are no chain.
    """
    links = _links(snapshot).on(clock)
    members = selection.members(snapshot.reference)
    found = []
    for record, after in links.later.items():
        if not after or links.earlier.get(record) or links.about[record].kind == "law":
            continue
        chain = _grown(links, links.about[record], _ways(links, record), ())
        countries = {node.country for node in chain.every()}
        if members is None or countries & set(members):
            found.append(chain)
    return sorted(found, key=lambda chain: (-len(list(chain.every())), chain.title))
