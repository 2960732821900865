"""What a reader may narrow. Each filter acts (`where`), speaks (`says`) and travels (`to_query`).

Addresses hold stable codes, independent of language and wording; a value that cannot be read is
reported, not erased.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from dashboard.language import N_, _, countries, day, fold
from dashboard.shown import APART
from loaders import Snapshot
from loaders.fields import as_label
from loaders.frames import holds_any
from loaders.kinds import KINDS
from loaders.measures import Clock
from loaders.reference import Reference

AS_OF = "asof"


@dataclass(frozen=True)
class Choice:
    """A filter that keeps the rows with any of some codes or ids."""

    key: str
    """In addresses."""
    label: str
    column: str
    codelists: tuple[str, ...] = ()
    several: bool = False
    """Whether the column holds lists."""
    names: Callable[[Reference], Mapping[str, str]] | None = None
    """By code or id, where no code list names them."""
    table: str = ""
    """The frame on which it acts, where only what occurs there is worth offering."""

    def codes(self, reference: Reference) -> dict[str, str]:
        """Code or id and label of all that can be chosen."""
        if self.names:
            return {code: _(name) for code, name in self.names(reference).items()}
        return {
            code: _(str(row["label"]))
            for name in self.codelists
            for code, row in (reference.codes(name) or {}).items()
        }

    def offered(self, snapshot: Snapshot) -> dict[str, str]:
        """What a list of choices shows: what occurs in `table`; ids in order of their names."""
        every = self.codes(snapshot.reference)
        if not self.table:
            return every
        column = snapshot.frames[self.table][self.column]
        found = set((column.explode() if self.several else column).to_list())
        named = sorted(every, key=lambda code: fold(every[code])) if self.names else every
        return {code: every[code] for code in named if code in found}

    def known(self, reference: Reference) -> frozenset[str]:
        """All that can be chosen."""
        if self.names:
            return frozenset(self.names(reference))
        return frozenset(code for name in self.codelists for code in reference.codes(name) or ())

    def where(self, chosen: Collection[str]) -> pl.Expr:
        if self.several:
            return holds_any(self.column, chosen)
        return pl.col(self.column).is_in(list(chosen))


KIND_LABELS = {
    "law": N_("Laws and policies"),
    "resolution": N_("Resolutions"),
    "action_plan": N_("Action plans"),
    "action": N_("Actions"),
    "institution": N_("Institutions"),
    "workshop": N_("Workshops and events"),
    "programme": N_("Programmes"),
    "news": N_("News"),
}
"""Every kind of record with its heading, in the order of lanes and legends."""

KIND_NAMES = {
    "law": N_("Law or policy"),
    "resolution": N_("Resolution"),
    "action_plan": N_("Action plan"),
    "action": N_("Action"),
    "institution": N_("Institution"),
    "workshop": N_("Event"),
    "programme": N_("Programme"),
    "news": N_("News item"),
}

# A kind that has no words of its own here is called what its declaration calls it.
KIND_LABELS |= {kind.name: kind.table.label for kind in KINDS if kind.name not in KIND_LABELS}
KIND_NAMES |= {kind.name: as_label(kind.name) for kind in KINDS if kind.name not in KIND_NAMES}

KIND = Choice("kind", N_("Kind"), "kind", names=lambda _reference: KIND_LABELS)
THEME = Choice("theme", N_("Theme"), "themes", ("theme",), several=True)
SCOPE = Choice("scope", N_("Scope"), "scope", ("scope",), several=True)
STATUS = Choice(
    "status",
    N_("Status"),
    "status",
    ("law-status", "plan-status", "action-status", "resolution-status"),
)
PLAN_STATUS = replace(STATUS, codelists=("plan-status", *STATUS.codelists), table="action_plans")
"""For a page of plans alone: no plan is repealed."""
TYPE = Choice("type", N_("Type"), "type", ("event-type",))
PROGRAMME = Choice(
    "programme",
    N_("Programme"),
    "programme",
    names=lambda reference: reference.programmes,
    table="workshops",
)
FUNDER = Choice(
    "funder",
    N_("Funder"),
    "funders",
    several=True,
    names=lambda reference: {
        identifier: str(row["name"]) for identifier, row in reference.organisations.items()
    },
    table="workshops",
)
PLACE = Choice("place", N_("Country or area"), "countries", several=True, names=countries)
"""Of its own, host or participant: what a region is for several."""
OF_RECORDS = (KIND, THEME, SCOPE, STATUS)
"""Those that act on records of several kinds."""
OF_EVENTS = (TYPE, PROGRAMME, FUNDER)
CHOICES = (*OF_RECORDS, *OF_EVENTS, PLACE)

REGION, FROM, TO = "region", "from", "to"
BEGINS = ("date", "start", "since", "period_start", "established", "adopted")
"""Columns that say when a row's record happened or began; the first that is known counts."""
KEYS = (AS_OF, REGION, FROM, TO, *(choice.key for choice in CHOICES))
"""In addresses of every page."""
BRIEFING = "briefing"
"""The reader's collection of charts, in addresses of every page."""
OPTIONS = {
    "as-of": AS_OF,
    **{key: key for key in (REGION, FROM, TO)},
    **{choice.key: choice.key for choice in CHOICES},
}
"""By option of the command line: the key in addresses."""


