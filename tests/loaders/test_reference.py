"""Code lists, countries, groups and organisations: what records may refer to."""

import pytest

GROUPING = """\
id: club
title: A club
as_of: 2025
sources: [{title: t, publisher: p, reference: r}]
groups:
  - id: club
    name: The club
    members: [TUR, FRA]
"""
CLUB = "reference/groupings/club.yaml"
CODES = "codelists/law-status.yaml"


def test_codes_keep_the_order_of_their_file(tree):
    tree.write(
        CODES, "".join(f"- {{code: {c}, label: {c}, definition: d}}\n" for c in ("z", "a", "m"))
    )
    snapshot = tree.load()
    assert list(snapshot.reference.codes("law-status") or ()) == ["z", "a", "m"]
    frame = snapshot.frames["codes"]
    assert frame.filter(codelist="law-status")["code"].to_list() == ["z", "a", "m"]


def test_a_label_is_looked_up_by_code_and_an_unknown_code_is_shown_as_it_is(snapshot):
    reference = snapshot.reference
    assert reference.label("law-status", "in_force") == "In force"
    assert reference.label("law-status", "no_such_code") == "no such code"
    assert reference.label("no-such-list", None) == ""
    assert reference.country_name("TUR") == "Türkiye"
    assert reference.country_name("XXX") == "XXX"
    assert reference.country_name(None) == ""
    assert reference.organisation_name("oecd").startswith("Organisation for Economic")
    assert reference.organisation_name("A local union") == "A local union"


@pytest.mark.parametrize(
    "text", ["TR", "tr", "tur", "Türkiye", "TÜRKIYE", "Turkey", "Turkye", "Türkie"]
)
def test_a_country_is_recognised_by_its_codes_and_names(snapshot, text):
    assert snapshot.reference.country_hint(text) == " Did you mean 'TUR'?"


@pytest.mark.parametrize("text", ["TUX", "Africa", "Europe", ""])
def test_what_is_not_nearly_a_name_is_not_guessed(snapshot, text):
    assert "Write its code" in snapshot.reference.country_hint(text)


def test_the_reference_is_read_only(snapshot):
    with pytest.raises(TypeError):
        snapshot.reference.countries["TUR"]["name"] = "x"
    with pytest.raises(TypeError):
        snapshot.frames["laws"] = None


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        pytest.param(CLUB, GROUPING.replace("FRA", "FRX"), (8, 20, "unknown-country"), id="member"),
        pytest.param(CLUB, GROUPING.replace("[TUR, FRA]", "[]"), (8, 14, "empty-list"), id="none"),
        pytest.param(CLUB, f"- {GROUPING[:9]}", (1, 1, "not-a-mapping"), id="list"),
        pytest.param(CODES, "a: 1\n", (1, 1, "not-a-list"), id="mapping"),
        pytest.param(CODES, "- {code: A-b, label: l, definition: d}\n", (1, 10, None), id="form"),
    ],
)
def test_a_fault_in_the_reference_is_reported_like_any_other(tree, path, content, expected):
    [(line, column, code)] = tree.found(content, path)
    assert (line, column) == expected[:2]
    assert code == expected[2] or expected[2] is None


@pytest.mark.parametrize(
    ("path", "again"),
    [
        (CODES, "- {code: draft, label: Other, definition: d}\n"),
        ("reference/countries.yaml", "- {iso3: TUR, iso2: TR, name: Other, status: other}\n"),
        ("codelists/organisations.yaml", "- {id: oecd, name: Other, type: network}\n"),
        ("reference/groupings/oecd.yaml", "  - {id: ilo-africa, name: Other, members: [TUR]}\n"),
    ],
)
def test_a_code_given_twice_in_the_reference_is_a_problem(tree, path, again):
    before = (tree.root / path).read_text()
    [(line, _, code)] = tree.found(f"{before}\n{again}", path)
    assert line == before.count("\n") + 2
    assert code in ("repeated-id", "repeated-value")


@pytest.mark.parametrize(
    "path",
    ["reference/countries.yaml", CODES, "codelists/scope.yaml", "codelists/organisations.yaml"],
)
def test_a_reference_file_that_records_depend_on_is_missed(tree, path):
    tree.write(tree.laws, tree.law)
    (tree.root / path).unlink()
    snapshot = tree.load()
    missed = [(p.place, p.code) for p in snapshot.problems]
    assert missed == [(f"data/{path}:1:1", "missing-file")]
    assert snapshot.frames["laws"].height == 1
