"""Charts in the reader's theme, their data as a table, their images."""

from __future__ import annotations

import itertools
import re
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import expect

from dashboard.filters import Selection
from dashboard.queries import timeline
from dashboard.style import STYLES

AS_OF = "asof=2026-11-20"


def rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[n : n + 2], 16) for n in (1, 3, 5)))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_map_and_timeline_stand_on_the_page_s_paper(reader, scheme):
    screen = reader(scheme=scheme)
    paper = rgb(STYLES[scheme].paper)
    for path in ("/", "/timeline"):
        screen.open(f"{path}?{AS_OF}")
        screen.chart()
        chart = screen.page.locator("svg.main-svg").first
        screen.becomes(lambda chart=chart: chart.evaluate("e => e.style.background"), paper)
        app = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
        assert screen.page.evaluate(app) == paper
        title = screen.page.get_by_role("figure").locator("div").first
        assert title.evaluate("e => getComputedStyle(e).color") == rgb(STYLES[scheme].ink)


def test_the_timeline_draws_one_dot_per_event_in_each_kind_of_lane(screen, snapshot):
    screen.open(f"/timeline?{AS_OF}")
    screen.chart()
    dots = screen.page.locator(".scatterlayer path.point")
    for lanes in ("kind", "region", "country"):
        if lanes != "kind":
            screen.page.get_by_role("radio", name=lanes.capitalize(), exact=True).click()
            screen.becomes(screen.address, f"/timeline?{AS_OF}&lanes={lanes}")
        rows = timeline.rows(snapshot, Selection(), lanes, date.today())
        screen.becomes(dots.count, rows.height)
        counted = sum(
            int(re.search(r"\(([\d,]+)\)", text)[1].replace(",", "")) for text in screen.legend()
        )
        # An event of several countries stands in several lanes, and counts once.
        assert counted == rows.unique(["id", "event"]).height


def test_the_buttons_of_a_chart_send_it_nowhere(screen):
    screen.open(f"/?{AS_OF}")
    screen.chart()
    buttons = screen.page.get_by_role("figure").get_by_role("button")
    names = [button.get_attribute("aria-label") for button in buttons.all()]
    assert names == ["Pan", "Zoom in", "Zoom out", "Reset", "Download the chart as an image"]


def test_who_listens_to_a_chart_hears_its_words_and_not_its_drawing(screen):
    screen.open(f"/timeline?{AS_OF}")
    screen.chart()
    figure = screen.page.get_by_role("figure")
    expect(figure).to_have_attribute("aria-label", re.compile("^Laws, resolutions, plans, events"))
    buttons = figure.get_by_role("toolbar", name="Laws, resolutions, plans, events", exact=True)
    expect(buttons).to_have_count(1)
    drawings = screen.page.locator(".main-svg, #js-plotly-tester")
    assert {one.get_attribute("aria-hidden") for one in drawings.all()} == {"true"}


def test_the_table_shows_the_data_of_the_map(screen):
    screen.open(f"/?{AS_OF}&region=mercosur")
    screen.chart()
    screen.page.get_by_role("radio", name="Table").click()
    # The grid is painted on a canvas; its cells stand inside for who does not see it.
    cells = screen.page.locator("[role=gridcell]")
    screen.becomes(lambda: "Uruguay" in cells.all_text_contents(), True)
    assert "Framework law in force" in cells.all_text_contents()
    headings = screen.page.locator("[role=columnheader]").all_text_contents()
    assert headings[:3] == ["Country or area", "Level", "Deciding text"]


def save(screen, folder: Path, button: str | re.Pattern[str]) -> Path:
    with screen.page.expect_download() as started:
        screen.page.get_by_role("button", name=button).first.click()
    file = folder / started.value.suggested_filename
    started.value.save_as(file)
    return file


def test_the_camera_saves_a_png_that_is_named_after_what_it_shows(screen, tmp_path):
    screen.open(f"/?{AS_OF}")
    screen.chart()
    file = save(screen, tmp_path, "Download the chart as an image")
    assert file.name == "legal-framework_world_2026-11-20.png"
    assert file.read_bytes().startswith(b"\x89PNG\r\n")
    assert file.stat().st_size > 50_000


def test_the_menu_saves_a_slide_and_an_svg_with_title_date_and_boundary_sentence(screen, tmp_path):
    screen.open(f"/?{AS_OF}&region=ilo-africa")
    screen.chart()
    screen.page.get_by_role("radio", name="Download").click()
    slide = save(screen, tmp_path, "PowerPoint, editable")
    assert slide.name == "legal-framework_ilo-africa_2026-11-20.pptx"
    assert slide.read_bytes().startswith(b"PK")
    file = save(screen, tmp_path, "SVG drawing")
    assert file.name == "legal-framework_ilo-africa_2026-11-20.svg"
    drawing = file.read_text("utf-8")
    text = " ".join(re.sub(r"<[^>]+>", " ", drawing).split())
    assert "Legal framework for the SSE" in text
    assert "Africa · as of 20 November 2026" in text
    assert "imply no opinion on the legal status of any country, area or authority." in text
    assert "Data version" in text
    assert drawing.count("choroplethlocation") > 50
    assert not re.findall(r"(?:href|src)=\"https?:", drawing)


