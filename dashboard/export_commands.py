"""`sse export` and `sse brief`: charts and country briefs as files, for scripts and schedules."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from datetime import date
from pathlib import Path

from dashboard.exhibits import EXHIBITS, Drawing
from dashboard.export import FORMATS, Format, Handout, NoImageError, NothingToShowError, briefs, of
from dashboard.filters import AS_OF, OPTIONS, Selection, from_query
from dashboard.queries import brief
from loaders import Snapshot, load
from loaders.measures import Clock
from loaders.problems import did_you_mean, quoted


class UnusableCallError(ValueError):
    """The message says what is wrong with the call, and what to do."""


def run(options: argparse.Namespace) -> int:
    """Writes the file, or says why it cannot."""
    try:
        snapshot = _snapshot(options.data)
        if options.list:
            _print_list(snapshot)
            return 0
        drawing, form = _drawing(options.chart), _format(options)
        handout = _handout(options, drawing, snapshot)
        path = options.output or Path(form.file_name(handout))
        write(path, form.write(handout))
    except (UnusableCallError, NothingToShowError, NoImageError) as error:
        print(f"sse export: {error}", file=sys.stderr)
        return 2
    print(path)
    return 0


def _snapshot(root: Path) -> Snapshot:
    if not (root / "countries").is_dir():
        raise UnusableCallError(
            f"'{root}' is no data folder. Name one that holds 'countries' after --data"
        )
    snapshot = load(root)
    if snapshot.problems:
        said = "The data has errors, and what is not readable is left out. Try 'sse check'"
        print(f"sse export: {said}", file=sys.stderr)
    return snapshot


def _print_list(snapshot: Snapshot) -> None:
    print("Charts:")
    for code, drawing in EXHIBITS.items():
        print(f"  {code:<18} {drawing.title}")
        for option, label in (drawing.options(snapshot) if drawing.options else {}).items():
            print(f"    --option {option:<40} {label}")
    print("Regions and groups (--region):")
    for code, group in snapshot.reference.groups.items():
        print(f"  {code:<28} {group['name']}")
    print("Formats:")
    for form in FORMATS.values():
        needs = "" if form.available else " (needs Chromium, which is not installed)"
        print(f"  {form.code:<18} {form.label}{needs}")


def _format(options: argparse.Namespace) -> Format:
    asked = options.format or (options.output.suffix.lstrip(".") if options.output else "")
    if asked not in FORMATS:
        hint = did_you_mean(asked, FORMATS, list_up_to=0)
        wrong = f"'{quoted(asked)}' is no format.{hint}" if asked else "no format is named."
        raise UnusableCallError(f"{wrong} Formats are {', '.join(FORMATS)}")
    return FORMATS[asked]


def _drawing(code: str | None) -> Drawing:
    if code is None:
        raise UnusableCallError("name a chart; 'sse export --list' shows them")
    if code not in EXHIBITS:
        hint = did_you_mean(code, EXHIBITS, list_up_to=0)
        raise UnusableCallError(
            f"'{quoted(code)}' is no chart.{hint} 'sse export --list' shows them all"
        )
    return EXHIBITS[code]


def _handout(options: argparse.Namespace, drawing: Drawing, snapshot: Snapshot) -> Handout:
    selection = _selection(options, drawing, snapshot)
    offered = drawing.options(snapshot) if drawing.options else {}
    if options.option and options.option not in offered:
        hint = did_you_mean(options.option, offered, list_up_to=0)
        raise UnusableCallError(
            f"'{quoted(options.option)}' is no option of this chart.{hint} "
            "'sse export --list' shows them"
        )
    option = options.option or next(iter(offered), "")
    clock: Clock = selection.clock(date.today())
    return of(drawing.draw(snapshot, selection, clock, option), snapshot)


def _selection(options: argparse.Namespace, drawing: Drawing, snapshot: Snapshot) -> Selection:
    given = {name: getattr(options, name.replace("-", "_")) for name in OPTIONS}
    asked = from_query({OPTIONS[name]: value for name, value in given.items()}, snapshot.reference)
    for complaint in asked.complaints:
        name = next(name for name, key in OPTIONS.items() if key == complaint.key)
        raise UnusableCallError(
            f"--{name} '{quoted(complaint.value)}' cannot be read. {complaint.remedy} "
            "'sse export --list' shows charts and regions"
        )
    selection = drawing.narrowed(asked)
    if idle := asked.to_query().keys() - selection.to_query().keys():
        names = [f"--{name}" for name, key in OPTIONS.items() if key in idle]
        raise UnusableCallError(f"{', '.join(names)} does not act on this chart. Leave it out")
    return selection


def run_brief(options: argparse.Namespace) -> int:
    """Writes the brief of a country, or of every country with records into a folder."""
    try:
        snapshot, form = _snapshot(options.data), _brief_format(options)
        clock = _brief_clock(options, snapshot)
        if options.all:
            return _write_all(options, snapshot, clock, form)
        country = _country(options, snapshot)
        path = options.output or Path(form.file_name(country, clock.as_of))
        write(path, form.write(brief.of(snapshot, country, clock)))
    except UnusableCallError as error:
        print(f"sse brief: {error}", file=sys.stderr)
        return 2
    print(path)
    return 0


def _write_all(
    options: argparse.Namespace, snapshot: Snapshot, clock: Clock, form: briefs.Format
) -> int:
    if options.country:
        raise UnusableCallError("name a country or write --all, not both")
    folder = options.output or Path()
    if not folder.is_dir():
        raise UnusableCallError(f"'{folder}' is no folder. Make it, or name another after --output")
    countries = brief.with_records(snapshot)
    for number, country in enumerate(countries, start=1):
        made = form.write(brief.of(snapshot, country, clock))
        write(folder / form.file_name(country, clock.as_of), made)
        if sys.stderr.isatty():
            print(f"\r{number} of {len(countries)}", end="", file=sys.stderr)
    print(f"{len(countries)} briefs in {folder}")
    return 0


def _brief_format(options: argparse.Namespace) -> briefs.Format:
    ending = options.output.suffix.lstrip(".") if options.output and not options.all else ""
    asked = options.format or ending or "pdf"
    if asked not in briefs.FORMATS:
        raise UnusableCallError(
            f"'{quoted(asked)}' is no format of a brief. Formats are {', '.join(briefs.FORMATS)}"
        )
    return briefs.FORMATS[asked]


def _brief_clock(options: argparse.Namespace, snapshot: Snapshot) -> Clock:
    asked = from_query({AS_OF: options.as_of}, snapshot.reference)
    for complaint in asked.complaints:
        raise UnusableCallError(
            f"--as-of '{quoted(complaint.value)}' cannot be read. {complaint.remedy}"
        )
    return asked.clock(date.today())


def _country(options: argparse.Namespace, snapshot: Snapshot) -> str:
    code = (options.country or "").upper()
    if not code:
        raise UnusableCallError("name a country, such as TUR, or write --all")
    if code not in snapshot.reference.countries:
        hint = snapshot.reference.country_hint(options.country)
        raise UnusableCallError(f"'{quoted(options.country)}' is no country or area.{hint}")
    return code


def write(path: Path, content: bytes) -> None:
    """Writes the whole file or none of it; raises `UnusableCallError`."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".sse-", delete=False) as half:
            try:
                half.write(content)
                half.flush()
                os.fsync(half.fileno())
                # A temporary file is its owner's alone; this one is as any other.
                os.chmod(half.name, 0o666 & ~_umask())  # noqa: PTH101
                os.replace(half.name, path)  # noqa: PTH105
            except BaseException:
                Path(half.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise UnusableCallError(
            f"'{path}' cannot be written ({error.strerror}). Name another file after --output"
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
