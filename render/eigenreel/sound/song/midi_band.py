"""The whole arrangement as a Standard MIDI File: the melody with its words, the other singers, and every player.

Each has a track of its own, as it is played, with General MIDI's program, place, level and swell. There are 16 channels
and may be more players, so those who never meet share one; what a player needs is set anew in every section.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from eigenreel.sound.song.arrangement import Arrangement, Played, Track
from eigenreel.sound.song.harmony import PARTS, part_notes
from eigenreel.sound.song.midi import CHOIR, LOUD, frame, melody, symbols
from eigenreel.sound.song.midi_file import ON, TICKS, Event, control, midi_file, note, program, tick, track
from eigenreel.sound.song.score import Score, Section

DRUMS = 9
"""General MIDI's channel of drums, from 0."""
VOICES = dict(zip(PARTS, (1, 2, 3), strict=True))
CHANNELS = (4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15)
KITS = {0: "standard kit", 8: "room kit", 16: "power kit", 24: "electronic kit", 25: "TR-808 kit", 40: "brush kit"}
LEVEL, PLACE, SWELL, ROOM = 7, 10, 11, 91
"""Controllers."""
USUAL_LEVEL = 100
"""The value that a channel has if nobody says anything, as for the voices."""
BEND_RANGE = ((101, 0), (100, 0), (6, 12), (38, 0), (101, 127), (100, 127))
"""Controllers and values, in order, that let the wheel bend by an octave."""
SEMITONES = 12
SLUR = 0.05
"""Seconds by which a note may reach into the next one of the same voice."""
STEP = TICKS // 24
"""Ticks between two values of a wheel or a swell that moves."""


@dataclass(frozen=True)
class Player:
    """Who plays: the same name with another program is somebody else."""

    name: str
    program: int
    drums: bool

    @property
    def title(self) -> str:
        """As "guitar: Electric Guitar (clean)"."""
        # It takes half a second to import.
        from pretty_midi import program_to_instrument_name

        kit = KITS.get(self.program, f"kit {self.program}")
        return f"{self.name}: {kit if self.drums else program_to_instrument_name(self.program)}"


def band_midi(score: Score, arrangements: Sequence[Arrangement]) -> bytes:
    """A track each for times, sections and chord symbols, for every voice, and for every player.

    Args:
        arrangements: of all sections, in order.

    Raises:
        EigenreelError: no voices fit around the melody of a section that is sung in parts.
    """
    tracks = [track(score.title, [*frame(score), *symbols(score)], score.end)]
    tracks.append(track("Melody", melody(score), score.end))
    if score.harmony:
        tracks += [track(f"{name.title()} voice", _voice(score, name), score.end) for name in PARTS]
    casts = [{_player(each): each for each in arrangement.tracks} for arrangement in arrangements]
    channels = channels_of([tuple(cast) for cast in casts])
    for player in dict.fromkeys(player for cast in casts for player in cast):
        events: list[Event] = []
        for section, cast, seats in zip(score.sections, casts, channels, strict=True):
            if player in cast:
                each = cast[player]
                drummers = [other.level for other in cast.values() if other.drums]
                events += _part(section, each, seats[player], max(drummers) if each.drums else each.level)
        tracks.append(track(player.title, events, score.end))
    return midi_file(tracks)


def channels_of(casts: Sequence[Sequence[Player]]) -> list[dict[Player, int]]:
    """For every section the channel of each of its players: no two share one there, and most keep theirs throughout.

    Args:
        casts: the players of each section, eleven at most apart from drums.
    """
    usual: dict[Player, int] = {}
    found = []
    for cast in casts:
        taken = {player: DRUMS for player in cast if player.drums}
        melodic = sorted((player for player in cast if not player.drums), key=lambda player: player not in usual)
        for player in melodic:
            free = [channel for channel in CHANNELS if channel not in taken.values()]
            if usual.get(player) not in free:
                usual.setdefault(player, min(free, key=lambda channel: _clashes(player, channel, usual, casts)))
            taken[player] = usual[player] if usual[player] in free else free[0]
        found.append(taken)
    return found


def _clashes(player: Player, channel: int, usual: dict[Player, int], casts: Sequence[Sequence[Player]]) -> int:
    """In how many sections somebody whose channel it usually is plays along."""
    return sum(any(usual.get(each) == channel for each in cast) for cast in casts if player in cast)


