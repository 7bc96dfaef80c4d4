"""Laws of the rasteriser: a frame depends on its items only, and the dirty box is honest."""

from __future__ import annotations

import random
import subprocess
import sys

import numpy as np
import pytest
from raster_scenes import Clouds, Formulas, Gradients, Morphs, PlaneAndMatrix, Solids

from eigenreel.film.boxes import box_of
from eigenreel.film.raster import Raster
from eigenreel.stage.display import CLEAR, Shape
from eigenreel.stage.recorder import record

SIZE = {"width": 320, "height": 180, "fps": 10}


@pytest.fixture(scope="module", params=[PlaneAndMatrix, Formulas, Morphs, Gradients, Clouds, Solids])
def frames(request):
    """Frames of a scene as lists of items, and each drawn from nothing."""
    recording, _ = record(request.param, **SIZE)
    lists = [[recording.items[number] for number in run.items] for run in recording.runs]
    return recording, lists, [fresh(recording, items) for items in lists]


def fresh(recording, items):
    return Raster(recording.width, recording.height, recording.background).frame(items).copy()


@pytest.mark.parametrize("seed", range(3))
def test_a_frame_does_not_depend_on_the_frames_before(frames, seed):
    """In any order, with repeats, every frame is what it is when drawn from nothing."""
    recording, lists, expected = frames
    raster = Raster(recording.width, recording.height, recording.background)
    for number in random.Random(seed).choices(range(len(lists)), k=40):
        assert np.array_equal(raster.frame(lists[number]), expected[number])


def test_nothing_changes_outside_the_dirty_box(frames):
    recording, lists, _ = frames
    raster = Raster(recording.width, recording.height, recording.background)
    before = raster.frame(lists[0]).copy()
    for items in lists[1:] + lists[::-3]:
        after = raster.frame(items).copy()
        changed = (before != after).any(axis=2)
        if raster.dirty is not None:
            x0, y0, x1, y1 = raster.dirty
            changed[y0:y1, x0:x1] = False
        assert not changed.any()
        before = after


def test_the_same_frame_again_is_clean(frames):
    recording, lists, _ = frames
    raster = Raster(recording.width, recording.height, recording.background)
    raster.frame(lists[0])
    raster.frame(lists[0])
    assert raster.dirty is None


def test_no_item_paints_outside_its_box(frames):
    recording, lists, _ = frames
    for item in {id(item): item for items in lists[:: max(1, len(lists) // 6)] for item in items}.values():
        painted = (fresh(recording, [item]) != np.array(recording.background)).any(axis=2)
        x0, y0, x1, y1 = box_of(item, recording.width, recording.height)
        painted[y0:y1, x0:x1] = False
        assert not painted.any()


def test_an_empty_frame_is_the_background():
    assert (Raster(4, 3, (1, 2, 3, 255)).frame([]) == [1, 2, 3, 255]).all()


def test_a_shape_of_no_points_is_drawn_as_nothing():
    nothing = Shape(b"", (), CLEAR, None, None, (1, 0, 0, 1, 0, 0))
    assert (Raster(4, 3, (0, 0, 0, 255)).frame([nothing]) == [0, 0, 0, 255]).all()


def test_workers_need_no_manim():
    """A worker that only rasterises imports in a fraction of a second."""
    code = "import sys, eigenreel.film.raster; print('manim' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
