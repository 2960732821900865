"""What a session has not sent yet when a fragment runs again: see `stand_ins.clear_queue`."""

from types import SimpleNamespace

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.fragment import MemoryFragmentStorage

from dashboard import server, stand_ins

STREAMLITS = AppSession._clear_queue
"""As imported: nothing has been served yet."""
FOOTER = {"body": None, "copy link": "body"}
"""The fragment of a page, and one inside it."""


def drawn(fragment, *path):
    message = ForwardMsg()
    message.metadata.delta_path.extend(path)
    message.delta.fragment_id = fragment
    message.delta.add_block.allow_empty = True
    return message


@pytest.fixture
def session():
    """One whose page has drawn its frame, its body, and in that the button that copies the link."""
    queue, storage = ForwardMsgQueue(), MemoryFragmentStorage()
    for fragment, parent in FOOTER.items():
        storage.register(fragment, lambda: None, parent_fragment_id=parent)
    for message in (drawn("", 2, 0), drawn("body", 0, 0), drawn("copy link", 0, 0, 0)):
        queue.enqueue(message)
    return SimpleNamespace(_browser_queue=queue, _fragment_storage=storage)


def unsent(session):
    return [message.delta.fragment_id for message in session._browser_queue.flush()]


def test_what_lies_within_a_fragment_is_dropped_with_it(session):
    stand_ins.clear_queue(session, ["body"])
    assert unsent(session) == [""]


def test_what_lies_around_a_fragment_stays(session):
    stand_ins.clear_queue(session, ["copy link"])
    assert unsent(session) == ["", "body"]


def test_what_a_run_has_left_out_since_is_dropped(session):
    session._fragment_storage.delete("copy link")
    stand_ins.clear_queue(session, ["body"])
    assert unsent(session) == [""]


def test_a_full_run_drops_all(session):
    stand_ins.clear_queue(session)
    assert unsent(session) == []


def test_streamlit_does_not_do_so_by_itself_yet(session):
    """Where this fails, Streamlit has mended it: `stand_ins.clear_queue` can go."""
    STREAMLITS(session, ["body"])
    assert unsent(session) == ["", "copy link"]


def test_every_session_that_is_served_does_so(monkeypatch):
    monkeypatch.setattr(AppSession, "_clear_queue", STREAMLITS)
    server.build()
    assert AppSession._clear_queue is stand_ins.clear_queue
