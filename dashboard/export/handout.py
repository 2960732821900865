"""An exhibit with its sources: what every file of a chart is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from dashboard.exhibit import LICENCE, Exhibit
from dashboard.language import _, day, plural
from dashboard.queries import sources
from loaders import Snapshot


class NothingToShowError(ValueError):
    """The exhibit has no rows; the message says what to do."""


@dataclass(frozen=True)
class Handout:
    """What goes into a file."""

    exhibit: Exhibit
    sources: pl.DataFrame
    """Columns of the frame `sources`; of the records in the exhibit's rows."""
    remark: str = ""
    """The presenter's own."""

    @cached_property
    def alt(self) -> str:
        """The takeaway, for who does not see the picture."""
        return self.exhibit.chart.alt(self.exhibit.rows, self.exhibit.words)

    @cached_property
    def table(self) -> pl.DataFrame:
        """The exhibit's rows for reading: the same as on its page.

        With plain spaces: a spreadsheet finds and reads no date that holds another.
        """
        table = self.exhibit.chart.table(self.exhibit.rows)
        return table.with_columns(pl.col(pl.String).str.replace_all("\N{NO-BREAK SPACE}", " "))

    def about(self) -> list[tuple[str, str]]:
        """Headings and texts: what this is, of when, from where, under which terms."""
        words = self.exhibit.words
        remark = [(_("Speaker's note"), self.remark)] if self.remark else []
        return [
            *remark,
            (_("Title"), words.title),
            (_("Shown"), words.subtitle),
            (_("As of"), day(self.exhibit.as_of)),
            (_("Data version"), self.exhibit.version),
            (_("Note"), words.caption),
            (_("Licence"), _("{licence}, SSE Policy Tracker").format(licence=LICENCE)),
        ]

    def source_lines(self, most: int) -> Iterator[str]:
        """The sources as lines of plain text, the first `most` of them; the rest is counted."""
        for row in self.sources.head(most).iter_rows(named=True):
            yield sources.line(row)
        if (more := self.sources.height - most) > 0:
            yield plural("And {n} more.", "And {n} more.", more)


def of(exhibit: Exhibit, snapshot: Snapshot) -> Handout:
    """The exhibit with the sources of its records; raises `NothingToShowError` for one without
    rows."""
    if exhibit.rows.is_empty():
        raise NothingToShowError(
            _("Nothing fits this selection. Take a filter away or choose another date.")
        )
    return Handout(exhibit, sources.of(snapshot, exhibit.records))
