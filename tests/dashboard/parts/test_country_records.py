"""What the row of a record says on a country's page, on the day that is asked for."""

import pytest


@pytest.fixture
def listed(visit):
    """The rows of a country's page, in full."""
    return lambda country, **query: (
        visit("country", country=country, section="all", full="1", **query).rows
    )


def test_a_line_of_facts_begins_with_a_capital(listed):
    rows = listed("SEN", lang="es")
    assert rows["international-leading-group-sse"].facts.startswith("Inicio: 2014")


def test_a_law_says_what_it_is_on_the_day_and_what_amends_it(records, serve, listed):
    serve(records("Text"))
    now = listed("TUR")["tur-l1"]
    assert "In force, adopted March 2011" in now.facts
    assert "last confirmed 2020" in now.facts
    assert "Amended by: [Text](record?id=tur-l2)" in now.more
    then = listed("TUR", asof="2012-01-01")["tur-l1"]
    assert "In force, adopted March 2011" in then.facts
    assert "last confirmed" not in then.facts
    assert then.more and "Amended by" not in then.more, "it was amended in 2015"
    assert "tur-l1" not in listed("TUR", asof="2011-03-30")


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
def test_only_a_law_that_applies_is_in_force_since_a_day(small, serve, listed, dates, said):
    small.write(small.laws, small.law.replace("status: in_force", dates))
    serve(small.root)
    facts = [row.facts for row in listed("TUR").values()]
    assert [said in line for line in facts if said[-4:] in line] == [True]


def test_an_act_that_applies_directly_is_told_by_its_body(records, serve, listed):
    serve(records("Text"))
    assert "Applies directly, through Text" in listed("SEN")["int-r1"].facts


def test_of_an_earlier_date_it_is_said_what_has_no_date(records, serve, listed):
    serve(records("Text"))
    now, then = listed("TUR"), listed("TUR", asof="2016-01-01")
    assert "Date not known" in then["tur-i2"].facts
    assert "Date not known" not in now["tur-i2"].facts + then["tur-i1"].facts


@pytest.mark.parametrize(("asof", "dissolved"), [("2020-06-30", False), ("2020-12-31", True)])
def test_what_is_dissolved_in_a_year_stands_until_the_year_is_over(
    records, serve, listed, asof, dissolved
):
    serve(records("Text"))
    facts = [row.facts for row in listed("TUR", asof=asof).values()]
    assert any("dissolved 2020" in line for line in facts) is dissolved


def test_a_plan_shows_progress_with_both_counts(records, serve, visit, listed):
    serve(records("Text"))
    rows = listed("TUR")
    texts = [text.value for text in visit("country", country="TUR", section="action_plan").markdown]
    said = ":small[6 of 7 actions reported; 1 of 5 completed (20%)"
    assert [text.startswith(said) for text in texts].count(True) == 1
    assert "period over, no outcome reported" in rows["tur-p1"].facts
    assert "Actions not published." in rows["tur-p2"].more


def test_a_plan_s_actions_begin_with_their_standing(records, serve, visit):
    """A phone is as wide as two columns."""
    serve(records("Text"))
    table = visit("country", country="TUR", section="action_plan").dataframe[0].value
    assert list(table.columns[:2]) == ["Standing", "Action"]
