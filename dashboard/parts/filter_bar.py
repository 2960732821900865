"""The controls above a page. Each is set from the address and writes to it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import filters, session
from dashboard.filters import AS_OF, FROM, REGION, TO, Choice, Complaint, Selection
from dashboard.language import _, day, plural, typed_day
from dashboard.shown import shown


def show(*choices: Choice, period: bool = False) -> None:
    """A row of controls that act on this page, and what in the address cannot be read."""
    complaints(session.selection())
    with st.container(
        horizontal=True, vertical_alignment="bottom", key="filters", gap="small", width=560
    ):
        controls(*choices, period=period)


def controls(
    *choices: Choice, region: bool = True, period: bool = False, as_of: bool = True
) -> None:
    """The controls alone, for a page that puts them beside its own."""
    selection = session.selection()
    if as_of:
        _as_of(selection)
    if region:
        _region(selection)
    if choices or period:
        _more(selection, choices, period)
    active = [choice.key for choice in choices if choice.key in selection.chosen]
    # Years that nothing can lie in are told on each page, and can be taken away there.
    if (period and (selection.since or selection.until)) or selection.ends_first:
        active.append(FROM)
    if active:
        clear(active)


def complaints(selection: Selection) -> None:
    """What in the address cannot be read, or should be known of what it asks for."""
    for found in selection.complaints[:SHOWN]:
        complain(found)
    if selection.ends_first:
        said = _("Nothing can lie in years that begin with {since} and end with {until}.")
        remedy = _("Write the earlier year first, or clear the filters.")
        st.warning(f"{said.format(since=selection.since, until=selection.until)} {remedy}")
    if selection.as_of and selection.as_of > session.present():
        said = _("{date} is to come: shown is what today's records say of it.")
        st.info(said.format(date=day(selection.as_of)))


def complain(complaint: Complaint) -> None:
    said = _("The address asks for {key} = {value}, which cannot be read.").format(
        key=f"`{complaint.key}`", value=shown(complaint.value[:80])
    )
    st.warning(f"{said} {complaint.remedy}")


def complain_unless_in(known: Collection[str], key: str, remedy: str = "") -> None:
    """Says so where the address asks for something else than what can be chosen.

    `remedy`: what the reader can do, where there is no list to choose from.
    """
    value = session.query().get(key, "")
    if value and value not in known:
        complain(Complaint(key, value, remedy or _("Choose from the list.")))


SHOWN = 5
"""Complaints about an address that are shown; a hand-made one may hold thousands."""


def _writes(key: str, *, to_text: Callable[[Any], str] = str) -> Callable[[], None]:
    """A callback that writes the control's value to the address."""

    def write() -> None:
        value = st.session_state[f"filter-{key}"]
        session.change({key: to_text(value) if value else ""})

    return write


def _as_of(selection: Selection) -> None:
    today = session.present()
    st.date_input(
        _("As of"),
        key=session.control(f"filter-{AS_OF}", selection.as_of or today),
        min_value=filters.FIRST_DAY,
        max_value=filters.LAST_DAY,
        format=typed_day(),
        on_change=_writes(AS_OF, to_text=lambda one: "" if one == today else one.isoformat()),
        help=_(
            "Shows what applied on this day, by the dates in the records. Type it and press Enter."
        ),
        width=150,
    )


def _region(selection: Selection) -> None:
    groups = session.snapshot().reference.groups
    st.selectbox(
        _("Region or group"),
        ["", *_distinct(groups, selection.region)],
        key=session.control(f"filter-{REGION}", selection.region),
        format_func=lambda code: _(str(groups[code]["name"])) if code else _("World"),
        on_change=_writes(REGION),
        width="stretch",
    )


def _distinct(groups: Mapping[str, Mapping[str, Any]], chosen: str) -> list[str]:
    """The groups without those of the same name and members as an earlier one."""
    first = {(row["name"], *row["members"]): code for code, row in reversed(list(groups.items()))}
    return [code for code in groups if code in first.values() or code == chosen]


def clear(active: Sequence[str], also: Sequence[str] = ()) -> None:
    """The button that takes the active filters away, and what means nothing without them."""
    said = plural("Clear {n} filter", "Clear {n} filters", len(active))
    gone = dict.fromkeys([*active, *also, *([TO] if FROM in active else [])], "")
    st.button(said, icon=":material/close:", type="tertiary", on_click=session.change, args=(gone,))


def _more(selection: Selection, choices: tuple[Choice, ...], period: bool) -> None:
    """The filters, which are drawn only for who opens them: of each change of the date they would
    cost a tenth."""
    # With a label that counts them it would be another popover after each choice, and closed.
    with st.popover(
        _("Filters"), icon=":material/tune:", key="filters-more", on_change="rerun"
    ) as more:
        if more.open:
            for choice in choices:
                one(choice)
            if period:
                _period(selection)


def one(choice: Choice) -> None:
    """The control of a filter alone, for a page on which it stands beside the others."""
    chosen = list(session.selection().chosen.get(choice.key, ()))
    offered = choice.offered(session.snapshot())
    if beside := [code for code in chosen if code not in offered]:
        codes = choice.codes(session.snapshot().reference)
        offered |= {code: codes.get(code, code) for code in beside}
    st.multiselect(
        _(choice.label),
        list(offered),
        key=session.control(f"filter-{choice.key}", chosen),
        format_func=lambda code: offered.get(code, code),
        on_change=_writes(choice.key, to_text=",".join),
        placeholder=_("All"),
        select_all=False,
    )


def _period(selection: Selection) -> None:
    columns = st.columns(2)
    for column, key, label, value in (
        (columns[0], FROM, _("From year"), selection.since),
        (columns[1], TO, _("To year"), selection.until),
    ):
        column.number_input(
            label,
            min_value=1500,
            max_value=2199,
            step=1,
            key=session.control(f"filter-{key}", value),
            value=None,
            on_change=_writes(key),
        )
