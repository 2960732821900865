"""A query is words, whatever the spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.language import fold
from dashboard.queries.query_words import MOST_WORDS, searched, words_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Türkiye", "turkiye"),
        ("Yasas\u0131, ISPARTA, \u0131l\u0131man", "yasasi, isparta, iliman"),
        ("Łódź København đak", "lodz kobenhavn dak"),
        ("Straße", "strasse"),
        ("mise en œuvre, LÆSØ", "mise en oeuvre, laeso"),
        ("Ǿ", "o"),
        ("Ελληνικός", "ελληνικοσ"),
        ("社会的経済", "社会的経済"),
    ],
)
def test_diacritics_and_capitals_are_ignored(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", []),
        ("  ,. ", []),
        ("Türk koop", [" turk", " koop"]),
        ('"Paul Singer" law', [" paul singer", " law"]),
        ("A/RES/77/281", [" a res 77 281"]),
        ("사회적경제", ["사회적경제"]),
        ('"', []),
        ("x " * 100, [" x"] * MOST_WORDS),
    ],
)
def test_a_query_is_words_and_what_is_quoted_is_one(query, words):
    assert words_of(query) == words


@given(st.text(max_size=40))
def test_no_query_breaks_the_search(query):
    for word in words_of(query):
        assert word.strip()
        assert word.lstrip() in searched(query)
