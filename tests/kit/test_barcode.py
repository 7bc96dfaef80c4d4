"""Stripes show their numbers: colour is sign, brightness is size, width is shared out evenly."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eigenreel import theme
from eigenreel.kit.barcode import GAP, LIMIT, PIXELS, Barcode, averages, stripe_colours


def test_sign_is_colour_and_zero_is_black():
    colours = stripe_colours(np.array([0.0, LIMIT, -LIMIT]), "#FFFF00", "#0000FF")
    assert colours.tolist() == [[0, 0, 0], [255, 255, 0], [0, 0, 255]]


@given(st.floats(-5, 5), st.floats(-5, 5))
def test_larger_numbers_are_not_darker(one, other):
    small, large = sorted((one, other), key=abs)
    dark, bright = stripe_colours(np.array([small, large]), "#FFFFFF", "#FFFFFF")
    assert dark.max() <= bright.max() + 1e-9


@given(st.lists(st.floats(0, 255), min_size=1, max_size=30), st.integers(1, 64), st.floats(0, 0.5))
def test_squeezing_keeps_the_mean(values, pixels, gap):
    """But for what the gaps take."""
    column = np.array(values)[:, None]
    assert averages(column, len(values), pixels, gap).mean() == pytest.approx((1 - gap) * np.mean(values), abs=1e-6)


def test_equal_neighbours_can_be_counted():
    """Between stripes of one colour there is black, and nowhere else inside them."""
    row = Barcode([2, 2, 2], width=4, height=1).pixel_array[0, :, 0]
    dark = row < row.max()
    edges = np.arange(4) * PIXELS / 3
    near = np.abs(np.arange(PIXELS)[:, None] + 0.5 - edges).min(axis=1) < GAP / 2 * PIXELS / 3 + 1
    assert row[dark].min() == 0 and not (dark & ~near).any()
    assert all(row[int(edge)] == 0 for edge in edges[1:3])


def test_part_of_a_list_fills_the_width():
    """With two of three numbers shown, half the width belongs to each of the two."""
    code = Barcode([3, -3, 3], width=4, height=1).show(2)
    row = code.pixel_array[0, :, :3]
    first, second = row[PIXELS // 100 : 49 * PIXELS // 100], row[51 * PIXELS // 100 : 99 * PIXELS // 100]
    assert (first == [255, 255, 0]).all()
    assert (second == second[0]).all() and second[0].tolist() != [255, 255, 0]
    assert code.stripe(0, 2)[0] == pytest.approx(-1) and code.stripe(1, 2)[0] == pytest.approx(1)


def test_default_colours_are_of_the_theme():
    code = Barcode([LIMIT], width=1, height=1)
    assert "#" + bytes(code.pixel_array[0, PIXELS // 2, :3]).hex().upper() == theme.HIGHLIGHT
