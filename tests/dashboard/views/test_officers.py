"""The officers' page as a whole: every kind, any address, any text, any language."""

import pytest
from babel.messages.catalog import Catalog

from dashboard import language
from dashboard.drafts import Change
from tests.dashboard.office import LAWS, button, field, shown_texts

pytestmark = pytest.mark.usefixtures("kept")
HOSTILE = "![p](https://evil.example/p.png) <a href='x'>h</a> :red[d] $x$ | |"


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
    page = visit("officers", country=country, what=kind, id=record)
    assert not page.exception
    assert not page.error
    keys = [one.key for one in page.get("text_input") if one.key.startswith("form-")]
    assert len(keys) > 1


def test_a_record_is_opened_by_its_id_alone(office):
    page = office(country="ITA", what="", id="ita-law-1")
    assert field(page, "title", "ita-law-1", "countries/ITA/laws.yaml").value == "A law"


def test_a_record_is_opened_by_its_country_and_its_id(records, serve, visit):
    serve(records("Text"))
    page = visit("officers", country="TUR", id="tur-w1")
    assert page.selectbox(key="edit-what").value == "workshop"


def test_hostile_text_stays_text(records, serve, visit, kept):
    root = records(HOSTILE)
    serve(root)
    for query in (
        {"what": "law", "id": "tur-l1"},
        {"what": "action_plan", "id": "tur-p1", "part": "tur-p1-a01"},
        {"what": "law", "as": "text"},
        {"what": "law", "id": HOSTILE},
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
        ({"country": "TUR", "what": "nonsense"}, "`what` = nonsense"),
        ({"id": "nowhere"}, "`id` = nowhere"),
        ({"section": "worklist", "country": "XXX"}, "`country` = XXX"),
        ({"section": "sheet", "country": "XXX"}, "`country` = XXX"),
        ({"section": "nonsense"}, "`section` = nonsense"),
        ({"step": "nonsense"}, "`step` = nonsense"),
        ({"id": "tur-law-7339", "as": "nonsense"}, "`as` = nonsense"),
    ],
)
def test_an_address_that_asks_for_what_is_not_there_is_told(visit, asked, said):
    page = visit("officers", **asked)
    assert not page.exception
    [warning] = page.warning
    assert said in warning.value and "Choose from the list" in warning.value


def test_what_is_edited_is_no_filter_of_other_pages(office, records, serve):
    """Both were called `kind`: Records then showed plans alone, or complained."""
    serve(records("Text"))
    page = office(country="TUR", kind="law,resolution")
    assert not page.warning
    page.selectbox(key="edit-what").select("action_plan").run()
    assert page.query_params["what"] in ("action_plan", ["action_plan"])
    assert page.query_params["kind"] in ("law,resolution", ["law,resolution"])
