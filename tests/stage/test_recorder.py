"""Laws of the recorder: it counts as Manim counts, keeps every mark, repeats itself, leaves the process as it was."""

from __future__ import annotations

import copy
import pickle
import random
import wave
from pathlib import Path

import manim.scene.scene
import numpy as np
import pytest
from manim import (
    RIGHT,
    UP,
    Camera,
    Circle,
    Dot,
    FadeIn,
    MovingCamera,
    Scene,
    Square,
    ThreeDCamera,
    ThreeDScene,
    Wait,
    config,
)
from manim.camera.mapping_camera import MappingCamera
from manim.camera.multi_camera import MultiCamera

from eigenreel.errors import EigenreelError
from eigenreel.stage.display import Pixels, Shape
from eigenreel.stage.recorder import record
from eigenreel.stage.stock_cameras import draws_its_own_way

SIZE = {"width": 320, "height": 180, "fps": 20}


class Scatter(Scene):
    def construct(self):
        dots = [Dot(np.random.uniform(-3, 3, 3) * [1, 1, 0]) for _ in range(5)]
        self.play(*map(FadeIn, dots), run_time=0.5)
        self.wait(0.5)
        self.play(dots[0].animate.shift(random.random() * UP), run_time=0.5)


def test_a_seed_gives_the_same_recording_and_another_seed_another():
    first, again, other = (record(Scatter, **SIZE, seed=seed)[0] for seed in (3, 3, 4))
    assert first == again
    assert first.items != other.items


def test_a_recording_survives_pickling():
    recording, _ = record(Scatter, **SIZE)
    assert pickle.loads(pickle.dumps(recording)) == recording


def test_frames_add_up_and_equal_neighbours_are_one_run():
    seen = []
    recording, _ = record(Scatter, **SIZE, on_frame=seen.append)
    assert recording.frames == 30 == seen[-1]
    assert recording.duration == 1.5
    assert recording.plays == (0, 10, 20)
    assert seen == sorted(seen)
    assert all(one.items != next_.items for one, next_ in zip(recording.runs, recording.runs[1:], strict=False))
    assert max(run.repeat for run in recording.runs) >= 10


def test_every_item_is_there_once_and_every_number_means_one():
    recording, _ = record(Scatter, **SIZE)
    assert len(set(recording.items)) == len(recording.items)
    assert {number for run in recording.runs for number in run.items} <= set(range(len(recording.items)))


def test_the_process_is_left_as_it_was():
    """Configuration, random numbers, Manim's renderer and the folder, also when the scene fails."""

    class Fails(Scene):
        def construct(self):
            self.wait(0.1)
            raise ValueError("in the scene")

    before = copy.deepcopy(dict(config)), random.getstate(), np.random.get_state()[1].tolist()
    renderer, files = manim.scene.scene.CairoRenderer, sorted(Path.cwd().iterdir())
    with pytest.raises(ValueError, match="in the scene"):
        record(Fails, **SIZE)
    record(Scatter, **SIZE)
    assert (dict(config), random.getstate(), np.random.get_state()[1].tolist()) == before
    assert manim.scene.scene.CairoRenderer is renderer
    assert sorted(Path.cwd().iterdir()) == files


def test_nothing_is_printed(capfd):
    record(Scatter, **SIZE)
    assert capfd.readouterr() == ("", "")


@pytest.fixture
def click(tmp_path):
    path = tmp_path / "click.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\0" * 80)
    return path


def test_sounds_lie_on_the_frame_that_is_shown_also_after_a_skipped_section(click):
    class Clicks(Scene):
        def construct(self):
            self.add_sound(str(click))
            self.wait(1)
            self.next_section("left out", skip_animations=True)
            self.wait(3)
            self.next_section("kept")
            self.wait(0.5)
            self.add_sound(str(click), time_offset=0.25, gain=-6)
            self.wait(0.5)

    recording, _ = record(Clicks, **SIZE)
    marks = [(mark.path, round(mark.frame, 6), mark.gain_db) for mark in recording.sounds]
    assert marks == [(click, 0, 0.0), (click, 35, -6)]
    assert recording.frames == 40


