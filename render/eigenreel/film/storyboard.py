"""Storyboard: the last frame of each beat with its time and words, on one sheet, without rendering the film."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from eigenreel.film.arrival import write_whole
from eigenreel.film.contact_sheet import page, sheet
from eigenreel.film.raster import Raster, draw
from eigenreel.film.targets import LessonTarget, SongTarget, Target
from eigenreel.stage.display import Recording
from eigenreel.stage.song_film import stage_written_song
from eigenreel.stage.staging import Staged, StageOptions, stage_lesson, stage_scene
from eigenreel.store import Store


@dataclass(frozen=True)
class Panel:
    """One picture of a storyboard.

    Attributes:
        start, end: seconds.
        words: what is said during it.
        image: its last frame.
    """

    name: str
    chapter: str
    start: float
    end: float
    words: str
    image: Image.Image


@dataclass(frozen=True)
class Storyboard:
    """A film at a glance; ``duration`` in seconds."""

    key: str
    title: str
    lang: str
    duration: float
    panels: tuple[Panel, ...]


def stage_target(target: Target, options: StageOptions, store: Store, soundfont: Path | None) -> Staged:
    """Stage a film as far as its pictures and words go: a song's syllables are where the score has them.

    Raises:
        EigenreelError: it cannot be staged.
    """
    if isinstance(target, LessonTarget):
        return stage_lesson(target.ref, options, store, painter=draw)
    if isinstance(target, SongTarget):
        return stage_written_song(target.ref, options, soundfont)[0]
    return stage_scene(target.path, target.scene, options, painter=draw)


def storyboard(staged: Staged, key: str) -> Storyboard:
    """The last frame of each beat; of a scene without beats, the last frame of each play."""
    timeline = staged.timeline
    title, lang = (timeline.title, timeline.lang) if timeline else (key, "en")
    return Storyboard(key, title, lang, staged.recording.duration, tuple(_panels(staged)))


def write_storyboard(staged: Staged, key: str, out: Path) -> tuple[Path, Path]:
    """Write ``<out>.png`` and ``<out>.html``; returns their paths.

    Args:
        out: the path without an ending.

    Raises:
        EigenreelError: they cannot be written.
    """
    board = storyboard(staged, key)
    png, html = out.with_name(out.name + ".png"), out.with_name(out.name + ".html")
    write_whole(png, sheet(board))
    write_whole(html, page(board).encode())
    return png, html


def frames_at(recording: Recording, wanted: list[int]) -> Iterator[Image.Image]:
    """The pictures of some frames, given in rising order."""
    raster = Raster(recording.width, recording.height, recording.background)
    ends = np.cumsum([run.repeat for run in recording.runs])
    for frame in wanted:
        run = recording.runs[int(np.searchsorted(ends, frame, side="right"))]
        pixels = raster.frame([recording.items[number] for number in run.items])
        yield Image.fromarray(pixels[:, :, :3].copy())


def _panels(staged: Staged) -> Iterator[Panel]:
    recording = staged.recording
    moments = _beats(staged) if staged.timeline else _plays(recording)
    images = frames_at(recording, [end - 1 for *_, end, _ in moments])
    for (name, chapter, start, end, words), image in zip(moments, images, strict=True):
        yield Panel(name, chapter, start / recording.fps, end / recording.fps, words, image)


def _beats(staged: Staged) -> list[tuple[str, str, int, int, str]]:
    """(name, chapter, first frame, end frame, words) of each beat."""
    return [
        (beat.name, beat.chapter, beat.start, beat.end, " ".join(word.text for word in beat.words))
        for beat in staged.timeline.beats
    ]


def _plays(recording: Recording) -> list[tuple[str, str, int, int, str]]:
    """The same of each play or wait that shows a frame."""
    starts = sorted({0, *recording.plays} - {recording.frames})
    spans = zip(starts, [*starts[1:], recording.frames], strict=True)
    return [(f"play {number}", "", start, end, "") for number, (start, end) in enumerate(spans, 1)]
