"""Any Manim scene of any file, whatever the file is called and whatever the scene does."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import pytest
from command import DOT, TINY, eigenreel, within
from film_probe import brightness, codecs

from course_folder import write_lesson

SCENES = """
from manim import *


class Bright(Scene):
    def construct(self):
        self.play(FadeIn(Square(3).set_fill(WHITE, 1)))


class Dark(Scene):
    def construct(self):
        self.play(Create(Square(3)))
"""
CAREFREE = """
from manim import *

print("the file says")


class Talks(Scene):
    def construct(self):
        print("the scene says")
        self.play(Create(Square()))
"""
# Names that libraries have which the engine and its workers import.
TAKEN = ("eigenreel", "manim", "numpy", "av", "cairo", "random", "types", "render", "scenes", "queue", "typer")


@pytest.fixture
def run(tmp_path):
    """The command, in an empty folder."""
    return lambda *words: within("render", *words, *TINY, cwd=tmp_path, cache=tmp_path / "cache")


def test_a_file_of_several_scenes_asks_which(run, tmp_path):
    (tmp_path / "two.py").write_text(SCENES, encoding="utf-8")
    said = run("two.py")
    assert said.code == 1 and len(said.complaints) == 1
    assert "several scenes; name one: two.py:Bright, two.py:Dark" in said.complaints[0]


def test_scenes_are_chosen_by_name(run, tmp_path):
    (tmp_path / "two.py").write_text(SCENES, encoding="utf-8")
    said = run("two.py:Bright,Dark", "--json")
    bright, dark = (Path(film["path"]) for film in said.records)
    assert (bright, dark) == (tmp_path / "build/two/Bright.mp4", tmp_path / "build/two/Dark.mp4")
    assert brightness(bright)[-1] > 2 * brightness(dark)[-1] and codecs(bright) == {"video": "h264"}


def test_all_scenes_of_a_file_are_films(run, tmp_path):
    (tmp_path / "two.py").write_text(f"{SCENES}\nprint('the file says')\n", encoding="utf-8")
    films = [Path(film["path"]) for film in run("--all", "two.py", "--json").records]
    assert films == [tmp_path / "build/two/Bright.mp4", tmp_path / "build/two/Dark.mp4"]
    assert all(film.is_file() for film in films)
    (tmp_path / "none.py").write_text("x = 1\n", encoding="utf-8")
    said = run("-a", "none.py")
    assert said.code == 1 and "none.py: no scene in this file" in said.complaints[0]
    said = run("none.py:Bright")
    assert said.code == 1 and "no scene 'Bright'; there are none; define a class that extends" in said.complaints[0]


def test_a_changed_manim_cfg_is_seen(run, tmp_path):
    (tmp_path / "scenes").mkdir()
    (tmp_path / "scenes" / "two.py").write_text(SCENES, encoding="utf-8")
    dark = brightness(Path(run("scenes/two.py:Dark", "--json").records[0]["path"])).mean()
    (tmp_path / "scenes" / "manim.cfg").write_text("[CLI]\nbackground_color = WHITE\n", encoding="utf-8")
    assert brightness(Path(run("scenes/two.py:Dark", "--json").records[0]["path"])).mean() > dark + 100
    (tmp_path / "scenes" / "manim.cfg").write_text("[CLI]\nrenderer = opengl\n", encoding="utf-8")
    said = run("scenes/two.py:Dark")
    assert said.code == 1 and len(said.complaints) == 1 and "renderer to opengl" in said.complaints[0]


def test_sounds_and_pictures_are_found_beside_a_scene_and_in_its_assets_folder(run, tmp_path):
    import wave

    import numpy as np
    from PIL import Image

    (tmp_path / "assets").mkdir()
    Image.fromarray(np.full((4, 4, 3), 255, np.uint8)).save(tmp_path / "assets" / "light.png")
    with wave.open(str(tmp_path / "tone.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes((8000 * np.sin(np.arange(4000) * 0.3)).astype("<i2").tobytes())
    scene = """
        from manim import *
        config.assets_dir = "assets"
        class A(Scene):
            def construct(self):
                self.add_sound("tone.wav")
                self.add(ImageMobject("light").set(width=20))
                self.wait(0.5)
    """
    (tmp_path / "scene.py").write_text(textwrap.dedent(scene), encoding="utf-8")
    film = Path(run("scene.py", "--json").records[0]["path"])
    assert codecs(film) == {"video": "h264", "audio": "aac"} and brightness(film).mean() > 200


def test_subcaptions_lie_beside_a_film_as_manim_lays_them(run, tmp_path):
    scene = "class A(Scene):\n    def construct(self):\n        self.play(FadeIn(Dot()), subcaption='two\\nlines')"
    (tmp_path / "scene.py").write_text(f"from manim import *\n{scene}\n", encoding="utf-8")
    film = Path(run("scene.py", "--json").records[0]["path"])
    assert "subtitle" in codecs(film)
    said = film.with_suffix(".srt").read_text(encoding="utf-8")
    assert said == "1\n00:00:00,000 --> 00:00:01,000\ntwo\nlines\n"
    run("scene.py", "--no-captions", "--out", "without")
    assert not list((tmp_path / "without").rglob("*.srt"))


def test_a_scene_file_may_be_called_anything(tmp_path):
    """Also as a library is, with the command started beside it. (A process of its own: names last in a process.)"""
    for name in TAKEN:
        (tmp_path / f"{name}.py").write_text(CAREFREE, encoding="utf-8")
    files = [f"{name}.py" for name in TAKEN]
    result = eigenreel("render", *files, *TINY, "--json", cwd=tmp_path, cache=tmp_path / "cache")
    films = json.loads(result.stdout)
    assert [Path(film["path"]).stem for film in films] == list(TAKEN)
    assert all(Path(film["path"]).stat().st_size for film in films)


def test_what_a_scene_prints_does_not_get_into_the_results(run, tmp_path):
    (tmp_path / "talks.py").write_text(CAREFREE, encoding="utf-8")
    said = run("talks.py", "--json")
    assert said.code == 0 and len(said.records) == 1 and "the scene says" in said.err


def test_films_of_one_name_do_not_overwrite_each_other(run, tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "talks.py").write_text(CAREFREE, encoding="utf-8")
    said = run("one/talks.py", "two/talks.py")
    assert said.code == 1 and len(said.complaints) == 1 and "2 films in one file" in said.complaints[0]


def test_a_files_own_modules_are_found(run, tmp_path):
    """Two folders may each have a helper of the same name."""
    for folder, shape in (("one", "Square().set_fill(WHITE, 1)"), ("two", "Square()")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "helper.py").write_text(f"from manim import *\nshape = {shape}\n", encoding="utf-8")
        scene = (
            "from manim import *\nimport helper\nclass {0}(Scene):\n    def construct(self): self.add(helper.shape)\n"
        )
        (tmp_path / folder / f"{folder}.py").write_text(scene.format(folder.title()), encoding="utf-8")
    first, second = (Path(film["path"]) for film in run("one/one.py", "two/two.py", "--json").records)
    assert brightness(first).mean() > brightness(second).mean() + 3


def test_a_changed_helper_is_seen(run, tmp_path):
    """A film is known by everything that it was made of, also by what its scene file imports."""
    helper, scene = (
        tmp_path / "helper.py",
        "class A(Scene):\n    def construct(self): self.add(Square(size, fill_opacity=1))",
    )
    (tmp_path / "scene.py").write_text(f"from manim import *\nfrom helper import size\n{scene}\n", encoding="utf-8")
    helper.write_text("size = 1\n", encoding="utf-8")
    small = brightness(Path(run("scene.py", "--json").records[0]["path"])).mean()
    helper.write_text("size = 40 / 10\n", encoding="utf-8")
    eigenreel("render", "scene.py", *TINY, cwd=tmp_path, cache=tmp_path / "cache")
    assert brightness(tmp_path / "build" / "scene.mp4").mean() > small + 10


def test_a_changed_helper_is_seen_beside_its_film(tmp_path):
    """Films that go into the folder of their sources do not hide those."""
    scene = "class A(Scene):\n    def construct(self): self.add(Square(size))\n"
    (tmp_path / "scene.py").write_text(f"from manim import *\nfrom helper import size\n{scene}", encoding="utf-8")
    films = []
    for size in (1, 4):
        (tmp_path / "helper.py").write_text(f"size = {size}\n", encoding="utf-8")
        eigenreel("render", "scene.py", *TINY, "--out", ".", cwd=tmp_path, cache=tmp_path / "cache")
        films.append((tmp_path / "scene.mp4").read_bytes())
    assert films[0] != films[1]


def test_a_lessons_file_is_its_lesson(tmp_path):
    write_lesson(tmp_path, "plane/dot", **DOT)
    words = ("render", "scenes/plane/dot.py", "plane/dot", *TINY, "--json")
    (film,) = within(*words, cwd=tmp_path, cache=tmp_path / "cache").records
    assert film["target"] == "plane/dot" and Path(film["path"]).with_suffix(".vtt").is_file()


def test_a_film_may_be_named(run, tmp_path):
    (tmp_path / "talks.py").write_text(CAREFREE, encoding="utf-8")
    assert run("talks.py", "--out", "my film.mp4", "--json").records[0]["path"] == str(tmp_path / "my film.mp4")
    said = run("talks.py", "--out", "film.gif")
    assert said.code == 1 and "say --format gif" in said.complaints[0]
    assert run("talks.py", "--format", "gif", "--out", "film.gif").code == 0
