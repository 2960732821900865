"""A problem says where it is, what is wrong and what to write instead."""

import re
import string
from pathlib import Path

import pytest

from loaders.kinds import KINDS
from loaders.kinds.country import COUNTRY
from loaders.problems import NAMED, SENTENCES, WARNINGS, Problem, did_you_mean, quoted

LOADERS = Path(__file__).parents[2] / "loaders"


def sentences(snapshot):
    return [str(problem) for problem in snapshot.problems + snapshot.warnings]


@pytest.mark.parametrize(
    ("wrong", "right", "sentence"),
    [
        (
            "status: inforce",
            "status: in_force",
            "data/countries/TUR/laws.yaml:5:11  status: 'inforce' is not a law status."
            " Did you mean 'in_force'?",
        ),
        (
            "scope: [cooperative]",
            "scope: [cooperatives]",
            "data/countries/TUR/laws.yaml:4:11  scope: 'cooperative' is not a scope."
            " Did you mean 'cooperatives'?",
        ),
        (
            "titel: A law",
            "title: A law",
            "data/countries/TUR/laws.yaml:2:3  'titel' is not a field of a law."
            " Did you mean 'title'?",
        ),
        (
            "tur-law-1\n  adopted: 29.03.2011",
            "tur-law-1",
            "data/countries/TUR/laws.yaml:2:12  adopted: '29.03.2011' is a date in another form."
            " Write 2011-03-29",
        ),
        (
            "tur-law-1\n  adopted: 2012\n  in_force: 2011-03",
            "tur-law-1",
            "data/countries/TUR/laws.yaml:3:13  in_force: in force (2011-03) lies before adopted"
            " (2012). Correct one of the two",
        ),
        (
            "id: law-1",
            "id: tur-law-1",
            "data/countries/TUR/laws.yaml:1:7  id: ids in this folder start with 'tur-'."
            " Write 'tur-law-1'",
        ),
    ],
)
def test_a_problem_names_place_fault_and_remedy(tree, wrong, right, sentence):
    tree.write(tree.laws, tree.law.replace(right, wrong))
    assert sentence in sentences(tree.load())


def test_a_country_by_its_name_is_answered_with_its_code(tree):
    tree.write("countries/Türkiye/laws.yaml", tree.law)
    [sentence] = sentences(tree.load())
    assert sentence.startswith("data/countries/Türkiye:1:1  'Türkiye' is no country or area")
    assert sentence.endswith("Did you mean 'TUR'?")


def test_a_sentence_is_made_last_so_that_it_can_be_translated():
    problem = Problem("data/a.yaml", 2, 3, "not-a-date", "due", {"value": "soon"})
    french = {SENTENCES["not-a-date"]: "« {value} » n'est pas une date"}
    assert problem.sentence(french.__getitem__) == "« soon » n'est pas une date"


def test_what_a_record_says_is_quoted_not_formatted():
    problem = Problem("data/a.yaml", 2, 3, "not-a-date", "due", {"value": "{0.__class__} %s"})
    assert "'{0.__class__} %s' is not a date" in str(problem)


def test_problems_sort_by_file_then_line_then_column():
    places = [("b", 1, 1), ("a", 10, 1), ("a", 9, 2), ("a", 9, 1)]
    problems = sorted(Problem(*place, "tab") for place in places)
    assert [problem.place for problem in problems] == ["a:9:1", "a:9:2", "a:10:1", "b:1:1"]


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_is_used_and_ends_as_the_others_do(code):
    modules = [path for path in LOADERS.rglob("*.py") if path.name != "problems.py"]
    assert any(f'"{code}"' in path.read_text() for path in modules), f"{code} is never reported"
    assert not SENTENCES[code].endswith(".")
    names = [name for _, name, *_ in string.Formatter().parse(SENTENCES[code]) if name is not None]
    assert all(name.isidentifier() for name in names)


def test_a_sentence_calls_fields_as_it_is_told_and_no_other_word():
    place = ("data/a.yaml", 2, 3)
    problem = Problem(*place, "no-address", "title")
    assert problem.sentence() == "a source needs 'url' or 'reference'. Add one"
    assert problem.sentence(named=str.upper) == "a source needs 'URL' or 'REFERENCE'. Add one"
    missing = Problem(*place, "missing-field", "url", {"owner": "x", "doc": "url"})
    assert missing.sentence(named=str.upper) == "x needs 'URL' (url)"


def test_fields_that_sentences_name_are_declared_and_written_as_such():
    tables = [table for kind in KINDS for table in (kind.table, *kind.table.nested)]
    declared = {name for table in (*tables, COUNTRY) for name in table.by_name}
    assert declared >= set(NAMED)
    every = " ".join(SENTENCES.values())
    assert set(re.findall(r"\{(\w+)\}", every)) >= set(NAMED)
    # Written out, a field would be called so in a form too; this is a folder.
    assert set(re.findall(r"'(\w+)", every)) & declared == {"countries"}


def test_warnings_are_codes_with_a_sentence():
    assert set(SENTENCES) >= WARNINGS
    assert Problem("a", 1, 1, "near-organisation").is_warning
    assert not Problem("a", 1, 1, "tab").is_warning


def test_the_nearest_code_is_proposed_else_a_short_list_else_nothing():
    codes = ["draft", "proposed", "in_force"]
    assert did_you_mean("DRAFTED", codes) == " Did you mean 'draft'?"
    assert did_you_mean("xyz", codes) == " Write one of: draft, proposed, in_force"
    assert did_you_mean("xyz", map(str, range(100))) == ""
    assert did_you_mean("xyz", []) == ""


def test_a_quote_is_one_short_printable_line():
    assert quoted("in\nforce\x1b[31m\u202e") == "in\ufffdforce\ufffd[31m\ufffd"
    assert len(quoted("x" * 10_000_000)) == 60
