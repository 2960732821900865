"""The canonical layout changes no value, loses no comment, and is reached in one step."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import documents
from loaders.annotated import Unreadable, parse
from loaders.files import FILES, file_kind
from loaders.kinds import KINDS
from loaders.layout import WIDTH, formatted
from tests.loaders.any_yaml import Untagged, entry_lines

DATA = Path(__file__).parents[2] / "data"
LAWS = next(kind for kind in FILES if kind.name == "laws")
PLANS = next(kind for kind in FILES if kind.name == "action-plans")
COUNTRY = next(kind for kind in FILES if kind.name == "country")


def laid_out(text, kind=LAWS):
    return formatted(text, kind, "data/countries/TUR/laws.yaml")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("- title: T\n  id: a\n", "- id: a\n  title: T\n"),
        ("-   id:   a\n    title:  'T'\n", "- id: a\n  title: T\n"),
        ("[{id: a, scope: [b, c]}]", "- id: a\n  scope:\n    - b\n    - c\n"),
        ("- scope:\n  - b\n", "- scope:\n    - b\n"),
        ("---\n- id: a\n...\n", "- id: a\n"),
        ("- id: a\r\n- id: b\r\n", "- id: a\n\n- id: b\n"),
        ("- id: a\n\n\n\n- id: b", "- id: a\n\n- id: b\n"),
        ("- title: 'a: b'\n", '- title: "a: b"\n'),
        ('- title: "a: \\"b\\" it\'s"\n', "- title: 'a: \"b\" it''s'\n"),
        ("- number: '012'\n", '- number: "012"\n'),
        ("- number: 012\n", "- number: 012\n"),
        ("- number: '008'\n", '- number: "008"\n'),
        ("- number: 'A/1'\n", "- number: A/1\n"),
        ("- title: '~'\n", '- title: "~"\n'),
        ("- title: ~\n  note:\n", "- title: ~\n  note:\n"),
        ("- scope: []\n", "- scope: []\n"),
        ("- title: T\n  nonsense: 1\n  id: a\n", "- id: a\n  title: T\n  nonsense: 1\n"),
        ("- note: |\n    a\n\n    b\n", "- note: |\n    a\n\n    b\n"),
        ("- note: |\n    a\n", "- note: >\n    a\n"),
        ("- note: |+\n    a\n\n", '- note: "a\\n\\n"\n'),
        ("- note: |-\n    a\n\n    b\n", "- note: |-\n    a\n\n    b\n"),
        ("- note: >-\n    a\n    b\n", "- note: a b\n"),
        ("- title: '  a'\n", '- title: "  a"\n'),
        ('- title: "a\\u2028b"\n', '- title: "a\\u2028b"\n'),
    ],
)
def test_the_layout(given, expected):
    assert laid_out(given) == expected
    assert laid_out(expected) == expected


def test_a_text_longer_than_the_line_is_folded_and_an_address_is_not():
    words, address = "word " * 40, "https://example.org/" + "x" * 200
    text = laid_out(f"- summary: {words}\n  sources:\n    - url: {address}\n")
    summary, *lines = text.splitlines()
    assert summary == "- summary: >-"
    assert all(len(line) <= WIDTH for line in lines[:-2])
    assert text.endswith(f"    - url: {address}\n")


def test_nested_tables_are_ordered_by_their_own_declaration():
    given = "- actions: [{title: T, id: b, sources: [{url: u, title: t}]}]\n  id: a\n"
    assert laid_out(given, PLANS) == (
        "- id: a\n  actions:\n    - id: b\n      title: T\n      sources:\n"
        "        - title: t\n          url: u\n"
    )


def test_a_file_that_is_one_mapping_is_laid_out_as_one():
    given = "coverage: {news: partial, law: partial}\nresearched: 2026\n"
    expected = "researched: 2026\ncoverage:\n  law: partial\n  news: partial\n"
    assert laid_out(given, COUNTRY) == expected


COMMENTED = """\
# About this file

# About a
- id: a  # beside the id
  scope:  # beside the key
    # above the entry
    - cooperatives  # beside the entry
    # after the entries
  # above the title
  title: T
  summary: >-  # beside the sign
    folded
  note: |-
    two

    lines

  # after the record a

- # behind the dash
  id: b
  sources: [  # within brackets
    {title: t}, # after a comma
    {title: u}
  ]
# at the end
"""


def test_comments_stay_with_what_they_speak_of():
    expected = """\
# About this file

# About a
- id: a  # beside the id
  # above the title
  title: T
  scope:  # beside the key
    # above the entry
    - cooperatives  # beside the entry
    # after the entries
  summary: folded  # beside the sign
  note: |-
    two

    lines
  # after the record a

