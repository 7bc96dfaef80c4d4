"""What cannot be recorded is said by name, in one line, before anything is staged; what might work is tried."""

from __future__ import annotations

import re
import shutil
import textwrap

import pytest
from scene_files import stage, write

from eigenreel.errors import EigenreelError

# Text of a file, and what is said of it.
BEFORE = {
    "OpenGL in the file": (
        "config.renderer = 'opengl'\nclass A(Scene):\n    pass",
        r"scene\.py: it sets Manim's renderer to opengl .*; take it out, or render this scene with manim",
    ),
    "a mobject of OpenGL": (
        "from manim.opengl import *\nclass A(Scene):\n    def construct(self):\n        self.add(OpenGLSurface())",
        r"scene\.py:5: A uses OpenGLSurface, which is drawn by OpenGL in a window only; take it out",
    ),
    "a person at the keyboard": (
        "class A(Scene):\n    def construct(self):\n        self.wait()\n        self.interactive_embed()",
        r"scene\.py:5: A calls self\.interactive_embed\(\), which needs a window and a person",
    ),
    "arguments": (
        "class A(Scene):\n    def __init__(self, size, **kwargs):\n        super().__init__(**kwargs)",
        r"scene\.py: A cannot be made without size; give its __init__ defaults",
    ),
    "a renderer of its own": (
        "class A(Scene):\n    def __init__(self):\n        super().__init__(renderer=CairoRenderer())",
        r"scene\.py: scene A makes a renderer of its own; let Scene\.__init__ make it",
    ),
    "a camera that is none": (
        "class A(Scene):\n    def __init__(self):\n        super().__init__(camera_class=dict)",
        r"scene\.py:4: the scene's camera, a dict, is none of Manim's Cairo cameras; derive it from manim\.Camera",
    ),
}


@pytest.mark.parametrize("case", BEFORE)
def test_what_cannot_be_recorded_is_said_before_it_is_staged(tmp_path, case):
    text, what = BEFORE[case]
    path = write(tmp_path, f"{text}\n")
    with pytest.raises(EigenreelError, match=what) as caught:
        stage(path)
    assert "\n" not in str(caught.value)


@pytest.fixture
def without_latex(monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)


def test_latex_that_is_missing_is_said_with_the_line(without_latex, tmp_path):
    """Before staging where a scene certainly needs it, else when it does."""
    certain = "class A(Scene):\n    def construct(self):\n        self.wait()\n        self.add(MathTex('x'))\n"
    hidden = "class A(Scene):\n    def construct(self):\n        self.add(Axes().add_coordinates())\n"
    with pytest.raises(EigenreelError, match=r"scene\.py:5: A uses MathTex, which needs LaTeX.*MathTypst"):
        stage(write(tmp_path, certain))
    with pytest.raises(EigenreelError, match=r"scene\.py:4: this needs LaTeX \(latex\), .*Typst"):
        stage(write(tmp_path, hidden))


def test_what_a_scene_may_never_do_does_not_stop_it(without_latex, tmp_path):
    text = """
        class A(Scene):
            def construct(self):
                if config.renderer == RendererType.OPENGL:
                    self.interactive_embed()
                formula = Square() if True else MathTex("x")
                later = lambda: MathTex("y")
                several = [MathTex(word) for word in ()]
                kind: MathTex | None = None
                self.add(formula)
                assert not isinstance(formula, MathTex)
                if several == []:
                    return
                MathTex("z")

        class B(Scene):
            def construct(self):
                MathTex = Square
                self.add(MathTex())
                self.interact()

            def interact(self):
                self.wait(0.4)
    """
    path = write(tmp_path, text)
    assert [stage(path, name).recording.frames for name in "AB"] == [1, 2]


def scene_that(body):
    return f"class A(Scene):\n    def construct(self):\n{textwrap.indent(body, ' ' * 8)}"


def test_a_window_that_is_asked_for_on_the_way_is_one_line(tmp_path):
    text = (
        "class A(Scene):\n    def construct(self):\n        for _ in range(1):\n            self.interactive_embed()\n"
    )
    with pytest.raises(EigenreelError, match=r"scene\.py:5: interactive_embed\(\) needs a window and a person"):
        stage(write(tmp_path, text))


def test_a_camera_that_changes_its_size_is_one_line(tmp_path):
    text = scene_that("self.camera.reset_pixel_shape(50, 80)\nself.wait()\n")
    with pytest.raises(EigenreelError, match=r"scene\.py:5: the scene changes its camera to 80x50 pixels, .*160x90"):
        stage(write(tmp_path, text))


def test_a_picture_that_a_scene_looks_at_cannot_be_painted_on(tmp_path):
    text = scene_that("self.wait()\nself.camera.pixel_array[0] = 0\n")
    with pytest.raises(EigenreelError, match=r"scene\.py:5: ValueError: assignment destination is read-only"):
        stage(write(tmp_path, text))


FILE = """
class Base(Scene):
    def setup(self):
        self.square = Square()

class One(Base):
    def construct(self):
        self.add(self.square)
"""


def test_a_class_that_only_others_extend_is_not_asked_about(tmp_path):
    assert stage(write(tmp_path, FILE)).recording.items
    assert not stage(write(tmp_path, FILE), "Base").recording.items
    two = f"{FILE}\nclass Two(One):\n    pass\n"
    with pytest.raises(
        EigenreelError, match=re.escape("several scenes; name one: scene.py:One, scene.py:Two; or give")
    ):
        stage(write(tmp_path, two))
