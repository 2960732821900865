"""Record text made safe to show. Record text reaches a page or a chart through here and only here.

Unescaped, an image in Markdown would make the reader's browser ask another host, and a link in a
chart label would act.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import unescape
from urllib.parse import urlencode

from dashboard.carried import to_query

# What Markdown, Streamlit's directives (:red[...], :material/...:), LaTeX or HTML may read.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^&@=/])")
_SPACES = re.compile(r"\s+")
_BREAKS = re.compile(r"[^\S\u00a0\u202f]+")
"""Spaces at which a line may end."""
# Places where Markdown and Streamlit act after entities are read: addresses become links,
# arrows and dashes become signs, a name becomes Streamlit's logo.
_ACTS = re.compile(
    r"(?<=https)(?=://)|(?<=http)(?=://)|(?<=ftp)(?=://)|(?<=mailto)(?=:)|(?<=xmpp)(?=:)"
    r"|(?<=www)(?=\.)|(?=@)|(?<=:streamlit)(?=:)|(?<=[-<])(?=[->])|(?<=[<>~])(?==)",
    re.IGNORECASE,
)


APART = "\N{NO-BREAK SPACE}\N{MIDDLE DOT} "
"""Between the parts of a line; no line begins with it."""
DASH = "\N{EN DASH}"
"""Stands in a comparison where nothing is recorded."""


def shortened(text: str, longest: int) -> str:
    """The text, cut to `longest` characters with an ellipsis where it is longer."""
    if len(text) <= longest:
        return text
    return f"{text[: max(longest - 1, 8)].rstrip()}\N{HORIZONTAL ELLIPSIS}"


def shown(text: str | None) -> str:
    """The text for places that read Markdown: it appears letter by letter as it stands.

    Its lines may end at every space: a record may hold a text of no-break spaces from a word
    processor, which would be wider than a phone.
    """
    return _inert(_SPACES.sub(" ", text or ""))


def worded(text: str | None) -> str:
    """Like `shown`, for our own words around what a record says: the no-break spaces stay that a
    language wants in a date and before a colon."""
    return _inert(_BREAKS.sub(" ", text or ""))


# The same titles are on a page on every date.
@lru_cache(maxsize=4_000)
def _inert(text: str) -> str:
    # A word joiner is invisible, and nothing acts across one.
    return _MARKDOWN.sub(_entity, _ACTS.sub("\N{WORD JOINER}", text.strip()))


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found.group())};"


@lru_cache(maxsize=4_000)
def in_chart(text: str | None) -> str:
    """The text for labels of a chart, whose pseudo-HTML reads tags and entities."""
    escaped = (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # '%{...}' in a hover template is a variable, '$...$' a formula.
    return _SPACES.sub(" ", escaped).replace("{", "&#123;").replace("$", "&#36;")


def link(text: str | None, url: str | None) -> str:
    """A Markdown link where the address is one (the loaders admit http and https only)."""
    if not url or not url.startswith(("https://", "http://")):
        return shown(text)
    address = url.translate({ord(c): f"%{ord(c):02X}" for c in " <>()[]\\\"'`|^{}"})
    return f"[{shown(text)}]({address})"


def address(page: str, **query: str) -> str:
    """The address of a page of ours, which keeps what `carried` says, unless it is given."""
    carried = ((key, value) for key, value in to_query().items() if key not in query)
    parts = filter(None, map(_encoded, (tuple(query.items()), tuple(carried))))
    return f"{page}?{'&'.join(parts)}"


# Each page leads to the same records on every date, and carries the same along in every link.
@lru_cache(maxsize=8_000)
def _encoded(query: tuple[tuple[str, str], ...]) -> str:
    return urlencode(query)


def record_link(text: str | None, identifier: str) -> str:
    """A Markdown link to a record's permanent address; it opens beside the page."""
    return f"[{shown(text)}]({address('record', id=identifier)})"


# An id as `shown` leaves it: its hyphens are character references.
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:&#45;[a-z0-9]+)+")
NAMED = 70
"""Characters of the name of a record inside a sentence."""


def sentences(text: str | None, names: Mapping[str, str]) -> str:
    """Like `shown`; where the text has the id of a record, the record's name, which leads to it.

    `names`, by id: of the records that have a page.
    """

    def named(found: re.Match[str]) -> str:
        identifier = unescape(found.group())
        if identifier not in names:
            return found.group()
        return record_link(shortened(names[identifier], NAMED), identifier)

    return _IDENTIFIER.sub(named, shown(text))
