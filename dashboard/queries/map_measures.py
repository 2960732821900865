"""What a map of countries can show: `MEASURES`. Each is one function to rows of classes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from dashboard.filters import FROM, OF_EVENTS, SCOPE, THEME, Selection
from dashboard.language import N_, _, count, countries, day, plural
from dashboard.queries import legal_framework, levers, workshops
from dashboard.queries.action_plans import STATES, states
from dashboard.style import number_class
from loaders import Snapshot
from loaders.dates import last_day
from loaders.kinds import KINDS
from loaders.measures import Clock, plan_progress

Rows = Callable[[Snapshot, Selection, Clock, str], pl.DataFrame]


@dataclass(frozen=True)
class Measure:
    """One thing that a map can show of each country."""

    code: str
    """In addresses and file names."""
    title: str
    explained: str
    rows: Rows
    """`iso3 name level label order` (the class), `id` (of the record that decides it, or null) and
    `detail` (what it says), one row per country and area of the region, in the order of names."""
    choices: tuple[str, ...] = ()
    """Keys of the filters that act on it, beside the region."""
    options: Callable[[Snapshot], Mapping[str, str]] | None = None
    """What has to be chosen first, by code: a resolution, a kind of record."""
    option_label: str = ""
    dated: bool = True
    """Whether another as-of date gives another map."""

    def option(self, snapshot: Snapshot, asked: str) -> str:
        """The option asked for, else the first; '' where the measure has none."""
        offered = list(self.options(snapshot)) if self.options else [""]
        return asked if asked in offered else next(iter(offered), "")


Class = tuple[str, str | None, str]
"""Code, id of the deciding record, what it says."""

NUMBERS = ("four_or_more", "two_or_three", "one", "date_not_known")
POSITIONS = (
    "bound",
    "ratified",
    "adherent",
    "co_sponsor",
    "signatory",
    "in_favour",
    "supporter",
    "abstained",
    "against",
)
PLANS = ("running", "to_come", "completed", "in_preparation", "period_over", "lapsed")
PROGRESS = ("most_completed", "half_completed", "some_completed", "none_completed", "too_few")
COVERAGE = ("complete", "partial")
REVIEWED = ("within_a_year", "within_two_years", "longer_ago", "not_reviewed")
NOTHING = ("nothing_found", "none_known", "not_readable", "not_researched")
ORDER = (*NUMBERS, *POSITIONS, *PLANS, *PROGRESS, *COVERAGE, *REVIEWED, *NOTHING)
"""All classes; of each group the furthest first."""


def place(code: str, order: Sequence[str] = ORDER) -> int:
    """The place of a code in the order; one that was added to a code list comes last."""
    return order.index(code) if code in order else len(order)


def _rows(
    snapshot: Snapshot,
    selection: Selection,
    labels: Mapping[str, str],
    kind: str,
    found: Mapping[str, Class],
) -> pl.DataFrame:
    """The countries of the region with the class found; else what is known of their not having one.

    `kind` is the kind of record whose coverage tells that, '' where none does.
    """
    folders, members = snapshot.frames["countries"], selection.members(snapshot.reference)
    covered = folders[f"coverage_{kind}"].to_list() if kind else ["partial"] * folders.height
    coverage = dict(zip(folders["iso3"].to_list(), covered, strict=True))
    rows = []
    for iso3, name in countries(snapshot.reference).items():
        if members is not None and iso3 not in members:
            continue
        level, record, detail = found.get(iso3) or (_without(coverage[iso3]), None, "")
        if (iso3, kind) in snapshot.lost:
            level, record, detail = "not_readable", None, ""
        rows.append((iso3, name, level, labels.get(level, level), place(level), record, detail))
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


COLUMNS = {
    "iso3": pl.String,
    "name": pl.String,
    "level": pl.String,
    "label": pl.String,
    "order": pl.Int64,
    "id": pl.String,
    "detail": pl.String,
}


def _without(coverage: str | None) -> str:
    if coverage in ("none_known", "complete"):
        return "none_known"
    return "nothing_found" if coverage == "partial" else "not_researched"


def _no_class(nothing: str, none: str) -> dict[str, str]:
    """Labels of the classes of countries that have nothing to show."""
    return {
        "nothing_found": nothing,
        "none_known": none,
        "not_readable": _("Not readable"),
        "not_researched": _("Not researched"),
    }


def _numbers() -> dict[str, str]:
    return {
        "four_or_more": _("Four or more"),
        "two_or_three": _("Two or three"),
        "one": _("One"),
    }


def _legal_framework(
    snapshot: Snapshot, selection: Selection, clock: Clock, _option: str
) -> pl.DataFrame:
    return legal_framework.rows(snapshot, selection, clock)


def _laws_in_force(
    snapshot: Snapshot, selection: Selection, clock: Clock, _option: str
) -> pl.DataFrame:
    levels = legal_framework.rows(snapshot, selection, clock)
    columns = ("iso3", "id", "in_force", "undated")
    found: dict[str, Class] = {}
    for iso3, record, number, undated in zip(*(levels[c].to_list() for c in columns), strict=True):
        if number:
            said = plural("{n} law in force", "{n} laws in force", number)
            found[iso3] = (number_class(number), record, said)
        elif undated:
            found[iso3] = ("date_not_known", None, "")
    labels = _numbers() | _no_class(_("None found so far"), _("None known"))
    labels["date_not_known"] = _("Date not known")
    return _rows(snapshot, selection, labels, "law", found)


def _position(
    snapshot: Snapshot, selection: Selection, clock: Clock, resolution: str
) -> pl.DataFrame:
    text = snapshot.frames["resolutions"].filter(pl.col("id") == resolution)
    adopted = text.select(day=last_day("adopted"))["day"].to_list()
    happened = pl.coalesce(last_day("date"), pl.lit(adopted[0] if adopted else None, pl.Date))
    taken = snapshot.frames["positions"].filter(
        (pl.col("resolution") == resolution)
        & (happened <= pl.lit(clock.as_of)).fill_null(not clock.is_past)
    )
    found: dict[str, Class] = {}
    for row in taken.iter_rows(named=True):
        before = found.get(row["country"])
        if before is None or place(row["position"], POSITIONS) < place(before[0], POSITIONS):
            date = day(row["date"], row["date_precision"])
            said = ", ".join(filter(None, [date, row["note"]]))
            found[row["country"]] = (row["position"], resolution, said)
    codes = snapshot.reference.codes("position") or {}
    labels = {code: _(str(row["label"])) for code, row in codes.items()}
    nothing = _("No position recorded")
    if ("", "resolution") in snapshot.lost:
        nothing = _("No position readable")
    return _rows(snapshot, selection, labels | _no_class(nothing, nothing), "", found)


def resolutions(snapshot: Snapshot) -> dict[str, str]:
    """Resolutions on which a position is recorded, those with the most first."""
    counts = snapshot.frames["positions"].group_by("resolution").len()
    known = snapshot.frames["resolutions"].join(counts, left_on="id", right_on="resolution")
    ordered = known.sort("len", "adopted", descending=True, nulls_last=True)
    names = ordered.select("id", "number", "title").iter_rows()
    return {record: f"{number}: {title}" if number else title for record, number, title in names}


def _action_plan(
    snapshot: Snapshot, selection: Selection, clock: Clock, _option: str
) -> pl.DataFrame:
    plans = snapshot.frames["action_plans"].filter(
        pl.col("jurisdiction").fill_null("national") == "national"
    )
    found: dict[str, Class] = {}
    named = plans.select("country", "id", "title").iter_rows()
    for (country, plan, title), state in zip(named, states(plans, clock), strict=True):
        before = found.get(country)
        if state and (before is None or place(state, PLANS) < place(before[0], PLANS)):
            found[country] = (state, plan, title)
    labels = {state: _(label) for state, label in STATES.items()}
    labels |= _no_class(_("No plan found so far"), _("No plan known"))
    return _rows(snapshot, selection, labels, "action_plan", found)


def _plan_progress(
    snapshot: Snapshot, selection: Selection, clock: Clock, _option: str
) -> pl.DataFrame:
    plans = snapshot.frames["action_plans"]
    begun = plans.filter(
        (pl.col("jurisdiction").fill_null("national") == "national")
        & pl.Series([state not in ("", "in_preparation") for state in states(plans, clock)])
    )
    newest = begun.join(plan_progress(snapshot.frames, clock), left_on="id", right_on="plan").sort(
        pl.coalesce("period_start", "adopted"), "id", nulls_last=False
    )
    found: dict[str, Class] = {}
    for row in newest.iter_rows(named=True):
        values = {"completed": count(row["completed"]), "actions": count(row["actions"])}
        reported = _("{reported} reported").format(reported=count(row["reported"]))
        said = _("{completed} of {actions} actions completed").format(**values)
        found[row["country"]] = (
            _share_class(row["progress"]),
            row["id"],
            f"{row['title']}: {said}, {reported}",
        )
    labels = {
        "most_completed": _("Three quarters or more completed"),
        "half_completed": _("Half or more completed"),
        "some_completed": _("Some completed"),
        "none_completed": _("None completed"),
        "too_few": _("Less than half reported"),
    } | _no_class(_("No plan with single actions found so far"), _("No plan known"))
    return _rows(snapshot, selection, labels, "action_plan", found)


def _share_class(progress: float | None) -> str:
    if progress is None:
        return "too_few"
    limits = (("most_completed", 0.75), ("half_completed", 0.5), ("some_completed", 1e-9))
    return next((code for code, least in limits if progress >= least), "none_completed")


def _policy_lever(
    snapshot: Snapshot, selection: Selection, clock: Clock, lever: str
) -> pl.DataFrame:
    found: dict[str, Class] = {}
    for (theme, country), records in levers.using(snapshot, clock).items():
        if theme == lever:
            said = plural(
                "{n} law, institution or plan", "{n} laws, institutions and plans", len(records)
            )
            found[country] = (number_class(len(records)), records[0], said)
    nothing = _no_class(_("None found so far"), _("None known"))
    return _rows(snapshot, selection, _numbers() | nothing, "law", found)


def _last_review(
    snapshot: Snapshot, selection: Selection, clock: Clock, _option: str
) -> pl.DataFrame:
    folders = snapshot.frames["countries"].select(
        "iso3", "researched", "reviewed", "reviewed_precision", last=last_day("reviewed")
    )
    today = clock.today
    found: dict[str, Class] = {}
    for iso3, researched, reviewed, precision, last in folders.iter_rows():
        if reviewed:
            is_to_come = (today.month, today.day) < (last.month, last.day)
            years = max(today.year - last.year - is_to_come, 0)
            found[iso3] = (REVIEWED[min(years, 2)], None, day(reviewed, precision))
        elif researched:
            found[iso3] = ("not_reviewed", None, "")
    labels = {
        "within_a_year": _("Within a year"),
        "within_two_years": _("One to two years ago"),
        "longer_ago": _("Longer ago"),
        "not_reviewed": _("Gathered, not yet reviewed"),
    } | _no_class("", "")
    return _rows(snapshot, selection, labels, "law", found)


def _events_hosted(
    snapshot: Snapshot, selection: Selection, clock: Clock, _option: str
) -> pl.DataFrame:
    latest = workshops.chosen(snapshot, selection, clock).filter(standing="held").drop_nulls("host")
    found: dict[str, Class] = {
        host: (
            number_class(number),
            ids[0],
            _("{n}, the latest: {title}").format(n=count(number), title=titles[0]),
        )
        for host, number, ids, titles in latest.group_by("host", maintain_order=True)
        .agg(pl.len().alias("n"), "id", "title")
        .iter_rows()
    }
    labels = _numbers() | _no_class(_("None found so far"), _("None known"))
    return _rows(snapshot, selection, labels, "workshop", found)


def _coverage(snapshot: Snapshot, selection: Selection, clock: Clock, kind: str) -> pl.DataFrame:
    codes = snapshot.reference.codes("coverage") or {}
    labels = {code: _(str(row["label"])) for code, row in codes.items()}
    frame = snapshot.frames["countries"]
    pairs = zip(frame["iso3"].to_list(), frame[f"coverage_{kind}"].to_list(), strict=True)
    found: dict[str, Class] = {
        iso3: (coverage or "not_researched", None, "") for iso3, coverage in pairs
    }
    return _rows(snapshot, selection, labels | {"not_readable": _("Not readable")}, kind, found)


def kinds_covered(snapshot: Snapshot) -> dict[str, str]:
    """The kinds of record whose coverage a country's folder states."""
    known = snapshot.frames["countries"].columns
    return {kind.name: _(kind.table.label) for kind in KINDS if f"coverage_{kind.name}" in known}


