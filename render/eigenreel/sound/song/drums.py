"""What drummers share: the General MIDI map, patterns by metre, fills, marks of form."""

from __future__ import annotations

from collections.abc import Iterable

from eigenreel.sound.song.chart import NEAR, Chart, Measure
from eigenreel.sound.song.part import Part

KICK, SIDE_STICK, SNARE, CLAP = 36, 37, 38, 39
CLOSED_HAT, PEDAL_HAT, OPEN_HAT = 42, 44, 46
LOW_TOM, MIDDLE_TOM, HIGH_TOM = 43, 47, 50
CRASH, RIDE, RIDE_BELL, SPLASH = 49, 51, 53, 55
TAMBOURINE, COWBELL, SHAKER = 54, 56, 70
HIGH_BONGO, LOW_BONGO, MUTE_CONGA, OPEN_CONGA, LOW_CONGA = 60, 61, 62, 63, 64
MUTE_TRIANGLE, OPEN_TRIANGLE = 80, 81
TOMS = (HIGH_TOM, MIDDLE_TOM, LOW_TOM)
"""Played in fills only."""

STANDARD_KIT, ELECTRONIC_KIT, DANCE_KIT, BRUSH_KIT = 0, 24, 25, 40
SHORT = 0.1


def kit(name: str = "drums", program: int = STANDARD_KIT, **more) -> Part:
    """A drummer."""
    return Part(name, program, "drums", drums=True, **({"slip": 0.004, "level": -9.0, "reverb": 0.12} | more))


def hit(part: Part, places: Iterable[float], key: int, velocity: float, measure: Measure) -> None:
    """The same stroke at several places of a bar, except where a fill is."""
    for place in places:
        if measure.start - NEAR <= place < (measure.end if measure.fill is None else measure.fill) - NEAR:
            part.play(place, SHORT, key, velocity)


def backbeats(measure: Measure) -> tuple[float, ...]:
    """Every second beat; the last one of bars of three, the last quick note of bars of one."""
    if len(measure.pulses) == 1:
        return (measure.end - measure.unit,)
    return measure.pulses[2:] if len(measure.pulses) == 3 else measure.pulses[1::2]


def downbeats(measure: Measure) -> tuple[float, ...]:
    """The first beat, and the third of bars with four."""
    return measure.pulses[::2] if len(measure.pulses) > 3 else measure.pulses[:1]


def fill(part: Part, measure: Measure, chart: Chart, loud: float = 92, snare: int = SNARE) -> None:
    """Down the toms in sixteenths, growing; nothing in a bar without a fill."""
    if measure.fill is None:
        return
    rng = chart.rng(f"fill {measure.number}")
    places = [measure.fill + index * 0.25 for index in range(round((measure.end - measure.fill) / 0.25))]
    drums = (snare, *TOMS)
    for number, place in enumerate(places):
        if number % 2 and rng.random() < 0.3:
            continue
        drum = drums[min(number * len(drums) // max(len(places), 1), len(drums) - 1)]
        part.play(place, SHORT, drum, loud * (0.7 + 0.3 * number / max(len(places) - 1, 1)))


def crash_at_start(part: Part, chart: Chart, velocity: float = 88) -> None:
    """A cymbal on the first beat of a section that has much going on."""
    if chart.intensity > 0.6 and chart.measures:
        part.play(chart.measures[0].pulses[0], 1.0, CRASH, velocity)
