"""Contours: curves along which a function of two variables has one value."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Surface = Callable[[np.ndarray, np.ndarray], np.ndarray]
Span = tuple[float, float]

# Edges of a grid cell: 0 below, 1 to the right, 2 above, 3 to the left. For each pattern of corners that lie above the
# level (1 lower left, 2 lower right, 4 upper right, 8 upper left): the pairs of edges that a contour joins.
JOINS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((3, 0),), 2: ((0, 1),), 3: ((3, 1),), 4: ((1, 2),), 6: ((0, 2),), 7: ((3, 2),), 8: ((2, 3),),
    9: ((2, 0),), 11: ((2, 1),), 12: ((1, 3),), 13: ((1, 0),), 14: ((0, 3),), 5: ((3, 0), (1, 2)), 10: ((0, 1), (2, 3)),
}  # fmt: skip
SADDLES = {5: ((3, 2), (1, 0)), 10: ((3, 0), (1, 2))}
"""The other way to join a cell with two opposite corners above: taken when its middle lies above too."""

Edge = tuple[int, int, int]
"""Column and row of an edge's first corner, and 0 if it runs along x or 1 along y."""


def contours(function: Surface, level: float, x: Span, y: Span, resolution: int = 96) -> list[np.ndarray]:
    """The curves (n, 2) on which ``function(x, y) == level``, inside a rectangle; closed ones end where they begin.

    Marching squares (Lorensen and Cline's idea in the plane), after which every point is moved along its edge of the
    grid to where the function has the value, so that coarse grids are exact too at the points.

    Args:
        function: of arrays (n,), (n,) → (n,).
        resolution: cells along each side; what is smaller than a cell may be missed.

    >>> [circle] = contours(lambda x, y: x**2 + y**2, 1.0, (-2, 2), (-2, 2))
    >>> bool(np.allclose(np.hypot(*circle.T), 1)), bool((circle[0] == circle[-1]).all())
    (True, True)
    >>> contours(lambda x, y: x**2 + y**2, -1.0, (-2, 2), (-2, 2))
    []
    """
    xs, ys = np.linspace(*x, resolution + 1), np.linspace(*y, resolution + 1)
    above = function(*np.meshgrid(xs, ys, indexing="ij")) - level > 0
    joined = _joined_edges(above, lambda a, b: function(a, b) - level, xs, ys)
    if not joined:
        return []
    edges = list(joined)
    places = dict(zip(edges, _crossings(function, level, np.array(edges), xs, ys), strict=True))
    return [np.array([places[edge] for edge in chain]) for chain in _chains(joined)]


def _joined_edges(above: np.ndarray, signed: Surface, xs: np.ndarray, ys: np.ndarray) -> dict[Edge, list[Edge]]:
    """Each edge that a contour crosses, with the one or two edges to which the contour goes on."""
    corners = above.astype(int)
    patterns = corners[:-1, :-1] + 2 * corners[1:, :-1] + 4 * corners[1:, 1:] + 8 * corners[:-1, 1:]
    joined: dict[Edge, list[Edge]] = {}
    for column, row in zip(*np.nonzero((patterns > 0) & (patterns < 15)), strict=True):
        pattern = int(patterns[column, row])
        pairs = JOINS[pattern]
        if pattern in SADDLES and signed((xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2) > 0:
            pairs = SADDLES[pattern]
        around = ((column, row, 0), (column + 1, row, 1), (column, row + 1, 0), (column, row, 1))
        for one, two in pairs:
            joined.setdefault(around[one], []).append(around[two])
            joined.setdefault(around[two], []).append(around[one])
    return joined


def _crossings(function: Surface, level: float, edges: np.ndarray, xs: np.ndarray, ys: np.ndarray) -> np.ndarray:
    """Where the contour crosses each of the edges (n, 3), by bisection on all of them at once: (n, 2)."""
    column, row, upward = edges.T
    low = np.stack([xs[column], ys[row]], axis=1)
    high = np.stack([xs[column + (upward == 0)], ys[row + (upward == 1)]], axis=1)
    low_above = function(*low.T) > level
    for _ in range(40):
        middle = (low + high) / 2
        same = ((function(*middle.T) > level) == low_above)[:, None]
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    return (low + high) / 2


def _chains(joined: dict[Edge, list[Edge]]) -> list[list[Edge]]:
    """The edges as paths: first those that begin at the border, then the closed ones."""
    left = {edge: list(others) for edge, others in joined.items()}
    starts = [edge for edge, others in joined.items() if len(others) == 1]
    chains = []
    for start in [*starts, *joined]:
        if left[start]:
            chain = [start]
            while left[chain[-1]]:
                following = left[chain[-1]].pop()
                left[following].remove(chain[-1])
                chain.append(following)
            chains.append(chain)
    return chains
