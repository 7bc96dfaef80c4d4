"""Contours lie on the level, end at the border or where they began, and miss nothing that is larger than a cell."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eigenreel.maths.contours import contours

shares = st.floats(0.05, 0.95)


def waves(x, y):
    return np.sin(2 * x) * np.cos(1.7 * y) + 0.1 * x


@settings(max_examples=30)
@given(st.floats(-1.2, 1.2))
def test_every_point_has_the_value(level):
    for curve in contours(waves, level, (-3, 3), (-2, 2), 40):
        assert np.allclose(waves(*curve.T), level, atol=1e-9)


@settings(max_examples=30)
@given(st.floats(-1.2, 1.2))
def test_curves_close_or_reach_the_border(level):
    for curve in contours(waves, level, (-3, 3), (-2, 2), 40):
        closed = (curve[0] == curve[-1]).all()
        ends = np.abs(curve[[0, -1]])
        at_border = np.isclose(ends[:, 0], 3) | np.isclose(ends[:, 1], 2)
        assert closed or at_border.all()


@settings(max_examples=30)
@given(st.floats(-1.2, 1.2))
def test_neighbours_are_neighbours(level):
    """No step is longer than the diagonal of a cell."""
    for curve in contours(waves, level, (-3, 3), (-2, 2), 40):
        assert np.linalg.norm(np.diff(curve, axis=0), axis=1).max() <= np.hypot(6, 4) / 40 + 1e-9


def test_the_length_of_a_circle():
    [circle] = contours(lambda x, y: x**2 + y**2, 2.25, (-2, 2), (-2, 2), 200)
    assert np.linalg.norm(np.diff(circle, axis=0), axis=1).sum() == pytest.approx(2 * np.pi * 1.5, rel=1e-4)


def test_a_saddle_is_joined_by_its_middle():
    """Above the pass the two heights are apart, below it they are one ridge."""
    heights = lambda x, y: x * y  # noqa: E731
    for level in (0.1, -0.1):
        first, second = contours(heights, level, (-1, 1), (-1, 1), 31)
        assert np.sign(np.prod(first, axis=1)).tolist() == [np.sign(level)] * len(first)
        assert not np.allclose(first.mean(axis=0), second.mean(axis=0))
