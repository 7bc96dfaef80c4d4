"""Scenes that move, replace, rewrite or look through their cameras."""

# ruff: noqa: F403, F405

from __future__ import annotations

import numpy as np
from film_colours import Tinted
from manim import *
from manim.camera.mapping_camera import MappingCamera, OldMultiCamera
from manim.camera.multi_camera import MultiCamera


class ZoomedAnimated(ZoomedScene):
    """The example of Manim's gallery, in short."""

    def __init__(self, **kwargs):
        super().__init__(
            zoom_factor=0.3,
            zoomed_display_height=2,
            zoomed_display_width=5,
            image_frame_stroke_width=20,
            zoomed_camera_config={"default_frame_stroke_width": 3},
            **kwargs,
        )

    def construct(self):
        dot = Dot().shift(UL * 2)
        image = ImageMobject(np.uint8([[0, 100, 30, 200], [255, 0, 5, 33]]))
        image.height = 4
        self.add(image, dot)
        frame, display = self.zoomed_camera.frame, self.zoomed_display
        frame.move_to(dot).set_color(PURPLE)
        display.display_frame.set_color(RED)
        display.shift(DOWN)
        curtain = BackgroundRectangle(display, fill_opacity=0, buff=0.3)
        self.add_foreground_mobject(curtain)
        self.play(Create(frame), UpdateFromFunc(curtain, lambda mob: mob.replace(display)), run_time=0.3)
        self.activate_zooming()
        self.play(self.get_zoomed_display_pop_out_animation(), run_time=0.3)
        self.play(frame.animate.scale([0.5, 1.5, 0]), display.animate.scale([0.5, 1.5, 0]), run_time=0.3)
        self.wait(0.2)
        self.play(dot.animate.shift(DOWN), frame.animate.shift(RIGHT + DOWN), run_time=0.3)
        self.play(self.get_zoomed_display_pop_out_animation(), rate_func=lambda t: smooth(1 - t), run_time=0.3)
        self.play(Uncreate(display.display_frame), FadeOut(frame), run_time=0.3)


class ZoomedSelf(ZoomedScene):
    """A view that contains itself, beside all that a frame can hold."""

    def construct(self):
        points = np.random.uniform(-1, 1, (60, 3)) * [1, 1, 0]
        cloud = PMobject(stroke_width=3).add_points(points, color=YELLOW)
        ramp = np.linspace(0, 255, 8 * 6 * 3).reshape(6, 8, 3).astype(np.uint8)
        picture = ImageMobject(ramp).scale(9).shift(LEFT)
        square = Square(fill_opacity=1).set_color_by_gradient(RED, BLUE).shift(RIGHT)
        self.add(picture, square, cloud)
        self.camera.allow_cameras_to_capture_their_own_display = True
        self.zoomed_camera.frame.scale(5)
        self.activate_zooming(animate=False)
        self.play(square.animate.rotate(1), cloud.animate.shift(UP), run_time=0.4)
        self.zoomed_camera.background_color = GREEN_E
        self.play(self.zoomed_camera.frame.animate.shift(LEFT).set_color(RED), run_time=0.4)
        self.camera.background_color = BLUE_E
        self.play(self.camera.frame.animate.scale(1.5), run_time=0.3)


class TwoViews(MovingCameraScene):
    def __init__(self, **kwargs):
        super().__init__(camera_class=MultiCamera, **kwargs)

    def construct(self):
        star = Star(fill_opacity=0.5, color=YELLOW)
        self.add(NumberPlane(), star)
        for corner, scale in ((UR, 0.2), (DL, 0.6)):
            camera = MovingCamera(background_opacity=1, default_frame_stroke_width=2)
            camera.frame.scale(scale)
            view = ImageMobjectFromCamera(camera).add_display_frame()
            view.scale(0.7).to_corner(corner)
            self.camera.add_image_mobject_from_camera(view)
            self.add(camera.frame)
            self.add_foreground_mobject(view)
        self.play(Rotate(star, 1), run_time=0.4)
        self.wait(0.2)


class ViewMethodReplaced(ZoomedScene):
    """A method replaced on the camera of a view; the frame around it stays shapes."""

    def construct(self):
        self.add(Square(fill_opacity=1, color=BLUE))
        self.activate_zooming()
        self.play(self.zoomed_camera.frame.animate.shift(RIGHT), run_time=0.3)
        self.zoomed_camera.get_fill_rgbas = lambda mob: mob.get_fill_rgbas() * [1, 1, 0.2, 1]
        self.play(self.zoomed_camera.frame.animate.shift(LEFT), run_time=0.3)


class AutoZoom(MovingCameraScene):
    def construct(self):
        shapes = VGroup(Square().shift(3 * LEFT), Triangle().shift(3 * RIGHT))
        self.add(shapes)
        self.play(self.camera.auto_zoom(shapes, margin=1), run_time=0.3)
        for shape in shapes:
            self.play(self.camera.auto_zoom([shape], margin=1), run_time=0.3)
        self.play(self.camera.frame.animate.set(width=10).move_to(UP), shapes[0].animate.shift(UP), run_time=0.3)


class FollowingCamera(MovingCameraScene):
    def construct(self):
        axes = Axes(x_range=[-1, 7], y_range=[-1, 3], tips=False)
        graph = axes.plot(lambda x: np.sin(x) + 1, color=BLUE, x_range=[0, 6])
        dot = Dot(axes.i2gp(0, graph), color=ORANGE)
        self.add(axes, graph, dot)
        self.play(self.camera.frame.animate.scale(0.5).move_to(dot), run_time=0.3)
        self.camera.frame.add_updater(lambda mob: mob.move_to(dot.get_center()))
        self.add(self.camera.frame)
        self.play(MoveAlongPath(dot, graph), run_time=0.6)


