"""The page of action plans across countries."""

import json
import re
from collections import Counter

import polars as pl
import pytest

from dashboard.filters import Selection
from dashboard.queries import action_plans, headline

SECTIONS = ("actions", "periods", "chain")


def spec(page, chart="plan-periods"):
    [found] = [one for one in page.charts if f"{chart}-chart" in one.key]
    return found.figure


def metrics(page):
    return {metric.label: metric.value for metric in page.metric}


# The empty case first


def test_a_folder_without_records_gives_a_page_that_says_so(empty, serve, visit, texts):
    serve(empty.root)
    page = visit("plans")
    assert not page.exception
    assert "No action plan fits" in page.info[0].value
    assert "No action is overdue or due soon." in " ".join(texts(page))


# The shipped data


def test_only_statuses_that_plans_have_can_be_chosen(visit, snapshot):
    reference = snapshot.reference
    of_plans = reference.codes("plan-status")
    found = set(snapshot.frames["action_plans"]["status"].drop_nulls())
    status = visit("plans").filters().multiselect(key="filter-status")
    offered = [str(of_plans[code]["label"]) for code in of_plans if code in found]
    assert status.options == offered
    # What a page of laws has chosen comes along under its name, and can be taken away here.
    page = visit("plans", status="repealed").filters()
    label = reference.label("law-status", "repealed")
    assert page.multiselect(key="filter-status").options == [*offered, label]


def test_the_figure_of_plans_says_how_many_of_them_the_chart_shows(visit):
    page = visit("plans")
    labels = json.loads(spec(page, "action-standings"))["data"][0]["text"]
    [figure] = [one for one in page.metric if one.label == "Current plans"]
    assert f"The chart of actions shows the {len(labels)} that publish" in figure.help


def test_the_figure_of_plans_says_how_many_of_them_have_a_known_period(visit):
    """The others stand in no chart of periods."""
    page = visit("plans", section="periods")
    traces = json.loads(spec(page, "plan-periods"))["data"]
    [drawn] = {one["name"] for one in traces if one.get("name", "").startswith("In its period (")}
    [figure] = [one for one in page.metric if one.label == "Current plans"]
    known = int(drawn.partition("(")[2].rstrip(")"))
    assert known < int(figure.value)
    assert figure.delta == f"{known} with a known period"


def test_no_known_period_is_spoken_of_where_each_plan_has_one(records, serve, visit):
    root = records("T")
    file = root / "countries/TUR/action-plans.yaml"
    file.write_text(file.read_text().replace("end: 2025", "end: 2030"))
    serve(root)
    [figure] = [one for one in visit("plans").metric if one.label == "Current plans"]
    assert (int(figure.value) > 0, figure.delta) == (True, "")


def test_no_figure_speaks_of_a_chart_that_is_not_drawn(records, serve, visit):
    root = records("T")
    file = root / "countries/TUR/action-plans.yaml"
    text = file.read_text().replace("end: 2025", "end: 2030")
    file.write_text(re.sub(r"(?m)^  (actions:|  - \{id: tur-p1-a).*\n", "", text))
    serve(root)
    page = visit("plans")
    assert not page.exception
    [figure] = [one for one in page.metric if one.label == "Current plans"]
    assert int(figure.value) > 0
    assert "chart" not in figure.help


def test_every_plan_stands_in_the_chart_or_in_the_list(visit, snapshot, texts):
    page = visit("plans", section="periods")
    assert not page.exception
    plans = snapshot.frames["action_plans"]
    drawn = plans.drop_nulls(["period_start", "period_end"]).height
    page.pills(key="plan-periods-more").select("table").run()
    table = page.dataframe[0].value
    assert len(table) == drawn
    left = plans.height - drawn
    assert f"{left} plans whose beginning or end is not known" in [
        one.label for one in page.expander
    ]
    for label, number in table["State"].value_counts().items():
        assert f"{label} ({number})" in spec(page)


