"""What maps show: one class per country, and nothing that no record says."""

from contextvars import copy_context
from datetime import date

import polars as pl
import pytest

import loaders
from dashboard import language
from dashboard.filters import FROM, KIND, OF_EVENTS, SCOPE, THEME, Selection
from dashboard.language import fold
from dashboard.queries.map_measures import MEASURES
from dashboard.style import LIGHT
from loaders.measures import Clock

TODAY = date(2026, 6, 30)
NOW = Clock(TODAY, TODAY)
WORLD = Selection()

every_measure = pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda one: one.code)


def on(year, month=1, day=1):
    return Clock(date(year, month, day), TODAY)


def rows(measure, snapshot, selection=WORLD, clock=NOW, option=""):
    found = MEASURES[measure]
    return found.rows(snapshot, selection, clock, found.option(snapshot, option))


def level(measure, snapshot, country="TUR", **asked):
    return rows(measure, snapshot, **asked).filter(iso3=country)["level"].item()


@every_measure
@pytest.mark.parametrize("region", ["", "ilo-africa"])
def test_each_country_of_the_region_has_one_class_with_a_colour(snapshot, measure, region):
    found = rows(measure.code, snapshot, Selection(region=region))
    members = (
        snapshot.reference.groups[region]["members"] if region else snapshot.reference.countries
    )
    assert sorted(found["iso3"]) == sorted(members)
    assert found["name"].to_list() == sorted(found["name"], key=fold)
    for code in set(found["level"]):
        assert LIGHT.level(code).startswith("#")
    assert found.select("level", "order").n_unique() == found["level"].n_unique()
    assert found["label"].null_count() == 0


@every_measure
@pytest.mark.parametrize("code", language.offered())
def test_the_name_of_a_class_fits_with_its_count_beside_its_sign_on_a_phone(
    snapshot, measure, code
):
    def labels():
        language.use(code)
        return set(rows(measure.code, snapshot)["label"])

    assert [label for label in copy_context().run(labels) if len(label) > 54] == []


@every_measure
def test_every_option_and_every_date_gives_a_map(snapshot, measure):
    options = list(measure.options(snapshot)) if measure.options else [""]
    for option in options:
        for clock in (NOW, on(1900), on(2015)):
            assert measure.rows(snapshot, WORLD, clock, option).height > 200


@pytest.mark.parametrize("measure", [code for code in MEASURES if MEASURES[code].moved_by])
def test_before_its_first_year_a_map_shows_no_record(snapshot, measure):
    asked = MEASURES[measure]
    for option in asked.options(snapshot) if asked.options else [""]:
        first = asked.first_year(snapshot, option)
        before = rows(measure, snapshot, clock=on(first - 1, 12, 31), option=option)
        dated = before.filter(pl.col("level") != "date_not_known")
        assert dated["id"].drop_nulls().is_empty(), option


def test_without_dates_no_year_is_the_first(empty):
    snapshot = loaders.load(empty.root)
    assert {measure.first_year(snapshot, "") for measure in MEASURES.values()} == {None}


@every_measure
def test_an_option_that_does_not_exist_is_the_first(snapshot, measure):
    offered = list(measure.options(snapshot)) if measure.options else [""]
    assert measure.option(snapshot, "nope") == offered[0]


@every_measure
def test_without_records_no_country_has_a_class(empty, measure):
    found = rows(measure.code, empty.load())
    assert set(found["level"]) <= {"not_researched", "nothing_found"}


@every_measure
def test_the_filters_that_act_are_those_that_are_named(measure):
    of_events = {FROM, *(choice.key for choice in OF_EVENTS)} if "events" in measure.code else set()
    assert set(measure.choices) <= {SCOPE.key, THEME.key, KIND.key} | of_events


def test_a_country_of_which_a_file_cannot_be_read_is_not_readable(small):
    small.write("countries/TUR/laws.yaml", "- [")
    assert level("laws-in-force", small.load()) == "not_readable"


BROKEN = "- ["
FOLDER = (
    "researched: 2020\ncoverage: {law: partial, action_plan: partial, institution: partial,"
    " workshop: partial, news: partial}\n"
)


def test_a_review_is_readable_where_the_country_s_own_file_is(small):
    small.write("countries/TUR/laws.yaml", BROKEN)
    small.write("countries/TUR/country.yaml", FOLDER)
    assert level("last-review", small.load()) == "not_reviewed"
    assert level("coverage", small.load()) == "not_readable"


