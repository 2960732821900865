"""What a workbook that came back says otherwise than the files.

A cell that was not touched says nothing, whatever a spreadsheet program made of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from loaders.additions import Value, faults, next_id, proposed_id
from loaders.answers import number_in
from loaders.fields import Table
from loaders.kinds import KINDS
from loaders.kinds.country import COUNTRY
from loaders.phrases import Phrase, hint
from loaders.problems import did_you_mean, quoted
from loaders.reference import Reference
from loaders.sheet_rows import Given, GivenRow, Slip, as_it_was
from loaders.sheets import NUMBER, SHEET_OF, SHEETS, WITHIN, Column, Key, Row, rows, step
from loaders.stated import Said
from loaders.workbook import Grid


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


Touched = tuple[GivenRow, Key]
"""A row that says something new, and what it would go into."""


@dataclass
class Comparison:
    """What the rows of a workbook say otherwise."""

    slips: list[Slip] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    """Of rows that were there, and new entries; new records are `records`."""
    removed: list[str] = field(default_factory=list)
    """Rows that are there no longer and are not taken out of the files."""
    ignored: list[Phrase] = field(default_factory=list)
    """Sheets and columns that are missing: what they would say stays as it is."""
    changed: dict[Key, dict[str, Value | None]] = field(default_factory=dict)
    """New values by path, of rows that were there; `None` takes out."""
    new: dict[Key, list[dict[str, Value]]] = field(default_factory=dict)
    """New entries, by the list that they go into (a key with number 0)."""
    records: dict[str, tuple[Table, str, dict[str, Value]]] = field(default_factory=dict)
    """New records and actions by id: table, plan, what their row says."""
    gone: set[Key] = field(default_factory=set)
    touched: list[Touched] = field(default_factory=list)


def comparison(
    grids: Mapping[str, Grid],
    files: Iterable[Said],
    country: str,
    reference: Reference,
    *,
    remove: bool = False,
) -> Comparison:
    """Puts the rows of a workbook beside what a country's files say."""
    given = Given(grids)
    found = Comparison(given.slips, ignored=given.ignored)
    current = {row.key: row for row in rows(files)}
    _Comparing(found, given.rows, current, as_it_was(grids), country, reference, remove).compare()
    found.slips.sort()
    return found


