"""Pages set by typst, without a browser. All texts come as data: none of them is read as markup."""

from __future__ import annotations

import threading
from functools import cache
from pathlib import Path
from typing import Any, cast

import orjson
import typst

from dashboard.language import current

FOLDER = Path(__file__).parent
_turn = threading.Lock()
"""A compiler serves one thread at a time."""


@cache
def _compiler(template: Path) -> typst.Compiler:
    """Kept: to read the machine's fonts takes longer than to set two pages."""
    return typst.Compiler(template)


def pdf(template: str, said: dict[str, Any]) -> bytes:
    """The pages of a template in this folder, such as 'brief.typ', which reads `sys.inputs.said`;
    the page's language is added."""
    return _set(template, said, format="pdf")


def png(template: str, said: dict[str, Any]) -> bytes:
    """The one page of a template as an image, sharp in print."""
    return _set(template, said, format="png", ppi=300)


def _set(template: str, said: dict[str, Any], **form: Any) -> bytes:
    data = orjson.dumps(said | {"language": current()}).decode()
    with _turn:
        # A list only where pages become single images.
        made = _compiler(FOLDER / template).compile(sys_inputs={"said": data}, **form)
    return cast("bytes", made)
