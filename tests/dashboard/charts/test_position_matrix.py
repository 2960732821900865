"""The matrix of positions, where the shipped data does not show what may be."""

from dashboard.charts import position_matrix
from dashboard.filters import Selection
from dashboard.queries import resolutions
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
