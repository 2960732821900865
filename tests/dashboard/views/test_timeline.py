"""The timeline: all dated records in lanes."""

import json

import pytest

from dashboard import assets
from dashboard.queries.timeline import LANES

HOSTILE = "![p](https://evil.example/p.png) <a href='https://evil.example'>h</a> :red[d] $x$ %{x}"


def spec(page):
    [chart] = page.charts
    return chart.figure


# The empty case first


def test_a_folder_without_records_gives_a_page_that_says_so(empty, serve, visit):
    serve(empty.root)
    page = visit("timeline")
    assert not page.exception
    assert [info.value[:15] for info in page.info] == ["No dated event "]


@pytest.mark.parametrize("lanes", LANES)
@pytest.mark.parametrize(
    "query",
    [{"from": "2199"}, {"from": "2020", "to": "2010"}, {"kind": "law", "status": "planned"}],
)
def test_a_selection_without_events_says_what_to_do(visit, lanes, query):
    page = visit("timeline", lanes=lanes, **query)
    assert not page.exception
    assert [info.value[:15] for info in page.info] == ["No dated event "]
    assert not page.charts


# The shipped data


@pytest.mark.parametrize("lanes", LANES)
def test_each_way_of_laying_out_lanes_is_drawn(visit, lanes):
    page = visit("timeline", lanes=lanes)
    assert not page.exception
    assert not page.warning
    assert page.segmented_control(key="lanes-control").value == lanes
    assert "Laws and policies (" in spec(page)


def test_lanes_are_by_kind_unless_asked(visit):
    assert visit("timeline").segmented_control(key="lanes-control").value == "kind"


def test_an_empty_value_asks_for_no_lanes(visit):
    assert not visit("timeline", lanes="").warning


def test_other_lanes_are_written_to_the_address(visit):
    page = visit("timeline")
    page.segmented_control(key="lanes-control").select("region").run()
    assert dict(page.query_params) == {"lanes": "region"}
    assert "International" in spec(page)


def test_lanes_that_do_not_exist_are_reported_and_the_page_shown(visit):
    page = visit("timeline", lanes="![x](https://evil.example)")
    assert not page.exception
    assert ["lanes that do not exist" in warning.value for warning in page.warning] == [True]
    assert spec(page)


@pytest.mark.parametrize(
    "query", [{"from": "15"}, {"to": "soon"}, {"kind": "laws"}, {"status": "x" * 10_000}]
)
def test_a_value_that_cannot_be_read_is_reported_and_the_page_shown(visit, query):
    page = visit("timeline", **query)
    assert not page.exception
    assert len(page.warning) == 1
    assert spec(page) == spec(visit("timeline"))


def test_years_in_the_address_narrow_the_events(visit):
    page = visit("timeline", **{"from": "1990", "to": "1999"}).filters()
    assert page.number_input(key="filter-from").value == 1990
    assert page.number_input(key="filter-to").value == 1999
    assert "1990\N{EN DASH}1999" in page.charts[0].alt
    page.number_input(key="filter-to").set_value(2005).run()
    assert page.query_params["to"] == "2005"


def test_the_day_asked_about_is_marked_and_takes_no_event_away(visit):
    page, now = visit("timeline", asof="2010-06-01"), visit("timeline")
    assert '"x0":"2010-06-01"' in spec(page)
    assert page.charts[0].alt == now.charts[0].alt


def test_the_table_holds_the_events_that_are_drawn(visit, snapshot):
    page = visit("timeline", kind="workshop")
    page.pills(key="timeline-more").select("table").run()
    workshops = snapshot.frames["workshops"]["start"].drop_nulls().len()
    assert len(page.dataframe[0].value) == workshops
    assert f"Workshops and events ({workshops})" in spec(page)


def test_hostile_record_text_stays_text(records, serve, visit, texts):
    serve(records(HOSTILE))
    for lanes in LANES:
        page = visit("timeline", lanes=lanes)
        assert not page.exception
        drawn = spec(page)
        assert "evil.example" in drawn, "the text is shown"
        assert not [sign for sign in ("<a ", "%{x}", "$x$") if sign in drawn]
        assert not [text for text in texts(page) if "![" in text]


@pytest.mark.parametrize(("years", "said"), [(("2020", "2010"), 1), (("2010", "2010"), 0)])
def test_years_that_end_before_they_begin_are_told(visit, years, said):
    page = visit("timeline", **dict(zip(("from", "to"), years, strict=True))).filters()
    told = [
        each.value for each in page.warning if "begin with 2020 and end with 2010" in each.value
    ]
    assert len(told) == said
    assert [number.value for number in page.number_input] == [int(year) for year in years]


def test_another_date_moves_the_line_and_sends_no_event_again(visit):
    """Of thousands of events the browser fetches the file once; each change sent 400 kB."""
    sent = []
    for day in ("2015-01-01", "2020-02-02"):
        [chart] = visit("timeline", asof=day).of_component("figure")
        sent.append(json.loads(chart.proto.bytes.partition(b"\n")[2]))
    assert sent[0]["stays"] == sent[1]["stays"] == sent[1]["traces"] != ""
    assert [one["figure"]["data"] for one in sent] == [[], []]
    lines = [one["figure"]["layout"]["shapes"][-1]["x0"] for one in sent]
    assert lines == ["2015-01-01", "2020-02-02"]
    file = assets.published(sent[0]["stays"])
    assert b"Laws and policies (" in file.content
    [chart] = visit("timeline", lanes="region").of_component("figure")
    assert sent[0]["stays"] not in chart.proto.bytes.decode()
