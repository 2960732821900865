"""Files are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write(path: Path, text: str) -> None:
    """Puts a text in place of a file's content, or makes the file; raises `OSError`.

    Who reads the folder meanwhile sees the old file or the new one, never half of one.
    """
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    # A name that begins with a dot is left out by a load.
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(made).chmod(mode)
        Path(made).replace(path)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise
