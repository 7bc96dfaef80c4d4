"""When each word of a phrase sounds, from the lengths that hibari's network gave its phonemes.

The network counts the rise of a word to the space before it, so a word begins where that space does. Forced alignment
sets onsets a little earlier still, most so where a word begins with a hiss. `bench/word_onsets.py` measures these
numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from eigenreel.sound.voices.hibari_text import MARKS

STRESS = "ˈˌ"
HISSES = "fθsʃʧz"
# Seconds from the onset of a word to where its space begins in the network's count: fitted to sentences of their own.
LATENESS = 0.035
LATENESS_OF_HISSES = 0.05
# The same for the first word of a phrase, from its onset to its first sample above silence.
LATENESS_OF_FIRST = 0.02


def word_spans(words: Sequence[str], lengths: np.ndarray, rate: int, first_sound: float) -> list[tuple[float, float]]:
    """(start, end) in seconds of every word of a phrase; starts never fall.

    Args:
        words: the phonemes of each; those that are not empty, joined by spaces, are what was said.
        lengths: in samples; one for the silence before, one for every phoneme and space, one for the silence after.
        first_sound: when the sound rises above silence, in seconds.

    A word without a sound lies, with no length, at the end of the one before it.
    """
    # Edge k is where phoneme k begins, since the silence before comes first.
    edges = np.cumsum(lengths) / rate
    spans: list[tuple[float, float]] = []
    now, position, heard = max(first_sound - LATENESS_OF_FIRST, 0.0), 0, False
    for word in words:
        sounding = [position + index for index, sign in enumerate(word) if sign not in MARKS and sign != " "]
        if not sounding:
            spans.append((now, now))
        else:
            start = now if not heard else float(edges[sounding[0] - 1]) - _lateness(word)
            heard, now = True, float(edges[sounding[-1] + 1]) - LATENESS
            spans.append((start, now))
        position += len(word) + 1 if word else 0
    return _in_order(spans)


def _lateness(word: str) -> float:
    return LATENESS_OF_HISSES if word.lstrip(STRESS + MARKS)[:1] in HISSES else LATENESS


def _in_order(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Starts that never fall, ends that do not reach into the next word."""
    starts = np.maximum.accumulate([start for start, _ in spans])
    ends = np.minimum([end for _, end in spans], np.append(starts[1:], np.inf))
    return [(float(start), float(max(start, end))) for start, end in zip(starts, ends, strict=True)]
