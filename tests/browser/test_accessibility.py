"""No page breaks a rule of WCAG 2.2 A or AA that axe-core can tell, beside Streamlit's own."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
STREAMLIT = (
    # The parts of a date field and the signs that empty a field are smaller than 24 pixels.
    ("target-size", 'role="spinbutton"'),
    ("target-size", 'aria-label="Clear'),
)
"""Rule and part of the element, where the project has no say."""

PAGES = (
    "/",
    "/map",
    "/map?show=position",
    "/timeline",
    "/plans",
    "/plans?section=periods",
    "/plans?section=chain",
    "/plans?plan=tur-cooperatives-action-plan-2025-2029",
    "/resolutions",
    "/resolutions?of=unga-res-77-281",
    "/workshops",
    "/workshops?section=list",
    "/workshops?section=places",
    "/workshops?section=outcomes",
    "/country?country=TUR",
    "/country?country=TUR&section=all&full=1",
    "/country?country=TUR&section=sources",
    "/compare?countries=FRA,SEN",
    "/compare?countries=FRA,SEN&section=levers",
    "/compare?countries=FRA,SEN&section=positions",
    "/records?q=quebec",
    "/records?as=table",
    "/changes?since=2026-11-22",
    "/briefing",
    "/data",
    "/record?id=unga-res-77-281",
    "/officers?id=tur-law-7339",
)
NO_MORE_COMES = """() => {
  const before = window.elements
  window.elements = document.querySelectorAll('*').length
  return window.elements === before
}"""
DARK = ("/", "/country?country=TUR", "/compare?countries=FRA,SEN", "/records?q=quebec")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule(reader, scheme):
    screen = reader(scheme=scheme)
    broken = []
    for address in PAGES if scheme == "light" else DARK:
        screen.go(address)
        screen.page.wait_for_function(NO_MORE_COMES, polling=200)
        # What is asked for is told in full; of the rest, which takes half of the time, one each.
        options = {"runOnly": RULES, "resultTypes": ["violations"]}
        found = Axe().run(screen.page, options=options).response["violations"]
        broken += [
            (address, rule["id"], node["html"][:200])
            for rule in found
            for node in rule["nodes"]
            if not any(rule["id"] == own and part in node["html"] for own, part in STREAMLIT)
        ]
    assert broken == []
