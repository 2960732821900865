"""One browser draws all images; what happens to it harms no later one."""

import asyncio
import io
import re
import threading

import psutil
import pytest
from PIL import Image, ImageChops

from dashboard import language
from dashboard.exhibits import EXHIBITS
from dashboard.export import FORMATS, NoImageError, images
from dashboard.style import LIGHT

IMAGES = [form for form in FORMATS.values() if form.needs_browser]
STARTS = {"png": b"\x89PNG\r\n", "print.png": b"\x89PNG\r\n", "svg": b"<svg", "pdf": b"%PDF"}


@pytest.mark.parametrize("form", IMAGES, ids=lambda form: form.code)
def test_every_image_format_is_written(handout, form):
    assert form.write(handout("legal-framework")).startswith(STARTS[form.ending])


def test_the_map_is_in_the_image_with_its_words(handout):
    made = handout("legal-framework", region="ilo-africa")
    drawing = FORMATS["svg"].write(made).decode()
    assert drawing.count("choroplethlocation") > 50
    for text in (made.exhibit.words.title, "imply no opinion", "Data version", "CC BY 4.0"):
        assert text in " ".join(re.sub(r"<[^>]+>", " ", drawing).split())


def test_a_pdf_has_the_title_of_its_chart(handout):
    """A reader's window and a folder's list called each of them 'Kaleido-fier'."""
    made = handout("events-calendar", region="ilo-africa")
    content = FORMATS["pdf"].write(made)
    title = made.exhibit.words.title
    hexadecimal = ("\ufeff" + title).encode("utf-16-be").hex().upper().encode()
    assert f"/Title ({title})".encode() in content or b"/Title <" + hexadecimal in content


AROUND = 12
"""Pixels on each side of an image in which nothing stands."""


@pytest.mark.parametrize("code", EXHIBITS)
def test_nothing_stands_at_the_edge_of_an_image(handout, code):
    """Its title, source and boundary disclaimer were once cut off there."""
    chosen = {"chosen": {"place": ("FRA", "SEN")}} if EXHIBITS[code].of_places else {}
    image = Image.open(io.BytesIO(images.draw(on_paper(handout(code, **chosen)), "png")))
    paper = Image.new("RGB", image.size, LIGHT.paper)
    left, top, right, bottom = ImageChops.difference(image.convert("RGB"), paper).getbbox()
    ends = (left, top, image.width - right, image.height - bottom)
    assert min(ends) >= AROUND, ends


def on_paper(made):
    return made.exhibit.on_paper(images.WIDTH)


def kill_browser():
    for child in psutil.Process().children(recursive=True):
        if "chrom" in child.name():
            child.kill()


def test_a_browser_that_was_killed_is_replaced(handout):
    made = handout("plan-periods", region="ilo-africa")
    FORMATS["svg"].write(made)
    kill_browser()
    assert FORMATS["svg"].write(made).startswith(b"<svg")


def test_an_image_whose_browser_is_killed_while_it_is_drawn_is_drawn_again(handout, monkeypatch):
    made, draw, killed = handout("plan-periods", region="ilo-africa"), images._browser._draw, []

    async def draw_and_lose(figure, options):
        drawing = asyncio.ensure_future(draw(figure, options))
        if not killed:
            await asyncio.sleep(0.05)
            killed.append(kill_browser())
        return await drawing

    FORMATS["svg"].write(made)
    monkeypatch.setattr(images._browser, "_draw", draw_and_lose)
    assert FORMATS["svg"].write(made).startswith(b"<svg")
    assert killed


def in_page(expression):
    """What a script says in the page that draws."""
    browser = images._browser
    [tab] = browser._kaleido.tabs.values()
    asked = {"expression": expression, "returnByValue": True}
    answer = browser._run(tab.send_command("Runtime.evaluate", asked))
    return answer["result"]["result"].get("value")


def test_the_page_keeps_what_it_loaded_for_the_next_image(handout):
    made = handout("legal-framework")
    FORMATS["svg"].write(made)
    begun = in_page("performance.timeOrigin")
    assert FORMATS["png"].write(made).startswith(b"\x89PNG")
    assert in_page("performance.timeOrigin") == begun
    assert "sse-geometry" in in_page("Object.keys(PlotlyGeoAssets).join()")


def test_a_figure_that_cannot_be_drawn_is_no_image_and_harms_no_later_one(handout):
    trace = {"type": "choropleth", "locations": ["TUR"], "z": [1], "geojson": {"type": "none"}}
    with pytest.raises(NoImageError, match="another format"):
        images._browser.image({"data": [trace], "layout": {}}, {"format": "png", "scale": "none"})
    assert FORMATS["png"].write(handout("plan-periods")).startswith(b"\x89PNG")


def test_an_image_is_on_white_paper_whatever_the_theme(handout):
    drawing = FORMATS["svg"].write(handout("plan-periods", region="ilo-africa")).decode()
    assert f"background: {LIGHT.paper}" in drawing or "rgb(255, 255, 255)" in drawing


def test_images_asked_for_at_once_are_all_drawn(handout):
    made, found = handout("plan-periods", region="ilo-africa"), []
    ask = [
        threading.Thread(target=lambda: found.append(FORMATS["svg"].write(made))) for _ in range(10)
    ]
    for thread in ask:
        thread.start()
    for thread in ask:
        thread.join()
    assert len(found) == len(ask)
    assert len(set(map(len, found))) == 1


def test_more_than_may_wait_are_told_to_come_back(handout, monkeypatch):
    monkeypatch.setattr(images._browser, "_places", threading.BoundedSemaphore(1))
    images._browser._places.acquire()
    with pytest.raises(NoImageError, match="Try again"):
        FORMATS["svg"].write(handout("plan-periods"))


def test_without_a_browser_the_message_says_so_and_other_formats_remain(handout, monkeypatch):
    monkeypatch.setattr(images, "available", lambda: False)
    with pytest.raises(NoImageError, match="Chromium"):
        FORMATS["png"].write(handout("plan-periods"))
    assert [form.code for form in FORMATS.values() if form.available] == ["pptx", "xlsx", "csv"]


def test_an_axis_of_dates_speaks_the_page_s_language(handout):
    before = language.current()
    language.use("fr")
    try:
        made = handout("action-schedule", "tur-cooperatives-action-plan-2025-2029")
        drawing = FORMATS["svg"].write(made).decode()
    finally:
        language.use(before)
    assert "janv. 2026" in drawing
    assert "Jan 2026" not in drawing
    made = handout("action-schedule", "tur-cooperatives-action-plan-2025-2029")
    assert "Jan 2026" in FORMATS["svg"].write(made).decode()


def test_a_browser_that_does_not_come_up_is_ended(handout, monkeypatch):
    """Else each image asked for would leave a Chromium behind."""
    made = []

    class Fails:
        def __init__(self, **_options):
            self.ended = False
            made.append(self)

        async def open(self):
            raise TimeoutError

        async def close(self):
            self.ended = True

    browser = images.Browser()
    monkeypatch.setattr(images, "_browser", browser)
    monkeypatch.setattr(images.kaleido, "Kaleido", Fails)
    with pytest.raises(NoImageError):
        FORMATS["png"].write(handout("plan-periods"))
    assert [one.ended for one in made] == [True, True]
