"""`new`: adds a record, or something to a record, and checks it before it is written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

import polars as pl

from loaders import calls, documents
from loaders.accepting import accept
from loaders.additions import (
    ADDITIONS,
    Added,
    Addition,
    Answers,
    NoPlace,
    block,
    file_kind_of,
    is_added_later,
    next_id,
    path_of,
    proposed_id,
    with_entry,
    with_record,
)
from loaders.annotated import Unreadable
from loaders.asking import Asked
from loaders.calls import Unusable, opened
from loaders.field_options import add_options, answered
from loaders.fields import Records
from loaders.files import file_kind, lies_in
from loaders.problems import did_you_mean, quoted
from loaders.snapshot import Snapshot

INTERNATIONAL = "international"


def add(commands: argparse._SubParsersAction) -> None:
    new = commands.add_parser(
        "new",
        help="add a law, a plan, an action, an update, a source ...",
        description="What is required and not given is asked for. The result is checked before it "
        "is written. Exit status: 0 added, 1 something is wrong with it, 2 the call cannot be "
        "carried out; then nothing is written.",
    )
    kinds = new.add_subparsers(required=True, metavar="WHAT")
    for addition in ADDITIONS:
        _add_kind(kinds, addition)


def _add_kind(kinds: argparse._SubParsersAction, addition: Addition) -> None:
    """The command of one kind of thing; its options follow from the declaration."""
    article_and_name = addition.table.singular
    one = kinds.add_parser(addition.name, help=f"add {article_and_name}")
    kind = addition.kind
    if kind is None and not addition.is_country:
        one.add_argument("where", metavar="ID", help="of the record that it is added to")
    elif kind is None or kind.in_countries:
        or_international = f" or '{INTERNATIONAL}'" if kind and kind.international else ""
        help_text = f"its code, such as TUR{or_international}"
        one.add_argument("where", metavar="COUNTRY", help=help_text)
    else:
        one.set_defaults(where=INTERNATIONAL)
    add_options(one, addition.table)
    one.add_argument("--all", action="store_true", help="ask for every field, not what is required")
    one.add_argument("--dry-run", action="store_true", help="show what would be written; write not")
    calls.add_data(one)
    one.set_defaults(run=lambda options: run(options, addition), command=f"new {addition.name}")


def run(options: argparse.Namespace, addition: Addition) -> int:
    """Adds what the options and the answers say; returns the exit status."""
    before = opened(options.data)
    place = _place(before, addition, options.where)
    answers = _answers(before, addition, options, place)
    read = _read(before, place)
    change = _change(before, addition, place, read, answers)
    return _check_and_write(before, place, read, change, only_show=options.dry_run)


# --- Where it goes ---


@dataclass(frozen=True)
class Place:
    """Where something is added."""

    path: PurePosixPath
    """Of the file, from the data folder."""
    country: str = ""
    owner: str = ""
    """The id of the record or action within which it goes; '' for a record of its own."""


def _place(snapshot: Snapshot, addition: Addition, where: str) -> Place:
    if addition.kind is None and not addition.is_country:
        return _place_in_record(snapshot, addition, where)
    iso3 = "" if where == INTERNATIONAL else calls.country(snapshot, where)
    if not iso3 and (addition.kind is None or not addition.kind.international):
        raise Unusable(f"'{where}' is no country. Write its code, such as TUR")
    place = Place(path_of(addition, iso3), iso3)
    if addition.is_country and (snapshot.root / place.path).exists():
        remedy = f"Change it: sse set {iso3} FIELD VALUE"
        raise Unusable(f"{place.path} is there already. {remedy}")
    return place


def _place_in_record(snapshot: Snapshot, addition: Addition, owner: str) -> Place:
    """The file of the record, or of the action, that has an id and can carry the addition."""
    known: list[str] = []
    for table in (each.table for each in ADDITIONS):
        carries = any(_is_of(field.type, addition) for field in table.fields)
        if not carries or "id" not in table.required_names:
            continue
        frame = snapshot.frames[table.name]
        found = frame.filter(id=owner)
        if not found.is_empty():
            path = PurePosixPath(found["file"][0]).relative_to(snapshot.root.name)
            return Place(path, found["country"][0] or "", owner)
        known += frame["id"].to_list()
    hint = _hint(snapshot, owner, known)
    raise Unusable(f"no record with the id '{quoted(owner)}' has {addition.table.name}.{hint}")


def _hint(snapshot: Snapshot, owner: str, known: list[str]) -> str:
    """What to write in the place of an id: of a plan that was named, one of its actions."""
    within = [each for each in known if each.startswith(f"{owner}-")]
    if within or owner in snapshot.named["id"]:
        country = snapshot.named.filter(pl.col("id").is_in([owner, *within]))["country"][0]
        example = f" such as '{within[0]}'" if within else ""
        where = f"sse show {country}" if country else "the pages of records"
        return f" Name what has them{',' if example else ''}{example}: {where} gives the ids"
    return did_you_mean(owner, known, list_up_to=0)


def _is_of(field_type: object, addition: Addition) -> bool:
    return isinstance(field_type, Records) and field_type.table is addition.table


# --- What is said ---


def _answers(
    snapshot: Snapshot, addition: Addition, options: argparse.Namespace, place: Place
) -> Answers:
    """What the options say, then what is asked; the id last, since it follows from the rest."""
    table = addition.table
    answers = answered(options, table)
    proposal = _proposal(snapshot, addition, place)
    missing = [
        field
        for field in table.fields
        if field.name not in answers
        and (field.required or options.all)
        and not is_added_later(field)
        and not (field.name == "id" and proposal)
    ]
    if sys.stdin.isatty():
        asked = Asked(snapshot.reference, input, lambda line: print(line, file=sys.stderr))
        answers |= {field.name: value for field in missing if (value := asked.field(field))}
        if proposal and "id" not in answers:
            answers["id"] = asked.confirmed(table.by_name["id"], proposal(answers))
    elif required := [f"--{f.name.replace('_', '-')}" for f in missing if f.required]:
        raise Unusable(
            f"not given: {', '.join(required)}. Add what is not given, or run the command in a "
            "terminal and it asks"
        )
    elif proposal and "id" not in answers:
        answers["id"] = proposal(answers)
    return answers


def _proposal(
    snapshot: Snapshot, addition: Addition, place: Place
) -> Callable[[Answers], str] | None:
    """What proposes an id; `None` for what has no id of its own."""
    kind, table = addition.kind, addition.table
    if kind is not None:
        taken = set(snapshot.named["id"])
        return lambda answers: proposed_id(kind, place.country, answers, taken)
    if "id" in table.required_names:
        numbered = snapshot.frames[table.name]["id"].to_list()
        return lambda _answers: next_id(table, place.owner, numbered)
    return None


# --- What it makes of the file ---


def _read(snapshot: Snapshot, place: Place) -> str | None:
    """The text of the file; raises `Unreadable` where it, or its folder, has errors."""
    file = f"{snapshot.root.name}/{place.path}"
    wrong = [
        problem
        for problem in snapshot.problems
        if lies_in(file, (problem.file,)) and problem.code != "empty-file"
    ]
    if wrong:
        raise Unreadable(wrong)
    path = snapshot.root / place.path
    return documents.text(path, lambda *_place, **_values: None) if path.exists() else None


def _change(
    snapshot: Snapshot, addition: Addition, place: Place, text: str | None, answers: Answers
) -> Added:
    """The file with the addition."""
    file = f"{snapshot.root.name}/{place.path}"
    new = block(addition.table, answers)
    if not place.owner:
        return with_record(text, file_kind_of(addition.table), new)
    kind = file_kind(place.path)
    field = addition.table.name
    try:
        if text is None or kind is None:
            raise NoPlace(place.owner)
        return with_entry(text, kind, place.owner, field, new)
    except NoPlace as error:
        raise Unusable(f"{file} holds no '{place.owner}'; it was changed meanwhile") from error


def _check_and_write(
    before: Snapshot, place: Place, read: str | None, change: Added, *, only_show: bool
) -> int:
    """Writes the file if the change brings no error, and shows what was added."""
    if not accept(before, place.path, read, change, only_show=only_show):
        return 1
    file = f"{before.root.name}/{place.path}"
    print(f"{file}:{change.first}  {'would be added' if only_show else 'added'}:\n")
    print("\n".join(change.text.split("\n")[change.first - 1 : change.last]))
    folder = before.root / "countries" / place.country
    if place.country and not (folder / "country.yaml").exists() and not only_show:
        said = f"countries/{place.country}/country.yaml is not there yet. Add it:"
        print(f"\n{said} sse new country {place.country}", file=sys.stderr)
    return 0
