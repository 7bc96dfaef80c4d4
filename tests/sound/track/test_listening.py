"""Tracks of every kind are heard, or one line says why not; beats are found where they are."""

from __future__ import annotations

import os
import re
import struct
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from scipy.io import wavfile

from eigenreel.errors import EigenreelError
from eigenreel.sound.ffmpeg import run_ffmpeg
from eigenreel.sound.track import listening
from eigenreel.sound.track.beats import find_beats
from eigenreel.sound.track.listening import RATE, listen, middle, moving


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


def test_a_name_with_a_colon_is_no_protocol(wav, monkeypatch, tmp_path):
    wav(tone(3, RATE), RATE, "take:2.wav")
    monkeypatch.chdir(tmp_path)
    assert listen(Path("take:2.wav")).seconds == pytest.approx(3, abs=0.05)


def test_what_is_at_one_side_is_not_in_the_middle():
    """A voice in the middle stays; a guitar on the left and a bass below the voices go."""
    voice, guitar, bass = (tone(2, RATE, hertz) for hertz in (400, 1300, 80))
    heard = middle(np.stack([voice + guitar + bass, voice + bass], axis=1).astype(np.float32))
    levels = np.abs(np.fft.rfft(heard[RATE // 2 :][:RATE]))
    assert levels[400] > 20 * max(levels[1300], levels[80])


def test_what_moves_is_between_held_notes_and_drums():
    """A tone that glides as voices do stays; one that stands, and clicks, go."""
    time = np.arange(4 * RATE) / RATE
    glide = 0.3 * np.sin(2 * np.pi * (900 * time + 60 * np.sin(2 * np.pi * 2 * time)))
    clicks = np.zeros(4 * RATE)
    clicks[:: RATE // 2] = 0.9
    held = tone(4, RATE, 2500)

    def kept(sound):
        left = moving(sound.astype(np.float32))[RATE : 3 * RATE]
        return float(np.sqrt(np.mean(left**2) / np.mean(sound[RATE : 3 * RATE] ** 2)))

    assert kept(glide) > 3 * max(kept(held), kept(clicks)), (kept(glide), kept(held), kept(clicks))


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


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Twenty seconds of sound in files of all kinds."""
    folder = tmp_path_factory.mktemp("whole")
    wavfile.write(folder / "song.wav", 48000, (30000 * tone(20, 48000)).astype(np.int16))
    for name, flags in (
        ("song.mp3", ()),
        ("song.flac", ()),
        ("song.m4a", ("-movflags", "faststart")),
        ("index last.m4a", ()),
    ):
        assert run_ffmpeg(["-i", str(folder / "song.wav"), *flags, str(folder / name)]).returncode == 0
    return folder


@pytest.mark.parametrize("name", ["song.wav", "song.mp3", "song.flac", "song.m4a", "index last.m4a"])
def test_what_is_cut_off_is_told(whole, tmp_path, name):
    """Half a file; of one whose index comes last, nothing can be read."""
    cut = tmp_path / name
    cut.write_bytes((whole / name).read_bytes()[: (whole / name).stat().st_size // 2])
    said = "is no sound that ffmpeg can read" if "last" in name else r"is cut off after \d+ of 20 s; copy it again"
    with pytest.raises(EigenreelError, match=said):
        listen(cut)


def test_a_header_that_leaves_the_length_open_promises_nothing(whole, tmp_path):
    """As programs write it that send WAV through a pipe."""
    data = bytearray((whole / "song.wav").read_bytes())
    place = data.index(b"data") + 4
    for size in (0xFFFFFFFF, 0):
        data[place : place + 4] = size.to_bytes(4, "little")
        path = tmp_path / f"{size}.wav"
        path.write_bytes(data)
        assert listen(path).seconds == pytest.approx(20, abs=0.1)


def test_what_is_no_sound_is_told(whole, tmp_path):
    (tmp_path / "words.mp3").write_text("no sound\n" * 50)
    (tmp_path / "empty.mp3").touch()
    (tmp_path / "list.m3u8").write_text(f"#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:9/song.mp3\n{whole / 'song.mp3'}\n")
    run_ffmpeg(["-f", "lavfi", "-i", "color=red:s=64x64:d=3:r=5", str(tmp_path / "mute.mp4")])
    run_ffmpeg(["-f", "lavfi", "-i", "color=red:s=64x64:d=1:r=1", "-frames:v", "1", str(tmp_path / "picture.png")])
    os.mkfifo(tmp_path / "pipe.mp3")
    for name in ("words.mp3", "empty.mp3", "list.m3u8", "mute.mp4", "picture.png"):
        assert (tmp_path / name).is_file()
        with pytest.raises(EigenreelError, match=f"{name}: is no sound that ffmpeg can read; convert it to"):
            listen(tmp_path / name)
    for name in ("", "pipe.mp3"):
        with pytest.raises(EigenreelError, match="is no file; give the track"):
            listen(tmp_path / name)
    with pytest.raises(EigenreelError, match="no such file; give the track"):
        listen(tmp_path / "none.mp3")


def test_a_video_is_heard(whole, tmp_path):
    film = tmp_path / "film.mp4"
    picture = ["-f", "lavfi", "-i", "color=red:s=64x64:d=20:r=5"]
    assert run_ffmpeg([*picture, "-i", str(whole / "song.wav"), str(film)]).returncode == 0
    assert listen(film).seconds == pytest.approx(20, abs=0.2)


def test_an_hour_is_refused_without_decoding_it(tmp_path):
    """Within a tenth of the memory of its samples, and without reading them twice."""
    path = tmp_path / "hour.wav"
    with path.open("wb") as file:
        file.write(b"RIFF" + (0).to_bytes(4, "little") + b"WAVEfmt " + (16).to_bytes(4, "little"))
        file.write(struct.pack("<HHIIHH", 1, 1, 8000, 16000, 2, 16) + b"data" + (57_600_000).to_bytes(4, "little"))
        file.truncate(44 + 57_600_000)
    tracemalloc.start()
    with pytest.raises(EigenreelError, match="hour.wav: is longer than 15 minutes; cut out the song"):
        listen(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_wrong_length_in_a_file_does_not_make_it_too_long(whole, monkeypatch):
    """What is there decides."""
    monkeypatch.setattr(listening, "_said", lambda path: 7200.0)
    monkeypatch.setattr(listening, "WHOLE", 0.0)
    assert listen(whole / "song.mp3").seconds == pytest.approx(20, abs=0.1)
    monkeypatch.setattr(listening, "_said", lambda path: None)
    monkeypatch.setattr(listening, "LONGEST", 10.0)
    with pytest.raises(EigenreelError, match=r"is longer than 0 minutes; cut out the song"):
        listen(whole / "song.mp3")


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
