"""A date is as precise as its source and never becomes more."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import dates

DAYS = st.dates(date(dates.FIRST_YEAR, 1, 1), date(dates.LAST_YEAR, 12, 31))
LENGTH = {"year": 4, "month": 7, "day": 10}


def frame(*texts):
    rows = [dates.parse(text) for text in texts]
    columns = {"due": pl.Date, "due_precision": dates.PRECISION}
    return pl.DataFrame(rows, schema=columns, orient="row")


@given(DAYS, st.sampled_from(dates.PRECISIONS))
def test_what_is_read_is_what_was_written(day, precision):
    text = day.isoformat()[: LENGTH[precision]]
    first, found = dates.parse(text)
    assert found == precision
    assert first.isoformat()[: LENGTH[found]] == text
    assert first <= day


@given(DAYS, st.sampled_from(dates.PRECISIONS))
def test_every_day_lies_within_the_interval_of_its_year_and_month(day, precision):
    rows = frame(day.isoformat()[: LENGTH[precision]])
    first, last = rows.select("due", last=dates.last_day("due")).row(0)
    assert first <= day <= last


def test_an_interval_ends_with_its_last_day():
    rows = frame("2013", "2011-02", "2012-02", "2011-12", "2011-03-29", "2012-02-29")
    assert rows.select(dates.last_day("due")).to_series().to_list() == [
        date(2013, 12, 31),
        date(2011, 2, 28),
        date(2012, 2, 29),
        date(2011, 12, 31),
        date(2011, 3, 29),
        date(2012, 2, 29),
    ]


def test_the_end_of_a_date_that_is_not_known_is_not_known():
    rows = pl.DataFrame({"due": [None], "due_precision": [None]}, schema=frame("2011").schema)
    assert rows.select(dates.last_day("due")).item() is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2011-02-30", "impossible-date"),
        ("2011-02-29", "impossible-date"),
        ("2011-13", "impossible-date"),
        ("2011-00", "impossible-date"),
        ("2011-03-00", "impossible-date"),
        ("2011-00-05", "impossible-date"),
        ("0012", "date-out-of-range"),
        ("1499-12-31", "date-out-of-range"),
        ("9999", "date-out-of-range"),
        ("29.03.2011", "not-a-date"),
        ("2011-3-29", "not-a-date"),
        ("2011/03/29", "not-a-date"),
        ("2011-03-29T00:00:00", "not-a-date"),
        ("March 2011", "not-a-date"),
        ("2011-W13", "not-a-date"),
        ("2011~", "not-a-date"),
        ("20110329", "not-a-date"),
        ("-2011", "not-a-date"),
        ("2011\n", "not-a-date"),
        ("٢٠١١", "not-a-date"),
        ("", "not-a-date"),
    ],
)
def test_what_is_no_date_of_the_calendar_is_refused(text, code):
    with pytest.raises(dates.NotADate) as refused:
        dates.parse(text)
    assert refused.value.code == code


@given(st.text(st.sampled_from("0123456789-"), max_size=11) | st.text())
def test_any_text_is_a_date_that_says_the_same_or_is_refused(text):
    try:
        first, precision = dates.parse(text)
    except dates.NotADate:
        return
    assert first.isoformat()[: LENGTH[precision]] == text


@given(DAYS, st.sampled_from(dates.PRECISIONS))
def test_an_interval_ends_before_the_day_that_would_be_written_otherwise(day, precision):
    text = day.isoformat()[: LENGTH[precision]]
    first = dates.parse(text)[0]
    last = dates.end(first, precision)
    said = [dates.shown(each, precision) for each in (first, last, last + timedelta(days=1))]
    assert said[0] == said[1] != said[2]
    assert frame(text).select(dates.last_day("due")).item() == last
