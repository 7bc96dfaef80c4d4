"""Laws of loading scene files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from eigenreel.course import load_scene_module
from eigenreel.errors import EigenreelError


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_scene_may_import_what_lies_beside_it(tmp_path):
    write(tmp_path, "my_arrows.py", "COUNT = 3")
    assert load_scene_module(write(tmp_path, "scene.py", "from my_arrows import COUNT")).COUNT == 3


def test_two_folders_may_have_helpers_of_the_same_name(tmp_path):
    for number in (1, 2):
        write(tmp_path / str(number), "my_arrows.py", f"COUNT = {number}")
        write(tmp_path / str(number), "scene.py", "def count():\n    from my_arrows import COUNT\n    return COUNT")
    for number in (1, 2, 1):
        assert load_scene_module(tmp_path / str(number) / "scene.py").count() == number


@pytest.mark.parametrize("name", ["scenes", "render", "eigenreel", "manim", "queue", "random"])
def test_a_file_may_have_any_name(tmp_path, name):
    """Neither it nor its neighbours take the place of what they are called like."""
    path = write(
        tmp_path, f"{name}.py", "import random, eigenreel\nCOUNT = random.randint(3, 3)\nLesson = eigenreel.__version__"
    )
    before = sys.modules.get(name)
    module = load_scene_module(path)
    assert module.COUNT == 3
    assert module.__name__ != name and sys.modules.get(name) is before


def test_the_path_of_imports_stays_as_it_was(tmp_path):
    before = list(sys.path)
    load_scene_module(write(tmp_path, "scene.py", ""))
    assert sys.path == before


def test_an_edited_file_is_run_again(tmp_path):
    path = write(tmp_path, "scene.py", "COUNT = 1")
    assert load_scene_module(path).COUNT == 1
    write(tmp_path, "scene.py", "COUNT = 22")
    assert load_scene_module(path).COUNT == 22


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = 1\ny = 1 +", r"scene\.py:2: SyntaxError: "),
        ("\n\nimport no_such_package_here", r"scene\.py:3: ModuleNotFoundError: .*no_such_package_here"),
        ("def f():\n    return 1 / 0\nf()", r"scene\.py:2: ZeroDivisionError: "),
    ],
)
def test_a_file_that_fails_is_one_line_with_its_place(tmp_path, text, message):
    with pytest.raises(EigenreelError, match=message) as caught:
        load_scene_module(write(tmp_path, "scene.py", text))
    assert "\n" not in str(caught.value)


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(EigenreelError, match="no such scene file"):
        load_scene_module(tmp_path / "scene.py")
