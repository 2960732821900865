"""Files that no page offers any more: see `stand_ins.remove_orphaned_files`."""

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from dashboard import server, stand_ins

STREAMLITS = MediaFileManager.remove_orphaned_files
"""As imported: nothing has been served yet."""


@pytest.fixture
def files():
    return MediaFileManager(MemoryMediaFileStorage("/media"))


@pytest.fixture
def passed(monkeypatch):
    """The seconds that have gone by, to be set."""
    clock = [0.0]
    monkeypatch.setattr(stand_ins.time, "monotonic", lambda: clock[0])
    return clock


def offered(files):
    return files.add_deferred(lambda: b"an image", "image/png", "1.2", file_name="map.png")


def test_a_file_that_was_just_asked_for_is_handed_out_though_its_page_offers_a_new_one(files):
    pressed, new = offered(files), offered(files)
    stand_ins.remove_orphaned_files(files)  # another reader's page has ended its run
    assert files.execute_deferred(pressed)
    assert files.execute_deferred(new)


def test_what_was_written_is_still_there_when_the_reader_fetches_it(files):
    written = files.execute_deferred(offered(files))
    for _run in range(3):
        stand_ins.remove_orphaned_files(files)
    assert files._file_metadata.keys() == {written.rpartition("/")[2].partition(".")[0]}


def test_after_a_while_only_what_a_page_offers_is_kept(files, passed):
    old, new = offered(files), offered(files)
    files.execute_deferred(old)
    stand_ins.remove_orphaned_files(files)
    passed[0] = stand_ins.GRACE
    stand_ins.remove_orphaned_files(files)
    assert files._deferred_callables.keys() == {new}
    assert not files._file_metadata


def test_a_file_that_is_offered_again_is_kept_from_then_on(files, passed):
    file = offered(files)
    at = files._files_by_session_and_coord
    kept, at["dontcare"] = at["dontcare"], {}
    stand_ins.remove_orphaned_files(files)
    at["dontcare"] = kept
    for passed[0] in (stand_ins.GRACE, 2 * stand_ins.GRACE):
        stand_ins.remove_orphaned_files(files)
    assert files.execute_deferred(file)


def test_streamlit_does_not_wait_by_itself_yet(files):
    """Where this fails, Streamlit has mended it: `stand_ins.remove_orphaned_files` can go."""
    pressed = offered(files)
    offered(files)
    STREAMLITS(files)
    with pytest.raises(MediaFileStorageError, match="not found"):
        files.execute_deferred(pressed)


def test_every_server_waits(monkeypatch):
    monkeypatch.setattr(MediaFileManager, "remove_orphaned_files", STREAMLITS)
    server.build()
    assert MediaFileManager.remove_orphaned_files is stand_ins.remove_orphaned_files
