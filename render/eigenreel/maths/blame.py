"""Backpropagation on a network that is small enough to read, with every number of both passes.

Two weights to each of three neurons with tanh, one to the output; the loss is half of the squared error. Forward, each
layer comes from the one before; backward, the slope of the loss in every number comes from the one after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Pass:
    """All numbers of a pass forward and back.

    Attributes:
        inputs (n,), hidden (m,), output, loss: forward.
        on_output, on_hidden (m,), on_inputs (n,): the slope of the loss in each of them.
        on_first (m, n), on_second (m,): the slope of the loss in each weight.
    """

    inputs: np.ndarray
    hidden: np.ndarray
    output: float
    loss: float
    on_output: float
    on_hidden: np.ndarray
    on_inputs: np.ndarray
    on_first: np.ndarray
    on_second: np.ndarray


@dataclass(frozen=True)
class ReadableNetwork:
    """Weights without offsets.

    Attributes:
        first: (m, n), from inputs to the hidden layer. second: (m,), from there to the output.

    >>> network = ReadableNetwork(np.zeros((3, 2)), np.ones(3))
    >>> network.run([1.0, 2.0], target=2.0).loss
    2.0
    """

    first: np.ndarray
    second: np.ndarray

    def run(self, inputs: Sequence[float], target: float) -> Pass:
        """One pass forward and one back, for the loss (output − target)² / 2."""
        inputs = np.asarray(inputs, float)
        hidden = np.tanh(self.first @ inputs)
        output = float(self.second @ hidden)
        on_output = output - target
        on_hidden = on_output * self.second
        # The slope of tanh is 1 − tanh².
        on_sums = on_hidden * (1 - hidden**2)
        return Pass(
            inputs=inputs,
            hidden=hidden,
            output=output,
            loss=on_output**2 / 2,
            on_output=on_output,
            on_hidden=on_hidden,
            on_inputs=self.first.T @ on_sums,
            on_first=np.outer(on_sums, inputs),
            on_second=on_output * hidden,
        )


EXAMPLE = ReadableNetwork(np.array([[0.8, -0.5], [0.3, 0.9], [-0.6, 0.4]]), np.array([0.7, 1.1, -0.9]))
"""Weights that someone made up; with them no number of a pass is near zero."""
