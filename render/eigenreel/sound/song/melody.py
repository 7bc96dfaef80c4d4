"""The melody as a singer sings it: pitch that slides from note to note, settles, and trembles when it is held.

Pitches are MIDI numbers (69 is 440 Hz), times are seconds.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# A slide to the next note begins and ends this long before (-) and after (+) the beat, in seconds.
SLIDE = (-0.06, 0.015)
# A first note is reached from below: semitones, and seconds after the beat when it is there.
SCOOP, SCOOP_END = 0.6, 0.05
SCOOP_LENGTH = 0.12
VIBRATO_RATE = 5.5
VIBRATO_DEPTH = 0.4
# Notes shorter than this are sung straight; longer ones begin to tremble after the delay and do so fully after growth.
VIBRATO_SHORTEST, VIBRATO_DELAY, VIBRATO_GROWTH = 0.55, 0.3, 0.6
# Semitones by which an unsteady voice drifts, and how fast, in hertz.
DRIFT, DRIFT_RATE = 0.025, 3.0


@dataclass(frozen=True)
class Sounding:
    """A note in seconds; ``is_first`` after a rest."""

    start: float
    end: float
    pitch: float
    is_first: bool


def hertz(pitch: np.ndarray | float) -> np.ndarray | float:
    """
    >>> hertz(57.0)
    220.0
    """
    return 440.0 * 2.0 ** ((pitch - 69.0) / 12.0)


def pitch_curve(
    notes: Sequence[Sounding], grid: np.ndarray, rng: np.random.Generator, vibrato: float = VIBRATO_DEPTH
) -> np.ndarray:
    """The pitch at every time of a grid: the first note's before it, the last one's behind it, slides in between.

    Args:
        vibrato: semitones to either side at most; 0 for a straight tone.
    """
    curve = np.full(len(grid), notes[0].pitch, float)
    for before, note in itertools.pairwise(notes):
        begin, settled = note.start + SLIDE[0], note.start + SLIDE[1]
        curve += (note.pitch - before.pitch) * _rise((grid - begin) / (settled - begin))
    for note in notes:
        if note.is_first:
            curve -= _scoop(note, grid)
        curve += _vibrato(note, grid, vibrato, rng.uniform(-0.3, 0.3))
    return curve + _drift(grid, rng)


def _rise(position: np.ndarray) -> np.ndarray:
    """From 0 to 1 without a corner."""
    x = np.clip(position, 0, 1)
    return x * x * (3 - 2 * x)


def _scoop(note: Sounding, grid: np.ndarray) -> np.ndarray:
    """Nothing is heard before the note, so the curve may jump there."""
    settled = note.start + min(SCOOP_END, (note.end - note.start) / 3)
    left = settled - SCOOP_LENGTH
    inside = (grid > left - SCOOP_LENGTH) & (grid < settled)
    return np.where(inside, SCOOP * (1 - _rise((grid - left) / SCOOP_LENGTH)), 0)


def _vibrato(note: Sounding, grid: np.ndarray, depth: float, faster: float) -> np.ndarray:
    if note.end - note.start < VIBRATO_SHORTEST:
        return np.zeros(len(grid))
    since = grid - note.start - VIBRATO_DELAY
    grown = _rise(since / VIBRATO_GROWTH) * (1 - _rise((grid - note.end + 0.08) / 0.08))
    return depth * grown * np.sin(2 * np.pi * (VIBRATO_RATE + faster) * since) * (since > 0)


def _drift(grid: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    if len(grid) < 2:
        return np.zeros(len(grid))
    knots = np.arange(grid[0], grid[-1] + 2 / DRIFT_RATE, 1 / DRIFT_RATE)
    return np.interp(grid, knots, rng.normal(0, DRIFT, len(knots)))


def loudness_curve(start: float, end: float, notes: Sequence[Sounding], grid: np.ndarray) -> np.ndarray:
    """Decibels: a phrase grows to two thirds of its length and falls again; long notes swell."""
    position = np.clip((grid - start) / max(end - start, 1e-6), 0, 1)
    curve = np.interp(position, [0, 0.65, 1], [-1.0, 1.0, -2.0])
    for note in notes:
        if note.end - note.start >= VIBRATO_SHORTEST:
            inside = np.clip((grid - note.start) / (note.end - note.start), 0, 1)
            curve += 1.5 * np.sin(np.pi * inside)
    return curve
