"""Vectors against NumPy, and the laws that the film states."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eigenreel.maths.vectors import add, length, list_of_chance, mixed_light

LISTS = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20)


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


@given(st.lists(st.floats(0, 10), min_size=2, max_size=3).filter(lambda amounts: max(amounts) > 1e-3), st.floats(0.1, 10))
def test_twice_the_light_is_the_same_colour(amounts, factor):
    assert mixed_light([factor * amount for amount in amounts]) == pytest.approx(mixed_light(amounts))


def test_a_long_list_is_as_long_as_chance_makes_it():
    """The length of n numbers of variance 1 is near √n."""
    assert length(list_of_chance(1536, 7)) == pytest.approx(np.sqrt(1536), rel=0.1)
    assert list_of_chance(1536, 7).tolist() == list_of_chance(1536, 7).tolist()
