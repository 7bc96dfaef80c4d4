"""Balkan brass: tuba on the beats of an odd metre, horns between them, a tapan, trumpet and clarinet on one tune."""

from __future__ import annotations

from eigenreel.sound.song.chart import NEAR, Chart, Measure
from eigenreel.sound.song.drums import CLOSED_HAT, KICK, SIDE_STICK, SNARE, TAMBOURINE, crash_at_start, fill, hit, kit
from eigenreel.sound.song.part import Part
from eigenreel.sound.song.players import Hands, answers, loud
from eigenreel.sound.song.voicing import approach, fifth_of, near, scale_step

TUBA, HORN, TRUMPET, CLARINET, ACCORDION = 58, 60, 56, 71, 21
GRACE = 0.12
"""Length of a grace note, quarter notes."""


def play(chart: Chart) -> list[Part]:
    trumpet = _trumpet(chart)
    return [
        _tapan(chart),
        _tuba(chart),
        _horns(chart),
        _accordion(chart),
        trumpet,
        _second(chart, trumpet),
        _clarinet(chart),
    ]


def _tapan(chart: Chart) -> Part:
    """The heavy stick on the beats, the switch on the quick notes between; the long beat is leant on."""
    drum = kit(level=-10, slip=0.005)
    crash_at_start(drum, chart, 80)
    for measure in chart.measures:
        for number, (start, end) in enumerate(measure.beats):
            heavy = 100 if number == 0 else 84 if end - start > 1 + NEAR else 72
            hit(drum, [start], KICK, loud(chart, heavy), measure)
            between = [start + step * measure.unit for step in range(1, round((end - start) / measure.unit))]
            hit(drum, between, SIDE_STICK, loud(chart, 60), measure)
            hit(drum, between[-1:], SNARE, loud(chart, 46), measure)
        hit(drum, measure.grid(), TAMBOURINE if chart.intensity > 0.7 else CLOSED_HAT, loud(chart, 38), measure)
        fill(drum, measure, chart, 88)
    return drum


def _tuba(chart: Chart) -> Part:
    """Root and fifth by turns, beat by beat; a step into the next bar's chord."""
    tuba = Part("bass", TUBA, "bass", 29, 53, level=-8, reverb=0.12, slip=0.007)
    before = 38.0
    for measure in chart.measures:
        for number, (start, end) in enumerate(measure.beats):
            chord = chart.chord_at(start)
            if chord is None:
                continue
            new = number == 0 or chart.chord_at(start - measure.unit) is not chord
            pitch = near(chord.bass if new or number % 2 == 0 else fifth_of(chord), before, tuba.low, tuba.high)
            tuba.play(start, (end - start) * 0.6, pitch, loud(chart, 96 if number == 0 else 84))
            before = (before * 2 + pitch) / 3
        _lead_on(chart, tuba, measure)
    return tuba


def _lead_on(chart: Chart, tuba: Part, measure: Measure) -> None:
    following, here = chart.chord_at(measure.end), chart.chord_at(measure.end - measure.unit)
    if following is None or here is None or following.bass == here.bass or not tuba.written:
        return
    pitch = tuba.written[-1][2]
    target = near(following.bass, pitch, tuba.low, tuba.high)
    tuba.play(measure.end - measure.unit, measure.unit * 0.7, approach(target, pitch, chart), loud(chart, 80))


def _horns(chart: Chart) -> Part:
    """Short chords on the quick notes between the beats."""
    part = Part("horns", HORN, "harmony", 53, 70, pan=-0.3, level=-14, reverb=0.2, late=0.004)
    hands = Hands(chart, part, 3)
    for measure in chart.measures:
        for start, end in measure.beats:
            for step in range(1, round((end - start) / measure.unit)):
                hands.chord(start + step * measure.unit, measure.unit * 0.55, loud(chart, 80 - 8 * (step - 1)))
    return part


def _accordion(chart: Chart) -> Part:
    part = Part("accordion", ACCORDION, "harmony", 57, 76, pan=0.45, level=-18, reverb=0.2)
    hands = Hands(chart, part, 3)
    for measure in chart.measures:
        for start, end in measure.beats:
            hands.chord(start, (end - start) * 0.9, loud(chart, 66))
    return part


def _trumpet(chart: Chart) -> Part:
    trumpet = Part("trumpet", TRUMPET, "melody", 57, 81, pan=-0.15, level=-8, reverb=0.22, slip=0.008)
    return answers(chart, trumpet, loud(chart, 92))


def _second(chart: Chart, trumpet: Part) -> Part:
    """A third below the first trumpet, in the key."""
    second = Part("second trumpet", TRUMPET, "melody", 52, 79, pan=-0.4, level=-12, reverb=0.22, slip=0.009, late=0.006)
    for start, length, pitch, velocity, _ in trumpet.written:
        second.play(start, length, scale_step(pitch, -2, chart.scale), velocity - 8)
    return second


def _clarinet(chart: Chart) -> Part:
    """The singer's tune an octave higher, softly and not quite together: grace notes, and turns on long notes."""
    part = Part("clarinet", CLARINET, "melody", 57, 88, pan=0.3, level=-16, reverb=0.28, slip=0.011, late=0.01)
    rng = chart.rng("ornaments")
    for start, length, pitch in chart.melody:
        high = pitch + 12
        upper = scale_step(high, 1, chart.scale)
        if length >= 1 - NEAR and rng.random() < 0.75:
            _turn(part, start, length, high, upper, loud(chart, 76))
        elif rng.random() < 0.3:
            part.play(start, GRACE, upper, loud(chart, 66))
            part.play(start + GRACE, max(length - GRACE, GRACE), high, loud(chart, 76))
        else:
            part.play(start, length * 0.92, high, loud(chart, 74))
    return part


def _turn(part: Part, start: float, length: float, pitch: int, upper: int, velocity: float) -> None:
    """A trill that settles on the note."""
    for step in range(4):
        part.play(start + step * GRACE, GRACE, upper if step % 2 else pitch, velocity)
    part.play(start + 4 * GRACE, length - 4 * GRACE, pitch, velocity)
