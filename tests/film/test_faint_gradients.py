"""Faces whose gradients are too faint to be seen are drawn plain: how far that is from what Cairo makes of them."""

from __future__ import annotations

from itertools import pairwise

import cairo
import numpy as np
import pytest

from eigenreel.film.drawing import draw_mesh, gradient
from eigenreel.stage.display import Mesh

SIDE = 60
CORNERS = np.array([(10.3, 12.6), (48.2, 8.9), (51.7, 44.1), (14.4, 49.5), (10.3, 12.6)])
AXIS = (10.3, 12.6, 51.7, 44.1)
PEN = (0.7, 0, 0)
GREY, WHITE = (0.4, 0.5, 0.6), (0.8, 0.8, 0.8)


def outline():
    """The corners with the handles of straight curves between them."""
    steps = [start + (end - start) * share for start, end in pairwise(CORNERS) for share in (1 / 3, 2 / 3, 1)]
    return np.rint(np.array([CORNERS[0], *steps]) * 256).astype(np.int32)


def ends(colour, levels, alphas):
    """A colour and one that is lighter by so many levels of 255."""
    return [(*colour, alphas[0]), (*(channel + levels / 255 for channel in colour), alphas[1])]


def mesh(fill, stroke):
    return Mesh(
        points=outline().tobytes(),
        curves=np.int32([len(CORNERS) - 1]).tobytes(),
        closed=np.array([True]).tobytes(),
        axes=np.array(AXIS).tobytes(),
        rows=np.int32([0]).tobytes(),
        palette=np.array([fill, stroke]).tobytes(),
        pens=(PEN,),
        pen_rows=np.int32([0]).tobytes(),
        matrix=(1.0, 0.0, 0.0, 1.0, 0.0, 0.0),
    )


def canvas():
    pixels = np.zeros((SIDE, SIDE, 4), np.uint8)
    pixels[:] = (30, 60, 200, 255)
    return pixels, cairo.Context(cairo.ImageSurface.create_for_data(pixels.data, cairo.FORMAT_ARGB32, SIDE, SIDE))


def drawn(fill, stroke):
    pixels, context = canvas()
    draw_mesh(context, mesh(fill, stroke))
    return pixels.astype(int)


def by_gradients(fill, stroke):
    """The calls of Manim's camera, gradients and all."""
    pixels, context = canvas()
    numbers = (outline() / 256).ravel().tolist()
    context.move_to(*numbers[:2])
    for first in range(2, len(numbers), 6):
        context.curve_to(*numbers[first : first + 6])
    context.close_path()
    context.set_source(gradient(AXIS, fill))
    context.fill_preserve()
    context.set_source(gradient(AXIS, stroke))
    context.set_line_width(PEN[0])
    context.set_line_join(PEN[1])
    context.stroke_preserve()
    return pixels.astype(int)


def difference(fill, stroke):
    return np.abs(drawn(fill, stroke) - by_gradients(fill, stroke)).max()


@pytest.mark.parametrize("alpha", [1.0, 0.9, 0.3])
def test_two_levels_in_a_fill_and_four_in_a_stroke_are_plain_within_three(alpha):
    """Not the same, or nothing would have been saved, but no pixel is further off than three levels."""
    fill, stroke = ends(GREY, 1.99, (alpha, alpha)), ends(WHITE, 3.99, (1, 1))
    assert 0 < difference(fill, stroke) <= 3


@pytest.mark.parametrize("alpha", [1.0, 0.9])
def test_a_plain_fill_is_within_one_level(alpha):
    still = ends(WHITE, 0, (1, 1))
    assert difference(ends(GREY, 1.99, (alpha, alpha)), still) <= 1


def test_stronger_gradients_are_cairos_own():
    assert difference(ends(GREY, 2.01, (1, 1)), ends(WHITE, 4.01, (1, 1))) == 0


def test_one_colour_is_the_same_to_the_bit():
    assert difference(ends(GREY, 0, (0.9, 0.9)), ends(WHITE, 0, (1, 1))) == 0


def test_a_gradient_of_transparency_stays():
    """One level of alpha less shows more of what is behind."""
    fill, stroke = ends(GREY, 1, (0.5, 0.503)), ends(WHITE, 0, (1, 1))
    assert difference(fill, stroke) == 0


def test_the_meter_sees_a_level():
    """The comparison is no comparison of a picture with itself."""
    one, other = (by_gradients(ends(GREY, levels, (1, 1)), ends(WHITE, 0, (1, 1))) for levels in (0, 6))
    assert np.abs(one - other).max() >= 4
