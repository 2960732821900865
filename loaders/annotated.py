"""A file as a tree that keeps its comments and its lines, for commands that write into it.

Grown from libyaml's events, as a load is; comments are found in the gaps between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import yaml

from loaders import documents
from loaders.problems import Problem


@dataclass
class Scalar:
    """A piece of text; `quoted` where the file has it in quotation marks."""

    text: str
    quoted: bool = False
    beside: str = ""
    """The comment at the end of its line."""


@dataclass
class Entry:
    """A line of a mapping (`key: value`) or of a list (`- value`)."""

    value: Scalar | Block
    key: Scalar | None = None
    above: list[str] = field(default_factory=list)
    """Lines of comment before it; '' is an empty line between them."""
    inside: list[str] = field(default_factory=list)
    """Lines of comment between a key and its value."""
    line: int = 0
    last: int = 0
    """The first and the last line of what the file says here, from 1; 0 in a tree made anew."""


@dataclass
class Block:
    """A list or a mapping."""

    entries: list[Entry] = field(default_factory=list)
    is_list: bool = False
    below: list[str] = field(default_factory=list)
    """Lines of comment after the last entry."""
    column: int = 0
    """Of its lines in the file, from 0."""
    is_flow: bool = False
    """Written in one line, with brackets."""

    def get(self, key: str) -> Entry | None:
        """The entry of a key."""
        return next((e for e in self.entries if e.key is not None and e.key.text == key), None)


class Unreadable(Exception):
    """A text is no YAML that a load reads without a fault of form; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


_LINE_END = re.compile("\r\n?")


def parse(text: str, name: str = "") -> Block:
    """The tree of a text with its comments; raises `Unreadable`."""
    problems: list[Problem] = []

    def report(code: str, line: int, column: int, field: str = "", /, **values: object) -> None:
        problems.append(Problem(name, line, column, code, field, values))

    text = _LINE_END.sub("\n", text)
    root = documents.parse(text, report)
    if root is None and not problems:
        report("empty-file", 1, 1)
    elif isinstance(root, documents.Scalar):
        report("not-a-list", root.line, root.column, hint="")
    if problems:
        raise Unreadable(problems)
    return _Composer(text).root()


def values(node: Scalar | Block) -> Any:
    """What a tree says, for comparison: texts, and keys with their values in order."""
    if isinstance(node, Scalar):
        # Whether an empty value stands in quotation marks makes a difference to a load.
        return node.text, node.quoted and node.text in EMPTY
    entries = [(e.key.text if e.key else "", values(e.value)) for e in node.entries]
    return node.is_list, entries


def comments(node: Scalar | Block) -> list[str]:
    """Every comment in a tree, in the order of lines."""
    if isinstance(node, Scalar):
        return [node.beside] if node.beside else []
    found: list[str] = []
    for entry in node.entries:
        beside = entry.key.beside if entry.key else ""
        found += [*entry.above, beside, *entry.inside, *comments(entry.value)]
    return [line for line in (*found, *node.below) if line]


EMPTY = ("", "~", "null")


@dataclass
class _Comment:
    text: str
    column: int
    blank_after: bool


_COMMENT = re.compile(r"(?:^|(?<=[\s\[\]{},]))#[^\n]*", re.MULTILINE)
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\n]*)")
_COLLECTIONS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)


class _Composer:
    """Grows the tree; comments stand in the gaps between events."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._events = iter(yaml.parse(text, Loader=yaml.CBaseLoader))
        self._end = 0
        self._last_line = 0
        self._last_scalar: Scalar | None = None
        self._scalar_end = -1
        self._pending: list[_Comment] = []

    def root(self) -> Block:
        event = self._next()
        while not isinstance(event, _COLLECTIONS):
            event = self._next()
        root = self._block(event, -1)
        while not isinstance(self._next(), yaml.StreamEndEvent):
            pass
        self._take_gap(len(self._text))
        self._keep_below(root, -1)
        return root

    def _next(self) -> Any:
        event = next(self._events)
        start = event.start_mark.index
        self._take_gap(start)
        self._end = max(self._end, event.end_mark.index if _has_text(event) else start)
        return event

    def _take_gap(self, until: int) -> None:
        """Collects the comments between the last event and the next."""
        gap = self._text[self._end : until]
        if "#" not in gap:
            return
        for found in _COMMENT.finditer(self._text, self._end, until):
            start = found.start()
            line_start = self._text.rfind("\n", 0, start) + 1
            is_own_line = not self._text[line_start:start].strip()
            same_line = line_start < self._scalar_end and not is_own_line
            if same_line and self._last_scalar is not None and not self._last_scalar.beside:
                self._last_scalar.beside = found.group().rstrip()
            else:
                blank = self._text.startswith(("\n\n", "\n \n"), found.end())
                comment = _Comment(found.group().rstrip(), start - line_start, blank)
                self._pending.append(comment)
        self._end = max(self._end, until)

    def _block(self, event: Any, outer: int) -> Block:
        """A collection that stands in one of which the lines begin at column `outer`."""
        is_list = isinstance(event, yaml.SequenceStartEvent)
        column = event.start_mark.column
        block = Block(is_list=is_list, column=column, is_flow=bool(event.flow_style))
        end = yaml.SequenceEndEvent if is_list else yaml.MappingEndEvent
        while not isinstance(event := self._next(), end):
            above, self._pending = _lines(self._pending), []
            line = event.start_mark.line + 1
            key = None if is_list else self._scalar(event)
            inside: list[str] = []
            if key is not None:
                event = self._next()
                if not isinstance(event, _COLLECTIONS):
                    inside, self._pending = _lines(self._pending), []
            value = self._node(event, column)
            block.entries.append(Entry(value, key, above, inside, line, self._last_line))
        if block.is_flow:
            self._last_line = event.end_mark.line + 1
        else:
            self._keep_below(block, outer)
        return block

    def _node(self, event: Any, outer: int) -> Scalar | Block:
        return self._block(event, outer) if isinstance(event, _COLLECTIONS) else self._scalar(event)

    def _keep_below(self, block: Block, outer: int) -> None:
        """A comment after the last entry is the block's where it is indented as deep."""
        count = 0
        while count < len(self._pending) and self._pending[count].column > outer:
            count += 1
        block.below += _lines(self._pending[:count])
        del self._pending[:count]
        if block.below[-1:] == [""]:
            del block.below[-1]

    def _scalar(self, event: Any) -> Scalar:
        scalar = Scalar(event.value, event.style in ("'", '"'))
        source = self._text[event.start_mark.index : event.end_mark.index]
        header = _HEADER.match(source) if event.style in ("|", ">") else None
        if header:
            scalar.beside = header[1].rstrip()
        self._last_scalar, self._scalar_end = scalar, event.end_mark.index
        self._last_line = event.start_mark.line + source.rstrip().count("\n") + 1
        return scalar


def _has_text(event: Any) -> bool:
    """Whether an event covers text: the end of a block, in libyaml, covers what follows it."""
    flow = getattr(event, "flow_style", None)
    return isinstance(event, yaml.ScalarEvent) or bool(flow)


def _lines(comments: Iterable[_Comment]) -> list[str]:
    return [
        line
        for comment in comments
        for line in ([comment.text, ""] if comment.blank_after else [comment.text])
    ]
