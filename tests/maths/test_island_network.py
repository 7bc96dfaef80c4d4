"""The tiny network: slopes against differences, training that learns, an island that is one."""

import numpy as np
import pytest
from scipy.optimize import approx_fprime
from scipy.special import expit

from eigenreel.maths.island_network import IslandNetwork, island, trained

POINTS, ANSWERS = island(26, seed=1)
NETWORK = IslandNetwork.of_chance((2, 3, 1), seed=3)


def flat(network):
    return np.concatenate([np.ravel(part) for part in (*network.weights, *network.biases)])


def unflat(numbers):
    first, second, biases, last = np.split(numbers, [6, 9, 12])
    return IslandNetwork((first.reshape(3, 2), second.reshape(1, 3)), (biases, last))


def test_chances_by_hand():
    hidden = np.tanh(POINTS @ NETWORK.weights[0].T + NETWORK.biases[0])
    assert NETWORK.chances(POINTS) == pytest.approx(expit(hidden @ NETWORK.weights[1][0] + NETWORK.biases[1][0]))


@pytest.mark.parametrize("steps", [0, 20])
def test_slopes_against_differences(steps):
    """Backpropagation is exact, before and while it learns."""
    network = trained(NETWORK, POINTS, ANSWERS, rate=3.0, steps=steps)[-1]
    measured = approx_fprime(flat(network), lambda numbers: unflat(numbers).loss(POINTS, ANSWERS), 1e-7)
    assert flat(network.slopes(POINTS, ANSWERS)) == pytest.approx(measured, abs=1e-5)


def test_training_learns():
    """The loss never rises, and in the end every point is on its side."""
    course = trained(NETWORK, POINTS, ANSWERS, rate=3.0, steps=127)
    losses = [network.loss(POINTS, ANSWERS) for network in course]
    assert len(course) == 128 and (np.diff(losses) < 0).all()
    assert losses[0] > np.log(2) and losses[-1] < 0.06
    assert ((course[-1].chances(POINTS) > 0.5) == (ANSWERS == 1)).all()
    assert ((course[0].chances(POINTS) > 0.5) != (ANSWERS == 1)).any()


def test_a_step_is_against_the_slope():
    first, second = trained(NETWORK, POINTS, ANSWERS, rate=0.5, steps=1)
    assert flat(second) == pytest.approx(flat(first) - 0.5 * flat(first.slopes(POINTS, ANSWERS)))


def test_an_island():
    """No straight line tells yes from no: "no" lies all around."""
    radii = np.linalg.norm(POINTS, axis=1)
    assert ANSWERS.sum() == 26 and radii[ANSWERS == 1].max() < 0.8 < radii[ANSWERS == 0].min()
    angles = np.sort(np.arctan2(*POINTS[ANSWERS == 0].T))
    assert np.diff(angles).max() < 1.0
