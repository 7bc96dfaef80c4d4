"""The bars of a song in the seconds of its film: which beat it is, and how far what moves with them has got."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import pi, sin

from eigenreel.sound.song.band import AKSAK
from eigenreel.sound.song.metre import groups
from eigenreel.sound.song.score import Score, Section, style_names

PUSH = 0.55
"""How much faster than on average a picture moves on a beat, and how much slower between two; 1 would stop it."""


@dataclass(frozen=True)
class FilmBar:
    """A bar. Times are seconds of the film.

    Attributes:
        section: place of its section in the song.
        groups: the units of its metre that each felt beat has: (2, 2, 3).
        first, last: the units that it begins and ends with: an upbeat lacks some at its front, and the last bar of a
            section, which the next one's upbeat completes, at its end.
    """

    start: float
    end: float
    section: int
    groups: tuple[int, ...]
    first: float
    last: float

    @property
    def units(self) -> int:
        return sum(self.groups)

    @property
    def firsts(self) -> tuple[int, ...]:
        """The units that felt beats begin with."""
        return tuple(accumulate(self.groups[:-1], initial=0))

    def second_of(self, unit: int) -> float:
        """When a unit of the metre begins."""
        return self.start + (unit - self.first) / (self.last - self.first) * (self.end - self.start)

    def unit_at(self, time: float) -> float:
        """How many units of the metre have passed."""
        share = (time - self.start) / (self.end - self.start)
        return self.first + share * (self.last - self.first)


@dataclass(frozen=True)
class Metre:
    """The bars of a song in order, one after the other without a gap."""

    bars: tuple[FilmBar, ...]

    @cached_property
    def _starts(self) -> list[float]:
        return [bar.start for bar in self.bars]

    def number_at(self, time: float) -> int:
        """Which bar it is; the first one before the song, the last one after it."""
        return max(bisect_right(self._starts, time) - 1, 0)

    def bar_at(self, time: float) -> FilmBar:
        return self.bars[self.number_at(time)]

    def plays_at(self, time: float) -> bool:
        return self.bars[0].start <= time < self.bars[-1].end

    def beat_seconds(self, time: float) -> float:
        """How long a felt beat is about then."""
        bar = self.bar_at(time)
        return (bar.end - bar.start) / (bar.last - bar.first) * bar.units / len(bar.groups)

    def bars_passed(self, time: float) -> float:
        """Bars since the start of the song, going on quickly on each beat and slowly between two; always rising."""
        number = self.number_at(time)
        bar = self.bars[number]
        shown, first, last = (_pushed(unit, bar.groups) for unit in (bar.unit_at(time), bar.first, bar.last))
        return number + (shown - first) / (last - first)


def metre_of(score: Score, start: float) -> Metre:
    """The bars of a song.

    Args:
        start: the second of the song at which the film begins; negative if the film begins before.
    """
    sections = enumerate(score.sections)
    return Metre(tuple(bar for number, section in sections for bar in _bars(score, section, number, start)))


def _bars(score: Score, section: Section, number: int, start: float) -> list[FilmBar]:
    limping = not AKSAK.isdisjoint(style_names(section.style))
    result = []
    for place, bar in enumerate(section.bars):
        beats, unit = bar.metre
        lacking = max(beats - float(bar.length * unit / 4), 0.0)
        times = (score.seconds(each) - start for each in (bar.start, bar.end))
        ends = (lacking, beats) if place == 0 else (0.0, beats - lacking)
        result.append(FilmBar(*times, number, groups(bar.metre, limping, bar.groups), *map(float, ends)))
    return result


def _pushed(unit: float, lengths: tuple[int, ...]) -> float:
    """Units passed as a picture shows them: the same at each beat, ahead of the time right after it.

    >>> _pushed(2.0, (2, 2, 3)), _pushed(2.5, (2, 2, 3)) > 2.5
    (2.0, True)
    """
    if not 0 <= unit < sum(lengths):
        return unit
    edges = list(accumulate(lengths, initial=0))
    place = bisect_right(edges, unit) - 1
    share = (unit - edges[place]) / lengths[place]
    return edges[place] + lengths[place] * (share + PUSH * sin(2 * pi * share) / (2 * pi))
