"""Everything of one country, section by section."""

from datetime import date

import polars as pl
import pytest

from dashboard.filters import Selection
from dashboard.queries import action_plans, country, resolutions, sources
from loaders.measures import Clock

TODAY = date(2026, 6, 30)
NOW = Clock(TODAY, TODAY)


@pytest.fixture
def few(records, tree):
    records("Text")
    return tree.load()


def test_laws_stand_newest_first_with_what_each_is(few):
    found = country.laws(few, "TUR", Selection(), NOW).frame
    states = dict(found.select("id", "state").iter_rows())
    assert found["id"].to_list() == ["tur-l3", "tur-l4", "tur-l2", "tur-l1", "tur-l5"]
    assert states == {
        "tur-l1": "in_force",
        "tur-l2": "in_force",
        "tur-l3": "draft",
        "tur-l4": "in_force",
        "tur-l5": "repealed",
    }


def test_a_law_knows_what_amends_it(few):
    found = country.laws(few, "TUR", Selection(), NOW).frame
    amended = dict(found.select("id", "amended_by").iter_rows())
    assert amended["tur-l1"] == ["tur-l2"]
    assert amended["tur-l2"] is None
    assert found.height == len(amended), "an amended law stands once"


@pytest.mark.parametrize(
    ("status", "amended_by"),
    [("adopted", ["tur-law-2"]), ("repealed", ["tur-law-2"]), ("proposed", None), ("lapsed", None)],
)
def test_a_bill_amends_nothing(small, status, amended_by):
    two = small.law.replace("tur-law-1", "tur-law-2").replace("in_force\n", f"{status}\n")
    small.write(small.laws, f"{small.law}{two}  amends: [tur-law-1]\n")
    found = country.laws(small.load(), "TUR", Selection(), NOW).frame
    assert f"status: {status}" in two
    assert dict(found.select("id", "amended_by").iter_rows())["tur-law-1"] == amended_by


def test_a_status_confirmed_long_ago_is_stale(few):
    found = country.laws(few, "TUR", Selection(), NOW).frame
    stale = dict(found.select("id", "stale").iter_rows())
    assert stale["tur-l1"] is True
    assert stale["tur-l2"] is None
    earlier = country.laws(few, "TUR", Selection(), Clock(date(2025, 12, 31), TODAY)).frame
    assert dict(earlier.select("id", "stale").iter_rows())["tur-l1"] is False


def test_an_amendment_that_a_filter_hides_still_amends(few):
    chosen = Selection(chosen={"theme": ("finance",)})
    found = country.laws(few, "TUR", chosen, NOW).frame
    assert found.select("id", "amended_by").rows() == [("tur-l1", ["tur-l2"])]


def test_an_act_that_binds_a_country_is_found_for_it_alone(few):
    assert country.bound(few, "SEN", Selection(), NOW).frame["id"].to_list() == ["int-r1"]
    assert country.bound(few, "TUR", Selection(), NOW).frame.is_empty()


def test_an_act_applies_from_its_day_on(few):
    before, first = (Clock(date(2023, 4, day), TODAY) for day in (17, 18))
    assert country.bound(few, "SEN", Selection(), before).frame.is_empty()
    assert country.bound(few, "SEN", Selection(), first).frame["id"].to_list() == ["int-r1"]


def test_laws_of_later_are_not_there_on_an_earlier_date(few):
    """Nor do they amend anything then; a repealed law stays, with what became of it."""
    then = country.laws(few, "TUR", Selection(), Clock(date(2014, 1, 1), TODAY)).frame
    assert then.select("id", "state", "amended_by").rows() == [
        ("tur-l1", "in_force", None),
        ("tur-l5", "in_force", None),
    ]


def test_a_plan_has_its_progress_with_both_counts(few):
    plan = country.plans(few, "TUR", Selection(), NOW).frame.row(0, named=True)
    assert plan["id"] == "tur-p1"
    assert (plan["actions"], plan["reported"], plan["base"]) == (7, 6, 5)
    assert (plan["completed"], plan["overdue"], plan["progress"]) == (1, 2, 0.2)
    assert plan["state"] == "period_over"


