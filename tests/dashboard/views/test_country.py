"""One country: the page that a code in the address opens."""

import re

import pytest

from dashboard.export import briefs

HOSTILE = (
    "![p](https://evil.example/p.png) [l](https://evil.example) <img src=x> :red[d] $x$ %{x} `c`"
)


# The empty case first


def test_without_a_country_the_page_asks_for_one(visit):
    page = visit("country")
    assert not page.exception
    assert page.title[0].value == "Country"
    assert ["Choose a country" in info.value for info in page.info] == [True]
    assert not page.header


def test_a_folder_without_reference_or_records_says_which_country_is_unknown(
    tmp_path, serve, visit
):
    (tmp_path / "countries").mkdir()
    serve(tmp_path)
    page = visit("country", country="TUR")
    assert not page.exception
    assert ["no country or area of the list" in said.value for said in page.warning] == [True]


@pytest.mark.parametrize("name", ["Turkey", "turkiye", "TR", "Türkyie"])
def test_a_name_in_place_of_a_code_leads_to_the_country_that_is_meant(visit, name):
    [warning] = visit("country", country=name).warning
    assert f"asks for {name}, which is no country" in warning.value
    assert "Did you mean [Türkiye](country?country=TUR)?" in warning.value


@pytest.mark.parametrize("code", ["XXX", "T", "TURKEY", "x" * 10_000, HOSTILE, "../../etc"])
def test_an_unknown_code_is_reported(visit, texts, code):
    page = visit("country", country=code)
    assert not page.exception
    assert ["no country or area of the list" in warning.value for warning in page.warning] == [True]
    assert not page.header
    assert not [text for text in texts(page) if "![" in text or len(text) > 2_000]


def test_of_a_switch_that_is_neither_on_nor_off_the_switch_is_named(visit):
    page = visit("country", country="TUR", full="x")
    assert [warning.value.rpartition(". ")[2] for warning in page.warning] == [
        "Use the switch above the records."
    ]
    assert page.toggle(key="full").value is False


# The shipped data


@pytest.mark.parametrize("code", ["TUR", "tur", "ITA", "SEN", "VAT", "XKX"])
def test_a_country_of_the_shipped_data_is_shown(visit, snapshot, code):
    page = visit("country", country=code, section="all", full="1")
    assert not page.exception
    assert not page.warning
    assert page.selectbox(key="country-picker").value == code.upper()
    own = snapshot.frames["laws"].filter(country=code.upper())["id"]
    assert set(own) <= page.rows.keys()


def test_the_date_in_the_address_is_the_date_of_the_page(visit):
    page = visit("country", country="TUR", asof="1980-01-01")
    assert any("s of 1 January 1980" in text.value for text in page.markdown)
    assert page.date_input(key="filter-asof").value.isoformat() == "1980-01-01"


def test_on_an_earlier_date_the_page_tells_what_stood_then(visit, texts):
    page = visit("country", country="TUR", asof="2014-06-30", section="all")
    assert not page.exception
    said = " ".join(texts(page))
    assert "record?id=tur-cooperatives-action-plan-2025-2029" not in said
    plan = page.rows["tur-cooperatives-action-plan-2012-2016"]
    assert plan.facts.startswith("In its period")
    assert "Cooperatives Support Programme" not in said, "established in 2020"
    assert "record?id=tur-conf-cooperatives-fair-2017" not in said


def test_a_bad_filter_is_reported_and_the_country_shown(visit):
    page = visit("country", country="TUR", asof="never", theme="none")
    assert not page.exception
    assert len(page.warning) == 2
    assert page.title[0].value == "Türkiye"


def test_the_picker_changes_the_country_in_the_address(visit):
    page = visit("country", country="TUR", asof="2015-01-01")
    page.selectbox(key="country-picker").select("ITA").run()
    assert not page.exception
    assert page.title[0].value == "Italy"
    assert dict(page.query_params) == {"country": "ITA", "asof": "2015-01-01"}


def test_the_brief_is_offered_in_every_format(visit):
    page = visit("country", country="TUR")
    assert not page.get("download_button"), "drawn for who opens it"
    page.opened("brief-menu")
    assert not page.exception
    assert [button.label for button in page.get("download_button")] == [
        form.label for form in briefs.FORMATS.values()
    ]


# Record text is data


@pytest.mark.parametrize("code", ["TUR", "SEN", "ITA"])
def test_hostile_record_text_stays_text(records, serve, visit, texts, code):
    serve(records(HOSTILE))
    page = visit("country", country=code, section="all", full="1")
    assert not page.exception
    shown = texts(page)
    assert sum("evil" in text for text in shown) > 3, "the text is shown"
    for text in shown:
        assert not [sign for sign in ("![", "[l](", "<img", ":red[", "$x$") if sign in text]


def test_a_link_goes_to_a_source_or_to_a_page_of_ours(records, serve, visit, texts):
    serve(records("Text"))
    page = visit("country", country="TUR", section="all", full="1")
    targets = {found for text in texts(page) for found in re.findall(r"\]\(([^)]*)\)", text)}
    ours = re.compile(r"(record\?id|plans\?plan|resolutions\?of)=[a-z0-9-]+")
    assert {found for found in targets if not ours.fullmatch(found)} == {"https://example.org/1"}
    assert {"record?id=tur-l1", "resolutions?of=int-r1"} <= targets
