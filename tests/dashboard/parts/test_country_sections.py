"""What stands on a country's page: its level, the key figures, a section for each kind."""

import re

import pytest

from dashboard.filters import KIND_LABELS
from dashboard.parts import country_sections

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
    return [heading.value for heading in page.header]


def figures(page):
    return {figure.label: figure.value for figure in page.metric}


def standing(page):
    """The level of the legal framework, and what decides it."""
    [said] = [text.value for text in page.markdown if text.value.startswith("## ")]
    return said


@pytest.fixture
def whole(visit):
    """A country's page with all its sections."""
    return lambda country="TUR", **query: visit("country", country=country, section="all", **query)


# The empty case first


def test_a_country_without_any_record_says_that_nobody_has_looked(empty, serve, whole):
    serve(empty.root)
    page = whole()
    assert not page.exception
    assert headings(page) == SECTIONS
    said = [caption.value for caption in page.caption]
    assert said.count("Not researched yet.") == 5
    assert {"No position is recorded.", "No programme is recorded."} <= set(said)


def test_no_section_of_it_has_a_number(empty, serve, visit):
    serve(empty.root)
    page = visit("country", country="TUR")
    [control] = [group for group in page.button_group if group.key == "section"]
    assert not [option for option in control.options if any(map(str.isdigit, option))]
    assert "Sources" in control.options


# What there is, and what there is not


def test_the_four_ways_of_having_nothing_are_told_apart(small, serve, whole):
    small.write(
        "countries/TUR/country.yaml",
        "researched: 2026-03\ncoverage:\n  law: partial\n  action_plan: partial\n"
        "  institution: complete\n  workshop: none_known\n  news: not_researched\n",
    )
    serve(small.root)
    said = [caption.value for caption in whole().caption]
    assert said.count("None known: looked for, and nothing found.") == 2
    assert said.count("Nothing found so far.") == 1
    assert said.count("Not researched yet.") == 1
    filtered = whole(theme="finance")
    assert "Nothing that fits the filters." in [caption.value for caption in filtered.caption]


def test_a_file_that_cannot_be_read_is_not_nothing(small, serve, visit):
    small.write(small.laws, "- id: [\n")
    serve(small.root)
    page = visit("country", country="TUR")
    assert not page.exception
    assert any("could not be read" in text.value for text in page.markdown)
    assert standing(page).startswith("## Not readable\n")


@pytest.mark.parametrize(
    ("path", "labels"),
    [
        ("countries/TUR/laws.yaml", ["Laws in force"]),
        ("countries/TUR/action-plans.yaml", ["Actions completed", "Actions overdue"]),
        ("international/resolutions.yaml", ["Positions"]),
    ],
)
def test_what_could_not_all_be_read_is_said_and_not_counted(records, serve, whole, path, labels):
    file = records("Text") / path
    readable = file.read_text("utf-8")
    file.write_text(f"{readable}- {{id: tur-of-no-type}}\n", "utf-8")
    serve(file.parents[len(path.split("/")) - 1])
    page = whole()
    said = ":orange[Some records of this kind could not be read.]"
    assert [text.value for text in page.markdown].count(said) == 1
    told = {figure.label: (figure.value, figure.delta) for figure in page.metric}
    dash = ("\N{EN DASH}", "Not readable")
    assert [label for label in told if told[label] == dash] == labels


# The level and the key figures


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
    assert standing(page).startswith("## Framework law in force\n\n:gray[Legal framework]")
    notes = [figure.delta for figure in page.metric]
    assert notes[:2] == ["and 1 bill, 1 subnational", "6 of 7 reported"]
    captions = [caption.value for caption in page.caption]
    assert "Last review by an officer: not yet\xa0· gathered March 2026" in captions


def test_a_law_that_is_adopted_only_is_told_beside_those_in_force(small, serve, visit):
    """Else a country with laws on single forms reads as one with none."""
    small.write(small.laws, small.law.replace("in_force", "adopted"))
    serve(small.root)
    page = visit("country", country="TUR")
    [laws] = [figure for figure in page.metric if figure.label == "Laws in force"]
    assert (laws.value, laws.delta) == ("0", "and 1 adopted")


