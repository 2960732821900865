"""A draft in two tabs, under a wrong address, or with what it cannot hold: nothing is lost."""

import pytest

from tests.dashboard.office import LAWS, PLAN, PLANS, asked, button, draft_of, field, shown_texts

pytestmark = pytest.mark.usefixtures("kept")


def test_two_tabs_lose_nothing(office, kept, small):
    one = kept.start()
    first, second = office(id="tur-law-1", draft=one), office(id="tur-law-1", draft=one)
    field(first, "number").set_value("7").run()
    field(second, "adopted").set_value("2013").run()
    text = draft_of(first, kept)[LAWS]
    assert "number: 7" in text and "adopted: 2013" in text
    as_text = office(draft=one, **{"as": "text"})
    field(first, "number").set_value("8").run()
    area = as_text.text_area(key=f"text-{LAWS}")
    page = area.set_value(area.value.replace("A law", "The law")).run()
    text = draft_of(page, kept)[LAWS]
    assert "number: 8" in text and "The law" in text
    field(first, "number").set_value("9").run()
    area = page.text_area(key=f"text-{LAWS}")
    page = area.set_value(text.replace("number: 8", "number: 10")).run()
    assert "Another tab" in shown_texts(page)
    assert "number: 10" in page.text_area(key=f"text-{LAWS}").value
    assert "number: 9" in draft_of(page, kept)[LAWS]
    assert not page.success
    # Who keeps it then means it, of that field alone: what else the other tab wrote stays.
    field(first, "adopted").set_value("2014").run()
    area = page.text_area(key=f"text-{LAWS}")
    page = area.set_value(area.value.replace("The law", "My law")).run()
    text = draft_of(page, kept)[LAWS]
    assert all(said in text for said in ("number: 10", "adopted: 2014", "My law"))


def test_of_a_field_that_two_tabs_changed_mine_is_kept_by_a_button(office, kept):
    one = kept.start()
    form, page = office(id="tur-law-1", draft=one), office(draft=one, **{"as": "text"})
    field(form, "number").set_value("9").run()
    area = page.text_area(key=f"text-{LAWS}")
    mine = area.value.replace("  status:", "  number: 10\n  status:")
    page = area.set_value(mine).run()
    assert "number: 9" in draft_of(page, kept)[LAWS]
    page = button(page, "Keep mine").click().run()
    assert "number: 10" in draft_of(page, kept)[LAWS]
    assert not page.error


def test_a_file_that_is_emptied_as_text_is_told_to_lose_its_records(office):
    page = office(**{"as": "text"})
    assert "Nothing is left" not in shown_texts(page)
    page = page.text_area(key=f"text-{LAWS}").set_value("").run()
    assert "Nothing is left in this file" in shown_texts(page)
    assert "Nothing is wrong" not in " ".join(one.value for one in page.success)


SECOND = "    - {title: Two, publisher: P, reference: R}\n"


def opened_entry(page, path):
    """The page with an entry of a list open, so that its fields are drawn."""
    page.session_state[f"form-{LAWS}-tur-law-1-{path}-open"] = True
    return page.run()


@pytest.fixture
def two_tabs(office, kept, small):
    """Two tabs of one draft of a law with a second source."""
    small.write(LAWS, small.law + SECOND)
    one = kept.start()
    tabs = [opened_entry(office(id="tur-law-1", draft=one), "sources.2") for _tab in range(2)]
    for tab in tabs:
        opened_entry(tab, "sources.1")
        opened_entry(tab, "sources.2")
    return tabs


def test_an_entry_is_mended_though_another_tab_took_out_the_one_before(two_tabs, kept):
    first, second = two_tabs
    field(opened_entry(first, "sources.1"), "sources.1-out").click().run()
    field(second, "sources.2.title").set_value("Mended").run()
    assert draft_of(first, kept)[LAWS].endswith(
        "  sources:\n    - title: Mended\n      publisher: P\n      reference: R\n"
    )


