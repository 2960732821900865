"""Slips of the hand that make a text no YAML: libyaml tells of them elsewhere, in its own terms.

A new slip is a function here and its entry in `SLIPS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from loaders.phrases import Phrase
from loaders.problems import quoted

Found = tuple[str, int, int, dict[str, object]]
"""The problem's code, its line and column from 1, what its sentence quotes."""
Slip = Callable[[str, str], tuple[str, int, dict[str, object]] | None]
"""Called with a line and the nearest one above it that has a field."""

LONG = 150
"""Characters of a line that a problem still quotes."""
LINES_BACK = 3
"""How many lines before the place that libyaml names are looked at."""

_NAME = r"(?P<lead>\s*(?:- )*)(?P<name>[A-Za-z]+(?:_[a-z]+)*)"
_NO_COLON = re.compile(rf"{_NAME}\s+(?P<value>[^\s:][^:]*)$")
_NO_SPACE = re.compile(rf"{_NAME}:(?P<value>[^\s/:].*)$")
_FIELD = re.compile(rf"{_NAME}\s*:(?:\s|$)")
_NO_SPACE_AFTER_DASH = re.compile(r"(?P<lead>\s*)-(?P<rest>[A-Za-z][^\s:]*:.*)$")
_QUOTED_PART = re.compile(rf"{_NAME}:\s+(?P<value>(?:'[^']*'|\"[^\"]*\")\s*[^\s#,].*)$")
_CURLY = re.compile(r".*?:\s+(?P<value>[“”„«\u2018\u2019\u201a].*:\s.*)$")
_ALONE = re.compile(r".*:\s+[^\s'\"|>&*!#\[{].*$")
_MARKUP = re.compile(r"\s*</?[A-Za-z!][^<>]*>")
_NO_BREAK = "\u00a0\u202f\u2007"
_NO_BREAK_SPACE = re.compile(rf" *(?:- +)?(?:\w[\w ]*)?:?[{_NO_BREAK}]")


def conflict(line: str, _field: str):
    """The marks that git leaves where two changes meet."""
    if re.match(r"(<{7}|={7}|>{7})(\s|$)", line):
        return "merge-conflict", 1, {}
    return None


def web_page(line: str, _field: str):
    """The code of a web page where its text was meant."""
    if found := _MARKUP.match(line):
        written = quoted(found[0].strip())
        reason = Phrase(
            "'{written}' is the code of a web page. Put the text that the page shows in its place",
            written=written,
        )
        return "syntax", found.start() + 1, {"reason": reason}
    return None


def no_break_space(line: str, _field: str):
    """A space that a word processor set, before a field's name or behind its colon."""
    if _NO_BREAK_SPACE.match(line):
        column = next(n for n, character in enumerate(line, 1) if character in _NO_BREAK)
        return "no-break-space", column, {}
    return None


def no_space_after_dash(line: str, _field: str):
    if found := _NO_SPACE_AFTER_DASH.match(line):
        written = quoted(f"- {found['rest']}", LONG)
        reason = Phrase("no space behind the dash. Write '{written}'", written=written)
        return _syntax(found, "lead", reason)
    return None


def no_space_after_colon(line: str, _field: str):
    if found := _NO_SPACE.match(line):
        written = quoted(f"{found['name']}: {found['value']}", LONG)
        reason = Phrase("no space behind the colon. Write '{written}'", written=written)
        return _syntax(found, "lead", reason)
    return None


def no_colon(line: str, field: str):
    """A field without a colon, or text that goes on where a field would begin."""
    found, above = _NO_COLON.match(line), _FIELD.match(field)
    if not found or not above:
        return None
    if len(found["lead"]) == len(above["lead"]):
        written = quoted(f"{found['name']}: {found['value']}", LONG)
        reason = Phrase("no colon behind the field's name. Write '{written}'", written=written)
        return _syntax(found, "lead", reason)
    if len(found["lead"]) < len(above["lead"]):
        reason = Phrase(
            "text that goes on from the line above is indented deeper than its field. Put spaces "
            "before it"
        )
        return _syntax(found, "lead", reason)
    return None


def quoted_part(line: str, _field: str):
    """A value that begins with a quotation: YAML takes its end for the end of the value."""
    if found := _QUOTED_PART.match(line):
        written = quoted("'" + found["value"].replace("'", "''") + "'", LONG)
        reason = Phrase(
            "a value ends where its first quotation does. Write {written}", written=written
        )
        return "syntax", found.start("value") + 1, {"reason": reason}
    return None


def curly_quotes(line: str, _field: str):
    """The quotation marks of a word processor: to YAML they are letters like others."""
    if found := _CURLY.match(line):
        reason = Phrase(
            "'{sign}' is no quotation mark here. Put straight double quotes (\") around the value "
            "in the place of the curly ones",
            sign=found["value"][0],
        )
        return "syntax", found.start("value") + 1, {"reason": reason}
    return None


def indented_deeper(line: str, field: str):
    """A field further to the right than the one above, which has its value on its own line."""
    found, above = _FIELD.match(line), _FIELD.match(field)
    if not found or not above or not _ALONE.match(field) or not found["name"].islower():
        return None
    if len(found["lead"]) > len(above["lead"]):
        reason = Phrase(
            "'{name}' is indented deeper than '{above}' above it. Align the two",
            name=found["name"],
            above=above["name"],
        )
        return _syntax(found, "lead", reason)
    return None


def _syntax(found: re.Match[str], lead: str, reason: Phrase):
    return "syntax", found.end(lead) + 1, {"reason": reason}


SLIPS: tuple[Slip, ...] = (
    conflict,
    no_break_space,
    no_space_after_dash,
    no_space_after_colon,
    quoted_part,
    curly_quotes,
    no_colon,
    indented_deeper,
    web_page,
)


def slip(lines: Sequence[str], line: int) -> Found | None:
    """The slip nearest before or on a line, from 1, that libyaml could not read."""
    for number in range(min(line, len(lines)), max(0, line - 1 - LINES_BACK), -1):
        above = reversed(lines[: number - 1])
        field = next((each for each in above if _FIELD.match(each)), "")
        for look in SLIPS:
            if found := look(lines[number - 1], field):
                code, column, values = found
                return code, number, column, values
    return None
