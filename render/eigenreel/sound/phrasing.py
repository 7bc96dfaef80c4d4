"""Phrasing: words into phrases that a voice says in one breath, and phrases with their rests back into one speech."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from eigenreel.sound.speech import Speech

if TYPE_CHECKING:
    from eigenreel.words.narration import Utterance, Word

SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
CLAUSE_END = re.compile(r"[,;:—–][\"'”’)\]]*$")
# A sentence is cut at the first comma behind this many letters, since models were trained on 400 phonemes at most.
LONG_BREATH = 250


@dataclass(frozen=True)
class Phrase:
    """Words said in one breath.

    Attributes:
        words: at least one.
        ends: "sentence", "clause" (inside a sentence: an author's rest, or too long for one breath) or "utterance".
    """

    words: tuple[Word, ...]
    ends: str


@dataclass(frozen=True)
class SpokenPhrase:
    """The sound of a phrase and the (start, end) of each of its words, in seconds from its first sample."""

    samples: np.ndarray
    words: tuple[tuple[float, float], ...]


def divide(words: Sequence[Word]) -> list[Phrase]:
    """Phrases in order; cut after sentences, where the author rests, and in sentences too long for a breath.

    Abbreviations must have been spelt out: every full stop ends a sentence, since the next may begin with "zero".
    """
    phrases: list[Phrase] = []
    start = letters = 0
    for index in range(1, len(words)):
        before = words[index - 1].spoken
        letters += len(before)
        is_sentence = bool(SENTENCE_END.search(before))
        if is_sentence or words[index].pause or (letters > LONG_BREATH and CLAUSE_END.search(before)):
            phrases.append(Phrase(tuple(words[start:index]), "sentence" if is_sentence else "clause"))
            start, letters = index, 0
    return [*phrases, Phrase(tuple(words[start:]), "utterance")] if words else []


def join(
    utterance: Utterance, spoken: Sequence[tuple[Phrase, SpokenPhrase]], gaps: dict[str, float], rate: int
) -> Speech:
    """One speech of spoken phrases.

    After a phrase comes the gap (seconds) of the way it ends; an author's rest adds exactly ``round(pause * rate)``
    samples of silence to it. A cue falls on the start of the word behind it; those at the end fall on the end of the
    last phrase, before the last rest.
    """
    pieces: list[np.ndarray] = []
    times: list[tuple[float, float]] = []
    position = 0

    def append(samples: np.ndarray) -> None:
        nonlocal position
        pieces.append(samples)
        position += len(samples)

    for phrase, sound in spoken:
        append(_silence(phrase.words[0].pause, rate))
        times += [(position / rate + start, position / rate + end) for start, end in sound.words]
        append(sound.samples)
        append(_silence(gaps.get(phrase.ends, 0.0), rate))
    cues = {cue: start for word, (start, _) in zip(utterance.words, times, strict=True) for cue in word.cues}
    cues |= dict.fromkeys(utterance.end_cues, position / rate)
    append(_silence(utterance.end_pause, rate))
    return Speech(np.concatenate(pieces, dtype=np.float32), rate, tuple(times), cues)


def _silence(seconds: float, rate: int) -> np.ndarray:
    return np.zeros(round(seconds * rate), np.float32)
