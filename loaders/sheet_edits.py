"""What a workbook that came back says otherwise than the files, and the files changed to say it.

A cell that was not touched changes nothing, whatever a spreadsheet program made of it; comments and
order in the files stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from loaders.additions import (
    Answers,
    Value,
    block,
    faults,
    proposed_id,
    with_entry,
    with_record,
)
from loaders.edits import with_answers, without_record
from loaders.fields import Field, Table
from loaders.files import FileKind, file_kind
from loaders.kinds import KINDS
from loaders.kinds.country import COUNTRY
from loaders.phrases import Phrase, hint
from loaders.problems import did_you_mean, quoted
from loaders.reference import Reference
from loaders.sheet_rows import Given, GivenRow, Slip, as_it_was
from loaders.sheets import NUMBER, SHEETS, WITHIN, Column, Key, Row, inner_table, rows, step
from loaders.stated import Said, has_ids, said, value_of
from loaders.workbook import Grid

Files = Mapping[PurePosixPath, str]
"""The text of each file of a country, by its path from the data folder."""


@dataclass(frozen=True)
class Difference:
    """A change, in words that an officer recognises; '' before: it was not there."""

    owner: str
    """The id of the record or action; 'country.yaml'."""
    field: str
    """'status'; 'sources.2.url'; '' for a row as a whole."""
    before: str
    after: str

    def __str__(self) -> str:
        if not self.field:
            return f"{self.owner}: {'added' if self.after else 'taken out'}"
        if not self.before:
            return f"{self.owner}: {self.field}: {quoted(self.after)}"
        after = quoted(self.after) if self.after else "(taken out)"
        return f"{self.owner}: {self.field}: {quoted(self.before)} -> {after}"


@dataclass
class Proposal:
    """What a workbook would change. With a slip, `texts` is empty."""

    texts: dict[PurePosixPath, str | None] = field(default_factory=dict)
    """The changed files; `None`: no record is left, and the file is to be removed."""
    differences: list[Difference] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    """Rows that are there no longer and were not taken out of the files."""
    ignored: list[Phrase] = field(default_factory=list)
    """Sheets and columns that are missing: what they would say stays as it is."""


def proposal(
    grids: Mapping[str, Grid],
    files: Files,
    country: str,
    reference: Reference,
    *,
    remove: bool = False,
) -> Proposal:
    """What the sheets of a workbook change in a country's files; raises `Unreadable`."""
    found = Proposal()
    given = Given(grids)
    found.slips, found.ignored = given.slips, given.ignored
    current = {row.key: row for row in rows(all_said(files))}
    was = as_it_was(grids)
    comparing = _Comparing(found, given.rows, current, was, country, reference, remove)
    comparing.compare()
    if not found.slips:
        _write(found, comparing, files, country)
    found.slips.sort()
    return found


def all_said(files: Files) -> Iterator[Said]:
    """What the files of a country say, record by record; raises `Unreadable`."""
    for text, kind in _kinds(files).values():
        yield from said(text, kind).values()


def _kinds(files: Files) -> dict[PurePosixPath, tuple[str, FileKind]]:
    kinds = {path: (text, file_kind(path)) for path, text in files.items()}
    return {path: (text, kind) for path, (text, kind) in kinds.items() if kind is not None}


# --- What it says otherwise ---


