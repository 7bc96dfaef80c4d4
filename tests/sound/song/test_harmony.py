"""Laws of the quartet: in range, in order, complete chords, few parallels."""

from fractions import Fraction

import numpy as np
import pytest
from song_lyrics import TUNED
from song_scores import score_of

from eigenreel.errors import EigenreelError
from eigenreel.sound.song.harmony import RANGES, events_of, lead_voices, part_notes
from eigenreel.sound.song.score import Chord, Line, Note, Section, Syllable


@pytest.fixture(scope="module")
def score():
    return score_of(TUNED[:4], 5, is_harmony=True)


@pytest.fixture(scope="module")
def events(score):
    return events_of(score, score.sections[0])


@pytest.fixture(scope="module")
def voices(events):
    return lead_voices(events, "test.abc")


def test_voices_keep_their_ranges_and_their_order(events, voices):
    for event, (tenor, baritone, bass) in zip(events, voices, strict=True):
        assert tenor > event.note.pitch > bass and tenor > baritone > bass
        assert RANGES["baritone"][0] <= baritone <= RANGES["baritone"][1]
        assert RANGES["bass"][0] <= bass <= RANGES["bass"][1]


def test_every_chord_has_its_third_and_seventh_and_nearly_every_one_is_complete(events, voices):
    """A fifth may be missing where the melody sings a note that is not in the chord."""
    complete = 0
    for event, pitches in zip(events, voices, strict=True):
        sounding = {int(pitch) % 12 for pitch in (*pitches, event.note.pitch)}
        for tone in event.chord.tones:
            if tone != 7:
                assert (event.chord.root + tone) % 12 in sounding, event
        complete += set(event.chord.pitch_classes) <= sounding
    assert complete >= 0.6 * len(events)


def test_parts_sing_chord_tones_only(events, voices):
    for event, pitches in zip(events, voices, strict=True):
        assert {int(pitch) % 12 for pitch in pitches} <= set(event.chord.pitch_classes)


def test_motion_is_small_and_parallels_are_rare(events, voices):
    steps = np.abs(np.diff(voices, axis=0))
    assert steps[:, :2].mean() < 2.5
    full = np.column_stack([voices, [event.note.pitch for event in events]])
    parallels = moves = 0
    for a in range(4):
        for b in range(a):
            interval = np.abs(full[:, a] - full[:, b]) % 12
            both = (np.diff(full[:, a]) != 0) & (np.diff(full[:, b]) != 0)
            parallels += (both & (interval[1:] == interval[:-1]) & np.isin(interval[1:], (0, 7))).sum()
            moves += both.sum()
    assert parallels <= 0.03 * moves


def test_parts_move_when_the_chord_changes_under_a_held_note():
    syllables, note = (Syllable("ah", 0),), Note(Fraction(0), Fraction(4), 67, 0)
    line = Line("linear_algebra/vectors", ("ah",), syllables, (note,))
    chords = (
        Chord(Fraction(0), Fraction(2), "C", 0, (0, 4, 7), 0),
        Chord(Fraction(2), Fraction(2), "G7", 7, (0, 4, 7, 10), 7),
    )
    whole = score_of(["ah"])
    section = Section("Verse 1", "barbershop", whole.sections[0].key, Fraction(60), (), (line,), chords)
    bass = part_notes(whole, section).of("bass", 0)
    assert len(bass) == 2 and bass[0].end == bass[1].start and not bass[1].is_first


def test_a_note_without_a_chord_is_refused(score):
    section = score.sections[0]
    bare = Section(section.name, section.style, section.key, section.tempo, section.bars, section.lines, ())
    with pytest.raises(EigenreelError, match=r"test.abc:1: 'Verse 1' is sung in parts, but a note of .* has no chord"):
        part_notes(score, bare)
