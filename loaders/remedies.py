"""What an officer probably meant: the value as a file takes it, for the sentence of a problem.

Each function takes the text that stands there and returns what to write instead; '' where nothing
follows from it.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from itertools import permutations

from loaders import dates
from loaders.diacritics import without_diacritics
from loaders.phrases import one_of

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_WORD = re.compile(r"[a-z]+")
_UNKNOWN = frozenset({"unknown", "na", "nd", "tbd", "tbc", "none", "no date", "undated", "pending"})
_DOUBT = re.compile(r"(?:c|ca|about|around|approx|circa|before|after|since|early|mid|late)[.\s-]+")
_YEAR = re.compile(r"(1[5-9]|2[01])\d\d")


def date_form(text: str) -> str:
    """A date in the accepted form, where the text is one in another form.

    '2021-03-29' for '29/03/2021' or 'March 29, 2021'; both days where month and day may be either.
    """
    plain = "".join(str(unicodedata.decimal(c, c)) for c in text).casefold()
    plain = re.sub(r"[t\s]\d{1,2}:\d\d.*", "", plain)
    numbers = re.findall(r"\d+", plain)
    months = [m for m in map(_month, _WORD.findall(plain)) if m]
    if any(map(str.isalpha, plain)) and len(months) != 1:
        return ""
    if len(numbers) == 1 and len(numbers[0]) == 8 and not months:
        numbers = [numbers[0][:4], numbers[0][4:6], numbers[0][6:]]
    found = _in_words(numbers, months[0]) if months else _in_digits(numbers)
    return one_of(found)


def _month(word: str) -> int:
    """The number of a month by its English name or the first letters of it; 0 for another word."""
    fits = [n for n, name in enumerate(_MONTHS, 1) if len(word) > 2 and name.startswith(word)]
    return fits[0] if len(fits) == 1 else 9 if word == "sept" else 0


def _in_words(numbers: list[str], month: int) -> list[str]:
    """Dates of a month that is named, with a year and perhaps a day."""
    years = [number for number in numbers if _YEAR.fullmatch(number)]
    days = [number for number in numbers if number not in years]
    if len(years) != 1 or len(days) > 1 or any(len(day) > 2 for day in days):
        return []
    return _exists(years[0], month, *map(int, days))


def _in_digits(numbers: list[str]) -> list[str]:
    years = [number for number in numbers if _YEAR.fullmatch(number)]
    if len(years) != 1 or not 1 <= len(numbers) <= 3:
        return []
    rest = [int(number) for number in numbers if number != years[0] and len(number) <= 2]
    if len(rest) != len(numbers) - 1 or 0 in rest:
        return []
    year_first = numbers[0] == years[0]
    orders = permutations(rest if year_first else rest[::-1])
    found = [each for order in orders for each in _exists(years[0], *order)]
    return list(dict.fromkeys(found))[: 1 if year_first else 2]


def _exists(year: str, month: int = 0, day: int = 0) -> list[str]:
    """The date, where the calendar has it."""
    try:
        date(int(year), month or 1, day or 1)
    except ValueError:
        return []
    parts = [year, *(f"{part:02}" for part in (month, day) if part)]
    return ["-".join(parts)]


def date_in_doubt(text: str) -> str:
    """The date within a text that says more: '2011' for '2011?', 'c. 2011' and '2011-2015'."""
    plain = _DOUBT.sub("", text.casefold()).strip("?~[]() .")
    parts = [plain] if _is_date(plain) else re.split(r"\s*(?:-|/|\u2013|to)\s*", plain)
    return parts[0] if all(map(_is_date, parts)) and parts[0] != text.strip() else ""


def _is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except dates.NotADate:
        return False
    return True


def says_unknown(text: str) -> bool:
    """Whether a text says that nothing is known: 'n.d.', '-', 'unknown'."""
    plain = text.casefold().replace(".", "").replace("/", "").strip()
    return plain in _UNKNOWN or not any(map(str.isalnum, plain))


def slug(text: str) -> str:
    """The words of a text as an id writes them: 'Loi n° 2014-856' is 'loi-n-2014-856'."""
    letters = without_diacritics(text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters)[:100].strip("-")


def web_address(text: str) -> str:
    """The address with what it lacks, or the first of several."""
    first = re.split(r"[\s,;]+", text.strip("<>()[] "))[0] if "://" in text else text.strip("<> ")
    if first == text and re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", text):
        return f"https://{text}"
    several = text.count("://") > 1 or text.startswith("<")
    return first if several and first != text else ""


def number(text: str, least: int, most: int) -> str:
    """The whole number within a text: '40' for '40%' or '0.4', '1200' for '1,200'."""
    plain = re.sub(r"(?<=\d)[,.\s'](?=\d{3}\b)", "", text)
    found = re.findall(r"\d+(?:[.,]\d+)?", plain)
    if len(found) != 1:
        return ""
    value = float(found[0].replace(",", "."))
    whole = round(value * 100) if value < 1 and most == 100 else round(value)
    return str(whole) if least <= whole <= most else ""


def flag(text: str) -> str:
    """'true' for 'Yes', 'false' for 'no'; both where it is neither."""
    plain = text.casefold()
    if plain in ("yes", "y", "on", "1", "x", "true"):
        return "true"
    return "false" if plain in ("no", "n", "off", "0", "false") else one_of(["true", "false"])
