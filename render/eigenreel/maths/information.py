"""Information in bits: surprise, entropy, cross-entropy, and the divergence of Kullback and Leibler."""

from __future__ import annotations

import numpy as np


def surprise(chance: np.ndarray | float) -> np.ndarray | float:
    """−log₂ p, in bits: how much one learns when something of that chance happens.

    Raises:
        ValueError: a chance is not above 0 and at most 1.

    >>> surprise(0.125)
    3.0
    """
    chance = np.asarray(chance, float)
    if not ((chance > 0) & (chance <= 1)).all():
        raise ValueError(f"{chance.tolist()}: chances must be above 0 and at most 1")
    bits = -np.log2(chance) + 0.0
    return float(bits) if bits.ndim == 0 else bits


def entropy(chances: np.ndarray) -> float:
    """−Σ p log₂ p, in bits: the average surprise; what never happens adds nothing.

    Raises:
        ValueError: they are negative or do not sum to 1.

    >>> entropy([0.5, 0.25, 0.25])
    1.5
    """
    chances = _distribution(chances)
    there = chances[chances > 0]
    return float(-(there * np.log2(there)).sum() + 0.0)


def coin_entropy(chance: np.ndarray | float) -> np.ndarray:
    """The entropy of a coin, in bits, for chances of heads (n,) from 0 to 1.

    >>> coin_entropy(np.array([0.0, 0.5, 1.0])).tolist()
    [0.0, 1.0, 0.0]
    """
    return np.array([entropy([each, 1 - each]) for each in np.atleast_1d(chance)])


def cross_entropy(truth: np.ndarray, model: np.ndarray) -> float:
    """−Σ p log₂ q, in bits: the average surprise of one who believes q while p is true; ∞ if q excludes what happens.

    >>> cross_entropy([0.5, 0.5], [0.25, 0.75]) > entropy([0.5, 0.5])
    True
    """
    truth, model = _distribution(truth), _distribution(model)
    there = truth > 0
    if (model[there] == 0).any():
        return float("inf")
    return float(-(truth[there] * np.log2(model[there])).sum() + 0.0)


def divergence(truth: np.ndarray, model: np.ndarray) -> float:
    """KL(p‖q) = Σ p log₂(p / q), in bits: what the wrong belief costs on top of the entropy.

    >>> round(divergence([0.5, 0.5], [0.9, 0.1]), 3), round(divergence([0.9, 0.1], [0.5, 0.5]), 3)
    (0.737, 0.531)
    """
    return cross_entropy(truth, model) - entropy(truth)


def divergence_density(truth: np.ndarray, model: np.ndarray) -> np.ndarray:
    """p log₂(p / q) − (p − q) log₂ e at points (n,): never negative, and its integral is KL(p‖q).

    The second term integrates to 0, since both densities integrate to 1; with it every place shows what it costs.

    Args:
        truth, model: densities (n,), positive.
    """
    return truth * np.log2(truth / model) - (truth - model) / np.log(2)


def _distribution(chances: np.ndarray) -> np.ndarray:
    chances = np.asarray(chances, float)
    if (chances < 0).any() or not np.isclose(chances.sum(), 1.0):
        raise ValueError(f"{chances.tolist()}: chances must not be negative, and sum to 1")
    return chances
