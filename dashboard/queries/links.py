"""Which record follows from which; only where a source says so."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dashboard.kept import with_snapshot
from dashboard.language import N_, _, current, day, labelled, offered
from dashboard.queries.records import events
from dashboard.queries.titles import titles
from loaders import Snapshot
from loaders.dates import last_day
from loaders.kinds import KINDS
from loaders.measures import Clock
from loaders.tuples import tuples

HOW = {
    "responds_to": N_("follows from it"),
    "carries_out": N_("carries it out"),
    "delivers": N_("came of it"),
    "uptake": N_("taken up"),
}
"""By the field that states a link: what the later record is to the earlier one."""


Way = tuple[str, str]
"""The earlier record, and how the later one follows from it; '' and '' for the first."""


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


def sort_key(node: Node) -> tuple[str, str, str]:
    """The order of what follows from one record: by country, kind and title."""
    return node.country or "", node.kind, node.title


def when(node: Node) -> str:
    """The first date of a record in words; '' for an action, which has its plan's."""
    said = day(node.first.start, node.first.precision)
    return said or ("" if node.kind == "action" else _("Date not known"))


@dataclass(frozen=True)
class Links:
    """All links of a snapshot, by the earlier record and by the later."""

    about: Mapping[str, Node]
    later: Mapping[str, Mapping[Node, None]]
    earlier: Mapping[str, Mapping[str, None]]

    def on(self, clock: Clock) -> Links:
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
        return Links(
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

    def ways(self, record: str) -> dict[str, Way]:
        """By id: a record and all that followed from it, each with the shortest way there."""
        found = {record: ("", "")}
        waiting = deque([record])
        while waiting:
            earlier = waiting.popleft()
            for one in self.later.get(earlier, ()):
                if one.id and one.id not in found:
                    found[one.id] = earlier, one.how
                    waiting.append(one.id)
        return found

    def before(self, record: str) -> list[Node]:
        """What a record follows from, the nearest first, each once."""
        found: dict[str, None] = {}
        waiting = deque(self.earlier.get(record, ()))
        while waiting:
            one = waiting.popleft()
            if one not in found and one != record:
                found[one] = None
                waiting += self.earlier.get(one, ())
        return [self.about[one] for one in found]


def _is_after(node: Node, clock: Clock) -> bool:
    return node.first.begun is not None and node.first.begun > clock.as_of


def links(snapshot: Snapshot, clock: Clock) -> Links:
    """The links between what stood on the date, in the page's language."""
    return _on(snapshot, clock, current())


# A page of one record asks for what came before it, for what followed, and for its drawing.
@with_snapshot(4)
def _on(snapshot: Snapshot, clock: Clock, language: str) -> Links:
    return _every_link(snapshot, language).on(clock)


def among_linked(snapshot: Snapshot) -> Links:
    """The links of all dates, `about` of none but the records that are linked: a twentieth."""
    return _among_linked(snapshot, current())


@lru_cache(maxsize=2 * len(offered()))
def _among_linked(snapshot: Snapshot, language: str) -> Links:
    known = _every_link(snapshot, language)
    ends = known.later.keys() | known.earlier.keys()
    about = {record: node for record, node in known.about.items() if record in ends}
    return replace(known, about=about)


@lru_cache(maxsize=2 * len(offered()))
def _every_link(snapshot: Snapshot, _language: str) -> Links:
    """The links of all dates; worked out once for each pair."""
    names = {**titles(snapshot)}
    numbered = snapshot.frames["resolutions"].select("id", "number").drop_nulls()
    names |= {record: labelled(number, names[record]) for record, number in numbered.iter_rows()}
    first = _first_dates(snapshot)
    about = {
        record: Node(record, kind, names[record], country, "", first.get(record, UNDATED))
        for record, kind, country in snapshot.frames["records"]
        .select("id", "kind", "country")
        .iter_rows()
    }
    owner = dict(tuples(snapshot.frames["actions"], "id", "plan"))
    about |= {
        action: Node(action, "action", names[action], about[plan].country, "")
        for action, plan in owner.items()
        if plan in about
    }
    later: dict[str, dict[Node, None]] = defaultdict(dict)
    earlier: dict[str, dict[str, None]] = defaultdict(dict)
    for before, after, how in stated(snapshot):
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
    return Links(about, later, earlier)


def _first_dates(snapshot: Snapshot) -> dict[str, First]:
    """By id: when each record began; by its period where nothing else tells it."""
    found = {
        record: First(*dated)
        for record, *dated in events(snapshot)
        .select("id", "date", "date_precision", last=last_day("date"))
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


def stated(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
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
    for resolution, record in tuples(snapshot.frames["uptake"], "resolution", "id"):
        if record:
            yield resolution, record, "uptake"
