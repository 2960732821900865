"""The boundary layer of the maps, made from a vendored world atlas and a table of disputed areas.

`build` is called when the source or the table changes, never while a page is served: pages read
the files it writes. This is the only module that imports geopandas. Each trap of drawing a map
with d3-geo (which plotly uses) is met in one function: `unwrap` and `cut_at_180` (the
antimeridian), `clockwise` (winding), `segmented` (straight edges are great arcs there),
`smoothed` (shared borders stay shared).
"""

import math
from collections.abc import Iterable, Mapping
from pathlib import Path

import geopandas
import numpy as np
import pandas
import pyproj
import shapely
import yaml
from shapely import Geometry, MultiPolygon, Polygon

from loaders import disputed_areas
from loaders.disputed_areas import DisputedArea
from loaders.geojson import write_features, write_rows

TOLERANCE = 12.5  # km: its square is the area of the smallest triangle kept; about 0.15 degrees
GRID = 0.01  # degrees: two decimals, about a kilometre
LONGEST_EDGE = 4.0  # degrees; a great arc leaves the 49th parallel by less than 0.02 over it
SMALL = 1_000.0  # km2: below, an area keeps every vertex and every islet
POINT_BELOW = 6_000.0  # km2: below, an area is a point as well: it could not be seen
ISLET = 250.0  # km2: smaller parts of larger areas are dropped

EARTH_RADIUS = 6371.0072  # km, authalic: a sphere with the surface of the WGS 84 ellipsoid
EQUAL_EARTH = pyproj.Transformer.from_crs("EPSG:4326", "+proj=eqearth +units=km", always_xy=True)
STRIPE = 45.0  # km across, in the Equal Earth plane: two pixels of a world map
GAP = 165.0  # km between two stripes
LEAST_HATCH = 0.1  # share of an area: where the stripes cover less, finer ones are used
STRIPE_EDGE = 250.0  # km; longer edges of a stripe would bend visibly, or cross, as great arcs

NEAR = 3.0  # degrees: islands this close to the main body of a country belong to it
FAR = 10.0  # degrees: so do parts this close ...
LARGE_PART = 0.2  # ... that make up this share of the country (Malaysia has two)

Shapes = dict[str, Geometry]


def build(folder: Path) -> tuple[Path, ...]:
    """Write the five files of the layer into `folder`, always the same bytes; return the paths."""
    rows = disputed_areas.read(folder / "disputed-areas.yaml")
    source = read_source(sorted((folder / "source").glob("*.json")))
    iso3 = treated(rows, source)
    features = simplified(unwrapped(source, needed(rows, iso3)))
    whole = without_islets(dissolve(features, iso3))
    areas = drawable(whole)
    points = small_points(areas) | added_points(folder / "added-points.yaml")
    return (
        write_features(folder / "areas.geojson", areas),
        write_rows(
            folder / "points.json",
            [{"id": c, "lon": x, "lat": y} for c, (x, y) in sorted(points.items())],
        ),
        write_features(
            folder / "stripes.geojson", stripes({c: a for c, a in areas.items() if c not in points})
        ),
        write_features(folder / "lines.geojson", disputed_lines(rows, features)),
        write_rows(folder / "extents.json", extents(whole, points)),
    )


# --- reading --------------------------------------------------------------------------


def read_source(paths: Iterable[Path]) -> geopandas.GeoDataFrame:
    """The features of the TopoJSON files: `a3`, the ISO numeric `id` as text, shapes in degrees."""
    # TopoJSON carries no CRS; its coordinates are WGS 84 by definition.
    frames = [
        geopandas.read_file(path, layer="countries").set_crs(4326, allow_override=True)
        for path in paths
    ]
    return pandas.concat(frames, ignore_index=True)


def added_points(path: Path) -> dict[str, tuple[float, float]]:
    """Longitude and latitude of the places whose shape in the source is empty."""
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {row["id"]: (row["lon"], row["lat"]) for row in rows}


def treated(rows: Iterable[DisputedArea], source: geopandas.GeoDataFrame) -> dict[str, str | None]:
    """The ISO3 of every feature of the source by its a3; None where the table drops it."""
    said = {code: row.drawn_as for row in rows for code in row.codes}
    if unknown := sorted(said.keys() - set(source.a3)):
        raise ValueError(
            f"disputed-areas.yaml names features the source does not have: {', '.join(unknown)}"
        )
    others = source[~source.a3.isin(said.keys())]
    coded = others.id.str.fullmatch(r"\d{3}") & ~others.id.duplicated()
    if unsaid := sorted(others.a3[~coded]):
        raise ValueError(
            f"without an ISO 3166-1 code and not in disputed-areas.yaml: {', '.join(unsaid)}"
        )
    return {code: said.get(code, code) for code in source.a3}


