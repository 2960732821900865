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
from typing import TypeGuard

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

import loaders
from dashboard.filters import KIND_LABELS, KIND_NAMES
from dashboard.language import ACTION, COUNTRY, DEFAULT, EVENT, LOCALE, N_, _, plural
from dashboard.queries.timeline import EVENTS
from loaders import Snapshot, load
from loaders.documents import PERCENT, REASONS
from loaders.fields import Group, Records, Structs, Table, as_label
from loaders.kinds import KINDS
from loaders.kinds.country import COUNTRY as COUNTRY_FILE
from loaders.phrases import Phrase, hint
from loaders.problems import SENTENCES
from loaders.sheet_rows import SAYINGS
from loaders.values import Code, Date

CODE = Path(__file__).parent
MARKS = {_.__name__: 1, N_.__name__: 1, plural.__name__: 2, Phrase.__name__: 1, hint.__name__: 1}
"""The functions whose first arguments are texts, and how many of them."""

Key = str | tuple[str, str]


def in_problems() -> Iterator[Key]:
    """What is wrong with files and workbooks, in sentences and in their parts."""
    yield from in_code(Path(loaders.__file__).parent)
    yield from (*SENTENCES.values(), *SAYINGS.values(), *REASONS.values(), PERCENT)


def in_code(folder: Path = CODE) -> Iterator[Key]:
    """The texts that the code marks. Babel's own extractor misses those inside an f-string."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                number = MARKS.get(node.func.id, 0)
                texts = [str(one.value) for one in node.args[:number] if _is_text(one)]
                if number and len(texts) == number:
                    yield texts[0] if number == 1 else (texts[0], texts[1])


def _is_text(node: ast.expr) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def in_declarations() -> Iterator[str]:
    """The names of tables and fields as pages show them, and what forms say about each."""

    def fields(table: Table) -> Iterator[str]:
        # Without its article, as a form says what can be added.
        yield from (table.noun, table.singular)
        for field in table.fields:
            yield from (field.label, field.doc)
            kind = getattr(field.type, "of", field.type)
            if isinstance(kind, Code):
                yield kind.what
            if isinstance(field.type, Records | Structs | Group):
                yield from fields(field.type.table)
            if isinstance(field.type, Group):
                # Rules call a date of a group by both names: 'Period start'.
                parts = (part for part in field.type.table.fields if isinstance(part.type, Date))
                yield from (as_label(f"{field.name}_{part.name}") for part in parts)

    yield from (*KIND_LABELS.values(), *KIND_NAMES.values(), *EVENTS.values())
    for kind in KINDS:
        yield kind.table.label
        yield from fields(kind.table)
    yield from fields(COUNTRY_FILE)


def in_data(snapshot: Snapshot) -> Iterator[str]:
    """What code lists and groups of countries are called, and what a code means."""
    for codes in snapshot.reference.codelists.values():
        for row in codes.values():
            yield from (str(row["label"]), str(row["definition"]))
    for group in snapshot.reference.groups.values():
        yield str(group["name"])


def house_names(snapshot: Snapshot) -> Iterator[str]:
    """ISO3 of the countries and areas that the ILO names otherwise than CLDR, in English at least.

    In another language CLDR's name would bring back what the house name avoids.
    """
    usual = Locale.parse(DEFAULT).territories
    for iso3, row in snapshot.reference.countries.items():
        if row["name"] != usual.get(row["iso2"]):
            yield iso3


def texts(snapshot: Snapshot) -> Catalog:
    """All that a catalogue has to translate."""
    found = Catalog()
    for text in (*in_code(), *in_problems(), *in_declarations(), *in_data(snapshot)):
        found.add(text)
    for iso3 in house_names(snapshot):
        _add_country(found, iso3, snapshot)
    return found


def _add_country(catalogue: Catalog, iso3: str, snapshot: Snapshot, name: str = "") -> None:
    english = snapshot.reference.country_name(iso3)
    catalogue.add(iso3, name, context=COUNTRY, auto_comments=[english])


def is_country(message: Message, snapshot: Snapshot) -> bool:
    """Whether a message gives a country's name, which a catalogue may do for any."""
    return message.context == COUNTRY and message.id in snapshot.reference.countries


def is_form(message: Message, snapshot: Snapshot) -> bool:
    """Whether a message is a word in the form that it has of an action or of an event; no language
    needs one.
    """
    codes = snapshot.reference.codelists["action-status"].values()
    words = {ACTION: {row["label"] for row in codes}, EVENT: set(EVENTS.values())}
    return message.id in words.get(message.context or "", ())


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def update(path: Path, wanted: Catalog, snapshot: Snapshot) -> Catalog:
    """Writes the catalogue anew, in the order of texts, and returns it."""
    old = read(path) if path.exists() else Catalog()
    new = Catalog(locale=path.stem)
    for message in filter(lambda message: message.id and not message.context, wanted):
        held = old.get(message.id)
        same = held is not None and held.pluralizable == message.pluralizable
        new.add(message.id, held.string if held and same else None)
    named = {str(message.id): str(message.string) for message in old if message.context == COUNTRY}
    for iso3 in {*house_names(snapshot), *named} & set(snapshot.reference.countries):
        _add_country(new, iso3, snapshot, named.get(iso3, ""))
    for message in old:
        if is_form(message, snapshot):
            new.add(message.id, message.string, context=message.context)
    with path.open("wb") as file:
        # No header: it would hold a date, and a change in it on every update.
        write_po(file, new, width=100, omit_header=True, no_location=True, sort_output=True)
    return new


def faults(catalogue: Catalog, wanted: Catalog, snapshot: Snapshot) -> Iterator[str]:
    """What is wrong with a catalogue, a sentence for each text."""
    for message in filter(lambda message: message.id, wanted):
        held = catalogue.get(message.id, message.context)
        if held is None or held.pluralizable != message.pluralizable:
            yield f"lacks {message.id!r}"
        elif not all(_forms(held)):
            yield f"has no translation of {message.id!r}"
        elif any(_signs(form) != _signs(_key(message)) for form in _forms(held)):
            yield f"has other placeholders or brackets than {message.id!r}"
    for message in filter(lambda message: message.id, catalogue):
        may_stand = is_country(message, snapshot) or is_form(message, snapshot)
        if not may_stand and not wanted.get(message.id, message.context):
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
