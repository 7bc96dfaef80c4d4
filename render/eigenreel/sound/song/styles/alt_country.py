"""Alt-country: a strummed guitar, brushes that run like a train, a bass on root and fifth, a pedal steel that bends."""

from __future__ import annotations

from eigenreel.sound.song.chart import NEAR, Chart
from eigenreel.sound.song.drums import (
    BRUSH_KIT,
    KICK,
    PEDAL_HAT,
    SNARE,
    backbeats,
    crash_at_start,
    downbeats,
    fill,
    hit,
    kit,
)
from eigenreel.sound.song.part import Part
from eigenreel.sound.song.players import Hands, answers, loud, root_five
from eigenreel.sound.song.voicing import voicing

STEEL_STRINGS, DOUBLE_BASS, PEDAL_STEEL, FIDDLE = 25, 32, 26, 40
STRUM = 0.05
BEND_SECONDS = 0.22


def play(chart: Chart) -> list[Part]:
    return [_train(chart), _bass(chart), _guitar(chart), _pedal_steel(chart), _fiddle(chart)]


def _train(chart: Chart) -> Part:
    """Brushes on every sixteenth, leaning on the beats that answer."""
    drums = kit(program=BRUSH_KIT, level=-13, touch=5.0, slip=0.005)
    crash_at_start(drums, chart, 60)
    for measure in chart.measures:
        answering = backbeats(measure)
        hit(drums, downbeats(measure), KICK, loud(chart, 84), measure)
        hit(drums, answering, PEDAL_HAT, 60, measure)
        for place in measure.grid(measure.unit / 2):
            leant = any(abs(place - beat) < NEAR for beat in answering)
            off = any(abs(place - beat - measure.unit) < NEAR for beat in measure.pulses)
            hit(drums, [place], SNARE, loud(chart, 92 if leant else 52 if off else 38), measure)
        fill(drums, measure, chart, 78)
    return drums


def _bass(chart: Chart) -> Part:
    return root_five(chart, Part("bass", DOUBLE_BASS, "bass", 28, 52, level=-9, reverb=0.08), loud(chart, 90))


def _guitar(chart: Chart) -> Part:
    """Down on every beat, up between them from the second on; the answering beats louder."""
    part = Part("guitar", STEEL_STRINGS, "harmony", 48, 76, pan=0.3, level=-11, reverb=0.15, touch=6.0)
    hands = Hands(chart, part, 5)
    for measure in chart.measures:
        answering = backbeats(measure)
        for number, (start, end) in enumerate(measure.beats):
            strong = any(abs(start - beat) < NEAR for beat in answering)
            hands.chord(start, measure.unit, loud(chart, 84 if strong else 70), spread=STRUM)
            ups = [start + step * measure.unit for step in range(1, round((end - start) / measure.unit))]
            for place in ups if number else ups[1:]:
                hands.chord(place, measure.unit * 0.9, loud(chart, 60), spread=-STRUM)
    return part


def _pedal_steel(chart: Chart) -> Part:
    """Two notes for each chord; the lower is pushed up a whole tone by the pedal, where nobody sings over it."""
    part = Part("pedal steel", PEDAL_STEEL, "melody", 55, 81, pan=-0.35, level=-12, reverb=0.45, slip=0.012, late=0.01)
    rng = chart.rng("pedal")
    held: tuple[int, ...] = ()
    for start, end, chord in chart.chords:
        held = voicing(chord, 2, part.low, part.high, held)
        bends = not chart.sings(start, min(start + 1, end)) or rng.random() < 0.4
        for number, pitch in enumerate(held):
            bend = ((0.0, -2.0), (0.12, -2.0), (0.12 + BEND_SECONDS, 0.0)) if bends and number == 0 else ()
            part.play(start, end - start, pitch, loud(chart, 70 if chart.sings(start, end) else 86), bend)
    return part


def _fiddle(chart: Chart) -> Part:
    part = Part("fiddle", FIDDLE, "melody", 55, 86, pan=0.15, level=-13, reverb=0.3, slip=0.01)
    return answers(chart, part, loud(chart, 78), least=2.0)
