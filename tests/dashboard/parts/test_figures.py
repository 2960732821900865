"""An exhibit is drawn once per data version, date, selection, language and theme."""

import contextvars
import re
from datetime import date

import pytest

from dashboard import language
from dashboard.filters import Selection
from dashboard.parts import figures
from dashboard.style import DARK, LIGHT
from loaders import load
from loaders.measures import Clock

TODAY = date(2026, 6, 30)
CLOCK = Clock(TODAY, TODAY)


def level_map(snapshot, selection=None, clock=CLOCK):
    return figures.exhibit("legal-framework", snapshot, selection or Selection(), clock)


def events(snapshot, selection=None, clock=CLOCK, lanes="kind"):
    return figures.exhibit("timeline", snapshot, selection or Selection(), clock, lanes)


DRAWN = [level_map, events]


@pytest.mark.parametrize("draw", DRAWN)
def test_the_same_question_gives_the_same_figure(snapshot, draw):
    assert draw(snapshot) is draw(snapshot)


@pytest.mark.parametrize("draw", DRAWN)
def test_the_date_that_a_page_shows_makes_no_other_chart_of_a_given_one(snapshot, draw):
    """`/map` asks for the first and the last of its years on every date."""
    then = Selection(as_of=date(2012, 1, 1))
    assert draw(snapshot, then) is draw(snapshot)


@pytest.mark.parametrize("draw", DRAWN)
@pytest.mark.parametrize(
    "other",
    [
        {"selection": Selection(region="ilo-africa")},
        {"selection": Selection(chosen={"theme": ("finance",)})},
        {"clock": Clock(date(2012, 1, 1), TODAY)},
        {"clock": Clock(TODAY, date(2026, 7, 1))},
    ],
)
def test_another_question_is_drawn_anew(snapshot, draw, other):
    assert draw(snapshot, **other) is not draw(snapshot)


@pytest.mark.parametrize("draw", DRAWN)
def test_a_theme_is_another_drawing_of_the_same(snapshot, draw):
    drawn = draw(snapshot)
    light, dark = figures.figure(drawn, LIGHT), figures.figure(drawn, DARK)
    assert figures.figure(drawn, LIGHT) is light
    assert [figure["layout"]["paper_bgcolor"] for figure in (light, dark)] == [
        LIGHT.paper,
        DARK.paper,
    ]


def test_tomorrow_the_chart_of_today_is_drawn_anew(records):
    """What is said of a plan on its last day today is not what its dates say of it later."""
    data, day = load(records("A plan")), date(2026, 6, 30)

    def schedule(today):
        clock = Clock(day, today)
        selection = Selection(as_of=day)
        return figures.exhibit("action-schedule", data, selection, clock, "tur-p1")

    now, later = schedule(day), schedule(date(2026, 7, 1))
    assert now.address == later.address
    figures.figure(now, LIGHT)
    assert figures.figure(later, LIGHT) == later.figure(LIGHT) != now.figure(LIGHT)


def test_other_lanes_are_drawn_anew(snapshot):
    assert events(snapshot, lanes="region") is not events(snapshot)


@pytest.mark.parametrize("draw", DRAWN)
def test_another_version_of_the_data_is_drawn_anew(small, draw):
    small.write(small.laws, small.law + "  adopted: 2011\n")
    before = draw(small.load())
    small.write(small.laws, small.law.replace("A law", "Another law") + "  adopted: 2011\n")
    assert "Another law" in draw(small.load()).rows["title"]
    assert "Another law" not in before.rows["title"]


@pytest.mark.parametrize("draw", DRAWN)
def test_another_language_is_drawn_anew(snapshot, draw):
    def in_french():
        language.use("fr")
        return draw(snapshot)

    french = contextvars.Context().run(in_french)
    assert french is not draw(snapshot)


def test_a_region_filter_turns_the_map_to_the_region(snapshot):
    world, africa = level_map(snapshot), level_map(snapshot, Selection(region="ilo-africa"))
    members = snapshot.reference.groups["ilo-africa"]["members"]
    assert sorted(africa.rows["iso3"]) == sorted(members)
    assert world.rows.height == snapshot.frames["countries"].height
    ranges = [one.figure(LIGHT)["layout"]["geo"]["lonaxis"]["range"] for one in (africa, world)]
    assert ranges[0] != ranges[1]


def test_a_file_is_named_after_chart_region_and_date(snapshot):
    assert level_map(snapshot).file_name == "legal-framework_world_2026-06-30"
    past = Clock(date(2012, 1, 1), TODAY)
    drawn = events(snapshot, Selection(region="ilo-africa", as_of=past.as_of), past)
    assert drawn.file_name == "timeline_ilo-africa_2012-01-01"


@pytest.mark.parametrize("draw", DRAWN)
def test_the_caption_tells_records_and_data_version(snapshot, draw):
    drawn = draw(snapshot)
    records = drawn.rows["id"].drop_nulls().n_unique()
    assert re.search(rf"SSE Policy Tracker, {records:,}( dated)? records", drawn.words.caption)
    assert f"Data version {snapshot.version}." in drawn.words.caption


def test_the_subtitle_says_the_selection_that_acts(snapshot):
    chosen = Selection(region="ilo-africa", chosen={"kind": ("law",), "theme": ("finance",)})
    said = level_map(snapshot, chosen).words.subtitle
    assert "Africa" in said
    assert "as of 30 June 2026" in said
    assert "Laws and policies" not in said, "the map does not act on the kind"
    assert "Laws and policies" in events(snapshot, chosen).words.subtitle


def test_the_subtitle_is_as_of_the_date_drawn(snapshot):
    past = date(2012, 1, 1)
    drawn = level_map(snapshot, Selection(as_of=past), Clock(past, TODAY))
    assert "as of 1 January 2012" in drawn.words.subtitle
