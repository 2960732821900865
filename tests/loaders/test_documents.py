"""A file becomes a tree of text that knows its places; no file can crash or stall the reading."""

import os
from pathlib import Path

import pytest

from loaders import documents
from loaders.documents import Mapping, Scalar, Sequence


def plain(node):
    """The tree as text, lists and dictionaries."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key: plain(value) for key, (_, value) in node.entries.items()}
    return node


def parse(text):
    """The tree of a text and what is wrong with it, as (line, column, code)."""
    found = []
    root = documents.parse(text, lambda code, line, column, **_: found.append((line, column, code)))
    return plain(root), found


def read(path: Path):
    found = []
    document = documents.read(
        path, lambda code, line, column, **_: found.append((line, column, code))
    )
    return plain(document.root), found


@pytest.mark.parametrize(
    "text",
    ["NO", "on", "yes", "012", "1.10", "1_000", "0x1F", "12:30", "2011-03-29", "~", "null", "<<"],
)
def test_a_value_stays_the_text_it_is(text):
    assert parse(f"- number: {text}\n") == ([{"number": text}], [])


def test_every_value_and_field_name_knows_its_line_and_column():
    root = documents.parse("- id: a\n  sources:\n    - title: 'b'\n", pytest.fail)
    assert isinstance(root, Sequence)
    record = root.items[0]
    assert isinstance(record, Mapping)
    label, sources = record.entries["sources"]
    assert (label.line, label.column) == (2, 3)
    assert isinstance(sources, Sequence)
    title = sources.items[0].entries["title"][1]
    assert (title.line, title.column, title.quoted) == (3, 14, True)


def test_a_column_counts_characters_not_bytes():
    assert parse("- 'ğüşi': 1\n  'ğüşi': 2\n") == ([{"ğüşi": "1"}], [(2, 3, "repeated-key")])
    assert parse("- {ö: 1, ö: 2}\n")[1] == [(1, 10, "repeated-key")]


def test_lines_are_counted_the_same_with_either_line_end():
    assert parse("- a: 1\r\n  a: 2\r\n")[1] == [(2, 3, "repeated-key")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: 1\na: 2\na: 3\n", [(2, 1), (3, 1), "repeated-key"], id="repeated key"),
        pytest.param("? [a, b]\n: 1\n", [(1, 3), "key-not-text"], id="list as key"),
        pytest.param("? {a: b}\n: 1\n", [(1, 3), "key-not-text"], id="mapping as key"),
        pytest.param("- {? : lost}\n", [(1, 6), "key-not-text"], id="no key"),
        pytest.param("a: &x 1\nb: *x\n", [(2, 4), "alias"], id="alias"),
        pytest.param("a: *x\n", [(1, 4), "alias"], id="alias of nothing"),
        pytest.param("a: &x {b: 1}\nc:\n  <<: *x\n", [(3, 7), "alias"], id="merge key"),
        pytest.param("a: !!python/object/apply:os.system [ls]\n", [(1, 4), "tag"], id="python"),
        pytest.param("a: !!int 12\nb: !own 3\n", [(1, 4), (2, 4), "tag"], id="other tags"),
        pytest.param("a: 1\n---\nb: 1\n", [(2, 1), "several-documents"], id="two documents"),
        pytest.param("a: 1\n...\n---\nb: 1\n", [(3, 1), "several-documents"], id="after its end"),
        pytest.param("a:\n\tb: 1\n", [(2, 1), "tab"], id="tab before a field"),
        pytest.param("a:\n  - b: 1\n\t  c: 1\n", [(3, 1), "tab"], id="tab among spaces"),
        pytest.param("a: b: c\n", [(1, 5), "syntax"], id="colon in a value"),
        pytest.param("a: 'b\n", [(1, 4), "syntax"], id="open quotation mark"),
        pytest.param("a: [b\n", [(1, 4), "syntax"], id="open bracket"),
        pytest.param("a: @b\n", [(1, 4), "syntax"], id="reserved character"),
        pytest.param("a: x\x07y\n", [(1, 5), "control-character"], id="control character"),
        pytest.param('a: "x\\u202Ey"\n', [(1, 4), "control-character"], id="escaped override"),
        pytest.param("a: x\u202ey\n", [(1, 5), "control-character"], id="right-to-left override"),
        pytest.param("a: x\u2060y\n", [(1, 5), "control-character"], id="word joiner"),
        pytest.param("a: x\u061cy\n", [(1, 5), "control-character"], id="arabic letter mark"),
        pytest.param("a: x\ufeffy\n", [(1, 5), "control-character"], id="BOM inside"),
        pytest.param("b: 1\na: x\uffffy\n", [(2, 5), "control-character"], id="non-character"),
        pytest.param('a: "\\ud800"\n', [(1, 7), "syntax"], id="half a surrogate"),
    ],
)
def test_a_fault_is_reported_where_it_stands(text, expected):
    *where, code = expected
    assert parse(text)[1] == [(line, column, code) for line, column in where]


def test_what_is_not_text_to_be_shown_is_removed_and_the_rest_is_read():
    tree, _ = parse('- {a: "x\\u202Ey", b: x\x07y}\n')
    assert tree == [{"a": "xy", "b": "xy"}]


def test_joiners_that_persian_and_hindi_need_are_text():
    text = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u0915\u094d\u200d\u0937"
    assert parse(f"- {text}\n") == ([text], [])


def test_of_several_documents_the_first_is_read():
    assert parse("- a\n---\n- b\n")[0] == ["a"]


def test_a_python_tag_runs_nothing(tmp_path):
    sentinel = tmp_path / "ran"
    parse(f"a: !!python/object/apply:os.system ['touch {sentinel}']\n")
    assert not sentinel.exists()


def test_an_alias_bomb_is_stopped_at_its_first_alias():
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 60)
    )
    assert parse(bomb) == (None, [(2, 10, "alias")])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("- a: é\n".encode("latin-1"), (1, 6, "not-utf8"), id="latin-1"),
        pytest.param("- ç\n- é: 1\n".encode() + b"- \xe9\n", (3, 3, "not-utf8"), id="one byte"),
        pytest.param("- a: 1\n".encode("utf-16"), (1, 1, "utf-16"), id="UTF-16"),
        pytest.param(b"- a: 1\n- \0\n", (2, 3, "binary"), id="null byte"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0", (3, 1, "binary"), id="an image"),
        pytest.param(b"\xef\xbb\xbf- a: 1\n", (1, 1, "byte-order-mark"), id="byte-order mark"),
    ],
)
def test_bytes_that_are_no_clean_utf8_are_reported(tmp_path, content, expected):
    (tmp_path / "laws.yaml").write_bytes(content)
    assert read(tmp_path / "laws.yaml")[1] == [expected]


def test_a_file_with_a_byte_order_mark_is_read_all_the_same(tmp_path):
    (tmp_path / "laws.yaml").write_bytes(b"\xef\xbb\xbf- a: 1\n  a: 2\n")
    tree, found = read(tmp_path / "laws.yaml")
    assert tree == [{"a": "1"}]
    assert found == [(1, 1, "byte-order-mark"), (2, 3, "repeated-key")]


def test_what_is_no_ordinary_file_is_not_opened(tmp_path):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/etc/passwd")
    (tmp_path / "dangling").symlink_to("nowhere")
    assert read(tmp_path / "folder") == (None, [(1, 1, "not-a-file")])
    assert read(tmp_path / "pipe") == (None, [(1, 1, "not-a-file")])
    assert read(tmp_path / "link") == (None, [(1, 1, "symbolic-link")])
    assert read(tmp_path / "dangling") == (None, [(1, 1, "symbolic-link")])
    assert read(tmp_path / "nothing") == (None, [(1, 1, "cannot-read")])


def test_a_file_of_100_mb_is_not_read(tmp_path):
    with (tmp_path / "laws.yaml").open("wb") as file:
        file.truncate(100_000_000)
    assert read(tmp_path / "laws.yaml") == (None, [(1, 1, "too-large")])


def test_nesting_is_followed_to_64_levels_and_no_further():
    assert parse("[" * 64 + "]" * 64)[1] == []
    assert parse("[" * 65 + "]" * 65) == (None, [(1, 65, "too-deep")])
    block = "".join(f"{'  ' * n}a:\n" for n in range(70))
    assert parse(block) == (None, [(65, 129, "too-deep")])


@pytest.mark.parametrize("levels", [10_000, 100_000, 1_000_000])
@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "], ids=["list", "map", "-", "?"])
def test_a_file_nested_a_million_deep_neither_crashes_nor_stalls(python, opening, levels):
    code = (
        "from loaders import documents\n"
        f"documents.parse({opening!r} * {levels}, lambda *problem, **_: print(*problem))\n"
    )
    done = python("-c", code)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == f"too-deep 1 {64 * len(opening) + 1}"


def test_more_values_than_the_limit_are_not_read(monkeypatch):
    monkeypatch.setattr(documents, "MAX_VALUES", 1_000)
    assert parse("[" + "a," * 999 + "]")[1] == []
    assert parse("[" + "a," * 1_000 + "]") == (None, [(1, 2_000, "too-many-values")])
