"""International instruments: who stands where, and what followed."""

import polars as pl
import streamlit as st

from dashboard import session
from dashboard.filters import REGION
from dashboard.language import _, country, day, labelled, plural
from dashboard.parts import chart_card, figures, filter_bar
from dashboard.queries import resolutions
from dashboard.shown import APART, address, record_link, shown
from loaders.dates import last_day

snapshot, clock = session.snapshot(), session.clock()
selection = session.selection().only(REGION)
here = selection.to_query()


def instrument_line(row: dict) -> str:
    """Title with its page; body, number, date; how many positions, with their map."""
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
    return f"- **{record_link(row['title'], row['id'])}**  \n  :gray[{line}]"


def uptake() -> None:
    """What countries did with the instruments, where a source says so."""
    titles = dict(snapshot.frames["resolutions"].select("id", "title").iter_rows())
    members = selection.members(snapshot.reference)
    known = (last_day("date") <= pl.lit(clock.as_of)).fill_null(not clock.is_past)
    found = snapshot.frames["uptake"].filter(known)
    if members is not None:
        found = found.filter(pl.col("country").is_in(members))
    lines = [
        "- "
        + labelled(
            f"**{shown(country(snapshot.reference, row['country']))}**",
            shown(_(snapshot.reference.label("uptake", row["what"]))),
        )
        + (f", {shown(row['note'])}" if row["note"] else "")
        + f"  \n  :gray[{record_link(titles[row['resolution']], row['resolution'])}]"
        for row in found.iter_rows(named=True)
    ]
    st.markdown("\n".join(lines) or _("None recorded."))


st.title(_("Resolutions"))
filter_bar.show()
drawn = figures.exhibit("positions", snapshot, selection, clock, session.style())
if drawn.rows.is_empty():
    st.info(_("No position is recorded for this region by this date."))
else:
    chart_card.picture(drawn)
    chart_card.equivalents(drawn)
st.subheader(_("What followed in countries"), divider="gray")
uptake()
st.subheader(_("Instruments"), divider="gray")
listed = resolutions.instruments(snapshot, clock)
lines = [instrument_line(row) for row in listed.iter_rows(named=True)]
st.markdown("\n".join(lines) or _("None recorded."))
