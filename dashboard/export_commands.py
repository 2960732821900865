"""`sse export` and `sse brief`: charts and country briefs as files, for scripts and schedules."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextvars import copy_context
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TextIO, TypeVar

from dashboard import country_brief, language
from dashboard.exhibit import Drawing
from dashboard.exhibits import EXHIBITS
from dashboard.export import (
    FORMATS,
    Format,
    Handout,
    NoImageError,
    NothingToShowError,
    briefs,
    of,
    template,
)
from dashboard.export.template import Template, TemplateError
from dashboard.filters import (
    AS_OF,
    CHOICES,
    FROM,
    OPTIONS,
    PLACE,
    REGION,
    TO,
    Selection,
    from_query,
)
from dashboard.language import _
from loaders import Snapshot, calls, writing
from loaders.calls import Unusable
from loaders.measures import Clock
from loaders.problems import did_you_mean, quoted
from loaders.reference import Reference

AnyFormat = TypeVar("AnyFormat", Format, briefs.Format)


def run(options: argparse.Namespace) -> int:
    """Writes the file; raises `Unusable` where it cannot."""
    return _carried_out(_export, options)


def _carried_out(
    carry_out: Callable[[argparse.Namespace], str], options: argparse.Namespace
) -> int:
    """Prints what was done; raises `Unusable`. The language holds for this call alone."""
    try:
        print(copy_context().run(carry_out, options))
    except (NothingToShowError, NoImageError, TemplateError) as error:
        raise Unusable(str(error)) from error
    return 0


def _export(options: argparse.Namespace) -> str:
    _use_language(options)
    snapshot = _snapshot(options.data)
    if options.list:
        return "\n".join(_listed(snapshot))
    drawing, form = _drawing(options.chart), _format(options)
    own = _template(options, form)
    handout = _handout(options, drawing, snapshot)
    path = calls.outside(options.output or Path(form.file_name(handout)), snapshot)
    write(path, template.written(form, handout, own))
    return str(path)


def _use_language(options: argparse.Namespace) -> None:
    asked = options.language or language.DEFAULT
    if asked not in language.offered():
        hint = did_you_mean(asked, language.offered())
        raise Unusable(f"--language '{quoted(asked)}' is not offered.{hint}")
    language.use(asked)


def _template(options: argparse.Namespace, form: Format | briefs.Format) -> Template | None:
    if not options.template:
        return None
    if not form.takes_template:
        raise Unusable(f"--template is for slides, not for {form.ending}. Leave it out")
    return template.from_file(options.template)


def _snapshot(named: Path | None) -> Snapshot:
    snapshot = calls.opened(named)
    if snapshot.problems:
        said = "The data has errors, and what is not readable is left out. Try 'sse check'"
        print(f"sse: {said}", file=sys.stderr)
    return snapshot


def _listed(snapshot: Snapshot) -> Iterator[str]:
    yield "Charts:"
    for code, drawing in EXHIBITS.items():
        yield f"  {code:<18} {_(drawing.title)}"
        for option, label in (drawing.options(snapshot) if drawing.options else {}).items():
            yield f"    --option {option:<40} {label}"
    yield "Regions and groups (--region):"
    for code, group in snapshot.reference.groups.items():
        yield f"  {code:<28} {_(str(group['name']))}"
    yield "Formats:"
    for form in FORMATS.values():
        needs = "" if form.available else " (needs Chromium, which is not installed)"
        yield f"  {form.code:<18} {_(form.label)}{needs}"
    yield "Languages (--language):"
    for code, name in language.offered().items():
        yield f"  {code:<18} {name}"


def _format(options: argparse.Namespace) -> Format:
    asked = options.format or (options.output.suffix.lstrip(".") if options.output else "")
    if asked not in FORMATS:
        hint = did_you_mean(asked, FORMATS, list_up_to=0)
        wrong = f"'{quoted(asked)}' is no format.{hint}" if asked else "no format is named."
        raise Unusable(f"{wrong} Formats are {', '.join(FORMATS)}")
    return _ending_so(options.output, asked, FORMATS[asked])


def _ending_so(path: Path | None, asked: str, form: AnyFormat) -> AnyFormat:
    """The format; raises `Unusable` where the file's name would say that it is another one."""
    ending = f".{form.ending.rpartition('.')[2]}"
    if path and path.suffix and path.suffix.lower() != ending:
        raise Unusable(
            f"--format {asked} makes a file that ends in {ending}, not in {quoted(path.suffix)}. "
            f"Write --output {path.with_suffix(ending)}, or another --format"
        )
    return form


def _drawing(code: str | None) -> Drawing:
    if code is None:
        raise Unusable("name a chart; 'sse export --list' shows them")
    if code not in EXHIBITS:
        hint = did_you_mean(code, EXHIBITS, list_up_to=0)
        raise Unusable(f"'{quoted(code)}' is no chart.{hint} 'sse export --list' shows them all")
    return EXHIBITS[code]


def _handout(options: argparse.Namespace, drawing: Drawing, snapshot: Snapshot) -> Handout:
    selection = _selection(options, drawing, snapshot)
    offered = drawing.options(snapshot) if drawing.options else {}
    if options.option and options.option not in offered:
        hint = did_you_mean(options.option, offered, list_up_to=0)
        raise Unusable(
            f"'{quoted(options.option)}' is no option of this chart.{hint} "
            "'sse export --list' shows them"
        )
    option = options.option or next(iter(offered), "")
    clock: Clock = selection.clock(date.today())
    return of(drawing.draw(snapshot, selection, clock, option), snapshot)


