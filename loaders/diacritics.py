"""Letters without their diacritics: ids are made of them, and what is searched is compared so."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(r"[\u0300-\u036f]")
_LETTERS = str.maketrans(
    {
        "\u0131": "i",
        "\u00f8": "o",
        "\u00d8": "o",
        "\u0142": "l",
        "\u0141": "l",
        "\u0111": "d",
        "\u0110": "d",
        "\u0153": "oe",
        "\u0152": "oe",
        "\u00e6": "ae",
        "\u00c6": "ae",
    }
)
"""Letters that Unicode does not take apart."""


def without_diacritics(text: str) -> str:
    """The text without diacritics."""
    apart = unicodedata.normalize("NFKD", text).translate(_LETTERS)
    return unicodedata.normalize("NFC", _MARKS.sub("", apart))
