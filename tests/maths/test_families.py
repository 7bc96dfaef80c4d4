"""Families of distributions against SciPy."""

import numpy as np
import pytest
from scipy import stats

from eigenreel.maths.families import (
    binomial_chances,
    binomial_moments,
    normal_density,
    uniform_density,
    uniform_ends,
)

X = np.linspace(-4, 16, 401)


@pytest.mark.parametrize(("mean", "spread"), [(6, 1.7), (0, 0.3), (-2, 5)])
def test_densities(mean, spread):
    first, last = uniform_ends(mean, spread)
    box = stats.uniform(first, last - first)
    assert (box.mean(), box.std()) == pytest.approx((mean, spread))
    assert uniform_density(X, mean, spread) == pytest.approx(box.pdf(X))
    assert normal_density(X, mean, spread) == pytest.approx(stats.norm(mean, spread).pdf(X))


@pytest.mark.parametrize("chance", [0, 0.2, 0.5, 1])
def test_binomial(chance):
    chances = binomial_chances(12, chance)
    assert chances == pytest.approx(stats.binom(12, chance).pmf(np.arange(13)))
    assert binomial_moments(12, chance) == pytest.approx(
        (stats.binom(12, chance).mean(), stats.binom(12, chance).std())
    )


def test_nonsense():
    for family in (normal_density, uniform_density):
        with pytest.raises(ValueError, match="above 0"):
            family(X, 0.0, 0.0)
    with pytest.raises(ValueError, match="from 0 to 1"):
        binomial_chances(3, 1.5)
