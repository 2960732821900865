"""A good change replaces what is served; a bad one leaves the last good data and says why."""

import os
import shutil
import threading
import time
import weakref
from contextlib import contextmanager

import pytest

from dashboard import live
from dashboard.live import Live, signature
from loaders import documents


@pytest.fixture
def watched(small, unsettled):
    return Live(small.root)


def titles(watched):
    return sorted(watched.served.snapshot.frames["laws"]["title"])


def renamed(small, title):
    """Writes another title, and makes sure that the file looks changed."""
    file = small.write(small.laws, small.law.replace("A law", title))
    later = file.stat().st_mtime_ns + 1_000_000
    os.utime(file, ns=(later, later))


def test_files_that_stay_as_they_are_are_read_once(watched):
    before = watched.served
    assert watched.refresh() is False
    assert watched.served is before


def test_a_good_change_replaces_what_is_served(small, watched):
    before = watched.served.snapshot.digest
    renamed(small, "Another law")
    assert watched.refresh() is True
    assert titles(watched) == ["A law", "Another law"]
    assert watched.served.snapshot.digest != before
    assert watched.served.rejected == ()
    assert watched.refresh() is False


def test_a_new_file_and_a_removed_file_are_changes(small, watched):
    small.write("countries/ESP/laws.yaml", small.law.replace("tur-", "esp-"))
    assert watched.refresh() is True
    assert len(titles(watched)) == 3
    (small.root / "countries/ESP/laws.yaml").unlink()
    assert watched.refresh() is True
    assert len(titles(watched)) == 2


def test_a_bad_change_keeps_the_last_good_data_and_says_why(small, watched):
    good = watched.served.snapshot
    small.write(small.laws, small.law.replace("in_force", "inforce"))
    assert watched.refresh() is True
    assert watched.served.snapshot is good
    assert [problem.place for problem in watched.served.rejected] == [f"data/{small.laws}:5:11"]


def test_a_second_bad_change_does_not_slip_through(small, watched):
    good = watched.served.snapshot
    small.write(small.laws, small.law.replace("in_force", "inforce"))
    watched.refresh()
    small.write(small.laws, "- id: [\n")
    assert watched.refresh() is True
    assert watched.served.snapshot is good
    assert len(watched.served.rejected) == 1


def test_a_mended_change_replaces_and_clears_the_complaint(small, watched):
    small.write(small.laws, small.law.replace("in_force", "inforce"))
    watched.refresh()
    renamed(small, "A mended law")
    assert watched.refresh() is True
    assert titles(watched) == ["A law", "A mended law"]
    assert watched.served.rejected == ()


def test_a_warning_does_not_keep_a_change_back(small, watched):
    with_warning = small.law.replace("A law", "A warned law") + "  adopted: 2030-01-01\n"
    small.write(small.laws, with_warning)
    watched.refresh()
    assert "A warned law" in titles(watched)
    assert watched.served.rejected == ()


def test_a_folder_that_has_a_problem_at_start_is_shown_and_followed(small):
    small.write(small.laws, small.law.replace("in_force", "inforce"))
    watched = Live(small.root)
    assert titles(watched) == ["A law"]
    assert watched.served.snapshot.problems
    small.write("countries/ESP/laws.yaml", small.law.replace("tur-", "esp-"))
    watched.refresh()
    assert len(titles(watched)) == 2
    assert watched.served.rejected == ()


def test_an_error_that_was_there_lets_no_other_one_in(small):
    wrong = small.law.replace("in_force", "inforce")
    small.write(small.laws, wrong)
    spain = small.write("countries/ESP/laws.yaml", small.law.replace("tur-", "esp-"))
    watched = Live(small.root)
    assert titles(watched) == ["A law", "A law"]
    good = spain.read_text()
    spain.write_text("- id: [\n")
    assert watched.refresh() is True
    assert titles(watched) == ["A law", "A law"]
    assert [problem.file for problem in watched.served.rejected] == ["data/countries/ESP/laws.yaml"]
    # The error that was there may move, and others be mended beside it.
    spain.write_text(good.replace("A law", "A mended law"))
    small.write(small.laws, f"# A line more\n{wrong}")
    watched.refresh()
    assert "A mended law" in titles(watched)
    assert watched.served.rejected == ()


@pytest.mark.parametrize("gone", ["", "countries", "reference", "codelists"])
def test_a_folder_that_disappears_leaves_the_last_good_data(small, watched, gone):
    good = watched.served.snapshot
    shutil.rmtree(small.root / gone)
    assert watched.refresh() is True
    assert watched.served.snapshot is good
    assert watched.served.rejected


def test_a_tree_without_any_record_is_refused_with_a_reason(small, watched):
    for country in ("TUR", "ITA"):
        (small.root / "countries" / country / "laws.yaml").unlink()
    watched.refresh()
    assert len(titles(watched)) == 2
    assert watched.served.rejected


