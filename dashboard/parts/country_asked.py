"""What a country's page is asked to list: of which country, on which date, and how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dashboard.filters import Selection
from dashboard.language import _, listed
from dashboard.queries import country as query
from dashboard.queries.country import Found
from dashboard.queries.titles import named_in_sentences, titles
from dashboard.shown import record_link, sentences, shown
from loaders import Snapshot
from loaders.measures import Clock


@dataclass(frozen=True)
class Asked:
    """What is to be listed."""

    snapshot: Snapshot
    country: str
    selection: Selection
    clock: Clock
    side: str = ""
    """Which of two pages side by side it is; see `record_rows.show`."""
    unpublished: frozenset[str] = frozenset()
    """Ids of records that are new in a draft: no page of theirs is there to lead to."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """What became of records in a draft, by id."""
    in_full: bool = False
    """Whether rows tell their summary, links, notes and sources, too."""

    def label(self, codelist: str, code: str | None) -> str:
        """What a code is called, ready to be shown; '' for none."""
        return shown(_(self.snapshot.reference.label(codelist, code)))

    def names(self, organisations: Iterable[str] | None) -> str:
        name = self.snapshot.reference.organisation_name
        return ", ".join(name(organisation) for organisation in organisations or ())

    def title(self, identifier: str) -> str:
        return titles(self.snapshot).get(identifier, identifier)

    def links(self, identifiers: Iterable[str] | None) -> str:
        return listed(self.link(self.title(found), found) for found in identifiers or ())

    def link(self, title: str, identifier: str) -> str:
        """The title of a record, which leads to its page where it has one."""
        return shown(title) if identifier in self.unpublished else record_link(title, identifier)

    def sentences(self, text: str | None) -> str:
        """A text of a record, in which others may be named; see `dashboard.shown`."""
        return sentences(text, self._named)

    # Each is counted, and some are listed.
    @cached_property
    def texts(self) -> Found:
        return query.laws(self.snapshot, self.country, self.selection, self.clock)

    @cached_property
    def acts(self) -> Found:
        return query.bound(self.snapshot, self.country, self.selection, self.clock)

    @cached_property
    def institutions(self) -> Found:
        found = query.institutions(self.snapshot, self.country, self.selection)
        return query.by_then(found, self.clock)

    @cached_property
    def plans(self) -> Found:
        return query.plans(self.snapshot, self.country, self.selection, self.clock)

    @cached_property
    def positions(self) -> Found:
        return query.positions(self.snapshot, self.country, self.selection, self.clock)

    @cached_property
    def events(self) -> Found:
        return self._concerning("workshops")

    @cached_property
    def programmes(self) -> Found:
        return self._concerning("programmes")

    @cached_property
    def news(self) -> Found:
        return self._concerning("news")

    def _concerning(self, kind: str) -> Found:
        found = query.concerning(self.snapshot, kind, self.country, self.selection)
        return query.by_then(found, self.clock)

    @cached_property
    def _named(self) -> Mapping[str, str]:
        every = named_in_sentences(self.snapshot, self.clock)
        if not self.unpublished:
            return every
        return {one: name for one, name in every.items() if one not in self.unpublished}
