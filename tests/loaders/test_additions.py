"""An addition stands at its place in canonical layout, and all else stays byte for byte."""

import pytest

from loaders.additions import (
    ADDITIONS,
    NoPlace,
    block,
    faults,
    next_id,
    proposed_id,
    slug,
    with_entry,
    with_record,
)
from loaders.annotated import Unreadable
from loaders.files import FILES
from loaders.kinds.action_plan import ACTION_PLAN, ACTIONS, UPDATES
from loaders.kinds.law import LAW
from loaders.kinds.resolution import RESOLUTION
from loaders.kinds.source import SOURCES
from loaders.records import MAX_PROBLEMS
from loaders.reference import Reference

LAWS = next(kind for kind in FILES if kind.name == "laws")
PLANS = next(kind for kind in FILES if kind.name == "action-plans")

PLAN = """\
# The plans of Türkiye

- id:   tur-plan   # hand-made layout stays
  title: 'A plan'
  actions:
    - id: tur-plan-a01
      title: First
      status: planned  # said in 2025
    # a02 was never published
  note: |
    As
      it is
  sources: [{title: t, publisher: p, reference: r}]

- id: tur-other
  title: Other
  sources: [{title: t, publisher: p, reference: r}]
# the end
"""


def lines_added(before, added):
    """The lines that were added, after checking that no other changed."""
    lines = added.text.split("\n")
    new = lines[added.first - 1 : added.last]
    rest = [*lines[: added.first - 1], *lines[added.last :]]
    assert [line for line in rest if line] == [line for line in before.split("\n") if line]
    return new


def test_a_record_goes_to_the_end_after_an_empty_line():
    new = block(LAW.table, {"id": "tur-law-2", "title": "T", "scope": ["a", "b"]})
    before = "# note\n- id: tur-law-1\n  title: 'T'\n\n\n"
    added = with_record(before, LAWS, new)
    assert added.text == (
        "# note\n- id: tur-law-1\n  title: 'T'\n\n"
        "- id: tur-law-2\n  title: T\n  scope:\n    - a\n    - b\n"
    )
    assert (added.first, added.last) == (5, 9)


@pytest.mark.parametrize("before", [None, "", "\n"])
def test_a_file_is_made_where_there_is_none(before):
    added = with_record(before, LAWS, block(LAW.table, {"title": "T", "id": "tur-law-2"}))
    assert added.text == "- id: tur-law-2\n  title: T\n"
    assert (added.first, added.last) == (1, 2)


def test_a_record_is_put_in_line_with_a_list_that_is_indented():
    added = with_record("  - id: a\n", LAWS, block(LAW.table, {"id": "b"}))
    assert added.text == "  - id: a\n\n  - id: b\n"


def test_a_file_in_brackets_is_laid_out_first():
    added = with_record("[{id: a}]", LAWS, block(LAW.table, {"id": "b"}))
    assert added.text == "- id: a\n\n- id: b\n"


def test_an_action_goes_after_the_last_of_its_plan():
    new = block(ACTIONS, {"id": "tur-plan-a03", "title": "Third", "status": "planned"})
    added = with_entry(PLAN, PLANS, "tur-plan", "actions", new)
    assert lines_added(PLAN, added) == [
        "    - id: tur-plan-a03",
        "      title: Third",
        "      status: planned",
    ]
    assert added.text.split("\n")[added.first - 2] == "      status: planned  # said in 2025"


def test_the_first_entry_brings_its_list_at_the_declared_place():
    new = block(ACTIONS, {"id": "tur-other-a01", "title": "First", "status": "planned"})
    added = with_entry(PLAN, PLANS, "tur-other", "actions", new)
    assert lines_added(PLAN, added)[0] == "  actions:"
    assert added.text.split("\n")[added.first - 2] == "  title: Other"


def test_an_update_goes_to_an_action_within_a_plan():
    new = block(UPDATES, {"date": "2026-01", "status": "completed"})
    added = with_entry(PLAN, PLANS, "tur-plan-a01", "updates", new)
    assert lines_added(PLAN, added) == [
        "      updates:",
        "        - date: 2026-01",
        "          status: completed",
    ]


def test_an_entry_of_a_list_in_brackets_lays_the_file_out():
    new = block(SOURCES, {"title": "u", "publisher": "p", "reference": "s"})
    added = with_entry(PLAN, PLANS, "tur-plan", "sources", new)
    assert "    - title: t\n      publisher: p\n      reference: r\n    - title: u\n" in added.text
    assert added.text.count("#") == PLAN.count("#")


def test_there_is_no_place_in_a_record_that_is_not_there():
    with pytest.raises(NoPlace):
        with_entry(PLAN, PLANS, "tur-third", "actions", block(ACTIONS, {}))


