"""`sse export` writes what the pages show, or says what to do."""

import csv
import io
import os
import stat

import pytest
from pptx import Presentation

from dashboard import export_commands, language
from dashboard.commands import main
from dashboard.exhibits import EXHIBITS
from dashboard.export import FORMATS, images
from dashboard.filters import from_query
from loaders.calls import Unusable


def rows_of(path):
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))[1:]


@pytest.fixture
def run(small, capsys):
    """Exports from the small folder; returns the exit status and what was said."""

    def run(*arguments):
        status = main(["export", *arguments, "--data", str(small.root)])
        said = capsys.readouterr()
        return status, said.out + said.err

    return run


def test_a_chart_is_written_with_the_rows_of_its_page(run, small, tmp_path):
    path = tmp_path / "map.csv"
    assert run("legal-framework", "--output", str(path), "--region", "oecd") == (0, f"{path}\n")
    snapshot = small.load()
    members = from_query({"region": "oecd"}, snapshot.reference).members(snapshot.reference)
    assert len(rows_of(path)) == len(members)


def test_the_name_says_what_it_is_where_none_is_given(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    asked = ("--region", "oecd", "--as-of", "2020-01-01")
    assert run("laws-in-force", "--format", "pptx", *asked)[0] == 0
    [path] = tmp_path.glob("*.pptx")
    assert path.name == "laws-in-force_oecd_2020-01-01.pptx"
    [slide] = Presentation(str(path)).slides
    assert "as of 1 January 2020" in slide.placeholders[13].text


def test_each_format_has_an_ending_under_which_it_is_written(run, tmp_path, monkeypatch):
    monkeypatch.setattr(images, "draw", lambda *_drawing: b"drawn")
    for code, name in (("png-print", "x.png"), ("png-print", "x.print.png"), ("csv", "X.CSV")):
        path = tmp_path / name
        assert run("coverage", "--format", code, "--output", str(path)) == (0, f"{path}\n")


def test_the_list_names_every_chart_and_format(run):
    status, said = run("--list")
    assert status == 0
    assert all(f"  {code} " in said for code in (*EXHIBITS, *FORMATS))


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        ([], "name a chart"),
        (["timelime", "--format", "csv"], "Did you mean 'timeline'?"),
        (["timeline"], "Formats are pptx, xlsx"),
        (["timeline", "--format", "ppt"], "Did you mean 'pptx'?"),
        (["timeline", "--output", "x.docx"], "'docx' is no format"),
        (["coverage", "--format", "png", "--output", "k.pptx"], "Write --output k.png, or another"),
        (["timeline", "--format", "csv", "--region", "mars"], "--region 'mars' cannot be read"),
        (["timeline", "--format", "csv", "--as-of", "today"], "Write a day such as"),
        (["timeline", "--format", "csv", "--option", "x"], "'x' is no option of this chart"),
        (["positions", "--format", "csv", "--theme", "finance"], "--theme does not act"),
        (["coverage", "--format", "csv", "--output", "/no/where.csv"], "cannot be written"),
        (["timeline", "--format", "csv"], "Nothing fits this selection"),
        (["timeline", "--format", "csv", "--region", "ilo-afrika"], "Did you mean 'ilo-africa'?"),
        (["timeline", "--format", "csv", "--kind", "laws"], "Did you mean 'law'?"),
        (["timeline", "--format", "csv", "--country", "turkey"], "Did you mean 'TUR'?"),
        (["timeline", "--country", "TUR", "--region", "oecd", "--format", "csv"], "not both"),
        (["action-schedule", "--country", "TUR", "--format", "csv"], "--country does not act"),
        (["timeline", "--format", "csv", "--language", "fra"], "Did you mean 'fr'?"),
        (["timeline", "--format", "csv", "--language", "xx"], "Write one of: en, es, fr"),
        (["timeline", "--format", "csv", "--template", "x.pptx"], "--template is for slides"),
        (["coverage", "--format", "pptx", "--template", "x.pptx"], "No such file"),
        (["timeline", "--from", "2020", "--to", "2010", "--format", "csv"], "Swap the two"),
        (["comparison", "--place", "France", "--format", "csv"], "Did you mean 'FRA'?"),
        (["comparison", "--place", "FRA", "--format", "csv"], "of 2 to 6 countries"),
        (["comparison", "--country", "FRA", "--format", "csv"], "of 2 to 6 countries"),
        (["comparison", "--place", "FRA,SEN", "--region", "oecd", "--format", "csv"], "of 2 to 6"),
        (
            ["comparison", "--place", "FRA,SEN,TUR,ITA,ESP,PRT,BRA", "--format", "csv"],
            "of 2 to 6 countries",
        ),
    ],
)
def test_what_cannot_be_done_says_what_to_do(run, arguments, remedy):
    status, said = run(*arguments)
    assert (status, remedy in said) == (2, True), said


