"""The officers' page: a draft is changed in a form or as text, looked at and handed in."""

import pytest
from babel.messages.catalog import Catalog

from dashboard import hosting, language
from dashboard.drafts import Change
from dashboard.hosting import Hosting

LAWS = "countries/TUR/laws.yaml"
HOSTILE = "![p](https://evil.example/p.png) <a href='x'>h</a> :red[d] $x$ | |"


pytestmark = pytest.mark.usefixtures("kept")


@pytest.fixture
def office(small, serve, visit):
    """Opens the page on a small tree: a law of Türkiye and one of Italy."""
    serve(small.root)

    def open_page(**query):
        page = visit("officers", **({"country": "TUR", "kind": "law"} | query))
        assert not page.exception
        return page

    return open_page


def field(page, path, owner="tur-law-1", file=LAWS):
    """The widget of a field, whatever its type."""
    key = f"form-{file}-{owner}-{path}"
    kinds = ("text_input", "text_area", "selectbox", "multiselect", "button")
    return next(one for kind in kinds for one in page.get(kind) if one.key == key)


def button(page, label):
    return next(one for one in page.button if one.label == label)


def asked(page, name):
    """What the page's address says."""
    value = page.query_params[name]
    return value[0] if isinstance(value, list) else value


def draft_of(page, kept):
    """The texts of the draft that the page's address names."""
    files = kept.read(asked(page, "draft")).files
    return {path: change.text for path, change in files.items()}


def shown_texts(page):
    return "\n".join(str(one.value) for one in (*page.markdown, *page.error, *page.warning))


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


def test_what_the_form_cannot_write_is_said_with_what_was_written(office, kept, small):
    odd = "- {id: tur-law-1, title: T} # c\u2028- id: tur-law-2\n  title: Other\n"
    page = office(id="tur-law-2", draft=corrected(small, kept, odd))
    page = field(page, "title", "tur-law-2").set_value("Mended").run()
    assert not page.exception
    assert "as text" in page.warning[0].value and page.code[0].value == "Mended"
    assert draft_of(page, kept)[LAWS] == odd


PLAN = """\
- id: tur-plan
  title: Plan
  actions:
    - id: tur-plan-a01
      title: First
      status: planned
  sources:
    - title: t
      publisher: p
      reference: r
"""
PLANS = "countries/TUR/action-plans.yaml"


def test_actions_are_opened_updated_and_added(office, kept, small):
    small.write(PLANS, PLAN)
    page = office(kind="action_plan", id="tur-plan", part="tur-plan-a01")
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


def test_an_action_that_says_nothing_yet_is_opened_again_in_place_of_another(office, kept, small):
    small.write(PLANS, PLAN)
    page = office(kind="action_plan", id="tur-plan")
    for _click in range(2):
        page = page.button(key="edit-part-add").click().run()
        assert asked(page, "part") == "tur-plan-a02"
    page = field(page, "title", "tur-plan-a02", PLANS).set_value("Second").run()
    page = page.button(key="edit-part-add").click().run()
    assert asked(page, "part") == "tur-plan-a03"
    assert draft_of(page, kept)[PLANS].count("id: tur-plan-a") == 3


def test_a_country_without_files_gets_its_folder(office, kept):
    page = office(country="FRA", kind="law")
    page = page.button(key="edit-folder").click().run()
    page = page.button(key="edit-begin-file").click().run()
    text = draft_of(page, kept)["countries/FRA/country.yaml"]
    assert text.startswith("researched: 2026-06\ncoverage:\n  law: not_researched\n")
    page = office(country="FRA", kind="law", draft=asked(page, "draft"))
    assert not [one for one in page.button if one.key == "edit-folder"]
    page.text_input(key="edit-begin-title").set_value("Une loi")
    page = button(page, "Add: law").click().run()
    assert "countries/FRA/laws.yaml" in draft_of(page, kept)


def corrected(office, kept, text):
    """A page whose draft holds a text of the laws."""
    one = kept.start()
    kept.change(one, lambda draft: {LAWS: Change(office.law, text)})
    return one


def test_the_change_is_shown_in_words_and_on_the_country_page(office, kept, small):
    one = corrected(small, kept, small.law.replace("in_force\n", "in_force\n  adopted: 2013\n"))
    page = office(step="look", draft=one)
    table = page.table[0].value
    assert table.iloc[0].tolist() == ["Adopted", "", "2013"]
    assert [one.label for one in page.expander if one.label.startswith("Specific law")] == [
        "Specific law \N{MIDDLE DOT} In force \N{MIDDLE DOT} Cooperatives",
        "Specific law \N{MIDDLE DOT} In force, adopted 2013 \N{MIDDLE DOT} Cooperatives",
    ]
    captions = [one.value for one in page.caption]
    place = captions.index("As published")
    assert captions[place + 1] == "With your changes"


