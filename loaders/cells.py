"""What a spreadsheet would do with a text, and how to keep it from that."""

from __future__ import annotations

import re

STARTS_A_FORMULA = r"^[=+\-@\t\r]"
"""A spreadsheet would run a cell that begins so (OWASP, CSV injection)."""

_acts = re.compile(STARTS_A_FORMULA).match


def harmless(text: str) -> str:
    """The text for a CSV cell: an apostrophe stands before what would be run."""
    return f"'{text}" if _acts(text) else text
