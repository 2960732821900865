"""Fixtures for the dashboard: a small data folder with a map, pages without a browser, a fixed day.

`tree` and `snapshot` come from tests/conftest.py.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import orjson
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from google.protobuf.message import Message
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from dashboard import assets, drafts, language, live, session
from dashboard.drafts import Drafts
from dashboard.parts import record_rows
from dashboard.parts.components import full_name
from loaders.measures import Clock

PROJECT = Path(__file__).parents[2]
TODAY = date(2026, 6, 30)


@pytest.fixture(scope="session")
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def clock() -> Clock:
    return Clock(TODAY, TODAY)


@pytest.fixture
def empty(tree):
    """A data folder that can be served: code lists, reference, boundary layer, and no record."""
    leave_out = shutil.ignore_patterns("source", "*.yaml")
    shutil.copytree(PROJECT / "data" / "geometry", tree.root / "geometry", ignore=leave_out)
    return tree


@pytest.fixture
def small(empty):
    """The same with a law of Türkiye and one of Italy."""
    empty.write("countries/TUR/laws.yaml", empty.law)
    empty.write("countries/ITA/laws.yaml", empty.law.replace("tur-", "ita-"))
    return empty


RECORDS = {
    "countries/TUR/country.yaml": """
researched: 2026-03
coverage:
  {law: partial, action_plan: partial, institution: complete, workshop: partial,
   news: partial}
note: TEXT
""",
    "countries/TUR/laws.yaml": """
- {id: tur-l1, title: TEXT, original_title: [{text: TEXT, language: tr}], type: framework_law,
   scope: [social_economy], number: TEXT, status: in_force, status_as_of: 2020, adopted: 2011-03,
   summary: TEXT, note: TEXT, themes: [finance], SOURCES}
- {id: tur-l2, title: TEXT, type: amendment, scope: [cooperatives], status: in_force,
   adopted: 2015-06-01, amends: [tur-l1], SOURCES}
- {id: tur-l3, title: TEXT, type: specific_law, scope: [cooperatives], status: draft,
   proposed: 2026-01-15, responds_to: [int-r1], SOURCES}
- {id: tur-l4, title: TEXT, type: specific_law, scope: [mutuals], status: in_force, adopted: 2018,
   jurisdiction: subnational, area: {name: TEXT}, succeeds: [tur-l5], SOURCES}
- {id: tur-l5, title: TEXT, type: specific_law, scope: [mutuals], status: repealed, adopted: 1990,
   repealed: 2018, SOURCES}
""",
    "countries/TUR/institutions.yaml": """
- {id: tur-i1, title: TEXT, type: council, established: 2015, dissolved: 2020, SOURCES}
- {id: tur-i2, title: TEXT, type: ministry, SOURCES}
""",
    "countries/TUR/action-plans.yaml": """
- id: tur-p1
  title: TEXT
  status: under_implementation
  adopted: 2024-02
  period: {start: 2024, end: 2025}
  lead: TEXT
  responds_to: [int-r1]
  actions:
    - {id: tur-p1-a01, title: TEXT, status: under_way, due: 2025, responsible: [TEXT]}
    - {id: tur-p1-a02, title: TEXT, status: planned, due: 2026-06-29}
    - {id: tur-p1-a03, title: TEXT, status: planned, due: 2026-06-30}
    - {id: tur-p1-a04, title: TEXT, status: not_reported, due: 2026-05}
    - {id: tur-p1-a05, title: TEXT, status: completed, due: 2024, completed: 2024-11}
    - {id: tur-p1-a06, title: TEXT, status: delayed, due: 2027-06-30}
    - {id: tur-p1-a07, title: TEXT, status: dropped, due: 2024}
  SOURCES_BLOCK
- {id: tur-p2, title: TEXT, status: in_preparation, SOURCES}
""",
    "countries/TUR/workshops.yaml": """
- {id: tur-w1, title: TEXT, type: workshop, level: national, start: 2026-03-01, end: 2026-03-03,
   host: {country: TUR, city: TEXT}, organisers: [TEXT], countries: [TUR, ITA], participants: 1,
   outcomes: [TEXT], SOURCES}
