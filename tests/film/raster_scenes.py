"""Small scenes that between them use everything a display list must hold."""

# ruff: noqa: F403, F405

from __future__ import annotations

import numpy as np
from manim import *


class PlaneAndMatrix(Scene):
    def construct(self):
        plane = NumberPlane()
        arrow = Vector([1, 2], color=YELLOW)
        self.add(NumberPlane(background_line_style={"stroke_opacity": 0.3}))
        self.play(Create(plane, run_time=0.6))
        self.play(GrowArrow(arrow, run_time=0.4))
        self.play(
            plane.animate.apply_matrix([[1, 1], [0, 1]]),
            arrow.animate.put_start_and_end_on(ORIGIN, [3, 2, 0]),
            run_time=0.6,
        )
        self.wait(0.3)


class Formulas(Scene):
    def construct(self):
        first = MathTypst("a^2 + b^2 = c^2", font_size=60)
        second = MathTypst("c = sqrt(a^2 + b^2)", font_size=60)
        self.play(Write(first, run_time=0.5))
        self.play(Transform(first, second, run_time=0.5))
        self.play(FadeOut(first, run_time=0.3))


class GraphRedrawn(Scene):
    def construct(self):
        axes = Axes(x_range=[-3, 3], y_range=[-2, 2], tips=False)
        shift = ValueTracker(0)
        graph = always_redraw(lambda: axes.plot(lambda x: np.sin(x + shift.get_value()), color=BLUE))
        dot = always_redraw(lambda: Dot(axes.c2p(0, np.sin(shift.get_value()))))
        self.add(axes, graph, dot)
        self.play(shift.animate.set_value(2), run_time=0.6)
        self.wait(0.2)


class Updaters(Scene):
    def construct(self):
        square = Square().add_updater(lambda mob, dt: mob.rotate(dt))
        label = Circle(radius=0.3).add_updater(lambda mob: mob.next_to(square, UP))
        self.add(square, label)
        self.wait(0.4)
        self.play(square.animate.shift(RIGHT), run_time=0.4)
        square.clear_updaters()
        self.wait(0.3)


class ZIndex(Scene):
    def construct(self):
        squares = [Square(fill_opacity=1, color=color).shift(RIGHT * i) for i, color in enumerate([RED, GREEN, BLUE])]
        squares[0].z_index = 3
        self.add(*squares)
        self.play(squares[1].animate.shift(UP), run_time=0.4)
        squares[2].set_z_index(5)
        self.play(squares[0].animate.shift(DOWN), run_time=0.4)


class Zoom(MovingCameraScene):
    def construct(self):
        self.add(NumberPlane(), Dot([2, 1, 0]))
        self.camera.frame.save_state()
        self.play(self.camera.frame.animate.scale(0.4).move_to([2, 1, 0]), run_time=0.6)
        self.play(Create(Circle(radius=0.3).move_to([2, 1, 0])), run_time=0.3)
        self.play(Restore(self.camera.frame), run_time=0.4)


class Pictures(Scene):
    def construct(self):
        ramp = np.linspace(0, 255, 40 * 30 * 3).reshape(30, 40, 3).astype(np.uint8)
        image = ImageMobject(ramp).scale(3)
        sharp = (
            ImageMobject(ramp[:8, :8])
            .set_resampling_algorithm(RESAMPLING_ALGORITHMS["nearest"])
            .scale(8)
            .shift(3 * LEFT)
        )
        self.add(Square(fill_opacity=0.5), sharp)
        self.play(FadeIn(image, run_time=0.4))
        self.play(image.animate.rotate(0.6).shift(RIGHT), run_time=0.4)
        self.play(image.animate.apply_matrix([[1, 0.5], [0, 1]]), run_time=0.3)


class Clouds(Scene):
    def construct(self):
        points = np.random.uniform(-3, 3, (200, 3)) * [1, 1, 0]
        cloud = PMobject(stroke_width=4).add_points(points, color=YELLOW)
        self.add(Circle(fill_opacity=1), cloud)
        self.play(cloud.animate.rotate(1), run_time=0.4)
        self.play(FadeOut(cloud), run_time=0.3)


