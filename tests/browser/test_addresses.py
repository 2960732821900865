"""A view has an address; whoever opens the address has the view."""

from __future__ import annotations

import pytest

VIEW = "/?asof=2015-06-30&region=ilo-africa&theme=finance"


def view(screen) -> tuple[str, list[str], str]:
    """What tells one view of the overview from another."""
    page = screen.page
    region = page.get_by_role("combobox", name="Region or group").input_value()
    return screen.says(), screen.legend(), region


def test_a_deep_link_opens_the_view_that_it_names(reader):
    first = reader()
    first.open(VIEW)
    first.chart()
    assert "Africa\xa0· Finance\xa0· as of 30 June 2015" in first.says()
    assert first.page.get_by_role("button", name="Clear 1 filter").is_visible()
    second = reader()
    second.open(VIEW)
    second.chart()
    second.becomes(lambda: view(second), view(first))
    assert second.address() == VIEW


def test_a_region_that_is_chosen_goes_into_the_address_and_survives_a_reload(screen):
    screen.open("/?asof=2026-11-20")
    screen.chart()
    screen.choose("Region or group", "Asia and the Pacific")
    screen.becomes(screen.address, "/?asof=2026-11-20&region=ilo-asia-pacific")
    said = "Asia and the Pacific\xa0· as of 20 November 2026"
    screen.becomes(lambda: said in screen.says(), True)
    before = view(screen)
    screen.page.reload()
    screen.chart()
    screen.becomes(lambda: view(screen), before)


def test_a_date_that_is_typed_goes_into_the_address_and_survives_a_reload(screen):
    screen.open("/?asof=2026-11-20&region=eu")
    screen.chart()
    screen.set_day("15032019")
    screen.becomes(screen.address, "/?asof=2019-03-15&region=eu")
    screen.becomes(lambda: "European Union\xa0· as of 15 March 2019" in screen.says(), True)
    screen.rest()  # while it is redrawn the chart holds both legends
    before = view(screen)
    screen.page.reload()
    screen.chart()
    screen.becomes(lambda: view(screen), before)


def test_the_back_button_returns_to_the_view_before(screen):
    screen.open("/?asof=2026-11-20")
    screen.chart()
    screen.becomes(lambda: "World\xa0· as of 20 November 2026" in screen.says(), True)
    before = view(screen)
    screen.choose("Region or group", "African Union")
    screen.becomes(lambda: "African Union" in screen.says(), True)
    screen.becomes(screen.address, "/?asof=2026-11-20&region=african-union")
    screen.page.go_back()
    screen.becomes(screen.address, "/?asof=2026-11-20")
    screen.becomes(lambda: view(screen), before)


STEPS = """() => {
  window.steps = []
  const { pushState } = history
  history.pushState = function (...all) {
    window.steps.push(String(all[2]))
    return pushState.apply(this, all)
  }
}"""
"""Keeps the addresses that become steps of the browser's history."""


def test_on_the_way_to_another_page_no_address_is_a_step_that_nobody_saw(screen):
    """Parameters were written one by one: the way back led through each of them."""
    screen.open("/?asof=2026-11-20&region=eu")
    screen.chart()
    screen.page.evaluate(STEPS)
    screen.page.get_by_role("link", name="Timeline").click()
    screen.becomes(screen.address, "/timeline?asof=2026-11-20&region=eu")
    screen.chart()
    # On a busy machine the page comes first, and then its parameters, all of them.
    known = {"/timeline", "/timeline?asof=2026-11-20&region=eu"}
    steps = screen.page.evaluate("window.steps.map(decodeURIComponent)")
    assert set(steps) <= known, steps
    assert len(steps) == len(set(steps))


def test_a_filter_stays_in_its_control_when_another_control_is_used(screen):
    """A control in the closed popover once forgot its value, and the next choice erased it."""
    screen.open(VIEW)
    screen.chart()
    screen.choose("Region or group", "European Union")
    screen.becomes(lambda: "European Union\xa0· Finance" in screen.says(), True)
    screen.page.get_by_role("button", name="Filters", exact=True).click()
    chosen = screen.page.get_by_role("dialog").get_by_role("group", name="Selected values")
    screen.becomes(chosen.count, 1)
    screen.becomes(lambda: chosen.inner_text().strip(), "Finance")
    screen.choose("Theme", "Taxation")
    screen.becomes(screen.address, "/?asof=2015-06-30&region=eu&theme=finance,taxation")


def test_filters_go_along_from_page_to_page(screen):
    screen.open("/?asof=2026-11-20&region=eu")
    screen.chart()
    screen.page.get_by_role("link", name="Timeline").click()
    screen.becomes(screen.address, "/timeline?asof=2026-11-20&region=eu")
    screen.chart()
    screen.becomes(lambda: "European Union" in screen.says(), True)


LONG = "x" * 10_000


@pytest.mark.parametrize(
    ("path", "what", "remedy"),
    [
        ("/country?country=XXX", "XXX", "Choose one above"),
        ("/country", "Choose a country above", "or click one on the map"),
        ("/?asof=2026-02-30", "asof = 2026-02-30", "Write a day such as"),
        ("/?region=%3Cscript%3Ealert(1)%3C/script%3E", "<script>", "Choose a region"),
        (f"/?theme={LONG}", "theme = xxxx", "Choose from the list"),
        (f"/country?country={LONG}", "xxxx", "Choose one above"),
        ("/timeline?lanes=moon", "lanes that do not exist", "Lanes by kind are shown"),
        ("/timeline?from=1&to=%F0%9F%92%A5", "from = 1", "Write a year"),
        ("/?asof=%00%FF&region=..%2F..%2Fetc%2Fpasswd", "region = ../../etc/passwd", "Choose"),
        ("/nowhere", "Page not found", ""),
    ],
)
def test_a_wrong_address_gets_a_page_that_says_what_is_wrong_and_how_to_go_on(
    screen, path, what, remedy
):
    screen.page.goto(path)
    body = screen.page.locator("body")
    screen.becomes(lambda: what in body.inner_text(), True)
    if path != "/nowhere":
        screen.rest()
    text = body.inner_text()
    assert remedy in text
    for sign in ("Traceback", "/work/", "site-packages", ".py", "Uncaught", "Error:"):
        assert sign not in text
    assert len(text) < 6_000 if LONG in path else True
