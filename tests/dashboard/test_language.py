"""Texts, numbers and dates are written as the session's language does."""

import contextvars
from datetime import date

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from dashboard import language


def in_language(code, call):
    """What `call` gives in a session of its own."""

    def session():
        language.use(code)
        return call()

    return contextvars.Context().run(session)


@pytest.mark.parametrize(
    ("code", "first", "precision", "written"),
    [
        ("en", date(2011, 3, 29), "day", "29 March 2011"),
        ("en", date(2011, 3, 1), "month", "March 2011"),
        ("en", date(2011, 1, 1), "year", "2011"),
        ("en", date(1500, 1, 1), "year", "1500"),
        ("en", None, None, ""),
        ("en", None, "day", ""),
        ("fr", date(2011, 3, 29), "day", "29 mars 2011"),
        ("fr", date(2011, 3, 1), "month", "mars 2011"),
        ("es", date(2011, 3, 1), "month", "marzo de 2011"),
    ],
)
def test_a_date_shows_the_precision_that_is_known(code, first, precision, written):
    assert in_language(code, lambda: language.day(first, precision)) == written


def test_a_date_without_a_precision_is_a_day():
    assert in_language("en", lambda: language.day(date(2011, 3, 29))) == "29 March 2011"


@pytest.mark.parametrize(
    ("code", "written"), [("en", "1,234,567"), ("de", "1.234.567"), ("es", "1.234.567")]
)
def test_a_number_is_grouped_as_the_language_does(code, written):
    assert in_language(code, lambda: language.count(1_234_567)) == written


def test_a_share_is_a_percentage():
    assert in_language("en", lambda: language.share(0.5)) == "50%"
    assert in_language("de", lambda: language.share(0.5)) == "50\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 laws"), (1, "1 law"), (2, "2 laws"), (1200, "1,200 laws")]
)
def test_one_and_many_are_told_apart(number, said):
    assert in_language("en", lambda: language.plural("{n} law", "{n} laws", number)) == said


@pytest.fixture
def french(tmp_path, monkeypatch):
    """A folder of catalogues with two French messages."""
    language._catalogue.cache_clear()
    catalogue = Catalog(locale="fr")
    catalogue.add("Timeline", "Chronologie")
    catalogue.add(("{n} law", "{n} laws"), ("{n} loi", "{n} lois"))
    folder = tmp_path / "locale" / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "dashboard.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(language, "LOCALE", tmp_path / "locale")
    yield
    language._catalogue.cache_clear()


@pytest.mark.usefixtures("french")
def test_a_catalogue_gives_the_words_of_its_language():
    assert in_language("fr", lambda: language._("Timeline")) == "Chronologie"
    assert in_language("fr", lambda: language.plural("{n} law", "{n} laws", 1)) == "1 loi"
    assert in_language("fr", lambda: language.plural("{n} law", "{n} laws", 2)) == "2 lois"


@pytest.mark.usefixtures("french")
def test_a_text_without_a_translation_stays_english():
    assert in_language("fr", lambda: language._("Country")) == "Country"
    assert in_language("en", lambda: language._("Timeline")) == "Timeline"


def test_one_session_does_not_change_the_language_of_another():
    assert in_language("fr", language.current) == "fr"
    assert contextvars.Context().run(language.current) == language.DEFAULT == "en"
