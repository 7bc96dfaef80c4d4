"""WORLD: a spoken take apart into loudness by frequency and breathiness, and back together at another pitch and pace.

Analysis is at the voice's 24 kHz, synthesis at 48 kHz: above what the voice has, its spectrum is continued as breath.
WORLD: M. Morise, F. Yokomori and K. Ozawa (2016), doi:10.1587/transinf.2015EDP7457.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from eigenreel.sound.loudness import RATE

FRAME = 0.005
FFT_SIZE = 1024
# What stands in for no sound, as power.
SILENT = 1e-16
# Decibels an octave by which the spectrum falls above what was analysed, from this part of the highest frequency on.
SLOPE, KNEE = -18.0, 0.9


@dataclass(frozen=True, eq=False)
class Analysis:
    """A take in frames of 5 ms, the first at time 0.

    Attributes:
        envelope: log power, float64 of shape (frames, 513).
        breath: part of the amplitude that is noise, 0 to 1, of the same shape.
        is_voiced: of shape (frames,).
    """

    envelope: np.ndarray
    breath: np.ndarray
    is_voiced: np.ndarray


def analyse(samples: np.ndarray, rate: int, pitch: np.ndarray, samples_per_frame: int) -> Analysis:
    """The analysis of a take whose pitch is known: hertz at the middle of each of its frames, 0 without voice."""
    import pyworld

    times = np.arange(0, len(samples) / rate, FRAME)
    middles = (np.arange(len(pitch)) + 0.5) * samples_per_frame / rate
    nearest = np.clip(np.round(times * rate / samples_per_frame - 0.5).astype(int), 0, len(pitch) - 1)
    voiced = pitch > 0
    # Pitch is carried through what has no voice, so that a frame that borders on it can still be sung.
    carried = np.interp(times, middles[voiced], pitch[voiced]) if voiced.any() else np.full(len(times), 200.0)
    sound = samples.astype(np.float64)
    envelope = pyworld.cheaptrick(sound, carried, times, rate, fft_size=FFT_SIZE)
    breath = pyworld.d4c(sound, carried, times, rate, threshold=0.0, fft_size=FFT_SIZE)
    return Analysis(np.log(np.maximum(envelope, SILENT)), breath, voiced[nearest])


def taken(analysis: Analysis, times: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(log envelope, breath, is voiced) at the given times of the take, in seconds; between frames they are mixed."""
    last = len(analysis.envelope) - 1
    position = np.clip(times / FRAME, 0, last)
    low = np.minimum(position.astype(int), max(last - 1, 0))
    part = (position - low)[:, None]
    high = np.minimum(low + 1, last)
    envelope = analysis.envelope[low] * (1 - part) + analysis.envelope[high] * part
    breath = analysis.breath[low] * (1 - part) + analysis.breath[high] * part
    return envelope, breath, analysis.is_voiced[np.round(position).astype(int)]


def with_formants(envelope: np.ndarray, factor: float) -> np.ndarray:
    """A log envelope with its resonances at ``factor`` times the frequency: above 1 a smaller singer."""
    if factor == 1:
        return envelope
    bins = np.arange(envelope.shape[1]) / factor
    low = np.minimum(bins.astype(int), envelope.shape[1] - 2)
    part = np.clip(bins - low, 0, 1)
    return envelope[:, low] * (1 - part) + envelope[:, low + 1] * part


def synthesize(pitch: np.ndarray, envelope: np.ndarray, breath: np.ndarray) -> np.ndarray:
    """float32 at 48 kHz from frames of 5 ms: hertz (0 without voice), log envelope and breath."""
    import pyworld

    power = np.exp(_widened(envelope, _fall(envelope.shape[1])))
    noise = np.clip(_widened(breath, np.zeros(envelope.shape[1] - 1)), 0.0, 1.0)
    noise[:, envelope.shape[1] :] = 1.0
    length = round(len(pitch) * FRAME * RATE)
    sound = pyworld.synthesize(np.ascontiguousarray(pitch, np.float64), power, noise, RATE, FRAME * 1000)
    return np.pad(sound, (0, max(length - len(sound), 0)))[:length].astype(np.float32)


def _widened(frames: np.ndarray, change: np.ndarray) -> np.ndarray:
    """Twice as many bins: the upper half is the average below the top, changed by what is given."""
    bins = frames.shape[1]
    top = frames[:, round(KNEE * bins) : -8].mean(axis=1, keepdims=True)
    return np.ascontiguousarray(np.concatenate([frames, top + change], axis=1))


def _fall(bins: int) -> np.ndarray:
    octaves = np.log2(np.arange(bins, 2 * bins - 1) / bins)
    return SLOPE * octaves * np.log(10) / 10
