"""The page of international instruments."""

import html
import re

import polars as pl
import pytest

from dashboard.language import fold


def spec(page):
    # The map comes before the chain.
    [chart, *_chain] = page.charts
    return chart.figure


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
    instruments = snapshot.frames["resolutions"].height
    pages = [visit("resolutions", page=str(n)) for n in range(1, -(-instruments // 8) + 1)]
    said = " ".join(text for page in pages for text in texts(page))
    for record in snapshot.frames["resolutions"]["id"]:
        assert f"](resolutions?of={record})" in said
    assert "](map?show=position&of=unga-res-77-281)" in said


def test_on_an_earlier_date_only_what_was_adopted_is_shown(visit, texts):
    page = visit("resolutions", asof="2016-01-01")
    assert "A/RES/77/281" not in spec(page)
    assert "of=unga-res-77-281)" not in "".join(text for text in texts(page) if "**[" in text)


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


# One instrument


def metrics(page):
    return {html.unescape(metric.label): int(metric.value) for metric in page.metric}


def opened(page):
    """The positions that are listed, by their heading."""
    return {html.unescape(one.label): one.markdown[0].value for one in page.expander}


INSTRUMENTS = ["unga-res-77-281", "unga-res-79-213", "mercosur-gmc-res-35-01"]


@pytest.mark.parametrize("identifier", INSTRUMENTS)
def test_figures_map_and_list_of_an_instrument_tell_the_same_positions(visit, snapshot, identifier):
    page = visit("resolutions", of=identifier)
    assert not page.exception
    assert not page.warning
    taken = snapshot.frames["positions"].filter(resolution=identifier)
    label = snapshot.reference.label
    for (position,), group in taken.group_by("position"):
        name = label("position", position)
        assert metrics(page)[name] == group.height
        assert f"{name} ({group.height})" in spec(page)
        [lines] = [text for head, text in opened(page).items() if f"**{name}**" in head]
        for country in group["country"]:
            assert f"](country?country={country})" in lines
        assert lines.count("\n") == group.height - 1
    assert metrics(page)["Taken up"] == 0
    assert len(opened(page)) == taken["position"].n_unique()


def test_an_instrument_is_shown_in_full(visit, snapshot, texts):
    page = visit("resolutions", of="unga-res-77-281")
    row = snapshot.frames["resolutions"].row(by_predicate=pl.col("id") == "unga-res-77-281")
    said = html.unescape(" ".join(texts(page)))
    for part in ("United Nations General Assembly", "A/RES/77/281", "18 April 2023", row[2]):
        assert part in said
    for link in ("unga-res-77-281", "unga-res-79-213", "untfsse-action-plan-2024-2026"):
        assert f"](record?id={link})" in said
    assert "What follows from it" in said


def test_links_are_told_both_ways(visit, texts):
    said = " ".join(texts(visit("resolutions", of="unga-res-79-213")))
    before, _head, _after = said.partition("What follows from it")
    assert "What it follows from" in before
    assert "](record?id=unga-res-77-281)" in before


def test_uptake_names_its_record_where_there_is_one(visit, snapshot, texts):
    followed = snapshot.frames["uptake"].filter(resolution="oecd-legal-0472")
    page = visit("resolutions", of="oecd-legal-0472")
    assert metrics(page)["Taken up"] == followed.height
    said = " ".join(texts(page))
    assert followed["id"].drop_nulls().len()
    for record in followed["id"].drop_nulls():
        assert f"](record?id={record})" in said


def test_what_followed_is_told_in_the_order_of_the_countries(visit, snapshot, texts):
    said = next(text for text in texts(visit("resolutions")) if "\n    - **" in text)
    told = [re.findall(r"(?m)^    - \*\*(.+?)\*\*", part) for part in said.split("\n- **")]
    assert sum(map(len, told)) == snapshot.frames["uptake"].height
    assert max(map(len, told)) > 2
    assert told == [sorted(names, key=fold) for names in told]


def test_what_follows_from_an_instrument_is_not_told_to_be_nothing(visit, texts):
    """None of it was taken up, and four national plans follow from it."""
    page = visit("resolutions", of="unga-res-77-281")
    [taken_up] = [metric for metric in page.metric if metric.label == "Taken up"]
    said = " ".join(texts(page))
    _before, _head, after = said.partition("What follows from it")
    followed = set(re.findall(r"\]\(record\?id=([^)&]+)", after)) - {"unga-res-77-281"}
    assert (taken_up.value, taken_up.delta) == ("0", f"and {len(followed)} that follow from it")
    assert "None recorded." not in said
    assert "Nothing is recorded beside what follows from it, below." in said
    assert len(followed) >= 5


def test_what_followed_stands_under_its_instrument_which_is_named_once(visit, snapshot):
    [said] = [one.value for one in visit("resolutions").markdown if "\n    - **" in one.value]
    heads = [line for line in said.split("\n") if line.startswith("- ")]
    followed = snapshot.frames["uptake"]["resolution"].unique(maintain_order=True)
    assert [head.partition("of=")[2].rstrip(")*") for head in heads] == followed.to_list()
    assert said.count("\n    - **") == snapshot.frames["uptake"].height


def test_a_country_and_its_uptake_stand_apart_by_the_colon_of_the_language(visit, texts):
    said = " ".join(texts(visit("resolutions", of="oecd-legal-0472", lang="fr")))
    assert "**Portugal**\N{NO-BREAK SPACE}: " in said


def test_the_source_of_a_single_position_stands_beside_it(visit, snapshot):
    sources = snapshot.frames["sources"].filter(record="unga-res-77-281", part="positions/8")
    lines = "\n".join(opened(visit("resolutions", of="unga-res-77-281")).values())
    assert [f"]({sources['url'][0]})" in line for line in lines.split("\n")].count(True) == 1


def test_the_picker_opens_an_instrument_and_all_of_them_again(visit):
    page = visit("resolutions")
    page.selectbox(key="resolutions-of").select("unga-res-79-213").run()
    assert dict(page.query_params) == {"of": "unga-res-79-213"}
    assert "79th session" in html.unescape(page.title[0].value)
    page.selectbox(key="resolutions-of").select("").run()
    assert dict(page.query_params) == {}
    assert page.title[0].value == "Resolutions"


def test_the_picker_knows_an_instrument_by_its_number_its_body_and_its_year(visit):
    options = visit("resolutions").selectbox(key="resolutions-of").options
    [of_ilo] = [one for one in options if one.startswith("Resolution and Conclusions concerning")]
    assert of_ilo.endswith("\xa0· International Labour Conference (ILO)\xa0· 2022")
    assert any("A/RES/77/281" in one for one in options)


@pytest.mark.parametrize("of", ["nope", "![x](https://evil.example)", "tur-law-7339"])
def test_an_instrument_that_does_not_exist_is_reported_and_all_are_shown(visit, of):
    page = visit("resolutions", of=of)
    assert not page.exception
    assert "which is no instrument" in page.warning[0].value
    assert "](https" not in page.warning[0].value
    assert page.title[0].value == "Resolutions"
    assert "Positions on international instruments" in spec(page)


def test_before_its_adoption_an_instrument_has_no_positions(visit):
    page = visit("resolutions", of="unga-res-77-281", asof="2020-01-01")
    assert not page.exception
    assert "not adopted by this date" in page.info[0].value
    assert not page.metric
    assert not page.charts


def test_a_region_without_positions_says_so(visit):
    page = visit("resolutions", of="mercosur-gmc-res-35-01", region="asean")
    assert not page.exception
    assert any("No position is recorded" in caption.value for caption in page.caption)
    assert not page.charts


def test_hostile_text_of_an_instrument_stays_text(records, serve, visit, texts):
    serve(records("![p](https://evil.example/p.png) <a href='x'>h</a> :red[d] $x$ %{x}"))
    page = visit("resolutions", of="int-r1")
    assert not page.exception
    assert "%{x}" not in spec(page)
    plain = {option for box in page.selectbox for option in box.options}
    for text in texts(page):
        signs = [sign for sign in ("![", "<a ", ":red[", "$x$") if sign in text]
        assert not signs or text in plain


def test_what_followed_later_than_the_date_is_not_told(visit, texts):
    said = " ".join(texts(visit("resolutions", of="unga-res-77-281", asof="2023-06-30")))
    assert "id=ilo-asia-sse-sdg-workshop-2024" not in said
    assert "id=unga-res-79-213" not in said
    # Of what has no date it is not known; it is told so.
    assert (
        "id=untfsse-action-plan-2024-2026&asof=2023-06-30) :gray[Resolution\xa0· Date not known"
        in said
    )


def test_a_record_that_the_summary_names_is_a_link(visit, texts):
    said = " ".join(texts(visit("resolutions", of="unga-res-77-281")))
    first = said.partition("id=unga-res-79-213")[0]
    assert first.rpartition("[")[0].endswith("a second followed in December 2024 &#40;")
