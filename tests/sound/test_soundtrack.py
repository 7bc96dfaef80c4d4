"""Soundtrack: every clip on its sample, every film at the same loudness."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sounds import write_aac, write_wav
from utterances import utterance_of

from eigenreel.errors import EigenreelError
from eigenreel.sound.ffmpeg import run_ffmpeg
from eigenreel.sound.loudness import RATE, integrated_loudness, measure_file
from eigenreel.sound.soundtrack import CEILING, Clip, read_audio, soundtrack
from eigenreel.sound.voices import get_voice

TEXT = (
    "Almost every arrow is knocked off its line. Two directions are not. "
    "Along one of them, the matrix is just the number three."
)


@pytest.fixture(scope="module")
def speech():
    return get_voice("hibari").speak(utterance_of(TEXT))


def tone(seconds, rate=RATE, level=0.1, hertz=440):
    return (level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


@given(st.floats(0.001, 3), st.lists(st.floats(0, 4), max_size=3))
def test_shape(duration, starts):
    """Stereo at 48 kHz, as long as the film to the sample, wherever the clips lie."""
    track = soundtrack([Clip(tone(0.5, 24000), 24000, start) for start in starts], duration)
    assert track.shape == (round(duration * RATE), 2) and track.dtype == np.float32
    assert track.flags.c_contiguous and np.abs(track).max(initial=0) <= CEILING * 1.01


@pytest.mark.parametrize("rate", [8000, 22050, 24000, 44100, 48000, 96000])
def test_clips_lie_on_their_sample(rate):
    """A pulse in the middle of a clip of any rate is heard at start + middle, to the sample."""
    samples = np.zeros(rate, np.float32)
    samples[rate // 2] = 0.5
    for start in (0.0, 1 / 3, 1.23456):
        heard = soundtrack([Clip(samples, rate, start)], 3)[:, 0]
        assert abs(np.abs(heard).argmax() - round(start * RATE) - RATE // 2) <= 1


def test_silence_stays_silence():
    """No clips, silent clips and the silence between clips are zeros."""
    assert not soundtrack([], 2).any()
    assert not soundtrack([Clip(np.zeros(24000, np.float32), 24000, 0.5)], 2).any()
    track = soundtrack([Clip(tone(0.5), RATE, 0.0), Clip(tone(0.5), RATE, 1.5)], 2)
    assert not track[round(0.5 * RATE) : round(1.5 * RATE)].any() and track.any()


@pytest.mark.parametrize("bitrate", ["64k", "128k", "192k"])
def test_speech_as_encoded(speech, bitrate, tmp_path):
    """In the AAC file, by ffmpeg's meter: -16 LUFS within 0.2 and at most -1 dBTP."""
    track = soundtrack([Clip(speech.samples, speech.rate, 1.0)], speech.duration + 2)
    write_aac(tmp_path / "film.m4a", track, bitrate)
    loudness = measure_file(tmp_path / "film.m4a")
    assert loudness.integrated == pytest.approx(-16, abs=0.2)
    assert loudness.true_peak <= -1.0


@pytest.mark.parametrize("gain_db", [-30.0, 12.0])
def test_loud_and_quiet_recordings(speech, gain_db, tmp_path):
    """However loud the recording is, the film is at -16 LUFS."""
    track = soundtrack([Clip(speech.samples, speech.rate, 0.0, gain_db)], speech.duration)
    write_aac(tmp_path / "film.m4a", track)
    loudness = measure_file(tmp_path / "film.m4a")
    assert loudness.integrated == pytest.approx(-16, abs=0.2)
    assert loudness.true_peak <= -1.0


def test_music_and_voice(speech, tmp_path):
    """A stereo bed under a voice keeps its sides, and the mix its loudness."""
    bed = np.stack([tone(speech.duration, hertz=220), np.zeros_like(tone(speech.duration))], axis=1)
    track = soundtrack([Clip(bed, RATE, 0.0, -10.0), Clip(speech.samples, speech.rate, 0.0)], speech.duration)
    assert np.abs(track[:, 0] - track[:, 1]).max() > 0.01
    write_aac(tmp_path / "film.m4a", track)
    loudness = measure_file(tmp_path / "film.m4a")
    assert loudness.integrated == pytest.approx(-16, abs=0.2) and loudness.true_peak <= -1.0


@pytest.mark.parametrize("seconds", [0.3, 1.0])
def test_short_films(speech, seconds):
    """A second, and less than the meter's block, are at -16 LUFS as well."""
    start = round(speech.words[1][0] * speech.rate)
    track = soundtrack([Clip(speech.samples[start : start + round(seconds * speech.rate)], speech.rate, 0)], seconds)
    assert integrated_loudness(track) == pytest.approx(-16, abs=0.2)
    assert np.abs(track).max() <= CEILING * 1.01


