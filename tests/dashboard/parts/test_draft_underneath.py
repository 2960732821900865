"""What was published since a draft began is put together with it, or asked about."""

import pytest

from dashboard.drafts import Change
from tests.dashboard.office import LAWS, button, corrected, draft_of

pytestmark = pytest.mark.usefixtures("kept")


def test_what_was_changed_underneath_is_put_together(office, kept, small):
    one = corrected(small, kept, small.law.replace("A law", "Mine"))
    small.write(LAWS, small.law.replace("in_force\n", "in_force\n  number: 7\n"))
    page = office(id="tur-law-1", draft=one)
    assert "put together" in page.info[0].value and "A law: Number" in page.info[0].value
    assert draft_of(page, kept)[LAWS] == small.law.replace("A law", "Mine").replace(
        "in_force\n", "in_force\n  number: 7\n"
    )


def test_where_both_changed_one_field_the_officer_chooses(office, kept, small):
    one = corrected(small, kept, small.law.replace("A law", "Mine"))
    small.write(LAWS, small.law.replace("A law", "Theirs"))
    page = office(id="tur-law-1", draft=one)
    radio = page.radio[0]
    assert [text.split(": ")[1] for text in radio.options] == ["Mine", "Theirs"]
    handing_in = office(step="hand-in", draft=one)
    assert not handing_in.get("download_button")
    page = button(page, "Put both changes together").click().run()
    assert draft_of(page, kept)[LAWS] == small.law.replace("A law", "Mine")
    assert not page.radio
    assert kept.read(one).files[LAWS].base == small.law.replace("A law", "Theirs")


def test_a_record_that_was_deleted_underneath_is_asked_about(office, kept, small):
    second = small.law.replace("law-1", "law-2")
    small.write(LAWS, f"{small.law}\n{second}")
    one = kept.start()
    base = f"{small.law}\n{second}"
    kept.change(one, lambda draft: {LAWS: Change(base, base.replace("A law", "Mine"))})
    small.write(LAWS, small.law)
    page = office(draft=one)
    assert len(page.radio) == 1 and "as a whole" in page.radio[0].label
    page = button(page, "Put both changes together").click().run()
    assert "tur-law-2" in draft_of(page, kept)[LAWS]
