"""Records are read by their declarations; every fault is found and the rest is kept."""

import pytest

from loaders import documents
from loaders.kinds import action_plan
from loaders.kinds.institution import INSTITUTION
from loaders.kinds.programme import PROGRAMME
from loaders.kinds.resolution import RESOLUTION
from loaders.kinds.workshop import WORKSHOP
from loaders.records import Reading

ACTION_PLAN = """\
- id: tur-plan
  title: A plan
  actions:
    - id: tur-plan-a01
      title: Write a law
      status: not_reported
    - id: tur-plan-a02
      title: Train officers
      status: planned
      updates:
        - date: 2024
          status: planned
          sources: [{title: Page, publisher: Ministry, reference: p. 3}]
  sources:
    - title: Plan
      publisher: Ministry
      url: https://example.org/plan
"""
PLANS = "countries/TUR/action-plans.yaml"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("TUR\n", (1, 1, "not-a-list")),
        ("id: tur-law-1\n", (1, 1, "not-a-list")),
        ("- tur-law-1\n", (1, 3, "not-a-mapping")),
        ("- - id: tur-law-1\n", (1, 3, "not-a-mapping")),
        ("-\n", (1, 2, "empty-value")),
        ("- ~\n", (1, 3, "not-a-mapping")),
        ("", (1, 1, "empty-file")),
        ("# nothing yet\n", (1, 1, "empty-file")),
        ("---\n", (2, 1, "not-a-list")),
        ("[]\n", (1, 1, "empty-list")),
        ("~\n", (1, 1, "not-a-list")),
        (b"\n\n\n", (1, 1, "empty-file")),
    ],
)
def test_a_file_that_is_no_list_of_records_is_one_problem(tree, content, expected):
    assert tree.found(content) == [expected]
    assert tree.loaded.frames["laws"].is_empty()


def test_all_faults_of_all_records_are_found_in_one_reading(tree):
    assert tree.found(
        "- id: tur-a\n"
        "  title: A\n"
        "  type: statute\n"
        "  scope: []\n"
        "  adopted: 2011-02-30\n"
        "  colour: red\n"
        "  sources: none\n"
        "- 12\n"
        "- id: tur-b\n"
        "  title:\n"
        "  original_title: [plain]\n"
    ) == [
        (1, 3, "missing-field"),
        (3, 9, "unknown-code"),
        (4, 10, "empty-list"),
        (5, 12, "impossible-date"),
        (6, 3, "unknown-field"),
        (7, 12, "not-a-list"),
        (8, 3, "not-a-mapping"),
        (9, 3, "missing-field"),
        (9, 3, "missing-field"),
        (9, 3, "missing-field"),
        (9, 3, "missing-field"),
        (10, 9, "empty-value"),
        (11, 20, "not-a-mapping"),
    ]


@pytest.mark.parametrize("field", ["id", "title", "type", "scope", "status", "sources"])
def test_a_record_without_a_required_field_is_one_problem_and_no_row(tree, field):
    lines = tree.law.splitlines(keepends=True)
    end = len(lines) if field == "sources" else None
    start = next(n for n, line in enumerate(lines) if line[2:].startswith(f"{field}:"))
    kept = lines[:start] + ([] if end else lines[start + 1 :])
    content = "".join(kept).replace("  title", "- title", 1) if field == "id" else "".join(kept)
    assert tree.found(content) == [(1, 3, "missing-field")]
    assert tree.loaded.frames["laws"].is_empty()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("sources: https://example.org", "not-a-list"),
        ("sources: {title: x}", "not-a-list"),
        ("sources:", "empty-value"),
        ("sources: []", "empty-list"),
        ("sources: [x]", "not-a-mapping"),
        ("sources: [[]]", "not-a-mapping"),
        ("sources: [{title: [a], publisher: b, reference: c}]", "not-a-value"),
        ("sources: [{title: {a: b}, publisher: b, reference: c}]", "not-a-value"),
    ],
)
def test_the_wrong_shape_at_any_level_is_one_problem(tree, line, code):
    head = tree.law[: tree.law.index("  sources")]
    assert [found[2] for found in tree.found(f"{head}  {line}\n")] == [code]


