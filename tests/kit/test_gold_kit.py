"""What axes, the map and the landscape look like."""

from __future__ import annotations

import numpy as np
from manim import DEGREES, LEFT, RIGHT, Scene, ThreeDScene

from eigenreel import theme
from eigenreel.kit.axes import LabelledAxes
from eigenreel.kit.contour_map import ContourMap
from eigenreel.kit.landscape import Landscape
from golden import assert_accepted, last_frame

PATH = [(-2.2, 1.3), (-1.7, 0.6), (-1.2, 0.2), (-0.8, 0.0)]
LEVELS = np.arange(-0.2, 4, 0.4)


def hills(x, y):
    return x**2 / 4 + 0.9 * y**2 + 0.35 * np.sin(2.2 * x) * np.cos(1.6 * y)


class Flat(Scene):
    def construct(self):
        graph = LabelledAxes((-3, 3, 1), (0, 3, 1), size=(5.5, 3.5), x_name="weight $w$", y_name="loss").to_edge(LEFT)
        curve = graph.curve(lambda x: x**2 / 4 + 0.3, theme.LOSS)
        self.add(graph, curve, graph.drop(2, 1.3), graph.tangent(2, 1.3, 1.0), graph.dot(2, 1.3))
        map_ = ContourMap(hills, (-3, 3), (-2, 2), size=(6, 4), levels=LEVELS).to_edge(RIGHT)
        self.add(map_, map_.path(PATH), map_.dot(*PATH[-1]), map_.arrow(*PATH[0], (0.5, -0.8)))


class Deep(ThreeDScene):
    def construct(self):
        ground = Landscape(hills, (-3, 3), (-2, 2), size=(6.5, 4.5, 2.6), levels=LEVELS, drop=1.6)
        self.set_camera_orientation(phi=62 * DEGREES, theta=-60 * DEGREES, zoom=0.8)
        self.add(ground, ground.path(PATH), ground.floor.path(PATH), ground.plumb(*PATH[0]))
        self.add_fixed_orientation_mobjects(ground.ball(*PATH[0]))


def test_axes_and_map():
    assert_accepted("kit/axes_and_map", last_frame(Flat))


def test_landscape():
    assert_accepted("kit/landscape", last_frame(Deep))
