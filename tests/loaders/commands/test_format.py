"""`format` writes what is laid out otherwise, and with `--check` names it only."""

import pytest

from loaders import layout
from loaders.commands import format, main

LAID_OUT = """\
- id: tur-law-1
  title: A law
  type: specific_law
  scope:
    - cooperatives
  status: in_force
  sources:
    - title: Gazette
      publisher: The State
      url: https://example.org/law
"""


def test_a_file_is_laid_out_and_then_left_alone(tree, capsys):
    file = tree.write(tree.laws, tree.law)
    file.chmod(0o640)
    before = tree.load().frames["laws"].drop("line")
    assert main(["format", str(tree.root / "countries")]) == 0
    assert file.read_text() == LAID_OUT
    assert tree.load().frames["laws"].drop("line").equals(before)
    assert file.stat().st_mode & 0o777 == 0o640
    assert capsys.readouterr().out.splitlines() == [
        "data/countries/TUR/laws.yaml",
        "1 file read: 1 laid out anew",
    ]
    saved = file.stat().st_mtime_ns
    assert main(["format", str(file)]) == 0
    assert file.stat().st_mtime_ns == saved
    assert [path.name for path in file.parent.iterdir()] == ["laws.yaml"]


def test_check_names_what_would_change_and_writes_nothing(tree, capsys):
    file = tree.write(tree.laws, tree.law)
    assert main(["format", "--check", str(file)]) == 1
    assert file.read_text() == tree.law
    assert "1 would be laid out anew" in capsys.readouterr().out
    tree.write(tree.laws, LAID_OUT)
    assert main(["format", "--check", str(file)]) == 0


def test_only_what_is_named_is_written(tree):
    file = tree.write(tree.laws, tree.law)
    other = tree.write("countries/FRA/laws.yaml", tree.law)
    assert main(["format", str(tree.root / "countries/TUR")]) == 0
    assert file.read_text() != tree.law
    assert other.read_text() == tree.law


def test_a_file_with_a_fault_of_form_is_left_alone_and_named(tree, capsys):
    wrong = tree.law + "  title: Another\n"
    file = tree.write(tree.laws, wrong)
    other = tree.write("countries/FRA/laws.yaml", tree.law)
    assert main(["format", str(tree.root)]) == 1
    assert file.read_text() == wrong
    assert other.read_text() != tree.law
    out, err = capsys.readouterr()
    assert err.startswith("data/countries/TUR/laws.yaml:10:3  'title' is given twice")
    assert "1 left alone: mend what is named" in out


def test_a_fault_of_value_is_none_of_form(tree):
    file = tree.write(tree.laws, tree.law.replace("in_force", "inforce"))
    assert main(["format", str(file)]) == 0
    assert file.read_text() == LAID_OUT.replace("in_force", "inforce")


def test_a_link_to_elsewhere_is_not_written_to(tree, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "laws.yaml").write_text(tree.law)
    (tree.root / "countries/TUR").symlink_to(elsewhere)
    assert main(["format", str(tree.root)]) == 0
    assert (elsewhere / "laws.yaml").read_text() == tree.law


@pytest.mark.parametrize("path", ["nothing", "."])
def test_a_path_in_no_data_folder_gives_exit_status_2(tmp_path, capsys, path):
    assert main(["format", str(tmp_path / path)]) == 2
    assert capsys.readouterr().err.startswith("sse format: ")


def test_a_file_that_cannot_be_written_stays_as_it_was(tree, monkeypatch, capsys):
    file = tree.write(tree.laws, tree.law)

    def fail(*_arguments):
        raise OSError(28, "No space left on device", "laws.yaml")

    monkeypatch.setattr(type(file), "replace", fail)
    assert main(["format", str(file)]) == 2
    assert capsys.readouterr().err == "sse: No space left on device: laws.yaml\n"
    assert file.read_text() == tree.law
    assert [path.name for path in file.parent.iterdir()] == ["laws.yaml"]


def test_what_somebody_saved_meanwhile_is_not_written_over(tree, capsys, monkeypatch):
    file = tree.write(tree.laws, tree.law)

    def formatted(*arguments):
        file.write_text(theirs)
        return layout.formatted(*arguments)

    theirs = tree.law.replace("A law", "Their law")
    monkeypatch.setattr(format, "formatted", formatted)
    assert main(["format", str(file)]) == 1
    assert file.read_text() == theirs
    out, err = capsys.readouterr()
    assert "data/countries/TUR/laws.yaml: laws.yaml was changed by somebody else" in err
    assert "1 left alone" in out
