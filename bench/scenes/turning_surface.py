"""A surface on axes under a camera that turns all the time, with a formula that stays in front."""

from manim import *


class TurningSurface(ThreeDScene):
    def construct(self):
        axes = ThreeDAxes(x_range=[-4, 4], y_range=[-4, 4], z_range=[-2, 2], x_length=8, y_length=8, z_length=4)
        surface = Surface(
            lambda u, v: axes.c2p(u, v, 1.5 * np.exp(-0.2 * (u * u + v * v)) * np.cos(u) * np.cos(v)),
            u_range=[-3, 3],
            v_range=[-3, 3],
            resolution=(18, 18),
        )
        surface.set_fill_by_checkerboard(BLUE_D, BLUE_E, opacity=0.9)
        formula = MathTypst("z = e^(-(x^2 + y^2) \\/ 5) cos x cos y").to_corner(UL)
        self.set_camera_orientation(phi=65 * DEGREES, theta=-50 * DEGREES)
        self.add_fixed_in_frame_mobjects(formula)
        self.add(axes)
        self.begin_ambient_camera_rotation(rate=0.25)
        self.play(Create(surface), run_time=2)
        self.wait(4)
        self.play(surface.animate.scale([1, 1, -1]), run_time=2)
