"""The bells nearest to two hills, against SciPy's search."""

import numpy as np
import pytest
from scipy import integrate, optimize, stats

from eigenreel.maths.families import normal_density
from eigenreel.maths.information import divergence_density
from eigenreel.maths.two_hills import TwoHills, integral

HILLS = TwoHills(0.8, (-1.6, 0.8), (1.6, 0.8))
X = HILLS.grid()


def forward(bell):
    return integral(divergence_density(HILLS.density(X), normal_density(X, *bell)), X)


def reverse(bell):
    return integral(divergence_density(normal_density(X, *bell), HILLS.density(X)), X)


def test_the_covering_bell_has_the_least_forward_divergence():
    found = optimize.minimize(forward, [0.0, 1.0], method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-12})
    assert HILLS.covering_bell() == pytest.approx(found.x, abs=1e-3)


def test_the_choosing_bell_has_the_least_reverse_divergence():
    found = optimize.minimize(reverse, [-1.6, 0.8], method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-12})
    assert HILLS.choosing_bell() == pytest.approx(found.x, abs=1e-3)
    assert reverse(HILLS.choosing_bell()) < reverse(HILLS.covering_bell())
    assert forward(HILLS.covering_bell()) < forward(HILLS.choosing_bell())


def test_divergence_between_two_bells():
    """KL between normals is known in closed form: log(s2/s1) + (s1² + (m1 − m2)²) / (2 s2²) − 1/2, in nats."""
    x = np.linspace(-20, 20, 4001)
    got = integral(divergence_density(normal_density(x, 0, 1), normal_density(x, 1, 2)), x)
    assert got == pytest.approx((np.log(2) + 2 / 8 - 0.5) / np.log(2), abs=1e-9)


def test_density():
    assert integral(HILLS.density(X), X) == pytest.approx(1)
    both = 0.8 * stats.norm(-1.6, 0.8).pdf(X) + 0.2 * stats.norm(1.6, 0.8).pdf(X)
    assert HILLS.density(X) == pytest.approx(both)
    assert integral(HILLS.density(X), X) == pytest.approx(integrate.simpson(HILLS.density(X), x=X))
