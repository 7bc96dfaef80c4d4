"""Staged scenes without Manim."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from film_shapes import lesson

from eigenreel.sound.soundtrack import Clip
from eigenreel.stage.display import Recording
from eigenreel.words.timeline import BeatSpan, TimedWord, Timeline


@dataclass(frozen=True)
class Staged:
    """What eigenreel.stage.staging.Staged is; that module imports Manim."""

    recording: Recording
    clips: tuple[Clip, ...] = ()
    timeline: Timeline | None = None
    telling: None = None
    loudness: float = -16.0


def tone(seconds, rate=24000):
    return (0.2 * np.sin(np.arange(round(seconds * rate)) * 0.1)).astype(np.float32)


def staged_lesson(fps=30, **changes):
    """Two beats with a voice of tones and a word each."""
    recording = lesson(fps=fps, **changes)
    middle, end = recording.plays[2], recording.frames
    beats = (
        BeatSpan("one", "First", 0, middle, 0, (TimedWord("Move", 0.1, 0.6),), (("cue", 0.1),)),
        BeatSpan("two", "Second", middle, end, middle, (TimedWord("rest.", middle / fps, middle / fps + 0.5),)),
    )
    clips = (Clip(tone(1.0), 24000, 0.0), Clip(tone(1.5), 24000, middle / fps))
    return Staged(recording, clips, Timeline("tests/film", "A film", "en", fps, end, beats))
