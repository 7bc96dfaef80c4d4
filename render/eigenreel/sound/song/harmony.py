"""Four-part harmony in barbershop's way: tenor above the lead, baritone around it, bass below, led from chord to chord.

The lead is the melody. The three other voices are chosen together, for a whole section at once, as the cheapest way
through all chords (Viterbi): a chord should be complete, its bass its root or fifth, voices should move little, keep
their ranges and their order, and no two of them should move in parallel fifths or octaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

import numpy as np

from eigenreel.errors import EigenreelError
from eigenreel.sound.song.melody import Sounding
from eigenreel.sound.song.score import Chord, Line, Note, Score, Section

# Lowest and highest pitch of each voice: A3 to E5, A2 to F4, E2 to C4.
RANGES = {"tenor": (57, 76), "baritone": (45, 65), "bass": (40, 60)}
PARTS = ("tenor", "baritone", "bass")
# Notes that are nearer than this in seconds are sung in one breath.
LEGATO = 0.06
# Costs, in semitones of motion.
NO_ROOT, NO_THIRD, NO_SEVENTH, NO_FIFTH, NO_OTHER = 60.0, 50.0, 40.0, 9.0, 12.0
BASS_ON_FIFTH, BASS_ELSEWHERE = 5.0, 22.0
DOUBLED_THIRD, DOUBLED_SEVENTH = 6.0, 14.0
CROSSED, UNISON, WIDE = 4.0, 5.0, 3.0
PARALLEL, LEAP = 30.0, 3.0
WIDEST, WIDEST_ABOVE_BASS, LEAP_OVER = 12, 19, 5
# So many of the best chords are followed at every step.
KEPT = 120
FIFTH = 7


@dataclass(frozen=True)
class Event:
    """A stretch of one melody note over one chord, in quarter notes."""

    line: int
    note: Note
    start: Fraction
    end: Fraction
    chord: Chord


@dataclass(frozen=True)
class Voices:
    """What each part sings: notes in seconds from the start of the song, by name and line."""

    notes: dict[tuple[str, int], tuple[Sounding, ...]]

    def of(self, name: str, line: int) -> tuple[Sounding, ...]:
        return self.notes[name, line]


def lead_notes(score: Score, line: Line) -> tuple[Sounding, ...]:
    """The melody of a line in seconds."""
    times = [(score.seconds(note.start), score.seconds(note.end), note.pitch) for note in line.notes]
    return _soundings(times)


def part_notes(score: Score, section: Section) -> Voices:
    """The notes of tenor, baritone and bass to the lines of a section. They sing its words, and move with its chords.

    Raises:
        EigenreelError: a note of the melody has no chord, or no voices fit around it.
    """
    events = events_of(score, section)
    chosen = lead_voices(events, f"{score.name}.abc") if events else np.zeros((0, 3), int)
    notes: dict[tuple[str, int], tuple[Sounding, ...]] = {}
    for part, name in enumerate(PARTS):
        for line in range(len(section.lines)):
            times: list[tuple[float, float, float]] = []
            for event, pitches in zip(events, chosen, strict=True):
                if event.line == line:
                    times.append((score.seconds(event.start), score.seconds(event.end), int(pitches[part])))
            notes[name, line] = _soundings(_joined(times))
    return Voices(notes)


def events_of(score: Score, section: Section) -> list[Event]:
    """The melody, cut where the chord changes under a note."""
    chords = section.chords
    found = []
    for index, line in enumerate(section.lines):
        for note in line.notes:
            over = [chord for chord in chords if chord.start < note.end and chord.end > note.start]
            if not over:
                raise EigenreelError(
                    f"{score.name}.abc:{note.row or line.row}: {section.name!r} is sung in parts, but a note of "
                    f"{line.text!r} has no chord; write one above it, or take the section out of harmony"
                )
            for chord in over:
                start, end = max(note.start, chord.start), min(note.end, chord.end)
                found.append(Event(index, note, start, end, chord))
    return found


def lead_voices(events: Sequence[Event], place: str) -> np.ndarray:
    """Pitches of tenor, baritone and bass at every event: int of shape (events, 3), the cheapest way through all.

    Raises:
        EigenreelError: the melody leaves no room for a voice.
    """
    best: list[np.ndarray] = []
    back: list[np.ndarray] = []
    for index, event in enumerate(events):
        states, own = _chords(event, place)
        if index == 0:
            costs = own
        else:
            moves = costs[:, None] + _motion(best[-1], states, events[index - 1].note.pitch, event.note.pitch)
            back.append(np.argmin(moves, axis=0))
            costs = own + moves.min(axis=0)
        best.append(states)
    state = int(np.argmin(costs))
    path = [best[-1][state]]
    for states, origin in zip(best[-2::-1], back[::-1], strict=True):
        state = int(origin[state])
        path.append(states[state])
    return np.array(path[::-1])


def _chords(event: Event, place: str) -> tuple[np.ndarray, np.ndarray]:
    """The best ways to set one event, int of shape (ways, 3), and what each costs by itself."""
    lead, classes = event.note.pitch, set(event.chord.pitch_classes) | {event.chord.bass}
    ranges = (
        list(range(max(lead + 1, RANGES["tenor"][0]), max(RANGES["tenor"][1], lead + 8) + 1)),
        list(range(*_inclusive("baritone"))),
        [p for p in range(*_inclusive("bass")) if p < lead],
    )
    choices = [[pitch for pitch in pitches if pitch % 12 in classes] for pitches in ranges]
    states = [(t, b, low) for t, b, low in product(*choices) if low < b < t]
    if not states:
        raise EigenreelError(
            f"{place}:{event.note.row}: no voices fit around the melody's {lead} over {event.chord.symbol}; "
            f"keep the melody of a section in parts between {RANGES['bass'][0] + 8} and {RANGES['tenor'][1] - 4}"
        )
    costs = np.array([_cost(state, lead, event.chord) for state in states])
    order = np.argsort(costs, kind="stable")[:KEPT]
    return np.array(states)[order], costs[order]


def _inclusive(name: str) -> tuple[int, int]:
    return RANGES[name][0], RANGES[name][1] + 1


def _cost(state: tuple[int, int, int], lead: int, chord: Chord) -> float:
    tenor, baritone, bass = state
    sounding = [pitch % 12 for pitch in (*state, lead)]
    return (
        _missing(sounding, chord)
        + _doubled(sounding, chord)
        + _bass(bass, chord)
        + CROSSED * (baritone > lead)
        + UNISON * (baritone == lead)
        + WIDE * max(0, tenor - max(lead, baritone) - WIDEST)
        + WIDE * max(0, min(lead, baritone) - bass - WIDEST_ABOVE_BASS)
        + 0.2 * sum(abs(pitch - sum(RANGES[name]) / 2) for name, pitch in zip(PARTS, state, strict=True))
    )


def _missing(sounding: Sequence[int], chord: Chord) -> float:
    cost = 0.0
    for tone in chord.tones:
        if (chord.root + tone) % 12 not in sounding:
            cost += {0: NO_ROOT, 3: NO_THIRD, 4: NO_THIRD, 7: NO_FIFTH, 10: NO_SEVENTH, 11: NO_SEVENTH}.get(
                tone % 12, NO_OTHER
            )
    return cost


def _doubled(sounding: Sequence[int], chord: Chord) -> float:
    above = [(pitch - chord.root) % 12 for pitch in sounding]
    return DOUBLED_THIRD * (sum(tone in (3, 4) for tone in above) > 1) + DOUBLED_SEVENTH * (
        sum(tone in (10, 11) for tone in above) > 1
    )


def _bass(bass: int, chord: Chord) -> float:
    if bass % 12 == chord.bass:
        return 0.0
    is_fifth = chord.bass == chord.root and (bass - chord.root) % 12 == FIFTH
    return BASS_ON_FIFTH if is_fifth else BASS_ELSEWHERE


def _motion(before: np.ndarray, after: np.ndarray, lead_before: int, lead_after: int) -> np.ndarray:
    """What it costs to go from each chord to each other one, shape (before, after)."""
    steps = np.abs(after[None] - before[:, None])
    cost = (steps * (1.0, 1.0, 0.6)).sum(axis=2) + LEAP * np.maximum(steps - LEAP_OVER, 0)[:, :, :2].sum(axis=2)
    old = np.column_stack([before, np.full(len(before), lead_before)])
    new = np.column_stack([after, np.full(len(after), lead_after)])
    for a in range(4):
        for b in range(a):
            was = np.abs(old[:, a] - old[:, b])[:, None] % 12
            becomes = np.abs(new[:, a] - new[:, b])[None] % 12
            moved = (old[:, a][:, None] != new[:, a][None]) & (old[:, b][:, None] != new[:, b][None])
            cost += PARALLEL * (moved & (was == becomes) & ((was == 0) | (was == FIFTH)))
    return cost


def _joined(times: Sequence[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Notes of one pitch that follow each other without a rest are one, so that a vowel is not struck again."""
    joined: list[tuple[float, float, float]] = []
    for start, end, pitch in times:
        if joined and joined[-1][2] == pitch and start - joined[-1][1] < LEGATO:
            joined[-1] = (joined[-1][0], end, pitch)
        else:
            joined.append((start, end, pitch))
    return joined


def _soundings(times: Sequence[tuple[float, float, float]]) -> tuple[Sounding, ...]:
    ends = [-np.inf, *(end for _, end, _ in times)]
    return tuple(
        Sounding(start, end, float(pitch), bool(start - before >= LEGATO))
        for (start, end, pitch), before in zip(times, ends, strict=False)
    )
