"""A change says what is wanted, and every other line of the file stays as it was."""

from pathlib import Path

import pytest

from loaders.additions import NoPlace
from loaders.annotated import Unreadable
from loaders.edits import (
    NoId,
    each_by_itself,
    with_answers,
    with_field,
    without_record,
    without_records,
)
from loaders.files import FILES, file_kind
from loaders.layout import Unwritable
from loaders.snapshot import faults, load
from loaders.stated import changes, places_of, said, value_of

DATA = Path(__file__).parents[2] / "data"
KIND = {kind.name: kind for kind in FILES}
LAWS, PLANS, COUNTRY = KIND["laws"], KIND["action-plans"], KIND["country"]

TEXT = """\
# The laws of Türkiye

# About the first
- id: tur-law-1
  title: 'A law'   # as the gazette has it
  # what it covers
  scope:
    - cooperatives  # all of them
    # mutuals since 2012
    - mutuals
    # and no others
  status: draft
  period: {start: 2011, end: 2012}
  summary: >-  # in our words
    a
    b
  sources:
    - title: One
      publisher: P   # the state
      url: https://example.org/1
    # the second is better
    - title: Two
      publisher: P
      reference: R

- id: tur-law-2
  title: Other
# the end
"""


IDS = ["tur-law-1", "tur-law-2"]


def difference(before, after):
    one, other = before.split("\n"), after.split("\n")
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]


@pytest.mark.parametrize(
    ("field", "value", "out", "put"),
    [
        ("status", "in_force", ["  status: draft"], ["  status: in_force"]),
        (
            "title",
            "A: law",
            ["  title: 'A law'   # as the gazette has it"],
            ['  title: "A: law"  # as the gazette has it'],
        ),
        ("title", None, ["  title: 'A law'   # as the gazette has it"], []),
        ("number", "7", [], ["  number: 7"]),
        (
            "summary",
            "c",
            ["  summary: >-  # in our words", "    a", "    b"],
            ["  summary: c  # in our words"],
        ),
        ("scope", ["cooperatives"], ["    # mutuals since 2012", "    - mutuals"], []),
        ("scope.3", "associations", [], ["    - associations"]),
        ("scope", None, TEXT.split("\n")[5:11], []),
        ("sources.1.title", "1", ["    - title: One"], ["    - title: 1"]),
        (
            "sources.1.title",
            None,
            ["    - title: One", "      publisher: P   # the state"],
            ["    - publisher: P   # the state"],
        ),
        ("sources.1.published", "2011-03", [], ["      published: 2011-03"]),
        ("sources.2", None, TEXT.split("\n")[20:24], []),
        ("sources.2.reference", None, ["      reference: R"], []),
        (
            "sources.3",
            {"publisher": "Q", "title": "Three"},
            [],
            ["    - title: Three", "      publisher: Q"],
        ),
        (
            "period.end",
            "2013",
            ["  period: {start: 2011, end: 2012}"],
            ["  period:", "    start: 2011", "    end: 2013"],
        ),
        (
            "id",
            "tur-law-9",
            ["- id: tur-law-1"],
            ["- id: tur-law-9"],
        ),
    ],
)
def test_one_field_changes_its_lines_and_no_other(field, value, out, put):
    after = with_field(TEXT, LAWS, "tur-law-1", field, value)
    assert difference(TEXT, after) == (out, put)
    assert said(after, LAWS)["tur-law-2"] == said(TEXT, LAWS)["tur-law-2"]


def test_a_field_goes_to_its_declared_place():
    after = with_field(TEXT, LAWS, "tur-law-2", "original_title.1.text", "Diğer")
    assert after.endswith("  title: Other\n  original_title:\n    - text: Diğer\n# the end\n")
    text = "- title: T\n  status: draft\n"
    kept = with_field("- id: a\n  status: draft\n", LAWS, "a", "title", "T")
    assert kept == "- id: a\n  title: T\n  status: draft\n"
    with pytest.raises(NoPlace):
        with_field(text, LAWS, "a", "title", "U")


def test_the_first_field_and_the_first_entry_keep_the_dash():
    text = "# c\n- title: T\n  id: a\n  status: draft\n"
    assert with_field(text, LAWS, "a", "title", None) == "# c\n- id: a\n  status: draft\n"
    text = "- title: T\n  id: a\n  scope: [a]\n"
    other = {"title": "T", "id": "a", "scope": ["b", "a"]}
    assert "  scope:\n    - b\n    - a\n" in with_answers(text, LAWS, "a", other)
    text = "- sources:\n    - title: T\n  id: a\n"
    assert with_field(text, LAWS, "a", "sources.1.publisher", "P") == (
        "- sources:\n    - title: T\n      publisher: P\n  id: a\n"
    )
    one = [{"title": "S"}, {"title": "T"}]
    assert with_field(text, LAWS, "a", "sources", one) == (
        "- sources:\n    - title: S\n    - title: T\n  id: a\n"
    )


