"""What countries did about one resolution."""

from __future__ import annotations

import polars as pl

from dashboard.filters import Selection
from dashboard.language import N_, _, day, labelled
from dashboard.queries.map_measures.measure import Class, Measure, classed, no_class
from loaders import Snapshot
from loaders.dates import last_day
from loaders.measures import Clock
from loaders.tuples import tuples

POSITIONS = (
    "bound",
    "ratified",
    "adherent",
    "co_sponsor",
    "signatory",
    "in_favour",
    "supporter",
    "abstained",
    "against",
)
"""The furthest first."""


def place(position: str) -> int:
    """The place of a position in that order; one that was added to the code list comes last."""
    return POSITIONS.index(position) if position in POSITIONS else len(POSITIONS)


def rows(snapshot: Snapshot, selection: Selection, clock: Clock, resolution: str) -> pl.DataFrame:
    text = snapshot.frames["resolutions"].filter(pl.col("id") == resolution)
    adopted = text.select(day=last_day("adopted"))["day"].to_list()
    happened = pl.coalesce(last_day("date"), pl.lit(adopted[0] if adopted else None, pl.Date))
    taken = snapshot.frames["positions"].filter(
        (pl.col("resolution") == resolution)
        & (happened <= pl.lit(clock.as_of)).fill_null(not clock.is_past)
    )
    found: dict[str, Class] = {}
    for row in taken.iter_rows(named=True):
        before = found.get(row["country"])
        if before is None or place(row["position"]) < place(before[0]):
            taken_on = day(row["date"], row["date_precision"])
            said = ", ".join(filter(None, [taken_on, row["note"]]))
            found[row["country"]] = (row["position"], resolution, said)
    codes = snapshot.reference.codes("position") or {}
    labels = {code: _(str(row["label"])) for code, row in codes.items()}
    known = {code: labels[code] for code in POSITIONS if code in labels}
    nothing = _("No position recorded")
    if ("", "resolution") in snapshot.lost:
        nothing = _("No position readable")
    return classed(snapshot, selection, known | no_class(nothing, nothing) | labels, "", found)


def resolutions(snapshot: Snapshot) -> dict[str, str]:
    """Resolutions on which a position is recorded, those with the most first."""
    counts = snapshot.frames["positions"].group_by("resolution").len()
    known = snapshot.frames["resolutions"].join(counts, left_on="id", right_on="resolution")
    ordered = known.sort("len", "adopted", "id", descending=[True, True, False], nulls_last=True)
    names = tuples(ordered, "id", "number", "title")
    return {record: labelled(number, title) if number else title for record, number, title in names}


MEASURE = Measure(
    "position",
    N_("Positions on a resolution"),
    N_(
        "What countries did about one text, as far as a source says so: a country without "
        "a recorded position may have taken one."
    ),
    rows,
    options=resolutions,
    option_label=N_("Resolution"),
    moved_by=("resolutions", "positions"),
)
