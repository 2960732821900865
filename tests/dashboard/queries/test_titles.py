"""A sentence calls a record by a name that fits into it."""

from dashboard.queries.titles import named_in_sentences
from loaders.measures import Clock


def test_a_sentence_calls_a_resolution_of_a_long_title_by_its_number(snapshot, clock):
    """The titles of a series are the same as far as a sentence shows them."""
    called = named_in_sentences(snapshot, clock)
    assert called["unga-res-79-213"] == "A/RES/79/213"
    assert (
        called["ilo-r193-promotion-of-cooperatives"]
        == "Promotion of Cooperatives Recommendation, 2002"
    )
    assert called["tur-law-1163"] == "Cooperatives Law No. 1163"
    series = called["unga-resolutions-cooperatives-series"]
    assert series.startswith("Cooperatives in social development"), "its numbers are too many"
    earlier = Clock(clock.today.replace(year=2020), clock.today)
    assert named_in_sentences(snapshot, earlier) == {}
