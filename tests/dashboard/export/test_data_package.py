"""The data package holds every table and says what each column is."""

import io
import json
import zipfile

import pytest
from frictionless import Package

from dashboard.export import data_package
from dashboard.export.data_package import descriptions
from dashboard.export.tables import FORMATS


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_every_table_is_there_and_described(snapshot, form):
    content = data_package.write(snapshot, form)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        described = json.loads(archive.read("datapackage.json"))
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
    paths = {f"{name}.{form.ending}" for name in snapshot.frames}
    assert set(sizes) == paths | {"datapackage.json"}
    assert {one["path"]: one["bytes"] for one in described["resources"]}.items() <= sizes.items()
    assert described["version"] == snapshot.digest
    titles = {one["path"]: one["title"] for one in described["resources"]}
    assert titles[f"action_plans.{form.ending}"] == "Action plans"


def test_every_column_of_every_table_is_explained(snapshot):
    unexplained = [
        (name, column)
        for name, frame in snapshot.frames.items()
        for column in frame.columns
        if not descriptions(name).get(column)
    ]
    assert unexplained == []


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_frictionless_finds_the_package_valid(snapshot, tmp_path, ending):
    with zipfile.ZipFile(io.BytesIO(data_package.write(snapshot, FORMATS[ending]))) as archive:
        archive.extractall(tmp_path)
    report = Package(tmp_path / "datapackage.json").validate()
    assert report.valid, report.flatten(["fieldName", "rowNumber", "message"])[:5]
