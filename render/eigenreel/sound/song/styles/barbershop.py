"""Barbershop: the voices carry it. A pitch pipe gives the note, fingers snap, a bass is plucked softly."""

from __future__ import annotations

from eigenreel.sound.song.chart import Chart
from eigenreel.sound.song.drums import CLAP, SIDE_STICK, backbeats, hit, kit
from eigenreel.sound.song.part import Part
from eigenreel.sound.song.players import answers, loud, pad, root_five
from eigenreel.sound.song.voicing import near

PITCH_PIPE, DOUBLE_BASS, CHOIR, CLARINET = 20, 32, 52, 71
LONGEST_PIPE = 2.0
NAME = "barbershop"


def play(chart: Chart) -> list[Part]:
    return [*_pipe(chart), _snaps(chart), _bass(chart), *_hum(chart), _clarinet(chart)]


def _pipe(chart: Chart) -> list[Part]:
    """The key's tonic before the first word of the song's first barbershop section, if somebody waits for it."""
    waits = chart.gaps(1.0)
    before = chart.score.sections[: chart.score.sections.index(chart.section)]
    if any(NAME in section.style for section in before) or not waits or waits[0][0] > 0:
        return []
    pipe = Part("pitch pipe", PITCH_PIPE, "melody", 55, 79, pan=0.2, level=-14, reverb=0.25, slip=0.0)
    pipe.play(0.0, min(waits[0][1] * 0.8, LONGEST_PIPE), near(chart.key.tonic, 65, 55, 79), 70)
    return [pipe]


def _snaps(chart: Chart) -> Part:
    """Fingers: a stick's click over a soft clap, where the beat answers."""
    fingers = kit("snaps", level=-21, reverb=0.3, pan=-0.15)
    for measure in chart.measures:
        hit(fingers, backbeats(measure), SIDE_STICK, loud(chart, 58), measure.whole)
        hit(fingers, backbeats(measure), CLAP, loud(chart, 40), measure.whole)
    return fingers


def _bass(chart: Chart) -> Part:
    bass = Part("bass", DOUBLE_BASS, "bass", 28, 55, level=-13, reverb=0.1)
    return root_five(chart, bass, loud(chart, 78))


def _hum(chart: Chart) -> list[Part]:
    """Where nobody sings in parts, a choir hums the chords."""
    if chart.section.name in chart.score.harmony:
        return []
    choir = Part("choir", CHOIR, "harmony", 50, 72, level=-17, reverb=0.35)
    return [pad(chart, choir, 3, loud(chart, 62))]


def _clarinet(chart: Chart) -> Part:
    clarinet = Part("clarinet", CLARINET, "melody", 55, 82, pan=0.3, level=-13, reverb=0.25, late=0.008)
    return answers(chart, clarinet, loud(chart, 74), least=2.0)
