"""Cube, sphere, torus and a helix: solids that move and turn while the camera flies around them."""

from manim import *


class Solids(ThreeDScene):
    def construct(self):
        axes = ThreeDAxes()
        cube = Cube(side_length=1.6, fill_color=BLUE, fill_opacity=0.8).shift(3 * LEFT)
        sphere = Sphere(radius=1, resolution=(12, 24)).set_color(RED).shift(3 * RIGHT)
        torus = Torus(major_radius=1.6, minor_radius=0.4, resolution=(16, 12))
        helix = ParametricFunction(
            lambda t: np.array([2.2 * np.cos(t), 2.2 * np.sin(t), 0.2 * t]), t_range=[-TAU, TAU], color=YELLOW
        )
        self.set_camera_orientation(phi=70 * DEGREES, theta=30 * DEGREES)
        self.play(Create(axes), FadeIn(cube), FadeIn(sphere))
        self.play(Create(torus), run_time=1.5)
        self.play(Rotate(cube, PI / 2, axis=UP), Rotate(torus, PI / 2, axis=RIGHT), run_time=1.5)
        self.move_camera(phi=50 * DEGREES, theta=120 * DEGREES, run_time=2)
        self.play(Create(helix), run_time=1.5)
        self.wait(0.5)
