"""The visual language of charts: what has one meaning has one colour, on every page and export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CLASS_COLOURS = {
    # Levels.
    "framework_in_force": "first",
    "framework_adopted": "second",
    "specific_laws": "third",
    "drafts": "fourth",
    # Numbers.
    "four_or_more": "first",
    "two_or_three": "second",
    "one": "third",
    # Positions on a resolution.
    "bound": "first",
    "ratified": "first",
    "adherent": "first",
    "co_sponsor": "first",
    "signatory": "first",
    "in_favour": "second",
    "supporter": "third",
    "abstained": "open",
    "against": "attention",
    # Action plans.
    "completed": "first",
    "running": "second",
    "to_come": "third",
    "in_preparation": "fourth",
    "period_over": "late",
    "lapsed": "attention",
    # Actions.
    "under_way": "second",
    "planned": "third",
    "due_soon": "soon",
    "delayed": "late",
    "overdue": "attention",
    "due_not_reported": "open",
    "dropped": "muted",
    "most_completed": "first",
    "half_completed": "second",
    "some_completed": "third",
    "none_completed": "fourth",
    "too_few": "open",
    # Coverage and review.
    "complete": "first",
    "partial": "third",
    "within_a_year": "first",
    "within_two_years": "second",
    "longer_ago": "third",
    "not_reviewed": "open",
    # Nothing to show.
    "date_not_known": "open",
    "not_readable": "attention",
    "nothing_found": "nothing_found",
    "none_known": "none_known",
    "not_reported": "nothing_found",
    "not_recorded": "none_known",
    "not_researched": "paper",  # under a hatch
}
"""Of each class of a map and of what has the same meaning elsewhere: which of a style's colours."""


NUMBER_CLASSES = ("one", "two_or_three", "four_or_more")


def number_class(number: int) -> str:
    """The class of a number of records, on a map or in a cell."""
    return NUMBER_CLASSES[(number > 1) + (number > 3)]


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
    first: str
    """The furthest of one ordered scale, which stands out most from the paper: dark on white, light
    on a dark page. It is readable in print and for colour-blind readers."""
    second: str
    third: str
    fourth: str
    open: str
    """What cannot be told: sand."""
    nothing_found: str
    none_known: str
    soon: str = "#e8b04a"
    late: str = "#cfa75a"
    attention: str = ATTENTION

    @property
    def scale(self) -> tuple[str, str, str, str]:
        """The ordered colours, the furthest first."""
        return self.first, self.second, self.third, self.fourth

    def level(self, code: str) -> str:
        """The colour of a class of a map.

        A code that was added to a code list and has no colour here is grey.
        """
        return getattr(self, CLASS_COLOURS.get(code, "none_known"))


LIGHT = Style(
    "light",
    paper="#ffffff",
    ink="#12171b",
    muted="#5b6670",
    rule="#e3e7ea",
    border="#ffffff",
    hatch="#c3c9ce",
    first="#0b5a8c",
    second="#3c94b4",
    third="#90c8cc",
    fourth="#d9ecdf",
    open="#e6d3a3",
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
    first="#d8f2c8",
    second="#74c3c4",
    third="#2f8fb0",
    fourth="#1d5f8a",
    open="#97834f",
    nothing_found="#4a535b",
    none_known="#6d7780",
)


def stepped(colours: Sequence[str]) -> list[tuple[float, str]]:
    """The scale of these colours in equal steps from 0 to 1, without shades between them."""
    size = len(colours)
    return [(edge / size, colour) for n, colour in enumerate(colours) for edge in (n, n + 1)]


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
