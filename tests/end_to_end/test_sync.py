"""Picture and sound stay together over ten minutes."""

from __future__ import annotations

import wave

import numpy as np
from film_probe import brightness, eigenreel, frame_times, onsets, sound

FPS = 15
MINUTES = 10

SCENE = """
from manim import *


class Clapper(Scene):
    def construct(self):
        light = Square(6, stroke_width=0).set_fill(WHITE, 1)
        for seconds in {waits}:
            # Durations that are no whole number of frames are where films drift.
            self.wait(seconds)
            self.add_sound("{click}")
            self.add(light)
            self.wait(0.4)
            self.remove(light)
        self.wait(3)
"""


def write_click(path, rate=48000):
    time = np.arange(int(0.05 * rate)) / rate
    click = 0.5 * np.sin(2 * np.pi * 1000 * time) * np.exp(-time / 0.01)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((click * 32767).astype(np.int16).tobytes())


def test_a_click_and_a_flash_are_never_a_frame_apart(tmp_path):
    """Ten claps over ten minutes: the picture lights up and the click is heard within one frame of each other."""
    waits = [round(seconds, 3) for seconds in np.random.default_rng(1).uniform(0.8, 1.2, 10) * (MINUTES * 60 / 10 - 0.4)]
    click = tmp_path / "click.wav"
    write_click(click)
    (tmp_path / "clapper.py").write_text(SCENE.format(waits=waits, click=click.as_posix()), encoding="utf-8")
    out = tmp_path / "clapper.mp4"
    eigenreel("render", "clapper.py:Clapper", "-r", "128x72", "--fps", FPS, "--out", out, cwd=tmp_path, cache=tmp_path / "cache")

    light = brightness(out)
    flashes = frame_times(out)[np.flatnonzero(np.diff(light > light.mean() + 5) & (np.diff(light) > 0)) + 1]
    clicks = onsets(*sound(out))
    assert len(flashes) == len(clicks) == 10
    assert flashes[-1] > 0.9 * MINUTES * 60 * 0.8
    assert np.abs(flashes - clicks).max() <= 1 / FPS
