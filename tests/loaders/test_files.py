"""Every file that a load reads is declared once, and a path finds its data folder."""

from pathlib import Path, PurePath

import pytest

from loaders.files import FILES, NoDataFolder, file_kind, group_by_root, lies_in

DATA = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("countries/TUR/laws.yaml", "laws"),
        ("countries/TUR/country.yaml", "country"),
        ("international/resolutions.yaml", "resolutions"),
        ("codelists/organisations.yaml", "organisations"),
        ("codelists/scope.yaml", "codelist"),
        ("reference/countries.yaml", "reference-countries"),
        ("reference/groupings/eu.yaml", "grouping"),
        ("countries/TUR/resolutions.yaml", None),
        ("countries/TUR/old/laws.yaml", None),
        ("releases/2026-11-22/laws.yaml", None),
    ],
)
def test_a_file_is_known_by_where_it_stands(path, name):
    kind = file_kind(PurePath(path))
    assert (kind and kind.name) == name


def test_every_file_of_the_shipped_data_is_declared():
    folders = ("countries", "international", "codelists", "reference")
    paths = [path for folder in folders for path in (DATA / folder).rglob("*.yaml")]
    assert [path for path in paths if file_kind(path.relative_to(DATA)) is None] == []
    assert {kind.name for kind in FILES} == {
        kind.name for path in paths if (kind := file_kind(path.relative_to(DATA)))
    }


def test_a_file_lies_in_itself_and_in_the_folders_around_it():
    file = "data/countries/TUR/laws.yaml"
    assert lies_in(file, (file,))
    assert lies_in(file, ("data",))
    assert lies_in(file, ("data/countries/FRA", "data/countries/TUR"))
    assert not lies_in(file, ("data/countries/TU",))
    assert not lies_in(file, ("data/countries/TUR/news.yaml",))


def test_paths_are_gathered_by_their_data_folder(tree):
    tree.write(tree.laws, tree.law)
    paths = [tree.root / "countries/TUR", tree.root / tree.laws]
    parts = ("data/countries/TUR", "data/countries/TUR/laws.yaml")
    assert group_by_root(paths) == {tree.root: parts}


@pytest.mark.parametrize(
    ("folder", "meant"), [("..", "data/countries/TUR"), (".", "countries/TUR")]
)
def test_a_country_s_code_is_answered_with_its_folder(tree, monkeypatch, folder, meant):
    tree.write(tree.laws, tree.law)
    monkeypatch.chdir(tree.root / folder)
    with pytest.raises(NoDataFolder, match=f"'tur' is not there. Did you mean '{meant}'"):
        group_by_root([Path("tur")])
    with pytest.raises(NoDataFolder, match="Name a data folder, a country's folder or a file"):
        group_by_root([Path("xxx")])


@pytest.mark.parametrize("path", ["nothing", "."])
def test_a_path_in_no_data_folder_is_refused(tmp_path, path):
    with pytest.raises(NoDataFolder):
        group_by_root([tmp_path / path])
