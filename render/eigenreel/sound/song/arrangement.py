"""What the band plays in a section: tracks of notes in seconds, and how each track stands in the mix."""

from __future__ import annotations

from dataclasses import dataclass, replace

Curve = tuple[tuple[float, float], ...]
"""(seconds, value) points, joined by straight lines; the ends last."""


@dataclass(frozen=True)
class Played:
    """A note as it is played.

    Attributes:
        start: seconds from the start of the section.
        length: seconds until it is let go.
        pitch: MIDI number; on drum tracks the key of the General MIDI drum map.
        velocity: 1 to 127.
        bend: semitones over seconds from the note's start.
    """

    start: float
    length: float
    pitch: int
    velocity: int
    bend: Curve = ()

    @property
    def end(self) -> float:
        return self.start + self.length


@dataclass(frozen=True)
class Track:
    """One player.

    Attributes:
        name: no two tracks of an arrangement have the same.
        program: General MIDI program 0 to 127; of drums the kit (0 standard, 24 electronic, 40 brushes).
        group: the stem that it belongs to, one of ``GROUPS``.
        pan: -1 left to 1 right.
        level: loudness while it plays, dB beside the lead voice.
        reverb: how much of it goes to the room, 0 to 1.
        swell: factor of its loudness, 0 to 1.
        brightness: 0 dark, 1 as the instrument is.
    """

    name: str
    program: int
    notes: tuple[Played, ...]
    group: str
    drums: bool = False
    pan: float = 0.0
    level: float = -12.0
    reverb: float = 0.2
    swell: Curve = ()
    brightness: Curve = ()


@dataclass(frozen=True)
class Arrangement:
    """A section for the band. seconds: its length; what is played begins within it and may ring on after it."""

    section: str
    style: str
    seconds: float
    tracks: tuple[Track, ...]

    def track(self, name: str) -> Track:
        """The track of that name.

        Raises:
            KeyError: there is none.
        """
        found = next((track for track in self.tracks if track.name == name), None)
        if found is None:
            raise KeyError(name)
        return found

    def without(self, *names: str) -> Arrangement:
        return replace(self, tracks=tuple(track for track in self.tracks if track.name not in names))
