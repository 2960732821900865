"""What holds for every chart of `CHARTS`; a chart that is added has to say here how it is drawn."""

import dataclasses
import html
import re
from datetime import date
from itertools import pairwise
from types import SimpleNamespace

import orjson
import plotly.graph_objects as go
import polars as pl
import pytest

from dashboard import assets, geometry
from dashboard.charts import (
    CHARTS,
    action_schedule,
    action_standings,
    chain,
    country_map,
    events_calendar,
    plan_periods,
    position_matrix,
    timeline,
)
from dashboard.charts.chart import Words, boundary_sentence, framed
from dashboard.filters import Selection
from dashboard.parts import figures
from dashboard.queries import action_plans
from dashboard.queries import chain as chain_query
from dashboard.queries.map_measures import MEASURES
from dashboard.queries.timeline import LANES
from dashboard.style import ATTENTION, DARK, KIND_COLOURS, LEVEL_COLOURS, LIGHT, STYLES
from loaders.legal_framework import LEVELS, NO_LEVEL
from loaders.measures import Clock

TODAY = date(2026, 6, 30)
NOW = Clock(TODAY, TODAY)
WORLD = Selection()


def exhibit(code, data, selection, clock, style, option=""):
    """The rows and words of an exhibit, and its figure in a style."""
    drawn = figures.exhibit(code, data, selection, clock, option)
    return SimpleNamespace(rows=drawn.rows, words=drawn.words, figure=drawn.figure(style))


DRAW = {
    "legal-framework": lambda data, selection, style: [
        exhibit("legal-framework", data, selection, NOW, style)
    ],
    "country-classes": lambda data, selection, style: [
        exhibit(code, data, selection, NOW, style, measure.option(data, ""))
        for code, measure in MEASURES.items()
        if code != "legal-framework"
    ],
    "timeline": lambda data, selection, style: [
        exhibit("timeline", data, selection, NOW, style, lanes) for lanes in LANES
    ],
    "plan-periods": lambda data, selection, style: [
        exhibit("plan-periods", data, selection, NOW, style)
    ],
    "action-standings": lambda data, selection, style: [
        exhibit("action-standings", data, selection, NOW, style)
    ],
    "action-schedule": lambda data, selection, style: [
        exhibit("action-schedule", data, selection, NOW, style, longest_plan(data, selection))
    ],
    "positions": lambda data, selection, style: [exhibit("positions", data, selection, NOW, style)],
    "events-calendar": lambda data, selection, style: [
        exhibit("events-calendar", data, selection, NOW, style)
    ],
    "chain": lambda data, selection, style: [
        exhibit("chain", data, selection, NOW, style, record) for record in chained(data, selection)
    ],
}
"""By name of the chart: all ways of drawing it from a snapshot."""
REDRAW = {
    "legal-framework": lambda rows, words, style, data: country_map.figure(
        rows, words, style, ground(data)
    ),
    "country-classes": lambda rows, words, style, data: country_map.figure(
        rows, words, style, ground(data)
    ),
    "timeline": lambda rows, words, style, data: timeline.figure(rows, words, style, TODAY),
    "plan-periods": lambda rows, words, style, data: plan_periods.figure(rows, words, style, TODAY),
    "action-standings": lambda rows, words, style, data: action_standings.figure(
        rows, words, style
    ),
    "action-schedule": lambda rows, words, style, data: action_schedule.figure(
        rows, words, style, TODAY
    ),
    "positions": lambda rows, words, style, data: position_matrix.figure(rows, words, style),
    "events-calendar": lambda rows, words, style, data: events_calendar.figure(rows, words, style),
    "chain": lambda rows, words, style, data: chain.figure(rows, words, style),
}
"""By name of the chart: the figure of some rows."""

COUNTED = {"action-standings": lambda table: table["Actions"].sum()}
"""By name of the chart: what its table counts, where that is not its rows."""

every_chart = pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
every_map = pytest.mark.parametrize(
    "chart", [chart for chart in CHARTS if chart.is_map], ids=lambda chart: chart.name
)
every_style = pytest.mark.parametrize("style", STYLES.values(), ids=lambda style: style.name)


def longest_plan(data, selection):
    """The plan of the region with the most actions."""
    plans = action_plans.rows(data, selection, NOW).drop_nulls("actions").sort("actions", "id")
    return plans["id"].to_list()[-1] if plans.height else ""


def chained(data, selection):
    """Some records with links: others for a region, though links know none."""
    every = [*chain_query.linked(data)]
    return (every[-2:] if selection.region else every[:2]) or [""]


def ground(data):
    layers = geometry.layers(data)
    extent = layers.layer.extent(None)
    return country_map.Ground(layers.areas.path, layers.stripes.path, layers.layer, extent)


