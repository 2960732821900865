"""A record is corrected and added in a form or as text; only what was changed changes."""

import html

import pytest

from dashboard import session
from tests.dashboard.office import (
    LAWS,
    PLAN,
    PLANS,
    asked,
    button,
    corrected,
    draft_of,
    field,
    shown_texts,
)

pytestmark = pytest.mark.usefixtures("kept")


def test_a_date_is_corrected_and_only_its_line_changes(office, kept, small):
    page = office(id="tur-law-1")
    assert "draft" not in page.query_params
    page = field(page, "in_force").set_value("2013-02").run()
    changed = draft_of(page, kept)[LAWS]
    assert changed == small.law.replace("in_force\n", "in_force\n  in_force: 2013-02\n")
    assert (small.root / LAWS).read_text() == small.law
    again = office(id="tur-law-1", draft=asked(page, "draft"))
    assert field(again, "in_force").value == "2013-02"


def test_what_is_wrong_stands_beside_the_field_and_above_the_form(office):
    page = field(office(id="tur-law-1"), "in_force").set_value("soon").run()
    said = "&#39;soon&#39; is not a date"
    beside = [one.value for one in page.markdown if "is not a date" in one.value]
    assert len(beside) == 1 and beside[0].startswith(":red[")
    assert "In force" in page.error[0].value and "is not a date" in page.error[0].value
    assert "1 error" in page.error[0].value, said
    page = field(page, "in_force").set_value("").run()
    assert not page.error


def test_what_is_wrong_calls_fields_as_the_form_does_and_in_the_text_as_the_text(
    office, kept, small
):
    without = small.law.replace("      url: https://example.org/law\n", "")
    one = corrected(small, kept, without)
    page = office(id="tur-law-1", draft=one)
    said = "A source needs 'Web address' or 'Reference'"
    assert any(said in html.unescape(one.value) for one in page.markdown)
    assert said in html.unescape(page.error[0].value)
    assert said in html.unescape(shown_texts(office(step="hand-in", draft=one)))
    page = office(id="tur-law-1", draft=one, **{"as": "text"})
    assert "A source needs 'url' or 'reference'" in html.unescape(shown_texts(page))


def test_what_is_still_to_fill_in_is_named(office):
    page = field(office(id="tur-law-1"), "title").set_value(" ").run()
    page = field(page, "scope").set_value([]).run()
    assert page.info[0].value == "Still to fill in: Title; Scope"
    assert not page.error
    labels = [one.label for kind in ("text_input", "text_area") for one in page.get(kind)]
    assert "Title (required)" in labels
    # A screen reader would read the signs of Markdown aloud.
    assert not [label for label in labels if ":" in label or "[" in label]


def test_form_and_text_are_one_draft(office, kept, small):
    page = field(office(id="tur-law-1"), "number").set_value("7").run()
    page = page.segmented_control(key="edit-as").set_value("text").run()
    area = page.text_area(key=f"text-{LAWS}")
    assert "  number: 7\n" in area.value
    page = area.set_value(area.value.replace("number: 7", "number: 8  # new")).run()
    page = page.segmented_control(key="edit-as").set_value("form").run()
    assert field(page, "number").value == "8"
    page = field(page, "number").set_value("9").run()
    assert "  number: 9  # new\n" in draft_of(page, kept)[LAWS]


def test_text_that_cannot_be_read_stays_and_the_form_says_why(office, kept):
    page = office(**{"as": "text"})
    broken = "- id: 'tur-law-1\n  title: x\n"
    page = page.text_area(key=f"text-{LAWS}").set_value(broken).run()
    assert page.text_area(key=f"text-{LAWS}").value == broken
    assert "quotation mark" in shown_texts(page)
    page = page.segmented_control(key="edit-as").set_value("form").run()
    assert not page.exception
    assert "cannot show this file" in page.error[0].value
    assert draft_of(page, kept)[LAWS] == broken


def test_a_file_that_is_no_text_is_not_taken_for_none(office, small):
    small.write(LAWS, small.law.replace("A law", "Türkiye").encode("latin-1"))
    for query in ({"id": "new"}, {"as": "text"}):
        page = office(**query)
        assert not page.exception
        assert "no text" in page.error[0].value and "is not UTF" in shown_texts(page)
        assert not page.text_area
        assert not [one for one in page.text_input if one.key == "edit-begin-title"]


