"""The silent voice: no sound and no model, only how long speaking would take. For drafts and tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from eigenreel.sound.phrasing import CLAUSE_END, SpokenPhrase, divide, join
from eigenreel.sound.speech import Speech

if TYPE_CHECKING:
    from eigenreel.words.narration import Utterance, Word

RATE = 24000
# Fitted so that prose, with its gaps, takes 160 words a minute.
SECONDS_PER_WORD = 0.08
SECONDS_PER_SYLLABLE = 0.195
SECONDS_AT_COMMA = 0.25
GAPS = {"sentence": 0.5, "clause": 0.1}


class Silent:
    """Estimates from syllables; samples are zeros."""

    name = "silent"
    version = "1"

    def speak(self, utterance: Utterance, seed: int = 0) -> Speech:
        """The times of an average reader; the seed changes nothing."""
        phrases = [(phrase, _estimate(phrase.words)) for phrase in divide(utterance.words)]
        return join(utterance, phrases, GAPS, RATE)


def _estimate(words: Sequence[Word]) -> SpokenPhrase:
    times, now = [], 0.0
    for word in words:
        start, now = now, now + seconds_for(word.spoken)
        times.append((start, now))
        if CLAUSE_END.search(word.spoken) and word is not words[-1]:
            now += SECONDS_AT_COMMA
    return SpokenPhrase(np.zeros(round(now * RATE), np.float32), tuple(times))


def seconds_for(spoken: str) -> float:
    """How long some words take; 0 for a text without letters or digits.

    >>> round(seconds_for("eigenvalue"), 3)
    0.86
    """
    words = re.findall(r"\w+(?:['’]\w+)*", spoken)
    return sum(SECONDS_PER_WORD + SECONDS_PER_SYLLABLE * syllables(word) for word in words)


def syllables(word: str) -> int:
    """Roughly the number of syllables of an English word, at least 1; every digit counts as one.

    >>> [syllables(word) for word in ("matrix", "line", "table", "the", "42")]
    [2, 1, 2, 1, 2]
    """
    word = word.lower()
    # A final e is silent unless it carries the syllable, as in "table" and "the".
    stem = re.sub(r"(?<=[^aeiouy\W])e$|(?<=[^aeiouytd\W])ed$|(?<=[^aeiouyszxhgc\W])es$", "", word)
    count = len(re.findall(r"[aeiouyà-öø-ÿ]+|\d", stem)) + bool(re.search(r"[^aeiouyrw\W]le$", word))
    return max(count, 1)