def test_the_figures_are_those_of_the_actions(visit, snapshot):
    found = metrics(visit("plans"))
    actions = snapshot.frames["actions"]
    reported = actions.filter(status="not_reported").height
    assert found["Actions published"] == str(actions.height)
    assert found["Share reported"] == f"{round(100 * (1 - reported / actions.height))}%"


def test_on_an_earlier_date_a_plan_that_had_not_begun_is_not_shown(visit):
    periods = {"section": "periods", "region": "g20"}
    assert "Action Plan 2025-2029" in spec(visit("plans", **periods))
    page = visit("plans", **periods, asof="2015-01-01")
    assert "Action Plan 2025-2029" not in spec(page)


@pytest.mark.parametrize("region", ["ilo-africa", "asean", "eu"])
def test_a_region_shows_its_own_plans(visit, snapshot, region):
    page = visit("plans", region=region, section="periods")
    assert not page.exception
    members = {
        snapshot.reference.country_name(code)
        for code in snapshot.reference.groups[region]["members"]
    }
    page.pills(key="plan-periods-more").select("table").run()
    shown = {place.split(", ")[0] for place in page.dataframe[0].value["Country or area"]}
    assert shown <= members


def test_hostile_record_text_stays_text(records, serve, visit, texts):
    serve(records("![p](https://evil.example/p.png) <a href='x'>h</a> :red[d] $x$ %{x}"))
    for section in SECTIONS:
        page = visit("plans", section=section)
        assert not page.exception
        for text in texts(page):
            assert not [sign for sign in ("![", "<a ", ":red[", "$x$") if sign in text]
        assert not [chart for chart in page.charts if "%{x}" in chart.figure]


def test_the_states_are_those_that_have_a_colour():
    from dashboard.style import CLASS_COLOURS

    assert set(action_plans.STATES) <= set(CLASS_COLOURS)


def test_the_standings_are_those_of_the_plans_in_their_period(visit, snapshot, clock):
    page = visit("plans")
    rows = action_plans.rows(snapshot, Selection(), clock)
    running = rows.filter(state="running").drop_nulls("actions")
    page.pills(key="action-standings-more").select("table").run()
    table = page.dataframe[0].value
    assert len(table) == running.height
    assert table["Actions"].sum() == running["actions"].sum()
    for label in table.columns[3:]:
        assert f"{label} ({table[label].sum()})" in spec(page, "action-standings")


def test_of_a_plan_that_the_chart_cannot_draw_the_known_end_of_its_period_is_told(
    records, serve, visit
):
    path = records("T") / "countries" / "TUR" / "action-plans.yaml"
    path.write_text(path.read_text("utf-8").replace("start: 2024, ", ""), "utf-8")
    serve(path.parents[2])
    page = visit("plans", section="periods")
    assert not page.expander(key="plans-without-period").markdown, "it is drawn when it is opened"
    page.session_state["plans-without-period"] = True
    [listed] = page.run().expander(key="plans-without-period").markdown
    assert "Period over, no outcome reported\xa0\N{MIDDLE DOT} until 2025" in listed.value


def test_a_section_is_chosen_and_each_holds_its_own(visit, texts):
    page = visit("plans")
    held = []
    for section in reversed(SECTIONS):  # the first is shown already
        page.segmented_control(key="section").set_value(section).run()
        assert not page.exception
        assert page.query_params["section"] == section
        said = " ".join(texts(page))
        held.append(
            (
                [chart.alt.partition(".")[0] for chart in page.charts],
                "Overdue and due soon" in said,
                "What followed from what" in said,
            )
        )
    assert held == [
        ([], False, True),
        (["Action plans and their periods"], False, False),
        (["Actions of current plans"], True, False),
    ]


def test_a_section_that_does_not_exist_is_said_and_the_first_shown(visit):
    page = visit("plans", section="nope")
    assert "section" in page.warning[0].value
    assert spec(page, "action-standings")
    beside_a_plan = visit(
        "plans", section="nope", plan="tur-cooperatives-action-plan-2025-2029"
    ).warning
    assert ["section" in warning.value for warning in beside_a_plan] == [True]


