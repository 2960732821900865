"""`python -m loaders check` tells an officer what to correct, and a machine whether to stop."""

import pytest

from loaders.commands import main


@pytest.fixture
def faulty(tree):
    """A data folder with one fault in TUR, one warning in FRA and none elsewhere."""
    tree.write(tree.laws, tree.law.replace("in_force", "inforce"))
    tree.write("countries/FRA/laws.yaml", tree.law.replace("tur-", "fra-"))
    name = "Organisation for Economic Cooperation and Development (OECD)"
    tree.write(
        "countries/FRA/action-plans.yaml",
        f"- id: fra-plan\n  title: P\n  lead: {name}\n"
        "  sources: [{title: t, publisher: p, reference: r}]\n",
    )
    return tree


def check(capsys, *paths):
    status = main(["check", *map(str, paths)])
    out = capsys.readouterr()
    return status, out.out + out.err


def test_an_error_is_printed_and_gives_exit_status_1(faulty, capsys):
    status, text = check(capsys, faulty.root)
    assert status == 1
    assert "data/countries/TUR/laws.yaml:5:11  status: 'inforce' is not a law status" in text
    assert "2 records read: 1 error, 1 warning" in text


def test_a_warning_alone_gives_exit_status_0(faulty, capsys):
    status, text = check(capsys, faulty.root / "countries/FRA")
    assert status == 0
    assert "(warning)" in text
    assert "inforce" not in text


def test_a_file_alone_can_be_checked(faulty, capsys):
    assert check(capsys, faulty.root / "countries/TUR/laws.yaml")[0] == 1
    assert check(capsys, faulty.root / "countries/FRA/laws.yaml")[0] == 0
    both = [faulty.root / "countries" / iso3 / "laws.yaml" for iso3 in ("FRA", "TUR")]
    assert check(capsys, *both)[0] == 1


@pytest.mark.parametrize(
    ("folder", "path"),
    [
        ("countries/TUR", "."),
        ("countries/TUR", "laws.yaml"),
        ("countries/TUR", ".."),
        ("countries", ".."),
        ("countries/FRA", "../TUR"),
        (".", "countries/FRA/../TUR/laws.yaml"),
    ],
)
def test_a_path_is_understood_from_any_folder(faulty, capsys, monkeypatch, folder, path):
    monkeypatch.chdir(faulty.root / folder)
    assert check(capsys, path)[0] == 1


def test_a_data_folder_reached_through_a_link_is_checked_all_the_same(faulty, capsys):
    link = faulty.root.with_name("shortcut")
    link.symlink_to(faulty.root)
    assert check(capsys, link)[0] == 1
    assert check(capsys, link / "countries/TUR/laws.yaml")[0] == 1


@pytest.mark.parametrize("path", ["nothing", "elsewhere"])
def test_a_path_that_cannot_be_checked_gives_exit_status_2(tmp_path, capsys, path):
    (tmp_path / "elsewhere").mkdir()
    status, text = check(capsys, tmp_path / path)
    assert status == 2
    assert str(tmp_path / path) in text
    assert "Traceback" not in text


def test_the_module_is_a_command(python, faulty):
    done = python("-m", "loaders", "check", faulty.root)
    assert done.returncode == 1
    assert "Did you mean 'in_force'?" in done.stdout
    assert done.stderr == ""


def test_an_officer_without_the_dashboard_needs_none_of_its_libraries(python):
    code = (
        "import sys, loaders.commands; print({'streamlit', 'plotly', 'geopandas'} & {*sys.modules})"
    )
    assert python("-c", code).stdout == "set()\n"