@pytest.mark.parametrize("call", [["export", "--list"], ["brief", "TUR"]])
def test_a_folder_without_data_is_named_as_by_every_command(tmp_path, capsys, call):
    assert main([*call, "--data", str(tmp_path)]) == 2
    said = f"'{tmp_path}' is no data folder. Name one that holds 'countries' after --data"
    assert capsys.readouterr().err == f"sse {call[0]}: {said}\n"


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "chart.csv"
    path.write_text("before")

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unusable, match="No space left"):
        export_commands.write(path, b"after")
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_may_be_read_as_any_other(tmp_path):
    path, other = tmp_path / "chart.csv", tmp_path / "other"
    export_commands.write(path, b"x")
    other.write_bytes(b"x")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)


def test_a_chart_of_one_country_in_another_language(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    asked = ("--country", "tur", "--language", "fr", "--as-of", "2020-01-01")
    assert run("legal-framework", "--format", "pptx", *asked)[0] == 0
    [path] = tmp_path.glob("*.pptx")
    assert path.name == "legal-framework_TUR_2020-01-01.pptx"
    [slide] = Presentation(str(path)).slides
    assert slide.placeholders[13].text.startswith("Türkiye\xa0· au ")
    assert language.current() == language.DEFAULT


def test_countries_to_compare_are_named_together_or_one_by_one(run, tmp_path):
    one_by_one, together = tmp_path / "one.csv", tmp_path / "all.csv"
    assert (
        run("comparison", "--place", "FRA", "--place", "TUR", "--output", str(one_by_one))[0] == 0
    )
    assert run("comparison", "--place", "FRA,TUR", "--output", str(together))[0] == 0
    assert one_by_one.read_bytes() == together.read_bytes()
    assert "France,Türkiye" in one_by_one.read_text("utf-8-sig")


def test_the_slides_stand_on_the_presenter_s_own_master(run, run_brief, tmp_path):
    own, path = tmp_path / "own.pptx", tmp_path / "made.pptx"
    Presentation().save(str(own))
    asked = ("--template", str(own), "--output", str(path))
    for write, what in ((run, "coverage"), (run_brief, "TUR")):
        assert write(what, *asked)[0] == 0
        assert Presentation(str(path)).slide_width == Presentation().slide_width
        path.unlink()


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_bar_grows_on_a_terminal_and_nowhere_else():
    terminal, pipe = Terminal(), io.StringIO()
    assert list(export_commands.progress(["FRA", "TUR"], terminal)) == ["FRA", "TUR"]
    bars = terminal.getvalue().split("\r")
    assert [bar.count("█") for bar in bars] == [0, 15, 30, 0]
    assert bars[2].endswith("2 of 2 TUR")
    assert list(export_commands.progress(["FRA"], pipe)) == ["FRA"]
    assert pipe.getvalue() == ""


@pytest.fixture
def run_brief(small, capsys):
    def run(*arguments):
        status = main(["brief", *arguments, "--data", str(small.root)])
        said = capsys.readouterr()
        return status, said.out + said.err

    return run


def test_the_brief_of_a_country_is_written_as_the_output_ends(run_brief, tmp_path):
    path = tmp_path / "tur.docx"
    assert run_brief("tur", "--output", str(path)) == (0, f"{path}\n")
    assert path.read_bytes().startswith(b"PK")


def test_the_briefs_of_all_countries_with_records_are_written(run_brief, tmp_path):
    asked = ("--all", "--output", str(tmp_path), "--as-of", "2025-01-31")
    assert run_brief(*asked) == (0, f"2 briefs in {tmp_path}\n")
    found = {path.name for path in tmp_path.glob("*.pdf")}
    assert found == {"ITA_2025-01-31.pdf", "TUR_2025-01-31.pdf"}


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        ([], "name a country"),
        (["turkey"], "Did you mean 'TUR'?"),
        (["TUR", "--all"], "not both"),
        (["TUR", "--format", "odt"], "Formats are pdf, docx, pptx"),
        (["TUR", "--format", "doc"], "Did you mean 'docx'?"),
        (["TUR", "--format", "pdf", "--output", "a.b/t.docx"], "--output a.b/t.pdf, or another"),
        (["TUR", "--language", "frr"], "Did you mean 'fr'?"),
        (["TUR", "--as-of", "now"], "Write a day such as"),
        (["--all", "--output", "/no/where"], "is no folder"),
    ],
)
def test_a_brief_that_cannot_be_written_says_what_to_do(run_brief, arguments, remedy):
    status, said = run_brief(*arguments)
    assert (status, remedy in said) == (2, True), said


def test_nothing_is_written_among_the_data(run, run_brief, small, monkeypatch):
    monkeypatch.chdir(small.root / "countries")
    before = {*small.root.rglob("*")}
    for call, arguments, name in (
        (run, ["legal-framework", "--output", "m.csv"], "m.csv"),
        (run_brief, ["TUR", "--output", "TUR.pdf"], "TUR.pdf"),
        (run_brief, ["--all"], ""),
    ):
        status, said = call(*arguments)
        assert status == 2
        assert said.rstrip().endswith(f"--output ../../{name}".rstrip("/")), said
    assert {*small.root.rglob("*")} == before
