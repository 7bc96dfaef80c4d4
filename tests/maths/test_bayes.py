"""Bayes' theorem agrees with counting every case, and with a simulated town."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eigenreel.maths.bayes import SIZES, posterior, posterior_after, town
from eigenreel.maths.rounding import decimal, percent

shares = st.integers(1, 999).map(lambda thousandths: thousandths / 1000)


def enumerate_cases(prior: Fraction, sensitivity: Fraction, specificity: Fraction, tests: int) -> Fraction:
    """P(ill | all positive), by adding up every (health, result, result, …) there is."""
    weights = {True: Fraction(0), False: Fraction(0)}
    for ill, *results in product((True, False), repeat=1 + tests):
        weight = prior if ill else 1 - prior
        for positive in results:
            right = positive == ill
            weight *= (sensitivity if ill else specificity) if right else 1 - (sensitivity if ill else specificity)
        if all(results):
            weights[ill] += weight
    return weights[True] / sum(weights.values())


@given(shares, shares, shares, st.integers(1, 3))
def test_posterior_is_the_share_of_cases(prior, sensitivity, specificity, tests):
    """One or more tests: the formula is the sum over every possible case, in exact fractions."""
    exact = enumerate_cases(
        *(Fraction(round(1000 * share), 1000) for share in (prior, sensitivity, specificity)), tests
    )
    assert posterior_after(tests, prior, sensitivity, 1 - specificity) == pytest.approx(float(exact), rel=1e-9)


def test_posterior_is_what_a_simulation_counts():
    """Four million people are ill or not and tested twice; the shares among those who test positive agree."""
    dice = np.random.default_rng(7).random((3, 4_000_000))
    ill = dice[0] < 0.01
    first, second = (np.where(ill, roll < 0.95, roll < 0.05) for roll in dice[1:])
    assert ill[first].mean() == pytest.approx(posterior(0.01, 0.95, 0.05), abs=0.003)
    assert ill[first & second].mean() == pytest.approx(posterior_after(2, 0.01, 0.95, 0.05), abs=0.008)


def test_numbers_of_the_course():
    """Disease 1 %, test 95 % accurate: 0.161 after one positive test, 0.785 after two."""
    assert posterior(0.01, 0.95, 0.05) == pytest.approx(0.161, abs=5e-4)
    assert posterior_after(2, 0.01, 0.95, 0.05) == pytest.approx(0.785, abs=5e-4)


@given(shares, shares, shares)
def test_town_agrees_with_the_rule(prevalence, sensitivity, specificity):
    """Counting people gives the same answer; nobody is lost; with three decimals each, everybody is whole."""
    place = town(prevalence, sensitivity, specificity)
    assert place.exact and place.people in SIZES
    assert place.ill + place.healthy == place.people
    assert place.ill == round(place.people * prevalence)
    assert place.found / place.positive == pytest.approx(posterior(prevalence, sensitivity, 1 - specificity))


def test_town_is_as_small_as_honesty_allows():
    """9.5 of 10 people cannot be found; 95 of 100 can; 9 of 10 too."""
    assert town(0.01, 0.95, 0.95).people == 10_000
    assert town(0.01, 0.9, 0.9).people == 1_000
    assert not town(0.01234567, 0.95, 0.95).exact


def test_what_is_no_probability_is_refused():
    """The line names the argument and its value."""
    with pytest.raises(ValueError, match="likelihood is 1.2"):
        posterior(0.5, 1.2, 0.1)
    with pytest.raises(ValueError, match="specificity is -1"):
        town(0.5, 0.5, -1)
    with pytest.raises(ValueError, match="probability 0"):
        posterior(0.0, 0.9, 0.0)


@given(st.floats(1e-6, 1 - 1e-6))
def test_percent_never_claims_certainty(share):
    """A share between 0 and 1 never reads 0% or 100%, and is off by at most half of its last digit."""
    text = percent(share)
    assert text not in ("0%", "100%")
    assert float(text[:-1]) / 100 == pytest.approx(share, abs=5.1e-4)
    assert float(decimal(share)) == pytest.approx(share, abs=5.1e-4)
