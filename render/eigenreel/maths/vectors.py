"""Vectors as lists of numbers: sums, lengths, and what a list means when its axes are lights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def add(first: Sequence[float], second: Sequence[float]) -> np.ndarray:
    """The sum of two vectors, place by place, as an array (n,).

    Raises:
        ValueError: they have not the same number of numbers.

    >>> add([3, 2], [1, 2]).tolist()
    [4.0, 4.0]
    """
    one, other = np.asarray(first, float), np.asarray(second, float)
    if one.shape != other.shape:
        raise ValueError(f"vectors of {one.size} and {other.size} numbers have no sum")
    return one + other


def length(vector: Sequence[float]) -> float:
    """The square root of the sum of the squares (Pythagoras, in any dimension).

    >>> length([3, 4])
    5.0
    """
    return float(np.sqrt(np.sum(np.square(np.asarray(vector, float)))))


def mixed_light(amounts: Sequence[float]) -> tuple[float, float, float]:
    """The colour of red, green and blue light in these amounts, as bright as a screen can show it: sRGB in 0…1.

    Two amounts mean no blue.

    Raises:
        ValueError: an amount is negative, or all are zero.

    >>> mixed_light([3, 2])
    (1.0, 0.6666666666666666, 0.0)
    """
    red, green, blue = (float(amount) for amount in (*amounts, 0.0)[:3])
    brightest = max(red, green, blue)
    if min(red, green, blue) < 0 or brightest == 0:
        raise ValueError(f"no light has the amounts {red:g}, {green:g}, {blue:g}")
    return red / brightest, green / brightest, blue / brightest


def list_of_chance(dimension: int, seed: int) -> np.ndarray:
    """A vector (dimension,) of normal numbers, smoothed a little so that neighbours resemble each other.

    The variance of each number is 1, so its length is near the square root of the dimension.
    """
    noise = np.random.default_rng(seed).normal(size=dimension + 2)
    kernel = np.array([1.0, 2.0, 1.0])
    return np.convolve(noise, kernel / np.linalg.norm(kernel), mode="valid")
