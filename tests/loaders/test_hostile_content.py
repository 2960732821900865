"""No content of a file, however it came about, can break a reading or keep the rest from view."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders import documents, frames
from loaders.checks import CHECKS
from loaders.kinds import KINDS
from loaders.records import Reading

ORIGINAL = (
    "- id: tur-law-1\n  title: 'A law: of Türkiye'\n  original_title:\n    - text: Kanun\n"
    "      language: tr\n  type: framework_law\n  scope:\n    - social_economy\n    - mutuals\n"
    "  status: in_force\n  adopted: 2011-03-29\n  amends: [tur-law-2]\n  summary: >-\n    Folded\n"
    '    text.\n  sources:\n    - title: "Gazette"\n      publisher: The State # note\n'
    "      url: https://example.org/law\n- {id: tur-law-2, title: B, type: amendment,\n"
    "   scope: [mutuals], status: draft, sources: [{title: t, publisher: p, reference: r}]}\n"
)

HOSTILE = {
    "19 MB of control characters": b"\x01" * 19_000_000,
    "19 MB of right-to-left overrides": "\u202e".encode() * 6_000_000,
    "a million fields of one name": b"- a: 1\n" + b"  a: 1\n" * 999_000,
    "a million unknown fields": b"-\n" + b"".join(b"  f%d: 1\n" % n for n in range(990_000)),
    "a million directives": b"".join(b"%%TAG !a%d! x\n" % n for n in range(990_000)) + b"--- a\n",
    "a million directives with line ends of their own": b"".join(
        b"%%TAG !a%d! x\r" % n for n in range(990_000)
    )
    + b"--- a\n",
    "a million records": b"- a\n" * 1_900_000,
    "a list of 300,000 texts": b"- id: tur-1\n  original_title: [a]\n  themes:\n"
    + b"".join(b"    - t%d\n" % n for n in range(300_000)),
    "a list of 300,000 links": b"- id: tur-1\n  responds_to:\n"
    + b"".join(b"    - t%d\n" % n for n in range(300_000)),
    "an address of 19 MB": b"- sources:\n    - url: http://" + b"." * 19_000_000 + b" x\n",
    "a text of 19 MB": b"- title: " + b"x" * 19_000_000 + b"\n",
    "an id of 19 MB": b"- id: tur-" + b"x" * 19_000_000 + b"\n",
    "a status of 19 MB": b"- status: " + b"x" * 19_000_000 + b"\n",
    "a date of 19 MB": b"- adopted: " + b"1" * 19_000_000 + b"\n",
    "a field name of 19 MB": b"- ? " + b"x" * 19_000_000 + b"\n  : 1\n",
    "a link of 19 MB": b"- responds_to: [" + b"x" * 19_000_000 + b"]\n",
    "a comment of 19 MB": b"# " + b"x" * 19_000_000 + b"\n",
    "19 MB of line ends": b"\n" * 19_000_000,
    "19 MB of spaces": b" " * 19_000_000,
    "19 MB of spaces before a slip": b" " * 19_000_000 + b"!x: y: z\n",
    "a quotation of 19 MB before a slip": b"- title: '" + b"x" * 19_000_000 + b"' y: 'z\n",
    "19 MB of quotation marks": b"'" * 19_000_000,
    "19 MB of dashes": b"- " * 9_500_000,
    "19 MB of brackets": b"[],{}" * 3_800_000,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_costs_seconds_and_some_memory_and_the_rest_is_shown(tree, python, content):
    tree.write(tree.laws, content)
    tree.write("countries/FRA/laws.yaml", tree.law.replace("tur-", "fra-"))
    code = (
        "import resource, sys, loaders\n"
        "resource.setrlimit(resource.RLIMIT_AS, (8_000_000_000, 8_000_000_000))\n"
        f"snapshot = loaders.load({str(tree.root)!r})\n"
        "assert 0 < len(snapshot.problems) <= 10_000, len(snapshot.problems)\n"
        "assert snapshot.frames['laws']['id'].to_list() == ['fra-law-1']\n"
        "assert all(len(str(problem)) < 2_000 for problem in snapshot.problems)\n"
        "assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 3_000_000\n"
    )
    done = python("-c", code, timeout=30)
    assert done.returncode == 0, done.stderr[-2_000:]


def _lines(text):
    """Lines as YAML counts them: next line (U+0085) and the separators of Unicode end one too."""
    return re.split("\r\n|[\n\r\x85\u2028\u2029]", text)


def _check_everything(reading, text=None):
    """What holds of every reading: frames can be built and each problem has a place that exists."""
    built = frames.record_frames(reading.rows)
    for kind in KINDS:
        assert built[kind.table.name].height >= 0
    lines = None if text is None else _lines(text)
    for problem in [*reading.problems, *(p for check in CHECKS for p in check(reading))]:
        assert str(problem).isprintable()
        assert problem.line >= 1
        assert problem.column >= 1
        if lines is not None:
            assert problem.line <= len(lines) + 1
            inside = lines[problem.line - 1] if problem.line <= len(lines) else ""
            assert problem.column <= len(inside) + 2


QUICK = settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
YAML_TEXT = st.text(st.sampled_from("-:[]{}&*!|>'\"%@`#? \t\n\r,~.aA0\\\u202e\ufeff\u2028é🚜\x07"))


@pytest.fixture
def read(snapshot, tmp_path):
    """Reads text, or the bytes of a file, as records of a kind; all that must hold is checked."""

    def read(content, kind):
        reading = Reading(snapshot.reference)
        reading.enter("data/countries/TUR/laws.yaml", "TUR")
        if isinstance(content, bytes):
            (tmp_path / "file.yaml").write_bytes(content)
            root = documents.read(tmp_path / "file.yaml", reading.report_at).root
        else:
            root = documents.parse(content, reading.report_at)
        if root is not None:
            reading.records(root, kind)
        _check_everything(reading, content if isinstance(content, str) else None)

    return read


@QUICK
@given(st.binary(max_size=300), st.sampled_from(KINDS))
def test_no_bytes_can_break_a_reading(read, content, kind):
    read(content, kind)


@QUICK
@given(st.text() | YAML_TEXT, st.sampled_from(KINDS))
def test_no_text_can_break_a_reading(read, text, kind):
    read(text, kind)


@st.composite
def mutated(draw):
    """A good file after a few slips of the hand."""
    text = ORIGINAL
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        slip = draw(st.sampled_from(["delete", "insert", "replace", "swap", "indent", "copy"]))
        lines = text.splitlines(keepends=True)
        line = draw(st.integers(0, max(len(lines) - 1, 0)))
        if slip in ("delete", "replace"):
            text = text[:at] + text[at + draw(st.integers(1, 8)) :]
        if slip in ("insert", "replace"):
            text = text[:at] + draw(YAML_TEXT)[:4] + text[at:]
        elif lines and slip == "swap":
            lines.insert(draw(st.integers(0, len(lines))), lines.pop(line))
            text = "".join(lines)
        elif lines and slip == "indent":
            lines[line] = " " * draw(st.integers(0, 8)) + lines[line].lstrip(" ")
            text = "".join(lines)
        elif lines and slip == "copy":
            text = "".join([*lines[: line + 1], *lines[line:]])
    return text


@settings(QUICK, max_examples=400)
@given(mutated())
def test_no_slip_of_the_hand_can_break_a_reading(read, text):
    read(text, next(kind for kind in KINDS if kind.name == "law"))


def test_the_file_that_is_mutated_is_without_a_fault(tree):
    assert tree.found(ORIGINAL) == []


def test_a_file_with_a_thousand_problems_is_set_aside_and_the_rest_is_shown(tree):
    tree.write(tree.laws, tree.law)
    tree.write("countries/ITA/laws.yaml", "- x\n" * 2_000)
    snapshot = tree.load()
    codes = [problem.code for problem in snapshot.problems]
    assert (codes.count("not-a-mapping"), codes.count("too-many-problems")) == (1_000, 1)
    assert ("ITA", "law") in snapshot.lost
    assert snapshot.frames["laws"].height == 1