class Backgrounds(Scene):
    """A background that is an image, painted, and clear."""

    def construct(self):
        disc = Circle(fill_opacity=0.5)
        self.play(FadeIn(disc), run_time=0.2)
        height, width = self.camera.background.shape[:2]
        ramp = np.zeros((height, width, 4), np.uint8)
        ramp[..., 3], ramp[..., 1] = 255, np.linspace(0, 200, width).astype(np.uint8)
        self.camera.set_background(ramp)
        self.play(disc.animate.shift(UP), run_time=0.2)
        self.camera.background[: height // 2] = [90, 20, 10, 255]
        self.play(disc.animate.shift(DOWN), run_time=0.2)
        self.camera.background_opacity = 0.5
        self.play(disc.animate.shift(LEFT), run_time=0.2)


class CameraMade(Scene):
    """A camera class that is a function, with settings of its own."""

    def __init__(self, **kwargs):
        super().__init__(camera_class=lambda: MovingCamera(background_color=TEAL_E, frame_width=20), **kwargs)

    def construct(self):
        self.play(Create(Square()), self.camera.frame.animate.scale(0.5), run_time=0.4)


class CameraReplaced(Scene):
    """A scene that puts another camera in the place of its own, with what was drawn as its background."""

    def construct(self):
        plane = NumberPlane()
        self.play(FadeIn(plane), run_time=0.3)
        self.renderer.camera = Camera(background=None, background_color=MAROON_E)
        self.play(plane.animate.scale(0.5), run_time=0.3)
        self.renderer.camera = Tinted()
        self.play(plane.animate.set_color(RED), run_time=0.3)


class CameraMethodReplaced(Scene):
    """A method replaced on the camera itself, between two plays."""

    def construct(self):
        square = Square(fill_opacity=1, color=BLUE)
        self.play(FadeIn(square), run_time=0.3)
        stock = self.camera.get_fill_rgbas
        self.camera.get_fill_rgbas = lambda mob: stock(mob) * [1, 0.3, 1, 1]
        self.play(square.animate.shift(RIGHT), run_time=0.3)


class CameraMethodReplacedInPlay(Scene):
    """The same in the midst of a play, when what stands still has been kept."""

    def construct(self):
        self.add(Square(fill_opacity=1, color=BLUE).shift(2 * LEFT))
        disc = Circle(fill_opacity=1, color=GREEN)
        self.camera.frame_center = UP * 0.5

        def change(mobject):
            if mobject.get_x() > 0.5:
                stock = type(self.camera).get_fill_rgbas
                self.camera.get_fill_rgbas = lambda mob: stock(self.camera, mob) * [1, 1, 0.3, 1]

        disc.add_updater(change)
        self.play(disc.animate.shift(2 * RIGHT), run_time=0.6)


class CameraOfItsOwn(Scene):
    def __init__(self, **kwargs):
        super().__init__(camera_class=Tinted, **kwargs)

    def construct(self):
        self.add(Text("own", font_size=90))
        self.play(Create(Square(fill_opacity=1)), run_time=0.4)
        self.wait(0.2)


class CameraMaps(Scene):
    def __init__(self, **kwargs):
        super().__init__(camera_class=MappingCamera, **kwargs)

    def construct(self):
        self.camera.mapping_func = lambda p: p * [1, 0.5, 1]
        self.play(Create(Square()), FadeIn(Point([1, 1, 0], stroke_width=5)), run_time=0.3)


class TwoHalves(Scene):
    def __init__(self, **kwargs):
        half = config.pixel_width // 2
        left, right = Camera(pixel_width=half), Camera(pixel_width=half, background_color=RED_E)
        super().__init__(camera_class=lambda: OldMultiCamera((left, (0, 0)), (right, (0, half))), **kwargs)

    def construct(self):
        self.play(FadeIn(Square()), run_time=0.3)


class LooksAtItself(Scene):
    """A scene that shows its own picture again."""

    def construct(self):
        square = Square(fill_opacity=1, color=BLUE)
        self.play(Rotate(square, 0.5), run_time=0.3)
        images = [self.renderer.get_frame(), self.camera.pixel_array, np.array(self.camera.get_image())]
        for number, image in enumerate(images):
            self.add(ImageMobject(np.array(image)).scale(3).shift(3 * (number - 1) * RIGHT + DOWN))
        self.play(square.animate.shift(UP), run_time=0.3)
        self.renderer.update_frame(self)
        shown = self.renderer.camera.pixel_array
        self.add(Dot(radius=shown[: len(shown) // 2].mean() / 100))
        self.wait(0.2)


class WritesFrames(Scene):
    """A scene that gives frames of its own to the renderer."""

    def construct(self):
        self.play(FadeIn(Square()), run_time=0.2)
        frame = np.array(self.renderer.get_frame())
        self.renderer.file_writer.write_frame(frame[::-1].copy(), repeat=2)
        self.play(FadeIn(Circle()), run_time=0.2)


CAMERAS = [
    ZoomedAnimated, ZoomedSelf, TwoViews, ViewMethodReplaced, AutoZoom, FollowingCamera, Backgrounds, CameraMade,
    CameraReplaced, CameraMethodReplaced, CameraMethodReplacedInPlay, CameraOfItsOwn, CameraMaps, TwoHalves,
    LooksAtItself, WritesFrames,
]  # fmt: skip
