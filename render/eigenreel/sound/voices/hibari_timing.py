"""When each word of a phrase sounds, from the lengths that hibari's network gave its phonemes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from eigenreel.sound.voices.hibari_text import MARKS

STRESS = "ˈˌ"


def word_spans(words: Sequence[str], lengths: np.ndarray, rate: int) -> list[tuple[float, float]]:
    """(start, end) in seconds of every word of a phrase.

    Args:
        words: the phonemes of each; those that are not empty, joined by spaces, are what was said.
        lengths: in samples; one for the silence before, one for every phoneme and space, one for the silence after.

    A word without a sound lies, with no length, at the end of the one before it.
    """
    edges = np.cumsum(lengths) / rate
    spans, position = [], 0
    now = None
    for word in words:
        sounding = [position + index for index, sign in enumerate(word) if sign not in MARKS and sign != " "]
        if sounding:
            # Edge k is where phoneme k begins, since the silence before comes first.
            start = edges[sounding[0]]
            now = edges[sounding[-1] + 1]
            spans.append((float(start), float(now)))
        else:
            spans.append(None)
        position += len(word) + 1 if word else 0
    return _fill(spans)


def _fill(spans: Sequence[tuple[float, float] | None]) -> list[tuple[float, float]]:
    first = next(start for start, _ in filter(None, spans))
    filled, now = [], first
    for span in spans:
        start, end = span or (now, now)
        filled.append((start, max(start, end)))
        now = filled[-1][1]
    return filled