def test_on_a_phone_every_head_of_the_calendar_has_its_place(reader):
    screen = reader(width=390, height=844)
    screen.open(f"/workshops?{AS_OF}")
    heads = screen.page.locator(".xtick text")
    screen.becomes(heads.count, 13)
    places = [
        (box["x"], box["x"] + box["width"]) for box in (head.bounding_box() for head in heads.all())
    ]
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(places))
    assert places[0][0] >= 0 and places[-1][1] <= 390
    first, *_, last = (line.bounding_box() for line in heads.last.locator("tspan").all())
    assert first["x"] < last["x"], "the first line of a head in several is read first"
    numbers = screen.page.locator(".barlayer .bartext").all_text_contents()
    assert numbers and all(int(number) > 0 for number in numbers)
    assert f"({sum(map(int, numbers))})" in screen.legend()[0]


def test_on_a_phone_compared_countries_are_headed_by_their_codes(reader):
    """Of six names a letter each was left: 'D' of two countries."""
    screen = reader(width=390, height=844)
    asked = "chart=comparison&asof=2026-11-20&place=COD,GBR,PRK,ITA,ESP,PRT"
    screen.open(f"/briefing?briefing={quote(asked, safe='')}")
    screen.page.get_by_text("Preview", exact=True).click()
    screen.chart()
    heads = screen.page.get_by_role("figure").locator("g.text").first.locator("text")
    expect(heads.first).to_have_text("COD")
    assert heads.all_text_contents()[:6] == ["COD", "GBR", "PRK", "ITA", "ESP", "PRT"]
    places = [box for box in (head.bounding_box() for head in heads.all()[:6]) if box]
    ends = [(box["x"], box["x"] + box["width"]) for box in places]
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(ends)), ends


def test_on_a_phone_a_map_fills_its_frame_and_long_labels_end_in_it(reader):
    screen = reader(width=390, height=844)
    screen.open(f"/?{AS_OF}")
    screen.chart()

    def gaps() -> list[bool]:
        """Whether the map follows the legend, and the caption the map, without an empty row."""
        legend, land, plot = (
            screen.page.locator(part).first.bounding_box()
            for part in (".legend", ".choroplethlayer", ".js-plotly-plot")
        )
        ends = [box["y"] + box["height"] for box in (legend, land, plot)]
        return [land["y"] - ends[0] < 20, ends[2] - ends[1] < 20]

    screen.becomes(gaps, [True, True])
    screen.open(f"/plans?section=periods&{AS_OF}")
    labels = screen.page.locator(".textpoint text")
    screen.becomes(lambda: labels.count() > 50, True)
    rights = "all => Math.max(...all.map(one => one.getBoundingClientRect().right))"
    assert labels.evaluate_all(rights) <= 390
    assert sum(text.endswith("…") for text in labels.all_text_contents()) > 5
    below, above = (screen.page.locator(f".{axis}tick text") for axis in ("x", "x2"))
    screen.becomes(lambda: above.count() > 2, True)
    assert above.all_text_contents() == below.all_text_contents()[-above.count() :]
    legend = screen.page.locator(".legend").last.bounding_box()
    assert above.first.bounding_box()["y"] >= legend["y"] + legend["height"]
    screen.open(f"/resolutions?{AS_OF}")
    names = screen.page.locator(".ytick text")
    screen.becomes(lambda: names.count() > 50, True)
    texts = names.all_text_contents()
    assert "Democratic Republic of …" in texts and max(map(len, texts)) == 24


# Of each word in a row the pixels by which it reaches over the next sign, or over the chart's end.
OVER = """() => {
  const boxes = (part) =>
    [...document.querySelectorAll(part)].map((one) => one.getBoundingClientRect())
  const [plot] = boxes(".js-plotly-plot")
  const signs = boxes(".scatterlayer path.point")
  return boxes(".textpoint text").map((word) => {
    const next = signs.filter(({ top, bottom, left }) =>
      top < word.bottom && bottom > word.top && left > word.left)
    return word.right - Math.min(plot.right, ...next.map(({ left }) => left))
  })
}"""


@pytest.mark.parametrize("width", [390, 900, 1280])
def test_the_words_of_countries_compared_end_before_the_next_column(reader, width):
    screen = reader(width=width)
    chart = urlencode(
        {"chart": "comparison", "place": "FRA,SEN,TUR,KOR,BRA,ESP", "asof": "2026-12-31"}
    )
    screen.open(f"/briefing?{AS_OF}&{urlencode({'briefing': chart})}")
    screen.page.get_by_text("Preview").click()
    screen.chart()
    screen.rest()
    over = screen.page.evaluate(OVER)
    assert len(over) > 100
    assert max(over) < 2  # the box of a word is a little wider than its ink
    words = {*map(str.strip, screen.page.locator(".textpoint text").all_text_contents())}
    assert "…" not in words and any(word.isdigit() and int(word) > 9 for word in words)
