"""Cells of a table of any rank as boxes seen from the front and a little from above and from the right."""

from __future__ import annotations

import numpy as np

DEPTH = np.array([0.42, 0.36])
"""Where a step backwards goes on paper, to the right and up, in sides of a cell."""

FRONT = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], float)


def places(shape: tuple[int, int, int], grown: np.ndarray) -> np.ndarray:
    """Where (sheets, rows, columns, 3) the cells are while the table grows: (backwards, down, to the right).

    Args:
        grown: (3,) how many steps the table has grown along each axis; cells beyond that are still where growth is.

    >>> places((1, 1, 3), np.array([0.0, 0.0, 1.5]))[0, 0, :, 2].tolist()
    [0.0, 1.0, 1.5]
    """
    steps = [np.minimum(np.arange(count), reach) for count, reach in zip(shape, grown, strict=True)]
    return np.stack(np.meshgrid(*steps, indexing="ij"), axis=-1)


def presence(shape: tuple[int, int, int], grown: np.ndarray) -> np.ndarray:
    """How much (sheets, rows, columns) of each cell is there, from 0 to 1.

    >>> presence((1, 1, 3), np.array([0.0, 0.0, 1.5]))[0, 0].tolist()
    [1.0, 1.0, 0.5]
    """
    shares = [np.clip(reach - np.arange(count) + 1, 0, 1) for count, reach in zip(shape, grown, strict=True)]
    return shares[0][:, None, None] * shares[1][None, :, None] * shares[2][None, None, :]


def painting_order(shape: tuple[int, int, int]) -> list[tuple[int, int, int]]:
    """Indices of the cells, so that what is in front comes later: from the back, from below, from the left."""
    sheets, rows, columns = shape
    return [
        (sheet, row, column)
        for sheet in reversed(range(sheets)) for row in reversed(range(rows)) for column in range(columns)
    ]  # fmt: skip


def faces(place: np.ndarray, side: float) -> np.ndarray:
    """Front, top and right face (3, 4, 2) of a cell at a place (3,), whose steps are 1 and whose sides are shorter.

    >>> faces(np.zeros(3), 1.0)[0].tolist()
    [[0.0, -1.0], [1.0, -1.0], [1.0, 0.0], [0.0, 0.0]]
    """
    back, down, right = place
    margin = (1 - side) / 2
    corner = np.array([right + margin, -down - 1 + margin]) + (back + margin) * DEPTH
    front = corner + side * FRONT
    behind = front + side * DEPTH
    top = np.array([front[3], front[2], behind[2], behind[3]])
    end = np.array([front[1], behind[1], behind[2], front[2]])
    return np.array([front, top, end])


def extent(grown: np.ndarray) -> np.ndarray:
    """Width and height (2,) of the whole, in sides of a cell."""
    back, down, right = grown
    return np.array([right + 1, down + 1]) + (back + 1) * DEPTH
