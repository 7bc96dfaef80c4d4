"""Chances among those who are left, against a crowd that is really counted."""

import numpy as np
import pytest

from eigenreel.maths.two_traits import TwoTraits

CROWD = TwoTraits(both=12, only_a=18, only_b=4, neither=46)


def test_counted():
    has_a, has_b = CROWD.people_with()
    assert len(has_a) == CROWD.people == 80
    assert float(CROWD.a_given_b) == has_a[has_b].mean() and float(CROWD.b_given_a) == has_b[has_a].mean()


def test_the_two_ways_round():
    """P(A|B) P(B) = P(A and B) = P(B|A) P(A)."""
    has_a, has_b = CROWD.people_with()
    both = np.mean(has_a & has_b)
    assert float(CROWD.a_given_b) * has_b.mean() == pytest.approx(both)
    assert float(CROWD.b_given_a) * has_a.mean() == pytest.approx(both)


def test_nobody():
    with pytest.raises(ValueError, match="somebody"):
        TwoTraits(both=0, only_a=0, only_b=4, neither=1)
    with pytest.raises(ValueError, match="negative"):
        TwoTraits(both=1, only_a=-1, only_b=4, neither=1)
