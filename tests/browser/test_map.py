"""The map in the reader's browser says what the data says."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest

from dashboard.style import LIGHT
from loaders import Snapshot
from loaders.legal_framework import framework_level
from loaders.measures import Clock

AS_OF = date(2026, 11, 20)


def levels(snapshot: Snapshot, region: str) -> dict[str, str]:
    """Level by country, of the region that is shown."""
    rows = framework_level(snapshot, Clock(AS_OF, date.today()))
    every = dict(rows.select("iso3", "level").iter_rows())
    members = snapshot.reference.groups[region]["members"] if region else list(every)
    return {iso3: every[iso3] for iso3 in members}


def drawn(snapshot: Snapshot, part: str) -> set[str]:
    """The countries that have areas (or stripes) in the boundary layer."""
    layer = json.loads((snapshot.root / "geometry" / f"{part}.geojson").read_bytes())
    return {feature["id"] for feature in layer["features"]}


@pytest.mark.parametrize("region", ["", "ilo-africa"], ids=["world", "ilo-africa"])
def test_the_map_its_legend_and_its_words_count_each_level_as_the_data_does(
    screen, snapshot, region
):
    expected = levels(snapshot, region)
    areas, stripes = drawn(snapshot, "areas"), drawn(snapshot, "stripes")
    colours = Counter(LIGHT.level(level) for iso3, level in expected.items() if iso3 in areas)
    hatched = [iso3 for iso3, level in expected.items() if level == "not_researched"]
    colours[LIGHT.hatch] = len(stripes.intersection(hatched))
    screen.open(f"/?asof={AS_OF}&region={region}")
    screen.chart()

    def painted() -> dict[str, int]:
        found = screen.areas()
        found.pop(LIGHT.rule, None)  # land outside the region
        return found

    screen.becomes(painted, dict(colours))
    assert colours[LIGHT.hatch] > 0

    points = json.loads((snapshot.root / "geometry" / "points.json").read_text("utf-8"))
    small = {point["id"] for point in points}.intersection(expected)
    screen.becomes(screen.page.locator(".scatterlayer path.point").count, len(small))
    says_the_same_counts(screen, snapshot, Counter(expected.values()))


def says_the_same_counts(screen, snapshot: Snapshot, expected: Counter[str]) -> None:
    """Legend, text alternative and key figures."""
    labels = {
        code: row["label"] for code, row in snapshot.reference.codes("framework-level").items()
    }
    legend = sorted(f"{labels[code]} ({n})" for code, n in expected.items())
    screen.becomes(lambda: sorted(screen.legend()), legend)
    for code, n in expected.items():
        assert f"{labels[code]}: {n}" in screen.says()
    figures = screen.page.get_by_role("main").inner_text()
    assert f"Framework law in force\n\n{expected['framework_in_force']}" in figures


COUNT = """() => { window.drawn = 0; new MutationObserver((all) => {
  window.drawn += all.filter((one) => one.attributeName === 'd' &&
    one.target.classList.contains('choroplethlocation')).length
}).observe(document.body, {subtree: true, attributes: true, attributeFilter: ['d']}) }"""


EARLIER = date(2015, 3, 1)


@pytest.fixture(scope="module")
def later(snapshot: Snapshot) -> date:
    """When countries have other levels, and the legend has as many entries: another number of rows
    would move the map."""

    def level(day: date) -> list[str]:
        return framework_level(snapshot, Clock(day, date.today()))["level"].to_list()

    before = level(EARLIER)
    days = (EARLIER.replace(year=year) for year in range(2025, EARLIER.year, -1))
    return next(day for day in days if level(day) != before and set(level(day)) == set(before))


def test_another_date_colours_the_areas_and_keeps_their_outlines(screen, later):
    screen.open(f"/?asof={EARLIER}")
    screen.chart()
    screen.page.evaluate(COUNT)
    painted = screen.areas()
    screen.set_day(f"{later:%d%m%Y}")
    screen.becomes(lambda: f"as of 1 March {later.year}" in screen.says(), True)
    screen.rest()
    screen.becomes(lambda: screen.areas() != painted, True)
    assert screen.page.evaluate("window.drawn") == 0, "plotly.js drew outlines that were there"


def test_the_reader_s_zoom_stays_when_the_date_changes_and_goes_with_the_region(screen, later):
    screen.open(f"/map?asof={EARLIER}")
    screen.chart()
    zoom = "document.querySelector('.js-plotly-plot')._fullLayout.geo.projection.scale"
    screen.page.get_by_role("button", name="Zoom in").click()
    screen.becomes(lambda: screen.page.evaluate(zoom) > 1.5, True)
    zoomed, before = screen.page.evaluate(zoom), screen.place(35, 39)
    screen.set_day(f"{later:%d%m%Y}")
    screen.becomes(lambda: f"as of 1 March {later.year}" in screen.says(), True)
    screen.rest()
    assert (screen.page.evaluate(zoom), screen.place(35, 39)) == (zoomed, before)
    screen.becomes(lambda: screen.at(35, 39), "TUR")
    screen.choose("Region or group", "Africa")
    screen.becomes(lambda: screen.page.evaluate(zoom), 1)


def test_the_map_stays_where_it_is_when_its_legend_gains_a_class(reader):
    """As while the years are played: some laws in force have no date to count on an earlier day."""
    screen = reader(width=320, height=640)
    labels, lands = [], []
    for day in ("", "2005-12-31"):
        screen.open(f"/map?show=laws-in-force&asof={day}")
        screen.chart()
        labels.append([label for label in screen.legend() if label.strip()])
        lands.append(screen.page.locator(".choroplethlayer").bounding_box())
    assert len(labels[1]) == len(labels[0]) + 1
    assert lands[1] == lands[0]


PLACES = [
    ("TUR", 35, 39),
    ("BRA", -52, -10),
    ("RUS", 100, 62),
    ("RUS", -174, 67),  # beyond the antimeridian
    ("CAN", -100, 60),
    ("AUS", 135, -25),
    (None, -35, 30),
    (None, -140, -30),
    (None, 80, -30),
]


def test_each_country_lies_where_it_belongs_and_the_sea_is_free(screen):
    screen.open(f"/?asof={AS_OF}")
    screen.chart()
    screen.becomes(
        lambda: [screen.at(lon, lat) for _country, lon, lat in PLACES],
        [country for country, _lon, _lat in PLACES],
    )
