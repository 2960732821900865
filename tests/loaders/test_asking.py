"""A question is answered as its field is written."""

import pytest

from loaders.asking import Asked
from loaders.kinds.law import LAW
from loaders.kinds.workshop import WORKSHOP


@pytest.mark.parametrize(
    ("field", "said", "value"),
    [
        (WORKSHOP.table.by_name["themes"], "finance, statistics", ["finance", "statistics"]),
        (WORKSHOP.table.by_name["countries"], "TUR, FRA", ["TUR", "FRA"]),
        (LAW.table.by_name["amends"], "tur-law-1, tur-law-2", ["tur-law-1", "tur-law-2"]),
        (WORKSHOP.table.by_name["outcomes"], "Agreed, in part", ["Agreed, in part"]),
    ],
    ids=lambda given: getattr(given, "name", None),
)
def test_codes_and_ids_stand_with_commas_between_and_a_text_is_one(snapshot, field, said, value):
    prompts, answers = [], iter([said])

    def ask(prompt):
        prompts.append(prompt)
        return next(answers)  # what is wrong would be asked for again

    assert Asked(snapshot.reference, ask, lambda line: None).field(field) == value
    assert ("commas" in prompts[0]) is (len(value) > 1)


def test_nothing_said_where_something_is_required_is_answered_with_what_to_do(snapshot):
    told, answers = [], iter(["", "A law"])
    asked = Asked(snapshot.reference, lambda _prompt: next(answers), told.append)
    assert asked.field(LAW.table.by_name["title"]) == "A law"
    assert "this is required. Write it, or press Ctrl-C" in told[-1]


def test_an_id_that_is_proposed_is_said_to_be_taken_with_enter(snapshot):
    told = []
    asked = Asked(snapshot.reference, lambda _prompt: "", told.append)
    assert asked.confirmed(LAW.table.by_name["id"], "tur-law-x") == "tur-law-x"
    assert told[0].endswith("(Enter takes tur-law-x)")