def test_nothing_is_begun_over_a_file_that_became_no_text_meanwhile(office, kept, small):
    page = office(**{"as": "text"})
    small.write(LAWS, small.law.replace("A law", "Türkiye").encode("latin-1"))
    page = page.text_area(key=f"text-{LAWS}").set_value("- id: tur-law-9\n").run()
    assert "cannot be read now" in shown_texts(page)
    assert page.text_area(key=f"text-{LAWS}").value == "- id: tur-law-9\n"
    assert draft_of(page, kept) == {}


def test_a_law_with_two_sources_is_added(office, kept):
    page = office(id="new")
    page.text_input(key="edit-begin-title").set_value("Law on mutuals")
    page = button(page, "Add: law").click().run()
    owner = "tur-law-mutuals"
    assert asked(page, "id") == owner
    assert field(page, "id", owner).disabled is False
    page = field(page, "type", owner).set_value("specific_law").run()
    page = field(page, "scope", owner).set_value(["mutuals"]).run()
    page = field(page, "status", owner).set_value("draft").run()
    for number in (1, 2):
        page = field(page, "sources-add", owner).click().run()
        page = field(page, f"sources.{number}.title", owner).set_value(f"S{number}").run()
        page = field(page, f"sources.{number}.publisher", owner).set_value("P").run()
        page = field(page, f"sources.{number}.reference", owner).set_value("R").run()
    assert not page.error
    text = draft_of(page, kept)[LAWS]
    assert text.endswith(
        "- id: tur-law-mutuals\n  title: Law on mutuals\n  type: specific_law\n  scope:\n"
        "    - mutuals\n  status: draft\n  sources:\n    - title: S1\n      publisher: P\n"
        "      reference: R\n    - title: S2\n      publisher: P\n      reference: R\n"
    )
    page = field(page, "sources.1-out", owner).click().run()
    assert "S1" not in draft_of(page, kept)[LAWS]


def test_a_new_id_keeps_the_form_open_and_none_is_refused(office, kept):
    page = office(id="new")
    page.text_input(key="edit-begin-title").set_value("Law on mutuals")
    page = button(page, "Add: law").click().run()
    page = field(page, "id", "tur-law-mutuals").set_value("tur-law-9").run()
    assert asked(page, "id") == "tur-law-9"
    page = field(page, "id", "tur-law-9").set_value("").run()
    assert not page.exception
    assert "needs its id" in page.warning[0].value
    assert field(page, "id", "tur-law-9").value == "tur-law-9"
    assert "- id: tur-law-9\n" in draft_of(page, kept)[LAWS]


def way_to(page, key, at=None):
    """The numbers of the blocks and, last, of the widget, from the page down."""
    for number, child in (page.main if at is None else at).children.items():
        if getattr(child, "key", None) == key:
            return [number]
        if getattr(child, "children", None) and (way := way_to(page, key, child)):
            return [number, *way]
    return []


def test_what_is_said_above_the_form_does_not_move_it(office, kept, small, monkeypatch):
    """Of what is moved Streamlit may draw a picker anew, which then says 'nothing picked'."""
    form = ("edit-country", "edit-id", f"form-{LAWS}-tur-law-1-type")
    page = office(id="tur-law-1")
    before = {key: way_to(page, key) for key in form}
    assert all(before.values())
    faulty = small.law.replace("tur-law-1", "tur-law-2") + "  x: 1\n"
    one, other = (corrected(small, kept, f"{small.law}{faulty}# {n}\n") for n in range(2))
    monkeypatch.setattr(session, "cookie", lambda name: other if name == "drafts" else "")
    page = office(id="tur-law-1", draft=one, what="laws")
    page.session_state["draft-said"] = [("A message.", "What was written.")]
    page = field(page, "in_force").set_value("soon").run()
    assert [len(each) > 0 for each in (page.warning, page.error, page.code)] == [True] * 3
    assert any("Elsewhere in this file" in one.value for one in page.caption)
    assert button(page, "Türkiye: Laws and policies")
    assert {key: way_to(page, key) for key in form} == before


def test_what_is_said_of_an_action_that_is_not_there_does_not_move_the_form(office, small):
    small.write(PLANS, PLAN)
    asked_for = {"what": "action_plan", "id": "tur-plan"}
    there, not_there = office(**asked_for), office(**asked_for, part="tur-plan-a09")
    assert "There is no action" in not_there.warning[0].value
    assert way_to(there, "edit-part") == way_to(not_there, "edit-part") != []


