"""Axes: numbers stand at their ticks, and places are the axes' own wherever they have been moved."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manim import RIGHT, UP

from eigenreel import theme
from eigenreel.kit.axes import LabelledAxes


def axes(**options) -> LabelledAxes:
    return LabelledAxes((-2, 4, 1), (0, 1, 0.25), size=(6, 3), **{"y_format": ".0%", **options})


def test_numbers_stand_under_and_beside_their_ticks():
    graph = axes()
    assert [number.source for number in graph.x_numbers] == ["−2", "−1", "1", "2", "3", "4"]
    assert [number.source for number in graph.y_numbers] == ["25%", "50%", "75%", "100%"]
    for number, value in zip(graph.x_numbers, (-2, -1, 1, 2, 3, 4), strict=True):
        assert number.get_center()[0] == pytest.approx(graph.c2p(value, 0)[0], abs=1e-9)
        assert number.get_top()[1] < graph.c2p(value, 0)[1]


def test_ticks_and_numbers_can_be_left_out():
    graph = LabelledAxes((0, 1, 0), (0, 1, 0.5), size=(4, 2), y_format=None)
    assert not len(graph.x_ticks) and len(graph.y_ticks) == 2 and not len(graph.y_numbers)


@settings(max_examples=30)
@given(st.floats(-2, 4), st.floats(0, 1), st.floats(0.3, 3), st.floats(-3, 3))
def test_places_go_with_the_axes(x, y, scale, turn):
    graph = axes().scale(scale).shift(2 * RIGHT + UP).rotate(turn)
    assert np.allclose(graph.places([x], [y])[0], graph.c2p(x, y), atol=1e-6)


def test_a_curve_goes_through_its_points():
    graph = axes()
    curve = graph.curve(lambda x: x**2 / 16)
    for x in (-2.0, 0.7, 4.0):
        nearest = np.linalg.norm(curve.points - graph.c2p(x, x**2 / 16), axis=1).min()
        assert nearest < 0.03


def test_a_tangent_touches():
    graph = axes()
    line = graph.tangent(2, 0.25, 0.25, length=1.5)
    assert np.allclose(line.get_center(), graph.c2p(2, 0.25)) and line.get_length() == pytest.approx(1.5)
    start, end = (graph.p2c(point) for point in (line.get_start(), line.get_end()))
    assert (end[1] - start[1]) / (end[0] - start[0]) == pytest.approx(0.25)


def test_names_are_words_and_mathematics():
    graph = axes(x_name="weight $w$", y_name="share")
    assert graph.x_name.get_top()[1] < graph.x_numbers.get_bottom()[1]
    assert graph.y_name.get_bottom()[1] > graph.y_numbers.get_top()[1]
    assert len(graph.x_name["w"]) == 1
    assert graph.x_name.get_color().to_hex() == theme.AXIS