def test_what_is_new_changed_and_gone_is_said_in_words(office, kept, small, serve):
    second = small.law.replace("law-1", "law-2").replace("A law", "Other")
    small.write(LAWS, f"{small.law}\n{second}")
    serve(small.root)
    one = kept.start()
    third = small.law.replace("law-1", "law-3").replace("A law", "Third")
    text = f"{small.law.replace('A law', 'The law')}\n{third}"
    kept.change(one, lambda draft: {LAWS: Change(f"{small.law}\n{second}", text)})
    page = office(step="look", draft=one)
    marks = [text.value for text in page.markdown if text.value.startswith(":blue-badge")]
    assert marks == [f":blue-badge[{mark}]" for mark in ("Changed", "Added", "Removed")]
    assert sum(text.value == ":gray[Not there.]" for text in page.markdown) == 2
    page.session_state["preview-page"] = True
    page = page.run()
    titles = [text.value for text in page.markdown if text.value.endswith(("Changed]", "Added]"))]
    # What is not published has no page yet, so nothing leads there.
    assert titles[-2:] == [
        "**[The law](record?id=tur-law-1)** :blue-badge[Changed]",
        "**Third** :blue-badge[Added]",
    ]
    assert not [text.value for text in page.markdown if "id=tur-law-3" in text.value]


def test_a_key_figure_that_changes_stands_beside_the_published_one(office, kept, small):
    draft = corrected(small, kept, small.law.replace("in_force", "repealed"))
    table = office(step="look", draft=draft).table[1].value
    figures = {row[0]: row[1:] for row in table.itertuples(index=False)}
    assert figures["Laws in force"][0].startswith("1 ")
    assert figures["Laws in force"][1] == "\N{EN DASH} (Not researched)"


def test_an_error_is_said_where_the_change_is_looked_at(office, kept, small):
    one = corrected(small, kept, small.law + "x")
    page = office(step="look", draft=one)
    assert not page.exception
    assert "errors left" in page.warning[0].value


def test_half_a_new_law_does_not_make_the_country_s_level_unreadable(office, kept, small):
    half = small.law + "- {id: tur-law-9, title: Half a law}\n"
    page = office(step="look", draft=corrected(small, kept, half))
    assert "Not readable" not in " ".join(str(table.value) for table in page.table)
    captions = [caption.value for caption in page.caption]
    assert "The key figures are compared when no error is left." in captions


def test_it_is_handed_in_only_without_an_error(office, kept, small, monkeypatch):
    monkeypatch.setattr(
        hosting, "_hosting", Hosting(propose_to="https://git.example.org/edit/{path}")
    )
    wrong = corrected(small, kept, small.law.replace("status: in_force", "status: inforce"))
    page = office(step="hand-in", draft=wrong)
    assert "**A law**\n\n- Status: " in shown_texts(page) and "Did you mean" in shown_texts(page)
    assert not page.get("download_button")
    page = button(page, "Open it in the form").click().run()
    assert field(page, "status").value == "inforce"
    right = corrected(small, kept, small.law.replace("A law", "The law"))
    page = office(step="hand-in", draft=right)
    assert len(page.get("download_button")) == 2
    address = [one.proto.url for one in page.get("link_button")]
    assert address == ["https://git.example.org/edit/data/countries/TUR/laws.yaml"]


def test_what_is_left_to_do_in_an_action_opens_the_action(office, kept):
    one = kept.start()
    wrong = PLAN.replace("planned", "plant")
    kept.change(one, lambda draft: {PLANS: Change(None, wrong)})
    page = office(step="hand-in", draft=one)
    assert "**First**\n\n- Status: " in shown_texts(page)
    page = button(page, "Open it in the form").click().run()
    assert field(page, "status", "tur-plan-a01", PLANS).value == "plant"


def test_an_error_that_a_draft_brings_elsewhere_keeps_it(office, kept, small):
    small.write(
        "countries/ITA/laws.yaml", small.law.replace("tur-", "ita-") + "  amends: [tur-law-1]\n"
    )
    gone = corrected(small, kept, None)
    page = office(step="hand-in", draft=gone)
    assert "ITA" in shown_texts(page)
    assert not page.get("download_button")


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
    at = {"kind": "action_plan", "id": "tur-plan", "part": "tur-plan-a01", "draft": one}
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


@pytest.mark.parametrize(
    ("country", "kind", "record"),
    [
        ("TUR", "country", ""),
        ("TUR", "institution", "tur-i1"),
        ("TUR", "workshop", "tur-w1"),
        ("TUR", "news", "tur-n1"),
        ("international", "resolution", "int-r1"),
        ("international", "programme", "int-p1"),
        ("international", "workshop", "int-w1"),
    ],
)
def test_every_kind_has_a_form(records, serve, visit, country, kind, record):
    serve(records("Text"))
    page = visit("officers", country=country, kind=kind, id=record)
    assert not page.exception
    assert not page.error
    keys = [one.key for one in page.get("text_input") if one.key.startswith("form-")]
    assert len(keys) > 1


