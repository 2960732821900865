"""Nothing on a slide runs into its neighbour, and no slide is left nearly empty."""

import dataclasses
import subprocess
from datetime import date

import polars as pl
import pytest
from pptx.util import Inches, Pt

from dashboard.charts import timeline
from dashboard.export import master
from dashboard.export.slides import pages
from dashboard.style import FONT, LIGHT
from tests.dashboard.export.slide_reading import read


def titled(made, **words):
    exhibit = dataclasses.replace(
        made.exhibit, words=dataclasses.replace(made.exhibit.words, **words)
    )
    return dataclasses.replace(made, exhibit=exhibit)


def sizes(shape):
    return {
        run.font.size or paragraph.font.size
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    }


def test_long_words_are_set_in_a_smaller_type(handout):
    made = handout("last-review", region="ilo-africa")
    [slide] = read(made)
    assert sizes(slide.shapes.title) == {None}, "as the master has it"
    long = titled(made, title="A title " * 15, subtitle="What is shown " * 14)
    [slide] = read(long)
    assert sizes(slide.shapes.title) == {Pt(master.TITLE_SMALL)}
    assert sizes(slide.placeholders[13]) == {Pt(master.SUBTITLE_SMALL)}


@pytest.mark.parametrize(
    ("number", "most", "each"), [(14, 12, 7), (12, 12, 12), (13, 12, 7), (1, 12, 1), (0, 12, 1)]
)
def test_rows_are_spread_evenly(number, most, each):
    assert pages.evenly(number, most) == each


@pytest.mark.parametrize("code", ["action-schedule", "positions"])
def test_no_slide_is_left_with_a_few_rows(handout, code):
    option = "tur-cooperatives-action-plan-2025-2029" if code == "action-schedule" else ""
    tables = [
        next(shape.table for shape in slide.shapes if shape.has_table)
        for slide in read(handout(code, option))
    ]
    assert len(tables) > 1
    for count in ([len(table.rows) for table in tables], [len(table.columns) for table in tables]):
        assert min(count) > max(count) / 2


def test_a_single_bar_does_not_fill_a_slide(handout):
    made = handout("plan-periods", region="TUR")
    [slide] = read(made)
    chart = next(shape for shape in slide.shapes if shape.has_chart)
    assert chart.height < Inches(2.5) * made.exhibit.rows.height / 2
    # The as-of date's line lies within the plot.
    line = next(shape for shape in slide.shapes if shape.shape_type == 9)
    assert chart.top <= line.top
    assert line.top + line.height <= chart.top + chart.height


def test_a_country_that_is_a_point_can_be_seen_alone(handout):
    def point(**chosen):
        [slide] = read(handout("legal-framework", **chosen))
        group = next(shape for shape in slide.shapes if shape.name == "Map")
        return next(shape for shape in group.shapes if shape.name == "Nauru")

    assert point(region="NRU").width > 2 * point(region="ilo-asia-pacific").width


def test_the_series_with_most_events_comes_first(handout):
    [slide] = read(handout("timeline", "kind", region="FRA"))
    chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
    lengths = [len(list(series.values)) for series in chart.plots[0].series]
    assert lengths == sorted(lengths, reverse=True)
    assert len(lengths) > 2


def test_a_timeline_of_few_years_shows_them_all(handout):
    made = handout("timeline", "kind", region="FRA")
    rows, as_of = made.exhibit.rows, made.exhibit.as_of
    assert timeline.beyond(rows, as_of) == 0
    first, last = timeline.first_view(rows, as_of)
    assert first <= str(rows["date"].min())
    assert str(rows["last"].max()) <= last


def test_a_timeline_says_how_many_events_lie_beyond_its_years(handout):
    made = handout("timeline", "kind")
    first, last = timeline.first_view(made.exhibit.rows, made.exhibit.as_of)
    seen = timeline.once(made.exhibit.rows)
    beyond = [
        row
        for row in seen.iter_rows(named=True)
        if str(row["last"]) < first or str(row["date"]) > last
    ]
    assert beyond
    assert f"{len(beyond)} events lie before or after" in made.exhibit.words.below


def test_of_a_past_date_no_file_has_lanes_or_counts_of_what_lies_outside_its_years(handout):
    made = handout("timeline", "country")
    now = made.exhibit
    then = dataclasses.replace(now, as_of=date(1960, 6, 30), beside=(date(1960, 6, 30),))
    first, last = timeline.first_view(then.rows, then.as_of)
    seen = then.rows.filter(
        pl.col("last").cast(pl.String) >= first, pl.col("date").cast(pl.String) <= last
    )
    assert first <= "1960" < last < "1966" and 0 < seen["lane"].n_unique() < 60
    every, lanes = (list(dict.fromkeys(rows["lane_label"])) for rows in (then.rows, seen))
    drawn = [then.figure(LIGHT)["layout"], then.on_paper(800)["layout"]]
    # A page is dragged to the others; the last annotation of a file is its caption.
    assert [len(layout["annotations"]) for layout in drawn] == [len(every), len(lanes) + 1]
    assert [layout["xaxis"]["range"] for layout in drawn] == [[first, last]] * 2
    slides_then = read(dataclasses.replace(made, exhibit=then))
    names = [shape for slide in slides_then for shape in slide.shapes if shape.name == "Lanes"]
    assert sum(len(group.shapes) for group in names) == len(lanes)


def test_where_nothing_had_happened_by_the_date_all_years_are_shown(handout):
    made = handout("timeline", "kind").exhibit
    later = made.rows.filter(pl.col("date") > date(1920, 1, 1))
    first, last = timeline.first_view(later, date(1900, 1, 1))
    assert first <= str(later["date"].min()) and str(later["last"].max()) <= last
    assert timeline.beyond(later, date(1900, 1, 1)) == 0


def test_chromium_and_typst_find_a_font_by_the_same_name():
    listed = subprocess.run(
        ["fc-list", ":", "family"], capture_output=True, text=True, check=True
    ).stdout
    installed = {name for line in listed.splitlines() for name in line.split(",")}
    families = FONT.split(", ")
    assert installed & set(families[: families.index("Helvetica")])
