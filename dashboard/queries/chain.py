"""What follows from what: resolution, event, plan, action, law; only where a source says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from dashboard.filters import Selection
from dashboard.queries import action_plans
from dashboard.queries.links import Links, Node, Way, among_linked, links, sort_key
from loaders import Snapshot
from loaders.measures import Clock


# A page of events asks for its charts, and for what came of each event.
@lru_cache(maxsize=8)
def answers(snapshot: Snapshot, clock: Clock) -> Mapping[str, Sequence[str]]:
    """By id: the records that say that they answer or follow from it, and stood on the date."""
    later = among_linked(snapshot).on(clock).later.items()
    return {
        record: [node.id for node in after if node.how == "responds_to"] for record, after in later
    }


DEEPEST = 40
"""Steps from a record to what followed that a nested list still tells; the drawing shows all."""


def following(snapshot: Snapshot, record: str, clock: Clock) -> Node | None:
    """A record with all that followed from it by the date; `None` for an id that is none then.

    What followed in several ways is named in each, and itself followed in the shortest.
    """
    known = links(snapshot, clock)
    start = known.about.get(record)
    return _grown(known, start, known.ways(record), ()) if start else None


def _grown(known: Links, node: Node, ways: Mapping[str, Way], above: tuple[str, ...]) -> Node:
    """The node with what follows, unless that is told elsewhere: ways through a net are many."""
    came = (above[-1] if above else "", node.how)
    if not node.id or ways[node.id] != came or len(above) == DEEPEST:
        return node
    path = (*above, node.id)
    after = [one for one in known.later.get(node.id, ()) if one.id not in path]
    grown = (_grown(known, one, ways, path) for one in sorted(after, key=sort_key))
    return replace(node, after=tuple(grown))


def before(snapshot: Snapshot, record: str, clock: Clock) -> list[Node]:
    """What a record follows from and stood on the date, the nearest first, each once."""
    return links(snapshot, clock).before(record)


def linked(snapshot: Snapshot) -> dict[str, str]:
    """Id and title of every record that stands in a chain, whenever it began."""
    return {record: node.title for record, node in among_linked(snapshot).about.items()}


def chains(snapshot: Snapshot, selection: Selection, clock: Clock) -> list[Node]:
    """Each chain from its first record as it stood on the date, the longest first.

    Of a region, those in which a country of it stands; of a theme or a status, those that hold a
    plan that is chosen. A strategy and the plan that is the same text are no chain by
    themselves.
    """
    known = among_linked(snapshot).on(clock)
    is_chosen = _chosen(snapshot, selection, clock)
    found = []
    for record, after in known.later.items():
        if not after or known.earlier.get(record):
            continue
        chain = _grown(known, known.about[record], known.ways(record), ())
        if not _is_one_text(chain) and any(map(is_chosen, chain.every())):
            found.append(chain)
    return sorted(found, key=lambda chain: (-len(list(chain.every())), chain.title))


def _is_one_text(chain: Node) -> bool:
    """Whether it is a strategy and the plan that is the same text, from which nothing followed."""
    is_plan = (node.how == "carries_out" and not node.after for node in chain.after)
    return chain.kind == "law" and all(is_plan)


def _chosen(snapshot: Snapshot, selection: Selection, clock: Clock) -> Callable[[Node], bool]:
    """Whether a record of a chain is one for which the reader asks."""
    if selection.chosen:
        plans = set(action_plans.rows(snapshot, selection, clock)["id"].to_list())
        return lambda node: node.id in plans
    members = selection.members(snapshot.reference)
    return lambda node: members is None or node.country in members
