"""Rows become typed frames. The columns of a frame follow from its declaration and never vary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, cast

import polars as pl

from loaders.dates import PRECISION
from loaders.fields import Table
from loaders.kinds import KINDS, Kind
from loaders.kinds.country import COUNTRY
from loaders.reference import CODES, COUNTRIES, GROUPS, ORGANISATIONS, Reference, frozen
from loaders.tuples import tuples
from loaders.values import Columns, Row

_PLACE: Columns = {"file": pl.String, "line": pl.Int64}


def columns_of(table: Table, *, nested: bool = False) -> Columns:
    """Columns and types of a table's frame: the declared ones, the country's folder, the place.

    Rows of a nested table carry the id of the record they stand in (under the table's `owner`) and
    their number `n` in its list.
    """
    own = dict(table.columns)
    identifier = {"id": own.pop("id")} if "id" in own else {}
    link: Columns = {table.owner: pl.String, "n": pl.Int64} if nested else {}
    part: Columns = {"part": pl.String} if table.shared else {}
    return {**identifier, **link, **part, "country": pl.String, **own, **_PLACE}


def frame(rows: Iterable[Mapping[str, Any]], columns: Columns) -> pl.DataFrame:
    """A frame with exactly these columns; what a row lacks is null, and so is an empty list."""
    rows = list(rows)
    filled: set[str] = set().union(*rows)
    return pl.DataFrame(
        [
            _column(name, [row.get(name) for row in rows], dtype)
            if name in filled
            else pl.Series(name, [], dtype=dtype).clear(len(rows))
            for name, dtype in columns.items()
        ]
    )


# Stands in no text that was read: documents.py takes control characters out.
_BETWEEN = "\x1f"


def _column(name: str, values: list[Any], dtype: Any) -> pl.Series:
    """The values as a column. Lists go through one flat column: a hundred times as fast."""
    if dtype == pl.List(pl.String):
        joined = [_BETWEEN.join(value) if value else None for value in values]
        return pl.Series(name, joined, dtype=pl.String).str.split(_BETWEEN)
    if isinstance(dtype, pl.List):
        return _structs(name, values, dtype)
    return pl.Series(name, values, dtype=dtype)


def _structs(name: str, values: list[Any], dtype: pl.List) -> pl.Series:
    schema = cast("pl.Struct", dtype.inner).to_schema()
    flat = [(row, *entry.values()) for row, value in enumerate(values) for entry in value or ()]
    entries = pl.DataFrame(flat, schema={"row": pl.UInt32, **schema}, orient="row")
    lists = entries.group_by("row", maintain_order=True).agg(pl.struct(*schema).alias(name))
    rows = pl.DataFrame({"row": pl.int_range(len(values), dtype=pl.UInt32, eager=True)})
    return rows.join(lists, on="row", how="left", maintain_order="left")[name]


def holds_any(column: str, wanted: Iterable[str]) -> pl.Expr:
    """Whether a column of lists holds one of the values; null where the list is null.

    Not `list.set_intersection` with a literal: in a lazy query over several chunks it panics
    (Polars 2.1).
    """
    return pl.col(column).list.eval(pl.element().is_in(list(wanted))).list.any()


def record_columns() -> dict[str, Columns]:
    """Columns and types of the frame of each record kind and of each table nested in one."""
    of_kinds = {kind.table.name: columns_of(kind.table) for kind in KINDS}
    return of_kinds | {table.name: columns_of(table, nested=True) for table in _nested()}


def record_frames(rows: Mapping[str, list[Row]]) -> dict[str, pl.DataFrame]:
    """One frame per record kind and per table nested in one, by table name."""
    return {name: frame(rows[name], columns) for name, columns in record_columns().items()}


_FOLDER = {name: dtype for name, dtype in COUNTRY.columns.items() if name != "note"} | _PLACE
_GROUPS: Columns = {"scheme": pl.String, **GROUPS.columns, "member": pl.String}
del _GROUPS["members"]
REFERENCE_COLUMNS: Mapping[str, Columns] = {
    "countries": {**COUNTRIES.columns, **_FOLDER, "folder_note": pl.String},
    "codes": {"codelist": pl.String, **CODES.columns},
    "groups": _GROUPS,
    "organisations": ORGANISATIONS.columns,
}
"""Columns and types of the frames of what records refer to."""


def countries(rows: Iterable[Row], reference: Reference) -> pl.DataFrame:
    """Every country and area of the reference list, with what its `country.yaml` says.

    Columns: those of `COUNTRIES` and `COUNTRY`; `coverage_<kind>` is null without a `country.yaml`.
    """
    by_country = {row["country"]: row for row in rows}
    merged = []
    for iso3, country in reference.countries.items():
        folder = by_country.get(iso3, {})
        inside = {name: value for name, value in folder.items() if name in _FOLDER}
        merged.append({**country, **inside, "folder_note": folder.get("note")})
    return frame(merged, REFERENCE_COLUMNS["countries"])


def reference_frames(reference: Reference) -> dict[str, pl.DataFrame]:
    """`codes` (with `codelist`), `groups` (one row per group and member), `organisations`."""
    codes = [
        {**row, "codelist": name}
        for name, rows in reference.codelists.items()
        for row in rows.values()
    ]
    groups = [
        {**row, "member": member} for row in reference.groups.values() for member in row["members"]
    ]
    rows = {"codes": codes, "groups": groups, "organisations": reference.organisations.values()}
    return {name: frame(of_table, REFERENCE_COLUMNS[name]) for name, of_table in rows.items()}


def reference_of(frames: Mapping[str, pl.DataFrame]) -> Reference:
    """What records refer to, from its frames: `reference_frames` and `countries` the other way."""
    codelists: dict[str, dict[str, Row]] = {}
    for row in _known(frames["codes"]):
        codelists.setdefault(row["codelist"], {})[row["code"]] = row
    groups: dict[str, Row] = {}
    for row in _known(frames["groups"]):
        member = row.pop("member")
        groups.setdefault(row["id"], {**row, "members": []})["members"].append(member)
    own = frames["countries"].select(COUNTRIES.columns.keys())
    return Reference(
        {name: frozen(codes) for name, codes in codelists.items()},
        frozen({row["iso3"]: row for row in _known(own)}),
        frozen(groups),
        frozen({row["id"]: row for row in _known(frames["organisations"])}),
        programmes(frames),
    )


def programmes(frames: Mapping[str, pl.DataFrame]) -> Mapping[str, str]:
    """The programmes to which records may belong: titles by id."""
    return MappingProxyType(dict(tuples(frames["programmes"], "id", "title")))


def _known(found: pl.DataFrame) -> Iterable[Row]:
    """The rows without what is null, as they were read."""
    for row in found.iter_rows(named=True):
        yield {name: value for name, value in row.items() if value is not None}


def index(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per record of any kind: `id kind country title jurisdiction file line`."""
    names = ["id", "country", "title", "jurisdiction", "file", "line"]
    parts = [
        frames[kind.table.name].select(pl.lit(kind.name).alias("kind"), *names) for kind in KINDS
    ]
    return pl.concat(parts).select("id", "kind", *names[1:])


def named(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per id: the records, then what has an id within one, such as the actions of a plan.

    Columns: `id kind country title file line`.
    """
    names = ("id", "country", "title", "file", "line")
    inside = [
        frames[table.name].select(pl.lit(table.name.removesuffix("s")).alias("kind"), *names)
        for table in dict.fromkeys(_nested())
        if "id" in table.required_names
    ]
    parts = [frames["records"].select("kind", *names), *inside]
    return pl.concat(parts).select("id", "kind", *names[1:])


def timeline(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per dated event of a record, oldest first.

    Columns: `id kind event` (the field that holds the date) `date date_precision end end_precision`
    (last day of an event that has one) `country countries` (of the folder; host and participants)
    `title status type themes scope jurisdiction`.
    """
    shown = {**frames, "action_plans": _without_pairs(frames)}
    parts = [part for kind in KINDS for part in _events(kind, shown[kind.table.name])]
    actions = frames["actions"].join(
        frames["action_plans"].select(plan="id", jurisdiction="jurisdiction"), on="plan", how="left"
    )
    action_kind = Kind(next(t for t in _nested() if t.name == "actions"), "action", "")
    parts += _events(action_kind, actions)
    return pl.concat(parts).sort("date", "id", "event")


def _without_pairs(frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The plans less those that are one text with a dated strategy: the pair stands once."""
    dated = frames["laws"].filter(pl.any_horizontal(pl.col("adopted", "published").is_not_null()))
    return frames["action_plans"].join(dated, left_on="carries_out", right_on="id", how="anti")


def _nested() -> Iterable[Table]:
    return (table for kind in KINDS for table in kind.table.nested)


def _events(kind: Kind, rows: pl.DataFrame) -> Iterable[pl.DataFrame]:
    for field in kind.events:
        name, has_end = field.name, field.name == "start" and "end" in rows.columns
        yield rows.filter(pl.col(name).is_not_null()).select(
            "id",
            pl.lit(kind.name).alias("kind"),
            pl.lit(name).alias("event"),
            pl.col(name).alias("date"),
            pl.col(f"{name}_precision").alias("date_precision"),
            (pl.col("end") if has_end else pl.lit(None, pl.Date)).alias("end"),
            _or_null(rows, "end_precision", "end_precision", has_end),
            "country",
            all_countries(rows).alias("countries"),
            "title",
            *(_or_null(rows, column, column) for column in ("status", "type")),
            "themes",
            _or_null(rows, "scope", "scope"),
            "jurisdiction",
        )


def _or_null(rows: pl.DataFrame, column: str, alias: str, wanted: bool = True) -> pl.Expr:
    if wanted and column in rows.columns:
        return pl.col(column).alias(alias)
    dtype = {"scope": pl.List(pl.String), "end_precision": PRECISION}
    return pl.lit(None, dtype.get(column, pl.String)).alias(alias)


def all_countries(rows: pl.DataFrame) -> pl.Expr:
    """The folder's country, the host and those that took part, each once."""
    single = [pl.col(name) for name in ("country", "host_country") if name in rows.columns]
    several = [pl.col("countries").fill_null([])] if "countries" in rows.columns else []
    return (
        pl.concat_list([pl.concat_list(single), *several])
        .list.drop_nulls()
        .list.unique(maintain_order=True)
    )
