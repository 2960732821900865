"""Every word of a page passes through `_`; names, numbers and dates are written as the language
does. English texts are the keys of the catalogues, `locale/<language>.po`.
"""

from __future__ import annotations

import gettext
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from babel import Locale, negotiate_locale
from babel.dates import (
    format_date,
    format_skeleton,
    get_date_format,
    get_day_names,
    get_month_names,
)
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from loaders.diacritics import without_diacritics
from loaders.fields import as_label
from loaders.phrases import CodeName
from loaders.reference import Reference

LOCALE = Path(__file__).parent / "locale"
DEFAULT = "en"
KEY = "lang"
"""In addresses."""
COUNTRY = "country"
"""The context in catalogues of names that the ILO writes otherwise than CLDR; ISO3 is the key."""
ACTION = "action"
"""The context in catalogues of a status that is said of an action otherwise than of a plan."""
EVENT = "event"
"""The context in catalogues of what happened on a day, where the same word is a status too."""

_language: ContextVar[str] = ContextVar("language", default=DEFAULT)
_asked: ContextVar[bool] = ContextVar("asked", default=False)


@cache
def offered() -> Mapping[str, str]:
    """Each language's code and what it calls itself: English, and the catalogues that are there."""
    codes = [DEFAULT, *sorted(path.stem for path in LOCALE.glob("*.po"))]
    names = {code: str(Locale.parse(code).get_display_name(code)) for code in codes}
    return MappingProxyType({code: name[:1].upper() + name[1:] for code, name in names.items()})


def chosen(asked: str, spoken: str) -> str:
    """The language asked for, else that of those offered which an Accept-Language header prefers.

    What weighs the same counts in the order of the header; 'q=0' says that it is not wanted.
    """
    if asked in offered():
        return asked
    codes = {code.lower(): code for code in offered()}
    weights = {
        tag: float(weight or 1) for tag, weight in _TAG.findall(spoken.lower().replace("-", "_"))
    }
    tags = sorted(filter(weights.get, weights), key=weights.__getitem__, reverse=True)
    return codes.get(negotiate_locale(tags, list(codes)) or "", DEFAULT)


_TAG = re.compile(r"(?:^|,)\s*([a-z]{2,3}(?:_\w+)*)\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]*)?))?")
"""A language of an Accept-Language header with its weight; no library here reads these."""


def use(language: str, *, asked: bool = False) -> None:
    """From here on, this session's texts are in `language`, one of those `offered`.

    `asked`: the reader chose it, so addresses keep it.
    """
    _language.set(language)
    _asked.set(asked)


def current() -> str:
    return _language.get()


def to_query() -> dict[str, str]:
    """What an address needs to stay in this language; nothing where the browser chose it."""
    return {KEY: current()} if _asked.get() else {}


def direction(language: str) -> str:
    """'ltr' or 'rtl': in which direction the language is written."""
    return Locale.parse(language).text_direction


def runs_right_to_left(text: str) -> bool:
    """By the first letter that has a direction, as Unicode's rule P2 says; else as the page."""
    for letter in text:
        way = unicodedata.bidirectional(letter)
        if way in ("L", "R", "AL"):
            return way != "L"
    return direction(current()) == "rtl"


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    path = LOCALE / f"{language}.po"
    if not path.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _(text: str) -> str:
    """The text in the session's language; the English text is the key."""
    # gettext keeps the catalogue's own description under the empty text.
    return _catalogue(current()).gettext(text) if text else ""


def of_action(text: str) -> str:
    """The same said of an action: 'Completada', where of a plan it is 'Completado'."""
    return _in_context(ACTION, text)


def of_event(text: str) -> str:
    """The same said of what happened on a day: 'Adopción', where as a status it is 'Adoptado/a'."""
    return _in_context(EVENT, text)


def _in_context(context: str, text: str) -> str:
    said = _catalogue(current()).pgettext(context, text)
    return _(text) if said == text else said


def N_(text: str) -> str:
    """The text as it is: it is translated where it is shown, and found here for the catalogues."""
    return text


def plural(one: str, many: str, number: int, **said: str) -> str:
    """The form for `number`, with `{n}` replaced by it as the language writes numbers.

    `said` fills what else stands in braces.
    """
    return _catalogue(current()).ngettext(one, many, number).format(n=count(number), **said)


def labelled(label: str, said: str) -> str:
    """'Label: what is said', with the language's own colon."""
    return _("{label}: {said}").format(label=label, said=said)


def listed(parts: Iterable[str]) -> str:
    """'One; another', with the language's own semicolon."""
    return _("; ").join(parts)


def distinct(names: Mapping[str, str]) -> dict[str, str]:
    """Names to choose from, with the code beside those that several have.

    Streamlit tells the options of a list apart by their words alone.
    """
    times = Counter(names.values())
    return {code: f"{name} ({code})" if times[name] > 1 else name for code, name in names.items()}


def field_label(name: str) -> str:
    """A field as pages and forms call it: 'Web address' for 'url'."""
    return _(as_label(name))


def called(written: str) -> str:
    """What files write as forms call it: a field 'Web address' for 'url', a code by its label."""
    return _(written.label) if isinstance(written, CodeName) else field_label(written)


def countries(reference: Reference) -> Mapping[str, str]:
    """ISO3 and name of every country and area in the page's language, in the order of names."""
    return _countries(reference, current())


def country(reference: Reference, iso3: str | None) -> str:
    """The name in the page's language; a code that the reference lacks as it is."""
    return countries(reference).get(iso3 or "", iso3 or "")


