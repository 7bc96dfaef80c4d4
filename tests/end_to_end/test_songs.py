"""eigenreel song, as people run it: a short song becomes all of its files."""

from __future__ import annotations

import json
import os
import re
import wave
from pathlib import Path

import numpy as np
import pytest
from command import eigenreel, within
from PIL import Image

from eigenreel.sound.loudness import measure_file
from eigenreel.sound.soundtrack import read_audio

SONG = """---
title: A Short Song about Arrows
unit: "1.2"
styles:
  Intro: disco
  Verse 1: p_funk
singer: [G3, C5]
seed: 7
---

X:1
T:A Short Song about Arrows
M:4/4
L:1/8
Q:1/4=112
K:C
P:Intro
"C"Z |
P:Verse 1
%%lesson linear_algebra/vectors
"C"z2 G2 "A7"A>G E2 | "D7"F2 F2 "G7"D>D "C"C2 |
w: A vec-tor is | num-bers in a row.
"C"Z |
"""
ENDINGS = {
    "wav", "m4a", "opus", "mid", "band.mid", "musicxml", "lrc", "words.lrc", "vtt", "ass", "ultrastar.txt",
    "waveform.png", "roll.png",
}  # fmt: skip


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("songs")
    (root / "scenes").mkdir()
    (root / "narration" / "songs").mkdir(parents=True)
    (root / "narration" / "en").mkdir()
    (root / "narration" / "songs" / "arrows.abc").write_text(SONG, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def made(course, tmp_path_factory) -> tuple[dict, Path]:
    """What the command said, and its cache."""
    cache = tmp_path_factory.mktemp("cache")
    (record,) = json.loads(eigenreel("song", "render", "arrows", "--json", cwd=course, cache=cache).stdout)
    return record, cache


def test_every_file_is_there(course, made):
    """In build/songs/<name>, called after the song; nothing else, and no half of one."""
    record, _ = made
    folder = course / "build" / "songs" / "arrows"
    assert {path.name.removeprefix("arrows.") for path in folder.iterdir()} == ENDINGS
    assert set(map(Path, record["files"])) == set(folder.iterdir())
    assert (record["sections"], record["reused"]) == (2, 0)
    assert "[00:" in (folder / "arrows.lrc").read_text(encoding="utf-8")
    assert (folder / "arrows.mid").read_bytes().startswith(b"MThd")


def test_the_track_is_as_loud_as_promised(course, made):
    for ending in ("wav", "m4a", "opus"):
        found = measure_file(course / "build" / "songs" / "arrows" / f"arrows.{ending}")
        assert found.integrated == pytest.approx(-14, abs=0.2) and found.true_peak <= -1.0


def test_pictures_show_something(course, made):
    for kind in ("waveform", "roll"):
        with Image.open(course / "build" / "songs" / "arrows" / f"arrows.{kind}.png") as image:
            assert image.width > 300 and len(image.getcolors(1 << 20)) > 5


def test_again_it_is_the_same_to_the_byte_and_nothing_is_made(course, made, tmp_path):
    record, cache = made
    words = ("song", "render", "songs/arrows", "--stems", "--json", "--out", tmp_path)
    (again,) = within(*words, cwd=course, cache=cache).records
    assert again["reused"] == 2
    for path in map(Path, record["files"]):
        assert (tmp_path / "songs" / "arrows" / path.name).read_bytes() == path.read_bytes(), path.name
    stems = {path.stem for path in (tmp_path / "songs" / "arrows" / "stems").iterdir()}
    assert stems >= {"arrows.lead", "arrows.drums", "arrows.bass"}


def test_unchanged_nothing_is_written_and_what_is_gone_comes_back(course, made):
    """Its files as they were are left alone; without one of them they are written again."""
    record, cache = made
    files = list(map(Path, record["files"]))
    before = {path: path.stat().st_mtime_ns for path in files}
    words = ("song", "render", "arrows", "--json")
    (same,) = within(*words, cwd=course, cache=cache).records
    assert same == record | {"reused": 2}
    assert {path: path.stat().st_mtime_ns for path in files} == before
    lost = files[-1].read_bytes()
    files[-1].unlink()
    within(*words, cwd=course, cache=cache)
    assert files[-1].read_bytes() == lost


def test_the_list_tells_what_is_rendered_and_what_changed_since(course, made):
    song = course / "narration" / "songs" / "arrows.abc"
    where = {"cwd": course, "cache": made[1]}
    (record,) = within("song", "list", "--json", **where).records
    assert (record["song"], record["state"], record["unit"]) == ("songs/arrows", "rendered", "1.2")
    later = (course / "build" / "songs" / "arrows" / "arrows.m4a").stat().st_mtime + 5
    os.utime(song, (later, later))
    assert within("song", "list", "--json", **where).records[0]["state"] == "outdated"
    assert "A Short Song about Arrows" in within("song", "list", **where).out


def write_voice(path: Path, hertz: float) -> None:
    """Three seconds of a tone."""
    tone = 8000 * np.sin(2 * np.pi * hertz * np.arange(3 * 24000) / 24000)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(24000)
        file.writeframes(tone.astype("<i2").tobytes())


@pytest.fixture
def own(course) -> Path:
    """A song with somebody's own voice in the course while a test runs."""
    folder = course / "narration" / "songs"
    write_voice(folder / "voice.wav", 330)
    entry = "{file: voice.wav, section: Verse 1, at: 1 beat, instead_of: lead, fade_out: 0.5}"
    song = folder / "own.abc"
    song.write_text(SONG.replace("seed: 7\n", f"seed: 7\nrecordings:\n  - {entry}\n"), encoding="utf-8")
    yield song
    song.unlink()


def test_a_recording_takes_the_place_of_the_singer(course, made, own):
    """It has a stem, at its place; the singer has none; the list knows when it changed; without it, one line."""
    where = {"cwd": course, "cache": made[1]}
    said = within("song", "render", "own", "--stems", "--json", **where)
    assert said.code == 0, said.err
    stems = {path.name.split(".")[1]: path for path in (course / "build/songs/own/stems").iterdir()}
    assert "recordings" in stems and "lead" not in stems
    samples, rate = read_audio(stems["recordings"])
    heard = np.flatnonzero(np.abs(samples).max(axis=1) > 0.01) / rate
    # The verse begins after a bar of 112 beats a minute; the recording a beat later.
    assert heard[0] == pytest.approx(5 * 60 / 112, abs=0.01) and heard[-1] < 5 * 60 / 112 + 3.1
    found = measure_file(course / "build/songs/own/own.m4a")
    assert found.integrated == pytest.approx(-14, abs=0.2) and found.true_peak <= -1.0
    states = {each["song"]: each["state"] for each in within("song", "list", "--json", **where).records}
    assert states["songs/own"] == "rendered"
    voice, track = own.with_name("voice.wav"), course / "build/songs/own/own.wav"
    before = track.read_bytes()
    write_voice(voice, 220)
    assert within("song", "render", "own", "--json", **where).records[0]["reused"] == 1
    assert track.read_bytes() != before
    later = (course / "build/songs/own/own.m4a").stat().st_mtime + 5
    os.utime(voice, (later, later))
    states = {each["song"]: each["state"] for each in within("song", "list", "--json", **where).records}
    assert states["songs/own"] == "outdated"
    voice.unlink()
    said = within("song", "render", "own", **where)
    assert said.code == 1 and len(said.complaints) == 1
    assert re.search(r"own.abc:10: recording 'voice.wav' is not there", " ".join(said.err.split()))


@pytest.mark.parametrize(("words", "message"), [
    (("song", "render", "arows"), "no song 'arows' .*perhaps you meant arrows"),
    (("song", "render", "none.abc"), "none.abc: no such song file"),
    (("song", "render", "arrows", "--soundfont", "none.sf2"), "none.sf2: no soundfont to read"),
    (("song", "render", "arrows", "-j", "0"), "-j 0: not a number of workers"),
    (("song", "render"), "Missing argument"),
])  # fmt: skip
def test_a_mistake_is_one_line(course, made, words, message):
    said = within(*words, cwd=course, cache=made[1])
    assert said.code != 0 and len(said.complaints) == 1 and len(said.err.strip().splitlines()) == 1
    assert re.search(message, " ".join(said.err.split())), said.err


def test_a_wrong_style_is_one_line(course, made, tmp_path):
    odd = tmp_path / "odd.abc"
    odd.write_text(SONG.replace("p_funk", "pfunk"), encoding="utf-8")
    said = within("song", "render", odd, cwd=course, cache=made[1])
    assert said.code == 1 and "odd.abc:6: styles: Verse 1 names the unknown style" in " ".join(said.complaints)
