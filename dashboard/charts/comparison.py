"""Countries side by side: for each measure, lever and instrument a sign and a word."""

from __future__ import annotations

import polars as pl

from dashboard.charts.chart import Chart, Figure, Words, broken, plot
from dashboard.language import N_, _, labelled, listed
from dashboard.shown import in_chart, shortened
from dashboard.style import NUMBER_CLASSES, Style
from loaders.tuples import tuples

ROW, AROUND = 27, 24
"""Pixels of a line, and of what else stands around."""
ROOM = 132
"""Letters that the words of a line have together."""
HEADS = 114
"""Letters that the names of countries have together: they are bold, and a size larger."""
TITLE = 42
"""Characters of a line's title; the whole stands in the table."""

PARTS = {
    "measure": N_("Measures"),
    "lever": N_("Policy levers in use"),
    "position": N_("Positions on resolutions"),
}
"""Headings, in order."""


def figure(rows: pl.DataFrame, style: Style) -> Figure:
    """`rows`: as `queries.compare.rows` has them; one column for each country."""
    cells = once(rows)
    names = list(dict.fromkeys(cells["name"].to_list()))
    columns = {name: at for at, name in enumerate(names)}
    heads: dict[str, int] = {}
    lines: dict[int, int] = {}
    ticks: list[str] = []
    for part, n, title in tuples(cells, "part", "n", "line"):
        if part not in heads:
            heads[part] = len(ticks)
            ticks.append(f"<b>{in_chart(_(PARTS[part]))}</b>")
        if n not in lines:
            lines[n] = len(ticks)
            ticks.append(in_chart(shortened(title, TITLE)))
    last = len(ticks) - 1
    layout = {
        "xaxis": {"visible": False, "fixedrange": True, "range": [-0.06, max(len(names), 1)]},
        "yaxis": {
            "tickmode": "array",
            "tickvals": list(range(len(ticks))),
            "ticktext": ticks,
            "tickfont": {"size": 12},
            "ticklen": 6,
            "tickcolor": "rgba(0,0,0,0)",
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "automargin": True,
            "range": [last + 0.5, -0.5],
        },
        "shapes": [_rule(line, style) for line in range(last) if line + 1 not in heads.values()],
        "showlegend": False,
        "hovermode": "closest",
    }
    traces = [
        _heads(dict(tuples(cells, "name", "country")), sorted(heads.values()), style),
        *_cells(cells, columns, lines, style),
    ]
    return plot(traces, layout, style, AROUND + ROW * len(ticks))


def once(rows: pl.DataFrame) -> pl.DataFrame:
    """One row for each cell."""
    return rows.unique(["n", "country"], keep="first", maintain_order=True)


def _rule(line: int, style: Style) -> dict[str, object]:
    across = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "layer": "below"}
    return across | {"y0": line + 0.5, "y1": line + 0.5, "line": {"width": 1, "color": style.rule}}


def _heads(names: dict[str, str], at: list[int], style: Style) -> dict[str, object]:
    """The countries, with their codes, above each part."""
    room = HEADS // max(len(names), 1)
    return {
        "type": "scatter",
        "x": [column for _line in at for column in range(len(names))],
        "y": [line for line in at for _name in names],
        "mode": "text",
        "text": [f"<b>{in_chart(shortened(name, room))}</b>" for _line in at for name in names],
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
    cells: pl.DataFrame, columns: dict[str, int], lines: dict[int, int], style: Style
) -> list[dict[str, object]]:
    """A circle of the class's colour with its word; of what nothing is recorded the word alone.

    Under the cursor stands all that the cell says.
    """
    stated = (pl.col("part") == "measure") | pl.col("id").is_not_null()
    parts = ((cells.filter(stated), True), (cells.filter(~stated), False))
    return [
        {
            "type": "scatter",
            "x": [columns[name] for name in shown["name"].to_list()],
            "y": [lines[n] for n in shown["n"].to_list()],
            "mode": "markers+text" if is_stated else "text",
            "text": [
                f"\N{NO-BREAK SPACE}{in_chart(shortened(word(*cell), ROOM // len(columns)))}"
                for cell in tuples(shown, "level", "label", "detail")
            ],
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


CHART = Chart("comparison", False, figure, alt, table)
