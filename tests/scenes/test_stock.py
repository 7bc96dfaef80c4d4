"""The lessons' frames are the frames that Manim draws."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
import stock

from eigenreel.film.raster import Raster
from eigenreel.scene_module import load_scene_module
from eigenreel.stage.staging import StageOptions, lesson_class, stage_lesson
from lesson_frames import built_in_course

SIZE = {"width": 427, "height": 240, "fps": 5}


def our_frames(staged):
    """The frames one by one, each valid until the next."""
    recording = staged.recording
    raster = Raster(recording.width, recording.height, recording.background)
    for run in recording.runs:
        pixels = raster.frame([recording.items[number] for number in run.items])
        for _ in range(run.repeat):
            yield pixels


class Comparer(stock.Keeper):
    """Holds each of Manim's frames against one of ours, and keeps none: a lesson has hundreds of megabytes of them."""

    ours = iter(())

    def write_frame(self, pixels, *, repeat=1):
        # What differs: 0 for the same bytes, else the largest difference; -1 where we have no frame.
        for _ in range(repeat):
            mine = next(self.ours, None)
            same = mine is not None and np.array_equal(mine, pixels)
            apart = 0 if same else -1 if mine is None else int(np.abs(mine.astype(int) - pixels).max())
            self.frames.append(apart)


@pytest.mark.slow
@pytest.mark.parametrize("ref", built_in_course().lessons, ids=lambda ref: ref.key)
def test_frames_are_manims(ref, monkeypatch):
    """Same number of frames, same bytes in each, in space too."""
    staged = stage_lesson(ref, StageOptions(**SIZE, voice="silent"))
    ours = our_frames(staged)
    monkeypatch.setattr(Comparer, "ours", ours)
    monkeypatch.setattr(stock, "Keeper", Comparer)
    lesson = lesson_class(load_scene_module(ref.scene), ref.scene)
    differences = stock.stock_frames(partial(lesson, telling=staged.telling), **SIZE)
    assert next(ours, None) is None and len(differences) == staged.recording.frames
    assert [(frame, apart) for frame, apart in enumerate(differences) if apart] == []
