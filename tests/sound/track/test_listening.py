"""Tracks of every kind are heard, or one line says why not; beats are found where they are."""

from __future__ import annotations

import re

import numpy as np
import pytest
from scipy.io import wavfile

from eigenreel.errors import EigenreelError
from eigenreel.sound.ffmpeg import run_ffmpeg
from eigenreel.sound.track import listening
from eigenreel.sound.track.beats import find_beats
from eigenreel.sound.track.listening import RATE, listen, middle


def tone(seconds, rate, hertz=440.0):
    return 0.3 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)


@pytest.fixture
def wav(tmp_path):
    def write(samples, rate, name="track.wav"):
        path = tmp_path / name
        wavfile.write(path, rate, np.asarray(samples, np.float32))
        return path

    return write


@pytest.mark.parametrize("rate", [8000, 44100, 96000])
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_any_rate_and_number_of_channels(wav, rate, channels):
    heard = listen(wav(np.repeat(tone(3, rate)[:, None], channels, axis=1), rate))
    assert heard.seconds == pytest.approx(3, abs=0.05) and len(heard.middle) == len(heard.whole)
    assert np.abs(heard.whole).max() > 0.1 and heard.whole.dtype == heard.middle.dtype == np.float32


@pytest.mark.parametrize("ending", ["mp3", "m4a", "flac", "ogg", "opus"])
def test_any_kind_of_file(wav, tmp_path, ending):
    path = tmp_path / f"track.{ending}"
    assert run_ffmpeg(["-i", str(wav(tone(3, 48000), 48000)), str(path)]).returncode == 0
    heard = listen(path)
    assert heard.seconds == pytest.approx(3, abs=0.1)
    spectrum = np.abs(np.fft.rfft(heard.whole[RATE : 2 * RATE]))
    assert np.argmax(spectrum) == pytest.approx(440, abs=1)


def test_what_is_at_one_side_is_not_in_the_middle():
    """A voice in the middle stays; a guitar on the left and a bass below the voices go."""
    voice, guitar, bass = (tone(2, RATE, hertz) for hertz in (400, 1300, 80))
    heard = middle(np.stack([voice + guitar + bass, voice + bass], axis=1).astype(np.float32))
    levels = np.abs(np.fft.rfft(heard[RATE // 2 :][:RATE]))
    assert levels[400] > 20 * max(levels[1300], levels[80])


@pytest.mark.parametrize(
    ("samples", "said"),
    [
        (np.zeros(3 * 8000), "is silent (nothing but zeros); give the track with the voice"),
        (1e-5 * tone(3, 8000), "is silent (at most -116 dBFS); "),
        (tone(0.5, 8000), "is 0.5 s long; give the track of a whole song"),
    ],
)
def test_what_cannot_be_a_song_is_told(wav, samples, said):
    path = wav(samples, 8000)
    with pytest.raises(EigenreelError, match=re.escape(f"{path}: {said}")):
        listen(path)


def test_files_that_are_cut_off_or_too_long_or_none(wav, tmp_path, monkeypatch):
    whole = tmp_path / "whole.m4a"
    run_ffmpeg(["-i", str(wav(tone(20, 48000), 48000)), "-movflags", "faststart", str(whole)])
    cut = tmp_path / "cut.m4a"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with pytest.raises(EigenreelError, match=r"cut.m4a: is cut off after \d+ of 20 s; copy it again"):
        listen(cut)
    text = tmp_path / "words.mp3"
    text.write_text("no sound\n" * 50)
    for path, said in ((text, "is no sound that ffmpeg can read"), (tmp_path, "no such file; give the track")):
        with pytest.raises(EigenreelError, match=said):
            listen(path)
    monkeypatch.setattr(listening, "LONGEST", 10.0)
    with pytest.raises(EigenreelError, match=r"is longer than 0 minutes; cut out the song"):
        listen(whole)


@pytest.mark.parametrize(("tempo", "first"), [(120.0, 0.25), (96.0, 0.1), (128.0, 0.0), (75.0, 0.5)])
def test_beats_are_found(tempo, first):
    """Within half a percent and 40 ms, under noise."""
    rng = np.random.default_rng(5)
    samples = 0.01 * rng.standard_normal(30 * RATE)
    for place in np.arange(first, 29, 60 / tempo):
        start = round(place * RATE)
        samples[start : start + 1600] += np.exp(-np.arange(1600) / 300) * rng.standard_normal(1600)
    found, beat = find_beats(samples)
    assert found == pytest.approx(tempo, rel=0.005)
    assert abs((beat - first + 30 / tempo) % (60 / tempo) - 30 / tempo) < 0.04


def test_silence_has_no_beat():
    assert find_beats(np.zeros(3 * RATE)) == (120.0, 0.0)
