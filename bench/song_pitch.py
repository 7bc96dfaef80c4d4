"""Two pitch meters that know nothing of each other: WORLD's harvest, and YIN written here."""

from __future__ import annotations

import numpy as np

HOP = 0.005
LOWEST, HIGHEST = 70.0, 900.0
# YIN: a dip of the difference function below this is taken for the period.
THRESHOLD = 0.15
WINDOW = 0.025


def harvest(samples: np.ndarray, rate: int) -> np.ndarray:
    """Hertz every 5 ms, 0 without voice; needs at most 24 kHz to be quick."""
    import pyworld

    pitch, _ = pyworld.harvest(samples.astype(np.float64), rate, LOWEST, HIGHEST, HOP * 1000)
    return pitch


def yin(samples: np.ndarray, rate: int) -> np.ndarray:
    """Hertz every 5 ms, 0 without voice, by the cumulative mean normalized difference function.

    De Cheveigné and Kawahara (2002), doi:10.1121/1.1458024, steps 1 to 5.
    """
    window, longest, shortest = round(WINDOW * rate), round(rate / LOWEST), int(rate / HIGHEST)
    padded = np.pad(samples.astype(np.float64), (window // 2, window + longest))
    count = int(len(samples) / rate / HOP) + 1
    starts = np.minimum((np.arange(count) * HOP * rate).round().astype(int), len(padded) - window - longest)
    frames = np.lib.stride_tricks.sliding_window_view(padded, window + longest)[starts]
    return np.array([_period(frame, window, longest, shortest, rate) for frame in frames])


def _period(frame: np.ndarray, window: int, longest: int, shortest: int, rate: int) -> float:
    if np.mean(frame**2) < 1e-7:
        return 0.0
    difference = _difference(frame, window, longest)
    sums = np.cumsum(difference[1:])
    normal = np.concatenate([[1.0], difference[1:] * np.arange(1, longest) / np.maximum(sums, 1e-12)])
    below = np.flatnonzero(normal[shortest:] < THRESHOLD)
    if not len(below):
        return 0.0
    lag = shortest + below[0]
    while lag + 1 < longest and normal[lag + 1] < normal[lag]:
        lag += 1
    return rate / (lag + _vertex(difference, lag))


def _difference(frame: np.ndarray, window: int, longest: int) -> np.ndarray:
    """Sums of squared differences between a window and itself, later by 0 to longest - 1 samples."""
    size = len(frame) + window
    spectrum = np.fft.rfft(frame, size) * np.conj(np.fft.rfft(frame[:window], size))
    product = np.fft.irfft(spectrum, size)[:longest]
    squares = np.concatenate([[0.0], np.cumsum(frame**2)])
    power = squares[window : window + longest] - squares[:longest]
    return power[0] + power - 2 * product


def _vertex(values: np.ndarray, index: int) -> float:
    """Where a parabola through a value and its neighbours has its lowest point, from -1 to 1."""
    if not 0 < index < len(values) - 1:
        return 0.0
    left, middle, right = values[index - 1 : index + 2]
    bend = left - 2 * middle + right
    return float(np.clip((left - right) / (2 * bend), -1, 1)) if bend > 0 else 0.0
