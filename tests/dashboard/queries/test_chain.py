"""Chains hold what a source states, in its order, and nothing else."""

from contextvars import copy_context
from datetime import date

import pytest

import loaders
from dashboard import language
from dashboard.filters import Selection, from_query
from dashboard.queries import chain, chain_layout, links
from loaders.measures import Clock


@pytest.fixture
def data(records):
    return loaders.load(records("T"))


def drawn(node):
    return (node.id or node.title, node.how, [drawn(one) for one in node.after])


def test_what_follows_is_told_with_the_field_that_states_it(data, clock):
    assert drawn(chain.following(data, "int-r1", clock)) == (
        "int-r1",
        "",
        [("tur-p1", "responds_to", []), ("tur-p1", "uptake", []), ("tur-l3", "responds_to", [])],
    )


def test_an_action_stands_between_its_plan_and_what_it_delivers(small, clock):
    small.write(
        "countries/TUR/action-plans.yaml",
        "- id: tur-p1\n  title: P\n  actions:\n    - {id: tur-p1-a01, title: A, status: completed,"
        " delivers: [tur-law-1]}\n    - {id: tur-p1-a02, title: B, status: planned}\n"
        "  sources: [{title: t, publisher: p, reference: r}]\n",
    )
    data = small.load()
    assert drawn(chain.following(data, "tur-p1", clock)) == (
        "tur-p1",
        "",
        [("tur-p1-a01", "delivers", [("tur-law-1", "delivers", [])])],
    )
    assert [node.id for node in chain.before(data, "tur-law-1", clock)] == ["tur-p1-a01", "tur-p1"]


def test_records_that_follow_from_each_other_end(small, clock):
    one = small.law.replace("  sources:", "  responds_to: [tur-law-2]\n  sources:")
    two = small.law.replace("tur-law-1", "tur-law-2").replace(
        "  sources:", "  responds_to: [tur-law-1]\n  sources:"
    )
    small.write(small.laws, one + two)
    data = small.load()
    found = chain.following(data, "tur-law-1", clock)
    assert [node.id for node in found.every()] == ["tur-law-1", "tur-law-2"]
    assert [node.id for node in chain.before(data, "tur-law-1", clock)] == ["tur-law-2"]


def test_what_a_country_did_is_said_in_the_language_where_no_note_says_it(small, clock):
    small.write(
        "international/resolutions.yaml",
        "- id: int-r1\n  title: R\n  body: B\n  type: resolution\n  status: adopted\n"
        "  uptake: [{country: TUR, what: statistics, date: 2024}]\n"
        "  sources: [{title: t, publisher: p, reference: r}]\n",
    )
    data = small.load()

    def told(code):
        language.use(code)
        return [node.title for node in chain.following(data, "int-r1", clock).after]

    assert [copy_context().run(told, code) for code in ("en", "fr")] == [
        ["Statistics"],
        ["Statistiques"],
    ]


def net(small, layers, width):
    """News in layers, each following from all of the layer before."""
    source = "  sources: [{title: t, publisher: p, reference: r}]\n"
    text = ""
    for layer in range(layers):
        before = ", ".join(f"tur-n{layer - 1}-{n}" for n in range(width))
        named = f"  responds_to: [{before}]\n" if layer else ""
        for n in range(width):
            text += f"- id: tur-n{layer}-{n}\n  title: T\n  type: news\n{named}{source}"
    small.write("countries/TUR/news.yaml", text)
    return small.load()


def test_a_net_is_followed_once_though_there_are_a_thousand_million_ways_through_it(small, clock):
    data = net(small, layers=30, width=2)
    told = [node.id for node in chain.following(data, "tur-n0-0", clock).every()]
    assert len(set(told)) == 59
    assert len(told) < 2 * 59
    assert chain_layout.around(data, "tur-n0-0", clock).height == 59


def test_a_chain_longer_than_python_recurses_is_told_and_drawn(small, clock):
    data = net(small, layers=1_500, width=1)
    told = list(chain.following(data, "tur-n0-0", clock).every())
    assert len(told) == chain.DEEPEST + 1
    assert chain_layout.around(data, "tur-n0-0", clock).height == 1_500


def test_an_unknown_record_is_in_no_chain(data, clock):
    assert chain.following(data, "nope", clock) is None
    assert chain.before(data, "nope", clock) == []


def test_a_chain_belongs_to_the_regions_of_its_countries(data, clock):
    def first(region):
        return [one.id for one in chain.chains(data, Selection(region=region), clock)]

    assert first("") == ["int-r1"]
    assert first("g20") == ["int-r1"]
    assert first("asean") == []


def test_of_a_status_a_chain_holds_a_plan_that_has_it(data, clock):
    def first(**asked):
        chosen = from_query(asked, data.reference)
        return [one.id for one in chain.chains(data, chosen, clock)]

    assert first(status="under_implementation") == ["int-r1"]
    assert first(status="under_implementation", region="g20") == ["int-r1"]
    assert first(status="under_implementation", region="eu") == []
    # Another plan has it, and the draft law of the chain has another one.
    assert first(status="in_preparation") == first(status="draft") == []


def test_the_seeds_are_one_chain(snapshot, clock):
    """Resolutions, the workshop in Asia, the four plans: linked by hand, as sources state."""
    workshop = "ilo-asia-sse-sdg-workshop-2024"
    earlier = {node.id for node in chain.before(snapshot, workshop, clock)}
    assert {"unga-res-77-281", "ilc-110-resolution-decent-work-sse"} <= earlier
    after = {node.country for node in chain.following(snapshot, workshop, clock).after}
    assert after == {"KHM", "MNG", "THA", "VNM"}
    for one in chain.chains(snapshot, Selection(), clock):
        assert not chain.before(snapshot, one.id, clock)


