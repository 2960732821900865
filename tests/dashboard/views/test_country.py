"""One country: where it stands, then everything that is recorded of it."""

import re

import pytest

from dashboard.export import briefs
from dashboard.filters import KIND_LABELS

HOSTILE = (
    "![p](https://evil.example/p.png) [l](https://evil.example) <img src=x> :red[d] $x$ %{x} `c`"
)
SECTIONS = [
    KIND_LABELS["law"],
    KIND_LABELS["institution"],
    KIND_LABELS["action_plan"],
    KIND_LABELS["workshop"],
    "Positions on resolutions",
    KIND_LABELS["programme"],
    KIND_LABELS["news"],
    "Sources",
]


def headings(page):
    return [heading.value for heading in page.subheader]


def figures(page):
    return {figure.label: figure.value for figure in page.metric}


def standing(page):
    """The level of the legal framework, and what decides it."""
    [said] = [text.value for text in page.markdown if text.value.startswith("### ")]
    return said


def record(page, identifier):
    return page.expander(key=f"record-{identifier}")


# The empty case first


def test_without_a_country_the_page_asks_for_one(visit):
    page = visit("country")
    assert not page.exception
    assert page.title[0].value == "Country"
    assert ["Choose a country" in info.value for info in page.info] == [True]
    assert not page.subheader


def test_a_country_without_any_record_says_that_nobody_has_looked(empty, serve, visit):
    serve(empty.root)
    page = visit("country", country="TUR")
    assert not page.exception
    assert headings(page) == SECTIONS
    said = [caption.value for caption in page.caption]
    assert said.count("Not researched yet.") == 5
    assert {"No position is recorded.", "No programme is recorded."} <= set(said)


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
    assert "Did you mean [Türkiye](country?country=TUR)?" in warning.value


@pytest.mark.parametrize("code", ["XXX", "T", "TURKEY", "x" * 10_000, HOSTILE, "../../etc"])
def test_an_unknown_code_is_reported(visit, texts, code):
    page = visit("country", country=code)
    assert not page.exception
    assert ["no country or area of the list" in warning.value for warning in page.warning] == [True]
    assert not page.subheader
    assert not [text for text in texts(page) if "![" in text or len(text) > 2_000]


# What there is, and what there is not


def test_the_four_ways_of_having_nothing_are_told_apart(small, serve, visit):
    small.write(
        "countries/TUR/country.yaml",
        "researched: 2026-03\ncoverage:\n  law: partial\n  action_plan: partial\n"
        "  institution: complete\n  workshop: none_known\n  news: not_researched\n",
    )
    serve(small.root)
    page = visit("country", country="TUR")
    said = [caption.value for caption in page.caption]
    assert said.count("None known: looked for, and nothing found.") == 2
    assert said.count("Nothing found so far.") == 1
    assert said.count("Not researched yet.") == 1
    filtered = visit("country", country="TUR", theme="finance")
    assert "Nothing that fits the filters." in [caption.value for caption in filtered.caption]


def test_a_file_that_cannot_be_read_is_not_nothing(small, serve, visit):
    small.write(small.laws, "- id: [\n")
    serve(small.root)
    page = visit("country", country="TUR")
    assert not page.exception
    assert any("could not be read" in text.value for text in page.markdown)
    assert standing(page).startswith("### Not readable\n")


@pytest.mark.parametrize(
    ("path", "labels"),
    [
        ("countries/TUR/laws.yaml", ["Laws in force"]),
        ("countries/TUR/action-plans.yaml", ["Actions completed", "Actions overdue"]),
        ("international/resolutions.yaml", ["Positions"]),
    ],
)
def test_what_could_not_all_be_read_is_said_and_not_counted(records, serve, visit, path, labels):
    file = records("Text") / path
    whole = file.read_text("utf-8")
    file.write_text(f"{whole}- {{id: tur-of-no-type}}\n", "utf-8")
    serve(file.parents[len(path.split("/")) - 1])
    page = visit("country", country="TUR")
    said = ":orange[Some records of this kind could not be read.]"
    assert [text.value for text in page.markdown].count(said) == 1
    told = {figure.label: (figure.value, figure.delta) for figure in page.metric}
    dash = ("\N{EN DASH}", "Not readable")
    assert [label for label in told if told[label] == dash] == labels


def test_a_line_of_facts_begins_with_a_capital(visit):
    page = visit("country", country="SEN", lang="es")
    assert record(page, "international-leading-group-sse").label.startswith("Inicio: 2014")


def test_every_section_of_a_full_country_is_filled(records, serve, visit):
    serve(records("Text"))
    page = visit("country", country="TUR")
    assert not page.exception
    assert not page.warning
    assert headings(page) == SECTIONS
    for identifier in ("tur-l1", "tur-i1", "tur-p1", "tur-w1", "int-w1", "int-p1", "tur-n1"):
        assert record(page, identifier)
    table = page.dataframe[0].value
    assert table["Standing"].to_list()[:4] == [
        "Overdue",
        "Overdue",
        "Due soon",
        "Due date passed, not reported",
    ]


