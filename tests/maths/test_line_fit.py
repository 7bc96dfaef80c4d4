"""The machine that guesses prices has the loss that the lesson says: its errors are those of the valley."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eigenreel.maths.descent import VALLEYS, Valley
from eigenreel.maths.line_fit import line_fit

NAMES = st.sampled_from(sorted(VALLEYS))


@given(NAMES, st.floats(0.1, 7.9))
def test_half_the_mean_squared_gap_is_the_loss(name, weight):
    """At every weight, whatever the valley."""
    fit = line_fit(VALLEYS[name])
    assert (fit.gaps(weight) ** 2).mean() / 2 == pytest.approx(VALLEYS[name].loss(weight), abs=1e-9)


@given(NAMES, st.floats(0.1, 7.8))
def test_more_weight_is_a_steeper_line(name, weight):
    """So the line turns one way while the ball goes one way, and neither jumps at the bottom."""
    fit = line_fit(VALLEYS[name])
    assert 0 < fit.steepness(weight + 0.1) - fit.steepness(weight) < 0.11


@pytest.mark.parametrize("name", sorted(VALLEYS))
def test_best_line_is_that_of_least_squares(name):
    """NumPy, asked for the best line through zero, finds the one at the valley's bottom."""
    fit = line_fit(VALLEYS[name])
    best = np.linalg.lstsq(fit.sizes[:, None], fit.prices, rcond=None)[0][0]
    assert best == pytest.approx(fit.steepness(VALLEYS[name].bottom))
    assert (fit.sizes > 0).all() and (fit.prices > 0).all()


def test_in_a_parabola_the_weight_is_the_steepness():
    """Only valleys of other shapes need a bent scale."""
    fit = line_fit(Valley(far=1.0, near=0.0))
    assert [fit.steepness(weight) for weight in (0.5, 4.0, 7.0)] == pytest.approx([0.5, 4.0, 7.0])
