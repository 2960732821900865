"""A table comes down as a file whose name says what it is."""

from __future__ import annotations

import csv
from pathlib import Path

from playwright.sync_api import expect
from pptx import Presentation
from pptx.util import Inches


def test_a_table_comes_down_with_every_row(screen, snapshot, tmp_path):
    screen.open("/data")
    with screen.page.expect_download() as awaited:
        screen.page.get_by_role("button", name="Download the table").click()
    found = awaited.value
    name = sorted(snapshot.frames)[0]
    assert found.suggested_filename == f"sse-policy-tracker_{snapshot.version}_{name}.csv"
    path = Path(tmp_path / "table.csv")
    found.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == snapshot.frames[name].height


def test_a_template_chosen_in_a_menu_dresses_the_slides(screen, tmp_path):
    made = Presentation()
    made.slide_width = Inches(11)
    made.save(tmp_path / "house.pptx")
    (tmp_path / "none.pptx").write_bytes(b"no presentation")
    page = screen.page
    screen.open("/map")
    page.get_by_role("radio", name="Download", exact=True).click()
    page.get_by_role("button", name="PowerPoint on my own template").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(tmp_path / "none.pptx")
    expect(dialog.get_by_text("is no PowerPoint file")).to_be_visible()
    dialog.locator("input[type=file]").set_input_files(tmp_path / "house.pptx")
    expect(page.get_by_text("take the design of house.pptx")).to_be_visible()
    expect(dialog).not_to_be_visible()
    with page.expect_download() as awaited:
        page.get_by_role("button", name="PowerPoint, editable").click()
    assert Presentation(awaited.value.path()).slide_width == Inches(11)