def built(figure):
    """A figure as plotly's objects, which check every part of it."""
    return go.Figure(figure)


def as_json(figure):
    return orjson.dumps(figure).decode()


def plain(figure):
    """The text of a figure's title, subtitle and annotations as a reader sees it, in one line."""
    figure = built(figure)
    title = figure.layout.title
    parts = [title.text, title.subtitle.text, *(note.text for note in figure.layout.annotations)]
    return re.sub(
        r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", " ".join(filter(None, parts))))
    )


def legend(figure):
    """Label and count of every entry of a figure's legend."""
    names = [html.unescape(trace.name) for trace in built(figure).data if trace.name]
    found = [re.fullmatch(r"(.*) \(([\d,]+)\)", name).groups() for name in names]
    return {label: int(number.replace(",", "")) for label, number in found}


def test_every_chart_is_looked_at_here_and_has_a_name_of_its_own():
    assert set(DRAW) == set(REDRAW) == {chart.name for chart in CHARTS}
    assert len({chart.name for chart in CHARTS}) == len(CHARTS)


@every_chart
@every_style
@pytest.mark.parametrize("region", ["", "pacific-islands-forum"])
def test_title_subtitle_and_caption_stand_inside_the_figure(snapshot, chart, style, region):
    for drawn in DRAW[chart.name](snapshot, Selection(region=region), style):
        seen = plain(drawn.figure)
        for text in (drawn.words.title, drawn.words.subtitle, drawn.words.caption):
            assert text in seen
        assert built(drawn.figure).layout.paper_bgcolor == style.paper
        assert built(drawn.figure).layout.font.color == style.ink


@every_chart
def test_a_figure_asks_no_other_host(snapshot, chart):
    for drawn in DRAW[chart.name](snapshot, WORLD, LIGHT):
        text = as_json(drawn.figure)
        assert not re.search(r"https?:|//[a-z]|<a\s|<img|topojson", text, re.IGNORECASE)


@every_chart
@every_style
def test_plotly_knows_every_part_of_a_figure(snapshot, chart, style):
    """Figures are built unchecked, for speed; here each is checked whole."""
    for drawn in DRAW[chart.name](snapshot, WORLD, style):
        parts = drawn.figure
        checked = go.Figure(parts).to_dict()
        assert checked["layout"].keys() >= parts["layout"].keys()
        assert [trace["type"] for trace in checked["data"]] == [t["type"] for t in parts["data"]]


@every_chart
def test_a_figure_carries_no_geometry(snapshot, chart):
    for drawn in DRAW[chart.name](snapshot, WORLD, LIGHT):
        assert '"Polygon"' not in as_json(drawn.figure)
        assert '"MultiPolygon"' not in as_json(drawn.figure)


@every_chart
def test_the_text_alternative_has_title_subtitle_and_every_count_of_the_legend(snapshot, chart):
    for drawn in DRAW[chart.name](snapshot, WORLD, LIGHT):
        said = chart.alt(drawn.rows, drawn.words)
        assert said.startswith(f"{drawn.words.title}. {drawn.words.subtitle}. ")
        counted = legend(drawn.figure)
        assert counted
        for label, number in counted.items():
            assert re.search(rf"{re.escape(label)}: ({number}|{number:,})[;.]", said), label


@every_chart
def test_the_table_has_as_many_rows_as_the_legend_counts(snapshot, chart):
    for drawn in DRAW[chart.name](snapshot, WORLD, LIGHT):
        table = chart.table(drawn.rows)
        counted = COUNTED.get(chart.name, pl.DataFrame.height.fget)(table)
        assert counted == sum(legend(drawn.figure).values()) > 0
        assert all(name[0].isupper() for name in table.columns)


@every_chart
def test_record_text_that_would_act_is_text(records, tree, chart):
    hostile = "<a href='https://evil.example'>x</a> %{customdata} $x^2$ <b>"
    records(hostile)
    for drawn in DRAW[chart.name](tree.load(), WORLD, LIGHT):
        text = as_json(drawn.figure)
        assert not re.search(r"<a\b|%\{customdata|\$x", text)


def no_rows(chart, data, drawn):
    return REDRAW[chart.name](drawn.rows.clear(), drawn.words, LIGHT, data)


@every_chart
def test_without_rows_alternative_and_table_say_so(snapshot, chart):
    drawn = DRAW[chart.name](snapshot, WORLD, LIGHT)[0]
    assert chart.alt(drawn.rows.clear(), drawn.words).startswith(drawn.words.title)
    assert chart.table(drawn.rows.clear()).height == 0


