"""A chart as a workbook: its data, a native chart of it, and what it is.

`CHARTS` says by the chart's name what Excel draws; a chart that is not there has none.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import polars as pl
import xlsxwriter

from dashboard.charts import (
    action_schedule,
    action_standings,
    chain,
    comparison,
    country_map,
    events_calendar,
    plan_periods,
    position_matrix,
    timeline,
)
from dashboard.export.handout import Handout
from dashboard.export.slides.native_chart import years
from dashboard.export.tables import add_sheet, empty_sheet, workbook
from dashboard.filters import KIND_LABELS
from dashboard.language import N_, _, labelled
from dashboard.style import LIGHT, kind_colour
from loaders.tuples import tuples

Draw = Callable[[xlsxwriter.Workbook, Handout], None]

COLUMN, WIDE = 90, 1_100
"""Pixels."""


def write(handout: Handout) -> bytes:
    """The workbook of one chart; the sheet 'Data' holds the same table as the page."""
    held = io.BytesIO()
    with workbook(held) as book:
        add_sheet(book, _("Data"), handout.table)
        draw = CHARTS.get(handout.exhibit.chart.name)
        if draw:
            draw(book, handout)
        _about(book, handout)
    return held.getvalue()


def _about(book: xlsxwriter.Workbook, handout: Handout) -> None:
    sheet = empty_sheet(book, _("About"))
    bold = book.add_format({"bold": True})
    sources = [(_("Source"), line) for line in handout.source_lines(handout.sources.height)]
    for row, (heading, text) in enumerate([*handout.about(), *sources]):
        sheet.write_string(row, 0, heading, bold)
        sheet.write_string(row, 1, text)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 110)


def _classes(column: str, colour: Callable[[str], str] = LIGHT.level) -> Draw:
    """How many there are of each class, as columns in the colours of the chart."""

    def draw(book: xlsxwriter.Workbook, handout: Handout) -> None:
        rows = handout.exhibit.rows
        counts = sorted(Counter(tuples(rows, "order", "label", column)).items())
        frame = pl.DataFrame(
            {
                _("Class"): [label for (_order, label, _code), _number in counts],
                _("How many"): [number for _class, number in counts],
            }
        )
        points = [
            {"fill": {"color": colour(code)}, "border": {"color": LIGHT.muted}}
            for (_order, _label, code), _number in counts
        ]
        sheet = _Plot(book, frame, handout)
        sheet.series(1, {"points": points, "gap": 40, "data_labels": {"value": True}})
        sheet.insert("bar", max(300, 40 * frame.height), reverse=True)

    return draw


def _plan_periods(book: xlsxwriter.Workbook, handout: Handout) -> None:
    """Stacked bars: the first carries each bar to where it begins."""
    rows = handout.exhibit.rows
    begins = [years(first) for first in rows["first"]]
    lengths = [
        round(years(last + timedelta(days=1)) - first, 3)
        for first, last in zip(begins, rows["last"], strict=True)
    ]
    states = dict(tuples(rows, "state", "label"))
    plans = [labelled(place, title) for place, title in tuples(rows, "place", "title")]
    columns: dict[str, Sequence[object]] = {_("Plan"): plans, _("Begins"): begins}
    for state, label in states.items():
        pairs = zip(rows["state"], lengths, strict=True)
        columns[label] = [length if own == state else None for own, length in pairs]
    sheet = _Plot(book, pl.DataFrame(columns), handout)
    sheet.series(1, {"fill": {"none": True}, "border": {"none": True}})
    for place, state in enumerate(states, start=2):
        sheet.series(place, {"fill": {"color": LIGHT.level(state)}, "gap": 40})
    sheet.insert("bar", 120 + 22 * rows.height, "stacked", reverse=True, least=min(begins) // 1)


def _events(book: xlsxwriter.Workbook, handout: Handout) -> None:
    """Events by year and kind, as stacked columns."""
    rows = timeline.once(handout.exhibit.rows)
    counts = Counter(rows.select(pl.col("date").dt.year(), "kind").iter_rows())
    span = range(min(year for year, _ in counts), max(year for year, _ in counts) + 1)
    kinds = [kind for kind in KIND_LABELS if kind in set(rows["kind"].to_list())]
    columns: dict[str, Sequence[object]] = {_("Year"): [str(year) for year in span]}
    columns |= {_(KIND_LABELS[kind]): [counts[year, kind] for year in span] for kind in kinds}
    sheet = _Plot(book, pl.DataFrame(columns), handout)
    for place, kind in enumerate(kinds, start=1):
        sheet.series(place, {"fill": {"color": kind_colour(kind)}, "gap": 20})
    sheet.insert("column", 480, "stacked")


def _standings(heading: str, column: str, name: Callable[[dict[str, Any]], str]) -> Draw:
    """How many actions stand where, as a stacked bar for each value of the column."""

    def draw(book: xlsxwriter.Workbook, handout: Handout) -> None:
        rows = handout.exhibit.rows
        names = {row[column]: name(row) for row in rows.iter_rows(named=True)}
        # What has no value, such as a responsible body, comes last.
        keys = sorted(names, key=lambda key: not key)
        counts = Counter(tuples(rows, column, "standing"))
        standings = dict(tuples(rows.sort("order"), "standing", "label"))
        columns: dict[str, Sequence[object]] = {_(heading): [names[key] for key in keys]}
        for standing, label in standings.items():
            columns[label] = [counts[key, standing] or None for key in keys]
        sheet = _Plot(book, pl.DataFrame(columns), handout)
        for place, standing in enumerate(standings, start=1):
            sheet.series(place, {"fill": {"color": LIGHT.level(standing)}, "gap": 40})
        sheet.insert("bar", 160 + 22 * len(keys), "stacked", reverse=True)

    return draw


def _events_calendar(book: xlsxwriter.Workbook, handout: Handout) -> None:
    """Events by year, held and to come, as stacked columns; those without a date stand last."""
    rows = handout.exhibit.rows
    counts = Counter(tuples(rows, "year", "standing"))
    known = sorted(set(rows["year"].drop_nulls().to_list()))
    span: list[int | None] = [*range(known[0], known[-1] + 1)] if known else []
    if rows["year"].null_count():
        span.append(None)
    standings = dict(tuples(rows.sort("standing"), "standing", "standing_label"))
    columns: dict[str, Sequence[object]] = {_("Year"): [str(year or _("No date")) for year in span]}
    for standing, label in standings.items():
        columns[label] = [counts[year, standing] for year in span]
    looks = {
        "held": {"fill": {"color": LIGHT.level("four_or_more")}},
        "to_come": {"fill": {"color": LIGHT.paper}, "border": {"color": LIGHT.ink}},
    }
    sheet = _Plot(book, pl.DataFrame(columns), handout)
    for place, standing in enumerate(standings, start=1):
        sheet.series(place, {"gap": 20} | looks[standing])
    sheet.insert("column", 480, "stacked")


def _levers(book: xlsxwriter.Workbook, handout: Handout) -> None:
    """How many records use each lever, with a bar for each country; no sheet where none is."""
    rows = handout.exhibit.rows.filter(part="lever")
    if rows.is_empty():
        return
    counts = Counter(tuples(rows.drop_nulls("id"), "line", "name"))
    levers = list(dict.fromkeys(rows["line"].to_list()))
    names = list(dict.fromkeys(handout.exhibit.rows["name"].to_list()))
    columns: dict[str, Sequence[object]] = {_("Lever"): levers}
    columns |= {name: [counts[lever, name] for lever in levers] for name in names}
    sheet = _Plot(book, pl.DataFrame(columns), handout)
    for place in range(1, len(names) + 1):
        sheet.series(place, {"gap": 40})
    title = _(comparison.PARTS["lever"])
    sheet.insert("bar", 160 + 16 * len(levers) * len(names), reverse=True, title=title)


class _Plot:
    """A sheet of numbers with a chart of its columns beside them."""

    def __init__(self, book: xlsxwriter.Workbook, frame: pl.DataFrame, handout: Handout) -> None:
        self._book, self._frame, self._handout = book, frame, handout
        self._name = _("Chart")
        self._sheet = add_sheet(book, self._name, frame)
        self._series: list[dict[str, Any]] = []

    def series(self, column: int, look: dict[str, Any]) -> None:
        """Adds a column of the sheet to the chart."""
        last = self._frame.height
        cells = {
            "name": [self._name, 0, column],
            "categories": [self._name, 1, 0, last, 0],
            "values": [self._name, 1, column, last, column],
        }
        self._series.append(cells | look)

    def insert(
        self,
        form: str,
        height: int,
        subtype: str = "",
        *,
        reverse: bool = False,
        least: float | None = None,
        title: str = "",
    ) -> None:
        """Puts the chart beside the numbers; of bars the first row is on top.

        `title`: where it shows a part of the exhibit.
        """
        chart: Any = self._book.add_chart(
            {"type": form} | ({"subtype": subtype} if subtype else {})
        )
        for series in self._series:
            chart.add_series(series)
        title = title or self._handout.exhibit.words.title
        chart.set_title({"name": title, "name_font": {"size": 14}})
        grid = {"visible": True, "line": {"color": LIGHT.rule}}
        names = {"reverse": reverse, "num_font": {"size": 9}}
        numbers = {"min": least, "major_gridlines": grid, "num_format": "0"}
        # Of a bar chart XlsxWriter calls the axis at the left, with the names, y.
        across, up = (numbers, names) if form == "bar" else (names, numbers)
        chart.set_x_axis(across)
        chart.set_y_axis(up)
        if len(self._series) == 1:
            chart.set_legend({"none": True})
        else:
            invisible = [0] if self._series[0].get("fill") == {"none": True} else []
            chart.set_legend({"position": "bottom", "delete_series": invisible})
        chart.set_size({"width": WIDE, "height": height})
        look = {"description": self._handout.alt, "x_offset": COLUMN}
        self._sheet.insert_chart(0, self._frame.width, chart, look)


CHARTS: dict[str, Draw] = {
    country_map.CHART.name: _classes("level"),
    country_map.CLASSES.name: _classes("level"),
    position_matrix.CHART.name: _classes("position"),
    chain.CHART.name: _classes("kind", kind_colour),
    comparison.CHART.name: _levers,
    plan_periods.CHART.name: _plan_periods,
    timeline.CHART.name: _events,
    action_standings.CHART.name: _standings(
        N_("Plan"), "plan", lambda row: labelled(row["place"], row["plan_title"])
    ),
    action_schedule.CHART.name: _standings(
        N_("Responsible"),
        "responsible_names",
        lambda row: row["responsible_names"] or _("Responsible body not named"),
    ),
    events_calendar.CHART.name: _events_calendar,
}
