"""A tiny network that says yes or no about points: its chances, its loss, its slopes, and its training."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class IslandNetwork:
    """Layers of weights; the same type holds the slopes of a loss with respect to them.

    Attributes:
        weights: for each layer (units, inputs). biases: for each layer (units,).
    """

    weights: tuple[np.ndarray, ...]
    biases: tuple[np.ndarray, ...]

    @classmethod
    def of_chance(cls, sizes: Sequence[int], seed: int, spread: float = 1.0) -> IslandNetwork:
        """Weights drawn from a normal distribution of this spread over √inputs; biases of 0.

        Args:
            sizes: units of each layer, inputs first: (2, 3, 1).
        """
        rng = np.random.default_rng(seed)
        shapes = list(zip(sizes[1:], sizes[:-1], strict=True))
        weights = tuple(spread * rng.normal(size=shape) / np.sqrt(shape[1]) for shape in shapes)
        return cls(weights, tuple(np.zeros(units) for units, _ in shapes))

    def activations(self, inputs: np.ndarray) -> list[np.ndarray]:
        """What every layer says, inputs included: (n, units) each; the last are chances.

        >>> network = IslandNetwork((np.array([[1.0, -1.0]]),), (np.zeros(1),))
        >>> network.activations(np.array([[2.0, 2.0]]))[-1].tolist()
        [[0.5]]
        """
        said = [np.asarray(inputs, float)]
        for layer, (weights, biases) in enumerate(zip(self.weights, self.biases, strict=True)):
            sums = said[-1] @ weights.T + biases
            last = layer == len(self.weights) - 1
            said.append(1 / (1 + np.exp(-np.clip(sums, -500, 500))) if last else np.tanh(sums))
        return said

    def chances(self, inputs: np.ndarray) -> np.ndarray:
        """The chance of "yes" for inputs (n, inputs): (n,)."""
        return self.activations(inputs)[-1][:, 0]

    def loss(self, inputs: np.ndarray, answers: np.ndarray) -> float:
        """The mean cross-entropy, in nats, between answers (n,) of 0 or 1 and the chances."""
        chances = np.clip(self.chances(inputs), 1e-12, 1 - 1e-12)
        return float(-np.mean(answers * np.log(chances) + (1 - answers) * np.log(1 - chances)))

    def slopes(self, inputs: np.ndarray, answers: np.ndarray) -> IslandNetwork:
        """How the loss changes with every weight and bias: blame goes backwards, layer by layer."""
        said = self.activations(inputs)
        blame = (said[-1] - np.asarray(answers, float)[:, None]) / len(inputs)
        weights, biases = [], []
        for layer in reversed(range(len(self.weights))):
            weights.insert(0, blame.T @ said[layer])
            biases.insert(0, blame.sum(axis=0))
            if layer:
                blame = (blame @ self.weights[layer]) * (1 - said[layer] ** 2)
        return IslandNetwork(tuple(weights), tuple(biases))

    def plus(self, other: IslandNetwork, factor: float = 1.0) -> IslandNetwork:
        """The network with ``factor`` times another one added, weight by weight."""
        return IslandNetwork(
            tuple(one + factor * two for one, two in zip(self.weights, other.weights, strict=True)),
            tuple(one + factor * two for one, two in zip(self.biases, other.biases, strict=True)),
        )


def trained(
    network: IslandNetwork, inputs: np.ndarray, answers: np.ndarray, *, rate: float, steps: int
) -> list[IslandNetwork]:
    """The network before the first and after each step of gradient descent on all data: (steps + 1)."""
    course = [network]
    for _ in range(steps):
        course.append(course[-1].plus(course[-1].slopes(inputs, answers), -rate))
    return course


def island(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Simulated points (2 · count, 2): an island of "yes" (1) within a ring of "no" (0), and the answers."""
    rng = np.random.default_rng(seed)
    angles = 2 * np.pi * (np.arange(2 * count) + rng.uniform(-0.4, 0.4, 2 * count)) / count
    radii = np.concatenate([0.75 * np.sqrt(rng.uniform(0, 1, count)), 1.6 + 0.22 * rng.normal(size=count)])
    points = radii[:, None] * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return points, np.repeat([1.0, 0.0], count)
