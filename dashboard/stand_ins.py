"""What of Streamlit 1.67 is done in another way here, and why.

Each goes past Streamlit's public door; a test tells when Streamlit itself does so, or no longer has
what is stood in for.
"""

from __future__ import annotations

import asyncio
import time
from functools import cache
from weakref import WeakKeyDictionary

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.media_file_manager import MediaFileManager

from dashboard.parts import figure


def install() -> None:
    """Puts these in the place of Streamlit's own, for every session from now on."""
    AppSession._clear_queue = clear_queue
    AppSession.flush_browser_queue = flush_browser_queue
    MediaFileManager.remove_orphaned_files = remove_orphaned_files
    # The same to every caller; of a function ty wants the very one.
    app_session._populate_theme_msg = populate_theme_msg  # ty: ignore[invalid-assignment]


HELD = 0.06
"""Seconds for which a run's messages may wait for each other."""
_since: WeakKeyDictionary[AppSession, float] = WeakKeyDictionary()
"""Since when a session's run has had something to send."""


def flush_browser_queue(self: AppSession) -> list[ForwardMsg]:
    """What is to be sent now: charts that are sent ahead; the rest of a run when it ends.

    Streamlit sends every few milliseconds what there is, and the browser works out the page anew
    for each message that says that a run begins or goes on, or holds a part of the page: a chart
    that came behind them waited for 15 to 30 of its 60 ms. So what a run says waits for its end, at
    most `HELD` seconds; and a run that has ended by then says only last that it was running. It
    has to: a page that was asked for with the key R waits for that.
    """
    waiting = self._browser_queue.flush()
    ahead = [message for message in waiting if figure.is_carrier(message)]
    rest = [message for message in waiting if not figure.is_carrier(message)]
    if self._state is not AppSessionState.APP_IS_RUNNING:
        _since.pop(self, None)
        return ahead + sorted(rest, key=_is_status)
    now = time.monotonic()
    if rest and self not in _since:
        _since[self] = now
        asyncio.get_running_loop().call_later(HELD, _wake, self)
    if rest and now - _since[self] >= HELD:
        return ahead + rest
    # What was said before a run began, as that another has ended, goes out before it.
    begins = max((at for at, message in enumerate(rest) if _begins(message)), default=0)
    for message in rest[begins:]:
        self._browser_queue.enqueue(message)
    return ahead + rest[:begins]


def _wake(session: AppSession) -> None:
    if session._message_enqueued_callback:
        session._message_enqueued_callback()


def _begins(message: ForwardMsg) -> bool:
    return message.HasField("new_session")


def _is_status(message: ForwardMsg) -> bool:
    return message.HasField("session_status_changed")


def clear_queue(self: AppSession, fragment_ids_this_run: list[str] | None = None) -> None:
    """Drops what a session has not sent yet and a run of these fragments, or of all, draws anew.

    Stands in for Streamlit 1.67's own, which keeps what fragments within these have drawn. That is
    then sent without the blocks that were to hold it, and the page stops for good with "Cannot set
    a node at a delta path": two quick clicks on a busy server are enough.
    """
    anew = fragment_ids_this_run
    if anew:
        known, waiting = self._fragment_storage, self._browser_queue._queue
        drawn_by = {message.delta.fragment_id for message in waiting if message.HasField("delta")}
        # One that is not known any more lay within one that has run since and left it out.
        within = (
            one
            for one in drawn_by - {""}
            if known.has_ancestor_in(one, anew) or not known.contains(one)
        )
        anew = [*anew, *within]
    self._browser_queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=anew)


GRACE = 60.0
"""Seconds for which a file is kept that no page offers any more."""
_unoffered: WeakKeyDictionary[MediaFileManager, dict[str, float]] = WeakKeyDictionary()
"""By id: since when each file of a manager has been offered by no page."""


def remove_orphaned_files(self: MediaFileManager) -> None:
    """Drops the files that no page has offered for `GRACE` seconds.

    Stands in for Streamlit 1.67's own, which drops them at the end of the next run, whoever's it
    is. But a page that runs again because a button was pressed offers its files anew, and a reader
    who pressed it has yet to be handed the old one: of ten who asked for an image at once, one to
    three got none in 3 of 7 runs ("Deferred file ... not found").
    """
    now = time.monotonic()
    with self._lock:
        offered = {
            file for files in self._files_by_session_and_coord.values() for file in files.values()
        }
        held = {*self._file_metadata, *self._deferred_callables}
        before = _unoffered.get(self, {})
        since = {file: before.get(file, now) for file in held - offered}
        gone = {file for file, first in since.items() if now - first >= GRACE}
        for file in gone & self._file_metadata.keys():
            self._delete_file(file)
        for file in gone & self._deferred_callables.keys():
            self._drop_deferred_id(file)
        _unoffered[self] = {file: first for file, first in since.items() if file not in gone}


_read_theme = app_session._populate_theme_msg


def populate_theme_msg(msg: CustomThemeConfig, section: str = "theme") -> None:
    """Tells the page its theme, as it was when it was first asked for: a server has one.

    Streamlit reads the six sections of its configuration anew for each run: 1 of the 20 ms that a
    change takes.
    """
    # Merging nothing would say that there is a theme for the section.
    if (read := _theme(section)).ByteSize():
        msg.MergeFrom(read)


@cache
def _theme(section: str) -> CustomThemeConfig:
    read = CustomThemeConfig()
    _read_theme(read, section)
    return read
