"""`show` puts a country on a terminal, one record on a line."""

from datetime import date

import pytest

from loaders.commands import main
from loaders.commands.show import lines

PLAN = """\
- id: tur-plan
  title: A plan
  status: under_implementation
  period:
    start: 2021
    end: 2025
  actions:
    - id: tur-plan-a01
      title: First
      due: 2022
      status: under_way
    - id: tur-plan-a02
      title: Second
      status: completed
  sources: [{title: t, publisher: p, reference: r}]
"""

RESOLUTION = """\
- id: res-1
  title: A resolution
  body: OECD
  type: resolution
  status: adopted
  positions:
    - country: TUR
      position: signatory
      date: 2015-05
  sources: [{title: t, publisher: p, reference: r}]
"""


def show(tree, country="TUR"):
    return list(lines(tree.load(), country, date(2026, 11, 24)))


def test_laws_stand_with_status_and_dates_the_oldest_first(tree):
    later = tree.law.replace("law-1", "law-22").replace(
        "in_force\n", "draft\n  proposed: 2020-03\n"
    )
    first = tree.law.replace("in_force\n", "in_force\n  adopted: 2011\n  in_force: 2012-01-01\n")
    tree.write(tree.laws, f"{later}\n{first}")
    shown = show(tree)
    assert shown[0] == "TUR  Türkiye"
    assert shown[shown.index("Laws (2)") + 1 :] == [
        "  tur-law-1   In force  adopted 2011, in force 2012-01-01  A law",
        "  tur-law-22  Draft     proposed 2020-03                   A law",
    ]


@pytest.mark.parametrize(
    ("known", "said"),
    [("start: 2021", "from 2021"), ("end: 2025", "until 2025"), ("end: 2025-06", "until 2025-06")],
)
def test_a_period_of_which_one_end_is_known_says_which(tree, known, said):
    plan = PLAN.replace("    start: 2021\n    end: 2025\n", f"    {known}\n")
    tree.write("countries/TUR/action-plans.yaml", plan)
    assert any(line.startswith(f"    period {said}; ") for line in show(tree))


def test_a_plan_stands_with_its_progress_and_its_actions(tree):
    tree.write("countries/TUR/action-plans.yaml", PLAN)
    shown = show(tree)
    assert shown[shown.index("Action plans (1)") + 1 :] == [
        "  tur-plan  Under implementation  A plan",
        "    period 2021 to 2025; 1 of 2 actions completed; 2 reported; progress 50%; 1 overdue",
        "    tur-plan-a01  Under way, overdue  due 2022  First",
        "    tur-plan-a02  Completed                     Second",
    ]


def test_positions_on_resolutions_are_there(tree):
    tree.write("international/resolutions.yaml", RESOLUTION)
    assert show(tree)[-2:] == ["Positions (1)", "  res-1  Signatory  2015-05  A resolution"]


def test_an_event_elsewhere_is_shown_to_who_took_part(tree):
    event = "- id: fra-ws\n  title: Event\n  type: workshop\n  level: global\n  countries: [TUR]\n"
    tree.write(
        "countries/FRA/workshops.yaml",
        f"{event}  sources: [{{title: t, publisher: p, reference: r}}]\n",
    )
    assert "  fra-ws  Workshop  Event" in show(tree)
    assert not any("fra-ws" in line for line in show(tree, "DEU"))


def test_a_country_is_found_by_its_code_in_any_case(tree, capsys):
    assert main(["show", "tur", "--data", str(tree.root)]) == 0
    assert capsys.readouterr().out.startswith("TUR  Türkiye\nNot researched")


def test_an_unknown_country_is_answered_with_its_code(tree, capsys):
    assert main(["show", "Turkey", "--data", str(tree.root)]) == 2
    assert capsys.readouterr().err == (
        "sse show: 'Turkey' is no country or area. Did you mean 'TUR'?\n"
    )


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("countries/TUR/laws.yaml", "- {id: tur-law-1}\n"),
        ("countries/TUR/laws.yaml", "- ["),
        ("countries/TUR/country.yaml", "- ["),
        ("international/resolutions.yaml", "- ["),
    ],
)
def test_what_cannot_be_read_is_said(tree, capsys, path, content):
    tree.write(path, content)
    assert main(["show", "TUR", "--data", str(tree.root)]) == 0
    assert "'sse check' names them" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("about", "said"),
    [(None, "country.yaml is not there yet"), ("- [", "country.yaml cannot be read")],
)
def test_a_country_with_records_is_never_said_to_be_not_researched(tree, about, said):
    tree.write(tree.laws, tree.law)
    if about:
        tree.write("countries/TUR/country.yaml", about)
    shown = show(tree)
    assert said in shown
    assert not any("Not researched" in line for line in shown)
    assert any("tur-law-1" in line for line in shown)
