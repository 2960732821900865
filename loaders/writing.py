"""Files are written whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write(path: Path, content: str | bytes) -> None:
    """Puts text (as UTF-8) or bytes in place of a file's content, or makes the file; raises
    `OSError`.

    Who reads the folder meanwhile sees the old file or the new one, never half of one.
    """
    # A name that begins with a dot is left out by a load.
    made = path.with_name(f".{secrets.token_hex(8)}")
    try:
        with made.open("xb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
            file.flush()
            # A full disk may show no earlier.
            os.fsync(file.fileno())
        if path.exists():
            made.chmod(path.stat().st_mode & 0o777)
        made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
