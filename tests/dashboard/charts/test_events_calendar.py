"""The calendar's own rules."""

import polars as pl

from dashboard.charts import events_calendar
from dashboard.charts.chart import Words
from dashboard.style import LIGHT
from tests.dashboard.charts.drawn import DRAW, WORLD, built, every_style
from tests.dashboard.contrast import contrast


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
    return built(events_calendar.figure(rows, LIGHT)), rows


def bars_of(figure):
    """What is drawn; the rest of a figure stands in its legend alone."""
    return [trace for trace in figure.data if trace.type == "bar"]


def test_a_cell_counts_the_events_of_its_month_and_lists_them():
    figure, rows = calendar((2024, 3, "held"), (2024, 3, "held"), (2022, 12, "held"))
    [bars] = bars_of(figure)
    assert sorted(zip(bars.text, bars.hovertext, strict=True)) == [
        ("1", "<b>Dec 2022: 1 event</b><br>E2"),
        ("2", "<b>Mar 2024: 2 events</b><br>E0<br>E1"),
    ]
    assert list(figure.layout.yaxis.ticktext) == ["2024", "2023", "2022"]
    assert "Most in 2024: 2." in events_calendar.alt(rows, Words("t", "s", "c"))


def test_of_many_events_some_are_named_and_the_rest_is_counted():
    figure, _rows = calendar(*[(2024, 3, "held")] * (events_calendar.TITLES + 2))
    [[said]] = [bars.hovertext for bars in bars_of(figure)]
    _head, *named, more = said.split("<br>")
    assert (len(named), more) == (events_calendar.TITLES, "And 2 more.")


def test_what_has_no_month_or_no_date_stands_in_the_thirteenth_column():
    figure, _rows = calendar((2024, None, "held"), (None, None, "held"), (2024, 12, "held"))
    [bars] = bars_of(figure)
    middles = [base + width / 2 for base, width in zip(bars.base, bars.x, strict=True)]
    assert [round(middle, 2) for middle in middles] == [14, 14, 12]
    assert list(figure.layout.yaxis.ticktext) == ["2024", "No date"]
    assert list(figure.layout.xaxis.tickvals)[-1] == 14
    assert figure.layout.xaxis.ticktext[-1] == "Month<br>not<br>known"


@every_style
def test_what_is_to_come_is_an_outline_beside_what_was(style):
    _figure, rows = calendar((2024, 3, "held"), (2024, 3, "to_come"), (2024, 4, "to_come"))
    held, to_come = bars_of(built(events_calendar.figure(rows, style)))
    assert (held.name, to_come.name) == ("held (1)", "to_come (2)")
    assert to_come.marker.color == style.paper
    assert to_come.marker.line.width > held.marker.line.width == 0
    # In March, half of the cell each; April is all to come.
    assert held.base[0] + held.x[0] < min(to_come.base)
    assert sorted(to_come.x)[1] > 1.9 * held.x[0]


@every_style
def test_the_legend_shows_every_shade_of_what_was_held(style):
    _figure, rows = calendar((2024, 3, "held"), (2024, 4, "to_come"))
    figure = built(events_calendar.figure(rows, style))
    entries = [trace for trace in figure.data if trace.showlegend is not False]
    assert [entry.name for entry in entries] == ["to_come (1)", "held (1)"]
    assert entries[1].legendrank < 1_000, "as a bar's, which has none of its own, comes after it"
    shades = [colour for _place, colour in entries[1].fillgradient.colorscale]
    assert list(dict.fromkeys(shades)) == [style.third, style.second, style.first]


def test_a_year_far_away_does_not_stretch_the_calendar():
    figure, _rows = calendar((1844, 3, "held"), (2024, 3, "held"))
    assert list(figure.layout.yaxis.ticktext) == ["2024", "1844"]


@every_style
def test_the_numbers_in_the_cells_can_be_read(snapshot, style):
    held = built(DRAW["events-calendar"](snapshot, WORLD, style)[0].figure).data[0]
    pairs = set(zip(held.insidetextfont.color, held.marker.color, strict=True))
    assert len(pairs) == 3
    assert all(contrast(ink, cell) >= 4.5 for ink, cell in pairs)
