"""Softmax against SciPy, and its laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from eigenreel.maths.softmax import softmax

SCORES = st.lists(st.floats(-50, 50), min_size=1, max_size=6)


@given(SCORES, st.floats(0.05, 20))
def test_as_scipy_has_it(scores, temperature):
    chances = softmax(scores, temperature)
    assert chances == pytest.approx(special.softmax(np.array(scores) / temperature))
    assert chances.sum() == pytest.approx(1)


@given(SCORES, st.floats(-1000, 1000))
def test_only_differences_count(scores, shift):
    assert softmax(np.array(scores) + shift) == pytest.approx(softmax(scores), abs=1e-9)


def test_cold_and_hot():
    """Near zero the winner takes all; at great heat all get the same."""
    assert softmax([2.0, 1.0, 0.1], 0.01) == pytest.approx([1, 0, 0], abs=1e-12)
    assert softmax([2.0, 1.0, 0.1], 1e6) == pytest.approx([1 / 3] * 3, abs=1e-5)


def test_rows():
    assert softmax([[0.0, 0.0], [0.0, np.log(3)]]) == pytest.approx(np.array([[0.5, 0.5], [0.25, 0.75]]))


def test_nonsense():
    with pytest.raises(ValueError, match="above 0"):
        softmax([1.0], 0)
    with pytest.raises(ValueError, match="no scores"):
        softmax([])
