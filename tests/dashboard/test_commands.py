"""`sse`: an unusable call ends with status 2 and a sentence that says what to do."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard import commands


@pytest.fixture
def never(monkeypatch):
    """Fails the test where a server would start."""
    from dashboard import server

    def serve(*arguments):
        raise AssertionError(f"would serve {arguments}")

    monkeypatch.setattr(server, "serve", serve)


def refused(capsys, *arguments):
    """The sentence with which `sse serve` refuses."""
    assert commands.main(["serve", *map(str, arguments)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("sse serve: ") and err.count("\n") == 1
    return err.removeprefix("sse serve: ").strip()


@pytest.mark.usefixtures("never")
@pytest.mark.parametrize("port", [0, -1, 65536, 10**12])
def test_a_number_that_is_no_port_is_refused(capsys, port):
    said = refused(capsys, f"--port={port}")
    assert said == f"{port} is no port. Use one from 1 to 65535, such as --port 8502"


@pytest.mark.usefixtures("never")
@pytest.mark.parametrize("content", [None, "empty", "file"])
def test_a_folder_without_data_is_refused(capsys, tmp_path, content):
    folder = tmp_path / "somewhere"
    if content == "empty":
        folder.mkdir()
    elif content == "file":
        folder.write_text("")
    said = refused(capsys, "--data", folder)
    assert said == f"'{folder}' is no data folder. Name one that holds 'countries' after --data"


@pytest.mark.usefixtures("never")
def test_a_port_in_use_is_refused_with_another_to_try(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = refused(capsys, "--port", port)
    assert said == f"port {port} is taken. Try --port {port + 1}"


@pytest.mark.usefixtures("never")
def test_an_address_of_another_machine_is_refused(capsys):
    said = refused(capsys, "--address", "192.0.2.1")
    assert said == "'192.0.2.1' is no address of this machine. Try --address 127.0.0.1"


@pytest.mark.usefixtures("never")
def test_an_address_that_cannot_be_a_name_is_refused(capsys):
    refused(capsys, "--address", "é" * 70)


@pytest.mark.usefixtures("never")
def test_for_a_wrong_address_no_other_port_is_advised(capsys):
    assert "--port" not in refused(capsys, "--address", "192.0.2.1")


@pytest.mark.parametrize(
    "arguments", [[], ["unknown"], ["serve", "--port", "many"], ["serve", "extra"], ["--version!"]]
)
def test_a_call_that_cannot_be_read_ends_with_status_2_and_the_usage(capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        commands.main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: sse")


def test_help_lists_the_commands(capsys):
    with pytest.raises(SystemExit) as ended:
        commands.main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "check" in said and "serve" in said


def test_serving_ends_quietly_when_interrupted(monkeypatch, small, capsys):
    from dashboard import server

    called = []

    def serve(*arguments):
        called.append(arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(server, "serve", serve)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert commands.main(["serve", "--data", str(small.root), "--port", str(port)]) == 0
    assert called == [(small.root.resolve(), "127.0.0.1", port)]
    assert capsys.readouterr().err == ""


def test_check_works_through_it(small, capsys):
    assert commands.main(["check", str(small.root)]) == 0
    assert capsys.readouterr().out.startswith("2 records read: 0 errors, 0 warnings\n")


def test_check_names_the_place_of_an_error_and_ends_with_status_1(small, capsys):
    small.write(small.laws, small.law.replace("in_force", "inforce"))
    assert commands.main(["check", str(small.root)]) == 1
    assert "countries/TUR/laws.yaml:5:11" in capsys.readouterr().out


def test_check_of_a_path_that_is_not_there_ends_with_status_2(tmp_path, capsys):
    assert commands.main(["check", str(tmp_path / "gone")]) == 2
    assert capsys.readouterr().err.startswith("sse check: ")


def test_the_installed_command_runs_from_any_folder(small):
    sse = Path(sys.executable).with_name("sse")
    done = subprocess.run(
        [sse, "check", small.root], cwd="/", capture_output=True, text=True, timeout=20
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2 records read: 0 errors, 0 warnings\n")


def test_check_does_not_wait_for_streamlit():
    code = (
        "import sys; from dashboard import commands; commands.main(['check', 'gone']);"
        "print(*{'streamlit', 'plotly', 'geopandas', 'pandas'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=20)
    assert done.stdout == "\n"
