"""The grid that a matrix moves, and tables of numbers that change."""

from __future__ import annotations

import numpy as np
import pytest

from eigenreel import theme
from eigenreel.kit.cell_block import CellBlock
from eigenreel.kit.matrix_table import MatrixTable
from eigenreel.kit.moving_grid import MovingGrid, fitted_grid, segments
from eigenreel.kit.number_cells import NumberCells

SHEAR = [[1.0, 2.0], [0.0, 1.0]]


def test_places_move_with_the_matrix_and_the_still_grid_does_not():
    grid = MovingGrid([1, -1], 0.5)
    still, moving = grid.still.points.copy(), grid.lines.points.copy()
    grid.set_matrix(SHEAR)
    assert grid.place(1, 1).tolist() == [2.5, -0.5, 0] and grid.place(1, 1, moved=False).tolist() == [1.5, -0.5, 0]
    assert (grid.still.points == still).all() and not np.allclose(grid.lines.points, moving)
    flat = (moving[:, :2] - [1, -1]) @ np.transpose(SHEAR) + [1, -1]
    assert grid.lines.points[:, :2] == pytest.approx(flat)
    arrow = grid.arrow([1, 1], theme.VECTOR)
    assert arrow.tip == pytest.approx(grid.place(1, 1)) and arrow.tail == pytest.approx(grid.origin)
    assert grid.set_matrix(np.eye(2)).follow(arrow, [1, 1]).tip == pytest.approx([1.5, -0.5, 0])


def test_a_fitted_grid_keeps_its_points_in_the_room():
    """They touch it on two sides at least, unless the unit would be too large."""
    room, points = theme.Room(-4, 2, -1, 3), np.array([[0, 0], [3, 1], [-1, 2]])
    places = fitted_grid(room, points).places(points)
    low, high = places.min(axis=0), places.max(axis=0)
    assert low[0] == pytest.approx(-4) and high[0] == pytest.approx(2) and low[1] >= -1 and high[1] <= 3
    assert fitted_grid(room, [[0, 0]]).unit == 3 and fitted_grid(room, [[0, 0]]).origin == pytest.approx([-1, 1, 0])


def test_segments_are_straight_curves():
    points = segments(np.zeros((2, 3)), np.array([[3.0, 0, 0], [0, 3.0, 0]]))
    assert points[:4].tolist() == [[0, 0, 0], [1, 0, 0], [2, 0, 0], [3, 0, 0]] and points.shape == (8, 3)


def test_columns_of_a_table_are_coloured_and_stand_side_by_side():
    table = MatrixTable([[2, -1], [1, 0.5]], colors=(theme.BASIS_X, theme.BASIS_Y))
    left, right = table.columns
    assert left.get_right()[0] < right.get_left()[0] and left.height > 1.5 * left[0].height
    assert {glyph.get_fill_color().to_hex() for glyph in right} == {theme.BASIS_Y}
    assert table.brackets.width > table.columns.width


def test_cells_show_rounded_numbers_and_no_minus_zero():
    cells = NumberCells(np.eye(2), theme.MAIN)
    cells.show(np.array([[-0.2, 1.6], [0.0, -3.0]]))
    assert [number.source for number in cells.numbers] == ["0", "2", "0", "−3"]
    assert cells.cell(1, 1) is cells.cells[3]
    # What is zero steps back.
    assert cells.cells[2].get_fill_color() != cells.cells[3].get_fill_color()


def test_a_block_of_cells_fills_its_room_as_it_grows():
    block = CellBlock(np.arange(24).reshape(2, 3, 4) % 10, (-1.0, 0.5), (6.0, 4.0), 2.0)
    for grown in ([0, 0, 0], [0, 0, 3], [0, 2, 3], [1, 2, 3]):
        block.show(grown)
        seen = [face for body in block.bodies.values() for face in body if face.get_fill_opacity() > 0]
        corners = np.concatenate([face.points for face in seen])
        low, high = corners.min(axis=0), corners.max(axis=0)
        assert len(seen) == 3 * np.prod(np.array(grown) + 1)
        assert ((low + high) / 2)[:2] == pytest.approx([-1.0, 0.5], abs=1e-6)
        assert high[0] - low[0] <= 6 and high[1] - low[1] <= 4