def test_a_plan_without_actions_has_no_progress_and_is_not_lost(few):
    plan = country.plans(few, "TUR", Selection(), NOW).frame.row(1, named=True)
    assert (plan["id"], plan["actions"], plan["progress"]) == ("tur-p2", None, None)


def test_a_plan_is_over_the_day_after_its_last(few):
    def state(day):
        return country.plans(few, "TUR", Selection(), Clock(day, TODAY)).frame["state"][0]

    assert state(date(2025, 12, 31)) == "running"
    assert state(date(2026, 1, 1)) == "period_over"


def test_actions_stand_in_the_order_of_the_plan(few):
    found = country.actions(few, "tur-p1", NOW)
    assert found["id"].to_list() == [f"tur-p1-a{n:02}" for n in range(1, 8)]
    assert found["standing"].to_list() == [
        "overdue",
        "overdue",
        "due_soon",
        "due_not_reported",
        "completed",
        "delayed",
        "dropped",
    ]


def test_positions_and_uptake_stand_together_newest_first(few):
    found = country.positions(few, "TUR", Selection(), NOW).frame
    assert found.select("position", "what").rows() == [(None, "plan"), ("co_sponsor", None)]
    assert found["title"].to_list() == ["Text", "Text"]


def test_workshops_hosted_and_taken_part_in_are_told_apart(few):
    def roles(code):
        found = country.concerning(few, "workshops", code, Selection())
        return dict(found.select("id", "role").iter_rows())

    assert roles("TUR") == {"tur-w1": "host", "int-w1": "took_part"}
    assert roles("ITA") == {"tur-w1": "took_part", "int-w1": "host"}
    assert roles("SEN") == {}


def test_programmes_and_news_that_name_the_country_are_its_own(few):
    programmes = country.concerning(few, "programmes", "SEN", Selection())
    assert programmes["id"].to_list() == ["int-p1"]
    assert country.concerning(few, "news", "TUR", Selection())["id"].to_list() == ["tur-n1"]
    assert country.concerning(few, "news", "SEN", Selection()).is_empty()


def test_an_institution_that_exists_comes_before_a_dissolved_one(few):
    assert country.institutions(few, "TUR", Selection())["id"].to_list() == ["tur-i2", "tur-i1"]


def test_a_page_cited_twice_is_one_source(few):
    own = [identifier for identifier in few.frames["records"]["id"] if identifier[:3] == "tur"]
    assert sources.of(few, own).height == 1
    assert sources.of(few, [None, "nothing"]).is_empty()


@pytest.mark.parametrize("selection", [Selection(), Selection(chosen={"theme": ("gender",)})])
def test_every_country_of_the_list_can_be_asked(snapshot, selection):
    for code in ("TUR", "SEN", "VAT", "XKX"):
        assert set(country.laws(snapshot, code, selection, NOW).frame["country"]) <= {code}
        country.plans(snapshot, code, selection, NOW)
        country.positions(snapshot, code, selection, NOW)
        country.institutions(snapshot, code, selection)
        country.bound(snapshot, code, selection, NOW)
        for kind in ("workshops", "programmes", "news"):
            country.concerning(snapshot, kind, code, selection)


def test_a_position_after_the_date_is_not_shown(few):
    before = Clock(date(2023, 4, 17), NOW.today)
    assert country.positions(few, "TUR", Selection(), before).frame.is_empty()
    first = Clock(date(2023, 4, 18), NOW.today)
    found = country.positions(few, "TUR", Selection(), first).frame
    assert found["position"].to_list() == ["co_sponsor"]


def test_an_uptake_without_a_date_is_told_today_alone_as_on_the_page_of_resolutions(records, tree):
    path = records("Text") / "international" / "resolutions.yaml"
    path.write_text(path.read_text("utf-8").replace("date: 2024-02, ", ""), "utf-8")
    undated = tree.load()
    for clock, number in ((NOW, 1), (Clock(date(2024, 6, 1), TODAY), 0)):
        listed = country.positions(undated, "TUR", Selection(), clock).frame
        assert listed["what"].count() == number
        assert resolutions.uptake(undated, Selection(), clock).height == number


