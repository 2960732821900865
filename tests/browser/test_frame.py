"""What stands around every page: the bar, the state of the data, the frame of another site."""

from __future__ import annotations

import re


def test_the_first_line_stands_below_the_bar_without_a_gap(screen):
    """Streamlit leaves 96 pixels; the style of `app.py` has to reach its element."""
    screen.open("/data")
    title = screen.page.get_by_role("heading", level=1)
    top = title.bounding_box()["y"]
    bar = screen.page.get_by_role("link", name="Overview").bounding_box()
    assert bar["y"] + bar["height"] < top < 130


def test_who_goes_by_keyboard_sees_which_link_is_next(screen):
    screen.open("/data")
    for _step in range(3):
        screen.page.keyboard.press("Tab")
    text, outline = "e => e.textContent", "e => getComputedStyle(e).outline"
    focused = screen.page.locator(":focus")
    screen.becomes(lambda: "Map" in focused.evaluate(text), True)
    # On a busy machine the bar has its own style a moment later.
    screen.becomes(lambda: "solid 2px" in focused.evaluate(outline), True)


def test_an_embedded_page_has_no_bar(screen):
    screen.open("/data?embed=true")
    screen.page.get_by_role("heading", level=1).wait_for()
    assert screen.page.get_by_role("link", name="Overview").count() == 0


def test_a_day_on_which_the_data_was_known_goes_along_and_is_left_with_a_button(screen):
    screen.open("/changes")
    said = screen.page.get_by_text(re.compile("Data as known on"))
    assert said.count() == 0
    screen.open("/data?known=2026-11-22")
    said.wait_for()
    screen.page.get_by_role("link", name="Records").click()
    screen.becomes(screen.address, "/records?known=2026-11-22")
    said.wait_for()
    screen.page.get_by_role("button", name="Show the data as it is now").click()
    screen.becomes(screen.address, "/records")
    said.wait_for(state="hidden")


def test_the_browser_keeps_two_days_and_nothing_else(screen):
    screen.open("/data")
    [cookie] = [one for one in screen.page.context.cookies() if one["name"] == "visits"]
    assert re.fullmatch(r"\.\d{4}-\d\d-\d\d", cookie["value"])


def test_a_page_that_is_asked_for_anew_with_a_key_comes_to_rest(screen):
    """Streamlit takes no end of a run of which it did not hear that it began."""
    screen.open("/")
    screen.page.evaluate(
        """() => {
          const page = document.querySelector('[data-test-script-state]');
          window.states = [];
          new MutationObserver(() => states.push(page.dataset.testScriptState))
            .observe(page, {attributes: true});
        }"""
    )
    screen.page.keyboard.press("r")
    screen.page.wait_for_function("states.includes('rerunRequested')")
    screen.rest()


def test_on_a_phone_what_is_known_of_a_record_in_a_chain_begins_its_own_line(reader):
    screen = reader(width=390, height=844)
    screen.open("/resolutions?of=unga-res-77-281")
    chain = screen.page.locator("[class*=st-key-chain-] li")
    chain.first.wait_for()

    def indented() -> list[float]:
        indents = chain.evaluate_all(
            """all => all.map((line) => {
              const known = [...line.children].find((part) => part.tagName === "SPAN");
              return known.getClientRects()[0].left - line.getBoundingClientRect().left;
            })"""
        )
        assert len(indents) > 5
        return [indent for indent in indents if indent >= 10]

    # The style sheet may come after the lines.
    screen.becomes(indented, [])
