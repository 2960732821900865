"""`set` corrects one field, and writes nothing that brings an error."""

import subprocess
import sys

import pytest

import loaders
from loaders import accepting
from loaders.commands import main

SSE = (sys.executable, "-m", "loaders")

PLAN = """\
- id: tur-plan
  title: Plan
  period:
    start: 2024  # by the decree
  actions:
    - id: tur-plan-a01
      title: First
      status: planned
  sources:
    - title: t
      publisher: p
      reference: r
"""


@pytest.fixture
def put(tree, capsys):
    """Runs `set` on a tree; gives the exit status and what was said, on both channels."""
    tree.write("countries/TUR/action-plans.yaml", PLAN)
    tree.write(tree.laws, tree.law)

    def run(*arguments):
        status = main(["set", *arguments, "--data", str(tree.root)])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def text(tree, path="countries/TUR/laws.yaml"):
    return (tree.root / path).read_text()


def test_a_status_and_the_day_that_confirms_it(tree, put):
    status, out, err = put("tur-law-1", "status", "repealed", "--status-as-of", "2026-11")
    assert (status, err) == (0, "")
    assert "-  status: in_force\n+  status: repealed\n+  status_as_of: 2026-11\n" in out
    assert out.startswith("data/countries/TUR/laws.yaml:5  changed:\n")
    changed = tree.law.replace("in_force\n", "repealed\n  status_as_of: 2026-11\n")
    assert text(tree) == changed


def test_a_status_on_the_day_that_confirmed_another_is_in_doubt(tree, put):
    """A page would say of the new one that it was confirmed on that day."""
    put("tur-law-1", "status_as_of", "2026-03-11")
    status, _out, err = put("tur-law-1", "status", "repealed")
    assert status == 0
    assert (
        "laws.yaml:6:3  status_as_of: '2026-03-11' confirmed another status. Write the day" in err
    )
    for arguments in (("status", "in_force", "--status-as-of", "2026-11"), ("number", "7")):
        assert put("tur-law-1", *arguments)[2] == ""


def test_an_action_a_group_a_list_and_a_source(tree, put):
    path = "countries/TUR/action-plans.yaml"
    assert put("tur-plan-a01", "status", "under_way")[0] == 0
    assert put("tur-plan", "period.end", "2026")[0] == 0
    assert put("tur-plan", "sources.1.url", "https://example.org/x")[0] == 0
    assert put("tur-law-1", "scope", "mutuals", "cooperatives")[0] == 0
    assert "    start: 2024  # by the decree\n    end: 2026\n" in text(tree, path)
    frames = tree.load().frames
    assert frames["actions"]["status"].to_list() == ["under_way"]
    assert frames["laws"]["scope"].to_list() == [["mutuals", "cooperatives"]]


def test_a_field_is_taken_out(tree, put):
    assert put("tur-plan", "period.start", "--remove")[0] == 0
    assert text(tree, "countries/TUR/action-plans.yaml") == PLAN.replace(
        "  period:\n    start: 2024  # by the decree\n", ""
    )


def test_what_is_wrong_is_shown_and_nothing_is_written(tree, put):
    status, out, err = put("tur-law-1", "in_force", "soon")
    assert (status, out) == (1, "")
    assert "'soon' is not a date. Write 2011, 2011-03 or 2011-03-29" in err
    assert err.endswith("Nothing is written\n")
    assert text(tree) == tree.law
    assert put("tur-law-1", "title", "--remove")[0] == 1
    assert text(tree) == tree.law


def test_a_country_s_own_file_is_changed_by_its_code(tree, put):
    kinds = ("law", "action_plan", "institution", "workshop", "news")
    coverage = "".join(f"  {kind}: partial\n" for kind in kinds)
    tree.write("countries/TUR/country.yaml", f"researched: 2026-03\ncoverage:\n{coverage}")
    assert put("tur", "reviewed", "2026-11")[0] == 0
    assert text(tree, "countries/TUR/country.yaml").startswith(
        "researched: 2026-03\nreviewed: 2026-11\n"
    )
    status, _out, err = put("ITA", "reviewed", "2026-11")
    assert status == 2
    assert "countries/ITA/country.yaml is not there yet. Add it: sse new country ITA" in err
    assert "'country.yaml' has no 'coverage.law.x'" in put("TUR", "coverage.law.x", "y")[2]


def test_an_id_in_a_file_that_cannot_be_read_is_not_called_missing(tree, put):
    tree.write(tree.laws, "- id: tur-law-1\n  title: [\n")
    status, _out, err = put("tur-law-1", "title", "T")
    assert status == 1
    assert err.startswith("data/countries/TUR/laws.yaml:")
    assert "no record" not in err


def test_an_id_is_not_taken_out(tree, put):
    status, _out, err = put("tur-law-1", "id", "--remove")
    assert status == 2
    assert err == "sse set: an id is never changed or taken out: links and addresses lead to it\n"
    assert text(tree) == tree.law


