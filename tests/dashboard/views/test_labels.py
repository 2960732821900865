"""Labels of code lists, and names of countries and groups, are data too: they stay text."""

import json
import re

import pytest

HOSTILE = "![p](https://evil.example) :red[d] $x$ `c` *b*"
SIGNS = ("![", ":red[", "$x$", "`c`", "*b*")
UPDATE = "updates: [{date: 2025-05, status: under_way, note: N}]"


@pytest.fixture
def hostile(records):
    """A folder in which all that a code, a country or a group is called is hostile."""
    root = records("T")
    plans = root / "countries/TUR/action-plans.yaml"
    action = "status: under_way, due: 2025"
    plans.write_text(plans.read_text().replace(action, f"{action}, horizon: short, {UPDATE}", 1))
    themed = root / "countries/TUR/laws.yaml"
    themed.write_text(themed.read_text().replace("themes: [finance]", "themes: [finance, youth]"))
    said = json.dumps(HOSTILE)
    for file in [*root.glob("codelists/*.yaml"), *root.glob("reference/**/*.yaml")]:
        if file.stem != "organisations":
            text = re.sub(r"(?m)^(\s*(?:- )?(?:label|name): ).*$", rf"\1{said}", file.read_text())
            file.write_text(text)
    return root


@pytest.mark.parametrize(
    ("view", "query"),
    [
        ("plans", {}),
        ("plans", {"section": "chain"}),
        ("plans", {"plan": "tur-p1"}),
        ("resolutions", {"of": "int-r1"}),
        ("country", {"country": "TUR", "section": "all", "full": "1"}),
        ("country", {"country": "SEN", "section": "all", "full": "1"}),
        ("compare", {"countries": "TUR,ITA"}),
        ("compare", {"countries": "TUR,ITA", "section": "levers"}),
        ("compare", {"countries": "TUR,ITA", "section": "positions"}),
        ("records", {}),
        ("records", {"as": "cards"}),
        ("record", {"id": "tur-p1"}),
    ],
    ids=lambda part: part if isinstance(part, str) else "-".join(part.values()),
)
def test_what_codes_and_places_are_called_is_text(hostile, serve, visit, texts, view, query):
    assert not serve(hostile).served.snapshot.problems
    page = visit(view, **query)
    assert not page.exception
    # Lists to choose from read no Markdown.
    plain = {option for box in (*page.selectbox, *page.multiselect) for option in box.options}
    cells = [cell for table in page.table for cell in table.value.astype(str).to_numpy().ravel()]
    heads = [head for table in page.table for head in table.value.columns]
    buttons = [option for group in page.button_group for option in group.options]
    seen = [text for text in texts(page) if text not in plain] + cells + heads + buttons
    assert any("evil" in text for text in seen), "it is shown"
    for text in seen:
        assert not [sign for sign in SIGNS if sign in text], text
