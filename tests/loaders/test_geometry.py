"""The boundary layer: what is committed is what the source gives, and a globe can draw it."""

import gzip
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from loaders import disputed_areas, geometry

FOLDER = Path(__file__).parents[2] / "data" / "geometry"
FILES = ("areas.geojson", "points.json", "stripes.geojson", "lines.geojson", "extents.json")

UN_MEMBERS = """
AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN
BGR BFA BDI CPV KHM CMR CAN CAF TCD CHL CHN COL COM COG CRI CIV HRV CUB CYP CZE PRK COD DNK DJI DMA
DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND
HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU
LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MCO MNG MNE MAR MOZ MMR NAM NRU NPL NLD NZL NIC NER
NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT KOR MDA ROU RUS RWA KNA LCA VCT WSM SMR STP
SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE SYR TJK THA TLS TGO TON TTO
TUN TUR TKM TUV UGA UKR ARE GBR TZA USA URY UZB VUT VEN VNM YEM ZMB ZWE
"""
OTHERS = ("PSE", "VAT", "XKX", "TWN", "ESH", "COK", "NIU")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder in which the layer was built anew from the committed source."""
    folder = tmp_path_factory.mktemp("geometry")
    shutil.copytree(FOLDER / "source", folder / "source")
    for table in FOLDER.glob("*.yaml"):
        shutil.copy(table, folder)
    assert tuple(path.name for path in geometry.build(folder)) == FILES
    return folder


@pytest.fixture(scope="module")
def rows():
    return disputed_areas.read(FOLDER / "disputed-areas.yaml")


def shapes(name):
    """The shapes of a committed GeoJSON file by id, in the order of the file."""
    features = json.loads((FOLDER / name).read_text(encoding="utf-8"))["features"]
    return {feature["id"]: shape(feature["geometry"]) for feature in features}


AREAS, STRIPES, LINES = shapes("areas.geojson"), shapes("stripes.geojson"), shapes("lines.geojson")
POINTS = {one["id"]: one for one in json.loads((FOLDER / "points.json").read_text())}
EXTENTS = json.loads((FOLDER / "extents.json").read_text())
POLYGONS = [
    (f"{layer}:{code}", part)
    for layer, shapes_of in (("areas", AREAS), ("stripes", STRIPES))
    for code, whole in shapes_of.items()
    for part in shapely.get_parts(whole)
]


def on_the_globe(polygon):
    """The area in km2 of a polygon as d3-geo sees it: clockwise, its edges great arcs.

    Girard's theorem by the sum over the edges, as in d3-geo's own `geoArea`."""
    lon, lat = np.radians(np.asarray(polygon.exterior.coords)).T
    lat = lat / 2 + np.pi / 4
    step = lon[1:] - lon[:-1]
    k = np.sin(lat[:-1]) * np.sin(lat[1:])
    u = np.cos(lat[:-1]) * np.cos(lat[1:]) + k * np.cos(step)
    angle = 2 * np.arctan2(k * np.sin(step), u).sum()
    return geometry.EARTH_RADIUS**2 * (angle if angle >= 0 else 4 * np.pi + angle)


def square_km(code):
    return sum(geometry.square_km(part) for part in shapely.get_parts(AREAS[code]))


# --- the files --------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_the_committed_file_is_what_the_source_gives(built, name):
    assert (built / name).read_bytes() == (FOLDER / name).read_bytes()


@pytest.mark.parametrize(("name", "limit"), [("areas.geojson", 105), ("stripes.geojson", 80)])
def test_a_page_downloads_little(name, limit):
    assert len(gzip.compress((FOLDER / name).read_bytes(), mtime=0)) <= limit * 1024


def test_the_source_is_the_file_its_readme_names():
    digest = hashlib.sha256((FOLDER / "source" / "50m.json").read_bytes()).hexdigest()
    assert digest in (FOLDER / "source" / "README.md").read_text(encoding="utf-8")


# --- a globe can draw it ----------------------------------------------------------------


def test_all_shells_run_clockwise_and_all_holes_the_other_way():
    assert [name for name, part in POLYGONS if shapely.is_ccw(part.exterior)] == []
    assert [name for name, part in POLYGONS for r in part.interiors if not shapely.is_ccw(r)] == []


def test_nothing_crosses_the_antimeridian():
    assert [name for name, part in POLYGONS if part.bounds[0] < -180 or part.bounds[2] > 180] == []
    jumps = [np.abs(np.diff(np.asarray(part.exterior.coords)[:, 0])).max() for _, part in POLYGONS]
    assert max(jumps) <= 15


def test_no_polygon_covers_the_globe():
    shells = [(name, part, shapely.Polygon(part.exterior)) for name, part in POLYGONS]
    sizes = [(name, on_the_globe(part), geometry.square_km(shell)) for name, part, shell in shells]
    assert [one for one in sizes if abs(one[1] - one[2]) > 0.5 * one[2] + 60] == []


def test_shapes_are_valid_and_have_two_decimals():
    assert [code for code, area in AREAS.items() if not area.is_valid] == []
    coordinates = shapely.get_coordinates([*AREAS.values(), *STRIPES.values(), *LINES.values()])
    assert np.array_equal(coordinates, coordinates.round(2))


def test_areas_are_as_large_as_on_earth():
    assert square_km("RUS") == pytest.approx(17.0e6, rel=0.05)
    assert square_km("FJI") < 25_000
    assert square_km("UKR") == pytest.approx(600_000, rel=0.05)  # with Crimea
    assert 125e6 < sum(map(square_km, AREAS)) < 140e6


def test_neighbours_share_their_border():
    overlap = shapely.intersection(AREAS["FRA"], AREAS["DEU"])
    assert overlap.area == 0
    assert shapely.length(shapely.intersection(AREAS["FRA"], AREAS["DEU"])) > 3
    land = shapely.union_all(list(AREAS.values()))
    assert geometry.square_km(land) == pytest.approx(sum(map(square_km, AREAS)), rel=1e-4)


# --- who is on it -----------------------------------------------------------------------


def test_every_country_is_an_area_or_a_point():
    members = UN_MEMBERS.split()
    assert len(set(members)) == 193
    assert {*members, *OTHERS} - (AREAS.keys() | POINTS.keys()) == set()
    assert EXTENTS.keys() == AREAS.keys() | POINTS.keys()
    assert "ATA" not in EXTENTS


def test_every_area_is_there_once_and_in_order():
    assert list(AREAS) == sorted(AREAS)
    assert len(POINTS) == len(json.loads((FOLDER / "points.json").read_text()))


def test_every_small_area_has_a_point_inside_its_extent():
    assert {c for c in AREAS if square_km(c) < 6_000} <= POINTS.keys()
    outside = [
        code
        for code, point in POINTS.items()
        if not within(point["lon"], EXTENTS[code]["lon"])
        or not within(point["lat"], EXTENTS[code]["lat"])
    ]
    assert outside == []


def within(value, span):
    return any(span[0] - 0.05 <= value + turn <= span[1] + 0.05 for turn in (0, 360))


def test_every_area_that_is_no_point_can_be_hatched():
    assert set(AREAS) - POINTS.keys() - STRIPES.keys() == set()


def test_stripes_lie_in_their_area_and_cover_about_a_quarter():
    share = {code: STRIPES[code].area / AREAS[code].area for code in ("BRA", "RUS", "CAN", "AUS")}
    assert all(0.17 < part < 0.27 for part in share.values()), share
    spill = {c: shapely.difference(s, AREAS[c].buffer(0.15)).area for c, s in STRIPES.items()}
    assert max(spill.values()) < 0.2, sorted(spill.items(), key=lambda one: -one[1])[:5]


def test_an_extent_is_that_of_the_main_body():
    assert EXTENTS["FRA"]["lon"][0] > -6 and EXTENTS["FRA"]["lat"][0] > 41  # not Guyane
    assert EXTENTS["USA"]["lon"][0] > -126  # not Hawaii, Alaska
    assert EXTENTS["NOR"]["lat"][1] < 72  # not Svalbard
    assert EXTENTS["MYS"]["lon"] == pytest.approx([100, 119], abs=1)  # both parts
    assert EXTENTS["IDN"]["lon"] == pytest.approx([95, 141], abs=1)
    assert EXTENTS["RUS"]["lon"][1] == pytest.approx(190, abs=1)
    assert EXTENTS["KIR"]["lon"][1] > 180
    assert all(-180 <= one["lon"][0] <= one["lon"][1] < 540 for one in EXTENTS.values())
    assert all(one["lon"][1] - one["lon"][0] < 180 for one in EXTENTS.values())


# --- disputed areas ---------------------------------------------------------------------


def test_every_row_has_a_treatment_a_reason_and_a_named_source(rows):
    assert len({row.slug for row in rows}) == len(rows) >= 16
    for row in rows:
        assert row.reason.endswith("."), row.area
        assert row.sources and all(s["title"] and s["publisher"] for s in row.sources), row.area


def test_every_row_is_honoured(rows):
    ids = AREAS.keys() | POINTS.keys()
    for row in rows:
        if row.treatment in ("own", "as_source"):
            assert row.iso3 and set(row.iso3) <= ids, row.area
        else:
            assert not ids & set(row.codes) and row.codes, row.area
        assert row.treatment != "merged" or row.into in ids, row.area


def test_a_merged_feature_lies_in_its_country():
    places = {"CYP": (33.6, 35.27), "SOM": (44.5, 9.8), "UKR": (34.3, 45.2), "PSE": (35.2, 32.2)}
    for code, place in places.items():
        assert AREAS[code].contains(shapely.Point(place)), code


def test_a_dropped_feature_lies_in_no_country():
    siachen = shapely.Point(77.2, 35.4)
    assert [code for code, area in AREAS.items() if area.contains(siachen)] == []


def test_a_dashed_line_is_a_border_of_the_map(rows):
    assert LINES.keys() == {row.slug for row in rows if row.line}
    borders = shapely.STRtree(shapely.get_parts(shapely.boundary(list(AREAS.values()))))
    for slug, line in LINES.items():
        assert line.geom_type == "MultiLineString" and line.length > 0.3, slug
        vertices = shapely.points(shapely.get_coordinates(line))
        near, _ = borders.query(vertices, predicate="dwithin", distance=0.02)
        assert set(near) == set(range(len(vertices))), slug


def test_a_dashed_line_stays_within_its_box(rows):
    for row in rows:
        if row.within:
            assert shapely.box(*row.within).buffer(0.01).contains(LINES[row.slug]), row.area


def table(tmp_path, text):
    path = tmp_path / "disputed-areas.yaml"
    path.write_text(text, encoding="utf-8")
    return disputed_areas.read(path)


ROW = "- area: Nowhere\n  code: {code}\n  treatment: {treatment}\n  reason: None.\n  sources: []\n"


def test_an_unknown_treatment_is_refused(tmp_path):
    with pytest.raises(ValueError, match="Nowhere: the treatment is one of own, merged"):
        table(tmp_path, ROW.format(code="CYN", treatment="given"))


def test_the_table_may_name_only_features_of_the_source(tmp_path):
    source = geometry.read_source([FOLDER / "source" / "50m.json"])
    with pytest.raises(ValueError, match="does not have: QQQ"):
        geometry.treated(table(tmp_path, ROW.format(code="QQQ", treatment="dropped")), source)


def test_a_feature_without_an_iso_code_must_be_in_the_table(rows):
    source = geometry.read_source([FOLDER / "source" / "50m.json"])
    fewer = [row for row in rows if row.area != "Northern Cyprus"]
    with pytest.raises(ValueError, match=r"not in disputed-areas.yaml: CYN$"):
        geometry.treated(fewer, source)


def test_a_changed_row_changes_the_map(rows):
    source = geometry.read_source([FOLDER / "source" / "50m.json"])
    assert geometry.treated(rows, source)["CYN"] == "CYP"
    changed = [
        disputed_areas.disputed_area(
            {
                "area": r.area,
                "treatment": "dropped",
                "code": list(r.codes),
                "reason": "",
                "sources": [],
            }
        )
        for r in rows
    ]
    assert geometry.treated(changed, source)["CYN"] is None
