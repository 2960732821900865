"""A country as a workbook to take away, and a changed one put into the draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

import streamlit as st

from dashboard import session
from dashboard.drafts import Change, Draft, DraftError
from dashboard.export.tables import XLSX
from dashboard.language import N_, _, countries, labelled, plural
from dashboard.parts import draft_picker, drafting, filter_bar, problem_list
from dashboard.shown import shortened, shown, worded
from loaders import sheet_edits, sheet_rows, sheets, workbook
from loaders.additions import ADDITIONS, path_of
from loaders.annotated import Unreadable
from loaders.patches import changed_lines
from loaders.problems import Problem
from loaders.sheet_differences import Difference
from loaders.sheet_edits import Proposal
from loaders.sheet_places import told
from loaders.sheet_rows import Slip
from loaders.snapshot import faults
from loaders.stated import places_of

WIDE = 740
SHOWN, LONG = 100, 300


def show() -> None:
    """The country, its workbook, and what a workbook that came back would change."""
    reference = session.served().snapshot.reference
    names = countries(reference)
    asked = session.query().get("country", "")
    with st.container(width=WIDE):
        st.caption(
            _(
                "For many corrections at once: take the country's records away as a workbook, "
                "change cells or add rows, and bring it back. You see what would change before "
                "anything goes into your draft."
            )
        )
        st.selectbox(
            _("Country or area"),
            list(names),
            index=None,
            format_func=lambda code: names.get(code, code),
            key=session.control("sheet-country", asked if asked in names else None),
            placeholder=_("Type a name"),
            on_change=lambda: session.change({"country": st.session_state["sheet-country"] or ""}),
            width=300,
        )
        drafting.tell()
        filter_bar.complain_unless_in([*names, draft_picker.INTERNATIONAL], "country")
        if asked in names:
            _of_country(asked)


def _of_country(country: str) -> None:
    try:
        files = _files(country)
        # Read at once, so that a file that cannot be read is told before the button is pressed.
        found = list(sheet_edits.all_said(files))
    except Unreadable as error:
        st.warning(_("The files of this country cannot be read. Mend them as text first."))
        st.markdown(problem_list.as_list(error.problems, [p.file for p in error.problems]))
        return
    reference = session.served().snapshot.reference
    st.download_button(
        _("Download the workbook"),
        lambda: sheets.workbook(found, reference, country),
        file_name=f"{country}.xlsx",
        mime=XLSX,
        on_click="ignore",
        icon=":material/download:",
        key="sheet-download",
    )
    # Of any type: what is no workbook is told here, where the widget would show a red mark alone.
    uploaded = st.file_uploader(_("The workbook, changed"), key="sheet-upload")
    if uploaded is not None:
        _came_back(uploaded.name, uploaded.getvalue(), country, files)


def _files(country: str) -> dict[PurePosixPath, str]:
    """The text of each file of the country, as the draft has it; raises `Unreadable`."""
    draft, found = drafting.current(), {}
    for addition in ADDITIONS:
        if addition.is_country or (addition.kind and addition.kind.in_countries):
            path = path_of(addition, country)
            if str(path) not in draft.files and (wrong := drafting.unreadable(str(path))):
                raise Unreadable(wrong)
            text = draft.text(str(path), drafting.published(str(path)))
            if text:
                found[path] = text
    return found


def _came_back(name: str, content: bytes, country: str, files: Mapping[PurePosixPath, str]) -> None:
    try:
        grids = workbook.read(content, name)
    except workbook.Refused as error:
        said = error.said.spoken(_)
        st.error(shown(said[:1].upper() + said[1:]) + ".")
        return
    of = sheet_rows.country_of(grids)
    reference = session.served().snapshot.reference
    if of and of != country:
        said = _("This is the workbook of {place}. Choose that country above.")
        st.error(said.format(place=shown(countries(reference).get(of, of))))
        return
    remove = st.checkbox(_("Take out what has no row any more"), key="sheet-remove")
    found = sheet_edits.proposal(grids, files, country, reference, remove=remove)
    if found.slips:
        _slips(found.slips)
        return
    _notices(found)
    if not found.texts:
        st.info(_("The workbook says what your draft says already. Nothing changes."))
        return
    if _is_right(found):
        _differences(found, files)


def _slips(slips: Sequence[Slip]) -> None:
    """What is wrong in the workbook, each with its sheet and cell."""
    said = plural("{n} thing to mend in the workbook", "{n} things to mend", len(slips))
    st.error(f"**{said}**")
    st.markdown("\n".join(f"- {_slip(slip)}" for slip in slips[:SHOWN]))
    _more(len(slips))


def _slip(slip: Slip) -> str:
    said, place = worded(slip.sentence(_)), shown(f"{slip.sheet} {slip.cell}".strip())
    return labelled(f"**{place}**", said) if place else said[:1].upper() + said[1:]


def _more(number: int) -> None:
    """How many of so many are not listed."""
    if number > SHOWN:
        st.caption(plural("and {n} more", "and {n} more", number - SHOWN))


def _notices(found: Proposal) -> None:
    lines = [
        "- " + labelled(shown(what.spoken(_)), _("what it would say stays as it is"))
        for what in found.ignored
    ] + ["- " + labelled(shown(what), _("its row is gone; it stays")) for what in found.removed]
    if lines:
        st.warning("\n".join(lines[:SHOWN]))
        _more(len(lines))


def _is_right(found: Proposal) -> bool:
    """Whether the changed files are without errors; says what is wrong with them."""
    served = session.served().snapshot
    changed = {
        Path(path): None if text is None else text.encode() for path, text in found.texts.items()
    }
    # What they name may stand in another file of the draft.
    problems = faults(served, drafting.current().instead() | changed)
    names = {f"{served.root.name}/{path}" for path in found.texts}
    errors = [each for each in problems if not each.is_warning and each.file in names]
    slips, elsewhere = told(found, errors)
    if slips:
        _slips(slips)
    if elsewhere:
        st.error(f"**{problem_list.counts(elsewhere)}**")
        names = [_place(problem, found) for problem in elsewhere]
        st.markdown(problem_list.as_list(elsewhere, names))
    return not errors


def _place(problem: Problem, found: Proposal) -> str:
    """The record or action that an error is in, and its field; else the file and the field."""
    path = PurePosixPath(problem.file).relative_to(session.served().snapshot.root.name)
    text = found.texts.get(path)
    try:
        owner, field = places_of(text or "", drafting.kind_of(str(path)), [problem])[0]
    except (LookupError, Unreadable):
        owner, field = "", ""
    return f"{owner or path.name} {field or problem.field}".strip()


def _differences(found: Proposal, files: Mapping[PurePosixPath, str]) -> None:
    """What changes, in words and as lines, and the button that puts it into the draft."""
    count = plural("**{n} change**", "**{n} changes**", len(found.differences))
    st.markdown(count + "\n\n" + "\n".join(map(_said, found.differences[:SHOWN])))
    _more(len(found.differences))
    with st.expander(_("The lines that change"), key="sheet-lines"):
        for path, text in found.texts.items():
            st.markdown(f"**{shown(str(path))}**")
            lines = "\n".join(changed_lines(files.get(path), text))
            st.code(lines, language="diff", wrap_lines=True)
    st.button(
        _("Put it into the draft"),
        type="primary",
        key="sheet-put",
        on_click=_put,
        args=(found, files),
    )


def _said(difference: Difference) -> str:
    """One change: 'tur-law-1 status: In force -> Repealed'."""
    before, after = (shown(shortened(text, LONG)) for text in (difference.before, difference.after))
    where = f"**{shown(difference.owner)}**"
    if not difference.field:
        return f"- {where} {_('Added') if after else _('Taken out')}"
    label = labelled(f"{where} {shown(difference.field)}", after or _("taken out"))
    return f"- {label}" + (f" :gray[({before})]" if before else "")


CHANGED_MEANWHILE = N_("Your draft was changed meanwhile. Look at the changes again.")


def _put(found: Proposal, files: Mapping[PurePosixPath, str]) -> None:
    """The changed files become the draft's, unless the draft was changed meanwhile."""

    def changed(draft: Draft) -> Mapping[str, Change]:
        made = dict(draft.files)
        for place, text in found.texts.items():
            path = str(place)
            now = drafting.published(path)
            before = draft.files.get(path) or Change(now, now)
            if (before.text or "") != files.get(place, ""):
                raise DraftError(CHANGED_MEANWHILE)
            made[path] = Change(before.base, text)
        return made

    if drafting.put(changed):
        session.change({"section": "edit", "step": "look"})
