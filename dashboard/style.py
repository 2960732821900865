"""The visual language of charts: what has one meaning has one colour, on every page and export."""

from __future__ import annotations

from dataclasses import dataclass

LEVEL_COLOURS = {
    # One ordered scale, dark = further; readable in print and for colour-blind readers.
    "framework_in_force": "#0b5a8c",
    "framework_adopted": "#3c94b4",
    "specific_laws": "#90c8cc",
    "drafts": "#d9ecdf",
    # What cannot be told: sand; attention: vermilion.
    "date_not_known": "#e6d3a3",
    "not_readable": "#d55e00",
}
"""Greys, for no level, follow the theme: see `Style`."""

_FIRST, _SECOND, _THIRD, _FOURTH, _OPEN, _ATTENTION = LEVEL_COLOURS.values()
CLASS_COLOURS = LEVEL_COLOURS | {
    # Numbers.
    "four_or_more": _FIRST,
    "two_or_three": _SECOND,
    "one": _THIRD,
    # Positions on a resolution.
    "bound": _FIRST,
    "ratified": _FIRST,
    "adherent": _FIRST,
    "co_sponsor": _FIRST,
    "signatory": _FIRST,
    "in_favour": _SECOND,
    "supporter": _THIRD,
    "abstained": _OPEN,
    "against": _ATTENTION,
    # Action plans.
    "completed": _FIRST,
    "running": _SECOND,
    "to_come": _THIRD,
    "in_preparation": _FOURTH,
    "period_over": "#cfa75a",
    "lapsed": _ATTENTION,
    # Actions.
    "under_way": _SECOND,
    "planned": _THIRD,
    "due_soon": "#e8b04a",
    "delayed": "#cfa75a",
    "overdue": _ATTENTION,
    "due_not_reported": _OPEN,
    "most_completed": _FIRST,
    "half_completed": _SECOND,
    "some_completed": _THIRD,
    "none_completed": _FOURTH,
    "too_few": _OPEN,
    # Coverage and review.
    "complete": _FIRST,
    "partial": _THIRD,
    "within_a_year": _FIRST,
    "within_two_years": _SECOND,
    "longer_ago": _THIRD,
    "not_reviewed": _OPEN,
}
"""Of the classes of every map: the further, the darker."""


def number_class(number: int) -> str:
    """The class of a number of records, on a map or in a cell."""
    return "four_or_more" if number > 3 else "two_or_three" if number > 1 else "one"


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
    nothing_found: str
    none_known: str

    def level(self, code: str) -> str:
        """The colour of a class of a map; 'not researched' is paper, under a hatch.

        A code that was added to a code list and has no colour here is grey.
        """
        own = {
            "nothing_found": self.nothing_found,
            "none_known": self.none_known,
            "not_researched": self.paper,
            "not_reported": self.nothing_found,
            "not_recorded": self.none_known,
            "dropped": self.muted,
        }
        return own.get(code) or CLASS_COLOURS.get(code, self.none_known)


LIGHT = Style(
    "light",
    paper="#ffffff",
    ink="#12171b",
    muted="#5b6670",
    rule="#e3e7ea",
    border="#ffffff",
    hatch="#c3c9ce",
    nothing_found="#c3c7ca",
    none_known="#9197a0",
)
DARK = Style(
    "dark",
    paper="#11161b",
    ink="#e8ecef",
    muted="#9aa5ae",
    rule="#2a333b",
    border="#11161b",
    hatch="#55606a",
    nothing_found="#4a535b",
    none_known="#6d7780",
)


def ink_on(colour: str) -> str:
    """Black or white: what is better read on a colour."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    # Relative luminance, of WCAG; above this black has the higher contrast.
    return LIGHT.ink if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.197 else LIGHT.paper


STYLES = {style.name: style for style in (LIGHT, DARK)}


def kind_colour(kind: str, style: Style = LIGHT) -> str:
    """The colour of a kind of record; grey for one that has none of its own."""
    return KIND_COLOURS.get(kind, style.muted)


PROSE = 860
"""Pixels of a line of sentences on a page: on a wide screen the eye would lose the next one."""

FONT = (
    "Source Sans, Source Sans Pro, Liberation Sans, Noto Sans, DejaVu Sans, Helvetica, Arial, "
    "sans-serif"
)
"""The one typeface that is served with the pages; an image falls back to what its reader has. In
between, fonts that Chromium and typst know by the same name: else a drawing in a PDF is set in
another than it was laid out in, and runs over its legend."""