def needed(rows: Iterable[DisputedArea], iso3: Mapping[str, str | None]) -> set[str]:
    """The a3 of the features that are drawn, or whose border is.

    The others are not even unwrapped: Antarctica, a ring round a pole, could not be."""
    return {code for code, drawn_as in iso3.items() if drawn_as} | {
        code for row in rows for code in row.line
    }


# --- shaping --------------------------------------------------------------------------


def unwrapped(source: geopandas.GeoDataFrame, codes: set[str]) -> Shapes:
    """The shapes of the features named by a3, unwrapped; those empty in the source are left out."""
    wanted = source[source.a3.isin(codes) & ~source.geometry.is_empty]
    return {code: unwrap(shape) for code, shape in zip(wanted.a3, wanted.geometry, strict=True)}


def unwrap(shape: Geometry) -> Geometry:
    """The shape with every polygon in one piece: longitude runs on where it jumps by a whole turn.

    Without this, planar operations turn Russia and Fiji into polygons that fill the world."""
    polygons = [shapely.transform(part, continuous) for part in shapely.get_parts(shape)]
    return MultiPolygon(polygons)


def continuous(coordinates: np.ndarray) -> np.ndarray:
    """The coordinates of one polygon, shell and holes, with no step in longitude above 180."""
    return np.column_stack([np.unwrap(coordinates[:, 0], period=360), coordinates[:, 1]])


def simplified(shapes: Shapes) -> Shapes:
    """The features by a3 with fewer vertices, neighbours keeping one border, and no long edges.

    Small areas stay as they are: an enclave is lent to a neighbour meanwhile and cut out again."""
    small = {code: shape for code, shape in shapes.items() if square_km(shape) < SMALL}
    large = {code: shape for code, shape in shapes.items() if code not in small}
    hosts = {code: host for code, shape in small.items() if (host := neighbour(shape, large))}
    lent = {code: with_enclaves(code, shape, hosts, small) for code, shape in large.items()}
    holes = shapely.union_all([small[code] for code in hosts])
    smooth = zip(lent, shapely.difference(smoothed(list(lent.values())), holes), strict=True)
    return {code: segmented(shape) for code, shape in (small | dict(smooth)).items()}


def smoothed(coverage: list[Geometry]) -> list[Geometry]:
    """The coverage with each shared border simplified once (Visvalingam and Whyatt 1993).

    The method drops a vertex by the area of the triangle it stands for, so it works on an
    equal-area plane: in degrees it would keep every rock of the Arctic."""
    plane = shapely.transform(coverage, cylindrical)
    return list(shapely.transform(shapely.coverage_simplify(plane, TOLERANCE), from_cylindrical))


def with_enclaves(code: str, shape: Geometry, hosts: Mapping[str, str], small: Shapes) -> Geometry:
    """The shape of an area together with the small areas it is host to."""
    return shapely.union_all(
        [shape, *(small[guest] for guest, host in hosts.items() if host == code)]
    )


def neighbour(small: Geometry, large: Shapes) -> str | None:
    """The large area that shares the longest border with the small one; None for an island."""
    shared = {
        code: small.intersection(shape).length
        for code, shape in large.items()
        if small.intersects(shape)
    }
    return max(shared, key=shared.__getitem__, default=None)


def segmented(shape: Geometry) -> Geometry:
    """The shape with no long edge: d3-geo draws edges as great arcs, not along a parallel."""
    return shapely.segmentize(shape, LONGEST_EDGE)


def dissolve(features: Shapes, iso3: Mapping[str, str | None]) -> Shapes:
    """One shape per ISO3, in the order of the codes, of the features by a3."""
    frame = geopandas.GeoDataFrame(
        {"iso3": [iso3[code] for code in features]}, geometry=list(features.values())
    )
    dissolved = frame.dropna(subset="iso3").dissolve(by="iso3", sort=True)
    return dict(zip(dissolved.index, dissolved.geometry, strict=True))


