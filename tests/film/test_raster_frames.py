"""Recorded and rasterised frames are Manim's frames: the same number of them, and the same bytes in each.

Every scene is run twice, by Manim with its own camera and by the recorder. docs/scenes.md says what the scenes cover.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import numpy as np
import PIL
import pytest
from camera_scenes import CAMERAS, LooksAtItself, TwoViews, ViewMethodReplaced, ZoomedAnimated, ZoomedSelf
from drawn import drawn_frames
from gallery_scenes import GALLERY, Streams
from manim import tempconfig
from odd_scenes import ODD
from picture_scenes import PICTURES
from raster_scenes import FLAT, SOLID, Magnified
from raster_scenes import Pictures as FirstPictures
from space_scenes import SPACE
from stock import stock_frames
from timing_scenes import TIMES

LARGE = {"width": 426, "height": 240, "fps": 15}
SMALL = {"width": 160, "height": 90, "fps": 10}
SPATIAL = {"width": 320, "height": 180, "fps": 6}

# Manim 0.22 calls Image.fromarray in a way that Pillow 13 refuses: there it cannot draw images at all.
BY_PILLOW = pytest.mark.skipif(int(PIL.__version__.split(".")[0]) > 12, reason="Manim needs an older Pillow for images")
WITH_IMAGES = {
    *PICTURES, FirstPictures, Magnified, ZoomedAnimated, ZoomedSelf, TwoViews, ViewMethodReplaced,
    LooksAtItself, Streams,
}  # fmt: skip
COMPARED = [
    pytest.param(scene, size, marks=BY_PILLOW if scene in WITH_IMAGES else (), id=scene.__name__)
    for scenes, size in ((FLAT, LARGE), *((each, SMALL) for each in (CAMERAS, GALLERY, PICTURES, TIMES, ODD)))
    for scene in scenes
]


@pytest.fixture(scope="module", autouse=True)
def media(tmp_path_factory):
    """Manim keeps the outlines of texts in files."""
    with tempconfig({"media_dir": str(tmp_path_factory.mktemp("media"))}):
        yield


def psnr(one, other):
    error = np.mean((one.astype(float) - other) ** 2)
    return np.inf if error == 0 else 10 * np.log10(255**2 / error)


@pytest.mark.filterwarnings("ignore:'mode' parameter:DeprecationWarning")
@pytest.mark.parametrize(("scene_class", "size"), COMPARED)
def test_scenes_are_drawn_bit_for_bit_as_manim_draws_them(scene_class, size):
    """Same number of frames, same bytes in each."""
    expected, got = stock_frames(scene_class, **size), drawn_frames(scene_class, **size)
    assert len(got) == len(expected) > 0
    differing = [number for number, pair in enumerate(zip(expected, got, strict=True)) if not np.array_equal(*pair)]
    assert differing == []


@pytest.mark.parametrize("scene_class", [*SOLID, *SPACE])
def test_scenes_in_space_are_drawn_as_manim_draws_them(scene_class):
    """Same number of frames, and at least 70 dB in the worst (the bit-exact figure is infinite)."""
    expected, got = stock_frames(scene_class, **SPATIAL), drawn_frames(scene_class, **SPATIAL)
    assert len(got) == len(expected) > 0
    assert min(map(psnr, expected, got)) >= 70


def test_scenes_do_not_look_alike():
    """A comparison of empty frames would prove nothing: most scenes move, and nearly all show something."""
    moving = [
        scene
        for scene in (*CAMERAS, *TIMES, *ODD)
        if len({each.tobytes() for each in stock_frames(scene, **SMALL)}) > 2
    ]
    assert len(moving) >= len(CAMERAS) + len(TIMES) + len(ODD) - 2


def test_the_document_counts_the_scenes():
    """docs/scenes.md names each file of scenes, and how many there are."""
    text = (Path(__file__).parents[2] / "docs" / "scenes.md").read_text(encoding="utf-8")
    counts = {name: int(count) for name, count in re.findall(r"^\| `(\w+)\.py` \| (\d+) \|", text, re.MULTILINE)}
    compared = Counter(scene.__module__ for scene in (*(case.values[0] for case in COMPARED), *SOLID, *SPACE))
    assert counts == dict(compared)
