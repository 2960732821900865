"""Files are written whole or not at all, and never over what somebody else wrote meanwhile."""

from __future__ import annotations

import os
import secrets
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from loaders import documents


class Overtaken(Exception):
    """A file says something else than when it was read; the message says what to do."""


def write(path: Path, content: str | bytes) -> None:
    """Puts text (as UTF-8) or bytes in place of a file's content, or makes the file; raises
    `OSError`.

    Who reads the folder meanwhile sees the old file or the new one, never half of one.
    """
    with _made(path, content) as made:
        made.replace(path)


Change = tuple[str | None, str | None]
"""What a file said when it was read, and what it is to say; `None`: there is no such file."""


def replace(changes: Mapping[Path, Change]) -> None:
    """Writes texts in place of those that were read; raises `OSError`, and `Overtaken` where one
    of the files says something else by now: then none is written.
    """
    with ExitStack() as held:
        for folder in sorted({path.parent for path in changes}):
            held.enter_context(alone(folder))
        new = {
            path: held.enter_context(_made(path, after))
            for path, (_before, after) in changes.items()
            if after is not None
        }
        for path, (before, _after) in changes.items():
            if not _says(path, before):
                raise Overtaken(
                    f"{path.name} was changed by somebody else meanwhile; nothing is written. "
                    "Look at what it says now, and give the command again"
                )
        for path in changes:
            if path in new:
                new[path].replace(path)
            else:
                path.unlink()


def _says(path: Path, text: str | None) -> bool:
    """Whether a file says a text; `None`: it is not there. One that is no text says something."""
    if text is None or not path.exists():
        return text is None and not path.exists()
    return documents.text(path, lambda *_place, **_values: None) == text


@contextmanager
def alone(folder: Path) -> Generator[None]:
    """One writer at a time in a folder, by whatever process; raises `OSError`.

    Whoever ends, however, leaves nothing behind that would keep others out.
    """
    import fcntl  # Windows has none: there a command that only reads starts all the same

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def _named(path: Path) -> Generator[None]:
    """What cannot be written is named as who asked for it knows it."""
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        raise


@contextmanager
def _made(path: Path, content: str | bytes) -> Generator[Path]:
    """A new file beside another, whole on the disk, to be put in its place; else it goes."""
    # A name that begins with a dot is left out by a load.
    made = path.with_name(f".{secrets.token_hex(8)}")
    try:
        with _named(path), made.open("xb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
            file.flush()
            # A full disk may show no earlier.
            os.fsync(file.fileno())
        if path.exists():
            made.chmod(path.stat().st_mode & 0o777)
        yield made
    except OSError as error:
        # The name of the file beside is nobody's; who asked knows the other.
        if error.filename == str(made):
            error.filename = str(path)
        raise
    finally:
        made.unlink(missing_ok=True)
