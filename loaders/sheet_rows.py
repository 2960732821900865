"""The rows that a workbook gives, by the headings of its sheets, and what is wrong in its cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from loaders.answers import number_in
from loaders.phrases import Phrase, Translate, hint
from loaders.problems import did_you_mean, quoted
from loaders.sheets import AS_IT_WAS, LISTS, NUMBER, OF, SHEETS, WITHIN, Key, Sheet
from loaders.workbook import Cell, Grid, letters

SAYINGS = {
    "formula": "the cell holds a formula. Write its result as text",
    "error-value": "the cell holds an error of the spreadsheet. Write the value",
    "merged": "the cells {value} are merged. Split them, and write each value in its own cell",
    "no-sheets": "no sheet of the workbook is one of ours: {names}. Start from a new workbook",
    "repeated-sheet": "two sheets are named so. Rename one",
    "unknown-sheet": "no sheet of ours has this name.{hint}",
    "unknown-column": "'{value}' is no column here.{hint}",
    "repeated-column": "the column '{value}' stands here twice. Delete one",
    "no-column": "the column '{value}' is missing. Put it back, with its values",
    "no-heading": "there is a value under no heading. Write the column's name in row 1",
    "no-id": "a new row needs an id. Write one, such as {value}",
    "changed-id": "the row of '{value}' is gone, and this one has its title. An id is never"
    " changed: links and addresses lead to it. Write '{value}' again",
    "no-owner": "there is no {what} with the id '{value}'.{hint}",
    "not-a-place": "'{value}' leads nowhere in '{owner}'. Write such as updates.2, or nothing",
    "not-a-number": "'{value}' is no number of a row that was here. Leave it empty in a new row",
    "repeated-row": "row {row} is of the same {what}. Delete one of the two",
    "changed-meanwhile": "the file says '{value}' now and said '{was}' when the workbook was"
    " written. Look which holds; write '{value}' here, or start from a new workbook",
    "gone-meanwhile": "this row is in the files no more. Delete it, or add it to a new workbook",
    "in-what-is-gone": "the row of '{owner}' is gone, and what is new here would go with it. Put"
    " that row back, or delete this one",
    "value": "{said}",
}


@dataclass(frozen=True, order=True)
class Slip:
    """What is wrong in a cell, and what to write instead."""

    sheet: str
    cell: str
    code: str
    values: Mapping[str, object] = field(default_factory=dict, compare=False)

    def sentence(self, translate: Translate = str) -> str:
        """The same in the language of `translate`."""
        return Phrase(SAYINGS[self.code], **self.values).spoken(translate)

    def __str__(self) -> str:
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{place}  {self.sentence()}"


@dataclass(frozen=True)
class GivenRow:
    """A row of a sheet, as it stands there."""

    sheet: Sheet
    number: int
    """From 1, the headings being row 1."""
    keys: Mapping[str, str]
    cells: Mapping[str, str]
    places: Mapping[str, str]
    """The name of the cell of each key and column: 'C5'."""

    def place(self, name: str) -> str:
        return self.places.get(name, f"A{self.number}")

    @property
    def owner(self) -> str:
        """The id of the record or action that a row is, or that an entry is of."""
        if self.sheet.is_nested:
            return self.keys[self.sheet.keys[0]]
        return self.cells.get("id", "") if self.sheet.has_ids else ""

    @property
    def key(self) -> Key:
        """Which row it is; a new entry of a list has the number 0, and so has a wrong number."""
        number = number_in(self.keys.get(NUMBER, ""))
        return Key(self.sheet.table.name, self.owner, self.keys.get(WITHIN, ""), number)


def as_it_was(grids: Mapping[str, Grid]) -> dict[Key, Mapping[str, str]]:
    """What the files said when the workbook was written, by its hidden sheets."""
    copies = {
        name.removesuffix(AS_IT_WAS): grid
        for name, grid in grids.items()
        if name.endswith(AS_IT_WAS)
    }
    return {row.key: row.cells for rows in Given(copies).rows.values() for row in rows}


def country_of(grids: Mapping[str, Grid]) -> str:
    """The country that a workbook was written for, else whose ids its rows had; '' for neither."""
    lists = grids[LISTS].rows if LISTS in grids else ()
    for heading, below in zip(*lists[:2], strict=False) if len(lists) > 1 else ():
        if heading.text == OF and below.text:
            return below.text
    ids = (key.owner for key in as_it_was(grids) if key.owner)
    return next(ids, "").split("-")[0].upper()


class Given:
    """Reads the sheets by their headings."""

    def __init__(self, grids: Mapping[str, Grid]) -> None:
        self.slips: list[Slip] = []
        self.ignored: list[Phrase] = []
        """Sheets and columns that are missing."""
        self.rows: dict[str, list[GivenRow]] = {}
        by_name = {sheet.name.casefold(): sheet for sheet in SHEETS}
        others: list[Grid] = []
        for name, grid in grids.items():
            sheet = by_name.get(name.strip().casefold())
            if sheet is not None:
                self.rows[sheet.table.name] = list(self._sheet(sheet, grid))
            elif grid.rows and not grid.hidden and not _is_hidden_by_us(name):
                others.append(grid)
        absent = [sheet for sheet in SHEETS if sheet.table.name not in self.rows]
        for grid in others:
            self._slip(grid.name, "", "unknown-sheet", hint=_remedy(grid, absent))
        missing = [sheet.name for sheet in absent]
        if not self.rows and not any(_renamed(grid, absent) for grid in others):
            self.slips.clear()
            self._slip("", "", "no-sheets", names=", ".join(missing))
        self.ignored += [Phrase("sheet '{name}' is missing", name=name) for name in missing]

    def _slip(self, sheet: str, cell: str, code: str, **values: object) -> None:
        self.slips.append(Slip(sheet, cell, code, values))

    def _sheet(self, sheet: Sheet, grid: Grid) -> Iterator[GivenRow]:
        for merged in grid.merged:
            self._slip(grid.name, merged.split(":")[0], "merged", value=merged)
        if not grid.rows:
            return
        heads = self._heads(sheet, grid)
        needed = [*sheet.keys, *(["id"] if sheet.has_ids else [])]
        missing = [name for name in needed if name not in heads.values()]
        for name in missing:
            self._slip(grid.name, "A1", "no-column", value=name)
        left_out = [path for path in sheet.by_path if path not in heads.values()]
        self.ignored += [
            Phrase("column '{name}' of '{sheet}' is missing", name=path, sheet=grid.name)
            for path in left_out
        ]
        if missing:
            return
        for number, row in enumerate(grid.rows[1:], start=2):
            if any(cell.text or cell.slip for cell in row):
                yield self._row(sheet, grid.name, number, row, heads)

    def _heads(self, sheet: Sheet, grid: Grid) -> dict[int, str]:
        """The key or path of each column by its place."""
        names = [*sheet.keys, *sheet.by_path]
        heads: dict[int, str] = {}
        for column, cell in enumerate(grid.rows[0]):
            if not cell.text:
                continue
            name = cell.text.casefold() if cell.text.casefold() in names else cell.text
            if name not in names:
                given = {cell.text.casefold() for cell in grid.rows[0]}
                free = [each for each in names if each not in given]
                slip = {"value": quoted(name), "hint": _instead(name, free)}
                self._slip(grid.name, cell.name, "unknown-column", **slip)
            elif name in heads.values():
                self._slip(grid.name, cell.name, "repeated-column", value=name)
            else:
                heads[column] = name
        return heads

    def _row(
        self, sheet: Sheet, name: str, number: int, row: tuple[Cell, ...], heads: dict[int, str]
    ) -> GivenRow:
        texts = dict.fromkeys(heads.values(), "")
        places = {head: f"{letters(column)}{number}" for column, head in heads.items()}
        for column, cell in enumerate(row):
            if cell.slip:
                self._slip(name, cell.name, cell.slip)
            elif column in heads:
                texts[heads[column]] = cell.text
            elif cell.text and not self._has_slip(name, f"{letters(column)}1"):
                self._slip(name, cell.name, "no-heading")
        keys = {key: texts.pop(key) for key in sheet.keys}
        return GivenRow(sheet, number, keys, texts, places)

    def _has_slip(self, sheet: str, cell: str) -> bool:
        return any((slip.sheet, slip.cell) == (sheet, cell) for slip in self.slips)


def _is_hidden_by_us(name: str) -> bool:
    """Whether a sheet is one that was hidden: to delete it would lose what the files said."""
    return name in {LISTS, *(f"{sheet.name}{AS_IT_WAS}" for sheet in SHEETS)}


def _renamed(grid: Grid, absent: list[Sheet]) -> str:
    """The name of the absent sheet whose headings a sheet has; '' where it is an officer's own."""
    heads = {cell.text.casefold() for cell in grid.rows[0] if cell.text}
    likeness = {
        sheet.name: len(heads & sheet.headings) / len(heads | sheet.headings) for sheet in absent
    }
    found = max(likeness, key=likeness.__getitem__, default="")
    return found if likeness.get(found, 0) > ALIKE else ""


def _remedy(grid: Grid, absent: list[Sheet]) -> str:
    """What to do with a sheet that is none of ours: to delete a renamed one would lose its rows."""
    if name := _renamed(grid, absent):
        return hint("Rename it '{name}'", name=name)
    names = [sheet.name for sheet in absent]
    return did_you_mean(grid.name, names, list_up_to=0) or _RENAME


def _instead(name: str, free: list[str]) -> str:
    """What to do with a column that is none of ours: it is a renamed one or an officer's own."""
    if near := did_you_mean(name, free, list_up_to=0):
        return near
    if not free:
        return hint("Delete the column")
    if len(free) > LISTED:
        return _RENAME
    return hint("Write one of: {choices}, or delete the column", choices=", ".join(free))


ALIKE = 0.5
"""The part of the headings of two sheets that both have, beyond which one is the other renamed."""
LISTED = 4
_RENAME = hint("Rename or delete it")
