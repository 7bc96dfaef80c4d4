"""Gradient descent: slopes against finite differences, the bottom against SciPy, the three rates against the theory."""

import numpy as np
import pytest
from scipy.optimize import approx_fprime, brentq, minimize, minimize_scalar

from eigenreel.maths.descent import STEPS, VALLEYS, Landscape, descend, three_rates
from eigenreel.maths.descent_facts import facts_of_descent

NAMES = sorted(VALLEYS)
WEIGHTS = np.linspace(-2, 10, 49)


@pytest.mark.parametrize("name", NAMES)
def test_slope_is_the_derivative_of_the_loss(name):
    """A central difference of the loss is its slope."""
    valley, h = VALLEYS[name], 1e-5
    difference = (valley.loss(WEIGHTS + h) - valley.loss(WEIGHTS - h)) / (2 * h)
    assert valley.slope(WEIGHTS) == pytest.approx(difference, abs=1e-8)


@pytest.mark.parametrize("name", NAMES)
def test_gradient_is_the_derivative_of_the_landscape(name):
    """Each component agrees with SciPy's finite differences."""
    land = Landscape(VALLEYS[name])
    for w in np.random.default_rng(1).uniform(0, 8, (20, 2)):
        assert land.gradient(w) == pytest.approx(approx_fprime(w, land.loss, 1e-7), abs=1e-5)


@pytest.mark.parametrize("name", NAMES)
def test_bottom_is_where_scipy_finds_it(name):
    """The named bottom and floor are the minimum that SciPy finds without slopes."""
    valley, land = VALLEYS[name], Landscape(VALLEYS[name])
    found = minimize_scalar(valley.loss, bounds=(0, 8), method="bounded", options={"xatol": 1e-9})
    assert (found.x, found.fun) == pytest.approx((valley.bottom, valley.floor), abs=1e-5)
    both = minimize(land.loss, [7.0, 6.0], method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-10})
    assert both.x == pytest.approx([valley.bottom, land.second_bottom], abs=1e-4)


@pytest.mark.parametrize("name", NAMES)
def test_curvature_stays_within_its_bounds(name):
    """Differences of the slope lie between the least and the greatest curvature, and reach 1."""
    valley = VALLEYS[name]
    curvature = np.diff(valley.slope(WEIGHTS)) / np.diff(WEIGHTS)
    assert np.all(curvature >= valley.least_curvature - 1e-12)
    assert np.all(curvature <= valley.most_curvature + 1e-12)
    assert valley.most_curvature == pytest.approx(1)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("start", [0.5, 2.75, 5.25, 7.5])
@pytest.mark.parametrize("rate", [0.3, 0.5, 0.9])
def test_three_rates_are_what_they_are_called(name, start, rate):
    """For every valley, start and rate that the lesson allows: one crawls, one lands, one flies off."""
    valley = VALLEYS[name]
    rates = three_rates(valley, rate)
    gap = {
        each: valley.loss(descend(valley.slope, start, getattr(rates, each))) - valley.floor
        for each in ("small", "good", "large")
    }
    assert np.all(np.diff(gap["small"]) < 0) and gap["small"][-1] > 0.6 * gap["small"][0]
    assert np.all(np.diff(gap["good"]) <= 0) and gap["good"][-1] < 0.01 * gap["good"][0]
    assert np.all(np.diff(gap["large"]) > 0) and gap["large"][-1] > 10 * gap["large"][0]
    assert np.all(np.isfinite(gap["large"]))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("rate", [0.3, 0.9])
def test_good_steps_grow_shorter_and_do_not_cross_the_bottom(name, rate):
    """The slope fades on the way down, so the steps do."""
    valley = VALLEYS[name]
    path = descend(valley.slope, 7.5, rate)
    assert np.all(np.diff(np.abs(np.diff(path))) <= 0)
    assert np.all(path >= valley.bottom)


def test_loop_agrees_with_the_closed_form():
    """On a parabola of curvature 1, twenty steps multiply the distance by (1 − rate)²⁰."""
    path = descend(VALLEYS["bowl"].slope, 7.0, 0.3)
    assert path == pytest.approx(4 + 3 * 0.7 ** np.arange(STEPS + 1))


@pytest.mark.parametrize("name", NAMES)
def test_rings_have_their_loss(name):
    """Every point of a ring has its loss, and lies where SciPy's root finder puts it."""
    land, angles = Landscape(VALLEYS[name]), np.linspace(0, 2 * np.pi, 17)
    ring = land.ring(6.0, angles)
    assert land.loss(ring) == pytest.approx(np.full(17, 6.0))
    radius = brentq(lambda r: land.loss([4 + r, 4.0]) - 6.0, 0, 20)
    assert ring[0] == pytest.approx([4 + radius, 4.0])


def test_gradient_crosses_rings_at_right_angles():
    """The gradient is orthogonal to the ring through its point."""
    land, angle, h = Landscape(VALLEYS["bowl"]), 0.7, 1e-4
    before, here, after = land.ring(5.0, np.array([angle - h, angle, angle + h]))
    along = (after - before) / np.linalg.norm(after - before)
    assert abs(land.gradient(here) @ along) < 1e-6


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("rate", [0.3, 0.9])
def test_landscape_is_descended_too(name, rate):
    """With two weights the loss falls at every step and lands."""
    land = Landscape(VALLEYS[name])
    losses = land.loss(descend(land.gradient, [7.5, 5.5], rate))
    assert np.all(np.diff(losses) <= 1e-12)
    assert losses[-1] - land.valley.floor < 0.01 * (losses[0] - land.valley.floor)


def test_what_cannot_be_is_said():
    """A loss below the floor and a rate that is no good have their error."""
    with pytest.raises(ValueError, match="the least is 0.5"):
        Landscape(VALLEYS["bowl"]).ring(0.4, np.zeros(1))
    with pytest.raises(ValueError, match="a rate of 1.2 is not between"):
        three_rates(VALLEYS["bowl"], 1.2)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("rate", [0.3, 0.35, 0.45, 0.85])
def test_numbers_of_a_step_are_right_as_they_are_written(name, rate):
    """Start less (or plus) step makes the next weight with the very digits on screen."""
    for start in np.arange(1, 7.51, 0.25):
        if abs(start - 4) >= 1:
            facts = facts_of_descent(VALLEYS[name], start, rate)
            begin, step, end = (float(facts[each].replace("−", "-")) for each in ("start", "step", "next"))
            assert begin + (-step if facts["sign"] == "positive" else step) == pytest.approx(end, abs=1e-9)
            assert facts["step"] not in (facts["wrong_sum"], facts["wrong_slope"])
