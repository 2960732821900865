"""Who moves from heading to heading finds each level below the one before."""

import itertools
import re

import pytest
from streamlit.testing.v1.element_tree import HeadingBase, Markdown


def levels(node):
    """Of the headings of a page, in their order."""
    for child in getattr(node, "children", {}).values():
        yield from levels(child)
    if isinstance(node, HeadingBase):
        yield int(node.tag.removeprefix("h"))
    elif isinstance(node, Markdown):
        yield from (len(signs) for signs in re.findall(r"(?m)^(#+) ", node.value))


@pytest.mark.parametrize(
    ("view", "query"),
    [
        ("overview", {}),
        ("plans", {}),
        ("plans", {"plan": "tur-cooperatives-action-plan-2025-2029"}),
        ("resolutions", {}),
        ("resolutions", {"of": "unga-res-77-281"}),
        ("record", {"id": "tur-cooperatives-action-plan-2025-2029"}),
        ("data", {}),
        ("changes", {"since": "2026-11-22"}),
        ("country", {"country": "TUR"}),
        ("country", {"country": "FRA", "section": "all"}),
    ],
    ids=lambda part: part if isinstance(part, str) else "-".join(part.values()),
)
def test_no_level_of_headings_is_left_out(visit, view, query):
    page = visit(view, **query)
    assert not page.exception
    found = list(levels(page.main))
    assert found[0] == 1
    assert len(found) > 1
    for above, below in itertools.pairwise(found):
        assert below <= above + 1, found
