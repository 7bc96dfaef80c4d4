"""Colours can be seen, sizes can be read, and the room adds up."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from eigenreel import theme
from eigenreel.check.contrast import contrast_ratios

BLACK = np.zeros((1, 3))


def ratio(colour):
    rgb = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return float(contrast_ratios(rgb, BLACK)[0])


@pytest.mark.parametrize("name", theme.LETTER_COLOURS)
def test_letters_stand_out_from_the_background(name):
    assert ratio(getattr(theme, name)) >= 4.5


@pytest.mark.parametrize("name", theme.SHAPE_COLOURS)
def test_shapes_stand_out_from_the_background(name):
    assert ratio(getattr(theme, name)) >= 3


def test_every_colour_of_the_theme_can_be_seen_but_the_decoration():
    """A new colour is held to the rule without being named here."""
    colours = {name: value for name, value in vars(theme).items() if isinstance(value, str) and value.startswith("#")}
    assert len(colours) > 20
    faint = {name for name, value in colours.items() if ratio(value) < 3}
    assert faint == {"BACKGROUND", "FAINT_GRID"}


def test_dimmed_white_letters_can_still_be_read():
    level = theme.DIM
    assert float(contrast_ratios(np.full(3, level), BLACK)[0]) >= 4.5


@pytest.mark.parametrize("size", [theme.TITLE, theme.HEADING, theme.FORMULA, theme.BODY, theme.LABEL, theme.NOTE])
def test_capitals_of_every_size_are_at_least_28_pixels_tall(size):
    assert theme.CAPITAL * size >= 28


def test_the_stage_lies_within_the_frame_and_above_the_captions():
    stage = theme.STAGE
    assert stage.bottom + theme.FRAME_HEIGHT / 2 == pytest.approx(0.12 * theme.FRAME_HEIGHT)
    edges = stage.left + theme.FRAME_WIDTH / 2, theme.FRAME_WIDTH / 2 - stage.right, theme.FRAME_HEIGHT / 2 - stage.top
    assert edges == pytest.approx([theme.MARGIN] * 3)
    assert stage.left < stage.center[0] < stage.right and stage.bottom < stage.center[1] < stage.top


def test_colours_are_known_without_manim():
    """The command line names colours and starts fast."""
    code = "import sys; from eigenreel import theme; theme.LOSS; print('manim' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "False"
