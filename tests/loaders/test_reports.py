"""A report puts what is wrong where a person or a program finds it."""

import json

import pytest

from loaders.problems import Problem
from loaders.reports import FORMATS, Checked, counted, marked


def problem(**values):
    file, line, column = "data/countries/CIV/a b,c.yaml", 3, 11
    return Problem(file, line, column, "not-a-date", "due", {"value": "soon", **values})


def report(name, *problems):
    return "\n".join(FORMATS[name](Checked(problems, 7)))


@pytest.mark.parametrize(
    ("line", "column", "value", "mark"),
    [
        ("  due: soon", 8, "soon", "       ^^^^"),
        ("  due: 'soon'", 8, "soon", "       ^^^^"),
        ("  due: [a, b]", 8, "x", "       ^"),
        ("  名: soon", 6, "soon", "      ^^^^"),
        ("  cafe\u0301: soon", 10, "soon", "        ^^^^"),
        ("", 1, "", None),
    ],
)
def test_the_mark_stands_under_the_place_whatever_the_width_of_the_letters(
    line, column, value, mark
):
    lines = list(marked(line, Problem("a", 12, column, "not-a-date", "", {"value": value})))
    assert lines == ([f"    12 | {line}", f"       | {mark}"] if mark else [])


def test_a_long_line_is_cut_to_what_lies_around_the_place():
    line = "  title: " + "x" * 500 + "HERE" + "y" * 500
    shown, mark = marked(line, Problem("a", 1, 510, "not-a-date", "", {"value": "HERE"}))
    assert len(shown) < 120
    assert shown[mark.index("^") : mark.index("^") + 4] == "HERE"
    assert mark.endswith("^^^^")


def test_a_line_that_would_steer_the_terminal_is_shown_harmless():
    assert "\x1b" not in "".join(marked("a: \x1b[2J", Problem("a", 1, 4, "not-a-date")))


def test_json_holds_all_that_is_known_of_a_problem():
    found = json.loads(report("json", problem()))
    assert found["records"] == 7
    assert found["problems"] == [
        {
            "file": "data/countries/CIV/a b,c.yaml",
            "line": 3,
            "column": 11,
            "level": "error",
            "code": "not-a-date",
            "field": "due",
            "message": "'soon' is not a date. Write 2011, 2011-03 or 2011-03-29",
            "text": "",
        }
    ]


def test_a_workflow_command_cannot_be_broken_by_what_a_record_says():
    said = report("github", problem(value="100 %\n::error::x"))
    assert said == (
        "::error file=data/countries/CIV/a b%2Cc.yaml,line=3,col=11,title=not-a-date::"
        "due: '100 %25%0A::error::x' is not a date. Write 2011, 2011-03 or 2011-03-29"
    )
    warning = Problem("a", 1, 1, "undated-source", "", {"value": "t"})
    assert report("github", warning).startswith("::warning file=a,")


def test_a_sarif_log_has_what_the_standard_asks_for():
    log = json.loads(report("sarif", problem(), problem(), Problem("a", 1, 1, "tab")))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["tool"]["driver"]["name"] == "sse check"
    assert [rule["id"] for rule in rules] == ["not-a-date", "tab"]
    assert rules[0]["shortDescription"]["text"].startswith("'…' is not a date.")
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]
    result = run["results"][0]
    assert result["level"] == "error" and result["message"]["text"].startswith("due: 'soon'")
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "data/countries/CIV/a%20b%2Cc.yaml"},
                "region": {"startLine": 3, "startColumn": 11},
            }
        }
    ]


def test_a_report_of_nothing_is_valid_in_every_format():
    assert report("text") == "7 records read: 0 errors, 0 warnings"
    assert report("github") == ""
    assert json.loads(report("json"))["problems"] == []
    assert json.loads(report("sarif"))["runs"][0]["results"] == []


def test_counts_have_their_plural():
    assert [counted(n, "error") for n in (0, 1, 1200)] == ["0 errors", "1 error", "1,200 errors"]
    assert counted(2, "status|statuses") == "2 statuses"
