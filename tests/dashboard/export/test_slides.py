"""What python-pptx reads back from a presentation is what stands in the exhibit's rows."""

import dataclasses
from collections import Counter

import polars as pl
import pytest
from pptx.enum.dml import MSO_FILL

from dashboard.charts import timeline
from dashboard.exhibits import EXHIBITS
from dashboard.export import NothingToShowError, deck, master, of, slides
from dashboard.export.slides import (
    action_standings,
    country_map,
    native_chart,
    pages,
)
from dashboard.filters import KIND_LABELS
from dashboard.style import LIGHT
from tests.dashboard.contrast import contrast
from tests.dashboard.export.slide_reading import chart_of, named, read, redrawn, shapes

EVERY = pytest.mark.parametrize("code", EXHIBITS)


@EVERY
def test_every_slide_says_what_it_is_and_from_where(handout, slides_of, code):
    made = handout(code)
    words = made.exhibit.words
    for slide in slides_of(code):
        seen = " ".join(shape.text_frame.text for shape in slide.placeholders)
        for text in (words.title, words.subtitle, words.caption):
            assert text in seen
        notes = slide.notes_slide.notes_text_frame.text
        for text in ("30 June 2026", made.exhibit.version, "CC BY 4.0", words.subtitle):
            assert text in notes
        for line in made.source_lines(deck.SOURCES_IN_NOTES):
            assert line in notes


@EVERY
def test_every_object_has_a_text_alternative_and_a_number_of_its_own(slides_of, code):
    for slide in slides_of(code):
        found = [shape._element.xpath(".//p:cNvPr")[0] for shape in shapes(slide)]
        described = [one for one in found if "Slide Number" not in one.get("name")]
        assert [one.get("name") for one in described if not one.get("descr")] == []
        numbers = [one.get("id") for one in found]
        assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("region", ["", "ilo-asia-pacific"])
def test_the_map_has_a_shape_per_country_in_the_colour_of_its_class(handout, slides_of, region):
    made = handout("legal-framework", region=region)
    [slide] = slides_of("legal-framework", region=region)
    drawn = Counter(shape.name for shape in named(slide, "Map").shapes)
    inside = {shape.name: shape for shape in named(slide, "Map").shapes}
    for name, level, label in made.exhibit.rows.select("name", "level", "label").iter_rows():
        assert drawn[name] == 1, name
        shape = inside[name]
        assert shape._element.xpath(".//p:cNvPr")[0].get("descr") == f"{name}: {label}"
        if level == "not_researched":
            assert shape.fill.type == MSO_FILL.PATTERNED
        else:
            assert f"#{shape.fill.fore_color.rgb}".lower() == LIGHT.level(level)
    assert "Disputed boundaries" in inside


def test_the_shapes_of_the_map_stay_on_the_slide(handout):
    made = handout("legal-framework", region="ilo-europe-central-asia")
    [slide] = read(made)
    for shape in named(slide, "Map").shapes:
        assert shape.left >= 0
        assert shape.left + shape.width <= master.LEFT + master.ACROSS + country_map.DOT
        assert shape.top + shape.height <= master.BOTTOM + country_map.DOT


@pytest.mark.parametrize("code", [code for code in EXHIBITS if code != "comparison"])
def test_the_legend_counts_what_the_rows_hold(handout, slides_of, code):
    made = handout(code)
    rows = made.exhibit.rows
    if code == "timeline":  # what lies before or after its years cannot be seen
        rows = timeline.once(timeline.within(rows, made.exhibit.as_of))
    texts = {shape.text_frame.text for shape in named(slides_of(code)[0], "Legend").shapes}
    labels = (
        rows["kind"].replace_strict(KIND_LABELS).to_list()
        if code == "timeline"
        else rows["standing_label" if code == "events-calendar" else "label"].to_list()
    )
    assert texts - {""} == {f"{label} ({number:,})" for label, number in Counter(labels).items()}


def test_a_slide_with_a_world_map_is_small(handout):
    assert len(slides.write(handout("legal-framework"))) < 250_000


def test_the_plan_periods_are_a_native_chart_of_every_plan(handout, slides_of):
    made = handout("plan-periods")
    rows = made.exhibit.rows
    expected = [
        (native_chart.plan(place, title), native_chart.years(first), label)
        for place, title, first, label in rows.select(
            "place", "title", "first", "label"
        ).iter_rows()
    ]
    found = []
    for slide in slides_of("plan-periods"):
        plot = chart_of(slide).plots[0]
        begins, *states = plot.series
        for place, plan in reversed(list(enumerate(plot.categories))):
            [state] = [one.name for one in states if one.values[place] is not None]
            found.append((plan, begins.values[place], state))
    assert found == expected


