"""How far the meter of vowel onsets is off by itself: on sounds whose onsets are known because they are made here.

    python bench/song_known.py

Every stimulus is a vowel, a consonant and a vowel from formants (no voice, no recording, none of the singer's times),
sung by the same vocoder, with pitch that slides around the onset. A vowel begins where the noise or the murmur before
it ends; after a glide, a liquid or another vowel, in the middle of the change. The meter is told each onset wrongly, by
up to 40 ms to either side at random, as forced alignment would, and has to find it in the sound.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np
from scipy.signal import resample_poly
from song_alignment import cepstra, divided

from eigenreel.sound.song.melody import hertz
from eigenreel.sound.song.vocoder import FRAME, synthesize

BINS, NYQUIST = 513, 12000.0
FLOOR = -80.0
"""Decibels of what is nearly silent."""
LED_ASTRAY = 0.04
BEFORE, AFTER, PAUSE = 0.2, 0.35, 0.15
# Hertz of the first formants.
VOWELS = {
    "i": (290, 2250, 3000), "ɛ": (560, 1800, 2550), "æ": (690, 1680, 2450), "ɑ": (740, 1150, 2500),
    "ɔ": (580, 880, 2450), "u": (320, 950, 2300), "ɜ": (490, 1350, 1700), "ə": (520, 1400, 2450),
}  # fmt: skip
SONORANTS = {
    "m": (260, 1000, 2200), "n": (260, 1500, 2500), "l": (360, 1100, 2700), "ɹ": (330, 1060, 1500),
    "w": (300, 650, 2250), "j": (270, 2250, 3050),
}  # fmt: skip
KINDS = {
    "nasal": "mn", "liquid": "lɹ", "glide": "wj", "fricative, voiceless": "sʃfθ", "fricative, voiced": "zvð",
    "stop, voiceless": "ptk", "stop, voiced": "bdɡ", "vowel": "iɑuɛ",
}  # fmt: skip
# Hertz of the middle of the noise, its width, and decibels beside a vowel.
NOISES = {
    "s": (6500, 1800, -8), "z": (6500, 1800, -14), "ʃ": (3500, 1200, -8), "f": (5500, 4000, -22),
    "v": (5500, 4000, -26), "θ": (6000, 4000, -24), "ð": (6000, 4000, -28), "p": (1200, 1500, -18),
    "b": (1200, 1500, -18), "t": (4500, 1500, -12), "d": (4500, 1500, -14), "k": (2200, 700, -12),
    "ɡ": (2200, 700, -14),
}  # fmt: skip
# Seconds: a consonant, the closure of a stop, and how long formants move after the onset, or around it.
LENGTHS = {"nasal": 0.08, "liquid": 0.07, "glide": 0.06, "vowel": 0.0}
NOISE, CLOSURE, BURSTS = 0.11, 0.07, {"stop, voiceless": 0.05, "stop, voiced": 0.015}
MOVING, CHANGING = 0.04, 0.07


@dataclass(frozen=True)
class Piece:
    """A stretch of a stimulus; its formants move from the ones to the others, evenly.

    Attributes:
        noise: (middle, width, decibels) of what hisses, if anything does.
        level: decibels of the voice, FLOOR for none.
    """

    length: float
    start: tuple[float, ...]
    end: tuple[float, ...]
    level: float = 0.0
    noise: tuple[float, float, float] | None = None


def stimulus(first: str, consonant: str, second: str, kind: str) -> tuple[list[Piece], float]:
    """The pieces, and when the second vowel begins, in seconds."""
    one, two = VOWELS[first], VOWELS[second]
    if kind in LENGTHS:
        other, length = (SONORANTS | VOWELS)[consonant], LENGTHS[kind]
        if kind == "nasal":
            pieces = [Piece(BEFORE, one, one), Piece(length, other, other, -12.0)]
            pieces += [Piece(MOVING, _between(other, two), two), Piece(AFTER, two, two)]
            return pieces, BEFORE + length
        if kind == "vowel":
            return [Piece(BEFORE, other, other), Piece(CHANGING, other, two), Piece(AFTER, two, two)], (
                BEFORE + CHANGING / 2
            )
        pieces = [Piece(BEFORE, one, one), Piece(CHANGING, one, other, -2.0), Piece(length, other, other, -6.0)]
        pieces += [Piece(CHANGING, other, two, -2.0), Piece(AFTER, two, two)]
        return pieces, BEFORE + CHANGING + length + CHANGING / 2
    is_voiced = kind.endswith(" voiced")
    murmur = -22.0 if is_voiced else FLOOR
    locus = tuple(np.array(two) * (0.75, 1.1, 1.05))
    low = (220.0, *two[1:])
    if kind.startswith("stop"):
        body = [Piece(CLOSURE, low, low, murmur), Piece(BURSTS[kind], locus, locus, FLOOR, NOISES[consonant])]
    else:
        body = [Piece(NOISE, low, low, murmur, NOISES[consonant])]
    onset = BEFORE + sum(piece.length for piece in body)
    return [Piece(BEFORE, one, one), *body, Piece(MOVING, locus, two), Piece(AFTER, two, two)], onset


def _between(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    return tuple((np.array(one) + other) / 2)


def frames(pieces: list[Piece]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(log envelope, breath, is voiced) every 5 ms."""
    grid = np.linspace(0, NYQUIST, BINS)
    envelopes, breaths, voiced = [], [], []
    ends = np.cumsum([piece.length for piece in pieces])
    for time in np.arange(0, ends[-1], FRAME):
        piece = pieces[min(int(np.searchsorted(ends, time, "right")), len(pieces) - 1)]
        part = 1 - (ends[pieces.index(piece)] - time) / piece.length
        formants = np.array(piece.start) * (1 - part) + np.array(piece.end) * part
        voice = _vowel(formants, grid) * 10 ** (piece.level / 10)
        noise = _noise(piece.noise, grid)
        envelopes.append(np.log(voice + noise + 1e-12))
        breaths.append(np.sqrt(np.clip(noise / (voice + noise + 1e-12), 0.001, 1.0)))
        voiced.append(piece.level > FLOOR)
    return np.array(envelopes), np.array(breaths), np.array(voiced)


