"""Problems of files in plain words, each with its line and a mark under the place."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.language import _, called, field_label, labelled, plural
from dashboard.shown import shown, worded
from loaders.documents import lines_of
from loaders.fields import Table
from loaders.phrases import Translate
from loaders.problems import Problem
from loaders.reports import marked

SHOWN = 50


def sentence(problem: Problem, named: Translate = str) -> str:
    """What is wrong and what to write instead, for a place that reads Markdown.

    Fields and codes are `named` as in files; in a form by their labels.
    """
    said = problem.sentence(_, named)
    return worded(said[:1].upper() + said[1:])


def counts(problems: Sequence[Problem]) -> str:
    """'2 errors, 1 warning'."""
    warnings = sum(problem.is_warning for problem in problems)
    errors = len(problems) - warnings
    said = [
        plural("{n} error", "{n} errors", errors) if errors else "",
        plural("{n} warning", "{n} warnings", warnings) if warnings else "",
    ]
    return ", ".join(filter(None, said))


def field_name(table: Table, path: str) -> str:
    """A field as a form calls it: 'Sources 2, Web address' for 'sources.2.url'."""
    parts: list[str] = []
    for step in path.split(".") if path else ():
        field = table.by_name.get(step)
        if step.isdecimal() and parts:
            parts[-1] = f"{parts[-1]} {step}"
        else:
            parts.append(field_label(step) if field else step)
            table = getattr(field.type, "table", table) if field else table
    return ", ".join(parts)


def by_line(problems: Sequence[Problem], text: str) -> None:
    """Each problem with the line that it stands in; errors first, warnings apart."""
    lines = lines_of(text)
    for is_warning in (False, True):
        group = [problem for problem in problems if problem.is_warning is is_warning]
        if is_warning and group:
            st.markdown(f"**{_('Warnings')}** :gray[{_('They do not keep it from being used.')}]")
        for problem in group[:SHOWN]:
            place = _("Line {line}, column {column}").format(
                line=problem.line, column=problem.column
            )
            field = f"`{problem.field}` " if problem.field.isidentifier() else ""
            st.markdown(f"**{place}** {field}{sentence(problem)}")
            line = lines[problem.line - 1] if problem.line <= len(lines) else ""
            if shown_lines := "\n".join(marked(line, problem)):
                st.code(shown_lines, language=None)
        if len(group) > SHOWN:
            st.caption(plural("and {n} more", "and {n} more", len(group) - SHOWN))


def beside(problems: Sequence[Problem]) -> None:
    """What is wrong with one field of a form, under it."""
    lines = [
        f":{_colour(problem)}[:material/error: {sentence(problem, called)}]"
        for problem in problems
        # Its label says that it is required.
        if problem.code != "missing-field"
    ]
    if lines:
        st.markdown("  \n".join(dict.fromkeys(lines)))


def _colour(problem: Problem) -> str:
    return "orange" if problem.is_warning else "red"


def as_list(problems: Sequence[Problem], names: Sequence[str], named: Translate = str) -> str:
    """A list in Markdown: each problem behind the name of what it stands at."""
    said = [sentence(problem, named) for problem in problems]
    lines = [
        f"- {labelled(shown(name), each) if name else each}"
        for name, each in zip(names, said, strict=True)
    ]
    more = plural("and {n} more", "and {n} more", len(lines) - SHOWN)
    return "\n".join(
        [*dict.fromkeys(lines[:SHOWN]), *([f"- {more}"] if len(lines) > SHOWN else [])]
    )
