"""`new` adds what is said or asked, and writes nothing that brings an error."""

import pytest

from loaders.commands import main

SOURCE = ("--sources", "title=Gazette", "publisher=The State", "url=https://example.org/x")
LAW = ("--title", "Law on mutuals", "--type", "specific_law", "--scope", "mutuals")
COUNTRY = """\
researched: 2026
coverage:
  law: LAW
  action_plan: partial
  institution: partial
  workshop: partial
  news: partial
"""


@pytest.fixture
def new(tree, capsys):
    """Runs `new` on a tree; gives the exit status and what was said, on both channels."""
    tree.write("countries/TUR/country.yaml", COUNTRY.replace("LAW", "partial"))
    tree.write(tree.laws, tree.law)

    def run(*arguments):
        status = main(["new", *arguments, "--data", str(tree.root)])
        out, err = capsys.readouterr()
        return status, out, err

    return run


def text(tree, path="countries/TUR/laws.yaml"):
    return (tree.root / path).read_text()


def test_a_law_is_added_and_the_data_has_no_error(tree, new):
    status, out, err = new("law", "tur", *LAW, "--status", "draft", "--number", "7339", *SOURCE)
    assert (status, err) == (0, "")
    assert out.startswith("data/countries/TUR/laws.yaml:11  added:\n\n- id: tur-law-7339\n")
    assert text(tree).startswith(tree.law + "\n- id: tur-law-7339\n  title: Law on mutuals\n")
    snapshot = tree.load()
    assert snapshot.problems == ()
    assert snapshot.frames["laws"]["id"].to_list() == ["tur-law-1", "tur-law-7339"]


def test_the_fields_of_a_group_may_be_given_one_by_one(tree, new):
    period = ("--period", "start=2025", "--period", "end=2029")
    assert new("action-plan", "TUR", "--title", "Plan", *period, *SOURCE)[0] == 0
    written = text(tree, "countries/TUR/action-plans.yaml")
    assert "  period:\n    start: 2025\n    end: 2029\n" in written


def test_what_is_wrong_is_shown_with_its_line_and_nothing_is_written(tree, new):
    status, out, err = new("law", "TUR", *LAW, "--status", "drafted", *SOURCE)
    assert status == 1
    assert out == ""
    assert "status: 'drafted' is not a law status. Did you mean 'draft'?\n" in err
    assert "|   status: drafted\n" in err and "^^^^^^^" in err
    assert err.endswith("Nothing is written\n")
    assert text(tree) == tree.law


def test_an_error_that_an_addition_brings_elsewhere_is_found(tree, new):
    tree.write("countries/FRA/country.yaml", COUNTRY.replace("LAW", "none_known"))
    status, _, err = new("law", "FRA", *LAW, "--status", "draft", *SOURCE)
    assert status == 1
    assert "data/countries/FRA/country.yaml:3:8  coverage: coverage of law says none_known" in err
    assert not (tree.root / "countries/FRA/laws.yaml").exists()


def test_a_file_and_a_folder_are_made_where_there_are_none(tree, new):
    status, _, err = new("law", "FRA", *LAW, "--status", "draft", *SOURCE)
    assert status == 0
    assert text(tree, "countries/FRA/laws.yaml").startswith("- id: fra-law-mutuals\n")
    assert "sse new country FRA" in err
    kinds = ("law", "action_plan", "institution", "workshop", "news")
    coverage = [f"{kind}=partial" for kind in kinds]
    assert new("country", "FRA", "--researched", "2026-11", "--coverage", *coverage)[0] == 0
    assert text(tree, "countries/FRA/country.yaml").startswith("researched: 2026-11\ncoverage:\n")
    status, _, err = new("country", "FRA", "--researched", "2026", "--coverage", *coverage)
    assert status == 2 and "is there already" in err


def test_a_plan_its_action_and_an_update_are_added_one_after_the_other(tree, new):
    assert new("action-plan", "TUR", "--title", "Plan", *SOURCE)[0] == 0
    for title in ("First", "Second"):
        assert new("action", "tur-plan", "--title", title, "--status", "planned")[0] == 0
    update = ("--date", "2026-01", "--status", "under_way", "--note", "It began")
    status, out, _ = new("update", "tur-plan-a02", *update)
    assert status == 0
    assert out.startswith("data/countries/TUR/action-plans.yaml:10  added:\n\n      updates:\n")
    frames = tree.load().frames
    assert frames["actions"]["id"].to_list() == ["tur-plan-a01", "tur-plan-a02"]
    assert frames["updates"].select("action", "note").rows() == [("tur-plan-a02", "It began")]


def test_what_carries_no_such_thing_is_answered_with_what_does(tree, new):
    update = ("--date", "2026-01", "--status", "under_way")
    assert "has actions. Name what has them: sse show TUR" in new("action", "tur-law-1")[2]
    assert new("action-plan", "TUR", "--title", "Plan", *SOURCE)[0] == 0
    assert new("action", "tur-plan", "--title", "First", "--status", "planned")[0] == 0
    said = "has updates. Name what has them, such as 'tur-plan-a01': sse show TUR gives the ids"
    assert said in new("update", "tur-plan", *update)[2]


def test_an_international_record_and_a_position_on_it(tree, new):
    body = ("--body", "OECD", "--type", "resolution", "--status", "adopted")
    assert new("resolution", "--title", "A resolution", *body, *SOURCE)[0] == 0
    status, _, _ = new("position", "resolution", "--country", "TUR", "--position", "signatory")
    assert status == 0
    assert tree.load().frames["positions"]["country"].to_list() == ["TUR"]
    event = ("--title", "W", "--type", "workshop", "--level", "global", "--host", "country=FRA")
    assert new("workshop", "international", *event, *SOURCE)[0] == 0
    assert tree.load().frames["workshops"]["host_country"].to_list() == ["FRA"]


