"""Rules across records: links, framework laws, positions, coverage."""

from datetime import date

import pytest

from loaders import documents
from loaders.checks import statuses_have_begun
from loaders.kinds.law import LAW
from loaders.records import Reading

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
        ("responds_to: [' tur-agency']", (10, 17, "missing-link")),
    ],
)
def test_a_link_leads_to_another_record_of_a_fitting_kind(tree, line, expected):
    tree.write(
        "countries/TUR/institutions.yaml",
        f"- {{id: tur-agency, title: An agency, type: agency, {SOURCES}}}\n",
    )
    assert tree.found(f"{tree.law}  {line}\n") == ([expected] if expected else [])


@pytest.mark.parametrize("lead", ["tur-law-1", "' tur-law-1'", "'tur-law-1 '"])
def test_a_body_is_not_given_by_an_id_with_or_without_white_space_around_it(tree, lead):
    tree.write(tree.laws, tree.law)
    plan = f"- {{id: tur-plan, title: A plan, lead: {lead}, {SOURCES}}}\n"
    found = tree.found(plan, "countries/TUR/action-plans.yaml")
    assert found == [(1, 39, "id-for-a-name")]


def test_a_link_to_a_faulty_record_is_no_second_problem(tree):
    other = tree.law.replace("tur-law-1", "tur-law-2").replace("in_force", "inforce")
    found = tree.found(f"{tree.law}  succeeds: [tur-law-2]\n{other}")
    assert found == [(15, 11, "unknown-code")]


def test_a_link_into_a_file_that_cannot_be_read_is_no_second_problem(tree):
    tree.write(tree.laws, f"{tree.law}  responds_to: [fra-law-1]\n")
    assert tree.found("- [", "countries/FRA/laws.yaml") == [(2, 1, "syntax")]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("countries/TUR/law.yaml", "unexpected-file"),
        ("countries/TUR/laws.yml", "unexpected-file"),
        ("international/laws.yaml", "unexpected-file"),
        ("countries/tur/laws.yaml", "unknown-country"),
        ("countries/Turkey/laws.yaml", "unknown-country"),
    ],
)
def test_a_link_into_a_file_of_a_wrong_name_is_no_second_problem(tree, path, code):
    law = tree.law.replace("tur-law-1", "fra-law-1")
    tree.write("countries/FRA/laws.yaml", f"{law}  responds_to: [tur-law-1]\n")
    tree.write(path, tree.law)
    assert [problem.code for problem in tree.load().problems] == [code]


def test_another_file_in_the_folder_hides_no_missing_link(tree):
    tree.write(tree.laws, f"{tree.law}  responds_to: [tur-law-9]\n")
    tree.write("countries/TUR/minutes.docx", "x")
    codes = [problem.code for problem in tree.load().problems]
    assert codes == ["missing-link", "unexpected-file"]


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


TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("field", "day", "is_told"),
    [
        pytest.param("adopted", "2026", False, id="a year that has begun"),
        pytest.param("adopted", "2026-11-29", False, id="tomorrow, where the day begins earlier"),
        pytest.param("adopted", "2026-11-30", True, id="adopted on a day to come"),
        pytest.param("published", "2026-12", True, id="published in a month to come"),
        pytest.param("status_as_of", "2027", True, id="confirmed in a year to come"),
        pytest.param("in_force", "2027-01-01", False, id="applies from a day to come"),
        pytest.param("repealed", "2027-01-01", False, id="ends on a day to come"),
    ],
)
def test_what_happened_has_its_day_behind_it(snapshot, field, day, is_told):
    reading = Reading(snapshot.reference, TODAY)
    node = documents.parse(f"{field}: {day}", reading.report_at)
    row = {}
    LAW.table.by_name[field].type.read(node.entries[field][1], field, row, reading)
    assert [problem.code for problem in reading.problems] == ["day-in-the-future"] * is_told
    assert row[field] is not None


@pytest.mark.parametrize(
    ("status", "day", "is_told"),
    [
        ("in_force", "2026-11-29", False),
        ("in_force", "2026-11-30", True),
        ("in_force", "2026", False),
        ("repealed", "2027", True),
        ("adopted", "2027", False),
    ],
)
def test_a_status_begins_on_its_day(tree, snapshot, status, day, is_told):
    reading = Reading(snapshot.reference, TODAY)
    date_of = {"adopted": "in_force"}.get(status, status)
    text = tree.law.replace("status: in_force\n", f"status: {status}\n  {date_of}: {day}\n")
    reading.records(documents.parse(text, reading.report_at), LAW)
    found = [problem.code for problem in statuses_have_begun(reading)]
    assert found == ["status-before-its-day"] * is_told


def test_a_day_to_come_is_a_warning_and_the_record_stays(tree):
    tree.write(tree.laws, tree.law.replace("in_force\n", "adopted\n  adopted: 2199\n"))
    snapshot = tree.load()
    assert snapshot.problems == ()
    assert [problem.code for problem in snapshot.warnings] == ["day-in-the-future"]
    assert snapshot.frames["laws"]["adopted"].to_list() == [date(2199, 1, 1)]


def test_an_address_cited_twice_on_one_line_is_cited_twice(tree):
    source = "{title: t, publisher: p, url: https://example.org/law}"
    law = tree.law.partition("  sources:")[0] + f"  sources: [{source}, {source}]\n"
    assert [code for _line, _column, code in tree.found(law)] == ["repeated-address"]


@pytest.mark.parametrize(
    ("status", "updates", "is_told"),
    [
        ("under_way", "{date: 2025-05, status: planned}, {date: 2025, status: under_way}", False),
        ("planned", "{date: 2025-05, status: planned}, {date: 2025, status: under_way}", True),
        # Of two updates of one day the one further down was added later.
        ("under_way", "{date: 2025, status: planned}, {date: 2025, status: under_way}", False),
        ("planned", "{date: 2025, status: planned}, {date: 2025, status: under_way}", True),
        ("completed, status_as_of: 2026", "{date: 2026-03, status: under_way}", False),
        ("completed, status_as_of: 2026-03", "{date: 2026-03-15, status: under_way}", False),
        ("completed, status_as_of: 2026-03", "{date: 2026-03, status: under_way}", True),
        ("completed, status_as_of: 2026-03", "{date: 2026, status: under_way}", True),
    ],
)
def test_an_imprecise_update_is_as_late_as_its_interval_ends(tree, status, updates, is_told):
    """On an earlier date the pages take the status of the same one."""
    action = f"{{id: tur-p1-a01, title: A, status: {status}, updates: [{updates}]}}"
    plan = f"- {{id: tur-p1, title: P, actions: [{action}], {SOURCES}}}\n"
    found = tree.found(plan, "countries/TUR/action-plans.yaml")
    assert [code for *_place, code in found] == ["status-not-last-reported"] * is_told