@dataclass(frozen=True)
class Complaint:
    """A part of the address that cannot be read, with what to do about it."""

    key: str
    value: str
    remedy: str


@dataclass(frozen=True)
class Selection:
    """What the reader has chosen; empty fields choose everything."""

    as_of: date | None = None
    region: str = ""
    """The code of a group of countries; an export may be of one country: its ISO3."""
    since: int | None = None
    until: int | None = None
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    complaints: tuple[Complaint, ...] = ()

    def __hash__(self) -> int:
        return hash((self.as_of, self.region, self.since, self.until, *self.chosen))

    @property
    def ends_first(self) -> bool:
        """Whether the years end before they begin, so that nothing can lie in them."""
        return bool(self.since and self.until and self.until < self.since)

    def clock(self, today: date) -> Clock:
        return Clock(self.as_of or today, today)

    def members(self, reference: Reference) -> tuple[str, ...] | None:
        """The countries of the region, and of these those that are named one by one; `None` for the
        whole world."""
        region, named = self._region(reference), self.chosen.get(PLACE.key)
        if region is None or named is None:
            return named if region is None else region
        return tuple(code for code in named if code in region)

    def _region(self, reference: Reference) -> tuple[str, ...] | None:
        if self.region in reference.countries:
            return (self.region,)
        group = reference.groups.get(self.region)
        return tuple(group["members"]) if group else None

    def only(self, *keys: str) -> Selection:
        """The selection with just these filters, for a page where the others do not act."""
        kept = {key: codes for key, codes in self.chosen.items() if key in keys}
        period = (self.since, self.until) if FROM in keys else (None, None)
        region = self.region if REGION in keys else ""
        return replace(self, region=region, since=period[0], until=period[1], chosen=kept)

    def where(self, columns: Collection[str], reference: Reference) -> pl.Expr:
        """The rows of a frame with these columns that are chosen.

        A choice on a column that the frame lacks keeps nothing: the frame has no such rows.
        """
        parts = [pl.lit(True)]
        # Apart: an event of several countries may lie in a region by one and be another's too.
        for places in (self._region(reference), self.chosen.get(PLACE.key)):
            if places is not None:
                parts.append(_in_countries(places, columns))
        for choice in CHOICES:
            if choice is not PLACE and (codes := self.chosen.get(choice.key)):
                known = choice.column in columns
                parts.append(choice.where(codes).fill_null(False) if known else pl.lit(False))
        return pl.all_horizontal(*parts, *self._period(columns))

    def _period(self, columns: Collection[str]) -> list[pl.Expr]:
        """What may have happened, or begun, in the years; a frame without dates stays whole."""
        dated = [name for name in BEGINS if name in columns]
        if not dated:
            return []
        # Of a month or a year as of its first day: neither runs on into another year.
        year, limits = pl.coalesce(dated).dt.year(), []
        if self.since:
            limits.append(year >= self.since)
        if self.until:
            limits.append(year <= self.until)
        return limits

    @property
    def narrows(self) -> bool:
        """Whether it chooses some rows; else all are."""
        return bool(self.region or self.chosen or self.since or self.until)

    def narrow(self, frame: pl.DataFrame, reference: Reference) -> pl.DataFrame:
        """The rows of a frame that are chosen; all of it, untouched, where nothing is."""
        if not self.narrows:
            return frame
        return frame.filter(self.where(frame.columns, reference))

    def says(self, reference: Reference, today: date, *, with_date: bool = True) -> str:
        """The selection in words, for subtitles and file headings."""
        group = reference.groups.get(self.region)
        everywhere = "" if PLACE.key in self.chosen else _("World")
        place = countries(reference).get(self.region, everywhere)
        parts = [_(str(group["name"])) if group else place]
        for choice in (PLACE, *(one for one in CHOICES if one is not PLACE)):
            if codes := self.chosen.get(choice.key):
                labels = choice.codes(reference)
                parts.append(", ".join(labels.get(code, code) for code in codes))
        if self.since or self.until:
            parts.append(f"{self.since or ''}\N{EN DASH}{self.until or ''}")
        if with_date:
            parts.append(_("as of {date}").format(date=day(self.as_of or today)))
        return APART.join(filter(None, parts))

    def to_query(self) -> dict[str, str]:
        """The stable address of this selection."""
        query = {
            AS_OF: self.as_of.isoformat() if self.as_of else "",
            REGION: self.region,
            FROM: str(self.since or ""),
            TO: str(self.until or ""),
            **{key: ",".join(codes) for key, codes in self.chosen.items()},
        }
        return {key: value for key, value in query.items() if value}


