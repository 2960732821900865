"""Countries side by side: for each measure, lever and instrument a sign and a word."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, pairwise

import polars as pl

from dashboard.charts.chart import Chart, Figure, Words, broken, plot
from dashboard.language import N_, _, labelled, listed
from dashboard.shown import in_chart, shortened
from dashboard.style import NUMBER_CLASSES, Style
from loaders.tuples import tuples

ROW, FURTHER, AROUND = 27, 16, 24
"""Pixels of a line, of each further row of letters in it, and of what else stands around."""
ROOM = 132
"""Letters that the words of a line have together."""
HEADS = 114
"""Letters that the names of countries have together: they are bold, and a size larger."""
TITLE = 42
"""Characters in a row of a line's title."""
MOST = 4
"""Rows of letters in a cell; the whole stands in the table."""

PARTS = {
    "measure": N_("Measures"),
    "lever": N_("Policy levers in use"),
    "position": N_("Positions on resolutions"),
}
"""Headings, in order."""


Set = Callable[[str, int], list[str]]
"""A text in rows of so many letters."""


def figure(rows: pl.DataFrame, style: Style) -> Figure:
    """`rows`: as `queries.compare.rows` has them; one column for each country.

    A cell is one row of letters, which `figure.js` cuts to the page: the cursor tells the whole.
    """
    return _drawn(rows, style, lambda text, room: [shortened(text, room)])


def on_paper(rows: pl.DataFrame, style: Style) -> Figure:
    """The same with whole texts, each line as high as its highest cell."""
    return _drawn(rows, style, _wrapped)


def _wrapped(text: str, room: int) -> list[str]:
    return textwrap.wrap(text, room, max_lines=MOST, placeholder="\N{HORIZONTAL ELLIPSIS}") or [""]


