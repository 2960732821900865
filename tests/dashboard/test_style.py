"""Colours that can be told apart and read."""

import dataclasses
import re
from itertools import pairwise

from dashboard.queries.action_plans import STANDING_ORDER
from dashboard.style import ATTENTION, DARK, KIND_COLOURS, LEVEL_COLOURS, LIGHT, STYLES
from loaders.legal_framework import LEVELS, NO_LEVEL
from tests.dashboard.charts.drawn import every_style
from tests.dashboard.contrast import contrast, luminance


@every_style
def test_each_level_has_a_colour_of_its_own(style):
    colours = {code: style.level(code) for code in (*LEVELS, *NO_LEVEL)}
    assert len(set(colours.values())) == len(colours)


@every_style
def test_each_standing_of_an_action_has_a_colour_of_its_own(style):
    colours = {code: style.level(code) for code in STANDING_ORDER}
    assert len(set(colours.values())) == len(colours)


def test_the_further_a_level_the_darker_its_colour():
    shades = [luminance(LEVEL_COLOURS[code]) for code in LEVELS]
    assert shades == sorted(shades)
    assert all(later - earlier > 0.05 for earlier, later in pairwise(shades))


def test_each_kind_of_record_has_a_colour_of_its_own():
    assert len({*KIND_COLOURS.values(), ATTENTION}) == len(KIND_COLOURS) + 1


@every_style
def test_text_can_be_read_on_the_paper(style):
    assert contrast(style.ink, style.paper) >= 7
    assert contrast(style.muted, style.paper) >= 4.5


def test_the_two_themes_have_the_same_names_of_colours():
    assert STYLES == {"light": LIGHT, "dark": DARK}
    own = {field.name for field in dataclasses.fields(LIGHT)} - {"name"}
    assert all(
        re.fullmatch(r"#[0-9a-f]{6}", getattr(s, name)) for s in STYLES.values() for name in own
    )
