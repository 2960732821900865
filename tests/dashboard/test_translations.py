"""Every text has a translation in every catalogue, and every translation a text."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from dashboard import translations
from dashboard.language import ACTION, COUNTRY, EVENT, LOCALE
from dashboard.translations import faults, in_code, in_data, in_declarations, read, texts, update
from loaders.phrases import Phrase
from loaders.snapshot import faults as faults_of_files

PROJECT = Path(__file__).parents[2]
PATHS = sorted(LOCALE.glob("*.po"))


@pytest.fixture(scope="module")
def wanted(snapshot):
    return texts(snapshot)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_catalogue_is_complete_and_holds_nothing_else(path, wanted, snapshot):
    found = list(faults(read(path), wanted, snapshot))
    assert found == [], "\n".join(["", *found, "Run python -m dashboard.translations"])


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_catalogue_is_written_as_the_update_writes_it(path, wanted, snapshot, tmp_path):
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    update(copy, wanted, snapshot)
    assert copy.read_text("utf-8") == path.read_text("utf-8")


def test_french_puts_no_break_before_its_signs():
    catalogue = read(LOCALE / "fr.po")
    said = [form for message in catalogue if message.id for form in translations._forms(message)]
    # Text between angle quotes or backticks is what a reader types or sees.
    own = [re.sub("«[^»]*»|`[^`]*`", "", text) for text in said]
    assert [text for text in own if re.search(r"[ \w][:;?!](?=\s|$)", text)] == []


# Where texts are found


def test_texts_are_found_wherever_the_code_marks_them(tmp_path):
    (tmp_path / "page.py").write_text(
        "title = _('One')\n"
        "line = f'{_(\"In an f-string\")}: {x}'\n"
        "LABELS = {'a': N_('Marked')}\n"
        "said = plural('{n} law', '{n} laws', 3)\n"
        "_(variable); other('Not marked'); _('Two ' 'parts')\n"
    )
    assert sorted(in_code(tmp_path), key=str) == [
        ("{n} law", "{n} laws"),
        "In an f-string",
        "Marked",
        "One",
        "Two parts",
    ]


def test_texts_of_the_data_and_of_the_declarations_are_found(snapshot):
    said = set(in_data(snapshot))
    assert {"In force", "Applies today", "Least developed countries"} <= said
    assert {"Action plans", "Original title", "Positions", "Publisher"} <= set(in_declarations())


def phrases(phrase):
    """A phrase and those in it."""
    yield phrase
    for value in phrase.values.values():
        if isinstance(value, Phrase):
            yield from phrases(value)


def words_of(problem):
    """Values that are words for an officer to read, not quoted from a file, a place or a number."""
    names = ("hint", "what", "owner", "doc", "found", "range")
    return [problem.values[name] for name in names if problem.values.get(name)]


def test_problems_of_files_are_texts_with_all_their_words(tree, wanted):
    none, found = tree.load(), []
    for folder in (PROJECT / "tests" / "samples" / "bad").iterdir():
        files = [path for path in folder.rglob("*.yaml") if path.parent.name != "codelists"]
        found += faults_of_files(
            none, {path.relative_to(folder): path.read_bytes() for path in files}
        )
    assert len({problem.code for problem in found}) > 45
    said = [each for problem in found for each in phrases(problem.phrase)]
    assert {each.text for each in said} - {message.id for message in wanted} == set()
    loose = [word for problem in found for word in words_of(problem) if type(word) is str]
    # An owner is also the id of a record.
    assert [word for word in loose if not re.fullmatch(r"[a-z0-9-]+", word)] == []


# What is reported


def catalogue(*messages, locale="fr"):
    made = Catalog(locale=locale)
    for message in messages:
        made.add(*message)
    return made


ASKED = catalogue(("Map",), ("as of {date}",), (("{n} law", "{n} laws"),), locale=None)
WHOLE = (("Map", "Carte"), ("as of {date}", "au {date}"))
LAWS = (("{n} law", "{n} laws"), ("{n} loi", "{n} lois"))


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        ((*WHOLE, LAWS), []),
        (WHOLE, ["lacks ('{n} law', '{n} laws')"]),
        ((WHOLE[1], LAWS, ("Map", "")), ["has no translation of 'Map'"]),
        (
            (*WHOLE, (LAWS[0], ("{n} loi", ""))),
            ["has no translation of ('{n} law', '{n} laws')"],
        ),
        (
            (WHOLE[0], LAWS, ("as of {date}", "au {jour}")),
            ["has other placeholders or brackets than 'as of {date}'"],
        ),
        (
            (*WHOLE, (LAWS[0], ("une loi", "{n} lois"))),
            ["has other placeholders or brackets than ('{n} law', '{n} laws')"],
        ),
        ((*WHOLE, LAWS, ("Gone", "Parti")), ["holds 'Gone', which is used nowhere"]),
    ],
)
def test_each_fault_is_named(snapshot, messages, said):
    assert list(faults(catalogue(*messages), ASKED, snapshot)) == said


def test_brackets_of_a_link_and_stars_are_kept(snapshot):
    asked = catalogue(("**See** [there]",), locale=None)
    kept = catalogue(("**See** [there]", "**Voir** [ici]"))
    lost = catalogue(("**See** [there]", "Voir [ici"))
    assert list(faults(kept, asked, snapshot)) == []
    assert len(list(faults(lost, asked, snapshot))) == 1


def test_a_name_of_a_country_may_stand_in_a_catalogue_and_a_house_name_has_to(snapshot, wanted):
    named = Catalog(locale="fr")
    named.add("DEU", "Allemagne", context=COUNTRY)
    named.add("XXX", "Nulle part", context=COUNTRY)
    said = list(faults(named, wanted, snapshot))
    assert not [fault for fault in said if "DEU" in fault]
    assert "holds 'XXX', which is used nowhere" in said
    assert {"lacks 'TWN'", "lacks 'PSE'", "lacks 'KOR'"} <= set(said)


@pytest.mark.parametrize(
    ("context", "word", "form"),
    [(ACTION, "Completed", "Achevée"), (EVENT, "Adopted", "Adoption")],
)
def test_a_word_may_stand_in_the_form_that_it_has_of_an_action_or_event(
    snapshot, tmp_path, context, word, form
):
    said = Catalog(locale="fr")
    said.add(word, form, context=context)
    said.add("Gone", "Partie", context=context)
    path = tmp_path / "fr.po"
    path.write_text(f'msgctxt "{context}"\nmsgid "{word}"\nmsgstr "{form}"\n', "utf-8")
    assert list(faults(said, Catalog(), snapshot)) == ["holds 'Gone', which is used nowhere"]
    assert update(path, ASKED, snapshot).get(word, context).string == form


# The update


def test_an_update_keeps_adds_and_drops(snapshot, tmp_path):
    path = tmp_path / "fr.po"
    update(path, catalogue(("Map",), ("Gone",), locale=None), snapshot)
    path.write_text(path.read_text().replace('"Map"\nmsgstr ""', '"Map"\nmsgstr "Carte"'))
    new = update(path, ASKED, snapshot)
    assert new["Map"].string == read(path)["Map"].string == "Carte"
    assert read(path)["as of {date}"].string == ""
    assert "Gone" not in path.read_text()
    assert "POT-Creation-Date" not in path.read_text()
    assert "#: " not in path.read_text(), "no line numbers"


def test_a_language_is_begun_with_empty_texts_and_one_that_is_none_is_refused(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(translations, "LOCALE", tmp_path)
    assert translations.main(["nonsense"]) == 2
    assert list(tmp_path.iterdir()) == []
    assert "no language" in capsys.readouterr().err
    assert translations.main(["de"]) == 1
    assert "de.po has no translation of 'Map'" in capsys.readouterr().out
