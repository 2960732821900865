"""The data as it would be with a draft, and what is wrong with it."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from pathlib import Path, PurePath

from dashboard.drafts import Change, Draft
from loaders import Snapshot
from loaders.annotated import Unreadable
from loaders.confirming import unconfirmed
from loaders.files import file_kind
from loaders.problems import WAITING, Problem
from loaders.snapshot import faults, load
from loaders.stated import places_of, said

Files = tuple[tuple[Path, bytes | None], ...]


def snapshot(served: Snapshot, draft: Draft) -> Snapshot:
    """All of the data with the draft's files; kept for as long as neither changes."""
    return _loaded(served, tuple(sorted(draft.instead().items()))) if draft.files else served


@lru_cache(maxsize=4)
def _loaded(served: Snapshot, files: Files) -> Snapshot:
    return load(served.root, dict(files))


def faulty(served: Snapshot, draft: Draft) -> frozenset[str]:
    """The ids of the records that have errors in the draft's files, theirs or an action's; of a
    text that cannot be read, all that it held before."""
    found: set[str] = set()
    wrong = [problem for problem in problems(served, draft) if not problem.is_warning]
    for path, change in draft.files.items():
        kind = file_kind(PurePath(path))
        here = [problem for problem in wrong if problem.file == f"{served.root.name}/{path}"]
        if kind is None or change.text is None or not here:
            continue
        try:
            known = said(change.text, kind)
            owners = {owner for owner, _field in places_of(change.text, kind, here)} & known.keys()
            found.update(known[owner].owner or owner for owner in owners)
        except Unreadable:
            with suppress(Unreadable):
                found.update(said(change.base or "", kind))
    return frozenset(found)


def problems(served: Snapshot, draft: Draft) -> tuple[Problem, ...]:
    """Errors and warnings in the draft's files, looked at by themselves: in a few milliseconds."""
    return _faults(served, tuple(draft.files.items())) if draft.files else ()


@lru_cache(maxsize=32)
def _faults(served: Snapshot, files: tuple[tuple[str, Change], ...]) -> tuple[Problem, ...]:
    found = [p for p in faults(served, Draft(dict(files)).instead()) if p.code not in WAITING]
    for path, change in files:
        found += unconfirmed(served.root.name, PurePath(path), change.base, change.text)
    return tuple(sorted(found))


def errors(served: Snapshot, draft: Draft, known: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The errors that keep a draft from being handed in: of its files, and those that it brings.

    `known` are the errors that the files on disk have without it.
    """
    names = {f"{served.root.name}/{path}" for path in draft.files}
    there = {str(problem) for problem in known}
    found = snapshot(served, draft).problems
    return tuple(p for p in found if p.file in names or str(p) not in there)
