"""What changed between two states, in words."""

import dataclasses
from datetime import date

import pytest

import loaders
from dashboard.filters import Selection, from_query
from dashboard.queries import changes
from loaders.releases import listed, opened, write


@pytest.fixture
def states(small):
    """Writes each law file given in turn; returns the snapshots."""

    def make(*laws):
        found = []
        for law in laws:
            small.write(small.laws, law)
            found.append(small.load())
        return found

    return make


def told(before, after, selection=None):
    found = changes.rows(before, after, selection or Selection())
    return [
        (*line[:2], changes.named(*line[2:4]), *line[4:])
        for line in found.select("id", "what", "within", "field", "before", "after").iter_rows()
    ]


def test_a_status_is_told_in_words(states, small):
    draft = small.law.replace("in_force", "draft")
    assert told(*states(draft, small.law)) == [
        ("tur-law-1", "changed", "Status", "Draft", "In force")
    ]


def test_the_same_data_has_no_change_however_it_stands_in_the_file(states, small):
    assert told(*states(small.law, "\n\n" + small.law)) == []


def test_records_that_come_and_go(states, small):
    another = small.law.replace("tur-law-1", "tur-law-2")
    assert told(*states(small.law, another)) == [
        ("tur-law-1", "removed", "", "", ""),
        ("tur-law-2", "added", "", "", ""),
    ]


def test_a_field_that_is_filled_and_one_that_is_emptied(states, small):
    dated = small.law.replace("  sources:", "  adopted: 2011-03\n  sources:")
    noted = small.law.replace("  sources:", "  note: A word\n  sources:")
    assert told(*states(dated, noted)) == [
        ("tur-law-1", "changed", "Adopted", "March 2011", ""),
        ("tur-law-1", "changed", "Note", "", "A word"),
    ]


def test_a_source_that_is_added_is_said_without_its_address(states, small):
    more = small.law + "    - {title: Second, publisher: P, url: 'https://example.org/2'}\n"
    assert told(*states(small.law, more)) == [("tur-law-1", "changed", "Sources", "", "Second, P")]


def test_an_action_is_compared_field_by_field_under_its_title(records):
    root = records("T")
    before = loaders.load(root)
    file = root / "countries/TUR/action-plans.yaml"
    file.write_text(file.read_text().replace("under_way", "completed"))
    assert told(before, loaders.load(root)) == [
        ("tur-p1", "changed", "T: Status", "Under way", "Completed")
    ]


@pytest.mark.parametrize(
    ("path", "was", "now", "change"),
    [
        (
            "countries/TUR/action-plans.yaml",
            "status: under_way,",
            "status: under_way, updates: [{date: 2025-05, status: under_way, note: N}],",
            ("tur-p1", "T: Updates", "", "May 2025, Under way, N"),
        ),
        (
            "countries/TUR/action-plans.yaml",
            "status: under_way,",
            "status: under_way, sources: [{title: S, publisher: P, reference: R}],",
            ("tur-p1", "T: Sources", "", "S, P, R"),
        ),
        (
            "international/resolutions.yaml",
            "position: bound",
            "position: bound, sources: [{title: S, publisher: P, reference: R}]",
            ("int-r1", "Positions", "Senegal, Bound", "Senegal, Bound, S, P, R"),
        ),
        (
            "countries/ITA/laws.yaml",
            "https://example.org/1",
            "https://example.org/2",
            (
                "ita-l1",
                "Sources",
                "T, T, https://example.org/1, 2020",
                "T, T, https://example.org/2, 2020",
            ),
        ),
    ],
    ids=["an update", "a source of an action", "a source of a position", "an address"],
)
def test_what_changes_deep_within_a_record_is_told(records, path, was, now, change):
    root = records("T")
    before = loaders.load(root)
    file = root / path
    file.write_text(file.read_text().replace(was, now, 1))
    record, field, said_before, said_after = change
    assert told(before, loaders.load(root)) == [(record, "changed", field, said_before, said_after)]


