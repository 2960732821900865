"""Chains as a picture and as nested lists: what followed from what."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.filters import KIND_NAMES, Selection
from dashboard.language import _, country
from dashboard.parts import chart_card, figures
from dashboard.queries import chain as query
from dashboard.queries.links import HOW, Node, when
from dashboard.shown import APART, record_link, shown, worded
from loaders import Snapshot
from loaders.measures import Clock

FEW = 2
"""Records of which a line says as much as a drawing."""


def listed(snapshot: Snapshot, chains: Sequence[Node]) -> None:
    """Chains, each from its first record on."""
    if not chains:
        st.caption(_("No link is recorded."))
        return
    # One element for all: see `records._under`.
    with st.container(key="chain-listed"):
        st.markdown("\n".join(line for one in chains for line in _lines(snapshot, one, 0)))


def around(snapshot: Snapshot, record: str, clock: Clock) -> None:
    """What a record follows from and what follows from it; nothing where no source states any."""
    earlier = query.before(snapshot, record, clock)
    chain = query.following(snapshot, record, clock)
    if not earlier and not (chain and chain.after):
        return
    st.header(_("What led to it, what followed"), divider="gray")
    drawn = figures.exhibit("chain", snapshot, Selection(), clock, record)
    if drawn.rows.height > FEW:
        chart_card.picture(drawn)
        chart_card.equivalents(drawn)
    before = [f"- {_line(snapshot, node)}" for node in reversed(earlier)]
    after = [line for node in chain.after for line in _lines(snapshot, node, 0)] if chain else []
    with st.container(key="chain-around"):
        for heading, lines in (
            (_("What it follows from"), before),
            (_("What follows from it"), after),
        ):
            if lines:
                st.markdown(f"**{heading}**\n\n" + "\n".join(lines))


def _lines(snapshot: Snapshot, node: Node, depth: int) -> list[str]:
    own = f"{'    ' * depth}- {_line(snapshot, node)}"
    return [own, *(line for one in node.after for line in _lines(snapshot, one, depth + 1))]


def _line(snapshot: Snapshot, node: Node) -> str:
    kind = _(KIND_NAMES[node.kind]) if node.kind in KIND_NAMES else ""
    place = shown(country(snapshot.reference, node.country)) if node.country else ""
    how = _(HOW[node.how]) if node.how else ""
    title = record_link(node.title, node.id) if node.id else shown(node.title)
    about = (kind, place, worded(when(node)), how)
    return f"{title} :gray[{APART.join(part for part in about if part)}]"