def test_a_near_duplicate_is_a_warning_and_no_hindrance(tree, new):
    assert new("law", "TUR", *LAW, "--status", "draft", *SOURCE)[0] == 0
    again = ("--title", "Laws on mutuals", *LAW[2:], "--status", "draft")
    status, _, err = new("law", "TUR", *again, *SOURCE)
    assert status == 0
    assert "nearly the title of 'tur-law-mutuals'" in err


def test_dry_run_shows_and_writes_nothing(tree, new):
    status, out, _ = new("law", "TUR", *LAW, "--status", "draft", *SOURCE, "--dry-run")
    assert status == 0
    assert "would be added" in out and "title: Law on mutuals" in out
    assert text(tree) == tree.law


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("law", "TUR", "--title", "T"), "not given: --type, --scope, --status, --sources."),
        (("law", "Turkey", *LAW), "'Turkey' is no country or area. Did you mean 'TUR'?"),
        (("law", "international", *LAW), "'international' is no country."),
        (("action", "tur-law-1", "--title", "T"), "no record with the id 'tur-law-1' has actions."),
        (("source", "tur-law-2"), "'tur-law-2' has sources. Did you mean 'tur-law-1'?"),
        (("source", "tur-law-1", "--title", "T"), "not given: --publisher."),
        (("law", "TUR", "--sources", "Gazette"), "--sources takes NAME=VALUE, not 'Gazette'."),
        (("law", "TUR", "--sources", "titel=x"), "Names: title, publisher, url"),
    ],
)
def test_a_call_that_cannot_be_carried_out_says_what_to_do(tree, new, arguments, said):
    status, out, err = new(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith(f"sse new {arguments[0]}: ")
    assert said in err
    assert text(tree) == tree.law


def test_a_file_with_errors_is_not_added_to(tree, new):
    tree.write(tree.laws, tree.law.replace("in_force", "inforce"))
    status, _, err = new("law", "TUR", *LAW, "--status", "draft", *SOURCE)
    assert status == 1
    assert err.startswith("data/countries/TUR/laws.yaml:5:11  status: 'inforce' is not")


def test_nothing_is_written_through_a_link_to_elsewhere(tree, new, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tree.root / "countries/FRA").symlink_to(elsewhere)
    status, _, err = new("law", "FRA", *LAW, "--status", "draft", *SOURCE)
    assert status == 1
    assert "symbolic links are not followed" in err
    assert list(elsewhere.iterdir()) == []


@pytest.fixture
def terminal(monkeypatch):
    """Answers the questions of a terminal, one after the other; then it is closed."""

    def answer(*answers):
        given = iter(answers)

        def ask(prompt):
            try:
                return next(given)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr("builtins.input", ask)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True)
        return given

    return answer


def test_in_a_terminal_what_is_required_is_asked_for_until_it_is_right(tree, new, terminal):
    source = ("Gazette", "The State", "", "", "", "", *("Gazette", "The State"), "", "No. 5")
    left = terminal(
        *("", "Law on mutuals", "specific", "specific_law", "mutuals, cooperatives", "draft"),
        *(*source, "yesterday", "2026-01", ""),
        *("y", "Other", "P", "https://example.org", "", "", "", ""),
        "",
    )
    status, _, err = new("law", "TUR")
    assert status == 0
    assert next(left, "all answered") == "all answered"
    assert "  specific_law   A law on one form or field" in err
    assert "'specific' is not a law type. Did you mean 'specific_law'?" in err
    assert "a source needs 'url' or 'reference'" in err
    assert "'yesterday' is not a date" in err
    assert text(tree).removeprefix(tree.law) == (
        "\n- id: tur-law-mutuals\n  title: Law on mutuals\n  type: specific_law\n"
        "  scope:\n    - mutuals\n    - cooperatives\n  status: draft\n  sources:\n"
        "    - title: Gazette\n      publisher: The State\n      reference: No. 5\n"
        "      published: 2026-01\n"
        "    - title: Other\n      publisher: P\n      url: https://example.org\n"
    )


def test_another_id_than_the_proposed_may_be_written(tree, new, terminal):
    terminal("Tur Law", "tur-mutuals")
    assert new("law", "TUR", *LAW, "--status", "draft", *SOURCE)[0] == 0
    assert "\n- id: tur-mutuals\n" in text(tree)


def test_every_field_is_asked_for_when_wanted(tree, new, terminal):
    # All is left out but the number and the first day of the period.
    terminal("", "", "", "12", *[""] * 6, "y", "2011", *[""] * 20)
    status, _, err = new("law", "TUR", *LAW, "--status", "draft", *SOURCE, "--all")
    assert (status, "Period, start: First day" in err) == (0, True)
    assert "  number: 12\n" in text(tree)
    assert "  period:\n    start: 2011\n" in text(tree)


def test_who_stops_in_the_middle_changes_nothing(tree, new, terminal):
    terminal("Law on mutuals")
    status, _, err = new("law", "TUR")
    assert status == 2
    assert err.endswith("sse new law: stopped. Nothing is written\n")
    assert text(tree) == tree.law


def test_a_record_is_added_to_a_file_that_is_empty(tree, new):
    tree.write(tree.laws, "")
    status, _out, err = new("law", "tur", *LAW, "--status", "draft", *SOURCE)
    assert (status, err) == (0, "")
    assert "title: Law on mutuals" in text(tree)
