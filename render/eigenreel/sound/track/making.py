"""From a track and its lyrics to a project: every line gets its time."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from eigenreel.errors import EigenreelError
from eigenreel.sound.track.aligner import AlignedLine, Hands, align
from eigenreel.sound.track.beats import find_beats
from eigenreel.sound.track.listening import Heard
from eigenreel.sound.track.lyric_lines import GivenLine
from eigenreel.sound.track.lyrics import GivenLyrics
from eigenreel.sound.track.project import TrackLine, TrackProject

if TYPE_CHECKING:
    from eigenreel.words.lexicon import Lexicon

QUICKEST = 8.0
"""Words a second that no one sings for a whole song."""

LONGEST = 8.0
"""Seconds that a line lasts at most, where its file does not say when it ends."""

LEAST = 0.1
"""Seconds that a line lasts at least."""


@dataclass(frozen=True)
class Labels:
    """What neither sound nor lyrics tell: title, the track's path as the project has it, unit, default lesson."""

    title: str
    track: str
    unit: str = ""
    lesson: str = "deep_learning/math_map"


def make_project(
    heard: Heard,
    lyrics: GivenLyrics,
    labels: Labels,
    lexicon: Lexicon,
    hands: Hands,
) -> TrackProject:
    """Align the lyrics to the track, unless they tell their times.

    Raises:
        EigenreelError: the lyrics cannot be those of the track.
    """
    given = lyrics.lines
    if lyrics.timed:
        late = next((line for line in given if line.start >= heard.seconds), None)
        if late is not None:
            where = f"line {late.row}: '{late.text}' begins at {late.start:.1f} s"
            raise EigenreelError(f"{where}, after the end of the track ({heard.seconds:.1f} s); are they of one song?")
        times = [_given_times(line, following, heard.seconds) for line, following in pairwise([*given, None])]
    else:
        words = sum(len(line.text.split()) for line in given)
        if words > QUICKEST * heard.seconds:
            raise EigenreelError(
                f"{words} words in {heard.seconds:.0f} s cannot be sung; check that track and lyrics are of one song"
            )
        times = align(heard, _signs(given, lexicon), hands)
    tempo, beat = find_beats(heard.whole)
    return TrackProject(
        title=labels.title,
        track=labels.track,
        unit=labels.unit,
        lesson=labels.lesson,
        tempo=tempo,
        beat=beat,
        length=round(heard.seconds, 3),
        lines=_in_order(given, times),
    )


def _signs(lines: Sequence[GivenLine], lexicon: Lexicon) -> list[list[str]]:
    """Hibari's signs of every word."""
    from eigenreel.sound.song.takes import spoken_words
    from eigenreel.sound.voices import get_voice
    from eigenreel.sound.voices.hibari_text import phonemes_by_word

    model = get_voice("hibari").model
    found = []
    for line in lines:
        words = line.text.split()
        # A dash says nothing, and other scripts are read letter by letter, by their names.
        readable = [word for word in words if any(map(_is_read, word))]
        signs = iter(phonemes_by_word(spoken_words(readable, lexicon), model.g2p, model.alphabet) if readable else ())
        found.append([next(signs) if any(map(_is_read, word)) else "" for word in words])
    return found


def _is_read(sign: str) -> bool:
    """Whether it is a digit or a Latin letter."""
    return sign.isdigit() or (sign.isalpha() and unicodedata.name(sign, "").startswith("LATIN"))


def _given_times(line: GivenLine, following: GivenLine | None, seconds: float) -> AlignedLine:
    limit = min(seconds, following.start if following is not None else seconds)
    end = line.end if line.end is not None and line.end > line.start else min(line.start + LONGEST, limit)
    return AlignedLine(line.words, max(end, line.start + LEAST)) if line.words else AlignedLine((line.start,), end)


def _in_order(given: Sequence[GivenLine], times: Sequence[AlignedLine]) -> tuple[TrackLine, ...]:
    """Lines as the project wants them: none begins before the one before it."""
    lines: list[TrackLine] = []
    for line, time in zip(given, times, strict=True):
        start = max(round(time.words[0], 3), lines[-1].start if lines else 0.0)
        end = max(round(time.end, 3), start + LEAST)
        words, last = [], start
        for word in time.words if len(time.words) == len(line.text.split()) else ():
            last = min(max(round(word, 3), last), end)
            words.append(last)
        lines.append(
            TrackLine(text=line.text, start=start, end=end, section=line.section, words=tuple(words), doubt=time.doubt)
        )
    return tuple(lines)
