"""A record kind: its fields, and the file in which officers keep its records."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.fields import Field, Table


@dataclass(frozen=True)
class Kind:
    table: Table
    name: str
    """The code used in links, filters and coverage: 'law'."""
    file: str
    in_countries: bool = False
    """Kept in `countries/<ISO3>/`."""
    international: bool = False
    """Kept in `international/`."""

    @property
    def events(self) -> tuple[Field, ...]:
        """The dates that appear on the timeline."""
        return tuple(field for field in self.table.fields if field.event)
