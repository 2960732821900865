"""An excerpt shows the words of a query where they stand."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.filters import Selection
from dashboard.language import fold
from dashboard.queries import excerpts as queries
from dashboard.queries.excerpts import excerpt
from dashboard.queries.query_words import searched, words_of
from dashboard.queries.records import search

ALL = Selection()


def test_an_excerpt_shows_the_word_as_it_is_written(snapshot):
    [hit] = [
        row
        for row in search(snapshot, "isleri", ALL).iter_rows(named=True)
        if row["country"] == "TUR"
    ][:1]
    pieces = excerpt(snapshot, hit, "isleri")
    assert [is_hit for _text, is_hit in pieces] == [False, True, False]
    assert fold(pieces[1][0]) == "isleri"


def test_an_excerpt_shows_a_word_of_an_address_too(small):
    """The search takes addresses apart at what is no letter, and so at low lines."""
    small.write(small.laws, small.law.replace("org/law", "org/social_economy_act.pdf"))
    [hit] = search(data := small.load(), "economy", ALL).to_dicts()
    assert [text for text, is_hit in excerpt(data, hit, "economy") if is_hit] == ["economy"]


def test_a_word_that_stands_in_the_title_needs_no_excerpt(snapshot):
    hit = search(snapshot, "quebec", ALL).row(0, named=True)
    assert excerpt(snapshot, hit, "quebec") == []


def test_the_name_of_a_body_says_what_it_is_to_the_record(small):
    """'Ministry of Trade' alone did not say whether it made the law or wrote of it."""
    small.write(small.laws, small.law.replace("The State", "Ministry of Trade"))
    [hit] = search(data := small.load(), "ministry", ALL).to_dicts()
    assert excerpt(data, hit, "ministry") == [
        ("Publisher: ", False),
        ("Ministry", True),
        (" of Trade", False),
    ]


@given(st.text(min_size=1, max_size=60), st.data())
def test_a_word_is_placed_where_it_stands(text, data):
    words = words_of(text)
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    place = queries._place(text, word)
    if place is not None:
        first, last = place
        assert searched(word).strip() in searched(text[first:last])


def test_a_snippet_is_the_hit_else_how_the_summary_begins(snapshot):
    hit = search(snapshot, "2014-856", ALL).row(0, named=True)
    assert sum(marked for _text, marked in queries.snippet(snapshot, hit, "perimeter")) == 1
    [(text, marked)] = queries.snippet(snapshot, hit, "")
    assert not marked
    assert len(text) <= queries.SNIPPET
