"""What a text is on any date, and which level it gives its country."""

from datetime import date, timedelta

import polars as pl
import pytest

from loaders import legal_framework, texts
from loaders.measures import Clock
from tests.loaders.on_dates import NOW, SOURCES, TODAY, framework, law, on, today_on


@pytest.mark.parametrize(
    ("fields", "clock", "state"),
    [
        ({"in_force": "2013"}, on(2013, 12, 30), "not_yet"),
        ({"in_force": "2013"}, on(2013, 12, 31), "in_force"),
        ({"in_force": "2013-02"}, on(2013, 2, 27), "not_yet"),
        ({"in_force": "2013-02"}, on(2013, 2, 28), "in_force"),
        ({"in_force": "2013-02-10"}, on(2013, 2, 10), "in_force"),
        ({"adopted": "2012-05-01", "in_force": "2013"}, on(2012, 5, 1), "adopted"),
        ({"adopted": "2012-05-01"}, on(2012, 5, 1), "in_force"),
        ({"adopted": "2012-05-01", "published": "2012-06-01"}, on(2012, 5, 15), "adopted"),
        ({"adopted": "2012-05-01", "published": "2012-06-01"}, on(2012, 6, 1), "in_force"),
        ({}, NOW, "in_force"),
        ({}, on(2010), "date_not_known"),
        ({"status": "repealed", "in_force": "2000", "repealed": "2010"}, on(2005), "in_force"),
        ({"status": "repealed", "in_force": "2000", "repealed": "2010"}, on(2011), "repealed"),
        ({"status": "repealed", "in_force": "2000"}, on(2011), "date_not_known"),
        ({"status": "repealed", "in_force": "2000"}, on(1999), "not_yet"),
        ({"status": "proposed", "proposed": "2020-03"}, on(2020, 3, 31), "proposed"),
        ({"status": "proposed", "proposed": "2020-03"}, on(2020, 3, 30), "not_yet"),
        ({"status": "proposed"}, on(2020), "not_yet"),
        ({"status": "proposed"}, NOW, "proposed"),
        ({"status": "draft", "proposed": "2020"}, on(2021), "draft"),
        ({"status": "adopted", "adopted": "2020"}, on(2021), "adopted"),
        ({"status": "adopted", "adopted": "2020", "in_force": "2027"}, NOW, "adopted"),
        ({"status": "adopted", "adopted": "2020", "in_force": "2026-06-30"}, NOW, "in_force"),
        ({"in_force": "2000", "repealed": "2026-06-30"}, NOW, "repealed"),
    ],
)
def test_what_a_law_was_on_a_date(load, fields, clock, state):
    laws = texts.on(load(law(**fields)).frames["texts"], clock)
    assert laws["state"].to_list() == [state]


@pytest.mark.parametrize(
    ("period", "clock", "state"),
    [
        ("{start: 2012, end: 2016}", on(2016, 12, 31), "in_force"),
        ("{start: 2012, end: 2016}", on(2017, 1, 1), "lapsed"),
        # Until when it ran is not known.
        ("{start: 2012}", on(2019, 12, 31), "in_force"),
        ("{start: 2012}", NOW, "lapsed"),
    ],
)
def test_a_strategy_that_lapsed_had_done_so_from_the_end_of_its_period(load, period, clock, state):
    strategy = law(type="strategy", status="lapsed", in_force="2012-10", period=period)
    assert texts.on(load(strategy).frames["texts"], clock)["state"].to_list() == [state]


@pytest.mark.parametrize(
    ("fields", "basis", "since"),
    [
        ({"adopted": "2012-05-01", "published": "2012-06", "in_force": "2013"}, "in_force", "year"),
        ({"adopted": "2012-05-01", "published": "2012-06"}, "published", "month"),
        ({"adopted": "2012-05-01"}, "adopted", "day"),
        ({"status": "proposed", "proposed": "2012"}, "proposed", "year"),
        ({}, None, None),
    ],
)
def test_the_date_used_is_named(load, fields, basis, since):
    laws = texts.on(load(law(**fields)).frames["texts"], NOW)
    assert laws.select("since_basis", "since_precision").row(0) == (basis, since)


