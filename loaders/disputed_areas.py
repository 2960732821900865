"""The table of disputed areas: how the maps treat each, and why.

The header of `data/geometry/disputed-areas.yaml` explains its fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

TREATMENTS = ("own", "merged", "dropped", "as_source")


@dataclass(frozen=True)
class DisputedArea:
    """One row of `disputed-areas.yaml`, whose header explains the fields."""

    area: str
    treatment: str
    codes: tuple[str, ...]
    into: str | None
    iso3: tuple[str, ...]
    line: tuple[str, ...]
    within: tuple[float, float, float, float] | None
    reason: str
    sources: tuple[Mapping[str, str], ...]

    @property
    def slug(self) -> str:
        """The name as an id: lower case, words joined by hyphens."""
        return re.sub(r"[^a-z0-9]+", "-", self.area.lower().replace("'", "")).strip("-")

    @property
    def drawn_as(self) -> str | None:
        """The ISO3 under which its features are drawn; `None` if they are not."""
        if self.treatment == "merged":
            return self.into
        own = self.treatment in ("own", "as_source")
        return self.iso3[0] if own and self.iso3 else None


def read(path: Path) -> tuple[DisputedArea, ...]:
    """The table at `path`, one value per row, in its order."""
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple(disputed_area(row) for row in rows)


def disputed_area(row: Mapping[str, Any]) -> DisputedArea:
    """One row of the table, its treatment checked."""
    if row["treatment"] not in TREATMENTS:
        raise ValueError(f"{row['area']}: the treatment is one of {', '.join(TREATMENTS)}")
    box = row.get("within")
    return DisputedArea(
        area=row["area"],
        treatment=row["treatment"],
        codes=one_or_many(row.get("code")),
        into=row.get("into"),
        iso3=one_or_many(row.get("iso3")),
        line=one_or_many(row.get("line")),
        within=(box["west"], box["south"], box["east"], box["north"]) if box else None,
        reason=row["reason"],
        sources=tuple(row["sources"]),
    )


def one_or_many(value: str | list[str] | None) -> tuple[str, ...]:
    """A field that holds nothing, one code, or a list of codes, as a tuple."""
    return (value,) if isinstance(value, str) else tuple(value or ())