def test_follow_ups_are_told_apart_from_positions(records, serve, visit):
    serve(records("Text"))
    page = visit("country", country="TUR", section="resolution")
    [positions] = [figure for figure in page.metric if figure.label == "Positions"]
    assert (positions.value, positions.delta) == ("1", "and 1 follow-up")
    assert "1 position\xa0· 1 follow-up" in [caption.value for caption in page.caption]


def test_the_actions_that_are_overdue_are_named_below_the_figures(records, serve, visit):
    serve(records(HOSTILE))
    texts = [text.value for text in visit("country", country="TUR").markdown]
    [named] = [text for text in texts if text.startswith("- :orange[**Overdue**]")]
    assert named.count("](record?id=tur-p1) :gray[due 2") == 2
    assert "<img" not in named and "![p]" not in named
    before = [text.value for text in visit("country", country="TUR", asof="2000-01-01").markdown]
    assert not any("**Overdue**" in text for text in before)


def test_the_body_that_decides_is_named_not_coded(visit):
    page = visit("country", country="COG")
    assert "through OHADA" in standing(page).partition("Decided by")[2]


def test_an_assumed_period_is_said_only_where_it_decides_the_level(visit):
    page = visit("country", country="DEU")
    assert any("years assumed" in text.value for text in page.markdown)
    assert page.rows and not [row for row in page.rows.values() if "assumed" in row.facts]


# The sections


def test_every_section_of_a_full_country_is_filled(records, serve, whole):
    serve(records("Text"))
    page = whole()
    assert not page.exception
    assert not page.warning
    assert headings(page) == SECTIONS
    listed = {"tur-l1", "tur-i1", "tur-p1", "tur-w1", "int-w1", "int-p1", "tur-n1"}
    assert listed <= page.rows.keys()
    table = page.dataframe[0].value
    assert table["Standing"].to_list()[:4] == [
        "Overdue",
        "Overdue",
        "Due soon",
        "Due date passed, not reported",
    ]


def test_the_sections_count_their_rows(visit):
    labels = visit("country", country="FRA").get("button_group")[0].options
    told = {
        code: re.search(r"\d+$", label)
        for code, label in zip(country_sections.SECTIONS, labels, strict=True)
    }
    for code in ("law", "institution", "action_plan", "workshop", "programme", "news"):
        section = visit("country", country="FRA", section=code)
        assert not section.exception
        assert len(section.rows) == int(told[code][0] if told[code] else 0), code
    assert int(told["law"][0]) + int(told["workshop"][0]) > 20
    [sources] = [
        text.value
        for text in visit("country", country="FRA", section="sources").markdown
        if text.value.startswith("- ")
    ]
    assert len(sources.split("\n")) == int(told["sources"][0])
    assert told["all"] is None


def test_a_section_is_shown_alone_and_the_address_keeps_it(records, serve, visit):
    serve(records("Text"))
    page = visit("country", country="TUR")
    assert {"tur-l1", "tur-l5"} <= page.rows.keys()
    assert "tur-i1" not in page.rows
    page.segmented_control(key="section").set_value("institution").run()
    assert not page.exception
    assert dict(page.query_params) == {"country": "TUR", "section": "institution"}
    assert "tur-i1" in page.rows and "tur-l1" not in page.rows


def test_a_section_of_which_nothing_is_known_has_no_number(records, serve, visit):
    root = records("Text")
    laws = root / "countries" / "TUR" / "laws.yaml"
    laws.write_text(laws.read_text("utf-8") + "- {id: tur-of-no-type}\n", "utf-8")
    serve(root)
    labels = visit("country", country="TUR").get("button_group")[0].options
    assert labels[0] == KIND_LABELS["law"], "some cannot be read"
    assert f"{KIND_LABELS['institution']} 2" in labels
    labels = visit("country", country="VAT").get("button_group")[0].options
    assert KIND_LABELS["institution"] in labels


