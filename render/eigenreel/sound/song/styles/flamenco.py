"""Flamenco with a Coptic air: a nylon guitar in the compás of twelve, palms and cajón; a drone, triangle and cymbals,
and a reed that lingers on one syllable of its own."""

from __future__ import annotations

from eigenreel.sound.song.chart import NEAR, Chart, Measure
from eigenreel.sound.song.drums import (
    CLAP,
    KICK,
    MUTE_CONGA,
    MUTE_TRIANGLE,
    OPEN_TRIANGLE,
    SIDE_STICK,
    SPLASH,
    fill,
    hit,
    kit,
)
from eigenreel.sound.song.part import Part
from eigenreel.sound.song.players import Hands, loud, root_five
from eigenreel.sound.song.voicing import answer, near, scale_step

NYLON, DOUBLE_BASS, REED_ORGAN, OBOE = 24, 32, 20, 68
ACCENTS = frozenset({0, 3, 6, 8, 10})
"""Of the compás' twelve beats, counted from the last: 12, 3, 6, 8, 10."""
RASGUEADO = 0.055
"""Quarter notes between the fingers of a roll."""
PICKED = (0, 1, 2, 3, 2, 1)
ORNAMENT = 0.16


def play(chart: Chart) -> list[Part]:
    return [_palms(chart), _cajon(chart), _bells(chart), _bass(chart), _guitar(chart), _drone(chart), _reed(chart)]


def _counts(chart: Chart, measure: Measure) -> list[tuple[float, bool]]:
    """The beats of a bar, and whether the compás leans on each; in metres without threes the first and the last do."""
    if len(measure.pulses) != 3:
        return [(pulse, number in (0, len(measure.pulses) - 1)) for number, pulse in enumerate(measure.pulses)]
    first = measure.number % 4 * 3
    return [(pulse, (first + number) % 12 in ACCENTS) for number, pulse in enumerate(measure.pulses)]


def _palms(chart: Chart) -> Part:
    """Loud on the accents, muffled on the other beats, between the beats where much is going on."""
    palms = kit("palms", level=-15, pan=-0.3, reverb=0.3, slip=0.007)
    for measure in chart.measures:
        for pulse, accent in _counts(chart, measure):
            hit(palms, [pulse], CLAP, loud(chart, 92 if accent else 50), measure.whole)
            if chart.intensity > 0.6 and not accent:
                hit(palms, [pulse + measure.unit], CLAP, loud(chart, 58), measure.whole)
    return palms


def _cajon(chart: Chart) -> Part:
    """The middle of the box on accents, its edge on the others, fingertips between."""
    box = kit("cajon", level=-12, pan=0.1, reverb=0.15, slip=0.006)
    for measure in chart.measures:
        for number, (pulse, accent) in enumerate(_counts(chart, measure)):
            hit(box, [pulse], KICK if accent or number == 0 else MUTE_CONGA, loud(chart, 88 if accent else 66), measure)
            hit(box, [pulse + measure.unit], SIDE_STICK, loud(chart, 42), measure)
        fill(box, measure, chart, 80, MUTE_CONGA)
    return box


def _bells(chart: Chart) -> Part:
    """Triangle and hand cymbals, as in Coptic chant: damped on the quick notes, open on the first."""
    bells = kit("bells", level=-23, pan=0.4, reverb=0.5, slip=0.006)
    for measure in chart.measures:
        hit(bells, measure.pulses[:1], OPEN_TRIANGLE, loud(chart, 72), measure.whole)
        hit(bells, measure.grid()[1:], MUTE_TRIANGLE, loud(chart, 48), measure.whole)
        if measure.number % 4 == 0:
            hit(bells, measure.pulses[:1], SPLASH, loud(chart, 50), measure.whole)
    return bells


def _bass(chart: Chart) -> Part:
    return root_five(chart, Part("bass", DOUBLE_BASS, "bass", 28, 52, level=-12, reverb=0.12), loud(chart, 82))


def _guitar(chart: Chart) -> Part:
    """Picked under the voice, rolled with all fingers where it rests and on the first beat of every fourth bar."""
    part = Part("guitar", NYLON, "harmony", 45, 74, pan=0.2, level=-9, reverb=0.25, slip=0.005, touch=6.0)
    hands = Hands(chart, part, 4)
    for measure in chart.measures:
        for number, (start, end) in enumerate(measure.beats):
            if not chart.sings(start, end) or (measure.number % 4 == 3 and number == len(measure.pulses) - 1):
                _roll(chart, hands, start, end, measure)
            else:
                _pick(chart, hands, start, end, measure, number)
    return part


def _roll(chart: Chart, hands: Hands, start: float, end: float, measure: Measure) -> None:
    """Three fingers down, one after the other, then the thumb up between the beats."""
    for finger in range(3):
        hands.chord(start + finger * RASGUEADO * 2, RASGUEADO * 2, loud(chart, 66 + 9 * finger), spread=RASGUEADO / 3)
    hands.chord(start + RASGUEADO * 6, end - start - RASGUEADO * 6, loud(chart, 94), spread=RASGUEADO / 3)
    if end - start > measure.unit + NEAR:
        hands.chord(start + measure.unit, (end - start - measure.unit) * 0.9, loud(chart, 72), spread=-RASGUEADO / 3)


def _pick(chart: Chart, hands: Hands, start: float, end: float, measure: Measure, number: int) -> None:
    step = measure.unit / 2
    for index in range(round((end - start) / step)):
        place = start + index * step
        chord = chart.chord_at(place)
        if chord is not None:
            pitch = hands.on(chord)[PICKED[(index + number * 2) % len(PICKED)]]
            hands.part.play(place, step * 2.5, pitch, loud(chart, 80 if index == 0 else 64))


def _drone(chart: Chart) -> Part:
    """The tonic and its fifth, held from breath to breath."""
    part = Part("drone", REED_ORGAN, "harmony", 45, 64, level=-21, reverb=0.5, slip=0.02)
    tonic = near(chart.key.tonic, 48, 43, 57)
    for first in chart.measures[::4]:
        last = chart.measures[min(first.number + 3, len(chart.measures) - 1)]
        for pitch in (tonic, tonic + 7):
            part.play(first.start, last.end - first.start - 0.1, pitch, 64)
    return part


def _reed(chart: Chart) -> Part:
    """In the gaps: long notes that are slid into, with turns around them, down to rest."""
    part = Part("oboe", OBOE, "melody", 60, 84, pan=-0.25, level=-10, reverb=0.45, slip=0.012, late=0.01)
    rng = chart.rng("melisma")
    slide = ((0.0, -1.0), (0.09, 0.0))
    for start, end in chart.gaps(1.5):
        for place, length, pitch in answer(chart, start, end, 62, 79, rng):
            if length >= 0.75:
                upper, lower = scale_step(pitch, 1, chart.scale), scale_step(pitch, -1, chart.scale)
                for index, each in enumerate((pitch, upper, pitch, lower)):
                    part.play(place + index * ORNAMENT, ORNAMENT * 1.05, each, loud(chart, 74))
                part.play(place + 4 * ORNAMENT, length - 4 * ORNAMENT, pitch, loud(chart, 82))
            else:
                part.play(place, length, pitch, loud(chart, 80), slide)
    return part