class _Comparing:
    """Puts the rows beside what the files say."""

    def __init__(
        self,
        found: Proposal,
        given: Mapping[str, list[GivenRow]],
        current: Mapping[Key, Row],
        was: Mapping[Key, Mapping[str, str]],
        country: str,
        reference: Reference,
        remove: bool,
    ) -> None:
        self.found, self.given, self.current = found, given, current
        self.was = was or {key: row.cells for key, row in current.items()}
        self.country, self.reference, self.remove = country, reference, remove
        self.changed: dict[Key, dict[str, Value | None]] = {}
        """New values by path, of rows that were there; `None` takes out."""
        self.new: dict[Key, list[dict[str, Value]]] = {}
        """New entries, by the list that they go into (a key with number 0)."""
        self.records: dict[str, tuple[Table, str, dict[str, Value]]] = {}
        """New records and actions by id: table, plan, what their row says."""
        self.gone: set[Key] = set()
        self.seen: dict[Key, int] = {}

    def compare(self) -> None:
        nested = [sheet for sheet in SHEETS if sheet.is_nested]
        for sheet in [sheet for sheet in SHEETS if not sheet.is_nested] + nested:
            for row in self.given.get(sheet.table.name, ()):
                if sheet.is_nested:
                    self._entry(row)
                else:
                    self._record(row)
        self._missing()

    def _slip(self, row: GivenRow, name: str, code: str, /, **values: object) -> None:
        self.found.slips.append(Slip(row.sheet.name, row.place(name), code, values))

    def _record(self, row: GivenRow) -> None:
        key, plan = row.key, next(iter(row.keys.values()), "")
        if row.sheet.has_ids and not key.owner:
            self._slip(row, "id", "no-id", value=self._proposed(row))
        elif self._is_known(row, "id"):
            return
        elif self._has_owner(row):
            self.records[key.owner] = (row.sheet.table, plan, self._said(row))

    def _is_known(self, row: GivenRow, name: str) -> bool:
        """Compares a row that is in the files or was; whether it is one."""
        first = self.seen.setdefault(row.key, row.number)
        if first != row.number:
            what = Phrase(row.sheet.table.singular.split(" ", 1)[1])
            self._slip(row, name, "repeated-row", row=first, what=what)
        elif (now := self.current.get(row.key)) is not None:
            self._differences(row, row.key, now)
        elif (was := self.was.get(row.key)) is not None:
            if any(text != was.get(path, text) for path, text in row.cells.items()):
                self._slip(row, name, "gone-meanwhile")
        else:
            return False
        return True

    def _proposed(self, row: GivenRow) -> str:
        table = row.sheet.table
        kind = next((kind for kind in KINDS if kind.table is table), None)
        if kind is None:
            return f"{next(iter(row.keys.values()), '') or 'plan'}-{table.name[0]}01"
        taken = {key.owner for key in self.current}
        return proposed_id(kind, self.country, dict(row.cells), taken)

    def _has_owner(self, row: GivenRow) -> bool:
        """Whether the record that a row is in is there, or new in the workbook."""
        if not row.sheet.keys:
            return True
        name = row.sheet.keys[0]
        owner = row.keys[name]
        carriers = _carriers(row.sheet.table)
        if any(Key(table, owner) in self.current for table in carriers):
            return True
        known = [key.owner for key in self.current if key.table in carriers and not key.number]
        known += [new for new, (table, *_) in self.records.items() if table.name in carriers]
        if owner in known:
            return True
        near = did_you_mean(owner, known, list_up_to=0)
        near = near or hint("Write the id of one that is here")
        self._slip(row, name, "no-owner", value=quoted(owner), what=name, hint=near)
        return False

    def _entry(self, row: GivenRow) -> None:
        """A row without an id: an entry of a list."""
        if not self._has_owner(row):
            return
        owner, within = row.owner, row.keys.get(WITHIN, "")
        if within and not self._leads(owner, within, row.sheet.table):
            values = {"value": quoted(within), "owner": owner}
            return self._slip(row, WITHIN, "not-a-place", **values)
        number = row.keys[NUMBER]
        if not number:
            listed = Key(row.sheet.table.name, owner, within)
            self.new.setdefault(listed, []).append(self._said(row))
            path = f"{within}.{row.sheet.table.name}".lstrip(".")
            shown = "; ".join(text for text in row.cells.values() if text)
            self.found.differences.append(Difference(owner, f"{path} (new)", "", shown))
            return None
        if not row.key.number or not self._is_known(row, NUMBER):
            self._slip(row, NUMBER, "not-a-number", value=quoted(number))
        return None

    def _leads(self, owner: str, within: str, table: Table) -> bool:
        """Whether there is an entry at 'updates.2', and it can carry rows of a table."""
        name, _, number = within.rpartition(".")
        number = int(number) if number.isascii() and number.isdigit() else 0
        carries = name in _carriers(table)
        return carries and Key(name, owner, "", number) in self.current

    def _differences(self, row: GivenRow, key: Key, now: Row) -> None:
        was = self.was.get(key, now.cells)
        # An entry may have another number since somebody put one in before it.
        moved = bool(key.number) and any(now.cells[path] != was[path] for path in was)
        for path, text in row.cells.items():
            before, then = now.cells[path], was.get(path, now.cells[path])
            if text in (before, then):
                continue
            if moved or before != then:
                values = {"value": quoted(before), "was": quoted(then)}
                self._slip(row, path, "changed-meanwhile", **values)
                continue
            column = row.sheet.by_path[path]
            value = self._checked(row, column, text) if text else None
            self.changed.setdefault(key, {})[path] = value
            place = step(key.within, key.table, key.number) if key.number else ""
            named = f"{place}.{path}".lstrip(".")
            owner = key.owner or "country.yaml"
            self.found.differences.append(Difference(owner, named, before, text))

    def _said(self, row: GivenRow) -> dict[str, Value]:
        """What a new row says, by path."""
        columns = row.sheet.by_path
        return {
            path: self._checked(row, columns[path], text)
            for path, text in row.cells.items()
            if text
        }

    def _checked(self, row: GivenRow, column: Column, text: str) -> Value:
        """What a cell says; what is wrong with it by itself is told at the cell."""
        value = column.value(text)
        for problem in faults(column.field, value, self.reference):
            if not problem.is_warning:
                self._slip(row, column.path, "value", said=problem.phrase)
        return value

    def _missing(self) -> None:
        """Rows that were there and are not any more, of sheets that are."""
        gone = [
            key
            for key in self.current
            if key in self.was and key.table in self.given and key not in self.seen
            if key.table != COUNTRY.name
        ]
        whole = {key.owner for key in gone if not key.number}
        # The actions of a plan go with it.
        whole |= {key.owner for key in gone if self.current[key].parent in whole}
        for key in gone:
            if key.number and key.owner in whole:
                continue
            name = f"{key.owner}: {step(key.within, key.table, key.number)}".removesuffix(".0")
            if not self.remove:
                self.found.removed.append(name if key.number else key.owner)
                continue
            self.gone.add(key)
            path = step(key.within, key.table, key.number) if key.number else ""
            text = "; ".join(filter(None, self.current[key].cells.values()))
            self.found.differences.append(Difference(key.owner, path, text, ""))


