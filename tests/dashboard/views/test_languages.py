"""Pages in other languages: chosen by the address or the browser, whole, and kept by links."""

from __future__ import annotations

import json
import re

import pytest

from dashboard import language

HOSTILE = "\"><script>x</script>' onclick=x &lang=es ![p](https://evil.example/p.png)"

PAGES = [
    ("fr", "overview", "Où en sont les pays", "Région ou groupe"),
    ("es", "overview", "La situación de los países", "Región o grupo"),
    ("fr", "map", "Carte", "Affiché sur la carte"),
    ("es", "records", "Fichas", "Región o grupo"),
    ("fr", "compare", "Comparer", "Pays ou territoires (de deux à six)"),
    ("es", "timeline", "Cronología", "Región o grupo"),
]


@pytest.fixture
def widgets_in():
    """To run a page again AppTest reads its options with the page's functions, in our thread."""
    yield language.use
    language.use(language.DEFAULT)


def labels(page):
    return {widget.label for widget in (*page.selectbox, *page.multiselect, *page.date_input)}


def links_below(page):
    """What the links to other languages are made of, in the browser."""
    [links] = page.of_component("languages")
    return json.loads(links.proto.json)


def spec(page):
    [chart] = page.charts
    return chart.figure


@pytest.mark.parametrize(("code", "view", "title", "label"), PAGES)
def test_a_page_is_in_the_language_of_the_address(visit, code, view, title, label):
    page = visit(view, lang=code)
    assert not page.exception
    assert not page.warning
    assert page.title[0].value == title
    assert label in labels(page)


def test_names_dates_and_numbers_follow_the_language(visit, texts):
    page = visit("country", lang="fr", country="DEU", asof="2025-03-29")
    assert page.title[0].value == "Allemagne"
    assert any("au 29\N{NO-BREAK SPACE}mars 2025" in text for text in texts(page))
    picker = page.selectbox(key="country-picker")
    assert picker.options.index("Égypte") < picker.options.index("Espagne")
    laws = visit(lang="fr").metric[2].value
    assert laws.isdigit() or "\N{NARROW NO-BREAK SPACE}" in laws


def test_the_map_names_its_classes_and_its_countries_in_the_language(visit, widgets_in):
    page = visit(lang="es", asof="2026-11-20")
    assert "Ley marco en vigor (" in spec(page)
    assert "Mónaco" in spec(page)
    widgets_in("es")
    page.pills(key="legal-framework-more").select("table").run()
    rows = page.dataframe[0].value
    assert list(rows)[:2] == ["País o zona", "Nivel"]
    assert {"Alemania", "República de Corea"} <= set(rows["País o zona"])


def test_a_country_is_found_by_its_name_in_the_language(visit):
    def found(**query):
        return re.findall(r"\d+", visit("records", **query).markdown[0].value)

    assert found(lang="fr", q="Allemagne", kind="law") == found(q="Germany", kind="law")
    assert found(lang="fr", q="Allemagne", kind="law") != found(lang="fr", kind="law")


# The choice


def test_the_browser_chooses_where_the_address_does_not(visit, widgets_in):
    page = visit("records")
    page.context = {"locale": "es-MX"}
    assert page.run().title[0].value == "Fichas"
    widgets_in("es")
    page.query_params["lang"] = "fr"
    assert page.run().title[0].value == "Fiches"


@pytest.mark.parametrize("asked", ["xx", "FR", "../fr", HOSTILE])
def test_a_language_that_is_not_offered_is_reported(visit, texts, asked):
    page = visit(lang=asked)
    assert not page.exception
    assert page.title[0].value == "Where countries stand"
    [warning] = page.warning
    assert "The address asks for `lang` = " in warning.value
    assert "Choose a language below the page." in warning.value
    assert not [text for text in texts(page) if "![" in text]


def test_the_language_goes_along_to_another_page_from_its_first_run_on(visit, widgets_in):
    page = visit(lang="fr", region="ilo-africa")
    widgets_in("fr")
    page.query_params.clear()  # as the browser does on the way to another page
    page.switch_page("views/timeline.py").run()
    assert page.title[0].value == "Chronologie"
    assert dict(page.query_params) == {"lang": "fr", "region": "ilo-africa"}


@pytest.mark.parametrize(
    ("view", "query", "link"),
    [
        ("records", {"q": "1163"}, "record?id=tur-law-1163"),
        (
            "compare",
            {"countries": "FRA,TUR", "section": "levers"},
            "compare?countries=FRA%2CTUR&lever=finance",
        ),
        ("resolutions", {}, "map?show=position&of="),
        ("resolutions", {"of": "mercosur-gmc-res-35-01"}, "country?country="),
        ("country", {"country": "TUR", "section": "action_plan"}, "plans?plan="),
        ("country", {"country": "TUR"}, "record?id=tur-law-1163"),
    ],
)
def test_links_within_pages_keep_the_language(visit, texts, view, query, link):
    def links(**language):
        page = visit(view, **query, **language)
        said = [*texts(page), *(table.value.to_string() for table in page.table)]
        return re.findall(rf"{re.escape(link)}[^)\s]*", " ".join(said))

    with_language, without = links(lang="fr"), links()
    assert with_language
    assert all(found.endswith("&lang=fr") for found in with_language)
    assert not [found for found in without if "lang=" in found]


def test_the_footer_offers_each_language(visit, texts):
    page = visit("map", show="coverage", lang="fr")
    assert links_below(page) == {
        "label": "Langue",
        "key": "lang",
        "languages": {"en": "English", "es": "Español", "fr": "Français"},
        "current": "fr",
    }
    assert "Les titres et les résumés des fiches sont en anglais, tels" in " ".join(texts(page))
    assert "as they are written" not in " ".join(texts(visit("map")))


@pytest.mark.parametrize(
    ("view", "query"),
    [
        ("compare", {"countries": "FRA,ESP"}),
        ("compare", {"countries": "FRA,ESP", "section": "positions"}),
        ("plans", {"plan": "tur-cooperatives-action-plan-2025-2029"}),
        ("country", {"country": "KOR", "section": "all", "full": "1"}),
        ("record", {"id": "tur-law-7339"}),
        ("resolutions", {"of": "unga-res-77-281"}),
        ("workshops", {"section": "outcomes"}),
        ("workshops", {"asof": "2015-01-01"}),
        ("data", {}),
        ("changes", {"since": "2026-11-22"}),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_no_line_ends_between_a_day_and_its_month_or_before_a_colon(visit, texts, view, query):
    page = visit(view, lang="fr", **query)
    cells = [cell for table in page.table for cell in table.value.astype(str).to_numpy().ravel()]
    months = "|".join(language.calendar_words("fr")["months"])
    said = "\n".join([*texts(page), *cells])
    assert re.search(rf"\d\u00a0(?:{months}) \d{{4}}", said)
    assert not re.findall(rf".*\d (?:{months}) \d{{4}}.*| :\s.*", said)
