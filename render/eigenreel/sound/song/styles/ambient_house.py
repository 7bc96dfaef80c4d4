"""Ambient house: four on the floor under wide pads, hats between the beats, an arpeggio that opens and closes."""

from __future__ import annotations

from eigenreel.sound.song.chart import NEAR, Chart
from eigenreel.sound.song.drums import (
    CLAP,
    CLOSED_HAT,
    DANCE_KIT,
    KICK,
    OPEN_HAT,
    SHAKER,
    backbeats,
    crash_at_start,
    fill,
    hit,
    kit,
)
from eigenreel.sound.song.part import Part
from eigenreel.sound.song.players import Hands, answers, every, loud, pad
from eigenreel.sound.song.voicing import near

WARM_PAD, SWEEP, HARP, SYNTH_BASS, BELLS = 89, 95, 46, 38, 14
ARPEGGIO = (0, 2, 1, 3, 2, 1, 3, 2)
"""Which note of four, quick note by quick note."""


def play(chart: Chart) -> list[Part]:
    return [_machine(chart), _bass(chart), _pads(chart), _sweep(chart), _arpeggio(chart), _bells(chart)]


def _machine(chart: Chart) -> Part:
    drums = kit(program=DANCE_KIT, level=-8, slip=0.0, touch=3.0, reverb=0.08)
    crash_at_start(drums, chart, 70)
    for measure in chart.measures:
        hit(drums, measure.pulses, KICK, 100, measure)
        hit(drums, backbeats(measure), CLAP, loud(chart, 74), measure)
        for start, end in measure.beats:
            hit(drums, [(start + end) / 2], OPEN_HAT, loud(chart, 66), measure)
        hit(drums, measure.grid(measure.unit / 2), CLOSED_HAT, loud(chart, 40), measure)
        if chart.intensity > 0.75:
            hit(drums, measure.grid(), SHAKER, 44, measure)
        fill(drums, measure, chart, 78, CLAP)
    return drums


def _bass(chart: Chart) -> Part:
    """The root with every beat, and between the beats, where the kick drum is not."""
    bass = Part("bass", SYNTH_BASS, "bass", 28, 52, level=-8, reverb=0.03, slip=0.0)
    before = 36.0
    for measure in chart.measures:
        for start, end in measure.beats:
            for place, velocity in ((start, 76), ((start + end) / 2, 96)):
                chord = chart.chord_at(place)
                if chord is not None:
                    pitch = near(chord.bass, before, bass.low, bass.high)
                    bass.play(place, (end - start) * 0.42, pitch, loud(chart, velocity))
                    before = (before * 3 + pitch) / 4
    return bass


def _pads(chart: Chart) -> Part:
    part = Part("pad", WARM_PAD, "harmony", 48, 76, level=-13, reverb=0.5, slip=0.01)
    part.swell, part.brightness = every(chart, 0.6, 1.0, 4), every(chart, 0.25, 0.9, 8)
    return pad(chart, part, 4, loud(chart, 76))


def _sweep(chart: Chart) -> Part:
    part = Part("sweep", SWEEP, "harmony", 60, 86, level=-20, reverb=0.6, slip=0.02)
    part.swell = every(chart, 0.2, 1.0, 8)
    return pad(chart, part, 2, loud(chart, 64))


def _arpeggio(chart: Chart) -> Part:
    """Plucked quick notes through the chord, thinner where somebody sings."""
    part = Part("arpeggio", HARP, "harmony", 60, 84, pan=0.35, level=-15, reverb=0.4, slip=0.002)
    part.brightness = every(chart, 0.3, 1.0, 4)
    hands = Hands(chart, part, 4)
    step = 0.25 if chart.intensity > 0.7 else 0.5
    for measure in chart.measures:
        for number, place in enumerate(measure.grid(step)):
            chord = chart.chord_at(place)
            if chord is not None and not (chart.sings(place, place + step) and number % 4 == 3):
                pitch = hands.on(chord)[ARPEGGIO[number % len(ARPEGGIO)]]
                part.play(place, step * 0.9, pitch, loud(chart, 84 if measure.is_pulse(place) else 68))
    return part


def _bells(chart: Chart) -> Part:
    part = Part("bells", BELLS, "melody", 67, 91, pan=-0.4, level=-17, reverb=0.6)
    return answers(chart, part, loud(chart, 66), step=1.0 - NEAR, least=2.0)
