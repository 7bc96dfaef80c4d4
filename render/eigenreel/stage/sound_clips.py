"""The sounds that a scene added, as clips of the film's soundtrack."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from eigenreel.sound.soundtrack import Clip, read_audio
from eigenreel.stage.display import Recording


def sound_clips(recording: Recording) -> tuple[Clip, ...]:
    """One clip for each sound, in the order in which the scene added them."""
    clips: list[Clip] = []
    for mark in recording.sounds:
        samples, rate = read_audio(mark.path)
        start = mark.frame / recording.fps
        if mark.background_gain_db:
            clips = [ducked(clip, start, start + len(samples) / rate, mark.background_gain_db) for clip in clips]
        clips.append(Clip(samples, rate, start, mark.gain_db))
    return tuple(clips)


def ducked(clip: Clip, start: float, end: float, gain_db: float) -> Clip:
    """The clip, louder or softer by this gain from start to end, in seconds of the film.

    >>> clip = Clip(np.ones(4, np.float32), 2, 1.0, 0.0)
    >>> ducked(clip, 1.5, 2.5, -20.0).samples.astype(float).round(3).tolist()
    [1.0, 0.1, 0.1, 1.0]
    """
    first, last = (max(0, round((time - clip.start) * clip.rate)) for time in (start, end))
    samples = np.array(clip.samples)
    samples[first:last] *= 10 ** (gain_db / 20)
    return replace(clip, samples=samples)
