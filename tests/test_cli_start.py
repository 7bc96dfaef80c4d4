"""Laws of starting: quick, and without Manim until a scene needs it."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

import pytest

from course_folder import write_lesson

LIGHT = (
    ["--help"],
    ["--version"],
    ["list"],
    ["render", "--help"],
    ["cache", "size"],
    ["render", "no/such/lesson"],
    ["song", "list"],
)


@pytest.mark.parametrize("words", LIGHT, ids=" ".join)
def test_nothing_heavy_is_imported(words):
    code = (
        "import sys\nfrom eigenreel.cli import main\nmain(sys.argv[1:])\n"
        "heavy = {'manim', 'numpy', 'scipy', 'av', 'onnxruntime', 'cairo', 'PIL'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    result = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_words_sound_and_maths_do_not_import_manim():
    """Neither do they on import, nor do the modules that every command reads."""
    code = (
        "import pkgutil, sys, importlib\n"
        "import eigenreel.words, eigenreel.sound, eigenreel.maths, eigenreel.cli\n"
        "for package in (eigenreel.words, eigenreel.sound, eigenreel.maths, eigenreel.cli):\n"
        "    for module in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "        importlib.import_module(module.name)\n"
        "import eigenreel.course, eigenreel.options, eigenreel.doctor, eigenreel.film.targets\n"
        "sys.exit('manim' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.returncode == 0, result.stderr or "manim was imported"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_signs_that_a_terminal_lacks_do_not_stop_a_list(tmp_path, encoding):
    write_lesson(tmp_path, "a/one", {"one": "A dot."}, "pass")
    script = tmp_path / "narration" / "en" / "a" / "one.md"
    script.write_text(script.read_text(encoding="utf-8").replace("title: One", "title: ∇L"), encoding="utf-8")
    command = [sys.executable, "-m", "eigenreel", "list"]
    result = subprocess.run(command, cwd=tmp_path, env=os.environ | {"PYTHONIOENCODING": encoding}, capture_output=True)
    assert result.returncode == 0 and b"\\u2207L" in result.stdout, result.stderr


def test_a_list_takes_little_more_than_what_prints_and_reads_it():
    """Some 0.4 s, and 0.16 of them to import those libraries. Processor time: here other tests run beside it."""
    libraries = [sys.executable, "-c", "import rich.table, typer.main, pydantic, yaml"]
    listing = [sys.executable, "-m", "eigenreel", "list"]
    seconds = [(_seconds(libraries), _seconds(listing)) for _ in range(5)]
    least, whole = map(min, zip(*seconds, strict=True))
    assert whole < 5 * least


def _seconds(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
