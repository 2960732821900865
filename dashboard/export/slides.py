"""A chart as slides that can be edited: native shapes, charts and tables, no picture.

`DRAW` says by the chart's name what it becomes; a chart that is not there becomes its table.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_AXIS_CROSSES, XL_CHART_TYPE, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.util import Inches, Pt

from dashboard.charts import (
    action_schedule,
    action_standings,
    country_map,
    events_calendar,
    plan_periods,
    position_matrix,
    timeline,
)
from dashboard.export import deck, outlines
from dashboard.export.deck import ACROSS, BOTTOM, LEFT, Box, Entry
from dashboard.export.handout import Handout
from dashboard.filters import KIND_LABELS
from dashboard.language import _, count, day, month_name
from dashboard.shown import shortened
from dashboard.style import KIND_COLOURS, LIGHT, number_class

UNIT = 2_286
"""EMU of the grid on which outlines are drawn: a four-hundredth of an inch."""
DOT = Inches(0.09)
PLANS, LANES, LINES, COLUMNS, ROWS, YEARS = 16, 10, 17, 16, 12, 17
"""Most on a slide: plans, lanes, countries and instruments of a matrix, rows of a table, years."""
MOST_SLIDES = 40
"""A table of thousands of rows is no slide; the spreadsheet holds them all."""

Draw = Callable[[Any, Handout], None]


def write(handout: Handout) -> bytes:
    """The presentation of one chart."""
    return write_all([handout])


def write_all(handouts: Sequence[Handout]) -> bytes:
    """One presentation of several charts, in their order."""
    made = deck.new()
    for handout in handouts:
        DRAW.get(handout.exhibit.chart.name, _table)(made, handout)
    words = [handout.exhibit.words for handout in handouts]
    title = "; ".join(word.title for word in words)
    return deck.saved(made, title, words[0].subtitle if words else "")


# --- maps -----------------------------------------------------------------------------


def _map(made: Any, handout: Handout) -> None:
    exhibit = handout.exhibit
    [ground] = exhibit.beside
    slide = deck.add_slide(made, deck.page_of(handout))
    top = deck.legend(slide, _classes(exhibit.rows, "level"))
    space = Box(LEFT, top, ACROSS, BOTTOM - top)
    drawn = outlines.of(ground, space.width // UNIT, space.height // UNIT)
    left = space.left + (space.width - drawn.width * UNIT) // 2
    box = Box(left, top, drawn.width * UNIT, drawn.height * UNIT)
    parts = _areas(exhibit.rows, drawn, box, deck.next_id(slide))
    deck.add_group(slide, _("Map"), handout.alt, box, parts)


def _classes(rows: pl.DataFrame, column: str) -> list[Entry]:
    """Each class that occurs, in order, with its count."""
    counts = Counter(rows.select("order", "label", column).iter_rows())
    return [
        Entry(label, number, deck.fill_of(code))
        for (_order, label, code), number in sorted(counts.items())
    ]


def _areas(rows: pl.DataFrame, drawn: outlines.Outlines, box: Box, first: int) -> Iterator[str]:
    """The shapes of a map: what lies outside the region, its countries, disputed lines, points."""
    classes = {
        iso3: (name, level, f"{name}: {label}")
        for iso3, name, level, label in rows.select("iso3", "name", "level", "label").iter_rows()
    }
    points = {code: place for code, place in drawn.points.items() if code in classes}
    number = first
    for code in sorted(drawn.areas, key=lambda code: code in classes):
        if code in points:
            continue
        rings, own = drawn.areas[code], classes.get(code)
        name, level, alt = own or (drawn.names[code], "", drawn.names[code])
        fill = deck.fill_of(level) if own else deck.solid(LIGHT.rule)
        edge = LIGHT.hatch if level == "not_researched" else LIGHT.border
        yield _freeform(number, name, alt, rings, box, fill, edge)
        number += 1
    if drawn.lines:
        said = _("Disputed boundaries")
        dash = '<a:prstDash val="sysDash"/>'
        yield _freeform(number, said, said, drawn.lines, box, "<a:noFill/>", LIGHT.muted, dash)
    for place_in_list, (code, (x, y)) in enumerate(points.items(), start=1):
        name, level, alt = classes[code]
        place = Box(
            box.left + x * UNIT - DOT // 2, box.top + y * UNIT - DOT // 2, int(DOT), int(DOT)
        )
        fill = deck.fill_of(level)
        yield deck.shape_xml(
            number + place_in_list, name, alt, place, deck.ELLIPSE, fill, LIGHT.muted
        )


def _freeform(
    number: int,
    name: str,
    alt: str,
    rings: Sequence[outlines.Ring],
    box: Box,
    fill: str,
    edge: str,
    dash: str = "",
) -> str:
    xs = [x for ring in rings for x, _y in ring]
    ys = [y for ring in rings for _x, y in ring]
    left, top = min(xs), min(ys)
    # A shape without extent would be scaled by zero.
    width, height = max(max(xs) - left, 1), max(max(ys) - top, 1)
    end = "" if dash else "<a:close/>"
    paths = "".join(
        "<a:moveTo>"
        + "</a:moveTo>".join(
            [
                f'<a:pt x="{ring[0][0] - left}" y="{ring[0][1] - top}"/>',
                "".join(
                    f'<a:lnTo><a:pt x="{x - left}" y="{y - top}"/></a:lnTo>' for x, y in ring[1:]
                ),
            ]
        )
        + end
        for ring in rings
    )
    form = (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{width}" h="{height}">{paths}</a:path></a:pathLst></a:custGeom>'
    )
    place = Box(box.left + left * UNIT, box.top + top * UNIT, width * UNIT, height * UNIT)
    return deck.shape_xml(number, name, alt, place, form, fill, edge, dash)


# --- plans and events on an axis of years ---------------------------------------------


def years(moment: date) -> float:
    """A day as a decimal year, which every chart program takes as a number."""
    length = 366 if calendar.isleap(moment.year) else 365
    return round(moment.year + (moment - date(moment.year, 1, 1)).days / length, 3)


def _plan_periods(made: Any, handout: Handout) -> None:
    rows, as_of = handout.exhibit.rows, handout.exhibit.as_of
    first, last = (int(end[:4]) for end in plan_periods.span(rows, as_of))
    states = dict(rows.sort("order").select("state", "label").iter_rows())
    for slide, page in _pages(made, handout, rows.iter_slices(PLANS), -(-rows.height // PLANS)):
        data = CategoryChartData(number_format="0.0")
        # A bar chart draws its first row at the foot.
        page = page.reverse()
        data.categories = [_plan(*row) for row in page.select("place", "title").iter_rows()]
        begins = [years(begin) for begin in page["first"]]
        ends = [years(end + timedelta(days=1)) for end in page["last"]]
        data.add_series(_("Begins"), begins)
        of_plan = page["state"].to_list()
        for state, label in states.items():
            lengths = [
                round(end - begin, 3) if own == state else None
                for begin, end, own in zip(begins, ends, of_plan, strict=True)
            ]
            data.add_series(deck.cell(label), lengths)
        top = deck.legend(slide, _classes(rows, "state"))
        box = Box(LEFT, top, ACROSS, BOTTOM - top)
        chart = _add_chart(slide, XL_CHART_TYPE.BAR_STACKED, box, data, handout)
        _dress_plans(chart, list(states))
        part = _axis_of_years(chart.value_axis, first, last + 1, as_of)
        _mark(slide, _plot_area(chart, box, 0.42, 0.01, 0.56, 0.92), part, as_of)


def _plan(place: str, title: str) -> str:
    return deck.cell(f"{place}: {shortened(title, plan_periods.LONGEST - len(place))}")


def _dress_plans(chart: Any, states: Sequence[str]) -> None:
    """The first series only carries the bars to where they begin."""
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, 100
    blank, *bars = plot.series
    blank.format.fill.background()
    for series, state in zip(bars, states, strict=True):
        _paint(series.format.fill, LIGHT.level(state))
    _dress_names(chart.category_axis)


def _dress_names(axis: Any) -> None:
    axis.tick_labels.font.size = Pt(9)
    axis.format.line.fill.background()


def _events(made: Any, handout: Handout) -> None:
    rows, as_of = handout.exhibit.rows, handout.exhibit.as_of
    first, last = (int(end[:4]) for end in timeline.first_view(rows, as_of))
    lanes = dict(rows.select("lane", "lane_label").iter_rows())
    codes = list(lanes)
    chunks = [codes[start : start + LANES] for start in range(0, len(codes), LANES)]
    counts = Counter(timeline.once(rows)["kind"].to_list())
    entries = [
        Entry(_(label), counts[kind], deck.solid(KIND_COLOURS[kind]))
        for kind, label in KIND_LABELS.items()
        if counts[kind]
    ]
    for slide, chunk in _pages(made, handout, chunks, len(chunks)):
        top = deck.legend(slide, entries)
        names = Box(LEFT, top, int(Inches(1.9)), BOTTOM - top)
        box = Box(names.left + names.width, top, ACROSS - names.width, names.height)
        page = timeline.placed(rows.filter(pl.col("lane").is_in(chunk)))
        chart = _scatter(slide, page, len(chunk), box, handout)
        part = _axis_of_years(chart.category_axis, first, last + 1, as_of)
        plot = _plot_area(chart, box, 0.0, 0.01, 0.98, 0.92)
        _name_lanes(slide, [lanes[code] for code in chunk], names, plot)
        _mark(slide, plot, part, as_of)


def _scatter(slide: Any, page: pl.DataFrame, lanes: int, box: Box, handout: Handout) -> Any:
    """Lanes from the top; a bar through a dot is as long as the doubt about the date."""
    data = XyChartData(number_format="0.000")
    kinds = [kind for kind in KIND_LABELS if kind in set(page["kind"].to_list())]
    doubts = []
    for kind in kinds:
        series = data.add_series(deck.cell(_(KIND_LABELS[kind])))
        of_kind = page.filter(pl.col("kind") == kind)
        halves = []
        for begin, end, y in of_kind.select("date", "last", "y").iter_rows():
            reach = years(end) - years(begin)
            series.add_data_point(round(years(begin) + reach / 2, 3), round(lanes - 1 - y, 3))
            halves.append(round(reach / 2, 3))
        doubts.append(halves)
    chart = _add_chart(slide, XL_CHART_TYPE.XY_SCATTER, box, data, handout)
    for series, kind, halves in zip(chart.plots[0].series, kinds, doubts, strict=True):
        colour = KIND_COLOURS[kind]
        series.format.line.fill.background()
        series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 6
        _paint(series.marker.format.fill, colour)
        _paint(series.marker.format.line.fill, LIGHT.paper)
        error = _error_bars(halves, colour)
        series._element.find("{*}xVal").addprevious(error)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = -0.5, lanes - 0.5, 1
    axis.crosses = XL_AXIS_CROSSES.MINIMUM
    axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    axis.format.line.fill.background()
    _paint(axis.major_gridlines.format.line.fill, LIGHT.rule)
    return chart


def _error_bars(halves: Sequence[float], colour: str) -> Any:
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{half}</c:v></c:pt>' for n, half in enumerate(halves) if half
    )
    values = f'<c:numLit><c:ptCount val="{len(halves)}"/>{points}</c:numLit>'
    rgb = colour.lstrip("#")
    return parse_xml(
        '<c:errBars xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'xmlns:a="{deck.A}"><c:errDir val="x"/><c:errBarType val="both"/>'
        '<c:errValType val="cust"/><c:noEndCap val="1"/>'
        f"<c:plus>{values}</c:plus><c:minus>{values}</c:minus>"
        '<c:spPr><a:ln w="50800" cap="flat"><a:solidFill>'
        f'<a:srgbClr val="{rgb}"><a:alpha val="35000"/></a:srgbClr></a:solidFill></a:ln></c:spPr>'
        "</c:errBars>"
    )


def _name_lanes(slide: Any, labels: Sequence[str], names: Box, plot: Box) -> None:
    height = plot.height // len(labels)
    number = deck.next_id(slide)
    parts = [
        deck.text_xml(
            number + n,
            shortened(label, 30),
            Box(names.left, plot.top + n * height, names.width, height),
        )
        for n, label in enumerate(labels)
    ]
    deck.add_group(slide, _("Lanes"), ", ".join(labels), names, parts)


def _add_chart(slide: Any, form: Any, box: Box, data: Any, handout: Handout) -> Any:
    frame = slide.shapes.add_chart(form, box.left, box.top, box.width, box.height, data)
    frame.name = deck.writable(handout.exhibit.words.title)
    deck.describe(frame, handout.alt)
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.size = Pt(10)
    chart.font.color.rgb = _rgb(LIGHT.ink)
    return chart


def _axis_of_years(axis: Any, first: int, last: int, as_of: date) -> float:
    """Round years from the first to the last; returns the place of the as-of date, 0 to 1."""
    step = next(step for step in (1, 2, 5, 10, 20, 50, 1000) if (last - first) / step <= 16)
    first -= first % step
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = first, last, step
    axis.has_major_gridlines = True
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False
    axis.format.line.fill.background()
    _paint(axis.major_gridlines.format.line.fill, LIGHT.rule)
    return (years(as_of) - first) / (last - first)


def _plot_area(chart: Any, box: Box, x: float, y: float, width: float, height: float) -> Box:
    """Pins the area between the axes, so that shapes beside it line up; returns its place."""
    area = chart._chartSpace.chart.plotArea
    for layout in area.findall("{*}layout"):
        area.remove(layout)
    parts = "".join(
        f'<c:{name} val="{value}"/>'
        for name, value in zip("xywh", (x, y, width, height), strict=True)
    )
    layout = (
        '<c:layout xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{parts}</c:manualLayout></c:layout>"
    )
    area.insert(0, parse_xml(layout))
    return Box(
        int(box.left + x * box.width),
        int(box.top + y * box.height),
        int(width * box.width),
        int(height * box.height),
    )


def _mark(slide: Any, plot: Box, part: float, as_of: date) -> None:
    """The as-of date as a dotted line, where it lies inside the plot."""
    if not 0 <= part <= 1:
        return
    x = int(plot.left + part * plot.width)
    line = slide.shapes.add_connector(1, x, plot.top, x, plot.top + plot.height)
    line.name = _("as of {date}").format(date=day(as_of))
    deck.describe(line, line.name)
    line.line.width = Pt(1)
    line.line.color.rgb = _rgb(LIGHT.ink)
    line.line.dash_style = 3  # MSO_LINE.ROUND_DOT


def _paint(fill: Any, colour: str) -> None:
    fill.solid()
    fill.fore_color.rgb = _rgb(colour)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#").upper())


# --- numbers as bars ------------------------------------------------------------------


def _action_standings(made: Any, handout: Handout) -> None:
    rows = handout.exhibit.rows
    plans = rows.unique("plan", maintain_order=True).select("plan", "place", "plan_title")
    standings = dict(rows.sort("order").select("standing", "label").iter_rows())
    counts = Counter(rows.select("plan", "standing").iter_rows())
    most = max(Counter(rows["plan"].to_list()).values())
    for slide, page in _pages(made, handout, plans.iter_slices(PLANS), -(-plans.height // PLANS)):
        data = CategoryChartData(number_format="0")
        # A bar chart draws its first row at the foot.
        page = page.reverse()
        data.categories = [_plan(*row) for row in page.select("place", "plan_title").iter_rows()]
        for standing, label in standings.items():
            numbers = [counts[plan, standing] or None for plan in page["plan"]]
            data.add_series(deck.cell(label), numbers)
        top = deck.legend(slide, _classes(rows, "standing"))
        box = Box(LEFT, top, ACROSS, BOTTOM - top)
        chart = _add_chart(slide, XL_CHART_TYPE.BAR_STACKED, box, data, handout)
        _dress_standings(chart, list(standings), most)
        _plot_area(chart, box, 0.42, 0.01, 0.56, 0.92)


def _dress_standings(chart: Any, standings: Sequence[str], most: int) -> None:
    """Every slide has the same scale, up to the plan with the most actions."""
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, 100
    for series, standing in zip(plot.series, standings, strict=True):
        colour = LIGHT.level(standing)
        _paint(series.format.fill, colour)
        labels = series.data_labels
        labels.show_value = True
        labels.font.size = Pt(9)
        labels.font.color.rgb = _rgb(_ink_on(colour))
    _dress_names(chart.category_axis)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale = 0, most
    axis.major_unit = next(step for step in (1, 2, 5, 10, 50, 1000) if most / step <= 16)
    axis.format.line.fill.background()
    _paint(axis.major_gridlines.format.line.fill, LIGHT.rule)


# --- tables ---------------------------------------------------------------------------


def _matrix(made: Any, handout: Handout) -> None:
    rows = handout.exhibit.rows
    heads = rows.sort("adopted", "id", nulls_last=True).unique("id", maintain_order=True)
    columns = list(heads.select("id", "instrument").iter_rows())
    names = sorted(set(rows["name"].to_list()))
    cells = {
        (name, record): (position, label)
        for name, record, position, label in rows.select(
            "name", "id", "position", "label"
        ).iter_rows()
    }
    parts = [
        (names[row : row + LINES], columns[column : column + COLUMNS])
        for column in range(0, len(columns), COLUMNS)
        for row in range(0, len(names), LINES)
    ]
    for slide, (lines, across) in _pages(made, handout, parts, len(parts)):
        top = deck.legend(slide, _classes(rows, "position"))
        first, width = int(Inches(1.9)), int((ACROSS - Inches(1.9)) / max(len(across), 6))
        widths = [first, *[width] * len(across)]
        title = handout.exhibit.words.title
        table = deck.add_table(slide, title, handout.alt, top, widths, len(lines), Inches(0.2))
        table.rows[0].height = Inches(1.25)
        for place, (record, instrument) in enumerate(across, start=1):
            head = table.cell(0, place)
            deck.set_cell(head, shortened(instrument, 20), 8, bold=True)
            head._tc.get_or_add_tcPr().set("vert", "vert270")
            for line, name in enumerate(lines, start=1):
                _sign(table.cell(line, place), cells.get((name, record)))
        for line, name in enumerate(lines, start=1):
            deck.set_cell(table.cell(line, 0), name, 8)


def _sign(cell: Any, found: tuple[str, str] | None) -> None:
    """The position's colour and its word: colour alone would not tell it to everyone."""
    deck.set_cell(cell, shortened(found[1], 14) if found else "", 7)
    if found:
        _shade(cell, found[0])


