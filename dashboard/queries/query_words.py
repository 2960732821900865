"""The words of a query and of a text, as they are searched."""

from __future__ import annotations

import re

from dashboard.language import fold

_BETWEEN = re.compile(r"[\W_]+")


def searched(text: str) -> str:
    """The text as it is searched: folded, its words apart by one space, one before the first."""
    return " " + _BETWEEN.sub(" ", fold(text)).strip()


def words_of(query: str) -> list[str]:
    """The words of a query as they are searched; what stands in quotation marks is one.

    A word in Latin letters or a number is found where a word begins with it; one in another script
    anywhere, as not all scripts set words apart.
    """
    found = re.findall(r'"([^"]+)"|(\S+)', query)
    words = [searched(quoted or word) for quoted, word in found][:MOST_WORDS]
    return [word if word.isascii() else word.lstrip() for word in words if word.strip()]


MOST_WORDS = 12
