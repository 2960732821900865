"""What a search has found: how many of each kind, a page of hits, or all of them as a table."""

from __future__ import annotations

import re
from collections.abc import Mapping

import polars as pl
import streamlit as st

from dashboard import session
from dashboard.filters import KIND, KIND_LABELS, KIND_NAMES, Selection
from dashboard.language import _, count, country, plural
from dashboard.queries import records as query
from dashboard.shown import APART, record_link, shown
from loaders import Snapshot

PER_PAGE = 20
LAYOUTS = ("list", "table")


def kinds(selection: Selection, counts: Mapping[str, int]) -> None:
    """One button per kind with its number of hits; several can be pressed."""
    chosen = selection.chosen.get(KIND.key, ())
    offered = [kind for kind in KIND_LABELS if counts.get(kind) or kind in chosen]

    def choose() -> None:
        session.change({KIND.key: ",".join(st.session_state["records-kinds"]), "page": ""})

    st.pills(
        _("Kind"),
        offered,
        selection_mode="multi",
        format_func=lambda kind: f"{_(KIND_LABELS[kind])} ({count(counts.get(kind, 0))})",
        key=session.control("records-kinds", [kind for kind in chosen if kind in offered]),
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
    pages = max(1, -(-found.height // PER_PAGE))
    asked = session.query().get("page", "1")
    readable = re.fullmatch(r"[1-9]\d{0,5}", asked, re.ASCII)
    if not readable:
        st.warning(_("The address asks for a page that cannot be read. The first is shown."))
    number = min(int(asked), pages) if readable else 1
    hits = found.slice((number - 1) * PER_PAGE, PER_PAGE)
    st.markdown("\n".join(_entry(snapshot, hit, words) for hit in hits.iter_rows(named=True)))
    if pages > 1:
        # A key for each page that is shown: pagination takes its start from `default` alone.
        key = f"records-page-{number}"

        def turn() -> None:
            session.change({"page": str(st.session_state[key])})

        st.pagination(pages, default=number, key=key, on_change=turn)


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
