"""The page of the map: what it shows is chosen."""

import pytest

from dashboard.queries.map_measures import MEASURES


def spec(page):
    [chart] = page.get("plotly_chart")
    return chart.proto.spec


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