def test_a_position_that_stands_elsewhere_in_the_list_is_the_same(records):
    root = records("T")
    file = root / "international/resolutions.yaml"
    first = '{country: TUR, position: co_sponsor, note: "T"}'
    second = "{country: SEN, position: bound, sources: [{title: S, publisher: P, reference: R}]}"
    text = file.read_text().replace("{country: SEN, position: bound}", second)
    file.write_text(text)
    before = loaders.load(root)
    file.write_text(text.replace(f"[{first}, {second}]", f"[{second}, {first}]"))
    assert file.read_text() != text
    assert told(before, loaders.load(root)) == []


def test_a_region_and_a_kind_narrow_what_is_told(records):
    root = records("One")
    before = loaders.load(root)
    after = loaders.load(records("Another"))
    every = changes.rows(before, after, Selection())
    chosen = from_query({"kind": "law", "region": "eu"}, after.reference)
    narrowed = changes.rows(before, after, chosen)
    assert set(narrowed["id"]) == {"ita-l1"}
    assert set(every["kind"]) >= {"law", "resolution", "workshop", "programme", "news"}


def test_a_country_has_what_is_its_own_and_what_it_took_part_in(records):
    before = loaders.load(records("One"))
    after = loaders.load(records("Another"))
    chosen = from_query({"place": "ITA"}, after.reference)
    told = changes.rows(before, after, chosen)
    assert set(told["id"]) == {"ita-l1", "tur-w1", "int-w1"}


def test_a_release_without_a_field_that_exists_now_is_compared(states, small, tmp_path):
    """A field that was declared since then is told where a record fills it, and nowhere else."""
    confirmed = small.law.replace("  sources:", "  status_as_of: 2026\n  sources:")
    (now,) = states(confirmed)
    frames = dict(now.frames)
    frames["laws"] = frames["laws"].drop("status_as_of")
    earlier = dataclasses.replace(now, frames=frames, root=tmp_path)
    assert told(opened(write(earlier, date(2026, 1, 1))), now) == [
        ("tur-law-1", "changed", "Status as of", "", "2026")
    ]


PROGRAMME = "- {id: prog-1, title: NAME, sources: [{title: t, publisher: p, reference: r}]}\n"
EVENT = (
    "- {id: FOLDERw1, title: E, type: workshop, level: national, programme: prog-1,"
    " sources: [{title: t, publisher: p, reference: r}]}\n"
)


def test_a_record_has_not_changed_where_what_it_names_is_called_otherwise(small):
    """Neither one of a country nor an international one, whose row has no country."""
    small.write("countries/TUR/workshops.yaml", EVENT.replace("FOLDER", "tur-"))
    small.write("international/workshops.yaml", EVENT.replace("FOLDER", "int-"))
    states = []
    for name in ("Old", "New"):
        small.write("international/programmes.yaml", PROGRAMME.replace("NAME", name))
        states.append(small.load())
    assert [row[:3] for row in told(*states)] == [("prog-1", "changed", "Title")]


def test_columns_do_not_vary(states, small):
    same, again = states(small.law, small.law)
    empty = changes.rows(same, again, Selection())
    assert dict(empty.schema) == changes.COLUMNS


def test_the_history_of_a_record_is_what_each_state_added_to_the_one_before(states, small):
    draft = small.law.replace("in_force", "draft")
    other = small.law.replace("tur-law-1", "tur-law-2")
    kept = states(other, draft, draft, small.law, other)
    told = [
        [(one.what, one.field) for one in of_state]
        for of_state in changes.history(kept, "tur-law-1")
    ]
    assert told == [[], [("added", "")], [], [("changed", "Status")], [("removed", "")]]
    assert changes.history(kept, "tur-law-2")[0] == [changes.Change("added")]
    assert changes.history(kept, "nope") == [[], [], [], [], []]


def test_the_history_and_the_list_of_all_changes_tell_the_same(snapshot):
    releases = [opened(one) for one in listed(snapshot.root)][-2:]
    every = changes.rows(*releases, Selection())
    for record in every.filter(what="changed")["id"].unique().sort()[:5]:
        of_record = every.filter(id=record).select(changes.Change._fields)
        assert changes.history(releases, record)[1] == list(of_record.iter_rows())
