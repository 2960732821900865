"""Two officers change one file: nothing is lost, and what collides is named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.additions import NoPlace
from loaders.annotated import Unreadable
from loaders.files import FILES
from loaders.merging import MINE, THEIRS, Collision, merged
from loaders.stated import said

KIND = {kind.name: kind for kind in FILES}
LAWS, PLANS = KIND["laws"], KIND["action-plans"]
BASE = """\
- id: tur-a
  title: A
  status: draft  # as of 2025
  period:
    start: 2011
  sources:
    - title: One
      publisher: P

- id: tur-b
  title: B
"""


def test_changes_of_different_fields_and_records_are_put_together():
    mine = BASE.replace("title: A", "title: Mine")
    theirs = BASE.replace("draft", "in_force").replace("title: B", "title: Theirs")
    found = merged(BASE, mine, theirs, LAWS)
    assert found.text == theirs.replace("title: A", "title: Mine")
    assert found.collisions == ()
    assert found.taken == (("tur-a", "status"), ("tur-b", "title"))


def test_the_same_field_collides_and_the_choice_decides():
    mine, theirs = BASE.replace("title: A", "title: M"), BASE.replace("title: A", "title: T")
    found = merged(BASE, mine, theirs, LAWS)
    assert found.collisions == (Collision("tur-a", "title", "M", "T"),)
    assert found.text == theirs
    assert merged(BASE, mine, theirs, LAWS, {("tur-a", "title"): MINE}).text == mine
    assert merged(BASE, mine, theirs, LAWS, {("tur-a", "title"): THEIRS}).text == theirs
    assert merged(BASE, mine, mine, LAWS).collisions == ()


@pytest.mark.parametrize(
    "mine",
    [
        BASE.replace("  status:", "  statos: draft\n  status:"),
        BASE.replace("      publisher: P", "      publisher: P\n      adress: x"),
        f"{BASE}\n- id: tur-c\n  titel: C\n",
        f"{BASE}\n- id: tur-c\n  title: C\n  sources:\n    - titel: One\n",
    ],
)
def test_a_field_that_is_misspelt_is_not_lost_in_silence(mine):
    with pytest.raises(NoPlace):
        merged(BASE, mine, BASE.replace("title: B", "title: Theirs"), LAWS)


def test_parts_of_a_group_and_entries_of_a_list_do_not_collide():
    mine = BASE.replace("start: 2011", "start: 2011\n    end: 2012").replace(
        "      publisher: P\n", "      publisher: P\n    - title: Two\n      publisher: Q\n"
    )
    theirs = BASE.replace("start: 2011", "start: 2010").replace(
        "      publisher: P\n", "      publisher: P\n    - title: Three\n      publisher: R\n"
    )
    found = merged(BASE, mine, theirs, LAWS)
    answers = said(found.text, LAWS)["tur-a"].answers
    assert found.collisions == ()
    assert answers["period"] == {"start": "2010", "end": "2012"}
    assert [source["title"] for source in answers["sources"]] == ["One", "Three", "Two"]
    both = merged(BASE, BASE.replace("One", "M"), BASE.replace("One", "T"), LAWS)
    assert [(each.owner, each.field) for each in both.collisions] == [("tur-a", "sources")]


def test_records_added_by_both_stay_and_a_record_taken_out_underneath_is_asked_about():
    mine = BASE + "\n- id: tur-m\n  title: M\n"
    theirs = BASE + "\n- id: tur-t\n  title: T\n"
    assert list(said(merged(BASE, mine, theirs, LAWS).text, LAWS)) == [
        "tur-a",
        "tur-b",
        "tur-t",
        "tur-m",
    ]
    gone = BASE.split("\n- id: tur-b")[0]
    assert merged(BASE, mine, gone, LAWS).collisions == ()
    changed = BASE.replace("title: B", "title: Mine")
    found = merged(BASE, changed, gone, LAWS)
    lost = Collision("tur-b", "", {"id": "tur-b", "title": "Mine"}, None)
    assert found.collisions == (lost,)
    assert merged(BASE, changed, gone, LAWS, {("tur-b", ""): MINE}).text == changed
    other = merged(BASE, gone, changed, LAWS)
    assert other.text == changed and len(other.collisions) == 1
    assert merged(BASE, gone, changed, LAWS, {("tur-b", ""): MINE}).text == gone
    assert merged(BASE, gone, BASE, LAWS).text == gone


PLAN = "- id: tur-p\n  title: P\n  actions:\n    - id: tur-p-a01\n      title: One\n"


def test_actions_are_merged_by_their_ids():
    mine = PLAN.replace("One", "Mine") + "    - id: tur-p-a02\n      title: Two\n"
    theirs = PLAN + "      status: planned\n"
    found = merged(PLAN, mine, theirs, PLANS)
    assert found.collisions == ()
    assert found.text == (
        PLAN.replace("One", "Mine")
        + "      status: planned\n    - id: tur-p-a02\n      title: Two\n"
    )


def test_a_new_file_made_by_both_and_a_comment_that_is_not_taken_over():
    assert merged(None, BASE, None, LAWS).text == BASE.replace("  # as of 2025", "")
    assert merged(None, BASE, None, LAWS).comments == ("# as of 2025",)
    assert merged(None, "- id: a\n", "- id: b\n", LAWS).text == "- id: b\n\n- id: a\n"


def test_what_cannot_be_read_cannot_be_merged():
    with pytest.raises(Unreadable):
        merged(BASE, "- id: 'a", BASE, LAWS)


TWO = PLAN + "\n- id: tur-q\n  title: Q\n"
REST = "- id: tur-q\n  title: Q\n"


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(TWO.replace("One", "Changed"), id="an action changed"),
        pytest.param(
            TWO.replace("One\n", "One\n    - id: tur-p-a02\n      title: Two\n"), id="one added"
        ),
    ],
)
def test_a_plan_taken_out_while_the_other_worked_on_its_actions_is_asked_about(changed):
    asked = ("tur-p", "")
    for mine, theirs, keeps, drops in (
        (changed, REST, MINE, THEIRS),
        (REST, changed, THEIRS, MINE),
    ):
        found = merged(TWO, mine, theirs, PLANS)
        assert [(each.owner, each.field) for each in found.collisions] == [asked]
        kept = merged(TWO, mine, theirs, PLANS, {asked: keeps}).text
        assert said(kept, PLANS) == said(changed, PLANS)
        assert said(merged(TWO, mine, theirs, PLANS, {asked: drops}).text, PLANS) == said(
            REST, PLANS
        )


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        pytest.param("[a, b]", "[b, a]", "[a, b, c]", id="another order"),
        pytest.param("[a, a, b]", "[a, b]", "[a, a, b, c]", id="one of two equal ones"),
        pytest.param("[a, b]", "[b]", "[x, b]", id="taken out here, changed there"),
        pytest.param("[a, b]", "[x, b]", "[b]", id="changed here, taken out there"),
    ],
)
def test_what_two_lists_cannot_both_say_collides(base, mine, theirs):
    texts = (f"- id: tur-a\n  themes: {themes}\n" for themes in (base, mine, theirs))
    found = merged(*texts, LAWS)
    assert [(each.owner, each.field) for each in found.collisions] == [("tur-a", "themes")]


def lists(base, mine, theirs):
    """What a list says with both changes; `None` where they collide."""
    texts = (f"- id: tur-a\n  themes: [{', '.join(each)}]\n" for each in (base, mine, theirs))
    found = merged(*texts, LAWS)
    return None if found.collisions else said(found.text, LAWS)["tur-a"].answers["themes"]


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        pytest.param("ab", "mab", "abt", "mabt", id="at the beginning and at the end"),
        pytest.param("ab", "ambn", "tab", "tambn", id="between two"),
        pytest.param("ab", "amb", "atb", "atmb", id="both at one place"),
        pytest.param("ab", "mb", "atb", "mtb", id="in the place of another"),
        pytest.param("ab", "amb", "ba", "bam", id="theirs in another order"),
        pytest.param("ab", "amnb", "anb", "amnb", id="one that both added"),
    ],
)
def test_what_is_added_to_a_list_stays_where_it_was_added(base, mine, theirs, both):
    assert lists(base, mine, theirs) == list(both)


SOME = st.lists(st.sampled_from("abcdef"), unique=True, min_size=1)


@settings(max_examples=100)
@given(SOME, SOME, SOME)
def test_of_two_changed_lists_nothing_is_lost_and_nobody_s_order_changed(base, mine, theirs):
    both, swapped = lists(base, mine, theirs), lists(base, theirs, mine)
    if both is None or base in (mine, theirs):
        assert both in (None, mine, theirs)
        return
    kept = {each for each in base if each in mine and each in theirs}
    assert set(both) == kept | {*mine, *theirs} - {*base}
    assert len(both) == len(set(both))
    assert swapped is None or set(swapped) == set(both)
    assert [each for each in both if each in theirs] == [each for each in theirs if each in both]
    theirs_kept = [each for each in theirs if each in base]
    if theirs_kept == [each for each in base if each in theirs] and kept == {*mine} & {*theirs}:
        assert [each for each in both if each in mine] == [each for each in mine if each in both]


def test_an_entry_that_one_took_out_and_another_that_the_other_added_do_not_collide():
    texts = (f"- id: tur-a\n  themes: {themes}\n" for themes in ("[a, b]", "[b]", "[a, b, c]"))
    found = merged(*texts, LAWS)
    assert not found.collisions
    assert said(found.text, LAWS)["tur-a"].answers["themes"] == ["b", "c"]
