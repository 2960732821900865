"""`python -m loaders check` tells an officer what to correct, and a machine whether to stop."""

import json
import signal
import subprocess
import sys
import time

import pytest

from loaders.commands import check as command
from loaders.commands import main
from loaders.reports import FORMATS


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
    assert "data/countries/FRA/action-plans.yaml: 1 warning\n" in text
    assert "inforce" not in text


def test_errors_stand_before_warnings_with_their_line_and_a_mark(faulty, capsys):
    _, text = check(capsys, faulty.root)
    errors, warnings = text.split("\nWarnings\n")
    assert errors.splitlines() == [
        "data/countries/TUR/laws.yaml: 1 error",
        "data/countries/TUR/laws.yaml:5:11  status: 'inforce' is not a law status."
        " Did you mean 'in_force'?",
        "     5 |   status: inforce",
        "       |           ^^^^^^^",
    ]
    assert "     3 |   lead: Organisation for Economic Cooperation" in warnings


def test_work_that_waits_is_counted_and_listed_when_asked_for(tree, capsys):
    tree.write(tree.laws, tree.law.replace("in_force\n", "in_force\n  status_as_of: 2011\n"))
    status, text = check(capsys, tree.root)
    assert status == 0
    assert text.splitlines() == [
        "1 record read: 0 errors, 0 warnings",
        "Work that waits: 1 status to confirm again, 1 law in force without a date,"
        " 1 folder without country.yaml, 1 source without a date."
        " 'sse check --all' lists it",
    ]
    status, text = check(capsys, "--all", tree.root)
    assert status == 0
    assert "'in_force' was last confirmed 2011." in text
    assert "8 |     - title: Gazette" in text
    assert "1 record read: 0 errors, 4 warnings" in text


def test_the_warnings_of_the_shipped_data_are_few(capsys):
    assert main(["check"]) == 0
    assert len(capsys.readouterr().out.splitlines()) < 40


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_tells_of_the_error_and_gives_exit_status_1(faulty, capsys, name):
    status, text = check(capsys, "--format", name, faulty.root)
    assert status == 1
    assert "is not a law status" in text


def test_several_folders_are_one_report(faulty, tmp_path, capsys):
    other = type(faulty)(tmp_path / "other")
    other.write(other.laws, other.law)
    _, text = check(capsys, "--format", "json", faulty.root, other.root)
    assert json.loads(text)["records"] == 3


def test_overdue_actions_are_counted_under_the_name_of_what_is_counted(tree, capsys):
    """Pages count all that are overdue; this is work, and an update after the due date ends it."""
    tree.write(
        "countries/TUR/action-plans.yaml",
        "- {id: tur-p1, title: P, sources: [{title: t, publisher: p, reference: r}],"
        " actions: [{id: tur-p1-a1, title: A, status: planned, due: 2020}]}\n",
    )
    _status, text = check(capsys, tree.root)
    assert "1 overdue action without an update since" in text


def test_a_saved_file_is_checked_again_until_interrupted(tree):
    tree.write(tree.laws, tree.law)
    code = (
        "import sys; from loaders.commands import check, main; check.EVERY = 0.05;"
        "sys.exit(main(sys.argv[1:]))"
    )
    call = [sys.executable, "-c", code, "check", "--watch", str(tree.root)]
    with subprocess.Popen(call, stdout=-1, stderr=-1, text=True) as running:
        assert running.stdout is not None and running.stderr is not None
        assert running.stdout.readline() == "1 record read: 0 errors, 0 warnings\n"
        assert running.stdout.readline().startswith("Work that waits")
        time.sleep(0.2)
        tree.write(tree.laws, tree.law.replace("in_force", "inforce"))
        assert running.stdout.readline() == "data/countries/TUR/laws.yaml: 1 error\n"
        time.sleep(0.2)
        running.send_signal(signal.SIGINT)
        out, err = running.stdout.read(), running.stderr.read()
    assert running.returncode == 1
    assert "'inforce' is not a law status" in out
    assert err.startswith("Watching. Press Ctrl-C to end\n")
    assert "Traceback" not in err


def test_a_file_that_goes_while_it_is_watched_is_a_change(tree):
    file = tree.write(tree.laws, tree.law)
    roots = {tree.root: ("data",)}
    before = command._saved(roots)
    file.unlink()
    assert command._saved(roots) < before


def test_a_pipe_that_is_closed_early_ends_the_command_quietly(tree):
    tree.write(tree.laws, tree.law.replace("in_force", "inforce"))
    call = [sys.executable, "-m", "loaders", "check", str(tree.root)]
    with subprocess.Popen(call, stdout=-1, stderr=-1, text=True) as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.stderr is not None
        assert running.stderr.read() == ""


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


def test_who_interrupts_a_command_sees_no_traceback(tree, monkeypatch, capsys):
    def interrupt(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "load", interrupt)
    assert check(capsys, tree.root) == (2, "\n")
