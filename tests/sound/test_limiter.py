"""The limiter: nothing above the ceiling, also between the samples; nothing else changes."""

import numpy as np
import pytest
from scipy.signal import resample_poly

from eigenreel.sound.limiter import REACH, limit, true_peaks

RATE = 48000


def loud_noise(seconds=0.5, channels=2):
    rng = np.random.default_rng(0)
    swell = np.linspace(0, 3, round(seconds * RATE))[:, None]
    return (rng.standard_normal((len(swell), channels)) * swell).astype(np.float32)


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("ceiling", [0.1, 0.8])
def test_true_peaks_stay_below(channels, ceiling):
    """Eightfold oversampling finds no peak more than 0.3 dB above the ceiling, even in noise."""
    limited = limit(loud_noise(channels=channels), ceiling)
    assert np.abs(limited).max() <= ceiling * 1.0001
    assert np.abs(resample_poly(limited, 8, 1, axis=0)).max() <= ceiling * 10 ** (0.3 / 20)


def test_peaks_between_samples_are_seen():
    """A tone whose samples all miss its crests is as loud as its crests."""
    tone = np.sin(np.pi / 4 + np.pi / 2 * np.arange(RATE // 10))[:, None].astype(np.float32)
    assert np.abs(tone).max() == pytest.approx(0.707, abs=1e-3)
    assert true_peaks(tone, 0.5)[1000:-1000].max() == pytest.approx(1.0, abs=0.02)


def test_what_is_below_is_left_alone():
    """A sound under the ceiling is returned as it is, and so is silence."""
    quiet = loud_noise() * 0.01
    assert limit(quiet, 0.8) is quiet
    assert not limit(np.zeros((1000, 1), np.float32), 0.5).any()
    assert limit(np.zeros((0, 2), np.float32), 0.5).shape == (0, 2)


def test_far_from_a_peak_nothing_changes():
    """Gain falls only within reach of a peak, on both sides alike, and for both channels by the same factor."""
    sound = np.full((RATE, 2), [0.1, -0.05], np.float32)
    sound[RATE // 2, 0] = 4
    limited = limit(sound, 0.5)
    far = np.abs(np.arange(RATE) - RATE // 2) > 2 * REACH + 2
    assert np.allclose(limited[far], sound[far], rtol=1e-6, atol=0)
    assert limited[RATE // 2, 0] <= 0.5
    near = slice(RATE // 2 + 1, RATE // 2 + 200)
    assert np.allclose(limited[near, 0] / limited[near, 1], -2, atol=1e-3)
    assert limited[near, 0].max() < 0.05
