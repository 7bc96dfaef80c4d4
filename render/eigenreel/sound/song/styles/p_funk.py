"""P-funk: all of it on the one. A popping bass, a clavinet between, horns that stab, a guitar with a wah pedal."""

from __future__ import annotations

from eigenreel.sound.song.chart import NEAR, Chart, Measure
from eigenreel.sound.song.drums import (
    CLAP,
    CLOSED_HAT,
    KICK,
    OPEN_HAT,
    SNARE,
    backbeats,
    crash_at_start,
    fill,
    hit,
    kit,
)
from eigenreel.sound.song.part import Part
from eigenreel.sound.song.players import Hands, chops, loud
from eigenreel.sound.song.score import Chord
from eigenreel.sound.song.voicing import approach, fifth_of, near

SLAP_BASS, CLAVINET, BRASS, MUTED_GUITAR, LEAD = 36, 7, 61, 28, 81
# A bar in sixteenths: R root, O its octave, F fifth, S seventh or sixth, - nothing. The one is always there, and long.
RIFFS = ("R--O--S-F-R-O-SF", "R---S-R--O-F--RO", "R--R-O--S--RF-O-", "R-----O-SF--R-OS")
CLAVINET_RHYTHM = ("--x--x--x-x--x-x", "---x-x-x--x--xx-", "--xx--x--x-x--x-")
KICKS = ("x--x------x--x--", "x-----x---x-----", "x--x--x---x----x")
GUITAR_RHYTHM = "x-oxo-xo-oxo-xox"
STABS = (1.5, 2.75, 3.5)


def play(chart: Chart) -> list[Part]:
    return [_drums(chart), _bass(chart), _clavinet(chart), _guitar(chart), _horns(chart)]


def _drums(chart: Chart) -> Part:
    drums = kit(level=-9)
    crash_at_start(drums, chart)
    rng = chart.rng("kicks")
    pattern = KICKS[rng.integers(len(KICKS))]
    for measure in chart.measures:
        for place, _ in measure.rhythm(pattern):
            hit(drums, [place], KICK, 108 if place == measure.start else loud(chart, 92), measure)
        hit(drums, backbeats(measure), SNARE, loud(chart, 102), measure)
        hit(drums, backbeats(measure)[-1:], CLAP, loud(chart, 70), measure)
        ghosts = [place for place in measure.grid(0.25)[1::2] if rng.random() < 0.22]
        hit(drums, ghosts, SNARE, 34, measure)
        hats = measure.grid()
        hit(drums, hats[:-1], CLOSED_HAT, loud(chart, 62), measure)
        hit(drums, hats[-1:], OPEN_HAT, loud(chart, 66), measure)
        fill(drums, measure, chart)
    return drums


def _bass(chart: Chart) -> Part:
    bass = Part("bass", SLAP_BASS, "bass", 28, 55, level=-7, reverb=0.03, slip=0.005)
    riff = RIFFS[chart.rng("riff").integers(len(RIFFS))]
    before = 35.0
    for measure in chart.measures:
        for place, length, sign in _riff(riff, measure, chart):
            chord = chart.chord_at(place)
            if chord is None:
                continue
            low = near(chord.bass, before, bass.low, bass.high - 12)
            strong = place <= measure.start + NEAR
            bass.play(place, length, _degree(sign, low, chord), loud(chart, 112 if strong else 90))
            before = (before * 3 + low) / 4
        _into_the_one(chart, bass, measure)
    return bass


def _riff(riff: str, measure: Measure, chart: Chart):
    """Place, length and sign of a riff's notes; where a chord begins, its root."""
    signs = list(measure.rhythm(riff))
    changes = [(start, "R") for start, _, _ in chart.spans(measure.start, measure.end)]
    kept = [(place, sign) for place, sign in signs if all(abs(place - start) > 0.2 for start, _ in changes)]
    places = sorted((place, sign) for place, sign in (*kept, *changes) if place < measure.end - NEAR)
    for number, (place, sign) in enumerate(places):
        following = places[number + 1][0] if number + 1 < len(places) else measure.end
        yield place, min(following - place, 0.6 if number == 0 else 0.22), sign


def _degree(sign: str, low: int, chord: Chord) -> int:
    if sign == "O":
        return low + 12
    if sign == "F":
        return low + (fifth_of(chord) - low) % 12
    if sign == "S":
        seventh = next((tone for tone in chord.tones if tone in (9, 10, 11)), 0)
        return low + (chord.root + seventh - low) % 12
    return low


def _into_the_one(chart: Chart, bass: Part, measure: Measure) -> None:
    """A half-tone or a step before the next one, in the last sixteenth."""
    following = chart.chord_at(measure.end)
    if following is None or not bass.written or measure.length < 2:
        return
    place = measure.end - 0.25
    bass.written = [note for note in bass.written if not place - NEAR <= note[0] < measure.end]
    target = near(following.bass, bass.written[-1][2], bass.low, bass.high - 12)
    bass.play(place, 0.2, approach(target, bass.written[-1][2], chart), loud(chart, 84))


def _clavinet(chart: Chart) -> Part:
    part = Part("clavinet", CLAVINET, "harmony", 55, 74, pan=-0.35, level=-15, reverb=0.08, slip=0.005)
    hands = Hands(chart, part, 3)
    rhythm = CLAVINET_RHYTHM[chart.rng("clavinet").integers(len(CLAVINET_RHYTHM))]
    for measure in chart.measures:
        chops(hands, measure, [place for place, _ in measure.rhythm(rhythm)], 0.16, loud(chart, 82))
    return part


def _guitar(chart: Chart) -> Part:
    """Muted sixteenths; the pedal goes down and up with every beat."""
    part = Part("guitar", MUTED_GUITAR, "harmony", 57, 76, pan=0.4, level=-18, reverb=0.1, slip=0.005)
    hands = Hands(chart, part, 3)
    curve = [(0.0, 0.2)]
    for measure in chart.measures:
        for place, sign in measure.rhythm(GUITAR_RHYTHM):
            chops(hands, measure, [place], 0.12, loud(chart, 86 if sign == "x" else 60))
        for start, end in measure.beats:
            curve += [((start + end) / 2 * chart.quarter, 1.0), (end * chart.quarter, 0.2)]
    part.brightness = tuple(curve)
    return part


def _horns(chart: Chart) -> Part:
    """Stabs at the ends of phrases and where nobody sings."""
    part = Part("horns", BRASS, "melody", 57, 79, pan=0.1, level=-11, reverb=0.18, slip=0.007)
    hands = Hands(chart, part, 4)
    for measure in chart.measures:
        free = [place for place in STABS if not chart.sings(measure.start + place, measure.start + place + 0.5)]
        if measure.number % 2 == 1 or len(free) == len(STABS):
            chops(hands, measure, [measure.start + place for place in free], 0.3, loud(chart, 98))
    return part