MEASURES: dict[str, Measure] = {
    measure.code: measure
    for measure in (
        Measure(
            "legal-framework",
            N_("Legal framework for the SSE"),
            N_(
                "How far the law goes: from a framework law on the SSE as a whole that applies, "
                "over laws on single forms, to drafts. Subnational laws never raise a country's "
                "level."
            ),
            _legal_framework,
            (SCOPE.key, THEME.key),
        ),
        Measure(
            "laws-in-force",
            N_("Laws on the SSE in force"),
            N_(
                "National framework and specific laws in force, with directly applicable acts of "
                "regional bodies. More laws do not mean a better framework."
            ),
            _laws_in_force,
            (SCOPE.key, THEME.key),
        ),
        Measure(
            "position",
            N_("Positions on a resolution"),
            N_(
                "What countries did about one text, as far as a source says so: a country without "
                "a recorded position may have taken one."
            ),
            _position,
            options=resolutions,
            option_label=N_("Resolution"),
        ),
        Measure(
            "action-plan",
            N_("National action plans"),
            N_(
                "The national plan that is furthest: in its period, completed, in preparation, or "
                "past its period with no outcome reported."
            ),
            _action_plan,
        ),
        Measure(
            "plan-progress",
            N_("Progress of action plans"),
            N_(
                "Completed actions of the newest national plan that publishes single actions, of "
                "those reported and not dropped; told only where at least half are reported. "
                "On an earlier date: as reported by then."
            ),
            _plan_progress,
        ),
        Measure(
            "policy-lever",
            N_("Use of a policy lever"),
            N_(
                "Laws, institutions and plans that stand on the day and use the lever, subnational "
                "ones too. A country without one may use it by other means."
            ),
            _policy_lever,
            options=levers.named,
            option_label=N_("Lever"),
        ),
        Measure(
            "events-hosted",
            N_("Events hosted"),
            N_(
                "Workshops, conferences and other events that took place in the country up to the "
                "day."
            ),
            _events_hosted,
            (THEME.key, *(choice.key for choice in OF_EVENTS), FROM),
        ),
        Measure(
            "coverage",
            N_("How well a country is covered"),
            N_("What the country's folder says about the completeness of its records of one kind."),
            _coverage,
            options=kinds_covered,
            option_label=N_("Kind of record"),
            dated=False,
        ),
        Measure(
            "last-review",
            N_("Last review by an officer"),
            N_("When an officer of the country last went through its records."),
            _last_review,
            dated=False,
        ),
    )
}
"""By code, in the order of the page's list."""
