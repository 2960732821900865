"""Texts, numbers and dates are written as the session's language does."""

import ast
import contextvars
from datetime import date
from pathlib import Path

import pytest
from babel.messages import Catalog
from hypothesis import given
from hypothesis import strategies as st

from dashboard import language
from dashboard.language import distinct
from dashboard.queries.country import progress
from dashboard.shown import address
from loaders import dates


def in_language(code, call, **use):
    """What `call` gives in a session of its own."""

    def session():
        language.use(code, **use)
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
        ("fr", date(2011, 3, 29), "day", "29\N{NO-BREAK SPACE}mars 2011"),
        ("fr", date(2011, 3, 1), "day", "1er\N{NO-BREAK SPACE}mars 2011"),
        ("fr", date(2011, 3, 11), "day", "11\N{NO-BREAK SPACE}mars 2011"),
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


@pytest.mark.parametrize(
    ("code", "number", "written"),
    [
        ("en", 1893, "1,893"),
        ("fr", 1893, "1\N{NARROW NO-BREAK SPACE}893"),
        ("es", 893, "893"),
        ("es", 1893, "1893"),
        ("es", 9999, "9999"),
        ("es", 10_000, "10.000"),
    ],
)
def test_four_digits_stand_together_where_the_language_has_it_so(code, number, written):
    assert in_language(code, lambda: language.count(number)) == written


def test_a_share_is_a_percentage():
    assert in_language("en", lambda: language.share(0.5)) == "50%"
    assert in_language("de", lambda: language.share(0.5)) == "50\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 laws"), (1, "1 law"), (2, "2 laws"), (1200, "1,200 laws")]
)
def test_one_and_many_are_told_apart(number, said):
    assert in_language("en", lambda: language.plural("{n} law", "{n} laws", number)) == said


@pytest.fixture
def french(catalogues):
    """A folder of catalogues with two French messages and the name of one country."""
    catalogue = Catalog(locale="fr")
    catalogue.add("Timeline", "Chronologie")
    catalogue.add(("{n} law", "{n} laws"), ("{n} loi", "{n} lois"))
    catalogue.add("VNM", "Viet Nam", context=language.COUNTRY)
    catalogues(catalogue)


@pytest.mark.usefixtures("french")
def test_a_catalogue_gives_the_words_of_its_language():
    assert in_language("fr", lambda: language._("Timeline")) == "Chronologie"
    assert in_language("fr", lambda: language.plural("{n} law", "{n} laws", 1)) == "1 loi"
    assert in_language("fr", lambda: language.plural("{n} law", "{n} laws", 2)) == "2 lois"
    # French has no plural before 2.
    assert in_language("fr", lambda: language.plural("{n} law", "{n} laws", 0)) == "0 loi"


@pytest.mark.usefixtures("french")
def test_a_text_without_a_translation_stays_english():
    assert in_language("fr", lambda: language._("Country")) == "Country"
    assert in_language("en", lambda: language._("Timeline")) == "Timeline"


@pytest.mark.parametrize(
    ("code", "of_plan", "of_action"),
    [
        ("en", "Completed", "Completed"),
        ("es", "Completado", "Completada"),
        ("fr", "Achevé", "Achevée"),
    ],
)
def test_a_status_agrees_with_what_it_is_said_of(code, of_plan, of_action):
    assert in_language(code, lambda: language._("Completed")) == of_plan
    assert in_language(code, lambda: language.of_action("Completed")) == of_action


def test_a_status_that_has_no_form_of_its_own_for_actions_is_said_as_of_anything():
    assert in_language("es", lambda: language.of_action("Under way")) == "En curso"


@pytest.mark.parametrize(
    ("code", "status", "event"),
    [
        ("en", "In force", "In force"),
        ("es", "En vigor", "Entrada en vigor"),
        ("fr", "En vigueur", "Entrée en vigueur"),
    ],
)
def test_what_happened_on_a_day_is_said_otherwise_than_a_status(code, status, event):
    assert in_language(code, lambda: language._("In force")) == status
    assert in_language(code, lambda: language.of_event("In force")) == event