def _shade(cell: Any, code: str) -> None:
    """The colour of a class behind the text of a cell."""
    colour = LIGHT.level(code)
    _paint(cell.fill, colour)
    cell.text_frame.paragraphs[0].font.color.rgb = _rgb(_ink_on(colour))


def _ink_on(colour: str) -> str:
    """The colour of a text that can be read on this one."""
    dark = sum(int(colour[n : n + 2], 16) for n in (1, 3, 5)) < 330
    return LIGHT.paper if dark else LIGHT.ink


def _action_schedule(made: Any, handout: Handout) -> None:
    """A table and no bars: of most actions no date is published."""
    rows = handout.exhibit.rows
    bodies = sorted(dict.fromkeys(rows["responsible_names"].to_list()), key=lambda body: not body)
    place = {body: number for number, body in enumerate(bodies)}
    whole = rows.sort(
        pl.col("responsible_names").replace_strict(place, return_dtype=pl.Int64),
        maintain_order=True,
    )
    shares = (0.25, 0.36, 0.12, 0.09, 0.09, 0.09)
    widths = [int(ACROSS * share) for share in shares]
    for slide, page in _pages(made, handout, whole.iter_slices(ROWS), -(-whole.height // ROWS)):
        top = deck.legend(slide, _classes(rows, "standing"))
        title = handout.exhibit.words.title
        table = deck.add_table(slide, title, handout.alt, top, widths, page.height, Inches(0.37))
        shown = action_schedule.table(page)
        for column, name in enumerate(shown.columns):
            deck.set_cell(table.cell(0, column), name, 10, bold=True)
        before = None
        for line, (body, *cells) in enumerate(shown.iter_rows(), start=1):
            # A body stands once, above its further actions.
            said = "" if body == before else body or _("Responsible body not named")
            deck.set_cell(table.cell(line, 0), shortened(said, LONGEST_BODY), 9, bold=True)
            before = body
            for column, text in enumerate(cells, start=1):
                deck.set_cell(table.cell(line, column), shortened(text, LONGEST_CELL), 9)
            _shade(table.cell(line, 2), page["standing"][line - 1])


LONGEST_BODY = 76


def _events_calendar(made: Any, handout: Handout) -> None:
    """A row for each year that has an event; what is to come has a plus and no colour."""
    rows = handout.exhibit.rows
    counts = Counter(rows.select("year", "month", "standing").iter_rows())
    known = sorted(set(rows["year"].drop_nulls().to_list()), reverse=True)
    years_of = [*known, None] if rows["year"].null_count() else known
    months: list[int | None] = [*range(1, 13), None]
    heads = [*(month_name(month) for month in months if month), _("Month not known")]
    standings = Counter(rows.sort("standing").select("standing", "standing_label").iter_rows())
    swatches = {"held": deck.fill_of("four_or_more"), "to_come": deck.solid(LIGHT.paper)}
    entries = [Entry(label, number, swatches[code]) for (code, label), number in standings.items()]
    first, last = int(Inches(1)), int(Inches(1.5))
    widths = [first, *[int((ACROSS - first - last) / 12)] * 12, last]
    chunks = [years_of[start : start + YEARS] for start in range(0, len(years_of), YEARS)]
    for slide, chunk in _pages(made, handout, chunks, len(chunks)):
        top = deck.legend(slide, entries)
        title = handout.exhibit.words.title
        table = deck.add_table(slide, title, handout.alt, top, widths, len(chunk), Inches(0.27))
        for column, head in enumerate([_("Year"), *heads]):
            deck.set_cell(table.cell(0, column), head, 10, bold=True)
        for line, year in enumerate(chunk, start=1):
            deck.set_cell(table.cell(line, 0), str(year or _("No date")), 10, bold=True)
            for column, month in enumerate(months, start=1):
                held, to_come = (counts[year, month, code] for code in ("held", "to_come"))
                _number(table.cell(line, column), held, to_come)


def _number(cell: Any, held: int, to_come: int) -> None:
    """'3' on the colour of its class, '+1' for what is to come, '3 +1' where a month has both."""
    texts = [count(held) if held else "", f"+{count(to_come)}" if to_come else ""]
    deck.set_cell(cell, " ".join(filter(None, texts)), 10)
    if held:
        _shade(cell, number_class(held))


LONGEST_CELL = 110


def _table(made: Any, handout: Handout) -> None:
    """Any chart that has no native form: what its table says."""
    whole = handout.table
    widths = _widths(whole)
    pages = -(-whole.height // ROWS)
    for slide, page in _pages(made, handout, whole.iter_slices(ROWS), pages):
        table = deck.add_table(
            slide,
            handout.exhibit.words.title,
            handout.alt,
            int(deck.LEGEND_TOP),
            widths,
            page.height,
            Inches(0.38),
        )
        for column, name in enumerate(page.columns):
            deck.set_cell(table.cell(0, column), name, 10, bold=True)
            for line, value in enumerate(page[name].to_list(), start=1):
                text = "" if value is None else shortened(str(value), LONGEST_CELL)
                deck.set_cell(table.cell(line, column), text, 9)


def _widths(table: pl.DataFrame) -> list[int]:
    """Of the columns: as their texts are long, within limits."""
    longest = [
        max(len(name), *(len(str(value)) for value in table[name].head(200)), 6)
        for name in table.columns
    ]
    shares = [min(length, 60) for length in longest]
    return [int(ACROSS * share / sum(shares)) for share in shares]


def _pages(
    made: Any, handout: Handout, parts: Iterable[Any], number: int
) -> Iterator[tuple[Any, Any]]:
    """A slide for each part; where there are too many, the last says where the rest is."""
    shown = min(number, MOST_SLIDES)
    for page, part in zip(range(1, shown + 1), parts, strict=False):
        slide = deck.add_slide(made, deck.page_of(handout, page, shown))
        if page == shown < number:
            said = _("{n} more slides are left out; the spreadsheet of this chart holds all rows.")
            slide.placeholders[13].text = said.format(n=count(number - shown))
        yield slide, part


DRAW: dict[str, Draw] = {
    country_map.CHART.name: _map,
    country_map.CLASSES.name: _map,
    timeline.CHART.name: _events,
    plan_periods.CHART.name: _plan_periods,
    action_standings.CHART.name: _action_standings,
    action_schedule.CHART.name: _action_schedule,
    events_calendar.CHART.name: _events_calendar,
    position_matrix.CHART.name: _matrix,
}
