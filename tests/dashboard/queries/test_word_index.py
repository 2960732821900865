"""The list of words says of each text what the text itself says."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.queries.query_words import searched, words_of
from dashboard.queries.word_index import LAST, WordIndex

# Few letters, of scripts that fold, that do not, and that set no words apart: hits are frequent.
letters = st.text(alphabet=f"aab é會社{LAST}", max_size=12)
quoted = letters.map(lambda text: f'"{text}"')


@given(st.lists(letters, max_size=6), st.one_of(letters, quoted))
def test_a_word_is_held_where_the_text_says_so(texts, query):
    folded = [searched(text) for text in texts]
    index = WordIndex(pl.Series(folded, dtype=pl.String))
    for word in words_of(query):
        assert index.holding(word).to_list() == [word in text for text in folded]


TEXTS = ["Loi no 2014-856", "Loi de 2014, article 856", "協同組合基本法", "A colloid"]


@pytest.mark.parametrize(
    ("query", "held"),
    [
        ("loi", [True, True, False, False]),
        ("2014-856", [True, False, False, False]),
        ("20", [True, True, False, False]),
        ("組合", [False, False, True, False]),
        ("unknown", [False, False, False, False]),
    ],
)
def test_words_begin_with_it_and_several_stand_side_by_side(query, held):
    index = WordIndex(pl.Series(list(map(searched, TEXTS))))
    assert index.holding(words_of(query)[0]).to_list() == held


def test_without_texts_nothing_is_held():
    assert WordIndex(pl.Series([], dtype=pl.String)).holding(" a").to_list() == []
