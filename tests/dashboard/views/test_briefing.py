"""The page on which collected charts are put in order."""

import pytest

from dashboard.export import images

TWO = "chart=legal-framework&region=ilo-africa&asof=2020-01-01;chart=timeline&option=kind"


def subtitles(page):
    return [caption.value for caption in page.caption]


def test_an_empty_briefing_says_how_to_fill_it(visit):
    page = visit("briefing")
    assert not page.exception
    assert "Add to the briefing" in page.info[0].value


def test_a_link_rebuilds_the_collection(visit):
    page = visit("briefing", briefing=TWO)
    assert not page.exception
    said = " ".join(text.value for text in page.markdown)
    assert said.index("1. Legal framework") < said.index("2. Laws, resolutions")
    assert any("Africa" in text and "1 January 2020" in text for text in subtitles(page))
    labels = [button.label for button in page.get("download_button")]
    assert labels == [
        "PowerPoint, editable",
        "PDF, a chart a page",
        "ZIP: slides, workbooks, images",
    ]


def test_without_a_browser_the_menu_says_why_a_form_is_missing(visit, monkeypatch):
    monkeypatch.setattr(images, "available", lambda: False)
    page = visit("briefing", briefing=TWO)
    assert any("Chromium" in text for text in subtitles(page))
    disabled = [b.label for b in page.get("download_button") if b.proto.disabled]
    assert disabled == ["PDF, a chart a page"]


def test_order_heading_and_note_go_to_the_address(visit):
    page = visit("briefing", briefing=TWO)
    page.button(key="briefing-arrow_downward-0").click().run()
    assert page.query_params["briefing"].startswith("chart=timeline")
    page.text_input(key="briefing-heading-0").set_value("=What; happened & when").run()
    assert page.text_input(key="briefing-heading-0").value == "=What; happened & when"
    page.button(key="briefing-close-1").click().run()
    assert "legal-framework" not in page.query_params["briefing"]
    assert not page.exception


@pytest.mark.parametrize(("name", "most"), [("heading", 120), ("note", 500)])
def test_words_that_are_too_long_are_kept_and_told(visit, name, most):
    """A browser refuses the whole of a paste that is longer than its field, and says nothing."""
    page = visit("briefing", briefing=TWO)
    field = page.text_input(key=f"briefing-{name}-1")
    assert not field.proto.max_chars
    text = "w" * most
    field.set_value(text).run()
    assert not page.warning
    page.text_input(key=f"briefing-{name}-1").set_value(text + " and so on").run()
    assert not page.exception
    assert page.text_input(key=f"briefing-{name}-1").value == text + " and so on"
    assert page.query_params["briefing"].endswith("and+so+on")
    [said] = page.warning
    assert said.value.startswith(
        f"{most + 10} characters; a {name} has room for {most}: shorten it"
    )


def test_an_address_that_cannot_be_read_says_so(visit):
    page = visit("briefing", briefing="chart=nothing;<script>;%%%")
    assert not page.exception
    assert "3 entries" in page.warning[0].value
    page = visit("briefing", briefing="chart=timeline&region=mars&option=x")
    assert not page.exception
    assert "mars" in page.warning[0].value


def test_a_chart_is_collected_on_its_page_and_stays_while_browsing(visit):
    page = visit("map", region="oecd")
    page.pills(key="legal-framework-more").select("download").run()
    page.button(key="legal-framework-collect").click().run()
    assert not page.exception
    kept = page.query_params["briefing"]
    assert "chart=legal-framework" in kept
    assert "region=oecd" in kept
    assert page.button(key="legal-framework-collect").disabled, "a chart is collected once"
    page.switch_page("views/briefing.py").run()
    assert not page.exception
    assert "1. Legal framework" in " ".join(text.value for text in page.markdown)


def test_charts_of_a_release_speak_on_its_day_as_on_the_pages_they_come_from(visit):
    page = visit("briefing", briefing="chart=legal-framework", known="2026-11-23")
    assert not page.exception
    assert any("22 November 2026" in text for text in subtitles(page))


def test_an_address_that_servers_may_refuse_is_told_before_the_words_are_lost(visit):
    page = visit("briefing", briefing=TWO)
    page.text_input(key="briefing-note-0").set_value("w" * 499).run()
    assert not page.warning
    page.text_input(key="briefing-note-1").set_value("مرحبا " * 700).run()
    [told] = [text.value for text in page.warning if "The address" in text.value]
    assert "take no more than 8,000" in told
    assert page.query_params["briefing"].count("w") >= 499, "nothing is lost"


@pytest.mark.parametrize("button", ["arrow_downward-0", "close-1"])
def test_words_that_are_left_by_a_click_on_a_button_are_kept(visit, button):
    """A browser puts both into one message."""
    page = visit("briefing", briefing=TWO)
    page.text_input(key="briefing-heading-0").set_value("Mine")
    page.button(key=f"briefing-{button}").click().run()
    assert "heading=Mine" in page.query_params["briefing"]
    first = page.query_params["briefing"].split(";")[0]
    assert first.startswith("chart=timeline" if "down" in button else "chart=legal-framework")