STRATEGY = {"type": "strategy", "scope": "[social_economy]", "status": "adopted"}


@pytest.mark.parametrize(
    ("status", "clock", "state", "level"),
    [
        ("adopted", on(2009, 12, 31), "not_yet", "nothing_found"),
        ("adopted", on(2010), "adopted", "framework_adopted"),
        ("in_force", on(2020, 12, 31), "in_force", "framework_adopted"),
        ("adopted", on(2021), "adopted", "nothing_found"),
        ("proposed", on(2015), "not_yet", "nothing_found"),
    ],
)
def test_a_strategy_of_which_only_the_period_is_known_begins_with_it(
    load, status, clock, state, level
):
    fields = STRATEGY | {"status": status, "period": "{start: 2010, end: 2020}"}
    snapshot = load(law(**fields))
    found = texts.on(snapshot.frames["texts"], clock)
    assert found.select("state", "since", "since_basis").row(0) == (state, None, None)
    levels = legal_framework.framework_level(snapshot, clock)
    assert levels.filter(iso3="TUR")["level"].item() == level


@pytest.mark.parametrize(
    ("laws", "coverage", "level"),
    [
        (framework(), "partial", "framework_in_force"),
        (framework(status="adopted"), "partial", "framework_adopted"),
        (framework(status="proposed"), "partial", "drafts"),
        (law(**STRATEGY, period="{start: 2024, end: 2028}"), "partial", "framework_adopted"),
        (law(**STRATEGY, period="{start: 2016, end: 2020}"), "partial", "nothing_found"),
        (law(**STRATEGY, adopted="2023"), "partial", "framework_adopted"),
        (law(**STRATEGY, adopted="2015"), "partial", "nothing_found"),
        (law(**{**STRATEGY, "scope": "[mutuals]"}, adopted="2023"), "partial", "nothing_found"),
        (law(), "partial", "specific_laws"),
        (law(status="adopted"), "partial", "specific_laws"),
        (law() + framework(2, status="draft"), "partial", "specific_laws"),
        (law(status="draft"), "partial", "drafts"),
        (law(status="repealed"), "partial", "nothing_found"),
        (law(status="lapsed"), "partial", "nothing_found"),
        (law(type="regulation"), "partial", "nothing_found"),
        (law(type="amendment"), "partial", "nothing_found"),
        (law(jurisdiction="subnational", area="{name: Ankara}"), "partial", "nothing_found"),
        (framework(jurisdiction="subnational", area="{name: X}"), "partial", "nothing_found"),
        ("", "complete", "none_known"),
        ("", "none_known", "none_known"),
        ("", "partial", "nothing_found"),
        ("", "not_researched", "not_researched"),
        ("", "", "not_researched"),
    ],
)
def test_the_level_of_a_country_today(load, laws, coverage, level):
    levels = legal_framework.framework_level(load(laws, coverage), NOW)
    assert levels.filter(iso3="TUR")["level"].item() == level
    assert levels["iso3"].is_unique().all()


def test_of_one_level_a_framework_law_decides_before_an_older_strategy(load):
    strategy = law(**STRATEGY, adopted="2023")
    snapshot = load(strategy + framework(2, status="adopted", adopted="2025"))
    levels = legal_framework.framework_level(snapshot, NOW).filter(iso3="TUR")
    assert levels.select("level", "id").row(0) == ("framework_adopted", "tur-2")
    then = legal_framework.framework_level(snapshot, on(2024)).filter(iso3="TUR")
    assert then.select("level", "id").row(0) == ("framework_adopted", "tur-1")


