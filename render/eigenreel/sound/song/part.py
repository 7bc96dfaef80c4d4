"""A player: writes down what it plays by quarter notes, and then plays it like a person."""

from __future__ import annotations

from dataclasses import dataclass, field

from eigenreel.sound.song.arrangement import Curve, Played, Track
from eigenreel.sound.song.chart import NEAR, Chart

SHORTEST = 0.03
LARGEST_SLIP = 0.02
"""Seconds: the most that a note may be early or late by chance."""


@dataclass
class Part:
    """What one player has written down so far.

    Attributes:
        low, high: the instrument's range; what is written beyond it is moved by octaves.
        slip: how exact the player is, seconds (a standard deviation).
        late: seconds behind the beat, as a habit.
        touch: how even the player's velocities are (a standard deviation).
    """

    name: str
    program: int
    group: str
    low: int = 0
    high: int = 127
    drums: bool = False
    pan: float = 0.0
    level: float = -12.0
    reverb: float = 0.2
    slip: float = 0.006
    late: float = 0.0
    touch: float = 4.0
    swell: Curve = ()
    brightness: Curve = ()
    written: list[tuple[float, float, int, float, Curve]] = field(default_factory=list)

    def play(self, start: float, length: float, pitch: int, velocity: float, bend: Curve = ()) -> None:
        """Write a note. Quarter notes; the bend in seconds from the note's start."""
        self.written.append((start, length, self.within(pitch), velocity, bend))

    def strum(self, start: float, length: float, pitches, velocity: float, spread: float = 0.02) -> None:
        """A chord whose notes follow one another, ``spread`` quarter notes apart: upwards, or downwards if negative."""
        order = sorted(pitches, reverse=spread < 0)
        for place, pitch in enumerate(order):
            later = place * abs(spread)
            self.play(start + later, max(length - later, 0.05), pitch, velocity - place)

    def within(self, pitch: int) -> int:
        """By octaves, if need be.

        >>> Part("bass", 33, "bass", 28, 55).within(60)
        48
        """
        while not self.drums and pitch > self.high:
            pitch -= 12
        while not self.drums and pitch < self.low:
            pitch += 12
        return int(pitch)

    def track(self, chart: Chart) -> Track:
        """What is heard of it: notes within the section, in order, with a player's small errors."""
        rng = chart.rng(f"hands of {self.name}")
        notes = []
        for start, length, pitch, velocity, bend in sorted(self.written, key=lambda each: (each[0], each[2])):
            slip = min(max(rng.normal(self.late, self.slip), -LARGEST_SLIP), LARGEST_SLIP + self.late)
            loud = round(velocity + rng.normal(0, self.touch))
            if not -NEAR <= start < chart.length - NEAR:
                continue
            seconds = min(max(start * chart.quarter + slip, 0.0), chart.length * chart.quarter - SHORTEST)
            held = min(length, chart.length - start) * chart.quarter
            notes.append(Played(round(seconds, 6), round(max(held, SHORTEST), 6), pitch, min(max(loud, 1), 127), bend))
        return Track(
            self.name, self.program, tuple(sorted(notes, key=lambda note: (note.start, note.pitch))), self.group,
            self.drums, self.pan, self.level, self.reverb, self.swell, self.brightness,
        )  # fmt: skip
