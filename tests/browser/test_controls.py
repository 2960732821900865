"""Controls do what readers expect who do not know Streamlit."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


def opened(screen):
    """With the program that listens to the page; Streamlit fetches it last."""
    screen.open("/?asof=2026-11-20")
    fetched = "performance.getEntriesByType('resource').map(({name}) => name.split('/').pop())"
    screen.becomes(lambda: "controls.js" in screen.page.evaluate(fetched), True)
    screen.chart()


def test_enter_takes_a_date_that_is_typed_and_the_field_keeps_the_focus(screen):
    opened(screen)
    screen.type_day("15032019")
    screen.page.keyboard.press("Enter")
    screen.becomes(screen.address, "/?asof=2019-03-15")
    screen.becomes(lambda: "as of 15 March 2019" in screen.says(), True)
    expect(screen.page.get_by_role("spinbutton", name="year, As of")).to_be_focused()


@pytest.fixture
def phone(reader):
    shown = reader(width=390, height=844)
    yield shown
    # Streamlit remembers there whether the menu is open.
    shown.page.evaluate("localStorage.clear()")


def test_on_a_phone_the_menu_closes_behind_who_chose_a_page(phone):
    opened(phone)
    menu = phone.page.get_by_test_id("stSidebar")
    phone.page.get_by_test_id("stExpandSidebarButton").click()
    expect(menu).to_be_in_viewport()
    menu.get_by_role("link", name="Timeline").click()
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Timeline")
    expect(menu).not_to_be_in_viewport()


def test_the_address_to_copy_has_its_button_in_sight(screen):
    screen.open("/?asof=2026-11-20")
    screen.page.get_by_role("button", name="Copy link").click()
    expect(screen.page.get_by_role("button", name="Copy to clipboard")).to_be_visible()


def test_one_country_is_taken_by_its_name_and_enter(screen):
    """Streamlit offers all that resemble it first, where one lets it."""
    screen.open("/compare?countries=FRA")
    screen.choose("Countries or areas (two to six)", "Spain")
    screen.becomes(screen.address, "/compare?countries=FRA,ESP")


def test_a_date_that_is_left_by_a_click_on_copy_link_is_in_the_link(screen):
    """Both come in one message, after which Streamlit runs the part with the date alone."""
    screen.open("/?asof=2026-11-20")
    screen.chart()
    screen.type_day("15032019")
    screen.page.get_by_role("button", name="Copy link").click()
    expect(screen.page.get_by_test_id("stPopoverBody")).to_contain_text("asof=2019-03-15")


def test_tab_goes_on_from_a_button_into_what_it_opened(screen):
    """Streamlit puts that at the end of the document: after every link of the page."""
    opened(screen)
    button = screen.page.get_by_role("button", name="Filters", exact=True)
    button.press("Enter")
    first = screen.page.get_by_role("dialog").get_by_role("combobox").first
    expect(first).to_be_visible()
    button.press("Tab")
    expect(first).to_be_focused()