def without_islets(shapes: Shapes) -> Shapes:
    """The shapes less their islets; a small area keeps all its parts."""
    land = shapely.STRtree(list(shapes.values()))
    large = {code: shape for code, shape in shapes.items() if square_km(shape) >= SMALL}
    return shapes | {code: main_parts(shape, land) for code, shape in large.items()}


def main_parts(shape: Geometry, land: shapely.STRtree) -> Geometry:
    """The largest part, others that are no islets, and exclaves, lest a neighbour have a hole."""
    first, *rest = largest_first(shape)
    exclaves = [part for part in rest if len(land.query(part, predicate="intersects")) > 1]
    return MultiPolygon([first, *(p for p in rest if p in exclaves or square_km(p) >= ISLET)])


def drawable(shapes: Shapes) -> Shapes:
    """The shapes as d3-geo needs them, less those that vanish between two decimals."""
    drawn = {code: clockwise(rounded(cut_at_180(shape))) for code, shape in shapes.items()}
    return {code: shape for code, shape in drawn.items() if not shape.is_empty}


def cut_at_180(shape: Geometry) -> Geometry:
    """The shape cut at the antimeridian, every piece moved to within -180 and 180 degrees."""
    worlds = [
        (turn, shape.intersection(shapely.box(turn - 180, -90, turn + 180, 90)))
        for turn in (-360, 0, 360)
    ]
    moved = [
        shapely.transform(piece, lambda xy, turn=turn: xy - (turn, 0)) for turn, piece in worlds
    ]
    return polygonal(moved)


def rounded(shape: Geometry) -> Geometry:
    """The shape on a grid of two decimals, valid; what is thinner than the grid is gone."""
    return polygonal([shapely.set_precision(shape, GRID)])


def clockwise(shape: Geometry) -> Geometry:
    """The shape with clockwise shells (RFC 7946 reversed), or d3-geo fills the globe."""
    return shapely.orient_polygons(shape, exterior_cw=True)


def polygonal(shapes: Iterable[Geometry]) -> MultiPolygon:
    """The polygons among the parts of the shapes; an intersection may leave points and lines."""
    parts = shapely.get_parts(shapely.get_parts(list(shapes)))
    return MultiPolygon([part for part in parts if isinstance(part, Polygon) and not part.is_empty])


def square_km(shape: Geometry) -> float:
    """The area in km2 of a shape in degrees, on the authalic sphere."""
    return shapely.transform(shape, cylindrical).area


def cylindrical(degrees: np.ndarray) -> np.ndarray:
    """Degrees to km in Lambert's cylindrical equal-area projection, also beyond longitude 180."""
    radians = np.radians(degrees)
    return EARTH_RADIUS * np.column_stack([radians[:, 0], np.sin(radians[:, 1])])


def from_cylindrical(km: np.ndarray) -> np.ndarray:
    """The inverse of `cylindrical`: km to degrees."""
    x, y = km.T / EARTH_RADIUS
    return np.degrees(np.column_stack([x, np.arcsin(np.clip(y, -1, 1))]))


def largest_first(shape: Geometry) -> list[Polygon]:
    """The polygons of the shape, by falling area."""
    return sorted(shapely.get_parts(shape), key=square_km, reverse=True)


# --- points, stripes, lines, extents --------------------------------------------------


def small_points(areas: Shapes) -> dict[str, tuple[float, float]]:
    """Longitude and latitude of a point in the largest part of every area too small to be seen."""
    small = {code: area for code, area in areas.items() if square_km(area) < POINT_BELOW}
    inside = {
        code: shapely.point_on_surface(largest_first(area)[0]) for code, area in small.items()
    }
    return {code: (round(point.x, 2), round(point.y, 2)) for code, point in inside.items()}


def stripes(areas: Shapes) -> Shapes:
    """The stripes of each area, in degrees: a choropleth over them hatches the areas it names."""
    finer = [bands(fineness) for fineness in (1, 2, 4)]
    return {code: clockwise(striped(area, finer)) for code, area in areas.items()}


def bands(fineness: int) -> shapely.STRtree:
    """Bands rising to the right at 45 degrees over the whole Equal Earth plane, in km."""
    # The plane is about 17,243 km wide and 8,393 km high on either side of its centre.
    reach, across = 27_000.0, STRIPE * math.sqrt(2) / fineness
    starts = np.arange(-2 * reach, 2 * reach, (STRIPE + GAP) * math.sqrt(2) / fineness)
    foot = [(-reach, -reach), (across - reach, -reach), (across + reach, reach), (reach, reach)]
    return shapely.STRtree([Polygon(np.add(foot, (x, 0))) for x in starts])


