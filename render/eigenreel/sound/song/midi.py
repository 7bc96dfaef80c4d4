"""A score as a Standard MIDI File: melody with lyrics, chords, and tempo, metre, key and sections.

The format is small, and what lyrics and markers need is all of it: written here, without a package.
Source: The Complete MIDI 1.0 Detailed Specification (1996), Standard MIDI Files; RP-017 for lyrics.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from fractions import Fraction

from eigenreel.sound.song.score import Chord, Score, Syllable

TICKS = 960
"""Parts of a quarter note."""

_MELODY, _CHORDS = 0, 1  # channels
_VELOCITY = {_MELODY: 96, _CHORDS: 64}
_PROGRAM = {_MELODY: 52, _CHORDS: 0}  # General MIDI: choir, piano
_MAJOR_LIKE = ("major", "lydian", "mixolydian")

Event = tuple[int, int, bytes]
"""Tick, rank among those of one tick, and the bytes after the delta time."""


def midi(score: Score) -> bytes:
    """Format 1: a track each for times and sections, for the melody, and for block chords."""
    tracks = [
        _track(score.title, [*_frame(score)], score.end),
        _track("Melody", [*_melody(score)], score.end),
        _track("Chords", [*_chords(score)], score.end),
    ]
    return b"MThd" + struct.pack(">IHHH", 6, 1, len(tracks), TICKS) + b"".join(tracks)


def _frame(score: Score) -> Iterator[Event]:
    metre = tempo = key = None
    for section in score.sections:
        at = _tick(section.start)
        yield at, 0, _meta(0x06, section.name.encode())
        if section.tempo != tempo:
            tempo = section.tempo
            yield at, 1, _meta(0x51, round(60_000_000 / tempo).to_bytes(3, "big"))
        if section.key != key:
            key = section.key
            yield at, 2, _meta(0x59, struct.pack(">bB", key.sharps, key.mode not in _MAJOR_LIKE))
        for bar in section.bars:
            if bar.metre != metre:
                metre = bar.metre
                yield _tick(bar.start), 3, _meta(0x58, bytes([metre[0], metre[1].bit_length() - 1, 24, 8]))


def _melody(score: Score) -> Iterator[Event]:
    yield 0, 0, bytes([0xC0 | _MELODY, _PROGRAM[_MELODY]])
    for line in score.lines:
        for index, note in enumerate(line.notes):
            if not index or line.notes[index - 1].syllable != note.syllable:
                yield _tick(note.start), 2, _meta(0x05, _lyric(line.syllables, note.syllable).encode())
            yield from _sounding(note.start, note.end, note.pitch, _MELODY)


def _lyric(syllables: tuple[Syllable, ...], number: int) -> str:
    """A syllable; a space ends a word, and a carriage return a line."""
    if number + 1 == len(syllables):
        return syllables[number].text + "\r"
    return syllables[number].text + " " * (syllables[number + 1].word != syllables[number].word)


def _chords(score: Score) -> Iterator[Event]:
    yield 0, 0, bytes([0xC0 | _CHORDS, _PROGRAM[_CHORDS]])
    for section in score.sections:
        for chord in section.chords:
            yield _tick(chord.start), 2, _meta(0x01, chord.symbol.encode())
            for pitch in _block(chord):
                yield from _sounding(chord.start, chord.end, pitch, _CHORDS)


def _block(chord: Chord) -> list[int]:
    """The bass below middle C, and the other notes from the root above it."""
    return sorted({36 + chord.bass, *(48 + chord.root + tone for tone in chord.tones)})


def _sounding(start: Fraction, end: Fraction, pitch: int, channel: int) -> Iterator[Event]:
    # A note ends before the next one of its pitch begins.
    yield _tick(start), 3, bytes([0x90 | channel, pitch, _VELOCITY[channel]])
    yield _tick(end), 1, bytes([0x80 | channel, pitch, 0])


def _track(name: str, events: Iterable[Event], end: Fraction) -> bytes:
    every = sorted([(0, -1, _meta(0x03, name.encode())), *events], key=lambda event: event[:2])
    every.append((_tick(end), 9, _meta(0x2F, b"")))
    data, now = bytearray(), 0
    for tick, _, message in every:
        data += _number(tick - now) + message
        now = tick
    return b"MTrk" + struct.pack(">I", len(data)) + bytes(data)


def _meta(kind: int, data: bytes) -> bytes:
    return bytes([0xFF, kind]) + _number(len(data)) + data


def _number(value: int) -> bytes:
    """A quantity of variable length: seven bits a byte, the highest set in all but the last.

    >>> _number(200).hex()
    '8148'
    """
    parts = [value & 0x7F]
    while value := value >> 7:
        parts.append(value & 0x7F | 0x80)
    return bytes(reversed(parts))


def _tick(position: Fraction) -> int:
    return round(position * TICKS)
