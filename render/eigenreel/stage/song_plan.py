"""What a song's film shows when: which line waits, which is sung, whose vignette moves behind it, and the cards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from eigenreel.sound.song.score import Line, Score
from eigenreel.sound.song.times import SungLine
from eigenreel.stage.song_metre import Metre, metre_of

Span = tuple[float, float]
"""Seconds of the film."""

TITLE_SECONDS, TITLE_ALONE = 5.4, 3.2
"""The least time before the first line, and how much of that is the title's alone. Where the song's intro is shorter,
the film begins before the song."""

ENDING_SECONDS = 8.0
"""The least time after the last line, in which the credits are read."""

BEFORE, AFTER = 1.6, 1.4
"""Seconds of a passage before its first line is sung and after its last."""

RISE = 0.4
"""Seconds in which a waiting line goes to where it is sung; half of what it has left, if it is shorter than that."""

EARLY = 0.5
"""Seconds before its first syllable at which a line is in its place, if the line before leaves room."""

STAY = 0.6
"""Seconds for which a line that has been sung stays, if nothing follows at once."""

PICTURE_EARLY = 0.7
"""Seconds by which the picture comes before the line that it belongs to."""

FIRST_WAITS = 2.8
"""The same for the first line, before which the title stands."""

WAITING = 8.0
"""Seconds before its first syllable from which a line waits at the latest after a pause of the voice."""


@dataclass(frozen=True)
class ShownLine:
    """A line in the film. All times are seconds of the film.

    Attributes:
        section: place of its section in the song.
        syllables: when each is sung, from and to.
        waits: from when it is seen, below the line that is sung.
        rises: when it begins to go to where it is sung.
        settles: when it is there.
        goes: when it begins to fade.
    """

    line: Line
    section: int
    syllables: tuple[Span, ...]
    waits: float
    rises: float
    settles: float
    goes: float

    @property
    def start(self) -> float:
        return self.syllables[0][0]

    @property
    def end(self) -> float:
        return self.syllables[-1][1]


@dataclass(frozen=True)
class Shot:
    """A lesson's vignette, for as long as lines of that lesson are sung."""

    lesson: str
    start: float
    end: float


@dataclass(frozen=True)
class Plan:
    """A song's film, or a passage of it. Times are seconds of the film.

    Attributes:
        start: the second of the song at which the film begins; negative if the film begins before.
        sections: from when to when each section of the song lasts; outside the film for those that it does not show.
        title, ending: when the cards stand; None in a passage.
    """

    score: Score
    start: float
    duration: float
    metre: Metre
    sections: tuple[Span, ...]
    lines: tuple[ShownLine, ...]
    shots: tuple[Shot, ...]
    title: Span | None = None
    ending: Span | None = None

    def section_at(self, time: float) -> int:
        """The place of the section; the first one before the song, the last one after it."""
        return max(number for number, (start, _) in enumerate(self.sections) if start <= time or number == 0)


@dataclass(frozen=True)
class TimedLine:
    """A line of a score, with when each of its syllables is sung, from and to, in seconds of the song."""

    line: Line
    section: int
    syllables: tuple[Span, ...]


def timed_lines(score: Score, sung: Iterable[SungLine]) -> tuple[TimedLine, ...]:
    """When each syllable of lines of a song is sung, from its first consonant on."""
    numbers = {section.name: number for number, section in enumerate(score.sections)}
    return tuple(
        TimedLine(
            each.line,
            numbers[score.section_at(each.line.start).name],
            tuple((timing.start, timing.end) for timing in each.syllables),
        )
        for each in sung
    )


def plan_song(score: Score, times: Sequence[TimedLine], sounding: float = 0.0) -> Plan:
    """The film of a whole song.

    Args:
        sounding: seconds of the song after which its sound is over, if it rings on after the last bar.
    """
    first, last = times[0].syllables[0][0], times[-1].syllables[-1][1]
    start = min(0.0, first - TITLE_SECONDS)
    end = max(score.duration, sounding, last + ENDING_SECONDS)
    plan = _planned(score, times, start, end)
    opening = max(plan.lines[0].start - FIRST_WAITS, TITLE_ALONE)
    lines = (replace(plan.lines[0], waits=max(plan.lines[0].waits, opening)), *plan.lines[1:])
    shots = (replace(plan.shots[0], start=lines[0].waits), *plan.shots[1:])
    ending = lines[-1].goes
    shots = (*shots[:-1], replace(shots[-1], end=ending))
    return replace(plan, lines=lines, shots=shots, title=(0.0, lines[0].waits), ending=(ending, plan.duration))


def plan_passage(score: Score, times: Sequence[TimedLine]) -> Plan:
    """The film of some lines that follow each other, without cards; it looks like their own sections to both ends."""
    first, last = times[0].syllables[0][0], times[-1].syllables[-1][1]
    plan = _planned(score, times, first - BEFORE, last + AFTER)
    shown = range(times[0].section, times[-1].section + 1)
    sections = list(plan.sections)
    sections[: shown.start] = [(-1.0, -1.0)] * shown.start
    sections[shown.start] = min(sections[shown.start][0], 0.0), sections[shown.start][1]
    sections[shown.stop :] = [(plan.duration + 1, plan.duration + 1)] * (len(sections) - shown.stop)
    bars = tuple(bar for bar in plan.metre.bars if bar.section in shown)
    return replace(plan, sections=tuple(sections), metre=Metre(bars))


def _planned(score: Score, times: Sequence[TimedLine], start: float, end: float) -> Plan:
    metre = metre_of(score, start)
    sections = tuple((score.seconds(each.start) - start, score.seconds(each.end) - start) for each in score.sections)
    sung = [replace(each, syllables=tuple((a - start, b - start) for a, b in each.syllables)) for each in times]
    lines = tuple(_lines(sung, end - start))
    return Plan(score, start, end - start, metre, sections, lines, tuple(_shots(lines, end - start)))


def _lines(sung: Sequence[TimedLine], duration: float) -> Iterable[ShownLine]:
    """When each line waits, rises and goes: it has room only when the line before has been sung."""
    waits = 0.0
    for number, each in enumerate(sung):
        start, end = each.syllables[0][0], each.syllables[-1][1]
        before = sung[number - 1].syllables[-1][1] if number else 0.0
        after = sung[number + 1].syllables[0][0] if number + 1 < len(sung) else duration
        rises = max(min(before, start), start - EARLY - RISE)
        goes = max(end, min(end + STAY, after - EARLY - RISE))
        settles = rises + min(RISE, (end - rises) / 2)
        yield ShownLine(each.line, each.section, each.syllables, max(waits, start - WAITING), rises, settles, goes)
        # The place below is free when this line has left it.
        waits = settles


def _shots(lines: Sequence[ShownLine], duration: float) -> Iterable[Shot]:
    """Lines of one lesson in a row are one shot; the next begins before its first line."""
    firsts = [lines[0], *(line for before, line in pairwise(lines) if line.line.lesson != before.line.lesson)]
    cuts = [0.0, *(max(line.start - PICTURE_EARLY, _before(lines, line).end) for line in firsts[1:]), duration]
    for line, (start, end) in zip(firsts, pairwise(cuts), strict=True):
        yield Shot(line.line.lesson, start, end)


def _before(lines: Sequence[ShownLine], line: ShownLine) -> ShownLine:
    return lines[lines.index(line) - 1]
