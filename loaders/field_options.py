"""The options of a command that follow from declared fields."""

from __future__ import annotations

import argparse
from typing import Any

from loaders.additions import Value, is_added_later
from loaders.calls import Unusable
from loaders.fields import Field, Group, Many, Records, Structs, Table
from loaders.values import Code, Matching

PREFIX = "field "
"""Of the names under which argparse keeps the fields: no option of a command has a space."""


def add_options(parser: argparse.ArgumentParser, table: Table) -> None:
    """One option per field; `--original-title text=... language=fr` for fields inside fields."""
    group = parser.add_argument_group(f"fields of {table.singular}")
    for field in table.fields:
        if is_added_later(field):
            continue
        group.add_argument(
            f"--{field.name.replace('_', '-')}",
            dest=f"{PREFIX}{field.name}",
            help=_help(field).replace("%", "%%"),
            **_shape(field),
        )


def _shape(field: Field) -> dict[str, Any]:
    """How many values an option takes."""
    nested = _nested(field)
    if nested is None:
        many = {"nargs": "+", "action": "extend"} if isinstance(field.type, Many) else {}
        return {"metavar": _metavar(field), **many}
    action = "extend" if isinstance(field.type, Group) else "append"
    return {"metavar": "NAME=VALUE", "nargs": "+", "action": action}


def _nested(field: Field) -> Table | None:
    return field.type.table if isinstance(field.type, Group | Structs | Records) else None


def _metavar(field: Field) -> str:
    kind = getattr(field.type, "of", field.type)
    return "TEXT" if isinstance(kind, Matching) else type(kind).__name__.upper()


def _help(field: Field) -> str:
    """The field's description, with what its values are."""
    kind, nested = getattr(field.type, "of", field.type), _nested(field)
    said = [field.doc]
    if isinstance(kind, Code):
        said.append(f"a code of codelists/{kind.codelist}.yaml")
    if nested is not None:
        said.append(f"names: {', '.join(nested.by_name)}")
    if field.required:
        said.append("required")
    return "; ".join(said)


def answered(options: argparse.Namespace, table: Table) -> dict[str, Value]:
    """What the options of a call say, by field; raises `Unusable`."""
    found: dict[str, Value] = {}
    for field in table.fields:
        given = getattr(options, f"{PREFIX}{field.name}", None)
        if given is None:
            continue
        nested = _nested(field)
        if nested is None:
            found[field.name] = given
        elif isinstance(field.type, Group):
            found[field.name] = _pairs(field, nested, given)
        else:
            found[field.name] = [_pairs(field, nested, each) for each in given]
    return found


def _pairs(field: Field, table: Table, given: list[str]) -> dict[str, Value]:
    """`title=Gazette url=https://...` as fields."""
    found: dict[str, Value] = {}
    for pair in given:
        name, sign, value = pair.partition("=")
        if not sign or name not in table.by_name:
            option = f"--{field.name.replace('_', '-')}"
            raise Unusable(
                f"{option} takes NAME=VALUE, not '{pair}'. Names: {', '.join(table.by_name)}."
                " Put quotation marks around a value with spaces"
            )
        found[name] = value
    return found
