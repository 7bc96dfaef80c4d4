"""Picture and sound stay together, in any Manim scene that adds sounds and in lessons."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest
from command import TINY, rendered
from film_probe import clicks, flashes

from course_folder import write_lesson
from eigenreel.sound.loudness import measure_file

FPS = 15
MINUTES = 10
CLAPS = 10

SCENE = """
from manim import *


class Clapper(Scene):
    def construct(self):
        light = Square(6, stroke_width=0).set_fill(WHITE, 1)
        dot = Dot([5, -3, 0], radius=0.05)
        for seconds in {waits}:
            # Durations that are no whole number of frames are where films drift.
            self.play(Rotate(dot, PI), run_time=0.7333)
            self.wait(seconds)
            self.add_sound("{click}")
            self.add(light)
            self.wait(0.4)
            self.remove(light)
        self.wait(3)
"""


@pytest.fixture
def click(tmp_path) -> Path:
    """A short tone that begins at once."""
    path, rate = tmp_path / "click.wav", 48000
    time = np.arange(int(0.05 * rate)) / rate
    tone = 0.5 * np.cos(2 * np.pi * 1000 * time) * np.exp(-time / 0.01)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((tone * 32767).astype(np.int16).tobytes())
    return path


@pytest.mark.slow
def test_a_click_and_a_flash_are_never_a_frame_apart(click, tmp_path):
    """Ten claps over ten minutes, after waits of odd lengths, in a scene that knows nothing of eigenreel."""
    waits = np.random.default_rng(1).uniform(0.95, 1.05, CLAPS) * (MINUTES * 60 - 3) / CLAPS - 0.4 - 0.7333
    scene = SCENE.format(waits=[round(float(wait), 3) for wait in waits], click=click.as_posix())
    (tmp_path / "clapper.py").write_text(scene, encoding="utf-8")
    (film,) = rendered(
        "clapper.py", "-r", "128x72", "--fps", FPS, "--out", "out", cwd=tmp_path, cache=tmp_path / "cache"
    )
    seen, heard = flashes(Path(film["path"])), clicks(Path(film["path"]))
    assert len(seen) == len(heard) == CLAPS
    assert film["duration"] == pytest.approx(MINUTES * 60, rel=0.05) and seen[-1] > 0.9 * film["duration"]
    assert np.abs(seen - heard).max() < 1 / FPS


def test_a_click_that_is_late_is_found_out(click, tmp_path):
    """The measurement itself: two frames are told from none."""
    scene = SCENE.replace('"{click}"', '"{click}", time_offset=2 / 15').format(waits=[2.0, 3.0], click=click.as_posix())
    (tmp_path / "late.py").write_text(scene, encoding="utf-8")
    (film,) = rendered("late.py", "-r", "128x72", "--fps", FPS, "--out", "out", cwd=tmp_path, cache=tmp_path / "cache")
    apart = clicks(Path(film["path"])) - flashes(Path(film["path"]))
    assert apart == pytest.approx([2 / FPS] * 2, abs=0.5 / FPS)


def test_a_clip_sounds_and_looks_as_the_film_does_there(click, tmp_path):
    """Sound, picture, captions and length of one beat are those of that part of the whole."""
    clap = f"""self.add_sound("{click.as_posix()}")
    light = Square(6, stroke_width=0).set_fill(WHITE, 1)
    self.add(light)
    self.wait(0.4)
    self.remove(light)"""
    beats = {name: f"This is the {name} beat, and [@clap] it claps." for name in ("first", "second", "third")}
    construct = "\n".join(f'with self.beat("{name}"):\n    self.wait_until("clap")\n    {clap}' for name in beats)
    write_lesson(tmp_path, "tests/claps", beats, construct)
    where = {"cwd": tmp_path, "cache": tmp_path / "cache"}
    (whole,) = rendered("tests/claps", *TINY, **where)
    (clip,) = rendered("tests/claps", *TINY, "--from-beat", "second", "--to-beat", "second", **where)
    path = Path(clip["path"])
    assert path.name == "claps.second-second.mp4" and clip["duration"] == pytest.approx(whole["duration"] / 3, abs=0.2)
    offset = flashes(Path(whole["path"]))[1] - flashes(path)[0]
    assert len(flashes(path)) == len(clicks(path)) == 1
    assert clicks(Path(whole["path"]))[1] - clicks(path)[0] == pytest.approx(offset, abs=0.002)
    text = path.with_suffix(".srt").read_text(encoding="utf-8")
    assert "second" in text and "first" not in text and "third" not in text and "00:00:00" in text
    assert measure_file(path).true_peak <= -1