class Gradients(Scene):
    def construct(self):
        square = Square(fill_opacity=1).set_color_by_gradient(RED, GREEN, BLUE).set_sheen_direction(UR)
        line = Line(3 * LEFT, 3 * RIGHT, stroke_width=20).set_color([RED, YELLOW, BLUE])
        disc = Circle(fill_opacity=0.8, color=BLUE).set_sheen(0.4, UL).shift(2 * UP)
        self.add(square, line, disc)
        self.play(Rotate(square, 1), line.animate.shift(DOWN), run_time=0.5)


class Strokes(Scene):
    def construct(self):
        formula = MathTypst("integral f", font_size=90).set_stroke(BLACK, 8, background=True)
        corners = VMobject(stroke_width=30).set_points_as_corners([LEFT, UP, RIGHT, DOWN])
        parts = [
            corners.copy().set(joint_type=LineJointType.ROUND, cap_style=CapStyleType.ROUND).shift(3 * LEFT),
            corners.copy().set(joint_type=LineJointType.BEVEL, cap_style=CapStyleType.SQUARE).shift(3 * RIGHT),
            DashedLine(3 * LEFT, 3 * RIGHT).shift(2 * DOWN),
        ]
        self.add(NumberPlane(), corners, *parts, formula)
        self.play(formula.animate.shift(UP), corners.animate.set_stroke(RED, 10), run_time=0.4)
        self.play(parts[2].animate.set_opacity(0), run_time=0.3)


class Foreground(Scene):
    def construct(self):
        label = Square(side_length=0.5, fill_opacity=1, color=RED)
        self.add_foreground_mobject(label)
        disc = Circle(fill_opacity=1)
        self.play(FadeIn(disc), run_time=0.3)
        self.play(disc.animate.shift(RIGHT), run_time=0.3)
        self.remove_foreground_mobjects(label)
        self.play(disc.animate.shift(LEFT), run_time=0.3)


class Waits(Scene):
    def construct(self):
        tracker = ValueTracker(0)
        dot = Dot().add_updater(lambda mob: mob.set_x(tracker.get_value()))
        self.wait(0.37)
        self.add(dot)
        tracker.add_updater(lambda mob, dt: mob.increment_value(dt))
        self.add(tracker)
        self.wait(1, stop_condition=lambda: tracker.get_value() > 0.4)
        self.wait(0.3, frozen_frame=True)
        dot.clear_updaters()
        tracker.clear_updaters()
        self.wait(0.43, frozen_frame=False)
        self.pause(0.2)


class Sections(Scene):
    def construct(self):
        dot = Dot()
        self.play(FadeIn(dot), run_time=0.3)
        self.next_section("skipped", skip_animations=True)
        self.play(dot.animate.shift(RIGHT), run_time=0.4)
        self.next_section("shown")
        self.play(dot.animate.shift(UP), run_time=0.4, subcaption="up")
        self.play(Indicate(dot), run_time=0.2)


class Empty(Scene):
    def construct(self):
        pass


class StaticOnly(Scene):
    def construct(self):
        self.add(Square(), Circle(fill_opacity=0.5))


class Morphs(Scene):
    def construct(self):
        np.random.shuffle(colors := [RED, GREEN, BLUE, YELLOW])
        shapes = VGroup(*(Square(color=color, fill_opacity=0.4) for color in colors)).arrange()
        self.play(LaggedStart(*map(GrowFromCenter, shapes), lag_ratio=0.3), run_time=0.5)
        self.play(Transform(shapes[0], Star()), Swap(shapes[1], shapes[2]), Flash(shapes[3]), run_time=0.6)
        self.play(Circumscribe(shapes[3]), ApplyWave(shapes), run_time=0.5)
        self.play(ShowPassingFlash(Line(LEFT, RIGHT)), Uncreate(shapes), run_time=0.5)


class BackgroundChanges(Scene):
    def construct(self):
        dot = Dot()
        self.play(FadeIn(dot), run_time=0.2)
        self.camera.background_color = "#223344"
        self.play(dot.animate.shift(UP), run_time=0.2)


class ColouredByImage(Scene):
    def construct(self):
        from PIL import Image

        ramp = np.linspace(0, 255, 40 * 30 * 4).reshape(30, 40, 4).astype(np.uint8)
        square = Square(fill_opacity=1).scale(2).color_using_background_image(Image.fromarray(ramp))
        self.add(Circle())
        self.play(FadeIn(square), run_time=0.2)
        self.play(square.animate.shift(RIGHT), run_time=0.2)


class Magnified(ZoomedScene):
    def construct(self):
        self.add(NumberPlane(), Dot())
        self.activate_zooming(animate=False)
        self.play(self.zoomed_camera.frame.animate.shift(RIGHT), run_time=0.2)