@pytest.mark.parametrize("measure", ["last-review", "coverage", "action-plan", "events-hosted"])
def test_what_rests_on_the_country_s_own_file_is_not_readable_where_that_is_not(small, measure):
    small.write("countries/TUR/country.yaml", BROKEN)
    assert level(measure, small.load()) == "not_readable"
    assert level(measure, small.load(), country="FRA") == "not_researched"


def test_a_class_that_records_give_does_not_rest_on_the_country_s_own_file(small):
    before = level("laws-in-force", small.load())
    small.write("countries/TUR/country.yaml", BROKEN)
    assert level("laws-in-force", small.load()) == before != "not_readable"
    assert level("position", small.load()) == "nothing_found"


def test_the_number_of_laws_is_that_of_the_table_of_levels(snapshot):
    found = rows("laws-in-force", snapshot)
    levels = rows("legal-framework", snapshot)
    expected = dict(levels.select("iso3", "in_force").iter_rows())
    for iso3, code in found.select("iso3", "level").iter_rows():
        number = expected[iso3]
        assert (number > 3) == (code == "four_or_more")
        assert (number == 1) == (code == "one")


def test_a_position_counts_from_its_day_and_the_furthest_is_shown(snapshot):
    resolution = {"option": "unga-res-77-281"}
    assert level("position", snapshot, "FRA", **resolution) == "co_sponsor"
    assert (
        level("position", snapshot, "FRA", clock=on(2023, 4, 17), **resolution) == "nothing_found"
    )
    assert level("position", snapshot, "FRA", clock=on(2023, 4, 18), **resolution) == "co_sponsor"
    assert level("position", snapshot, "CUW", **resolution) == "nothing_found"


PLAN = "- {{id: tur-p1, title: Plan, {}, sources: [{{title: t, publisher: p, reference: r}}]}}\n"


@pytest.mark.parametrize(
    ("fields", "clock", "expected"),
    [
        ("status: adopted, adopted: 2024, period: {start: 2024, end: 2028}", NOW, "running"),
        ("status: adopted, adopted: 2024, period: {start: 2024, end: 2025}", NOW, "period_over"),
        ("status: completed, adopted: 2020, period: {start: 2020, end: 2022}", NOW, "completed"),
        ("status: in_preparation", NOW, "in_preparation"),
        ("status: in_preparation", on(2020), None),
        ("status: in_preparation, period: {start: 2025, end: 2027}", on(2025, 6), None),
        ("status: adopted, adopted: 2024, period: {start: 2024, end: 2028}", on(2023), None),
        (
            "status: adopted, adopted: 2020, period: {start: 2022, end: 2028}",
            on(2021, 6),
            "to_come",
        ),
        ("status: adopted, adopted: 2026, period: {start: 2027, end: 2028}", NOW, "to_come"),
        ("status: adopted, adopted: 2026, period: {start: 2026, end: 2028}", NOW, "running"),
        ("status: lapsed, adopted: 2010", NOW, "lapsed"),
        ("status: lapsed, adopted: 2010, period: {start: 2010, end: 2014}", on(1990), None),
        ("status: lapsed, adopted: 2010, period: {start: 2010, end: 2014}", on(2012), "running"),
        ("status: completed, period: {start: 2012, end: 2016}", on(2014), "running"),
        ("status: completed, period: {start: 2012, end: 2016}", on(2019), "completed"),
        ("status: adopted, period: {start: 2024, end: 2028}", on(2026, 6, 29), "running"),
        ("summary: A plan.", NOW, "date_not_known"),
        ("status: adopted", NOW, "running"),
        ("status: adopted", on(2020), "date_not_known"),
    ],
)
def test_where_a_plan_stands(small, fields, clock, expected):
    small.write("countries/TUR/action-plans.yaml", PLAN.format(fields))
    snapshot = small.load()
    assert not snapshot.problems
    assert level("action-plan", snapshot, clock=clock) == (expected or "not_researched")


def test_a_plan_of_a_province_is_none_of_the_country(small):
    fields = "status: adopted, jurisdiction: subnational, area: {name: Ankara}"
    small.write("countries/TUR/action-plans.yaml", PLAN.format(fields))
    assert level("action-plan", small.load()) == "not_researched"