def test_laws_in_the_heading_are_counted_by_what_they_are(records, serve, visit):
    serve(records("Text"))
    said = [caption.value for caption in visit("country", country="TUR").caption]
    assert "3 laws · 1 other text · 1 subnational" in said


def test_a_law_says_what_it_is_on_the_day_and_what_amends_it(records, serve, visit):
    serve(records("Text"))
    now = record(visit("country", country="TUR"), "tur-l1")
    assert "In force, adopted March 2011" in now.label
    assert "last confirmed 2020" in now.label
    assert "Amended by: [Text](record?id=tur-l2)" in now.markdown[0].value
    then = record(visit("country", country="TUR", asof="2012-01-01"), "tur-l1")
    assert "In force, adopted March 2011" in then.label
    assert "last confirmed" not in then.label
    assert "Amended by" not in then.markdown[0].value, "it was amended in 2015"
    before = visit("country", country="TUR", asof="2011-03-30")
    assert "tur-l1" not in " ".join(expander.label for expander in before.expander)


def test_of_an_earlier_date_it_is_said_what_has_no_date(records, serve, visit):
    serve(records("Text"))
    now = record(visit("country", country="TUR"), "tur-i2")
    then = record(visit("country", country="TUR", asof="2016-01-01"), "tur-i2")
    dated = record(visit("country", country="TUR", asof="2016-01-01"), "tur-i1")
    assert "Date not known" in then.label
    assert "Date not known" not in now.label + dated.label


def test_a_plan_shows_progress_with_both_counts(records, serve, visit):
    serve(records("Text"))
    page = visit("country", country="TUR")
    plan = record(page, "tur-p1")
    assert "6 of 7 actions reported; 1 of 5 completed (20%)" in plan.markdown[0].value
    assert "period over, no outcome reported" in plan.label
    assert "Actions not published." in record(page, "tur-p2").markdown[0].value


def test_an_act_that_applies_directly_is_told_by_its_body(records, serve, visit):
    serve(records("Text"))
    page = visit("country", country="SEN")
    assert "Applies directly, through Text" in record(page, "int-r1").label


def test_the_key_figures_say_what_they_count(records, serve, visit):
    serve(records("Text"))
    page = visit("country", country="TUR")
    said = figures(page)
    assert said == {
        "Laws in force": "1",
        "Actions completed": "1 of 5",
        "Actions overdue": "2",
        "Positions": "1",
    }
    assert standing(page).startswith("### Framework law in force\n\n:gray[Legal framework]")
    notes = [figure.delta for figure in page.metric]
    assert notes[:2] == ["and 1 bill, 1 subnational", "6 of 7 reported"]
    captions = [caption.value for caption in page.caption]
    assert "Last review by an officer: not yet · gathered March 2026" in captions


def test_the_actions_that_are_overdue_are_named_below_the_figures(records, serve, visit):
    serve(records(HOSTILE))
    texts = [text.value for text in visit("country", country="TUR").markdown]
    [named] = [text for text in texts if text.startswith("- :orange[**Overdue**]")]
    assert named.count("](record?id=tur-p1) :gray[due 2") == 2
    assert "<img" not in named and "![p]" not in named
    before = [text.value for text in visit("country", country="TUR", asof="2000-01-01").markdown]
    assert not any("**Overdue**" in text for text in before)


def test_a_plan_s_actions_begin_with_their_standing(records, serve, visit):
    """A phone is as wide as two columns."""
    serve(records("Text"))
    table = visit("country", country="TUR").dataframe[0].value
    assert list(table.columns[:2]) == ["Standing", "Action"]


def test_a_law_that_is_adopted_only_is_told_beside_those_in_force(small, serve, visit):
    """Else a country with laws on single forms reads as one with none."""
    small.write(small.laws, small.law.replace("in_force", "adopted"))
    serve(small.root)
    page = visit("country", country="TUR")
    [laws] = [figure for figure in page.metric if figure.label == "Laws in force"]
    assert (laws.value, laws.delta) == ("0", "and 1 adopted")


def test_follow_ups_are_told_apart_from_positions(records, serve, visit):
    serve(records("Text"))
    page = visit("country", country="TUR")
    [positions] = [figure for figure in page.metric if figure.label == "Positions"]
    assert (positions.value, positions.delta) == ("1", "and 1 follow-up")
    assert "1 position · 1 follow-up" in [caption.value for caption in page.caption]


def test_acts_of_regional_bodies_are_counted_with_the_laws(records, serve, visit):
    serve(records("Text"))
    said = [caption.value for caption in visit("country", country="SEN").caption]
    assert "1 act of a regional body" in said


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (
            "status: adopted\n  adopted: 2026-05-02\n  in_force: 2027-01-01",
            "Adopted, in force from 1 January 2027",
        ),
        (
            "status: repealed\n  in_force: 1992-05-15",
            "Repealed, in force from 15 May 1992",
        ),
    ],
    ids=["to come", "repealed"],
)
def test_only_a_law_that_applies_is_in_force_since_a_day(small, serve, visit, dates, said):
    small.write(small.laws, small.law.replace("status: in_force", dates))
    serve(small.root)
    labels = [each.label for each in visit("country", country="TUR").expander]
    assert [said in label for label in labels if said[-4:] in label] == [True]