# One plan


def test_a_plan_is_opened_from_the_list_and_left_again(visit):
    page = visit("plans", section="periods", region="asean")
    plan = "tur-cooperatives-action-plan-2025-2029"
    page.selectbox(key="plans-plan").select(plan).run()
    assert page.query_params["plan"] == plan
    assert "Türkiye Cooperatives Strategy and Action Plan" in page.header[0].value
    assert "Responsible body not named" in spec(page, "action-schedule")
    page.selectbox(key="plans-plan").select(None).run()
    assert dict(page.query_params) == {"section": "periods", "region": "asean"}
    assert spec(page)


def test_every_action_of_a_plan_stands_in_the_chart_dated_or_not(records, serve, visit):
    serve(records("T"))
    page = visit("plans", plan="tur-p1")
    assert not page.exception
    assert metrics(page) == {
        "Actions published": "7",
        "Share reported": "86%",
        "Actions completed": "1",
        "Actions overdue": "2",
    }
    for entry in ("Completed (1)", "Due soon (1)", "Overdue (2)", "Dropped (1)"):
        assert entry in spec(page, "action-schedule")
    page.pills(key="action-schedule-more").select("table").run()
    assert len(page.dataframe[0].value) == 7


def test_an_action_without_a_date_has_the_sign_of_its_standing(visit):
    """As many signs and bars of a standing as its entry in the legend counts."""
    plan = "tur-cooperatives-action-plan-2025-2029"
    page = visit("plans", plan=plan)
    traces = json.loads(spec(page, "action-schedule"))["data"]
    page.pills(key="action-schedule-more").select("table").run()
    table = page.dataframe[0].value
    drawn = Counter()
    for trace in traces:
        if trace.get("hoverinfo") != "skip":  # no edge of a bar, which has both of its ends
            ends = [row for row in trace["y"] if row is not None]
            drawn[trace.get("legendgroup")] += len(set(ends))
    del drawn[None]  # labels
    assert drawn == {
        f"{label} ({number})": number for label, number in table["Standing"].value_counts().items()
    }
    undated = [trace for trace in traces if trace["mode"] == "markers+text"]
    assert sum(len(trace["y"]) for trace in undated) == (table["Due"] == "").sum() > 5


def test_what_is_said_of_an_action_agrees_with_it(records, serve, visit):
    serve(records("T"))
    schedule = spec(visit("plans", plan="tur-p1", lang="es"), "action-schedule")
    assert "Completada (1)" in schedule and "Abandonada (1)" in schedule


def test_a_plan_without_published_actions_says_so(records, serve, visit):
    serve(records("T"))
    page = visit("plans", plan="tur-p2")
    assert "publishes no individual actions" in page.info[0].value


@pytest.mark.parametrize("plan", ["nope", "![x](https://evil.example)", "x" * 10_000])
def test_a_plan_that_does_not_exist_is_said_and_all_are_shown(visit, plan):
    page = visit("plans", plan=plan)
    assert not page.exception
    assert "no plan that had begun" in page.warning[0].value
    assert "Choose from the list." in page.warning[0].value
    assert spec(page, "action-standings")


def test_on_a_past_date_no_status_of_today_is_shown(records, serve, visit):
    serve(records("T"))
    page = visit("plans", plan="tur-p1", asof="2024-06-30")
    assert any("dates by then" in caption.value for caption in page.caption)
    page.pills(key="action-schedule-more").select("table").run()
    standings = set(page.dataframe[0].value["Standing"])
    assert standings == {"Status on that date not recorded"}
    assert metrics(page)["Share reported"] == "0%"


