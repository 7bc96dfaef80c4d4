"""When every line, word and syllable is sung."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eigenreel.sound.song.score import Line, Score


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