@pytest.mark.parametrize("taken", ["tur-law-1", "ita-law-1"])
def test_the_id_of_another_record_is_refused_and_the_field_stays_open(office, kept, taken):
    page = office(id="new")
    page.text_input(key="edit-begin-title").set_value("Law on mutuals")
    page = button(page, "Add: law").click().run()
    owner = "tur-law-mutuals"
    page = field(page, "id", owner).set_value(taken).run()
    assert "has this id already" in page.warning[0].value and page.code[0].value == taken
    assert asked(page, "id") == owner
    assert f"- id: {owner}\n" in draft_of(page, kept)[LAWS]
    assert field(page, "id", owner).value == owner and not field(page, "id", owner).disabled


def test_what_the_form_cannot_write_is_said_with_what_was_written(office, kept, small):
    odd = "- {id: tur-law-1, title: T} # c\u2028- id: tur-law-2\n  title: Other\n"
    page = office(id="tur-law-2", draft=corrected(small, kept, odd))
    page = field(page, "title", "tur-law-2").set_value("Mended").run()
    assert not page.exception
    assert "as text" in page.warning[0].value and page.code[0].value == "Mended"
    assert draft_of(page, kept)[LAWS] == odd


def test_actions_are_opened_updated_and_added(office, kept, small):
    small.write(PLANS, PLAN)
    page = office(what="action_plan", id="tur-plan", part="tur-plan-a01")
    page = field(page, "status", "tur-plan-a01", PLANS).set_value("under_way").run()
    page = field(page, "updates-add", "tur-plan-a01", PLANS).click().run()
    page = field(page, "updates.1.date", "tur-plan-a01", PLANS).set_value("2026-10").run()
    page = field(page, "updates.1.status", "tur-plan-a01", PLANS).set_value("under_way").run()
    page = page.button(key="edit-part-add").click().run()
    assert asked(page, "part") == "tur-plan-a02"
    page = field(page, "title", "tur-plan-a02", PLANS).set_value("Second").run()
    page = field(page, "status", "tur-plan-a02", PLANS).set_value("planned").run()
    assert not page.error
    assert draft_of(page, kept)[PLANS] == PLAN.replace(
        "planned\n",
        "under_way\n      updates:\n        - date: 2026-10\n          status: under_way\n"
        "    - id: tur-plan-a02\n      title: Second\n      status: planned\n",
    )


def test_an_action_is_opened_from_the_address_that_names_its_plan_alone(serve, visit, small):
    small.write(PLANS, PLAN)
    serve(small.root)
    page = visit("officers", id="tur-plan")
    page = page.selectbox(key="edit-part").set_value("tur-plan-a01").run()
    assert not page.warning and asked(page, "what") == "action_plan"
    assert field(page, "title", "tur-plan-a01", PLANS).value == "First"


@pytest.mark.parametrize("country", ["", "TUR"])
def test_an_action_is_opened_from_the_address_that_names_it_alone(serve, visit, small, country):
    small.write(PLANS, PLAN)
    serve(small.root)
    page = visit("officers", id="tur-plan-a01", **({"country": country} if country else {}))
    assert not page.warning
    assert field(page, "title", "tur-plan-a01", PLANS).value == "First"
    page = page.button(key="edit-part-close").click().run()
    assert field(page, "title", "tur-plan", PLANS).value


def test_an_action_that_is_not_there_is_told(office, small):
    small.write(PLANS, PLAN)
    page = office(what="action_plan", id="tur-plan", part="tur-plan-a77")
    [warning] = page.warning
    assert "no action tur-plan-a77 in this record. Choose another" in html.unescape(warning.value)


def test_an_action_that_says_nothing_yet_is_opened_again_in_place_of_another(office, kept, small):
    small.write(PLANS, PLAN)
    page = office(what="action_plan", id="tur-plan")
    for _click in range(2):
        page = page.button(key="edit-part-add").click().run()
        assert asked(page, "part") == "tur-plan-a02"
    page = field(page, "title", "tur-plan-a02", PLANS).set_value("Second").run()
    page = page.button(key="edit-part-add").click().run()
    assert asked(page, "part") == "tur-plan-a03"
    assert draft_of(page, kept)[PLANS].count("id: tur-plan-a") == 3


def test_a_country_without_files_gets_its_folder(office, kept):
    page = office(country="FRA", what="law")
    page = page.button(key="edit-folder").click().run()
    page = page.button(key="edit-begin-file").click().run()
    text = draft_of(page, kept)["countries/FRA/country.yaml"]
    assert text.startswith("researched: 2026-06\ncoverage:\n  law: not_researched\n")
    page = office(country="FRA", what="law", draft=asked(page, "draft"))
    assert not [one for one in page.button if one.key == "edit-folder"]
    page.text_input(key="edit-begin-title").set_value("Une loi")
    page = button(page, "Add: law").click().run()
    assert "countries/FRA/laws.yaml" in draft_of(page, kept)
