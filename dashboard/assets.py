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


_published: dict[str, Asset] = {}


def publish(name: str, content: bytes, media_type: str) -> Asset:
    """Serves a file from now on: `publish("areas.json", ...)`, at '/assets/areas-<digest>.json'."""
    digest = hashlib.blake2b(content, digest_size=8).hexdigest()
    stem, _, ending = name.rpartition(".")
    asset = Asset(f"{PREFIX}{stem}-{digest}.{ending}", content, media_type)
    return _published.setdefault(asset.path, asset)


def published(path: str) -> Asset | None:
    """The file at an address that some page has been given."""
    return _published.get(path)
