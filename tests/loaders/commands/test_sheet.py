"""`sheet` writes a country as a workbook and puts a changed one back into its files."""

import openpyxl
import pytest

import loaders
from loaders.commands import main
from loaders.commands import sheet as command

COUNTRY = """\
researched: 2026-01
coverage:
  law: partial
  action_plan: not_researched
  institution: not_researched
  workshop: not_researched
  news: not_researched
"""


@pytest.fixture
def data(tree):
    tree.write(tree.laws, f"# ours\n{tree.law}")
    tree.write("countries/TUR/country.yaml", COUNTRY)
    return tree


@pytest.fixture
def sheet(data, tmp_path, capsys):
    """Calls the command with the data folder; gives its status and all that it said."""
    file = tmp_path / "TUR.xlsx"
    main(["sheet", "tur", "--output", str(file), "--data", str(data.root)])

    def call(*arguments, change=None):
        if change:
            book = openpyxl.load_workbook(file)
            change(book)
            book.save(file)
        capsys.readouterr()
        options = ["--read", str(file), *arguments, "--data", str(data.root)]
        status = main(["sheet", *options])
        out = capsys.readouterr()
        return status, out.out + out.err

    return call


def laws(tree):
    return (tree.root / tree.laws).read_text("utf-8")


def put(name, text):
    def change(book):
        heads = [cell.value for cell in book["Laws"][1]]
        book["Laws"].cell(2, heads.index(name) + 1).value = text

    return change


def test_what_somebody_saved_meanwhile_is_not_written_over(sheet, data, monkeypatch):
    theirs = laws(data).replace("A law", "Their law")

    def load(*arguments):
        data.write(data.laws, theirs)
        return loaders.load(*arguments)

    monkeypatch.setattr(command, "load", load)
    status, said = sheet(change=put("title", "Mine"))
    assert (status, "laws.yaml was changed by somebody else meanwhile" in said) == (2, True)
    assert laws(data) == theirs


def test_an_untouched_workbook_writes_nothing(sheet, data):
    assert sheet() == (0, "The files say so already; nothing is written\n")
    assert laws(data) == f"# ours\n{data.law}"


def test_a_changed_cell_is_told_and_written(sheet, data):
    status, said = sheet("--dry-run", change=put("status", "repealed"))
    assert status == 0
    assert said.splitlines() == [
        "1 change:",
        "  tur-law-1: status: in_force -> repealed",
        "",
        "data/countries/TUR/laws.yaml",
        "   scope: [cooperatives]",
        "-  status: in_force",
        "+  status: repealed",
        "   sources:",
    ]
    assert "in_force" in laws(data)
    assert sheet()[0] == 0
    assert laws(data) == f"# ours\n{data.law}".replace("in_force", "repealed")


def test_what_is_wrong_in_a_cell_or_with_the_whole_writes_nothing(sheet, data):
    status, said = sheet(change=put("status", "inforce"))
    assert status == 1
    assert "Laws!I2  'inforce' is not a law status. Did you mean 'in_force'?\n" in said
    status, said = sheet(change=put("status", "in_force"))
    status, said = sheet(change=put("amends", "tur-law-9"))
    assert status == 1
    assert "Laws!R2  there is no law with the id 'tur-law-9'" in said
    assert said.endswith("Nothing is written\n")
    assert laws(data) == f"# ours\n{data.law}"


def test_an_error_of_what_is_new_is_told_at_its_row(sheet, data):
    """Whatever row goes before it, and where what it is about has no column: sources."""

    def add(sheet, **cells):
        heads = [cell.value for cell in sheet[1]]
        sheet.append([cells.get(head) for head in heads])

    def change(book):
        laws, sources = book["Laws"], book["Sources"]
        kept = {head.value: cell.value for head, cell in zip(laws[1], laws[2], strict=True)}
        add(laws, **kept | {"id": "tur-law-2"})
        sources.delete_rows(2)
        whole = {"record": "tur-law-1", "publisher": "Said", "url": "https://example.org/2"}
        add(sources, **whole)
        add(sources, **whole, title="Said")
        add(sources, **whole)

    status, said = sheet("--remove", change=change)
    assert status == 1
    assert said.splitlines() == [
        "Laws!A3  A law needs 'sources' (where each fact stands; at least one)",
        "Sources!D2  A source needs 'title' (of the page or document)",
        "Sources!D4  A source needs 'title' (of the page or document)",
        "Nothing is written",
    ]
    assert laws(data) == f"# ours\n{data.law}"


