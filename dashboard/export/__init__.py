"""A frame or an exhibit in, the bytes of a file out; no Streamlit.

`FORMATS` lists the kinds of file that a chart can be; `tables.FORMATS` those of a frame.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.export import images, sheets, slides, tables
from dashboard.export.handout import Handout, NothingToShowError, of
from dashboard.export.images import NoImageError
from dashboard.language import N_


@dataclass(frozen=True)
class Format:
    """A kind of file that a chart can be."""

    code: str
    label: str
    ending: str
    mime: str
    write: Callable[..., bytes]
    """Called with a handout, and a template where one is given and it `takes_template`."""
    needs_browser: bool = False
    takes_template: bool = False

    def file_name(self, handout: Handout) -> str:
        """The name says what the file is: 'legal-framework_ilo-africa_2026-11-21.pptx'."""
        return f"{handout.exhibit.file_name}.{self.ending}"

    @property
    def available(self) -> bool:
        """Whether this machine can write it."""
        return not self.needs_browser or images.available()


PNG = "image/png"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

FORMATS: dict[str, Format] = {
    form.code: form
    for form in (
        Format("pptx", N_("PowerPoint, editable"), "pptx", PPTX, slides.write, takes_template=True),
        Format("xlsx", N_("Excel workbook"), "xlsx", tables.XLSX, sheets.write),
        Format("csv", N_("CSV table"), "csv", "text/csv", lambda h: tables.write_csv(h.table)),
        Format("png", N_("PNG for screens"), "png", PNG, images.writer("png", 2), True),
        Format(
            "png-print",
            N_("PNG for print"),
            "print.png",
            "image/png",
            images.writer("png", 4),
            True,
        ),
        Format("svg", N_("SVG drawing"), "svg", "image/svg+xml", images.writer("svg"), True),
        Format("pdf", N_("PDF page"), "pdf", "application/pdf", images.writer("pdf"), True),
    )
}
"""By code, in the order of menus."""

__all__ = ["FORMATS", "Format", "Handout", "NoImageError", "NothingToShowError", "of"]
