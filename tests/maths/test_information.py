"""Bits against SciPy, and the laws that they obey."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from eigenreel.maths.information import (
    coin_entropy,
    cross_entropy,
    divergence,
    divergence_density,
    entropy,
    surprise,
)

WEIGHTS = st.lists(st.floats(0.01, 1), min_size=5, max_size=5).map(lambda each: np.array(each) / sum(each))


@given(WEIGHTS, WEIGHTS)
def test_as_scipy_has_them(p, q):
    assert entropy(p) == pytest.approx(stats.entropy(p, base=2))
    assert divergence(p, q) == pytest.approx(stats.entropy(p, q, base=2), abs=1e-12)
    assert cross_entropy(p, q) == pytest.approx(entropy(p) + stats.entropy(p, q, base=2))


@given(WEIGHTS, WEIGHTS)
def test_divergence_is_never_negative(p, q):
    """Gibbs: believing anything but the truth costs; the truth costs nothing."""
    assert divergence(p, q) > -1e-12
    assert divergence(p, p) == pytest.approx(0, abs=1e-12)


@given(WEIGHTS, WEIGHTS)
def test_the_cost_of_places(p, q):
    """No place costs less than nothing, and together they cost the divergence."""
    assert (divergence_density(p, q) > -1e-12).all()
    assert divergence_density(p, q).sum() == pytest.approx(divergence(p, q), abs=1e-12)


def test_entropy_is_the_average_surprise():
    p = np.array([0.5, 0.25, 0.125, 0.125])
    assert surprise(p).tolist() == [1, 2, 3, 3] and entropy(p) == p @ surprise(p) == 1.75


def test_a_coin():
    chances = np.linspace(0, 1, 21)
    assert coin_entropy(chances) == pytest.approx(stats.bernoulli(chances).entropy() / np.log(2))


def test_what_was_excluded_costs_without_end():
    assert cross_entropy([0.5, 0.5], [1.0, 0.0]) == np.inf
    assert cross_entropy([1.0, 0.0], [0.5, 0.5]) == 1


def test_no_chances():
    with pytest.raises(ValueError, match="sum to 1"):
        entropy([0.5, 0.4])
    with pytest.raises(ValueError, match="sum to 1"):
        divergence([0.5, 0.5], [1.5, -0.5])
    with pytest.raises(ValueError, match="above 0"):
        surprise(0.0)
