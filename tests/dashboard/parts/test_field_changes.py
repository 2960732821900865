"""A change in words."""

import pytest

from dashboard.parts import field_changes

LONG = "x" * (field_changes.LONG + 1)


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("", LONG, "added"),
        (LONG, "", "taken out"),
        (LONG, "y", "reworded"),
        ("y", LONG, "reworded"),
    ],
)
def test_of_a_long_text_it_is_said_what_became_of_it(before, after, what):
    assert field_changes.said("Note", before, after) == f"Note :gray[({what})]"
