"""Songs that tests write from scratch."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from eigenreel.sound.song.score import Bar, Key, Line, Note, Score, Section, Syllable

C_MAJOR = Key("C", 0, "major", 0)


def line(start, text: str, lesson: str, step=Fraction(1, 2)) -> Line:
    """Words whose syllables are divided by hyphens, one note of ``step`` quarters each."""
    words = [word.split("-") for word in text.split()]
    syllables = [Syllable(part, number) for number, word in enumerate(words) for part in word]
    notes = [Note(Fraction(start) + number * step, step, 60, number) for number in range(len(syllables))]
    return Line(lesson, tuple(map("".join, words)), tuple(syllables), tuple(notes), row=7)


def song(*sections: tuple[str, str, tuple[int, int], int, Sequence[tuple]], tempo=120) -> Score:
    """Sections of (name, style, metre, bars, lines); lines are (quarters from the section's start, text, lesson)."""
    made, start = [], Fraction(0)
    for name, style, metre, count, lines in sections:
        length = Fraction(4 * metre[0], metre[1])
        bars = tuple(Bar(start + number * length, length, metre) for number in range(count))
        sung = tuple(line(start + at, *rest) for at, *rest in lines)
        made.append(Section(name, style, C_MAJOR, Fraction(tempo), bars, sung, ()))
        start += count * length
    return Score("short", "A Short Song", "1.2", tuple(made))
