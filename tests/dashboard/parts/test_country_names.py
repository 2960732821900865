"""Countries are chosen by whatever name a reader types."""

import pytest

from dashboard.parts import country_names
from loaders.diacritics import without_diacritics
from tests.dashboard.test_language import in_language


@pytest.mark.parametrize(
    ("language", "option"),
    [
        ("en", "Turkiye, Turkey \N{RIGHTWARDS ARROW} Türkiye"),
        ("en", "Cote d'Ivoire, Ivory Coast \N{RIGHTWARDS ARROW} Côte d'Ivoire"),
        ("en", "South Korea \N{RIGHTWARDS ARROW} Republic of Korea"),
        ("fr", "Turkiye, Turquie \N{RIGHTWARDS ARROW} Türkiye"),
        ("fr", "Senegal \N{RIGHTWARDS ARROW} Sénégal"),
        ("es", "Turkiye, Turquía, Turquia \N{RIGHTWARDS ARROW} Türkiye"),
    ],
)
def test_names_that_the_own_name_does_not_answer_to_are_options_of_their_own(
    snapshot, language, option
):
    options = in_language(language, lambda: country_names.options(snapshot.reference))
    assert option in options.values()


def test_the_names_come_first_and_each_option_means_a_country(snapshot):
    options = country_names.options(snapshot.reference)
    countries = snapshot.reference.countries
    assert set(list(options)[: len(countries)]) == set(countries)
    assert set(map(country_names.code, options)) == set(countries)
    assert len(set(options.values())) == len(options), "options are told apart by their words"


def test_a_name_that_the_browser_finds_anyway_is_no_second_option(snapshot):
    said = " ".join(country_names.options(snapshot.reference).values())
    assert "Vietnam" not in said
    assert "Bolivia \N{RIGHTWARDS ARROW}" not in said


def test_a_country_chosen_by_two_names_is_chosen_once():
    assert country_names.codes(["TUR", "=TUR", "VNM"]) == ["TUR", "VNM"]


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_an_area_in_dispute_has_its_own_name_alone(snapshot, language):
    options = in_language(language, lambda: country_names.options(snapshot.reference))
    for iso3 in ("PSE", "TWN", "XKX", "HKG"):
        name = options[iso3]
        without_accents = f"{without_diacritics(name)} \N{RIGHTWARDS ARROW} {name}"
        assert options.get(f"={iso3}") in (None, without_accents)
    assert "=TUR" in options
