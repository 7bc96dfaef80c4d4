"""Stochastic descent: its slopes are those of the loss, and every sample has its turn."""

import numpy as np
import pytest
from scipy.optimize import approx_fprime

from eigenreel.maths.batches import LineSamples, descend_by_batches
from eigenreel.maths.descent import descend

SAMPLES = LineSamples.simulated(64, slope=1.6, offset=0.3, noise=1.1, seed=3)
START = (-3.0, 2.1)


@pytest.mark.parametrize("weights", [(-3.0, 2.1), (0.0, 0.0), (1.6, 0.3)])
def test_gradient_against_differences(weights):
    assert SAMPLES.gradient(np.array(weights)) == pytest.approx(approx_fprime(weights, SAMPLES.loss), abs=1e-5)


def test_single_slopes_average_to_the_gradient():
    """One sample is a noisy, but honest, guess."""
    weights = np.array(START)
    single = [SAMPLES.gradient(weights, np.array([place])) for place in range(len(SAMPLES))]
    assert np.mean(single, axis=0) == pytest.approx(SAMPLES.gradient(weights))


def test_best_is_where_the_gradient_vanishes():
    assert SAMPLES.gradient(SAMPLES.best()) == pytest.approx([0, 0], abs=1e-12)


def test_all_samples_are_plain_descent():
    run = descend_by_batches(SAMPLES, START, size=64, rate=0.22, steps=26, seed=0)
    assert run.weights == pytest.approx(descend(SAMPLES.gradient, np.array(START), 0.22, 26))
    losses = SAMPLES.loss(run.weights)
    assert (np.diff(losses) < 0).all()


def test_every_sample_has_its_turn():
    """In one pass over the data each sample is looked at once."""
    run = descend_by_batches(SAMPLES, START, size=8, rate=0.22, steps=8, seed=4)
    assert sorted(run.batches.ravel().tolist()) == list(range(64))


def test_smaller_batches_stagger_more():
    """The way from start to end, against the straight line, grows as batches shrink."""

    def detour(size):
        runs = [descend_by_batches(SAMPLES, START, size=size, rate=0.22, steps=26, seed=seed) for seed in range(20)]
        return np.mean([np.linalg.norm(np.diff(run.weights, axis=0), axis=1).sum() for run in runs])

    assert detour(64) < detour(8) < detour(1)


def test_batches_that_cannot_be():
    for size in (0, 65):
        with pytest.raises(ValueError, match="out of 64"):
            descend_by_batches(SAMPLES, START, size=size, rate=0.1, steps=1, seed=0)
