"""Scores made in code from lyrics with hyphens, for measuring and testing the singer without a written song."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from eigenreel.sound.song.score import Bar, Chord, Key, Line, Note, Score, Section, Syllable

LOWEST, HIGHEST = 57, 71
SCALE = (0, 2, 4, 5, 7, 9, 11)
LENGTHS = tuple(map(Fraction, ("1/2", "1/2", "1/2", "1", "1", "3/2")))
LAST = (Fraction(2), Fraction(3))
BAR = Fraction(4)
# Roots of the chords in turn, each for half a bar, and what stands above them, in C major.
CHORDS = (("C", 0, (0, 4, 7)), ("A7", 9, (0, 4, 7, 10)), ("Dm7", 2, (0, 3, 7, 10)), ("G7", 7, (0, 4, 7, 10)))


def score_of(lyrics: Sequence[str], seed: int = 0, tempo: int = 104, is_harmony: bool = False) -> Score:
    """One section in C major: a random walk along the scale, a rest of two beats before every line."""
    rng = np.random.default_rng(seed)
    lines, now = [], Fraction(0)
    for row, text in enumerate(lyrics, 1):
        now = now + 2 if now else now
        line = line_of(text, now, rng, row)
        lines.append(line)
        now = line.end
    bars = tuple(Bar(BAR * index, BAR, (4, 4)) for index in range(int(-(-now // BAR))))
    chords = tuple(_chord(index) for index in range(2 * len(bars)))
    key = Key("C", 0, "major", 0)
    section = Section("Verse 1", "barbershop", key, Fraction(tempo), bars, tuple(lines), chords)
    return Score("test", "Test", "1.2", (section,), harmony=("Verse 1",) if is_harmony else ())


def line_of(text: str, start: Fraction, rng: np.random.Generator, row: int) -> Line:
    """A line from the words of its text ("Ev-ery vec-tor")."""
    syllables = [Syllable(part, place) for place, word in enumerate(text.split()) for part in word.split("-")]
    step = int(rng.integers(7, 14))
    notes = []
    for index in range(len(syllables)):
        is_last = index + 1 == len(syllables)
        length = LAST[int(rng.integers(len(LAST)))] if is_last else LENGTHS[int(rng.integers(len(LENGTHS)))]
        notes.append(Note(start, length, _pitch(step), index, row))
        start += length
        step = int(np.clip(step + rng.integers(-3, 4), 5, 13))
    words = tuple(word.replace("-", "") for word in text.split())
    return Line("linear_algebra/vectors", words, tuple(syllables), tuple(notes), row)


def _pitch(step: int) -> int:
    return 48 + 12 * (step // 7) + SCALE[step % 7]


def _chord(index: int) -> Chord:
    symbol, root, tones = CHORDS[index % len(CHORDS)]
    return Chord(BAR / 2 * index, BAR / 2, symbol, root, tones, root)