def _player(each: Track) -> Player:
    return Player(each.name, each.program, each.drums)


def _voice(score: Score, name: str) -> Iterator[Event]:
    """Tenor, baritone or bass, where the song is sung in parts."""
    channel = VOICES[name]
    yield program(0, channel, CHOIR)
    for section in score.sections:
        if section.name in score.harmony:
            voices = part_notes(score, section)
            begin = score.seconds(section.start)
            for line in range(len(section.lines)):
                for each in voices.of(name, line):
                    start, end = (_tick(section, seconds - begin) for seconds in (each.start, each.end))
                    yield from note(start, end, round(each.pitch), channel, LOUD)


def _part(section: Section, each: Track, channel: int, level: float) -> Iterator[Event]:
    """What a player does in a section; ``level`` is the channel's, dB beside the lead voice."""
    begin = tick(section.start)
    yield program(begin, channel, each.program)
    yield control(begin, channel, LEVEL, round(USUAL_LEVEL * _root(10 ** (level / 20))))
    if not each.drums:
        yield control(begin, channel, PLACE, round(64 + 63 * each.pan))
        yield control(begin, channel, ROOM, round(127 * each.reverb))
        yield from _swell(section, each, channel)
    # Drummers share their channel, so who is to be softer plays softer.
    touch = _root(10 ** ((each.level - level) / 20))
    for pitch in sorted({played.pitch for played in each.notes}):
        own = [played for played in each.notes if played.pitch == pitch]
        starts = [_tick(section, played.start) for played in own]
        # Who plays next on this channel finds it silent.
        following = [*starts[1:], tick(section.end) - 1]
        for played, start, limit in zip(own, starts, following, strict=True):
            if start < limit:
                end = max(min(_tick(section, played.end), limit), start + 1)
                yield from note(start, end, pitch, channel, max(round(played.velocity * touch), 1))
    yield from _bends(section, each, channel)


def _swell(section: Section, each: Track, channel: int) -> Iterator[Event]:
    begin = tick(section.start)
    yield control(begin, channel, SWELL, round(127 * _root(each.swell[0][1] if each.swell else 1.0)))
    for at, value in _moving(section, each.swell):
        yield control(begin + at, channel, SWELL, round(127 * _root(value)))


def _bends(section: Section, each: Track, channel: int) -> Iterator[Event]:
    """The wheel, under notes that sound alone: it would bend the others too."""
    bent = [played for played in each.notes if played.bend and _alone(played, each.notes)]
    if bent:
        yield from (control(tick(section.start), channel, *setting) for setting in BEND_RANGE)
    for played in bent:
        start = _tick(section, played.start)
        yield _wheel(start, channel, played.bend[0][1])
        for at, value in _moving(section, played.bend):
            yield _wheel(start + at, channel, value)
        yield _wheel(_tick(section, played.end), channel, 0.0)


def _alone(played: Played, notes: Sequence[Played]) -> bool:
    first, last = played.start + SLUR, played.end - SLUR
    return not any(other is not played and other.start < last and other.end > first for other in notes)


def _wheel(at: int, channel: int, semitones: float) -> Event:
    value = min(max(round(8192 + 8192 * semitones / SEMITONES), 0), 16383)
    # Before a note that begins with it.
    return at, ON - 1, bytes([0xE0 | channel, value & 0x7F, value >> 7])


def _moving(section: Section, curve) -> Iterator[tuple[int, float]]:
    """Ticks and values of a curve, in steps that are small enough."""
    for (first, low), (second, high) in pairwise(curve):
        start, end = (_tick(section, seconds) - tick(section.start) for seconds in (first, second))
        places = [start, *range(start + STEP, end, STEP), end] if low != high else [end]
        for at in places:
            yield at, low + (high - low) * (at - start) / max(end - start, 1)


def _root(factor: float) -> float:
    """What a controller or a velocity is multiplied by for a factor of amplitude, which goes with its square."""
    return factor**0.5


def _tick(section: Section, seconds: float) -> int:
    """Of a moment of a section."""
    return tick(section.start + Fraction(seconds) * section.tempo / 60)
