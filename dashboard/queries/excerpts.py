"""Pieces of what a record says: where the words of a query stand in it."""

from __future__ import annotations

import re
from functools import cache

from dashboard.language import fold, labelled
from dashboard.queries.facts import Row
from dashboard.queries.query_words import words_of
from dashboard.queries.record import record
from dashboard.shown import shortened
from loaders import Snapshot

AROUND = 70
"""Characters of a text shown on either side of a hit."""


def excerpt(snapshot: Snapshot, hit: Row, query: str) -> list[tuple[str, bool]]:
    """Where the first word that is not in the title stands: pieces of text, and whether each is it.

    What is no sentence, such as the name of a body, comes after its field's label. Empty where the
    title holds every word, or there is none.
    """
    words = [word for word in words_of(query) if word not in hit["heading"]]
    found = record(snapshot, hit["id"]) if words else None
    if found is None:
        return []
    rows = [row for _label, rows in found.nested for row in rows]
    facts = (fact for row in [found.facts, *rows] for fact in row)
    for label, text in ((fact.label, said.text) for fact in facts for said in fact.said):
        if place := _place(text, words[0]):
            (before, marked), *further = _cut(text, *place)
            first = before if len(text) > AROUND else labelled(label, before)
            return [(first, marked), *further]
    return []


SNIPPET = 2 * AROUND
"""Characters of a summary that are shown where no word of a query is looked for."""


def snippet(snapshot: Snapshot, hit: Row, query: str) -> list[tuple[str, bool]]:
    """Like `excerpt`; where it is empty, the first hit in the summary, else how it begins."""
    if pieces := excerpt(snapshot, hit, query):
        return pieces
    found = record(snapshot, hit["id"])
    summary = (found.row["summary"] or "") if found else ""
    for word in words_of(query):
        if place := _place(summary, word):
            return _cut(summary, *place)
    return [(shortened(summary, SNIPPET), False)] if summary else []


def _place(text: str, word: str) -> tuple[int, int] | None:
    """Where the word stands in the text as it is written."""
    folded = [_fold_letter(letter) for letter in text]
    pattern = re.escape(word.strip()).replace("\\ ", r"[\W_]+")
    begins = r"(?<![^\W_])" if word.startswith(" ") else ""
    found = re.search(begins + pattern, "".join(folded))
    if not found:
        return None
    starts = [0]
    for letter in folded:
        starts.append(starts[-1] + len(letter))
    first = next(n for n in range(len(text)) if starts[n + 1] > found.start())
    last = next(n for n in range(first, len(text)) if starts[n + 1] >= found.end())
    return first, last + 1


@cache
def _fold_letter(letter: str) -> str:
    return fold(letter)


def _cut(text: str, first: int, last: int) -> list[tuple[str, bool]]:
    start, end = max(0, first - AROUND), min(len(text), last + AROUND)
    before, after = text[start:first], text[last:end]
    if start:
        before = "\N{HORIZONTAL ELLIPSIS}" + before.partition(" ")[2]
    if end < len(text):
        after = after.rpartition(" ")[0] + "\N{HORIZONTAL ELLIPSIS}"
    return [(before, False), (text[first:last], True), (after, False)]
