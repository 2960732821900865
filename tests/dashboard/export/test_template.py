"""Slides stand on the presenter's master; what is no template is told apart before it is opened."""

import io
import zipfile

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Inches

from dashboard.exhibits import EXHIBITS
from dashboard.export import slides, template
from dashboard.export.template import TemplateError, checked


def bytes_of(made):
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def repacked(content, **changed):
    """The file with some parts replaced or added, by name with '/' as '__'."""
    parts = {name.replace("__", "/"): text for name, text in changed.items()}
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w") as new:
        for name in {*old.namelist(), *parts}:
            new.writestr(name, parts.get(name) or old.read(name))
    return held.getvalue()


def types_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("[Content_Types].xml")


@pytest.fixture(scope="module")
def theirs():
    """4:3, with a slide of its own, a text in the footer, and all of PowerPoint's layouts."""
    made = Presentation()
    for layout in made.slide_layouts:
        for shape in layout.placeholders:
            if shape.placeholder_format.type == 15:  # PP_PLACEHOLDER.FOOTER
                shape.text_frame.text = "Ministry of Labour"
    made.slides.add_slide(made.slide_layouts[0]).shapes.title.text = "An example"
    return bytes_of(made)


@pytest.mark.parametrize("code", EXHIBITS)
def test_every_chart_stands_inside_the_body_of_their_master(handout, theirs, code):
    made = handout(code, region="ilo-africa" if "schedule" not in code else "")
    read = Presentation(io.BytesIO(slides.write_all([made], checked(theirs))))
    assert (read.slide_width, read.slide_height) == (Inches(10), Inches(7.5))
    assert len(read.slides) > 0
    words = made.exhibit.words
    for slide in read.slides:
        assert slide.slide_layout.name == "Title Only"
        assert slide.shapes.title.text.startswith(words.title)
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert "Ministry of Labour" in texts
        assert any(text.startswith(words.caption) for text in texts)
        assert any(text.startswith(words.subtitle) for text in texts)
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= read.slide_width
            if not shape.is_placeholder:
                assert shape.top >= Inches(1.2)
                assert shape.top + shape.height <= Inches(6.9)


def test_text_takes_the_colours_of_their_theme(handout, theirs):
    read = Presentation(io.BytesIO(slides.write_all([handout("positions")], checked(theirs))))
    legend = next(shape for shape in read.slides[0].shapes if shape.name == "Legend")
    written = [shape for shape in legend.shapes if shape.text_frame.text]
    assert {shape._element.xpath(".//a:rPr//a:schemeClr")[0].get("val") for shape in written} == {
        "tx1"
    }


def test_what_we_export_is_itself_a_template(handout):
    first = slides.write(handout("positions"))
    again = Presentation(io.BytesIO(slides.write_all([handout("coverage")], checked(first))))
    assert len(again.slides) == 1
    assert again.slides[0].placeholders[13].text == handout("coverage").exhibit.words.subtitle


def test_a_potx_is_taken_as_a_presentation(handout, theirs):
    potx = repacked(
        theirs,
        **{
            "[Content_Types].xml": types_of(theirs).replace(
                b"presentationml.presentation", b"presentationml.template"
            )
        },
    )
    with pytest.raises(ValueError, match="not a PowerPoint file"):
        Presentation(io.BytesIO(potx))
    assert Presentation(io.BytesIO(slides.write_all([handout("coverage")], checked(potx)))).slides


def test_sections_of_their_slides_are_gone(handout, theirs):
    listed = (
        b'<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
        b'<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"/>'
        b"</p:ext></p:extLst></p:presentation>"
    )
    with zipfile.ZipFile(io.BytesIO(theirs)) as archive:
        own = archive.read("ppt/presentation.xml").replace(b"</p:presentation>", listed)
    sectioned = repacked(theirs, **{"ppt__presentation.xml": own})
    made = slides.write_all([handout("coverage")], checked(sectioned))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert b"sectionLst" not in archive.read("ppt/presentation.xml")
        assert [n for n in archive.namelist() if n.startswith("ppt/slides/slide")] == [
            "ppt/slides/slide1.xml"
        ]


def without_layouts():
    made = Presentation()
    for layout in list(made.slide_layouts):
        made.slide_layouts.remove(layout)
    return bytes_of(made)


SMALLER = 5_000_000
"""Bytes: the bound while these tests run."""


def bomb(theirs):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", types_of(theirs))
        packed.writestr("ppt/media/image1.bmp", b"\0" * (SMALLER + 1))
    return held.getvalue()


def markup(theirs):
    """A master of very many empty elements: in memory they take twenty times as much."""
    master = "ppt/slideMasters/slideMaster1.xml"
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(theirs)) as old,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            own = old.read(name)
            if name == master:
                own = own.replace(b"<p:cSld>", b"<p:cSld>" + b"<p:a/>" * (SMALLER // 6 - 100_000))
            new.writestr(name, own)
    return held.getvalue()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda _: b"", "no PowerPoint file"),
        (lambda _: b"%PDF-1.7", "no PowerPoint file"),
        (lambda theirs: theirs[: len(theirs) // 2], "no PowerPoint file"),
        (lambda _: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "has a password"),
        (lambda theirs: repacked(theirs, ppt__vbaProject="x"), "has macros"),
        (
            lambda theirs: repacked(
                theirs, **{"[Content_Types].xml": types_of(theirs) + b"<!-- macroEnabled -->"}
            ),
            "has macros",
        ),
        (lambda theirs: repacked(theirs, ppt__presentation="x", **{"_rels__.rels": "<"}), "no Po"),
        (lambda _: without_layouts(), "no slide layout"),
        (bomb, "at most 20 MB"),
        (markup, "at most 20 MB"),
        (lambda _: b"PK\x03\x04" + b"\0" * template.LARGEST, "at most 20 MB"),
    ],
)
def test_what_is_no_template_says_what_to_do(theirs, make, said, monkeypatch):
    monkeypatch.setattr(template, "UNPACKED", SMALLER)
    monkeypatch.setattr(template, "MARKUP", SMALLER // 2, raising=False)
    assert checked(theirs)
    with pytest.raises(TemplateError, match=said):
        checked(make(theirs))


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(TemplateError, match="No such file"):
        template.from_file(tmp_path / "none.pptx")


def without_place(made, *kinds):
    """Neither the layouts nor their master say where these placeholders stand."""
    for owner in (made.slide_master, *made.slide_layouts):
        for shape in owner.placeholders:
            if shape.placeholder_format.type in kinds:
                for place in shape._element.spPr.findall("{*}xfrm"):
                    shape._element.spPr.remove(place)


def without_notes(made, *_kinds):
    for shape in list(made.notes_master.placeholders):
        shape._element.getparent().remove(shape._element)


@pytest.mark.parametrize(
    ("spoil", "kinds"),
    [
        (without_place, [PP_PLACEHOLDER.FOOTER]),
        (without_place, [PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT]),
        (without_notes, []),
    ],
)
def test_a_master_that_lacks_a_place_is_taken_as_it_is(handout, spoil, kinds):
    made = Presentation()
    spoil(made, *kinds)
    written = slides.write_all([handout("coverage")], checked(bytes_of(made)))
    [slide] = Presentation(io.BytesIO(written)).slides
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert handout("coverage").exhibit.words.below in texts
