"""Sounds, subcaptions and sections lie where Manim's own files have them."""

from __future__ import annotations

import json
import wave
from itertools import pairwise

import numpy as np
import pytest
import srt
from manim import RIGHT, Circle, Create, Dot, FadeIn, Scene, tempconfig
from stock import build

from eigenreel.sound.soundtrack import RATE
from eigenreel.stage.recorder import as_in_a_new_process, manim_settings, record
from eigenreel.stage.sound_clips import sound_clips

SIZE = {"width": 160, "height": 90, "fps": 10}
TONE_RATE = 8000


@pytest.fixture
def tone(tmp_path):
    """Half a second of a tone."""
    path = tmp_path / "tone.wav"
    samples = (8000 * np.sin(np.arange(TONE_RATE // 2) * 0.3)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(TONE_RATE)
        file.writeframes(samples.tobytes())
    return str(path)


def stock_writer(scene_class):
    """Manim's file writer after the scene; no video is written."""
    with tempconfig(manim_settings(**SIZE, seed=0)), as_in_a_new_process():
        scene = build(scene_class)
        scene.render()
    return scene.renderer.file_writer


def levels(samples, rate, seconds, step=0.05):
    """Root mean square of each step of the film, as shares of the largest."""
    samples = np.pad(samples, (0, round(seconds * rate)))
    edges = (np.arange(round(seconds / step) + 1) * step * rate).round().astype(int)
    values = np.array([np.sqrt((samples[a:b] ** 2).mean()) for a, b in pairwise(edges)])
    return values / values.max()


def test_sounds_lie_where_manim_puts_them(tone):
    """Also with offsets, gains, and one that softens those before it."""

    class Sounds(Scene):
        def construct(self):
            self.add_sound(tone)
            self.play(Create(Circle()), run_time=0.7)
            self.add_sound(tone, time_offset=0.25, gain=-6)
            self.wait(0.3)
            self.add_sound(tone, gain=-40, gain_to_background=-12)
            self.wait(1)

    recording, _ = record(Sounds, **SIZE)
    seconds = recording.duration
    ours = np.zeros(round(seconds * RATE))
    for clip in sound_clips(recording):
        resampled = np.repeat(clip.samples.ravel() * 10 ** (clip.gain_db / 20), RATE // clip.rate)
        start = round(clip.start * RATE)
        ours[start : start + len(resampled)] += resampled[: len(ours) - start]
    segment = stock_writer(Sounds).audio_segment
    stock = np.array(segment.get_array_of_samples(), float).reshape(-1, segment.channels)[:, 0]
    expected, got = levels(stock, segment.frame_rate, seconds), levels(ours, RATE, seconds)
    assert np.abs(expected - got).max() < 0.02
    assert expected.max() / expected[expected > 0.02].min() > 3, "the gains are heard"


def test_subcaptions_are_those_of_manims_file(tmp_path):
    class Captioned(Scene):
        def construct(self):
            self.add_subcaption("at once", duration=0.4)
            self.play(Create(Circle()), run_time=0.7, subcaption="a circle")
            self.wait(0.3)
            self.play(FadeIn(Dot()), run_time=0.5, subcaption="a dot", subcaption_duration=1, subcaption_offset=0.2)
            self.add_subcaption("later", duration=0.5, offset=0.1)
            self.wait(1)

    settings = manim_settings(**SIZE, seed=0) | {"dry_run": False, "media_dir": str(tmp_path)}
    with tempconfig(settings), as_in_a_new_process():
        Captioned().render()
    (path,) = tmp_path.rglob("*.srt")
    entries = sorted(srt.parse(path.read_text(encoding="utf-8")), key=lambda entry: entry.start)
    marks = sorted(record(Captioned, **SIZE)[0].captions, key=lambda mark: mark.start)
    assert [mark.text for mark in marks] == [entry.content for entry in entries]
    times = [(entry.start.total_seconds(), entry.end.total_seconds()) for entry in entries]
    assert [(mark.start, mark.end) for mark in marks] == [pytest.approx(pair, abs=0.001) for pair in times]


def test_sections_begin_where_manims_section_files_do(tmp_path):
    class Sectioned(Scene):
        def construct(self):
            self.next_section("one")
            self.play(Create(Circle()), run_time=0.7)
            self.next_section("left out", skip_animations=True)
            self.play(FadeIn(Dot()), run_time=0.5)
            self.next_section("empty")
            self.next_section("two")
            self.play(FadeIn(Dot()), run_time=0.5)
            self.wait(0.3)
            self.next_section("three")
            self.wait(0.4)

    settings = manim_settings(**SIZE, seed=0) | {"dry_run": False, "media_dir": str(tmp_path), "save_sections": True}
    with tempconfig(settings), as_in_a_new_process():
        Sectioned().render()
    (path,) = tmp_path.rglob("sections/*.json")
    starts, frame = [], 0
    for section in json.loads(path.read_text(encoding="utf-8")):
        starts.append((section["name"], frame))
        frame += int(section["nb_frames"])
    recording, _ = record(Sectioned, **SIZE)
    shown = [(name, start) for name, start in recording.sections if name != "left out"]
    assert shown == starts and recording.frames == frame


def test_what_is_said_in_a_skipped_section_is_left_out_and_what_follows_is_not(tone):
    """Manim counts skipped plays as time, and loses a sound right after them; the film has neither."""

    class Skips(Scene):
        def construct(self):
            self.wait(0.5)
            self.next_section("left out", skip_animations=True)
            self.add_subcaption("never")
            self.play(Create(Circle()), run_time=2, subcaption="nor this")
            self.next_section("kept")
            self.add_sound(tone)
            self.add_subcaption("now", duration=0.5)
            self.play(Dot().animate.shift(RIGHT), run_time=0.5, subcaption="too")

    recording, _ = record(Skips, **SIZE)
    assert [(mark.text, mark.start, mark.end) for mark in recording.captions] == [("now", 0.5, 1.0), ("too", 0.5, 1.0)]
    assert [mark.frame for mark in recording.sounds] == [5]
