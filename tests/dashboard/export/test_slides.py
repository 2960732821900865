"""What python-pptx reads back from a presentation is what stands in the exhibit's rows."""

import dataclasses
import io
import textwrap
from collections import Counter

import polars as pl
import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_FILL

from dashboard import charts
from dashboard.charts import timeline
from dashboard.charts.chart import Chart
from dashboard.exhibits import EXHIBITS
from dashboard.export import NothingToShowError, deck, master, of, slides
from dashboard.export.slides import (
    action_schedule,
    action_standings,
    country_map,
    native_chart,
    native_table,
    pages,
    position_matrix,
)
from dashboard.filters import KIND_LABELS
from dashboard.shown import shortened
from dashboard.style import LIGHT
from tests.dashboard.contrast import contrast

EVERY = pytest.mark.parametrize("code", EXHIBITS)


def read(handout):
    return list(Presentation(io.BytesIO(slides.write(handout))).slides)


def shapes(owner):
    for shape in owner.shapes:
        yield shape
        if shape.shape_type == 6:
            yield from shapes(shape)


def named(slide, name):
    return next(shape for shape in slide.shapes if shape.name == name)


def chart_of(slide):
    return next(shape.chart for shape in slide.shapes if shape.has_chart)


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


def test_the_matrix_is_a_table_with_each_position(handout, slides_of):
    made = handout("positions")
    found = Counter()
    for slide in slides_of("positions"):
        table = next(shape.table for shape in slide.shapes if shape.has_table)
        for row in list(table.rows)[1:]:
            name, *cells = [cell.text for cell in row.cells]
            found.update((name, cell) for cell in cells if cell)
    expected = Counter(
        (name, shortened(label, position_matrix.LONGEST_SIGN))
        for name, label in made.exhibit.rows.select("name", "label").iter_rows()
    )
    assert found == expected


def test_the_matrix_heads_its_columns_as_the_page_does(handout, slides_of):
    heads = dict.fromkeys(head for slide in slides_of("positions") for head in table_of(slide)[0])
    drawn = charts.position_matrix.instruments(handout("positions").exhibit.rows)
    assert [head for head in heads if head] == list(drawn.values())


def test_the_countries_of_the_matrix_stand_in_the_order_of_the_page(handout, slides_of):
    """Of letters as languages sort them: Côte d'Ivoire comes before Croatia."""
    ordered = list(dict.fromkeys(handout("positions").exhibit.rows["name"].to_list()))
    assert ordered != sorted(ordered)
    found = [row[0] for slide in slides_of("positions") for row in table_of(slide)[1:]]
    assert list(dict.fromkeys(found)) == ordered


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


def table_of(slide):
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    return [[cell.text for cell in row.cells] for row in table.rows]


def redrawn(made, rows):
    return dataclasses.replace(made, exhibit=dataclasses.replace(made.exhibit, rows=rows))


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


def test_the_schedule_is_a_table_with_every_action_under_its_body(handout):
    made = handout("action-schedule", "tur-cooperatives-action-plan-2025-2029")
    found, drawn = [], read(made)
    for slide in drawn:
        [_head, *lines] = table_of(slide)
        assert lines[0][0], "every slide names the body of its first action"
        body = ""
        for said, *cells in lines:
            body = said or body
            found.append((body, *cells))
    nobody = "Responsible body not named"
    expected = [
        (
            shortened(body or nobody, action_schedule.LONGEST_BODY),
            *(shortened(text, native_table.LONGEST_CELL) for text in texts),
        )
        for body, *texts in made.table.iter_rows()
    ]
    assert len(drawn) > 1
    assert sorted(found) == sorted(expected)
    bodies = [body for body, *_cells in found]
    together = dict.fromkeys(bodies)
    assert bodies == sorted(bodies, key=list(together).index)


def test_the_calendar_is_a_table_of_years_and_months_with_the_number_in_each(handout, slides_of):
    made = handout("events-calendar")
    found = Counter()
    for slide in slides_of("events-calendar"):
        [_head, *lines] = table_of(slide)
        for year, *cells in lines:
            months = [*range(1, 13), None]
            found.update({(year, m): int(n) for m, n in zip(months, cells, strict=True) if n})
    expected = Counter(
        (str(year or "No date"), month)
        for year, month in made.exhibit.rows.select("year", "month").iter_rows()
    )
    assert found == expected


def test_the_calendar_tells_what_is_to_come_from_what_was_held(handout):
    made = handout("events-calendar")
    rows = made.exhibit.rows.filter(pl.col("month").is_not_null()).head(1)
    to_come = rows.with_columns(standing=pl.lit("to_come"), standing_label=pl.lit("To come"))
    for part, text in (
        (rows, "1"),
        (to_come, "+1"),
        (pl.concat([rows, rows, to_come]), "2 +1"),
    ):
        [slide] = read(redrawn(made, part))
        [_head, [_year, *cells]] = table_of(slide)
        assert [cell for cell in cells if cell] == [text]
        assert cells[rows["month"][0] - 1] == text


