"""Which scenes a file has: its own, each once, in the order in which it defines them."""

from __future__ import annotations

from pathlib import Path

import pytest

from eigenreel.errors import EigenreelError
from eigenreel.scene_module import load_scene_module
from eigenreel.stage.scene_classes import chosen_scene, lesson_class, offered_scenes, scenes_of

SOURCE = """\
from manim import Scene, MovingCameraScene
from eigenreel import Lesson

class Second(Scene):
    def construct(self): pass

class First(Second): pass

Alias = Second
Made = type("Made", (Scene,), {"__module__": __name__, "construct": lambda self: None})

class Told(Lesson): pass
Again = Told
"""


@pytest.fixture
def module(tmp_path):
    path = tmp_path / "scenes.py"
    # In no encoding that Python names: its source cannot be looked up, but it runs.
    path.write_bytes(SOURCE.encode() + b"# \xe4\n")
    return load_scene_module(path)


def test_own_scenes_once_and_in_their_order(module):
    assert [cls.__name__ for cls in scenes_of(module)] == ["Second", "First", "Made", "Told"]


def test_another_name_makes_no_second_lesson(module):
    assert lesson_class(module, Path("scenes.py")) is module.Told


def test_a_scene_is_found_by_its_name(module):
    assert chosen_scene(module, Path("scenes.py"), "First") is module.First
    with pytest.raises(EigenreelError, match=r"no scene 'Frist'; perhaps you meant First\? It has: "):
        chosen_scene(module, Path("scenes.py"), "Frist")
    with pytest.raises(EigenreelError, match=r"several scenes; name one: scenes\.py:Second, scenes\.py:First, "):
        chosen_scene(module, Path("scenes.py"), None)


def test_what_others_extend_is_offered_if_it_draws_something_itself(module):
    assert [cls.__name__ for cls in offered_scenes(module, Path("scenes.py"))] == ["Second", "First", "Made", "Told"]
