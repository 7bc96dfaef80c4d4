"""Loudness: the meter agrees with the meters of others."""

import math

import numpy as np
import pyloudnorm
import pytest
from sounds import write_wav

from eigenreel.errors import EigenreelError
from eigenreel.sound.loudness import PIECE, RATE, integrated_loudness, measure_file


def bursts(seconds, channels):
    """Noise that comes and goes, so that the gate has something to do."""
    rng = np.random.default_rng(1)
    swell = 0.1 * (np.sin(np.arange(seconds * RATE) / RATE * 2) > 0)[:, None] + 0.0005
    return (rng.standard_normal((len(swell), channels)) * swell).astype(np.float32)


@pytest.mark.parametrize(("seconds", "channels"), [(3, 1), (3, 2), (PIECE // RATE + 2, 2)])
def test_agrees_with_other_meters(seconds, channels, tmp_path):
    """Within 0.1 LU of pyloudnorm and of ffmpeg; a mono file is measured as heard from both speakers."""
    sound = bursts(seconds, channels)
    ours = integrated_loudness(sound)
    stereo = np.broadcast_to(sound, (len(sound), 2))
    assert ours == pytest.approx(pyloudnorm.Meter(RATE).integrated_loudness(stereo.astype(float)), abs=0.1)
    write_wav(tmp_path / "sound.wav", stereo, RATE)
    assert ours == pytest.approx(measure_file(tmp_path / "sound.wav").integrated, abs=0.1)


def test_silence():
    """Silence, near silence and nothing at all have no loudness."""
    for sound in (np.zeros((RATE, 2)), np.full((RATE, 1), 1e-6), np.zeros((0, 2))):
        assert integrated_loudness(sound.astype(np.float32)) == -math.inf


def test_short_sounds_have_a_loudness():
    """A sound shorter than a block of 400 ms is measured whole: a tone is as loud for a tenth of a second."""
    tone = np.sin(2 * np.pi * 1000 * np.arange(RATE) / RATE)[:, None].astype(np.float32)
    assert integrated_loudness(tone[: RATE // 10]) == pytest.approx(integrated_loudness(tone), abs=0.2)


def test_gain_is_loudness():
    """6 dB more is 6 LU more."""
    sound = bursts(2, 2)
    assert integrated_loudness(sound * 2) - integrated_loudness(sound) == pytest.approx(20 * math.log10(2), abs=0.01)


def test_measure_file(tmp_path):
    """A full-scale 997 Hz tone in both speakers is 0 LUFS and 0 dBTP; silence has no peak."""
    tone = np.sin(2 * np.pi * 997 * np.arange(3 * RATE) / RATE)
    write_wav(tmp_path / "tone.wav", np.stack([tone, tone], axis=1), RATE)
    loudness = measure_file(tmp_path / "tone.wav")
    assert loudness.integrated == pytest.approx(0, abs=0.1) and loudness.true_peak == pytest.approx(0, abs=0.1)
    write_wav(tmp_path / "silence.wav", np.zeros((RATE, 2)), RATE)
    loudness = measure_file(tmp_path / "silence.wav")
    assert loudness.integrated <= -70 and loudness.true_peak == -math.inf


def test_measure_what_is_no_sound(tmp_path):
    """A missing file and a text are one clear line each."""
    with pytest.raises(EigenreelError, match=r"none\.mp4: no such file"):
        measure_file(tmp_path / "none.mp4")
    (tmp_path / "text.txt").write_text("not a sound\n")
    with pytest.raises(EigenreelError, match=r"text\.txt: has no sound to measure"):
        measure_file(tmp_path / "text.txt")