def test_a_file_removed_while_being_read_is_a_problem_not_an_end(small, watched, monkeypatch):
    renamed(small, "Another law")
    read = documents.read

    def removed_first(path, report):
        if path.name == "laws.yaml":
            path.unlink()
        return read(path, report)

    monkeypatch.setattr(documents, "read", removed_first)
    assert watched.refresh() is True
    assert titles(watched) == ["A law", "A law"]
    assert {problem.code for problem in watched.served.rejected} == {"cannot-read"}


def fail_at(monkeypatch, part, error):
    """Looking at a file with this in its path fails, though its folder lists it."""
    scandir = os.scandir

    class Entry:
        def __init__(self, entry):
            self.path, self.is_dir, self._entry = entry.path, entry.is_dir, entry

        def stat(self, *, follow_symlinks):
            if part in self.path:
                raise error
            return self._entry.stat(follow_symlinks=follow_symlinks)

    @contextmanager
    def listed(folder):
        with scandir(folder) as entries:
            yield map(Entry, entries)

    monkeypatch.setattr(live.os, "scandir", listed)


def test_a_file_removed_while_being_looked_at_is_left_out(small, monkeypatch):
    fail_at(monkeypatch, "TUR/laws.yaml", FileNotFoundError("TUR/laws.yaml"))
    paths = [path for path, _time, _size in signature(small.root)]
    assert any(path.endswith("ITA/laws.yaml") for path in paths)
    assert not any(path.endswith("TUR/laws.yaml") for path in paths)


def test_a_file_of_the_same_size_with_another_time_is_a_change(small):
    before = signature(small.root)
    renamed(small, "B law")
    assert signature(small.root) != before
    assert signature(small.root) == signature(small.root)


def test_watching_follows_the_files_and_stops_when_told(small, watched, monkeypatch):
    monkeypatch.setattr(live, "EVERY", 0.02)
    stop, watcher = watching(watched)
    renamed(small, "Another law")
    assert soon(lambda: "Another law" in titles(watched))
    stop.set()
    watcher.join(timeout=5)
    assert not watcher.is_alive()


def test_one_failed_look_does_not_end_the_watching(small, watched, monkeypatch):
    """A folder can go between `is_dir` and `iterdir`, as when another version is checked out."""
    monkeypatch.setattr(live, "EVERY", 0.02)
    load, failures = live.load, [FileNotFoundError("gone meanwhile")]
    monkeypatch.setattr(live, "load", lambda root: fail(failures.pop()) if failures else load(root))
    stop, watcher = watching(watched)
    renamed(small, "Another law")
    try:
        assert soon(lambda: not failures)
        # The next look reads it again although nothing has changed since.
        assert soon(lambda: "Another law" in titles(watched))
        renamed(small, "A third law")
        assert soon(lambda: "A third law" in titles(watched))
    finally:
        stop.set()
        watcher.join(timeout=5)


def test_a_reading_that_breaks_is_logged_and_the_watching_goes_on(
    small, watched, monkeypatch, caplog
):
    monkeypatch.setattr(live, "EVERY", 0.02)
    load, failures = live.load, [ValueError("a mistake in the code")]
    monkeypatch.setattr(live, "load", lambda root: fail(failures.pop()) if failures else load(root))
    stop, watcher = watching(watched)
    renamed(small, "Another law")
    try:
        assert soon(lambda: not failures)
        assert titles(watched) == ["A law", "A law"]
        assert soon(lambda: "a mistake in the code" in caplog.text)
        renamed(small, "A third law")
        assert soon(lambda: "A third law" in titles(watched))
    finally:
        stop.set()
        watcher.join(timeout=5)


def fail(error):
    raise error


def watching(watched):
    stop = threading.Event()
    watcher = threading.Thread(target=watched.watch, args=(stop,), daemon=True)
    watcher.start()
    return stop, watcher


def soon(happened, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happened():
            return True
        time.sleep(0.01)
    return False


def test_the_process_serves_the_folder_that_was_started(small, serve):
    started = serve(small.root)
    assert live.live() is started
    assert live.live().root == small.root


def test_without_a_start_the_shipped_data_is_served_and_read_once(small, serve, monkeypatch):
    monkeypatch.setattr(live.start, "__defaults__", (small.root,))
    assert live.live().root == small.root
    assert live.live() is live.live()


def test_what_held_itself_when_newer_data_came_is_not_kept_for_ever():
    """A session that ends after one reload is gone after the next."""

    class Session:
        pass

    session = Session()
    session.held = session
    gone = weakref.ref(session)
    live.settle()
    del session
    live.settle()
    assert gone() is None


def test_a_file_of_a_closed_folder_keeps_nobody_from_looking_at_the_rest(small, monkeypatch):
    """Permission to list a folder is none to look at its files; the loader names the problem."""
    whole = signature(small.root)
    fail_at(monkeypatch, "ITA", PermissionError(13, "Permission denied"))
    assert 0 < len(signature(small.root)) < len(whole)


def test_a_closed_folder_keeps_nobody_from_looking_at_the_rest(small, monkeypatch):
    whole, scandir = signature(small.root), os.scandir

    def closed(folder):
        if "ITA" in str(folder):
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(live.os, "scandir", closed)
    assert 0 < len(signature(small.root)) < len(whole)