@pytest.mark.parametrize("lanes", ["kind", "region", "country"])
def test_the_timeline_is_a_native_chart_of_every_event_of_its_years(handout, lanes):
    made = handout("timeline", lanes, region="ilo-africa")
    counted = Counter()
    for slide in read(made):
        for series in chart_of(slide).plots[0].series:
            counted[series.name] += len(list(series.values))
    shown = timeline.within(made.exhibit.rows, made.exhibit.as_of)
    kinds = shown["kind"].replace_strict(KIND_LABELS)
    assert counted == Counter(kinds.to_list())


def test_the_timeline_holds_as_many_points_as_its_legend_counts(handout, slides_of):
    """The legend said 930 laws, and the chart held the 1,155 of all years."""
    made = handout("timeline", "kind")
    assert timeline.beyond(made.exhibit.rows, made.exhibit.as_of)
    [slide] = slides_of("timeline", "kind")
    points = {f"{one.name} ({len(list(one.values)):,})" for one in chart_of(slide).plots[0].series}
    legend = {shape.text for shape in named(slide, "Legend").shapes if shape.has_text_frame}
    assert points == legend - {""}


def test_numbers_on_bars_can_be_read(handout, slides_of):
    for slide in slides_of("action-standings"):
        for series in chart_of(slide).plots[0].series:
            fill, ink = series.format.fill, series.data_labels.font.color
            assert contrast(f"#{fill.fore_color.rgb}", f"#{ink.rgb}") >= 4.5, series.name


def test_a_caption_speaks_of_bars_only_where_there_are_bars(handout, slides_of):
    for code, drawn in (("plan-periods", True), ("timeline", True), ("action-schedule", False)):
        made = handout(code)
        assert made.exhibit.words.drawn
        assert made.exhibit.words.drawn in str(made.exhibit.on_paper(1_200)["layout"]).replace(
            "<br>", " "
        )
        for slide in slides_of(code):
            seen = " ".join(shape.text_frame.text for shape in slide.placeholders)
            assert (made.exhibit.words.drawn in seen) == drawn
        assert made.exhibit.words.drawn not in dict(made.about())["Note"]


def test_the_standings_are_native_bars_with_the_number_of_every_plan(handout, monkeypatch):
    monkeypatch.setattr(action_standings, "MOST", 5)
    made = handout("action-standings")
    rows = made.exhibit.rows
    found, scales = Counter(), set()
    for slide in read(made):
        chart = chart_of(slide)
        scales.add(chart.value_axis.maximum_scale)
        for series in chart.plots[0].series:
            pairs = zip(chart.plots[0].categories, series.values, strict=True)
            found.update({(plan, series.name): n for plan, n in pairs if n})
    expected = Counter(
        (native_chart.plan(place, title), label)
        for place, title, label in rows.select("place", "plan_title", "label").iter_rows()
    )
    assert found == expected
    assert scales == {max(Counter(rows["plan"].to_list()).values())}


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "<b>&amp;", "قانون", "社会的連帯経済", "\x0b"])
def test_any_text_survives(handout, text):
    made = handout("plan-periods")
    rows = made.exhibit.rows.head(1).with_columns(place=pl.lit(text), label=pl.lit(text))
    words = dataclasses.replace(made.exhibit.words, title=f"A {text}")
    exhibit = dataclasses.replace(made.exhibit, rows=rows, words=words)
    [slide] = read(dataclasses.replace(made, exhibit=exhibit))
    written = text.replace("\x0b", "")
    assert slide.shapes.title.text.replace("\x0b", "") == f"A {written}"
    seen = [shape.text_frame.text for shape in named(slide, "Legend").shapes]
    assert f"{written} (1)" in seen


def test_an_exhibit_without_rows_says_what_to_do(handout, snapshot):
    made = handout("plan-periods")
    with pytest.raises(NothingToShowError, match="Take a filter away"):
        of(dataclasses.replace(made.exhibit, rows=made.exhibit.rows.clear()), snapshot)


@pytest.mark.parametrize("code", ["plan-periods", "action-standings"])
def test_ten_thousand_rows_become_a_bounded_number_of_slides_that_says_what_is_left_out(
    handout, code, monkeypatch
):
    monkeypatch.setattr(pages, "MOST_SLIDES", 3)
    made = handout(code)
    rows = made.exhibit.rows
    copies = -(-10_000 // rows.height)
    many = pl.concat(
        rows.with_columns(
            pl.format("{}-{}", "plan" if "plan" in rows.columns else "id", pl.lit(n)).alias("plan")
        )
        for n in range(copies)
    ).head(10_000)
    found = read(redrawn(made, many))
    plans = many["plan"].n_unique() if code == "action-standings" else many.height
    assert len(found) == 3
    left_out = -(-plans // 16) - 3
    assert f"{left_out:,} more slides are left out" in found[-1].placeholders[13].text
    assert made.exhibit.words.subtitle in found[-1].placeholders[13].text


def test_a_chart_without_rows_is_refused_before_any_file(handout, snapshot):
    for code in EXHIBITS:
        made = handout(code)
        with pytest.raises(NothingToShowError, match="Take a filter away"):
            of(dataclasses.replace(made.exhibit, rows=made.exhibit.rows.clear()), snapshot)
