"""Asks for fields in a terminal: with their description, their codes, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable

from loaders.additions import Value, faults
from loaders.fields import Field, Group, Many, Records, Structs, Table
from loaders.reference import Reference
from loaders.values import Code


class Stopped(Exception):
    """Who was asked gave no more answers."""


class Asked:
    """The questions of one call."""

    def __init__(
        self, reference: Reference, ask: Callable[[str], str], tell: Callable[[str], None]
    ) -> None:
        self._reference, self._ask, self._tell = reference, ask, tell

    def field(self, field: Field, within: str = "") -> Value | None:
        """An answer without a fault, by the field's type; `None` where an optional one is left."""
        if isinstance(field.type, Group):
            self._tell(f"\n{_name(field, within)}: {field.doc}")
            wanted = field.required or self._yes(f"Add {field.type.table.singular}?")
            return (self._fields(field.type.table, field.label) or None) if wanted else None
        if isinstance(field.type, Structs | Records):
            return self._list(field, field.type.table)
        return self._single(field, within)

    def confirmed(self, field: Field, proposal: str) -> str:
        """The proposal, or what is written instead."""
        self._tell(f"\n{field.label}: {field.doc} (Enter takes {proposal})")
        while True:
            said = self._line(f"{field.label} [{proposal}]: ") or proposal
            if not self._is_wrong(field, said):
                return said

    def _single(self, field: Field, within: str) -> Value | None:
        optional = "" if field.required else " (Enter leaves it out)"
        self._tell(f"\n{_name(field, within)}: {field.doc}{optional}")
        kind = getattr(field.type, "of", field.type)
        if isinstance(kind, Code):
            self._show(kind.codelist)
        many = isinstance(field.type, Many)
        hint = " (several with commas between)" if many and field.type.of.is_code else ""
        while True:
            said = self._line(f"{_name(field, within)}{hint}: ")
            if not said and not field.required:
                return None
            parts = said.split(",") if hint else [said]
            value: Value = [part.strip() for part in parts] if many else said
            if not said:
                self._tell("  this is required. Write it, or press Ctrl-C: nothing is written then")
            elif not self._is_wrong(field, value):
                return value

    def _list(self, field: Field, table: Table) -> list[Value] | None:
        """Entries of a list of small mappings, as many as there are."""
        found: list[Value] = []
        self._tell(f"\n{field.label}: {field.doc}")
        name = table.noun
        while (field.required and not found) or self._yes(
            f"Add another {name}?" if found else f"Add {table.singular}?"
        ):
            entry = self._fields(table, name.capitalize())
            if entry and not self._is_wrong(field, [entry]):
                found.append(entry)
        return found or None

    def _fields(self, table: Table, within: str) -> dict[str, Value]:
        return {
            field.name: value
            for field in table.fields
            if (value := self.field(field, within)) is not None
        }

    def _yes(self, question: str) -> bool:
        return self._line(f"{question} (y/N) ").lower() in ("y", "yes")

    def _show(self, codelist: str) -> None:
        codes = self._reference.codes(codelist) or {}
        width = max(map(len, codes), default=0)
        for code, row in codes.items():
            self._tell(f"  {code.ljust(width)}  {row['definition']}")

    def _is_wrong(self, field: Field, value: Value) -> bool:
        found = faults(field, value, self._reference)
        errors = [problem for problem in found if not problem.is_warning]
        for problem in found:
            self._tell(f"  {problem.sentence()}")
        return bool(errors)

    def _line(self, prompt: str) -> str:
        try:
            return self._ask(prompt).strip()
        except (EOFError, KeyboardInterrupt):
            raise Stopped("stopped. Nothing is written") from None


def _name(field: Field, within: str) -> str:
    return f"{within}, {field.label.lower()}" if within else field.label
