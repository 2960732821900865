"""What the row of a record says on a country's page, on the day that is asked for."""

import pytest


def record(page, identifier):
    return page.expander(key=f"record-{identifier}")


def test_a_line_of_facts_begins_with_a_capital(visit):
    page = visit("country", country="SEN", lang="es")
    assert record(page, "international-leading-group-sse").label.startswith("Inicio: 2014")


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


def test_an_act_that_applies_directly_is_told_by_its_body(records, serve, visit):
    serve(records("Text"))
    page = visit("country", country="SEN")
    assert "Applies directly, through Text" in record(page, "int-r1").label


def test_of_an_earlier_date_it_is_said_what_has_no_date(records, serve, visit):
    serve(records("Text"))
    now = record(visit("country", country="TUR"), "tur-i2")
    then = record(visit("country", country="TUR", asof="2016-01-01"), "tur-i2")
    dated = record(visit("country", country="TUR", asof="2016-01-01"), "tur-i1")
    assert "Date not known" in then.label
    assert "Date not known" not in now.label + dated.label


@pytest.mark.parametrize(("asof", "dissolved"), [("2020-06-30", False), ("2020-12-31", True)])
def test_what_is_dissolved_in_a_year_stands_until_the_year_is_over(
    records, serve, visit, texts, asof, dissolved
):
    serve(records("Text"))
    page = visit("country", country="TUR", asof=asof)
    assert ("dissolved 2020" in " ".join(texts(page))) is dissolved


def test_a_plan_shows_progress_with_both_counts(records, serve, visit):
    serve(records("Text"))
    page = visit("country", country="TUR")
    plan = record(page, "tur-p1")
    assert "6 of 7 actions reported; 1 of 5 completed (20%)" in plan.markdown[0].value
    assert "period over, no outcome reported" in plan.label
    assert "Actions not published." in record(page, "tur-p2").markdown[0].value


def test_a_plan_s_actions_begin_with_their_standing(records, serve, visit):
    """A phone is as wide as two columns."""
    serve(records("Text"))
    table = visit("country", country="TUR").dataframe[0].value
    assert list(table.columns[:2]) == ["Standing", "Action"]