def test_updates_stand_on_the_pages_of_the_plan_with_their_sources(records, serve, visit, tree):
    root = records("T")
    file = root / "countries" / "TUR" / "action-plans.yaml"
    updates = """updates: [{date: 2025-02, status: planned, note: N1},
      {date: 2026-02-03, status: delayed, note: N2, sources: [{title: S, publisher: P,
       url: 'https://example.org/2'}]}], """
    file.write_text(
        file.read_text().replace("status: under_way, due", f"{updates}status: under_way, due")
    )
    serve(root)
    for view, query in (("plans", {"plan": "tur-p1"}), ("record", {"id": "tur-p1"})):
        page = visit(view, **query)
        assert not page.exception
        [said] = [text.value for text in page.markdown if "N2" in text.value]
        assert said.index("3 February 2026** T: Delayed") < said.index("February 2025** T: Planned")
        assert "[S](https://example.org/2)" in said
    before = visit("plans", plan="tur-p1", asof="2025-12-31")
    [said] = [text.value for text in before.markdown if "N1" in text.value]
    assert "N2" not in said
    assert "tur-p1" in visit("records", q="N2").markdown[1].value


def test_the_chains_run_from_resolution_to_plan(visit, texts):
    said = " ".join(texts(visit("plans", section="chain", region="asean")))
    assert "](record?id=unga-res-77-281)" in said
    assert "    - [National action plan to strengthen" in said
    assert "](record?id=unga-res-77-281)" not in " ".join(
        texts(visit("plans", section="chain", region="eac"))
    )


def test_the_chains_are_those_of_the_plans_that_are_chosen(records, serve, visit, texts):
    serve(records("T"))
    every, chosen, other = (
        " ".join(texts(visit("plans", section="chain", **query)))
        for query in ({}, {"status": "under_implementation"}, {"status": "in_preparation"})
    )
    assert "](record?id=int-r1)" in every and "](record?id=int-r1)" in chosen
    assert "](record?id=int-r1)" not in other
    assert "No link is recorded." in other
    narrowed = "Only chains in which a chosen plan stands."
    assert [narrowed in said for said in (every, chosen, other)] == [False, True, True]


def test_the_pressing_actions_are_a_short_list_and_all_of_them_a_click_away(visit, snapshot, clock):
    page = visit("plans")
    due = headline.due(snapshot, Selection(), clock)
    listed = next(text.value for text in page.markdown if "Overdue and due soon" in text.value)
    assert listed.count("](record?id=") == 6
    box = page.expander(key="due-all")
    assert box.label.startswith(f"All {due.height}: Overdue: ")
    assert not box.markdown
    page.session_state["due-all"] = True
    page.run()
    rest = page.expander(key="due-all").markdown[0].value
    assert rest.count("](record?id=") == due.height - 6


def test_the_chains_are_those_of_the_date(visit, texts):
    def said(**query):
        return " ".join(texts(visit("plans", section="chain", **query)))

    assert "](record?id=ilo-asia-sse-sdg-workshop-2024)" in said()
    then = said(asof="2023-06-30")
    assert "](record?id=unga-res-77-281&asof=2023-06-30)" in then
    assert "id=ilo-asia-sse-sdg-workshop-2024" not in then


def test_actions_without_a_date_are_a_table_and_not_an_empty_axis(visit, snapshot):
    plans = snapshot.frames["planned"].group_by("plan").agg(pl.col("due").count())
    undated = min(plans.filter(due=0)["plan"])
    page = visit("plans", plan=undated)
    assert not page.exception
    table = page.dataframe[0].value
    assert len(table) == snapshot.frames["planned"].filter(plan=undated).height
    assert "Due" not in table.columns
    assert list(table.columns)[:2] == ["Standing", "Action"], "a phone shows no more"
    assert not page.charts or "Actions by responsible body" not in page.charts[0].figure


def test_a_horizon_that_was_added_to_the_code_list_is_counted(records, serve, visit):
    root = records("T")
    codes = root / "codelists/horizon.yaml"
    codes.write_text(codes.read_text() + "- {code: very_long, label: Century, definition: Added}\n")
    file = root / "countries/TUR/action-plans.yaml"
    file.write_text(
        file.read_text().replace("status: dropped,", "horizon: very_long, status: dropped,")
    )
    serve(root)
    [table] = visit("plans", plan="tur-p1").table
    assert table.value["Horizon"].to_list() == ["Century", "Not stated"]
