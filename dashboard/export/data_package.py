"""All tables together: a ZIP file with a descriptor, `datapackage.json`.

The descriptor follows the Frictionless Data Package standard (datapackage.org, Table Schema);
what a column means is taken from its declaration in `loaders`.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import orjson
import polars as pl

from dashboard.export.tables import JOINED, Format
from dashboard.filters import KIND_LABELS
from dashboard.language import N_
from loaders import Snapshot
from loaders.fields import Field, Records, Table, as_label
from loaders.kinds import KINDS
from loaders.kinds.country import COUNTRY
from loaders.reference import CODES, COUNTRIES, GROUPS, ORGANISATIONS
from loaders.values import Link

DECLARED: dict[str, Table] = {
    table.name: table
    for table in (
        *(kind.table for kind in KINDS),
        *(nested for kind in KINDS for nested in kind.table.nested),
        CODES,
        COUNTRIES,
        GROUPS,
        ORGANISATIONS,
    )
}
"""By frame: the declaration of its columns."""

MORE = {"countries": "country", "texts": "laws", "planned": "actions"}
"""By frame: the table of which it holds the columns too."""

TITLES: dict[str, str] = {kind.table.name: KIND_LABELS[kind.name] for kind in KINDS} | {
    "actions": N_("Actions of plans"),
    "updates": N_("Updates on actions"),
    "positions": N_("Positions on resolutions"),
    "uptake": N_("What countries did with resolutions"),
    "sources": N_("Sources of all records"),
    "countries": N_("Countries and areas"),
    "groups": N_("Groups of countries"),
    "organisations": N_("Organisations"),
    "codes": N_("Code lists"),
    "records": N_("All records"),
    "texts": N_("Laws as they apply in each country"),
    "planned": N_("Actions with their plans"),
    "reports": N_("Reported statuses of actions"),
    "timeline": N_("Dated events"),
}
"""By frame: what a reader calls it; of one that is not here its own name has to do."""

DERIVED = {
    "id": "Id of the record",
    "title": "Of the record",
    "jurisdiction": "Of the record; national where empty",
    "themes": "What the record is about",
    "country": "ISO3 of the country in whose folder the record stands; empty: international",
    "file": "The file of the repository in which the row stands",
    "line": "The line of the file on which the row begins",
    "n": "Its number in the list of the record it stands in",
    "part": "Where in the record it stands, where that has no id",
    "record": "Id of the record it stands in",
    "resolution": "Id of the resolution it stands in",
    "plan": "Id of the action plan it stands in",
    "action": "Id of the action it stands in",
    "kind": "The kind of record",
    "event": "The field that holds the date",
    "date": "The date of the event",
    "end": "Last day of an event that has one",
    "countries": "ISO3 of the country of the folder, of the host and of those that took part",
    "status": "Where the record stands",
    "type": "What the record is",
    "scope": "Which SSE entities it covers",
    "codelist": "The list in which the code stands",
    "scheme": "The file of groups in which the group stands",
    "member": "ISO3 of a member",
    "folder_note": "What a reader should know about the country's folder",
    "through": "The body that adopted a directly applicable act; empty for a country's own text",
    "national": "Whether the text applies in the whole country",
    "names_sse": "Whether one of its scopes is the SSE as a whole",
    "since": "The date on which it begins",
    "since_basis": "The field that holds the date on which it begins",
    "begins": "Last day of the interval in which it begins; of a strategy without a date, the "
    "first day of its period",
    "enacted": "Last day of the interval in which it was adopted, else published, else as begins",
    "tabled": "Last day of the interval in which it was proposed",
    "applies": "Last day of the interval in which it entered into force",
    "ends": "Last day of the interval in which it was repealed",
    "runs_from": "First day of the period of a strategy",
    "runs_until": "Last day of the period of a strategy, five years where it is not stated",
    "assumed": "Whether that last day is assumed",
    "plan_title": "Title of the action plan",
    "due_last": "Last day of the interval in which the action is due",
    "told": "Last day of the interval of an update, of a confirmation or of the completion",
}
"""What columns hold that no file states, or that frames of several kinds share."""

PRECISION = "How precise the date is"


def write(snapshot: Snapshot, form: Format) -> bytes:
    """Every frame of the snapshot as a file of this format, and the descriptor."""
    held = io.BytesIO()
    resources = []
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, frame in snapshot.frames.items():
            content = form.write(frame)
            archive.writestr(f"{name}.{form.ending}", content)
            resources.append(_resource(name, frame, form, content))
        archive.writestr(
            "datapackage.json",
            orjson.dumps(_descriptor(snapshot, resources), option=orjson.OPT_INDENT_2),
        )
    return held.getvalue()


def _descriptor(snapshot: Snapshot, resources: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "name": "sse-policy-tracker",
        "title": "SSE Policy Tracker",
        "description": "Laws, resolutions, workshops and action plans on the Social and Solidarity "
        "Economy (SSE), country by country.",
        "version": snapshot.digest,
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "resources": resources,
    }


def _resource(name: str, frame: pl.DataFrame, form: Format, content: bytes) -> dict[str, Any]:
    resource = {
        "name": name.replace("_", "-"),
        "title": title(name),
        "path": f"{name}.{form.ending}",
        "format": form.ending,
        "mediatype": form.mime,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": _schema(name, frame, form),
    }
    # Only text has an encoding; with the mark at its beginning it is this one.
    return resource | ({"encoding": "utf-8-sig"} if form.ending == "csv" else {})


def _schema(name: str, frame: pl.DataFrame, form: Format) -> dict[str, Any]:
    docs = descriptions(name)
    fields = [
        _field(column, dtype, docs.get(column, ""), form) for column, dtype in frame.schema.items()
    ]
    keys = [
        {"fields": [column], "reference": {"resource": resource, "fields": [target]}}
        for column, resource, target in _foreign_keys(name)
    ]
    return {"fields": fields} | ({"foreignKeys": keys} if keys else {})


def title(name: str) -> str:
    """What a reader calls a frame; in English, to be translated where it is shown."""
    return TITLES.get(name) or as_label(name)


def descriptions(name: str) -> dict[str, str]:
    """What each column of a frame holds."""
    tables = {COUNTRY.name: COUNTRY} | DECLARED
    own = DECLARED[name].docs if name in DECLARED else {}
    more = tables[MORE[name]].docs if name in MORE else {}
    found = DERIVED | more | own
    precisions = {f"{column}_precision": PRECISION for column in found}
    return precisions | found


def _field(column: str, dtype: pl.DataType, doc: str, form: Format) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column, "type": _type(dtype, form), "description": doc}
    if isinstance(dtype, pl.List) and form.flat:
        field["description"] += f"; several are joined by '{JOINED}'"
    if isinstance(dtype, pl.Enum):
        field["constraints"] = {"enum": dtype.categories.to_list()}
    return field


TYPES = {pl.Int64: "integer", pl.Boolean: "boolean", pl.Date: "date"}


def _type(dtype: pl.DataType, form: Format) -> str:
    if isinstance(dtype, pl.List) and not form.flat:
        return "array"
    return TYPES.get(type(dtype), "string")


def _foreign_keys(name: str) -> Iterator[tuple[str, str, str]]:
    """Column, resource and column there: of the record a row stands in, and of single links."""
    for owner in DECLARED.values():
        if any(_holds(field, name) for field in owner.fields):
            yield DECLARED[name].owner, owner.name.replace("_", "-"), "id"
    by_kind = {kind.name: kind.table.name.replace("_", "-") for kind in KINDS}
    for field in DECLARED[name].fields if name in DECLARED else ():
        if isinstance(field.type, Link) and len(field.type.kinds) == 1:
            yield field.name, by_kind[field.type.kinds[0]], "id"


def _holds(field: Field, name: str) -> bool:
    """Whether a field is the list of the records of this one table, and of no other."""
    kind = field.type
    return isinstance(kind, Records) and kind.table.name == name and not kind.table.shared
