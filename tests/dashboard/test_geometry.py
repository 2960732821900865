"""The boundary layer for browsers: its address changes with its content, names are inside."""

import dataclasses
import gzip
import json
import shutil

import pytest

from dashboard import assets, geometry


@pytest.fixture
def layers(small):
    return geometry.layers(small.load())


def names(asset):
    areas = json.loads(asset.content)["features"]
    return {area["id"]: area["properties"]["name"] for area in areas}


def test_each_area_carries_the_name_of_the_reference_list(layers, small):
    countries = small.load().reference.countries
    found = names(layers.areas)
    assert found["TUR"] == "Türkiye"
    assert found == {code: countries[code]["name"] for code in found}


def test_the_address_is_the_same_for_the_same_content(layers, small, tmp_path):
    copied = shutil.copytree(small.root, tmp_path / "copy" / "data")
    again = geometry.layers(dataclasses.replace(small.load(), root=copied))
    assert again.areas.path == layers.areas.path
    assert again.stripes.path == layers.stripes.path


def test_another_name_gives_the_areas_another_address(layers, small):
    countries = small.root / "reference" / "countries.yaml"
    countries.write_text(countries.read_text("utf-8").replace("Türkiye", "Turkiye"), "utf-8")
    renamed = geometry.layers(small.load())
    assert names(renamed.areas)["TUR"] == "Turkiye"
    assert renamed.areas.path != layers.areas.path
    assert renamed.stripes.path == layers.stripes.path


def test_another_shape_gives_another_address(layers, small, tmp_path):
    copied = shutil.copytree(small.root, tmp_path / "copy" / "data")
    stripes = json.loads((copied / "geometry/stripes.geojson").read_bytes())
    stripes["features"].pop()
    (copied / "geometry/stripes.geojson").write_text(json.dumps(stripes))
    changed = geometry.layers(dataclasses.replace(small.load(), root=copied))
    assert changed.stripes.path != layers.stripes.path
    assert changed.areas.path == layers.areas.path


def test_what_was_given_to_a_page_is_published_under_its_address(layers):
    for asset in (layers.areas, layers.stripes):
        assert asset.path.startswith(assets.PREFIX)
        assert assets.published(asset.path) == asset
        assert gzip.decompress(asset.compressed) == asset.content
        assert len(asset.compressed) < len(asset.content) / 2


@pytest.mark.parametrize(
    "path", ["", "/assets/", "/assets/areas.json", "/assets/../areas.geojson", "/etc/passwd"]
)
def test_any_other_address_is_not_published(layers, path):
    assert assets.published(path) is None


def test_the_layer_is_made_once_for_the_same_data(layers, small):
    assert geometry.layers(small.load()) is layers


def test_every_area_of_the_map_is_in_the_reference_list(snapshot):
    shipped = geometry.layers(snapshot)
    assert set(names(shipped.areas)) <= set(snapshot.reference.countries)
    stripes = {area["id"] for area in json.loads(shipped.stripes.content)["features"]}
    assert stripes <= set(names(shipped.areas))


def test_a_tiny_country_alone_is_shown_with_what_lies_around_it(layers):
    layer = layers.layer
    nauru = layer.extent(["NRU"])
    assert nauru == layer.around("NRU")
    assert nauru.east - nauru.west > 40
    luxembourg = layer.extent(["LUX"])
    assert luxembourg.east - luxembourg.west < 5
    together = layer.extent(["NRU", "TUV"])
    assert together.east - together.west < 20


def test_a_layer_that_was_made_again_is_shown_while_the_server_runs(layers, small):
    file = small.root / "geometry" / "stripes.geojson"
    stripes = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(stripes | {"features": stripes["features"][1:]}), "utf-8")
    assert geometry.layers(small.load()).stripes.path != layers.stripes.path
