"""A draft of this browser is offered where a tab does not know it, and no other is."""

import pytest

from dashboard import session
from dashboard.parts import draft_again
from tests.dashboard.office import LAWS, asked, button, corrected, draft_of, field

pytestmark = pytest.mark.usefixtures("kept")


def of_browser(monkeypatch, *identifiers):
    """Tabs are of a browser in which these drafts were worked on."""
    monkeypatch.setattr(session, "cookie", lambda name: ".".join(identifiers) * (name == "drafts"))


def offered(page):
    return [one.label for one in page.button if one.key.startswith("draft-again-")]


def test_a_draft_of_this_browser_is_offered_in_a_tab_that_does_not_know_it(
    office, kept, small, monkeypatch
):
    mine = corrected(small, kept, small.law.replace("A law", "The law"))
    assert offered(office(id="tur-law-1")) == []
    of_browser(monkeypatch, mine)
    page = office(country="ITA")
    assert offered(page) == ["Türkiye: Laws and policies"]
    page = button(page, "Türkiye: Laws and policies").click().run()
    assert (asked(page, "draft"), asked(page, "country")) == (mine, "TUR")
    assert "title: The law" in draft_of(page, kept)[LAWS]
    assert offered(page) == []


def test_no_draft_is_offered_that_is_empty_gone_or_of_another_browser(
    office, kept, small, monkeypatch
):
    corrected(small, kept, small.law.replace("A law", "Of another"))
    gone = "A" * 22
    of_browser(monkeypatch, kept.start(), gone, "../x", *["B" * 22] * 9)
    page = office(id="tur-law-1")
    assert offered(page) == [] and not page.warning
    of_browser(monkeypatch, *[corrected(small, kept, f"{small.law}# {n}\n") for n in range(9)])
    assert len(offered(office(id="tur-law-1"))) == draft_again.MOST


def test_a_browser_is_told_of_its_draft_with_the_first_change(office, kept):
    def told(page):
        return [one.proto.json for one in page.of_component("draft_again")]

    page = office(id="tur-law-1")
    assert told(page) == []
    page = field(page, "number").set_value("7").run()
    assert asked(page, "draft") in told(page)[0]
