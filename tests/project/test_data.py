"""The shipped data is clean and complete enough to be shown."""

import datetime
from pathlib import Path

import polars as pl
import pytest

from loaders import legal_framework, measures, texts
from loaders.commands import main
from loaders.kinds import KINDS
from loaders.kinds.country import COUNTRY
from loaders.values import Code

DATA = Path(__file__).parents[2] / "data"


def test_the_shipped_data_has_no_error(snapshot):
    assert [str(problem) for problem in snapshot.problems] == []
    assert snapshot.lost == frozenset()


def test_the_shipped_data_is_in_the_canonical_layout(capsys):
    assert main(["format", "--check", str(DATA)]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_records(snapshot, kind):
    assert snapshot.frames[kind.table.name].height > 0


def test_every_country_folder_says_how_complete_it_is(snapshot):
    folders = [path for path in (DATA / "countries").iterdir() if path.is_dir()]
    assert [folder.name for folder in folders if not (folder / "country.yaml").is_file()] == []
    covered = snapshot.frames["countries"].filter(pl.col("coverage_law").is_not_null())
    assert sorted(covered["iso3"]) == sorted(folder.name for folder in folders)


def test_every_record_has_a_source_that_a_reader_can_find(snapshot):
    sources, records = snapshot.frames["sources"], snapshot.frames["records"]
    of_records = sources.filter(pl.col("part").is_null())
    assert records.join(of_records, left_on="id", right_on="record", how="anti").is_empty()
    url, reference = pl.col("url"), pl.col("reference")
    assert sources.filter(url.is_null() & reference.is_null()).is_empty()
    assert sources.filter(~url.str.contains(r"^https?://[^/]+\.")).is_empty()


def test_the_193_member_states_of_the_united_nations_are_there(snapshot):
    countries = snapshot.frames["countries"]
    assert countries.filter(status="un_member").height == 193
    assert countries["iso3"].is_unique().all()
    assert countries["iso2"].is_unique().all()
    assert countries["m49"].drop_nulls().is_unique().all()


@pytest.mark.parametrize(
    "table", [*(kind.table for kind in KINDS), COUNTRY], ids=lambda table: table.name
)
def test_every_code_list_that_a_field_names_exists(snapshot, table):
    def codes(table):
        for field in table.fields:
            of = getattr(field.type, "of", field.type)
            if isinstance(of, Code):
                yield of.codelist
            if hasattr(field.type, "table"):
                yield from codes(field.type.table)

    assert {name for name in codes(table) if not snapshot.reference.codes(name)} == set()


def test_the_levels_that_are_derived_are_those_of_the_code_list(snapshot):
    levels = list(snapshot.reference.codes("framework-level") or ())
    assert levels == [*legal_framework.LEVELS, *legal_framework.NO_LEVEL]


def test_the_statuses_that_measures_name_exist(snapshot):
    def codes(name):
        return set(snapshot.reference.codes(name) or ())

    statuses = codes("law-status") | codes("plan-status") | codes("action-status")
    assert set(measures.UNCONFIRMED_AFTER) <= statuses
    assert set(measures.OPEN) <= codes("action-status")
    assert set(legal_framework.LAW_TYPES) <= codes("law-type")
    clock = measures.Clock(datetime.date(2026, 1, 1), datetime.date(2026, 1, 1))
    laws = texts.on(snapshot.frames["texts"], clock)
    assert set(laws["state"]) <= codes("law-status") | {"not_yet", "date_not_known"}
    assert "bound" in codes("position")


def test_some_scopes_name_the_sse_as_a_whole_and_all_themes_have_a_role(snapshot):
    scopes = (snapshot.reference.codes("scope") or {}).values()
    assert 0 < sum(bool(row.get("umbrella")) for row in scopes) < len(scopes)
    assert all(row.get("role") for row in (snapshot.reference.codes("theme") or {}).values())
