"""Files are written whole, and of writers at one time none loses what another wrote."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from loaders.writing import Overtaken, alone, replace, write

WRITERS, ROUNDS = 4, 25


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_of_many_writers_none_loses_a_change(tmp_path):
    file = tmp_path / "laws.yaml"
    write(file, "0")

    def add(_writer):
        done = 0
        while done < ROUNDS:
            before = file.read_text()
            try:
                replace({file: (before, str(int(before) + 1))})
            except Overtaken:
                continue
            done += 1

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(add, range(WRITERS)))
    assert file.read_text() == str(WRITERS * ROUNDS)
    assert names(tmp_path) == ["laws.yaml"]


def test_what_cannot_be_written_is_named_as_it_was_asked_for(tmp_path):
    path = tmp_path / "missing" / "TUR.xlsx"
    with pytest.raises(FileNotFoundError) as raised:
        write(path, b"")
    assert raised.value.filename == str(path)


def test_who_could_read_a_file_still_can(tmp_path):
    file = tmp_path / "laws.yaml"
    file.write_text("old")
    file.chmod(0o604)
    replace({file: ("old", "new")})
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("new", 0o604)


def test_of_several_files_none_is_written_where_one_says_something_else(tmp_path):
    files = {name: tmp_path / name for name in ("a", "b", "c")}
    files["a"].write_text("old")
    files["c"].write_text("theirs")
    made = {files["a"]: ("old", None), files["b"]: (None, "new"), files["c"]: ("mine", "x")}
    with pytest.raises(Overtaken, match="c was changed by somebody else meanwhile"):
        replace(made)
    assert names(tmp_path) == ["a", "c"]
    files["c"].write_text("mine")
    replace(made)
    assert names(tmp_path) == ["b", "c"]
    assert (files["b"].read_text(), files["c"].read_text()) == ("new", "x")


def test_a_file_that_is_there_by_now_or_there_no_more_is_not_made_anew(tmp_path):
    file = tmp_path / "laws.yaml"
    with pytest.raises(Overtaken):
        replace({file: ("old", "new")})
    file.write_text("theirs")
    with pytest.raises(Overtaken):
        replace({file: (None, "new")})
    assert file.read_text() == "theirs"
    # It holds something, though no text that could be read.
    file.write_bytes("Türkiye".encode("latin-1"))
    with pytest.raises(Overtaken):
        replace({file: (None, "new")})
    assert file.read_bytes() == b"T\xfcrkiye"


def test_who_fails_keeps_nobody_out(tmp_path):
    with pytest.raises(ValueError, match="fails"), alone(tmp_path):
        raise ValueError("fails")
    with alone(tmp_path):
        assert not names(tmp_path)


def test_what_cannot_be_written_is_called_as_it_was_asked_for(tmp_path):
    for path in (tmp_path / "nowhere" / "laws.yaml", tmp_path):
        with pytest.raises(OSError) as failed:
            write(path, "x")
        assert failed.value.filename == str(path)