def test_the_years_chosen_act_on_every_kind(few):
    """What began in them is kept; what has no date at all is not."""
    years = Selection(since=2020, until=2024)
    kept = {
        "laws": country.laws(few, "TUR", years, NOW).frame,
        "institutions": country.institutions(few, "TUR", years),
        "plans": country.plans(few, "TUR", years, NOW).frame,
        "positions": country.positions(few, "TUR", years, NOW).frame,
        "workshops": country.concerning(few, "workshops", "TUR", years),
        "programmes": country.concerning(few, "programmes", "TUR", years),
        "news": country.concerning(few, "news", "TUR", years),
    }
    assert {
        name: rows["id" if "id" in rows.columns else "resolution"].to_list()
        for name, rows in kept.items()
    } == {
        "laws": [],
        "institutions": [],
        "plans": ["tur-p1"],
        "positions": ["int-r1", "int-r1"],
        "workshops": [],
        "programmes": ["int-p1"],
        "news": [],
    }


@pytest.mark.parametrize("choice", [{"status": ("adopted",)}, {"theme": ("gender",)}])
def test_a_choice_acts_on_institutions_acts_and_positions_too(few, choice):
    chosen = Selection(chosen=choice)
    assert country.institutions(few, "TUR", chosen).is_empty()
    adopted = "status" in choice
    assert country.positions(few, "TUR", chosen, NOW).frame.is_empty() is not adopted
    assert country.bound(few, "SEN", chosen, NOW).frame.is_empty() is not adopted


def test_by_an_earlier_date_only_what_had_begun(few):
    frames = few.frames
    for name, column in (("workshops", "start"), ("news", "date"), ("institutions", "established")):
        dated = frames[name].drop_nulls(column)
        assert country.by_then(frames[name], NOW).frame.equals(frames[name])
        before = country.by_then(frames[name], Clock(date(1800, 1, 1), TODAY))
        assert not set(before.frame["id"]) & set(dated["id"])
        assert before.height == before.frame.height == frames[name].height - dated.height


def test_a_plan_stands_from_its_beginning_on_with_the_status_of_its_dates(snapshot):
    def told(day):
        found = country.plans(
            snapshot, "TUR", Selection(), Clock(date.fromisoformat(day), TODAY)
        ).frame
        return {row["id"][-4:]: row["standing"] for row in found.iter_rows(named=True)}

    assert told("2011-06-30") == {}
    assert told("2014-06-30") == {"2016": "In its period"}
    assert told("2026-06-30") == {"2029": "Under implementation", "2016": "Completed"}


def test_the_sources_of_a_record_as_a_whole_are_not_those_of_its_parts(small):
    small.write(
        "international/resolutions.yaml",
        "- id: int-r1\n  title: R\n  body: B\n  type: resolution\n  status: adopted\n"
        "  positions:\n    - country: TUR\n      position: supporter\n"
        "      sources: [{title: Of the position, publisher: p, reference: r}]\n"
        "  sources: [{title: Of the text, publisher: p, reference: r}]\n",
    )
    found = sources.by_record(small.load(), ["int-r1", "tur-law-1"])
    assert {record: [row["title"] for row in rows] for record, rows in found.items()} == {
        "int-r1": ["Of the text"],
        "tur-law-1": ["Gazette"],
    }


@pytest.mark.parametrize("day", ["1990-01-01", "2014-06-30", "2026-06-30"])
@pytest.mark.parametrize("kind", [country.laws, country.bound, country.plans, country.positions])
def test_what_is_found_is_read_as_its_frame_reads(snapshot, kind, day):
    clock = Clock(date.fromisoformat(day), TODAY)
    for code in ("TUR", "SEN", "VAT"):
        found = kind(snapshot, code, Selection(), clock)
        assert found.rows() == found.frame.rows(named=True)
        assert found.tuples("country", "note") == found.frame.select("country", "note").rows()


def test_the_actions_of_a_plan_are_those_that_name_it_in_its_order(snapshot):
    every = action_plans.actions_on(snapshot, NOW)
    for plan in snapshot.frames["action_plans"]["id"]:
        own = country.actions(snapshot, plan, NOW)
        assert own.equals(every.filter(pl.col("plan") == plan).sort("n"))
