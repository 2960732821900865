"""One of a few parts of a page, chosen by a control that the address sets and keeps."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from dashboard import session
from dashboard.language import _, count

NONE: Mapping[str, int] = MappingProxyType({})


def show(
    label: str,
    names: Mapping[str, str],
    parameter: str,
    key: str,
    numbers: Mapping[str, int] = NONE,
    default: str = "",
) -> str:
    """Draws the control; the code that is chosen, the default or first where none is asked for.

    `names`: by its code in addresses what each is called, in English; `numbers`: how many are
    there, of those of which that is told.
    """
    asked = session.query().get(parameter, "")
    code = next(code for code in (asked, default, *names) if code in names)
    st.segmented_control(
        label,
        list(names),
        format_func=lambda code: (
            f"{_(names[code])} {count(numbers[code])}" if code in numbers else _(names[code])
        ),
        key=session.control(key, code),
        required=True,
        label_visibility="collapsed",
        on_change=lambda: session.change({parameter: st.session_state[key]}),
    )
    return code
