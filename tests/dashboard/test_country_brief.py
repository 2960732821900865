"""What a country's brief says of acts that apply in it directly, and which sources it names."""

from dashboard import country_brief as brief
from dashboard.filters import Selection
from dashboard.queries import headline, records
from dashboard.queries.timeline import EVENTS

ACT = """\
- id: act-1
  title: Uniform Act
  body: OHADA
  type: uniform_act
  status: adopted
  adopted: 2010-12-15
  positions: [{country: SEN, position: bound}, {country: TUR, position: bound, date: 2024-05}]
  sources: [{title: t, publisher: p, reference: r}]
"""


def test_an_act_applies_since_the_country_joined(small, clock):
    small.write("international/resolutions.yaml", ACT)
    data = small.load()

    def told(country):
        laws = brief.of(data, country, clock).sections[0]
        return next(row[2] for row in laws.rows if row[0] == "Uniform Act")

    assert (told("SEN"), told("TUR")) == ("15 December 2010", "May 2024")


LAW = """\
- id: tur-l{n}
  title: Law {n}
  type: specific_law
  scope: [cooperatives]
  status: in_force
  adopted: 201{n}
  sources: [{sources}]
"""
SOURCE = "{{title: {}, publisher: P, reference: R}}"


def test_the_first_source_of_every_record_is_named(small, clock):
    """Also where it is a further source of another record: each page stands once."""
    first, shared = SOURCE.format("First"), SOURCE.format("Shared")
    laws = {1: f"{first}, {shared}", 2: shared, 3: shared}
    content = "".join(LAW.format(n=n, sources=cited) for n, cited in laws.items())
    small.write("countries/TUR/laws.yaml", content)
    made = brief.of(small.load(), "TUR", clock)
    assert sorted(made.sources) == ["First, P, R", "Shared, P, R"]


COVERED = (
    "researched: 2026-01\ncoverage: {{law: partial, action_plan: {}, institution: partial, "
    "workshop: partial, news: partial}}\n"
)


def test_what_could_not_all_be_read_is_not_counted(small, clock):
    small.write("countries/TUR/action-plans.yaml", "- [")
    made = brief.of(small.load(), "TUR", clock)
    dashes = [label for label, number in made.figures if number == "\N{EN DASH}"]
    assert dashes == ["Action plans", "Actions overdue"]
    assert "1 problem in the data: what it concerns is not shown." in made.caption
    small.write("countries/ITA/country.yaml", COVERED.format("partial"))
    other = dict(brief.of(small.load(), "ITA", clock).figures)
    assert other["Bills"] == "0"


def test_where_nobody_has_looked_none_is_no_nought(small, clock):
    small.write("countries/ITA/country.yaml", COVERED.format("not_researched"))
    plans = {"Action plans", "Actions overdue"}
    figures = dict(brief.of(small.load(), "ITA", clock).figures)
    assert {label for label, number in figures.items() if number == "\N{EN DASH}"} == plans
    small.write("countries/ITA/country.yaml", COVERED.format("none_known"))
    figures = dict(brief.of(small.load(), "ITA", clock).figures)
    assert {figures[label] for label in plans} == {"0"}


def test_the_latest_are_events_of_records_until_the_date_the_newest_first(small, clock):
    """Neither an action nor what is to come, nor what one record had before."""
    source = "sources: [{title: t, publisher: p, reference: r}]"
    small.write(
        "countries/TUR/news.yaml",
        f"- {{id: tur-n1, title: This month, type: news, date: 2026-06, {source}}}\n"
        f"- {{id: tur-n2, title: This year, type: news, date: 2026, {source}}}\n",
    )
    small.write(small.laws, small.law + "  proposed: 2024-01-01\n  adopted: 2025-01-01\n")
    small.write(
        "countries/TUR/action-plans.yaml",
        "- id: tur-p1\n  title: P\n  actions:\n"
        "    - {id: tur-p1-a01, title: A, status: completed, completed: 2026-01-15}\n"
        f"  {source}\n",
    )
    made = brief.of(small.load(), "TUR", clock)
    [latest] = [section.rows for section in made.sections if section.heading == "Latest"]
    assert latest == (
        ("This month", "News item: Made public", "June 2026"),
        ("A law", "Law or policy: Adopted", "1 January 2025"),
    )


def test_an_act_that_decides_stands_before_the_country_s_own_laws(small, clock):
    """Of the rest its own come first."""
    small.write("international/resolutions.yaml", ACT)
    own = small.law.replace("status: in_force", "status: draft")

    def titles(law):
        small.write(small.laws, law)
        return [row[0] for row in brief.of(small.load(), "TUR", clock).sections[0].rows]

    assert titles(own) == ["Uniform Act", "A law"]
    assert titles(small.law) == ["A law", "Uniform Act"]


def test_of_several_events_of_a_day_the_brief_the_overview_and_the_search_name_the_same(
    small, clock
):
    day = "2024-05-06"
    dates = f"  adopted: {day}\n  published: {day}\n  in_force: {day}\n"
    small.write(small.laws, small.law + dates)
    data = small.load()
    [latest] = [s.rows for s in brief.of(data, "TUR", clock).sections if s.heading == "Latest"]
    [overview] = [row["event"] for row in headline.latest(data, Selection(), clock)]
    found = records.newest(data, ["tur-law-1"])["tur-law-1"]["event"]
    assert overview == found
    assert [event for _title, event, _date in latest] == [f"Law or policy: {EVENTS[found]}"]
