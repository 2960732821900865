"""Every link from a page of ours to another keeps the reader's view of the data."""

import html
import re
from datetime import date

import pytest

from dashboard import session

PAGES = {
    "overview": {},
    "map": {"show": "position"},
    "timeline": {},
    "plans": {},
    "plans of one": {"plan": "tur-cooperatives-action-plan-2025-2029"},
    "resolutions": {},
    "resolutions of one": {"of": "unga-res-77-281"},
    "workshops that led to something": {"section": "outcomes"},
    "country": {"country": "TUR", "section": "all", "full": "1"},
    "compare": {"countries": "FRA,TUR"},
    "compare their levers": {"countries": "FRA,TUR", "section": "levers"},
    "compare their positions": {"countries": "FRA,TUR", "section": "positions"},
    "records": {"q": "1163"},
    "record": {"id": "unga-res-77-281"},
    "changes": {"since": "2026-11-22"},
    "data": {},
}
STATE = {
    "asof": "2026-11-20",
    "known": "2026-11-24",
    "briefing": "chart=legal-framework",
    "lang": "fr",
}
OURS = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s]*)\)")


def links(page, texts):
    tables = (cell for table in page.table for cell in table.value.to_numpy().ravel())
    return [found for text in [*texts(page), *map(str, tables)] for found in OURS.findall(text)]


@pytest.mark.parametrize("view", PAGES)
def test_links_keep_date_release_briefing_and_language(visit, texts, view):
    page = visit(view.partition(" ")[0], **PAGES[view], **STATE)
    assert not page.exception
    found = links(page, texts)
    lost = [
        link for link in found for key in STATE if f"{key}=" not in link.replace("?since=", "?")
    ]
    assert lost == []
    if view not in ("map", "timeline"):
        assert found, "the page has links"


def test_links_to_what_is_to_come_keep_them_too(visit, texts):
    page = visit("workshops", **STATE | {"asof": "2015-01-01"})
    found = [link for link in links(page, texts) if link.startswith("record?")]
    assert len(found) == 10
    assert not [link for link in found for key in STATE if f"{key}=" not in link]


def test_without_them_links_are_short(visit, texts):
    found = links(visit("country", country="TUR"), texts)
    assert "record?id=tur-law-1163" in found
    assert not [link for link in found if re.search("asof|known|briefing|lang", link)]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ({"asof": "never", "known": "soon"}, ""),
        ({"known": "2026-11-23"}, "&known=2026-11-22"),
        ({"known": "1999-01-01"}, ""),
        ({"briefing": "x" * 5_000}, ""),
    ],
)
def test_only_what_can_be_read_goes_along(visit, texts, asked, kept):
    found = links(visit("record", id="unga-res-77-281", **asked), texts)
    tails = {re.sub("^record[?]id=[^&]*", "", link) for link in found if link[:6] == "record"}
    assert tails == {kept}


# The address to copy


def copied(page):
    page.session_state["copy-link"] = True
    page.run()
    return [code.value for code in page.code if "://" in code.value and "asof=" in code.value]


@pytest.mark.parametrize("told", ["https://sse.example/x", "https://sse.example/x/map"])
def test_the_link_to_copy_pins_the_date_and_the_data(visit, monkeypatch, told, snapshot):
    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.url", property(lambda _: told))
    page = visit("map", show="position", region="oecd")
    assert not page.exception
    pinned = f"asof=2026-06-30&known={snapshot.version}.2026-06-30"
    assert copied(page) == [f"https://sse.example/x/map?show=position&region=oecd&{pinned}"]


@pytest.mark.parametrize("told", ["https://sse.example/x", "https://sse.example/x/record"])
def test_a_record_is_cited_under_the_address_of_this_site(visit, monkeypatch, told):
    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.url", property(lambda _: told))
    cited = [code.value for code in visit("record", id="tur-law-7339").code]
    assert any(said.endswith(" https://sse.example/x/record?id=tur-law-7339") for said in cited)


def test_the_link_to_copy_shows_the_same_figures_on_a_later_day(visit, monkeypatch, snapshot):
    """On which a status would not count any more for the day before, and much would be unknown."""
    query = {"asof": "2026-06-30", "known": f"{snapshot.version}.2026-06-30"}

    def figures(page):
        assert not page.exception
        return [(metric.label, metric.value) for metric in page.metric]

    first = figures(visit("plans"))
    assert figures(visit("plans", **query)) == first
    monkeypatch.setattr(session, "today", lambda: date(2026, 7, 2))
    page = visit("plans", **query)
    assert figures(page) == first
    assert any("as known on 30 June 2026" in said.value for said in page.markdown)
    assert figures(visit("plans", asof="2026-06-30")) != first
    past_or_other = ("2026-07-03", "2026-06", "never")
    for day in past_or_other:
        read = visit("plans", asof="2026-06-30", known=f"{snapshot.version}.{day}")
        assert figures(read) != first


def test_the_link_to_copy_pins_the_release(visit, monkeypatch):
    monkeypatch.setattr(
        "streamlit.runtime.context.ContextProxy.url", property(lambda _: "https://sse.example")
    )
    page = visit("plans", known="2026-11-23")
    assert copied(page) == ["https://sse.example/plans?known=2026-11-22&asof=2026-11-22"]


OUTCOME = ("workshops", 'outcomes: ["T"]', "outcomes: [As in ita-l1.]")
UPDATE = (
    "action-plans",
    "status: under_way,",
    "status: under_way, updates: [{date: 2025, status: under_way, note: As in ita-l1.}],",
)


@pytest.mark.parametrize(
    ("change", "view", "query"),
    [
        (OUTCOME, "record", {"id": "tur-w1"}),
        (OUTCOME, "workshops", {"section": "outcomes"}),
        (OUTCOME, "country", {"country": "TUR", "section": "workshop", "full": "1"}),
        (UPDATE, "record", {"id": "tur-p1"}),
        (UPDATE, "plans", {"plan": "tur-p1"}),
    ],
)
def test_a_record_that_an_outcome_or_an_update_names_is_a_link(
    records, serve, visit, texts, change, view, query
):
    (file, was, now), root = change, records("T")
    path = root / f"countries/TUR/{file}.yaml"
    before = path.read_text()
    assert was in before
    path.write_text(before.replace(was, now, 1))
    serve(root)
    page = visit(view, **query)
    assert not page.exception
    said = " ".join([*texts(page), *(table.value.to_csv() for table in page.table)])
    assert "As in [T](record?id=ita-l1)" in html.unescape(said)
