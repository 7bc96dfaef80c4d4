"""Where one sound of a take becomes the next one: the network's count of 25 ms is set right by what is heard.

Around each boundary, the place is taken that divides the spectrum best into two steady sounds. The network's own place
keeps some weight, so that a change within a sound does not take the boundary with it; between two vowels, of which the
first may change more than the second does, it stays. The network also rests between some words, with no mark that asks
for it ("the picture … and the numbers"), and counts the rest to the last sound before it. Settings were found on the
sentences FIT of bench/onset_sentences.py and the lines TUNED of bench/song_lyrics.py.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from eigenreel.sound.song.phones import SHORTEST, Phone
from eigenreel.sound.song.vocoder import FRAME, Analysis

# Seconds around a boundary that are looked at, and frames that either side of it has at least.
REACH, FEWEST = 0.06, 3
# How much of what a cut explains it costs to move a boundary by so many seconds.
PRICE, DISTANCE = 0.05, 0.025
# What is steadier than this is one sound.
LEAST = 1e-6
# Bands evenly spaced in mel between these hertz, cepstra kept of them, and decibels that count as silence.
BANDS, LOWEST, HIGHEST, CEPSTRA, SILENCE = 24, 80.0, 8000.0, 12, -50.0
NYQUIST = 12000.0
# Decibels below the loud parts of a take from where on nothing is said, and the part of its frames that are louder.
QUIET, LOUD = -40.0, 0.1
# Seconds: no shorter quiet is a pause, it ends at most this long before the next word, and what a stop needs of it.
SHORTEST_PAUSE, GAP, CLOSURE = 0.09, 0.02, 0.08


def refined(phones: Sequence[Phone], analysis: Analysis) -> tuple[Phone, ...]:
    """The phones with boundaries where the sound changes; the first start and the last end stay."""
    if not phones:
        return ()
    values = _cepstra(analysis)
    cuts = [
        phone.start if before.kind == phone.kind == "vowel" else _cut(values, phone.start)
        for before, phone in itertools.pairwise(phones)
    ]
    edges = [phones[0].start, *cuts, phones[-1].end]
    for index in range(1, len(edges)):
        edges[index] = max(edges[index], edges[index - 1] + SHORTEST)
    return tuple(replace(phone, start=a, end=b) for phone, a, b in zip(phones, edges[:-1], edges[1:], strict=True))


def without_pauses(phones: Sequence[Phone], analysis: Analysis) -> tuple[Phone, ...]:
    """The phones with the last sound of a word ended where a pause begins, so that no silence is sung."""
    power = np.exp(analysis.envelope).sum(axis=1)
    is_quiet = power < 10 ** (QUIET / 10) * np.quantile(power, 1 - LOUD)
    found = list(phones)
    for index, (phone, following) in enumerate(itertools.pairwise(phones)):
        if phone.word != following.word:
            found[index] = replace(phone, end=_said_until(phone, is_quiet))
    return tuple(found)


def _said_until(phone: Phone, is_quiet: np.ndarray) -> float:
    """Where a pause begins that lasts until the end of a phone, or the phone's end."""
    first, last = round(phone.start / FRAME), round(phone.end / FRAME)
    sounding = np.flatnonzero(~is_quiet[first : max(last - round(GAP / FRAME), first)])
    begin = (first + sounding[-1] + 1) * FRAME if len(sounding) else phone.start
    if phone.end - begin < SHORTEST_PAUSE:
        return phone.end
    # The closure of a stop is as quiet as a pause.
    least = CLOSURE if phone.kind in ("stop", "affricate") else SHORTEST
    return min(max(begin, phone.start + least), phone.end)


def _cut(values: np.ndarray, around: float) -> float:
    """Seconds of the cheapest way to part the frames near a place in two, each as near to its mean as can be."""
    first = max(round((around - REACH) / FRAME), 0)
    near = values[first : round((around + REACH) / FRAME)]
    near = near - near.mean(axis=0)
    counts = np.arange(1, len(near))[:, None]
    scatter = np.square(near).sum()
    if len(near) < 2 * FEWEST or scatter < LEAST:
        return around
    # Since the mean is 0, the sums on both sides are each other's negatives.
    sums = np.cumsum(near, axis=0)[:-1]
    explained = (sums**2 / counts + sums**2 / counts[::-1]).sum(axis=1) / scatter
    # Frames stand for their middles.
    places = (first + counts[:, 0] - 0.5) * FRAME
    gains = explained - PRICE * np.square((places - around) / DISTANCE)
    return float(places[FEWEST - 1 + np.argmax(gains[FEWEST - 1 : len(gains) - FEWEST + 1])])


def _cepstra(analysis: Analysis) -> np.ndarray:
    """What the spectrum is like in each frame, without its loudness: shape (frames, CEPSTRA)."""
    from scipy.fft import dct

    power = np.exp(analysis.envelope) @ _filters(analysis.envelope.shape[1])
    logs = np.log(np.maximum(power, power.max() * 10 ** (SILENCE / 10)))
    return dct(logs, norm="ortho")[:, 1 : CEPSTRA + 1]


@cache
def _filters(bins: int) -> np.ndarray:
    """Triangles, shape (bins, BANDS)."""
    mels = np.linspace(2595 * np.log10(1 + LOWEST / 700), 2595 * np.log10(1 + HIGHEST / 700), BANDS + 2)
    edges = 700 * (10 ** (mels / 2595) - 1)
    frequencies = np.linspace(0, NYQUIST, bins)[:, None]
    left, middle, right = edges[:-2], edges[1:-1], edges[2:]
    return np.maximum(0, np.minimum((frequencies - left) / (middle - left), (right - frequencies) / (right - middle)))