# behind the dash
- id: b
  sources:  # within brackets
    - title: t  # after a comma
    - title: u

# at the end
"""
    assert laid_out(COMMENTED) == expected
    assert laid_out(expected) == expected


def test_a_sign_within_a_value_is_no_comment():
    given = "- title: 'a # b'\n  number: C#\n  note: |-\n    # c\n    d\n"
    text = laid_out(given)
    assert parse(text).below == []
    assert values(text) == values(given)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- id: a\n  id: b\n", "repeated-key"),
        ("- id: &x a\n  title: *x\n", "alias"),
        ("- id: !!str a\n", "tag"),
        ("- id: a\n--- \n- id: b\n", "several-documents"),
        ("- id: 'a\n", "syntax"),
        ("", "empty-file"),
        ("text", "not-a-list"),
    ],
)
def test_what_a_load_cannot_read_is_not_laid_out(text, code):
    with pytest.raises(Unreadable) as raised:
        laid_out(text)
    assert [problem.code for problem in raised.value.problems] == [code]
    assert raised.value.problems[0].file == "data/countries/TUR/laws.yaml"


# --- For any text -------------------------------------------------------------------------------

NAMES = sorted({field.name for kind in KINDS for field in kind.table.fields} | {"nonsense", "a b"})
TEXTS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf")), max_size=30),
    st.text(" \n\t#:-'\"\\[]{}>|%@&*!?,~abcé0123", max_size=40),
    st.lists(st.text("abc#:'é", min_size=1, max_size=12), max_size=40).map(" ".join),
    st.sampled_from(["012", "~", "null", "true", "NO", "2011-03-29", "1_0", "- a", "? b", "%x"]),
)
NODES = st.recursive(
    TEXTS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    ),
    max_leaves=12,
)
RECORDS = st.lists(
    st.dictionaries(st.sampled_from(NAMES), NODES, max_size=6), min_size=1, max_size=4
)


@st.composite
def files(draw):
    """A file of records as any other program may write it, with comments between its lines."""
    style = {
        "default_flow_style": draw(st.sampled_from([True, False, None])),
        "default_style": draw(st.sampled_from([None, "'", '"', "|", ">"])),
        "width": draw(st.sampled_from([20, 80, 1000])),
        "indent": draw(st.integers(2, 6)),
        "allow_unicode": draw(st.booleans()),
    }
    # The base dumper writes no tags, whatever the style.
    text = yaml.dump(draw(RECORDS), Dumper=Untagged, sort_keys=False, **style)
    lines = text.split("\n")
    try:
        places = entry_lines(parse(text), {})
    except Unreadable:
        return text, []
    comments = []
    numbers = st.lists(st.sampled_from(sorted(places)), max_size=4, unique=True)
    for number in draw(numbers) if places else ():
        comment = f"# c{len(comments)} 'x: [" + draw(st.sampled_from(["", "é", " #", " - a"]))
        comments.append(comment)
        # Further to the right it could be a line of the text above.
        indent = " " * draw(st.integers(0, places[number]))
        lines[number - 1] = f"{indent}{comment}\n{lines[number - 1]}"
    return "\n".join(lines), comments


def values(text):
    """What a load sees of a text: its tree without places and without the order of keys."""
    problems = []
    root = documents.parse(text, lambda code, *place, **_values: problems.append(code))

    def tree(node):
        if isinstance(node, documents.Scalar):
            return node.text, node.quoted and node.text in ("", "~", "null")
        if isinstance(node, documents.Sequence):
            return [tree(item) for item in node.items]
        return {key: tree(value) for key, (_, value) in node.entries.items()}

    return problems or tree(root)


@settings(max_examples=120)
@given(files())
def test_no_value_changes_no_comment_is_lost_and_twice_is_once(file):
    text, comments = file
    try:
        once = laid_out(text)
    except Unreadable as error:
        # Only what a load would not take either.
        assert {problem.code for problem in error.problems} == set(values(text))
        return
    assert values(once) == values(text)
    assert all(re.search(rf"^ *{re.escape(comment)}$", once, re.MULTILINE) for comment in comments)
    assert laid_out(once) == once


def test_the_shipped_files_are_nearly_all_in_it_already():
    paths = sorted((DATA / "countries").rglob("*.yaml"))[::5]
    kinds = {path: file_kind(path.relative_to(DATA)) for path in paths}
    texts = {path: path.read_text("utf-8") for path in paths}
    others = [p for p, text in texts.items() if formatted(text, kinds[p], str(p)) != text]
    assert len(others) * 10 <= len(paths), "\n".join(map(str, others))
