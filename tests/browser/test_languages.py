"""A page in another language stays in it, whatever the reader does next."""

from __future__ import annotations

from urllib.parse import parse_qs, quote, urlsplit

from playwright.sync_api import expect


def heading(screen) -> str:
    return screen.page.get_by_role("main").get_by_role("heading", level=1).inner_text().strip()


def document(screen) -> str:
    return screen.page.evaluate("document.documentElement.lang")


def test_french_stays_on_the_way_to_a_country_and_within_a_part_of_a_page(screen):
    screen.open("/?lang=fr&asof=2026-11-20")
    screen.chart()
    assert (heading(screen), document(screen)) == ("Où en sont les pays", "fr")
    # The part below the title runs alone, on another thread.
    screen.page.get_by_role("radio", name="Tableau").click()
    screen.rest()
    assert "Cadre juridique" in screen.says()
    screen.becomes(lambda: screen.at(10, 51), "DEU")
    screen.page.mouse.click(*screen.place(10, 51))
    screen.becomes(screen.address, "/country?country=DEU&asof=2026-11-20&lang=fr")
    screen.becomes(lambda: heading(screen), "Allemagne")
    expect(screen.page.get_by_role("radio", name="Lois et politiques")).to_be_visible()
    screen.rest()
    screen.page.get_by_role("link", name="Carte", exact=True).click()
    screen.becomes(lambda: heading(screen), "Carte")
    screen.becomes(screen.address, "/map?asof=2026-11-20&lang=fr")


def test_the_footer_opens_the_same_page_in_another_language(screen):
    screen.open("/records?q=1163&lang=fr")
    screen.page.get_by_role("link", name="Español").click()
    screen.becomes(lambda: heading(screen), "Fichas")
    screen.becomes(screen.address, "/records?q=1163&lang=es")
    assert document(screen) == "es"


def test_the_footer_opens_the_view_as_a_control_has_made_it(screen):
    """The links were those of the date with which the page was opened: a control changed on a page
    runs a part of it again, and not what stands below it."""
    screen.open("/?asof=2026-11-20")
    screen.chart()
    screen.set_day("04032012")
    screen.becomes(screen.address, "/?asof=2012-03-04")
    screen.page.get_by_role("link", name="Français").click()
    screen.becomes(lambda: heading(screen), "Où en sont les pays")
    screen.becomes(screen.address, "/?asof=2012-03-04&lang=fr")


HOSTILE = "\"><script>document.title='x'</script>' onclick=x &lang=es ![p](https://evil.example/p)"


def test_a_hostile_address_does_not_act_in_the_footer(screen):
    screen.open(f"/map?q={quote(HOSTILE)}")
    below = screen.page.get_by_role("navigation", name="Language")
    expect(below.get_by_role("link")).to_have_count(2)
    said = below.evaluate("(nav) => [...nav.querySelectorAll('*')].map((one) => one.localName)")
    assert said == ["strong", "a", "a"]
    below.get_by_role("link", name="Español").click()
    screen.becomes(lambda: heading(screen), "Mapa")
    assert parse_qs(urlsplit(screen.page.url).query) == {"q": [HOSTILE], "lang": ["es"]}


def test_a_link_to_a_record_keeps_the_language(screen):
    screen.open("/records?q=1163&lang=es")
    link = screen.page.get_by_role("main").locator('a[href*="record?id="]').first
    screen.open("/" + link.get_attribute("href").lstrip("/"))
    expect(screen.page.get_by_role("heading", name="Para citar esta ficha")).to_be_visible()
