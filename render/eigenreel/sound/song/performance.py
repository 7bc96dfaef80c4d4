"""A take sung: warped onto the notes, at the melody's pitch, in one or several voices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eigenreel.sound.song.melody import VIBRATO_DEPTH, Sounding, hertz, loudness_curve, pitch_curve
from eigenreel.sound.song.phones import Phone
from eigenreel.sound.song.takes import Take
from eigenreel.sound.song.vocoder import FRAME, RATE, SILENT, synthesize, taken, with_formants
from eigenreel.sound.song.warp import Placed, source_times

# Decibels of a held vowel, of which syllables are brought nearer by this part and at most this much.
LEVEL, LEVELLING, MOST_LEVELLING = -22.0, 0.8, 10.0
# Frames of the spectrum that are counted for loudness: 100 to 5000 Hz of 24 kHz in 513 bins.
HEARD = slice(4, 214)
# Seconds in which sound comes and goes at a rest; a vowel goes more slowly than a consonant.
ATTACK, RELEASE, RELEASE_OF_VOWEL = 0.01, 0.01, 0.07
# Presence: decibels at the middle of the singer's formant, in hertz, and its width.
PRESENCE, PRESENCE_AT, PRESENCE_WIDTH = 3.0, 3000.0, 800.0
NYQUIST = 12000.0


@dataclass(frozen=True)
class Singer:
    """One voice of the choir.

    Attributes:
        formants: factor on the frequency of the resonances; a smaller one is a larger singer.
        vibrato: semitones at most.
        unison: semitones and seconds by which it is out at random, from phrase to phrase.
        gain: decibels.
    """

    name: str
    formants: float = 1.0
    vibrato: float = VIBRATO_DEPTH
    unison: tuple[float, float] = (0.0, 0.0)
    gain: float = 0.0


LEAD = Singer("lead")
QUARTET = (
    Singer("tenor", 1.06, 0.12, (0.04, 0.010), -4.0),
    Singer("baritone", 0.92, 0.12, (0.04, 0.010), -4.0),
    Singer("bass", 0.84, 0.10, (0.04, 0.008), -2.5),
)


def perform(
    take: Take,
    placed: Sequence[Placed],
    notes: Sequence[Sounding],
    singer: Singer,
    length: float,
    rng: np.random.Generator,
) -> np.ndarray:
    """Samples at 48 kHz of that many seconds from time 0 of the placed phones, float32."""
    grid = np.arange(round(length / FRAME)) * FRAME
    out_of_tune, late = (rng.uniform(-most, most) for most in singer.unison)
    own = grid - late
    times = source_times(placed, own)
    is_sung = ~np.isnan(times)
    envelope, breath, voiced = taken(take.analysis, np.where(is_sung, times, 0.0))
    pitch = hertz(pitch_curve(notes, own, rng, singer.vibrato) + out_of_tune)
    pitch = np.where(is_sung & _voicing(placed, own, voiced), pitch, 0.0)
    envelope = with_formants(envelope, singer.formants) + _presence(envelope.shape[1])
    decibels = _levelling(take, placed, own) + loudness_curve(placed[0].start, placed[-1].end, notes, own)
    gain = _gate(placed, own) * 10 ** ((decibels + singer.gain) / 20)
    envelope = np.where(is_sung[:, None], envelope + 2 * np.log(np.maximum(gain, 1e-6))[:, None], np.log(SILENT))
    return synthesize(pitch, envelope, breath)


def _voicing(placed: Sequence[Placed], grid: np.ndarray, spoken: np.ndarray) -> np.ndarray:
    """As spoken, but that a held sound has voice from where it first gets it to its end."""
    voiced = spoken.copy()
    for each in placed:
        inside = np.flatnonzero((grid >= each.start) & (grid < each.end))
        if each.is_held and len(inside):
            first = np.flatnonzero(spoken[inside])
            begin = first[0] if len(first) and first[0] < len(inside) // 2 else 0
            voiced[inside[begin:]] = True
    return voiced


def _presence(bins: int) -> np.ndarray:
    frequencies = np.linspace(0, NYQUIST, bins)
    return np.log(10) / 10 * PRESENCE * np.exp(-(((frequencies - PRESENCE_AT) / PRESENCE_WIDTH) ** 2))


def _levelling(take: Take, placed: Sequence[Placed], grid: np.ndarray) -> np.ndarray:
    """Decibels that bring weakly spoken syllables nearer to the strong ones."""
    held = [each for each in placed if each.is_held]
    changes = [
        np.clip(LEVELLING * (LEVEL - _level(take, each.phone)), -MOST_LEVELLING, MOST_LEVELLING) for each in held
    ]
    times = [time for each in held for time in (each.start, each.end)]
    return np.interp(grid, times, np.repeat(changes, 2))


def _level(take: Take, phone: Phone) -> float:
    """Decibels of the middle half of a sound."""
    first = round((phone.start + phone.length / 4) / FRAME)
    frames = take.analysis.envelope[first : max(round((phone.end - phone.length / 4) / FRAME), first + 1), HEARD]
    return float(10 * np.log10(np.exp(frames).mean()))


def _gate(placed: Sequence[Placed], grid: np.ndarray) -> np.ndarray:
    """1 where something is sung, with ramps towards rests."""
    gate = np.zeros(len(grid))
    first = 0
    for index, each in enumerate(placed):
        is_last = index + 1 == len(placed) or placed[index + 1].start > each.end + FRAME / 2
        if is_last:
            release = RELEASE_OF_VOWEL if each.phone.kind in ("vowel", "liquid", "nasal") else RELEASE
            start, end = placed[first].start, each.end
            ramp = np.minimum((grid - start) / ATTACK, (end - grid) / release)
            gate = np.maximum(gate, np.clip(ramp, 0, 1))
            first = index + 1
    return gate


def breath(length: float, rng: np.random.Generator) -> np.ndarray:
    """The sound of breathing in: noise that swells and stops, brightest at the formants of an open mouth."""
    count = round(length * RATE)
    spectrum = np.fft.rfft(rng.normal(0, 1, count))
    frequencies = np.fft.rfftfreq(count, 1 / RATE)
    shape = sum(
        weight * np.exp(-0.5 * ((frequencies - middle) / width) ** 2)
        for middle, width, weight in ((1500, 400, 1.0), (2900, 600, 0.7), (5500, 1500, 0.35))
    )
    noise = np.fft.irfft(spectrum * shape, count)
    position = np.arange(count) / count
    swell = np.sin(np.pi * position**1.6) ** 2
    sound = noise * swell
    return (sound / np.sqrt(np.mean(sound**2))).astype(np.float32)
