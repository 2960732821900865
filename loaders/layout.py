"""The canonical layout of a data file: keys in declared order, two spaces, 100 columns.

Written by rules of our own, from libyaml's events: a round trip through ruamel.yaml was weighed,
but it reads YAML 1.2, so not quite what a load reads, and leaves a comment behind when its key
moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.emitter import Emitter
from yaml.resolver import Resolver

from loaders.annotated import EMPTY, Block, Entry, Scalar, parse, values
from loaders.fields import Table
from loaders.files import FileKind

WIDTH = 100


class Unwritable(Exception):
    """A text cannot be made to say what is wanted; nothing is changed. The message says what."""


def formatted(text: str, kind: FileKind, name: str = "") -> str:
    """The text of a file of a kind in canonical layout.

    Comments are kept, and so is every value: a load of the result gives the same. Raises
    `Unreadable` where the text is no YAML that a load reads, and `Unwritable`; `name` is the file
    in its problems.
    """
    root = parse(text, name)
    arrange(root, kind)
    result = written(root, kind)
    if values(parse(result, name)) != values(root):
        raise Unwritable(f"the layout of {name or 'the file'} would change a value")
    return result


def arrange(root: Block, kind: FileKind) -> None:
    """Puts the keys of every mapping in declared order."""
    if kind.is_list != root.is_list:
        return
    for block in [entry.value for entry in root.entries] if root.is_list else [root]:
        _arrange(block, kind.table)


def ranked(block: Block, table: Table) -> list[tuple[int, Entry]]:
    """The entries of a mapping, each with its place in the declared order.

    A key that is not declared stays behind the one that it follows.
    """
    declared = {name: rank for rank, name in enumerate(table.by_name)}
    rank, found = -1, []
    for entry in block.entries:
        rank = declared.get(entry.key.text if entry.key else "", rank)
        found.append((rank, entry))
    return found


def _arrange(block: Scalar | Block, table: Table) -> None:
    if isinstance(block, Scalar):
        return
    if block.is_list:
        for entry in block.entries:
            _arrange(entry.value, table)
        return
    block.entries = [entry for _, entry in sorted(ranked(block, table), key=lambda pair: pair[0])]
    for entry in block.entries:
        known = table.by_name.get(entry.key.text if entry.key else "")
        nested = getattr(known.type, "table", None) if known else None
        if nested is not None:
            _arrange(entry.value, nested)


def written(root: Block, kind: FileKind) -> str:
    """The text of a tree."""
    lines = []
    for number, entry in enumerate(root.entries):
        if number and kind.spaced and root.is_list:
            lines.append("")
        lines += entry_lines(entry, "")
    if root.below and kind.spaced:
        lines.append("")
    return "\n".join([*lines, *root.below]) + "\n"


def entry_lines(entry: Entry, indent: str) -> Iterator[str]:
    """The lines of an entry of a mapping or of a list at an indentation."""
    # A comment between a key and its value stands above the key.
    yield from (f"{indent}{line}".rstrip() for line in (*entry.above, *entry.inside))
    if entry.key is None:
        yield from _item(entry.value, indent)
        return
    label = f"{indent}{_one_line(entry.key)}:"
    value, beside = entry.value, _beside(entry.key)
    if isinstance(value, Scalar):
        yield from _value(label, value, indent, beside)
    elif not value.entries:
        yield f"{label} {'[]' if value.is_list else '{}'}{beside}"
    else:
        yield f"{label}{beside}"
        yield from block_lines(value, indent + "  ")


def block_lines(block: Block, indent: str) -> Iterator[str]:
    for entry in block.entries:
        yield from entry_lines(entry, indent)
    yield from (f"{indent}{line}".rstrip() for line in block.below)


def _item(value: Scalar | Block, indent: str) -> Iterator[str]:
    """An entry of a list: the first line of what it holds stands behind the dash."""
    if isinstance(value, Scalar):
        yield from _value(f"{indent}-", value, indent, "")
        return
    if not value.entries:
        yield f"{indent}- {'[]' if value.is_list else '{}'}"
        return
    first, *others = value.entries
    # A comment cannot stand between the dash and the key, so it stands above the dash.
    yield from (f"{indent}{line}".rstrip() for line in (*first.above, *first.inside))
    bare = Entry(first.value, first.key)
    head, *rest = block_lines(Block([bare, *others], value.is_list, value.below), indent + "  ")
    yield f"{indent}- {head.lstrip()}"
    yield from rest


def _beside(scalar: Scalar) -> str:
    return f"  {scalar.beside}" if scalar.beside else ""


def _value(label: str, scalar: Scalar, indent: str, key_beside: str) -> Iterator[str]:
    """A value behind its label, in the plainest style that says the same."""
    beside = key_beside + _beside(scalar)
    inner = indent + "  "
    body = scalar.text.removesuffix("\n")
    keep = "" if body != scalar.text else "-"
    one = _one_line(scalar)
    if scalar.text == "" and not scalar.quoted:
        yield f"{label}{beside}"
    elif "\n" in body and _can_stand(body):
        yield f"{label} |{keep}{beside}"
        yield from (f"{inner}{line}".rstrip() for line in body.split("\n"))
    elif _can_stand(body) and (not keep or _too_long(f"{label} {one}", body)):
        yield f"{label} >{keep}{beside}"
        yield from (f"{inner}{line}" for line in _folded(body, WIDTH - len(inner)))
    else:
        yield f"{label} {one}{beside}"


def _too_long(line: str, text: str) -> bool:
    """Whether a line is too long and its text can be broken."""
    return len(line) > WIDTH and bool(_SPACE.search(text))


_UNUSUAL = r"\xa0-\u2027\u202f-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
"""Letters beyond ASCII that stand as they are: neither controls nor ends of lines."""
_PRINTABLE = re.compile(rf"[\x20-\x7e{_UNUSUAL}]*")
_SPACE = re.compile(r"(?<=[^ ]) (?=[^ ])")


def _can_stand(text: str) -> bool:
    """Whether the lines of a text can stand in the file as they are, under a '|' or a '>'."""
    lines = text.split("\n")
    return (
        not text.startswith(" ")
        and bool(lines[0])
        and bool(lines[-1])
        and all(line == line.rstrip(" ") and _PRINTABLE.fullmatch(line) for line in lines)
    )


def _folded(text: str, width: int) -> Iterator[str]:
    """Lines of at most `width` characters where single spaces allow it."""
    line = ""
    for word in _SPACE.split(text):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


_EMITTER: Any = Emitter(None, allow_unicode=True)
_RESOLVER = Resolver()
_STRING = "tag:yaml.org,2002:str"


def _one_line(scalar: Scalar) -> str:
    """The text on one line, in quotation marks where they make a difference."""
    text = scalar.text
    allowed = _EMITTER.analyze_scalar(text).allow_block_plain and _PRINTABLE.fullmatch(text)
    if allowed and not (scalar.quoted and _is_other(text)):
        return text
    if _PRINTABLE.fullmatch(text) and ('"' in text or "\\" in text):
        return "'" + text.replace("'", "''") + "'"
    return f'"{_ESCAPED.sub(_escape, text)}"'


_NUMBER = re.compile(r"[-+]?[0-9.]+")
"""Numbers of YAML 1.2 that YAML 1.1 takes for text, such as 008."""


def _is_other(text: str) -> bool:
    """Whether another reader of YAML takes the plain text for a number, a date, true ..."""
    if text in EMPTY or _NUMBER.fullmatch(text):
        return True
    return _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) != _STRING


_ESCAPED = re.compile(rf"[^\x20\x21\x23-\x5b\x5d-\x7e{_UNUSUAL}]")
_NAMED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    return _NAMED.get(character) or f"\\u{ord(character):04X}"
