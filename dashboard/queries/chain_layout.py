"""Where the records of a chain are drawn: in lanes from resolution to law, each in its row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from dashboard.filters import KIND_NAMES
from dashboard.language import N_, _, country
from dashboard.queries.links import HOW, Links, Node, links, sort_key, when
from loaders import Snapshot
from loaders.measures import Clock

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
    known = links(snapshot, clock)
    if record not in known.about:
        return pl.DataFrame(schema=_ROW)
    above = {node.id for node in known.before(record)}
    if not (above or known.later.get(record)):
        return pl.DataFrame(schema=_ROW)
    below = set(known.ways(record))
    order = _in_order(known, above | below, below)
    rows = {key: _row(snapshot, node, key) for key, node in order.items()}
    for earlier in order:
        for one in known.later.get(earlier, ()):
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


def _in_order(known: Links, shown: set[str], below: set[str]) -> dict[str, Node]:
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
        # What stands in the same lane first: it is then drawn as following from this record. What
        # stands further left last, the nearest first: a line past it would run through its title.
        after = known.later.get(node.id, ()) if node.id else ()
        return iter(sorted(after, key=lambda one: _rank(_lane(one) - _lane(node), one)))

    def is_next(one: Node, key: str) -> bool:
        is_shown = one.id in shown if one.id else key in below
        waits = any(e in shown and e not in found for e in known.earlier.get(one.id, ()))
        return is_shown and not waits and _key(one, key) not in found

    firsts = sorted(one for one in shown if not shown & set(known.earlier.get(one, ())))
    for one in [*firsts, *sorted(shown)]:
        if one not in found:
            visit(known.about[one], one)
    return found


def _rank(aside: int, node: Node) -> tuple[bool, int, tuple[str, str, str]]:
    return aside < 0, abs(aside), sort_key(node)


def _key(node: Node, earlier: str) -> str:
    return node.id or f"{earlier}/{node.country}/{node.title}/{node.first.start}"


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
