"""Any frame as a file, and how complete and fresh the data is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from dashboard.language import _
from loaders import Snapshot
from loaders.kinds import KINDS
from loaders.measures import Clock, is_stale


@dataclass(frozen=True)
class Format:
    """A kind of file: its ending, what browsers call it, and how a frame becomes one."""

    ending: str
    mime: str
    write: Callable[[pl.DataFrame], bytes]


STARTS_A_FORMULA = r"^[=+\-@\t\r]"
"""A spreadsheet would run a cell that begins so (OWASP, CSV injection)."""


def _csv(frame: pl.DataFrame) -> bytes:
    """Lists joined by '; '; a cell that a spreadsheet would run gets an apostrophe before it."""
    flat = frame.select(_flat(name, dtype) for name, dtype in frame.schema.items())
    flat = flat.with_columns(_harmless(name) for name in flat.select(pl.col(pl.String)).columns)
    # The mark at the beginning tells spreadsheets that the text is UTF-8.
    return b"\xef\xbb\xbf" + flat.write_csv().encode()


def _harmless(name: str) -> pl.Expr:
    text = pl.col(name)
    acts = text.str.contains(STARTS_A_FORMULA)
    return pl.when(acts).then(pl.concat_str(pl.lit("'"), text)).otherwise(text).alias(name)


def _flat(name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(dtype, pl.List):
        if isinstance(dtype.inner, pl.Struct):
            column = column.list.eval(pl.element().struct.json_encode())
        return column.list.join("; ")
    return column


def _json(frame: pl.DataFrame) -> bytes:
    return frame.write_json().encode()


def _parquet(frame: pl.DataFrame) -> bytes:
    held = io.BytesIO()
    frame.write_parquet(held)
    return held.getvalue()


FORMATS = {
    "csv": Format("csv", "text/csv", _csv),
    "json": Format("json", "application/json", _json),
    "parquet": Format("parquet", "application/vnd.apache.parquet", _parquet),
}


def all_together(snapshot: Snapshot, form: Format) -> bytes:
    """A ZIP file with every frame in one format."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, frame in snapshot.frames.items():
            archive.writestr(f"{name}.{form.ending}", form.write(frame))
    return held.getvalue()


def coverage(snapshot: Snapshot) -> pl.DataFrame:
    """By kind of record that countries' folders cover: how many there are, and how many countries
    are covered how well."""
    countries = snapshot.frames["countries"]
    rows = []
    for kind in KINDS:
        if f"coverage_{kind.name}" not in countries.columns:
            continue  # kept for international bodies only
        levels = countries[f"coverage_{kind.name}"].to_list()
        rows.append(
            (
                _(kind.table.label),
                snapshot.frames[kind.table.name].height,
                *(levels.count(code) for code in ("complete", "partial", "none_known")),
                levels.count("not_researched") + levels.count(None),
            )
        )
    names = (
        _("Kind"),
        _("Records"),
        _("Countries: complete"),
        _("Partial"),
        _("None known"),
        _("Not researched"),
    )
    return pl.DataFrame(rows, schema=names, orient="row")


def freshness(snapshot: Snapshot, clock: Clock) -> pl.DataFrame:
    """By kind of record with a status: of how many it is known when it was last confirmed."""
    rows = []
    for kind in KINDS:
        frame = snapshot.frames[kind.table.name]
        if "status_as_of" in frame.columns:
            stale = frame.select(is_stale(clock).fill_null(False).sum()).item()
            dated = frame["status_as_of"].count()
            name = _(kind.table.label)
            rows.append((name, frame.height, dated, stale, frame.height - dated))
    names = (
        _("Kind"),
        _("Records"),
        _("Status confirmed on a known date"),
        _("Of these long ago"),
        _("Date of confirmation unknown"),
    )
    return pl.DataFrame(rows, schema=names, orient="row")
