"""JSON Schemas of the data files, from the declarations: an editor checks and completes by them.

Draft 7 of JSON Schema, which the YAML language servers of editors read. A schema says what stands
in one field; the rules between fields and between files are those of `sse check` alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from loaders import dates
from loaders.fields import Field, Group, Many, Records, Structs, Table
from loaders.files import FILES, FileKind
from loaders.reference import Reference
from loaders.values import (
    ADDRESS_LIMIT,
    NAME_LIMIT,
    SLUG,
    WEB_ADDRESS,
    Code,
    Country,
    Date,
    Flag,
    GroupId,
    Integer,
    Link,
    Matching,
    Organisation,
    Text,
)

Schema = dict[str, Any]
PLAIN = ["string", "number", "boolean"]
"""What another reader of YAML takes a plain text for: a law's number 1163 for a number."""


class _Writer:
    """The schema of one file: what it refers to is defined once."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.definitions: dict[str, Schema] = {}

    def table(self, table: Table) -> Schema:
        """A reference to the definition of a table."""
        if table.name not in self.definitions:
            self.definitions[table.name] = {}
            self.definitions[table.name] = {
                "type": "object",
                "title": table.noun.capitalize(),
                "properties": {field.name: self.field(field) for field in table.fields},
                "required": [field.name for field in table.fields if field.required],
                "additionalProperties": False,
            }
        return {"$ref": f"#/definitions/{table.name}"}

    def field(self, field: Field) -> Schema:
        """What stands in a field, with its name and description."""
        said = f"{field.doc} (required)" if field.required else field.doc
        return {"title": field.label, "description": said, **self.value(field.type)}

    def value(self, kind: Any) -> Schema:
        return VALUES[type(kind)](self, kind)

    def codes(self, rows: Mapping[str, Mapping[str, Any]] | None, column: str) -> Schema:
        """One of the codes, each with what it means; any text where the list is missing."""
        if not rows:
            return {"type": "string"}
        descriptions = [str(row[column]) for row in rows.values()]
        return {"enum": list(rows), "enumDescriptions": descriptions}

    def country(self) -> Schema:
        countries = self.reference.countries
        self.definitions.setdefault("iso3", self.codes(countries, "name"))
        return {"allOf": [{"$ref": "#/definitions/iso3"}]}


def _text(_writer: _Writer, kind: Text) -> Schema:
    return {"type": PLAIN, "pattern": r"\S", "maxLength": kind.limit}


EXAMPLES = {
    SLUG.pattern: ["tur-law-1163"],
    WEB_ADDRESS.pattern: ["https://www.resmigazete.gov.tr/eskiler/2021/10/20211026-1.htm"],
}


def _matching(_writer: _Writer, kind: Matching) -> Schema:
    examples = EXAMPLES.get(kind.pattern) or ([kind.example] if kind.example else [])
    numeric = bool(re.fullmatch(kind.pattern, "123"))
    return {
        "type": ["string", "integer"] if numeric else "string",
        "pattern": f"^(?:{kind.pattern})$",
        "maxLength": ADDRESS_LIMIT,
        **({"examples": examples} if examples else {}),
    }


_YEAR = "(1[5-9]|2[01])[0-9]{2}|2200"
"""The years from `dates.FIRST_YEAR` to `dates.LAST_YEAR`."""


def _date(_writer: _Writer, _kind: Date) -> Schema:
    return {
        "type": ["string", "integer"],
        "pattern": f"^({_YEAR})(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
        "minimum": dates.FIRST_YEAR,
        "maximum": dates.LAST_YEAR,
        "examples": [2011, "2011-03", "2011-03-29"],
    }


def _group_id(writer: _Writer, _kind: GroupId) -> Schema:
    return writer.codes(writer.reference.groups, "name")


def _many(writer: _Writer, kind: Many) -> Schema:
    return {"type": "array", "items": writer.value(kind.of), "minItems": 1, "uniqueItems": True}


def _list(writer: _Writer, kind: Structs | Records) -> Schema:
    return {"type": "array", "items": writer.table(kind.table), "minItems": 1}


VALUES: dict[type, Callable[[_Writer, Any], Schema]] = {
    Text: _text,
    Matching: _matching,
    Date: _date,
    Integer: lambda _w, kind: {"type": "integer", "minimum": kind.least, "maximum": kind.most},
    Flag: lambda _w, _kind: {"type": "boolean"},
    Code: lambda w, kind: w.codes(w.reference.codes(kind.codelist), "definition"),
    Country: lambda w, _kind: w.country(),
    GroupId: _group_id,
    Organisation: lambda _w, _kind: {"type": PLAIN, "pattern": r"\S", "maxLength": NAME_LIMIT},
    Link: lambda _w, _kind: {"type": ["string", "integer"], "maxLength": NAME_LIMIT},
    Many: _many,
    Group: lambda w, kind: {"allOf": [w.table(kind.table)]},
    Structs: _list,
    Records: _list,
}
"""What a schema says of each type of field."""


def schema(kind: FileKind, reference: Reference) -> Schema:
    """The schema of a kind of file, with the code lists and countries of the reference."""
    writer = _Writer(reference)
    entry = writer.table(kind.table)
    root = {"type": "array", "items": entry, "minItems": 1} if kind.is_list else {"allOf": [entry]}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": kind.name.replace("-", " ").capitalize(),
        "description": f"{' and '.join(kind.places)} of the SSE Policy Tracker",
        **root,
        "definitions": writer.definitions,
    }


def schemas(reference: Reference) -> dict[str, str]:
    """The text of each schema by its file's name."""
    return {
        f"{kind.name}.schema.json": json.dumps(
            schema(kind, reference), indent=2, ensure_ascii=False
        )
        + "\n"
        for kind in FILES
    }
