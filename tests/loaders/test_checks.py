"""Rules across records: links, framework laws, positions, coverage."""

import pytest

SOURCES = "sources: [{title: t, publisher: p, reference: r}]"
RESOLUTION = f"""\
- id: resolution-1
  title: A resolution
  body: BODY
  type: recommendation
  status: adopted
  {SOURCES}
  positions:
    - country: TUR
      position: POSITION
"""
COUNTRY = """\
researched: 2026-11
coverage:
  law: LAW
  action_plan: none_known
  institution: none_known
  workshop: none_known
  news: none_known
"""


def test_a_link_may_lead_to_a_record_of_any_country_and_file(tree):
    tree.write("countries/FRA/laws.yaml", tree.law.replace("tur-", "fra-"))
    assert tree.found(f"{tree.law}  responds_to: [fra-law-1]\n") == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("succeeds: [tur-law-2]", (10, 14, "missing-link")),
        ("responds_to: [nothing]", (10, 17, "missing-link")),
        ("succeeds: [tur-law-1]", (10, 14, "links-itself")),
        ("amends: [tur-agency]", (10, 12, "wrong-kind")),
        ("responds_to: [tur-agency]", None),
    ],
)
def test_a_link_leads_to_another_record_of_a_fitting_kind(tree, line, expected):
    tree.write(
        "countries/TUR/institutions.yaml",
        f"- {{id: tur-agency, title: An agency, type: agency, {SOURCES}}}\n",
    )
    assert tree.found(f"{tree.law}  {line}\n") == ([expected] if expected else [])


def test_a_link_to_a_faulty_record_is_no_second_problem(tree):
    other = tree.law.replace("tur-law-1", "tur-law-2").replace("in_force", "inforce")
    found = tree.found(f"{tree.law}  succeeds: [tur-law-2]\n{other}")
    assert found == [(15, 11, "unknown-code")]


def test_a_link_into_a_file_that_cannot_be_read_is_no_second_problem(tree):
    tree.write(tree.laws, f"{tree.law}  responds_to: [fra-law-1]\n")
    assert tree.found("- [", "countries/FRA/laws.yaml") == [(2, 1, "syntax")]


def test_a_missing_link_is_found_although_another_record_has_a_fault(tree):
    faulty = tree.law.replace("tur-law-1", "tur-law-2").replace("in_force", "inforce")
    assert tree.found(f"{tree.law}  succeeds: [tur-law-9]\n{faulty}") == [
        (10, 14, "missing-link"),
        (15, 11, "unknown-code"),
    ]


def test_a_missing_link_that_stands_twice_is_reported_once_as_missing(tree):
    found = tree.found(f"{tree.law}  succeeds: [tur-law-9, tur-law-9]\n")
    assert found == [(10, 14, "missing-link"), (10, 25, "repeated-value")]


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("[cooperatives]", [(4, 10, "scope-not-umbrella")]),
        ("[cooperatives, associations]", [(4, 10, "scope-not-umbrella")]),
        ("[cooperatives, social_economy]", []),
        ("[third_sector]", []),
        ("[no_such_scope]", [(4, 11, "unknown-code")]),
    ],
)
def test_a_framework_law_covers_the_sse_as_a_whole(tree, scope, expected):
    law = tree.law.replace("specific_law", "framework_law").replace("[cooperatives]", scope)
    assert tree.found(law) == expected


@pytest.mark.parametrize(
    ("body", "position", "expected"),
    [
        ("OECD", "adherent", []),
        ("OECD Council", "adherent", []),
        ("United Nations General Assembly", "adherent", [(9, 17, "adherent-elsewhere")]),
        ("Association of friends of the OECD", "adherent", [(9, 17, "adherent-elsewhere")]),
        ("United Nations General Assembly", "supporter", []),
    ],
)
def test_only_oecd_instruments_have_adherents(tree, body, position, expected):
    text = RESOLUTION.replace("BODY", body).replace("POSITION", position)
    assert tree.found(text, "international/resolutions.yaml") == expected


def test_a_country_has_one_position_of_a_kind(tree):
    text = RESOLUTION.replace("BODY", "UN").replace("POSITION", "supporter")
    again = "    - country: TUR\n      position: supporter\n"
    found = tree.found(text + again, "international/resolutions.yaml")
    assert found == [(10, 16, "repeated-country")]


@pytest.mark.parametrize(
    ("coverage", "expected"),
    [
        ("complete", []),
        ("partial", []),
        ("none_known", [(3, 8, "coverage-contradicts")]),
        ("not_researched", [(3, 8, "coverage-contradicts")]),
        ("none-known", [(3, 8, "unknown-code")]),
    ],
)
def test_coverage_agrees_with_the_records_there(tree, coverage, expected):
    tree.write(tree.laws, tree.law)
    text = COUNTRY.replace("LAW", coverage)
    assert tree.found(text, "countries/TUR/country.yaml") == expected