class OwnInit(Scene):
    def __init__(self):
        super().__init__()
        self.side = 2

    def construct(self):
        self.play(FadeIn(Square(self.side)), run_time=0.2)


FLAT = [
    PlaneAndMatrix, Formulas, GraphRedrawn, Updaters, ZIndex, Zoom, Pictures, Clouds, Gradients, Strokes, Foreground,
    Waits, Sections, Empty, StaticOnly, Morphs, BackgroundChanges, ColouredByImage, Magnified, OwnInit,
]  # fmt: skip


class Surfaces(ThreeDScene):
    def construct(self):
        axes = ThreeDAxes()
        surface = Surface(
            lambda u, v: np.array([u, v, np.sin(u) * np.cos(v)]), u_range=[-2, 2], v_range=[-2, 2], resolution=(10, 10)
        )
        label = MathTypst("z = sin(x) cos(y)").to_corner(UL)
        self.add_fixed_in_frame_mobjects(label)
        self.set_camera_orientation(phi=65 * DEGREES, theta=-50 * DEGREES)
        self.add(axes)
        self.play(Create(surface), run_time=0.4)
        self.begin_ambient_camera_rotation(rate=0.5)
        self.wait(0.5)
        self.stop_ambient_camera_rotation()
        self.play(surface.animate.set_fill(RED, 0.5), run_time=0.3)
        self.wait(0.3)


class Solids(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=70 * DEGREES, theta=30 * DEGREES, zoom=0.8)
        ball = Sphere(radius=0.8, resolution=(8, 8)).shift(LEFT)
        cube = Cube(fill_opacity=0.7).shift(2 * RIGHT)
        name = MathTypst("P").shift(2 * UP)
        self.add_fixed_orientation_mobjects(name)
        self.add(ball, cube, Arrow3D(ORIGIN, [0, 0, 2], resolution=6), Torus(resolution=(6, 6)).shift(2 * DOWN), name)
        self.move_camera(phi=50 * DEGREES, theta=60 * DEGREES, run_time=0.4)
        self.play(ball.animate.shift(UP + OUT), Rotate(cube, 1, axis=RIGHT), run_time=0.4)
        self.play(ball.animate.set_color(GREEN), run_time=0.3)
        self.move_camera(frame_center=[1, 0, 0], run_time=0.3)


class Wobble(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES, theta=-45 * DEGREES)
        height = ValueTracker(0.2)
        surface = always_redraw(
            lambda: Surface(
                lambda u, v: np.array([u, v, height.get_value() * (u * u - v * v)]),
                u_range=[-1.5, 1.5],
                v_range=[-1.5, 1.5],
                resolution=6,
                checkerboard_colors=[BLUE, TEAL],
                stroke_width=1,
            ).set_z_index(1)
        )
        ball = Dot3D(radius=0.1, color=YELLOW).add_updater(
            lambda mob: mob.move_to([0.5, 0.5, height.get_value() + 0.2])
        )
        self.add(surface, ball)
        self.play(height.animate.set_value(0.8), run_time=0.5)


class Grouped(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=70 * DEGREES, theta=20 * DEGREES)
        sheets = [VGroup(Square(fill_opacity=1), Circle(fill_opacity=1, color=RED)).shift(i * OUT) for i in range(3)]
        for sheet in sheets:
            sheet.set_shade_in_3d(True, z_index_as_group=True)
        self.add(*sheets, Line(LEFT, RIGHT + UP, shade_in_3d=True), Text3D())
        self.move_camera(theta=200 * DEGREES, run_time=0.4)
        self.play(sheets[0].animate.shift(4 * OUT), self.camera.light_source.animate.move_to([5, 5, 5]), run_time=0.4)


class Text3D(VGroup):
    """A group whose members have gradients, background strokes and no shade."""

    def __init__(self):
        super().__init__(
            Star(fill_opacity=1).set_color_by_gradient(RED, BLUE), Star().set_stroke(BLACK, 9, background=True)
        )
        self.arrange(OUT)


class FlatInSpace(ThreeDScene):
    """What a lesson is most of the time: a scene in space that faces the plane."""

    def construct(self):
        Morphs.construct(self)
        Formulas.construct(self)
        Gradients.construct(self)


SOLID = [Surfaces, Solids, Wobble, Grouped, FlatInSpace]
