"""Every command says alike what keeps a call from being carried out."""

import pytest

from loaders.commands import main

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
