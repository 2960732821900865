"""Text of a record is text on every page, whatever it is written like."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

import loaders

DATA = Path(__file__).parents[2] / "data"
EVIL = (
    "![x](https://evil.example/x.png) <img src=https://evil.example/y onerror=alert(1)> "
    ':red[boo] $\\alpha$ [click](javascript:alert(1)) <a href="https://evil.example">z</a>'
)
SHORT = '![x](https://evil.example/s.png) <a href="https://evil.example">z</a> :red[b]'
SOURCES = [
    {
        "title": EVIL,
        "publisher": EVIL,
        "url": "https://source.example/a_(b)",
        "reference": EVIL,
    }
]
COMMON = {"title": EVIL, "summary": EVIL, "note": EVIL, "sources": SOURCES}
FILES = {
    "countries/TUR/country.yaml": {
        "researched": "2026-11",
        "coverage": dict.fromkeys(
            ("law", "action_plan", "institution", "workshop", "news"), "partial"
        ),
        "note": EVIL,
    },
    "countries/TUR/laws.yaml": [
        {
            "id": "tur-evil-law",
            "type": "framework_law",
            "scope": ["social_economy"],
            "number": SHORT,
            "status": "in_force",
            "in_force": "2020-05-05",
            "original_title": [{"text": EVIL}],
            **COMMON,
        },
        {
            "id": "tur-evil-amendment",
            "type": "amendment",
            "scope": ["social_economy"],
            "status": "in_force",
            "in_force": "2021-05-05",
            "amends": ["tur-evil-law"],
            "responds_to": ["evil-resolution"],
            **COMMON,
        },
    ],
    "countries/TUR/institutions.yaml": [
        {"id": "tur-evil-body", "type": "agency", "established": "2019-01-01", **COMMON}
    ],
    "countries/TUR/action-plans.yaml": [
        {
            "id": "tur-evil-plan",
            "status": "under_implementation",
            "adopted": "2022-02-02",
            "period": {"start": "2022", "end": "2027"},
            "lead": EVIL,
            "responds_to": ["evil-resolution"],
            "actions": [
                {
                    "id": "tur-evil-plan-a01",
                    "title": EVIL,
                    "responsible": [EVIL],
                    "status": "planned",
                    "due": "2024",
                }
            ],
            **COMMON,
        }
    ],
    "countries/TUR/workshops.yaml": [
        {
            "id": "tur-evil-workshop",
            "type": "workshop",
            "level": "national",
            "start": "2023-03-03",
            "host": {"country": "TUR", "city": SHORT},
            "organisers": [EVIL],
            "funders": [EVIL],
            "countries": ["TUR"],
            "outcomes": [EVIL],
            **COMMON,
        }
    ],
    "countries/TUR/news.yaml": [
        {"id": "tur-evil-news", "type": "news", "date": "2024-04-04", **COMMON}
    ],
    "international/resolutions.yaml": [
        {
            "id": "evil-resolution",
            "body": EVIL,
            "type": "resolution",
            "status": "adopted",
            "number": SHORT,
            "adopted": "2018-08-08",
            "positions": [{"country": "TUR", "position": "in_favour", "note": EVIL}],
            **COMMON,
        }
    ],
    "international/programmes.yaml": [
        {
            "id": "evil-programme",
            "lead": EVIL,
            "funders": [EVIL],
            "countries": ["TUR"],
            "period": {"start": "2020", "end": "2025"},
            **COMMON,
        }
    ],
}


@pytest.fixture(scope="module")
def evil(start_server, tmp_path_factory):
    """A server whose every record tries to act."""
    root = tmp_path_factory.mktemp("evil") / "data"
    for name in ("codelists", "reference", "geometry"):
        shutil.copytree(DATA / name, root / name)
    for path, content in FILES.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = json.loads(json.dumps(content))  # no value twice, or YAML would write an alias
        file.write_text(yaml.safe_dump(fresh, sort_keys=False, allow_unicode=True), "utf-8")
    assert [str(problem) for problem in loaders.load(root).problems] == []
    return start_server(root)


def is_text(screen, least: int) -> None:
    """The text stands there letter by letter, and nothing in the page acts because of it."""
    page = screen.page
    plain = " ".join(EVIL.split())

    def times() -> bool:
        text = page.locator("body").evaluate("body => body.textContent")
        text = text.replace("\u2060", "")  # a word joiner may keep an address from being a link
        return " ".join(text.split()).count(plain) >= least

    screen.becomes(times, True)
    made = page.evaluate(
        """() => [...document.querySelectorAll('a, img, image, use, iframe, [onerror]')]
          .map(e => e.outerHTML)
          .filter(html => /^<[^>]*(evil\\.example|javascript:|onerror)/.test(html))"""
    )
    assert made == []
    assert page.locator(".katex").count() == 0


def test_the_overview_shows_it_as_text(reader, evil):
    screen = reader(evil)
    screen.open("/?asof=2026-11-20")
    screen.chart()
    is_text(screen, 5)  # four records under 'Latest', one overdue action
    screen.page.get_by_role("radio", name="Sources").click()
    is_text(screen, 8)
    links = screen.page.get_by_role("main").locator("a[href*='source.example']")
    assert links.first.get_attribute("href") == "https://source.example/a_%28b%29"
    screen.page.get_by_role("radio", name="Table").click()
    cells = screen.page.locator("[role=gridcell]")
    screen.becomes(lambda: EVIL in cells.all_text_contents(), True)


def test_the_hover_label_of_the_map_names_the_country_alone(reader, evil):
    screen = reader(evil)
    screen.open("/?asof=2026-11-20")
    screen.chart()
    x, y = screen.place(35, 39)
    screen.page.mouse.move(x - 3, y)
    screen.page.mouse.move(x, y)
    label = screen.page.locator(".hoverlayer .hovertext")
    screen.becomes(lambda: label.count() and "Türkiye" in label.first.text_content(), True)


def test_the_timeline_and_its_hover_labels_show_it_as_text(reader, evil):
    screen = reader(evil)
    screen.open("/timeline?asof=2026-11-20")
    screen.chart()
    dots = screen.page.locator(".scatterlayer path.point")
    dots.last.scroll_into_view_if_needed()
    label = screen.page.locator(".hoverlayer .hovertext")
    plot = screen.page.locator(".nsewdrag").bounding_box()
    hovered = 0
    for dot in dots.all():
        box = dot.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        if not plot["x"] < x < plot["x"] + plot["width"]:
            continue  # in years that are a drag away
        screen.page.mouse.move(x - 2, y)
        screen.page.mouse.move(x, y)
        screen.becomes(lambda: label.count() > 0, True)
        # A long title stands in lines, whose ends are no spaces in the text.
        text = "".join(label.first.text_content().split())
        assert "![x](https://evil.example/x.png)<imgsrc=" in text
        assert label.locator("a, img, image").count() == 0
        hovered += 1
    assert hovered >= 6


def test_the_country_page_shows_it_as_text_also_when_everything_is_told(reader, evil):
    screen = reader(evil)
    screen.open("/country?country=TUR&asof=2026-11-20&section=all&full=1")
    is_text(screen, 30)
    cells = screen.page.locator("[role=gridcell]")
    screen.becomes(lambda: EVIL in cells.all_text_contents(), True)
