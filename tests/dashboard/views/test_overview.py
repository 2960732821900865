"""The overview: where countries stand, what changed last, what is due."""

import json

import pytest

from dashboard.filters import Selection
from dashboard.queries import legal_framework
from dashboard.style import DARK, LIGHT
from loaders.measures import Clock
from tests.dashboard.conftest import handed_over

HOSTILE = (
    "![p](https://evil.example/p.png) [l](https://evil.example) <img src=x> :red[d] $x$ %{x} `c`"
)


def metrics(page):
    return {metric.label: metric.value for metric in page.metric}


def spec(page):
    [chart] = page.charts
    return chart.figure


# The empty case first


def test_a_folder_without_records_gives_a_page_that_says_so(empty, serve, visit, texts):
    serve(empty.root)
    page = visit()
    assert not page.exception
    assert set(metrics(page).values()) == {"0"}
    shown = " ".join(texts(page))
    assert "Nothing found for this selection." in shown
    assert "No action is overdue or due soon." in shown
    assert "Not researched (236)" in spec(page)


def test_a_file_that_cannot_be_read_is_listed_above_the_page(small, serve, visit, texts):
    small.write(small.laws, small.law.replace("in_force", "'![x](https://evil.example)'"))
    serve(small.root)
    page = visit()
    assert not page.exception
    [banner] = [box for box in page.expander if "problem" in box.label]
    said = "1 problem in the data: what it concerns is not shown."
    assert banner.label == f"{said} :blue[What is wrong?]"
    assert "TUR" in banner.markdown[0].value
    assert not [text for text in texts(page) if "![" in text]
    assert "Not readable (1)" in spec(page)


def test_a_rejected_change_is_told_and_the_last_good_data_shown(small, serve, visit):
    watched = serve(small.root)
    small.write(small.laws, "- id: [\n")
    watched.refresh()
    page = visit()
    labels = [box.label for box in page.expander]
    assert any("1 problem keeps them from being shown" in label for label in labels)
    assert metrics(page)["Laws in force"] == "2"


def test_more_problems_than_fit_are_cut_with_a_hint(small, serve, visit):
    bad = small.law.replace("in_force", "inforce")
    small.write(small.laws, "".join(bad.replace("law-1", f"law-{n}") for n in range(30)))
    serve(small.root)
    banner = visit().expander[0]
    assert banner.label.startswith("30 problems")
    assert banner.markdown[0].value.count("\n") == 19
    assert [caption.value for caption in banner.caption] == ["Run 'sse check' for the whole list."]


# The shipped data


def test_the_figures_are_those_of_the_records(snapshot, visit, today):
    page = visit()
    assert not page.exception
    assert not page.warning
    rows = legal_framework.rows(snapshot, Selection(), Clock(today, today))
    found = metrics(page)
    assert found["Framework law in force"] == str((rows["level"] == "framework_in_force").sum())
    assert found["Laws in force"] == f"{rows['in_force'].sum():,}"
    assert page.title[0].value == "Where countries stand"


def test_the_as_of_date_in_the_address_changes_the_figures(visit):
    now, then = metrics(visit()), metrics(visit(asof="2010-01-01"))
    for label in ("Framework law in force", "Laws in force"):
        assert int(then[label].replace(",", "")) < int(now[label].replace(",", ""))


def test_the_controls_stand_where_the_address_says(visit, today):
    page = visit(asof="2010-01-01", region="ilo-africa", theme="finance").filters()
    assert page.date_input(key="filter-asof").value.isoformat() == "2010-01-01"
    assert page.selectbox(key="filter-region").value == "ilo-africa"
    assert page.multiselect(key="filter-theme").value == ["finance"]
    assert visit().date_input(key="filter-asof").value == today


def test_using_a_control_writes_the_address(visit):
    page = visit()
    page.selectbox(key="filter-region").select("ilo-africa").run()
    assert dict(page.query_params) == {"region": "ilo-africa"}
    page.filters().multiselect(key="filter-scope").select("cooperatives").run()
    assert dict(page.query_params) == {"region": "ilo-africa", "scope": "cooperatives"}
    assert "Africa" in spec(page)
    page.selectbox(key="filter-region").select("").run()
    assert dict(page.query_params) == {"scope": "cooperatives"}


def test_today_chosen_by_hand_leaves_the_address_free_of_a_date(visit, today):
    page = visit(asof="2010-01-01")
    page.date_input(key="filter-asof").set_value(today).run()
    assert dict(page.query_params) == {}


def test_filters_are_cleared_by_their_button(visit):
    page = visit(region="ilo-africa", theme="finance", scope="cooperatives")
    [clear] = [button for button in page.button if button.label == "Clear 2 filters"]
    clear.click().run()
    assert dict(page.query_params) == {"region": "ilo-africa"}
    assert not [button for button in page.button if button.label.startswith("Clear")]


def cleared(page):
    """What the button says, and what is left of the address."""
    [clear] = [button for button in page.button if button.label.startswith("Clear")]
    clear.click().run()
    return clear.label, dict(page.query_params)


