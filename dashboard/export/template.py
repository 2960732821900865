"""A presenter's own PowerPoint file, whose master our slides take: checked before it is opened."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from pptx import Presentation

from dashboard.language import _

LARGEST, UNPACKED, PARTS = 20_000_000, 200_000_000, 5_000
"""Bytes of the file and of what is packed in it; parts. A file that packs more is no template."""
MARKUP = 30_000_000
"""Bytes of what shrank to less than half when it was packed, as markup does and a photograph does
not. Whatever its name, it may be read as XML, which takes twenty times as much memory."""
ENDINGS = ("pptx", "potx")
_OLD = b"\xd0\xcf\x11\xe0"
"""How files of PowerPoint before 2007 begin, and those that a password protects."""
_TYPES = "[Content_Types].xml"
_MAIN = b"application/vnd.openxmlformats-officedocument.presentationml."


class Format(Protocol):
    """A kind of file that may be on a presenter's master."""

    @property
    def write(self) -> Callable[..., bytes]: ...

    @property
    def takes_template(self) -> bool: ...


class TemplateError(ValueError):
    """The file is no template for slides; the message says what to do."""


@dataclass(frozen=True)
class Template:
    """A presentation that was checked: `checked` or `from_file` make one."""

    content: bytes
    name: str = ""
    """Of its file."""

    def opened(self) -> Any:
        """The presentation without its slides."""
        made = Presentation(io.BytesIO(self.content))
        _drop_slides(made)
        return made


def written(form: Format, what: object, template: Template | None) -> bytes:
    """The file; on the presenter's master where one is given and the format takes it."""
    return form.write(what, template) if template and form.takes_template else form.write(what)


def from_file(path: Path) -> Template:
    """Raises `TemplateError` for a file that cannot be read or is none."""
    try:
        if path.stat().st_size > LARGEST:
            raise TemplateError(_too_large())
        return checked(path.read_bytes(), path.name)
    except OSError as error:
        said = _("The template cannot be read ({why}).").format(why=error.strerror)
        raise TemplateError(said) from error


def checked(content: bytes, name: str = "") -> Template:
    """Raises `TemplateError` for what is no presentation, or acts, or is larger than it seems."""
    if len(content) > LARGEST:
        raise TemplateError(_too_large())
    if content.startswith(_OLD):
        raise TemplateError(
            _("The template is of an old PowerPoint or has a password. Save it as .pptx without.")
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            template = Template(_checked(archive, content), name)
        layouts = len(template.opened().slide_layouts)
    except TemplateError:
        raise
    # python-pptx raises what the broken part happens to lead to.
    except Exception as error:
        raise TemplateError(
            _("The template is no PowerPoint file, or damaged. Save it again as .pptx.")
        ) from error
    if not layouts:
        raise TemplateError(_("The template has no slide layout. Add one in its slide master."))
    return template


def _checked(archive: zipfile.ZipFile, content: bytes) -> bytes:
    """The file as a presentation, if it is small enough and has no macros."""
    parts = archive.infolist()
    # zipfile reads no more of a part than its size says, so the sizes can be relied upon.
    sizes = [(part.file_size, part.file_size > 2 * part.compress_size) for part in parts]
    markup = sum(size for size, has_shrunk in sizes if has_shrunk)
    if len(parts) > PARTS or sum(size for size, _shrunk in sizes) > UNPACKED or markup > MARKUP:
        raise TemplateError(_too_large())
    types = archive.read(_TYPES)
    if b"macroEnabled" in types or any("vbaProject" in part.filename for part in parts):
        raise TemplateError(_("The template has macros. Save it as .pptx, which has none."))
    if _MAIN + b"template.main+xml" not in types:
        return content
    as_presentation = types.replace(_MAIN + b"template", _MAIN + b"presentation")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as copied:
        for part in parts:
            own = as_presentation if part.filename == _TYPES else archive.read(part)
            copied.writestr(part.filename, own)
    return held.getvalue()


def _too_large() -> str:
    said = _("The template is too large: at most {n} MB. Take its pictures and videos out.")
    return said.format(n=LARGEST // 1_000_000)


def _drop_slides(made: Any) -> None:
    """The template's own slides, and what names them: sections and custom shows."""
    listed = made.slides._sldIdLst
    for slide in list(listed):
        made.part.drop_rel(slide.rId)
        listed.remove(slide)
    for name in ("extLst", "custShowLst"):
        for found in made.part._element.findall(f"{{*}}{name}"):
            made.part._element.remove(found)
