"""Elimination by Gauss, entry by entry: what is taken away is kept as multipliers, so that A = L U at every moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np


@dataclass(frozen=True)
class Clearing:
    """One entry becomes zero: ``factor`` times the row of the pivot is taken from its row."""

    row: int
    pivot: int
    factor: float


@dataclass(frozen=True)
class Elimination:
    """How a matrix becomes upper triangular.

    Attributes:
        lower, upper: the factors before the first and after each clearing, (steps + 1, n, n) each.
        clearings: what is done, in order.
    """

    lower: np.ndarray
    upper: np.ndarray
    clearings: tuple[Clearing, ...]

    def at(self, progress: float) -> tuple[np.ndarray, np.ndarray]:
        """Both factors after so many clearings; between two, a part of the row has been taken. Their product stays."""
        done = min(int(progress), len(self.clearings) - 1)
        share = progress - done
        return tuple((1 - share) * each[done] + share * each[done + 1] for each in (self.lower, self.upper))


def eliminate(matrix: Sequence[Sequence[float]]) -> Elimination:
    """Clear the entries below the diagonal, column by column from the left, without exchanging rows.

    Raises:
        ValueError: a pivot is zero.

    >>> done = eliminate([[2, 1], [4, 5]])
    >>> done.lower[-1].tolist(), done.upper[-1].tolist()
    ([[1.0, 0.0], [2.0, 1.0]], [[2.0, 1.0], [0.0, 3.0]])
    """
    upper = np.asarray(matrix, float)
    lower = np.eye(len(upper))
    uppers, lowers, clearings = [upper], [lower], []
    for pivot, row in combinations(range(len(upper)), 2):
        if abs(upper[pivot, pivot]) < 1e-9:
            raise ValueError(f"pivot {pivot + 1} is zero, and rows are not exchanged here")
        factor = upper[row, pivot] / upper[pivot, pivot]
        upper, lower = upper.copy(), lower.copy()
        upper[row] -= factor * upper[pivot]
        upper[row, pivot] = 0.0
        lower[row, pivot] = factor
        uppers.append(upper)
        lowers.append(lower)
        clearings.append(Clearing(row, pivot, float(factor)))
    return Elimination(np.array(lowers), np.array(uppers), tuple(clearings))


def decimals_of(*tables: np.ndarray) -> int:
    """How many decimals, 0 or 1, numbers need to be told apart well enough on screen.

    >>> decimals_of(np.array([2.0, -1.0])), decimals_of(np.array([2.0, 1 / 3]))
    (0, 1)
    """
    return int(any(np.abs(table - np.round(table)).max() > 1e-9 for table in tables))
