"""What stands on a country's page: its level, the key figures, a section for each kind."""

import re

import pytest

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


def test_a_country_without_any_record_says_that_nobody_has_looked(empty, serve, visit):
    serve(empty.root)
    page = visit("country", country="TUR")
    assert not page.exception
    assert headings(page) == SECTIONS
    said = [caption.value for caption in page.caption]
    assert said.count("Not researched yet.") == 5
    assert {"No position is recorded.", "No programme is recorded."} <= set(said)


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
    assert standing(page).startswith("### Framework law in force\n\n:gray[Legal framework]")
    notes = [figure.delta for figure in page.metric]
    assert notes[:2] == ["and 1 bill, 1 subnational", "6 of 7 reported"]
    captions = [caption.value for caption in page.caption]
    assert "Last review by an officer: not yet · gathered March 2026" in captions


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
    assert not [shown.label for shown in page.expander if "assumed" in shown.label]


# The sections


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


def test_the_contents_count_the_rows_of_each_section(visit):
    page = visit("country", country="FRA")
    [contents] = [text.value for text in page.markdown if "](#law)" in text.value]
    told = {kind: int(n) for kind, n in re.findall(r"\]\(#(\w+)\) (\d+)", contents)}
    assert told["law"] + told["workshop"] > 20
    assert sum(told.values()) - told["resolution"] == len(page.expander) - 1


def test_laws_in_the_heading_are_counted_by_what_they_are(records, serve, visit):
    serve(records("Text"))
    said = [caption.value for caption in visit("country", country="TUR").caption]
    assert "3 laws · 1 other text · 1 subnational" in said


def test_acts_of_regional_bodies_are_counted_with_the_laws(records, serve, visit):
    serve(records("Text"))
    said = [caption.value for caption in visit("country", country="SEN").caption]
    assert "1 act of a regional body" in said


def test_the_period_filter_is_offered_and_acts(records, serve, visit):
    serve(records("Text"))
    page = visit("country", country="TUR", **{"from": "2024", "to": "2024"}).filters()
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
