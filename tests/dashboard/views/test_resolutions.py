"""The page of international instruments."""

import pytest


def spec(page):
    [chart] = page.get("plotly_chart")
    return chart.proto.spec


# The empty case first


def test_a_folder_without_records_gives_a_page_that_says_so(empty, serve, visit, texts):
    serve(empty.root)
    page = visit("resolutions")
    assert not page.exception
    assert "No position is recorded" in page.info[0].value
    assert texts(page).count("None recorded.") == 2


# The shipped data


def test_every_position_stands_in_the_matrix_and_its_table(visit, snapshot):
    page = visit("resolutions")
    assert not page.exception
    page.pills(key="positions-more").select("table").run()
    table = page.dataframe[0].value
    assert len(table) == snapshot.frames["positions"].height
    for label, number in table["Position"].value_counts().items():
        assert f"{label} ({number})" in spec(page)


def test_every_instrument_is_listed_with_its_page_and_its_map(visit, snapshot, texts):
    said = " ".join(texts(visit("resolutions")))
    for record in snapshot.frames["resolutions"]["id"]:
        assert f"](record?id={record})" in said
    assert "](map?show=position&of=unga-res-77-281)" in said


def test_on_an_earlier_date_only_what_was_adopted_is_shown(visit, texts):
    page = visit("resolutions", asof="2016-01-01")
    assert "A/RES/77/281" not in spec(page)
    assert "](record?id=unga-res-77-281)" not in "".join(
        text for text in texts(page) if "**[" in text
    )


@pytest.mark.parametrize("region", ["mercosur", "eu"])
def test_a_region_shows_its_own_countries(visit, snapshot, region):
    page = visit("resolutions", region=region)
    page.pills(key="positions-more").select("table").run()
    members = {
        snapshot.reference.country_name(code)
        for code in snapshot.reference.groups[region]["members"]
    }
    assert set(page.dataframe[0].value["Country or area"]) <= members


def test_hostile_record_text_stays_text(records, serve, visit, texts):
    serve(records("![p](https://evil.example/p.png) <a href='x'>h</a> :red[d] $x$ %{x}"))
    page = visit("resolutions")
    assert not page.exception
    assert "%{x}" not in spec(page)
    for text in texts(page):
        assert not [sign for sign in ("![", "<a ", ":red[", "$x$") if sign in text]
