"""Colours that can be told apart and read."""

import dataclasses
import re
from itertools import pairwise

from dashboard.queries.action_plans import STANDING_ORDER
from dashboard.style import ATTENTION, CLASS_COLOURS, DARK, KIND_COLOURS, LIGHT, STYLES, ink_on
from loaders.legal_framework import LEVELS, NO_LEVEL
from tests.dashboard.charts.drawn import every_style
from tests.dashboard.contrast import contrast

HATCHED = "not_researched"


@every_style
def test_each_level_has_a_colour_of_its_own(style):
    colours = {code: style.level(code) for code in (*LEVELS, *NO_LEVEL)}
    assert len(set(colours.values())) == len(colours)


@every_style
def test_each_standing_of_an_action_has_a_colour_of_its_own(style):
    colours = {code: style.level(code) for code in STANDING_ORDER}
    assert len(set(colours.values())) == len(colours)


@every_style
def test_the_further_a_level_the_more_it_stands_out_from_the_paper(style):
    contrasts = [contrast(style.level(code), style.paper) for code in LEVELS]
    assert all(further > 1.4 * less for further, less in pairwise(contrasts))
    assert contrasts[0] > 7


def test_no_level_sinks_into_a_dark_page():
    assert all(
        contrast(DARK.level(code), DARK.paper) > 2 for code in CLASS_COLOURS if code != HATCHED
    )


@every_style
def test_a_number_can_be_read_on_the_colour_of_its_class(style):
    colours = {style.level(code) for code in CLASS_COLOURS}
    assert all(contrast(ink_on(colour), colour) >= 4.5 for colour in colours)


def test_each_class_has_a_colour_that_styles_have():
    named = {field.name for field in dataclasses.fields(LIGHT)}
    assert set(CLASS_COLOURS.values()) <= named


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
