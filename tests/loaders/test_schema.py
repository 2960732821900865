"""An editor that checks by the schemas agrees with `sse check`, wherever a schema can say it.

Asked are the YAML language server, which editors run, and check-jsonschema, which runs in checks of
proposed changes.
"""

import json
import re
import shutil
from functools import reduce
from pathlib import Path

import check_jsonschema
import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from loaders import dates
from loaders.commands import main
from loaders.files import FILES, file_kind
from loaders.schema import VALUES, schema, schemas
from loaders.values import Date

PROJECT = Path(__file__).parents[2]
SAMPLES = sorted((PROJECT / "tests" / "samples" / "bad").iterdir())

IN_A_SCHEMA = {
    "not-a-list",
    "not-a-mapping",
    "not-a-value",
    "key-not-text",
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

IN_THE_FORM = {
    "alias",
    "empty-file",
    "anchor",
    "merge-conflict",
    "missing-dash",
    "no-break-space",
    "repeated-key",
    "several-documents",
    "syntax",
    "tab",
    "tag",
    "too-deep",
}
"""Faults that any reader of YAML may tell of, each in its own way and place."""

SAID_ELSEWHERE = {
    "impossible-date": "a 30th of February has the form of a date",
    "missing-field": "stands at the field in which fields are missing",
    "repeated-value": "stands at the list",
}
"""Faults for which an editor underlines another line than `sse check` names, or none."""


def marked(folder, path):
    """The faults that `expected.txt` says are in a file: their lines by code."""
    found = {}
    for line in (folder / "expected.txt").read_text("utf-8").splitlines():
        if line.startswith(f"{path.relative_to(folder).as_posix()}:"):
            place, code = line.split()
            found.setdefault(code, set()).add(int(place.split(":")[1]))
    return found


def files_of(kind, root):
    """The files of a kind under a data folder."""
    paths = sorted(path for place in kind.places for path in root.glob(place))
    return [path for path in paths if file_kind(path.relative_to(root)) is kind]


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    """A project with the editor's settings, where each sample is a data folder of its own."""
    root = tmp_path_factory.mktemp("samples")
    shutil.copytree(PROJECT / ".vscode", root / ".vscode")
    for folder in SAMPLES:
        shutil.copytree(folder, root / folder.name / "data")
    return root


def of_samples(root):
    """Each file of a sample that is text and of a known kind, with the faults marked in it."""
    for folder in SAMPLES:
        for kind in FILES:
            for path in files_of(kind, root / folder.name / "data"):
                found = marked(root / folder.name / "data", path)
                if not found.keys() & NO_TEXT:
                    yield path, found


NO_TEXT = {"byte-order-mark", "not-utf8", "utf-16"}
"""Encodings that an editor recognises or asks about before the language server sees a text."""


def editor_settings():
    """The settings of `.vscode/settings.json` that for the language server."""
    found = {}
    for name, value in json.loads((PROJECT / ".vscode" / "settings.json").read_text()).items():
        *parts, last = name.split(".")
        if parts[:1] == ["yaml"]:
            reduce(lambda at, part: at.setdefault(part, {}), parts, found)[last] = value
    return found


@pytest.fixture(scope="module")
def underlined(samples, language_server):
    """What the language server says: lines by file, of the shipped data and of the samples."""
    shipped = [path for kind in FILES for path in files_of(kind, PROJECT / "data")]
    wrong = [path for path, _ in of_samples(samples)]
    found = language_server(samples, editor_settings()).diagnostics(shipped + wrong)
    return {path: {d["range"]["start"]["line"] + 1 for d in said} for path, said in found.items()}


@pytest.fixture(scope="module")
def invalid(samples):
    """The files in which check-jsonschema finds anything."""
    wrong = [path for path, _ in of_samples(samples)]
    found = set()
    for kind in FILES:
        mine = [path for path in wrong if file_kind(_within_data(path)) is kind]
        paths = [*files_of(kind, PROJECT / "data"), *mine]
        schema_file = PROJECT / ".vscode" / "schemas" / f"{kind.name}.schema.json"
        call = ["--schemafile", schema_file, "--output-format", "json", *paths]
        said = json.loads(CliRunner().invoke(check_jsonschema.main, list(map(str, call))).stdout)
        found |= {Path(error["filename"]) for error in said["errors"]}
        found |= {Path(error["filename"]) for error in said.get("parse_errors", ())}
    return found


def _within_data(path):
    return path.relative_to(next(p for p in path.parents if p.name == "data"))


def test_both_find_the_shipped_data_valid(underlined, invalid):
    assert [path for path, lines in underlined.items() if lines and PROJECT in path.parents] == []
    assert [path for path in invalid if PROJECT in path.parents] == []
    assert len(underlined) > 800


def test_both_find_a_bad_sample_invalid_where_a_schema_can_say_it(samples, underlined, invalid):
    for path, faults in of_samples(samples):
        if faults.keys() & IN_THE_FORM:
            continue
        wrong = bool(faults.keys() & IN_A_SCHEMA)
        said = (bool(underlined[path]), path in invalid)
        assert said == (wrong, wrong), f"{path}: {faults}"


def test_the_editor_underlines_the_line_that_the_check_names(samples, underlined):
    for path, faults in of_samples(samples):
        for code, lines in faults.items():
            if code in IN_A_SCHEMA - SAID_ELSEWHERE.keys():
                assert lines <= underlined[path], f"{path}: {code}"


def test_every_fault_that_a_schema_can_say_has_a_sample():
    sampled = [marked(f, path) for f in SAMPLES for path in f.rglob("*.yaml")]
    assert set().union(*sampled) >= IN_A_SCHEMA | IN_THE_FORM


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
    said = "A text being written, or made public before it is tabled"
    assert status["enumDescriptions"][0] == said


def test_a_folder_without_data_is_refused_and_no_schema_is_touched(tmp_path, capsys):
    kept = tmp_path / "laws.schema.json"
    kept.write_text("{}")
    call = ["schema", "--output", str(tmp_path), "--data", str(tmp_path / "nowhere")]
    assert main(call) == 2
    assert "is no data folder" in capsys.readouterr().err
    assert kept.read_text() == "{}"
