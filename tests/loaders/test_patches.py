"""A patch is what git takes."""

import subprocess

import pytest

from loaders.patches import changed_lines, patch

PATH = "data/countries/TUR/laws.yaml"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- id: a\n- id: b\n", "- id: a\n- id: c\n"),
        ("- id: a", "- id: a\n- id: ç\n"),
        ("- id: a\n", "- id: b"),
        ("x\u2028y\n\r\nz\n", "x\u2028y\n\r\nw\n"),
        (None, "- id: a\n"),
        ("- id: a\n", None),
        ("-- a\n++ b\n", "++ b\n-- a\n"),
    ],
)
def test_git_applies_it(tmp_path, before, after):
    def git(*arguments):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q")
    file = tmp_path / PATH
    if before is not None:
        file.parent.mkdir(parents=True)
        file.write_bytes(before.encode())
    (tmp_path / "change.patch").write_bytes(patch(PATH, before, after).encode())
    git("apply", "change.patch")
    assert (file.read_bytes().decode() if file.exists() else None) == after


def test_nothing_changed_is_no_patch():
    assert patch(PATH, "a\n", "a\n") == ""
    assert list(changed_lines("-- a\nb\n", "b\n")) == ["--- a", " b"]
