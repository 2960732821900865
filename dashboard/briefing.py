"""A reader's collection of charts, as it stands in the address: a link rebuilds it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from dashboard import export
from dashboard.exhibit import LICENCE, OPTION, Exhibit
from dashboard.exhibits import EXHIBITS
from dashboard.export import FORMATS, Handout, images, slides, typeset
from dashboard.export.drawing import writable
from dashboard.export.template import Template
from dashboard.filters import Selection, from_query
from dashboard.language import N_, _
from dashboard.shown import shortened
from loaders import Snapshot

MOST = 20
"""Charts of a briefing."""
BETWEEN = ";"
"""Between two charts; urlencode lets none through."""
CHART, HEADING, NOTE = "chart", "heading", "note"
LONGEST = {HEADING: 120, NOTE: 500}
"""Characters of the reader's own words that a file has room for; the address holds them all."""


@dataclass(frozen=True)
class Item:
    """A chart that was collected, and what the reader calls it."""

    address: str
    """Of the exhibit: what draws it again."""
    heading: str = ""
    note: str = ""

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(self.address))

    @property
    def code(self) -> str:
        return self.query.get(CHART, "")

    def selection(self, snapshot: Snapshot) -> Selection:
        return from_query(self.query, snapshot.reference)

    def option(self, snapshot: Snapshot) -> str:
        """What the chart shows; the first that is offered where it is not known any more."""
        offered = EXHIBITS[self.code].options
        codes = list(offered(snapshot)) if offered else [""]
        asked = self.query.get(OPTION, "")
        return asked if asked in codes else next(iter(codes), "")


def to_text(items: Sequence[Item]) -> str:
    """The collection for the address."""
    return BETWEEN.join(
        "&".join(
            filter(
                None,
                [
                    item.address,
                    urlencode({HEADING: item.heading}) if item.heading else "",
                    urlencode({NOTE: item.note}) if item.note else "",
                ],
            )
        )
        for item in items
    )


def from_text(text: str) -> tuple[list[Item], int]:
    """The collection that an address asks for, and how many entries of it cannot be read."""
    entries = [entry for entry in text.split(BETWEEN) if entry]
    found = []
    for entry in entries[:MOST]:
        query = dict(parse_qsl(entry))
        heading, note = query.pop(HEADING, ""), query.pop(NOTE, "")
        if query.get(CHART) in EXHIBITS:
            found.append(Item(urlencode(query), heading, note))
    return found, len(entries) - len(found)


def moved(items: Sequence[Item], place: int, by: int) -> list[Item]:
    """The collection with one chart further up or down; as it is where there is no further."""
    changed = list(items)
    if 0 <= place + by < len(changed):
        changed.insert(place + by, changed.pop(place))
    return changed


def handouts(
    items: Sequence[Item], snapshot: Snapshot, draw: Callable[[Item], Exhibit]
) -> list[Handout]:
    """The charts with their sources, under the reader's own headings; empty ones are left out."""
    made = []
    for item in items:
        exhibit = draw(item)
        if exhibit.rows.is_empty():
            continue
        heading, note = (
            writable(shortened(text, LONGEST[name]))
            for name, text in ((HEADING, item.heading), (NOTE, item.note))
        )
        if heading:
            exhibit = replace(exhibit, words=replace(exhibit.words, title=heading))
        made.append(replace(export.of(exhibit, snapshot), remark=note))
    return made


@dataclass(frozen=True)
class Format:
    """A kind of file that a collection can be."""

    label: str
    ending: str
    mime: str
    write: Callable[..., bytes]
    """Called with the charts, and a template where one is given and it `takes_template`; raises
    `NothingToShowError`."""
    needs_browser: bool = False
    takes_template: bool = False

    @property
    def available(self) -> bool:
        """Whether this machine can write it."""
        return not self.needs_browser or images.available()


def write_pptx(made: Sequence[Handout], template: Template | None = None) -> bytes:
    """One presentation of all charts."""
    _some(made)
    return slides.write_all(made, template)


TALL = 0.8
"""A drawing with this height to its width gets an upright page."""


def write_pdf(made: Sequence[Handout]) -> bytes:
    """A cover, then a page for each chart, with the reader's note below it; needs a Chromium."""
    _some(made)
    charts = [
        {
            "title": handout.exhibit.words.title,
            "subtitle": handout.exhibit.words.subtitle,
            "note": handout.remark,
            "alt": handout.alt,
            # Not as SVG: for that typst finds no font any more after a sign that none has.
            "drawing": [*FORMATS["pdf"].write(handout)],
            "tall": images.height(handout.exhibit) > TALL * images.WIDTH,
        }
        for handout in made
    ]
    versions = dict.fromkeys(handout.exhibit.version for handout in made)
    caption = [
        _("Source: SSE Policy Tracker."),
        *(_("Data version {v}.").format(v=version) for version in versions),
        f"{LICENCE}.",
    ]
    said = {
        "title": _("Briefing"),
        "subtitle": _("The Social and Solidarity Economy in law and policy"),
        "caption": " ".join(caption),
        "charts": charts,
    }
    return typeset.pdf("collection.typ", said)


def write_zip(made: Sequence[Handout], template: Template | None = None) -> bytes:
    """The presentation and of each chart a workbook and, where a Chromium is there, an image."""
    _some(made)
    forms = [FORMATS["xlsx"], *([FORMATS["png"]] if images.available() else [])]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("briefing.pptx", write_pptx(made, template))
        for number, handout in enumerate(made, start=1):
            for form in forms:
                name = f"{number:02}_{form.file_name(handout)}"
                archive.writestr(name, form.write(handout))
    return held.getvalue()


def _some(made: Sequence[Handout]) -> None:
    if not made:
        raise export.NothingToShowError(_("None of these charts has anything to show."))


OF_ALL = (
    Format(FORMATS["pptx"].label, "pptx", FORMATS["pptx"].mime, write_pptx, takes_template=True),
    Format(N_("PDF, a chart a page"), "pdf", FORMATS["pdf"].mime, write_pdf, needs_browser=True),
    Format(
        N_("ZIP: slides, workbooks, images"),
        "zip",
        "application/zip",
        write_zip,
        takes_template=True,
    ),
)
"""In the order of menus."""
