"""Recorded and rasterised frames are Manim's frames."""

from __future__ import annotations

import numpy as np
import PIL
import pytest
from raster_scenes import FLAT, SOLID, Magnified, Pictures
from stock import stock_frames

from eigenreel.film.raster import Raster
from eigenreel.stage.recorder import record

SIZE = {"width": 426, "height": 240, "fps": 15}


# Manim 0.22 calls Image.fromarray in a way that Pillow 13 refuses: there it cannot draw images at all.
BY_PILLOW = pytest.mark.skipif(int(PIL.__version__.split(".")[0]) > 12, reason="Manim needs an older Pillow for images")
MARKED = [pytest.param(each, marks=BY_PILLOW) if each in (Pictures, Magnified) else each for each in FLAT]


def drawn_frames(scene_class, seed=0):
    recording, _ = record(scene_class, **SIZE, seed=seed)
    raster = Raster(recording.width, recording.height, recording.background)
    frames = []
    for run in recording.runs:
        pixels = raster.frame([recording.items[number] for number in run.items]).copy()
        frames.extend([pixels] * run.repeat)
    return frames


def psnr(one, other):
    error = np.mean((one.astype(float) - other) ** 2)
    return np.inf if error == 0 else 10 * np.log10(255**2 / error)


@pytest.mark.parametrize("scene_class", MARKED)
def test_flat_scenes_are_drawn_bit_for_bit_as_manim_draws_them(scene_class):
    """Same number of frames, same bytes in each."""
    expected, got = stock_frames(scene_class, **SIZE), drawn_frames(scene_class)
    assert len(got) == len(expected)
    differing = [number for number, pair in enumerate(zip(expected, got, strict=True)) if not np.array_equal(*pair)]
    assert differing == []


@pytest.mark.parametrize("scene_class", SOLID)
def test_scenes_in_space_are_drawn_as_manim_draws_them(scene_class):
    """Same number of frames, and at least 70 dB in the worst (the bit-exact figure is infinite)."""
    expected, got = stock_frames(scene_class, **SIZE), drawn_frames(scene_class)
    assert len(got) == len(expected)
    assert min(map(psnr, expected, got)) >= 70
