"""What holds for every chart of `CHARTS`."""

import html
import re

import plotly.graph_objects as go
import polars as pl
import pytest

from dashboard.charts import CHARTS
from dashboard.charts.chart import Words, on_paper, plot
from dashboard.filters import Selection
from dashboard.shown import APART
from dashboard.style import LIGHT
from tests.dashboard.charts.drawn import (
    COUNTED,
    DRAW,
    REDRAW,
    WIDTH,
    WORLD,
    as_json,
    built,
    every_chart,
    every_legend,
    every_style,
    legend,
    plain,
)


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
            # A picture's lines are broken already; it has plain spaces.
            assert text.replace("\xa0", " ") in seen
        assert built(drawn.figure).layout.paper_bgcolor == style.paper
        assert built(drawn.figure).layout.font.color == style.ink


@every_chart
def test_the_caption_of_a_file_ends_in_it(snapshot, chart):
    """It begins where the plot does, behind the labels of the axis."""
    for drawn in DRAW[chart.name](snapshot, WORLD, LIGHT):
        words = Words("Title", "", "Nothing that is said of it may be cut. " * 20)
        bare = REDRAW[chart.name](drawn.rows, LIGHT, snapshot)
        layout = built(on_paper(bare, words, LIGHT, WIDTH)).layout
        own = layout.yaxis.ticktext if layout.yaxis.automargin else None
        label = max((len(html.unescape(text)) for text in own or ()), default=0)
        lines = layout.annotations[-1].text.split("<br>")
        # Pixels of a letter of 12 and of 11 points.
        assert 6.3 * label + 5.5 * max(map(len, lines)) < WIDTH, chart.name


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


@every_legend
def test_the_text_alternative_has_title_subtitle_and_every_count_of_the_legend(snapshot, chart):
    for drawn in DRAW[chart.name](snapshot, WORLD, LIGHT):
        said = chart.alt(drawn.rows, drawn.words)
        assert said.startswith(f"{drawn.words.title}. {drawn.words.subtitle}. ")
        counted = legend(drawn.figure)
        assert counted
        for label, number in counted.items():
            assert re.search(rf"{re.escape(label)}: ({number}|{number:,})[;.]", said), label


@every_legend
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
    figure = REDRAW[chart.name](drawn.rows.clear(), LIGHT, data)
    return on_paper(figure, drawn.words, LIGHT, WIDTH)


@every_chart
def test_without_rows_alternative_and_table_say_so(snapshot, chart):
    drawn = DRAW[chart.name](snapshot, WORLD, LIGHT)[0]
    assert chart.alt(drawn.rows.clear(), drawn.words).startswith(drawn.words.title)
    assert chart.table(drawn.rows.clear()).height == 0


@every_chart
def test_without_rows_the_frame_is_drawn(snapshot, chart):
    drawn = DRAW[chart.name](snapshot, WORLD, LIGHT)[0]
    assert drawn.words.title in plain(no_rows(chart, snapshot, drawn))


@every_legend
@pytest.mark.parametrize("size", [1, 2])
def test_one_or_two_rows_are_enough(snapshot, chart, size):
    drawn = DRAW[chart.name](snapshot, WORLD, LIGHT)[0]
    rows = drawn.rows.head(size)
    figure = REDRAW[chart.name](rows, LIGHT, snapshot)
    assert sum(legend(figure).values()) == size


def test_a_line_of_a_subtitle_does_not_break_inside_an_entity():
    words = Words("Title", "A" * 58 + "<b>x", "B" * 68 + "<b>y")
    figure = built(on_paper(plot([], {}, LIGHT, 400), words, LIGHT, 420))
    texts = [figure.layout.title.subtitle.text, figure.layout.annotations[-1].text]
    for text in texts:
        assert "&lt;b&gt;" in text.replace("<br>", "")
        assert all(not re.search(r"&\w*$", line) for line in text.split("<br>"))


def test_no_line_of_a_picture_begins_with_the_sign_between_two_parts():
    parts = [f"Part {n}" for n in range(40)]
    words = Words("Title", APART.join(parts), "Caption")
    figure = plot([], {}, LIGHT, 300)
    for width in range(200, 1_200, 50):
        layout = on_paper(figure, words, LIGHT, width)["layout"]
        lines = layout["title"]["subtitle"]["text"].split("<br>")
        assert len(lines) > 1
        assert not [line for line in lines if line.startswith("\N{MIDDLE DOT}")]
