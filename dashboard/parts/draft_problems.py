"""What is wrong with a draft, record by record, each with a button that opens it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby

import streamlit as st

from dashboard import session
from dashboard.drafts import Draft
from dashboard.language import _, called, plural
from dashboard.parts import draft_picker, drafting, problem_list
from dashboard.parts.draft_picker import COUNTRY_FILE, Chosen
from dashboard.queries import drafted
from dashboard.shown import shown
from loaders import Snapshot
from loaders.annotated import Unreadable
from loaders.problems import Problem
from loaders.stated import places_of, said


def warn(served: Snapshot, draft: Draft) -> bool:
    """Lists the warnings of the changed files, which do not keep them; gives whether there are."""
    found = [each for each in drafted.problems(served, draft) if each.is_warning]
    if found:
        count = plural(
            "{n} warning is left. Look whether it is right; the change can be handed in"
            " nevertheless.",
            "{n} warnings are left. Look whether they are right; the change can be handed in"
            " nevertheless.",
            len(found),
        )
        st.warning(count)
        by_record(found)
    return bool(found)


def by_record(found: Sequence[Problem]) -> None:
    """Each record's problems under its title, and the button that opens its form."""
    records: defaultdict[Where, list[tuple[Problem, str]]] = defaultdict(list)
    draft = drafting.current()
    for file, of_file in groupby(sorted(found), lambda problem: problem.file):
        problems = list(of_file)
        for problem, (where, field) in zip(problems, _places(draft, file, problems), strict=True):
            records[where].append((problem, field))
    for where, pairs in records.items():
        problems, fields = zip(*pairs, strict=True)
        listed = problem_list.as_list(problems, fields, called)
        st.markdown(f"**{shown(where.title)}**\n\n{listed}")
        if where.chosen:
            st.button(
                _("Open it in the form"),
                icon=":material/edit:",
                key=f"draft-open-{where.chosen.file}-{where.chosen.record}-{where.chosen.part}",
                on_click=_open,
                args=(where.chosen,),
            )


def _open(chosen: Chosen) -> None:
    session.change({drafting.STEP: "", drafting.WAY: ""})
    draft_picker.open_record(chosen, chosen.record, chosen.part)


@dataclass(frozen=True)
class Where:
    """What a problem is in: a record or an action of the draft, else a place in a file."""

    title: str
    chosen: Chosen | None = None
    """What opens its form."""


def _places(draft: Draft, file: str, problems: Sequence[Problem]) -> Iterator[tuple[Where, str]]:
    """What each problem of a file is in, and the field as the form calls it."""
    path = file.removeprefix(f"{session.served().snapshot.root.name}/")
    change = draft.files.get(path)
    records, places = {}, [("", "")] * len(problems)
    if change is not None and change.text is not None:
        # What cannot be read has lines alone.
        with suppress(LookupError, Unreadable):
            kind = drafting.kind_of(path)
            places = places_of(change.text, kind, problems)
            records = said(change.text, kind)
    for problem, (owner, field) in zip(problems, places, strict=True):
        found = records.get(owner)
        if found is None:
            yield Where(f"{file}, {_('line {n}').format(n=problem.line)}"), problem.field
            continue
        title = str(found.answers.get("title", owner)) or draft_picker.kind_name(COUNTRY_FILE)
        chosen = draft_picker.in_file(path, found.owner or owner, owner if found.owner else "")
        yield Where(title, chosen), problem_list.field_name(found.table, field)