""",
    "countries/TUR/news.yaml": """
- {id: tur-n1, title: TEXT, type: news, date: 2026-06-01, SOURCES}
""",
    "countries/ITA/laws.yaml": """
- {id: ita-l1, title: TEXT, type: specific_law, scope: [cooperatives], status: in_force,
   in_force: 1977-02-27, SOURCES}
""",
    "international/resolutions.yaml": """
- id: int-r1
  title: TEXT
  body: TEXT
  type: resolution
  status: adopted
  number: TEXT
  adopted: 2023-04-18
  positions: [{country: TUR, position: co_sponsor, note: TEXT}, {country: SEN, position: bound}]
  uptake: [{country: TUR, what: plan, id: tur-p1, date: 2024-02, note: TEXT, SOURCES}]
  SOURCES_BLOCK
""",
    "international/programmes.yaml": """
- {id: int-p1, title: TEXT, lead: TEXT, funders: [TEXT], countries: [TUR, SEN],
   period: {start: 2020, end: 2024}, SOURCES}
""",
    "international/workshops.yaml": """
- {id: int-w1, title: TEXT, type: conference, level: regional, start: 2025-11,
   host: {country: ITA}, countries: [TUR], SOURCES}
""",
}
"""A record of every kind; TEXT stands where a record's own text goes."""
SOURCES = "sources: [{title: TEXT, publisher: TEXT, url: 'https://example.org/1', published: 2020}]"


@pytest.fixture
def records(empty) -> Callable[[str], Path]:
    """Writes records of every kind in which each text is the one given; returns the folder."""

    def write(text: str) -> Path:
        for path, content in RECORDS.items():
            sources = content.replace("SOURCES_BLOCK", SOURCES).replace("SOURCES", SOURCES)
            empty.write(path, sources.replace("TEXT", json.dumps(text)).lstrip())
        return empty.root

    return write


@pytest.fixture
def unsettled(monkeypatch) -> None:
    """Leaves the garbage collector as it is: to look through all that the tests hold takes longer
    than to read a small folder. A test of its own settles, and so does every server."""
    monkeypatch.setattr(live, "settle", lambda: None)


@pytest.fixture
def serve(monkeypatch, unsettled) -> Callable[[Path], live.Live]:
    """Serves another data folder to the pages of this test, and the one before afterwards."""
    monkeypatch.setattr(live, "_live", None)
    return live.start


@pytest.fixture
def catalogues(tmp_path, monkeypatch) -> Iterator[Callable[[Catalog], None]]:
    """Writes a catalogue into a folder of its own, the only one from which languages are taken."""
    kept = (language.offered, language._catalogue, language._countries)
    folder = tmp_path / "locale"
    folder.mkdir()
    monkeypatch.setattr(language, "LOCALE", folder)

    def write(catalogue: Catalog) -> None:
        with (folder / f"{catalogue.locale}.po").open("wb") as file:
            write_po(file, catalogue)
        for each in kept:
            each.cache_clear()

    yield write
    monkeypatch.undo()
    for each in kept:
        each.cache_clear()


@dataclass(frozen=True)
class Drawn:
    """A chart as a page sends it to the browser."""

    key: str
    """The element's id; the key that the page gave it is in it."""
    figure: str
    """As JSON."""
    alt: str


class Listed(NamedTuple):
    """A row of a record: the line below its title, and the paragraphs below that."""

    facts: str
    more: str


ROW = re.compile(
    r"\*\*\[[^\n]*\]\(record\?(?:[^)\n]*&)?id=(?P<id>[a-z0-9-]+)[^)\n]*\)\*\*"
    r"(?: :blue-badge\[\w+\])?"
    r"(?:  \n:gray\[:small\[(?P<facts>[^\n]*)\]\])?(?:\n\n(?P<more>.*))?",
    re.DOTALL,
)


