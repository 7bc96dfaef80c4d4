"""Keys, and how a pitch is spelled in one: F sharp over a D7, G flat over an Ebm."""

from __future__ import annotations

import re
from functools import cache

from eigenreel.errors import EigenreelError
from eigenreel.sound.song.chords import LETTERS, NATURAL, parse_chord, pitch_class
from eigenreel.sound.song.score import Chord, Key

FIFTHS = "FCGDAEB"
"""Letters in the order of sharps; letters of the line of fifths."""

_MODES = {"major": 0, "lydian": 1, "mixolydian": -1, "dorian": -2, "minor": -3, "phrygian": -4, "locrian": -5}
"""Sharps more than the major key of the same tonic."""
_SUFFIX = {"major": "", "minor": "m", "lydian": "lyd", "mixolydian": "mix", "dorian": "dor", "phrygian": "phr"} | {
    "locrian": "loc"
}
_OTHER_NAMES = {"ion": "major", "aeo": "minor", "": "major", "m": "minor"}


@cache
def parse_key(text: str) -> Key:
    """A key as ABC writes it.

    >>> parse_key("D phrygian")
    Key(name='Dphr', tonic=2, mode='phrygian', sharps=-2)

    Raises:
        EigenreelError: it is not known, or has more than seven sharps or flats.
    """
    remedy = "write a note and a mode, as in C, Am, F#m, Ddor, Gmix, Ephr, Flyd"
    match = re.fullmatch(r"([A-G])([#b]?)\s*([A-Za-z]*)", text.strip())
    mode = match and _mode(match[3])
    if not match or not mode:
        raise EigenreelError(f"unknown key {text[:40]!r}; {remedy}")
    tonic = match[1] + match[2]
    sharps = _place(tonic) + _MODES[mode]
    if abs(sharps) > 7:
        raise EigenreelError(f"key {text[:40]!r} has {abs(sharps)} sharps or flats; write its enharmonic")
    return Key(tonic + _SUFFIX[mode], pitch_class(tonic), mode, sharps)


def signature(key: Key) -> dict[str, int]:
    """The sign that each letter has in a key: 1 sharp, −1 flat.

    >>> signature(parse_key("Gm"))["E"]
    -1
    """
    sharp, flat = FIFTHS[: max(key.sharps, 0)], FIFTHS[::-1][: max(-key.sharps, 0)]
    return {letter: (letter in sharp) - (letter in flat) for letter in LETTERS}


def spell(pitch: int, key: Key, chord: Chord | None = None) -> tuple[str, int, int]:
    """Letter, sign (−1 flat, 0, 1 sharp) and octave (middle C opens octave 4) of a pitch.

    A note of the chord is spelled as the chord is, any other from the tonic: flat second to sharp fourth.

    >>> spell(66, parse_key("Gm")), spell(66, parse_key("Ebm"))
    (('F', 1, 4), ('G', -1, 4))
    """
    names = parse_chord(chord.symbol).spelling() if chord else {}
    name = names.get(pitch % 12) or _from_tonic(pitch % 12, key)
    letter, sign = name[0], {"b": -1, "": 0, "#": 1}[name[1:]]
    return letter, sign, (pitch - sign - NATURAL[letter]) // 12 - 1


def _from_tonic(wanted: int, key: Key) -> str:
    """The name in the signature; else on the line of fifths, from five below the tonic to six above, with one sign."""
    tonic = key.sharps - _MODES[key.mode]
    for place in (*range(key.sharps - 1, key.sharps + 6), *range(tonic - 5, tonic + 7), *range(-6, 6)):
        octave, index = divmod(place + 1, 7)
        if place * 7 % 12 == wanted and abs(octave) <= 1:
            return FIFTHS[index] + ("b", "", "#")[octave + 1]
    raise AssertionError("six flats to five sharps hold every pitch class")


def _place(name: str) -> int:
    """Of a note on the line of fifths; C is 0, G is 1, F is −1."""
    return FIFTHS.index(name[0]) - 1 + {"b": -7, "": 0, "#": 7}[name[1:]]


def _mode(text: str) -> str | None:
    short = text if text == "m" else text[:3].lower()
    if short in _OTHER_NAMES:
        return _OTHER_NAMES[short]
    return next((mode for mode in _MODES if len(short) == 3 and mode.startswith(short)), None)
