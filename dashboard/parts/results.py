"""What a search has found: how many of each kind, a page of hits, or all of them as a table."""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboard import session
from dashboard.filters import (
    CHOICES,
    KIND,
    KIND_NAMES,
    REGION,
    SCOPE,
    STATUS,
    THEME,
    Choice,
    Selection,
)
from dashboard.language import _, count, country, plural
from dashboard.parts import paging
from dashboard.queries import records as query
from dashboard.shown import APART, record_link, shown
from loaders import Snapshot

PER_PAGE = 20
LAYOUTS = ("list", "table")


def facets(snapshot: Snapshot, found: pl.DataFrame, selection: Selection) -> None:
    """Buttons for the kinds of what was found, and for its status, scope or theme where asked.

    Each button says how many records it would leave, with the other choices as they are.
    """
    _facet(KIND, snapshot, found, selection)
    others = {choice.key: choice for choice in (STATUS, SCOPE, THEME)}
    number = {key: len(selection.chosen.get(key, ())) for key in others}
    opened = st.pills(
        _("Narrow by"),
        list(others),
        format_func=lambda key: _(others[key].label) + (f" ({number[key]})" if number[key] else ""),
        key="records-facet",
    )
    if opened:
        _facet(others[opened], snapshot, found, selection)


def _facet(choice: Choice, snapshot: Snapshot, found: pl.DataFrame, selection: Selection) -> None:
    keys = [other.key for other in CHOICES if other != choice]
    others = selection.only(REGION, *keys).narrow(found, snapshot.reference)
    counts = query.counts(others, choice)
    chosen = selection.chosen.get(choice.key, ())
    labels = choice.codes(snapshot.reference)
    offered = [code for code in labels if counts.get(code) or code in chosen]
    key = f"records-{choice.key}"

    def choose() -> None:
        session.change({choice.key: ",".join(st.session_state[key]), paging.PAGE: ""})

    st.pills(
        _(choice.label),
        offered,
        selection_mode="multi",
        format_func=lambda code: f"{labels[code]} ({count(counts.get(code, 0))})",
        key=session.control(key, [code for code in chosen if code in offered]),
        on_change=choose,
        label_visibility="collapsed",
    )


def show(snapshot: Snapshot, found: pl.DataFrame, words: str) -> None:
    """The hits as the address asks for them."""
    left, right = st.columns([3, 1], vertical_alignment="center")
    left.markdown(plural("**{n} record**", "**{n} records**", found.height))
    asked = session.query().get("as", LAYOUTS[0])
    layout = asked if asked in LAYOUTS else LAYOUTS[0]
    if asked not in LAYOUTS:
        st.warning(_("The address asks for a layout that does not exist. The list is shown."))
    labels = {"list": _("List"), "table": _("Table")}

    def choose() -> None:
        session.change({"as": st.session_state["records-as"] or "", "page": ""})

    with right:
        st.segmented_control(
            _("Shown as"),
            LAYOUTS,
            format_func=lambda code: labels[code],
            key=session.control("records-as", layout),
            on_change=choose,
            label_visibility="collapsed",
        )
    if layout == "table":
        st.dataframe(query.as_table(snapshot, found), hide_index=True, key="records-table")
    else:
        _page(snapshot, found, words)


def _page(snapshot: Snapshot, found: pl.DataFrame, words: str) -> None:
    hits = paging.turned(found.to_dicts(), PER_PAGE)
    st.markdown("\n".join(_entry(snapshot, hit, words) for hit in hits))
    paging.controls(found.height, PER_PAGE)


def _entry(snapshot: Snapshot, hit: query.Row, words: str) -> str:
    """Title, kind and country; then where the words were found, if not in the title."""
    place = country(snapshot.reference, hit["country"]) or _("International")
    kind = _(KIND_NAMES[hit["kind"]])
    entry = f"- **{record_link(hit['title'], hit['id'])}**  \n  :gray[{kind}{APART}{shown(place)}]"
    pieces = query.excerpt(snapshot, hit, words)
    marked = [f"**{shown(text)}**" if is_hit else _kept(text) for text, is_hit in pieces]
    return entry + (f"  \n  :small[{''.join(marked)}]" if marked else "")


def _kept(text: str) -> str:
    """`shown` drops white space at the ends, which here parts the text from its hit."""
    before, after = " " * text.startswith(" "), " " * text.endswith(" ")
    return f"{before}{shown(text)}{after}"
