"""What tests of presentations do: write one, and find what stands on its slides."""

import dataclasses
import io

from pptx import Presentation

from dashboard.export import slides


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


def table_of(slide):
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    return [[cell.text for cell in row.cells] for row in table.rows]


def redrawn(made, rows):
    return dataclasses.replace(made, exhibit=dataclasses.replace(made.exhibit, rows=rows))
