"""Milliseconds a frame: staging and rasterising against Manim's own drawing, without encoding.

    python bench/frames.py [plane|surface|morph|graph|…]

Prints for each scene: frames, distinct frames, staging per distinct frame (with and without building the scene),
rasterising per distinct frame, Manim per frame, and the size of the recording.
"""

from __future__ import annotations

import pickle
import sys
import time

import manim.scene.scene
import numpy as np
from manim import (
    BLUE,
    DEGREES,
    RIGHT,
    UL,
    Axes,
    Create,
    Dot,
    MathTypst,
    NumberPlane,
    Scene,
    Surface,
    ThreeDAxes,
    ThreeDScene,
    Transform,
    ValueTracker,
    Write,
    always_redraw,
    tempconfig,
)
from manim.renderer.cairo_renderer import CairoRenderer
from manim.scene.scene_file_writer import SceneFileWriter

from eigenreel.film.raster import Raster
from eigenreel.stage.recorder import as_in_a_new_process, manim_settings, record

SIZE = {"width": 1920, "height": 1080, "fps": 60}


class Plane(Scene):
    def construct(self):
        plane, dot = NumberPlane(), Dot()
        formula = MathTypst("A v = lambda v", font_size=60).to_corner(UL)
        self.add(NumberPlane(background_line_style={"stroke_opacity": 0.3}))
        self.play(Create(plane))
        self.play(Write(formula))
        self.play(plane.animate.apply_matrix([[1, 1], [0, 1]]), run_time=2)
        self.play(dot.animate.shift(2 * RIGHT), run_time=2)
        self.wait()


class Graph(Scene):
    def construct(self):
        axes, shift = Axes(x_range=[-4, 4], y_range=[-2, 2]), ValueTracker(0)
        graph = always_redraw(lambda: axes.plot(lambda x: np.sin(x + shift.get_value()), color=BLUE))
        dot = always_redraw(lambda: Dot(axes.c2p(0, np.sin(shift.get_value()))))
        self.add(axes, graph, dot)
        self.play(shift.animate.set_value(3), run_time=2)


def surface(function):
    return Surface(function, u_range=[-3, 3], v_range=[-3, 3], resolution=(24, 24))


class Turning(ThreeDScene):
    def construct(self):
        self.add_fixed_in_frame_mobjects(MathTypst("z = f(x, y)").to_corner(UL))
        self.set_camera_orientation(phi=65 * DEGREES, theta=-50 * DEGREES)
        self.add(ThreeDAxes(), surface(lambda u, v: np.array([u, v, np.sin(u) * np.cos(v)])))
        self.begin_ambient_camera_rotation(rate=0.3)
        self.wait(1)


class Morph(ThreeDScene):
    def construct(self):
        first = surface(lambda u, v: np.array([u, v, np.sin(u) * np.cos(v)]))
        self.set_camera_orientation(phi=65 * DEGREES, theta=-50 * DEGREES)
        self.add(first)
        self.play(Transform(first, surface(lambda u, v: np.array([u, v, np.cos(u) * np.cos(v)]))))


class Counter(SceneFileWriter):
    """Counts frames and drops them."""

    frames = 0

    def write_frame(self, pixels, *, repeat: int = 1) -> None:
        self.frames += 1


def manim_seconds(scene_class: type[Scene]) -> tuple[float, int]:
    """CPU seconds of Manim's renderer, building the scene included, and the frames that it drew."""
    stock = manim.scene.scene.CairoRenderer
    manim.scene.scene.CairoRenderer = lambda **kwargs: CairoRenderer(file_writer_class=Counter, **kwargs)
    start = time.process_time()
    try:
        with tempconfig(manim_settings(**SIZE, seed=0)), as_in_a_new_process():
            scene = scene_class()
            scene.render()
    finally:
        manim.scene.scene.CairoRenderer = stock
    return time.process_time() - start, scene.renderer.file_writer.frames


def measure(scene_class: type[Scene]) -> None:
    ticks = [time.process_time()]
    recording, _ = record(scene_class, **SIZE, on_frame=lambda _: ticks.append(time.process_time()))
    distinct = len(recording.runs)
    raster = Raster(recording.width, recording.height, recording.background)
    lists = [[recording.items[number] for number in run.items] for run in recording.runs]
    start = time.process_time()
    for items in lists:
        raster.frame(items)
    rastering = time.process_time() - start
    stock, drawn = manim_seconds(scene_class)
    print(
        f"{scene_class.__name__:8} {recording.frames:4} frames, {distinct:4} distinct | "
        f"stage {1e3 * np.median(np.diff(ticks[1:])):6.2f} median, "
        f"{1e3 * (ticks[-1] - ticks[0]) / distinct:6.2f} in all | "
        f"raster {1e3 * rastering / distinct:6.2f} | manim {1e3 * stock / drawn:7.2f} | "
        f"{len(pickle.dumps(recording)) / distinct / 1e3:6.1f} kB a frame"
    )


if __name__ == "__main__":
    chosen = [name.lower() for name in sys.argv[1:]]
    for each in (Plane, Graph, Turning, Morph):
        if not chosen or each.__name__.lower() in chosen:
            measure(each)
