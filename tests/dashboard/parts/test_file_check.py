"""A file is checked and forgotten."""

import pytest

from tests.dashboard.office import shown_texts

pytestmark = pytest.mark.usefixtures("kept")


def test_a_file_is_checked_and_forgotten(office, kept, small):
    page = office(section="check")
    text = small.law.replace("status: in_force", "status: inforce")
    page = page.text_area(key="check-text").set_value(text).run()
    assert "Line 5, column 11" in shown_texts(page) and "Did you mean" in shown_texts(page)
    assert "status: inforce" in page.code[0].value and "^^^^^^^" in page.code[0].value
    page = page.text_area(key="check-text").set_value(small.law).run()
    assert "Nothing is wrong" in page.success[0].value
    page = page.text_area(key="check-text").set_value("\x00\xff\x07" * 40).run()
    assert not page.exception and "not text" in shown_texts(page)
    assert list(kept.folder.glob("*.json")) == []


def test_an_upload_of_any_type_and_an_empty_one_are_answered_in_words(office):
    page = office(section="check")
    upload = page.file_uploader(key="check-file")
    assert not upload.proto.type
    page = upload.upload("TUR.xlsx", b"PK\x03\x04\x00").run()
    assert "A workbook is handed in under" in shown_texts(page)
    page = page.file_uploader(key="check-file").upload("laws.yaml", b" \n").run()
    assert "Nothing stands in this file" in shown_texts(page)


def test_a_binary_upload_is_named_as_such(office):
    page = office(section="check")
    page = page.file_uploader(key="check-file").upload("laws.yaml", b"PK\x03\x04\x00\xff" * 9).run()
    assert not page.exception and "not text" in shown_texts(page)
