"""Laws of linear maps of the plane, beside NumPy's own decompositions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from eigenreel.maths.plane_maps import directions, on_the_way, rotation, still_lines, three_moves, turned_by

MATRICES = arrays(float, (2, 2), elements=st.floats(-3, 3).map(lambda number: round(number, 3)))


@settings(max_examples=30)
@given(MATRICES)
def test_still_lines_are_numpys_eigenvectors(matrix):
    """The values are NumPy's, each vector is only stretched, has length 1 and points upwards, or to the right."""
    trace, determinant = np.trace(matrix), np.linalg.det(matrix)
    assume(trace**2 / 4 - determinant > 1e-3)
    values, vectors = still_lines(matrix)
    assert values == pytest.approx(np.sort(np.linalg.eigvals(matrix))[::-1], abs=1e-6)
    assert vectors @ matrix.T == pytest.approx(values[:, None] * vectors, abs=1e-6)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1])
    assert all(y > 0 or (abs(y) < 1e-9 and x > 0) for x, y in vectors)
    assert turned_by(matrix, vectors) == pytest.approx([0, 0], abs=1e-3) or np.abs(values).min() < 1e-2


@pytest.mark.parametrize("matrix", [[[0, -1], [1, 0]], [[1, 1], [0, 1]], [[2, 0], [0, 2]]])
def test_maps_without_two_lines_are_refused(matrix):
    """A rotation, a shear, and a map that keeps every line."""
    with pytest.raises(ValueError, match="no two lines stay"):
        still_lines(matrix)


@settings(max_examples=30)
@given(MATRICES)
def test_three_moves_make_the_map(matrix):
    """Rotation, stretch by NumPy's singular values, rotation; the first turn is at most a quarter."""
    assume(np.linalg.det(matrix) > 1e-2)
    moves = three_moves(matrix)
    assert moves.at(3) == pytest.approx(matrix, abs=1e-9)
    assert moves.stretches == pytest.approx(np.linalg.svd(matrix, compute_uv=False))
    assert moves.at(0) == pytest.approx(np.eye(2)) and abs(moves.first) <= np.pi / 2 + 1e-9
    assert moves.at(1) == pytest.approx(rotation(moves.first))
    for progress in (0.4, 1.5, 2.7):
        assert np.linalg.det(moves.at(progress)) > 0


@pytest.mark.parametrize("matrix", [[[0, 1], [1, 0]], [[1, 2], [2, 4]]])
def test_maps_that_flip_or_flatten_are_refused(matrix):
    with pytest.raises(ValueError, match="flips or flattens"):
        three_moves(matrix)


def test_ways_and_directions():
    """The straight way begins at the identity and ends at the map; directions are evenly around."""
    matrix = np.array([[2, -1], [1, 1]])
    assert (on_the_way(matrix, 0) == np.eye(2)).all() and (on_the_way(matrix, 1) == matrix).all()
    around = directions(12, first=0.3)
    assert np.diff(np.unwrap(np.arctan2(*around.T[::-1]))) == pytest.approx(np.full(11, np.pi / 6))
