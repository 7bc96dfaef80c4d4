"""Linear maps of the plane: ways from one to another, the directions that they only stretch, and their three moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Matrix = Sequence[Sequence[float]]


def on_the_way(matrix: Matrix, share: float) -> np.ndarray:
    """The map (2, 2) that has gone this share of the straight way from the identity.

    >>> on_the_way([[3, 0], [2, 1]], 0.5).tolist()
    [[2.0, 0.0], [1.0, 1.0]]
    """
    return (1 - share) * np.eye(2) + share * np.asarray(matrix, float)


def rotation(angle: float) -> np.ndarray:
    """The rotation (2, 2) by an angle in radians, against the clock.

    >>> rotation(np.pi / 2).round(12).tolist()
    [[0.0, -1.0], [1.0, 0.0]]
    """
    cos, sin = np.cos(angle), np.sin(angle)
    return np.array([[cos, -sin], [sin, cos]])


def directions(count: int, first: float = 0.0) -> np.ndarray:
    """Unit vectors (count, 2), evenly around from an angle in radians."""
    angles = first + np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def turned_by(matrix: Matrix, vectors: np.ndarray) -> np.ndarray:
    """How far (n,) each of the vectors (n, 2) is turned off its line, in radians from 0 to π/2.

    >>> turned_by([[2, 0], [0, -1]], np.array([[1, 0], [0, 3], [1, 1]])).round(3).tolist()
    [0.0, 0.0, 1.249]
    """
    moved = vectors @ np.asarray(matrix, float).T
    across = np.abs(vectors[:, 0] * moved[:, 1] - vectors[:, 1] * moved[:, 0])
    return np.arctan2(across, np.abs((vectors * moved).sum(axis=1)))


def still_lines(matrix: Matrix) -> tuple[np.ndarray, np.ndarray]:
    """The two eigenvalues (2,) of a map, the larger first, and unit vectors (2, 2), one a row, that it only stretches.

    Raises:
        ValueError: there are not two such lines.

    >>> values, vectors = still_lines([[1.5, 1], [0.5, 1]])
    >>> values.tolist(), (vectors[0] / vectors[0, 1]).round(9).tolist()
    ([2.0, 0.5], [2.0, 1.0])
    """
    matrix = np.asarray(matrix, float)
    trace, determinant = np.trace(matrix), np.linalg.det(matrix)
    root = trace**2 / 4 - determinant
    if root < 1e-9:
        raise ValueError("no two lines stay: the eigenvalues are not real, or equal")
    values = trace / 2 + np.array([1, -1]) * np.sqrt(root)
    # Cayley and Hamilton: every column of A − λ₂ is an eigenvector of λ₁, or zero; the longer one is the safer.
    vectors = []
    for other in values[::-1]:
        columns = (matrix - other * np.eye(2)).T
        column = max(columns, key=np.linalg.norm)
        upward = 1.0 if column[1] > 1e-12 or (abs(column[1]) <= 1e-12 and column[0] > 0) else -1.0
        vectors.append(upward * column / np.linalg.norm(column))
    return values.round(12), np.array(vectors)


@dataclass(frozen=True)
class ThreeMoves:
    """A map as a rotation, a stretch along the axes, and a rotation: A = U Σ Vᵀ with det U = det V = 1.

    Attributes:
        first, last: angles of Vᵀ and of U, in radians from −π to π. stretches: the singular values (2,).
    """

    first: float
    stretches: np.ndarray
    last: float

    def at(self, progress: float) -> np.ndarray:
        """The map (2, 2) after so many of the three moves, from 0 to 3."""
        turned, stretched, turned_again = np.clip(np.array([0, -1, -2]) + progress, 0, 1)
        stretch = np.diag(1 + stretched * (self.stretches - 1))
        return rotation(turned_again * self.last) @ stretch @ rotation(turned * self.first)


def three_moves(matrix: Matrix) -> ThreeMoves:
    """The singular value decomposition as moves that a plane can make.

    Raises:
        ValueError: the map flips the plane, or flattens it.

    >>> moves = three_moves([[0, -3], [2, 0]])
    >>> moves.stretches.tolist(), moves.at(3).round(12).tolist()
    ([3.0, 2.0], [[0.0, -3.0], [2.0, 0.0]])
    """
    matrix = np.asarray(matrix, float)
    if np.linalg.det(matrix) < 1e-9:
        raise ValueError("a determinant that is not positive: the map flips or flattens the plane")
    left, stretches, right = np.linalg.svd(matrix)
    # Both are rotations, or both are reflections; then mirroring the second axis of each changes nothing else.
    mirror = np.diag([1.0, np.sign(np.linalg.det(left))])
    left, right = left @ mirror, mirror @ right
    # Half a turn more in both changes nothing either: the smaller first turn is the calmer picture.
    first, last = (float(np.arctan2(each[1, 0], each[0, 0])) for each in (right, left))
    if abs(first) > np.pi / 2:
        first, last = (float(np.arctan2(-each[1, 0], -each[0, 0])) for each in (right, left))
    return ThreeMoves(first, stretches, last)
