"""The mix of a section: voices and band balanced, placed between left and right, and put into one room.

Levels are loudness: each player is brought to its level beside the lead voice, whatever soundfont it comes from.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from eigenreel.sound.loudness import integrated_loudness
from eigenreel.sound.song.arrangement import Arrangement, Track
from eigenreel.sound.song.dynamics import (
    applied,
    compression,
    de_essed,
    high_passed,
    lifted,
    make_room,
    saturated,
)
from eigenreel.sound.song.reverb import ROOMS, Room, reverberate
from eigenreel.sound.song.score import GROUPS, style_names
from eigenreel.sound.song.soundfont import SoundFont
from eigenreel.sound.song.synth import RATE, TAIL, render_track

LEAD = "lead"
REFERENCE = -20.0
"""LUFS of the lead voice before mastering."""
BAND_DB = -0.5
"""Added to the levels of all players."""
VOICES_DB = -4.0
"""The other singers together, beside the lead."""
VOICE_ROOM = Room("plate", 0.9, 0.03, 5)
"""Where the voices are, in all styles: in the band's rooms a recognizer mishears half as many words again."""
VOICE_REVERB = 0.05
PANS = {"tenor": -0.4, "baritone": 0.4, "bass": -0.12}
"""Of singers; others stand in the middle."""

# Hertz below which a group has nothing to say, and what it gives way by under the voice (dB in all, dB among words).
LOW_CUTS = {"drums": 28.0, "bass": 28.0, "harmony": 130.0, "melody": 150.0}
ROOM_FOR_VOICE = {"drums": (1.5, 6.5), "bass": (0.5, 2.5), "harmony": (2.5, 10.0), "melody": (3.5, 10.0)}
DRIVES = {"p_funk": 0.7, "alt_country": 0.5, "disco": 0.4, "balkan_brass": 0.4}
"""How much tape there is in a style's drums and bass."""


@dataclass(frozen=True, eq=False)
class Mixed:
    """A section, mixed.

    Attributes:
        stems: float32 of shape (n, 2) at 48 kHz, each with its share of the room; all of one length.
        lead_in: seconds of them before the section's first beat.
    """

    stems: dict[str, np.ndarray]
    lead_in: float


def mix_section(
    arrangement: Arrangement,
    parts: Mapping[str, np.ndarray],
    lead_in: float,
    font: SoundFont,
    recorded: np.ndarray | None = None,
) -> Mixed:
    """Voices and band of a section.

    Args:
        parts: what is sung, float32 mono at 48 kHz by part, beginning ``lead_in`` seconds before the first beat.
        recorded: a lead that is no part of the mix yet, in the same form; the band gives way to it too.

    Raises:
        EigenreelError: the soundfont lacks a program.
    """
    before = round(lead_in * RATE)
    length = before + round((arrangement.seconds + TAIL) * RATE)
    style = style_names(arrangement.style)[0]
    room = ROOMS[style]
    voices = {name: _voice(_fitted(samples, length)) for name, samples in parts.items()}
    lead = voices.get(LEAD, np.zeros(length, np.float32))
    stems = {LEAD: _stereo(lead, 0.0, REFERENCE)}
    stems["voices"] = _choir({name: each for name, each in voices.items() if name != LEAD}, length)
    for name in (LEAD, "voices"):
        stems[name] = with_voice_room(stems[name])
    if recorded is not None:
        lead = lead + _fitted(recorded, length)
    for group in GROUPS:
        tracks = [track for track in arrangement.tracks if track.group == group]
        sound = _group(tracks, arrangement.seconds, before, length, font, room)
        if group in ("drums", "bass"):
            sound = saturated(sound, DRIVES.get(style, 0.0))
        stems[group] = make_room(sound, lead, *ROOM_FOR_VOICE[group])
    return Mixed(stems, lead_in)


def _fitted(samples: np.ndarray, length: int) -> np.ndarray:
    cut = samples[:length].astype(np.float32)
    return np.pad(cut, (0, length - len(cut)))


def _voice(samples: np.ndarray) -> np.ndarray:
    """A voice, mono, cleaned, evened out, and with a little more of what makes words clear."""
    loudness = integrated_loudness(samples[:, None])
    if not math.isfinite(loudness):
        return np.zeros_like(samples)
    # The compressor's threshold is a place above the reference, so the voice comes there first.
    even = high_passed(samples, 90.0, 4) * np.float32(10 ** ((REFERENCE - loudness) / 20))
    even = applied(even, compression(even, REFERENCE - 2, 3.0, 0.008, 0.12))
    return de_essed(lifted(lifted(even, 3200.0, 3.0), 320.0, -2.0))


def _stereo(mono: np.ndarray, pan: float, loudness: float) -> np.ndarray:
    """At a place and a loudness."""
    placed = mono[:, None] * sides(pan)
    return _at(placed, loudness)


def with_voice_room(sound: np.ndarray) -> np.ndarray:
    """A voice, stereo, with the room that voices stand in."""
    return sound + VOICE_REVERB * reverberate(high_passed(sound, 250.0), VOICE_ROOM)


def sides(pan: float) -> np.ndarray:
    """Factors for left and right of equal power; 1 and 1 in the middle."""
    angle = (pan + 1) * np.pi / 4
    return (np.sqrt(2) * np.array([np.cos(angle), np.sin(angle)])).astype(np.float32)


def _at(sound: np.ndarray, loudness: float) -> np.ndarray:
    """Brought to a loudness in LUFS; silence stays silence."""
    measured = integrated_loudness(sound)
    if not math.isfinite(measured):
        return np.zeros_like(sound)
    return sound * np.float32(10 ** ((loudness - measured) / 20))


def _choir(voices: Mapping[str, np.ndarray], length: int) -> np.ndarray:
    """The other singers, side by side, together at their level."""
    choir = np.zeros((length, 2), np.float32)
    for name, voice in voices.items():
        choir += _stereo(voice, PANS.get(name, 0.0), REFERENCE)
    return _at(choir, REFERENCE + VOICES_DB)


def _group(tracks, seconds: float, before: int, length: int, font: SoundFont, room: Room) -> np.ndarray:
    """The sum of some players and of what they send into the room."""
    dry, sent = np.zeros((length, 2), np.float32), np.zeros((length, 2), np.float32)
    for track in tracks:
        sound = _player(track, seconds, font)
        dry[before : before + len(sound)] += sound
        sent[before : before + len(sound)] += sound * np.float32(track.reverb)
    return dry + reverberate(high_passed(sent, 180.0), room)


def _player(track: Track, seconds: float, font: SoundFont) -> np.ndarray:
    sound = high_passed(render_track(track, font, seconds), LOW_CUTS[track.group])
    return _at(sound, REFERENCE + BAND_DB + track.level) * sides(track.pan)
