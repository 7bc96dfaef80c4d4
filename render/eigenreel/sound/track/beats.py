"""The tempo of a track, and where its beats are."""

from __future__ import annotations

import numpy as np

from eigenreel.sound.track.listening import RATE

HOP = 160
"""Samples between two looks: 10 ms."""

WINDOW = 1024
SLOWEST, QUICKEST, USUAL = 60.0, 180.0, 115.0
"""Beats a minute; people tap nearest to the last one."""

OCTAVES = 0.7
"""How many octaves from the usual tempo one is less likely by a factor e^(1/2)."""


def find_beats(samples: np.ndarray) -> tuple[float, float]:
    """Beats a minute, and the second of the first; 120 and 0 where nothing repeats.

    The tempo is the lag at which rises of the spectrum are most like themselves, weighted by how people tap
    (Ellis, 2007, doi:10.1080/09298210701653344).

    Args:
        samples: at 16 kHz.
    """
    rises = _rises(samples)
    if not rises.any():
        return 120.0, 0.0
    per_minute = 60 * RATE / HOP
    size = 2 * len(rises)
    spectrum = np.fft.rfft(rises - rises.mean(), size)
    likeness = np.fft.irfft(np.abs(spectrum) ** 2)[: len(rises)]
    lags = np.arange(int(per_minute / QUICKEST), min(int(per_minute / SLOWEST) + 1, len(rises) - 1))
    if len(lags) < 3:
        return 120.0, 0.0
    weights = np.exp(-0.5 * (np.log2(per_minute / lags / USUAL) / OCTAVES) ** 2)
    best = int(lags[np.argmax(likeness[lags] * weights)])
    period = _refined(likeness, best)
    phases = np.arange(0, period, 0.5)
    places = [(phase + np.arange(int((len(rises) - phase) / period)) * period).astype(int) for phase in phases]
    first = phases[int(np.argmax([rises[each].mean() for each in places]))]
    return round(per_minute / period, 2), round(float(first) * HOP / RATE, 3)


def _rises(samples: np.ndarray) -> np.ndarray:
    """How much the logarithmic spectrum rises from each look to the next, summed over bands."""
    from scipy.signal import stft

    _, _, bins = stft(samples, RATE, nperseg=WINDOW, noverlap=WINDOW - HOP)
    bands = np.abs(bins[:512]).reshape(32, 16, -1).sum(axis=1)
    levels = np.log(bands + 1e-3 * bands.max() + 1e-12)
    return np.maximum(np.diff(levels, axis=1), 0).sum(axis=0)


def _refined(likeness: np.ndarray, lag: int) -> float:
    """The lag between samples: sixteen beats later the same peak is sixteen times as exact."""
    period = float(lag)
    for beats in (2, 4, 8, 16):
        about = round(period * beats)
        reach = max(beats // 2, 2)
        if about + reach >= len(likeness):
            break
        near = np.arange(about - reach, about + reach + 1)
        period = near[int(np.argmax(likeness[near]))] / beats
    return period
