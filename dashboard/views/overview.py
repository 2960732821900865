"""Where countries stand, what changed last, what is due."""

from contextlib import nullcontext

import streamlit as st

from dashboard import session
from dashboard.exhibit import Exhibit
from dashboard.filters import REGION, SCOPE, THEME
from dashboard.language import _, plural
from dashboard.parts import chart_card, country_picker, figures, filter_bar, key_figures, records
from dashboard.queries import headline


# A fragment: a control changed here runs this again, and not the frame around it.
@session.fragment
def overview() -> None:
    snapshot, selection, clock = session.snapshot(), session.selection(), session.clock()
    here = selection.only(REGION, THEME.key)
    drawn = figures.exhibit("legal-framework", snapshot, selection, clock)
    above = st.container()
    # The map goes out before the rest is worked out: the browser draws it meanwhile.
    if country := chart_card.picture(drawn, selectable=True):
        country_picker.go_to_country(country)
    chart_card.equivalents(drawn)
    latest, due = headline.latest(snapshot, here, clock), headline.due(snapshot, here, clock)
    with above:
        filter_bar.show(SCOPE, THEME)
        figures_above(drawn, overdue=due["standing"].to_list().count("overdue"))
    with st.container(horizontal=True, gap="large", key="overview-lists"):
        records.event_list(_("Latest"), latest)
        # A place of its own where the list ends with one that opens.
        with st.container() if due.height > records.DUE_SHOWN else nullcontext():
            records.due_list(_("Overdue and due soon"), due)


def figures_above(drawn: Exhibit, overdue: int) -> None:
    levels = drawn.rows["level"].to_list()
    subnational = plural(
        "National framework and specific laws, with directly applicable acts of regional bodies; "
        "and {n} subnational.",
        "National framework and specific laws, with directly applicable acts of regional bodies; "
        "and {n} subnational.",
        sum(drawn.rows["subnational"].to_list()),
    )
    each = _("An act of a regional body counts in each country that it binds.")
    key_figures.show(
        (
            _("Framework law in force"),
            levels.count("framework_in_force"),
            _("Countries and areas with a law on the SSE as a whole that applies."),
        ),
        (
            _("Adopted, or SSE strategy"),
            levels.count("framework_adopted"),
            _("Entry into force not confirmed, or a national SSE strategy covers the date."),
        ),
        (_("Laws in force"), sum(drawn.rows["in_force"].to_list()), f"{subnational} {each}"),
        (
            _("Actions overdue"),
            overdue,
            _("Planned, under way or delayed after the due date; not reported not counted."),
        ),
    )


if country := country_picker.opened():
    country_picker.go_to_country(country)
with st.container(
    horizontal=True,
    horizontal_alignment="distribute",
    vertical_alignment="bottom",
    key="overview-head",
):
    st.title(_("Where countries stand"), width="content")
    country_picker.show(_("Open a country"))
st.caption(
    _(
        "Laws, institutions, action plans and international resolutions on the social and "
        "solidarity economy (SSE): cooperatives, mutuals, associations, foundations, social "
        "enterprises."
    )
)
overview()
