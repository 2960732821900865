"""Chains as a picture and as nested lists: what followed from what."""

from __future__ import annotations

import streamlit as st

from dashboard import session
from dashboard.filters import KIND_NAMES, Selection
from dashboard.language import _, country
from dashboard.parts import chart_card, figures
from dashboard.queries import chain as query
from dashboard.queries.chain import HOW, Node
from dashboard.shown import APART, record_link, shown
from loaders import Snapshot


def show(snapshot: Snapshot, chain: Node) -> None:
    """A chain from its first record on."""
    st.markdown("\n".join(_lines(snapshot, chain, 0)))


def around(snapshot: Snapshot, record: str) -> None:
    """What a record follows from and what follows from it; nothing where no source states any."""
    earlier, chain = query.before(snapshot, record), query.following(snapshot, record)
    if not earlier and not (chain and chain.after):
        return
    st.subheader(_("In the chain"), divider="gray")
    picture(snapshot, record)
    if earlier:
        lines = [_line(snapshot, node) for node in reversed(earlier)]
        st.markdown(_("Comes from:") + "\n\n" + "\n".join(f"- {line}" for line in lines))
    if chain and chain.after:
        lines = [line for node in chain.after for line in _lines(snapshot, node, 0)]
        st.markdown(_("What followed:") + "\n\n" + "\n".join(lines))


def picture(snapshot: Snapshot, record: str) -> None:
    """The chain in which a record stands, drawn; nothing where no source states any."""
    drawn = figures.exhibit("chain", snapshot, Selection(), session.clock(), record)
    if not drawn.rows.is_empty():
        chart_card.picture(drawn)
        chart_card.equivalents(drawn)


def _lines(snapshot: Snapshot, node: Node, depth: int) -> list[str]:
    own = f"{'    ' * depth}- {_line(snapshot, node)}"
    return [own, *(line for one in node.after for line in _lines(snapshot, one, depth + 1))]


def _line(snapshot: Snapshot, node: Node) -> str:
    kind = _(KIND_NAMES[node.kind]) if node.kind in KIND_NAMES else ""
    place = shown(country(snapshot.reference, node.country)) if node.country else ""
    how = _(HOW[node.how]) if node.how else ""
    title = record_link(node.title, node.id) if node.id else shown(node.title)
    return f"{title} :gray[{APART.join(part for part in (kind, place, how) if part)}]"
