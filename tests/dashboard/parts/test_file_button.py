"""A file that cannot be written leaves the page whole and says what to do."""

import errno
import threading

import pytest

from dashboard.export import NoImageError, data_package, images, outlines
from dashboard.parts import file_button

COLLECTED = "chart=legal-framework&region=ilo-africa;chart=timeline&option=kind"


def full(*_args, **_kwargs):
    raise OSError(errno.ENOSPC, "No space left on device", "/var/lib/secret/geometry")


def pressed(page, key):
    """What happens when a reader presses a button: Streamlit writes the file, and runs the page."""
    with pytest.raises((OSError, NoImageError, ZeroDivisionError)):
        page.session_state[f"{key}-writing"]()
    return page.download_button(key=key).click().run()


def test_a_full_disk_is_said_on_the_briefing_and_the_collection_stays(visit, monkeypatch):
    page = visit("briefing", briefing=COLLECTED)
    monkeypatch.setattr(outlines, "of", full)
    pressed(page, "briefing.pptx")
    assert not page.exception
    [error] = page.error
    assert "disk is full" in error.value
    assert "Nothing on this page is lost" in error.value
    assert "secret" not in error.value
    assert page.query_params["briefing"] == COLLECTED
    monkeypatch.undo()
    assert page.session_state["briefing.pptx-writing"]().startswith(b"PK")
    assert not page.run().error, "it is said once"


def test_an_image_that_cannot_be_drawn_says_why(visit, monkeypatch):
    page = visit("map")
    page.pills(key="legal-framework-more").select("download").run()
    monkeypatch.setattr(images._browser, "_places", threading.BoundedSemaphore(1))
    images._browser._places.acquire()
    pressed(page, "legal-framework-png")
    assert not page.exception
    assert "Too many images" in page.error[0].value


def test_a_full_disk_is_said_where_tables_are_taken_away(visit, monkeypatch):
    monkeypatch.setattr(data_package, "write", full)
    page = pressed(visit("data"), "download-all")
    assert not page.exception
    assert "disk is full" in page.error[0].value


def test_of_any_other_error_the_page_says_no_more_than_what_to_do(visit, monkeypatch):
    page = visit("country", country="TUR").opened("brief-menu")
    monkeypatch.setattr("dashboard.country_brief.of", lambda *_args: 1 / 0)
    pressed(page, "brief-pdf")
    assert not page.exception
    assert page.error[0].value.startswith("The file could not be written")


def test_a_page_does_not_wait_for_ever_for_a_file(visit, monkeypatch):
    monkeypatch.setattr(file_button, "LONGEST", 0.1)
    page = visit("country", country="TUR").opened("brief-menu")
    page.download_button(key="brief-pdf").click().run()
    assert not page.exception
    assert not page.error
