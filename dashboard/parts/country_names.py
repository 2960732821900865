"""Countries and areas to choose from, by whatever name a reader types."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from dashboard.language import _, countries, country, current, other_names
from dashboard.shown import shown
from loaders.diacritics import without_diacritics
from loaders.reference import Reference

_OTHERWISE = "="
"""Before the code of an option that holds a country's other names."""


def options(reference: Reference) -> dict[str, str]:
    """What to choose from, and how each option reads: the countries and areas by their names, then
    'Turkey, Turkiye \N{RIGHTWARDS ARROW} Türkiye' for those that have names which their own does
    not answer to.

    The browser looks for what is typed in the words of an option as they are, accents too. Areas
    that are no member of the UN stand under their own name alone: others of theirs take sides.
    """
    return dict(_options(reference, current()))


@lru_cache(maxsize=16)
def _options(reference: Reference, _language: str) -> dict[str, str]:
    names = countries(reference)
    otherwise = {}
    for iso3, name in names.items():
        is_member = reference.countries[iso3]["status"] == "un_member"
        others = other_names(reference, iso3) if is_member else ()
        typed = [_on_a_keyboard(name), *others]
        spelled = dict.fromkeys(way for one in typed for way in (one, _on_a_keyboard(one)))
        if unlike := [other for other in spelled if not _answers(name, other)]:
            said = f"{', '.join(unlike)} \N{RIGHTWARDS ARROW} {name}"
            otherwise[_OTHERWISE + iso3] = said
    return {**names, **otherwise}


def _on_a_keyboard(name: str) -> str:
    return without_diacritics(name).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def _answers(name: str, typed: str) -> bool:
    """Whether Streamlit finds the name by it: all that is typed in it, in that order."""
    letters = iter(name.lower())
    return all(letter in letters for letter in typed.lower())


def unknown(reference: Reference, asked: str, there: Callable[[str], str]) -> str:
    """Markdown that says that an address asks for no country, and which one may be meant.

    `there`: the address that asks for it instead.
    """
    said = _("The address asks for {code}, which is no country or area of the list.")
    parts = [said.format(code=shown(asked[:20]))]
    if meant := reference.country_meant(asked[:80]):
        link = f"[{shown(country(reference, meant))}]({there(meant)})"
        parts.append(_("Did you mean {name}?").format(name=link))
    return " ".join(parts)


def code(option: str) -> str:
    """The ISO3 of the country or area that an option means."""
    return option.removeprefix(_OTHERWISE)


def codes(options: Iterable[str]) -> list[str]:
    """The ISO3 of each country or area that the options mean, once."""
    return list(dict.fromkeys(map(code, options)))
