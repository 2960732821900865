"""The page of the map: what it shows is chosen."""

import time

import pytest

from dashboard.queries.map_measures import MEASURES


def spec(page):
    [chart] = page.charts
    return chart.figure


# The empty case first


@pytest.mark.parametrize("measure", MEASURES)
def test_a_folder_without_records_gives_a_map(empty, serve, visit, measure):
    serve(empty.root)
    page = visit("map", show=measure)
    assert not page.exception
    assert "(236)" in spec(page)


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_has_a_map_with_its_title_and_explanation(visit, measure):
    page = visit("map", show=measure)
    assert not page.exception
    assert not page.warning
    assert MEASURES[measure].title in spec(page)
    assert MEASURES[measure].explained in [caption.value for caption in page.caption]


def test_what_is_chosen_goes_into_the_address(visit):
    page = visit("map", show="coverage", of="news")
    page.selectbox(key="map-show").select("position").run()
    assert dict(page.query_params) == {"show": "position"}
    page.selectbox(key="map-of").select("mercosur-gmc-res-35-01").run()
    assert dict(page.query_params) == {"show": "position", "of": "mercosur-gmc-res-35-01"}
    assert "Bound (4)" in spec(page)


def test_the_map_of_events_has_the_filters_of_their_page(visit):
    page = visit("map", show="events-hosted").filters()
    page.multiselect(key="filter-funder").select("european-union").run()
    page.number_input(key="filter-to").set_value(2024).run()
    assert dict(page.query_params) == {
        "show": "events-hosted",
        "funder": "european-union",
        "to": "2024",
    }
    assert "European Union" in spec(page)
    assert not visit("map", show="action-plan").filters().multiselect


def test_a_map_that_does_not_exist_is_reported_and_the_first_shown(visit):
    page = visit("map", show="![x](https://evil.example)")
    assert not page.exception
    assert ["map that does not exist" in warning.value for warning in page.warning] == [True]
    assert "Legal framework for the SSE" in spec(page)


def test_the_table_has_what_the_legend_counts(visit):
    page = visit("map", show="action-plan", region="ilo-africa")
    page.pills(key="country-classes-more").select("table").run()
    table = page.dataframe[0].value
    for label, number in table["Class"].value_counts().items():
        assert f"{label} ({number})" in spec(page)


def test_hostile_record_text_stays_text(records, serve, visit, texts):
    hostile = "![p](https://evil.example/p.png) <a href='x'>h</a> :red[d] $x$ %{x}"
    serve(records(hostile))
    for measure in MEASURES:
        page = visit("map", show=measure)
        assert not page.exception
        assert "%{x}" not in spec(page)
        # The value of a selectbox stands in an input field, which reads no Markdown.
        plain = {option for box in page.selectbox for option in box.options}
        assert not [text for text in texts(page) if "![" in text and text not in plain]


def test_a_resolution_that_does_not_exist_is_reported_not_replaced_in_silence(visit):
    page = visit("map", show="position", of="![x](https://evil.example)")
    assert not page.exception
    assert "which this map cannot show" in page.warning[0].value
    assert "](https" not in page.warning[0].value


# The years


def test_the_slider_moves_the_date_to_the_end_of_a_year_and_back_to_today(visit):
    page = visit("map", asof="2010-05-01")
    assert page.slider(key="map-year").value == 2010
    page.slider(key="map-year").set_value(1995).run()
    assert page.query_params["asof"] == "1995-12-31"
    assert "as of 31 December 1995" in spec(page)
    page.slider(key="map-year").set_value(2026).run()
    assert "asof" not in page.query_params


def test_a_map_that_no_date_changes_has_no_years(visit):
    assert not visit("map", show="coverage").slider


def test_the_years_are_played_to_the_present_one_and_end_there(visit, monkeypatch):
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    page = visit("map")
    page.button(key="map-play").click().run()
    shown = [page.query_params["asof"]]
    page.run()  # too early for the next year
    assert page.query_params["asof"] == shown[0]
    while "asof" in page.query_params:
        now += 1.5
        page.run()
        shown.append(page.query_params.get("asof"))
    assert [year and year[:4] for year in shown] == [*map(str, range(2000, 2026)), None]
    now += 1.5
    page.run()
    assert page.button(key="map-play").label == "Play the years"
    assert "asof" not in page.query_params


def test_playing_goes_on_from_the_year_that_is_shown_and_stops_where_told(visit, monkeypatch):
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    page = visit("map", asof="2012-12-31")
    page.button(key="map-play").click().run()
    now += 1.5
    page.run()
    assert page.query_params["asof"] == "2013-12-31"
    page.button(key="map-play").click().run()
    now += 1.5
    page.run()
    assert page.query_params["asof"] == "2013-12-31"


def test_another_map_ends_the_playing_which_it_could_not_stop(visit, monkeypatch):
    """Of a map that no year changes the bar of years, and with it the button, is not there."""
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    page = visit("map", asof="2012-12-31")
    page.button(key="map-play").click().run()
    page.selectbox(key="map-show").select("coverage").run()
    now += 1.5
    page.run()
    assert page.query_params["asof"] == "2012-12-31"
    assert not [one for one in page.button if one.key == "map-play"]
