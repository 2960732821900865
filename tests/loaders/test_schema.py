"""An editor that checks by the schemas agrees with `sse check`, wherever a schema can say it."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from loaders import dates, documents
from loaders.commands import main
from loaders.fields import Date
from loaders.files import FILES, file_kind
from loaders.schema import VALUES, schema, schemas

PROJECT = Path(__file__).parents[2]
SAMPLES = sorted((PROJECT / "tests" / "samples" / "bad").iterdir())

IN_A_SCHEMA = {
    "not-a-list",
    "not-a-mapping",
    "not-a-value",
    "unknown-field",
    "missing-field",
    "empty-value",
    "empty-list",
    "not-a-slug",
    "not-a-number",
    "not-true-or-false",
    "not-a-date",
    "date-form",
    "date-in-doubt",
    "date-not-known",
    "date-out-of-range",
    "impossible-date",  # a thirteenth month, but not a 30th of February
    "unknown-code",
    "unknown-country",
    "not-a-web-address",
    "not-a-language",
    "not-a-subdivision",
    "too-long",
    "repeated-value",
}
"""Faults of one field; the others are of several fields, of several files or of the file's form."""

INTEGER = re.compile(r"[-+]?[0-9]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


def as_an_editor_reads(node):
    """A tree as the core schema of YAML 1.2 resolves it, which editors follow."""
    if isinstance(node, documents.Sequence):
        return [as_an_editor_reads(item) for item in node.items]
    if isinstance(node, documents.Mapping):
        return {key: as_an_editor_reads(value) for key, (_, value) in node.entries.items()}
    if node.quoted:
        return node.text
    if INTEGER.fullmatch(node.text):
        return int(node.text)
    if FLOAT.fullmatch(node.text):
        return float(node.text)
    return WORDS.get(node.text, node.text)


def read(path):
    """What an editor sees in a file, and the codes with which it cannot be read."""
    codes = []
    root = documents.read(path, lambda code, *_place, **_values: codes.append(code)).root
    return (None if root is None else as_an_editor_reads(root)), codes


def marked(folder, path):
    """The codes of what `expected.txt` says is wrong in a file."""
    lines = (folder / "expected.txt").read_text("utf-8").splitlines()
    name = path.relative_to(folder).as_posix()
    return {line.split()[-1] for line in lines if line.startswith(f"{name}:")}


@pytest.fixture(scope="module")
def validators(snapshot):
    return {kind.name: Draft7Validator(schema(kind, snapshot.reference)) for kind in FILES}


@pytest.mark.parametrize("kind", FILES, ids=lambda kind: kind.name)
def test_the_shipped_data_is_valid(validators, kind):
    paths = [path for place in kind.places for path in (PROJECT / "data").glob(place)]
    paths = [path for path in paths if file_kind(path.relative_to(PROJECT / "data")) is kind]
    wrong = [
        f"{path.relative_to(PROJECT)} {error.json_path}: {error.message[:200]}"
        for path in paths
        for error in validators[kind.name].iter_errors(read(path)[0])
    ]
    assert wrong == []


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_a_bad_sample_is_invalid_where_a_schema_can_say_it(validators, folder):
    for path in sorted(folder.rglob("*.yaml")):
        kind = file_kind(path.relative_to(folder))
        instance, unreadable = read(path)
        if kind is None or instance is None or unreadable:
            continue
        codes = marked(folder, path)
        found = [error.message for error in validators[kind.name].iter_errors(instance)]
        assert bool(found) == bool(codes & IN_A_SCHEMA), f"{path}: {codes} {found}"


def test_every_fault_that_a_schema_can_say_has_a_sample():
    sampled = [marked(f, path) for f in SAMPLES for path in f.rglob("*.yaml")]
    assert set().union(*sampled) >= IN_A_SCHEMA


def test_the_schemas_that_are_kept_are_current(snapshot):
    kept = {
        path.name: path.read_text("utf-8") for path in (PROJECT / ".vscode" / "schemas").iterdir()
    }
    assert kept == schemas(snapshot.reference), "run 'sse schema'"


@pytest.mark.parametrize("kind", FILES, ids=lambda kind: kind.name)
def test_a_schema_is_one_and_describes_every_field(snapshot, kind):
    made = schema(kind, snapshot.reference)
    Draft7Validator.check_schema(made)
    entries = made["definitions"][kind.table.name]
    assert list(entries["properties"]) == list(kind.table.by_name)
    assert all(field["title"] and field["description"] for field in entries["properties"].values())


def test_the_years_of_a_schema_are_those_of_a_date():
    years = re.compile(VALUES[Date](None, Date())["pattern"])
    found = [year for year in range(1000, 3000) if years.match(str(year))]
    assert found == list(range(dates.FIRST_YEAR, dates.LAST_YEAR + 1))


def test_every_type_of_field_has_its_schema():
    types = {type(field.type) for kind in FILES for field in kind.table.fields}
    assert types <= set(VALUES)


def test_the_editor_s_settings_bind_each_schema_to_its_files():
    settings = json.loads((PROJECT / ".vscode" / "settings.json").read_text("utf-8"))
    expected = {
        f"./.vscode/schemas/{kind.name}.schema.json": [f"data/{place}" for place in kind.places]
        for kind in FILES
    }
    # A path that two patterns fit would be held against both schemas.
    expected["./.vscode/schemas/codelist.schema.json"].append("!data/codelists/organisations.yaml")
    assert settings["yaml.schemas"] == expected


def test_the_command_writes_them_anywhere(tmp_path, capsys):
    assert main(["schema", "--output", str(tmp_path / "new")]) == 0
    assert capsys.readouterr().out == f"{len(FILES)} schemas written to {tmp_path / 'new'}\n"
    laws = json.loads((tmp_path / "new" / "laws.schema.json").read_text("utf-8"))
    status = laws["definitions"]["laws"]["properties"]["status"]
    assert status["enum"][:2] == ["draft", "proposed"]
    assert status["enumDescriptions"][0] == "A text made public before it is tabled"
