"""Files for the browser, named by their content: each is fetched once and kept."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cached_property

PREFIX = "/assets/"


@dataclass(frozen=True)
class Asset:
    """A file for the browser; its address changes with its content."""

    path: str
    content: bytes
    media_type: str

    @cached_property
    def compressed(self) -> bytes:
        """The content under gzip, compressed when it is first asked for."""
        return gzip.compress(self.content, 9, mtime=0)


def asset(name: str, content: bytes, media_type: str) -> Asset:
    """What can be served: `asset("areas.json", ...)`, at '/assets/areas-<digest>.json'."""
    digest = hashlib.blake2b(content, digest_size=8).hexdigest()
    stem, _, ending = name.rpartition(".")
    return Asset(f"{PREFIX}{stem}-{digest}.{ending}", content, media_type)


_published: dict[str, Asset] = {}
_offered: dict[str, Asset] = {}
OFFERED = 32
"""Files that are offered at a time. One is fetched within seconds, and kept by the browser."""


def publish(name: str, content: bytes, media_type: str) -> Asset:
    """Serves such a file for as long as the server runs."""
    one = asset(name, content, media_type)
    return _published.setdefault(one.path, one)


def offer(one: Asset) -> None:
    """Serves a file until so many others have been offered since."""
    _offered.pop(one.path, None)
    _offered[one.path] = one
    while len(_offered) > OFFERED:
        _offered.pop(next(iter(_offered)), None)


def published(path: str) -> Asset | None:
    """The file at an address that some page has been given."""
    return _published.get(path) or _offered.get(path)