def test_a_mend_of_what_another_tab_took_out_is_refused_and_not_lost(two_tabs, kept):
    first, second = two_tabs
    page = field(first, "sources.2-out").click().run()
    page = field(page, "sources-add").click().run()
    text = draft_of(page, kept)[LAWS]
    page = field(second, "sources.2.title").set_value("Mended").run()
    assert "changed or taken out meanwhile" in page.warning[0].value
    assert page.code[0].value == "Mended"
    assert draft_of(page, kept)[LAWS] == text
    # The form may be long, and the officer far below: the word appears there, and the text stays.
    assert page.toast and page.run().code[0].value == "Mended"
    page = button(page, "Dismiss").click().run()
    assert not page.warning and not page.toast


def test_a_field_that_another_tab_changed_is_not_overwritten(two_tabs, kept):
    first, second = two_tabs
    field(first, "title").set_value("Mine").run()
    page = field(second, "title").set_value("Theirs").run()
    assert page.code[0].value == "Theirs"
    assert "title: Mine\n" in draft_of(page, kept)[LAWS]
    assert field(page, "title").value == "Mine"


def test_two_fields_of_an_entry_are_left_before_the_page_is_drawn_again(two_tabs, kept):
    page = two_tabs[1]
    field(page, "sources.2.title").set_value("Mended")
    field(page, "sources.2.publisher").set_value("Q")
    page = page.run()
    assert not page.warning
    assert "title: Mended\n      publisher: Q\n" in draft_of(page, kept)[LAWS]


def labels(page):
    return [one.label for one in page.expander if one.label[:2] in ("1.", "2.")]


def test_an_entry_keeps_its_label_while_it_is_open(two_tabs):
    page = opened_entry(two_tabs[0], "sources.1")
    page = field(page, "sources.1.title").set_value("Mended").run()
    assert labels(page) == ["1. Gazette, The State", "2. Two, P"]
    page.session_state[f"form-{LAWS}-tur-law-1-sources.1-open"] = False
    assert labels(page.run()) == ["1. Mended, The State", "2. Two, P"]
    page = field(opened_entry(page, "sources.1"), "sources.1-out").click().run()
    assert labels(page) == ["1. Two, P"]


def test_an_action_that_another_tab_took_out_is_not_mended_in_its_successor(
    small, serve, office, kept
):
    small.write(PLANS, PLAN)
    serve(small.root)
    one = kept.start()
    at = {"what": "action_plan", "id": "tur-plan", "part": "tur-plan-a01", "draft": one}
    first, second = office(**at), office(**at)
    page = first.button(key="edit-out-tur-plan-a01").click().run()
    page = page.button(key="edit-part-add").click().run()
    assert asked(page, "part") == "tur-plan-a02"
    page = field(second, "responsible", "tur-plan-a01", PLANS).set_value(["A ministry"]).run()
    assert page.code[0].value == "A ministry"
    assert "A ministry" not in draft_of(page, kept)[PLANS]


def test_two_tabs_that_add_a_law_of_one_title_add_two(office, kept):
    one = kept.start()
    tabs = [office(id="new", draft=one) for _tab in range(2)]
    for tab in tabs:
        tab.text_input(key="edit-begin-title").set_value("Law on mutuals")
        button(tab, "Add: law").click().run()
    assert asked(tabs[1], "id") == "tur-law-mutuals-2"
    assert draft_of(tabs[1], kept)[LAWS].count("title: Law on mutuals") == 2


@pytest.mark.parametrize("identifier", ["nothing", "../../../etc/passwd", "x" * 22])
def test_an_address_of_no_draft_says_so(office, identifier):
    page = office(draft=identifier)
    assert "no draft under this address" in page.warning[0].value
    assert "draft" not in page.query_params


def test_a_paste_that_is_too_large_is_refused_and_kept_on_the_page(office, kept, small):
    page = office(**{"as": "text"})
    large = "x" * 5_000_000
    page = page.text_area(key=f"text-{LAWS}").set_value(large).run()
    assert "more than a draft may hold" in shown_texts(page)
    assert page.text_area(key=f"text-{LAWS}").value == large
    assert "draft" not in page.query_params
    page = page.button(key="edit-discard").click().run()
    assert page.text_area(key=f"text-{LAWS}").value == small.law


def test_control_characters_are_taken_out_and_said(office, kept):
    page = field(office(id="tur-law-1"), "title").set_value("A\x07 b\u202e law").run()
    assert "control characters" in shown_texts(page)
    assert "title: A b law\n" in draft_of(page, kept)[LAWS]
