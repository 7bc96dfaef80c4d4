"""Which song is meant, and what is in it."""

from __future__ import annotations

from pathlib import Path

from eigenreel.course import SONGS, Course, SongRef
from eigenreel.errors import EigenreelError
from eigenreel.sound.song.notation import read_song
from eigenreel.sound.song.score import Score
from eigenreel.sound.track import ENDING


def find_song(text: str, course: Course, start: Path) -> SongRef:
    """A song by the path of its file, or by its name in a course, with or without ``songs/`` before it.

    Raises:
        EigenreelError: there is none.
    """
    path = (start / Path(text).expanduser()).resolve()
    if path.is_file():
        return course.song_at(path)
    if path.name.endswith(SONGS):
        raise EigenreelError(f"{text}: no such song file; check the path (it is relative to the current folder)")
    return course.song(text.removeprefix("songs/"))


def is_track(ref: SongRef) -> bool:
    """Whether it is somebody's own track, and not sung here."""
    return ref.path.name.endswith(ENDING)


def read_any_song(ref: SongRef) -> Score:
    """The score of a song, or of a track with its lines in time.

    Raises:
        EigenreelError: it cannot be read, or holds a mistake.
    """
    if not is_track(ref):
        return read_song(ref.path)
    from eigenreel.sound.track.project import read_project
    from eigenreel.sound.track.track_score import track_score

    return track_score(read_project(ref.path), ref.path)
