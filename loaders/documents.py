"""One file becomes a tree of text scalars that knows its lines and columns. All limits are here.

The tree is built from libyaml's events, so that depth, aliases and size are checked before anything
is composed: a composed tree of 100,000 levels would end the process.
"""

from __future__ import annotations

import codecs
import re
import stat
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from loaders.phrases import Phrase
from loaders.problems import quoted
from loaders.slips import slip

MAX_BYTES = 20_000_000
MAX_DEPTH = 64
MAX_VALUES = 2_000_000
MAX_DIRECTIVES = 16

# C0 and C1 controls except tab and line ends; the marks that reorder text.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""As libyaml counts lines."""

Report = Callable[..., None]
"""Called as `report(code, line, column, **values)`."""


class Scalar:
    """A piece of text as it stands in the file; no type has read it yet."""

    __slots__ = ("column", "line", "quoted", "text")

    def __init__(self, text: str, line: int, column: int, quoted: bool = False) -> None:
        self.text, self.line, self.column, self.quoted = text, line, column, quoted


class Sequence:
    """The entries of a list, in order."""

    __slots__ = ("column", "items", "line")

    def __init__(self, line: int, column: int) -> None:
        self.items: list[Node] = []
        self.line, self.column = line, column


class Mapping:
    """Fields by name; of a name given twice the first stays (and is reported)."""

    __slots__ = ("column", "entries", "line")

    def __init__(self, line: int, column: int) -> None:
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.line, self.column = line, column


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True)
class Document:
    """What one file held: its bytes (for the digest) and its tree (`None` if it cannot be read)."""

    content: bytes
    root: Node | None


class _Stop(Exception):
    """A limit was passed or the text is no YAML; it has been reported already."""


def read(path: Path, report: Report) -> Document:
    """The tree of a file. Every fault is reported; nothing is raised for any content."""
    content = _content(path, report)
    return Document(b"", None) if content is None else read_content(content, report)


def read_content(content: bytes, report: Report) -> Document:
    """The tree of what a file holds or would hold."""
    text = _text(content, report)
    return Document(content, None if text is None else parse(text, report))


def text(path: Path, report: Report) -> str | None:
    """The text of a file; `None`, reported, where it is none."""
    content = _content(path, report)
    return None if content is None else _text(content, report)


def lines(path: Path) -> list[str]:
    """The lines of a file as problems count them; none where it cannot be opened."""
    content = _content(path, lambda *_place, **_values: None)
    return lines_of((content or b"").decode("utf-8", "replace"))


def lines_of(text: str) -> list[str]:
    """The lines of a text as problems count them."""
    return _LINE_END.split(text)