def _carriers(table: Table) -> frozenset[str]:
    """The tables in which rows of a table stand."""
    return frozenset(
        sheet.table.name
        for sheet in SHEETS
        if any(getattr(each.type, "table", None) is table for each in sheet.table.fields)
    )


# --- The files that say it ---


def _write(found: Proposal, comparing: _Comparing, files: Files, country: str) -> None:
    """Changes the texts of the files."""
    for path, (text, kind) in _kinds(files).items():
        after: str | None = text
        for identifier, one in said(text, kind).items():
            key = Key(one.table.name, identifier)
            if key in comparing.gone:
                after = without_record(after or "", kind, identifier) or None
                continue
            wanted = _rebuilt(comparing, one.table, one.answers, identifier, "", 0)
            if after is not None and wanted != dict(one.answers):
                own = _with_own(after, kind, identifier, wanted)
                after = with_answers(after, kind, identifier, own)
        if after != text:
            found.texts[path] = after
    for identifier, (table, owner, cells) in comparing.records.items():
        _add(found, comparing, files, country, table, identifier, owner, cells)


def _with_own(text: str, kind: FileKind, identifier: str, wanted: Answers) -> Answers:
    """What a record is to say, with what has ids of its own in it, such as actions, as it is."""
    table = said(text, kind)[identifier].table
    now = value_of(text, kind, identifier)
    own = [name for name, each in table.by_name.items() if has_ids(each) and name in now]
    return {**wanted, **{name: now[name] for name in own}}


def _rebuilt(
    comparing: _Comparing, table: Table, answers: Answers, owner: str, within: str, number: int
) -> dict[str, Value]:
    """What a record or an entry is to say: its row's changes, and those of what it lists."""
    wanted: dict[str, Value] = dict(answers)
    changed = comparing.changed.get(Key(table.name, owner, within, number), {})
    for path, value in changed.items():
        _put(wanted, path, value)
    inside = step(within, table.name, number) if number else within
    for each in table.fields:
        inner = inner_table(each)
        if inner is not None:
            listed = _list(comparing, each, inner, answers, owner, inside)
            _put(wanted, each.name, listed or None)
    return wanted


def _list(
    comparing: _Comparing, listing: Field, inner: Table, answers: Answers, owner: str, within: str
) -> list[Value]:
    now = answers.get(listing.name)
    kept: list[Value] = []
    for number, entry in enumerate(now if isinstance(now, list) else [], start=1):
        if Key(inner.name, owner, within, number) in comparing.gone:
            continue
        if isinstance(entry, dict):
            entry = _rebuilt(comparing, inner, entry, owner, within, number)
        kept.append(entry)
    for cells in comparing.new.get(Key(inner.name, owner, within), ()):
        kept.append(_nested(cells))
    return kept


def _nested(cells: Mapping[str, Value]) -> dict[str, Value]:
    made: dict[str, Value] = {}
    for path, value in cells.items():
        _put(made, path, value)
    return made


def _put(answers: dict[str, Value], path: str, value: Value | None) -> None:
    """Sets what a path leads to; `None` takes it out, and what held nothing else."""
    name, _, further = path.partition(".")
    if further:
        inner = answers.get(name)
        inner = dict(inner) if isinstance(inner, dict) else {}
        _put(inner, further, value)
        value = inner or None
    if value is None:
        answers.pop(name, None)
    else:
        answers[name] = value


def _add(
    found: Proposal,
    comparing: _Comparing,
    files: Files,
    country: str,
    table: Table,
    identifier: str,
    owner: str,
    cells: Mapping[str, Value],
) -> None:
    """Adds a record at the end of its file, or an action to its plan."""
    wanted = _rebuilt(comparing, table, _nested(cells), identifier, "", 0)
    listing = next((kind for kind in KINDS if kind.table is table), None)
    holder = listing or next((kind for kind in KINDS if table in kind.table.nested), KINDS[0])
    name = "country.yaml" if table is COUNTRY else holder.file
    path = PurePosixPath("countries") / country / name
    kind = file_kind(path)
    assert kind is not None
    text = found.texts.get(path, files.get(path))
    if listing is None and text is not None:
        made = with_entry(text, kind, owner, table.name, block(table, wanted))
    else:
        made = with_record(text, kind, block(table, wanted))
    found.texts[path] = made.text
    found.differences.append(Difference(identifier, "", "", "added"))
