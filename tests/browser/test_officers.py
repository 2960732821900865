"""An officer corrects a date; the draft survives a reload and becomes a patch that git takes."""

import re
import subprocess

from playwright.sync_api import expect


def test_a_draft_is_offered_again_in_another_tab_of_the_same_browser(reader):
    screen = reader()
    screen.open("/officers?id=tur-law-7339")
    field = screen.page.get_by_role("textbox", name="Number", exact=True)
    field.fill("7")
    field.press("Tab")
    expect(screen.page).to_have_url(re.compile(r"draft=[\w-]{22}"))
    begun = screen.page.url.partition("draft=")[2][:22]
    screen.rest()
    other = screen.page.context.new_page()
    other.goto(screen.page.url.partition("?")[0])
    other.get_by_role("button", name="Türkiye: Laws and policies").click()
    expect(other).to_have_url(re.compile(f"draft={begun}"))
    [cookie] = [one for one in other.context.cookies() if one["name"] == "drafts"]
    assert (cookie["value"], cookie["expires"], cookie["sameSite"]) == (begun, -1, "Strict")
    other.close()


def test_a_date_is_corrected_looked_at_and_taken_away(reader, tmp_path):
    screen = reader()
    page = screen.page
    screen.open("/officers?id=tur-law-7339")
    field = page.get_by_role("textbox", name="In force", exact=True)
    field.fill("soon")
    field.press("Tab")
    expect(page.get_by_text("is not a date").first).to_be_visible()
    field.fill("2021-11-26")
    field.press("Tab")
    expect(page.get_by_text("is not a date")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"draft=[\w-]{22}"))
    page.reload()
    screen.rest()
    expect(page.get_by_role("textbox", name="In force", exact=True)).to_have_value("2021-11-26")
    page.get_by_role("radio", name="2. Look at it").click()
    expect(page.get_by_role("cell", name="26 November 2021")).to_be_visible()
    page.get_by_role("radio", name="3. Hand in").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the patch").click()
    patch = tmp_path / "change.patch"
    download.value.save_as(patch)
    subprocess.run(["git", "apply", "--check", str(patch)], check=True)
    assert patch.read_text().count("\n+") == 2


def test_a_double_click_adds_one_record_and_one_action(reader):
    screen = reader()
    page = screen.page
    screen.open("/officers?country=TUR&what=action_plan&id=new")
    page.get_by_role("textbox", name="Title of the new record").fill("Plan of a double click")
    page.get_by_role("button", name="Add: action plan").dblclick(delay=80)
    expect(page.get_by_text("Still to fill in")).to_be_visible()
    page.get_by_role("button", name="Add: action", exact=True).dblclick(delay=80)
    expect(page).to_have_url(re.compile("part="))
    screen.rest()
    page.get_by_role("radio", name="As text", exact=True).click()
    text = page.get_by_role("textbox").last
    expect(text).to_have_value(re.compile("double-click-a01"))
    assert text.input_value().count("Plan of a double click") == 1
    assert text.input_value().count("id: tur-plan-double-click-a") == 1
