"""What players of several styles do: hold chords, play them in a rhythm, walk a bass, answer the voice."""

from __future__ import annotations

from collections.abc import Iterable

from eigenreel.sound.song.chart import NEAR, Chart, Measure
from eigenreel.sound.song.part import Part
from eigenreel.sound.song.score import Chord
from eigenreel.sound.song.voicing import answer, approach, fifth_of, near, voicing

LEAST_GAP = 1.5
"""Quarter notes without song that are worth an answer."""


def loud(chart: Chart, velocity: float) -> float:
    """A velocity for a chorus, less where less is going on."""
    return velocity * (0.7 + 0.35 * chart.intensity)


class Hands:
    """Hands on a keyboard or a fretboard, which go to the next chord by the shortest way."""

    def __init__(self, chart: Chart, part: Part, count: int) -> None:
        self.chart, self.part, self.count = chart, part, count
        self.held: tuple[int, ...] = ()

    def on(self, chord: Chord) -> tuple[int, ...]:
        """Where they go for a chord."""
        self.held = voicing(chord, self.count, self.part.low, self.part.high, self.held)
        return self.held

    def chord(self, start: float, length: float, velocity: float, spread: float = 0.0) -> None:
        """The chord that sounds at a place; nothing where there is none, and not beyond the next one."""
        for first, last, chord in self.chart.spans(start, start + NEAR * 2):
            end = next((stop for begin, stop, each in self.chart.chords if each is chord), last)
            self._strike(first, min(length, end - first), self.on(chord), velocity, spread)

    def _strike(self, start: float, length: float, pitches, velocity: float, spread: float) -> None:
        if spread:
            self.part.strum(start, length, pitches, velocity, spread)
            return
        for pitch in pitches:
            self.part.play(start, length, pitch, velocity)


def pad(chart: Chart, part: Part, count: int, velocity: float) -> Part:
    """Long chords; what two of them share is held."""
    hands = Hands(chart, part, count)
    ringing: dict[int, float] = {}
    end = 0.0
    for start, stop, chord in chart.chords:
        pitches = hands.on(chord)
        for pitch in [each for each in ringing if each not in pitches or start > end + NEAR]:
            part.play(ringing[pitch], end - ringing.pop(pitch), pitch, velocity)
        for pitch in pitches:
            ringing.setdefault(pitch, start)
        end = stop
    for pitch, start in ringing.items():
        part.play(start, end - start, pitch, velocity)
    return part


def chops(hands: Hands, measure: Measure, places: Iterable[float], length: float, velocity: float) -> None:
    """Short chords at places of a bar."""
    for place in places:
        if measure.start - NEAR <= place < measure.end - NEAR:
            hands.chord(place, length, velocity)


def root_five(chart: Chart, part: Part, velocity: float, walk: bool = True) -> Part:
    """The chord's bass note on strong beats, its fifth between them, and a step into the next chord."""
    before = (part.low + part.high) / 2 - 4
    for measure in chart.measures:
        for start, end, chord in chart.spans(measure.start, measure.end):
            beats = [pulse for pulse in measure.pulses if start - NEAR <= pulse < end - NEAR] or [start]
            for number, pulse in enumerate(_spaced(beats, start)):
                pitch_class = chord.bass if number % 2 == 0 or chord.bass != chord.root else fifth_of(chord)
                pitch = near(pitch_class, before, part.low, part.high)
                following = next((each for each in _spaced(beats, start) if each > pulse + NEAR), end)
                part.play(pulse, (following - pulse) * 0.9, pitch, velocity - 6 * (number % 2))
                before = (before + pitch) / 2
            if walk:
                _walk(chart, part, measure, end, velocity)
    return part


def _spaced(beats: list[float], start: float) -> list[float]:
    """Every second beat of a chord that has three or four of them; the first one always."""
    return [start, *beats[2::2]] if len(beats) > 2 else [start, *(beat for beat in beats if beat > start + NEAR)]


def _walk(chart: Chart, part: Part, measure: Measure, end: float, velocity: float) -> None:
    """The quick note before a new chord in the next bar leads to it."""
    following = chart.chord_at(end)
    if following is None or abs(end - measure.end) > NEAR or measure.length < 2 or not part.written:
        return
    start, length, pitch, loudness, bend = part.written[-1]
    target = near(following.bass, pitch, part.low, part.high)
    if target == pitch or end - measure.unit <= start + NEAR:
        return
    part.written[-1] = (start, min(length, end - measure.unit - start), pitch, loudness, bend)
    part.play(end - measure.unit, measure.unit * 0.9, approach(target, pitch, chart), velocity - 8)


def answers(chart: Chart, part: Part, velocity: float, step: float = 0.5, least: float = LEAST_GAP) -> Part:
    """A line in every gap of the singing; it begins after the last word and leaves before the next."""
    rng = chart.rng(f"answers of {part.name}")
    for start, end in chart.gaps(least):
        for place, length, pitch in answer(chart, start, end, part.low, part.high, rng, step):
            part.play(place, length * 0.95, pitch, velocity)
    return part


def every(chart: Chart, value_low: float, value_high: float, bars: int) -> tuple[tuple[float, float], ...]:
    """A curve that rises and falls every so many bars, for swells and filters."""
    points = [(0.0, value_low)]
    for measure in chart.measures:
        phase = (measure.number + 1) % bars / bars
        height = 1 - abs(2 * phase - 1)
        points.append((measure.end * chart.quarter, value_low + (value_high - value_low) * height))
    return tuple(points)