def _content(path: Path, report: Report) -> bytes | None:
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            return report("symbolic-link", 1, 1)
        if not stat.S_ISREG(status.st_mode):
            return report("not-a-file", 1, 1)
        if status.st_size > MAX_BYTES:
            size = f"{status.st_size / 1e6:.0f}"
            return report("too-large", 1, 1, size=size, limit=MAX_BYTES // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        return report("cannot-read", 1, 1, reason=error.strerror or type(error).__name__)


def _text(content: bytes, report: Report) -> str | None:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return report("utf-16", 1, 1)
    if b"\0" in content:
        return report("binary", *_place(content[: content.index(b"\0")]))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = f"0x{content[error.start]:02X}"
        return report("not-utf8", *_place(content[: error.start]), byte=byte)
    if text.startswith("\ufeff"):
        report("byte-order-mark", 1, 1)
        text = text[1:]
    return text


def _place(before: bytes) -> tuple[int, int]:
    """Line and column, from 1, of what follows `before`."""
    last_line = before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")
    return before.count(b"\n") + 1, len(last_line) + 1


def parse(text: str, report: Report) -> Node | None:
    """The tree of a YAML text, or `None` where a limit was passed or the text is no YAML."""
    text = _visible(text, report)
    # libyaml takes quadratic time over directives; no record needs one.
    if sum(text.count(f"{end}%") for end in "\n\r\x85\u2028\u2029") > MAX_DIRECTIVES:
        return report("syntax", 1, 1, reason=Phrase(PERCENT))
    try:
        return _Composer(text, report).document()
    except _Stop:
        return None
    except yaml.MarkedYAMLError as error:
        return _not_yaml(error, text, report)
    except yaml.YAMLError as error:
        return report("syntax", 1, 1, reason=quoted(str(error), 200))


def _visible(text: str, report: Report) -> str:
    """The text without invisible control characters, which are reported; the rest is read."""
    if not _INVISIBLE.search(text):
        return text
    for number, line in enumerate(lines_of(text), start=1):
        for found in _INVISIBLE.finditer(line):
            report("control-character", number, found.start() + 1, name=_name(found.group()))
    return _INVISIBLE.sub("", text)


def visible(text: str) -> str:
    """The text without invisible control characters."""
    return _INVISIBLE.sub("", text)


def _name(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f"{code} ({unicodedata.name(character, 'control').lower()})"


def _not_yaml(error: yaml.MarkedYAMLError, text: str, report: Report) -> None:
    phrase = str(error.problem)
    begun = error.context_mark if phrase in _BEGUN else None
    mark = begun or error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = lines_of(text)
    upto = lines[line - 1][:column] if line <= len(lines) else ""
    if upto.lstrip(" -").startswith("\t") or "'\\t'" in phrase:
        return report("tab", line, column)
    # libyaml notices some slips only on a later line.
    if found := slip(lines, line):
        code, line, column, values = found
        return report(code, line, column, **values)
    reason = Phrase(REASONS[phrase]) if phrase in REASONS else quoted(phrase, 200)
    return report("syntax", line, column, reason=reason)


_BEGUN = frozenset(
    {
        "could not find expected ':'",
        "found unexpected end of stream",
        "did not find expected ',' or ']'",
        "did not find expected ',' or '}'",
    }
)
"""Of these the place is where the field, the quotation or the bracket begins."""


PERCENT = "lines start with '%'. Put the value in double quotes"
# libyaml's phrases, in words an officer can act on; the rest is shown as it comes.
REASONS = {
    "mapping values are not allowed in this context": (
        "a colon followed by a space stands inside a value. Put the whole value in double quotes"
        ' (")'
    ),
    "could not find expected ':'": "this line has no colon after the field's name. Add it",
    "did not find expected key": (
        "the indentation or the quotes do not match the lines above. Align it with the others"
    ),
    "did not find expected '-' indicator": (
        "the indentation does not match the lines above. Align it with the others"
    ),
    "found unexpected end of stream": "a quotation mark is opened and never closed. Close it",
    "did not find expected ',' or ']'": "a '[' is opened and not closed. Close it with ']'",
    "did not find expected ',' or '}'": "a '{{' is opened and not closed. Close it with '}}'",
    "found character that cannot start any token": (
        "a value starts with a character that has a meaning in YAML. Put the value in double quotes"
    ),
    "mapping keys are not allowed in this context": (
        "a value starts with '?'. Put it in double quotes, or remove the line if nothing is known"
    ),
    "found undefined tag handle": "a value starts with '!'. Put the value in double quotes",
    "found undefined alias": "a value starts with '*'. Put the value in double quotes",
}


class _Composer:
    """Grows the tree from libyaml's events; `MAX_DEPTH` bounds its recursion.

    Events are dispatched by their exact type and `Any`: this loop is half of the time of a load.
    """

    def __init__(self, text: str, report: Report) -> None:
        self._next: Callable[[], Any] = yaml.CBaseLoader(text).get_event
        self._report = report
        self._text = text
        self._escapes = "\\" in text
        self._hashes = _CUT.search(text) is not None
        self._anchors: list[Any] | None = [] if "&" in text else None
        self._values = 0

    def document(self) -> Node | None:
        """The tree of the first document; a second one is reported and not read."""
        root = None
        while (event := self._next()) is not None:
            kind = type(event)
            if kind is yaml.DocumentStartEvent and root is not None:
                self._report("several-documents", *_start(event))
                break
            if kind not in _FRAME:
                root = self._node(event, 0)
        for mark, anchor in self._anchors or ():
            self._report("anchor", mark.line + 1, mark.column + 1, anchor=quoted(anchor))
        return root

    def _node(self, event: Any, depth: int) -> Node:
        mark, kind = event.start_mark, type(event)
        line, column = mark.line + 1, mark.column + 1
        self._values += 1
        if self._values > MAX_VALUES:
            self._fail("too-many-values", line, column, limit=MAX_VALUES)
        if kind is yaml.AliasEvent:
            self._fail("alias", line, column, anchor=quoted(event.anchor))
        if event.tag is not None:
            self._report("tag", line, column, tag=quoted(event.tag))
        if self._anchors is not None and event.anchor is not None:
            self._anchors.append((mark, event.anchor))
        if kind is yaml.ScalarEvent:
            text = event.value
            if self._hashes and not event.style:
                self._cut(event.end_mark)
            if self._escapes and _INVISIBLE.search(text):
                text = self._visible(text, line, column)
            return Scalar(text, line, column, event.style in _QUOTES)
        if depth == MAX_DEPTH:
            self._fail("too-deep", line, column, limit=MAX_DEPTH)
        if kind is yaml.SequenceStartEvent:
            return self._sequence(Sequence(line, column), depth + 1)
        return self._mapping(Mapping(line, column), depth + 1)

    def _sequence(self, node: Sequence, depth: int) -> Sequence:
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            node.items.append(self._node(event, depth))
        return node

    def _mapping(self, node: Mapping, depth: int) -> Mapping:
        entries = node.entries
        second = False
        while type(event := self._next()) is not yaml.MappingEndEvent:
            key, value = self._node(event, depth), self._node(self._next(), depth)
            if type(key) is not Scalar or (not key.text and not key.quoted):
                self._report("key-not-text", key.line, key.column)
            elif key.text in entries:
                # Where the first key comes again, the others follow: the dash is missing once.
                code = "missing-dash" if len(entries) > 1 and key.text == _first(entries) else ""
                if not second:
                    values = {"key": quoted(key.text), "first": entries[key.text][0].line}
                    self._report(code or "repeated-key", key.line, key.column, **values)
                second = second or bool(code)
            else:
                entries[key.text] = (key, value)
        return node

    def _cut(self, end: Any) -> None:
        """Reports a value that a '#' cuts off: 'Law #12 on cooperatives' is read as 'Law'."""
        if found := _CUT.match(self._text, end.index):
            column = end.column + 1 + found.start("sign") - end.index
            self._report("cut-by-comment", end.line + 1, column)

    def _visible(self, text: str, line: int, column: int) -> str:
        """A value without the invisible characters that its escapes stood for."""
        for found in _INVISIBLE.findall(text):
            self._report("control-character", line, column, name=_name(found))
        return _INVISIBLE.sub("", text)

    def _fail(self, code: str, line: int, column: int, **values: object) -> None:
        self._report(code, line, column, **values)
        raise _Stop


_FRAME = {
    yaml.StreamStartEvent,
    yaml.StreamEndEvent,
    yaml.DocumentStartEvent,
    yaml.DocumentEndEvent,
}
_QUOTES = frozenset("'\"")
_CUT = re.compile(r" (?P<sign>#)(?:\S| ?\d)")
"""One space, '#' and what looks like more of the text; a comment stands apart: two spaces, '# '."""


def _first(entries: dict[str, Any]) -> str:
    return next(iter(entries))


def _start(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1
