"""Scores written in code, for the tests of the band and of the mix."""

from __future__ import annotations

from fractions import Fraction

from eigenreel.sound.song.chords import parse_chord, pitch_class
from eigenreel.sound.song.keys import parse_key
from eigenreel.sound.song.score import Bar, Chord, Line, Note, Score, Section, Syllable

CHORDS = {
    "major": ("C", "Am7", "F", "G7", "C", "Dm7", "G7", "C"),
    "phrygian": ("E", "F", "G", "F", "Am", "G", "F", "E"),
    "minor": ("Am", "Dm", "E7", "Am", "F", "C", "Dm", "E7"),
}
KEYS = {"major": "C", "phrygian": "Ephr", "minor": "Am"}


def section(
    style: str, metre=(4, 4), bars: int = 8, mode: str = "major", name: str = "Verse 1", start=0, tempo=110, sung=True
) -> Section:
    """Eight bars (or so), a chord a bar, and a line of words over the first two of every four."""
    length = Fraction(metre[0] * 4, metre[1])
    begin = Fraction(start)
    places = [begin + number * length for number in range(bars)]
    chords = [CHORDS[mode][number % 8] for number in range(bars)]
    return Section(
        name,
        style,
        parse_key(KEYS[mode]),
        Fraction(tempo),
        tuple(Bar(place, length, metre) for place in places),
        tuple(line(place, length, number) for number, place in enumerate(places) if number % 4 == 1) if sung else (),
        tuple(chord(symbol, place, length) for symbol, place in zip(chords, places, strict=True)),
    )


def chord(symbol: str, start: Fraction, length: Fraction) -> Chord:
    parsed = parse_chord(symbol)
    root, bass = pitch_class(parsed.root), pitch_class(parsed.bass)
    return Chord(start, length, symbol, root, parsed.quality.tones, bass)


def line(start: Fraction, length: Fraction, number: int) -> Line:
    words = ("ar", "rows", "add")
    notes = tuple(Note(start + place * length / 3, length / 3, 60 + 2 * place, place, number) for place in range(3))
    return Line("linear_algebra/vectors", words, tuple(Syllable(word, at) for at, word in enumerate(words)), notes)


def song(*sections: Section, seed: int = 1, **more) -> Score:
    return Score("test", "A test", "1.2", tuple(sections), seed=seed, **more)


def one(style: str, metre=(4, 4), mode: str = "major", bars: int = 8, seed: int = 1, **more) -> tuple[Score, Section]:
    """A song whose middle section is the one to look at."""
    before = section("disco", bars=2, name="Intro")
    middle = section(style, metre, bars, mode, start=before.end, **more)
    after = section("disco", bars=2, name="Outro", start=middle.end)
    return song(before, middle, after, seed=seed), middle
