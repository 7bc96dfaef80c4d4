"""Softmax: scores become chances."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def softmax(scores: Sequence[float] | np.ndarray, temperature: float = 1.0) -> np.ndarray:
    """exp(zᵢ / T) / Σⱼ exp(zⱼ / T) along the last axis; the greatest score is taken off first, so nothing overflows.

    Args:
        scores: (…, n). temperature: T > 0; small values favour the greatest score, large ones make all alike.

    Raises:
        ValueError: there are no scores, or the temperature is not positive.

    >>> softmax([2.0, 1.0, 0.1]).round(3).tolist()
    [0.659, 0.242, 0.099]
    >>> softmax([1000.0, 1000.0]).tolist()
    [0.5, 0.5]
    """
    scores = np.asarray(scores, float)
    if scores.ndim == 0 or not scores.shape[-1]:
        raise ValueError("no scores")
    if not temperature > 0:
        raise ValueError(f"a temperature of {temperature} is not above 0")
    powers = np.exp((scores - scores.max(axis=-1, keepdims=True)) / temperature)
    return powers / powers.sum(axis=-1, keepdims=True)
