"""Which cameras are recorded as shapes, which as pixels, and what that costs."""

from __future__ import annotations

import pytest
from manim import RIGHT, UP, Camera, Dot, FadeIn, NumberPlane, Scene, ScreenRectangle, Square, ZoomedScene

from eigenreel.errors import EigenreelError
from eigenreel.film.raster import draw
from eigenreel.stage.display import Inset, Pixels, Shape
from eigenreel.stage.recorder import record

SIZE = {"width": 320, "height": 180, "fps": 20}


class Zooms(ZoomedScene):
    def construct(self):
        dot = Dot()
        self.add(NumberPlane(), dot)
        self.activate_zooming(animate=False)
        self.play(dot.animate.shift(RIGHT), run_time=0.5)
        self.wait(2)


def test_a_zoomed_scene_is_made_of_shapes():
    """A view is an item that holds what its camera sees; what rests is one frame."""
    recording, _ = record(Zooms, **SIZE)
    kinds = {type(item) for item in recording.items}
    assert kinds == {Shape, Inset}
    views = [item for item in recording.items if isinstance(item, Inset)]
    assert {type(shape) for view in views for shape in view.items} == {Shape}
    assert recording.runs[-1].repeat >= 40


def test_a_view_is_empty_where_its_camera_sees_nothing():
    class Looks(ZoomedScene):
        def construct(self):
            self.zoomed_camera.background_color = "#ff0000"
            self.activate_zooming(animate=False)
            self.wait(0.1)

    recording, _ = record(Looks, **SIZE)
    frame = draw([recording.items[number] for number in recording.runs[0].items], 320, 180, recording.background)
    assert (frame == [255, 0, 0, 255]).all(axis=2).sum() > 2000


def test_what_a_camera_draws_for_itself_is_kept_by_what_changes():
    """Frames of pixels share one whole frame, as long as they are like it."""

    class Tints(Scene):
        def construct(self):
            self.camera.get_fill_rgbas = lambda mob: mob.get_fill_rgbas() * 0.5
            dot = Dot()
            self.add(NumberPlane(), dot)
            self.play(dot.animate.shift(UP), run_time=1)
            self.play(FadeIn(ScreenRectangle(height=8, fill_opacity=1)), run_time=0.2)

    recording, _ = record(Tints, **SIZE)
    assert {type(item) for item in recording.items} == {Pixels}
    whole = [item for item in recording.items if item.box is None]
    parts = [item for item in recording.items if item.box is not None]
    assert len(whole) <= 5 and len(parts) >= 15
    assert max(len(part.data) for part in parts) < len(whole[0].data)


def test_only_the_frames_after_a_change_are_pixels():
    class Changes(Scene):
        def construct(self):
            square = Square()
            self.play(FadeIn(square), run_time=0.3)
            self.camera.apply_fill = lambda *_: None
            self.play(square.animate.shift(UP), run_time=0.3)

    recording, _ = record(Changes, **SIZE)
    kinds = [{type(recording.items[number]) for number in run.items} for run in recording.runs]
    assert kinds[1:6] == [{Shape}] * 5 and kinds[-5:] == [{Pixels}] * 5


def test_a_change_of_manims_camera_itself_is_seen(monkeypatch):
    class Fades(Scene):
        def construct(self):
            self.play(FadeIn(Square(fill_opacity=1)), run_time=0.2)

    stock = Camera.get_fill_rgbas
    monkeypatch.setattr(Camera, "get_fill_rgbas", lambda self, mob: stock(self, mob) * [1, 0, 0, 1])
    assert {type(item) for item in record(Fades, **SIZE)[0].items} == {Pixels}


def test_without_a_painter_a_scene_cannot_look_at_its_picture():
    class Looks(Scene):
        def construct(self):
            self.wait(0.1)
            self.seen = self.renderer.get_frame(), self.camera.pixel_array, self.camera.get_image()

    with pytest.raises(EigenreelError, match="here nothing is drawn; build that picture with a camera of its own"):
        record(Looks, **SIZE)
    _, scene = record(Looks, **SIZE, painter=draw)
    frame, array, image = scene.seen
    assert frame.shape == array.shape == (180, 320, 4) and image.size == (320, 180)
