"""Every command says alike what keeps a call from being carried out."""

import argparse

import pytest

from loaders import calls
from loaders.commands import add_commands, main
from loaders.snapshot import DATA

LAW = ["--title", "T", "--type", "policy", "--scope", "mutuals", "--status", "draft"]


@pytest.mark.parametrize(
    "call",
    [
        ["show", "TUR"],
        ["worklist"],
        ["release"],
        ["new", "law", "TUR", *LAW],
        ["set", "tur-law-1", "status", "draft"],
        ["sheet", "TUR"],
        ["schema"],
    ],
    ids=lambda call: call[0],
)
def test_a_folder_that_holds_no_data_is_named(tmp_path, capsys, call):
    assert main([*call, "--data", str(tmp_path / "nowhere")]) == 2
    command = " ".join(call[:2]) if call[0] == "new" else call[0]
    said = capsys.readouterr().err
    assert said.startswith(f"sse {command}: '{tmp_path / 'nowhere'}' is no data folder. Name one")


@pytest.mark.parametrize("call", [["show"], ["worklist"], ["new", "law"], ["sheet"]])
def test_a_country_that_is_none_is_named_with_what_was_meant(tree, capsys, call):
    assert main([*call, "Turkey", "--data", str(tree.root)]) == 2
    assert "'Turkey' is no country or area. Did you mean 'TUR'?" in capsys.readouterr().err


@pytest.mark.parametrize("place", [".", "..", "countries/TUR", "international", "../notes/of/mine"])
def test_who_stands_in_a_copy_of_the_data_means_the_copy(tree, monkeypatch, place):
    tree.write(tree.laws, tree.law)
    stood = tree.root / place
    stood.mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(stood)
    assert calls.folder() == tree.root


@pytest.mark.parametrize(
    ("place", "instead"),
    [
        (".", "../{}"),
        ("countries", "../../{}"),
        ("countries/TUR", "../../../{}"),
        ("..", "{}"),
    ],
)
@pytest.mark.parametrize(
    ("call", "name"),
    [(["sheet", "TUR"], "TUR.xlsx"), (["worklist", "--output", "w.ics", "--format=ics"], "w.ics")],
    ids=["sheet", "worklist"],
)
def test_nothing_is_written_among_the_data(tree, monkeypatch, capsys, place, instead, call, name):
    """Where the next check would meet it."""
    tree.write(tree.laws, tree.law)
    monkeypatch.chdir(tree.root / place)
    before = {*tree.root.rglob("*")}
    status = main(call)
    assert {*tree.root.rglob("*")} == before
    if place == "..":
        assert status == 0
        return
    assert status == 2
    said = capsys.readouterr().err
    instead = instead.format(name)
    assert f"'{name}' would be in the data folder" in said
    assert said.endswith(f"--output {instead}\n")
    assert main([*call, "--output", instead]) == 0
    assert (tree.root.parent / name).exists()


def test_who_stands_elsewhere_means_the_data_of_the_project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert calls.folder() == DATA


def test_a_folder_that_nobody_may_look_into_is_passed_by(tree, monkeypatch):
    def looked(path):
        if path.parent.name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    real = calls.Path.stat
    (tree.root / "closed").mkdir()
    monkeypatch.chdir(tree.root / "closed")
    monkeypatch.setattr(calls.Path, "stat", looked)
    assert calls.folder() == tree.root


SOURCE = ["--sources", "title=t", "publisher=p", "reference=r"]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["check"], "1 record read"),
        (["check", "TUR"], "1 record read"),
        (["format", "--check"], "data/countries/TUR/laws.yaml\n"),
        (["show", "TUR"], "Laws (1)\n  tur-law-of-a-copy"),
        (["worklist"], "  tur-law-of-a-copy  "),
        (["set", "tur-law-of-a-copy", "status", "adopted", "--dry-run"], "+  status: adopted\n"),
        (
            ["new", "law", "TUR", *LAW, *SOURCE, "--amends", "tur-law-of-a-copy", "--dry-run"],
            "laws.yaml:11  would be added",
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_command_works_on_the_copy_in_which_one_stands(tree, monkeypatch, capsys, call, said):
    tree.write(tree.laws, tree.law.replace("tur-law-1", "tur-law-of-a-copy"))
    monkeypatch.chdir(tree.root / "countries")
    main(call)
    assert said in capsys.readouterr().out


@pytest.mark.parametrize("command", [["release"], ["schema"], ["sheet"]], ids=" ".join)
def test_no_command_has_a_folder_of_its_own(command):
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    assert parser.parse_args(command).data is None


def test_schemas_are_put_beside_the_data_that_they_are_made_from(tree, monkeypatch, capsys):
    assert main(["schema", "--data", str(tree.root)]) == 0
    made = tree.root.parent / ".vscode" / "schemas"
    assert capsys.readouterr().out.endswith(f" schemas written to {made}\n")
    assert (made / "laws.schema.json").exists()
