"""Vectors against NumPy, and the laws that the film states."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from eigenreel.maths.vectors import add, filled_by_chance, flat_pair, length, list_of_chance, screen_light

LISTS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20)
AMOUNTS = st.lists(st.floats(0, 4), min_size=2, max_size=3)


@given(LISTS)
def test_length_is_the_norm(numbers):
    assert length(numbers) == pytest.approx(float(np.linalg.norm(numbers)), rel=1e-12)


@given(LISTS)
def test_order_of_adding_does_not_matter(numbers):
    other = numbers[::-1]
    assert add(numbers, other).tolist() == add(other, numbers).tolist() == np.add(numbers, other).tolist()


def test_vectors_of_other_sizes_have_no_sum():
    with pytest.raises(ValueError, match="of 2 and 3 numbers"):
        add([1, 2], [1, 2, 3])


@given(arrays(float, (2, 9), elements=st.floats(-10, 10)).filter(lambda pair: np.linalg.norm(pair[0]) > 0.1))
def test_the_plane_of_two_vectors_keeps_lengths_and_angle(pair):
    """Both lengths and the scalar product are kept, and so is the length of the sum."""
    flat = flat_pair(*pair)
    assert flat @ flat.T == pytest.approx(pair @ pair.T, abs=1e-8)
    assert length(add(*flat)) == pytest.approx(length(add(*pair)))


def test_a_vector_of_zeros_has_no_direction():
    with pytest.raises(ValueError, match="no direction"):
        flat_pair([0, 0], [1, 2])


def linear(colour):
    """Amounts of light from sRGB values (IEC 61966-2-1)."""
    colour = np.asarray(colour)
    return np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)


@given(AMOUNTS, AMOUNTS)
def test_lights_add_as_vectors_do(one, other):
    """The light that a screen gives off for a sum is the sum of the lights."""
    size = min(len(one), len(other))
    one, other = one[:size], other[:size]
    together = linear(screen_light(add(one, other), full=8))
    assert together == pytest.approx(linear(screen_light(one, 8)) + linear(screen_light(other, 8)), abs=1e-5)


def test_a_screen_cannot_be_brighter_than_it_is():
    for amounts in ([5.0, 1.0], [-1.0, 1.0]):
        with pytest.raises(ValueError, match="amounts of 0 to 4"):
            screen_light(amounts, full=4)


def test_a_long_list_is_as_long_as_chance_makes_it():
    """The length of n numbers of variance 1 is near √n; the same seed gives the same list."""
    assert length(list_of_chance(1536, 7)) == pytest.approx(np.sqrt(1536), rel=0.1)
    assert list_of_chance(1536, 7).tolist() == list_of_chance(1536, 7).tolist()


def test_chance_fills_only_the_rest():
    full = filled_by_chance([3, 2, 2], 1536, seed=1)
    assert full.shape == (1536,) and full[:3].tolist() == [3, 2, 2]
    assert full[3:].tolist() == list_of_chance(1536, 1)[3:].tolist()
