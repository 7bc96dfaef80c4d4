"""Manim's own frames, for comparison: its renderer and camera, with a file writer that keeps the pixels."""

from __future__ import annotations

import numpy as np
from manim import Scene, tempconfig
from manim.renderer.cairo_renderer import CairoRenderer
from manim.scene.scene_file_writer import SceneFileWriter

from eigenreel.stage.recorder import as_in_a_new_process, manim_settings


class Keeper(SceneFileWriter):
    """Keeps every frame; takes note of sections without files."""

    def __init__(self, settings) -> None:
        super().__init__(settings)
        self.frames: list[np.ndarray] = []

    def write_frame(self, pixels, *, repeat: int = 1) -> None:
        self.frames.extend([pixels] * repeat)

    def add_partial_movie_file(self, hash_animation) -> None:
        self.sections[-1].partial_movie_files.append(hash_animation)


def stock_frames(scene_class: type[Scene], width: int, height: int, fps: int, seed: int = 0) -> list[np.ndarray]:
    """The frames that the manim command would encode; for a scene without plays the one that it saves."""
    with tempconfig(manim_settings(width, height, fps, seed)), as_in_a_new_process():
        scene = build(scene_class)
        scene.render()
    writer = scene.renderer.file_writer
    return writer.frames if scene.renderer.num_plays else [scene.renderer.get_frame()]


def build(scene_class: type[Scene]) -> Scene:
    import manim.scene.scene as module

    stock = module.CairoRenderer
    module.CairoRenderer = lambda **kwargs: CairoRenderer(file_writer_class=Keeper, **kwargs)
    try:
        return scene_class()
    finally:
        module.CairoRenderer = stock
