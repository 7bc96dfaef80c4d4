"""The recorder: runs a Manim scene once and keeps, instead of pixels, the display list of every frame.

It is Manim's own Cairo renderer with another camera and another file writer, so what moves and what stands still,
frozen waits, sections, skipping and drawing order stay Manim's, with their quirks: a play in which nothing moves draws
its static mobjects twice, a frozen wait shows int(duration × fps) frames, a play np.arange(0, duration, 1 / fps).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import manim.scene.scene
import numpy as np
from manim import Camera, Scene, tempconfig
from manim.mobject.svg.svg_mobject import SVG_HASH_TO_MOB_MAP
from manim.renderer.cairo_renderer import CairoRenderer

from eigenreel.errors import EigenreelError
from eigenreel.stage.camera_choice import recorded
from eigenreel.stage.display import Recording
from eigenreel.stage.ledger import Drawn, Ledger, Painter
from eigenreel.stage.quick import quick_functions
from eigenreel.stage.tape import Tape

Build = Callable[[type[Scene], "Recorder"], Scene]


def record(
    scene_class: type[Scene],
    *,
    width: int,
    height: int,
    fps: int,
    seed: int = 0,
    build: Build | None = None,
    on_frame: Callable[[int], None] | None = None,
    painter: Painter | None = None,
) -> tuple[Recording, Scene]:
    """Run a scene and write down every frame.

    Manim's configuration, ``random`` and ``numpy.random`` belong to the process: one recording at a time. They are as
    before afterwards. No file is written.

    Args:
        seed: of Python's and NumPy's global random numbers.
        build: makes the scene with the renderer it is given; by default the class is called without arguments.
        on_frame: called with the number of frames so far.
        painter: draws display lists, for scenes that look at the picture; without one, those are refused.
    """
    recorder = Recorder(on_frame, painter)
    with (
        tempconfig(manim_settings(width, height, fps, seed)),
        as_in_a_new_process(),
        recorder.standing_in(),
        quick_functions(),
    ):
        scene = build(scene_class, recorder) if build else scene_class()
        if scene.renderer is not recorder:
            raise EigenreelError(
                f"scene {scene_class.__name__} makes a renderer of its own; "
                "let Scene.__init__ make it, so that it can be recorded"
            )
        scene.render()
    return recorder.recording(width, height, fps), scene


def manim_settings(width: int, height: int, fps: int, seed: int) -> dict[str, Any]:
    """Manim's configuration for a scene that writes no file and says nothing."""
    return {
        "pixel_width": width,
        "pixel_height": height,
        "frame_rate": fps,
        "seed": seed,
        "renderer": "cairo",
        "dry_run": True,
        "disable_caching": True,
        "preview": False,
        "show_in_file_browser": False,
        "live_preview": False,
        "enable_gui": False,
        "log_to_file": False,
        "progress_bar": "none",
        "verbosity": "WARNING",
        "from_animation_number": 0,
        "upto_animation_number": -1,
    }


@contextmanager
def as_in_a_new_process() -> Iterator[None]:
    """Hide what earlier scenes left in this process, so that a scene's frames do not depend on them.

    Manim keeps every SVG that it parsed, and a formula copied from there has thinner rules than a parsed one (0.22).
    """
    ours, numpys, drawings = random.getstate(), np.random.get_state(), dict(SVG_HASH_TO_MOB_MAP)
    SVG_HASH_TO_MOB_MAP.clear()
    try:
        yield
    finally:
        random.setstate(ours)
        np.random.set_state(numpys)
        SVG_HASH_TO_MOB_MAP.update(drawings)


class Recorder(CairoRenderer):
    """Manim's renderer, writing to a ledger.

    Its camera is made when the scene says which class it wants, and its file writer is a Tape.
    """

    def __init__(self, on_frame: Callable[[int], None] | None = None, painter: Painter | None = None) -> None:
        self.ledger = Ledger(on_frame=on_frame, painter=painter)
        self._original_skipping_status = False
        self.skip_animations = False
        self.animations_hashes: list[str | None] = []
        self.num_plays = 0
        self.time = 0.0
        self.static_image = None

    @contextmanager
    def standing_in(self) -> Iterator[None]:
        """Let a scene that makes Manim's renderer get this one."""

        def stand_in(camera_class: Any = None, skip_animations: bool = False, **_: Any) -> Recorder:
            self._original_skipping_status = self.skip_animations = skip_animations
            return self

        stock = manim.scene.scene.CairoRenderer
        manim.scene.scene.CairoRenderer = stand_in
        try:
            yield
        finally:
            manim.scene.scene.CairoRenderer = stock

    def init_scene(self, scene: Scene, session_spec: Any, file_writer_settings: Any) -> None:
        self.camera = (scene.camera_class or Camera)()
        self.file_writer = Tape(self, file_writer_settings)

    @property
    def camera(self) -> Any:
        return self._camera

    @camera.setter
    def camera(self, camera: Any) -> None:
        """Take the scene's camera, or another that the scene puts in its place."""
        self._camera = recorded(camera, self.ledger, self.ledger.background)
        if self.ledger.background is None:
            self.ledger.background = self._camera.plain_background
            self._size = (self._camera.pixel_width, self._camera.pixel_height)

    def get_frame(self) -> np.ndarray:
        """The pixels of the last frame, for a scene that asks."""
        return self.camera.painted()

    def render(self, scene: Scene, time: float, moving_mobjects: Any = None) -> None:
        self.update_frame(scene, moving_mobjects)
        self.add_frame(self._drawn())

    def freeze_current_frame(self, duration: float) -> None:
        self.add_frame(self._drawn(), num_frames=int(duration / (1 / self.camera.frame_rate)))

    def _drawn(self) -> Drawn:
        size = (self.camera.pixel_width, self.camera.pixel_height)
        if size != self._size:
            raise EigenreelError(
                f"the scene changes its camera to {size[0]}x{size[1]} pixels, but its film has "
                f"{self._size[0]}x{self._size[1]}; leave that, and give the size with -r"
            )
        return self.camera.drawn()

    def save_static_frame_data(self, scene: Scene, static_mobjects: Any) -> Any:
        self.static_image = None
        # A scene may have painted on the background in place, which nothing announces.
        self.camera.note_background()
        if not static_mobjects:
            return None
        self.update_frame(scene, mobjects=static_mobjects)
        self.static_image = self.camera.drawn_static()
        return self.static_image

    def scene_finished(self, scene: Scene) -> None:
        """A scene without plays is a film of one frame."""
        if not self.num_plays:
            self.static_image = None
            self.update_frame(scene)
            self.ledger.write(self._drawn(), 1)

    def recording(self, width: int, height: int, fps: int) -> Recording:
        return Recording(
            width=width,
            height=height,
            fps=fps,
            background=self.ledger.background,
            items=tuple(self.ledger.items),
            runs=tuple(self.ledger.runs),
            plays=tuple(self.ledger.plays),
            sounds=tuple(self.file_writer.sounds),
            captions=tuple(self.file_writer.captions),
            sections=self.file_writer.section_starts,
        )
