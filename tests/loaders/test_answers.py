"""A place in a record is found again by what it said, whatever number it has by then."""

import pytest

from loaders.additions import NoPlace
from loaders.answers import standing, target, with_value

ONE, TWO, THREE = ({"title": title, "publisher": "P"} for title in ("One", "Two", "Three"))
SEEN = {"title": "T", "period": {"start": "2011"}, "sources": [ONE, TWO]}


@pytest.mark.parametrize(
    ("field", "sources", "place"),
    [
        ("sources.2.title", [TWO], "sources.1.title"),
        ("sources.2", [THREE, ONE, TWO], "sources.3"),
        ("sources.2.title", [TWO, TWO], "sources.2.title"),
        ("sources.3", [ONE], "sources.2"),
        ("sources.3", [ONE, TWO, THREE], "sources.4"),
        ("period.start", [], "period.start"),
        ("period.end", [], "period.end"),
        ("note", [], "note"),
    ],
)
def test_what_still_says_the_same_is_found_where_it_stands(field, sources, place):
    now = SEEN | {"sources": sources, "number": "7"}
    assert standing(now, target(SEEN, field)) == place


@pytest.mark.parametrize(
    ("field", "now"),
    [
        ("sources.2.title", SEEN | {"sources": [ONE]}),
        ("sources.2.title", SEEN | {"sources": [ONE, THREE]}),
        ("sources.2.title", {"title": "T"}),
        ("title", SEEN | {"title": "U"}),
        ("period.start", SEEN | {"period": {"start": "2012"}}),
        ("note", SEEN | {"note": "n"}),
    ],
)
def test_what_says_something_else_now_is_not(field, now):
    with pytest.raises(NoPlace):
        standing(now, target(SEEN, field))


def test_a_target_is_known_by_what_the_change_made_of_it():
    changed = target(SEEN, "sources.2.title").changed(" Mended ")
    assert changed is not None
    now = SEEN | {"sources": [{"title": "Mended", "publisher": "P"}]}
    assert standing(now, changed) == "sources.1.title"
    assert target(SEEN, "sources.2").changed(None) is None
    assert target(SEEN, "sources.3").changed({}) is None
    emptied = target(SEEN, "title").changed(None)
    assert emptied is not None
    assert standing({}, emptied) == "title"


def test_a_list_begins_with_its_first_entry():
    assert standing({}, target({}, "sources.1")) == "sources.1"
    assert with_value(None, ["sources", "1"], {}) == {"sources": [{}]}


@pytest.mark.parametrize("step", ["0", "02", "-1", "url", "²", "٣", "", "9" * 5_000])
def test_what_is_no_number_leads_to_no_entry(step):
    with pytest.raises(NoPlace):
        with_value(dict(SEEN), ["sources", step, "url"], "https://example.org")
    with pytest.raises(NoPlace):
        target(SEEN, f"sources.{step}.url")
