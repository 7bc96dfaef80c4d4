"""Which song is meant."""

from __future__ import annotations

from pathlib import Path

from eigenreel.course import Course, SongRef
from eigenreel.errors import EigenreelError

SUFFIX = ".abc"


def find_song(text: str, course: Course, start: Path) -> SongRef:
    """A song by the path of its file, or by its name in a course, with or without ``songs/`` before it.

    Raises:
        EigenreelError: there is none.
    """
    path = (start / Path(text).expanduser()).resolve()
    if path.is_file():
        return SongRef(path.stem, path, course)
    if path.suffix == SUFFIX:
        raise EigenreelError(f"{text}: no such song file; check the path (it is relative to the current folder)")
    return course.song(text.removeprefix("songs/"))
