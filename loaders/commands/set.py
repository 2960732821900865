"""`set`: corrects a field of a record or an action, and checks it before it is written."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import PurePosixPath

from loaders import calls, documents
from loaders.accepting import accept
from loaders.additions import Added, NoPlace, Value, owner_of
from loaders.annotated import Unreadable, parse
from loaders.calls import Unusable, opened
from loaders.documents import visible
from loaders.edits import with_field
from loaders.fields import Field, Group, Many, Table
from loaders.files import FileKind, file_kind, lies_in
from loaders.patches import changed_lines
from loaders.problems import did_you_mean, quoted
from loaders.snapshot import Snapshot
from loaders.stated import value_of


def add(commands: argparse._SubParsersAction) -> None:
    one = commands.add_parser(
        "set",
        help="correct a field of a record or an action: a date, a status ...",
        description="The field may lead further in: period.end, sources.2.url. The result is "
        "checked before it is written. Exit status: 0 done, 1 something is wrong with it, 2 the "
        "call cannot be carried out; then nothing is written.",
    )
    id_help = "of a record or an action; 'sse show' gives them. TUR for a country's own file"
    one.add_argument("id", metavar="ID", help=id_help)
    one.add_argument("field", metavar="FIELD", help="such as status, in_force, sources.1.url")
    one.add_argument("value", nargs="*", metavar="VALUE", help="several for a list")
    one.add_argument("--remove", action="store_true", help="take the field out")
    one.add_argument("--status-as-of", metavar="DATE", help="the day that confirms a status")
    one.add_argument("--dry-run", action="store_true", help="show what would change; write not")
    calls.add_data(one)
    one.set_defaults(run=run, command="set")


def run(options: argparse.Namespace) -> int:
    """Changes what the call names; returns the exit status."""
    snapshot = opened(options.data)
    owner, place = _place(snapshot, options.id)
    text = documents.text(snapshot.root / place, lambda *_place, **_values: None)
    kind = file_kind(place)
    if text is None or kind is None:
        raise Unusable(f"{place} cannot be read. 'sse check' says why")
    change = _changed(text, kind, f"{snapshot.root.name}/{place}", owner, options)
    if change.text == text:
        print(f"{snapshot.root.name}/{place} says so already; nothing is written")
        return 0
    if not accept(snapshot, place, text, change, only_show=options.dry_run):
        return 1
    said = "would be changed" if options.dry_run else "changed"
    print(f"{snapshot.root.name}/{place}:{change.first}  {said}:\n")
    print("\n".join(changed_lines(text, change.text)))
    return 0


def _place(snapshot: Snapshot, identifier: str) -> tuple[str, PurePosixPath]:
    """The id as the file has it, '' for a country's own file; and the file that holds it.

    Raises `Unreadable` where it may stand in a file that cannot be read.
    """
    found = snapshot.named.filter(id=identifier)
    if not found.is_empty():
        return identifier, PurePosixPath(found["file"][0]).relative_to(snapshot.root.name)
    if identifier.upper() in snapshot.reference.countries:
        return "", _country_file(snapshot, identifier.upper())
    home = f"{snapshot.root.name}/countries/{identifier.split('-')[0].upper()}"
    if wrong := [problem for problem in snapshot.problems if lies_in(problem.file, (home,))]:
        raise Unreadable(wrong)
    hint = did_you_mean(identifier, snapshot.named["id"].to_list(), list_up_to=0)
    if not hint and (meant := snapshot.reference.country_meant(identifier)):
        hint = f" Did you mean '{meant}'?"
    hint = hint or f" Look it up: sse show {_country(snapshot, identifier) or 'TUR'}"
    raise Unusable(f"no record or action has the id '{quoted(identifier)}'.{hint}")


def _country(snapshot: Snapshot, identifier: str) -> str:
    """The country that an id begins with; '' where it begins with none."""
    code = identifier.split("-")[0].upper()
    return code if code in snapshot.reference.countries else ""


def _country_file(snapshot: Snapshot, country: str) -> PurePosixPath:
    place = PurePosixPath("countries") / country / "country.yaml"
    if not (snapshot.root / place).exists():
        raise Unusable(f"{place} is not there yet. Add it: sse new country {country}")
    return place


def _changed(
    text: str, kind: FileKind, file: str, owner: str, options: argparse.Namespace
) -> Added:
    try:
        table = owner_of(parse(text, file), kind, owner).table
    except NoPlace as error:
        raise Unusable(f"{file} holds no '{owner}'; it was changed meanwhile") from error
    value = _value(table, options)
    after = _with(text, kind, owner, table, options.field, value)
    if options.status_as_of:
        after = _with(after, kind, owner, table, "status_as_of", options.status_as_of)
    return _as_added(text, after)


def _value(table: Table, options: argparse.Namespace) -> Value | None:
    """What the call says; raises `Unusable`."""
    given: list[str] = options.value
    if options.remove == bool(given):
        raise Unusable("say the new value, or --remove to take the field out; one of the two")
    field = table.by_name.get(options.field)
    if _is_id(table, options.field):
        raise Unusable("an id is never changed or taken out: links and addresses lead to it")
    if options.remove:
        return None
    if any(visible(each) != each for each in (*given, options.status_as_of or "")):
        raise Unusable("an invisible control character stands in the value. Write it without")
    if isinstance(field.type, Many) if field else len(given) > 1:
        return list(given)
    if len(given) > 1:
        raise Unusable("a value with spaces stands in quotation marks")
    if field is not None and getattr(field.type, "table", None) is not None:
        inner = ", ".join(f"{field.name}.{name}" for name in _steps(field))
        raise Unusable(f"'{field.name}' holds fields of its own. Name one: {inner}")
    return given[0]


def _is_id(table: Table, path: str) -> bool:
    """Whether a field, which may lead further in, is the id of a record or an action."""
    here: Table | None = table
    *way, last = [step for step in path.split(".") if not step.isdecimal()] or [""]
    for name in way:
        field = here.by_name.get(name) if here else None
        here = getattr(field.type, "table", None) if field else None
    return here is not None and last == "id" and "id" in here.required_names


def _steps(field: Field) -> Iterator[str]:
    """How the fields inside a field are named in a call."""
    table = getattr(field.type, "table", None)
    number = "" if isinstance(field.type, Group) else "1."
    return (f"{number}{name}" for name in (table.by_name if table else ()))


def _with(
    text: str, kind: FileKind, owner: str, table: Table, field: str, value: Value | None
) -> str:
    try:
        return with_field(text, kind, owner, field, value)
    except NoPlace as error:
        name = field.split(".")[0]
        if name not in table.by_name:
            names = [each for each in table.by_name if not _is_id(table, each)]
            hint = did_you_mean(name, names, list_up_to=len(names))
            raise Unusable(f"'{quoted(name)}' is no field of {table.singular}.{hint}") from error
        said = value_of(text, kind, owner).get(name)
        remedy = _remedy(table.by_name[name], field, len(said) if isinstance(said, list) else 0)
        raise Unusable(f"'{owner or 'country.yaml'}' has no '{quoted(field)}'{remedy}") from error


def _remedy(field: Field, path: str, count: int) -> str:
    """What to write in the place of a path that leads nowhere: the number, or the name in it."""
    inner = getattr(field.type, "table", None)
    if inner is None:
        return f". Write '{field.name}' alone"
    if count:
        last = path.rpartition(".")[2]
        name = last if last in inner.by_name else next(iter(inner.by_name))
        return f"; there are {count}. Write the number of one: {field.name}.{count}.{name}"
    hint = did_you_mean(path.split(".")[1] if "." in path else "", inner.by_name, list_up_to=20)
    return f".{hint}"


def _as_added(before: str, after: str) -> Added:
    """The text with the first and the last line that differ."""
    old, new = before.split("\n"), after.split("\n")
    first = next((n for n, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), 0)
    shared = min(len(old), len(new)) - first
    same = next((n for n in range(shared) if old[-1 - n] != new[-1 - n]), shared)
    return Added(after, first + 1, max(first + 1, len(new) - same))
