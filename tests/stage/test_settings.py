"""Laws of Manim's settings: what a scene file sets holds for it alone; a film's size is the command's."""

from __future__ import annotations

import pytest
from manim import Circle, Create, Square, config
from scene_files import first_pixel, stage, write

from eigenreel.errors import EigenreelError

SCENE = """
class Shows(Scene):
    def construct(self):
        self.add(Square())
"""


def test_what_a_file_sets_holds_for_it(tmp_path):
    path = write(tmp_path, f"config.background_color = '#102030'\nconfig.frame_width = 30\n{SCENE}")
    staged = stage(path)
    assert first_pixel(staged) == [16, 32, 48, 255]
    matrix = staged.recording.items[0].matrix
    assert matrix[0] == pytest.approx(160 / 30)


def test_nothing_that_a_file_sets_is_left_behind(tmp_path):
    before, side = dict(config), Square().side_length
    changes = """
        config.background_color = RED
        config.frame_height = 3
        Square.set_default(side_length=5)
        Create.set_default(run_time=9)
        Circle.set_default(radius=7)
        class Fails(Scene):
            def construct(self):
                self.wait(0.2)
                raise ValueError(str(Square().side_length))
    """
    with pytest.raises(EigenreelError, match=r"scene\.py:11: ValueError: 5\.0; mend the scene"):
        stage(write(tmp_path, changes))
    assert dict(config) == before
    assert Square().side_length == side and Circle().width == 2 and Create(Square()).run_time == 1


def test_the_size_and_the_rate_of_the_film_are_the_commands(tmp_path):
    path = write(tmp_path, f"config.frame_rate = 50\nconfig.pixel_width, config.pixel_height = 3840, 2160\n{SCENE}")
    recording = stage(path).recording
    assert (recording.width, recording.height, recording.fps) == (160, 90, 5)


def test_a_scene_of_another_shape_says_which(tmp_path):
    path = write(tmp_path, f"config.pixel_width, config.pixel_height = 1080, 1920\n{SCENE}")
    with pytest.raises(EigenreelError, match=r"scene\.py: this scene is made for 1080x1920 .* say -r 1080x1920"):
        stage(path)
    assert stage(path, size=(90, 160, 5)).recording.height == 160


@pytest.mark.parametrize("quality", ["low_quality", "medium_quality", "fourk_quality", "example_quality"])
def test_manims_qualities_are_of_one_shape(tmp_path, quality):
    path = write(tmp_path, f"config.quality = '{quality}'\n{SCENE}")
    assert stage(path, size=(854, 480, 5)).recording.width == 854
    assert stage(path).recording.width == 160


def test_the_manim_cfg_beside_a_scene_goes_before_that_of_the_current_folder(tmp_path, monkeypatch):
    path = write(tmp_path / "scenes", SCENE)
    (tmp_path / "manim.cfg").write_text("[CLI]\nbackground_color = #ff0000\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert first_pixel(stage(path)) == [255, 0, 0, 255]
    (tmp_path / "scenes" / "manim.cfg").write_text("[CLI]\nbackground_color = #00ff00\n", encoding="utf-8")
    assert first_pixel(stage(path)) == [0, 255, 0, 255]
    (tmp_path / "scenes" / "manim.cfg").unlink()
    (tmp_path / "manim.cfg").unlink()
    assert first_pixel(stage(path)) == [0, 0, 0, 255]


@pytest.mark.parametrize("text", ["[CLI]\npixel_width = wide\n", "[CLI\n", "[CLI]\nbackground_color = no_such\n"])
def test_a_broken_manim_cfg_is_one_line(tmp_path, text):
    (tmp_path / "manim.cfg").write_text(text, encoding="utf-8")
    with pytest.raises(EigenreelError, match=r"manim\.cfg: .*; mend it, or take it away") as caught:
        stage(write(tmp_path, SCENE))
    assert "\n" not in str(caught.value)
