"""What the host of this server decides: who may frame its pages, where errors and changes go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

_SITE = re.compile(r"https?://[a-z0-9*.-]+(:\d+)?", re.IGNORECASE)
_ADDRESS = re.compile(r"(https?://|mailto:)[^\s<>\"'\\]+")


class HostingError(ValueError):
    """A setting that cannot be used; the message says what to write instead."""


@dataclass(frozen=True)
class Hosting:
    """Settings of `sse serve`."""

    framed_by: tuple[str, ...] = ()
    """Other sites that may show the pages inside their own: 'https://intranet.example.org'."""
    report_to: str = ""
    """Where a reader reports an error: a web or mail address, in which `{id}` is the record's."""
    propose_to: str = ""
    """Where a file is edited on the site that keeps the data: a web address with its `{path}`."""

    def __post_init__(self) -> None:
        for site in self.framed_by:
            if not _SITE.fullmatch(site):
                raise HostingError(
                    f"'{site}' is no site. Write it as https://intranet.example.org, without a path"
                )
        if self.report_to and not _ADDRESS.fullmatch(self.report_to):
            raise HostingError(
                f"'{self.report_to}' is no address. Write https://... or mailto:..., with {{id}} "
                "where the record's id goes"
            )

        if self.propose_to and not (
            _ADDRESS.fullmatch(self.propose_to) and "{path}" in self.propose_to
        ):
            raise HostingError(
                f"'{self.propose_to}' is no address of files. Write https://... with {{path}} "
                "where the file's path goes, such as data/countries/TUR/laws.yaml"
            )

    @property
    def frame_ancestors(self) -> str:
        """The sources of the content security policy's directive of that name."""
        return " ".join(["'self'", *self.framed_by])

    def report_address(self, record: str) -> str:
        """Where an error in a record is reported; '' where the host names no address."""
        return self.report_to.replace("{id}", quote(record, safe=""))

    def propose_address(self, path: str) -> str:
        """Where a file is edited; '' where the host names no address."""
        return self.propose_to.replace("{path}", quote(path))


_hosting = Hosting()


def use(hosting: Hosting) -> None:
    """From here on, this process serves with these settings."""
    global _hosting
    _hosting = hosting


def current() -> Hosting:
    return _hosting
