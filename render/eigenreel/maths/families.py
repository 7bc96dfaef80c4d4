"""Three families of distributions: binomial, normal, uniform; each known by its mean and its spread."""

from __future__ import annotations

from math import comb, sqrt

import numpy as np


def normal_density(x: np.ndarray, mean: float, spread: float) -> np.ndarray:
    """The bell's height at (n,): exp(−z²/2) / (σ √2π), with z = (x − μ) / σ.

    Raises:
        ValueError: the spread is not positive.
    """
    _heed(spread)
    z = (np.asarray(x, float) - mean) / spread
    return np.exp(-(z**2) / 2) / (spread * np.sqrt(2 * np.pi))


def uniform_ends(mean: float, spread: float) -> tuple[float, float]:
    """Where a uniform distribution of this mean and standard deviation begins and ends: μ ∓ √3 σ.

    >>> [round(end, 12) for end in uniform_ends(6.0, 3**0.5)]
    [3.0, 9.0]
    """
    _heed(spread)
    return mean - sqrt(3) * spread, mean + sqrt(3) * spread


def uniform_density(x: np.ndarray, mean: float, spread: float) -> np.ndarray:
    """Its height at (n,): 1 / (b − a) from a to b, and 0 elsewhere."""
    first, last = uniform_ends(mean, spread)
    x = np.asarray(x, float)
    return np.where((x >= first) & (x <= last), 1 / (last - first), 0.0)


def binomial_chances(tries: int, chance: float) -> np.ndarray:
    """The chances (tries + 1,) of 0, 1, … successes: C(n, k) pᵏ (1 − p)ⁿ⁻ᵏ.

    Raises:
        ValueError: the chance is not from 0 to 1.

    >>> binomial_chances(2, 0.5).tolist()
    [0.25, 0.5, 0.25]
    """
    if not 0 <= chance <= 1:
        raise ValueError(f"a chance of {chance} is not from 0 to 1")
    counts = np.arange(tries + 1)
    ways = np.array([comb(tries, int(count)) for count in counts], float)
    return ways * chance**counts * (1 - chance) ** (tries - counts)


def binomial_moments(tries: int, chance: float) -> tuple[float, float]:
    """Mean np and standard deviation √(np(1 − p)).

    >>> binomial_moments(16, 0.5)
    (8.0, 2.0)
    """
    return tries * chance, sqrt(tries * chance * (1 - chance))


def _heed(spread: float) -> None:
    if not spread > 0:
        raise ValueError(f"a spread of {spread} is not above 0")
