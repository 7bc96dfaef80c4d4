"""Damaged caches, full disks, folders that cannot be written to: detected, one line, nothing lost."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from pathlib import Path

import pytest
from command import TINY, rendered, within, write_arrow

from eigenreel.store import Store

WORDS = ("tests/arrow", *TINY)


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    return write_arrow(tmp_path_factory.mktemp("course"))


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


DAMAGES = {
    "truncated": lambda data: data[: len(data) // 2],
    "garbled": lambda data: data[:-9] + bytes(byte ^ 0x5A for byte in data[-9:]),
    "empty": lambda data: b"",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_entries_are_made_again(course, tmp_path, damage):
    """Of every kind: speech, sound, chunks, films. The film is what it was, and the cache is sound again."""
    store, out = Store(tmp_path / "cache"), tmp_path / "out"
    rendered(*WORDS, "--out", out, cwd=course, cache=store.root)
    before = digests(out)
    kinds = set()
    for path in list(store.entries()):
        kinds.add(path.parent.parent.name)
        path.write_bytes(DAMAGES[damage](path.read_bytes()))
    assert kinds == {"speech", "sound", "chunk", "skips", "film", "files"}
    (film,) = rendered(*WORDS, "--out", out, cwd=course, cache=store.root)
    assert digests(out) == before and film["seconds"] > 0
    assert store.verify() == []


def test_a_damaged_chunk_costs_that_chunk(course, tmp_path):
    store = Store(tmp_path / "cache")
    (first,) = rendered(*WORDS, "--out", tmp_path / "one", cwd=course, cache=store.root)
    chunk = next(path for path in store.entries() if path.parent.parent.name == "chunk")
    chunk.write_bytes(chunk.read_bytes()[:-1])
    (again,) = rendered(*WORDS, "--out", tmp_path / "two", cwd=course, cache=store.root)
    assert first["chunks"] - 3 <= again["reused"] < again["chunks"]
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_a_film_that_somebody_changed_or_deleted_is_made_again(course, tmp_path):
    """From the chunks that are known; also where only something beside it is gone."""
    where = {"cwd": course, "cache": tmp_path / "cache"}
    (film,) = rendered(*WORDS, "--out", tmp_path / "out", **where)
    before = digests(tmp_path / "out")
    Path(film["path"]).write_bytes(b"half a film")
    for path in map(Path, (film["path"], film["files"][1])):
        (again,) = rendered(*WORDS, "--out", tmp_path / "out", **where)
        assert again["reused"] == again["chunks"] and again["seconds"] > 0
        assert digests(tmp_path / "out") == before
        path.unlink()
    assert rendered(*WORDS, "--out", tmp_path / "out", **where)[0]["seconds"] > 0


def test_the_cache_is_told_verified_and_pruned(course, tmp_path):
    where = {"cwd": course, "cache": tmp_path / "cache"}
    rendered(*WORDS, "--out", tmp_path / "out", **where)
    store = Store(tmp_path / "cache")
    assert re.fullmatch(rf"{re.escape(str(store.root))}: \d[\d.]* [kM]B\n", within("cache", "size", **where).out)
    broken = next(store.entries())
    broken.write_bytes(b"nothing")
    said = within("cache", "verify", **where)
    assert f"{broken}: damaged, deleted" in said.out and "1 damaged" in said.out and not broken.exists()
    assert "0 damaged" in within("cache", "verify", **where).out
    assert within("cache", "prune", "--keep", "2KB", **where).code == 0 and store.size() <= 2000
    rendered(*WORDS, "--out", tmp_path / "again", **where)
    assert digests(tmp_path / "again") == digests(tmp_path / "out")


def complaint(said, place: Path, what: str) -> None:
    """There is one line, which names the place and the way out."""
    assert said.code == 1 and len(said.complaints) == 1 and "Traceback" not in said.err, said.err
    assert str(place) in said.complaints[0] and re.search(what, said.complaints[0]), said.complaints


def test_a_full_disk_under_the_cache(course, tmp_path, disk):
    folder = disk("16k")
    said = within("render", *WORDS, "--out", tmp_path / "out", cwd=course, cache=folder / "cache")
    complaint(said, folder, r"cannot write to the cache \(No space left on device\); free some space.*--cache")
    assert not list((tmp_path / "out").rglob("*.*"))
    assert Store(folder / "cache").verify() == []


@pytest.mark.parametrize("kind", ["mp4", "webm", "gif", "png"])
def test_a_full_disk_under_the_films(course, tmp_path, disk, kind):
    """And as soon as there is room, the same command goes on from the chunks that are in the cache."""
    # Filled but for less than the film takes.
    folder, words = disk("64k"), (*WORDS, "--format", kind)
    with (folder / "ballast").open("wb") as file:
        file.write(bytes(60 * 1024 if kind in ("mp4", "webm") else 64 * 1024))
    where = {"cwd": course, "cache": tmp_path / "cache"}
    said = within("render", *words, "--out", folder, **where)
    complaint(said, folder, r"arrow\.\w+: .*(No space left on device|could not write).*free some space")
    assert [path.name for path in folder.rglob("*") if path.is_file()] == ["ballast"]
    (folder / "ballast").unlink()
    subprocess.run(["mount", "-o", "remount,size=8m", folder], check=True)
    (film,) = rendered(*words, "--out", folder, **where)
    assert Path(film["path"]).stat().st_size > 0 and film["reused"] == film["chunks"]


def test_an_output_folder_that_is_read_only(course, tmp_path, disk):
    """It is told before the work: nothing has been encoded in vain."""
    if os.geteuid() == 0:
        folder, reason = disk("1m"), "Read-only file system"
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    else:
        folder, reason = tmp_path / "locked", "Permission denied"
        folder.mkdir(mode=0o500)
    said = within("render", *WORDS, "--out", folder, cwd=course, cache=tmp_path / "cache")
    complaint(said, folder, rf"\({reason}\).*--out")
    assert not (tmp_path / "cache" / "chunk").exists()
    rendered(*WORDS, "--out", tmp_path / "out", cwd=course, cache=tmp_path / "cache")
    assert (tmp_path / "cache" / "chunk").is_dir()


def test_an_output_folder_that_is_a_file(course, tmp_path):
    (tmp_path / "file").write_bytes(b"precious")
    said = within("render", *WORDS, "--out", tmp_path / "file", cwd=course, cache=tmp_path / "cache")
    complaint(said, tmp_path / "file", "--out")
    assert (tmp_path / "file").read_bytes() == b"precious"


def test_a_cache_that_is_a_file(course, tmp_path):
    (tmp_path / "cache").write_bytes(b"precious")
    said = within("render", *WORDS, "--out", tmp_path / "out", cwd=course, cache=tmp_path / "cache")
    complaint(said, tmp_path / "cache", "--cache")
    assert (tmp_path / "cache").read_bytes() == b"precious"


def test_a_cache_that_is_read_only_still_serves(course, tmp_path, disk):
    """What is in it is used: a shared cache need not be ours to write to. What it lacks is one line."""
    folder = disk("8m")
    rendered(*WORDS, "--out", tmp_path / "out", cwd=course, cache=folder)
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    (film,) = rendered(*WORDS, "--out", tmp_path / "out", cwd=course, cache=folder)
    assert film["seconds"] == 0
    said = within("render", *WORDS, "--set", "part=0.5", "--out", tmp_path / "out", cwd=course, cache=folder)
    complaint(said, folder, r"cannot write to the cache \(Read-only file system\).*--cache")