class Visited(AppTest):
    """A page and the charts on it."""

    def filters(self) -> Visited:
        """The page with its filters opened."""
        return self.opened("filters-more")

    def opened(self, key: str) -> Visited:
        """The page with a popover or an expander opened whose content is drawn only then."""
        self.session_state[key] = True
        self.run()
        return self

    @property
    def charts(self) -> list[Drawn]:
        sent = [(one.proto.id, handed_over(one)) for one in self.of_component("figure")]
        return [Drawn(key, orjson.dumps(whole(data)).decode(), data["alt"]) for key, data in sent]

    @property
    def rows(self) -> dict[str, Listed]:
        """The records that the page lists as rows, by id."""
        texts = (text for one in self.markdown for text in one.value.split(record_rows.BETWEEN))
        found = filter(None, map(ROW.fullmatch, texts))
        return {row["id"]: Listed(row["facts"] or "", row["more"] or "") for row in found}

    def of_component(self, name: str) -> list[Any]:
        """The elements of a folder of `parts` that has a script of its own."""
        return [one for one in self.get("bidi_component") if is_of(one, name)]


def is_of(element: Any, component: str) -> bool:
    return element.proto.component_name == full_name(component)


def handed_over(chart: Any) -> dict[str, Any]:
    """What `figure.js` is handed over to draw, without the line that names it; with the traces of
    its file, if it has one."""
    sent = json.loads(chart.proto.bytes.partition(b"\n")[2])
    if file := assets.published(sent["stays"]):
        sent["figure"]["data"] = json.loads(file.content)
    return sent


def whole(sent: dict[str, Any]) -> dict[str, Any]:
    """The figure with its words, as the reader saves it."""
    return {"data": sent["figure"]["data"], "layout": sent["paper"]}


@pytest.fixture
def visit(monkeypatch) -> Callable[..., Visited]:
    """Opens a page at an address, as a reader who follows a link: `visit('country', asof=...)`."""
    monkeypatch.setattr(session, "today", lambda: TODAY)
    # For every run Streamlit reads the metadata of all installed packages: half of a test's time.
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", lambda *_, **__: [])

    def visit(view: str = "overview", **query: str) -> Visited:
        page = Visited(PROJECT / "dashboard" / "app.py", default_timeout=30)
        if view != "overview":
            page.switch_page(f"views/{view}.py")
        for key, value in query.items():
            page.query_params[key] = value
        return page.run()

    return visit


@pytest.fixture
def kept(tmp_path: Path, monkeypatch) -> Drafts:
    """Drafts in a folder of this test."""
    made = Drafts(tmp_path / "drafts")
    monkeypatch.setattr(drafts, "_drafts", made)
    return made


@pytest.fixture
def office(small, serve, visit):
    """Opens the Officers page on a small tree: a law of Türkiye and one of Italy."""
    serve(small.root)

    def open_page(**query):
        page = visit("officers", **({"country": "TUR", "what": "law"} | query))
        assert not page.exception
        return page

    return open_page


@pytest.fixture(scope="session")
def texts() -> Callable[[AppTest], list[str]]:
    """What a page sends for Markdown places: labels, bodies, help; no charts, no tables."""

    def strings(message: Message) -> Iterator[str]:
        for field, value in message.ListFields():
            # A map or a list iterates; a canvas table and a chart do not read Markdown.
            if field.name in ("arrow_data_frame", "dataframe", "options"):
                continue
            for one in value if field.is_repeated else [value]:
                if isinstance(one, Message):
                    yield from strings(one)
                elif isinstance(one, str):
                    yield one

    def nodes(node) -> Iterator:
        yield node
        for child in getattr(node, "children", {}).values():
            yield from nodes(child)

    def of(page: AppTest) -> list[str]:
        drawn = [node for node in nodes(page.main) if getattr(node, "proto", None) is not None]
        # The one piece of HTML is the style of the page.
        charts_and_tables = ("bidi_component", "arrow_data_frame", "dataframe", "html")
        return [
            text
            for node in drawn
            if node.type not in charts_and_tables
            for text in strings(node.proto)
        ]

    return of
