"""Stochastic gradient descent on a regression line: the same loop with all samples, with some, with one at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class LineSamples:
    """Points (x, y) to which a line y = slope · x + offset is fitted; the weights are (slope, offset).

    Attributes:
        x, y: (n,).
    """

    x: np.ndarray
    y: np.ndarray

    @classmethod
    def simulated(cls, count: int, slope: float, offset: float, noise: float, seed: int) -> LineSamples:
        """Points about a line: x uniform from −1 to 2.2, and normal noise of this standard deviation on y."""
        rng = np.random.default_rng(seed)
        x = rng.uniform(-1.0, 2.2, count)
        return cls(x, slope * x + offset + noise * rng.normal(size=count))

    def __len__(self) -> int:
        return len(self.x)

    def loss(self, weights: np.ndarray) -> np.ndarray:
        """Half the mean squared error of weights (…, 2): (…)."""
        weights = np.asarray(weights, float)
        errors = weights[..., :1] * self.x + weights[..., 1:] - self.y
        return (errors**2).mean(axis=-1) / 2

    def gradient(self, weights: np.ndarray, chosen: np.ndarray | slice = slice(None)) -> np.ndarray:
        """The slopes (2,) of the loss over the chosen samples at weights (2,).

        >>> LineSamples(np.array([1.0, 3.0]), np.array([0.0, 0.0])).gradient(np.array([1.0, 0.0])).tolist()
        [5.0, 2.0]
        """
        x = self.x[chosen]
        errors = weights[0] * x + weights[1] - self.y[chosen]
        return np.array([(errors * x).mean(), errors.mean()])

    def best(self) -> np.ndarray:
        """The weights (2,) of least loss, by the normal equations."""
        return np.linalg.lstsq(np.stack([self.x, np.ones(len(self))], axis=1), self.y, rcond=None)[0]


@dataclass(frozen=True)
class BatchRun:
    """A descent by batches.

    Attributes:
        weights: before the first and after each step, (steps + 1, 2).
        batches: which samples each step looked at, (steps, size).
    """

    weights: np.ndarray
    batches: np.ndarray


def descend_by_batches(
    samples: LineSamples, start: tuple[float, float], *, size: int, rate: float, steps: int, seed: int
) -> BatchRun:
    """w ← w − rate · gradient over a batch; the samples are shuffled, and shuffled again when all have been used.

    With all samples in a batch this is plain gradient descent.

    Raises:
        ValueError: a batch has no sample, or more than there are.
    """
    if not 1 <= size <= len(samples):
        raise ValueError(f"a batch of {size} samples out of {len(samples)}")
    rng = np.random.default_rng(seed)
    weights, batches, waiting = [np.asarray(start, float)], [], np.zeros(0, int)
    for _ in range(steps):
        if len(waiting) < size:
            waiting = rng.permutation(len(samples))
        batch, waiting = waiting[:size], waiting[size:]
        batches.append(batch)
        weights.append(weights[-1] - rate * samples.gradient(weights[-1], batch))
    return BatchRun(np.array(weights), np.array(batches))
