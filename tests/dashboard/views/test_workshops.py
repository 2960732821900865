"""The page of workshops and other events."""

import re
from datetime import date

import pytest

from loaders.dates import last_day


def metrics(page):
    return {metric.label: metric.value for metric in page.metric}


# The empty case first


def test_a_folder_without_records_gives_a_page_that_says_so(empty, serve, visit):
    serve(empty.root)
    page = visit("workshops")
    assert not page.exception
    assert "No event fits" in page.info[0].value


# The shipped data


@pytest.fixture
def table(visit):
    """The table of the events to date."""
    return lambda **query: visit("workshops", section="list", **query).dataframe[0].value


def test_every_event_is_held_or_to_come(visit, table, snapshot, today):
    page = visit("workshops")
    assert not page.exception
    frame = snapshot.frames["workshops"]
    to_come = [day for day in frame["start"].drop_nulls() if day > today]
    held = frame.height - len(to_come)
    assert metrics(page)["Events to date"] == str(held) == str(len(table()))
    listed = [text.value for text in page.markdown if "](record?id=" in text.value]
    assert sum(text.count("- **[") for text in listed) == len(to_come)


def test_on_an_earlier_date_later_events_are_to_come(visit):
    early, late = (metrics(visit("workshops", asof=f"{year}-01-01")) for year in (2015, 2025))
    assert int(early["Events to date"]) < int(late["Events to date"])


def test_participants_are_those_that_are_reported(visit, snapshot, today):
    frame = snapshot.frames["workshops"]
    held = [
        number
        for day, number in frame.select("start", "participants").iter_rows()
        if number and (day is None or day <= today)
    ]
    assert metrics(visit("workshops"))["Participants"] == f"{sum(held):,}"


def test_a_region_shows_events_of_its_countries(table):
    assert 0 < len(table(region="asean")) < len(table())


def test_hostile_record_text_stays_text(records, serve, visit, texts):
    serve(records("![p](https://evil.example/p.png) <a href='x'>h</a> :red[d] $x$"))
    sections = [{"section": code} for code in ("calendar", "list", "places", "outcomes")]
    for query in (*sections, {"asof": "2020-01-01"}):
        page = visit("workshops", **query)
        assert not page.exception
        for text in texts(page):
            assert not [sign for sign in ("![", "<a ", ":red[", "$x$") if sign in text]


# Filters


QUERIES = [
    {},
    {"region": "ilo-africa"},
    {"asof": "2022-07-15"},
    {"asof": "2022-07-15", "region": "asean"},
    {"programme": "strengthening-sse-asia-phase-2"},
    {"funder": "european-union", "from": "2020"},
    {"type": "training,conference", "theme": "finance", "to": "2024"},
]


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_calendar_figures_table_and_map_count_the_same_events(visit, table, query):
    page = visit("workshops", **query)
    assert not page.exception
    [calendar] = [chart.figure for chart in page.charts]
    held = len(table(**query))
    assert held > 0
    assert metrics(page)["Events to date"] == str(held)
    assert f'"To date ({held})"' in calendar
    if any(one.proto.id.endswith("to-come-all") for one in page.expander):
        page.opened("to-come-all")
    to_come = sum(text.value.count("- **[") for text in page.markdown)
    assert (f'"To come ({to_come})"' in calendar) == (to_come > 0)
    # The map tells classes of numbers; its table the number of each host, its caption the sum.
    places = visit("workshops", section="places", **query)
    assert metrics(places) == metrics(page)
    places.pills(key="country-classes-more").select("table").run()
    [of_hosts] = [shown.value for shown in places.dataframe]
    numbers = [int(why.split(",")[0]) for why in of_hosts["Why"] if why]
    said = f"The map counts {sum(numbers)} of the {held} events"
    assert [said in caption.value for caption in places.caption].count(True) == 1
    if "region" not in query:
        assert metrics(page)["Host countries"] == str(len(numbers))


def test_a_section_that_is_none_is_reported_and_the_first_shown(visit):
    page = visit("workshops", section="nope")
    assert "section" in page.warning[0].value
    assert [chart.key.endswith("events-calendar-chart") for chart in page.charts] == [True]


def test_before_all_events_the_list_says_that_none_had_taken_place(visit):
    page = visit("workshops", section="list", asof="1950-01-01")
    assert not page.exception
    assert not page.dataframe
    assert "None of these events" in page.info[0].value


