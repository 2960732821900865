"""Every way to a country leads to the same page, with a mouse, a keyboard and a phone."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

PHONE = {"width": 390, "height": 844}
OVERVIEW = "/?asof=2026-11-20&theme=gender"
TURKIYE = "/country?country=TUR&asof=2026-11-20&theme=gender"


def is_turkiye(screen) -> None:
    screen.becomes(screen.address, TURKIYE)
    heading = screen.page.get_by_role("main").get_by_role("heading", level=1)
    screen.becomes(lambda: heading.inner_text().strip(), "Türkiye")
    screen.rest()


def test_a_click_on_the_map_opens_the_country_with_the_filters(screen):
    screen.open(OVERVIEW)
    screen.chart()
    screen.becomes(lambda: screen.at(35, 39), "TUR")
    screen.page.mouse.click(*screen.place(35, 39))
    is_turkiye(screen)


def test_a_click_on_the_map_of_an_instrument_opens_the_country(screen):
    screen.open("/resolutions?of=unga-res-77-281&asof=2026-11-20&theme=gender")
    screen.chart()
    screen.becomes(lambda: screen.at(35, 39), "TUR")
    screen.page.mouse.click(*screen.place(35, 39))
    is_turkiye(screen)


def test_a_click_on_the_point_of_a_small_state_opens_it(screen, snapshot):
    screen.open("/?asof=2026-11-20")
    screen.chart()
    screen.page.mouse.click(*screen.place(57.57, -20.28))
    screen.becomes(screen.address, "/country?country=MUS&asof=2026-11-20")


@pytest.mark.parametrize("size", [{}, PHONE], ids=["desk", "phone"])
def test_the_picker_opens_the_same_page_as_the_map(reader, size):
    screen = reader(**size)
    screen.open(OVERVIEW)
    screen.chart()
    screen.choose("Open a country", "Türkiye")
    is_turkiye(screen)


def test_the_picker_is_reached_and_used_with_the_keyboard_alone(screen):
    screen.open(OVERVIEW)
    screen.chart()
    keyboard = screen.page.keyboard
    focused = "document.activeElement.getAttribute('aria-label') || ''"
    for _step in range(60):
        keyboard.press("Tab")
        picker = screen.page.get_by_role("combobox", name="Open a country")
        if picker.evaluate("picker => picker === document.activeElement"):
            break
    else:
        pytest.fail(
            f"60 steps do not reach the picker; focus is on {screen.page.evaluate(focused)}"
        )
    keyboard.type("Türk")
    screen.page.get_by_role("option", name="Türkiye", exact=True).wait_for()
    keyboard.press("Enter")
    is_turkiye(screen)


def test_the_picker_of_the_country_page_goes_on_to_the_next_country(screen):
    screen.open(TURKIYE)
    screen.choose("Country or area", "Brazil")
    screen.becomes(screen.address, TURKIYE.replace("TUR", "BRA"))
    heading = screen.page.get_by_role("main").get_by_role("heading", level=1)
    screen.becomes(lambda: heading.inner_text().strip(), "Brazil")


def test_nothing_scrolls_sideways_on_a_phone(reader):
    screen = reader(**PHONE)
    for path in (
        OVERVIEW,
        "/timeline?asof=2026-11-20",
        "/country?country=TUR&asof=2026-11-20",
        "/country?country=TUR&section=all&full=1",
        "/map?show=position",
        "/plans",
        "/plans?section=periods",
        "/plans?section=chain",
        "/resolutions",
        "/workshops",
        "/workshops?section=list",
        "/workshops?section=places",
        "/workshops?section=outcomes",
        "/data",
        "/compare?countries=FRA,ESP,SEN,TUR",
        "/compare?countries=FRA,ESP,SEN,TUR&section=levers",
        "/compare?countries=FRA,ESP,SEN,TUR&section=positions",
        "/records?q=cooperativa",
        "/record?id=tur-law-7339",
    ):
        screen.go(path)
        if path == OVERVIEW or "timeline" in path:
            screen.chart()
            for more in ("Table", "Sources", "Download"):
                screen.page.get_by_role("radio", name=more).click()
                screen.rest()
        width = screen.page.evaluate(
            "Math.max(document.documentElement.scrollWidth, "
            "document.querySelector('main, section[tabindex]')?.scrollWidth || 0)"
        )
        assert width <= PHONE["width"], path


def test_a_wide_table_scrolls_beside_its_first_column(reader):
    screen = reader(**PHONE)
    screen.open("/compare?countries=FRA,ESP,SEN,TUR")
    left = """(table) => {
        const at = (cell) => Math.round(cell.getBoundingClientRect().left)
        const cells = () => [...table.rows[1].cells].slice(0, 2).map(at)
        const before = cells()
        table.parentElement.scrollLeft = 200
        return [before, cells()]
    }"""
    # The one that stays, as wide as it will be: its style may come after its cells.
    screen.page.wait_for_function("""() => {
        const frame = document.querySelector('table')?.parentElement
        return frame && frame.scrollWidth - frame.clientWidth >= 200
    }""")
    before, after = screen.page.locator("table").first.evaluate(left)
    assert after[0] == before[0] >= 0
    assert after[1] == before[1] - 200


def test_on_a_phone_a_part_of_the_third_country_shows(reader):
    screen = reader(**PHONE)
    seen = """(table) => {
        const third = table.rows[0].cells[3].getBoundingClientRect()
        const edge = table.parentElement.getBoundingClientRect().right
        return [edge - third.left, third.width]
    }"""
    for section in ("standing", "positions"):
        screen.open(f"/compare?countries=FRA,SEN,TUR&section={section}")
        table = screen.page.locator("[class*='st-key-wide-words'] table")
        screen.becomes(lambda table=table: table.evaluate(seen)[0] > 24, True)
        part, width = table.evaluate(seen)
        assert part < width


def test_a_table_that_goes_on_beyond_the_edge_says_so_with_a_shadow(reader):
    screen = reader(**PHONE)
    screen.open("/compare?countries=FRA,ESP,SEN,TUR")
    frame = screen.page.locator(".stTable > div").first
    # Asked of the frame that stands there each time: a page that is drawn twice puts up another.
    beyond = "frame => frame.scrollWidth - frame.clientWidth"
    screen.becomes(lambda: frame.evaluate(beyond) >= 100, True)

    def darkest_at_the_end() -> int:
        """Beside the heads: no text of theirs reaches the last pixels."""
        box = frame.bounding_box()
        return darkest(screen, x=box["x"] + box["width"] - 3, width=2, y=box["y"] + 8, height=8)

    # That it is as wide as it will be is known before it is painted.
    screen.becomes(lambda: darkest_at_the_end() < 220, True)
    frame.evaluate("frame => frame.scrollLeft = frame.scrollWidth")
    screen.becomes(lambda: darkest_at_the_end() > 250, True)


def test_the_shadow_does_not_shine_through_at_the_corners_of_a_table_that_fits(reader):
    screen = reader()
    screen.open("/compare?countries=FRA,SEN")
    box = screen.page.locator(".stTable > div").first.bounding_box()
    assert darkest(screen, x=box["x"] + box["width"] - 8, width=8, y=box["y"], height=8) > 252


def darkest(screen, **strip: float) -> int:
    """The darkest pixel of a part of the page: 255 is white."""
    image = Image.open(BytesIO(screen.page.screenshot(clip=strip))).convert("L")
    return min(image.tobytes())
