"""The map in the reader's browser says what the data says."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest

from dashboard.style import LIGHT
from loaders import Snapshot
from loaders.measures import Clock, framework_level

AS_OF = date(2026, 11, 20)


def levels(snapshot: Snapshot, region: str) -> dict[str, str]:
    """Level by country, of the region that is shown."""
    rows = framework_level(snapshot.frames, Clock(AS_OF, date.today()), snapshot.lost)
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
