"""When every line, word and syllable is sung, and when recordings begin."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from eigenreel.sound.song.notation_fields import is_compound
from eigenreel.sound.song.score import Line, Recording, Score


@dataclass(frozen=True)
class Timing:
    """Seconds: where the first consonant begins, where the (first) vowel does, where the last sound ends."""

    start: float
    vowel: float
    end: float

    def later(self, seconds: float) -> Timing:
        return Timing(self.start + seconds, self.vowel + seconds, self.end + seconds)


@dataclass(frozen=True)
class SungLine:
    """A line and when it is sung, in seconds from the start of the song; one timing a syllable, and one a word."""

    line: Line
    syllables: tuple[Timing, ...]
    words: tuple[Timing, ...]

    @property
    def start(self) -> float:
        return self.syllables[0].start

    @property
    def end(self) -> float:
        return self.syllables[-1].end


def score_times(score: Score) -> tuple[SungLine, ...]:
    """The times as they are written: vowels on their notes, held to the end of them."""
    return tuple(_written(score, line) for line in score.lines)


def word_times(line: Line, syllables: Sequence[Timing]) -> tuple[Timing, ...]:
    """Of each word: from its first syllable to its last."""
    words = []
    for word in range(len(line.words)):
        own = [timing for timing, each in zip(syllables, line.syllables, strict=True) if each.word == word]
        words.append(Timing(own[0].start, own[0].vowel, own[-1].end))
    return tuple(words)


def _written(score: Score, line: Line) -> SungLine:
    syllables = []
    for number in range(len(line.syllables)):
        notes = line.notes_of(number)
        start = score.seconds(notes[0].start)
        syllables.append(Timing(start, start, score.seconds(notes[-1].end)))
    return SungLine(line, tuple(syllables), word_times(line, syllables))


def begins(score: Score, recording: Recording) -> float:
    """The second of the song at which a recording begins; negative if that is before the song.

    A beat is the unit of its bar's metre, or three of them where those make a beat, as in 6/8.
    """
    section = next(each for each in score.sections if each.name == recording.section)
    origin = score.seconds(section.start)
    if recording.unit == "seconds":
        return origin + recording.at
    bars = [bar for each in score.sections for bar in each.bars]
    first = next(number for number, bar in enumerate(bars) if bar.start == section.start)
    left = Fraction(recording.at)
    passing = bars[first:] if left >= 0 else reversed(bars[:first])
    for bar in passing:
        size = Fraction(1) if recording.unit == "bars" else bar.length / _beat(bar.metre)
        if abs(left) < size or -left == size:
            inside = left / size if left >= 0 else 1 + left / size
            return score.seconds(bar.start + inside * bar.length)
        left -= size if left >= 0 else -size
    return math.copysign(math.inf, recording.at)


def _beat(metre: tuple[int, int]) -> Fraction:
    """In quarter notes."""
    return Fraction(4 * (3 if is_compound(metre) else 1), metre[1])
