"""A lesson that ends with its lines of a song."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, groupby
from math import isfinite

from eigenreel.course import LessonRef
from eigenreel.errors import EigenreelError
from eigenreel.film.join import joined
from eigenreel.film.song_sound import Studio, passage_clip, song_track
from eigenreel.sound.loudness import integrated_loudness
from eigenreel.sound.song.score import Line, Score
from eigenreel.sound.soundtrack import TARGET_LUFS, mixed
from eigenreel.stage.display import FrameRun, Paint, Recording
from eigenreel.stage.moved import faded
from eigenreel.stage.song_brush import filled_box
from eigenreel.stage.song_film import Cast, cast_song, read_sung_song, stage_song
from eigenreel.stage.song_plan import plan_passage, timed_lines
from eigenreel.stage.staging import Staged, StageOptions
from eigenreel.words.timeline import Timeline

BLACK = Paint(((0.0, 0.0, 0.0, 1.0),))

DARKEN = 0.6
"""Seconds in which a lesson's last picture goes before its song."""


@dataclass(frozen=True)
class Ending:
    """The lines of a song that belong to a lesson: passages of lines that follow each other, each text once."""

    cast: Cast
    score: Score
    passages: tuple[tuple[Line, ...], ...]


def find_ending(lesson: LessonRef, options: StageOptions) -> Ending:
    """The lines that belong to a lesson, in the song of its unit or else in the first that has some.

    Raises:
        EigenreelError: no song of the course has a line of it, a song holds a mistake, or it cannot be shown.
    """
    course = lesson.course
    units = course.curriculum.units_of(lesson.key)
    scores = [(ref, read_sung_song(ref)) for ref in course.songs]
    # Sorting keeps the order of the alphabet within both halves.
    for ref, score in sorted(scores, key=lambda pair: pair[1].unit not in units):
        passages = _passages(score, lesson.key)
        if passages:
            return Ending(cast_song(ref, chain(*passages), options), score, passages)
    names = ", ".join(ref.name for ref in course.songs)
    there = f"songs: {names}" if names else f"there are none in {course.root}"
    raise EigenreelError(f"--song: no song has a line of {lesson.key} ({there}); write %%lesson {lesson.key} above one")


def _passages(score: Score, key: str) -> tuple[tuple[Line, ...], ...]:
    sung: set[str] = set()
    passages = []
    for is_of_lesson, lines in groupby(score.lines, key=lambda line: line.lesson == key):
        new = tuple(line for line in lines if is_of_lesson and line.text not in sung)
        sung |= {line.text for line in new}
        if new:
            passages.append(new)
    return tuple(passages)


def with_song(film: Staged, ending: Ending, options: StageOptions, studio: Studio) -> Staged:
    """A lesson's film, and after it its lines of the song over its vignette.

    Raises:
        EigenreelError: the song cannot be sung or drawn.
    """
    lines = list(chain(*ending.passages))
    names = {section.name for section in ending.score.sections for line in section.lines if line in lines}
    track = song_track(ending.cast.ref, ending.score, studio, names)
    times = {_place(each.line): each for each in timed_lines(ending.score, track.lines)}
    loudness = _loudness(film)
    film = _darkened(film)
    for number, passage in enumerate(ending.passages, 1):
        plan = plan_passage(ending.score, [times[_place(line)] for line in passage])
        part, _ = stage_song(ending.cast, plan, options)
        clip = passage_clip(track, plan.start, plan.start + plan.duration, 0.0, loudness)
        timeline = _as_ending(part.timeline, ending.score.title, number)
        film = joined(film, replace(part, clips=(clip,), timeline=timeline))
    return film


def _loudness(film: Staged) -> float:
    """LUFS of a lesson before mastering, which brings it and its song to the films' loudness together."""
    found = integrated_loudness(mixed(film.clips, film.recording.duration))
    return found if isfinite(found) else TARGET_LUFS


def _place(line: Line) -> tuple:
    return line.start, line.text


def _as_ending(timeline: Timeline, title: str, number: int) -> Timeline:
    """The timeline of a passage as the last chapter of a lesson."""
    beats = [
        replace(beat, name=f"song_{number}_{place}", chapter=f"Song: {title}")
        for place, beat in enumerate((beat for beat in timeline.beats if beat.words), 1)
    ]
    return replace(timeline, beats=(replace(beats[0], start=0), *beats[1:]))


def _darkened(film: Staged) -> Staged:
    """A film whose last picture goes into the dark; its last beat lasts until then."""
    frames = round(DARKEN * film.recording.fps)
    recording = darkened(film.recording, frames)
    *others, last = film.timeline.beats
    timeline = replace(film.timeline, frames=recording.frames, beats=(*others, replace(last, end=recording.frames)))
    return replace(film, recording=recording, timeline=timeline)


def darkened(recording: Recording, frames: int) -> Recording:
    """The recording, and so many frames more in which its last picture becomes black."""
    last, veil = recording.runs[-1], filled_box(0, 0, recording.width, recording.height, BLACK)
    veils = [faded(veil, (number + 1) / frames) for number in range(frames)]
    first = len(recording.items)
    runs = (FrameRun((*last.items, first + number), 1) for number in range(frames))
    return replace(
        recording,
        items=(*recording.items, *veils),
        runs=(*recording.runs, *runs),
        plays=(*recording.plays, recording.frames),
    )
