"""Laws of the film cache: a film is found again exactly if nothing it was made from has changed."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from eigenreel.film.cache import film_key, finished, note_finished, remove_stale
from eigenreel.film.reads import watched_reads
from eigenreel.film.result import FilmResult
from eigenreel.store import Store


@pytest.fixture
def film(tmp_path):
    """A film made from a scene that reads a table and imports a module."""
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "scene.py").write_text("import beside\nTABLE = open(__file__.replace('scene.py', 'table.csv')).read()\n")
    (folder / "beside.py").write_text("VALUE = 1\n")
    (folder / "table.csv").write_text("1,2\n")
    files = tuple(tmp_path / f"film.{ending}" for ending in ("mp4", "srt"))
    for path in files:
        path.write_text("made")
    return folder, FilmResult(files[0], files, 12.5, 4, 9, 3, 1.5)


def make(folder, result, store, key="00ff"):
    sys.path.insert(0, str(folder))
    try:
        with watched_reads([folder / "lexicon.toml"], [store.root]) as reads:
            exec(compile((folder / "scene.py").read_text(), "scene", "exec"), {"__file__": str(folder / "scene.py")})
            store.put("speech", "ab12", b"words")
            assert store.get("speech", "ab12") == b"words"
            (folder / "scratch.txt").write_text("temporary")
            (folder / "scratch.txt").read_text()
    finally:
        sys.path.remove(str(folder))
        sys.modules.pop("beside", None)
    note_finished(store, key, result, reads.contents)
    return reads


def test_sources_are_what_was_read_and_not_written(film, tmp_path):
    folder, result = film
    reads = make(folder, result, Store(tmp_path / "cache"))
    ours = {path.name for path in reads.contents if path.is_relative_to(tmp_path)}
    assert ours == {"scene.py", "beside.py", "table.csv", "lexicon.toml"}


def test_modules_imported_before_count(film, tmp_path):
    """A second lesson gets its helper module from memory."""
    folder, _ = film
    sys.path.insert(0, str(folder))
    try:
        __import__("beside")
        with watched_reads() as reads:
            __import__("beside")
    finally:
        sys.path.remove(str(folder))
        sys.modules.pop("beside")
    assert folder / "beside.py" in reads.contents


def test_an_unchanged_film_is_found(film, tmp_path):
    folder, result = film
    store = Store(tmp_path / "cache")
    assert finished(store, "00ff") is None
    make(folder, result, store)
    found = finished(store, "00ff")
    assert (found.path, found.files, found.duration, found.size) == (result.path, result.files, 12.5, 4)
    assert found.reused == found.chunks == 9
    assert finished(store, "00fe") is None


@pytest.mark.parametrize("name", ["scene.py", "beside.py", "table.csv", "lexicon.toml"])
def test_any_changed_source_makes_it_again(film, tmp_path, name):
    folder, result = film
    store = Store(tmp_path / "cache")
    make(folder, result, store)
    (folder / name).write_text("another = 2\n")
    assert finished(store, "00ff") is None


def test_a_source_that_is_only_touched_changes_nothing(film, tmp_path):
    folder, result = film
    store = Store(tmp_path / "cache")
    make(folder, result, store)
    (folder / "table.csv").touch()
    assert finished(store, "00ff") is not None


@pytest.mark.parametrize("number", [0, 1])
def test_a_file_that_is_gone_or_altered_makes_it_again(film, tmp_path, number):
    folder, result = film
    store = Store(tmp_path / "cache")
    make(folder, result, store)
    result.files[number].write_text("altered")
    assert finished(store, "00ff") is None
    result.files[number].unlink()
    assert finished(store, "00ff") is None


def test_the_key_is_of_all_parts():
    assert film_key("vectors", "1920") == film_key("vectors", "1920")
    assert film_key("vectors", "1920") != film_key("vectors1", "920")


def test_asking_imports_no_machinery(tmp_path):
    """Neither Manim nor the encoder: an unchanged film is found in a moment."""
    program = (
        "import sys; from pathlib import Path; from eigenreel.film.cache import film_key, finished; "
        f"from eigenreel.store import Store; finished(Store(Path({str(tmp_path)!r})), film_key('x')); "
        "print({'manim', 'av', 'numpy', 'cairo'} & set(sys.modules))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"


def test_what_this_render_did_not_write_again_is_removed(film, tmp_path):
    """Of what the last one wrote; not of another film's files, nor of one that somebody changed since."""
    folder, result = film
    store, other = Store(tmp_path / "cache"), tmp_path / "other.srt"
    other.write_text("another film's")
    make(folder, result, store)
    alone = replace(result, files=result.files[:1])
    remove_stale(Store(tmp_path / "other"), alone)
    assert result.files[1].exists()
    remove_stale(store, alone)
    assert not result.files[1].exists() and result.files[0].exists() and other.exists()
    result.files[1].write_text("made")
    make(folder, result, store)
    result.files[1].write_text("corrected by hand")
    remove_stale(store, alone)
    assert result.files[1].exists()
