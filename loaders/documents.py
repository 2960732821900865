"""One file becomes a tree of text scalars that knows its lines and columns. All limits are here.

The tree is built from libyaml's events, so that depth, aliases and size are checked before anything
is composed: a composed tree of 100,000 levels would end the process.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from loaders.problems import quoted

MAX_BYTES = 20_000_000
MAX_DEPTH = 64
MAX_VALUES = 2_000_000

# C0 and C1 controls except tab and line ends; the marks that reorder text.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
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
    text = None if content is None else _text(content, report)
    root = None if text is None else parse(text, report)
    return Document(content or b"", root)


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
    builder = _Builder(report, escapes="\\" in text)
    try:
        for event in _events(text, report):
            builder.take(event)
            if builder.finished:
                break
    except _Stop:
        return None
    except RecursionError:
        return report("too-deep", 1, 1, limit=MAX_DEPTH)
    return builder.root


def _visible(text: str, report: Report) -> str:
    """The text without invisible control characters, which are reported; the rest is read."""
    if not _INVISIBLE.search(text):
        return text
    for number, line in enumerate(_LINE_END.split(text), start=1):
        for found in _INVISIBLE.finditer(line):
            report("control-character", number, found.start() + 1, name=_name(found.group()))
    return _INVISIBLE.sub("", text)


def _name(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f"{code} ({unicodedata.name(character, 'control').lower()})"


def _events(text: str, report: Report) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        lines = text.split("\n")
        upto = lines[line - 1][:column] if line <= len(lines) else ""
        if upto.lstrip(" -").startswith("\t") or "'\\t'" in str(error.problem):
            report("tab", line, column)
        else:
            report("syntax", line, column, reason=_in_words(error))
        raise _Stop from None
    except yaml.YAMLError as error:
        report("syntax", 1, 1, reason=quoted(str(error), 200))
        raise _Stop from None


# libyaml's phrases, in words an officer can act on; the rest is shown as it comes.
_PHRASES = {
    "mapping values are not allowed in this context": (
        "a colon followed by a space stands inside a value. Put the whole value in double quotes"
    ),
    "could not find expected ':'": "this line has no colon after the field's name. Add it",
    "did not find expected key": (
        "the indentation or the quotes do not match the lines above. Align it with the others"
    ),
    "did not find expected '-' indicator": (
        "the indentation does not match the list above. Align the '-' with the others"
    ),
    "found unexpected end of stream": "a quotation mark is opened and never closed. Close it",
    "did not find expected ',' or ']'": "a '[' is opened and not closed. Close it with ']'",
    "did not find expected ',' or '}'": "a '{' is opened and not closed. Close it with '}'",
    "found character that cannot start any token": (
        "a value starts with a character that has a meaning in YAML. Put the value in double quotes"
    ),
    "found undefined tag handle": "a value starts with '!'. Put the value in double quotes",
    "found undefined alias": "a value starts with '*'. Put the value in double quotes",
}


def _in_words(error: yaml.MarkedYAMLError) -> str:
    phrase = str(error.problem)
    return _PHRASES.get(phrase, quoted(phrase, 200))


_NO_KEY = Scalar("", 0, 0)
"""Stands for a key that was reported and is no text."""


class _Builder:
    """Takes events one by one and grows the tree; the stack is explicit, so depth costs nothing."""

    def __init__(self, report: Report, *, escapes: bool) -> None:
        self.root: Node | None = None
        self._report = report
        self._escapes = escapes
        self._stack: list[Sequence | Mapping] = []
        self._keys: list[Scalar | None] = []
        self._values = 0
        self._documents = 0

    @property
    def finished(self) -> bool:
        """A second document has begun; only the first is read."""
        return self._documents > 1

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._open(Mapping(*_start(event)), event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open(Sequence(*_start(event)), event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._stack.pop()
            self._keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._fail("alias", *_start(event), anchor=quoted(event.anchor))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents == 2:
                self._report("several-documents", *_start(event))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        line, column = _start(event)
        text = event.value
        if event.tag is not None:
            self._report("tag", line, column, tag=quoted(event.tag))
        if self._escapes and (found := _INVISIBLE.search(text)):
            self._report("control-character", line, column, name=_name(found.group()))
            text = _INVISIBLE.sub("", text)
        self._place(Scalar(text, line, column, event.style in ("'", '"')))

    def _open(self, node: Sequence | Mapping, event: yaml.CollectionStartEvent) -> None:
        if len(self._stack) >= MAX_DEPTH:
            self._fail("too-deep", node.line, node.column, limit=MAX_DEPTH)
        if event.tag is not None:
            self._report("tag", node.line, node.column, tag=quoted(event.tag))
        self._place(node)
        self._stack.append(node)
        self._keys.append(None)

    def _place(self, node: Node) -> None:
        self._values += 1
        if self._values > MAX_VALUES:
            self._fail("too-many-values", node.line, node.column, limit=MAX_VALUES)
        if not self._stack:
            self.root = node
            return
        parent = self._stack[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
        else:
            self._enter(parent, node)

    def _enter(self, parent: Mapping, node: Node) -> None:
        key = self._keys[-1]
        if key is None:
            if not isinstance(node, Scalar):
                self._report("key-not-text", node.line, node.column)
                node = _NO_KEY
            self._keys[-1] = node
            return
        self._keys[-1] = None
        if key.text in parent.entries:
            first = parent.entries[key.text][0].line
            self._report("repeated-key", key.line, key.column, key=quoted(key.text), first=first)
        elif not key.text and not key.quoted:
            if key is not _NO_KEY:
                self._report("key-not-text", key.line, key.column)
        else:
            parent.entries[key.text] = (key, node)

    def _fail(self, code: str, line: int, column: int, **values: object) -> None:
        self._report(code, line, column, **values)
        raise _Stop


def _start(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
