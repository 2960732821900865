"""Countries side by side."""

import html

import pytest

from dashboard.queries import compare
from loaders.measures import Clock

FRANCE = "**[France](country?country=FRA)**"
SENEGAL = "**[Senegal](country?country=SEN)**"
"""Heads of columns: each leads to the country's page."""


def shown(page):
    said = [text.value for text in [*page.markdown, *page.warning, *page.info]]
    return "\n".join([*said, *(table.value.to_csv() for table in page.table)])


# The empty case first


def test_a_folder_without_records_still_compares(empty, serve, visit):
    serve(empty.root)
    page = visit("compare", countries="TUR,FRA")
    assert not page.exception
    assert "Not researched" in shown(page)


@pytest.mark.parametrize("countries", ["", "TUR", "TUR,TUR", "XXX"])
def test_fewer_than_two_asks_for_more(visit, countries):
    page = visit("compare", countries=countries)
    assert not page.exception
    assert "at least two" in page.info[0].value


def test_a_name_in_place_of_a_code_leads_to_the_comparison_that_is_meant(visit):
    [warning] = visit("compare", countries="SEN,Turkey,FRA").warning
    assert "Did you mean [Türkiye](compare?countries=SEN%2CTUR%2CFRA)?" in warning.value


def test_what_the_address_asks_for_in_vain_is_reported(visit):
    page = visit("compare", countries="TUR,FRA,![x](https://evil.example)")
    assert not page.exception
    assert "no country or area of the list" in page.warning[0].value
    assert "](https" not in shown(page)
    page = visit("compare", countries="TUR,FRA,ESP,ITA,SEN,VNM,BEL")
    assert "first six" in page.warning[0].value


# The shipped data


def test_each_line_has_a_cell_for_each_country_and_opens_the_record(visit):
    page = visit("compare", countries="FRA,SEN")
    assert not page.exception
    table = page.table[0].value
    assert list(table.columns) == ["Measure", FRANCE, SENEGAL]
    assert not table.isna().any(axis=None)
    assert "](record?id=fra-law-2014-856)" in table[FRANCE][0]


def test_countries_that_are_chosen_go_into_the_address(visit):
    page = visit("compare", countries="FRA,SEN")
    page.multiselect(key="compare-countries").select("TUR").run()
    assert dict(page.query_params) == {"countries": "FRA,SEN,TUR"}


def test_one_click_fills_up_with_the_sub_region(visit, snapshot):
    page = visit("compare", countries="SEN,FRA")
    button = page.button(key="compare-fill-up")
    assert button.label == "Fill up with Western Africa"
    button.click().run()
    chosen = page.query_params["countries"].split(",")
    assert chosen[:2] == ["SEN", "FRA"] and len(chosen) == compare.MOST
    western = set(snapshot.reference.groups["ilo-western-africa"]["members"])
    assert set(chosen) - western == {"FRA"}
    assert len(page.table[0].value.columns) == 1 + compare.MOST
    assert not [one for one in page.button if one.key == "compare-fill-up"]


def test_a_lever_counts_what_stands_on_the_date_and_opens_it(visit, texts, snapshot, clock):
    counts = compare.levers(snapshot, ["FRA", "ESP"], clock)
    page = visit("compare", countries="FRA,ESP", section="levers")
    levers = page.table[0].value.to_csv()
    assert any(french for french, _spanish in counts.values())
    for theme, (french, _spanish) in counts.items():
        opens = f"](compare?countries=FRA%2CESP&lever={theme})"
        assert (f"[{french}{opens}" in levers) == bool(french)
        if french:
            # The address opens as many records as the number says, and no others.
            opened = texts(visit("compare", countries="FRA,ESP", lever=theme))
            [listed] = [text for text in opened if text.startswith("**France**")]
            assert listed.startswith(f"**France** ({french})")
            assert listed.count("](record?id=") == french
    before = compare.levers(snapshot, ["FRA"], Clock(clock.today.replace(year=1800), clock.today))
    assert not any(number for [number] in before.values())


def test_an_earlier_date_goes_along_to_the_records_of_a_lever(visit):
    page = visit("compare", countries="FRA,ESP", section="levers", asof="2020-01-01")
    assert "&asof=2020-01-01)" in page.table[0].value.to_csv()


