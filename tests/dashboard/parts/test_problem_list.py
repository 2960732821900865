"""A problem is shown with the line that it stands in."""

import pytest
from streamlit.testing.v1 import AppTest


def listed(text):
    from dashboard.parts import problem_list
    from loaders.problems import Problem

    problem = Problem("data/laws.yaml", 4, 9, "empty-value", "number")
    problem_list.by_line([problem], text)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_the_line_of_a_problem_is_shown_whatever_ends_the_lines_before_it(end):
    text = f"- id: tur-law-1{end}  title: A law\n  type: law\n  number:\n  summary: S\n"
    page = AppTest.from_function(listed, args=(text,)).run()
    assert not page.exception
    assert "4 |   number:" in page.code[0].value
