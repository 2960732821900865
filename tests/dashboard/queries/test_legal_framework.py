"""Where countries stand: a row per country, and one count on map, in legend, table and text."""

import re
from collections import Counter
from datetime import date

import plotly.graph_objects as go
import polars as pl
import pytest

from dashboard.charts import country_map
from dashboard.charts.chart import Words
from dashboard.filters import Selection
from dashboard.parts import figures
from dashboard.queries import legal_framework
from dashboard.style import LIGHT
from loaders.legal_framework import LEVELS, NO_LEVEL
from loaders.measures import Clock

TODAY = date(2026, 6, 30)
NOW = Clock(TODAY, TODAY)
QUESTIONS = [
    (Selection(), NOW),
    (Selection(), Clock(date(2005, 1, 1), TODAY)),
    (Selection(region="ilo-africa"), NOW),
    (Selection(region="oecd", chosen={"scope": ("cooperatives",)}), NOW),
    (Selection(chosen={"theme": ("finance",)}), Clock(date(2015, 12, 31), TODAY)),
]


def level_counts(rows):
    return dict(rows.group_by("label").len().iter_rows())


@pytest.mark.parametrize(("selection", "clock"), QUESTIONS)
def test_rows_map_legend_table_and_text_count_the_same(snapshot, selection, clock):
    drawn = figures.exhibit("legal-framework", snapshot, selection, clock)
    counted = level_counts(drawn.rows)
    areas, legend = {}, {}
    for trace in go.Figure(drawn.figure(LIGHT)).data:
        if trace.type == "scattergeo" and trace.showlegend is not False:
            label, number = re.fullmatch(r"(.*) \(([\d,]+)\)", trace.name).groups()
            legend[label] = int(number.replace(",", ""))
        elif trace.type == "choropleth" and trace.text:
            assert len(trace.text) == len(trace.locations) == len(trace.z)
            areas |= Counter(trace.text)
            # A class has one colour and one label.
            assert len(set(zip(trace.z, trace.text, strict=True))) == len(areas)
    table = dict(drawn.chart.table(drawn.rows).group_by("Level").len().iter_rows())
    said = drawn.chart.alt(drawn.rows, drawn.words)
    spoken = {label: int(n) for label, n in re.findall(r"(?:^|[;.] )([^;.]+): (\d+)", said)}
    assert sum(counted.values()) == drawn.rows.height > 0
    assert areas == legend == table == spoken == counted


@pytest.mark.parametrize(("selection", "clock"), QUESTIONS)
def test_every_country_of_the_region_has_one_row_with_a_known_level(snapshot, selection, clock):
    rows = legal_framework.rows(snapshot, selection, clock)
    members = selection.members(snapshot.reference) or tuple(snapshot.reference.countries)
    assert sorted(rows["iso3"]) == sorted(members)
    assert set(rows["level"]) <= {*LEVELS, *NO_LEVEL}


def test_a_level_has_the_label_of_its_code_list(snapshot):
    rows = legal_framework.rows(snapshot, Selection(), NOW)
    labels = snapshot.reference.codes("framework-level")
    assert all(labels[code]["label"] == label for code, label in rows["level", "label"].iter_rows())


def test_every_level_that_can_occur_has_a_label(snapshot):
    assert {*LEVELS, *NO_LEVEL} == set(snapshot.reference.codes("framework-level"))


def test_a_scope_looks_only_at_laws_of_that_scope(records, tree):
    records("Text")
    found = tree.load()

    def level(selection):
        rows = legal_framework.rows(found, selection, NOW)
        return rows.row(by_predicate=pl.col("iso3") == "TUR", named=True)

    assert level(Selection())["level"] == "framework_in_force"
    narrowed = level(Selection(chosen={"scope": ("cooperatives",)}))
    assert (narrowed["level"], narrowed["drafts"]) == ("drafts", 1)


def test_kind_and_status_and_years_do_not_act_on_the_level(snapshot):
    plain = legal_framework.rows(snapshot, Selection(), NOW)
    other = Selection(since=2020, until=2021, chosen={"kind": ("news",), "status": ("draft",)})
    assert legal_framework.rows(snapshot, other, NOW).equals(plain)


def test_an_earlier_date_shows_what_applied_then(records, tree):
    records("Text")
    found = tree.load()

    def level(day):
        rows = legal_framework.rows(found, Selection(), Clock(day, TODAY))
        return rows.row(by_predicate=pl.col("iso3") == "TUR", named=True)["level"]

    assert level(date(2011, 3, 30)) != "framework_in_force"
    assert level(date(2011, 3, 31)) == "framework_in_force"


def test_the_table_has_a_row_per_country_with_the_furthest_first(snapshot):
    rows = legal_framework.rows(snapshot, Selection(), NOW)
    table = country_map.table(rows)
    assert table.height == rows.height
    labels = [str(row["label"]) for row in snapshot.reference.codes("framework-level").values()]
    order = [labels.index(label) for label in table["Level"].unique(maintain_order=True)]
    assert order == sorted(order)
    assert table.null_count().sum_horizontal().item() == 0


def test_the_text_says_how_many_have_a_framework_law_first(snapshot):
    rows = legal_framework.rows(snapshot, Selection(), NOW)
    most = rows.filter(pl.col("level") == "framework_in_force").height
    said = country_map.alt(rows, Words("Title", "Subtitle", ""))
    assert said.startswith(
        f"Title. Subtitle. Map. {most} countries and areas have a framework law on the SSE"
    )
