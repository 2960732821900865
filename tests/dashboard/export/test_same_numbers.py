"""What stands in a file is what stands on the page: every chart in every form that is read back."""

import csv
import io
import re
from collections import Counter
from datetime import date

import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_FILL

from dashboard import language
from dashboard.charts import chain, country_map, timeline
from dashboard.exhibits import EXHIBITS
from dashboard.export import FORMATS, of, slides, tables
from dashboard.export.slides import native_table
from dashboard.export.slides.native_chart import years
from dashboard.filters import Selection
from dashboard.language import _
from dashboard.queries.map_measures import MEASURES
from dashboard.shown import shortened
from dashboard.style import LIGHT
from loaders.measures import Clock

EVERY = pytest.mark.parametrize("code", EXHIBITS)


def texts(frame):
    """The cells as a reader sees them; nothing is ''."""
    return [
        tuple("" if cell is None else str(cell) for cell in row)
        for row in tables.flat(frame).iter_rows()
    ]


@EVERY
def test_the_csv_holds_the_table_of_the_page(handout, code):
    made = handout(code)
    content = FORMATS["csv"].write(made).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(content))
    assert head == made.table.columns
    # A cell that a spreadsheet would run has an apostrophe before it.
    plain = [tuple(cell.removeprefix("'") for cell in row) for row in rows]
    assert plain == [tuple(cell.removeprefix("'") for cell in row) for row in texts(made.table)]


@EVERY
def test_the_workbook_holds_the_table_of_the_page(handout, workbook_of, code):
    made = handout(code)
    sheet = workbook_of(code)["Data"]
    head, *rows = sheet.iter_rows(values_only=True)
    assert list(head) == made.table.columns
    assert [tuple("" if cell is None else str(cell) for cell in row) for row in rows] == texts(
        made.table
    )


@pytest.mark.parametrize("code", MEASURES)
def test_the_shapes_of_a_map_have_the_name_class_and_colour_of_the_page(handout, slides_of, code):
    made = handout(code)
    [slide] = slides_of(code)
    group = next(shape for shape in slide.shapes if shape.name == "Map")
    drawn = {shape.name: shape for shape in group.shapes}
    rows = made.exhibit.rows
    assert len(drawn) - 1 >= rows.height, "one shape for each country, and the disputed lines"
    for name, level, label in rows.select("name", "level", "label").iter_rows():
        assert drawn[name]._element.xpath(".//p:cNvPr")[0].get("descr") == f"{name}: {label}"
        fill = drawn[name].fill
        if level == "not_researched":
            assert fill.type == MSO_FILL.PATTERNED
        else:
            assert f"#{fill.fore_color.rgb}".lower() == LIGHT.level(level), name
    legend = next(shape for shape in slide.shapes if shape.name == "Legend")
    said = {shape.text_frame.text for shape in legend.shapes} - {""}
    assert said == {f"{label} ({number:,})" for label, number in Counter(rows["label"]).items()}


@pytest.mark.parametrize("lanes", ["kind", "region"])
def test_the_dots_of_the_timeline_stand_at_the_dates_of_the_page(handout, slides_of, lanes):
    made = handout("timeline", lanes)
    found = Counter()
    for slide in slides_of("timeline", lanes):
        chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
        for series in chart.plots[0].series:
            values = series._element.xpath("./c:xVal//c:pt/c:v")
            found.update((series.name, float(value.text)) for value in values)
    labels = {kind: _(label) for kind, label in slides.timeline.KIND_LABELS.items()}
    expected = Counter()
    shown = timeline.within(made.exhibit.rows, made.exhibit.as_of)
    for kind, first, last in shown.select("kind", "date", "last").iter_rows():
        reach = years(last) - years(first)
        expected[labels[kind], round(years(first) + reach / 2, 3)] += 1
    assert found == expected


def test_a_chart_without_a_native_form_has_the_cells_of_its_page(handout, monkeypatch):
    made = handout("events-calendar")
    monkeypatch.setattr(slides, "DRAW", {})
    found = []
    for slide in Presentation(io.BytesIO(slides.write(made))).slides:
        [_head, *rows] = next(shape.table for shape in slide.shapes if shape.has_table).rows
        found += [tuple(cell.text for cell in row.cells) for row in rows]
    longest = slides.plain_table.LONGEST_CELL
    assert found == [tuple(shortened(cell, longest) for cell in row) for row in texts(made.table)]


def test_the_chain_is_the_table_of_the_page_under_a_legend_of_kinds(handout, slides_of):
    made = handout("chain")
    found = slides_of("chain")
    cells = [
        tuple(cell.text for cell in row.cells)
        for slide in found
        for shape in slide.shapes
        if shape.has_table
        for row in list(shape.table.rows)[1:]
    ]
    assert cells == [
        tuple(shortened(cell, native_table.LONGEST_CELL) for cell in row)
        for row in texts(made.table)
    ]
    legend = next(shape for shape in found[0].shapes if shape.name == "Legend")
    said = {shape.text_frame.text for shape in legend.shapes} - {""}
    labels = Counter(made.exhibit.rows["label"].to_list())
    assert said == {f"{label} ({number:,})" for label, number in labels.items()}


def test_each_chart_has_a_test_of_its_slides(handout):
    """The others are in test_slides: bars, the schedule, the calendar, matrix and comparison."""
    maps = {country_map.CHART.name, country_map.CLASSES.name}
    bars = {"plan-periods", "action-standings", "action-schedule", "events-calendar", "positions"}
    others = {timeline.CHART.name, chain.CHART.name, "comparison"}
    assert set(slides.DRAW) == maps | bars | others


def test_the_dates_of_a_file_are_found_by_who_types_them(snapshot):
    """A page has no-break spaces in them, which a spreadsheet takes for other letters."""
    language.use("fr")
    try:
        draw, clock = EXHIBITS["legal-framework"].draw, Clock(date(2026, 6, 30), date(2026, 6, 30))
        made = of(draw(snapshot, Selection(), clock, ""), snapshot)
        content = FORMATS["csv"].write(made).decode("utf-8-sig")
    finally:
        language.use(language.DEFAULT)
    assert re.search(r",\d+ (?:mars|mai|juillet) \d{4},", content)
    assert "\N{NO-BREAK SPACE}" not in content
