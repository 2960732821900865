"""What a search has found: how many of each kind, a page of hits or cards, or all as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl
import streamlit as st

from dashboard import session
from dashboard.filters import (
    CHOICES,
    KIND,
    KIND_NAMES,
    PLACE,
    REGION,
    SCOPE,
    STATUS,
    THEME,
    Choice,
    Selection,
)
from dashboard.language import N_, _, count, country, day, labelled, plural
from dashboard.parts import data_grid, paging
from dashboard.queries import records as query
from dashboard.queries.excerpts import excerpt, snippet
from dashboard.queries.facts import Row
from dashboard.queries.timeline import event_label
from dashboard.shown import APART, record_link, shown
from loaders import Snapshot

PER_PAGE = 20
LAYOUTS = ("list", "table", "cards")
CARD = 415  # pixels: three stand side by side on a desk, one on a phone
_WITH_WORDS = N_("those with your words in the title first, then the newest")
_WITHOUT_WORDS = N_("newest first")
MANY = 30
"""Choices of a facet that are shown as buttons; more are a list in which one types."""


def facets(snapshot: Snapshot, found: pl.DataFrame, selection: Selection) -> None:
    """Buttons for the kinds of what was found, and for its country, status ... where asked.

    Each button says how many records it would leave, with the other choices as they are.
    """
    _facet(KIND, snapshot, found, selection)
    others = {choice.key: choice for choice in (PLACE, STATUS, SCOPE, THEME)}
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

    # Buttons read Markdown, a list in which one types does not.
    many = len(offered) > MANY
    names = labels if many else {code: shown(labels[code]) for code in offered}
    said: Any = {
        "format_func": lambda code: f"{names[code]} ({count(counts.get(code, 0))})",
        "key": session.control(key, [code for code in chosen if code in offered]),
        "on_change": choose,
        "label_visibility": "collapsed",
    }
    if many:
        st.multiselect(
            _(choice.label), offered, placeholder=_("All"), select_all=False, width=560, **said
        )
    else:
        st.pills(_(choice.label), offered, selection_mode="multi", **said)


def show(snapshot: Snapshot, found: pl.DataFrame, words: str) -> None:
    """The hits as the address asks for them."""
    asked = session.query().get("as", LAYOUTS[0])
    layout = asked if asked in LAYOUTS else LAYOUTS[0]
    if asked not in LAYOUTS:
        st.warning(_("The address asks for a layout that does not exist. The list is shown."))
    labels = {"list": _("List"), "table": _("Table"), "cards": _("Cards")}

    def choose() -> None:
        session.change({"as": st.session_state["records-as"] or "", paging.PAGE: ""})

    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        key="records-head",
    ):
        number = plural("**{n} record**", "**{n} records**", found.height)
        order = _WITH_WORDS if words else _WITHOUT_WORDS
        said = f"{number}, {_(order)}" if found.height > 1 else number
        st.markdown(said, width="content")
        st.segmented_control(
            _("Shown as"),
            LAYOUTS,
            format_func=lambda code: labels[code],
            key=session.control("records-as", layout),
            on_change=choose,
            label_visibility="collapsed",
        )
    if layout == "table":
        data_grid.show(query.as_table(snapshot, found), "records-table")
        return
    hits = found[paging.turned(range(found.height), PER_PAGE)].to_dicts()
    dated = query.newest(snapshot, [hit["id"] for hit in hits])
    if layout == "cards":
        _cards(snapshot, hits, dated, words)
    else:
        st.markdown("\n".join(_entry(snapshot, hit, dated.get(hit["id"]), words) for hit in hits))
    paging.controls(found.height, PER_PAGE)


def _cards(snapshot: Snapshot, hits: Sequence[Row], dated: Mapping[str, Row], words: str) -> None:
    with st.container(horizontal=True, key="records-cards"):
        for hit in hits:
            with st.container(border=True, width=CARD, height="stretch"):
                st.markdown(_card(snapshot, hit, dated.get(hit["id"]), words))


def _card(snapshot: Snapshot, hit: Row, event: Row | None, words: str) -> str:
    """Title and what it is; then where the words were found."""
    text = _marked(snippet(snapshot, hit, words))
    about = f":gray[:small[{_about(snapshot, hit, event)}]]"
    return f"**{record_link(hit['title'], hit['id'])}**\n\n{about}" + (
        f"\n\n:small[{text}]" if text else ""
    )


def _about(snapshot: Snapshot, hit: Row, event: Row | None) -> str:
    """Kind and place, status and last date."""
    reference = snapshot.reference
    place = country(reference, hit["country"]) or _("International")
    status = STATUS.codes(reference).get(hit["status"])
    about = [_(KIND_NAMES[hit["kind"]]), shown(place), shown(status)]
    if event:
        # A status says itself what the date of its beginning is: 'In force', '2 August 2014'.
        date = day(event["date"], event["date_precision"])
        today = session.clock().today
        label = event_label(event["event"], event["date"], today)
        same = event["event"] == hit["status"] and event["date"] <= today
        about.append(date if same else labelled(label, date))
    return APART.join(filter(None, about))


def _entry(snapshot: Snapshot, hit: Row, event: Row | None, words: str) -> str:
    """Title and what it is; then where the words were found, if not in the title."""
    about = f":gray[{_about(snapshot, hit, event)}]"
    entry = f"- **{record_link(hit['title'], hit['id'])}**  \n  {about}"
    marked = _marked(excerpt(snapshot, hit, words))
    return entry + (f"  \n  :small[{marked}]" if marked else "")


def _marked(pieces: Iterable[tuple[str, bool]]) -> str:
    return "".join(f"**{shown(text)}**" if is_hit else _kept(text) for text, is_hit in pieces)


def _kept(text: str) -> str:
    """`shown` drops white space at the ends, which here parts the text from its hit."""
    before, after = " " * text.startswith(" "), " " * text.endswith(" ")
    return f"{before}{shown(text)}{after}"
