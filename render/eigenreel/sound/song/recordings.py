"""A musician's own recordings in a song: read, cut and faded by pydub, levelled and laid to the sample by NumPy.

pydub counts in milliseconds and in whole numbers, which clip; so places, gains and rooms are not left to it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean

import numpy as np

from eigenreel.errors import EigenreelError
from eigenreel.sound.loudness import RATE, integrated_loudness
from eigenreel.sound.segments import samples_of
from eigenreel.sound.song.dynamics import make_room
from eigenreel.sound.song.mastering import END
from eigenreel.sound.song.mix import LEAD, REFERENCE, ROOM_FOR_VOICE, VOICE_ROOM, VOICES_DB, sides, with_voice_room
from eigenreel.sound.song.notation_front import fail
from eigenreel.sound.song.notation_recordings import find_recordings
from eigenreel.sound.song.score import Recording, Score
from eigenreel.sound.song.times import begins
from eigenreel.sound.soundtrack import fade_edges, read_segment, resampled

STEM = "recordings"
VOICES = frozenset({LEAD, "voices"})
LEVELS = {LEAD: 0.0, "voices": VOICES_DB, "drums": -9.0, "bass": -8.0, "harmony": -9.0, "melody": -10.0}
"""dB beside the lead voice: how loud the made parts are, in the middle of all styles, where nobody sings."""
ADDED_DB = -6.0
"""The same of what stands in place of nothing."""
ROUNDED = 0.1
"""Seconds by which 'to:' may be behind the end of a file, since players show rounded lengths."""


@dataclass(frozen=True, eq=False)
class Laid:
    """A recording at its place.

    Attributes:
        start: sample of the song at 48 kHz.
        sound: float32 of shape (n, 2), finished but for its room under a voice.
        parts: what it stands in place of.
    """

    start: int
    sound: np.ndarray
    parts: frozenset[str]

    def between(self, first: int, last: int) -> Laid | None:
        """What of it is heard between two samples of the song, or None."""
        piece = self.sound[max(first - self.start, 0) : max(last - self.start, 0)]
        return replace(self, start=max(first, self.start), sound=piece) if len(piece) else None


def lay_recordings(score: Score, path: Path) -> tuple[Laid, ...]:
    """The recordings of a song, whose own file is at ``path``.

    Raises:
        ScriptError: one is not there, no sound, silent, or shorter than what is asked of it.
    """
    files = find_recordings(score, path)
    return tuple(_laid(score, each, file, path) for each, file in zip(score.recordings, files, strict=True))


def _laid(score: Score, recording: Recording, file: Path, path: Path) -> Laid:
    begin = begins(score, recording)
    # An hour of rain under a song of four minutes need not be read whole.
    end = recording.end
    longest = score.duration + END - begin if end is None else end + ROUNDED - recording.start
    try:
        sound = _shaped(recording, _cut(recording, read_segment(file, recording.start, longest)))
    except EigenreelError as error:
        raise fail(path, recording.row, error) from error
    return Laid(round(begin * RATE), sound, frozenset(recording.instead_of))


def _cut(recording: Recording, segment):
    """The segment, which begins where it is asked for, up to its end, with its fades."""
    start, end = recording.start, recording.end
    if not segment.frame_count():
        raise EigenreelError(f"{recording.file!r} holds nothing from {start:g} s on; give a smaller 'from:'")
    whole = start + segment.duration_seconds
    if end is not None:
        if whole <= end - ROUNDED:
            raise EigenreelError(f"{recording.file!r} lasts {whole:.2f} s only; give a smaller 'to:'")
        segment = segment[: 1000 * (end - start)]
    fades = recording.fade_in + recording.fade_out
    if fades > segment.duration_seconds:
        length = segment.duration_seconds
        raise EigenreelError(f"{recording.file!r} has {fades:g} s of fades in {length:.2f} s of sound; shorten them")
    # pydub takes a fade of nothing for one over all.
    segment = segment.fade_in(round(1000 * recording.fade_in)) if recording.fade_in else segment
    return segment.fade_out(round(1000 * recording.fade_out)) if recording.fade_out else segment


def _shaped(recording: Recording, segment) -> np.ndarray:
    """At its loudness and place; a voice in the room of the voices."""
    sound = resampled(samples_of(segment), segment.frame_rate)
    loudness = integrated_loudness(sound)
    if not math.isfinite(loudness):
        raise EigenreelError(f"{recording.file!r} is silent there; record it again, or choose 'from:' and 'to:'")
    fade_edges(sound)
    gain = REFERENCE + level(recording.instead_of) + recording.gain - loudness
    placed = sound * sides(recording.pan) * np.float32(10 ** (gain / 20))
    if VOICES.isdisjoint(recording.instead_of):
        return placed
    return with_voice_room(np.pad(placed, ((0, round((VOICE_ROOM.size + VOICE_ROOM.seconds) * RATE)), (0, 0))))


def level(parts: Sequence[str]) -> float:
    """dB beside the lead voice of what stands in place of some parts: theirs together."""
    powers = sum(10 ** (LEVELS[part] / 10) for part in parts)
    return 10 * math.log10(powers) if parts else ADDED_DB


def lead_of(laid: Sequence[Laid], first: int, last: int) -> np.ndarray | None:
    """What recordings in place of the lead sing between two samples of the song, mono; None if that is nothing."""
    pieces = [piece for each in laid if LEAD in each.parts and (piece := each.between(first, last))]
    lead = np.zeros(last - first, np.float32)
    for piece in pieces:
        place = piece.start - first
        lead[place : place + len(piece.sound)] += piece.sound.mean(axis=1)
    return lead if pieces else None


def recordings_stem(laid: Sequence[Laid], voice: np.ndarray) -> np.ndarray:
    """All recordings of a song; those in place of players give way to the lead, as the players do.

    Args:
        voice: the lead that was made, of the length of the song, shape (n, 2).
    """
    recorded = lead_of(laid, 0, len(voice))
    lead = voice.mean(axis=1) if recorded is None else voice.mean(axis=1) + recorded
    stem = np.zeros_like(voice)
    for each in filter(None, (each.between(0, len(voice)) for each in laid)):
        here = slice(each.start, each.start + len(each.sound))
        stem[here] += _under(each, lead[here])
    return stem


def _under(laid: Laid, lead: np.ndarray) -> np.ndarray:
    if not laid.parts or laid.parts & VOICES:
        return laid.sound
    whole, words = (mean(ROOM_FOR_VOICE[part][each] for part in laid.parts) for each in (0, 1))
    return make_room(laid.sound, lead, whole, words)
