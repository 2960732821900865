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
