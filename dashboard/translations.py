"""Keeps the catalogues, `locale/<language>.po`, in step with the texts they translate.

`python -m dashboard.translations` updates every catalogue: new texts stand there without a
translation, texts that are no more go, translations stay. `python -m dashboard.translations de`
begins one. What a catalogue lacks is said at the end; the tests ask the same.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from dashboard.language import COUNTRY, LOCALE, N_, _, plural
from loaders import Snapshot, load
from loaders.fields import Group, Records, Structs, Table
from loaders.kinds import KINDS

CODE = Path(__file__).parent
MARKS = {_.__name__: 1, N_.__name__: 1, plural.__name__: 2}
"""The functions whose first arguments are texts, and how many of them."""

Key = str | tuple[str, str]


def in_code(folder: Path = CODE) -> Iterator[Key]:
    """The texts that the code marks. Babel's own extractor misses those inside an f-string."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                number = MARKS.get(node.func.id, 0)
                values = [getattr(one, "value", None) for one in node.args[:number]]
                texts = [value for value in values if isinstance(value, str)]
                if number and len(texts) == number:
                    yield texts[0] if number == 1 else (texts[0], texts[1])


def in_declarations() -> Iterator[str]:
    """The names of tables and fields as pages show them."""

    def fields(table: Table) -> Iterator[str]:
        for field in table.fields:
            yield field.label
            if isinstance(field.type, Records | Structs | Group):
                yield from fields(field.type.table)

    for kind in KINDS:
        yield kind.table.label
        yield from fields(kind.table)


def in_data(snapshot: Snapshot) -> Iterator[str]:
    """What code lists and groups of countries are called, and what a code means."""
    for codes in snapshot.reference.codelists.values():
        for row in codes.values():
            yield from (str(row["label"]), str(row["definition"]))
    for group in snapshot.reference.groups.values():
        yield str(group["name"])


def texts(snapshot: Snapshot) -> Catalog:
    """All that a catalogue has to translate."""
    found = Catalog()
    for text in (*in_code(), *in_declarations(), *in_data(snapshot)):
        found.add(text)
    return found


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def update(path: Path, wanted: Catalog, snapshot: Snapshot) -> Catalog:
    """Writes the catalogue anew, in the order of texts, and returns it."""
    old = read(path) if path.exists() else Catalog()
    new = Catalog(locale=path.stem)
    for message in wanted:
        if message.id:
            held = old.get(message.id)
            same = held is not None and held.pluralizable == message.pluralizable
            new.add(message.id, held.string if held and same else None)
    for message in old:
        name = snapshot.reference.country_name(str(message.id))
        if message.context == COUNTRY and message.id in snapshot.reference.countries:
            new.add(message.id, message.string, context=COUNTRY, auto_comments=[name])
    with path.open("wb") as file:
        # No header: it would hold a date, and a change in it on every update.
        write_po(file, new, width=100, omit_header=True, no_location=True, sort_output=True)
    return new


def faults(catalogue: Catalog, wanted: Catalog, snapshot: Snapshot) -> Iterator[str]:
    """What is wrong with a catalogue, a sentence for each text."""
    for message in wanted:
        held = catalogue.get(message.id) if message.id else message
        if held is None or held.pluralizable != message.pluralizable:
            yield f"lacks {message.id!r}"
        elif not all(_forms(held)) and message.id:
            yield f"has no translation of {message.id!r}"
        elif any(_signs(form) != _signs(_key(message)) for form in _forms(held)):
            yield f"has other placeholders or brackets than {message.id!r}"
    for message in catalogue:
        is_country = message.context == COUNTRY and message.id in snapshot.reference.countries
        if not is_country and message.id and not wanted.get(message.id):
            yield f"holds {message.id!r}, which is used nowhere"


def _forms(message: Message) -> Sequence[str]:
    return message.string if isinstance(message.string, tuple | list) else [message.string or ""]


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[1]


def _signs(text: str) -> list[str]:
    """What a translation has to keep: placeholders, brackets of links, stars and code marks."""
    return sorted(re.findall(r"\{\w*\}|[\[\]`]|\*\*", text))


def main(begun: Sequence[str]) -> int:
    """Updates the catalogues and those begun; exit status 1 where one is not complete."""
    snapshot = load()
    wanted = texts(snapshot)
    for code in begun:
        try:
            Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            print(f"'{code}' is no language. Write a code such as de or pt-BR", file=sys.stderr)
            return 2
    complete = True
    for path in sorted({*LOCALE.glob("*.po"), *(LOCALE / f"{code}.po" for code in begun)}):
        for fault in faults(update(path, wanted, snapshot), wanted, snapshot):
            print(f"{path.name} {fault}")
            complete = False
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