def striped(area: Geometry, finer: Iterable[shapely.STRtree]) -> Geometry:
    """The stripes of an area: of the first bands, or of finer ones where those would miss it."""
    cuts = (stripe(area, band) for band in finer)
    return next(cut for cut in cuts if cut.area >= LEAST_HATCH * area.area)


def stripe(area: Geometry, band: shapely.STRtree) -> Geometry:
    """The part of the area in the bands, cut in the Equal Earth plane and brought back to degrees.

    Bands cut in degrees would fan out towards the poles."""
    plane = shapely.make_valid(shapely.transform(area, to_plane))
    near = band.geometries[np.sort(band.query(plane, predicate="intersects"))]
    cut = shapely.segmentize(polygonal(shapely.intersection(plane, near)), STRIPE_EDGE)
    # A stripe may touch itself once it is back in degrees, where the grid is not square.
    return rounded(shapely.make_valid(shapely.transform(cut, to_degrees)))


def to_plane(degrees: np.ndarray) -> np.ndarray:
    """Degrees to km in the Equal Earth projection (Savric, Patterson and Jenny 2018)."""
    return np.column_stack(EQUAL_EARTH.transform(degrees[:, 0], degrees[:, 1]))


def to_degrees(plane: np.ndarray) -> np.ndarray:
    """Km in the Equal Earth projection back to degrees, kept within the antimeridian."""
    lon, lat = EQUAL_EARTH.transform(plane[:, 0], plane[:, 1], direction="INVERSE")
    return np.column_stack([np.clip(lon, -180, 180), lat])


def disputed_lines(rows: Iterable[DisputedArea], features: Shapes) -> Shapes:
    """The dashed lines by the slug of their row: borders of the source itself, as simplified."""
    return {row.slug: dashed(row, features) for row in rows if row.line}


def dashed(row: DisputedArea, features: Shapes) -> Geometry:
    """The borders that any two of the features of a row's line share, within the row's box."""
    sides = [features[code].boundary for code in row.line]
    pairs = [(a, b) for i, a in enumerate(sides) for b in sides[i + 1 :]]
    shared = shapely.union_all([shapely.intersection(a, b) for a, b in pairs])
    kept = shapely.clip_by_rect(shared, *row.within) if row.within else shared
    parts = [part for part in shapely.get_parts(kept) if part.geom_type == "LineString"]
    return shapely.multilinestrings(
        shapely.get_parts(shapely.line_merge(shapely.multilinestrings(parts)))
    )


def extents(
    shapes: Shapes, points: Mapping[str, tuple[float, float]]
) -> dict[str, dict[str, list[float]]]:
    """The degrees that the main body of each area spans; longitude may run beyond 180."""
    bodies = {code: main_body(shape) for code, shape in shapes.items()}
    bodies |= {code: shapely.Point(point) for code, point in points.items() if code not in bodies}
    return {code: extent(body) for code, body in sorted(bodies.items())}


def main_body(shape: Geometry) -> Geometry:
    """The largest part and what is near it; all of a small area, whose islands are all it has."""
    first, *rest = largest_first(shape)
    parts = [nearest_turn(part, first) for part in rest]
    if (total := square_km(shape)) < POINT_BELOW:
        return MultiPolygon([first, *parts])
    body = first
    while joined := [part for part in parts if belongs(part, body, total)]:
        body = shapely.union_all([body, *joined])
        parts = [part for part in parts if part not in joined]
    return body


def belongs(part: Polygon, body: Geometry, total: float) -> bool:
    """Whether a part of a country of `total` km2 is near its main body, or large and not far."""
    distance = part.distance(body)
    return distance <= NEAR or (distance <= FAR and square_km(part) >= LARGE_PART * total)


def nearest_turn(part: Polygon, body: Polygon) -> Polygon:
    """The part moved by a whole turn where that brings it nearer to the body."""
    turn = 360 * round((body.centroid.x - part.centroid.x) / 360)
    return shapely.transform(part, lambda xy: np.add(xy, (turn, 0)))


def extent(body: Geometry) -> dict[str, list[float]]:
    """The bounds of the body in degrees, the west edge between -180 and 180."""
    west, south, east, north = body.bounds
    turn = 360 * math.floor((west + 180) / 360)
    return {
        "lon": [round(west - turn, 2), round(east - turn, 2)],
        "lat": [round(south, 2), round(north, 2)],
    }
