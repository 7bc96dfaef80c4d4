"""Standard MIDI Files: tracks of events in ticks.

The format is small, and what lyrics and markers need is all of it: written here, without a package.
Source: The Complete MIDI 1.0 Detailed Specification (1996), Standard MIDI Files; RP-017 for lyrics.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

TICKS = 960
"""Parts of a quarter note."""

TEXT, LYRIC, MARKER, TEMPO, METRE, KEY = 0x01, 0x05, 0x06, 0x51, 0x58, 0x59
"""Kinds of meta events."""
_NAME, _END = 0x03, 0x2F

Event = tuple[int, int, bytes]
"""Tick, rank among those of one tick, and the bytes after the delta time."""
MARK, OFF, SETTING, SAID, ON = range(5)
"""Ranks: a note ends before the next one of its pitch begins, and what is said of a note comes before it."""


def midi_file(tracks: Sequence[bytes]) -> bytes:
    """Of format 1: tracks that sound together."""
    return b"MThd" + struct.pack(">IHHH", 6, 1, len(tracks), TICKS) + b"".join(tracks)


def track(name: str, events: Iterable[Event], end: Fraction) -> bytes:
    """A track of events in any order, which lasts until ``end`` (quarter notes) at least."""
    every = sorted([(0, -1, meta(_NAME, name.encode())), *events], key=lambda event: event[:2])
    every.append((max(tick(end), every[-1][0]), 9, meta(_END, b"")))
    data, now = bytearray(), 0
    for at, _, message in every:
        data += _number(at - now) + message
        now = at
    return b"MTrk" + struct.pack(">I", len(data)) + bytes(data)


def note(start: int, end: int, pitch: int, channel: int, velocity: int) -> Iterator[Event]:
    """A note between two ticks."""
    yield start, ON, bytes([0x90 | channel, pitch, velocity])
    yield end, OFF, bytes([0x80 | channel, pitch, 0])


def program(at: int, channel: int, number: int) -> Event:
    return at, SETTING, bytes([0xC0 | channel, number])


def control(at: int, channel: int, controller: int, value: int) -> Event:
    return at, SETTING, bytes([0xB0 | channel, controller, min(max(value, 0), 127)])


def meta(kind: int, data: bytes) -> bytes:
    return bytes([0xFF, kind]) + _number(len(data)) + data


def tick(position: Fraction) -> int:
    """Of a place in quarter notes."""
    return round(position * TICKS)


def _number(value: int) -> bytes:
    """A quantity of variable length: seven bits a byte, the highest set in all but the last.

    >>> _number(200).hex()
    '8148'
    """
    parts = [value & 0x7F]
    while value := value >> 7:
        parts.append(value & 0x7F | 0x80)
    return bytes(reversed(parts))