def test_the_contents_count_the_rows_of_each_section(visit):
    page = visit("country", country="FRA")
    [contents] = [text.value for text in page.markdown if "](#law)" in text.value]
    told = {kind: int(n) for kind, n in re.findall(r"\]\(#(\w+)\) (\d+)", contents)}
    assert told["law"] + told["workshop"] > 20
    assert sum(told.values()) - told["resolution"] == len(page.expander) - 1


def test_the_period_filter_is_offered_and_acts(records, serve, visit):
    serve(records("Text"))
    page = visit("country", country="TUR", **{"from": "2024", "to": "2024"})
    assert not page.exception
    assert page.number_input(key="filter-from").value == 2024
    captions = [caption.value for caption in page.caption]
    assert captions.count("Nothing that fits the filters.") == 5
    assert record(page, "tur-p1")


def test_a_kind_filter_keeps_the_rows_of_its_kind(records, serve, visit):
    serve(records("Text"))
    page = visit("country", country="TUR", kind="law", status="repealed")
    assert record(page, "tur-l5")
    assert len(page.expander) == 2


def test_a_kind_filter_leaves_its_section_alone(records, serve, visit):
    serve(records("Text"))
    page = visit("country", country="TUR", kind="law")
    assert headings(page) == [KIND_LABELS["law"], "Sources"]


def test_sources_open_on_demand(records, serve, visit):
    serve(records("Text"))
    page = visit("country", country="TUR")
    box = page.expander(key="country-sources")
    assert box.label == "1 page or document cited for this country."
    assert not box.markdown


# The shipped data


@pytest.mark.parametrize("code", ["TUR", "tur", "ITA", "SEN", "VAT", "XKX"])
def test_a_country_of_the_shipped_data_is_shown(visit, snapshot, code):
    page = visit("country", country=code)
    assert not page.exception
    assert not page.warning
    assert page.selectbox(key="country-picker").value == code.upper()
    own = snapshot.frames["laws"].filter(country=code.upper())["id"]
    assert all(record(page, identifier) for identifier in own)


def test_the_date_in_the_address_is_the_date_of_the_page(visit):
    page = visit("country", country="TUR", asof="1980-01-01")
    assert any("s of 1 January 1980" in text.value for text in page.markdown)
    assert page.date_input(key="filter-asof").value.isoformat() == "1980-01-01"


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


def test_the_body_that_decides_is_named_not_coded(visit):
    page = visit("country", country="COG")
    assert "through OHADA" in standing(page).partition("Decided by")[2]


# Record text is data


@pytest.mark.parametrize("code", ["TUR", "SEN", "ITA"])
def test_hostile_record_text_stays_text(records, serve, visit, texts, code):
    serve(records(HOSTILE))
    page = visit("country", country=code)
    assert not page.exception
    shown = texts(page)
    assert sum("evil" in text for text in shown) > 3, "the text is shown"
    for text in shown:
        assert not [sign for sign in ("![", "[l](", "<img", ":red[", "$x$") if sign in text]


def test_a_link_goes_to_a_source_or_to_a_page_of_ours(records, serve, visit, texts):
    serve(records("Text"))
    page = visit("country", country="TUR")
    targets = {found for text in texts(page) for found in re.findall(r"\]\(([^)]*)\)", text)}
    ours = re.compile(r"(record\?id|plans\?plan|resolutions\?of)=[a-z0-9-]+|#[a-z_]+")
    assert {found for found in targets if not ours.fullmatch(found)} == {"https://example.org/1"}
    assert {"record?id=tur-l1", "resolutions?of=int-r1", "#law"} <= targets


def test_an_assumed_period_is_said_only_where_it_decides_the_level(visit):
    page = visit("country", country="DEU")
    assert any("years assumed" in text.value for text in page.markdown)
    assert not [shown.label for shown in page.expander if "assumed" in shown.label]


def test_the_brief_is_offered_in_every_format(visit):
    page = visit("country", country="TUR")
    assert not page.exception
    assert [button.label for button in page.get("download_button")] == [
        form.label for form in briefs.FORMATS.values()
    ]


def test_on_an_earlier_date_the_page_tells_what_stood_then(visit, texts):
    page = visit("country", country="TUR", asof="2014-06-30")
    assert not page.exception
    said = " ".join(texts(page))
    assert "record?id=tur-cooperatives-action-plan-2025-2029" not in said
    assert record(page, "tur-cooperatives-action-plan-2012-2016").label.startswith("In its period")
    assert "Cooperatives Support Programme" not in said, "established in 2020"
    assert "record?id=tur-conf-cooperatives-fair-2017" not in said


@pytest.mark.parametrize(("asof", "dissolved"), [("2020-06-30", False), ("2020-12-31", True)])
def test_what_is_dissolved_in_a_year_stands_until_the_year_is_over(
    records, serve, visit, texts, asof, dissolved
):
    serve(records("Text"))
    page = visit("country", country="TUR", asof=asof)
    assert ("dissolved 2020" in " ".join(texts(page))) is dissolved