def test_one_session_does_not_change_the_language_of_another():
    assert in_language("fr", language.current) == "fr"
    assert contextvars.Context().run(language.current) == language.DEFAULT == "en"


def test_the_empty_text_stays_empty():
    assert in_language("fr", lambda: language._("")) == ""


# The choice


@pytest.mark.parametrize(
    ("asked", "spoken", "chosen"),
    [
        ("", "", "en"),
        ("fr", "es", "fr"),
        ("", "es", "es"),
        ("", "es-MX,es;q=0.9,en;q=0.8", "es"),
        ("", "FR-ch, fr;q=0.9", "fr"),
        ("", "de-DE,de;q=0.9,fr;q=0.8,en;q=0.7", "fr"),
        ("", "de", "en"),
        ("", "fr;q=0.1, es", "es"),
        ("", "fr;q=0.1,es-MX ; Q = 0.75,en;q=0.2", "es"),
        ("", "fr;q=0.5,es;q=0.5", "fr"),
        ("", "fr;q=0,es;q=0.000,de", "en"),
        ("", "fr;q=high,es;q=0.9", "fr"),
        ("xx", "fr", "fr"),
        ("../fr", "", "en"),
        ("FR", "", "en"),
        ("", "*;q=0.5, ;;, \N{SNOWMAN}", "en"),
    ],
)
def test_the_address_goes_before_the_browser_and_english_is_left(asked, spoken, chosen):
    assert language.chosen(asked, spoken) == chosen


@given(st.text(), st.text())
def test_whatever_is_asked_the_language_is_one_that_is_offered(asked, spoken):
    assert language.chosen(asked, spoken) in language.offered()


def test_each_language_is_offered_by_its_own_name():
    assert dict(language.offered()) == {"en": "English", "es": "Español", "fr": "Français"}


def test_an_address_keeps_the_language_that_was_chosen_and_no_other():
    assert in_language("fr", language.to_query) == {}
    assert in_language("fr", language.to_query, asked=True) == {"lang": "fr"}
    assert in_language("fr", lambda: address("map", of="a b"), asked=True) == "map?of=a+b&lang=fr"


# Names


@pytest.mark.parametrize(
    ("code", "iso3", "name"),
    [
        ("en", "TUR", "Türkiye"),
        ("en", "PSE", "Occupied Palestinian Territory"),
        ("fr", "DEU", "Allemagne"),
        ("fr", "TUR", "Türkiye"),
        ("fr", "KOR", "République de Corée"),
        ("fr", "TWN", "Taïwan, Chine"),
        ("es", "DEU", "Alemania"),
        ("es", "PSE", "Territorio Palestino Ocupado"),
        ("es", "XKX", "Kosovo"),
        ("fr", "XXX", "XXX"),
        ("fr", None, ""),
    ],
)
def test_a_country_is_named_in_the_language_as_the_ilo_does(snapshot, code, iso3, name):
    assert in_language(code, lambda: language.country(snapshot.reference, iso3)) == name


@pytest.mark.usefixtures("french")
def test_a_name_in_the_catalogue_goes_before_the_usual_one_even_if_it_is_the_english(snapshot):
    assert in_language("fr", lambda: language.country(snapshot.reference, "VNM")) == "Viet Nam"
    assert in_language("fr", lambda: language.country(snapshot.reference, "TUR")) == "Turquie"


def test_names_are_sorted_without_their_marks(snapshot):
    names = list(in_language("fr", lambda: language.countries(snapshot.reference)).values())
    first = [names.index(name) for name in ("Dominique", "Égypte", "Équateur", "Espagne", "Fidji")]
    assert first == sorted(first)
    assert len(names) == len(snapshot.reference.countries)


# How things are written


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("en", "DD/MM/YYYY"),
        ("fr", "DD/MM/YYYY"),
        ("de", "DD.MM.YYYY"),
        ("sv", "YYYY-MM-DD"),
        ("en_US", "MM/DD/YYYY"),
        ("ar", "DD/MM/YYYY"),
    ],
)
def test_a_day_is_typed_in_the_order_of_the_language(code, form):
    assert in_language(code, language.typed_day) == form