@every_chart
def test_without_rows_the_frame_is_drawn(snapshot, chart):
    drawn = DRAW[chart.name](snapshot, WORLD, LIGHT)[0]
    assert drawn.words.title in plain(no_rows(chart, snapshot, drawn))


@every_chart
@pytest.mark.parametrize("size", [1, 2])
def test_one_or_two_rows_are_enough(snapshot, chart, size):
    drawn = DRAW[chart.name](snapshot, WORLD, LIGHT)[0]
    rows = drawn.rows.head(size)
    figure = REDRAW[chart.name](rows, drawn.words, LIGHT, snapshot)
    assert sum(legend(figure).values()) == size


def test_a_line_of_a_subtitle_does_not_break_inside_an_entity():
    words = Words("Title", "A" * 58 + "<b>x", "B" * 64 + "<b>y")
    figure = built(framed([], {}, words, LIGHT, 400))
    texts = [figure.layout.title.subtitle.text, figure.layout.annotations[-1].text]
    for text in texts:
        assert "&lt;b&gt;" in text.replace("<br>", "")
        assert all(not re.search(r"&\w*$", line) for line in text.split("<br>"))


# Maps


@every_map
@pytest.mark.parametrize("region", ["", "ilo-africa", "asean"])
def test_a_map_starts_with_a_scattergeo_with_coordinates(snapshot, chart, region):
    """Else plotly.js fetches a base map from another host (plotly.js#6767)."""
    for drawn in DRAW[chart.name](snapshot, Selection(region=region), LIGHT):
        first = built(drawn.figure).data[0]
        assert first.type == "scattergeo"
        assert first.locations is None
        assert len(first.lon) == len(first.lat) > 0
        assert any(isinstance(lon, float | int) for lon in first.lon)


@every_map
def test_a_map_draws_no_layer_of_plotlys_own(snapshot, chart):
    for drawn in DRAW[chart.name](snapshot, WORLD, LIGHT):
        geo = built(drawn.figure).layout.geo.to_plotly_json()
        shows = {name: value for name, value in geo.items() if name.startswith("show")}
        assert geo["visible"] is False and shows and not any(shows.values())
        assert geo["projection"]["type"] == "equal earth"
        assert geo["projection"]["rotation"].keys() >= {"lon", "lat"}
        assert geo["fitbounds"] is False


@every_map
@every_style
def test_a_map_says_that_boundaries_imply_no_opinion(snapshot, chart, style):
    for drawn in DRAW[chart.name](snapshot, WORLD, style):
        assert boundary_sentence() in plain(drawn.figure)
        assert "imply no opinion" in boundary_sentence()


@every_map
def test_every_geojson_is_an_address_that_is_served(snapshot, chart):
    for drawn in DRAW[chart.name](snapshot, WORLD, LIGHT):
        areas = [trace for trace in built(drawn.figure).data if trace.type == "choropleth"]
        assert areas
        assert all(assets.published(trace.geojson) for trace in areas)


@every_map
def test_each_country_is_painted_once(snapshot, chart):
    for drawn in DRAW[chart.name](snapshot, Selection(region="ilo-africa"), LIGHT):
        painted = [
            code
            for trace in built(drawn.figure).data
            if trace.type == "choropleth" and trace.hoverinfo != "skip"
            for code in trace.locations
        ]
        assert len(painted) == len(set(painted))
        assert set(painted) >= set(drawn.rows["iso3"])


@every_map
def test_small_areas_are_points_of_their_levels_colour(snapshot, chart):
    drawn = DRAW[chart.name](snapshot, WORLD, LIGHT)[0]
    points = geometry.layers(snapshot).layer.points
    levels = dict(drawn.rows.select("iso3", "level").iter_rows())
    found = {
        code: trace.marker.color
        for trace in built(drawn.figure).data
        if trace.type == "scattergeo" and trace.mode == "markers"
        for code in trace.customdata or ()
    }
    # An open cross has no fill to colour; its lines are drawn in the colour of notes.
    colours = {level: LIGHT.level(level) for level in levels.values()}
    colours["not_researched"] = LIGHT.muted
    assert found == {code: colours[levels[code]] for code in points if code in levels}
    assert len(found) > 50


@every_map
def test_only_what_was_not_researched_is_hatched(snapshot, chart):
    drawn = DRAW[chart.name](snapshot, WORLD, LIGHT)[0]
    stripes = geometry.layers(snapshot).stripes.path
    hatched = [
        trace for trace in built(drawn.figure).data if getattr(trace, "geojson", "") == stripes
    ]
    wanted = drawn.rows.filter(pl.col("level") == "not_researched")["iso3"].to_list()
    assert [sorted(trace.locations) for trace in hatched] == [sorted(wanted)]


