"""The widgets of a form for single values and lists of them; `record_form.WIDGETS` says which type
gets which.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import session
from dashboard.language import _, distinct
from dashboard.parts.form_choices import NAMES, labels
from dashboard.parts.form_field import Asked
from loaders.fields import Many
from loaders.values import Code, Organisation, Text

AREA = 1_000
"""A text that may be longer is written in an area of several lines."""


def text(asked: Asked) -> None:
    """A line, or an area where much may stand."""
    limit = asked.field.type.limit if isinstance(asked.field.type, Text) else 0
    key = session.control(asked.key, asked.text)
    if limit > AREA or "\n" in asked.text:
        st.text_area(asked.label, key=key, height="content", **asked.options)
    else:
        st.text_input(asked.label, key=key, **asked.options)


def short(asked: Asked) -> None:
    """A line."""
    st.text_input(asked.label, key=session.control(asked.key, asked.text), **asked.options)


def date(asked: Asked) -> None:
    """A line that shows how a date is written."""
    st.text_input(
        asked.label,
        key=session.control(asked.key, asked.text),
        placeholder=_("2011, 2011-03 or 2011-03-29"),
        **asked.options,
    )


def _choice(asked: Asked, names: Mapping[str, str], **options: Any) -> None:
    """One of several; what is written and is none of them stays, and can be replaced."""
    names = distinct(names)
    known = list(dict.fromkeys([*names, *asked.texts]))
    st.selectbox(
        asked.label,
        known,
        index=None,
        key=session.control(asked.key, asked.text or None),
        format_func=lambda code: names.get(code, code),
        placeholder=_("Choose"),
        **asked.options,
        **options,
    )


def _choices(asked: Asked, names: Mapping[str, str], **options: Any) -> None:
    names = distinct(names)
    known = list(dict.fromkeys([*names, *asked.texts]))
    st.multiselect(
        asked.label,
        known,
        key=session.control(asked.key, list(dict.fromkeys(asked.texts))),
        format_func=lambda code: names.get(code, code),
        placeholder=_("Choose"),
        select_all=False,
        **asked.options,
        **options,
    )


def flag(asked: Asked) -> None:
    """Yes, no, or nothing said."""
    _choice(asked, {"true": _("Yes"), "false": _("No")})


def named(asked: Asked) -> None:
    """A code, a country, an organisation ...: by what it is called."""
    _choice(asked, _names(asked), **_options(asked.field.type))


def many(asked: Asked) -> None:
    """Several to choose, or one on each line."""
    kind = asked.field.type.of if isinstance(asked.field.type, Many) else None
    if type(kind) in NAMES:
        names = labels(kind, asked.place) if isinstance(kind, Code) else _names(asked)
        _choices(asked, names, **_options(kind))
        return
    key = session.control(asked.key, "\n".join(asked.texts))
    label = f"{asked.label} ({_('one on each line')})"
    st.text_area(label, key=key, height="content", **asked.options)


def _options(kind: object) -> dict[str, Any]:
    """An organisation may be one that nobody has named before."""
    return {"accept_new_options": True} if isinstance(kind, Organisation) else {}


def _names(asked: Asked) -> Mapping[str, str]:
    kind = getattr(asked.field.type, "of", asked.field.type)
    return NAMES[type(kind)](kind, asked.place)