def test_a_group_is_left_out_with_its_last_field():
    text = "- id: a\n  period:\n    start: 2011\n"
    assert with_field(text, LAWS, "a", "period.start", None) == "- id: a\n"
    assert with_field("- id: a\n", LAWS, "a", "period.start", "2011") == text


def test_a_file_that_is_one_mapping_is_changed_too():
    text = "researched: 2026  # by hand\ncoverage:\n  law: partial\n"
    assert value_of(text, COUNTRY, "") == {"researched": "2026", "coverage": {"law": "partial"}}
    assert with_field(text, COUNTRY, "", "coverage.law", "complete") == text.replace(
        "partial", "complete"
    )
    assert with_field(text, COUNTRY, "", "reviewed", "2026-11") == text.replace(
        "hand\n", "hand\nreviewed: 2026-11\n"
    )


def test_what_stands_in_brackets_is_laid_out_first():
    after = with_field("[{id: a, title: T}]  # c\n", LAWS, "a", "title", "U")
    assert after == "- id: a\n  title: U\n# c\n" or ("title: U" in after and "# c" in after)
    windows = "- id: a\r\n  title: T\r\n"
    assert with_field(windows, LAWS, "a", "title", "U") == "- id: a\n  title: U\n"
    explicit = "- ? id\n  : a\n  ? title\n  : T\n"
    assert value_of(with_field(explicit, LAWS, "a", "title", "U"), LAWS, "a")["title"] == "U"


PLAN = """\
- id: tur-plan
  title: A plan
  actions:
    # about the first
    - id: tur-plan-a01
      title: First
      updates:
        - date: 2025
          status: planned
    - id: tur-plan-a02
      title: Second
  sources: []

- id: tur-other
  title: Other
  actions:
    - id: tur-other-a01
      title: Only
"""


def test_an_action_and_its_updates_are_changed_by_its_id():
    after = with_field(PLAN, PLANS, "tur-plan-a01", "updates.1.status", "completed")
    assert difference(PLAN, after)[1] == ["          status: completed"]
    assert list(said(PLAN, PLANS)) == [
        "tur-plan",
        "tur-plan-a01",
        "tur-plan-a02",
        "tur-other",
        "tur-other-a01",
    ]
    assert said(PLAN, PLANS)["tur-plan-a02"].owner == "tur-plan"
    assert "actions" not in said(PLAN, PLANS)["tur-plan"].answers


def test_a_record_or_an_action_is_taken_out_and_nothing_else_moves():
    assert difference(PLAN, without_record(PLAN, PLANS, "tur-plan-a01")) == (
        PLAN.split("\n")[3:9],
        [],
    )
    only = without_record(PLAN, PLANS, "tur-other-a01")
    assert only == PLAN.split("  actions:\n    - id: tur-other")[0]
    assert without_record(PLAN, PLANS, "tur-other") == PLAN.split("\n- id: tur-other")[0]
    assert without_record(PLAN, PLANS, "tur-plan").startswith("- id: tur-other\n")
    assert without_record("- id: a\n", LAWS, "a") == ""
    first = without_record(TEXT, LAWS, "tur-law-1")
    assert first == "# The laws of Türkiye\n\n- id: tur-law-2\n  title: Other\n# the end\n"
    with pytest.raises(NoPlace):
        without_record(PLAN, PLANS, "tur-third")


@pytest.mark.parametrize("column", ["", "  "])
def test_many_records_are_changed_on_their_own_lines_as_one_by_one(column):
    text = "".join(f"{column}{line}" for line in TEXT.splitlines(keepends=True))
    text = text.replace(f"\n{column}\n", "\n\n")
    wanted = {each: said(text, LAWS)[each].answers | {"note": "N"} for each in IDS}
    one_by_one = text
    for each in IDS:
        one_by_one = with_answers(one_by_one, LAWS, each, wanted[each])
    assert each_by_itself(text, LAWS, wanted) == one_by_one
    assert each_by_itself(text, LAWS, {}) == text


@pytest.mark.parametrize("second", ["{id: a2, title: B}", "id: a2\n      title: B"])
def test_many_actions_are_changed_as_one_by_one(second):
    text = (
        "- id: p\n  title: P\n  actions:\n    - id: a1\n      title: A  # first\n"
        f"      # closes\n    # the second\n    - {second}\n  note: N\n"
    )
    wanted = {each: {"id": each, "title": "T", "due": "2026"} for each in ("a1", "a2")}
    one_by_one = text
    for each, answers in wanted.items():
        one_by_one = with_answers(one_by_one, PLANS, each, answers)
    assert each_by_itself(text, PLANS, wanted) == one_by_one


def test_many_records_are_taken_out_as_one_by_one():
    third = TEXT.replace("# the end\n", "\n# About the third\n- id: tur-law-3\n")
    for gone in (IDS, ["tur-law-1", "tur-law-3"], ["tur-law-2", "tur-law-3"], ["tur-law-2"]):
        one_by_one = third
        for identifier in gone:
            one_by_one = without_record(one_by_one, LAWS, identifier)
        assert without_records(third, LAWS, gone) == one_by_one
    assert without_records(TEXT, LAWS, IDS) == ""


