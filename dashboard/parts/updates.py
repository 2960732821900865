"""What was reported of a plan's actions, and when: a reversal stays visible."""

from __future__ import annotations

import streamlit as st

from dashboard.language import _, day, labelled, of_action
from dashboard.parts.chart_card import source_line
from dashboard.queries import action_plans, sources
from dashboard.queries.titles import named_in_sentences
from dashboard.shown import APART, sentences, shown
from loaders import Snapshot
from loaders.measures import Clock


def show(snapshot: Snapshot, plan: str, clock: Clock) -> None:
    """Each status reported by the date, the newest first; nothing where there is none."""
    found = action_plans.updates(snapshot, plan, clock)
    if found.is_empty():
        return
    st.header(_("What was reported of the actions"), divider="gray")
    named = named_in_sentences(snapshot, clock)
    lines = []
    for row in found.iter_rows(named=True):
        status = shown(of_action(snapshot.reference.label("action-status", row["status"])))
        cited = sources.of_part(snapshot, row["action"], f"updates/{row['n']}")
        said = [sentences(row["note"], named), *map(source_line, cited)]
        date = day(row["date"], row["date_precision"])
        below = APART.join(filter(None, said))
        line = f"- **{date}** {labelled(shown(row['title']), status)}"
        lines.append(f"{line}  \n  :gray[{below}]" if below else line)
    st.markdown("\n".join(lines))
