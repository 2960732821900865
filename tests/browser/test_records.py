"""From a word to a record and on to what it names."""

from __future__ import annotations

import pytest


def test_a_word_leads_to_a_record_and_on_to_the_text_that_it_amends(screen):
    page = screen.page
    screen.open("/records")
    box = page.get_by_role("textbox", name="Search every field of every record")
    box.fill("7339 turkiye")
    box.press("Enter")
    screen.becomes(screen.address, "/records?q=7339+turkiye")
    hit = page.get_by_role("link", name="Law No. 7339")
    with page.expect_popup() as opened:
        hit.first.click()
    record = opened.value
    record.get_by_role("heading", level=1).filter(has_text="Law No. 7339").wait_for()
    assert record.url.endswith("/record?id=tur-law-7339")
    amended = record.get_by_role("link", name="Cooperatives Law No. 1163").first
    assert amended.get_attribute("href") == "record?id=tur-law-1163"


def test_the_buttons_of_kinds_narrow_and_go_into_the_address(screen):
    screen.open("/records?q=quebec")
    screen.page.get_by_role("button", name="Laws and policies").click()
    screen.becomes(screen.address, "/records?q=quebec&kind=law")
    screen.page.get_by_role("radio", name="Table").click()
    screen.becomes(screen.address, "/records?q=quebec&kind=law&as=table")


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_on_a_phone_the_field_says_to_its_end_what_may_be_searched(reader, language):
    screen = reader(width=360, height=780)
    screen.open(f"/records?lang={language}")
    box = screen.page.get_by_role("textbox")
    room = box.evaluate(
        """(box) => {
          const style = getComputedStyle(box);
          const pen = document.createElement("canvas").getContext("2d");
          pen.font = style.font;
          const edges = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
          return box.clientWidth - edges - pen.measureText(box.placeholder).width;
        }"""
    )
    assert room >= 0
