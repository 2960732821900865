"""The chain's own rules."""

import re

import pytest

from dashboard.charts import chain
from dashboard.style import LIGHT
from tests.dashboard.charts.drawn import DRAW, WORLD

PHONE, LETTER = 356, 5.6
"""Pixels of a chart on a phone 390 wide; of a letter of its titles, on average."""


@pytest.fixture
def titles(snapshot):
    """Of each drawn chain its lanes' range and its titles, each with its lane."""
    return [
        (
            drawn.figure["layout"]["xaxis"]["range"],
            [
                pair
                for trace in drawn.figure["data"]
                for pair in zip(trace["x"], trace.get("text", ()), strict=False)
            ],
        )
        for drawn in DRAW["chain"](snapshot, WORLD, LIGHT)
    ]


def test_the_titles_of_the_last_lane_have_room_on_a_phone(titles):
    assert titles
    for (start, end), placed in titles:
        last = max(lane for lane, _title in placed)
        pixels = PHONE * (end - last) / (end - start)
        lines = [
            re.sub("<[^>]*>", "", line)
            for lane, title in placed
            if lane == last
            for line in title.split("<br>")
        ]
        assert max(map(len, lines)) <= chain.LINE
        assert pixels >= LETTER * chain.LINE