def test_a_record_is_opened_by_its_id_alone(office):
    page = office(country="ITA", kind="", id="ita-law-1")
    assert field(page, "title", "ita-law-1", "countries/ITA/laws.yaml").value == "A law"


def test_hostile_text_stays_text(records, serve, visit, kept):
    root = records(HOSTILE)
    serve(root)
    for query in (
        {"kind": "law", "id": "tur-l1"},
        {"kind": "action_plan", "id": "tur-p1", "part": "tur-p1-a01"},
        {"kind": "law", "as": "text"},
        {"kind": "law", "id": HOSTILE},
        {"draft": "", "step": "look"},
        {"draft": "", "step": "hand-in"},
        {"draft": ""},
    ):
        if "draft" in query:
            query["draft"] = hostile_draft(kept, root)
        page = visit("officers", **({"country": "TUR"} | query))
        assert not page.exception
        for text in read_as_markdown(page):
            assert not [
                sign for sign in ("![", "](https://evil", "<a", ":red[d", "$x$") if sign in text
            ]


def hostile_draft(kept, root):
    """A draft that collides with what was published meanwhile, in hostile words."""
    one, now = kept.start(), (root / LAWS).read_text()
    base = now.replace(HOSTILE, "Base")
    mine = now.replace(HOSTILE, f"Mine {HOSTILE}").replace(
        "tur-l2", "'<b> ![x](https://evil.example)'"
    )
    kept.change(one, lambda draft: {LAWS: Change(base, mine)})
    return one


def read_as_markdown(page):
    """Bodies, labels and the options of radio buttons; what widgets hold is no Markdown."""
    bodies = (*page.markdown, *page.error, *page.warning, *page.info, *page.caption, *page.title)
    kinds = ("text_input", "text_area", "selectbox", "multiselect", "button", "expander", "popover")
    labelled = [one for kind in kinds for one in page.get(kind)]
    yield from (str(one.value) for one in bodies)
    yield from (one.proto.label for one in labelled if hasattr(one.proto, "label"))
    yield from (one.label for one in page.expander)
    yield from (option for one in page.radio for option in one.options)


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


def test_a_binary_upload_is_named_as_such(office):
    page = office(section="check")
    page = page.file_uploader(key="check-file").upload("laws.yaml", b"PK\x03\x04\x00\xff" * 9).run()
    assert not page.exception and "not text" in shown_texts(page)


def test_what_is_wrong_is_said_in_the_page_s_language(office, catalogues):
    swahili = Catalog("sw")
    swahili.add("'{value}' is not {what}.{hint}", "'{value}' si {what}.{hint}")
    swahili.add("a law status", "hali ya sheria")
    swahili.add("Did you mean '{meant}'?", "Je, ni '{meant}'?")
    catalogues(swahili)
    page = office(lang="sw", section="check")
    language.use("sw")  # the client's own thread, which names what it picks as the page does
    text = "- id: tur-law-1\n  status: inforce\n"
    page = page.text_area(key="check-text").set_value(text).run()
    language.use(language.DEFAULT)
    said = "&#39;inforce&#39; si hali ya sheria&#46; Je, ni &#39;in&#95;force&#39;?"
    assert said.replace("&#39;", "'") in shown_texts(page).replace("&#39;", "'")


def test_what_was_noted_while_a_field_was_left_is_said_in_the_page_s_language(office, catalogues):
    swahili = Catalog("sw")
    swahili.add("Write the title first.", "Andika kichwa kwanza.")
    catalogues(swahili)
    page = office(lang="sw", id="new")
    language.use("sw")  # the client's own thread, which names what it picks as the page does
    button(page, "Add: law").click().run()
    language.use(language.DEFAULT)
    assert [one.value for one in page.warning] == ["Andika kichwa kwanza."]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"country": "XXX"}, "`country` = XXX"),
        ({"country": "TUR", "kind": "nonsense"}, "`kind` = nonsense"),
        ({"id": "nowhere"}, "`id` = nowhere"),
        ({"section": "worklist", "country": "XXX"}, "`country` = XXX"),
        ({"section": "sheet", "country": "XXX"}, "`country` = XXX"),
    ],
)
def test_an_address_that_asks_for_what_is_not_there_is_told(visit, asked, said):
    page = visit("officers", **asked)
    assert not page.exception
    [warning] = page.warning
    assert said in warning.value and "Choose from the list" in warning.value
