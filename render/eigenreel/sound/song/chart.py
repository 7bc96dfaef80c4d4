"""A section as the band reads it: bars with their beats, the chord of each moment, and where somebody sings.

Positions are quarter notes from the start of the section.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from zlib import crc32

import numpy as np

from eigenreel.sound.song.metre import pulses, subdivision
from eigenreel.sound.song.score import Bar, Chord, Key, Score, Section

PHRASE = 4
"""Bars after which a drummer marks the end of a phrase, if nobody sings there."""

NEAR = 1e-6

INTRO = 4
"""Bars that an intro has at least if its band comes in one after the other."""

STEPS = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "locrian": (0, 1, 3, 5, 6, 8, 10),
}

# How much is going on, 0 to 1, by what a section is called.
INTENSITIES = {"intro": 0.5, "verse": 0.55, "chorus": 0.85, "bridge": 0.6, "outro": 0.7, "coda": 0.7, "tag": 0.7}
USUAL_INTENSITY = 0.65


@dataclass(frozen=True)
class Measure:
    """A bar.

    Attributes:
        pulses: where its felt beats are.
        unit: length of its quick notes.
        fill: where the drummer's fill begins, if there is one; it lasts to the bar's end.
    """

    number: int
    start: float
    end: float
    metre: tuple[int, int]
    pulses: tuple[float, ...]
    unit: float
    fill: float | None = None

    @property
    def length(self) -> float:
        return self.end - self.start

    @property
    def whole(self) -> Measure:
        """The same bar for those who have no part in the fill."""
        return replace(self, fill=None)

    @property
    def beats(self) -> Iterator[tuple[float, float]]:
        """Start and end of each felt beat."""
        yield from zip(self.pulses, (*self.pulses[1:], self.end), strict=True)

    def grid(self, step: float | None = None) -> tuple[float, ...]:
        """Every ``step`` (the quick notes, if none is given) from the bar's start."""
        step = step or self.unit
        return tuple(self.start + index * step for index in range(round(np.ceil(self.length / step - NEAR))))

    def rhythm(self, pattern: str, step: float = 0.25) -> Iterator[tuple[float, str]]:
        """Place and sign of a pattern's steps from the bar's start, rests (-) left out; longer bars begin it again."""
        places = enumerate(self.grid(step))
        yield from ((place, sign) for number, place in places if (sign := pattern[number % len(pattern)]) != "-")

    def is_pulse(self, position: float) -> bool:
        return any(abs(position - pulse) < NEAR for pulse in self.pulses)


@dataclass(frozen=True)
class Chart:
    """What the band has on its stands.

    Attributes:
        aksak: nine eighths are 2+2+2+3.
    """

    score: Score
    section: Section
    aksak: bool = False

    @property
    def last(self) -> bool:
        """Whether the section closes the song."""
        return self.section.name == self.score.sections[-1].name

    @cached_property
    def entry(self) -> float:
        """Where drums and bass come in: half way through an intro, the song's first section if nobody sings in it."""
        bars = len(self.measures)
        is_intro = self.section.name == self.score.sections[0].name and not self.section.lines and not self.last
        return self.measures[bars // 2].start if is_intro and bars >= INTRO else 0.0

    @property
    def key(self) -> Key:
        return self.section.key

    @property
    def length(self) -> float:
        return float(self.section.length)

    @property
    def quarter(self) -> float:
        """Seconds."""
        return float(60 / self.section.tempo)

    @cached_property
    def scale(self) -> frozenset[int]:
        """Pitch classes of the key."""
        return frozenset((self.key.tonic + step) % 12 for step in STEPS[self.key.mode])

    @cached_property
    def intensity(self) -> float:
        """How much is going on, 0 to 1: each return of a kind of section has a little more."""
        kind = self.section.name.split()[0].lower()
        before = 0
        for section in self.score.sections:
            if section.name == self.section.name:
                break
            before += section.name.split()[0].lower() == kind
        return min(INTENSITIES.get(kind, USUAL_INTENSITY) + 0.05 * before, 1.0)

    def rng(self, what: str) -> np.random.Generator:
        """Chance, the same each time for the same song, section and player."""
        return np.random.default_rng([self.score.seed, crc32(self.section.name.encode()), crc32(what.encode())])

    @cached_property
    def chords(self) -> tuple[tuple[float, float, Chord], ...]:
        """Start, end and chord, in order."""
        return tuple((self._place(each.start), self._place(each.end), each) for each in self.section.chords)

    def chord_at(self, position: float) -> Chord | None:
        """The chord that sounds; None where none is written."""
        return next((chord for start, end, chord in self.chords if start - NEAR <= position < end - NEAR), None)

    def spans(self, start: float, end: float) -> Iterator[tuple[float, float, Chord]]:
        """The chords between two places, cut to them."""
        for first, last, chord in self.chords:
            if min(last, end) - max(first, start) > NEAR:
                yield max(first, start), min(last, end), chord

    def next_chord(self, position: float) -> Chord | None:
        """The first chord that begins after a place."""
        return next((chord for start, _, chord in self.chords if start > position + NEAR), None)

    @cached_property
    def sung(self) -> tuple[tuple[float, float], ...]:
        """Start and end of each line that is sung."""
        return tuple((self._place(line.start), self._place(line.end)) for line in self.section.lines)

    def sings(self, start: float, end: float) -> bool:
        """Whether somebody sings anywhere between."""
        return any(first < end - NEAR and last > start + NEAR for first, last in self.sung)

    def gaps(self, least: float = 1.0) -> list[tuple[float, float]]:
        """Where nobody sings, for ``least`` quarter notes or more."""
        places = [0.0, *(place for line in sorted(self.sung) for place in line), self.length]
        return [(end, start) for end, start in zip(places[::2], places[1::2], strict=True) if start - end >= least]

    @cached_property
    def melody(self) -> tuple[tuple[float, float, int], ...]:
        """Start, length and pitch of what the lead sings."""
        notes = (note for line in self.section.lines for note in line.notes)
        return tuple((self._place(note.start), float(note.length), note.pitch) for note in notes)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        bars = self.section.bars
        return tuple(self._measure(number, bar, number == len(bars) - 1) for number, bar in enumerate(bars))

    def _measure(self, number: int, bar: Bar, closing: bool) -> Measure:
        start, end = self._place(bar.start), self._place(bar.end)
        full = bar.metre[0] * 4 / bar.metre[1]
        # An upbeat is the end of a bar; a short bar further on is the beginning of one.
        first = end - full if number == 0 and bar.length < full else start
        places = (first + place for place in pulses(bar.metre, self.aksak, bar.groups))
        beats = tuple(place for place in places if start - NEAR <= place < end - NEAR)
        fill = self._fill(number, start, end, beats, closing)
        return Measure(number, start, end, bar.metre, beats or (start,), subdivision(bar.metre), fill)

    def _fill(self, number: int, start: float, end: float, beats: tuple[float, ...], closing: bool) -> float | None:
        """The last beat at the end of a phrase without song, the second half of a bar before another section."""
        if len(beats) < 2 or (closing and self.last):
            return None
        if closing:
            return beats[len(beats) // 2]
        ends_phrase = number % PHRASE == PHRASE - 1
        return beats[-1] if ends_phrase and not self.sings(beats[-1], end) else None

    def _place(self, position) -> float:
        return float(position - self.section.start)
