"""What one reader's session looks at: the snapshot, the selection in the address, the theme.

The address is the one truth: controls are set from it before they are drawn and write to it when
they are used.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dashboard import carried, filters, language
from dashboard.filters import Selection
from dashboard.live import Served, live
from dashboard.style import LIGHT, STYLES, Style
from loaders import Snapshot, dates
from loaders.measures import Clock
from loaders.releases import Release, ReleaseError, known_on, opened

today: Callable[[], date] = date.today
"""Replaced by tests; everything that depends on the day asks here."""

KNOWN = "known"
"""In addresses: the state of the data that is asked for, by a day (see `loaders.releases`) or by
its version; of a version also the day on which it was read: '2c582047.2026-11-28'."""
VISITS = "visits"
"""The cookie that `server.Visits` keeps: the day of the last visit, a dot, the day of this one."""

OF_TODAY = frozenset({"officers"})
"""Pages that work on the data as it is, whatever release the address asks for."""

_CARRIED, _PAGE = "carried", "page"
_TOLD = "told-address"
SHARED = (*filters.KEYS, filters.BRIEFING, KNOWN, language.KEY)
"""What addresses of every page share."""


@dataclass
class _Look:
    """What a part of a page, and each part within it, looks at while it runs: its helpers ask for
    it a hundred times. `change` keeps the query as the address has it; the snapshot and the
    selection are what the query asks for, once it has been read."""

    served: Served
    query: Mapping[str, str]
    snapshot: Snapshot | None = None
    selection: Selection | None = None


_look: ContextVar[_Look | None] = ContextVar("look", default=None)


def served() -> Served:
    """What is served; while a part of a page runs, what was served when it began."""
    look = _look.get()
    return look.served if look else live().served


def snapshot() -> Snapshot:
    """The data as it is, or as the release held it that the address asks for."""
    look = _look.get()
    if look and look.snapshot:
        return look.snapshot
    asked = known()
    found = opened(asked) if asked else served().snapshot
    if look:
        look.snapshot = found
    return found


def known() -> Release | None:
    """The release that this page shows; `None` for the data as it is."""
    asked = release()
    return None if asked and _works_on_now() else asked


def release() -> Release | None:
    """The newest release of the day, or that of the version, that the address asks for; `None`
    where it asks for none.

    Where there was none by then, or it cannot be read, `parts.banner` says so.
    """
    if KNOWN not in query() or asks_for_now():
        return None
    found = _kept(_asked()[0])
    try:
        return found if found and opened(found) else None
    except ReleaseError:
        return None


def asks_for_now() -> bool:
    """Whether the address asks for the version of the data as it is."""
    return _asked()[0] == served().snapshot.version


def _asked() -> tuple[str, date | None]:
    """The day or version that the address asks for, and the day on which a version was read."""
    asked, _dot, read = query().get(KNOWN, "").partition(".")
    if not read:
        return asked, None
    try:
        day, precision = dates.parse(read)
    except dates.NotADate:
        return asked, None
    return asked, day if precision == "day" and day <= today() else None


def read_on() -> date | None:
    """The day on which the address has read the version that is shown; `None` where it says none.

    On that day, and not on the reader's, a status says what applies: so a link shows tomorrow what
    it shows today.
    """
    asked, day = _asked()
    if day is None or asked != snapshot().version or _works_on_now():
        return None
    return day


def _works_on_now() -> bool:
    return st.session_state.get(_PAGE) in OF_TODAY


def _kept(asked: str) -> Release | None:
    """The release of a version, or the newest that was out on a day."""
    releases = served().releases
    if of_version := [release for release in releases if release.version == asked]:
        return of_version[0]
    try:
        day, precision = dates.parse(asked)
    except dates.NotADate:
        return None
    return known_on(releases, day) if precision == "day" else None


def last_visit() -> date | None:
    """The day before today on which this browser was last here; `None` where it never was."""
    try:
        return date.fromisoformat(cookie(VISITS).partition(".")[0])
    except ValueError:
        return None


def cookie(name: str) -> str:
    """What a cookie of this browser says; '' where there is none."""
    return str(st.context.cookies.get(name, ""))


def present() -> date:
    """The day on which the data speaks: on which the address has read it, else that of the release
    that is shown, else today."""
    asked = known()
    return read_on() or (asked.day if asked else today())


def speak() -> None:
    """From here on, texts are in the language that the address asks for, else the browser's.

    On the way to another page the address is still empty, and what is carried along speaks.
    """
    brought: dict[str, str] = st.session_state.get(_CARRIED, {})
    asked = query().get(language.KEY) or brought.get(language.KEY, "")
    spoken = st.context.headers.get("accept-language") or st.context.locale or ""
    language.use(language.chosen(asked, spoken), asked=asked in language.offered())


def fragment(part: Callable[..., None], run_every: float | None = None) -> Callable[..., None]:
    """A part of a page that runs again without the frame around it, in the page's language."""
    return st.fragment(_alone(part), run_every=run_every)