def test_gain_is_relative():
    """Of two like clips the one with -6 dB is half as loud."""
    track = soundtrack([Clip(tone(1), RATE, 0), Clip(tone(1), RATE, 1, -6.0206)], 2)
    assert np.abs(track[RATE:]).max() / np.abs(track[:RATE]).max() == pytest.approx(0.5, abs=0.01)


def test_edges_are_gentle():
    """A tone that begins at full swing, and one that the film's end cuts off, begin and end at nothing."""
    cosine = np.cos(2 * np.pi * 100 * np.arange(RATE) / RATE).astype(np.float32) * 0.1
    track = soundtrack([Clip(cosine, RATE, 0.5)], 1.0)[:, 0]
    assert abs(track[RATE // 2]) < 1e-6 and abs(track[-1]) < 1e-6
    assert np.abs(np.diff(track)).max() < 0.1 * np.abs(track).max()


def test_clips_are_not_changed():
    """The caller's samples stay as they were."""
    samples = tone(1)
    before = samples.copy()
    soundtrack([Clip(samples, RATE, 0, 6.0)], 1)
    assert np.array_equal(samples, before)


def test_ten_minutes_are_quick(speech):
    """Ten minutes of speech take seconds."""
    starts = np.arange(0, 590, speech.duration + 0.4)
    begun = time.process_time()
    track = soundtrack([Clip(speech.samples, speech.rate, float(start)) for start in starts], 600)
    assert time.process_time() - begun < 30
    assert integrated_loudness(track) == pytest.approx(-16, abs=0.2)


def test_clicks():
    """Clicks cannot be as loud as speech without rising over the ceiling: they come as near as they can."""
    clicks = soundtrack([Clip(tone(0.01, level=1.0, hertz=1000), RATE, 5.0 * index) for index in range(12)], 60)
    assert -40 < integrated_loudness(clicks) < -16
    assert 0.5 * CEILING < np.abs(clicks).max() <= CEILING * 1.01


@pytest.mark.parametrize(
    ("clip", "message"),
    [
        (Clip(tone(1), RATE, -0.5), r"a sound starts 0\.500 s before the film"),
        (Clip(np.array([0, np.nan], np.float32), RATE, 2.0), r"sound at 2\.000 s holds values that are no numbers"),
        (Clip(tone(1), 0, 1.0), r"sound at 1\.000 s"),
        (Clip(np.zeros((10, 3), np.float32), RATE, 1.0), r"sound at 1\.000 s has 3 channels"),
    ],
)
def test_wrong_clips(clip, message):
    """A clip that cannot be heard is one clear line."""
    with pytest.raises(EigenreelError, match=message):
        soundtrack([clip], 3)


@pytest.mark.parametrize(("rate", "channels"), [(8000, 1), (44100, 2), (96000, 1), (48000, 6)])
@pytest.mark.parametrize("kind", ["wav", "flac", "m4a"])
def test_people_s_own_files(rate, channels, kind, tmp_path):
    """Mono or stereo, of any rate and kind: a tone keeps its rate, its length and its level; 5.1 becomes stereo."""
    write_wav(tmp_path / "sound.wav", np.repeat(tone(1, rate)[:, None], channels, axis=1), rate)
    path = tmp_path / f"sound file.{kind}"
    assert run_ffmpeg(["-v", "error", "-y", "-i", str(tmp_path / "sound.wav"), str(path)]).returncode == 0
    samples, found = read_audio(path)
    assert found == rate and samples.shape[1] == min(channels, 2) and samples.dtype == np.float32
    assert len(samples) / rate == pytest.approx(1, abs=0.08)
    if channels <= 2:
        assert np.abs(samples[rate // 4 : rate // 2]).max() == pytest.approx(0.1, abs=0.01)


@pytest.mark.parametrize("name", ["take:2.wav", "http:take.wav", "-y.wav", "100 %d.wav", "a b'c\"é.wav"])
def test_a_sound_file_may_have_any_name(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_wav(tmp_path / name, tone(0.5), RATE)
    assert read_audio(name)[0].shape == (RATE // 2, 1)
    assert -30 < measure_file(name).integrated < -15


def test_files_that_are_no_sound(tmp_path):
    """A missing file, a folder, a text, a picture, an empty file and a sound of no length are one clear line each."""
    (tmp_path / "notes.wav").write_text("not a sound\n")
    (tmp_path / "empty.mp3").write_bytes(b"")
    write_wav(tmp_path / "short.wav", np.zeros(0), RATE)
    cases = {
        "none.wav": "no such sound file",
        "notes.wav": "is no sound that ffmpeg can read",
        "empty.mp3": "is no sound that ffmpeg can read",
        "short.wav": "holds no samples|is no sound that ffmpeg can read",
    }
    for name, message in cases.items():
        with pytest.raises(EigenreelError, match=f"{name}: (?:{message})") as caught:
            read_audio(tmp_path / name)
        assert "\n" not in str(caught.value)
    with pytest.raises(EigenreelError, match="no such sound file"):
        read_audio(tmp_path)