def test_one_faulty_record_leaves_the_others_and_what_is_nested_in_them(tree):
    faulty = ACTION_PLAN.replace("tur-plan", "tur-other").replace("title: A plan", "titel: A plan")
    tree.write(PLANS, faulty + ACTION_PLAN)
    snapshot = tree.load()
    # One fault, one problem: the title is not said to be missing as well.
    assert [problem.line for problem in snapshot.problems] == [2]
    assert snapshot.frames["action_plans"]["id"].to_list() == ["tur-plan"]
    assert snapshot.frames["actions"]["id"].to_list() == ["tur-plan-a01", "tur-plan-a02"]
    assert ("TUR", "action_plan") in snapshot.lost


def test_a_faulty_action_leaves_its_plan_and_the_other_actions(tree):
    tree.write(PLANS, ACTION_PLAN.replace("status: not_reported", "status: unknown"))
    snapshot = tree.load()
    assert snapshot.frames["action_plans"].height == 1
    assert snapshot.frames["actions"]["id"].to_list() == ["tur-plan-a02"]
    # Its progress is not known: a page says so.
    assert snapshot.lost == {("TUR", "action_plan")}


def test_a_faulty_source_leaves_its_record_whole(tree):
    tree.write(tree.laws, f"{tree.law}    - title: Without publisher\n")
    snapshot = tree.load()
    assert [problem.code for problem in snapshot.problems] == ["missing-field", "no-address"]
    assert snapshot.lost == frozenset()


def test_an_optional_value_that_cannot_be_read_leaves_its_record(tree):
    assert tree.found(f"{tree.law}  adopted: soon\n") == [(10, 12, "not-a-date")]
    assert tree.loaded.frames["laws"].select("id", "adopted").rows() == [("tur-law-1", None)]


def test_what_is_nested_knows_the_record_it_stands_in_and_its_number(tree):
    tree.write(PLANS, ACTION_PLAN)
    frames = tree.load().frames
    assert frames["actions"].select("id", "plan", "n", "country", "line").rows() == [
        ("tur-plan-a01", "tur-plan", 1, "TUR", 4),
        ("tur-plan-a02", "tur-plan", 2, "TUR", 7),
    ]
    assert frames["updates"].select("action", "n").rows() == [("tur-plan-a02", 1)]
    sources = frames["sources"].sort("line").select("record", "title", "country").rows()
    assert sources[-1] == ("tur-plan", "Plan", "TUR")
    assert len(sources) == 2


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("{law}{law}", (10, 7), id="in one file"),
        pytest.param("[{flow},\n {flow}]\n", (2, 7), id="in flow style"),
        pytest.param("[{flow}, {flow}]\n", (1, 134), id="on one line"),
    ],
)
def test_an_id_used_twice_is_reported_where_it_comes_again(tree, content, expected):
    flow = (
        "{id: tur-a, title: A, type: specific_law, scope: [mutuals], status: draft,"
        " sources: [{title: t, publisher: p, reference: r}]}"
    )
    text = content.replace("{law}", tree.law).replace("{flow}", flow)
    assert tree.found(text) == [(*expected, "repeated-id")]
    assert tree.loaded.frames["laws"].height == 1


def test_of_equal_ids_in_two_files_the_first_in_path_order_stays(tree):
    tree.write("countries/TUR/laws.yaml", tree.law)
    tree.write("countries/TUR/institutions.yaml", _institution("tur-law-1"))
    snapshot = tree.load()
    [problem] = snapshot.problems
    assert problem.place == "data/countries/TUR/laws.yaml:1:7"
    assert "data/countries/TUR/institutions.yaml:1." in problem.sentence()
    assert snapshot.frames["records"].select("id", "kind").rows() == [("tur-law-1", "institution")]


def _institution(identifier):
    return (
        f"- {{id: {identifier}, title: I, type: agency,"
        " sources: [{title: t, publisher: p, reference: r}]}\n"
    )