def test_a_file_that_cannot_be_read_is_not_added_to():
    with pytest.raises(Unreadable):
        with_record("- id: 'a\n", LAWS, block(LAW.table, {"id": "b"}))


def test_keys_stand_in_declared_order_at_every_depth():
    answers = {
        "sources": [{"publisher": "p", "title": "t: u"}],
        "period": {"end": "2012", "start": "2011"},
        "id": "a",
        "note": "~",
    }
    assert with_record(None, LAWS, block(LAW.table, answers)).text == (
        "- id: a\n  period:\n    start: 2011\n    end: 2012\n"
        '  note: "~"\n  sources:\n    - title: "t: u"\n      publisher: p\n'
    )


@pytest.mark.parametrize(
    ("country", "answers", "expected"),
    [
        ("TUR", {"title": "Law on the Support of Cooperatives"}, "tur-law-support-cooperatives"),
        ("TUR", {"title": "Any", "number": "2014/856"}, "tur-law-2014-856"),
        ("TUR", {"title": "Loi n° 12 relative à l'économie"}, "tur-loi-n-12-relative-l-economie"),
        ("TUR", {"title": "Taken"}, "tur-taken-3"),
        ("TUR", {"title": "法律"}, "tur-law"),
        ("", {"title": "法律"}, "law"),
        ("TUR", {"title": "word " * 40}, "tur-" + "-".join(["word"] * 12)),
    ],
)
def test_an_id_is_proposed_that_no_other_record_has(country, answers, expected):
    taken = {"tur-taken", "tur-taken-2"}
    assert proposed_id(LAW, country, answers, taken) == expected


def test_an_international_record_is_named_by_its_symbol():
    answers = {"title": "T", "number": "A/RES/77/281"}
    assert proposed_id(RESOLUTION, "", answers, ()) == "a-res-77-281"
    assert slug("Ünal & Örnek") == "unal-ornek"
    # As a problem proposes it for an id that is none.
    assert slug("Straße") == "strasse"
    assert slug("S\u0131n\u0131rl\u0131 Sorumlu IŞIK Kanunu") == "sinirli-sorumlu-isik-kanunu"
    assert slug("Mise en œuvre") == "mise-en-oeuvre"


def test_actions_are_numbered_on_from_the_highest():
    assert next_id(ACTIONS, "tur-plan", []) == "tur-plan-a01"
    # A draft may hold any id: '²' is a digit and no number.
    assert next_id(ACTIONS, "tur-plan", ["tur-plan-a²", "tur-plan-a03"]) == "tur-plan-a04"
    taken = ["tur-plan-a01", "tur-plan-a09", "tur-plan-b-a20", "tur-plan-annex"]
    assert next_id(ACTIONS, "tur-plan", taken) == "tur-plan-a10"


def test_an_answer_is_checked_by_the_type_of_its_field():
    reference = Reference({"law-status": {"draft": {}}})

    def codes(table, name, value):
        return [p.code for p in faults(table.by_name[name], value, reference)]

    assert codes(LAW.table, "adopted", "soon") == ["not-a-date"]
    assert codes(LAW.table, "adopted", "2011-03") == []
    assert codes(LAW.table, "status", "drafted") == ["unknown-code"]
    assert codes(LAW.table, "sources", [{"title": "t"}]) == ["missing-field", "no-address"]
    assert codes(ACTION_PLAN.table, "period", {"start": "2011", "end": "x"}) == ["not-a-date"]
    assert codes(LAW.table, "title", "x" * 600) == ["too-long"]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("scope", [f"code-{number}" for number in range(MAX_PROBLEMS + 1)], "unknown-code"),
        ("note", "\u200f" * (MAX_PROBLEMS + 1), "control-character"),
    ],
)
def test_of_too_many_faults_of_an_answer_those_found_by_then_are_told(name, value, code):
    found = faults(LAW.table.by_name[name], value, Reference({"scope": {"mutuals": {}}}))
    assert [found[0].code, found[-1].code] == [code, "too-many-problems"]
    assert len(found) == MAX_PROBLEMS + 1


def test_whatever_is_declared_can_be_added():
    names = [addition.name for addition in ADDITIONS]
    assert len(names) == len(set(names))
    assert {"law", "action-plan", "news", "action", "update", "position", "source"} <= set(names)


def test_a_comment_that_closes_an_action_stays_with_it():
    text = PLAN.replace("# a02 was never published", "  # ask the ministry")
    new = block(ACTIONS, {"id": "tur-plan-a03", "title": "Third", "status": "planned"})
    added = with_entry(text, PLANS, "tur-plan", "actions", new)
    assert added.text.index("# ask the ministry") < added.text.index("tur-plan-a03")