# Colours


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted([luminance(one), luminance(other)], reverse=True)
    return (high + 0.05) / (low + 0.05)


@every_style
def test_each_level_has_a_colour_of_its_own(style):
    colours = {code: style.level(code) for code in (*LEVELS, *NO_LEVEL)}
    assert len(set(colours.values())) == len(colours)


def test_the_further_a_level_the_darker_its_colour():
    shades = [luminance(LEVEL_COLOURS[code]) for code in LEVELS]
    assert shades == sorted(shades)
    assert all(later - earlier > 0.05 for earlier, later in pairwise(shades))


def test_each_kind_of_record_has_a_colour_of_its_own():
    assert len({*KIND_COLOURS.values(), ATTENTION}) == len(KIND_COLOURS) + 1


@every_style
def test_text_can_be_read_on_the_paper(style):
    assert contrast(style.ink, style.paper) >= 7
    assert contrast(style.muted, style.paper) >= 4.5


def test_the_two_themes_have_the_same_names_of_colours():
    assert STYLES == {"light": LIGHT, "dark": DARK}
    own = {field.name for field in dataclasses.fields(LIGHT)} - {"name"}
    assert all(
        re.fullmatch(r"#[0-9a-f]{6}", getattr(s, name)) for s in STYLES.values() for name in own
    )


# The timeline's own rules


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
    figure = built(timeline.figure(far, Words("t", "s", "c"), LIGHT, TODAY))
    assert figure.layout.xaxis.range[1] == "2031-12-31"


# The calendar's own rules


def calendar(*events):
    """The calendar of events given as (year, month, standing)."""
    rows = pl.DataFrame(
        [
            (f"E{n}", year, month, standing, standing)
            for n, (year, month, standing) in enumerate(events)
        ],
        schema=["title", "year", "month", "standing", "standing_label"],
        orient="row",
    ).cast({"year": pl.Int64, "month": pl.Int64})
    return built(events_calendar.figure(rows, Words("t", "s", "c"), LIGHT)), rows


def test_a_cell_counts_the_events_of_its_month_and_lists_them():
    figure, rows = calendar((2024, 3, "held"), (2024, 3, "held"), (2022, 12, "held"))
    [bars] = figure.data
    assert sorted(zip(bars.text, bars.hovertext, strict=True)) == [
        ("1", "<b>Dec 2022: 1 event</b><br>E2"),
        ("2", "<b>Mar 2024: 2 events</b><br>E0<br>E1"),
    ]
    assert list(figure.layout.yaxis.ticktext) == ["2024", "2023", "2022"]
    assert "Most in 2024: 2." in events_calendar.alt(rows, Words("t", "s", "c"))


def test_what_has_no_month_or_no_date_stands_in_the_thirteenth_column():
    figure, _rows = calendar((2024, None, "held"), (None, None, "held"), (2024, 12, "held"))
    [bars] = figure.data
    middles = [base + width / 2 for base, width in zip(bars.base, bars.x, strict=True)]
    assert [round(middle, 2) for middle in middles] == [14, 14, 12]
    assert list(figure.layout.yaxis.ticktext) == ["2024", "No date"]
    assert list(figure.layout.xaxis.tickvals)[-1] == 14
    assert figure.layout.xaxis.ticktext[-1] == "Month<br>not<br>known"


@every_style
def test_what_is_to_come_is_an_outline_beside_what_was(style):
    _figure, rows = calendar((2024, 3, "held"), (2024, 3, "to_come"), (2024, 4, "to_come"))
    held, to_come = built(events_calendar.figure(rows, Words("t", "s", "c"), style)).data
    assert (held.name, to_come.name) == ("held (1)", "to_come (2)")
    assert to_come.marker.color == style.paper
    assert to_come.marker.line.width > held.marker.line.width == 0
    # In March, half of the cell each; April is all to come.
    assert held.base[0] + held.x[0] < min(to_come.base)
    assert sorted(to_come.x)[1] > 1.9 * held.x[0]


def test_a_year_far_away_does_not_stretch_the_calendar():
    figure, _rows = calendar((1844, 3, "held"), (2024, 3, "held"))
    assert list(figure.layout.yaxis.ticktext) == ["2024", "1844"]


@every_style
def test_the_numbers_in_the_cells_can_be_read(snapshot, style):
    held = built(DRAW["events-calendar"](snapshot, WORLD, style)[0].figure).data[0]
    pairs = set(zip(held.insidetextfont.color, held.marker.color, strict=True))
    assert len(pairs) == 3
    assert all(contrast(ink, cell) >= 4.5 for ink, cell in pairs)
