"""A link for each language that the dashboard speaks, to the view that is shown just now.

Their addresses are made in the browser (`languages.js`): the part of a page that a control changes
runs again without what stands below the page.
"""

from __future__ import annotations

from dashboard.language import KEY, _, current, offered
from dashboard.parts.components import component


def show() -> None:
    """Plain links: the whole document is sent anew, in its language and direction."""
    said = {"label": _("Language"), "key": KEY, "languages": dict(offered()), "current": current()}
    component("languages")(key="languages", data=said, width="content")
