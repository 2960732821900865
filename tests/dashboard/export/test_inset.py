"""The small map of a brief shows the country where it lies, in every form, and needs no browser."""

import io
import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import docx
import pytest
from pptx import Presentation

from dashboard import country_brief as brief
from dashboard.charts.chart import boundary_sentence
from dashboard.export import briefs, images, inset, outlines

OWN = inset.OWN


@pytest.fixture(autouse=True)
def no_browser(monkeypatch):
    monkeypatch.setattr(images, "available", lambda: False)


@pytest.fixture
def made(snapshot, clock):
    return brief.of(snapshot, "TUR", clock)


def shapes_of(drawing):
    root = ElementTree.fromstring(drawing)
    return [(shape.tag.rpartition("}")[2], shape.attrib) for shape in root]


def test_the_country_is_the_one_dark_area_and_disputed_lines_are_dotted(made):
    shapes = shapes_of(inset.svg(made.surroundings, "TUR"))
    areas = [look for tag, look in shapes if tag == "path" and look["fill"] != "none"]
    assert [look["fill"] == OWN for look in areas] == [False] * (len(areas) - 1) + [True]
    assert len(areas) > 20
    assert sum("stroke-dasharray" in look for _tag, look in shapes) == 1


@pytest.mark.parametrize(("iso3", "point"), [("MDV", True), ("FJI", False), ("KIR", True)])
def test_what_would_hardly_be_seen_is_ringed_in_the_middle(snapshot, clock, iso3, point):
    ground = brief.of(snapshot, iso3, clock).surroundings
    circles = [look for tag, look in shapes_of(inset.svg(ground, iso3)) if tag == "circle"]
    assert [look["fill"] for look in circles] == ([OWN] if point else []) + ["none"]
    root = ElementTree.fromstring(inset.svg(ground, iso3))
    for look in circles:
        assert 0.2 < float(look["cx"]) / float(root.get("width")) < 0.8
        assert 0.2 < float(look["cy"]) / float(root.get("height")) < 0.8


def test_every_country_with_records_has_its_map(snapshot):
    layers = brief.geometry.layers(snapshot)
    lacking = [code for code in brief.with_records(snapshot) if not layers.layer.around(code)]
    assert lacking == []


@pytest.mark.parametrize("iso3", ["TUR", "RUS", "FJI", "NOR", "CHL"])
def test_areas_left_out_before_they_are_projected_would_not_be_seen(
    snapshot, clock, iso3, monkeypatch
):
    ground = brief.of(snapshot, iso3, clock).surroundings
    quick = outlines.of(ground, 300, 200)
    monkeypatch.setattr(outlines.Frame, "may_show", lambda *_: True)
    outlines._outlines.cache_clear()
    assert outlines.of(ground, 300, 200) == quick
    outlines._outlines.cache_clear()


def test_the_document_has_the_map_with_its_words_and_disclaimer(made):
    read = docx.Document(io.BytesIO(briefs.write_docx(made)))
    [picture] = read.inline_shapes
    assert picture._inline.docPr.get("descr") == "Map: where Türkiye lies"
    [image] = [p for p in read.part.package.iter_parts() if p.content_type == "image/png"]
    assert image.blob.startswith(b"\x89PNG")
    assert boundary_sentence() in read.sections[0].footer.paragraphs[0].text


def test_the_slide_has_the_map_as_shapes(made):
    slide = Presentation(io.BytesIO(briefs.write_pptx(made))).slides[0]
    group = next(shape for shape in slide.shapes if shape.name == "Map")
    colours = {s.name: str(s.fill.fore_color.rgb) for s in group.shapes if s.fill.type == 1}
    assert f"#{colours['Türkiye'].lower()}" == OWN
    assert len(colours) > 20
    table = next(shape for shape in slide.shapes if shape.has_table)
    assert table.left + table.width <= group.left


@pytest.mark.parametrize("ending", briefs.FORMATS)
def test_a_country_without_outlines_has_a_brief_without_a_map(made, ending):
    content = briefs.FORMATS[ending].write(replace(made, surroundings=None))
    assert len(content) < len(briefs.FORMATS[ending].write(made))


def test_the_pdf_stays_one_or_two_pages_and_draws_it(made):
    content = briefs.write_pdf(made)
    assert len(re.findall(rb"/Type/Page\b", content)) in (1, 2)


def test_a_disputed_boundary_leads_along_no_edge_where_it_leaves_the_map(snapshot, clock):
    """At the edge of the map around Kuwait the line through Kashmir leaves it and comes back."""
    ground = brief.of(snapshot, "KWT", clock).surroundings
    drawn = outlines.of(ground, inset.WIDTH, inset.HEIGHT)
    frame = outlines._frame(ground.extent, inset.WIDTH, inset.HEIGHT)
    places = [
        None if lon is None else outlines._whole(outlines._at(frame, lon, lat))
        for lon, lat in zip(*ground.layer.lines, strict=True)
    ]
    known = set(pairwise(places))
    assert drawn.lines
    assert {pair for line in drawn.lines for pair in pairwise(line)} <= known
