"""Countries side by side: a cell for each line and country, on a chart and in its table."""

import html
import re
from datetime import date
from itertools import pairwise

import polars as pl
import pytest

from dashboard.charts import comparison
from dashboard.charts.chart import Words
from dashboard.filters import Selection
from dashboard.queries import compare
from dashboard.style import LIGHT
from loaders.measures import Clock
from tests.dashboard.charts.drawn import built

CLOCK = Clock(date(2026, 6, 30), date(2026, 6, 30))


@pytest.fixture(scope="module")
def rows(snapshot):
    chosen = Selection(chosen={"place": ("FRA", "SEN", "TUR")})
    return compare.rows(snapshot, chosen, CLOCK)


def cells(rows):
    """The text of each cell by line and column, and whether it has a sign."""
    figure = built(comparison.figure(rows, LIGHT))
    return {
        (y, x): (html.unescape(text).strip("\N{NO-BREAK SPACE}"), "markers" in trace.mode)
        for trace in figure.data
        for x, y, text in zip(trace.x, trace.y, trace.text, strict=True)
    }


def test_each_line_has_a_cell_for_each_country_under_heads_of_their_own(rows):
    found = cells(rows)
    lines = rows["n"].n_unique() + rows["part"].n_unique()
    assert len(found) == 3 * lines
    heads = [text for (_y, x), (text, _sign) in found.items() if text == "<b>Senegal</b>"]
    assert len(heads) == 3


def test_a_lever_that_nobody_uses_is_a_dash_without_a_sign(rows):
    figure = built(comparison.figure(rows, LIGHT))
    line = list(figure.layout.yaxis.ticktext).index("Finance")
    found = cells(rows)
    assert [found[line, column] for column in (0, 1, 2)][1] == ("\N{EN DASH}", False)
    number, has_sign = found[line, 2]
    assert (int(number) > 1, has_sign) == (True, True)


def test_the_table_has_the_numbers_of_the_page(snapshot, rows):
    table = comparison.table(rows)
    assert table.columns == ["Part", "Measure", "France", "Senegal", "Türkiye"]
    numbers = compare.levers(snapshot, ["FRA", "SEN", "TUR"], CLOCK)
    levers = table.filter(Part="Policy levers in use")
    expected = [
        tuple(str(number) if number else "\N{EN DASH}" for number in line)
        for line in numbers.values()
        if any(line)
    ]
    assert levers.select("France", "Senegal", "Türkiye").rows() == expected


def test_the_text_alternative_tells_each_measure_of_each_country(rows):
    said = comparison.alt(rows, Words("Compared", "France and others", ""))
    assert said.startswith("Compared. France and others. ")
    assert re.search(r"Legal framework for the SSE \(France: Framework law in force; ", said)


def test_of_two_countries_more_is_told_than_of_six(snapshot):
    def longest(*countries):
        chosen = compare.rows(snapshot, Selection(chosen={"place": countries}), CLOCK)
        words = [text for text, _sign in cells(chosen).values() if not text.startswith("<b>")]
        return max(map(len, words))

    assert longest("FRA", "SEN") > 30
    assert longest("FRA", "SEN", "TUR", "KOR", "BRA", "ESP") <= 22


def test_a_file_has_the_whole_words_in_lines_as_high_as_their_highest_cell(snapshot):
    """Nobody can ask a file what 'Framework law adopted…' is cut from."""
    six = Selection(chosen={"place": ("FRA", "SEN", "TUR", "BRA", "KOR", "BOL")})
    rows = compare.rows(snapshot, six, CLOCK)
    drawn, page = (built(made(rows, LIGHT)) for made in (comparison.on_paper, comparison.figure))
    heads, *of_cells = (
        {
            (y, x): html.unescape(text).replace("\N{NO-BREAK SPACE}", "")
            for x, y, text in zip(trace.x, trace.y, trace.text, strict=True)
        }
        for trace in drawn.data
    )
    words = {at: text for cells in of_cells for at, text in cells.items()}
    whole = {
        comparison.word(*about)
        for about in comparison.once(rows).select("level", "label", "detail").rows()
    }
    assert {text.replace("<br>", " ") for text in words.values()} == whole
    assert "<b>Bolivia<br>(Plurinational<br>State of)</b>" in heads.values()
    titles = dict(zip(drawn.layout.yaxis.tickvals, drawn.layout.yaxis.ticktext, strict=True))
    assert {title.replace("<br>", " ") for title in titles.values()} >= {*rows["line"]}
    # From one line's middle to the next, half of the highest of each has room.
    texts = [titles, heads, words]
    highest = {
        y: max(text.count("<br>") for each in texts for at, text in placed(each) if at == y)
        for y in titles
    }
    end, begin = drawn.layout.yaxis.range
    pixels = (drawn.layout.height - comparison.AROUND) / (end - begin)
    assert pixels == pytest.approx(comparison.ROW, rel=0.01)
    assert max(highest.values()) > 1
    for (above, more), (below, again) in pairwise(highest.items()):
        room = comparison.ROW + (more + again) / 2 * comparison.FURTHER
        assert (below - above) * comparison.ROW == pytest.approx(room)
    assert page.layout.height < drawn.layout.height


def placed(texts):
    """The texts of cells or of titles with the line on which they stand."""
    return [(at[0] if isinstance(at, tuple) else at, text) for at, text in texts.items()]


def test_a_text_without_end_is_cut_in_a_file_as_well(rows):
    endless = rows.with_columns(line=pl.lit("on and on " * 50))
    drawn = built(comparison.on_paper(endless, LIGHT))
    title = drawn.layout.yaxis.ticktext[1]
    assert (title.count("<br>"), title[-1]) == (comparison.MOST - 1, "\N{HORIZONTAL ELLIPSIS}")