def _vowel(formants: np.ndarray, grid: np.ndarray) -> np.ndarray:
    """Power: resonances in a row, on a source that falls by 12 dB an octave and radiates at 6 dB."""
    response = np.ones_like(grid)
    for middle, width in zip((*formants, 3600.0, 4600.0), (60, 90, 130, 250, 350), strict=True):
        response /= np.sqrt(((grid / middle) ** 2 - 1) ** 2 + (grid * width / middle**2) ** 2)
    source = 1 / (1 + (grid / 500.0) ** 2)
    return 1e-3 * np.maximum((response * np.sqrt(source)) ** 2, 1e-9)


def _noise(shape: tuple[float, float, float] | None, grid: np.ndarray) -> np.ndarray:
    if shape is None:
        return np.full_like(grid, 1e-12)
    middle, width, decibels = shape
    return 1e-2 * 10 ** (decibels / 10) * np.exp(-0.5 * ((grid - middle) / width) ** 2)


def sung(pieces: list[Piece], onset: float, rng: np.random.Generator) -> np.ndarray:
    """At 48 kHz, on two notes, with the slide between them around the onset."""
    envelope, breath, voiced = frames(pieces)
    low, high = rng.uniform(55, 72, 2)
    slide = np.clip((np.arange(len(voiced)) * FRAME - onset + 0.06) / 0.075, 0, 1)
    return synthesize(np.where(voiced, hertz(low + (high - low) * slide), 0.0), envelope, breath)


def errors(seed: int = 0) -> dict[str, np.ndarray]:
    """Milliseconds by which the meter has onsets later than they are, by what stands before the vowel."""
    rng, found = np.random.default_rng(seed), {}
    for kind, consonants in KINDS.items():
        cases = [(c, v) for c in consonants for v in VOWELS if c != v]
        sounds, onsets, now = [], [], PAUSE
        for consonant, second in cases:
            pieces, onset = stimulus(rng.choice(list(VOWELS)), consonant, second, kind)
            sound = sung(pieces, onset, rng)
            onsets.append(now + onset)
            sounds += [np.zeros(round(PAUSE * 48000), np.float32), sound]
            now += PAUSE + len(sound) / 48000
        values = cepstra(resample_poly(np.concatenate(sounds), 1, 3))
        told = np.array(onsets) + rng.uniform(-LED_ASTRAY, LED_ASTRAY, len(onsets))
        late = [divided(values, place) - onset for place, onset in zip(told, onsets, strict=True)]
        found[kind] = 1000 * np.array(late)
    return found


def main() -> int:
    found = errors()
    print("| before the vowel | onsets | bias ms | mean error | 95 % within |\n|---|---|---|---|---|")
    for kind, late in (*found.items(), ("all", np.concatenate(list(found.values())))):
        size = np.abs(late)
        print(f"| {kind} | {len(late)} | {np.median(late):+.0f} | {size.mean():.1f} | {np.percentile(size, 95):.0f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
