"""Files arrive whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from eigenreel.errors import EigenreelError

PREFIX = ".part-"

OTHER_FOLDER = "name another folder with --out"
"""What else helps where a file cannot be written, in most commands."""


@contextmanager
def arriving(path: Path, remedy: str = OTHER_FOLDER) -> Iterator[Path]:
    """A path beside ``path`` to write to; it gets the name ``path`` when the block ends well, and is deleted otherwise.

    Args:
        remedy: what to do where that cannot be, besides making room.

    Raises:
        EigenreelError: the disk is full, or the folder cannot be written to.
    """
    # The process's number, so that two renders of one film do not write into each other's file.
    part = path.with_name(f"{PREFIX}{os.getpid()}-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_orphans(path)
        yield part
        part.replace(path)
    except OSError as error:
        raise _unwritable(path, error, remedy) from error
    finally:
        _discard(part)


def expect(path: Path, remedy: str = OTHER_FOLDER) -> None:
    """See that the file's folder, or the nearest above it that is there, takes files: before the work, not after it.

    Args:
        remedy: as of ``arriving``.

    Raises:
        EigenreelError: it does not.
    """
    try:
        try_writing(path.parent)
    except OSError as error:
        raise _unwritable(path, error, remedy) from error


def try_writing(folder: Path) -> None:
    """Make a file in the folder, or in the nearest above it that is there, which is gone at once.

    Raises:
        OSError: it cannot be made.
    """
    with tempfile.TemporaryFile(dir=standing(folder)):
        pass


def standing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there."""
    return next(path for path in (folder, *folder.parents) if path.exists())


def _unwritable(path: Path, error: OSError, remedy: str) -> EigenreelError:
    reason = error.strerror or type(error).__name__
    return EigenreelError(f"{path}: cannot be written ({reason}); free some space, or {remedy}")


def write_whole(path: Path, data: bytes, remedy: str = OTHER_FOLDER) -> None:
    """Write a file.

    Args:
        remedy: as of ``arriving``.

    Raises:
        EigenreelError: the disk is full, or the folder cannot be written to.
    """
    with arriving(path, remedy) as part:
        part.write_bytes(data)


def _remove_orphans(path: Path) -> None:
    """Delete what killed processes left of this file."""
    for orphan in path.parent.glob(f"{PREFIX}*-{escape(path.name)}"):
        number = orphan.name.removeprefix(PREFIX).removesuffix(f"-{path.name}")
        if number.isdigit() and not _runs(int(number)):
            _discard(orphan)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _discard(path: Path) -> None:
    # A folder that became read-only keeps it; what went wrong first is the error to report.
    with suppress(OSError):
        path.unlink(missing_ok=True)