def test_the_legend_of_the_calendar_shows_every_shade_of_what_was_held(slides_of):
    signs = named(slides_of("events-calendar")[0], "Legend").shapes
    [held] = [shape for shape in signs if shape.name == "To date"]
    assert held.fill.type == MSO_FILL.GRADIENT
    shades = [f"#{stop.color.rgb}".lower() for stop in held.fill.gradient_stops]
    assert list(dict.fromkeys(shades)) == [LIGHT.third, LIGHT.second, LIGHT.first]


@pytest.mark.parametrize("places", [("FRA", "SEN"), ("COD", "GBR", "PRK", "VCT", "BOL", "ESP")])
def test_compared_countries_stand_whole_in_lines_that_do_not_outgrow_their_slide(handout, places):
    """PowerPoint makes a row as high as its text needs: whole sentences pushed the table over the
    caption and off the slide."""
    made = handout("comparison", chosen={"place": places})
    slides_made = read(made)
    tables = [next(s.table for s in slide.shapes if s.has_table) for slide in slides_made]
    names = [*made.table.columns[2:]]
    shown = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    lines = [line for line in shown if line[1:] != names]
    assert len(lines) == made.table.height
    for (_part, title, *cells), (own_title, *words) in zip(made.table.rows(), lines, strict=True):
        assert own_title == title
        assert all(said.startswith(word) for said, word in zip(cells, words, strict=True))
    for slide, table in zip(slides_made, tables, strict=True):
        needed = [max(map(lines_high, table.columns, row.cells)) for row in table.rows]
        assert all(row.height >= need for row, need in zip(table.rows, needed, strict=True))
        caption = next(s for s in slide.placeholders if s.placeholder_format.type == 15)  # FOOTER
        frame = next(s for s in slide.shapes if s.has_table)
        assert frame.height == sum(row.height for row in table.rows)
        assert frame.top + frame.height <= caption.top


def lines_high(column, cell):
    """How high a cell becomes with its text in as many lines as it needs."""
    [paragraph] = cell.text_frame.paragraphs
    size = paragraph.font.size
    # A letter is about half as wide as its type is high.
    letter = size / 2 * (1.1 if paragraph.font.bold else 1)
    room = column.width - cell.margin_left - cell.margin_right
    assert max(map(len, cell.text.split())) * letter <= room, "a word is not broken"
    lines = len(textwrap.wrap(cell.text, int(room / letter)))
    return lines * size * 1.19 + cell.margin_top + cell.margin_bottom


def test_the_rows_of_a_table_are_spread_over_as_few_slides_as_have_room_for_them():
    assert pages.filled([2, 2, 2, 2, 2], 6) == [range(0, 3), range(3, 5)]
    assert pages.filled([1, 1, 1, 1, 1, 5], 8) == [range(0, 5), range(5, 6)]
    assert pages.filled([1] * 9, 8) == [range(0, 5), range(5, 9)], "no slide is left with one row"
    assert pages.filled([3, 9, 3], 8) == [range(0, 1), range(1, 2), range(2, 3)], "one is too high"


def test_a_class_of_a_country_compared_has_its_colour(handout):
    made = handout("comparison", chosen={"place": ("FRA", "SEN")})
    table = next(shape.table for shape in read(made)[0].shapes if shape.has_table)
    level = made.exhibit.rows["level"][0]
    cell = table.cell(1, 1)
    assert f"#{cell.fill.fore_color.rgb}".lower() == LIGHT.level(level).lower()
    dashes = [c for row in table.rows for c in row.cells if c.text == "\N{EN DASH}"]
    assert dashes
    assert all(cell.fill.type != MSO_FILL.SOLID for cell in dashes)


def test_a_chart_without_a_native_form_becomes_its_table_over_a_bounded_number_of_slides(handout):
    made = handout("plan-periods")
    rows = pl.DataFrame({"id": ["x"] * 10_000, "n": range(10_000)})
    chart = Chart("new", False, lambda: None, lambda _rows, _words: "Said.", lambda rows: rows)
    exhibit = dataclasses.replace(made.exhibit, chart=chart, rows=rows)
    found = read(dataclasses.replace(made, exhibit=exhibit))
    assert len(found) == pages.MOST_SLIDES
    table = next(shape.table for shape in found[0].shapes if shape.has_table)
    assert [cell.text for cell in table.rows[1].cells] == ["x", "0"]
    assert "left out" in found[-1].placeholders[13].text


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
