"""A page in sections, of which one is shown: a control chooses it, and the address keeps which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dashboard.language import _
from dashboard.parts import filter_bar, switch

SECTION = "section"
"""In addresses."""
Sections = Mapping[str, tuple[str, Callable[..., None]]]
"""By their code in addresses: what each is called, in English, and what shows it."""


def show(
    sections: Sections, *told: Any, numbers: Mapping[str, int] = switch.NONE, default: str = ""
) -> None:
    """The control, and below it the section that the address asks for, of what it is `told`.

    `numbers`: how many are in a section, of those of which the control tells it. `default`: the
    one that is shown where the address asks for none; without it, or where it is none, the first.
    """
    names = {code: name for code, (name, _show) in sections.items()}
    chosen = switch.show(_("Section"), names, SECTION, "section", numbers, default)
    _name, shows = sections[chosen]
    shows(*told)


def complaint(sections: Sections) -> None:
    """Says so where the address asks for a section that the page does not have."""
    filter_bar.complain_unless_in(sections, SECTION)
