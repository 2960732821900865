"""Countries side by side count what stands on the date, once."""

from datetime import date

import pytest

from dashboard.filters import Selection
from dashboard.queries import compare
from loaders.measures import Clock

TODAY = date(2026, 6, 30)
NOW = Clock(TODAY, TODAY)
SOURCES = "sources: [{title: t, publisher: p, reference: r}]"


def finance(snapshot, clock=NOW):
    return compare.levers(snapshot, ["TUR"], clock)["finance"][0]


@pytest.mark.parametrize(
    ("fields", "clock", "number"),
    [
        ("established: 2000", NOW, 1),
        ("established: 2000", Clock(date(1999, 1, 1), TODAY), 0),
        ("established: 2000, dissolved: 2010", NOW, 0),
        ("summary: x", NOW, 1),
        ("summary: x", Clock(date(1900, 1, 1), TODAY), 0),
    ],
)
def test_an_institution_counts_while_it_is_known_to_be_there(empty, fields, clock, number):
    body = f"- {{id: tur-i1, title: B, type: fund, {fields}, themes: [finance], {SOURCES}}}\n"
    empty.write("countries/TUR/institutions.yaml", body)
    snapshot = empty.load()
    assert not snapshot.problems
    assert finance(snapshot, clock) == number


LAW = """\
- {id: ID, title: L, type: specific_law, scope: [cooperatives], status: in_force,
   sources: [{title: t, publisher: p, reference: r}]}
"""


def test_neighbours_are_of_the_first_country_s_sub_region_the_richest_first(empty):
    def write(country, number):
        laws = (LAW.replace("ID", f"{country.lower()}-{n}") for n in range(number))
        empty.write(f"countries/{country}/laws.yaml", "".join(laws))

    for number, country in enumerate(["NLD", "AUT", "LUX", "DEU", "BEL", "CHE", "SEN"], start=1):
        write(country, number)
    snapshot = empty.load()
    name, found = compare.neighbours(snapshot, ["FRA"])
    assert (name, found) == ("Western Europe", ["CHE", "BEL", "DEU", "LUX", "AUT"])
    # What is chosen already stays and takes no second place; Monaco has no records.
    assert compare.neighbours(snapshot, ["FRA", "CHE", "SEN"])[1] == ["BEL", "DEU", "LUX"]
    assert compare.neighbours(snapshot, ["FRA", *found]) == ("", [])
    # One in no sub-region, one without neighbours that have records, none.
    for alone in (["VAT"], ["SEN"], []):
        assert compare.neighbours(snapshot, alone) == ("", [])


STRATEGY = (
    "- {{id: tur-s1, title: S, type: strategy, scope: [social_economy], status: adopted, "
    "adopted: 2020, period: {{start: 2020, end: {}}}, themes: [finance], "
    "sources: [{{title: t, publisher: p, reference: r}}]}}\n"
)
PLAN = (
    "- {id: tur-p1, title: S, status: adopted, adopted: 2020, period: {start: 2020, end: 2028}, "
    "carries_out: tur-s1, themes: [finance], " + SOURCES + "}\n"
)


def test_a_strategy_past_its_period_is_not_in_use(empty):
    empty.write("countries/TUR/laws.yaml", STRATEGY.format(2024))
    assert finance(empty.load()) == 0
    empty.write("countries/TUR/laws.yaml", STRATEGY.format(2028))
    assert finance(empty.load()) == 1


def test_a_plan_and_its_strategy_count_once(empty):
    empty.write("countries/TUR/laws.yaml", STRATEGY.format(2028))
    empty.write("countries/TUR/action-plans.yaml", PLAN)
    snapshot = empty.load()
    assert not snapshot.problems
    assert finance(snapshot) == 1


def test_a_date_that_is_not_known_is_said_beside_the_text_that_is_known(small):
    framework = small.law.replace("tur-", "tur-2-")
    kept = [line for line in framework.splitlines() if "adopted:" not in line]
    undated = "\n".join(kept).replace("specific_law", "framework_law")
    undated = undated.replace("[cooperatives]", "[social_economy]")
    small.write(small.laws, small.law + undated + "\n")
    snapshot = small.load()
    clock = Clock(date(2025, 1, 1), TODAY)
    lines = list(compare.measures(snapshot, ["TUR", "ITA"], clock))
    assert lines[0].cells[0].label


def test_without_a_choice_those_with_the_most_records_are_compared(empty):
    for number, country in enumerate(["NLD", "AUT", "SEN"], start=1):
        laws = (LAW.replace("ID", f"{country.lower()}-{n}") for n in range(number))
        empty.write(f"countries/{country}/laws.yaml", "".join(laws))
    snapshot = empty.load()
    assert compare.chosen(snapshot, Selection()) == ["SEN", "AUT", "NLD"]
    assert compare.chosen(snapshot, Selection(region="ilo-africa")) == ["SEN"]
    assert compare.rows(snapshot, Selection(region="ilo-africa"), NOW).is_empty()
    chosen = Selection(chosen={"place": ("NLD", "SEN")})
    assert compare.chosen(snapshot, chosen) == ["NLD", "SEN"]


def test_a_lever_has_a_row_for_each_record_that_uses_it(empty):
    law = LAW.replace("status: in_force", "status: in_force, themes: [finance]")
    empty.write("countries/TUR/laws.yaml", law.replace("ID", "tur-a") + law.replace("ID", "tur-b"))
    chosen = Selection(chosen={"place": ("TUR", "FRA")})
    found = compare.rows(empty.load(), chosen, NOW).filter(part="lever")
    assert found.select("country", "label", "id").rows() == [
        ("TUR", "2", "tur-a"),
        ("TUR", "2", "tur-b"),
        ("FRA", "\N{EN DASH}", None),
    ]