def test_hostile_record_text_stays_text(records, serve, visit, texts):
    serve(records("![p](https://evil.example/p.png) <a href='x'>h</a> :red[d] $x$ | |"))
    for section in ("standing", "levers", "positions"):
        page = visit("compare", countries="TUR,ITA", section=section)
        if section == "levers":
            pills = page.pills(key="compare-lever")
            pills.select(pills.options[0]).run()
        assert not page.exception
        assert "evil" in shown(page), "the text is shown"
        for text in [*texts(page), shown(page)]:
            assert not [sign for sign in ("![", "<a ", ":red[", "$x$") if sign in text]


def test_the_records_behind_a_lever_are_as_many_as_its_numbers(visit, snapshot, clock):
    countries = ["FRA", "ESP"]
    counts = compare.levers(snapshot, countries, clock)
    page = visit("compare", countries="FRA,ESP", section="levers")
    page.pills(key="compare-lever").select("finance").run()
    assert not page.exception
    assert page.query_params["lever"] == "finance"
    behind = compare.lever_records(snapshot, countries, clock, "finance")
    assert [len(records) for records in behind.values()] == counts["finance"]
    linked = shown(page)
    assert all(f"](record?id={one})" in linked for records in behind.values() for one in records)
    assert f"**France** ({counts['finance'][0]})" in linked


def test_a_lever_in_the_address_is_opened_or_reported(visit):
    page = visit("compare", countries="FRA,ESP", lever="finance")
    assert page.segmented_control(key="section").value == "levers"
    assert page.pills(key="compare-lever").value == "finance"
    page = visit(
        "compare", countries="FRA,ESP", section="levers", lever="![x](https://evil.example)"
    )
    assert "no lever" in page.warning[0].value
    assert "![x]" not in page.warning[0].value


def test_positions_stand_in_a_table_of_their_own_and_open_the_instrument(visit):
    [measures] = [table.value for table in visit("compare", countries="FRA,SEN").table]
    assert "Positions" not in " ".join(measures["Measure"])
    page = visit("compare", countries="FRA,SEN", section="positions")
    [positions] = [table.value for table in page.table]
    assert list(positions.columns) == ["Instrument", FRANCE, SENEGAL]
    opened = " ".join(positions["Instrument"])
    assert "](resolutions?of=unga-res-79-213)" in opened
    assert "](resolutions?of=ohada-uniform-act-cooperatives)" in opened
    assert "](resolutions?of=mercosur-gmc-res-35-01)" not in opened
    positions_taken = " ".join([*positions[FRANCE], *positions[SENEGAL]])
    assert "**Co-sponsor**: 18 April 2023" in html.unescape(positions_taken)
    assert "](" not in positions_taken, "what is noted is no link: the line has one already"


def test_positions_that_cannot_be_read_are_not_none(records, serve, visit):
    path = records("Text") / "international" / "resolutions.yaml"
    path.write_text("- id: [\n", "utf-8")
    serve(path.parents[1])
    page = visit("compare", countries="TUR,ITA", section="positions")
    assert not page.exception
    said = ":orange[Some records of this kind could not be read.]"
    assert said in [text.value for text in page.markdown]
    assert not [one for one in page.caption if "No position" in one.value]


def test_where_none_took_a_position_the_page_says_so(empty, serve, visit):
    serve(empty.root)
    page = visit("compare", countries="TUR,FRA", section="positions")
    assert not page.exception
    assert "No position is recorded for any of them." in [one.value for one in page.caption]


def test_a_section_that_is_none_is_reported_and_the_first_shown(visit):
    page = visit("compare", countries="FRA,SEN", section="nope")
    assert "section" in page.warning[0].value
    assert next(iter(page.table[0].value.columns)) == "Measure"


def test_the_comparison_can_be_taken_along(visit):
    page = visit("compare", countries="FRA,SEN,TUR")
    [more] = [group for group in page.button_group if group.key == "comparison-more"]
    more.set_value("download").run()
    assert not page.exception
    labels = [button.label for button in page.get("download_button")]
    assert {"PowerPoint, editable", "Excel workbook", "PDF page"} <= {*labels}
    page.button(key="comparison-collect").click().run()
    assert "place=FRA%2CSEN%2CTUR" in page.query_params["briefing"]
