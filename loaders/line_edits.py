"""An entry of a mapping or a list is put in, replaced or taken out: the lines of a file change.

All other lines stay as they are, comments too.
"""

from __future__ import annotations

from loaders.additions import NoPlace, Value, end_line, is_comment, node
from loaders.annotated import Block, Entry, Scalar, comments
from loaders.fields import Field, Table
from loaders.layout import entry_lines, ranked
from loaders.stated import value_at


def replaced(
    lines: list[str], holder: Block, entry: Entry, field: Field | None, value: Value
) -> None:
    """Puts a value in the place of another; the comments beside and within it stay."""
    old, new = entry.value, tree_of(field, value)
    above = list(entry.inside)
    key = entry.key and Scalar(entry.key.text, entry.key.quoted, entry.key.beside)
    if isinstance(old, Block):
        above += comments(old)
    elif isinstance(new, Scalar):
        new.beside = old.beside
    elif old.beside:
        above.append(old.beside)
    first = first_line(lines, holder, entry)
    lines[first - 1 : entry.last] = _lines(lines, holder, first, Entry(new, key, above))


def _lines(lines: list[str], holder: Block, line: int, entry: Entry) -> list[str]:
    """The lines of an entry that begins on a line of which what stands before its column stays."""
    column = holder.column
    count = len(entry.above)
    made = list(entry_lines(entry, " " * column))
    made[count] = lines[line - 1][:column] + made[count][column:]
    return made


def put_in(lines: list[str], mapping: Block, table: Table, name: str, value: Value) -> None:
    """Puts a field in at its place in the declared order."""
    field = table.by_name.get(name)
    if field is None:
        raise NoPlace(name)
    rank = list(table.by_name).index(name)
    before = [entry for its_rank, entry in ranked(mapping, table) if its_rank < rank]
    new = Entry(tree_of(field, value), Scalar(name))
    put_after(lines, mapping, before[-1] if before else None, new)


def put_after(lines: list[str], holder: Block, before: Entry | None, new: Entry) -> None:
    """Puts an entry in behind another; `None`: as the first."""
    column = holder.column
    if before is not None:
        end = end_line(lines, before, column)
        lines[end:end] = entry_lines(new, " " * column)
        return
    first = first_line(lines, holder, holder.entries[0])
    # What stands before the column, such as the dash of the record, goes to the new first line.
    made = _lines(lines, holder, first, new)
    if not holder.is_list:
        lines[first - 1] = " " * column + lines[first - 1][column:]
    lines[first - 1 : first - 1] = made


def taken_out(lines: list[str], holder: Block, entry: Entry) -> int:
    """Takes the lines of an entry out, and the comment right above it; gives the first of them."""
    column = holder.column
    number = holder.entries.index(entry)
    first = begin = first_line(lines, holder, entry)
    floor = holder.entries[number - 1].last if number else 0
    while begin - 1 > floor and is_comment(lines[begin - 2], column):
        begin -= 1
    prefix = lines[first - 1][:column]
    if prefix.strip() and not number and len(holder.entries) > 1:
        # The dash of the record goes to the line of the next field; nothing above it is its own.
        begin = first
        follower = first_line(lines, holder, holder.entries[1])
        lines[follower - 1] = prefix + lines[follower - 1][column:]
    del lines[begin - 1 : end_line(lines, entry, column)]
    return begin


def first_line(lines: list[str], holder: Block, entry: Entry) -> int:
    """The line on which an entry begins: of a list, that of its dash."""
    line, column = entry.line, holder.column
    while holder.is_list and line > 1 and lines[line - 1][column : column + 1] != "-":
        line -= 1
    return line


def tree_of(field: Field | None, value: Value) -> Scalar | Block:
    """The tree of a value; of a field that is not declared only a text is written."""
    made = node(field, value) if field else Scalar(value if isinstance(value, str) else "")
    if value_at(made) != value:
        # It names fields that are not declared.
        raise NoPlace(field.name if field else "")
    return made
