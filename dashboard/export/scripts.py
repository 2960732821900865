"""In which language a program should read a text, and which font draws it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from babel.core import get_global

from dashboard.language import current


@dataclass(frozen=True)
class Script:
    """A script for which documents name a font of its own."""

    language: str
    """The one that most of our texts in it are in, as a BCP 47 tag."""
    font: str
    """Comes with Office; other programs take what they have."""
    is_east_asian: bool = False


_KOREAN = Script("ko-KR", "Malgun Gothic", is_east_asian=True)
_JAPANESE = Script("ja-JP", "Yu Gothic", is_east_asian=True)
SCRIPTS = {
    "ARABIC": Script("ar-SA", "Arial"),
    "HEBREW": Script("he-IL", "Arial"),
    "THAI": Script("th-TH", "Leelawadee UI"),
    "KHMER": Script("km-KH", "Leelawadee UI"),
    "LAO": Script("lo-LA", "Leelawadee UI"),
    "DEVANAGARI": Script("hi-IN", "Nirmala UI"),
    "BENGALI": Script("bn-BD", "Nirmala UI"),
    "TAMIL": Script("ta-IN", "Nirmala UI"),
    "SINHALA": Script("si-LK", "Nirmala UI"),
    "HANGUL": _KOREAN,
    "HIRAGANA": _JAPANESE,
    "KATAKANA": _JAPANESE,
    "CJK": Script("zh-CN", "Microsoft YaHei", is_east_asian=True),
}
"""By the first word of a letter's name in Unicode."""


def of(text: str) -> Script | None:
    """The script of the text's first letter; `None` for one that every font has."""
    if text.isascii():
        return None
    found = [unicodedata.name(letter, "").split(" ")[0] for letter in text if letter.isalpha()]
    # A Japanese text may begin with Chinese letters.
    if found[:1] == ["CJK"] and not {"HIRAGANA", "KATAKANA"}.isdisjoint(found):
        return _JAPANESE
    return SCRIPTS.get(found[0]) if found else None


def page_language() -> str:
    """The page's language with the country in which most write it: 'fr-FR'."""
    if current() == "en":
        return "en-GB"
    likely = get_global("likely_subtags").get(current(), current())
    parts = likely.split("_")
    return f"{parts[0]}-{parts[-1]}" if len(parts) > 1 else parts[0]
