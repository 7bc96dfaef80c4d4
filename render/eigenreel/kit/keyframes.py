"""Keyframes: a quantity that rests at values and goes gently from one to the next; the score of a loop."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import Mobject, Scene, ValueTracker, linear


class Keyframes:
    """A value over time: at each key's second it has the key's value; between two keys it starts and ends gently.

    Args:
        keys: (second, value) in rising order of time; a value is a number or an array. Before the first key and after
            the last one the value stays.

    >>> rise = Keyframes((1, 0.0), (2, 10.0))
    >>> [rise(second) for second in (0, 1.5, 3)]
    [0.0, 5.0, 10.0]
    """

    def __init__(self, *keys: tuple[float, float | Sequence[float]]) -> None:
        self.times = np.array([time for time, _ in keys], float)
        self.values = np.array([value for _, value in keys], float)
        if (np.diff(self.times) < 0).any():
            raise ValueError(f"keys at {self.times.tolist()} seconds are not in rising order")

    def __call__(self, time: float) -> float | np.ndarray:
        last = int(np.searchsorted(self.times, time, side="right"))
        if last in (0, len(self.times)):
            value = self.values[max(last - 1, 0)]
        else:
            share = eased((time - self.times[last - 1]) / (self.times[last] - self.times[last - 1]))
            value = (1 - share) * self.values[last - 1] + share * self.values[last]
        return float(value) if np.ndim(value) == 0 else value


def eased(share: np.ndarray | float) -> np.ndarray | float:
    """From 0 to 1, with no speed and no acceleration at both ends (smootherstep, Perlin 2002).

    >>> [eased(share) for share in (-1.0, 0.5, 2.0)]
    [0.0, 0.5, 1.0]
    """
    share = np.clip(share, 0.0, 1.0)
    result = share**3 * (6 * share**2 - 15 * share + 10)
    return float(result) if np.ndim(result) == 0 else result


def play_over(scene: Scene, seconds: float, stage: Mobject, draw: Callable[[float], object], rest: float) -> None:
    """Let ``draw`` set the stage for every moment from 0 to ``seconds``, and stay on the last for ``rest`` seconds.

    Args:
        stage: all that ``draw`` changes; it is added to the scene.
    """
    time = ValueTracker(0.0)
    stage.add_updater(lambda _: draw(time.get_value()), call_updater=True)
    scene.add(stage)
    scene.play(time.animate(rate_func=linear).set_value(seconds), run_time=seconds)
    stage.clear_updaters(recursive=False)
    scene.wait(rest)