def _selection(options: argparse.Namespace, drawing: Drawing, snapshot: Snapshot) -> Selection:
    reference = snapshot.reference
    named = {name: getattr(options, name.replace("-", "_")) for name in OPTIONS}
    given = {name: one if isinstance(one, str) else ",".join(one) for name, one in named.items()}
    asked = from_query({OPTIONS[name]: value for name, value in given.items()}, reference)
    for complaint in asked.complaints:
        name = next(name for name, key in OPTIONS.items() if key == complaint.key)
        hint = did_you_mean(complaint.value, _codes(complaint.key, reference), list_up_to=0)
        if complaint.key == PLACE.key:
            hint = reference.country_hint(complaint.value)
        remedy = hint or f" {complaint.remedy} 'sse export --list' shows charts and regions"
        raise Unusable(f"--{name} '{quoted(complaint.value)}' cannot be read.{remedy}")
    if asked.ends_first:
        raise Unusable(f"--{FROM} {asked.since} lies after --{TO} {asked.until}. Swap the two")
    if options.country:
        if asked.region:
            raise Unusable("name a region or a country, not both")
        asked = replace(asked, region=calls.country(snapshot, options.country))
    _check_places(options, drawing, asked)
    selection = drawing.narrowed(asked)
    if idle := asked.to_query().keys() - selection.to_query().keys():
        names = [f"--{name}" for name, key in OPTIONS.items() if key in idle]
        if options.country and REGION in idle:
            names[names.index(f"--{REGION}")] = "--country"
        raise Unusable(f"{', '.join(names)} does not act on this chart. Leave it out")
    return selection


def _check_places(options: argparse.Namespace, drawing: Drawing, asked: Selection) -> None:
    """Raises `Unusable` where a chart of several countries is asked of too few or too many."""
    places = asked.chosen.get(PLACE.key, ())
    if not drawing.of_places or not (places or options.country):
        return
    least, most = drawing.of_places
    if options.country or asked.region or not least <= len(places) <= most:
        raise Unusable(
            f"this chart is of {least} to {most} countries, or of those of a region with the most "
            "records. Name them after --place, such as --place FRA,SEN, or a region after --region"
        )


def _codes(key: str, reference: Reference) -> Iterable[str]:
    """What an option may be."""
    if key == REGION:
        return reference.groups
    return next((choice.known(reference) for choice in CHOICES if choice.key == key), ())


def run_brief(options: argparse.Namespace) -> int:
    """Writes the brief of a country, or of every country with records into a folder."""
    return _carried_out(_brief, options)


def _brief(options: argparse.Namespace) -> str:
    _use_language(options)
    snapshot, form = _snapshot(options.data), _brief_format(options)
    own = _template(options, form)
    clock = _brief_clock(options, snapshot)

    def made(country: str) -> bytes:
        return template.written(form, country_brief.of(snapshot, country, clock), own)

    if options.all and options.country:
        raise Unusable("name a country or write --all, not both")
    if options.all:
        folder = calls.outside(options.output or Path(), snapshot)
        return _write_all(folder, country_brief.with_records(snapshot), clock, form, made)
    if not options.country:
        raise Unusable("name a country, such as TUR, or write --all")
    country = calls.country(snapshot, options.country)
    path = calls.outside(options.output or Path(form.file_name(country, clock.as_of)), snapshot)
    write(path, made(country))
    return str(path)


def _write_all(
    folder: Path,
    countries: Sequence[str],
    clock: Clock,
    form: briefs.Format,
    made: Callable[[str], bytes],
) -> str:
    if not folder.is_dir():
        raise Unusable(f"'{folder}' is no folder. Make it, or name another after --output")
    for country in progress(countries, sys.stderr):
        write(folder / form.file_name(country, clock.as_of), made(country))
    return f"{len(countries)} briefs in {folder}"


BAR = 30
"""Characters."""


def progress(whole: Sequence[str], to: TextIO) -> Iterator[str]:
    """Each of the parts, with a bar that grows; on a terminal only."""
    for number, part in enumerate(whole, start=1):
        if to.isatty():
            done = BAR * number // len(whole)
            bar = "\N{FULL BLOCK}" * done + "\N{LIGHT SHADE}" * (BAR - done)
            print(f"\r{bar} {number} of {len(whole)} {part}", end="", file=to, flush=True)
        yield part
    if whole and to.isatty():
        # What is printed next begins where the bar was.
        print("\r\x1b[K", end="", file=to, flush=True)


def _brief_format(options: argparse.Namespace) -> briefs.Format:
    ending = options.output.suffix.lstrip(".") if options.output and not options.all else ""
    asked = options.format or ending or "pdf"
    if asked not in briefs.FORMATS:
        hint = did_you_mean(asked, briefs.FORMATS, list_up_to=0)
        raise Unusable(
            f"'{quoted(asked)}' is no format of a brief.{hint} "
            f"Formats are {', '.join(briefs.FORMATS)}"
        )
    return _ending_so(None if options.all else options.output, asked, briefs.FORMATS[asked])


def _brief_clock(options: argparse.Namespace, snapshot: Snapshot) -> Clock:
    asked = from_query({AS_OF: options.as_of}, snapshot.reference)
    for complaint in asked.complaints:
        raise Unusable(f"--as-of '{quoted(complaint.value)}' cannot be read. {complaint.remedy}")
    return asked.clock(date.today())


def write(path: Path, content: bytes) -> None:
    """Writes the whole file or none of it; raises `Unusable`."""
    try:
        writing.write(path, content)
    except OSError as error:
        raise Unusable(
            f"'{path}' cannot be written ({error.strerror}). Name another file after --output"
        ) from error
