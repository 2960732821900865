"""A change to a file as a patch that `git apply` takes."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

MISSING = "\\ No newline at end of file\n"


def patch(path: str, before: str | None, after: str | None) -> str:
    """The change of one file as a unified diff; '' where nothing changed.

    `path` is the file's from the folder of the project; `None` for a text: the file was not there,
    or is there no more.
    """
    if before == after:
        return ""
    old, new = f"a/{path}", f"b/{path}"
    head = [f"diff --git {old} {new}\n"]
    if before is None:
        head.append("new file mode 100644\n")
    if after is None:
        head.append("deleted file mode 100644\n")
    sides = ("/dev/null" if before is None else old, "/dev/null" if after is None else new)
    lines = unified_diff(_lines(before), _lines(after), *sides)
    return "".join([*head, *map(_ended, lines)])


def _lines(text: str | None) -> list[str]:
    """The lines with their ends, as git counts them: by line feeds alone."""
    lines = (text or "").split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n{MISSING}"


def changed_lines(before: str | None, after: str | None) -> Iterator[str]:
    """The lines taken out ('-') and put in ('+'), each with one line around it."""
    lines = unified_diff((before or "").split("\n"), (after or "").split("\n"), lineterm="", n=1)
    return (line for number, line in enumerate(lines) if number > 1 and line[:2] != "@@")
