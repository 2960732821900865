"""When a session sends what its run has drawn: see `stand_ins.flush_browser_queue`."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from dashboard import server, stand_ins
from dashboard.parts import figure

STREAMLITS = AppSession.flush_browser_queue
"""As imported: nothing has been served yet."""


class Session:
    """What a session has of its own for sending; counts how often it asked to be flushed."""

    def __init__(self) -> None:
        self._browser_queue = ForwardMsgQueue()
        self._state = AppSessionState.APP_IS_RUNNING
        self.asked = 0

    def _message_enqueued_callback(self) -> None:
        self.asked += 1

    def has(self, *messages: ForwardMsg) -> None:
        for message in messages:
            self._browser_queue.enqueue(message)

    def ends(self) -> None:
        self._state = AppSessionState.APP_NOT_RUNNING
        self.has(status(running=False))

    def sends(self) -> list[str]:
        return [kind(message) for message in stand_ins.flush_browser_queue(self)]


def status(*, running: bool) -> ForwardMsg:
    message = ForwardMsg()
    message.session_status_changed.script_is_running = running
    return message


def begun() -> ForwardMsg:
    message = ForwardMsg()
    message.new_session.name = "a page"
    return message


def text(*path: int) -> ForwardMsg:
    message = ForwardMsg()
    message.metadata.delta_path.extend(path)
    message.delta.new_element.markdown.body = "text"
    return message


def chart() -> ForwardMsg:
    return figure.carrier(f"{figure.MARK} 2 map\n{{}}".encode())


def kind(message: ForwardMsg) -> str:
    if message.WhichOneof("type") == "session_status_changed":
        return "runs" if message.session_status_changed.script_is_running else "rests"
    if message.WhichOneof("type") == "delta":
        return message.delta.new_element.WhichOneof("type")
    return "chart" if figure.is_carrier(message) else message.WhichOneof("type")


@pytest.fixture
def passed(monkeypatch):
    clock = [0.0]
    # Not the module's own function, by which the event loop keeps its time.
    monkeypatch.setattr(stand_ins, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    return clock


def in_a_loop(test):
    """Streamlit flushes on its event loop; this thread may have that of a browser."""

    def run(passed):
        async def within() -> None:
            await test(passed)

        with ThreadPoolExecutor(1) as other:
            other.submit(asyncio.run, within()).result()

    run.__name__ = test.__name__
    return run


@in_a_loop
async def test_a_chart_goes_out_before_all_else_that_its_run_says(passed):
    session = Session()
    session.has(begun(), status(running=True), text(0, 0))
    assert session.sends() == []
    session.has(chart())
    assert session.sends() == ["chart"]
    session.has(text(0, 1))
    assert session.sends() == []
    session.ends()
    assert session.sends() == ["new_session", "markdown", "markdown", "runs", "rests"]


@in_a_loop
async def test_a_chart_of_a_run_that_has_ended_goes_out_first_too(passed):
    session = Session()
    session.has(begun(), status(running=True), text(0, 0), chart(), text(0, 1), chart())
    session.ends()
    expected = ["chart", "chart", "new_session", "markdown", "markdown", "runs", "rests"]
    assert session.sends() == expected


@in_a_loop
async def test_a_long_run_says_that_it_runs_and_sends_what_it_has(passed):
    session = Session()
    session.has(begun(), status(running=True), text(0, 0))
    assert session.sends() == []
    passed[0] = stand_ins.HELD
    session.has(chart())
    assert session.sends() == ["chart", "new_session", "runs", "markdown"]
    session.has(text(0, 1))
    assert session.sends() == ["markdown"]


@in_a_loop
async def test_streamlits_own_word_on_fragments_keeps_its_place(passed):
    session = Session()
    gone = ForwardMsg()
    gone.stop_auto_rerun.fragment_ids.append("4f1c")
    session.has(begun(), gone)
    assert session.sends() == []
    session.ends()
    assert session.sends() == ["new_session", "stop_auto_rerun", "rests"]


@in_a_loop
async def test_the_next_run_is_held_anew(passed):
    session = Session()
    session.has(begun())
    session.sends()
    session.ends()
    session.sends()
    passed[0] = 10
    session._state = AppSessionState.APP_IS_RUNNING
    session.has(begun(), text(0, 0))
    assert session.sends() == []


@in_a_loop
async def test_a_run_that_has_ended_is_sent_before_the_next_begins(passed):
    session = Session()
    session.has(begun(), status(running=True), text(0, 0))
    session.sends()
    session.ends()
    session._state = AppSessionState.APP_IS_RUNNING
    session.has(begun(), status(running=True), text(0, 1))
    assert session.sends() == ["new_session", "runs", "markdown", "rests"]
    session.ends()
    assert session.sends() == ["new_session", "markdown", "runs", "rests"]


@in_a_loop
async def test_what_is_held_goes_out_in_time_though_nothing_comes_after_it(passed):
    session = Session()
    session.has(begun(), text(0, 0))
    for _cycle in range(3):
        session.sends()
    await asyncio.sleep(stand_ins.HELD * 1.5)
    assert session.asked == 1


@in_a_loop
async def test_streamlit_does_not_do_so_by_itself_yet(passed):
    """Where this fails, see whether Streamlit holds messages now: then this can go."""
    session = Session()
    session.has(begun(), status(running=True))
    assert len(STREAMLITS(session)) == 2


def test_every_session_that_is_served_does_so(monkeypatch):
    monkeypatch.setattr(AppSession, "flush_browser_queue", STREAMLITS)
    server.build()
    assert AppSession.flush_browser_queue is stand_ins.flush_browser_queue