def test_the_level_of_a_country_changes_at_midnight(load):
    snapshot = load(law(in_force="1969-05-10") + framework(2, in_force="2013"))

    def level(*day):
        return (
            legal_framework.framework_level(snapshot, on(*day)).filter(iso3="TUR")["level"].item()
        )

    assert level(1969, 5, 9) == "nothing_found"
    assert level(1969, 5, 10) == "specific_laws"
    assert level(2013, 12, 30) == "specific_laws"
    assert level(2013, 12, 31) == "framework_in_force"


@pytest.mark.parametrize("asked_first", [0, -1], ids=["forwards", "backwards"])
def test_a_level_that_is_kept_is_the_one_that_is_worked_out_anew(snapshot, asked_first):
    """On the days around those on which something changes, whichever is asked for first."""
    texts = snapshot.frames["texts"]
    columns = ("begins", "enacted", "tabled", "applies", "ends", "runs_from", "runs_until")
    turns = sorted({day for name in columns for day in texts[name].drop_nulls()})
    days = [turn + timedelta(days=near) for turn in [*turns[::40], TODAY] for near in (-1, 0, 1)]
    anew = pl.lit(True)  # a choice of texts, and of all: nothing is kept for choices
    for day in days if asked_first == 0 else reversed(days):
        asked = Clock(day, TODAY)
        kept = legal_framework.framework_level(snapshot, asked)
        assert kept.equals(legal_framework.framework_level(snapshot, asked, anew)), day


def test_an_undated_framework_law_leaves_the_level_of_an_earlier_date_open(load):
    snapshot = load(law(in_force="1969") + framework(2))
    levels = legal_framework.framework_level(snapshot, on(2000))
    assert levels.filter(iso3="TUR")["level"].item() == "date_not_known"
    # What is open cannot be further than what is known.
    snapshot = load(framework(in_force="1969") + law(2))
    levels = legal_framework.framework_level(snapshot, on(2000))
    assert levels.filter(iso3="TUR")["level"].item() == "framework_in_force"
    # Nor does a law more that may have applied change the level that another gives.
    snapshot = load(law(in_force="1969") + law(2))
    levels = legal_framework.framework_level(snapshot, on(2000))
    assert levels.filter(iso3="TUR")["level"].item() == "specific_laws"


def test_a_country_whose_laws_cannot_be_read_is_not_readable_never_empty(tree):
    tree.write(tree.laws, "- [")
    snapshot = tree.load()
    levels = legal_framework.framework_level(snapshot, NOW)
    assert levels.filter(level="not_readable")["iso3"].to_list() == ["TUR"]


def test_the_text_that_decides_a_level_is_named_with_the_counts_beside_it(load):
    snapshot = load(
        law(1, in_force="1969")
        + law(2, in_force="1980")
        + law(3, status="draft")
        + law(4, jurisdiction="subnational", area="{name: Ankara}")
        + law(5, status="adopted", adopted="2025")
    )
    row = legal_framework.framework_level(snapshot, NOW).filter(iso3="TUR").row(0, named=True)
    assert (row["id"], row["since"], row["through"]) == ("tur-1", date(1969, 1, 1), None)
    counts = ("in_force", "adopted", "drafts", "subnational")
    assert [row[name] for name in counts] == [2, 1, 1, 1]


ACT = f"""\
- id: act-1
  title: Uniform Act
  body: OHADA
  type: uniform_act
  status: adopted
  scope: [mutuals]
  adopted: 2010-12-15
  positions:
    - country: TUR
      position: bound
    - country: FRA
      position: signatory
  {SOURCES}
"""


def test_an_act_that_binds_counts_as_a_specific_law_through_its_body(load):
    snapshot = load(resolutions=ACT)
    row = legal_framework.framework_level(snapshot, NOW).filter(iso3="TUR").row(0, named=True)
    assert (row["level"], row["id"], row["through"]) == ("specific_laws", "act-1", "ohada")
    levels = legal_framework.framework_level(snapshot, NOW)
    assert levels.filter(iso3="FRA")["level"].item() == "not_researched"
    before = legal_framework.framework_level(snapshot, on(2010, 12, 14))
    assert before.filter(iso3="TUR")["level"].item() == "nothing_found"


