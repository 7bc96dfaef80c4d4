"""Outlines lie on Cairo's grid: what Cairo would round to, and nothing else."""

from __future__ import annotations

from itertools import pairwise

import cairo
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from manim import VMobject

from eigenreel.stage.outlines import STEPS_PER_PIXEL, outline, outlines, to_grid

NUMBERS = st.floats(-50, 50, allow_nan=False)
MATRIX = (135.0, 0.0, 0.0, -135.0, 960.0, 540.0)


@settings(max_examples=200)
@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2, max_size=8))
def test_points_round_as_cairo_rounds(points):
    context = cairo.Context(cairo.ImageSurface(cairo.FORMAT_ARGB32, 8, 8))
    context.set_matrix(cairo.Matrix(*MATRIX))
    context.move_to(*points[0])
    for point in points[1:]:
        context.line_to(*point)
    context.set_matrix(cairo.Matrix())
    kept = [numbers for kind, numbers in context.copy_path() if kind != cairo.PATH_CLOSE_PATH]
    ours = (to_grid(np.array(points), MATRIX) / STEPS_PER_PIXEL).tolist()
    # Cairo drops a line of no length or merges it with one that goes on; every corner it keeps is one of ours.
    assert {tuple(point) for point in kept} <= {tuple(point) for point in ours}


def test_an_outline_keeps_starts_handles_and_anchors():
    """Two subpaths of one and two curves, and a rest of two points that draws nothing."""
    points = np.arange(28.0).reshape(14, 2)
    drawn, subpaths = outline(points, [[0, 4], [4, 12], [12, 14]], [False, True, False], (1, 0, 0, 1, 0, 0))
    kept = (np.frombuffer(drawn, np.int32).reshape(-1, 2) / STEPS_PER_PIXEL)[:, 0].tolist()
    assert kept == [0, 2, 4, 6, 8, 10, 12, 14, 18, 20, 22]
    assert subpaths == ((0, 4, False), (4, 11, True))


def test_far_away_points_wrap_as_in_cairo():
    assert to_grid(np.array([[2.0**24, 0.0]]), (1, 0, 0, 1, 0, 0)).tolist() == [[0, 0]]


@given(st.lists(st.lists(st.sampled_from([0.0, 1.0, 1.0000001, 2.0]), max_size=6), min_size=1, max_size=5))
def test_outlines_in_bulk_are_those_of_one_shape_at_a_time(shapes):
    """Curves that go on, stop, close on themselves or have no length, in shapes of any number of curves."""
    mobjects = []
    for anchors in shapes:
        mobject = VMobject()
        for start, end in pairwise(anchors):
            mobject.append_points(np.array([[start, 0, 0], [start, 1, 0], [end, 1, 0], [end, 0, 0]]))
        mobjects.append(mobject)
    points = [mobject.points for mobject in mobjects]
    expected = []
    for mobject in mobjects:
        splits = mobject.get_subpath_split_indices_from_points(mobject.points, n_dims=2).tolist()
        ends = [(mobject.points[start], mobject.points[end - 1]) for start, end in splits]
        closed = [mobject.consider_points_equals_2d(*pair) for pair in ends]
        expected.append(outline(mobject.points, splits, closed, MATRIX))
    assert outlines(points, np.full(len(points), 1e-6), MATRIX) == expected
