"""`sheet`: a country as a workbook for a spreadsheet program, and back into its files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from loaders import calls, documents, sheet_edits, sheet_rows, sheets, workbook
from loaders.annotated import Unreadable
from loaders.calls import Unusable
from loaders.confirming import unconfirmed
from loaders.files import file_kind, lies_in
from loaders.measures import Clock
from loaders.patches import changed_lines
from loaders.problems import WAITING, Problem
from loaders.reports import Checked, by_file, counted
from loaders.sheet_edits import Proposal
from loaders.sheet_places import told
from loaders.snapshot import Snapshot, load
from loaders.workbook import Grid
from loaders.worklist import waiting
from loaders.writing import replace, write


def add(commands: argparse._SubParsersAction) -> None:
    sheet = commands.add_parser(
        "sheet",
        help="write a country as a workbook, or read a changed one back into its files",
        description="Cells that were not touched change nothing; comments in the files stay. Exit "
        "status: 0 done, 1 something is wrong in the workbook, 2 the call cannot be carried out; "
        "then nothing is written.",
    )
    sheet.add_argument("country", nargs="?", default="", help="its code, such as TUR")
    sheet.add_argument("--output", type=Path, metavar="FILE", help="default: TUR.xlsx, here")
    sheet.add_argument("--read", type=Path, metavar="FILE", help="a workbook that was changed")
    sheet.add_argument("--dry-run", action="store_true", help="show what would change; write not")
    sheet.add_argument("--remove", action="store_true", help="take out what has no row any more")
    calls.add_data(sheet)
    sheet.set_defaults(run=run, command="sheet")


def run(options: argparse.Namespace) -> int:
    """Writes the workbook or reads it back; returns the exit status."""
    if options.read is None and (options.dry_run or options.remove):
        name = "--dry-run" if options.dry_run else "--remove"
        raise Unusable(f"{name} is for a workbook that is read back. Name it: --read TUR.xlsx")
    snapshot = calls.opened(options.data)
    return _read(options, snapshot) if options.read else _write(options, snapshot)


def _write(options: argparse.Namespace, snapshot: Snapshot) -> int:
    country = _country(snapshot, options.country)
    output = calls.outside(options.output or Path(f"{country}.xlsx"), snapshot)
    if options.output is None and output.exists():
        raise Unusable(
            f"{output} is there already and may hold changes. Read them: sse sheet --read {output};"
            " or write another file with --output"
        )
    said = sheet_edits.all_said(files(snapshot, country))
    content = sheets.workbook(said, snapshot.reference, country)
    write(output, content)
    print(f"{output} written. Change it, then: sse sheet --read {output}")
    return 0


def _country(snapshot: Snapshot, code: str) -> str:
    if not code:
        raise Unusable("name a country, such as TUR, or a workbook: --read TUR.xlsx")
    return calls.country(snapshot, code)


def files(snapshot: Snapshot, country: str) -> dict[PurePosixPath, str]:
    """The text of each file of a country, by its path from the data folder; raises `Unreadable`."""
    wrong = [p for p in snapshot.problems if lies_in(p.file, (_folder(snapshot, country),))]
    if wrong:
        raise Unreadable(wrong)
    found = {}
    for path in sorted((snapshot.root / "countries" / country).glob("*.yaml")):
        place = PurePosixPath(path.relative_to(snapshot.root))
        text = documents.text(path, lambda *_place, **_values: None)
        if text is not None and file_kind(place) is not None:
            found[place] = text
    return found


def _folder(snapshot: Snapshot, country: str) -> str:
    return f"{snapshot.root.name}/countries/{country}"


# --- Back ---


def _read(options: argparse.Namespace, snapshot: Snapshot) -> int:
    try:
        content = options.read.read_bytes()
    except OSError as error:
        raise Unusable(f"{options.read}: {error.strerror}") from error
    grids = workbook.read(content, options.read.name)
    country = _whose(options, grids, snapshot)
    before = files(snapshot, country)
    proposed = sheet_edits.proposal(
        grids, before, country, snapshot.reference, remove=options.remove
    )
    for slip in proposed.slips:
        print(slip, file=sys.stderr)
    if proposed.slips:
        print("Nothing is written", file=sys.stderr)
        return 1
    for line in _notices(proposed, remove=options.remove):
        print(line, file=sys.stderr)
    if not proposed.texts:
        print("The files say so already; nothing is written")
        return 0
    if errors := list(_errors(snapshot, proposed, country, before)):
        print(*errors, "Nothing is written", sep="\n", file=sys.stderr)
        return 1
    for line in _report(snapshot, proposed, before):
        print(line)
    if not options.dry_run:
        _put(snapshot, proposed, before)
    return 0


def _whose(options: argparse.Namespace, grids: Mapping[str, Grid], snapshot: Snapshot) -> str:
    """The country that is named, else the one that the workbook was written for."""
    of = sheet_rows.country_of(grids)
    if not options.country and not of:
        raise Unusable(
            f"{options.read} does not say of which country it is. Name it:"
            f" sse sheet TUR --read {options.read}"
        )
    country = _country(snapshot, options.country or of)
    if of not in ("", country):
        raise Unusable(f"{options.read} is the workbook of {of}, not of {country}")
    return country


def _notices(proposed: Proposal, *, remove: bool) -> Iterator[str]:
    yield from (f"{what}: what it would say stays as it is" for what in proposed.ignored)
    for what in proposed.removed:
        # With --remove only what somebody changed meanwhile stays.
        why = "It was changed meanwhile" if remove else "--remove takes it out"
        yield f"{what}: its row is gone; it stays in the files. {why}"


def _errors(
    snapshot: Snapshot, proposed: Proposal, country: str, read: Mapping[PurePosixPath, str]
) -> Iterator[str]:
    """The errors that the changes bring, and the doubts, with the lines that would be written."""
    instead = {
        Path(path): None if text is None else text.encode() for path, text in proposed.texts.items()
    }
    after = load(snapshot.root, instead)
    known = {str(problem) for problem in snapshot.problems}
    new = tuple(problem for problem in after.problems if str(problem) not in known)
    lines = {
        f"{snapshot.root.name}/{path}": documents.lines_of(text or "")
        for path, text in proposed.texts.items()
    }
    homes = (snapshot.root.parent,)
    slips, elsewhere = told(proposed, [problem for problem in new if not problem.is_warning])
    yield from map(str, slips)
    checked = Checked(elsewhere, after.frames["records"].height, homes=homes, lines=lines)
    yield from by_file(checked, checked.errors, "error")
    today = date.today()
    waited = (*snapshot.warnings, *waiting(snapshot, Clock(today, today)))
    before = {(problem.file, problem.sentence()) for problem in waited}
    doubts = (*after.warnings, *waiting(after, Clock(today, today)))
    if slips or elsewhere:
        return
    for path, text in proposed.texts.items():
        for problem in unconfirmed(snapshot.root.name, path, read.get(path), text):
            print(problem, file=sys.stderr)
    for problem in doubts:
        if _is_new(problem, before, snapshot, country):
            print(problem, file=sys.stderr)


def _is_new(
    problem: Problem, before: set[tuple[str, str]], snapshot: Snapshot, country: str
) -> bool:
    here = lies_in(problem.file, (_folder(snapshot, country),))
    known = (problem.file, problem.sentence()) in before
    return here and problem.code not in WAITING and not known


def _report(
    snapshot: Snapshot, proposed: Proposal, before: dict[PurePosixPath, str]
) -> Iterator[str]:
    """The changes in words, then the lines of the files."""
    yield f"{counted(len(proposed.differences), 'change')}:"
    yield from (f"  {difference}" for difference in proposed.differences)
    for path, text in proposed.texts.items():
        yield f"\n{snapshot.root.name}/{path}"
        yield from changed_lines(before.get(path), text)


def _put(snapshot: Snapshot, proposed: Proposal, before: dict[PurePosixPath, str]) -> None:
    """Writes the files, or none of them where one was changed since it was read."""
    for path in proposed.texts:
        (snapshot.root / path).parent.mkdir(exist_ok=True)
    replace(
        {snapshot.root / path: (before.get(path), text) for path, text in proposed.texts.items()}
    )
