"""Phones: the single sounds of a spoken line, with their times and classes.

The signs are those of hibari's American English. Its network counts a sound's rise to what stands before it, so the
count runs late, by more for some classes of sounds than for others (bench/song_meters.py measures what is left).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from eigenreel.sound.voices.hibari_text import MARKS
from eigenreel.sound.voices.hibari_timing import STRESS

# Capitals are diphthongs: day, eye, go, boy, cow, and Q as in British go.
DIPHTHONGS = frozenset("AIOYWQ")
VOWELS = DIPHTHONGS | frozenset("aeiouæɐɑɒɔəɚɛɜɪʊʌᵊᵻ")
# Those that speech leaves out or swallows most readily.
WEAK = frozenset("ᵊəɐᵻɪ")
CLASSES = {
    "glide": "wj",
    "liquid": "lɹɻ",
    "nasal": "mnŋ",
    "fricative": "fvθðszʃʒhçx",
    "stop": "pbtdkɡTɾʔc",
    "affricate": "ʧʤʦʣ",
}
KIND = dict.fromkeys(VOWELS, "vowel") | {sign: kind for kind, signs in CLASSES.items() for sign in signs}
UNVOICED = frozenset("ptkfθsʃhʧçxʔcʦ")
# Seconds from where a sound begins to where the network's count of it does; for vowels by what stands before them:
# medians against forced alignment of the sentences FIT of bench/onset_sentences.py, at the speed of takes.py.
LATENESS = 0.048
LATENESS_OF_OPENING_VOWEL = 0.082
LATENESS_OF_STRESSED = {
    ("fricative", False): 0.055,
    ("fricative", True): 0.060,
    ("liquid", True): 0.052,
    ("glide", True): 0.030,
    ("nasal", True): 0.050,
    ("stop", False): 0.040,
    ("stop", True): 0.060,
    ("affricate", False): 0.050,
    ("affricate", True): 0.066,
}
LATENESS_OF_UNSTRESSED = {
    ("fricative", False): 0.085,
    ("fricative", True): 0.050,
    ("liquid", True): 0.085,
    ("glide", True): 0.055,
    ("nasal", True): 0.085,
    ("stop", False): 0.055,
    ("stop", True): 0.085,
    ("affricate", False): 0.080,
    ("affricate", True): 0.085,
}
# From the first vowel, or from the first consonant, back to the first sound above silence.
LATENESS_OF_FIRST_VOWEL, LATENESS_OF_FIRST = -0.01, 0.02
SHORTEST = 0.015


@dataclass(frozen=True)
class Phone:
    """One sound of a take.

    Attributes:
        start, end: seconds from the first sample.
        word: place of its word among those spoken.
        is_stressed: it has the main or a lesser stress of its word.
    """

    sign: str
    start: float
    end: float
    word: int
    is_stressed: bool = False

    @property
    def kind(self) -> str:
        """ "vowel", "glide", "liquid", "nasal", "fricative", "stop" or "affricate"."""
        return KIND.get(self.sign, "fricative")

    @property
    def is_voiced(self) -> bool:
        return self.sign not in UNVOICED

    @property
    def length(self) -> float:
        return self.end - self.start

    def halves(self) -> tuple[Phone, Phone]:
        """The same sound as two that follow each other."""
        middle = (self.start + self.end) / 2
        return replace(self, end=middle), replace(self, start=middle, is_stressed=False)


def find_phones(words: Sequence[str], lengths: np.ndarray, rate: int, sound: tuple[float, float]) -> list[Phone]:
    """The phones of a take, in order; each begins where the one before it ends.

    Args:
        words: phonemes of every word; those that are not empty, joined by spaces, are what was said.
        lengths: of one silence, every phoneme and space, and one silence, in samples.
        sound: when the sound rises above silence and when it falls below again, in seconds.
    """
    # Edge k is where phoneme k begins. Marks of stress and spaces belong to what follows them.
    edges = np.cumsum(lengths) / rate
    found: list[Phone] = []
    starts: list[float] = []
    position, stressed, since = 0, False, 0
    for place, word in enumerate(words):
        for sign in word + " " if word else "":
            if sign in STRESS:
                stressed = True
            elif sign != " " and sign not in MARKS:
                opens_word = bool(found) and found[-1].word != place
                if opens_word and sign in VOWELS:
                    # The sound before it lasts through the space.
                    since = position - stressed
                before = found[-1] if found else None
                starts.append(float(edges[since]) - _lateness(sign, stressed, before, opens_word))
                found.append(Phone(sign, 0.0, 0.0, place, stressed))
                stressed, since = False, position + 1
            position += 1
    return _with_times(found, starts, float(edges[since]) - LATENESS, sound) if found else []


def _lateness(sign: str, is_stressed: bool, before: Phone | None, opens_word: bool) -> float:
    if sign not in VOWELS or before is None:
        return LATENESS
    if opens_word:
        return LATENESS_OF_OPENING_VOWEL
    table = LATENESS_OF_STRESSED if is_stressed else LATENESS_OF_UNSTRESSED
    return table.get((before.kind, before.is_voiced), LATENESS)


def _with_times(found: list[Phone], starts: list[float], end: float, sound: tuple[float, float]) -> list[Phone]:
    starts[0] = max(sound[0] - (LATENESS_OF_FIRST_VOWEL if found[0].sign in VOWELS else LATENESS_OF_FIRST), 0.0)
    edges = [*starts, max(min(end, sound[1]), starts[-1] + SHORTEST)]
    for index in range(1, len(edges)):
        edges[index] = max(edges[index], edges[index - 1] + SHORTEST)
    return [replace(phone, start=a, end=b) for phone, a, b in zip(found, edges[:-1], edges[1:], strict=True)]
