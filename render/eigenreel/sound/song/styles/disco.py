"""Disco: a bass in octaves, sixteenths on the hats that open between the beats, strings above, a guitar that chops."""

from __future__ import annotations

from eigenreel.sound.song.chart import NEAR, Chart, Measure
from eigenreel.sound.song.drums import (
    CLAP,
    CLOSED_HAT,
    KICK,
    OPEN_HAT,
    SNARE,
    TAMBOURINE,
    backbeats,
    crash_at_start,
    fill,
    hit,
    kit,
)
from eigenreel.sound.song.part import Part
from eigenreel.sound.song.players import Hands, answers, chops, loud, pad
from eigenreel.sound.song.voicing import approach, fifth_of, near, scale_step

FINGER_BASS, STRINGS, CLEAN_GUITAR, BRASS = 33, 48, 27, 61
CHIC = "x-x--xox--x-xox-"
"""The chopping guitar's bar in sixteenths; o is softer."""


def play(chart: Chart) -> list[Part]:
    return [_drums(chart), _bass(chart), _guitar(chart), _string_chords(chart), _string_line(chart), _brass(chart)]


def _drums(chart: Chart) -> Part:
    drums = kit(level=-8, slip=0.003)
    crash_at_start(drums, chart)
    for measure in chart.measures:
        hit(drums, measure.pulses, KICK, loud(chart, 104), measure)
        hit(drums, backbeats(measure), SNARE, loud(chart, 98), measure)
        hit(drums, backbeats(measure), CLAP, loud(chart, 64), measure)
        offs = [(start + end) / 2 for start, end in measure.beats]
        hit(drums, offs, OPEN_HAT, loud(chart, 78), measure)
        quick = [place for place in measure.grid(measure.unit / 2) if all(abs(place - off) > NEAR for off in offs)]
        hit(drums, quick, CLOSED_HAT, loud(chart, 54), measure)
        if chart.intensity > 0.8:
            hit(drums, measure.grid(), TAMBOURINE, 48, measure)
        fill(drums, measure, chart, 96)
    return drums


def _bass(chart: Chart) -> Part:
    """Low on the beat, an octave up between; the last two quick notes before a new chord lead to it."""
    bass = Part("bass", FINGER_BASS, "bass", 28, 55, level=-7, reverb=0.03, slip=0.004)
    before = 35.0
    for measure in chart.measures:
        for start, end in measure.beats:
            for number in range(round((end - start) / measure.unit)):
                place = start + number * measure.unit
                chord = chart.chord_at(place)
                if chord is None:
                    continue
                low = near(chord.bass, before, bass.low, bass.high - 12)
                pitch = low if number == 0 else low + 12
                bass.play(place, measure.unit * 0.75, pitch, loud(chart, 100 if number == 0 else 88))
                before = (before * 3 + low) / 4
        _run(chart, bass, measure)
    return bass


def _run(chart: Chart, bass: Part, measure: Measure) -> None:
    following, here = chart.chord_at(measure.end), chart.chord_at(measure.end - measure.unit)
    if following is None or here is None or following.bass == here.bass or measure.length < 2:
        return
    first, last = measure.end - 2 * measure.unit, measure.end - measure.unit
    bass.written = [note for note in bass.written if note[0] < first - NEAR]
    pitch = near(fifth_of(here), bass.written[-1][2] if bass.written else 40, bass.low, bass.high - 12)
    target = near(following.bass, pitch, bass.low, bass.high - 12)
    bass.play(first, measure.unit * 0.75, pitch, loud(chart, 92))
    bass.play(last, measure.unit * 0.75, approach(target, pitch, chart), loud(chart, 90))


def _guitar(chart: Chart) -> Part:
    part = Part("guitar", CLEAN_GUITAR, "harmony", 60, 79, pan=0.45, level=-15, reverb=0.1, slip=0.004)
    hands = Hands(chart, part, 3)
    for measure in chart.measures:
        for place, sign in measure.rhythm(CHIC):
            chops(hands, measure, [place], 0.15, loud(chart, 90 if sign == "x" else 62))
    return part


def _string_chords(chart: Chart) -> Part:
    part = Part("strings", STRINGS, "harmony", 60, 84, pan=-0.2, level=-15, reverb=0.35, slip=0.012)
    return pad(chart, part, 3, loud(chart, 78))


def _string_line(chart: Chart) -> Part:
    """Answers high up, and a run upwards through the fill before the next section."""
    part = Part("violins", STRINGS, "melody", 67, 93, pan=-0.35, level=-12, reverb=0.35, slip=0.009)
    runs = [measure for measure in chart.measures[-1:] if measure.fill is not None and chart.chord_at(measure.fill)]
    free = runs[0].fill if runs else chart.length
    answers(chart, part, loud(chart, 84))
    part.written = [note for note in part.written if note[0] + note[1] <= free + NEAR]
    for measure in runs:
        chord = chart.chord_at(measure.fill)
        pitch = near(chord.root, 70, part.low, part.low + 12)
        for index in range(round((measure.end - measure.fill) / 0.25)):
            part.play(measure.fill + index * 0.25, 0.24, scale_step(pitch, index, chart.scale), loud(chart, 80 + index))
    return part


def _brass(chart: Chart) -> Part:
    """A push before the second half of every other bar without song."""
    part = Part("brass", BRASS, "melody", 57, 79, pan=0.15, level=-13, reverb=0.2, slip=0.007)
    hands = Hands(chart, part, 3)
    for measure in chart.measures[1::2]:
        places = [place for place in measure.grid()[3::4] if not chart.sings(place, place + 0.5)]
        chops(hands, measure, places, 0.35, loud(chart, 94))
    return part
