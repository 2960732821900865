"""Each type of field takes what it is for, refuses the rest and says where."""

from datetime import date

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders import documents, frames
from loaders.kinds import KINDS
from loaders.records import Reading

LAWS = next(kind for kind in KINDS if kind.name == "law")

WORKSHOP = """\
- id: event-1
  title: A meeting
  type: meeting
  level: global
  sources:
    - title: Report
      publisher: ILO
      reference: GB.347/1
"""
EVENTS = "international/workshops.yaml"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("participants: 0", "not-a-number"),
        ("participants: -5", "not-a-number"),
        ("participants: 1.5", "not-a-number"),
        ("participants: 1_000", "not-a-number"),
        ("participants: 1,000", "not-a-number"),
        ("participants: about 40", "not-a-number"),
        ("participants: ٤٠", "not-a-number"),
        (f"participants: {'9' * 400}", "not-a-number"),
        ("jurisdiction: National", "unknown-code"),
        ("themes: [no_such_theme]", "unknown-code"),
        ("countries: [TR]", "unknown-country"),
        ("countries: [tur]", "unknown-country"),
        ("programme: event-1", "links-itself"),
        ("responds_to: [nothing-of-the-kind]", "missing-link"),
        (f"summary: {'x' * 5_001}", "too-long"),
        (f"organisers: [{'x' * 5_001}]", "too-long"),
        (f"responds_to: [{'x' * 5_001}]", "too-long"),
        ("original_title: [{text: Reunión, language: Turkish}]", "not-a-language"),
        ("original_title: [{text: Reunión, language: pt_BR}]", "not-a-language"),
        ("sectors: [crafts, crafts]", "repeated-value"),
        ("sectors: []", "empty-list"),
        ("sectors: crafts", "not-a-list"),
        ("sectors: {crafts: true}", "not-a-list"),
        ("sectors: [[crafts]]", "not-a-value"),
        ("sectors: [~]", "empty-value"),
        ("sectors:", "empty-value"),
        ("host: ILO", "not-a-mapping"),
        ("host: [ILO]", "not-a-mapping"),
        ("host:", "empty-value"),
        ("note: [a]", "not-a-value"),
        ("note: {a: b}", "not-a-value"),
        ("note:", "empty-value"),
        ("note: ~", "empty-value"),
        ("note: null", "empty-value"),
        ("note: ''", "empty-value"),
        ("note: '  '", "empty-value"),
        ("note: |", "empty-value"),
        ("start: 2011-02-30", "impossible-date"),
        ("start: yesterday", "not-a-date"),
        ("start: 0212", "date-out-of-range"),
        ("Note: x", "unknown-field"),
        ("hosts: {country: TUR}", "unknown-field"),
    ],
)
def test_a_value_that_its_field_cannot_take_is_one_problem_on_its_line(tree, line, code):
    found = tree.found(f"{WORKSHOP}  {line}\n", EVENTS)
    assert [(row, name) for row, _, name in found] == [(9, code)]
    assert tree.loaded.frames["workshops"]["title"].to_list() == ["A meeting"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "'java script:alert(1)'",
        "data:text/html,<script>",
        "vbscript:x.y",
        "file:///etc/passwd",
        "//example.org/x",
        "www.example.org",
        "ftp://example.org",
        "http://",
        "https://x",
        "https://exa mple.org",
        "'https://example.org/\"onmouseover=alert(1)'",
        "https://example.org/<b>",
        "https://example.org\\@evil.org",
    ],
)
def test_what_is_no_http_address_is_one_problem_and_never_a_link(tree, address):
    found = tree.found(tree.law.replace("https://example.org/law", address))
    assert found == [(9, 12, "not-a-web-address")]
    assert address not in tree.loaded.frames["sources"]["url"].to_list()


