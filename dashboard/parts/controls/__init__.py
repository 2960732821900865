"""What Streamlit's own controls do not do, on every page: see `controls.js`."""

from __future__ import annotations

from dashboard.parts.components import component


def show() -> None:
    """Nothing that is seen; `page.css` keeps its place from taking room."""
    component("controls")(key="controls")
