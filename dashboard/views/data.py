"""How complete and fresh the data is, what the measures mean, and all of it to take away."""

import streamlit as st

from dashboard import session
from dashboard.carried import to_query
from dashboard.export import data_package
from dashboard.export.tables import FORMATS
from dashboard.filters import Selection
from dashboard.language import _, count, day, fold, labelled, plural
from dashboard.parts import file_button, filter_bar
from dashboard.parts.file_button import Writing
from dashboard.queries import completeness, freshness, worklist
from dashboard.queries.map_measures import MEASURES
from dashboard.shown import APART, address, shown
from dashboard.style import PROSE
from loaders.measures import UNCONFIRMED_AFTER
from loaders.releases import Release

snapshot, clock = session.snapshot(), session.clock()
version = snapshot.version

st.title(_("Data and method"))
st.markdown(
    _("{n} records, data version {version}.").format(
        n=count(snapshot.frames["records"].height), version=version
    )
)
filter_bar.complaints(session.selection().only())

st.header(_("Coverage"), divider="gray")
st.caption(
    _(
        "Partial: what was found so far. None known: looked for, and nothing found. These and "
        "not researched are never the same."
    )
)
with st.container(key="wide-coverage", width=PROSE):
    st.table(completeness.coverage(snapshot), border="horizontal")
st.page_link("views/map.py", label=_("On the map"), query_params={"show": "coverage"} | to_query())

st.header(_("Completeness"), divider="gray")
whole = _("No record has an error that keeps it from being shown.")
st.caption(completeness.left_out(snapshot) or whole)
with st.container(key="wide-filled", width=PROSE):
    st.table(completeness.filled(snapshot), border="horizontal")
waiting = worklist.counts(worklist.rows(snapshot, Selection(), clock))
links = [
    f"[{_(worklist.WHATS[what])}]({address('officers', section='worklist', waits=what)}) {count(n)}"
    for what, n in waiting.items()
]
if links:
    st.markdown(labelled(_("Waiting for officers"), APART.join(links)), width=PROSE)

st.header(_("Freshness"), divider="gray")
st.caption(
    _(
        "When a source or an officer last confirmed a status; else the newest dated source that "
        "the record cites. Long ago: bills and plans in preparation after {unfinished} months, "
        "laws in force after {in_force}."
    ).format(unfinished=UNCONFIRMED_AFTER["proposed"], in_force=UNCONFIRMED_AFTER["in_force"]),
    width=PROSE,
)
with st.container(key="wide-freshness", width=PROSE):
    st.table(freshness.table(snapshot, clock), border="horizontal")

st.header(_("Releases"), divider="gray")
st.caption(
    _(
        "States of the data that are kept as they were. Every page can show one of them, and what "
        "changed since."
    )
)


def kept_line(release: Release) -> str:
    """A release with what can be done with it; a link says its day, for who hears links alone."""
    date, query = day(release.day), str(release.day)
    opens = _("Open the data of {date}").format(date=date)
    changes = _("What changed since {date}").format(date=date)
    return (
        f"- {plural('{n} record', '{n} records', release.records)}{APART}"
        f"{_('version {version}').format(version=release.version)}{APART}"
        f"[{opens}]({address('./', known=query)}){APART}"
        f"[{changes}]({address('changes', since=query)})"
    )


kept = [kept_line(release) for release in reversed(session.served().releases)]
st.markdown("\n".join(kept) or _("None kept so far: 'sse release' keeps today's data."))


# A fragment: choosing a table does not draw the page again.
@session.fragment
def take_away() -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="downloads-bar"):
        titles = {name: _(data_package.title(name)) for name in snapshot.frames}
        name = st.selectbox(
            _("Table"),
            sorted(titles, key=lambda name: fold(titles[name])),
            format_func=lambda name: titles[name],
            key="download-table",
            width=320,
        )
        chosen = st.segmented_control(
            _("Format"),
            list(FORMATS),
            default="csv",
            format_func=str.upper,
            key="download-format",
            required=True,
        )
        form = FORMATS[chosen or "csv"]
        table = file_button.show(
            _("Download the table"),
            Writing(form.write, snapshot.frames[name]),
            file_name=f"sse-policy-tracker_{version}_{name}.{form.ending}",
            mime=form.mime,
            key="download-one",
        )
        package = file_button.show(
            _("Download all tables"),
            Writing(data_package.write, snapshot, form),
            file_name=f"sse-policy-tracker_{version}_{form.ending}.zip",
            mime="application/zip",
            key="download-all",
        )
    file_button.tell([table, package])


st.header(_("Downloads"), divider="gray")
st.caption(
    _(
        "CSV and XLSX join lists by '; ', and CSV puts an apostrophe before what a spreadsheet "
        "would run as a formula; JSON and Parquet hold the values as they are. All tables come "
        "as a data package: a ZIP file in which datapackage.json says what each column holds. "
        "Licence: CC BY 4.0."
    ),
    width=PROSE,
)
take_away()

st.header(_("What the measures mean"), divider="gray")
lines = [
    f"- {labelled(f'**{_(measure.title)}**', _(measure.explained))}"
    for measure in MEASURES.values()
]
st.markdown("\n".join(lines), width=PROSE)
levels = snapshot.reference.codes("framework-level") or {}
st.markdown(
    _("The levels of the legal framework, from the furthest:")
    + "\n\n"
    + "\n".join(
        "- "
        + labelled(f"**{shown(_(str(row['label'])))}**", shown(_(str(row["definition"]))) + ".")
        for row in levels.values()
    ),
    width=PROSE,
)
st.markdown(
    _(
        "A law begins on the day of its entry into force, else of its publication, else of its "
        "adoption; each page says which. An imprecise date has happened only when its interval is "
        "over: 2013 on 31 December 2013. On an earlier date than today the dates of a record "
        "decide, not its status."
    ),
    width=PROSE,
)

st.markdown(
    _(
        "A period runs from the first day of its beginning to the last of its end: 2012 to 2016 "
        "from 1 January 2012 to 31 December 2016. An event counts from its first day on, an act of "
        "a regional body in each country that it binds. On an earlier date an action has the last "
        "status that a source dates by then, and a plan the state that its dates tell; today's "
        "statuses speak of today."
    ),
    width=PROSE,
)

st.header(_("To cite"), divider="gray")
cited = _("SSE Policy Tracker, data version {version}, as read on {date}. CC BY 4.0.")
st.code(cited.format(version=version, date=day(session.today())), language=None, wrap_lines=True)
