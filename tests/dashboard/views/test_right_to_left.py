"""A made-up Arabic: no text of a page escapes translation, and the app runs from right to left."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from babel.messages.catalog import Catalog
from google.protobuf.message import Message

from dashboard import language
from dashboard.language import plural
from dashboard.translations import texts as all_texts
from tests.dashboard.conftest import handed_over, is_of

ALPHABET = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ابتثجحخدذرزسشصضطظعغفقكلمنه" * 2,
)


def pseudo(text):
    """The text with every letter outside a placeholder replaced by an Arabic one."""
    parts = re.split(r"(\{\w*\})", text)
    return "".join(part if part.startswith("{") else part.translate(ALPHABET) for part in parts)


@pytest.fixture(scope="module")
def made(snapshot):
    """A catalogue of every text in a made-up Arabic."""
    made = Catalog(locale="ar")
    for message in all_texts(snapshot):
        if message.context:
            made.add(message.id, pseudo(message.auto_comments[0]), context=message.context)
        elif isinstance(message.id, tuple):
            made.add(message.id, (pseudo(message.id[1]),) * made.num_plurals)
        elif message.id:
            made.add(message.id, pseudo(message.id))
    return made


@pytest.fixture
def arabic(catalogues, made):
    catalogues(made)


SEEN = ("label", "body", "help", "placeholder", "options", "alt", "label_text", "text")
"""Of an element: the fields that a reader sees or hears."""
IN_CHART = ("text", "name", "ticktext", "hovertemplate")


def elements(page):
    """Every element and block of the page."""

    def below(node):
        yield node
        for child in getattr(node, "children", {}).values():
            yield from below(child)

    return [node for node in below(page.main) if getattr(node, "proto", None) is not None]


def seen(message):
    """The texts of an element's message; the block of an expander holds its label in a part."""
    for field, value in message.ListFields():
        for one in value if field.is_repeated else [value]:
            if isinstance(one, Message):
                yield from seen(one)
            elif isinstance(one, str) and field.name in SEEN:
                yield one


def in_chart(node, key=""):
    """The texts of a chart's figure."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield from in_chart(value, name)
    elif isinstance(node, list):
        for one in node:
            yield from in_chart(one, key)
    elif isinstance(node, str) and key in IN_CHART:
        yield node


def readable(page):
    """All that a reader can read of a page, charts and tables too, without what is no text."""
    for element in elements(page):
        if element.type == "html":
            continue  # the style of the page
        if element.type == "bidi_component" and is_of(element, "controls"):
            assert not element.proto.json  # it is told nothing, and shows nothing
        elif element.type == "bidi_component" and is_of(element, "languages"):
            yield json.loads(element.proto.json)["label"]  # each language by its own name
        elif element.type == "bidi_component":
            sent = handed_over(element)
            yield from in_chart(sent["figure"])
            yield from (
                sent[part] for part in ("title", "subtitle", "caption", "alt", "save", "failed")
            )
        elif element.type in ("arrow_data_frame", "table"):
            yield from map(str, element.value.columns)
            yield from (str(cell) for row in element.value.to_numpy() for cell in row)
        else:
            yield from seen(element.proto)


NO_TEXT = re.compile(
    r"\]\([^)]*\)"  # the address of a link
    r"|:\w+(?=\[)|:material/\w+:"  # Streamlit's directives
    r"|</?\w+>|%\{[^}]*\}"  # Plotly's signs
    r"|`\w+`|\b(?=\w*\d)[0-9a-f]{8}\b"  # an address's parameter; the data's version
    r"|\b(?:int|tur|ita)-[a-z]\w*(?:-a\w+)?\b"  # an id
    r"|\bCC\b|\bBY\b"  # the licence, CC BY 4.0, wherever a line of a caption ends
    r"|\bdata\W+countries\W+TUR\W[\w.-]+|README.md|\(tr\)"  # a file; a language's tag
    r"|\bCC(?: |<br>)BY(?: |<br>)4\.0|\bPDF\b"  # a licence's name, wrapped or not; a format's
)


@pytest.mark.usefixtures("arabic")
@pytest.mark.parametrize(
    ("view", "query"),
    [
        ("overview", {}),
        ("overview", {"region": "\N{SNOWMAN}", "asof": "1"}),
        ("map", {"show": "position"}),
        ("map", {"show": "coverage"}),
        ("map", {"show": "0", "of": "0"}),
        ("country", {"country": "TUR"}),
        ("country", {"country": "TUR", "section": "all", "full": "1"}),
        ("country", {"country": "TUR", "asof": "2016-01-01"}),
        ("country", {}),
        ("records", {}),
        ("records", {"as": "table"}),
        ("record", {"id": "tur-l1"}),
        ("record", {"id": "tur-p1"}),
        ("record", {"id": "0"}),
        ("compare", {"countries": "TUR,ITA"}),
        ("compare", {"countries": "TUR,ITA", "section": "levers"}),
        ("compare", {"countries": "TUR,ITA", "section": "positions"}),
        ("timeline", {"lanes": "region"}),
        ("plans", {}),
        ("plans", {"section": "periods"}),
        ("plans", {"section": "chain"}),
        ("resolutions", {}),
        ("workshops", {}),
        ("workshops", {"section": "list"}),
        ("workshops", {"section": "places"}),
        ("workshops", {"section": "outcomes"}),
    ],
)
def test_no_text_escapes_translation(records, serve, visit, view, query):
    """Record text is Greek here: a Latin letter that a reader sees was not translated."""
    serve(records("ΣΟΦΙΑ"))
    page = visit(view, lang="ar", **query)
    assert not page.exception
    found = [NO_TEXT.sub(" ", unescape(text)) for text in readable(page)]
    assert any(re.search("[\u0600-\u06ff]{3}", text) for text in found), "it is in Arabic"
    assert [text for text in found if re.search("[A-Za-z]{2}", text)] == []


@pytest.mark.usefixtures("arabic")
def test_all_forms_of_a_plural_are_found():
    language.use("ar")
    try:
        said = {plural("{n} law", "{n} laws", number) for number in (0, 1, 2, 3, 11, 100)}
    finally:
        language.use("en")
    assert len(said) == 6
    assert not [text for text in said if "law" in text]
