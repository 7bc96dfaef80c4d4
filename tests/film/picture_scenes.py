"""Scenes of raster images, point clouds and shapes that are coloured by an image."""

# ruff: noqa: F403, F405

from __future__ import annotations

from pathlib import Path

import numpy as np
from manim import *
from PIL import Image

RAMP = np.linspace(0, 255, 24 * 18 * 3).reshape(18, 24, 3).astype(np.uint8)


class ImageKinds(Scene):
    """Grey, RGB and RGBA; from an array and a file; every resampling; inverted, coloured, faded."""

    def construct(self):
        path = Path(config.get_dir("media_dir")) / "ramp.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(RAMP).save(path)
        clear = np.dstack([RAMP, np.linspace(0, 255, 24 * 18).reshape(18, 24).astype(np.uint8)])
        images = Group(
            ImageMobject(RAMP[..., 0]), ImageMobject(clear), ImageMobject(path, invert=True),
            ImageMobject(str(path), scale_to_resolution=100), ImageMobject(RAMP).set_color(RED, 0.5),
            *(ImageMobject(RAMP).set_resampling_algorithm(RESAMPLING_ALGORITHMS[name])
              for name in ("nearest", "bilinear", "cubic")),
        )  # fmt: skip
        for image in images:
            image.set(height=2)
        images.arrange_in_grid(2, 4)
        self.add(images)
        self.play(images.animate.rotate(0.3), run_time=0.3)
        self.play(FadeOut(images[0]), images[1].animate.set_opacity(0.3), run_time=0.3)


class ImagesChange(Scene):
    def construct(self):
        one, other = ImageMobject(RAMP).set(height=4), ImageMobject(RAMP[::-1].copy()).set(height=2).shift(RIGHT)
        self.play(FadeIn(one), run_time=0.2)
        self.play(Transform(one, other), run_time=0.4)
        one.add_updater(lambda mob: mob.pixel_array.__setitem__((slice(2, 5), slice(2, 5)), [255, 0, 0, 255]))
        self.play(one.animate.shift(4 * RIGHT), run_time=0.3)
        one.clear_updaters()
        self.play(one.animate.stretch(0.01, 0), run_time=0.3)


class ImageUnderShapes(Scene):
    def construct(self):
        image = ImageMobject(RAMP).set(height=5).set_z_index(1)
        disc = Circle(fill_opacity=0.7, color=YELLOW).set_z_index(2)
        self.add(disc, image, Square(3, fill_opacity=1))
        self.play(disc.animate.shift(UP), run_time=0.3)
        self.play(image.animate.set_z_index(3).apply_matrix([[1, 0.4], [0.2, 1]]), run_time=0.3)


class ImageInSpace(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=50 * DEGREES, theta=-60 * DEGREES)
        image = ImageMobject(RAMP).set(height=4)
        label = ImageMobject(RAMP[:6, :6]).set(height=1).to_corner(UL)
        self.add_fixed_in_frame_mobjects(label)
        self.add(image, Square(), Dot3D([0, 0, 1]))
        self.move_camera(phi=20 * DEGREES, run_time=0.4)


class PointClouds(Scene):
    def construct(self):
        disc = PointCloudDot(radius=1, density=6, color=BLUE)
        swarm = Mobject1D().add_line(LEFT, RIGHT).set_color_by_gradient(RED, GREEN).shift(UP)
        group = PGroup(disc, swarm, PMobject(stroke_width=9).add_points([[3, 1, 0]], alpha=0.5))
        self.add(Square(fill_opacity=1))
        self.play(FadeIn(group), run_time=0.3)
        self.play(group.animate.rotate(1).shift(6 * LEFT), run_time=0.3)
        self.play(disc.animate.set_stroke_width(7), run_time=0.2)
        self.play(disc.animate.filter_out(lambda p: p[1] > 0).thin_out(2), run_time=0.2)


class PointsInSpace(ThreeDScene):
    def construct(self):
        self.set_camera_orientation(phi=60 * DEGREES, theta=30 * DEGREES)
        points = PMobject(stroke_width=3).add_points(np.random.uniform(-2, 2, (50, 3)), color=YELLOW)
        self.add(points, Square(shade_in_3d=True, fill_opacity=0.8))
        self.begin_ambient_camera_rotation(rate=2)
        self.wait(0.4)


class ManyColouredByImages(Scene):
    """Two images, shapes between, gradients, and what lies below."""

    def construct(self):
        one, other = (Image.fromarray(np.dstack([a, np.full(a.shape[:2], 255, np.uint8)])) for a in (RAMP, 255 - RAMP))
        self.add(Square(6, fill_opacity=1, color=GREY))
        first = Circle(fill_opacity=1).scale(2).shift(LEFT).color_using_background_image(one)
        second = Star(fill_opacity=0.5, stroke_width=9).scale(2).shift(RIGHT).color_using_background_image(other)
        third = Square().set_color_by_gradient(RED, BLUE).color_using_background_image(one)
        self.add(first, second, third)
        self.play(Rotate(first, 1), second.animate.shift(UP), run_time=0.3)
        between = Dot(radius=0.5)
        self.add(between, third)
        self.play(third.animate.scale(2), run_time=0.3)
        self.wait(0.2)
        self.play(FadeOut(first), FadeOut(second), run_time=0.3)


class ZoomedOnImageColours(ZoomedScene):
    def construct(self):
        image = Image.fromarray(np.dstack([RAMP, np.full(RAMP.shape[:2], 200, np.uint8)]))
        square = Square(fill_opacity=1).color_using_background_image(image)
        self.add(square)
        self.zoomed_display.scale(0.8)
        self.activate_zooming()
        self.play(square.animate.rotate(1), run_time=0.3)


PICTURES = [
    ImageKinds, ImagesChange, ImageUnderShapes, ImageInSpace, PointClouds, PointsInSpace, ManyColouredByImages,
    ZoomedOnImageColours,
]  # fmt: skip
