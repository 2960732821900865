"""A problem is a value with a code and a place; its sentence is made last, so it can be translated.

Every code stands once in `SENTENCES`, with what is wrong and what to do about it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from loaders.phrases import FieldName, Phrase, Translate, hint

SENTENCES: dict[str, str] = {
    # The file as a whole
    "missing-folder": "the folder is not there. Name a folder that holds 'countries' and 'international'",
    "closed-folder": "the folder cannot be opened ({reason}), so nothing in it is read. Check its permissions",
    "missing-file": "the file is not there, and other records depend on it. Put it back",
    "not-a-file": "this is not an ordinary file. Replace it by a text file",
    "symbolic-link": "symbolic links are not followed. Put the file itself here",
    "unexpected-file": "no record kind is kept in a file of this name here. {remedy}",
    "too-large": "the file has {size} MB, more than the limit of {limit} MB. Split it",
    "cannot-read": "the file cannot be opened ({reason}). Check its permissions",
    "not-utf8": "byte {byte} is not UTF-8. Save the file with the encoding UTF-8",
    "utf-16": "the file is saved as UTF-16, which Notepad calls Unicode. Save it with the encoding UTF-8",
    "binary": "this is not text (it holds a null byte). Save it as plain text in UTF-8",
    "byte-order-mark": "the file starts with a byte-order mark. Save it as UTF-8 without BOM",
    "control-character": "{name} is an invisible control character. Delete it",
    "too-deep": "nested more than {limit} levels deep. Records need no more than six",
    "too-many-problems": "more than {limit} problems in this file; the rest of it is not read",
    "too-many-values": "more than {limit} values in one file. Split it",
    "anchor": "'&{anchor}' is read as a mark, not as text. Put the whole value in double quotes (\")",
    "alias": "'*{anchor}' repeats a value from elsewhere. Write the value out",
    "several-documents": "'---' starts a second document; what follows is not read. Remove the line",
    "tab": "a tab stands where spaces belong. Indent with two spaces",
    "no-break-space": "a no-break space, as word processors set it, stands where a space belongs. Type the space again",
    "merge-conflict": "git left the marks of two versions here. Keep one of them and delete the lines of <, = and >",
    "tag": "'{tag}' is a YAML tag. Remove it; a value's type follows from its field",
    "syntax": "not valid YAML: {reason}",
    "empty-file": "there is no record in it. Add one or delete it",
    # The shape of a record
    "not-a-list": "expected a list, where each entry starts with '- '.{hint}",
    "not-a-mapping": "expected lines of the form 'field: value'.{hint}",
    "not-a-value": "expected a single value, not a list or nested fields.{hint}",
    "key-not-text": "a field's name must be a plain word",
    "repeated-key": "'{key}' is given twice (first on line {first}). Keep one of the two",
    "missing-dash": "'{key}' is given twice (first on line {first}). Write '- {key}' if another entry begins here",
    "unknown-field": "'{key}' is not a field of {owner}.{hint}",
    "missing-field": "{owner} needs '{field}' ({doc})",
    "empty-value": "nothing stands after the colon. Write a value or remove the line",
    "empty-list": "the list is empty. Add an entry or remove the line",
    # A single value
    "not-a-slug": "'{value}' is not an id. Use lower-case letters, digits and hyphens, such as {example}",
    "not-a-number": "'{value}' is not a whole number{range}. Write digits alone, such as {example}",
    "not-true-or-false": "'{value}' is neither true nor false. Write {remedy}",
    "not-a-date": "'{value}' is not a date. Write 2011, 2011-03 or 2011-03-29",
    "date-form": "'{value}' is a date in another form. Write {remedy}",
    "date-in-doubt": "'{value}' says more than a date. Write {remedy}, and the rest in '{note}'",
    "date-not-known": "'{value}' is not a date. Remove the line where the date is not known",
    "impossible-date": "there is no day {value} in the calendar. Write a date that exists",
    "date-out-of-range": "'{value}' lies outside the years {first} to {last}. Check the year",
    "unknown-code": "'{value}' is not {what}.{hint}",
    "unknown-country": "'{value}' is no country or area of the reference list.{hint}",
    "not-a-web-address": "'{value}' is not a web address. Write {example}",
    "not-a-language": "'{value}' is not a BCP 47 language tag. Write one such as fr or pt-BR",
    "not-a-subdivision": "'{value}' is not an ISO 3166-2 code. Write one such as CA-QC",
    "too-long": "{length} characters, more than the limit of {limit}. Shorten it",
    "repeated-value": "'{value}' stands in the list twice. Keep one",
    # Rules within a record
    "not-of-its-record": "the id of {what} of '{owner}' starts with '{owner}-'. Write '{remedy}'",
    "wrong-prefix": "ids in this folder start with '{prefix}'. Write '{remedy}'",
    "dates-out-of-order": "{field} ({value}) lies before {other} ({earlier}). Correct one of the two",
    "scope-not-umbrella": "a framework law covers the SSE as a whole, so its scope names one of: {umbrella}."
    " A general law on one form is a specific_law",
    "no-address": "a source needs '{url}' or '{reference}'. Add one",
    "area-missing": "a subnational record says where. Add '{area}' with a name",
    "area-not-subnational": "'{area}' belongs to a subnational record. Add '{jurisdiction}: subnational'",
    "progress-contradicts": "progress is {progress} % while the status is {status}. Correct one of the two",
    # Rules across records
    "repeated-id": "the id '{value}' is already used in {file}:{line}. Choose another, or remove one of the two",
    "missing-link": "there is no {what} with the id '{value}'.{hint}",
    "wrong-kind": "'{value}' is {found}; this field names {what}",
    "id-for-a-name": "'{value}' is the id of {found}, and this field takes a name.{hint}",
    "links-itself": "the record names itself. Name another record or remove the line",
    "adherent-elsewhere": "'adherent' is for OECD instruments only. Write supporter, signatory or bound",
    "repeated-country": "{value} already has this position on the resolution (line {first}). Keep one",
    "coverage-contradicts": "coverage of {kind} says {coverage}, but the folder holds {count}."
    " Write partial or complete",
    # Warnings
    "cut-by-comment": "what follows the '#' is left out as a comment. Put the whole value in double quotes (\")",
    "day-in-the-future": "'{value}' is still to come, while this says when something happened. Correct the date,"
    " or leave it out until then",
    "status-before-its-day": "'{value}' from {day} on, and that day is still to come. Write '{earlier}' until then, or"
    " correct the date",
    "status-not-last-reported": "'{value}', while the update of {day} reports '{reported}'. Write that status,"
    " or correct the update",
    "status-without-its-day": "'{value}' confirmed another status. Write the day on which a source says this one, or"
    " remove it",
    "near-organisation": "'{value}' is nearly '{spelling}'. Write '{id}' if that is meant",
    "repeated-address": "this address is cited already on line {first}. Keep one of the two sources",
    "probable-duplicate": "nearly the title of '{value}' ({file}:{line}). Keep one of the two if they are one",
    "overdue-without-update": "due {due} and still '{status}'. Add an update that says what became of it, or correct the date",
    "stale-status": "'{status}' was last confirmed {day}. Look whether it still holds and write when you did",
    "due-not-reported": "due {due}, and nothing is reported of it. Look whether a source says what became of it",
    "due-soon": "due {due} and still '{status}'. Ask how it stands, and add an update",
    "law-without-date": "in force, but no day of adoption, publication or entry into force is given. Add one",
    "plan-without-period": "no period is given. Add '{period}' with its start and end where a source says them",
    "coverage-not-said": "nobody has said how complete this folder is. Add it: sse new country {country}",
    "never-reviewed": "gathered {day}, and no officer has gone through it. Read it through and write '{reviewed}'",
    "undated-source": "'{value}' has no date. Add '{published}', or '{accessed}' with the day it was read",
}

NAMED = {
    name: FieldName(name)
    for name in (
        "accessed",
        "area",
        "jurisdiction",
        "note",
        "period",
        "published",
        "reference",
        "reviewed",
        "url",
    )
}
"""The fields that sentences name."""

WAITING = frozenset(
    {
        "overdue-without-update",
        "due-not-reported",
        "due-soon",
        "stale-status",
        "law-without-date",
        "plan-without-period",
        "coverage-not-said",
        "never-reviewed",
        "undated-source",
    }
)
"""Warnings that tell of work that waits, not of a slip: counted, and listed when asked for."""
WARNINGS = frozenset(
    {
        "cut-by-comment",
        "day-in-the-future",
        "status-before-its-day",
        "status-not-last-reported",
        "status-without-its-day",
        "near-organisation",
        "repeated-address",
        "probable-duplicate",
        *WAITING,
    }
)


@dataclasses.dataclass(frozen=True, order=True)
class Problem:
    """A fault (or, for the codes in `WARNINGS`, a warning) and where it stands.

    `file` is relative to the data folder's parent, `line` and `column` count from 1; a problem of a
    whole file stands at 1:1. `values` are what the sentence quotes.
    """

    file: str
    line: int
    column: int
    code: str
    field: str = ""
    values: Mapping[str, object] = dataclasses.field(default_factory=dict, compare=False)

    @property
    def is_warning(self) -> bool:
        return self.code in WARNINGS

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def phrase(self) -> Phrase:
        """What is wrong and what to write instead."""
        named = NAMED | {"field": FieldName(self.field)}
        return Phrase(SENTENCES[self.code], **{**named, **self.values})

    def sentence(self, translate: Translate = str, named: Translate = str) -> str:
        """The same in the language of `translate`, with fields and codes as `named` calls them."""
        return self.phrase.spoken(translate, named)

    def __str__(self) -> str:
        name = f"{self.field}: " if self.field else ""
        return f"{self.place}  {name}{self.sentence()}"


def nearest(value: str, allowed: Iterable[str]) -> str | None:
    """The one of `allowed` that a value is nearly."""
    found = process.extractOne(value.lower(), allowed, scorer=fuzz.ratio, score_cutoff=65)
    return found[0] if found else None


def did_you_mean(value: str, allowed: Iterable[str], *, list_up_to: int = 12) -> str:
    """' Did you mean ...?' for the nearest of `allowed`, else a short list of them, else ''."""
    choices = list(allowed)
    if (meant := nearest(value, choices)) is not None:
        return hint("Did you mean '{meant}'?", meant=meant)
    if 0 < len(choices) <= list_up_to:
        return hint("Write one of: {choices}", choices=", ".join(choices))
    return ""


def quoted(text: str, limit: int = 60) -> str:
    """A value as a problem quotes it: one line, printable, at most `limit` characters."""
    printable = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return printable if len(printable) <= limit else f"{printable[: limit - 1]}…"
