"""The files of a country changed to say what a workbook that came back says otherwise.

Comments and order in the files stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from loaders.additions import Answers, Value, block, owners, with_entry, with_record
from loaders.annotated import Block, parse
from loaders.edits import each_by_itself, without_record, without_records
from loaders.fields import Field, Table
from loaders.files import FileKind, file_kind
from loaders.kinds import KINDS
from loaders.kinds.country import COUNTRY
from loaders.phrases import Phrase
from loaders.reference import Reference
from loaders.sheet_differences import Comparison, Difference, Touched, comparison
from loaders.sheet_rows import Slip
from loaders.sheets import Key, inner_table, step
from loaders.stated import Said, answers_of, has_ids, said
from loaders.workbook import Grid

Files = Mapping[PurePosixPath, str]
"""The text of each file of a country, by its path from the data folder."""


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
    touched: list[Touched] = field(default_factory=list)
    gone: set[Key] = field(default_factory=set)


def proposal(
    grids: Mapping[str, Grid],
    files: Files,
    country: str,
    reference: Reference,
    *,
    remove: bool = False,
) -> Proposal:
    """What the sheets of a workbook change in a country's files; raises `Unreadable`."""
    compared = comparison(grids, all_said(files), country, reference, remove=remove)
    found = Proposal(
        differences=compared.differences,
        slips=compared.slips,
        removed=compared.removed,
        ignored=compared.ignored,
        touched=compared.touched,
        gone=compared.gone,
    )
    if not found.slips:
        _write(found, compared, files, country)
    return found


def all_said(files: Files) -> Iterator[Said]:
    """What the files of a country say, record by record; raises `Unreadable`."""
    for text, kind in _kinds(files).values():
        yield from said(text, kind).values()


def _kinds(files: Files) -> dict[PurePosixPath, tuple[str, FileKind]]:
    kinds = {path: (text, file_kind(path)) for path, text in files.items()}
    return {path: (text, kind) for path, (text, kind) in kinds.items() if kind is not None}


def _write(found: Proposal, compared: Comparison, files: Files, country: str) -> None:
    """Changes the texts of the files."""
    for path, (text, kind) in _kinds(files).items():
        after = _rewritten(compared, text, kind)
        if after != text:
            found.texts[path] = after or None
    for table, records in _by_table(compared).items():
        _add(found, compared, files, country, table, records)


def _rewritten(compared: Comparison, text: str, kind: FileKind) -> str:
    """A file's text with what is changed and without what is gone; '' where no record is left."""
    wanted: dict[str, Answers] = {}
    ones = said(text, kind)
    gone: list[Said] = []
    for identifier, one in ones.items():
        if Key(one.table.name, identifier) in compared.gone:
            gone.append(one)
            continue
        answers = _rebuilt(compared, one.table, one.answers, identifier, "", 0)
        if answers != dict(one.answers):
            wanted[identifier] = answers
    if actions := {each: answers for each, answers in wanted.items() if ones[each].owner}:
        text = each_by_itself(text, kind, actions)
    if records := {each: answers for each, answers in wanted.items() if not ones[each].owner}:
        text = each_by_itself(text, kind, _with_own(text, kind, records))
    for action in (one for one in gone if one.owner):
        text = without_record(text, kind, action.id)
    left = [one.id for one in gone if not one.owner]
    return without_records(text, kind, left) if left else text


def _with_own(text: str, kind: FileKind, wanted: Mapping[str, Answers]) -> dict[str, Answers]:
    """What records are to say, with what has ids of its own in them, such as actions, as it is."""
    found: dict[str, Answers] = dict(wanted)
    own = [name for name, each in kind.table.by_name.items() if has_ids(each)]
    # Of two equal ids the first counts.
    for owner in reversed([*owners(parse(text), kind)]) if own else ():
        if owner.id in found and len(owner.chain) < 2:
            now = answers_of(owner.block)
            found[owner.id] = {
                **wanted[owner.id],
                **{name: now[name] for name in own if name in now},
            }
    return found


def _rebuilt(
    compared: Comparison, table: Table, answers: Answers, owner: str, within: str, number: int
) -> dict[str, Value]:
    """What a record or an entry is to say: its row's changes, and those of what it lists."""
    wanted: dict[str, Value] = dict(answers)
    changed = compared.changed.get(Key(table.name, owner, within, number), {})
    for path, value in changed.items():
        _put(wanted, path, value)
    inside = step(within, table.name, number) if number else within
    for each in table.fields:
        inner = inner_table(each)
        if inner is not None:
            listed = _list(compared, each, inner, answers, owner, inside)
            _put(wanted, each.name, listed or None)
    return wanted


def _list(
    compared: Comparison, listing: Field, inner: Table, answers: Answers, owner: str, within: str
) -> list[Value]:
    now = answers.get(listing.name)
    kept: list[Value] = []
    for number, entry in enumerate(now if isinstance(now, list) else [], start=1):
        if Key(inner.name, owner, within, number) in compared.gone:
            continue
        if isinstance(entry, dict):
            entry = _rebuilt(compared, inner, entry, owner, within, number)
        kept.append(entry)
    for cells in compared.new.get(Key(inner.name, owner, within), ()):
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


New = tuple[str, str, Mapping[str, Value]]
"""A new record or action: its id, that of its plan, what its row says."""


def _by_table(compared: Comparison) -> dict[Table, list[New]]:
    found: dict[Table, list[New]] = {}
    for identifier, (table, owner, cells) in compared.records.items():
        found.setdefault(table, []).append((identifier, owner, cells))
    return found


def _add(
    found: Proposal,
    compared: Comparison,
    files: Files,
    country: str,
    table: Table,
    records: Iterable[New],
) -> None:
    """Adds records at the end of their file, or actions to their plans."""
    listing = next((kind for kind in KINDS if kind.table is table), None)
    holder = listing or next((kind for kind in KINDS if table in kind.table.nested), KINDS[0])
    name = "country.yaml" if table is COUNTRY else holder.file
    path = PurePosixPath("countries") / country / name
    kind = file_kind(path)
    assert kind is not None
    text = found.texts.get(path, files.get(path))
    new: list[Block] = []
    for identifier, owner, cells in records:
        wanted = _rebuilt(compared, table, _nested(cells), identifier, "", 0)
        if listing is None and text is not None:
            text = with_entry(text, kind, owner, table.name, block(table, wanted)).text
        else:
            new.append(block(table, wanted))
        found.differences.append(Difference(identifier or "country.yaml", "", "", "added"))
    found.texts[path] = with_record(text, kind, *new).text if new else text