def test_an_action_may_not_take_the_id_of_another_action_or_record(tree):
    twice = ACTION_PLAN.replace("tur-plan-a02", "tur-plan-a01")
    assert tree.found(twice, PLANS) == [(7, 11, "repeated-id")]
    as_plan = ACTION_PLAN.replace("tur-plan-a02", "tur-plan")
    assert tree.found(as_plan, PLANS) == [(7, 11, "repeated-id")]


def test_the_id_of_an_action_starts_with_the_country_too(tree):
    foreign = ACTION_PLAN.replace("tur-plan-a02", "fra-plan-a02")
    assert tree.found(foreign, PLANS) == [(7, 11, "wrong-prefix")]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("adopted: 2011-03-29\n  in_force: 2011-03-28", [(11, 13, "dates-out-of-order")]),
        ("adopted: 2011-03-29\n  in_force: 2011-03", []),
        ("adopted: 2011-03-29\n  in_force: 2011", []),
        ("adopted: 2011-03\n  in_force: 2011-03-01", []),
        ("adopted: 2011-03\n  in_force: 2011-02-28", [(11, 13, "dates-out-of-order")]),
        ("adopted: 2012\n  in_force: 2011-12-31", [(11, 13, "dates-out-of-order")]),
        ("adopted: 2011-03-29\n  published: 2011-03-01", [(11, 14, "dates-out-of-order")]),
        ("in_force: 2020\n  repealed: 2019", [(11, 13, "dates-out-of-order")]),
        ("proposed: 2012\n  in_force: 2011", [(11, 13, "dates-out-of-order")]),
        (
            "proposed: 2011-05\n  adopted: 2011\n  in_force: 2011-03",
            [(12, 13, "dates-out-of-order")],
        ),
        ("period: {start: 2016, end: 2012}", [(10, 11, "dates-out-of-order")]),
        ("period: {start: 2016-05, end: 2016}", []),
    ],
)
def test_dates_are_compared_as_precisely_as_both_are_known(tree, dates, expected):
    assert tree.found(f"{tree.law}  {dates}\n") == expected


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("jurisdiction: subnational", "area-missing"),
        ("jurisdiction: subnational\n  area: {code: CA-QC}", "missing-field"),
        ("jurisdiction: subnational\n  area: Quebec", "not-a-mapping"),
        ("area: {name: Quebec}", "area-not-subnational"),
        ("jurisdiction: regional\n  area: {name: Quebec}", "unknown-code"),
    ],
)
def test_a_fault_in_an_area_is_one_problem(tree, lines, code):
    assert [name for _, _, name in tree.found(f"{tree.law}  {lines}\n")] == [code]


def test_a_subnational_record_says_where_it_applies(tree):
    area = "jurisdiction: subnational\n  area: {name: Quebec, code: CA-QC}"
    assert tree.found(f"{tree.law}  {area}\n") == []
    laws = tree.loaded.frames["laws"]
    assert laws.select("area_name", "area_code").rows() == [("Quebec", "CA-QC")]


@pytest.mark.parametrize(
    ("table", "first", "later"),
    [
        (action_plan.ACTIONS, "start", "due"),
        (action_plan.ACTIONS, "start", "completed"),
        (INSTITUTION.table, "established", "dissolved"),
        (RESOLUTION.table, "adopted", "in_force"),
        (WORKSHOP.table, "start", "end"),
    ],
)
def test_dates_of_every_kind_are_in_order(snapshot, table, first, later):
    def found(before, after):
        reading = Reading(snapshot.reference)
        node = documents.parse(f"{first}: {before}\n{later}: {after}\n", reading.report_at)
        reading.fields(node, table)
        return [(p.code, p.line) for p in reading.problems if p.code != "missing-field"]

    assert found("2012", "2011-12-31") == [("dates-out-of-order", 2)]
    assert found("2012", "2012-01-01") == found("2012-05-02", "2012") == []


@pytest.mark.parametrize("kind", [action_plan.ACTION_PLAN, PROGRAMME])
def test_a_period_ends_after_it_begins(snapshot, kind):
    reading = Reading(snapshot.reference)
    node = documents.parse("period: {start: 2016, end: 2012}\n", reading.report_at)
    reading.fields(node, kind.table)
    codes = [problem.code for problem in reading.problems if problem.code != "missing-field"]
    assert codes == ["dates-out-of-order"]
