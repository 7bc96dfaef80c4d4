"""Keyframes rest at their values and go gently from one to the next."""

import numpy as np
import pytest

from eigenreel.kit.keyframes import Keyframes, eased


def test_rests_and_ways():
    frames = Keyframes((1, 0.0), (2, 4.0), (3, 4.0), (4, -2.0))
    assert [frames(time) for time in (0, 1, 1.5, 2, 2.5, 3, 3.5, 4, 9)] == pytest.approx([0, 0, 2, 4, 4, 4, 1, -2, -2])


def test_gently():
    """No speed at a key, on either side of it."""
    frames = Keyframes((0, 0.0), (1, 1.0), (2, 3.0))
    for time in (0, 1, 2):
        assert abs(frames(time + 1e-4) - frames(time - 1e-4)) < 1e-9
    shares = eased(np.linspace(0, 1, 101))
    assert (np.diff(shares) > 0).all() and shares == pytest.approx(1 - shares[::-1])


def test_a_leap():
    """Two keys at one time: the second holds from then on."""
    frames = Keyframes((1, 5.0), (1, 0.0), (2, 1.0))
    assert (frames(0.99), frames(1), frames(2)) == (5, 0, 1)


def test_arrays():
    assert Keyframes((0, (0, 1)), (2, (4, 3)))(1) == pytest.approx([2, 2])


def test_out_of_order():
    with pytest.raises(ValueError, match="rising order"):
        Keyframes((2, 0), (1, 0))
