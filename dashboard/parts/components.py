"""What pages do in JavaScript of our own: a folder beside this module for each, with its script."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.components.v2.types import ComponentRenderer

PROJECT = "sse"
SCRIPTS = {
    "figure": "figure.js",
    "draft_again": "remember.js",
    "languages": "languages.js",
    "controls": "controls.js",
}
"""By folder."""


def full_name(name: str) -> str:
    """As Streamlit's messages call the component of a folder."""
    return f"{PROJECT}.{name}"


def component(name: str) -> ComponentRenderer:
    """The component of a folder.

    Streamlit takes JavaScript by its address, as the content-security-policy wants it, only from
    folders that it was told of, and looks for those in installed packages alone.
    """
    manager = get_bidi_component_manager()
    if manager.get_component_path(full_name(name)) is None:
        configs = [ComponentConfig(folder, folder) for folder in SCRIPTS]
        manifest = ComponentManifest(PROJECT, "1", configs)
        manager.register_from_manifest(manifest, Path(__file__).parent)
    return _declared(name)


@cache
def _declared(name: str) -> ComponentRenderer:
    return st.components.v2.component(full_name(name), js=SCRIPTS[name], isolate_styles=False)
