"""The timeline's own rules."""

import html
from datetime import date

import polars as pl

from dashboard.charts import timeline
from dashboard.filters import Selection
from dashboard.style import LIGHT
from tests.dashboard.charts.drawn import (
    DRAW,
    TODAY,
    WORLD,
    built,
)


def test_a_day_is_a_dot_and_a_month_or_year_is_also_a_bar(records, tree):
    records("Text")
    drawn = DRAW["timeline"](tree.load(), Selection(chosen={"kind": ("law",)}), LIGHT)[0]
    bars, dots = built(drawn.figure).data
    imprecise = drawn.rows.filter(pl.col("date_precision") != "day").height
    assert (bars.mode, dots.mode) == ("lines", "markers")
    assert len(dots.x) == drawn.rows.height
    assert len([x for x in bars.x if x is None]) == imprecise > 0


def test_events_of_one_day_do_not_hide_each_other(snapshot):
    for drawn in DRAW["timeline"](snapshot, WORLD, LIGHT):
        dots = [trace for trace in built(drawn.figure).data if trace.mode == "markers"]
        places = [place for trace in dots for place in zip(trace.x, trace.y, strict=True)]
        assert len(places) == len(set(places)) == drawn.rows.height


def test_the_as_of_date_is_a_line(snapshot):
    figure = built(DRAW["timeline"](snapshot, WORLD, LIGHT)[0].figure)
    days = [shape.x0 for shape in figure.layout.shapes if shape.x0 == shape.x1]
    assert days == ["2026-06-30"]


def test_each_lane_has_its_name(snapshot):
    for drawn in DRAW["timeline"](snapshot, WORLD, LIGHT):
        names = {html.unescape(note.text) for note in built(drawn.figure).layout.annotations}
        assert set(drawn.rows["lane_label"]) <= names


def test_an_event_far_ahead_does_not_stretch_the_first_view(snapshot):
    rows = DRAW["timeline"](snapshot, WORLD, LIGHT)[0].rows
    far = rows.with_columns(last=pl.lit(date(2190, 1, 1)))
    figure = built(timeline.figure(far, LIGHT, TODAY))
    assert figure.layout.xaxis.range[1] == "2031-12-31"
