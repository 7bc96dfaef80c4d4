"""Frames of a scene as eigenreel makes them: recorded, then drawn from the display lists."""

from __future__ import annotations

import numpy as np

from eigenreel.film.raster import Raster, draw
from eigenreel.stage.display import Recording
from eigenreel.stage.recorder import record


def drawn_frames(scene_class, width: int, height: int, fps: int, seed: int = 0) -> list[np.ndarray]:
    recording, _ = record(scene_class, width=width, height=height, fps=fps, seed=seed, painter=draw)
    return frames_of(recording)


def frames_of(recording: Recording) -> list[np.ndarray]:
    raster = Raster(recording.width, recording.height, recording.background)
    frames = []
    for run in recording.runs:
        pixels = raster.frame([recording.items[number] for number in run.items]).copy()
        frames.extend([pixels] * run.repeat)
    return frames