# On an earlier date

CHAIN = """- id: tur-p1
  title: P
  responds_to: [tur-law-1]
  actions:
    - {id: tur-p1-a01, title: A, status: completed, delivers: [tur-law-2]}
  sources: [{title: t, publisher: p, reference: r}]
"""


def on(day, today):
    return Clock(date.fromisoformat(day), today)


@pytest.fixture
def dated(small):
    """A law of 2020, a plan without a date that answers it, and a law of March 2022 from that."""
    first = small.law.replace("  sources:", "  adopted: 2020\n  sources:")
    second = small.law.replace("tur-law-1", "tur-law-2").replace(
        "  sources:", "  adopted: 2022-03\n  sources:"
    )
    small.write(small.laws, first + second)
    small.write("countries/TUR/action-plans.yaml", CHAIN)
    return small.load()


def test_the_chain_holds_what_stood_on_the_date(dated, today):
    def then(day):
        found = chain.following(dated, "tur-law-1", on(day, today))
        return found and [node.id for node in found.every()]

    # An imprecise date has happened when its interval is over; what has none came after the first.
    assert then("2020-12-30") is None
    assert then("2020-12-31") == ["tur-law-1", "tur-p1", "tur-p1-a01"]
    assert then("2022-03-30") == ["tur-law-1", "tur-p1", "tur-p1-a01"]
    assert then("2022-03-31") == ["tur-law-1", "tur-p1", "tur-p1-a01", "tur-law-2"]


def test_list_and_drawing_of_a_date_hold_the_same(dated, today):
    clock = on("2021-06-30", today)
    one = chain.following(dated, "tur-law-1", clock)
    rows = chain_layout.around(dated, "tur-p1", clock)
    assert (
        {node.id for node in one.every()}
        == set(rows["id"])
        == {
            "tur-law-1",
            "tur-p1",
            "tur-p1-a01",
        }
    )
    assert rows["when"].to_list() == ["2020", "Date not known", ""]
    assert chain_layout.around(dated, "tur-p1", on("1999-01-01", today)).is_empty()
    assert chain.before(dated, "tur-law-2", on("1999-01-01", today)) == []


def test_a_chain_begins_with_what_stood_first(snapshot, today):
    clock = on("2023-04-01", today)
    for one in chain.chains(snapshot, Selection(), clock):
        assert not chain.before(snapshot, one.id, clock)
        assert all(not node.first.begun or node.first.begun <= clock.as_of for node in one.every())


def test_what_a_country_did_is_told_from_its_date_on(snapshot, today):
    for row in snapshot.frames["uptake"].drop_nulls("date").iter_rows(named=True):
        day = Clock(row["date"].replace(day=1, month=1), today)
        later = chain_layout.around(snapshot, row["resolution"], day)
        assert row["note"] not in later["title"].to_list()


def test_a_plan_that_is_one_text_with_a_strategy_began_when_it_was_adopted(small, clock):
    """Not with its period, which may begin before: as on the page of plans."""
    small.write(small.laws, small.law + "  adopted: 2017-12-29\n")
    small.write(
        "countries/TUR/action-plans.yaml",
        "- id: tur-p1\n  title: P\n  adopted: 2017-12-29\n  period: {start: 2017, end: 2020}\n"
        "  carries_out: tur-law-1\n  sources: [{title: t, publisher: p, reference: r}]\n",
    )
    [plan] = chain.following(small.load(), "tur-law-1", clock).after
    assert (plan.id, links.when(plan)) == ("tur-p1", "29 December 2017")


@pytest.mark.parametrize(
    ("actions", "first"),
    [
        ("", []),
        (
            "  actions: [{id: tur-p1-a01, title: A, status: completed, delivers: [tur-law-2]}]\n",
            ["tur-law-1"],
        ),
    ],
)
def test_a_strategy_and_its_plan_are_a_chain_where_something_came_of_the_plan(
    small, clock, actions, first
):
    small.write(small.laws, small.law + small.law.replace("tur-law-1", "tur-law-2"))
    small.write(
        "countries/TUR/action-plans.yaml",
        f"- id: tur-p1\n  title: P\n  carries_out: tur-law-1\n{actions}"
        "  sources: [{title: t, publisher: p, reference: r}]\n",
    )
    assert [one.id for one in chain.chains(small.load(), Selection(), clock)] == first


def test_a_chain_may_begin_with_a_law(small, clock):
    second = small.law.replace("tur-law-1", "tur-law-2") + "  responds_to: [tur-law-1]\n"
    small.write(small.laws, small.law + second)
    assert [one.id for one in chain.chains(small.load(), Selection(), clock)] == ["tur-law-1"]


def test_what_has_a_date_of_its_own_stood_then_though_what_it_follows_from_came_later(small, today):
    """As where one is known by its year alone."""
    second = small.law.replace("tur-law-1", "tur-law-2") + (
        "  adopted: 2020-05-01\n  responds_to: [tur-law-1]\n"
    )
    small.write(small.laws, small.law + "  adopted: 2020\n" + second)
    stood = links.links(small.load(), on("2020-06-01", today)).about
    assert "tur-law-2" in stood
    assert "tur-law-1" not in stood