def test_what_is_said_already_and_a_trial_write_nothing(tree, put):
    assert "says so already" in put("tur-law-1", "status", "in_force")[1]
    status, out, _ = put("tur-law-1", "number", "7", "--dry-run")
    assert status == 0 and "would be changed" in out and "+  number: 7" in out
    assert text(tree) == tree.law


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("tur-law-2", "status", "draft"), "Did you mean 'tur-law-1'?"),
        (("Turkey", "reviewed", "2026-11"), "Did you mean 'TUR'?"),
        (("nope", "adopted", "2021"), "has the id 'nope'. Look it up: sse show TUR"),
        (("ita-constitution", "adopted", "2021"), "Look it up: sse show ITA"),
        (("tur-law-1", "colour", "red"), "Write one of: title, original_title, jurisdiction, "),
        (("tur-law-1", "statu", "draft"), "Did you mean 'status'?"),
        (("tur-law-1", "status"), "say the new value, or --remove"),
        (("tur-law-1", "status", "draft", "--remove"), "one of the two"),
        (("tur-law-1", "title", "Two", "words"), "quotation marks"),
        (("tur-law-1", "period", "2011"), "Name one: period.start, period.end"),
        (("tur-law-1", "sources", "x"), "sources.1.title"),
        (("tur-law-1", "sources.3.url", "https://example.org"), "there are 1"),
        (("tur-law-1", "sources.3.url", "x"), "Write the number of one: sources.1.url"),
        (("tur-law-1", "sources.url", "https://example.org"), "sources.1.url"),
        (("tur-law-1", f"sources.{'9' * 5_000}.url", "https://example.org"), "there are 1"),
        (("tur-law-1", "period.ende", "2011"), "Did you mean 'end'?"),
        (("tur-law-1", "status.x", "draft"), "Write 'status' alone"),
    ],
)
def test_a_call_that_cannot_be_carried_out_says_what_to_do(put, arguments, said):
    status, out, err = put(*arguments)
    assert (status, out) == (2, "")
    assert said in err


@pytest.mark.parametrize(
    ("identifier", "field"),
    [("tur-law-1", "id"), ("tur-plan-a01", "id"), ("tur-plan", "actions.1.id")],
)
def test_an_id_is_never_changed(tree, put, identifier, field):
    status, _, err = put(identifier, field, "tur-plan-a07")
    assert (status, "an id is never changed" in err) == (2, True)
    assert (text(tree), text(tree, "countries/TUR/action-plans.yaml")) == (tree.law, PLAN)


@pytest.mark.parametrize(
    "arguments", [("number", "a\x07b"), ("status", "draft", "--status-as-of", "\u202e2026")]
)
def test_a_value_with_a_character_that_nobody_sees_is_refused_in_words(tree, put, arguments):
    status, out, err = put("tur-law-1", *arguments)
    assert (status, out) == (2, "")
    assert err.startswith("sse set: an invisible control character stands in the value.")
    assert text(tree) == tree.law


def test_a_fault_elsewhere_in_the_file_is_told_with_the_file(tree, put):
    tree.write(
        tree.laws, tree.law + "\n" + tree.law.replace("law-1", "law-2").replace("A l", "\x07")
    )
    status, _out, err = put("tur-law-1", "number", "7")
    assert (status, err.split("  ")[0]) == (1, "data/countries/TUR/laws.yaml:12:10")


def test_a_doubt_about_another_field_than_the_one_changed_is_told(tree, put):
    status, out, err = put("tur-law-1", "in_force", "2199-01-01")
    assert (status, "changed:" in out) == (0, True)
    assert "laws.yaml:5:11  status: 'in_force' from 2199-01-01 on" in err
    assert "           ^^^^^^^^" in err
    assert put("tur-law-1", "number", "7")[2] == ""


def test_what_somebody_else_saved_meanwhile_is_not_written_over(tree, put, monkeypatch):
    """Between the reading of a file and the writing another officer saves it."""
    theirs = tree.law.replace("A law", "Their law")

    def load(*arguments):
        tree.write(tree.laws, theirs)
        return loaders.load(*arguments)

    monkeypatch.setattr(accepting, "load", load)
    status, out, err = put("tur-law-1", "number", "7")
    assert (status, out) == (2, "")
    assert err.startswith("sse set: laws.yaml was changed by somebody else meanwhile; nothing is")
    assert text(tree) == theirs


def test_of_commands_at_the_same_moment_none_loses_what_another_wrote(tree, put):
    """Each either writes its field or says that it wrote nothing."""
    calls = {"number": "7", "adopted": "2011", "summary": "S"}
    running = {
        field: subprocess.Popen(
            [*SSE, "set", "tur-law-1", field, value, "--data", tree.root],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for field, value in calls.items()
    }
    said = {field: (each.communicate()[1], each.returncode) for field, each in running.items()}
    after = text(tree)
    assert {field for field in calls if f"  {field}: " in after} == {
        field for field, (_err, status) in said.items() if status == 0
    }
    assert all("nothing is written" in err for err, status in said.values() if status)
    assert any(status == 0 for _err, status in said.values())


def test_of_two_errors_each_is_corrected_by_itself(tree, put):
    """Neither could be: the other one, which was there before, kept the file from being written."""
    wrong = tree.law.replace("  sources:", "  adopted: soon\n  published: later\n  sources:")
    tree.write(tree.laws, wrong)
    assert put("tur-law-1", "adopted", "2011")[0] == 0
    status, _out, err = put("tur-law-1", "published", "sooner")
    assert (status, "Nothing is written" in err) == (1, True)
    assert put("tur-law-1", "published", "2012")[0] == 0
    assert tree.faults() == []


def test_a_warning_is_not_told_again_because_lines_have_moved(tree, put):
    """It names the line of the source that it repeats."""
    other = tree.law.replace("law-1", "law-2").replace("A law", "Another")
    again = other[other.index("    - title: Gazette") :]
    tree.write(tree.laws, f"{tree.law}\n{other}{again}")
    assert any("repeated-address" in fault for fault in tree.faults())
    status, _out, err = put("tur-law-1", "adopted", "2011")
    assert (status, err) == (0, "")
