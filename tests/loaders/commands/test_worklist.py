"""`worklist` lists what waits, as text, as a table and as a calendar."""

import csv
import io

import pytest
from icalendar import Calendar

from loaders.commands import main

PLAN = """\
- id: tur-plan
  title: A plan
  actions:
    - id: tur-plan-a01
      title: "=HYPERLINK(1)"
      due: 2020
      status: under_way
  sources: [{title: t, publisher: p, reference: r, published: 2011}]
"""


@pytest.fixture
def data(tree):
    tree.write("countries/TUR/action-plans.yaml", PLAN)
    law = tree.law.replace("tur-", "fra-").replace("/law\n", "/law\n      published: 2011\n")
    tree.write("countries/FRA/laws.yaml", law)
    return tree.root


def listed(capsys, *arguments):
    status = main(["worklist", *map(str, arguments)])
    out = capsys.readouterr()
    return status, out.out, out.err


def test_what_is_late_comes_first(data, capsys):
    status, text, _ = listed(capsys, "--data", data)
    assert status == 0
    assert text.splitlines()[:3] == [
        "Late: 1 item",
        "",
        "2020-12-31  tur-plan-a01  due 2020 and still 'under_way'. Add an update that says what"
        " became of it, or correct the date",
    ]
    assert text.endswith("5 items in data\n")


def test_a_country_alone_in_any_spelling_of_its_code(data, capsys):
    _, text, _ = listed(capsys, "fra", "--data", data)
    assert "fra-law-1" in text
    assert "tur-" not in text


def test_a_table_runs_no_formula(data, capsys):
    _, text, _ = listed(capsys, "--format", "csv", "--data", data)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 5
    assert rows[0]["title"] == "'=HYPERLINK(1)"
    assert rows[0]["urgency"] == "late"


def test_a_calendar_is_written_to_a_file(data, capsys, tmp_path):
    file = tmp_path / "tur.ics"
    status, text, said = listed(capsys, "TUR", "--format", "ics", "--output", file, "--data", data)
    assert (status, text, said) == (0, "", f"{file} written\n")
    calendar = Calendar.from_ical(file.read_bytes())
    assert calendar["x-wr-calname"] == "SSE T\u00fcrkiye"
    assert [event["uid"] for event in calendar.walk("VEVENT")] == [
        "tur-plan-a01-due@sse-policy-tracker"
    ]


def test_no_such_country(data, capsys):
    status, text, said = listed(capsys, "Turkey", "--data", data)
    assert (status, text) == (2, "")
    assert said == "sse worklist: 'Turkey' is no country or area. Did you mean 'TUR'?\n"