@pytest.mark.parametrize("value", ["TUR-law-1", "tur_law", "tur-", "tur-law 1", "türkiye-1", "~"])
def test_an_id_of_another_form_is_one_problem(tree, value):
    code = "empty-value" if value == "~" else "not-a-slug"
    assert tree.found(tree.law.replace("tur-law-1", value)) == [(1, 7, code)]


def test_text_that_yaml_takes_for_something_else_reaches_the_frame_as_written(tree):
    texts = ["NO", "012", "1.10", "on", "yes", "1_000", "0x1F"]
    laws = (
        tree.law.replace("tur-law-1", f"tur-{text.casefold()}".translate({46: 45, 95: 45})).replace(
            "A law", f"{text}\n  number: {text}"
        )
        for text in texts
    )
    assert tree.found("".join(laws)) == []
    laws = tree.loaded.frames["laws"]
    assert laws["title"].to_list() == texts
    assert laws["number"].to_list() == texts


def test_an_organisation_is_known_by_id_name_or_alias_and_else_stays_as_written(tree):
    tree.write(EVENTS, f"{WORKSHOP}  organisers: [oecd-council, OECD, oecd, A local union]\n")
    snapshot = tree.load()
    # OECD and oecd are one organisation, given twice.
    assert [(p.line, p.column, p.code) for p in snapshot.problems] == [(9, 36, "repeated-value")]
    [organisers] = snapshot.frames["workshops"]["organisers"].to_list()
    assert organisers == ["oecd-council", "oecd", "A local union"]


def test_a_near_miss_of_an_organisation_is_a_warning_and_stays_as_written(tree):
    name = "Organisation for Economic Cooperation and Development (OECD)"
    tree.write(EVENTS, f"{WORKSHOP}  organisers: [{name}]\n")
    snapshot = tree.load()
    assert snapshot.problems == ()
    assert [(p.line, p.column, p.code) for p in snapshot.warnings] == [(9, 16, "near-organisation")]
    assert snapshot.frames["workshops"]["organisers"].to_list() == [[name]]


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co")),
    min_size=1,
    max_size=60,
).filter(str.strip)
SPECIAL = st.sampled_from(
    [*"~*&!%@`'\"{[|>=", "NO", "null", "012", "1.10", "- a", "a: b", "#x"]
) | (st.sampled_from(["a #b", "*a", "&a", "!a", "<<", "2011-03-29", "1_000", ".nan", "a\tb", "🚜"]))


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=TEXT | SPECIAL,
    names=st.lists(TEXT | SPECIAL, min_size=1, max_size=4, unique_by=str.strip),
    number=TEXT | SPECIAL,
    adopted=st.dates().filter(lambda day: 1500 <= day.year <= 2200),
    unicode=st.booleans(),
)
def test_what_a_good_record_says_comes_out_of_the_frame(
    snapshot, title, names, number, adopted, unicode
):
    record = {
        "id": "tur-1",
        "title": title,
        "original_title": [{"text": name} for name in names],
        "type": "specific_law",
        "scope": ["cooperatives", "mutuals"],
        "number": number,
        "status": "adopted",
        "adopted": adopted.isoformat(),
        "sources": [{"title": name, "publisher": title, "reference": number} for name in names],
    }
    reading = Reading(snapshot.reference, date(2200, 12, 31))
    reading.enter("data/countries/TUR/laws.yaml", "TUR")
    text = yaml.safe_dump([record], allow_unicode=unicode)
    reading.records(documents.parse(text, reading.report_at), LAWS)
    assert reading.problems == []
    built = frames.record_frames(reading.rows)
    [law] = built["laws"].to_dicts()
    sources = built["sources"].to_dicts()
    assert law["title"] == title.strip()
    assert law["number"] == number.strip()
    assert [part["text"] for part in law["original_title"]] == [name.strip() for name in names]
    assert (law["adopted"], law["adopted_precision"]) == (adopted, "day")
    assert [source["title"] for source in sources] == [name.strip() for name in names]
    assert {source["record"] for source in sources} == {"tur-1"}
