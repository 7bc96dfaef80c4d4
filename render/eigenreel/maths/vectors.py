"""Vectors as lists of numbers: sums, lengths, and what a list means when its axes are lights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

BLUR = 2.0
"""Standard deviation, in places, of the bell that makes neighbours in a list of chance alike."""


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


def flat_pair(first: Sequence[float], second: Sequence[float]) -> np.ndarray:
    """Two vectors of any dimension in the plane that both lie in: an array (2, 2), one row for each.

    The first lies on the first axis, the second in the upper half; lengths and the angle between them are kept.

    Raises:
        ValueError: the first has no direction.

    >>> flat_pair([0, 0, 2], [0, 3, 1]).tolist()
    [[2.0, 0.0], [1.0, 3.0]]
    """
    one, other = np.asarray(first, float), np.asarray(second, float)
    size = length(one)
    if size == 0:
        raise ValueError("a vector of zeros has no direction")
    along = float(one @ other) / size
    return np.array([[size, 0.0], [along, length(other - along * one / size)]])


def screen_light(amounts: Sequence[float], full: float) -> np.ndarray:
    """The colour, sRGB in 0…1, of red, green and blue light in these amounts (…, 2 or 3), as an array (…, 3).

    Amounts are amounts of light, so that lights add as vectors do; sRGB's curve (IEC 61966-2-1) turns them into the
    values that a screen takes. Two amounts mean no blue.

    Args:
        full: the amount that a screen shows at its brightest.

    Raises:
        ValueError: an amount is negative, or more than the screen can show.

    >>> screen_light([4, 1], full=4).round(3).tolist()
    [1.0, 0.537, 0.0]
    """
    light = np.asarray(amounts, float) / full
    if light.min() < 0 or light.max() > 1 + 1e-9:
        raise ValueError(f"a screen shows amounts of 0 to {full:g}, not {np.asarray(amounts).tolist()}")
    light = np.concatenate([light, np.zeros((*light.shape[:-1], 3 - light.shape[-1]))], axis=-1)
    return np.where(light <= 0.0031308, 12.92 * light, 1.055 * np.clip(light, 0, 1) ** (1 / 2.4) - 0.055)


def list_of_chance(dimension: int, seed: int) -> np.ndarray:
    """A vector (dimension,) of normal numbers of variance 1 in which neighbours resemble each other.

    Its length is near the square root of the dimension.
    """
    reach = round(4 * BLUR)
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) / BLUR) ** 2)
    noise = np.random.default_rng(seed).normal(size=dimension + 2 * reach)
    return np.convolve(noise, bell / np.linalg.norm(bell), mode="valid")


def filled_by_chance(start: Sequence[float], dimension: int, seed: int) -> np.ndarray:
    """A vector (dimension,) that begins with these numbers; chance fills the rest.

    >>> filled_by_chance([3, 2, 2], 1536, seed=1)[:3].tolist()
    [3.0, 2.0, 2.0]
    """
    return np.concatenate([np.asarray(start, float), list_of_chance(dimension, seed)[len(start) :]])
