"""The page of action plans across countries."""

import pytest

from dashboard.queries import action_plans


def spec(page):
    [chart] = page.get("plotly_chart")
    return chart.proto.spec


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


def test_every_plan_stands_in_the_chart_or_in_the_list(visit, snapshot, texts):
    page = visit("plans")
    assert not page.exception
    plans = snapshot.frames["action_plans"]
    drawn = plans.drop_nulls(["period_start", "period_end"]).height
    page.pills(key="plan-periods-more").select("table").run()
    table = page.dataframe[0].value
    assert len(table) == drawn
    left = plans.height - drawn
    assert f"{left} plans without a known period" in [one.label for one in page.expander]
    for label, number in table["State"].value_counts().items():
        assert f"{label} ({number})" in spec(page)


def test_the_figures_are_those_of_the_actions(visit, snapshot):
    found = metrics(visit("plans"))
    actions = snapshot.frames["actions"]
    reported = actions.filter(status="not_reported").height
    assert found["Actions published"] == str(actions.height)
    assert found["Share reported"] == f"{round(100 * (1 - reported / actions.height))}%"


def test_on_an_earlier_date_a_plan_that_had_not_begun_is_not_shown(visit):
    assert "Action Plan 2025-2029" in spec(visit("plans", region="g20"))
    page = visit("plans", region="g20", asof="2015-01-01")
    assert "Action Plan 2025-2029" not in spec(page)


@pytest.mark.parametrize("region", ["ilo-africa", "asean", "eu"])
def test_a_region_shows_its_own_plans(visit, snapshot, region):
    page = visit("plans", region=region)
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
    page = visit("plans")
    assert not page.exception
    for text in texts(page):
        assert not [sign for sign in ("![", "<a ", ":red[", "$x$") if sign in text]
    assert "%{x}" not in spec(page)


def test_the_states_are_those_that_have_a_colour():
    from dashboard.style import CLASS_COLOURS

    assert set(action_plans.STATES) <= set(CLASS_COLOURS)
