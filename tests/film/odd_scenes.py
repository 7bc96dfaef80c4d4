"""Scenes that try what is seldom done: all the animations, shapes without sense, settings in mid-play."""

# ruff: noqa: F403, F405

from __future__ import annotations

import numpy as np
from manim import *


class Animations(Scene):
    def construct(self):
        text, square = Text("type").shift(UP), Square(fill_opacity=0.5).shift(DOWN)
        cursor = Rectangle(color=GREY, height=1, width=0.4, fill_opacity=1)
        self.play(TypeWithCursor(text, cursor, leave_cursor_on=False), run_time=0.3)
        self.play(RemoveTextLetterByLetter(text), SpiralIn(square, fade_in_fraction=0.5), run_time=0.3)
        self.play(Homotopy(lambda x, y, z, t: (x + t, y + np.sin(x + t), z), square), run_time=0.3)
        self.play(PhaseFlow(lambda p: RIGHT + p[0] * UP, square, run_time=0.3))
        self.play(ApplyPointwiseFunction(lambda p: p * [1, 0.5, 1], square), run_time=0.2)
        self.play(UpdateFromAlphaFunc(square, lambda mob, alpha: mob.set_fill(RED, alpha)), run_time=0.2)
        self.play(FadeToColor(square, BLUE), run_time=0.2)
        self.play(ScaleInPlace(square, 2), ShowPassingFlashWithThinningStrokeWidth(Circle()), run_time=0.2)
        self.play(ShrinkToCenter(square), FadeTransformPieces(Square(), Circle()), run_time=0.3)
        self.play(ShowSubmobjectsOneByOne(VGroup(*(Dot(i * RIGHT) for i in range(3)))), run_time=0.3)


class Boundaries(Scene):
    def construct(self):
        boundary = AnimatedBoundary(Circle(), colors=[RED, GREEN, BLUE], cycle_rate=3)
        self.add(boundary)
        self.wait(0.4)
        self.play(MaintainPositionRelativeTo(Dot(), boundary), boundary.animate.shift(UP), run_time=0.3)


class ShapesWithoutSense(Scene):
    """No points, one point, points that are no curves, not numbers, very far, very many."""

    def construct(self):
        odd = VMobject(stroke_width=9).set_points([LEFT, UP, RIGHT, DOWN, RIGHT])
        lost = Square(fill_opacity=1)
        lost.points[2] = np.nan
        far = Line(LEFT * 1e4, RIGHT * 1e4 + UP, stroke_width=20)
        farther = Square(2e7, stroke_width=1e6, color=GREEN)
        many = VMobject(fill_opacity=0.5).set_points_as_corners(
            [[3 * np.cos(7 * t), 3 * np.sin(5 * t), 0] for t in np.linspace(0, 60, 900)]
        )
        thin = Line(ORIGIN, ORIGIN, stroke_width=30, cap_style=CapStyleType.ROUND)
        self.add(VMobject(), VMobject().set_points([UP]), Mobject(), Group(), odd, lost, far, farther, many, thin)
        self.play(many.animate.scale(0.5), odd.animate.shift(UP), run_time=0.3)
        self.play(far.animate.shift(1e5 * UP), Create(many.copy().shift(RIGHT)), run_time=0.3)


class ColoursWithoutSense(Scene):
    def construct(self):
        half = ManimColor([1.0, 0.5, 0.0, 0.4])
        shapes = VGroup(
            Square(fill_color=half, fill_opacity=1), Circle(fill_opacity=[1, 0.2], color=[RED, BLUE]),
            Star(stroke_opacity=[0, 1, 0.5], stroke_width=8), Square(stroke_width=-3, fill_opacity=0.3),
            Triangle(fill_opacity=2).set_sheen(-0.5, DOWN), Square(fill_opacity=-1, stroke_opacity=3),
        ).arrange_in_grid(2, 3)  # fmt: skip
        self.add(shapes)
        self.play(shapes.animate.set_color_by_gradient(GREEN, YELLOW), run_time=0.3)
        self.play(shapes.animate.set_opacity(0.5).invert(), run_time=0.3)


class CameraSettings(Scene):
    """What Manim's camera keeps from its first frame, and what it reads anew."""

    def construct(self):
        plane = NumberPlane()
        self.play(FadeIn(plane), run_time=0.2)
        self.camera.frame_center = RIGHT
        self.camera.frame_width = 10
        self.play(plane.animate.set_stroke(width=3), run_time=0.2)
        self.camera.cairo_line_width_multiple = 0.05
        self.play(FadeIn(Square()), FadeIn(PMobject(stroke_width=6).add_points([UP])), run_time=0.2)
        self.camera.use_z_index = False
        self.play(FadeIn(Circle(fill_opacity=1).set_z_index(-3)), run_time=0.2)


class MobjectsComeAndGo(Scene):
    def construct(self):
        group = VGroup(Dot())

        def grow(mob, dt):
            mob.add(Dot(len(mob) * 0.4 * RIGHT))
            if len(mob) == 4:
                self.add(Square())
            if len(mob) == 6:
                mob.remove(mob[0])

        self.add(group.add_updater(grow))
        self.wait(0.6)
        self.mobjects.reverse()
        self.play(Rotate(group.clear_updaters(), 1), run_time=0.3)
        self.mobjects = [Circle()]
        self.wait(0.1)


ODD = [Animations, Boundaries, ShapesWithoutSense, ColoursWithoutSense, CameraSettings, MobjectsComeAndGo]
