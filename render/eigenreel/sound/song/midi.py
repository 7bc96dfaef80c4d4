"""A score as a Standard MIDI File: melody with lyrics, chords, and tempo, metre, key and sections."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from eigenreel.sound.song.midi_file import (
    KEY,
    LYRIC,
    MARK,
    MARKER,
    METRE,
    ON,
    SAID,
    SETTING,
    TEMPO,
    TEXT,
    Event,
    meta,
    midi_file,
    note,
    program,
    tick,
    track,
)
from eigenreel.sound.song.score import Chord, Score, Syllable

MELODY, CHORDS = 0, 1  # channels
CHOIR, PIANO = 52, 0  # General MIDI programs, from 0
LOUD, SOFT = 96, 64  # velocities
_MAJOR_LIKE = ("major", "lydian", "mixolydian")


def midi(score: Score) -> bytes:
    """A track each for times and sections, for the melody, and for block chords."""
    return midi_file(
        [
            track(score.title, frame(score), score.end),
            track("Melody", melody(score), score.end),
            track("Chords", _chords(score), score.end),
        ]
    )


def frame(score: Score) -> Iterator[Event]:
    """Who wrote it, sections as markers, tempo, key and metre."""
    yield from ((0, MARK, meta(TEXT, author.encode())) for author in score.authors)
    metre = tempo = key = None
    for section in score.sections:
        at = tick(section.start)
        yield at, MARK, meta(MARKER, section.name.encode())
        if section.tempo != tempo:
            tempo = section.tempo
            yield at, SETTING, meta(TEMPO, round(60_000_000 / tempo).to_bytes(3, "big"))
        if section.key != key:
            key = section.key
            yield at, SAID, meta(KEY, struct.pack(">bB", key.sharps, key.mode not in _MAJOR_LIKE))
        for bar in section.bars:
            if bar.metre != metre:
                metre = bar.metre
                yield tick(bar.start), ON, meta(METRE, bytes([metre[0], metre[1].bit_length() - 1, 24, 8]))


def melody(score: Score) -> Iterator[Event]:
    """What the lead sings, with its syllables, on the first channel."""
    yield program(0, MELODY, CHOIR)
    for line in score.lines:
        for index, each in enumerate(line.notes):
            if not index or line.notes[index - 1].syllable != each.syllable:
                yield tick(each.start), SAID, meta(LYRIC, _lyric(line.syllables, each.syllable).encode())
            yield from note(tick(each.start), tick(each.end), each.pitch, MELODY, LOUD)


def _lyric(syllables: tuple[Syllable, ...], number: int) -> str:
    """A syllable; a space ends a word, and a carriage return a line."""
    if number + 1 == len(syllables):
        return syllables[number].text + "\r"
    return syllables[number].text + " " * (syllables[number + 1].word != syllables[number].word)


def symbols(score: Score) -> Iterator[Event]:
    """Chord symbols, as text."""
    for section in score.sections:
        for chord in section.chords:
            yield tick(chord.start), SAID, meta(TEXT, chord.symbol.encode())


def _chords(score: Score) -> Iterator[Event]:
    yield program(0, CHORDS, PIANO)
    yield from symbols(score)
    for section in score.sections:
        for chord in section.chords:
            for pitch in _block(chord):
                yield from note(tick(chord.start), tick(chord.end), pitch, CHORDS, SOFT)


def _block(chord: Chord) -> list[int]:
    """The bass below middle C, and the other notes from the root above it."""
    return sorted({36 + chord.bass, *(48 + chord.root + tone for tone in chord.tones)})
