"""The visual language of charts: what has one meaning has one colour, on every page and export."""

from __future__ import annotations

from dataclasses import dataclass

LEVEL_COLOURS = {
    # One ordered scale, dark = further; readable in print and for colour-blind readers.
    "framework_in_force": "#00476b",
    "framework_adopted": "#2b87a8",
    "specific_laws": "#84c0c6",
    "drafts": "#d3e8dc",
    # No level: greys; what cannot be told: sand; attention: vermilion.
    "nothing_found": "#b9bdc1",
    "none_known": "#8b9197",
    "date_not_known": "#e6d3a3",
    "not_readable": "#d55e00",
    "not_researched": "#ffffff",
}

KIND_COLOURS = {
    "law": "#0072b2",
    "resolution": "#7b4fa3",
    "action_plan": "#009e73",
    "action": "#76b99c",
    "institution": "#b8860b",
    "workshop": "#cc79a7",
    "programme": "#56b4e9",
    "news": "#8a9097",
}

ATTENTION = "#d55e00"


@dataclass(frozen=True)
class Style:
    """Colours that follow the reader's theme."""

    name: str
    paper: str
    ink: str
    muted: str
    rule: str
    border: str
    """Between countries."""
    hatch: str


LIGHT = Style("light", "#ffffff", "#1c2329", "#5b6670", "#e3e7ea", "#ffffff", "#c3c9ce")
DARK = Style("dark", "#11161b", "#e8ecef", "#9aa5ae", "#2a333b", "#39434c", "#55606a")
STYLES = {style.name: style for style in (LIGHT, DARK)}

FONT = "Source Sans, Source Sans Pro, Helvetica, Arial, sans-serif"
"""The one typeface that is served with the pages; an image falls back to what its reader has."""
