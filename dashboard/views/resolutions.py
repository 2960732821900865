"""International instruments: who stands where, and what followed; all of them, or one in full."""

import streamlit as st

from dashboard import session
from dashboard.filters import REGION, Selection
from dashboard.language import _, day, plural
from dashboard.parts import chart_card, figures, filter_bar, instrument_page, paging
from dashboard.queries import resolutions
from dashboard.shown import APART, address, shown
from loaders import Snapshot
from loaders.measures import Clock

PER_PAGE = 8
"""Instruments listed at once, the newest first; the matrix of positions then begins on screen."""


def picker(snapshot: Snapshot, chosen: str) -> None:
    """Opens one instrument, or all of them again; the title comes first, since a list is narrow."""
    titles = resolutions.titles(snapshot)
    st.selectbox(
        _("Instrument"),
        ["", *titles],
        format_func=lambda code: titles.get(code) or _("All instruments"),
        key=session.control("resolutions-of", chosen),
        on_change=lambda: session.change(
            {"of": st.session_state["resolutions-of"] or "", paging.PAGE: ""}
        ),
        width=420,
    )


def instrument_line(snapshot: Snapshot, selection: Selection, row: dict) -> str:
    """Title with its page; body, number, date; how many positions, with their map."""
    here = selection.to_query()
    body = snapshot.reference.organisation_name(row["body"])
    is_draft = row["status"] == "draft"
    about = [
        shown(_(snapshot.reference.label("resolution-status", "draft"))) if is_draft else "",
        shown(body),
        shown(row["number"]),
        day(row["adopted"], row["adopted_precision"]),
    ]
    if row["positions"]:
        said = plural("{n} position in all", "{n} positions in all", row["positions"])
        about.append(f"[{said}]({address('map', **here, show='position', of=row['id'])})")
    if row["uptake"]:
        about.append(plural("{n} uptake", "{n} uptakes", row["uptake"]))
    line = APART.join(part for part in about if part)
    opens = instrument_page.instrument_link(row["title"], row["id"], selection)
    return f"- **{opens}**  \n  :gray[{line}]"


def overview(snapshot: Snapshot, selection: Selection, clock: Clock) -> None:
    """All instruments, the positions on them, what followed."""
    drawn = figures.exhibit("positions", snapshot, selection, clock)
    listing = st.container()
    if drawn.rows.is_empty():
        st.info(_("No position is recorded for this region by this date."))
    else:
        chart_card.picture(drawn)
        chart_card.equivalents(drawn)
    with listing:
        listed = resolutions.instruments(snapshot, clock)
        rows = paging.turned(list(listed.iter_rows(named=True)), PER_PAGE)
        lines = [instrument_line(snapshot, selection, row) for row in rows]
        st.markdown("\n".join(lines) or _("None recorded."))
        paging.controls(listed.height, PER_PAGE)
    st.header(_("What followed in countries"), divider="gray")
    followed = resolutions.uptake(snapshot, selection, clock)
    instrument_page.uptake_list(snapshot, followed.iter_rows(named=True), selection)


def heading(snapshot: Snapshot, asked: str, chosen: str) -> None:
    """The title, the controls, and what of the address cannot be read."""
    st.title(shown(resolutions.names(snapshot)[chosen]) if chosen else _("Resolutions"))
    with st.container(
        horizontal=True, vertical_alignment="bottom", key="resolutions-bar", width=860
    ):
        picker(snapshot, chosen)
        filter_bar.controls()
    filter_bar.complaints(session.selection())
    if asked and not chosen:
        said = _("The address asks for {code}, which is no instrument. Choose one from the list.")
        st.warning(said.format(code=shown(asked[:80])))


# A fragment: a control changed here runs this again, and not the frame around it.
@session.fragment
def instruments() -> None:
    snapshot, clock = session.snapshot(), session.clock()
    selection = session.selection().only(REGION)
    asked = session.query().get("of", "")
    chosen = asked if asked in resolutions.names(snapshot) else ""
    # What is below goes out first, and of that the charts: the browser draws them while the rest
    # comes.
    above = st.container()
    if chosen:
        instrument_page.show(snapshot, chosen, selection, clock)
    else:
        overview(snapshot, selection, clock)
    with above:
        heading(snapshot, asked, chosen)


instruments()