def test_the_button_clears_what_it_counts(visit):
    years = {"from": "2010", "to": "2020"}
    assert cleared(visit("timeline", kind="law", **years)) == ("Clear 2 filters", {})
    # Years do not act on plans, and are not taken away there; those that nothing can lie in are.
    assert cleared(visit("plans", theme="finance", **years)) == ("Clear 1 filter", years)
    assert cleared(visit("plans", **{"from": "2020", "to": "2010"})) == ("Clear 1 filter", {})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("region", "atlantis"),
        ("asof", "1980"),
        ("asof", "2024-02-30"),
        ("theme", HOSTILE),
        ("scope", "x" * 10_000),
    ],
)
def test_a_value_that_cannot_be_read_is_reported_above_the_page(visit, texts, key, value):
    page = visit(**{key: value})
    assert not page.exception
    warnings = [warning.value for warning in page.warning]
    # A comma parts codes, so a hostile text may be several.
    assert warnings
    assert all(f"The address asks for `{key}` = " in said for said in warnings)
    assert all(len(said) < 800 for said in warnings)
    assert metrics(page) == metrics(visit())
    assert dict(page.query_params) == {key: value}, "it is reported, not erased"
    assert not [text for text in texts(page) if "![" in text or "<img" in text]


def test_of_a_parameter_given_twice_the_last_counts(visit):
    page = visit(region=["ilo-africa", "oecd"])
    assert not page.exception
    assert page.selectbox(key="filter-region").value == "oecd"


def test_the_chart_has_a_text_alternative_with_its_counts(visit):
    page = visit()
    [chart] = page.charts
    most = metrics(page)["Framework law in force"]
    assert f"{most} countries and areas have a framework law" in chart.alt


def test_table_and_sources_open_below_the_chart(visit, snapshot):
    page = visit(region="ilo-africa")
    members = snapshot.reference.groups["ilo-africa"]["members"]
    page.pills(key="legal-framework-more").select("table").run()
    assert not page.exception
    assert len(page.dataframe[0].value) == len(members)
    page.pills(key="legal-framework-more").select("sources").run()
    assert not page.exception
    assert not page.dataframe
    assert any(text.value.startswith("- [") for text in page.markdown)


def test_the_colours_follow_the_theme(visit):
    page = visit()
    assert LIGHT.ink in spec(page)
    page.context = {"theme": "dark"}
    assert DARK.ink in spec(page.run())
    assert LIGHT.ink not in spec(page)


def test_the_picker_opens_a_country_with_the_filters_as_they_are(visit):
    page = visit(asof="2015-01-01")
    page.selectbox(key="country-picker").select("TUR").run()
    assert not page.exception
    assert page.title[0].value == "Türkiye"
    assert dict(page.query_params) == {"country": "TUR", "asof": "2015-01-01"}


def test_filters_go_along_to_another_page(visit):
    page = visit(region="ilo-africa", asof="2015-01-01")
    page.query_params.clear()  # as the browser does on the way to another page
    page.switch_page("views/timeline.py").run()
    assert page.title[0].value == "Timeline"
    assert dict(page.query_params) == {"region": "ilo-africa", "asof": "2015-01-01"}


# Record text is data


def test_hostile_record_text_stays_text(records, serve, visit, texts):
    serve(records(HOSTILE))
    page = visit()
    assert not page.exception
    assert any("evil" in text for text in texts(page)), "the text is shown"
    for text in texts(page):
        assert not [sign for sign in ("![", "[l](", "<img", ":red[", "$x$") if sign in text]
    assert "%{x}" not in spec(page)


def test_a_data_folder_without_a_boundary_layer_is_no_traceback(tree, serve, visit):
    tree.write(tree.laws, tree.law)
    serve(tree.root)
    assert not visit().exception


def test_what_is_latest_and_what_is_due_opens_with_one_click(visit, texts):
    said = " ".join(texts(visit()))
    latest, due = said.split("## Latest")[1].split("## Overdue and due soon")
    assert latest.count("](record?id=") == 8
    assert due.count("](record?id=") == 8


def test_the_words_of_a_chart_are_text_beside_it_and_inside_the_image_that_is_saved(visit):
    [sent] = [handed_over(one) for one in visit().of_component("figure")]
    assert sent["title"] == "Legal framework for the SSE"
    assert sent["subtitle"] == "World\xa0\N{MIDDLE DOT} as of 30 June 2026"
    assert "imply no opinion" in sent["caption"]
    assert "title" not in sent["figure"]["layout"]
    saved = json.dumps(sent["paper"], ensure_ascii=False).replace("<br>", " ")
    assert sent["title"] in saved
    assert sent["subtitle"].replace("\xa0", " ") in saved
    assert sent["caption"] in saved


def test_a_date_to_come_is_said_to_be_one(visit, today):
    said = "is to come: shown is what today's records say of it."
    assert [one.value for one in visit("overview", asof=str(today)).info] == []
    [told] = [one.value for one in visit("overview", asof="2035-01-01").info]
    assert told == f"1 January 2035 {said}"