def _in_countries(members: Iterable[str], columns: Collection[str]) -> pl.Expr:
    if "countries" in columns:
        return holds_any("countries", members)
    return pl.col("country" if "country" in columns else "iso3").is_in(list(members))


def from_query(query: Mapping[str, str], reference: Reference) -> Selection:
    """The selection that an address asks for; what cannot be read is in `complaints`."""
    complaints: list[Complaint] = []
    region = query.get(REGION, "")
    if region and region not in reference.groups:
        complaints.append(Complaint(REGION, region, _("Choose a region from the list.")))
        region = ""
    chosen = {}
    for choice in CHOICES:
        asked = list(dict.fromkeys(filter(None, query.get(choice.key, "").split(","))))
        if not asked:  # as nearly always: every part of a page reads the address
            continue
        known = choice.known(reference)
        chosen[choice.key] = tuple(code for code in asked if code in known)
        complaints += [
            Complaint(choice.key, code, _("Choose from the list."))
            for code in asked
            if code not in known
        ]
    return Selection(
        as_of=_day_of(query, complaints),
        region=region,
        since=_year_of(query, FROM, complaints),
        until=_year_of(query, TO, complaints),
        chosen={key: codes for key, codes in chosen.items() if codes},
        complaints=tuple(complaints),
    )


def _day_of(query: Mapping[str, str], complaints: list[Complaint]) -> date | None:
    text = query.get(AS_OF, "")
    if not text:
        return None
    try:
        found = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        found = None
    if found is None or not FIRST_DAY <= found <= LAST_DAY:
        complaints.append(Complaint(AS_OF, text, _("Write a day such as 2025-06-30.")))
        return None
    return found


FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)


def _year_of(query: Mapping[str, str], key: str, complaints: list[Complaint]) -> int | None:
    text = query.get(key, "")
    if re.fullmatch(r"(1[5-9]|20|21)\d\d", text, re.ASCII):
        return int(text)
    if text:
        complaints.append(Complaint(key, text, _("Write a year such as 2015.")))
    return None