def test_an_event_counts_for_its_host_once_it_has_begun(snapshot):
    held = rows("events-hosted", snapshot)
    before = rows("events-hosted", snapshot, clock=on(1950))
    assert set(before["level"]) <= {"nothing_found", "none_known", "not_researched"}
    assert held.filter(level="four_or_more").height > 5


@pytest.mark.parametrize(
    ("chosen", "hosts"),
    [
        (Selection(), {"TUR": "one", "ITA": "one"}),
        (Selection(chosen={"type": ("workshop",)}), {"TUR": "one"}),
        (Selection(chosen={"programme": ("int-p1",)}), {}),
        (Selection(chosen={"funder": ("european-union",)}), {}),
        (Selection(until=2025), {"ITA": "one"}),
        (Selection(since=2026), {"TUR": "one"}),
    ],
)
def test_what_is_chosen_on_the_page_of_events_acts_on_their_map(records, chosen, hosts):
    found = rows("events-hosted", loaders.load(records("x")), chosen)
    shown = found.filter(pl.col("level").is_in(["one", "two_or_three", "four_or_more"]))
    assert dict(shown.select("iso3", "level").iter_rows()) == hosts


def test_coverage_is_what_the_folder_says(snapshot):
    found = rows("coverage", snapshot, option="law")
    stated = dict(snapshot.frames["countries"].select("iso3", "coverage_law").iter_rows())
    for iso3, code in found.select("iso3", "level").iter_rows():
        assert code == (stated[iso3] or "not_researched")


def test_a_code_that_was_added_to_a_code_list_is_shown_last_and_grey(tree, empty):
    codes = empty.root / "codelists" / "position.yaml"
    codes.write_text(codes.read_text("utf-8") + "- {code: noted, label: Noted, definition: x}\n")
    empty.write("international/resolutions.yaml", RESOLUTION.format("noted"))
    snapshot = empty.load()
    assert not snapshot.problems
    found = rows("position", snapshot, option="int-r1")
    assert found.filter(iso3="TUR").select("level", "label").row(0) == ("noted", "Noted")
    assert found.filter(iso3="TUR")["order"].item() > found.filter(iso3="FRA")["order"].item()
    assert LIGHT.level("noted") == LIGHT.none_known


RESOLUTION = """\
- id: int-r1
  title: A text
  body: Somebody
  type: resolution
  status: adopted
  adopted: 2020
  positions: [{{country: TUR, position: {}}}]
  sources: [{{title: t, publisher: p, reference: r}}]
"""


def test_laws_that_cannot_be_read_hide_no_position(empty):
    empty.write("countries/TUR/laws.yaml", "- [")
    empty.write("international/resolutions.yaml", RESOLUTION.format("co_sponsor"))
    assert level("position", empty.load(), option="int-r1") == "co_sponsor"


def test_a_law_of_unknown_date_is_not_nothing(small):
    law = small.law.replace("tur-", "tur-2-")
    dated = law.replace("status: in_force", "status: adopted\n  adopted: 2010")
    undated = "\n".join(line for line in small.law.splitlines() if "adopted:" not in line)
    undated = "\n".join(line for line in undated.splitlines() if "in_force:" not in line)
    small.write(small.laws, dated + undated + "\n")
    snapshot = small.load()
    assert not snapshot.problems
    assert level("laws-in-force", snapshot, clock=on(2015)) == "date_not_known"


# Levers, progress, review


def test_a_lever_counts_the_records_that_stand_and_use_it(records):
    """The framework law of 2011 names finance; on a day before it nothing does."""
    data = loaders.load(records("x"))
    assert rows("policy-lever", data, option="finance").filter(level="one")["iso3"].to_list() == [
        "TUR"
    ]
    assert level("policy-lever", data, option="finance") == "one"
    assert level("policy-lever", data, option="finance", clock=on(2010)) == "nothing_found"
    assert level("policy-lever", data, option="taxation") == "nothing_found"


