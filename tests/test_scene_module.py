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


def test_a_scene_may_import_packages_beside_it_with_or_without_an_init(tmp_path):
    write(tmp_path / "scenes", "__init__.py", "COUNT = 1")
    write(tmp_path / "scenes", "shapes.py", "from scenes import COUNT\nfrom .sizes import SIZE")
    write(tmp_path / "scenes", "sizes.py", "SIZE = 2")
    write(tmp_path / "parts" / "small", "dots.py", "from shared import DEPTH\nDOTS = DEPTH + 1")
    write(tmp_path, "shared.py", "DEPTH = 3")
    text = "from scenes import shapes\nfrom parts.small.dots import DOTS\nALL = shapes.COUNT, shapes.SIZE, DOTS"
    assert load_scene_module(write(tmp_path, "scenes.py", text)).ALL == (1, 2, 4)


def test_relative_imports_reach_what_lies_beside_a_scene(tmp_path):
    write(tmp_path, "my_arrows.py", "COUNT = 3")
    assert load_scene_module(write(tmp_path, "my scene.py", "from .my_arrows import COUNT")).COUNT == 3
    write(tmp_path, "my_arrows.py", "COUNT = 444")
    assert load_scene_module(tmp_path / "my scene.py").COUNT == 444


def test_a_package_of_the_current_folder_is_found_last(tmp_path, monkeypatch):
    write(tmp_path / "tools", "arrows.py", "COUNT = 3")
    scene = write(tmp_path / "scenes", "scene.py", "from tools.arrows import COUNT")
    with pytest.raises(EigenreelError, match="No module named 'tools'"):
        load_scene_module(scene)
    monkeypatch.chdir(tmp_path)
    assert load_scene_module(scene).COUNT == 3


def test_libraries_never_get_a_module_of_the_user(tmp_path, monkeypatch):
    """Not even one that they have not imported yet."""
    library = write(tmp_path / "installed", "some_library.py", "import rare_arrows\nCOUNT = rare_arrows.COUNT")
    write(tmp_path / "installed", "rare_arrows.py", "COUNT = 'of the library'")
    monkeypatch.syspath_prepend(str(library.parent))
    monkeypatch.setattr("eigenreel.scene_module._libraries", lambda: (library.parent,))
    write(tmp_path / "mine", "rare_arrows.py", "COUNT = 'mine'")
    scene = write(tmp_path / "mine", "scene.py", "import some_library\nTHEIRS = some_library.COUNT")
    assert load_scene_module(scene).THEIRS == "of the library"


def test_every_scene_begins_with_fresh_neighbours(tmp_path):
    write(tmp_path, "my_state.py", "SEEN = []")
    scene = write(tmp_path, "scene.py", "from my_state import SEEN\nSEEN.append(1)\nCOUNT = len(SEEN)")
    assert [load_scene_module(scene).COUNT for _ in range(2)] == [1, 1]


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
