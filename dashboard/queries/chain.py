"""What follows from what: resolution, event, plan, action, law; only where a source says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dashboard.filters import Selection
from dashboard.language import N_
from dashboard.queries.records import titles
from loaders import Snapshot
from loaders.kinds import KINDS

HOW = {
    "responds_to": N_("follows from it"),
    "carries_out": N_("carries it out"),
    "delivers": N_("came of it"),
    "uptake": N_("taken up"),
}
"""By the field that states a link: what the later record is to the earlier one."""


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


@lru_cache(maxsize=4)
def _links(snapshot: Snapshot) -> _Links:
    names = titles(snapshot)
    numbered = snapshot.frames["resolutions"].select("id", "number").drop_nulls()
    names |= {record: f"{number}: {names[record]}" for record, number in numbered.iter_rows()}
    about = {
        record: Node(record, kind, names[record], country, "")
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
            later[before][Node(node.id, node.kind, node.title, node.country, how)] = None
            earlier[after][before] = None
    for row in snapshot.frames["uptake"].iter_rows(named=True):
        if not row["id"]:
            said = row["note"] or snapshot.reference.label("uptake", row["what"])
            later[row["resolution"]][Node("", "uptake", said, row["country"], "uptake")] = None
    return _Links(about, later, earlier)


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


def following(snapshot: Snapshot, record: str) -> Node | None:
    """A record with all that follows from it; `None` for an id that is none."""
    links = _links(snapshot)
    start = links.about.get(record)
    return _grown(links, start, ()) if start else None


def _grown(links: _Links, node: Node, above: tuple[str, ...]) -> Node:
    """The node with what follows; a record that stands above itself is not followed again."""
    path = (*above, node.id)
    after = [one for one in links.later.get(node.id, ()) if one.id not in path] if node.id else []
    grown = (_grown(links, one, path) for one in sorted(after, key=_order))
    return Node(node.id, node.kind, node.title, node.country, node.how, tuple(grown))


def _order(node: Node) -> tuple[str, str, str]:
    return node.country or "", node.kind, node.title


def before(snapshot: Snapshot, record: str) -> list[Node]:
    """What a record follows from, the nearest first, each once."""
    links = _links(snapshot)
    found: dict[str, None] = {}
    waiting = list(links.earlier.get(record, ()))
    while waiting:
        one = waiting.pop(0)
        if one not in found and one != record:
            found[one] = None
            waiting += links.earlier.get(one, ())
    return [links.about[one] for one in found]


def chains(snapshot: Snapshot, selection: Selection) -> list[Node]:
    """Each chain from its first record, the longest first.

    Of a region, those in which a country of it stands. A strategy and the plan that is the same
    text are no chain.
    """
    links = _links(snapshot)
    members = selection.members(snapshot.reference)
    found = []
    for record in links.later:
        chain = following(snapshot, record)
        if chain is None or links.earlier.get(record) or chain.kind == "law":
            continue
        countries = {node.country for node in chain.every()}
        if members is None or countries & set(members):
            found.append(chain)
    return sorted(found, key=lambda chain: (-sum(1 for _ in chain.every()), chain.title))