def other_names(reference: Reference, iso3: str) -> list[str]:
    """What else readers call a country or area in the page's language: 'Turkey', 'Turquie'."""
    row = reference.countries[iso3]
    # English ones are the reference's own; elsewhere the usual name, where the house's differs.
    if current() == DEFAULT:
        return list(row.get("aliases", ()))
    usual = Locale.parse(current()).territories.get(row["iso2"])
    return [usual] if usual and usual != country(reference, iso3) else []


@lru_cache(maxsize=16)
def _countries(reference: Reference, language: str) -> Mapping[str, str]:
    # English names are the reference's own; elsewhere a catalogue's names go before CLDR's.
    known = {} if language == DEFAULT else Locale.parse(language).territories
    names = {}
    for iso3, row in reference.countries.items():
        house = _catalogue(language).pgettext(COUNTRY, iso3)
        names[iso3] = known.get(row["iso2"], str(row["name"])) if house == iso3 else house
    ordered = sorted(names, key=lambda iso3: fold(names[iso3]))
    return MappingProxyType({iso3: names[iso3] for iso3 in ordered})


def fold(text: str) -> str:
    """The text without diacritics and in small letters, as it is searched and sorted."""
    return text.lower() if text.isascii() else without_diacritics(text).casefold()


def count(number: int) -> str:
    return _count(number, current())


# CLDR's 'minimumGroupingDigits' says so where it is 2; Babel leaves it out.
_FOUR_DIGITS_STAND_TOGETHER = {"es"}


@lru_cache(maxsize=2_000)
def _count(number: int, locale: str) -> str:
    together = locale in _FOUR_DIGITS_STAND_TOGETHER and abs(number) < 10_000
    return format_decimal(number, locale=locale, group_separator=not together)


def share(part: float) -> str:
    """0.5 as '50%'."""
    return format_percent(part, locale=current())


def day(first: date | None, precision: str | None = "day") -> str:
    """A date as precisely as it is known: '2011', 'March 2011', '29 March 2011'; else ''."""
    return _day(first, precision, _dates()) if first else ""


def span(
    first: date | None, first_precision: str | None, last: date | None, last_precision: str | None
) -> str:
    """From when to when, as precisely as it is known: '13-14 February 2026'.

    One date alone where the other is not known or the same; '' for none.
    """
    start, end = day(first, first_precision), day(last, last_precision)
    if not first or not last or start == end:
        return start or end
    if first_precision == last_precision == "year":
        return f"{start}\N{EN DASH}{end}"
    in_one_month = (first.year, first.month) == (last.year, last.month)
    if first_precision == last_precision == "day" and in_one_month:
        days = f"{first.day}\N{EN DASH}{last.day}"
        joined, found = re.subn(rf"\b{last.day}\b", days, end, count=1)
        # Not every language writes the day apart: '2026年2月14日'.
        if found:
            return joined
    return f"{start} \N{EN DASH} {end}"


def period(
    first: date | None, first_precision: str | None, last: date | None, last_precision: str | None
) -> str:
    """Like `span`, of what goes on from day to day: 'from 2024' where no end is known."""
    if first and last:
        return span(first, first_precision, last, last_precision)
    if first:
        return _("from {date}").format(date=day(first, first_precision))
    return _("until {date}").format(date=day(last, last_precision)) if last else ""


# Babel takes 0.05 ms for each, a third of the time in which the search's catalogue is made.
@lru_cache(maxsize=20_000)
def _day(first: date, precision: str | None, locale: str) -> str:
    if precision == "year":
        return str(first.year)
    if precision == "month":
        return format_skeleton("yMMMM", first, locale=locale)
    written = str(format_date(first, format="long", locale=locale))
    # CLDR writes '1 mars'; in French the first of a month alone is an ordinal.
    if locale == "fr":
        written = re.sub(r"^1 ", "1er ", written)
    return _bound(written) if locale in _DAY_AND_MONTH_IN_A_LINE else written


_DAY_AND_MONTH_IN_A_LINE = {"es", "fr"}
"""Languages whose rules of spelling want the two together."""


def _bound(written: str) -> str:
    """A date whose line may end before the year alone."""
    day_and_month, *year = written.rsplit(" ", 1)
    return " ".join([day_and_month.replace(" ", "\N{NO-BREAK SPACE}"), *year])


def typed_day() -> str:
    """How a day is typed: 'DD/MM/YYYY', or another order and sign that the language has."""
    pattern = get_date_format("short", locale=_dates()).pattern
    first = re.sub(r"[^dMy]", "", pattern)[0]
    order = {"d": ("DD", "MM", "YYYY"), "M": ("MM", "DD", "YYYY"), "y": ("YYYY", "MM", "DD")}
    sign = next((sign for sign in ".-" if sign in pattern), "/")
    return sign.join(order[first])


def month_name(number: int) -> str:
    """A month in short: 'Jan' for 1."""
    return _month_name(number, current())


@cache
def _month_name(number: int, locale: str) -> str:
    return str(get_month_names("abbreviated", "stand-alone", locale=locale)[number])


@cache
def calendar_words(language: str) -> dict[str, list[str]]:
    """Names of months and days, Sunday first, as plotly.js calls for them."""
    names: dict[str, list[str]] = {}
    for width, months, days in (
        ("wide", "months", "days"),
        ("abbreviated", "shortMonths", "shortDays"),
    ):
        of_months = get_month_names(width, "format", locale=language)
        of_days = get_day_names(width, "format", locale=language)
        names[months] = [str(of_months[month]) for month in range(1, 13)]
        names[days] = [str(of_days[(day + 6) % 7]) for day in range(7)]
    return names


def _dates() -> str:
    # International English writes the day before the month.
    return "en_GB" if current() == "en" else current()