def test_the_workbook_of_another_country_is_named_as_such(sheet, data):
    status, said = sheet("ITA")
    assert status == 2
    assert "is the workbook of TUR, not of ITA" in said


def test_a_workbook_that_does_not_say_of_which_country_it_is(sheet, data, tmp_path):
    """An officer's own, or one whose hidden sheets are gone."""

    def bare(book):
        for name in book.sheetnames:
            if book[name].sheet_state != "visible":
                del book[name]

    status, said = sheet(change=bare)
    assert status == 2
    assert f"Name it: sse sheet TUR --read {tmp_path / 'TUR.xlsx'}\n" in said
    assert sheet("TUR")[0] == 0


def test_a_country_without_a_record_has_a_workbook_that_says_of_which_it_is(data, tmp_path, capsys):
    file, place = tmp_path / "G.xlsx", ["--data", str(data.root)]
    assert main(["sheet", "ITA", "--output", str(file), *place]) == 0
    assert f"then: sse sheet --read {file}\n" in capsys.readouterr().out
    book = openpyxl.load_workbook(file)
    kinds = [line.strip().split(": ") for line in COUNTRY.splitlines()[2:]]
    said = {f"coverage.{kind}": "not_researched" for kind, _coverage in kinds}
    heads = [cell.value for cell in book["Country"][1]]
    book["Country"].append([{"researched": "2026-01", **said}.get(head) for head in heads])
    book.save(file)
    assert main(["sheet", "--read", str(file), *place]) == 0
    assert "  country.yaml: added\n" in capsys.readouterr().out
    assert (data.root / "countries/ITA/country.yaml").exists()


def test_the_last_record_takes_its_file_along(sheet, data):
    def change(book):
        book["Laws"].delete_rows(2)
        book["Sources"].delete_rows(2)

    assert "tur-law-1: its row is gone; it stays in the files" in sheet(change=change)[1]
    assert laws(data)
    assert sheet("TUR", "--remove")[0] == 0
    assert not (data.root / data.laws).exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name a country, such as TUR"),
        (["Turkey"], "'Turkey' is no country or area. Did you mean 'TUR'?"),
        (["TUR", "--dry-run"], "--dry-run is for a workbook that is read back. Name it: --read"),
        (["TUR", "--remove"], "--remove is for a workbook that is read back. Name it: --read"),
        (["--read", "nowhere.xlsx"], "nowhere.xlsx: No such file or directory"),
        (["--read", __file__], "this is no workbook"),
    ],
)
def test_a_call_that_cannot_be_carried_out(data, capsys, arguments, said):
    assert main(["sheet", *arguments, "--data", str(data.root)]) == 2
    assert said in capsys.readouterr().err


def test_files_with_errors_are_not_written_as_a_workbook(data, capsys, tmp_path):
    data.write(data.laws, data.law.replace("in_force", "inforce"))
    output = str(tmp_path / "x.xlsx")
    assert main(["sheet", "TUR", "--output", output, "--data", str(data.root)]) == 1
    assert "Did you mean 'in_force'?" in capsys.readouterr().err


def test_a_workbook_that_is_there_is_not_written_over_unless_it_is_named(
    data, capsys, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    call = ["sheet", "TUR", "--data", str(data.root)]
    assert main(call) == 0
    changed = tmp_path / "TUR.xlsx"
    changed.write_bytes(b"an afternoon of work")
    assert main(call) == 2
    assert "sse sheet --read TUR.xlsx" in capsys.readouterr().err
    assert changed.read_bytes() == b"an afternoon of work"
    assert main([*call, "--output", "TUR.xlsx"]) == 0
    assert changed.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("call", [["sheet", "TUR"], ["worklist", "TUR"]])
def test_a_file_is_written_whole_or_not_at_all(data, tmp_path, monkeypatch, call):
    output = tmp_path / "out"
    output.write_text("before")

    def full_disk(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    assert main([*call, "--output", str(output), "--data", str(data.root)]) == 2
    assert output.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out"]


def test_a_status_on_the_day_that_confirmed_another_is_in_doubt(data, sheet):
    dated = laws(data).replace("in_force\n", "in_force\n  status_as_of: 2026-03-11\n")
    data.write(data.laws, dated)
    status, said = sheet(change=put("status", "repealed"))
    assert (status, "'2026-03-11' confirmed another status" in said) == (0, True)
