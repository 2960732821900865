"""What changed in the data since a release, or since the reader was last here."""

from itertools import groupby

import polars as pl
import streamlit as st

from dashboard import session
from dashboard.filters import KIND, KIND_NAMES, PLACE, REGION
from dashboard.language import _, country, day, fold, labelled, plural
from dashboard.parts import data_grid, field_changes, filter_bar, key_figures, paging, records
from dashboard.queries import changes
from dashboard.shown import APART, record_link, shown
from loaders.releases import Release, ReleaseError, known_on, opened

snapshot = session.snapshot()
selection = session.selection().only(REGION, PLACE.key, KIND.key)
SINCE, VISIT = "since", "visit"
COUNTRIES_PER_PAGE = 12
STATUSES_SHOWN = 12
"""Listed at once: after a year there are a hundred, above all that changed otherwise."""

Line = dict[str, str]


def earlier() -> dict[str, Release]:
    """The states that the one shown can be compared with, by what the address calls them."""
    until = session.known()
    offered = {
        release.day.isoformat(): release
        for release in reversed(session.served().releases)
        if until is None or release.day < until.day
    }
    seen = session.last_visit()
    release = known_on(tuple(reversed(offered.values())), seen) if seen else None
    return ({VISIT: release} if release else {}) | offered


def newest_other(offered: dict[str, Release]) -> str:
    """The first that is another state than the one shown, that of the last visit before the newest;
    the first of all where none is."""
    others = (code for code, one in offered.items() if one.digest != snapshot.digest)
    return next(others, next(iter(offered), ""))


def name_of(code: str, release: Release) -> str:
    if code != VISIT:
        return day(release.day)
    seen = session.last_visit()
    return _("my last visit, {date}").format(date=day(seen))


def place(line: Line) -> str:
    return country(snapshot.reference, line["country"]) or _("International")


def change(line: Line) -> field_changes.Of:
    return line["within"], line["field"], line["before"], line["after"]


def of_status(found: pl.DataFrame) -> pl.DataFrame:
    """The statuses of records that changed; of an action it is told with its plan."""
    return found.filter(name="status", within="")


def in_order(line: Line) -> str:
    return fold(place(line))


def figures_above(found: pl.DataFrame) -> None:
    def records(what: str) -> int:
        return found.filter(pl.col("what") == what)["id"].n_unique()

    key_figures.show(
        (_("Records added"), records("added"), _("Records that the earlier state did not have.")),
        (_("Records changed"), records("changed"), _("Records of which a field says other words.")),
        (
            _("Records taken out"),
            records("removed"),
            _("Most were merged with another that describes the same."),
        ),
        (
            _("Statuses changed"),
            of_status(found).height,
            _("A bill that became law, a plan that was completed, or a status that was corrected."),
        ),
    )


def record_entry(lines: list[Line]) -> str:
    first = lines[0]
    title = record_link(first["title"], first["id"])
    kind = _(KIND_NAMES[first["kind"]])
    if first["what"] == "removed":
        return f"- {shown(first['title'])}  \n  :gray[{kind}]{APART}{_('Taken out')}"
    what = _("Added") if first["what"] == "added" else field_changes.all_said(map(change, lines))
    return f"- {title}  \n  :gray[{kind}]{APART}{what}"


def by_country(found: pl.DataFrame) -> None:
    """The changes of each country under its name, a page of countries at a time."""
    ordered = sorted(found.iter_rows(named=True), key=in_order)
    named = [(name, list(lines)) for name, lines in groupby(ordered, place)]
    for name, lines in paging.turned(named, COUNTRIES_PER_PAGE):
        changed = [list(group) for _id, group in groupby(lines, lambda line: line["id"])]
        head = plural("{n} record", "{n} records", len(changed))
        st.markdown(f"### {shown(name)} :gray[{head}]\n\n" + "\n".join(map(record_entry, changed)))
    paging.controls(len(named), COUNTRIES_PER_PAGE)


def statuses(found: pl.DataFrame) -> None:
    turns = of_status(found)
    if turns.is_empty():
        return
    st.header(_("Statuses"), divider="gray")
    lines = [status_line(line) for line in sorted(turns.iter_rows(named=True), key=in_order)]
    st.markdown("\n".join(lines[:STATUSES_SHOWN]))
    if rest := lines[STATUSES_SHOWN:]:
        said = plural("and {n} more", "and {n} more", len(rest))
        records.opened_below(said, "changes-statuses", lambda: rest)


def status_line(line: Line) -> str:
    title = record_link(line["title"], line["id"])
    turned = field_changes.turn(line["before"], line["after"])
    return f"- **{shown(place(line))}** {labelled(title, turned)}"


def table(found: pl.DataFrame) -> pl.DataFrame:
    """Every change in full."""
    columns = {
        _("Country or area"): [place(line) for line in found.iter_rows(named=True)],
        _("Title"): found["title"],
        _("Change"): [_(changes.WHATS[what]) for what in found["what"]],
        _("Field"): list(map(changes.named, found["within"], found["field"])),
        _("Before"): found["before"],
        _("After"): found["after"],
    }
    return pl.DataFrame(columns)


def compared(release: Release) -> None:
    try:
        before = opened(release)
    except ReleaseError:
        st.warning(_("This state of the data cannot be read. Choose another."))
        return
    found = changes.rows(before, snapshot, selection)
    if found.is_empty():
        st.info(_("Nothing changed since then in this selection."))
        return
    st.caption(
        _(
            "What the records now say differently: news from a country, or a correction of what "
            "was recorded. The record itself says when something happened."
        )
    )
    figures_above(found)
    statuses(found)
    st.header(_("By country"), divider="gray")
    by_country(found)
    with st.expander(_("Every change in full"), on_change="rerun", key="changes-full") as full:
        if full.open:
            data_grid.show(table(found), "changes-table")


st.title(_("What changed"))
filter_bar.complaints(session.selection())
offered = earlier()
asked = session.query().get(SINCE, "")
since = asked if asked in offered else newest_other(offered)
if asked and asked not in offered:
    st.warning(_("The address asks for a state of the data that is not kept. Choose one."))
if not offered:
    st.info(_("No earlier state of the data is kept. 'sse release' keeps today's."))
else:
    with st.container(
        horizontal=True, vertical_alignment="bottom", key="changes-controls", width=900
    ):
        st.selectbox(
            _("Since"),
            list(offered),
            format_func=lambda code: name_of(code, offered[code]),
            key=session.control("changes-since", since),
            on_change=lambda: session.change(
                {SINCE: st.session_state["changes-since"], paging.PAGE: ""}
            ),
            width=260,
        )
        filter_bar.one(PLACE)
        filter_bar.controls(KIND, as_of=False)
    compared(offered[since])