def dialog(title: str, part: Callable[..., None]) -> None:
    """Opens the part before the page, in the page's language; `st.rerun()` in it closes it."""
    st.dialog(title)(_alone(part))()


def _alone(part: Callable[..., None]) -> Callable[..., None]:
    """Streamlit runs it on a thread of its own, to which nobody has told the language.

    Newer data that comes meanwhile waits for the next run: a page never shows some of each.
    """

    @functools.wraps(part)
    def run(*args: Any, **kwargs: Any) -> None:
        began = _look.set(_look.get() or _Look(served(), query()))
        try:
            speak()
            _keep()
            part(*args, **kwargs)
            if _copies_another_view():
                st.rerun()
        finally:
            _look.reset(began)

    return run


def _copies_another_view() -> bool:
    """Whether the address to copy is open, and not that of the view.

    A browser puts a date that is left by a click on *Copy link* into one message with that click,
    after which Streamlit runs the part of the page with the date alone.
    """
    is_open = bool(st.session_state.get(COPY_LINK))
    return runs_alone() and is_open and st.session_state.get(_TOLD) != pinned()


def runs_alone() -> bool:
    """Whether a part of the page runs again, and the frame around it does not."""
    context = get_script_run_ctx()
    return bool(context and context.fragment_ids_this_run)


COPY_LINK = "copy-link"
"""The key of what opens the address to copy."""


def selection() -> Selection:
    """The selection that the address asks for."""
    look = _look.get()
    if look and look.selection:
        return look.selection
    found = filters.from_query(query(), snapshot().reference)
    if look:
        look.selection = found
    return found


def clock() -> Clock:
    return selection().clock(present())


def query() -> dict[str, str]:
    """The address's parameters; of one given twice the last counts."""
    look = _look.get()
    return dict(look.query if look else st.query_params)


def change(parameters: Mapping[str, str]) -> None:
    """Writes to the address; an empty value takes the parameter out.

    All at once: each state of the address is a step of the browser's history.
    """
    before = st.query_params.to_dict()
    after = {key: value for key, value in (before | dict(parameters)).items() if value}
    if after != before:
        st.query_params.from_dict(after)
    if look := _look.get():
        look.query, look.snapshot, look.selection = dict(st.query_params), None, None
    _remember()


def carry(page: str) -> None:
    """Keeps the shared filters when the reader goes from one page to another.

    Streamlit empties the address on the way; an address that was opened directly is left as it is.
    """
    came_from = st.session_state.get(_PAGE)
    if came_from not in (None, page):
        brought: dict[str, str] = st.session_state.get(_CARRIED, {})
        change({key: value for key, value in brought.items() if key not in st.query_params})
    st.session_state[_PAGE] = page
    _remember()
    _keep()


def _keep() -> None:
    """From here on, links within pages lead to the same date and state of the data."""
    as_of = selection().as_of
    carried.keep(
        {
            filters.AS_OF: as_of.isoformat() if as_of else "",
            KNOWN: _says_known(),
            filters.BRIEFING: query().get(filters.BRIEFING, ""),
        }
    )


def _says_known() -> str:
    """How an address asks for the state of the data that is shown; '' for the data as it is."""
    if read_on():
        return query()[KNOWN]
    asked = known()
    return asked.day.isoformat() if asked else ""


def pinned() -> str:
    """The address of the present view that shows the same on a later day; '' where not known.

    The date and the state of the data are in it: the release that is shown, else the version of
    the data as it is, which a release may keep, and today, on which its statuses say what applies.
    """
    if not site():
        return ""
    asked = query() | {filters.AS_OF: clock().as_of.isoformat()}
    asked[KNOWN] = _says_known() or f"{served().snapshot.version}.{today()}"
    return f"{site()}/{st.session_state.get(_PAGE, '')}?{urlencode(asked)}"


def told() -> str:
    """`pinned`, as the reader is told it."""
    st.session_state[_TOLD] = pinned()
    return st.session_state[_TOLD]


def site() -> str:
    """What the address of every page begins with; '' where not known.

    'https://sse.example.org', or more where a proxy serves the dashboard under a path of its own.
    """
    here = urlsplit(st.context.url or "")
    # Streamlit leaves the page out of its URL, but not while a fragment runs alone.
    base = here.path.rstrip("/").removesuffix(f"/{st.session_state.get(_PAGE, '')}")
    return f"{here.scheme}://{here.netloc}{base}" if here.netloc else ""


def _remember() -> None:
    """What `carry` brings along to the next page."""
    shared = {key: value for key, value in query().items() if key in SHARED}
    st.session_state[_CARRIED] = shared


def style() -> Style:
    """The colours that go with the reader's theme; light where it is not known yet."""
    return STYLES.get(st.context.theme.type or "", LIGHT)


def control(key: str, value: Any) -> str:
    """Sets a control to what the address says before it is drawn; returns its key.

    Always, not only on a difference: a control in a closed popover would come back empty.
    """
    st.session_state[key] = value
    return key
