"""A limiter that looks ahead and between the samples."""

from __future__ import annotations

from functools import cache, reduce

import numpy as np

# 20 ms on either side at 48 kHz: slower than a voice's pitch, so that the gain does not follow single waves.
REACH = 960
OVERSAMPLING = 4
BLOCK = 4096
# Samples on either side of a block, more than the interpolation filter reaches.
OVERLAP = 32


def limit(samples: np.ndarray, ceiling: float) -> np.ndarray:
    """The same sound with no true peak above ``ceiling``.

    Args:
        samples: float32 of shape (n, channels); all channels get the same gain, so that nothing moves sideways.
        ceiling: linear, above 0.

    The gain falls and rises over 20 ms in the shape of a bell, centred on the peaks; a sound below the ceiling is
    returned as is.
    """
    from scipy.ndimage import minimum_filter1d, uniform_filter1d

    peaks = true_peaks(samples, ceiling)
    if not len(peaks) or peaks.max() <= ceiling:
        return samples
    needed = np.minimum(1, ceiling / np.maximum(peaks, ceiling)).astype(np.float32)
    # The least gain within reach, averaged twice over half that reach: never more than is needed at any sample.
    held = minimum_filter1d(needed, 2 * REACH + 1, mode="nearest")
    for _ in range(2):
        held = uniform_filter1d(held, REACH + 1, mode="nearest")
    return samples * np.minimum(held, needed)[:, None]


def true_peaks(samples: np.ndarray, ceiling: float) -> np.ndarray:
    """The largest magnitude at and just around every sample, over all channels; float32 of shape (n,).

    Only blocks that come within 6 dB of the ceiling are interpolated: a peak between samples is rarely over 3 dB above
    them.
    """
    peaks = _largest(samples)
    count = -(-len(peaks) // BLOCK)
    padded = np.pad(peaks, (0, count * BLOCK - len(peaks)))
    loud = np.flatnonzero(padded.reshape(count, BLOCK).max(axis=1) > ceiling / 2)
    for start in loud * BLOCK:
        first, last = max(start - OVERLAP, 0), min(start + BLOCK, len(peaks))
        between = _between(samples[first : last + OVERLAP])
        padded[start:last] = between[start - first :][: last - start]
    return padded[: len(peaks)]


def _between(samples: np.ndarray) -> np.ndarray:
    """The largest magnitude from one sample before to one after each."""
    from scipy.signal import resample_poly

    fine = _largest(resample_poly(samples, OVERSAMPLING, 1, axis=0, window=_window()))
    fine = fine.reshape(-1, OVERSAMPLING).max(axis=1)
    # Group k holds sample k and what follows it; what precedes it is in the group before.
    return np.maximum(fine, np.concatenate([fine[:1], fine[:-1]]))


def _largest(samples: np.ndarray) -> np.ndarray:
    """The largest magnitude over all channels; NumPy is slow along an axis that short."""
    return reduce(np.maximum, np.abs(samples).T)


@cache
def _window() -> np.ndarray:
    """The taps that ``resample_poly`` designs for every call anew."""
    from scipy.signal import firwin

    half = 10 * OVERSAMPLING
    return firwin(2 * half + 1, 1 / OVERSAMPLING, window=("kaiser", 5.0)).astype(np.float32)
