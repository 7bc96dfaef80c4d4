"""Scenes in space, small: Manim's own drawing of solids is slow."""

# ruff: noqa: F403, F405

from __future__ import annotations

import numpy as np
from manim import *


class Illusion(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=70 * DEGREES, theta=30 * DEGREES)
        self.add(Cube(side_length=2, fill_opacity=0.8))
        self.begin_3dillusion_camera_rotation(rate=2)
        self.wait(0.3)
        self.stop_3dillusion_camera_rotation()
        self.set_to_default_angled_camera_orientation()
        self.wait(0.2)


class ManySolids(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES, theta=-40 * DEGREES, focal_distance=8)
        solids = VGroup(
            Cone(resolution=5), Cylinder(resolution=(2, 5)), Prism([1, 2, 1]), Line3D(ORIGIN, [1, 1, 1], resolution=4),
            Tetrahedron(),
        ).arrange_in_grid(2, 4)  # fmt: skip
        self.add(solids)
        self.play(solids.animate.rotate(0.5, axis=RIGHT), run_time=0.2)
        self.play(solids[0].animate.set_opacity(0.3), solids[2].animate.set_color(RED), run_time=0.2)


class ColouredSurface(ThreeDScene):
    def construct(self):
        axes = ThreeDAxes(x_range=(-2, 2), y_range=(-2, 2), z_range=(-1, 1))
        surface = Surface(
            lambda u, v: axes.c2p(u, v, np.sin(u * v)), u_range=(-2, 2), v_range=(-2, 2), resolution=(5, 5)
        ).set_fill_by_value(axes=axes, colorscale=[(RED, -0.5), (YELLOW, 0), (GREEN, 0.5)], axis=2)
        self.set_camera_orientation(phi=60 * DEGREES, theta=-30 * DEGREES, gamma=10 * DEGREES)
        self.add(axes, surface)
        self.camera.should_apply_shading = False
        self.wait(0.2)
        self.camera.should_apply_shading = True
        self.camera.exponential_projection = True
        self.move_camera(zoom=1.3, focal_distance=10, run_time=0.3)


class FixedInSpace(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES, theta=-45 * DEGREES)
        title, sign, free = Text("fixed").to_corner(UL), Text("sign").shift(OUT), Text("flat").shift(DOWN)
        self.add_fixed_in_frame_mobjects(title)
        self.add_fixed_orientation_mobjects(sign, use_static_center_func=True)
        curve = ParametricFunction(lambda t: [np.cos(t), np.sin(t), t / 5], t_range=(0, TAU)).set_shade_in_3d(True)
        self.add(free, curve)
        self.play(Write(title), sign.animate.shift(RIGHT), run_time=0.3)
        self.move_camera(theta=0, added_anims=[free.animate.shift(UP)], run_time=0.3)
        self.remove_fixed_in_frame_mobjects(title)
        self.remove_fixed_orientation_mobjects(sign)
        self.wait(0.2)


class CameraMethodReplacedInSpace(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES)
        cube = Cube()
        self.play(FadeIn(cube), run_time=0.2)
        self.camera.get_stroke_rgbas = lambda mob, background=False: mob.get_stroke_rgbas(background) * [1, 0, 0, 1]
        self.play(cube.animate.set_stroke(width=3), run_time=0.2)


class FacesOfTheirOwn(ThreeDScene):
    """Faces whose methods were replaced, one by one and all of them."""

    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES, theta=20 * DEGREES)
        cube = Cube(fill_opacity=1)
        cube[0].get_fill_rgbas = lambda: np.array([[1.0, 0.0, 0.0, 1.0]])
        self.add(cube)
        self.wait(0.2)
        stock = VMobject.get_fill_rgbas
        VMobject.get_fill_rgbas = lambda mob: stock(mob) * [0.2, 1, 1, 1]
        try:
            self.play(cube.animate.shift(RIGHT), run_time=0.4)
        finally:
            VMobject.get_fill_rgbas = stock


SPACE = [Illusion, ManySolids, ColouredSurface, FixedInSpace, CameraMethodReplacedInSpace, FacesOfTheirOwn]