WITH_ACTIONS = """\
- id: tur-p1
  title: P
  status: under_implementation
  adopted: 2020
  actions: [ACTIONS]
  sources: [{title: t, publisher: p, reference: r}]
"""


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ("completed completed completed planned", "most_completed"),
        ("completed completed planned planned", "half_completed"),
        ("completed planned planned planned", "some_completed"),
        ("planned under_way", "none_completed"),
        ("completed not_reported not_reported", "too_few"),
        ("completed dropped dropped", "most_completed"),
    ],
)
def test_progress_is_told_where_half_is_reported(small, statuses, expected):
    actions = ", ".join(
        f"{{id: tur-p1-a{n:02}, title: A, status: {status}}}"
        for n, status in enumerate(statuses.split(), 1)
    )
    small.write("countries/TUR/action-plans.yaml", WITH_ACTIONS.replace("ACTIONS", actions))
    assert level("plan-progress", small.load()) == expected


def test_progress_on_an_earlier_date_is_that_reported_by_then(small):
    """So the years can be played, and the map says another thing on another date."""
    action = "{id: tur-p1-a01, title: A, status: completed, completed: 2022-05-01}"
    small.write("countries/TUR/action-plans.yaml", WITH_ACTIONS.replace("ACTIONS", action))
    data = small.load()
    assert level("plan-progress", data, clock=on(2022, 4, 30)) == "too_few"
    assert level("plan-progress", data, clock=on(2022, 5, 1)) == "most_completed"
    assert MEASURES["plan-progress"].moved_by


@pytest.mark.parametrize(
    ("reviewed", "expected"),
    [
        ("reviewed: 2026-03", "within_a_year"),
        ("reviewed: 2021", "longer_ago"),
        ("", "not_reviewed"),
    ],
)
def test_the_age_of_the_last_review(small, reviewed, expected):
    kinds = ("law", "action_plan", "institution", "workshop", "news")
    coverage = "\n".join(f"  {kind}: partial" for kind in kinds)
    content = f"researched: 2020\n{reviewed}\ncoverage:\n{coverage}\n"
    small.write("countries/TUR/country.yaml", content)
    data = small.load()
    assert data.problems == ()
    assert level("last-review", data) == expected
    assert level("last-review", data, country="FRA") == "not_researched"


def test_a_review_is_a_year_old_on_its_day(small):
    kinds = ("law", "action_plan", "institution", "workshop", "news")
    coverage = ", ".join(f"{kind}: partial" for kind in kinds)
    content = f"researched: 2020\nreviewed: 2025-06-15\ncoverage: {{{coverage}}}\n"
    small.write("countries/TUR/country.yaml", content)
    data = small.load()
    for day, expected in ((14, "within_a_year"), (15, "within_two_years")):
        clock = Clock(date(2026, 6, day), date(2026, 6, day))
        assert level("last-review", data, clock=clock) == expected


def test_resolutions_that_are_alike_are_always_offered_in_one_order(empty):
    """Polars joins them in another order each time."""
    empty.write(
        "international/resolutions.yaml",
        "".join(
            f"- id: int-r{n}\n  title: R\n  body: B\n  type: resolution\n  status: adopted\n"
            "  positions: [{country: TUR, position: supporter}]\n"
            "  sources: [{title: t, publisher: p, reference: r}]\n"
            for n in range(10, 40)
        ),
    )
    options = list(MEASURES["position"].options(empty.load()))
    assert options == sorted(options)
    assert len(options) == 30


def test_of_the_records_that_use_a_lever_the_newest_stands_for_the_country(empty):
    """As the caption of the map says, and as of the events hosted."""
    empty.write(
        empty.laws,
        "".join(
            empty.law.replace("tur-law-1", f"tur-{year}")
            + f"  adopted: {year}\n  themes: [finance]\n"
            for year in (1990, 2015, 2003)
        ),
    )
    found = rows("policy-lever", empty.load(), option="finance")
    assert found.filter(iso3="TUR")["id"].to_list() == ["tur-2015"]


def test_an_institution_uses_a_lever_until_the_day_before_it_was_dissolved(empty):
    """As a law is in force until the day before it was repealed."""
    empty.write(
        "countries/TUR/institutions.yaml",
        "- id: tur-i1\n  title: I\n  type: council\n  established: 2010\n"
        "  dissolved: 2020-03-05\n  themes: [finance]\n"
        "  sources: [{title: t, publisher: p, reference: r}]\n",
    )
    data = empty.load()
    levels = [level("policy-lever", data, option="finance", clock=on(2020, 3, n)) for n in (4, 5)]
    assert levels == ["one", "not_researched"]
