"""The landscape and its map: what lies on them lies at its height and place, wherever they have been moved."""

from __future__ import annotations

import numpy as np
import pytest
from manim import OUT, RIGHT, Square

from eigenreel.kit.contour_map import ContourMap
from eigenreel.kit.landscape import LIFT, Landscape


def bowl(x, y):
    return x**2 / 2 + y**2


def landscape(**options) -> Landscape:
    return Landscape(bowl, (-2, 2), (-1, 1), size=(4, 3, 2), resolution=8, **options)


def test_heights_are_the_function_s():
    """The lowest point is at the bottom of the box, the highest at its top, and in between it is linear."""
    ground = landscape()
    low, middle, high = (ground.point(*pair)[2] for pair in ((0, 0), (1, 1), (2, 1)))
    assert (low, high) == pytest.approx((-1, 1)) and middle == pytest.approx(-1 + 2 * 1.5 / 3)


def test_faces_lie_on_the_surface():
    ground = landscape()
    corners = np.concatenate([face.get_start_anchors() for face in ground.surface])
    assert len(ground.surface) == 64
    assert np.allclose(corners[:, 2], -1 + 2 * bowl(corners[:, 0], corners[:, 1] / 1.5) / 3)


def test_it_can_be_moved_turned_and_scaled():
    ground = landscape(levels=[0.5]).scale(1.5).rotate(0.7, axis=RIGHT + OUT).shift(RIGHT)
    vertex = ground.surface[0].get_start()
    assert np.allclose(ground.point(-2, -1), vertex, atol=1e-6)
    path = ground.path([(-2, -1), (0, 0), (1, 0.5)])
    assert np.allclose(path.get_start(), ground.point(-2, -1, LIFT)) and np.allclose(
        path.get_end(), ground.point(1, 0.5, LIFT)
    )


def test_the_rim_can_be_cut_off():
    ground = landscape(top=1.5)
    assert ground.point(2, 1)[2] == pytest.approx(1) and ground.point(1, 1)[2] == pytest.approx(1)


def test_the_floor_lies_under_the_surface():
    ground = landscape(levels=[0.5, 1.0], drop=0.7)
    line = ground.plumb(1, 0.5)
    assert np.allclose((line.get_end() - line.get_start())[:2], 0)
    assert line.get_end()[2] == pytest.approx(-1 - 0.7)


def test_contours_of_a_map_lie_at_their_level():
    map_ = ContourMap(bowl, (-2, 2), (-1, 1), size=(4, 3), levels=[0.3, 0.8])
    for line, level in zip(map_.lines, map_.levels, strict=True):
        anchors = np.array(line.get_anchors())
        assert np.allclose(bowl(anchors[:, 0], anchors[:, 1] / 1.5), level, atol=1e-6)


def test_a_map_of_one_level_and_of_none():
    """A level that is nowhere gives a line without points, so that lines and levels stay side by side."""
    map_ = ContourMap(bowl, (-2, 2), (-1, 1), size=(4, 3), levels=[-1.0])
    assert len(map_.lines) == 1 and not map_.lines[0].has_points()
    assert isinstance(map_.add(Square()), ContourMap)