def _drawn(rows: pl.DataFrame, style: Style, set_in: Set) -> Figure:
    cells = once(rows)
    names = dict(tuples(cells, "name", "country"))
    number = max(len(names), 1)
    heads = [set_in(name, HEADS // number) for name in names]
    words = [
        set_in(word(*about), ROOM // number) for about in tuples(cells, "level", "label", "detail")
    ]
    # By part, which is headed by the countries, and by the number of a line.
    titles: dict[str | int, list[str]] = {}
    tallest: dict[str | int, int] = {}
    for (part, n, title), said in zip(tuples(cells, "part", "n", "line"), words, strict=True):
        if part not in titles:
            titles[part] = [_(PARTS[part])]
            tallest[part] = max(map(len, heads))
        if n not in titles:
            titles[n] = set_in(title, TITLE)
            tallest[n] = len(titles[n])
        tallest[n] = max(tallest[n], len(said))
    heights = [1 + (most - 1) * FURTHER / ROW for most in tallest.values()]
    ends = list(accumulate(heights, initial=-0.5))
    places = {what: sum(both) / 2 for what, both in zip(titles, pairwise(ends), strict=True)}
    layout = {
        "xaxis": {"visible": False, "fixedrange": True, "range": [-0.06, number]},
        "yaxis": {
            "tickmode": "array",
            "tickvals": list(places.values()),
            "ticktext": [
                f"<b>{_set(title)}</b>" if what in PARTS else _set(title)
                for what, title in titles.items()
            ],
            "tickfont": {"size": 12},
            "ticklen": 6,
            "tickcolor": "rgba(0,0,0,0)",
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "automargin": True,
            "range": [ends[-1], -0.5],
        },
        # None stands above the head of a part.
        "shapes": [
            _rule(end, style)
            for end, below in zip(ends[1:], list(titles)[1:], strict=False)
            if below not in PARTS
        ],
        "showlegend": False,
        "hovermode": "closest",
    }
    traces = [
        _heads(names, heads, [places[part] for part in PARTS if part in places], style),
        *_cells(cells, words, places, style),
    ]
    return plot(traces, layout, style, AROUND + round(ROW * sum(heights)))


def _set(rows: Sequence[str], indent: str = "") -> str:
    """Rows of letters for a label of a chart."""
    return "<br>".join(f"{indent}{in_chart(row)}" for row in rows)


def once(rows: pl.DataFrame) -> pl.DataFrame:
    """One row for each cell."""
    return rows.unique(["n", "country"], keep="first", maintain_order=True)


def _rule(end: float, style: Style) -> dict[str, object]:
    across = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "layer": "below"}
    return across | {"y0": end, "y1": end, "line": {"width": 1, "color": style.rule}}


def _heads(
    names: Mapping[str, str], heads: Sequence[list[str]], at: Sequence[float], style: Style
) -> dict[str, object]:
    """The countries, with their codes, above each part."""
    return {
        "type": "scatter",
        "x": [column for _line in at for column in range(len(names))],
        "y": [line for line in at for _name in names],
        "mode": "text",
        "text": [f"<b>{_set(head)}</b>" for _line in at for head in heads],
        "textposition": "middle right",
        "textfont": {"size": 12, "color": style.ink},
        "hoverinfo": "skip",
        # The codes stand where no more than a letter of each name would.
        "meta": {
            "columns": len(names),
            "short": [code for _line in at for code in names.values()],
        },
    }


def _cells(
    cells: pl.DataFrame,
    words: Sequence[list[str]],
    places: Mapping[str | int, float],
    style: Style,
) -> list[dict[str, object]]:
    """A circle of the class's colour with its word; of what nothing is recorded the word alone.

    Under the cursor stands all that the cell says.
    """
    columns = {name: at for at, name in enumerate(dict.fromkeys(cells["name"].to_list()))}
    worded = cells.with_columns(pl.Series("words", words, pl.List(pl.String)))
    stated = (pl.col("part") == "measure") | pl.col("id").is_not_null()
    parts = ((worded.filter(stated), True), (worded.filter(~stated), False))
    return [
        {
            "type": "scatter",
            "x": [columns[name] for name in shown["name"].to_list()],
            "y": [places[n] for n in shown["n"].to_list()],
            "mode": "markers+text" if is_stated else "text",
            "text": [_set(text, "\N{NO-BREAK SPACE}") for text in shown["words"].to_list()],
            "textposition": "middle right",
            "textfont": {"size": 11, "color": style.ink if is_stated else style.muted},
            "hovertext": [
                "<br>".join([f"<b>{in_chart(name)}</b>", broken(line), broken(said(*about))])
                for name, line, *about in tuples(shown, "name", "line", "label", "detail")
            ],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": {
                "size": 10,
                "color": [style.level(level) for level in shown["level"].to_list()],
                "line": {"width": 1, "color": style.muted},
            },
            "cliponaxis": False,
            # By which `figure.js` cuts the words to the width of the columns.
            "meta": {"columns": len(columns)},
        }
        for shown, is_stated in parts
        if shown.height
    ]


def word(level: str, label: str, detail: str) -> str:
    """The class; of what is counted the number, without what is said of it."""
    return label or (detail.partition(",")[0] if level in NUMBER_CLASSES else detail)


def said(label: str, detail: str) -> str:
    """What a cell says in full."""
    return labelled(label, detail) if label and detail else label or detail


def alt(rows: pl.DataFrame, words: Words) -> str:
    """Of each measure what it says of each country; levers and positions stand in the table."""
    by_line: dict[str, list[str]] = {}
    for name, line, label, detail in tuples(
        once(rows).filter(part="measure"), "name", "line", "label", "detail"
    ):
        by_line.setdefault(line, []).append(labelled(name, label or detail))
    parts = [f"{line} ({listed(cells)})." for line, cells in by_line.items()]
    return " ".join([f"{words.title}. {words.subtitle}.", *parts])


def table(rows: pl.DataFrame) -> pl.DataFrame:
    """A row per line and a column per country, as on the page of the comparison."""
    names = list(dict.fromkeys(rows["name"].to_list()))
    lines: dict[int, list[str]] = {}
    for part, n, line, label, detail in tuples(once(rows), "part", "n", "line", "label", "detail"):
        lines.setdefault(n, [_(PARTS[part]), line]).append(said(label, detail))
    columns = [_("Part"), _("Measure"), *names]
    return pl.DataFrame(
        list(lines.values()), schema=dict.fromkeys(columns, pl.String), orient="row"
    )


CHART = Chart("comparison", False, figure, alt, table, on_paper)
