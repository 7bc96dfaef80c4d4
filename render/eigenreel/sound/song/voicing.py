"""Which notes to play of a chord: voicings that move little, bass notes, notes that lead on, lines that answer."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from eigenreel.sound.song.chart import NEAR, Chart
from eigenreel.sound.song.score import Chord

FIFTH = 7


def voicing(chord: Chord, count: int, low: int, high: int, before: tuple[int, ...] = ()) -> tuple[int, ...]:
    """``count`` pitches of a chord, ascending, in close position, as near to the ones before as there are.

    Of a chord with more tones the fifth is left out first, then the root, which the bass has.

    >>> g7 = Chord(0, 4, "G7", 7, (0, 4, 7, 10), 7)
    >>> voicing(g7, 3, 55, 72, before=(60, 64, 67))
    (59, 65, 67)
    """
    classes = _chosen(chord, count)
    candidates = [_stacked(classes, lowest, count) for lowest in range(low, high) if lowest % 12 in classes]
    fitting = [each for each in candidates if each[-1] <= high] or candidates[:1]
    middle = tuple((low + high) / 2 for _ in range(count))
    return min(fitting, key=lambda each: (_distance(each, before or middle), each))


def _chosen(chord: Chord, count: int) -> frozenset[int]:
    tones = list(chord.tones)
    for dispensable in (FIFTH, 0):
        if len(tones) > max(count, 2) and dispensable in tones:
            tones.remove(dispensable)
    return frozenset((chord.root + tone) % 12 for tone in tones[-max(count, 2) :] or (0,))


def _stacked(classes: frozenset[int], lowest: int, count: int) -> tuple[int, ...]:
    upwards = (pitch for pitch in range(lowest, lowest + 12 * count + 1) if pitch % 12 in classes)
    return tuple(pitch for pitch, _ in zip(upwards, range(count), strict=False))


def _distance(pitches: tuple[int, ...], before: tuple[float, ...]) -> float:
    return sum(min(abs(pitch - other) for other in before) for pitch in pitches) + abs(
        np.mean(pitches) - np.mean(before)
    )


def near(pitch_class: int, around: float, low: int, high: int) -> int:
    """The pitch of a class that is nearest to another, within a range of an octave or more.

    >>> near(7, 40, 28, 55)
    43
    """
    return min(
        (pitch for pitch in range(low, high + 1) if pitch % 12 == pitch_class % 12),
        key=lambda pitch: (abs(pitch - around), pitch),
    )


def fifth_of(chord: Chord) -> int:
    """The pitch class of its fifth, which may be diminished or augmented; of a chord without one its root."""
    return (chord.root + next((tone for tone in (7, 6, 8) if tone in chord.tones), 0)) % 12


def approach(target: int, before: int, chart: Chart) -> int:
    """The note a bass plays last before it arrives: a step of the key from where it comes, else a half-tone below."""
    side = 1 if before > target else -1
    steps = [target + side * size for size in (2, 1) if (target + side * size) % 12 in chart.scale]
    return steps[0] if steps else target - 1


def chord_tone(pitch: float, chord: Chord, low: int, high: int) -> int:
    """The chord's pitch nearest to another."""
    return min(
        (each for each in range(low, high + 1) if each % 12 in chord.pitch_classes),
        key=lambda each: (abs(each - pitch), each),
    )


def scale_step(pitch: int, steps: int, scale: frozenset[int]) -> int:
    """So many steps of a scale up or down.

    >>> scale_step(60, 2, frozenset({0, 2, 4, 5, 7, 9, 11})), scale_step(61, -1, frozenset({0, 2, 4}))
    (64, 60)
    """
    direction = 1 if steps > 0 else -1
    for _ in range(abs(steps)):
        pitch += direction
        while pitch % 12 not in scale:
            pitch += direction
    return pitch


def answer(
    chart: Chart, start: float, end: float, low: int, high: int, rng: np.random.Generator, step: float = 0.5
) -> list[tuple[float, float, int]]:
    """A line for a gap in the singing: chord tones on beats, steps of the key between them, a long last note.

    Returns:
        start, length and pitch of its notes, within ``low`` and ``high``.
    """
    anchors = [
        (pulse, chart.chord_at(pulse))
        for measure in chart.measures
        for pulse in measure.pulses
        if start - NEAR <= pulse < end - NEAR
    ]
    anchors = [(place, chord) for place, chord in anchors if chord]
    if not anchors:
        return []
    pitch, direction, line = float(rng.uniform(low + (high - low) / 3, high - (high - low) / 3)), 1, []
    for place, chord in anchors:
        direction = -direction if rng.random() < 0.35 or not low + 4 < pitch < high - 4 else direction
        pitch = chord_tone(min(max(pitch + direction * rng.integers(2, 6), low), high), chord, low, high)
        line.append((place, int(pitch)))
    return _joined(line, end, step, chart, rng)


def _joined(line, end: float, step: float, chart: Chart, rng: np.random.Generator) -> list[tuple[float, float, int]]:
    """The beats' notes with passing notes between those that are a leap apart."""
    notes = []
    for (place, pitch), (following, goal) in pairwise(line):
        passing = scale_step(pitch, 1 if goal > pitch else -1, chart.scale)
        if abs(goal - pitch) > 2 and following - place > step + NEAR and rng.random() < 0.7:
            notes += [(place, following - place - step, pitch), (following - step, step, passing)]
        else:
            notes.append((place, following - place, pitch))
    place, pitch = line[-1]
    return [*notes, (place, end - place, pitch)]
