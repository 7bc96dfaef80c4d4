"""Levels over time: compressor, de-esser, ducking, saturation. All gains move at 500 Hz and are smooth between."""

from __future__ import annotations

import numpy as np

from eigenreel.sound.loudness import RATE

HOP = 96
SILENT = -120.0
ESSES = (5200.0, 10500.0)
"""Hertz: where s and sh are, and vowels are not."""
SPEECH = (700.0, 7000.0)
"""Hertz: where words are understood."""


def levels(sound: np.ndarray) -> np.ndarray:
    """RMS over all channels of each 2 ms, in dB; shape (n / 96,), rounded up."""
    mono = np.square(sound, dtype=np.float64).reshape(len(sound), -1).mean(axis=1)
    padded = np.pad(mono, (0, -len(mono) % HOP)).reshape(-1, HOP).mean(axis=1)
    return np.maximum(10 * np.log10(np.maximum(padded, 1e-12)), SILENT)


def smooth(wanted: np.ndarray, attack: float, release: float) -> np.ndarray:
    """A gain in dB that falls towards what is wanted within ``attack`` seconds, and rises within ``release``."""
    falling, rising = (np.exp(-HOP / RATE / seconds) for seconds in (attack, release))
    followed, value = [], 0.0
    for goal in wanted.tolist():
        slow = falling if goal < value else rising
        value = goal + (value - goal) * slow
        followed.append(value)
    return np.array(followed)


def applied(sound: np.ndarray, gain: np.ndarray) -> np.ndarray:
    """A sound with a gain in dB for each 2 ms."""
    factors = curve(gain, len(sound))
    return sound * (factors if sound.ndim == 1 else factors[:, None])


def curve(gain: np.ndarray, length: int) -> np.ndarray:
    """A gain in dB for each 2 ms as a factor for each sample, float32."""
    places = (np.arange(len(gain)) + 0.5) * HOP
    return np.interp(np.arange(length), places, 10 ** (gain / 20)).astype(np.float32)


def compression(
    sound: np.ndarray, threshold: float, ratio: float, attack: float = 0.01, release: float = 0.15, knee: float = 6.0
) -> np.ndarray:
    """The gain, in dB for each 2 ms, that brings ``ratio`` dB above a threshold down to one.

    Args:
        threshold: dB of RMS; the gain sets in softly, half of ``knee`` dB below it.
    """
    over = levels(sound) - threshold
    inside = np.square(np.clip(over + knee / 2, 0, knee)) / (2 * knee)
    reduction = np.where(over > knee / 2, over, inside) * (1 - 1 / ratio)
    return smooth(-reduction, attack, release)


def de_essed(voice: np.ndarray, most: float = 8.0) -> np.ndarray:
    """A voice, mono, whose hisses are at most about as loud as its vowels; up to ``most`` dB are taken from them."""
    hiss = band(voice, ESSES)
    loud = levels(voice)
    usual = np.median(loud[loud > loud.max() - 30]) if len(loud) else SILENT
    over = np.maximum(levels(hiss) - (usual - 8), 0)
    gain = smooth(-np.minimum(over, most), 0.002, 0.04)
    return voice - hiss * (1 - curve(gain, len(voice)))


def ducking(voice: np.ndarray, depth: float, attack: float = 0.04, release: float = 0.35) -> np.ndarray:
    """The gain under a voice: ``depth`` dB less while it is there, the same again when it rests."""
    loud = levels(voice)
    if not len(loud) or loud.max() <= SILENT / 2:
        return np.zeros(len(loud))
    # A voice is there from 24 dB below its loudest on, and fully so 12 dB further up.
    there = np.clip((loud - (loud.max() - 24)) / 12, 0, 1)
    return smooth(-depth * there, attack, release)


def make_room(sound: np.ndarray, voice: np.ndarray, whole: float, words: float) -> np.ndarray:
    """A part of the band, stereo, under a voice, mono: ``whole`` dB softer, and ``words`` dB more where words are."""
    if not voice.any():
        return sound
    middle = band(sound, SPEECH)
    less = curve(ducking(voice, words), len(sound))[:, None]
    return applied(sound - middle * (1 - less), ducking(voice, whole))


def band(sound: np.ndarray, edges: tuple[float, float]) -> np.ndarray:
    """What lies between two frequencies, without a shift in time that would color what it is taken from."""
    from scipy.signal import butter, sosfilt

    return sosfilt(butter(1, edges, "bandpass", fs=RATE, output="sos"), sound, axis=0).astype(np.float32)


def high_passed(sound: np.ndarray, hertz: float, order: int = 2) -> np.ndarray:
    from scipy.signal import butter, sosfilt

    return sosfilt(butter(order, hertz, "highpass", fs=RATE, output="sos"), sound, axis=0).astype(np.float32)


def lifted(sound: np.ndarray, hertz: float, decibels: float, width: float = 0.9) -> np.ndarray:
    """A bell of so many dB around a frequency (R. Bristow-Johnson's cookbook); a larger ``width`` is narrower."""
    from scipy.signal import lfilter

    angle, amount = 2 * np.pi * hertz / RATE, 10 ** (decibels / 40)
    alpha = np.sin(angle) / (2 * width)
    b = [1 + alpha * amount, -2 * np.cos(angle), 1 - alpha * amount]
    a = [1 + alpha / amount, -2 * np.cos(angle), 1 - alpha / amount]
    return lfilter(b, a, sound, axis=0).astype(np.float32)


def saturated(sound: np.ndarray, drive: float) -> np.ndarray:
    """As on tape: quiet sounds stay, peaks are rounded. ``drive`` 0 is none; 1 rounds from -6 dB of full scale on."""
    if drive <= 0:
        return sound
    return (np.tanh(sound * drive * 1.5) / (drive * 1.5)).astype(np.float32)