def test_an_act_binds_a_country_that_joined_later_from_its_date(load):
    joined = ACT.replace("position: bound\n", "position: bound\n      date: 2012-09-12\n", 1)
    snapshot = load(resolutions=joined)

    def level(*day):
        levels = legal_framework.framework_level(snapshot, on(*day))
        return levels.filter(iso3="TUR")["level"].item()

    assert level(2012, 9, 11) == "nothing_found"
    assert level(2012, 9, 12) == "specific_laws"


@pytest.mark.parametrize(
    ("joined", "since", "precision"),
    [
        # Of two dates of unequal precision the one that is over later decides.
        ("2010", date(2010, 1, 1), "year"),
        ("2010-12", date(2010, 12, 1), "month"),
        ("2010-12-14", date(2010, 12, 15), "day"),
        ("2009", date(2010, 12, 15), "day"),
    ],
)
def test_an_act_binds_when_both_its_date_and_the_country_s_are_over(load, joined, since, precision):
    snapshot = load(
        resolutions=ACT.replace("position: bound\n", f"position: bound\n      date: {joined}\n", 1)
    )
    row = snapshot.frames["texts"].filter(country="TUR").row(0, named=True)
    assert (row["since"], row["since_precision"]) == (since, precision)


def test_a_country_that_is_bound_from_the_act_s_own_day_joined_no_later(load):
    joined = ACT.replace("position: bound\n", "position: bound\n      date: 2010-12-15\n", 1)
    row = load(resolutions=joined).frames["texts"].filter(country="TUR").row(0, named=True)
    assert row["since_basis"] == "adopted"


def test_an_act_without_a_date_binds_from_the_country_s_own(load):
    act = ACT.replace("  adopted: 2010-12-15\n", "")
    joined = act.replace("position: bound\n", "position: bound\n      date: 2012-09-12\n", 1)
    row = load(resolutions=joined).frames["texts"].filter(country="TUR").row(0, named=True)
    assert (row["since"], row["since_basis"]) == (date(2012, 9, 12), "in_force")


def test_the_law_that_decides_stays_when_the_year_of_another_is_over(load):
    snapshot = load(law(1, adopted="2011") + law(2, adopted="2011-03-05"))
    for clock in (on(2011, 6, 1), on(2012, 6, 1), NOW):
        levels = legal_framework.framework_level(snapshot, clock)
        assert levels.filter(iso3="TUR")["id"].item() == "tur-2"


def test_an_act_that_is_to_apply_on_a_later_day_is_adopted_until_then(load):
    snapshot = load(resolutions=ACT.replace("12-15\n", "12-15\n  in_force: 2026-07-01\n", 1))
    for clock, number in ((NOW, 0), (today_on(2026, 7, 1), 1)):
        row = legal_framework.framework_level(snapshot, clock).filter(iso3="TUR")
        assert row["level"].item() == "specific_laws"
        assert row["in_force"].item() == number


def test_a_draft_binds_nobody(load):
    snapshot = load(resolutions=ACT.replace("status: adopted", "status: draft"))
    levels = legal_framework.framework_level(snapshot, NOW)
    assert levels.filter(iso3="TUR")["level"].item() == "nothing_found"


def test_an_act_that_binds_covers_the_forms_it_names(load):
    texts = load(resolutions=ACT).frames["texts"]
    assert texts.filter(country="TUR")["scope"].to_list() == [["mutuals"]]


def test_a_country_s_own_law_is_named_before_an_act_that_binds_it(load):
    snapshot = load(law(in_force="2020"), resolutions=ACT)
    assert legal_framework.framework_level(snapshot, NOW).filter(iso3="TUR")["id"].item() == "tur-1"