def test_sections_and_subcaptions_are_kept():
    class Marked(Scene):
        def construct(self):
            self.wait(0.5)
            self.next_section("second")
            self.next_section("third")
            self.play(FadeIn(Circle()), run_time=0.5, subcaption="a circle")

    recording, _ = record(Marked, **SIZE)
    assert recording.sections == (("third", 10),)
    assert [(mark.text, mark.start, mark.end) for mark in recording.captions] == [("a circle", 0.5, 1.0)]


def test_a_scene_may_be_built_by_the_caller_or_by_itself():
    class Named(Scene):
        def __init__(self, word="nobody", **kwargs):
            super().__init__(**kwargs)
            self.word = word

        def construct(self):
            self.wait(0.2)

    _, scene = record(Named, **SIZE, build=lambda cls, renderer: cls("Ada", renderer=renderer))
    assert scene.word == "Ada"
    assert record(Named, **SIZE)[1].word == "nobody"


def test_a_scene_with_a_renderer_of_its_own_is_refused_in_one_line():
    from manim.renderer.cairo_renderer import CairoRenderer

    class Own(Scene):
        def __init__(self):
            super().__init__(renderer=CairoRenderer())

    with pytest.raises(EigenreelError, match="scene Own makes a renderer of its own"):
        record(Own, **SIZE)


def test_a_scene_that_reads_the_picture_is_told_that_there_is_none():
    class Reads(Scene):
        def construct(self):
            self.wait(0.1)
            self.camera.get_image()

    with pytest.raises(EigenreelError, match="here nothing is drawn"):
        record(Reads, **SIZE)


def test_a_scene_without_plays_is_one_frame():
    class Still(Scene):
        def construct(self):
            self.add(Square())

    assert record(Still, **SIZE)[0].frames == 1
    assert record(Scene, **SIZE)[0].frames == 1


def test_cameras_that_draw_in_their_own_way_are_recorded_as_pixels():
    class Tinted(Camera):
        def get_fill_rgbas(self, vmobject):
            return super().get_fill_rgbas(vmobject) * 0.5

    class Wide(MovingCamera):
        def zoom_out(self):
            self.frame.scale(2)

    own = [
        cls.__name__
        for cls in (Tinted, Wide, MultiCamera, MappingCamera, Camera, ThreeDCamera)
        if draws_its_own_way(cls)
    ]
    assert own == ["Tinted", "MappingCamera"]

    class Tints(Scene):
        def __init__(self, **kwargs):
            super().__init__(camera_class=Tinted, **kwargs)

        def construct(self):
            self.play(FadeIn(Square(fill_opacity=1)), run_time=0.2)

    assert {type(item) for item in record(Tints, **SIZE)[0].items} == {Pixels}


def test_what_stands_still_is_the_background_of_a_frame():
    class Moves(Scene):
        def construct(self):
            self.add(Square(), Circle())
            dot = Dot()
            self.play(dot.animate.shift(RIGHT), run_time=0.5)
            self.play(Wait(0.2))

    recording, _ = record(Moves, **SIZE)
    assert {run.background for run in recording.runs} == {2, 3}  # the wait draws all of it as static
    assert len(recording.items) == 2 + len({run.items[2] for run in recording.runs})
    assert all(isinstance(item, Shape) for item in recording.items)


def test_a_resting_camera_repeats_the_faces_it_has_drawn():
    """A solid that stands still costs nothing new; one that moves among others costs only itself."""
    from manim import DEGREES, Cube

    class Cubes(ThreeDScene):
        def construct(self):
            self.set_camera_orientation(phi=60 * DEGREES, theta=30 * DEGREES)
            cubes = [Cube().shift(2 * i * RIGHT) for i in (-1, 1)]
            mover = Dot(color="#ff0000")
            self.add(*cubes, mover)
            self.play(mover.animate.shift(UP), run_time=0.5)
            self.play(cubes[0].animate.shift(UP), run_time=0.5)

    recording, _ = record(Cubes, **SIZE)
    assert len(recording.items) < 60