def test_a_colon_is_the_languages_own():
    assert in_language("en", lambda: language.labelled("In all", "7 {x}")) == "In all: 7 {x}"
    said = in_language("fr", lambda: language.labelled("Total", "7"))
    assert said == "Total\N{NO-BREAK SPACE}: 7"


def test_a_semicolon_is_the_languages_own():
    assert in_language("en", lambda: language.listed("ab")) == "a; b"
    assert in_language("fr", lambda: language.listed("ab")) == "a\N{NO-BREAK SPACE}; b"
    counted = {"actions": 4, "reported": 4, "completed": 1, "base": 4, "progress": 0.25}
    said = in_language("fr", lambda: progress(counted))
    assert "\N{NO-BREAK SPACE}; " in said


def test_a_language_has_a_direction():
    assert [language.direction(code) for code in ("en", "fr", "ar", "he")] == [
        "ltr",
        "ltr",
        "rtl",
        "rtl",
    ]


@pytest.mark.parametrize(
    ("code", "dates", "said"),
    [
        ("en", ("2026-02-13", "day", "2026-02-14", "day"), "13-14 February 2026"),
        ("fr", ("2026-02-01", "day", "2026-02-14", "day"), "1-14\N{NO-BREAK SPACE}février 2026"),
        (
            "es",
            ("2026-02-13", "day", "2026-02-20", "day"),
            "13-20\xa0de\xa0febrero\xa0de 2026",
        ),
        ("en", ("2026-02-13", "day", "2026-03-01", "day"), "13 February 2026 - 1 March 2026"),
        ("en", ("2025-02-13", "day", "2026-02-13", "day"), "13 February 2025 - 13 February 2026"),
        ("en", ("2026-02-13", "day", "2026-02-13", "day"), "13 February 2026"),
        ("en", ("2026-02-13", "day", "2026-03-31", "day"), "13 February 2026 - 31 March 2026"),
        ("en", ("2026-02-01", "month", "2026-03-01", "month"), "February 2026 - March 2026"),
        ("en", ("2025-01-01", "year", "2029-01-01", "year"), "2025-2029"),
        ("en", ("2025-01-01", "year", "2029-06-01", "month"), "2025 - June 2029"),
        # No space sets the day apart there, and none may be lost.
        ("ja", ("2026-02-13", "day", "2026-02-14", "day"), "2026年2月13日 - 2026年2月14日"),
        ("en", ("2025-01-01", "year", None, None), "2025"),
        ("en", (None, None, None, None), ""),
    ],
)
def test_a_span_says_the_month_and_the_year_once(code, dates, said):
    first, precision, last, last_precision = dates
    start, end = (date.fromisoformat(day) if day else None for day in (first, last))
    spoken = in_language(code, lambda: language.span(start, precision, end, last_precision))
    assert spoken.replace("\N{EN DASH}", "-") == said


@given(
    st.dates(),
    st.sampled_from(dates.PRECISIONS),
    st.dates(),
    st.sampled_from(dates.PRECISIONS),
    st.sampled_from(sorted(language.offered())),
)
def test_every_span_ends_with_its_last_date(first, precision, last, last_precision, code):
    spoken = in_language(code, lambda: language.span(first, precision, last, last_precision))
    end = in_language(code, lambda: language.day(last, last_precision))
    assert spoken.replace(f"{first.day}\N{EN DASH}", "").endswith(end)


def test_names_to_choose_from_differ_where_two_records_are_called_the_same():
    names = {"a": "Plan", "b": "Plan", "c": "Strategy"}
    assert distinct(names) == {"a": "Plan (a)", "b": "Plan (b)", "c": "Strategy"}


def test_no_text_sets_a_colon_without_asking_the_language():
    """French writes 'Sénégal : Lois': `labelled` does, an f-string does not."""
    found = []
    for path in sorted(Path(language.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            parts = node.values[1:] if isinstance(node, ast.JoinedStr) else []
            said = [part.value for part in parts if isinstance(part, ast.Constant)]
            if any(str(text).startswith(": ") for text in said):
                found.append(f"{path.name}:{node.lineno}")
    assert not found
