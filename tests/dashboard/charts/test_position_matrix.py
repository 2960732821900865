"""The matrix of positions, where the shipped data does not show what may be."""

import io
from datetime import date

import pytest
from pptx import Presentation

from dashboard.charts import position_matrix
from dashboard.exhibits import EXHIBITS
from dashboard.export import FORMATS, of
from dashboard.filters import Selection
from dashboard.queries import resolutions
from dashboard.queries.map_measures import MEASURES
from dashboard.style import LIGHT
from loaders import load


def test_names_of_countries_stand_there_in_full(snapshot, clock):
    """On a phone `figure.js` cuts them."""
    rows = resolutions.positions(snapshot, Selection(), clock)
    named = position_matrix.figure(rows, LIGHT)["layout"]["yaxis"]["ticktext"]
    assert "Democratic Republic of the Congo" in named


def test_positions_that_were_added_to_the_code_list_are_told_apart(records, clock):
    """Both come after those that are known, and in one place of the order."""
    root = records("T")
    codes = root / "codelists/position.yaml"
    added = "".join(
        f"- code: {code}\n  label: {code.title()}\n  definition: Added\n"
        for code in ("welcomed", "noted")
    )
    codes.write_text(codes.read_text() + added)
    file = root / "international/resolutions.yaml"
    text = file.read_text().replace("co_sponsor", "welcomed").replace("bound", "noted")
    file.write_text(text)
    rows = resolutions.positions(load(root), Selection(), clock)
    drawn = position_matrix.figure(rows, LIGHT)
    assert [trace["name"] for trace in drawn["data"]] == ["Noted (1)", "Welcomed (1)"]


@pytest.mark.parametrize(
    ("title", "number", "head"),
    [
        ("Madrid Declaration: The Social Economy, a model", None, "Madrid Declaration, 2017"),
        ("Cooperatives (series of resolutions)", "47/90, 49/155, 51/58", "Cooperatives, 2017"),
        ("MERCOSUR Resolution 35/01", "35/01", "MERCOSUR Resolution 35/01, 2017"),
        ("Promoting the SSE", "A/RES/77/281", "A/RES/77/281: Promoting the SSE, 2017"),
        ("Promoting the social economy", "A/RES/77/281", "A/RES/77/281: Promoting the…, 2017"),
        (
            "社会的連帯経済に関する宣言" * 3,
            None,
            f"{('社会的連帯経済に関する宣言' * 3)[:33]}…, 2017",
        ),
    ],
)
def test_the_head_of_a_column_is_what_a_reader_knows(title, number, head):
    assert resolutions.head(title, number, date(2017, 5, 23)) == head
    assert len(head) <= resolutions.SHORT + len(", 2017")


def test_each_instrument_of_the_shipped_data_has_its_own_head(snapshot, clock):
    rows = resolutions.positions(snapshot, Selection(), clock)
    heads = list(position_matrix.instruments(rows).values())
    assert len(heads) == len(set(heads)) > 1
    assert "MERCOSUR GMC Resolution 35/01…, 2001" in heads
    assert "Cooperatives in social development, 1992" in heads


@pytest.mark.parametrize("taken", [("signatory", "ratified"), ("ratified", "signatory")])
def test_of_two_positions_the_furthest_is_seen_on_the_page_the_map_and_the_slide(
    records, clock, taken
):
    """A convention is signed, then ratified; in whatever order the file has them."""
    root = records("T")
    file = root / "international/resolutions.yaml"
    one, other = (f"{{country: TUR, position: {position}}}" for position in taken)
    file.write_text(
        file.read_text().replace(
            '{country: TUR, position: co_sponsor, note: "T"}', f"{one}, {other}"
        )
    )
    data = load(root)
    assert not data.problems
    exhibit = EXHIBITS["positions"].draw(data, Selection(), clock, "")
    above = {trace["name"]: trace["zorder"] for trace in exhibit.figure(LIGHT)["data"]}
    assert above["Ratified (1)"] > above["Signatory (1)"]
    on_map = MEASURES["position"].rows(data, Selection(), clock, "int-r1")
    assert on_map.filter(iso3="TUR")["level"].to_list() == ["ratified"]
    [slide] = Presentation(io.BytesIO(FORMATS["pptx"].write(of(exhibit, data)))).slides
    [table] = [shape.table for shape in slide.shapes if shape.has_table]
    cells = {row.cells[0].text: row.cells[1].text for row in table.rows}
    assert cells["Türkiye"] == "Ratified"