def test_what_has_no_more_to_tell_offers_no_more(records, serve, visit):
    serve(records("Text"))
    toggles = {
        section: len(visit("country", country="TUR", section=section).toggle)
        for section in ("law", "resolution", "sources", "all")
    }
    assert toggles == {"law": 1, "resolution": 0, "sources": 0, "all": 1}
    assert not visit("country", country="VAT").toggle


def test_rows_are_told_in_full_when_asked(records, serve, visit):
    serve(records("Text"))
    page = visit("country", country="TUR")
    assert {row.more for row in page.rows.values()} == {""}
    page.toggle(key="full").set_value(True).run()
    assert dict(page.query_params) == {"country": "TUR", "full": "1"}
    assert all("](https://example.org/1)" in row.more for row in page.rows.values())
    page.toggle(key="full").set_value(False).run()
    assert dict(page.query_params) == {"country": "TUR"}


def test_what_the_address_asks_for_and_is_not_there_is_said(records, serve, visit):
    serve(records("Text"))
    page = visit("country", country="TUR", section="nope", full="2")
    assert not page.exception
    said = [warning.value for warning in page.warning]
    assert ["section" in said[0], "full" in said[1]] == [True, True]
    assert "tur-l1" in page.rows


def test_laws_in_the_heading_are_counted_by_what_they_are(records, serve, visit):
    serve(records("Text"))
    said = [caption.value for caption in visit("country", country="TUR").caption]
    assert "3 laws\xa0· 1 other text\xa0· 1 subnational" in said


def test_acts_of_regional_bodies_are_counted_with_the_laws(records, serve, visit):
    serve(records("Text"))
    said = [caption.value for caption in visit("country", country="SEN").caption]
    assert "1 act of a regional body" in said


def test_the_period_filter_is_offered_and_acts(records, serve, whole):
    serve(records("Text"))
    page = whole(**{"from": "2024", "to": "2024"}).filters()
    assert not page.exception
    assert page.number_input(key="filter-from").value == 2024
    captions = [caption.value for caption in page.caption]
    assert captions.count("Nothing that fits the filters.") == 5
    assert "tur-p1" in page.rows


def test_a_status_that_is_chosen_acts_and_no_kind_is_offered(records, serve, visit):
    serve(records("Text"))
    page = visit("country", country="TUR", status="repealed").filters()
    assert page.rows.keys() == {"tur-l5"}
    assert "filter-kind" not in [box.key for box in page.multiselect]


def test_the_kind_by_which_the_reader_filters_elsewhere_is_the_section(records, serve, visit):
    serve(records("Text"))
    page = visit("country", country="TUR", kind="news")
    assert page.rows.keys() == {"tur-n1"}
    assert page.segmented_control(key="section").value == "news"
    several = visit("country", country="TUR", kind="news,law")
    assert several.segmented_control(key="section").value == "law"
    chosen = visit("country", country="TUR", kind="news", section="institution")
    assert "tur-i1" in chosen.rows


def test_sources_are_listed_each_once(records, serve, visit):
    serve(records("Text"))
    page = visit("country", country="TUR", section="sources")
    captions = [caption.value for caption in page.caption]
    assert "1 page or document cited for this country." in captions
    texts = [text.value for text in page.markdown]
    assert texts.count("- [Text](https://example.org/1), Text, 2020") == 1


def test_where_nobody_has_looked_for_plans_no_action_is_told_to_be_overdue(small, serve, visit):
    coverage = (
        "researched: 2026-01\ncoverage: {{law: partial, action_plan: {}, institution: partial, "
        "workshop: partial, news: partial}}\n"
    )
    for said, told in (
        ("not_researched", [("\N{EN DASH}", "Not researched")] * 2),
        ("none_known", [("\N{EN DASH}", "none published"), ("0", "")]),
    ):
        small.write("countries/TUR/country.yaml", coverage.format(said))
        serve(small.root)
        figures = {
            one.label: (one.value, one.delta) for one in visit("country", country="TUR").metric
        }
        assert [figures[label] for label in ("Actions completed", "Actions overdue")] == told
