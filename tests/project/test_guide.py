"""The officers' guide tells the truth: its fields are declared, its commands are understood."""

import argparse
import re
import shlex
from pathlib import Path

import pytest

from loaders.commands import add_commands, guide
from loaders.commands.new import INTERNATIONAL
from loaders.guide import BEGIN, END, NoMarkers, with_fields
from loaders.kinds import KINDS
from loaders.kinds.country import COUNTRY
from loaders.reference import Reference

PROJECT = Path(__file__).parents[2]
GUIDE = (PROJECT / "data" / "README.md").read_text("utf-8")
COMMANDS = sorted(
    command
    for command in re.findall(r"`(sse [^`]+)`", GUIDE) + re.findall(r"^ *(sse .+)$", GUIDE, re.M)
    if not command.startswith("sse serve") and command != "sse new"
)


def test_the_fields_are_those_declared(snapshot):
    assert with_fields(GUIDE, snapshot.reference) == GUIDE, "run 'python -m loaders guide'"


@pytest.mark.parametrize("table", [*(kind.table for kind in KINDS), COUNTRY], ids=lambda t: t.name)
def test_every_field_is_explained(table):
    def explained(table):
        for field in table.fields:
            assert f"| `{field.name}`" in GUIDE
            assert field.doc.replace("|", r"\|").replace("<", "&lt;") in GUIDE
            if hasattr(field.type, "table"):
                explained(field.type.table)

    explained(table)


def test_what_stands_around_the_fields_stays():
    text = f"before\n{BEGIN}\nof old\n{END}\nafter\n"
    made = with_fields(text, Reference())
    assert made.startswith(f"before\n{BEGIN}\n\n### Every record\n")
    assert made.endswith(f"{END}\nafter\n")
    assert "of old" not in made
    assert with_fields(made, Reference()) == made


def test_a_guide_without_markers_is_left_alone(tree, capsys):
    with pytest.raises(NoMarkers):
        with_fields("no markers", Reference())
    tree.write("README.md", "no markers")
    assert guide.run(tree.root) == 1
    assert "needs a line" in capsys.readouterr().err
    assert (tree.root / "README.md").read_text() == "no markers"


def test_the_command_writes_the_fields(tree, capsys, snapshot):
    tree.write("README.md", f"# The data\n{BEGIN}\n{END}\n")
    assert guide.run(tree.root) == 0
    assert "| `in_force` | First day on which it applies |" in (tree.root / "README.md").read_text()


def parsed(command):
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers(required=True))
    return parser.parse_args(shlex.split(command)[1:])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_guide_is_understood(command):
    try:
        assert parsed(command).run
    except SystemExit as ended:
        assert ended.code == 0, f"'{command}' is not understood"  # it asked for help


def test_every_record_that_a_command_of_the_guide_names_exists(snapshot):
    calls = [parsed(command) for command in COMMANDS if "--help" not in command]
    named = {getattr(call, "id", None) or getattr(call, "where", "") for call in calls}
    known = {*snapshot.named["id"], *snapshot.reference.countries, INTERNATIONAL, ""}
    assert "tur-law-7339" in named
    assert named <= known


def test_the_guide_has_commands():
    assert len(COMMANDS) > 10


@pytest.mark.parametrize("path", re.findall(r"`(\.[a-z][\w./-]+)`", GUIDE))
def test_every_hidden_file_that_is_named_exists(path):
    assert (PROJECT / path).exists() or path.startswith(".venv/")
