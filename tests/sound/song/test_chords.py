"""Chord symbols and keys."""

import pytest

from eigenreel.errors import EigenreelError
from eigenreel.sound.song.chords import NATURAL, QUALITIES, parse_chord, pitch_class
from eigenreel.sound.song.keys import parse_key, signature, spell


@pytest.mark.parametrize(
    ("symbol", "root", "tones", "bass"),
    [
        ("C", "C", (0, 4, 7), "C"),
        ("F#m7/C#", "F#", (0, 3, 7, 10), "C#"),
        ("Bbmaj9", "Bb", (0, 4, 7, 11, 14), "Bb"),
        ("E7#9", "E", (0, 4, 7, 10, 15), "E"),
        ("C6/9", "C", (0, 4, 7, 9, 14), "C"),
        ("C6/G", "C", (0, 4, 7, 9), "G"),
        ("Bm7b5", "B", (0, 3, 6, 10), "B"),
        ("Gdim7", "G", (0, 3, 6, 9), "G"),
    ],
)
def test_a_symbol_says_its_notes(symbol, root, tones, bass):
    chord = parse_chord(symbol)
    assert (chord.root, chord.quality.tones, chord.bass) == (root, tones, bass)


@pytest.mark.parametrize("root", ["C", "F#", "Bb", "Eb"])
@pytest.mark.parametrize("quality", QUALITIES)
def test_a_spelled_note_is_the_note(root, quality):
    """Every name stands on its own pitch class, and on a tone of the chord."""
    chord = parse_chord(root + quality)
    for wanted, name in chord.spelling().items():
        assert pitch_class(name) == wanted
        assert (wanted - pitch_class(root)) % 12 in {tone % 12 for tone in chord.quality.tones}


@pytest.mark.parametrize("symbol", ["", "H", "Cx", "C/", "C/H", "Am7b", "c", "C" * 99])
def test_other_symbols_are_refused(symbol):
    with pytest.raises(EigenreelError, match="unknown chord .*; "):
        parse_chord(symbol)


@pytest.mark.parametrize(
    ("text", "name", "sharps"),
    [("Am", "Am", 0), ("D phrygian", "Dphr", -2), ("F#m", "F#m", 3), ("Bb major", "Bb", -2), ("Emin", "Em", 1)],
)
def test_keys(text, name, sharps):
    key = parse_key(text)
    assert (key.name, key.sharps) == (name, sharps)
    assert parse_key(key.name) == key


@pytest.mark.parametrize("text", ["", "H", "G#", "C none", "K", "Dhijaz", "Am ^f"])
def test_other_keys_are_refused(text):
    with pytest.raises(EigenreelError, match=r"key .*; write"):
        parse_key(text)


@pytest.mark.parametrize("name", ["C", "Am", "Dphr", "F#m", "Gb", "C#", "Bloc", "Flyd", "Abm"])
def test_a_spelled_pitch_is_the_pitch(name):
    """For all pitches; what is in the key needs no accidental of its own."""
    key = parse_key(name)
    inside = {(NATURAL[letter] + sign) % 12: (letter, sign) for letter, sign in signature(key).items()}
    for pitch in range(128):
        letter, sign, octave = spell(pitch, key)
        assert NATURAL[letter] + sign + 12 * (octave + 1) == pitch
        assert inside.get(pitch % 12, (letter, sign)) == (letter, sign)