def test_a_link_of_the_same_id_is_not_the_record():
    text = "- id: r\n  title: R\n  uptake:\n    - id: tur-law-1\n      country: TUR\n"
    with pytest.raises(NoPlace):
        with_field(text, KIND["resolutions"], "tur-law-1", "title", "T")


@pytest.mark.parametrize("field", ["title.x", "sources.9", "sources.0", "nonsense"])
def test_what_has_no_place_is_refused(field):
    with pytest.raises(NoPlace):
        with_field(TEXT, LAWS, "tur-law-1", field, "x")


@pytest.mark.parametrize("value", [None, "", " ", ["a"], {}])
def test_an_id_is_not_taken_out(value):
    with pytest.raises(NoId, match="'tur-law-1' would be left without an id"):
        with_field(TEXT, LAWS, "tur-law-1", "id", value)


def test_what_no_lines_can_say_is_refused():
    # A line separator ends the comment: what follows is read, and laid out as the comment.
    text = "- {id: a, title: T} # c\u2028- id: b\n  title: U\n"
    with pytest.raises(Unwritable):
        with_field(text, LAWS, "b", "title", "V")


def test_a_control_character_is_refused():
    with pytest.raises(Unreadable):
        with_field(TEXT, LAWS, "tur-law-1", "title", "a\x07b")


def test_a_field_that_is_not_declared_can_be_taken_out_and_mended():
    text = "- id: a\n  statu: draft\n"
    assert with_field(text, LAWS, "a", "statu", None) == "- id: a\n"
    assert with_field(text, LAWS, "a", "statu", "x") == "- id: a\n  statu: x\n"


def test_differences_are_named_by_field():
    before, after = {"title": "A", "number": "1", "x": "y"}, {"title": "A", "status": "s", "x": "z"}
    assert changes(before, after) == {
        "status": (None, "s"),
        "x": ("y", "z"),
        "number": ("1", None),
    }


def test_the_shipped_files_say_the_same_when_they_are_told_what_they_say():
    for path in sorted((DATA / "countries").rglob("*.yaml"))[::9]:
        text, kind = path.read_text("utf-8"), file_kind(path.relative_to(DATA))
        for owner in list(said(text, kind))[:3]:
            assert with_answers(text, kind, owner, value_of(text, kind, owner)) == text


# --- Where problems stand -----------------------------------------------------------------------


def test_a_problem_is_led_back_to_its_field(tree):
    text = """\
- id: tur-law-1
  title: A law
  type: specific_law
  scope: [cooperatives, mutual]
  status: in_force
  adopted: 2012
  proposed: 2013
  period:
    start: soon
  statu: x
  responds_to:
    - tur-law-9
  sources:
    - title: Gazette
      publisher: The State
      url: https://example.org/law
    - publisher: The State
      url: example
- id: tur-law-2
  type: specific_law
  status: draft
  scope: [cooperatives]
  sources:
    - {}
"""
    tree.write(tree.laws, text)
    problems = tree.load().problems
    places = places_of(text, LAWS, problems)
    found = {problem.code: place for problem, place in zip(problems, places, strict=True)}
    assert found == {
        "unknown-code": ("tur-law-1", "scope"),
        "dates-out-of-order": ("tur-law-1", "adopted"),
        "not-a-date": ("tur-law-1", "period.start"),
        "unknown-field": ("tur-law-1", "statu"),
        "missing-link": ("tur-law-1", "responds_to.1"),
        "not-a-web-address": ("tur-law-1", "sources.2.url"),
        "missing-field": ("tur-law-2", "sources.1.title"),
        "no-address": ("tur-law-2", "sources.1"),
    }


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("countries/TUR/laws.yaml", None),
        ("countries/TUR/laws.yaml", "- id: tur-law-1\n  title: T\n  responds_to: [nobody]\n"),
        ("countries/USA/laws.yaml", "- id: tur-law-1\n  title: T\n"),
        ("countries/ITA/laws.yaml", "- id: 'x\n"),
        ("international/news.yaml", "- id: tur-law-1\n"),
        ("countries/TUR/country.yaml", "researched: 2026\ncoverage: {law: none_known}\n"),
    ],
)
def test_a_file_checked_alone_has_the_problems_that_a_load_finds_in_it(tree, path, text):
    tree.write(tree.laws, tree.law + "  amends: [ita-law-1]\n")
    tree.write("countries/ITA/laws.yaml", tree.law.replace("tur-", "ita-"))
    before = tree.load()
    instead = {Path(path): None if text is None else text.encode()}
    whole = load(tree.root, instead)
    of_file = [p for p in (*whole.problems, *whole.warnings) if p.file == f"data/{path}"]
    assert list(faults(before, instead)) == sorted(of_file)
    assert (f"data/{path}" in {p.file for p in whole.problems}) == (text is not None)
    assert before.problems == tree.load().problems


def test_a_record_that_is_not_there_has_no_place():
    with pytest.raises(NoPlace):
        with_answers(TEXT, LAWS, "tur-law-9", {"id": "tur-law-9"})