def test_what_is_chosen_goes_into_the_address_as_ids(visit):
    page = visit("workshops").filters()
    page.multiselect(key="filter-programme").select("medup").run()
    page.multiselect(key="filter-funder").select("european-union").run()
    page.multiselect(key="filter-type").select("training").run()
    page.number_input(key="filter-from").set_value(2010).run()
    assert dict(page.query_params) == {
        "programme": "medup",
        "funder": "european-union",
        "type": "training",
        "from": "2010",
    }


def test_each_filter_keeps_the_events_that_fit(table, snapshot):
    frame = snapshot.frames["workshops"]
    of_programme = frame.filter(programme="ilo-sse-academy")
    assert len(table(programme="ilo-sse-academy")) == of_programme.height
    assert set(table(type="training")["type_label"]) == {"Training"}
    years = table(**{"from": "2016", "to": "2016"})
    assert len(years) > 0 and all("2016" in when for when in years["when"])


def test_an_id_that_is_none_is_reported_and_everything_shown(visit, table):
    page = visit(
        "workshops", section="list", programme="![x](https://evil.example)", funder="nobody"
    )
    assert not page.exception
    assert len(page.warning) == 2
    assert not [warning for warning in page.warning if "](https" in warning.value]
    assert len(page.dataframe[0].value) == len(table())


def test_a_selection_without_events_says_what_to_do(visit):
    page = visit("workshops", programme="eucan", region="mercosur")
    assert not page.exception
    assert "Take a filter away" in page.info[0].value
    assert not page.charts


@pytest.mark.parametrize("view", ["timeline", "records", "country"])
def test_filters_of_events_do_not_act_where_they_cannot_be_seen(visit, view):
    """They are carried from page to page, and back."""
    query = {"country": "TUR"} if view == "country" else {}
    plain = visit(view, **query)
    carried = visit(view, **query, programme="medup", funder="deu-giz", type="forum")
    assert [text.value for text in carried.markdown] == [text.value for text in plain.markdown]
    specs = [[chart.figure for chart in page.charts] for page in (plain, carried)]
    assert specs[0] == specs[1]


# What came of them


def told(page):
    """Of each event in the section, its heading and what is said of it."""
    [text] = [one.value for one in page.markdown if "](record?id=" in one.value]
    return text.split("\n\n---\n\n")


def test_outcomes_next_steps_and_what_followed_are_told(empty, serve, visit):
    empty.write(empty.laws, empty.law + "  responds_to: [tur-w1]\n")
    about = "type: forum, level: national, sources: [{title: t, publisher: p, reference: r}]"
    empty.write(
        "countries/TUR/workshops.yaml",
        f"- {{id: tur-w1, title: A forum, start: 2024-03, outcomes: [A draft], "
        f"next_steps: [A vote], {about}}}\n- {{id: tur-w2, title: Quiet, start: 2023, {about}}}\n",
    )
    serve(empty.root)
    page = visit("workshops", section="outcomes")
    assert not page.exception
    [said] = told(page)
    for part in (
        "**[A forum](record?id=tur-w1)**",
        "[Outcomes]]\n- A draft",
        "[Agreed next steps]]\n- A vote",
        "[Led to]]\n- [A law](record?id=tur-law-1)",
    ):
        assert part in said
    assert "Known of 1 of the 2 events to date." in [caption.value for caption in page.caption]


def test_a_page_of_outcomes_in_an_address_of_before_is_their_section(visit):
    page = visit("workshops", page="2")
    assert page.segmented_control(key="section").value == "outcomes"


def test_a_long_list_of_outcomes_is_turned(visit):
    first, second = (
        told(visit("workshops", section="outcomes", page=number)) for number in ("1", "2")
    )
    assert len(first) == len(second) == 10
    assert not set(first) & set(second)


def test_of_what_is_to_come_the_nearest_stand_first_and_the_rest_is_a_click_away(visit, snapshot):
    def listed(page):
        return [
            line for text in page.markdown for line in text.value.split("\n") if "- **[" in line
        ]

    page = visit("workshops", asof="2015-01-01")
    first = listed(page)
    later = snapshot.frames["workshops"].filter(last_day("start") > date(2015, 1, 1))
    nearest = later.sort("start", "id", descending=[False, True])["id"].to_list()
    assert [re.search(r"record\?[^)]*?id=([a-z0-9-]+)", line)[1] for line in first] == nearest[:10]
    every = listed(page.opened("to-come-all"))
    assert every[:10] == first
    assert len(every) == len(nearest)
