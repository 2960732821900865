"""What an officer probably meant follows from what was written, or nothing does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import dates, remedies
from loaders.values import SLUG


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("29/03/2021", "2021-03-29"),
        ("03/29/2021", "2021-03-29"),
        ("03/04/2021", "2021-04-03 or 2021-03-04"),
        ("2021-3-9", "2021-03-09"),
        ("2021/29/03", "2021-03-29"),
        ("20210329", "2021-03-29"),
        ("2021-03-29T10:00:00", "2021-03-29"),
        ("29 Sept. 2021", "2021-09-29"),
        ("3/2021", "2021-03"),
        ("2011/12", "2011-12"),
        ("30/02/2021", ""),
        ("2011-00", ""),
        ("29/03/21", ""),
        ("spring 2011", ""),
        ("between March and May 2011", ""),
        ("99999999999 March 2011", ""),
    ],
)
def test_a_date_in_another_form(written, meant):
    assert remedies.date_form(written) == meant


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2011?", "2011"),
        ("ca. 2011-03", "2011-03"),
        ("2011-2015", "2011"),
        ("2011 to 2015", "2011"),
        ("[2011]", "2011"),
        ("2011", ""),
        ("2021-3-9", ""),
    ],
)
def test_a_date_of_which_one_is_not_sure(written, date):
    assert remedies.date_in_doubt(written) == date


@given(st.text(max_size=40))
def test_what_is_proposed_for_any_text_is_of_the_accepted_form(text):
    for proposed in remedies.date_form(text).split(" or "):
        if proposed:
            dates.parse(proposed)
    remedies.date_in_doubt(text)
    remedies.says_unknown(text)
    number = remedies.number(text, 0, 100)
    assert number == "" or 0 <= int(number) <= 100
    assert remedies.flag(text) in ("true", "false", "true or false")
    remedies.web_address(text)
    proposed = remedies.slug(text)
    assert proposed == "" or SLUG.matches(proposed)


def test_an_id_that_is_cut_ends_in_a_letter():
    assert remedies.slug(f"{'x' * 99} y") == "x" * 99


@pytest.mark.parametrize(
    ("written", "number"),
    [("40%", "40"), ("0.4", "40"), ("40,5", "40"), ("about 12", "12"), ("140", ""), ("1 2", "")],
)
def test_a_number_within_a_text(written, number):
    assert remedies.number(written, 0, 100) == number


def test_thousands_are_one_number():
    assert remedies.number("1,200 people", 1, 10_000) == "1200"


def test_white_space_around_a_date_is_no_doubt():
    assert remedies.date_in_doubt("2011-03-29 ") == ""
    assert remedies.date_form("2011-03-29 ") == "2011-03-29"
