"""What changed in a record reads as one line, in words."""

from __future__ import annotations

import pytest

from dashboard.parts import field_changes

LONG = "x" * (field_changes.LONG + 1)
LONG_TITLE = "Open a credit line for cooperatives, backed by a fund " * 3


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


def test_the_changes_of_an_action_stand_together_and_each_field_is_named_in_full():
    said = field_changes.all_said(
        [
            ("", "Status", "Proposed", "In force"),
            (LONG_TITLE, "Status", "Planned", "Completed"),
            (LONG_TITLE, "Completed", "", "2025"),
        ]
    )
    assert said.startswith("Status: Proposed → **In force**")
    assert said.count("Open a credit line") == 1
    assert said.endswith("(Status: Planned → **Completed**, Completed: **2025**)")