class _Comparing:
    """Puts the rows beside what the files say."""

    def __init__(
        self,
        found: Comparison,
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
        self.seen: dict[Key, int] = {}
        said = {row.key: row.cells for rows in given.values() for row in rows}
        self.standing, self.later = _standing(self.was, current, said)
        of_workbook = {row.owner for rows in given.values() for row in rows}
        self.taken = {key.owner for key in (*current, *self.was)} | of_workbook
        """The ids that no new row may have."""

    def compare(self) -> None:
        for row in self._rows(nested=False):
            self._record(row)
        renamed = set(self._renamed())
        for row in self._rows(nested=True):
            # Once the id of its record is written again, it is told what it is an entry of.
            if row.owner not in renamed:
                self._entry(row)
        self._missing()

    def _rows(self, *, nested: bool) -> Iterator[GivenRow]:
        """The rows of records and actions, or those of what is listed in them."""
        for sheet in SHEETS:
            if sheet.is_nested is nested:
                yield from self.given.get(sheet.table.name, ())

    def _slip(self, row: GivenRow, name: str, code: str, /, **values: object) -> None:
        self.found.slips.append(Slip(row.sheet.name, row.place(name), code, values))

    def _record(self, row: GivenRow) -> None:
        key, plan = row.key, next(iter(row.keys.values()), "")
        if row.sheet.has_ids and not key.owner:
            self._slip(row, "id", "no-id", value=self._proposed(row))
        elif self._is_known(row, "id"):
            return
        elif self._has_owner(row):
            self.found.records[key.owner] = (row.sheet.table, plan, self._said(row))
            self.found.touched.append((row, Key(key.table, plan)))

    def _is_known(self, row: GivenRow, name: str) -> bool:
        """Compares a row that is in the files or was; whether it is one."""
        first = self.seen.setdefault(row.key, row.number)
        if first != row.number:
            what = Phrase(row.sheet.table.noun)
            self._slip(row, name, "repeated-row", row=first, what=what)
        elif self._says_so(row):
            pass
        elif (now := self.current.get(row.key)) is not None:
            self._differences(row, row.key, now)
        elif (was := self.was.get(row.key)) is not None:
            if any(text != was.get(path, text) for path, text in row.cells.items()):
                self._slip(row, name, "gone-meanwhile")
        else:
            return False
        return True

    def _says_so(self, row: GivenRow) -> bool:
        """Whether what a row was says by now what the row does, wherever that stands."""
        now = self.current.get(self.standing.get(row.key, row.key))
        return now is not None and all(now.cells[path] == row.cells[path] for path in row.cells)

    def _proposed(self, row: GivenRow) -> str:
        table = row.sheet.table
        kind = next((kind for kind in KINDS if kind.table is table), None)
        if kind is None:
            proposal = next_id(table, next(iter(row.keys.values()), "") or "plan", self.taken)
        else:
            proposal = proposed_id(kind, self.country, dict(row.cells), self.taken)
        self.taken.add(proposal)
        return proposal

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
        known += [new for new, (table, *_) in self.found.records.items() if table.name in carriers]
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
        holder = self._holder(owner, within)
        if within and not self._carries(holder, row.sheet.table):
            values = {"value": quoted(within), "owner": owner}
            return self._slip(row, WITHIN, "not-a-place", **values)
        number = row.keys[NUMBER]
        if not number:
            within = _place(holder)
            listed = Key(row.sheet.table.name, owner, within)
            if self._was_read(listed, row.cells):
                return None
            self.found.new.setdefault(listed, []).append(self._said(row))
            self.found.touched.append((row, listed))
            path = f"{within}.{row.sheet.table.name}".lstrip(".")
            shown = "; ".join(text for text in row.cells.values() if text)
            self.found.differences.append(Difference(owner, f"{path} (new)", "", shown))
            return None
        if not row.key.number or not self._is_known(row, NUMBER):
            self._slip(row, NUMBER, "not-a-number", value=quoted(number))
        return None

    def _holder(self, owner: str, within: str) -> Key:
        """The entry that a row is in, where it stands now."""
        holder = _entry_at(owner, within)
        return self.standing.get(holder, holder)

    def _carries(self, holder: Key, table: Table) -> bool:
        """Whether an entry is there and can carry rows of a table."""
        is_one = holder.number and holder.table in _carriers(table)
        return bool(is_one) and holder in self.current

    def _was_read(self, listed: Key, cells: Mapping[str, str]) -> bool:
        """Whether somebody put a new row in since: the workbook was read before, or two add it."""
        same = self.later[_saying(listed, cells)]
        return bool(same and same.pop(0))

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
            self.found.changed.setdefault(key, {})[path] = value
            named = f"{_place(key)}.{path}".lstrip(".")
            owner = key.owner or "country.yaml"
            self.found.differences.append(Difference(owner, named, before, text))
        if key in self.found.changed:
            self.found.touched.append((row, key))

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

    def _gone(self) -> list[Key]:
        """What was there and has no row any more, of sheets that are, where it stands now."""
        gone = {self.standing.get(key) for key in self._without_row()}
        return [key for key in self.current if key in gone]

    def _without_row(self) -> Iterator[Key]:
        for key in self.was:
            if key.table in self.given and key not in self.seen and key.table != COUNTRY.name:
                yield key

    def _renamed(self) -> Iterator[str]:
        """The id of each new row under the title of one that is gone: it is that one, and told."""
        titles = {
            (key.table, self.current[key].parent, title): key.owner
            for key in self._gone()
            if not key.number and (title := self.was[key].get("title"))
        }
        for row, into in self.found.touched:
            was = titles.get((row.sheet.table.name, into.owner, row.cells.get("title", "")))
            if was and row.owner in self.found.records:
                self._slip(row, "id", "changed-id", value=was)
                yield row.owner

    def _missing(self) -> None:
        """Tells of what has no row any more, or takes it out."""
        gone = self._gone()
        whole = {key.owner for key in gone if not key.number}
        # The actions of a plan go with it.
        whole |= {key.owner for key, row in self.current.items() if row.parent in whole}
        for key in self._without_row():
            now = self.current.get(key)
            if now and key.owner not in whole and key in self.later[_saying(key, now.cells)]:
                # Somebody changed it meanwhile.
                self.found.removed.append(_named(key))
        if self.remove:
            self._keep(whole, set(gone))
        for key in gone:
            if (key.number and key.owner in whole) or self.current[key].parent in whole:
                continue
            if not self.remove:
                self.found.removed.append(_named(key))
                continue
            self.found.gone.add(key)
            text = "; ".join(filter(None, self.current[key].cells.values()))
            self.found.differences.append(Difference(key.owner, _place(key), text, ""))

    def _keep(self, whole: set[str], gone: set[Key]) -> None:
        """Tells of each row that says something new of what is to go: it would go with it."""
        for row, key in self.found.touched:
            if key.owner in whole:
                self._slip(row, "", "in-what-is-gone", owner=key.owner)
            elif key.within and _entry_at(key.owner, key.within) in gone:
                self._slip(row, "", "in-what-is-gone", owner=f"{key.owner}: {key.within}")


Saying = tuple[Key, tuple[str, ...]]
"""A list, and what an entry of it says."""


def _saying(listed: Key, cells: Mapping[str, str]) -> Saying:
    paths = SHEET_OF[listed.table].by_path
    return replace(listed, number=0), tuple(cells.get(path, "") for path in paths)


def _standing(
    was: Mapping[Key, Mapping[str, str]],
    current: Mapping[Key, Row],
    given: Mapping[Key, Mapping[str, str]],
) -> tuple[dict[Key, Key], defaultdict[Saying, list[Key]]]:
    """Where each row that was there stands now; and the entries that are none of those.

    An entry has no id: it is known by what it said, or by what the workbook made of that.
    """
    found: dict[Key, Key] = {}
    free: defaultdict[Saying, list[Key]] = defaultdict(list)
    for key, row in current.items():
        if key.number:
            free[_saying(key, row.cells)].append(key)
        elif key in was:
            found[key] = key
    # What holds entries goes first; of two that said the same, the one that still has a row.
    for key in sorted(was, key=lambda key: (bool(key.within), key not in given)):
        holder = _entry_at(key.owner, key.within)
        if not key.number or (key.within and holder not in found):
            continue
        within = _place(found[holder]) if key.within else ""
        own = replace(key, within=within)
        for cells in (was[key], {**was[key], **given.get(key, {})}):
            same = free[_saying(own, cells)]
            if same:
                found[key] = own if own in same else same[0]
                same.remove(found[key])
                break
    return found, free


def _place(key: Key) -> str:
    """Where an entry stands in its record: 'sources.2'; '' for what is no entry."""
    return step(key.within, key.table, key.number) if key.number else ""


def _named(key: Key) -> str:
    """As an officer is told of a row: 'tur-law-1: sources.2'; the id of a record."""
    return f"{key.owner}: {_place(key)}" if key.number else key.owner


def _entry_at(owner: str, within: str) -> Key:
    """The entry of a list that 'updates.2' leads to; one with the number 0 is none."""
    name, _, number = within.rpartition(".")
    return Key(name, owner, "", number_in(number))


def _carriers(table: Table) -> frozenset[str]:
    """The tables in which rows of a table stand."""
    return frozenset(
        sheet.table.name
        for sheet in SHEETS
        if any(getattr(each.type, "table", None) is table for each in sheet.table.fields)
    )
