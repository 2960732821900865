"""What holds for every map."""

import polars as pl
import pytest

from dashboard import assets, geometry
from dashboard.charts.chart import boundary_sentence
from dashboard.filters import Selection
from dashboard.style import LIGHT
from tests.dashboard.charts.drawn import DRAW, WORLD, built, every_map, every_style, plain


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
